import Database
import Foundation
import Synchronization
import Testing

@testable import Isthmus

/// A programme on a database of its own, with a clock that moves only when told, and people who sign in.
final class AccountsSample: Sendable {
    static let password = "ветер над рекой 7"
    static let device = Device(address: "192.0.2.7", agent: "Test browser")

    let programme: Programme
    private let clock: SampleClock

    init() async throws {
        let clock = SampleClock(try #require(Moment(iso: "2026-05-04T08:00:00Z")))
        let folder = FileManager.default.temporaryDirectory.appending(path: "isthmus-accounts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let store = try SQLiteStore(path: folder.appending(path: "test.sqlite").path, isDurable: false)
        try await store.migrate(try Self.migrations(), at: clock.now.seconds)
        self.clock = clock
        programme = Programme(store: store, clock: { clock.now }, ids: IDSource(seed: 7))
    }

    private static func migrations() throws -> [Migration] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        let folder = root.appending(path: "Sources/Isthmus/Migrations")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            Migration(
                name: String(name.dropLast(4)),
                script: try String(contentsOf: folder.appending(path: name), encoding: .utf8))
        }
    }

    var now: Moment { clock.now }
    func wait(seconds: Int64 = 0, minutes: Int64 = 0, days: Int64 = 0) {
        clock.move(by: seconds + 60 * minutes + 86_400 * days)
    }

    /// A confirmed account that is signed in.
    func holder(
        _ email: String = "anna@example.org", grants: [Grant] = []
    ) async throws -> (account: Account, actor: Actor, session: OpenedSession) {
        let account = try await programme.createAccount(
            Registration(email: email, name: "Анна Петрова", password: Self.password, language: "ru"), grants: grants,
            as: .program("test"))
        let session = try #require(
            try await programme.signIn(email: email, password: Self.password, from: Self.device).session)
        let actor = try #require(try await programme.actor(sessionToken: session.token.text))
        return (account, actor, session)
    }

    func administrator() async throws -> (account: Account, actor: Actor, session: OpenedSession) {
        try await holder("chief@example.org", grants: [Grant(.administrator, on: .programme)])
    }

    /// The addresses that mails were queued for, in order.
    func addresses() async throws -> [String] {
        try await programme.read { tx in try tx.column(String.self, "SELECT address FROM mail ORDER BY id") }
    }

    /// What the last mail's link ends with.
    func mailedToken() async throws -> String {
        let text = try await programme.read { tx in
            try tx.value(String.self, "SELECT text_part FROM mail ORDER BY id DESC LIMIT 1")
        }
        let line = try #require(text?.split(separator: "\n").first { $0.hasPrefix("http://127.0.0.1:8080/") })
        return String(try #require(line.split(separator: "/").last))
    }

    /// Every text in every row of a table, as one text.
    func dump(_ table: SQL) async throws -> String {
        try await programme.read { tx in
            try tx.rows("SELECT * FROM \(table)").map { row in "\(row.values)" }.joined(separator: "\n")
        }
    }
}

/// Stands still until it is moved.
final class SampleClock: Sendable {
    private let moment: Mutex<Moment>
    init(_ start: Moment) { moment = Mutex(start) }
    var now: Moment { moment.withLock { $0 } }
    func move(by seconds: Int64) { moment.withLock { $0 = Moment(seconds: $0.seconds + seconds) } }
}
