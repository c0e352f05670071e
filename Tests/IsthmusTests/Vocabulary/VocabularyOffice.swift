import Database
import Foundation
import Interchange

@testable import Isthmus

/// An office with an empty database of its own, and people who may and may not change its vocabulary.
final class VocabularyOffice: Sendable {
    let programme: Programme
    private let folder: URL

    static let officer = Actor(
        account: "a-officer", person: nil, name: "Olga", grants: [Grant(.officer, on: .programme)])
    static let guest = Actor(account: "a-guest", person: nil, name: "Gagik", grants: [])

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("vocabulary-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let store = try SQLiteStore(path: folder.appendingPathComponent("office.db").path, isDurable: false)
        let migrations = Embedded.files.keys.filter { $0.hasSuffix(".sql") }.sorted().map { name in
            Migration(name: String(name.dropLast(4)), script: Embedded.text(name) ?? "")
        }
        try await store.migrate(migrations, at: 0)
        programme = Programme(
            store: store, clock: { Moment(seconds: 1_777_627_800) }, ids: IDSource(seed: 11))
    }
    deinit { try? FileManager.default.removeItem(at: folder) }

    /// An office that has FORD, as every office has after its first start.
    static func open() async throws -> VocabularyOffice {
        let office = try await VocabularyOffice()
        try await office.programme.installVocabulary()
        return office
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
