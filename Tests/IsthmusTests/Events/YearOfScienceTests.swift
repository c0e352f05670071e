import Database
import Foundation
import Testing

@testable import Isthmus

/// Coverage, collisions, statistics and booklet: every figure is that of the records behind it.
@Suite struct YearOfScienceTests {
    /// How many the list finds behind a cell or a figure.
    private static func listed(_ query: [(name: String, value: String)], _ office: ProgrammeOffice) async throws -> Int
    {
        let selection = Selection(Query(query), facets: EventProposalPages.facets)
        #expect(selection.unknown.isEmpty)
        return try await office.programme.eventProposals(selection, as: office.first).total
    }

    @Test func `every cell of a matrix has as many events as the list it opens`() async throws {
        try await ProgrammeOffice.open { office in
            try await office.selected()
            try await office.selected("Light", ["theme": .text("ford-1-3"), "audience": .text("a2")])
            try await office.proposal(
                "Snow", ["country": .text("FI"), "first_day": .text("2027-02-01"), "last_day": .text("2027-02-01")])
            try await office.proposal("Frost", ["format": .text("online"), "country": .text("DE")])
            for part in [ProposalPart.proposed, .selected] {
                let coverage = try await office.programme.coverage(of: office.id, part, as: office.first)
                #expect(coverage.matrices.map(\.total) == Array(repeating: part == .proposed ? 4 : 2, count: 3))
                // Ten months by Armenia and Germany, and Finland where something is.
                #expect(coverage.matrices[0].rowKeys.count == 10)
                #expect(coverage.matrices[0].columnKeys == (part == .proposed ? ["AM", "DE", "FI"] : ["AM", "DE"]))
                for matrix in coverage.matrices {
                    for (row, counts) in zip(matrix.rowKeys, matrix.counts) {
                        for (column, count) in zip(matrix.columnKeys, counts) {
                            let found = try await Self.listed(
                                [
                                    ("programme", office.id.text), ("part", part.rawValue),
                                    (matrix.rows.rawValue, row), (matrix.columns.rawValue, column),
                                ], office)
                            #expect(found == count, "\(part) \(row) \(column)")
                        }
                    }
                }
            }
        }
    }

