import Database
import Foundation
import Testing

@testable import Isthmus

/// An office with an empty database of its own, a clock that stands until it is moved, and a folder.
struct OutboxOffice: Sendable {
    let programme: Programme
    let clock: TestClock
    let folder: URL

    static let officer = Actor(
        account: "a-officer", person: nil, name: "Olga", grants: [Grant(.officer, on: .programme)])
    static let anna = Actor(account: "a-anna", person: nil, name: "Anna", grants: [])
    static let boris = Actor(account: "a-boris", person: nil, name: "Boris", grants: [])

    static func open(_ body: (OutboxOffice) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("outbox-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let settings = Settings(name: ["en": "North Bridge", "ru": "Северный мост"])
        try await TestStore.withProgramme(seed: 7, settings: settings) { programme, clock in
            try await body(OutboxOffice(programme: programme, clock: clock, folder: folder))
            #expect(try await programme.check(Mail.invariants) == [])
        }
    }

    func advance(minutes: Int) { clock.advance(minutes: minutes) }

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
    func state(of id: ID<Mail>) async throws -> MailState {
        try await programme.mail(id, as: Self.officer).line.state
    }
}
