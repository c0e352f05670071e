import Database

@testable import Isthmus

/// A directory to try things on, and people who may and may not.
struct DirectoryOffice: Sendable {
    let programme: Programme
    let clock: TestClock

    static let officer = Actor(
        account: "a-officer", person: nil, name: "Olga", grants: [Grant(.officer, on: .programme)])
    static let member = Actor(account: "a-member", person: nil, name: "Mher", grants: [])

    static func representative(of id: ID<Organisation>) -> Actor {
        Actor(account: "a-speaker", person: nil, name: "Rita", grants: [Grant(.representative, on: Scope(id))])
    }
    static func member(named account: String) -> Actor {
        Actor(account: account, person: nil, name: account, grants: [])
    }
    static func holder(of id: ID<Person>) -> Actor {
        Actor(account: "a-holder", person: id.text, name: "Petr", grants: [])
    }

    static func open(_ body: @escaping @Sendable (DirectoryOffice) async throws -> Void) async throws {
        try await TestStore.withProgramme { programme, clock in
            try await body(DirectoryOffice(programme: programme, clock: clock))
        }
    }

    func organisation(
        _ name: String, _ country: String = "AM", status: ProfileStatus = .active
    ) async throws -> ID<Organisation> {
        try await programme.createOrganisation(
            ["legal_name": .text(name), "country": .text(country), "status": .text(status.rawValue)], as: Self.officer
        ).id
    }

    /// A person with a name in Latin letters, who works at an organisation when one is given.
    func person(
        _ family: String, _ given: String = "Ani", at organisation: ID<Organisation>? = nil, _ country: String = "AM",
        status: ProfileStatus = .active
    ) async throws -> ID<Person> {
        let person = try await programme.createPerson(
            [
                "names": Self.names(family, given), "country": .text(country), "status": .text(status.rawValue),
            ], as: Self.officer)
        if let organisation { _ = try await affiliation(person.id, at: organisation) }
        return person.id
    }

    func affiliation(
        _ person: ID<Person>, at organisation: ID<Organisation>, _ more: [String: Given] = [:]
    ) async throws -> Affiliation {
        let given: [String: Given] = ["person": .text(person.text), "organisation": .text(organisation.text)]
        return try await programme.createAffiliation(given.merging(more) { $1 }, as: Self.officer)
    }

    static func names(_ family: String, _ given: String) -> Given {
        .list([.record(["family": .text(family), "given": .text(given)])])
    }
    static func texts(_ english: String) -> Given { .record(["en": .text(english)]) }

    /// What the journal says about a thing, the first line first.
    func journal(of thing: String) async throws -> [String] {
        try await programme.read { tx in
            try tx.column(String.self, "SELECT action FROM journal WHERE thing = \(thing) ORDER BY id")
        }
    }

    /// The rules of the directory that do not hold; none in sound data.
    func breaches() async throws -> [String] {
        let rules =
            Organisation.invariants + Person.invariants + Affiliation.invariants + Team.invariants
            + Competence.invariants + Claim.invariants
        return try await programme.check(rules).map(\.invariant)
    }

    /// How something was refused: `field: key` for what was given, else one word and the key; empty when it was done.
    static func complaint<Answer>(_ body: () async throws -> Answer) async throws -> [String] {
        do {
            _ = try await body()
            return []
        } catch let problem as Problem { return words(problem) }
    }

    static func words(_ problem: Problem) -> [String] {
        switch problem {
        case .invalid(let issues): issues.map { "\($0.field): \($0.reason.key)" }
        case .refused(let reason): ["refused: \(reason.key)"]
        case .notFound: ["not found"]
        case .signInNeeded: ["sign in"]
        case .stale: ["stale"]
        case .busy: ["busy"]
        case .notReady(let reason): ["not ready: \(reason.key)"]
        case .tooMany(let reason): ["too many: \(reason.key)"]
        }
    }
}