    @Test func `events of one theme in one city in one week collide`() async throws {
        try await ProgrammeOffice.open { office in
            // 14 and 15 October 2026 are Wednesday and Thursday.
            try await office.proposal("One")
            func on(_ first: String, _ last: String, _ more: [String: Given] = [:]) -> [String: Given] {
                ["first_day": .text(first), "last_day": .text(last)].merging(more) { $1 }
            }
            try await office.proposal("Same week", on("2026-10-18", "2026-10-18", ["city": .text("SEVAN")]))
            try await office.proposal("Next week", on("2026-10-19", "2026-10-19"))
            try await office.proposal("Reaches over", on("2026-10-08", "2026-10-12"))
            try await office.proposal("Elsewhere", ["city": .text("Yerevan")])
            try await office.proposal("Otherwise", ["theme": .text("ford-1-3")])
            try await office.proposal("Online", ["format": .text("online")])
            let gone = try await office.proposal("Gone")
            _ = try await office.programme.withdrawProposal(gone, [:], as: office.first)
            let found = try await office.programme.collisions(of: office.id, as: office.first)
            #expect(
                found.map { "\($0.first.title.reading("en")) – \($0.second.title.reading("en"))" } == [
                    "Reaches over – One", "Reaches over – Same week", "One – Same week",
                ])
        }
    }

    @Test func `weeks begin on Monday, before 1970 too`() {
        let days = ["2026-10-18", "2026-10-19", "2026-10-25", "1969-12-28", "1969-12-29"].compactMap { Day($0) }
        let weeks = days.map { EventCollision.week(of: $0) }
        #expect(weeks[1] == weeks[0] + 1)
        #expect(weeks[2] == weeks[1])
        #expect(weeks[4] == weeks[3] + 1)
    }

    @Test func `of three hundred proposed events a hundred and seventy are chosen, and every figure is its records'`()
        async throws
    {
        try await ProgrammeOffice.open { office in
            var year = YearOfScience(
                seed: 2_014, first: day("2026-09-01"), last: day("2027-08-31"), opens: day("2026-06-01"),
                closes: day("2026-08-15"))
            let made = try await office.programme.createEventProgramme(year.programme, as: office.first)
            _ = try await office.programme.publishEventProgramme(made.id, as: office.first)
            for proposal in year.proposals(300) {
                let id = try await YearOfScience.propose(
                    proposal, for: made.id, in: office.programme)
                for officer in [office.first, office.second] {
                    try await office.programme.scoreProposal(id, year.points(proposal), as: officer)
                }
            }
            try await Self.choose(made.id, office)
            // The year is over: nine of ten report, and the office reads those.
            office.clock.advance(days: 500)
            let (given, people) = try await Self.report(made.id, &year, office)
            let figures = try await office.programme.statistics(of: made.id, as: office.first)
            #expect(
                figures.parts.map { "\($0.code) \($0.count)" } == [
                    "proposed 300", "selected 170", "cancelled 2", "held 168", "reported \(given)",
                    "accepted \(given)", "overdue \(168 - given)",
                ])
            #expect(figures.participants == people)
            #expect(figures.participantsByCountry.reduce(0) { $0 + $1.count } == people)
            #expect(figures.participantsByTheme.reduce(0) { $0 + $1.count } == people)
            try await Self.compare(figures, with: made.id, office)
            try await Self.readBooklet(made.id, figures, office)
            #expect(try await office.programme.check(Server.invariants) == [])
        }
    }

    private func day(_ text: String) -> Day { Day(text) ?? Day(daysSince1970: 0) }

    /// Down the ranking list: a hundred and seventy are selected, thirty are in reserve.
    private static func choose(_ id: ID<EventProgramme>, _ office: ProgrammeOffice) async throws {
        var (selection, ranked) = (Selection(), [EventProposalLine]())
        (selection.chosen, selection.sort, selection.limit) = (["programme": [id.text]], "score", 100)
        repeat {
            let page = try await office.programme.eventProposals(selection, as: office.first)
            ranked += page.items
            selection.place = page.next
        } while selection.place != nil
        #expect(ranked.count == 300)
        #expect(zip(ranked, ranked.dropFirst()).allSatisfy { ($0.mean ?? -1) >= ($1.mean ?? -1) })
        for (place, line) in ranked.enumerated() {
            let decision: ProposalDecision = place < 170 ? .selected : place < 200 ? .reserve : .declined
            try await YearOfScience.decide(line.id, decision, in: office.programme, as: office.first)
        }
        for line in ranked.prefix(2) {
            let event = try await office.programme.eventProposal(line.id, as: office.first).proposal.eventID
            _ = try await office.programme.cancelEvent(
                event ?? ID(""), ["cancel_reason": .record(["en": .text("Flood")])], as: office.first)
        }
    }

    private static func report(
        _ id: ID<EventProgramme>, _ year: inout YearOfScience, _ office: ProgrammeOffice
    ) async throws -> (given: Int, people: Int) {
        var selection = Selection()
        (selection.chosen, selection.limit, selection.sort) = (
            ["programme": [id.text], "part": ["held"]], 1_000, "date"
        )
        var (given, people) = (0, 0)
        for (index, line) in try await office.programme.eventProposals(selection, as: office.first).items.enumerated()
        where index % 10 > 0 {
            let proposal = try await office.programme.eventProposal(line.id, as: office.first).proposal
            try await office.programme.giveReport(
                token: office.token(line.id), year.report(proposal), as: .visitor)
            people += try await office.programme.decideReport(
                of: line.id, ["decision": .text("accepted")], as: office.first
            ).total
            given += 1
        }
        return (given, people)
    }

    /// Each figure against the list that it opens, and against the proposals one by one.
    private static func compare(
        _ figures: ProgrammeStatistics, with id: ID<EventProgramme>, _ office: ProgrammeOffice
    ) async throws {
        for part in figures.parts {
            #expect(try await listed([("programme", id.text), ("part", part.code)], office) == part.count)
        }
        for status in figures.statuses {
            #expect(try await listed([("programme", id.text), ("status", status.code)], office) == status.count)
        }
        let proposals = try await office.programme.read { tx in
            try tx.all(EventProposal.self, "SELECT * FROM event_proposal WHERE programme_id = \(id)")
        }
        let months = figures.months.map { month in
            let own = proposals.filter { $0.firstDay.description.hasPrefix(month.month) }
            return month.proposed == own.count && month.selected == own.filter { $0.status == .selected }.count
        }
        #expect(months == Array(repeating: true, count: 12))
        let selected = proposals.filter { $0.status == .selected }
        func counted(_ key: KeyPath<EventProposal, String>) -> [String: Int] {
            Dictionary(grouping: selected) { $0[keyPath: key] }.mapValues(\.count)
        }
        #expect(Dictionary(uniqueKeysWithValues: figures.countries.map { ($0.code, $0.count) }) == counted(\.country))
        #expect(Dictionary(uniqueKeysWithValues: figures.themes.map { ($0.code, $0.count) }) == counted(\.theme))
    }

    /// The booklet is everybody's once the year is finished, and has every event in both languages.
    private static func readBooklet(
        _ id: ID<EventProgramme>, _ figures: ProgrammeStatistics, _ office: ProgrammeOffice
    ) async throws {
        await #expect(throws: Problem.signInNeeded) { _ = try await office.programme.booklet(of: id, as: .visitor) }
        _ = try await office.programme.finishEventProgramme(id, as: office.first)
        let booklet = try await office.programme.booklet(of: id, as: .visitor)
        #expect(booklet.entries.count == 168)
        #expect(booklet.entries.compactMap(\.report).count == figures.count(.accepted))
        #expect(booklet.entries.allSatisfy { $0.event.title.languages == ["en", "ru"] })
        #expect(zip(booklet.entries, booklet.entries.dropFirst()).allSatisfy { $0.event.startsAt <= $1.event.startsAt })
    }
}
