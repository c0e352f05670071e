import Database
import Foundation

@testable import Isthmus

/// An office with an event whose participants meet: open, with four slots of three tables.
struct BrokerageOffice: Sendable {
    let programme: Programme
    let clock: TestClock
    let event: ID<Event>
    let brokerage: ID<Brokerage>

    static let officer = EventOffice.officer

    static func open(
        _ more: [String: Given] = [:], _ body: @escaping @Sendable (BrokerageOffice) async throws -> Void
    ) async throws {
        try await EventOffice.open { office in
            let event = try await office.event(
                "Ice fair", ["registration": .text("automatic"), "format": .text("hybrid")])
            let given: [String: Given] = [
                "status": .text("open"), "requests_close": .text("2026-10-10 18:00"), "request_limit": .number(5),
            ]
            let made = try await office.programme.setUpBrokerage(
                for: event, given.merging(more) { $1 }, as: officer)
            _ = try await office.programme.addMeetingSlots(made.id, morning, as: officer)
            try await body(
                BrokerageOffice(
                    programme: office.programme, clock: office.clock, event: event, brokerage: made.id))
        }
    }

    static let morning: [String: Given] = [
        "day": .text("2026-10-14"), "first": .text("09:00"), "minutes": .number(20), "pause": .number(5),
        "count": .number(4), "tables": .number(3),
    ]

    /// Somebody who takes part.
    struct Guest: Sendable {
        let actor: Actor
        let id: ID<Participant>
    }

    /// Somebody with an account, registered.
    func registered(_ name: String) async throws -> Actor {
        let account = try await programme.createAccount(
            Registration(email: "\(name)@place.example", name: name, password: "ветер над рекой 7", language: "en"),
            grants: [], as: .program("test"))
        let actor = Actor(account: account.id.text, person: nil, name: name, grants: [])
        _ = try await programme.register(
            for: event, ["organisation": .text("House of \(name)"), "country": .text("AM")], as: actor)
        return actor
    }

    func guest(_ name: String, _ given: [String: Given] = [:]) async throws -> Guest {
        let actor = try await registered(name)
        let taken = try await programme.takePart(
            in: brokerage, ["mode": .text("both")].merging(given) { $1 }, as: actor)
        return Guest(actor: actor, id: taken.id)
    }

    @discardableResult
    func request(_ from: Guest, _ to: Guest..., more: [String: Given] = [:]) async throws -> MeetingRequest {
        try await programme.requestMeeting(
            in: brokerage, ["to": .list(to.map { .text($0.id.text) })].merging(more) { $1 }, as: from.actor)
    }

    /// To whom which mails went since the last question, in their order.
    func mails() async throws -> [String] {
        try await programme.store.write { tx in
            let found = try tx.column(String.self, "SELECT address || ': ' || subject FROM mail ORDER BY id")
            try tx.run("DELETE FROM mail")
            return found
        }
    }

    func slots() async throws -> [MeetingSlot] {
        let brokerage = brokerage
        return try await programme.read { try $0.meetingSlots(of: brokerage) }
    }

    /// The field and key of every issue, or the key of a refusal.
    static func fault(_ body: @Sendable () async throws -> Void) async -> [String] {
        do { try await body() } catch Problem.invalid(let issues) {
            return issues.map { "\($0.field) \($0.reason.key)" }
        } catch Problem.refused(let reason) {
            return [reason.key]
        } catch { return ["\(error)"] }
        return []
    }
}
