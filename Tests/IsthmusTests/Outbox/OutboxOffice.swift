import Database
import Foundation
import Synchronization

@testable import Isthmus

/// An office with an empty database of its own and a clock that stands until it is moved.
final class OutboxOffice: Sendable {
    let programme: Programme
    let folder: URL

    static let officer = Actor(
        account: "a-officer", person: nil, name: "Olga", grants: [Grant(.officer, on: .programme)])
    static let anna = Actor(account: "a-anna", person: nil, name: "Anna", grants: [])
    static let boris = Actor(account: "a-boris", person: nil, name: "Boris", grants: [])

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("outbox-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let store = try SQLiteStore(path: folder.appendingPathComponent("office.db").path, isDurable: false)
        try await store.migrate(Self.migrations(), at: 0)
        let clock = Clock()
        self.clock = clock
        programme = Programme(
            store: store, settings: Settings(name: ["en": "North Bridge", "ru": "Северный мост"]),
            clock: { clock.now }, ids: IDSource(seed: 7))
    }
    deinit { try? FileManager.default.removeItem(at: folder) }

    private let clock: Clock
    private final class Clock: Sendable {
        private let moment = Mutex(Moment(seconds: 1_777_627_800))
        var now: Moment { moment.withLock { $0 } }
        func advance(_ minutes: Int) { moment.withLock { $0 = $0.adding(minutes: minutes) } }
    }
    func advance(minutes: Int) { clock.advance(minutes) }

    private static func migrations() throws -> [Migration] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
        let folder = root.appendingPathComponent("Sources/Isthmus/Migrations").standardized
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".sql") }.sorted()
            .map { name in
                let script = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
                return Migration(name: String(name.dropLast(4)), script: script)
            }
    }

    static func draft(to: String = "anna@lab.example", subject: String = "Confirm your address") -> MailDraft {
        MailDraft(
            to: to, name: "Anna Petrosyan", language: "en", subject: subject, greeting: "Dear Anna",
            paragraphs: ["Please confirm that this address is yours by 3 May."],
            link: MailDraft.Link("Confirm", "https://north.example/confirm?token=s3cret"),
            reason: "You get this because somebody registered with this address.", about: "a-anna")
    }

    @discardableResult
    func send(_ draft: MailDraft = OutboxOffice.draft()) async throws -> ID<Mail> {
        try await programme.write(as: .program("test")) { work in
            try work.require(nil)
            work.recordNothing()
            return try work.send(draft)
        }
    }

    func mail(_ id: ID<Mail>) async throws -> Mail? { try await programme.read { try Mail.find(id, in: $0) } }
    func outcomes(of id: ID<Mail>) async throws -> [String] {
        try await programme.read {
            try $0.column(String.self, "SELECT outcome FROM mail_attempt WHERE mail_id = \(id) ORDER BY id")
        }
    }
    func state(of id: ID<Mail>) async throws -> MailState? {
        try await programme.mailQueue(as: Self.officer).lines.first { $0.id == id }?.state
    }
}
