import Database
import Foundation

@testable import Isthmus

/// An office with a programme of events to try things on: two officers, and somebody with an account.
struct ProgrammeOffice: Sendable {
    let programme: Programme
    let clock: TestClock
    let first: Actor
    let second: Actor
    let member: Actor
    let id: ID<EventProgramme>

    static func open(_ body: @escaping @Sendable (ProgrammeOffice) async throws -> Void) async throws {
        try await TestStore.withProgramme { programme, clock in
            try await programme.installVocabulary()
            func account(_ name: String, _ grants: [Grant]) async throws -> Actor {
                let made = try await programme.createAccount(
                    Registration(
                        email: "\(name)@place.example", name: name, password: "ветер над рекой 7", language: "en"),
                    grants: grants, as: .program("test"))
                return Actor(account: made.id.text, person: nil, name: name, grants: grants)
            }
            let grants = [Grant(.officer, on: .programme)]
            let (first, second) = (try await account("olga", grants), try await account("petr", grants))
            let member = try await account("mher", [])
            let made = try await programme.createEventProgramme(Self.year, as: first)
            _ = try await programme.publishEventProgramme(made.id, as: first)
            try await programme.store.write { tx in _ = try tx.run("DELETE FROM mail") }
            try await body(
                ProgrammeOffice(
                    programme: programme, clock: clock, first: first, second: second, member: member, id: made.id))
        }
    }

    static func texts(_ en: String, _ ru: String) -> Given { .record(["en": .text(en), "ru": .text(ru)]) }

    static let year: [String: Given] = [
        "title": texts("Year of Ice", "Год льда"), "label_name": texts("Year of Ice", "Год льда"),
        "countries": .text("AM, DE"), "topics": .text("ford-1-5, ford-1-3"),
        "audiences": .list([
            .record(["name": texts("Researchers", "Учёные")]), .record(["name": texts("Schools", "Школы")]),
        ]),
        "criteria": .list([
            .record(["name": texts("Weight", "Вес"), "most": .text("5"), "weight": .text("3")]),
            .record(["name": texts("Order", "Порядок"), "most": .text("10"), "weight": .text("1")]),
        ]),
        "checklist": .list([
            .record(["name": texts("Agenda", "Повестка"), "days": .text("-60")]),
            .record(["name": texts("Materials", "Материалы"), "days": .text("14")]),
        ]),
        "first_day": .text("2026-09-01"), "last_day": .text("2027-06-30"), "opens_on": .text("2026-06-01"),
        "closes_on": .text("2026-08-15"), "zone": .text("Asia/Yerevan"), "report_days": .text("30"),
    ]

    static let forum: [String: Given] = [
        "title": texts("Roads over ice", "Дороги по льду"), "text": texts("We walk.", "Мы идём."),
        "kind": .text("forum"), "theme": .text("ford-1-5"), "audience": .text("a1"),
        "organisers": .list([.record(["name": .text("Ice House"), "country": .text("AM")])]),
        "city": .text("Sevan"), "country": .text("AM"), "first_day": .text("2026-10-14"),
        "last_day": .text("2026-10-15"), "phone": .text("+374 1"),
    ]

    /// Proposed by the member, whose account proves the address.
    @discardableResult
    func proposal(_ title: String = "Roads over ice", _ more: [String: Given] = [:]) async throws -> ID<EventProposal> {
        let given = Self.forum.merging(["title": Self.texts(title, title)]) { $1 }.merging(more) { $1 }
        let result = try await programme.propose(for: id, given, as: member)
        return result.proposal?.id ?? ID("")
    }

    /// Scored by both officers.
    func score(_ id: ID<EventProposal>, _ one: Int = 4, _ other: Int = 2) async throws {
        for (officer, points) in [(first, one), (second, other)] {
            try await programme.scoreProposal(
                id, ["points": .record(["c1": .text("\(points)"), "c2": .text("\(points)")])], as: officer)
        }
    }

    /// Selected, with its event public.
    @discardableResult
    func selected(_ title: String = "Roads over ice", _ more: [String: Given] = [:]) async throws -> ID<EventProposal> {
        let id = try await proposal(title, more)
        try await score(id)
        try await decide(id, "selected")
        if let event = try await programme.eventProposal(id, as: first).proposal.eventID {
            _ = try await programme.publishEvent(event, as: first)
        }
        return id
    }

    func decide(_ id: ID<EventProposal>, _ decision: String) async throws {
        _ = try await programme.decideProposal(
            id, ["decision": .text(decision), "reason": Self.texts("So we found", "Так мы решили")], as: first)
    }

    func token(_ id: ID<EventProposal>) async throws -> String {
        try await programme.mailedProposalToken(id).text
    }

    /// To whom which mails went since the last question, in their order.
    func mails() async throws -> [String] {
        try await programme.store.write { tx in
            let found = try tx.column(String.self, "SELECT address || ': ' || subject FROM mail ORDER BY id")
            try tx.run("DELETE FROM mail")
            return found
        }
    }

    /// The titles that a query of the list finds, in its order.
    func titles(_ query: String, as actor: Actor) async throws -> [String] {
        let selection = Selection(Query(encoded: query), facets: EventProposalPages.facets)
        return try await programme.eventProposals(selection, as: actor).items.map { $0.title.reading("en") }
    }

    func status(_ id: ID<EventProposal>) async throws -> EventProposal.Status {
        try await programme.eventProposal(id, as: first).proposal.status
    }
}
