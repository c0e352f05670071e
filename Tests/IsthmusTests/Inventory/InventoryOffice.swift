import Database
import Foundation

@testable import Isthmus

/// An office with an inventory to try things on.
struct InventoryOffice: Sendable {
    let programme: Programme
    let clock: TestClock

    static let officer = Actor(
        account: "a-officer", person: nil, name: "Olga", grants: [Grant(.officer, on: .programme)])

    static func open(_ body: @escaping @Sendable (InventoryOffice) async throws -> Void) async throws {
        try await TestStore.withProgramme { programme, clock in
            try await programme.installVocabulary()
            try await body(InventoryOffice(programme: programme, clock: clock))
        }
    }

    static func party(_ side: String, _ amount: String = "", _ currency: String = "EUR", _ pays: String = "money")
        -> Given
    {
        .record([
            "side": .text(side), "amount": .text(amount), "currency": .text(currency), "pays": .text(pays),
        ])
    }

    /// An active programme whose title is its code.
    @discardableResult
    func add(_ code: String, _ parties: [Given], _ more: [String: Given] = [:]) async throws -> CooperationProgramme {
        let given: [String: Given] = [
            "code": .text(code), "title": .record(["en": .text(code)]), "parties": .list(parties),
            "status": .text("active"),
        ]
        return try await programme.createRecord(
            CooperationProgramme.self, given.merging(more) { $1 }, as: Self.officer)
    }

    @discardableResult
    func scheme(_ code: String, from: String, to: String, _ more: [String: Given] = [:]) async throws -> MobilityScheme
    {
        let given: [String: Given] = [
            "code": .text(code), "title": .record(["en": .text(code)]), "from_sides": .text(from),
            "to_sides": .text(to), "status": .text("active"),
        ]
        return try await programme.createRecord(MobilityScheme.self, given.merging(more) { $1 }, as: Self.officer)
    }

    func ask<Record: StoredRecord>(_ record: ID<Record>, _ email: String, in language: String = "en") async throws {
        _ = try await programme.addContact(
            to: record, ["name": .text("Nora"), "email": .text(email), "language": .text(language)], as: Self.officer)
    }

    func round(_ year: Int = 2026, closes: String = "2026-12-31") async throws -> UpdateRound {
        try await programme.createRound(
            ["year": .number(Double(year)), "closes_on": .text(closes)], as: Self.officer)
    }

    /// Subjects of the letters that wait, in the order of their addresses.
    func subjects() async throws -> [String] {
        try await programme.read { tx in
            try tx.column(String.self, "SELECT address || ': ' || subject FROM mail ORDER BY address, id")
        }
    }

    /// The token of the last letter to an address.
    func token(to address: String) async throws -> String {
        let text = try await programme.read { tx in
            try tx.value(String.self, "SELECT text_part FROM mail WHERE address = \(address) ORDER BY id DESC LIMIT 1")
        }
        let line = (text ?? "").split(separator: "\n").first { $0.hasPrefix("http") } ?? ""
        return line.split(separator: "/").last?.split(separator: "?").first.map(String.init) ?? ""
    }

    func request(of thing: String) async throws -> UpdateRequest? {
        try await programme.read { tx in
            try tx.first(UpdateRequest.self, "SELECT * FROM update_request WHERE thing = \(thing)")
        }
    }

    func journal(of thing: String) async throws -> [String] {
        try await programme.read { tx in
            try tx.column(String.self, "SELECT action FROM journal WHERE thing = \(thing) ORDER BY id")
        }
    }

    /// Codes that a query of the list of programmes finds.
    func codes(_ query: String, as actor: Actor = .visitor) async throws -> [String] {
        let selection = Selection(Query(encoded: query), facets: CooperationProgrammePages.facets)
        return try await programme.cooperationProgrammes(selection, as: actor).items.map(\.code)
    }

    /// `field key` of each issue that a verb complains about.
    static func issues(_ verb: () async throws -> Void) async throws -> [String] {
        do {
            try await verb()
            return []
        } catch Problem.invalid(let issues) { return issues.map { "\($0.field) \($0.reason.key)" } }
    }
}
