import Foundation
import Testing

@testable import Isthmus

/// What needs no database: who may enter, who comes first, what is odd about votes, what a table of stands may hold.
@Suite struct ContestRules {
    private static func contest() -> Contest {
        let now = TestStore.start
        var contest = Contest.blank(ID("ct-1"), of: Event.blank(ID("ev-1"), at: now), at: now)
        contest.status = .published
        contest.categories = [ContestCategory(code: "k1", name: ["en": "Machines"])]
        contest.closesAt = now.adding(days: 1)
        return contest
    }

    private static let team = ContestEntrant(id: "t-1", kind: .team, name: "Ice", country: "AM")

    @Test func `every reason against an entry is told at once, at its field`() {
        var contest = Self.contest()
        contest.countries = ["FI"]
        contest.entrants = ["person"]
        contest.closesAt = TestStore.start
        let issues = ContestEligibility.issues(
            contest, category: "k2", entrant: Self.team, others: [], at: TestStore.start)
        #expect(
            issues.map { "\($0.field) \($0.reason.key)" } == [
                " contest.late", "category field.unknown", "entrant contest.not_for.team", "entrant contest.not_from",
            ])
    }

    @Test func `one entry of an entrant stands in a category, where that is the rule`() {
        var contest = Self.contest()
        let others = [ContestEligibility.Other(id: "ce-1", category: "k1")]
        func keys() -> [String] {
            ContestEligibility.issues(
                contest, category: "k1", entrant: Self.team, others: others, at: TestStore.start
            ).map(\.reason.key)
        }
        #expect(keys() == ["contest.twice"])
        contest.onePerCategory = false
        #expect(keys() == [])
    }

    @Test func `what was named before keeps its code, what is new gets the next one`() throws {
        var contest = Self.contest()
        (contest.status, contest.version, contest.title, contest.formID) = (.draft, 1, ["en": "Ice"], ID("fv-1"))
        contest.categories = ["Machines", "Lamps", "Lenses"].enumerated().map { index, name in
            ContestCategory(code: "k\(index + 1)", name: ["en": name])
        }
        contest.criteria = ["Use", "Beauty"].enumerated().map { index, name in
            ContestCriterion(code: "c\(index + 1)", name: ["en": name], weight: 1)
        }
        func row(_ name: String, _ more: [String: Given]) -> Given {
            let named: [String: Given] = ["name": .record(["en": .text(name)])]
            return .record(named.merging(more) { $1 })
        }
        let given: [String: Given] = [
            "categories": .list([
                row("Ships", [:]), row("Lights", ["code": .text("k2")]), row("Lenses", [:]),
            ]),
            "criteria": .list([row("Beauty", ["weight": .text("3")]), row("Taste", ["weight": .text("1")])]),
        ]
        let changed = try contest.changed(
            by: Fields(given), of: Event.blank(ID("ev-1"), at: TestStore.start), isForm: { _ in true },
            at: TestStore.start)
        #expect(changed.categories.map(\.code) == ["k4", "k2", "k3"])
        #expect(changed.categories.map { $0.name.reading("en") } == ["Ships", "Lights", "Lenses"])
        #expect(changed.criteria.map(\.code) == ["c2", "c3"])
    }

    @Test func `a contest goes with its event`() {
        var contest = Self.contest()
        (contest.voteOpensAt, contest.voteClosesAt) = (TestStore.start, TestStore.start.adding(days: 1))
        func reasons() -> [String] {
            ContestEligibility.issues(
                contest, category: "k1", entrant: Self.team, others: [], at: TestStore.start
            ).map(\.reason.key)
        }
        #expect(contest.state(at: TestStore.start) == .open)
        #expect(contest.takesVotes(at: TestStore.start))
        #expect(reasons() == [])
        for status in [Event.Status.draft, .cancelled] {
            contest.eventStatus = status
            #expect(contest.allows(.view, to: .visitor) == (status == .cancelled))
            #expect(!contest.takesVotes(at: TestStore.start))
            #expect(reasons() == ["contest.refused.view"])
        }
        #expect(contest.state(at: TestStore.start) == .withdrawn)
        (contest.eventStatus, contest.announcedAt) = (.published, TestStore.start)
        #expect(!contest.takesVotes(at: TestStore.start))
    }

    @Test func `the mean orders entries, equal ones share their place, none without points is in the final`() {
        let ranking = ContestRanking([
            .init(id: "a", totals: [3, 4]), .init(id: "b", totals: [7]), .init(id: "c", totals: []),
            .init(id: "d", totals: [14, 0, 7]), .init(id: "e", totals: [9, 1]),
        ])
        #expect(ranking.lines.map(\.mark.id) == ["b", "d", "e", "a", "c"])
        #expect(ranking.lines.map(\.rank) == [1, 1, 3, 4, 5])
        #expect(ranking.best(1) == ["b", "d"])
        #expect(ranking.best(9) == ["b", "d", "e", "a"])
    }

    @Test func `an order does not depend on how it came in`() {
        let marks = (0..<40).map { ContestRanking.Mark(id: "e\($0)", totals: [$0 * 7 % 11, $0 * 5 % 7]) }
        let once = ContestRanking(marks).lines
        #expect(ContestRanking(marks.reversed()).lines == once)
        for (better, worse) in zip(once, once.dropFirst()) {
            #expect(better.rank <= worse.rank)
            #expect(!worse.mark.isBetter(than: better.mark))
        }
    }

    @Test func `aliases of a mailbox are one voter, other mailboxes are others`() {
        let one = ContestVoter(email: "Vera+prize@Far.example", secret: "s")
        #expect(one.voter == ContestVoter(email: "vera@far.example", secret: "s").voter)
        #expect(one.address != ContestVoter(email: "vera@far.example", secret: "s").address)
        #expect(one.domain == ContestVoter(email: "olga@far.example", secret: "s").domain)
        #expect(one.voter != ContestVoter(email: "olga@far.example", secret: "s").voter)
        #expect(one.voter != ContestVoter(email: "vera@far.example", secret: "t").voter)
        #expect(ContestVoter.mailbox("+odd@far.example") == "+odd@far.example")
    }

    @Test func `bursts, domains and aliases are told, a few votes are not`() {
        func vote(_ number: Int, _ domain: String, _ seconds: Int64, voter: String? = nil) -> ContestVote {
            ContestVote(
                id: ID("cv-\(number)"), contestID: ID("ct-1"), entryID: ID("ce-1"), voter: voter ?? "v\(number)",
                address: "a\(number)", domain: domain, createdAt: Moment(seconds: seconds),
                confirmedAt: Moment(seconds: seconds), voidedAt: nil, voidReason: "")
        }
        let calm = (0..<9).map { vote($0, "d\($0)", 6_000) } + (10..<19).map { vote($0, "same", Int64($0) * 6_000) }
        #expect(ContestAnomalies(calm).groups == [])
        let burst = ContestAnomalies(calm + [vote(30, "x", 6_059)])
        #expect(burst.groups.map(\.kind) == [.burst])
        #expect(burst.groups[0].votes.count == 10)
        #expect(ContestAnomalies(calm + [vote(30, "same", 90_000)]).groups.map(\.kind) == [.domain])
        var again = vote(31, "z", 99_000, voter: "v1")
        again.confirmedAt = nil
        let alias = ContestAnomalies(calm + [again])
        #expect(alias.groups.map(\.kind) == [.alias])
        #expect(alias.groups[0].votes == ["cv-1"])
        #expect(alias.unconfirmed == 1)
    }

    @Test func `a table of stands tells every fault with its line`() throws {
        let table = try ContestStandTable(
            """
            number,x,y,width,depth,zone
            A1,0,0,3,2,Hall
            A2,3,0,3,2,Hall
            A3,5,1,3,2,Hall
            a1,20,0,3,2,Hall
            A5,far,0,0,2,Hall
            ,40,0,3,2,
            """)
        #expect(
            table.lines.map { line in line.faults.map(\.key).map { String($0.split(separator: ".")[2]) } } == [
                [], [], ["overlap"], ["twice"], ["number", "range"], ["name"],
            ])
        #expect(table.lines[2].faults[0].values == ["number": "A2", "line": "3"])
        #expect(throws: Problem.self) { try ContestStandTable("number,x,y\nA1,0,0") }
    }
}
