import Database
import Testing

@testable import Isthmus

/// Programmes and schemes: what is kept of them, who sees it, how they are found.
@Suite struct CooperationProgrammeTests {
    private typealias Office = InventoryOffice

    @Test func `a programme keeps its parties, budgets and years, and the journal each change`() async throws {
        try await Office.open { office in
            let made = try await office.add(
                "A", [Office.party("AM", "100000"), Office.party("European Union", "", "EUR", "in_kind")],
                [
                    "budgets": .list([
                        .record(["year": .text("2026"), "amount": .text("300000")]),
                        .record(["year": .text("2025"), "amount": .text("250000.50")]),
                        .record(["year": .text(""), "amount": .text("")]),
                    ]), "topics": .text("1.5"), "career_stages": .text("leading, first"),
                ])
            #expect(made.parties.map(\.side) == ["AM", "eu"])
            #expect(made.parties.map(\.amountMinor) == [10_000_000, nil])
            #expect(made.budgets.map(\.year) == [2025, 2026])
            #expect(made.budgets.map(\.amountMinor) == [25_000_050, 30_000_000])
            #expect(made.topics == ["ford-1-5"])
            #expect(made.careerStages == [.first, .leading])
            _ = try await office.programme.changeRecord(made.id, ["end_year": .text("2027")], as: Office.officer)
            #expect(
                try await office.journal(of: made.id.text) == [
                    "cooperation_programme.created", "cooperation_programme.changed",
                ])
            #expect(try await office.programme.check(Server.invariants) == [])
        }
    }

    @Test func `what is wrong is said at its field, all at once`() async throws {
        try await Office.open { office in
            try await office.add("A", [])
            let issues = try await Office.issues {
                try await office.add(
                    "A", [Office.party("AM", "x"), Office.party("AM", "5", "EUR", "nothing"), Office.party("Nowhere")],
                    [
                        "title": .record([:]), "start_year": .text("2020"), "end_year": .text("2010"),
                        "topics": .text("no-such"), "checked_on": .text("2999-01-01"), "cycle": .text("weekly"),
                        "predecessors": .text("cp-none"),
                        "budgets": .list([.record(["year": .text("2025")])]),
                    ])
            }
            #expect(
                issues == [
                    "title field.required", "parties.0.amount field.type.money",
                    "parties.1.amount programme.party.amount_without_money", "parties.2.side field.unknown",
                    "parties programme.party.twice", "budgets.0.amount field.required", "topics field.unknown",
                    "cycle field.unknown", "end_year field.before_start", "predecessors field.unknown",
                    "checked_on inventory.in_future",
                ])
            #expect(try await Office.issues { try await office.add("A", []) } == ["code inventory.code_taken"])
        }
    }

    @Test func `programmes are found by countries, payers, themes and how fresh they are`() async throws {
        try await Office.open { office in
            try await office.add(
                "A", [Office.party("AM", "1"), Office.party("DE", "2")],
                ["topics": .text("1.5"), "checked_on": .text("2020-01-01")])
            try await office.add(
                "B", [Office.party("AM", "", "EUR", "nothing"), Office.party("eu", "2")], ["topics": .text("2.7")])
            try await office.add("C", [Office.party("GE"), Office.party("FI")], ["status": .text("draft")])
            #expect(try await office.codes("country=DE") == ["A", "B"])
            #expect(try await office.codes("party=DE") == ["A"])
            #expect(try await office.codes("payer=AM") == ["A"])
            #expect(try await office.codes("payer=eu&party=AM") == ["B"])
            #expect(try await office.codes("theme=ford-2") == ["B"])
            #expect(try await office.codes("checked=stale") == ["A"])
            #expect(try await office.codes("checked=never") == ["B"])
            #expect(try await office.codes("") == ["A", "B"])
            #expect(try await office.codes("", as: Office.officer) == ["A", "B", "C"])
        }
    }

    @Test func `a successor is shown with what it continues`() async throws {
        try await Office.open { office in
            let old = try await office.add("Old", [], ["status": .text("ended")])
            let new = try await office.add("New", [], ["predecessors": .text(old.id.text)])
            func successors() async throws -> [String] {
                try await office.programme.cooperationProgramme(old.id, as: .visitor).successors.map(\.id)
            }
            #expect(try await successors() == [new.id.text])
            _ = try await office.programme.withdrawRecord(new.id, as: Office.officer)
            #expect(try await successors() == [])
        }
    }

    @Test func `a stay is said in months where it is whole ones`() {
        let words = Words("en")
        #expect(MobilityViews.duration(least: 30, most: 180, words) == "1 to 6 months")
        #expect(MobilityViews.duration(least: 10, most: 30, words) == "10 to 30 days")
        #expect(MobilityViews.duration(least: nil, most: 90, words) == "up to 3 months")
        #expect(MobilityViews.duration(least: nil, most: nil, words) == nil)
        #expect(MobilityViews.direction(["AM", "eu"], ["DE"], true, words) == "Armenia, European Union ↔ Germany")
    }

    @Test func `a scheme both ways is found from either end`() async throws {
        try await Office.open { office in
            try await office.scheme("one", from: "AM", to: "DE")
            try await office.scheme("both", from: "GE", to: "DE", ["is_both_ways": .flag(true)])
            func codes(_ query: String) async throws -> [String] {
                let selection = Selection(Query(encoded: query), facets: MobilityPages.facets)
                return try await office.programme.mobilitySchemes(selection, as: .visitor).items.map(\.code)
            }
            #expect(try await codes("from=DE") == ["both"])
            #expect(try await codes("to=DE") == ["both", "one"])
            #expect(try await codes("from=AM") == ["one"])
        }
    }
}
