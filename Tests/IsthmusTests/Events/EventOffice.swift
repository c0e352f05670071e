import Database
import Foundation

@testable import Isthmus

/// An office with events to try things on.
struct EventOffice: Sendable {
    let programme: Programme
    let clock: TestClock

    static let officer = Actor(
        account: "a-officer", person: nil, name: "Olga", grants: [Grant(.officer, on: .programme)])
    static let member = Actor(account: "a-member", person: nil, name: "Mher", grants: [])

    static func open(_ body: @escaping @Sendable (EventOffice) async throws -> Void) async throws {
        try await TestStore.withProgramme { programme, clock in
            try await body(EventOffice(programme: programme, clock: clock))
        }
    }

    static let seminar: [String: Given] = [
        "kind": .text("seminar"), "title": .record(["en": .text("Roads over ice")]), "zone": .text("Asia/Yerevan"),
        "starts": .text("2026-10-14 09:00"), "ends": .text("2026-10-14 17:00"), "city": .text("Sevan"),
        "country": .text("AM"),
    ]

    /// A published seminar.
    @discardableResult
    func event(_ title: String = "Roads over ice", _ more: [String: Given] = [:]) async throws -> ID<Event> {
        let given = Self.seminar.merging(["title": .record(["en": .text(title)])]) { $1 }.merging(more) { $1 }
        let event = try await programme.createEvent(given, as: Self.officer)
        return try await programme.publishEvent(event.id, as: Self.officer).id
    }

    func organisation(_ name: String) async throws -> ID<Organisation> {
        try await programme.createOrganisation(
            ["legal_name": .text(name), "country": .text("AM")], as: Self.officer
        ).id
    }

    /// Somebody who speaks for an organisation.
    static func speaker(for organisation: ID<Organisation>) -> Actor {
        Actor(
            account: "a-rita", person: nil, name: "Rita", grants: [Grant(.representative, on: Scope(organisation))])
    }

    /// The titles that a query of the list finds, in its order.
    func titles(_ query: String, as actor: Actor = .visitor) async throws -> [String] {
        let selection = Selection(Query(encoded: query), facets: EventPages.facets)
        return try await programme.events(selection, as: actor).items.map { $0.title.reading("en") }
    }

    func journal(of thing: String) async throws -> [String] {
        try await programme.read { tx in
            try tx.column(String.self, "SELECT action FROM journal WHERE thing = \(thing) ORDER BY id")
        }
    }

    static func issues(_ body: @Sendable () async throws -> Void) async -> [String] {
        do { try await body() } catch Problem.invalid(let issues) {
            return issues.map { "\($0.field) \($0.reason.key)" }
        } catch { return ["\(error)"] }
        return []
    }
}
