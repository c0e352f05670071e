import Database
import Foundation

@testable import Isthmus

/// An office with calls, institutes and people who look for each other.
struct PartneringOffice: Sendable {
    let programme: Programme
    let clock: TestClock
    let call: ID<Call>
    /// By the names of their people.
    let organisations: [String: ID<Organisation>]
    let actors: [String: Actor]

    static let officer = Actor(
        account: "a-officer", person: nil, name: "Olga", grants: [Grant(.officer, on: .programme)])

    /// Anna in Armenia, Boris in Georgia, Carl in Finland, Dora in Norway: each with an institute, a profile and an
    /// account. Eve has an account alone.
    static func open(_ body: @escaping @Sendable (PartneringOffice) async throws -> Void) async throws {
        try await TestStore.withProgramme { programme, clock in
            try await programme.installVocabulary()
            let call = try await programme.createCall(Self.call, as: officer)
            _ = try await programme.addRule(
                to: call.id, ["side": .text("AM"), "is_paid": .flag(true)], as: officer)
            _ = try await programme.addRule(
                to: call.id, ["side": .text("JP"), "takes_part": .flag(false)], as: officer)
            _ = try await programme.addRule(to: call.id, ["side": .text("any")], as: officer)
            var (organisations, actors): ([String: ID<Organisation>], [String: Actor]) = ([:], [:])
            for (name, country) in [("Anna", "AM"), ("Boris", "GE"), ("Carl", "FI"), ("Dora", "NO")] {
                let place = try await programme.createOrganisation(
                    [
                        "legal_name": .text("Institute of \(name)"), "country": .text(country),
                        "kind": .text("research"),
                    ],
                    as: officer)
                let person = try await programme.createPerson(
                    [
                        "names": .list([.record(["given": .text(name), "family": .text("Secretive")])]),
                        "country": .text(country),
                    ], as: officer)
                _ = try await programme.createAffiliation(
                    ["person": .text(person.id.text), "organisation": .text(place.id.text)], as: officer)
                organisations[name] = place.id
                actors[name] = try await Self.enrol(name, person: person.id.text, in: programme)
            }
            actors["Eve"] = try await Self.enrol("Eve", person: nil, in: programme)
            try await body(
                PartneringOffice(
                    programme: programme, clock: clock, call: call.id, organisations: organisations, actors: actors))
        }
    }

    private static func enrol(_ name: String, person: String?, in programme: Programme) async throws -> Actor {
        let account = try await programme.createAccount(
            Registration(
                email: "\(name.lowercased())@mail.example", name: "\(name) Secretive", password: "ветер над рекой 7",
                language: "en"), person: person, grants: [], as: .program("test"))
        return Actor(account: account.id.text, person: person, name: name, grants: [])
    }

    private static let call: [String: Given] = [
        "code": .text("ICE-1"), "programme": .text("Bridge"), "title": .record(["en": .text("Roads over ice")]),
        "text": .record(["en": .text("Teams study how ice carries roads and lorries in winter.")]),
        "keywords": .text("ice, roads"), "instrument": .text("RIA"), "theme": .text("Transport"),
        "least_partners": .text("3"), "least_countries": .text("2"),
        "deadlines": .list([.record(["at": .text("2026-09-15")])]), "status": .text("published"),
    ]

    func actor(_ name: String) -> Actor { actors[name] ?? .visitor }
    func organisation(_ name: String) -> ID<Organisation> { organisations[name] ?? ID("") }

    static let given: [String: Given] = [
        "title": .record(["en": .text("Lorries on ice roads")]),
        "outline": .record(["en": .text("We want to know how roads over ice carry lorries in winter.")]),
        "sought": .record(["en": .text("Radar of ice")]), "sought_words": .text("radar, ice"),
        "sought_topics": .text("ford-1-5"), "partners_wanted": .number(2),
    ]

    @discardableResult
    func draft(_ more: [String: Given] = [:], by name: String = "Anna") async throws -> PartnerSearch {
        let given = Self.given.merging(["call": .text(call.text)]) { $1 }.merging(more) { $1 }
        return try await programme.createPartnerSearch(given, as: actor(name))
    }

    /// Asks somebody, known by their address, to review a search.
    func ask(_ name: String, of search: PartnerSearch) async throws -> SearchReview {
        try await programme.askReviewer(
            of: search.id, ["person": .text("\(name.lowercased())@mail.example")], as: Self.officer)
    }

    func published(_ more: [String: Given] = [:]) async throws -> PartnerSearch {
        try await programme.publishPartnerSearch(try await draft(more).id, [:], as: actor("Anna"))
    }

    func interest(_ name: String, in search: PartnerSearch, agrees: Bool = true) async throws -> Interest {
        try await programme.expressInterest(
            in: search.id, ["message": .text("We know ice and its radar."), "agrees": .flag(agrees)], as: actor(name))
    }

    func accepted(_ interest: Interest) async throws -> Interest {
        try await programme.answerInterest(
            interest.id, ["answer": .text("accept"), "agrees": .flag(true)], as: actor("Anna"))
    }

    /// The subjects of the mails to somebody, in order.
    func mails(to name: String) async throws -> [String] {
        let address = "\(name.lowercased())@mail.example"
        return try await programme.read { tx in
            try tx.column(String.self, "SELECT subject FROM mail WHERE mailbox = \(address) ORDER BY id")
        }
    }

    func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    func checkRules() async throws -> [String] {
        try await programme.check(Server.invariants).map(\.invariant)
    }
}

/// What a verb refuses: the keys of its issues, or of its reason; empty where it does not refuse.
func refusals(_ verb: () async throws -> Void) async throws -> [String] {
    do {
        try await verb()
        return []
    } catch Problem.invalid(let issues) {
        return issues.map { $0.field.isEmpty ? $0.reason.key : "\($0.field): \($0.reason.key)" }
    } catch Problem.refused(let reason) {
        return [reason.key]
    } catch Problem.notFound { return ["not found"] } catch Problem.stale { return ["stale"] }
}
