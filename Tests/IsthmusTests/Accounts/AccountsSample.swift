import Database
import Testing

@testable import Isthmus

/// A programme on a database of its own, with a clock that moves only when told, and people who sign in.
final class AccountsSample: Sendable {
    static let password = "ветер над рекой 7"
    static let device = Device(address: "192.0.2.7", agent: "Test browser")

    let programme: Programme
    private let clock: TestClock

    private init(_ programme: Programme, _ clock: TestClock) { (self.programme, self.clock) = (programme, clock) }

    static func open(_ body: (AccountsSample) async throws -> Void) async throws {
        try await TestStore.withProgramme(at: Moment(seconds: 1_777_881_600)) { programme, clock in
            try await body(AccountsSample(programme, clock))
        }
    }

    var now: Moment { clock.now }
    func wait(seconds: Int64 = 0, minutes: Int = 0, days: Int = 0) {
        clock.advance(days: days, minutes: minutes, seconds: seconds)
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
