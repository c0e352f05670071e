import Database
import Foundation

@testable import Isthmus

/// An office with calls to try things on.
struct CallOffice: Sendable {
    let programme: Programme
    let clock: TestClock

    static let officer = Actor(
        account: "a-officer", person: nil, name: "Olga", grants: [Grant(.officer, on: .programme)])
    static let member = Actor(account: "a-member", person: nil, name: "Mher", grants: [])

    static func open(_ body: @escaping @Sendable (CallOffice) async throws -> Void) async throws {
        try await TestStore.withProgramme { programme, clock in
            try await body(CallOffice(programme: programme, clock: clock))
        }
    }

    /// A published call whose title is its code.
    @discardableResult
    func call(_ code: String, _ deadlines: [String] = [], _ more: [String: Given] = [:]) async throws -> ID<Call> {
        let given: [String: Given] = [
            "code": .text(code), "programme": .text("Bridge"), "title": .record(["en": .text(code)]),
            "deadlines": .list(deadlines.map { .record(["kind": .text("cut_off"), "at": .text($0)]) }),
            "status": .text("published"),
        ]
        return try await programme.createCall(given.merging(more) { $1 }, as: Self.officer).id
    }

    @discardableResult
    func rule(_ call: ID<Call>, _ side: String, part: Bool = true, paid: Bool = false) async throws -> CallRule {
        try await programme.addRule(
            to: call, ["side": .text(side), "takes_part": .flag(part), "is_paid": .flag(paid)], as: Self.officer)
    }

    /// The codes that a query of the list finds, in its order.
    func codes(_ query: String, as actor: Actor = .visitor) async throws -> [String] {
        let selection = Selection(Query(encoded: query), facets: CallPages.facets)
        return try await programme.calls(selection, as: actor).items.map(\.code)
    }

    func journal(of thing: String) async throws -> [String] {
        try await programme.read { tx in
            try tx.column(String.self, "SELECT action FROM journal WHERE thing = \(thing) ORDER BY id")
        }
    }
}
