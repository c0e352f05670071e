import Database
import Foundation
import Interchange

@testable import Isthmus

/// An office that has FORD, as every office has after its first start, and people who may and may not change it.
struct VocabularyOffice: Sendable {
    let programme: Programme

    static let officer = Actor(
        account: "a-officer", person: nil, name: "Olga", grants: [Grant(.officer, on: .programme)])
    static let guest = Actor(account: "a-guest", person: nil, name: "Gagik", grants: [])

    static func open<Result: Sendable>(
        _ body: @Sendable (VocabularyOffice) async throws -> Result
    ) async throws -> Result {
        try await TestStore.withProgramme { programme, _ in
            try await programme.installVocabulary()
            return try await body(VocabularyOffice(programme: programme))
        }
    }

    /// A small scheme of its own, so that tests say what they read.
    static let trees = TopicScheme(
        id: ID("trees"), name: ["en": "Trees"], edition: "1", source: "https://trees.example", licence: "CC0",
        ordering: .name)

    static func table(_ csv: String) throws -> TopicTable {
        TopicTable(try CSVReader(ByteSource(bytes: Array(csv.utf8), name: "trees.csv")), scheme: trees)
    }

    func count(_ sql: SQL) async throws -> Int { try await programme.read { try $0.count(sql) } }
    var journalLines: Int { get async throws { try await count("SELECT COUNT(*) FROM journal") } }
}

extension TopicPlan {
    var tally: String { "\(new) new, \(changed) changed, \(unchanged) unchanged, \(newCrosswalks) crosswalks" }
}

/// The folder of real data for development, where there is one.
enum RealData {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["ISTHMUS_DATA"] { return URL(fileURLWithPath: path) }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
        return root.standardized.appendingPathComponent("../shared/data").standardized
    }()
    static let euroSciVoc = folder.appendingPathComponent("euroscivoc/euroscivoc.csv").path
    static var hasEuroSciVoc: Bool { FileManager.default.fileExists(atPath: euroSciVoc) }
}
