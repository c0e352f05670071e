import Database
import Foundation
import Testing

@testable import Isthmus

/// Calls through their verbs: who may, what is checked, what lists find.
@Suite struct CallActionsTests {
    private static func issues(_ body: @Sendable () async throws -> Void) async -> [String] {
        do { try await body() } catch Problem.invalid(let issues) {
            return issues.map { "\($0.field) \($0.reason.key)" }
        } catch { return ["\(error)"] }
        return []
    }

    @Test func `a call is added, changed and withdrawn, each with its line in the journal`() async throws {
        try await CallOffice.open { office in
            let (programme, officer) = (office.programme, CallOffice.officer)
            let id = try await office.call("A-1", ["2026-09-15"])
            let changed = try await programme.changeCall(
                id, ["version": .text("1"), "theme": .text("Water")], as: officer)
            #expect(changed.edited.contains("theme"))
            #expect(changed.deadlines.map(\.at.iso) == ["2026-09-15T15:00:00Z"])
            #expect(try await programme.call(id, as: .visitor).call.theme == "Water")
            _ = try await programme.withdrawCall(id, as: officer)
            #expect(try await office.journal(of: id.text) == ["call.created", "call.changed", "call.withdrawn"])
            await #expect(throws: Problem.notFound) { _ = try await programme.call(id, as: .visitor) }
            await #expect(throws: Problem.refused(.init("call.refused.withdraw"))) {
                _ = try await programme.withdrawCall(id, as: officer)
            }
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @Test func `only the office adds calls and rules`() async throws {
        try await CallOffice.open { office in
            let id = try await office.call("A-1")
            await #expect(throws: Problem.refused(.init("call.refused.create"))) {
                _ = try await office.programme.createCall(["code": .text("B")], as: CallOffice.member)
            }
            await #expect(throws: Problem.signInNeeded) {
                _ = try await office.programme.addRule(to: id, ["side": .text("AM")], as: .visitor)
            }
        }
    }

    @Test func `every issue of a form is named at once`() async throws {
        try await CallOffice.open { office in
            let found = await Self.issues {
                _ = try await office.programme.createCall(
                    [
                        "code": .text(""), "programme": .text("P"), "topics": .text("nowhere"),
                        "budget_least": .text("10"), "budget_most": .text("9.99"), "opening_day": .text("2026-10-01"),
                        "deadlines": .list([
                            .record(["at": .text("2026-09-15")]), .record(["at": .text("2026-09-15T15:00:00Z")]),
                            .record(["at": .text("soon")]), .record(["kind": .text("single"), "at": .text("")]),
                        ]), "least_partners": .text("2"), "least_countries": .text("3"),
                        "career_stages": .text("king"), "portal": .text("nowhere"),
                    ], as: CallOffice.officer)
            }
            #expect(
                Set(found) == [
                    "code field.required", "title field.required", "topics field.unknown",
                    "budget_most call.less_than_least", "deadlines.2.at call.deadline.wrong",
                    "deadlines call.deadline.twice", "deadlines call.deadline.before_opening",
                    "least_countries call.more_countries", "career_stages field.unknown", "portal field.type.web",
                ])
        }
    }

    @Test func `an identifier is one call's within its source`() async throws {
        try await CallOffice.open { office in
            try await office.call("A-1")
            let twin = await Self.issues { _ = try await office.call("A-1") }
            #expect(twin == ["code call.code_taken"])
            let other = try await office.call("A-2")
            let found = await Self.issues {
                _ = try await office.programme.changeCall(other, ["code": .text("A-1")], as: CallOffice.officer)
            }
            #expect(found == ["code call.code_taken"])
        }
    }

    @Test func `a side has one rule, which says who pays only where somebody does`() async throws {
        try await CallOffice.open { office in
            let id = try await office.call("A-1")
            let rule = try await office.rule(id, "eu", paid: true)
            let trials: [(given: [String: Given], issue: String)] = [
                (["side": .text("eu")], "side call.rule.twice"),
                (["side": .text("europe")], "side field.unknown"),
                (
                    ["side": .text("AM"), "takes_part": .flag(false), "is_paid": .flag(true)],
                    "is_paid call.rule.paid_without_part"
                ),
                (["side": .text("AM"), "payer": .text("Fund")], "payer call.rule.payer_without_pay"),
                (
                    ["side": .text("AM"), "is_paid": .flag(true), "payer_id": .text("o-none")],
                    "payer_id field.unknown"
                ),
            ]
            for trial in trials {
                let found = await Self.issues {
                    _ = try await office.programme.addRule(to: id, trial.given, as: CallOffice.officer)
                }
                #expect(found == [trial.issue])
            }
            _ = try await office.programme.changeRule(
                rule.id, ["version": .text("1"), "is_paid": .flag(false)], as: CallOffice.officer)
            #expect(try await office.codes("side=FI&paid=yes") == [])
            #expect(try await office.codes("side=FI") == ["A-1"])
            try await office.programme.removeRule(rule.id, as: CallOffice.officer)
            #expect(try await office.codes("side=FI") == [])
            #expect(try await office.journal(of: rule.id.text).count == 3)
            #expect(try await office.programme.check(Server.invariants) == [])
        }
    }

    @Test func `the list begins with what closes next and ends with what closed first`() async throws {
        try await CallOffice.open { office in
            // It is 1 June 2026.
            try await office.call("closed long ago", ["2025-01-10"])
            try await office.call("closed lately", ["2026-05-30"])
            try await office.call("always")
            try await office.call("later", ["2026-12-01"])
            try await office.call("soon", ["2026-05-01", "2026-06-20"])
            try await office.call("announced", ["2026-09-15"], ["is_announced": .flag(true)])
            #expect(
                try await office.codes("") == [
                    "soon", "announced", "later", "always", "closed lately", "closed long ago",
                ])
            #expect(try await office.codes("state=open") == ["soon", "later", "always"])
            #expect(try await office.codes("state=forthcoming") == ["announced"])
            #expect(try await office.codes("state=closed") == ["closed lately", "closed long ago"])
            #expect(try await office.codes("within=30") == ["soon"])
            #expect(try await office.codes("within=180") == ["soon", "announced"])
            #expect(try await office.codes("month=2026-12&month=2026-06") == ["soon", "later"])
            #expect(try await office.codes("day=2026-09-15") == ["announced"])
            office.clock.advance(days: 19, hours: 6)
            #expect(try await office.codes("within=30") == [])
        }
    }

    @Test func `filters count what each would leave, and the state in the list is the state of the call`() async throws
    {
        try await CallOffice.open { office in
            try await office.call("A", ["2026-06-20"], ["career_stages": .text("first, leading")])
            try await office.call("B", ["2026-08-20", "2026-08-25"], ["career_stages": .text("first")])
            try await office.call("C", ["2026-05-01"])
            let found = try await office.programme.calls(Selection(), as: .visitor)
            func counts(_ facet: String) -> [String] { (found.counts[facet] ?? []).map { "\($0.value) \($0.count)" } }
            #expect(counts("state") == ["open 2", "closed 1"])
            #expect(counts("within") == ["180 2", "90 2", "30 1"])
            #expect(counts("stage") == ["first 2", "leading 1"])
            #expect(counts("month") == ["2026-06 1", "2026-08 1"])
            let states = try await office.programme.read { tx in
                try tx.all(Call.self, "SELECT * FROM call ORDER BY code").map { $0.state(at: office.clock.now) }
            }
            #expect(found.items.sorted { $0.code < $1.code }.map(\.state) == states)
        }
    }

    @Test func `a side is found by country, by group and as everybody, the closest rule first`() async throws {
        try await CallOffice.open { office in
            let a = try await office.call("A", ["2026-07-01"])
            try await office.rule(a, "any")
            try await office.rule(a, "south-caucasus", paid: true)
            try await office.rule(a, "AZ", part: false)
            let b = try await office.call("B", ["2026-07-02"])
            try await office.rule(b, "AM")
            try await office.call("C", ["2026-07-03"])
            #expect(try await office.codes("side=AM") == ["A", "B"])
            #expect(try await office.codes("side=AM&paid=yes") == ["A"])
            #expect(try await office.codes("paid=yes") == ["A"])
            #expect(try await office.codes("paid=GE") == ["A"])
            #expect(try await office.codes("side=AZ") == [])
            #expect(try await office.codes("side=kz") == ["A"])
            #expect(try await office.codes("side=KZ&paid=yes") == [])
        }
    }

    @Test func `drafts and withdrawn calls are the office's`() async throws {
        try await CallOffice.open { office in
            try await office.call("draft", ["2026-07-01"], ["status": .text("draft")])
            try await office.call("gone", ["2026-07-02"], ["status": .text("withdrawn")])
            #expect(try await office.codes("") == [])
            #expect(try await office.codes("", as: CallOffice.officer) == ["draft", "gone"])
            let deadlines = try await office.programme.deadlines(Selection(), most: 10, as: CallOffice.member)
            #expect(deadlines.map(\.code) == [])
        }
    }
}

/// Saved searches among calls.
@Suite struct CallSearchTests {
    @Test func `a search among calls is kept, and counts what is new in it`() async throws {
        Server.addSources()
        try await CallOffice.open { office in
            let programme = office.programme
            let account = try await programme.createAccount(
                Registration(email: "anna@example.am", name: "Anna", password: SampleTeller.password, language: "en"),
                grants: [], as: .program("test"))
            let anna = Actor(account: account.id.text, person: nil, name: "Anna", grants: [])
            let old = try await office.call("old", ["2026-09-15"])
            try await office.rule(old, "AM", paid: true)
            let given: [String: Given] = [
                "name": .text("Paid"), "address": .text("/calls?paid=yes&after=x~y&side=am&state=open&nothing=1"),
            ]
            let search = try await programme.saveSearch(given, as: anna)
            let kept = try await programme.savedSearch(search.id, as: anna)
            #expect(kept.address == "/calls?state=open&side=AM&paid=yes")
            office.clock.advance(minutes: 1)
            let new = try await office.call("new", ["2026-10-15"])
            try await office.rule(new, "south-caucasus", paid: true)
            let unpaid = try await office.call("unpaid", ["2026-10-16"])
            try await office.rule(unpaid, "AM")
            func numbers() async throws -> [Int?] {
                let line = try await programme.savedSearches(as: anna).lines.first
                return [line?.results, line?.fresh]
            }
            #expect(try await numbers() == [2, 1])
            #expect(try await programme.freshSearches(as: anna).map(\.name) == ["Paid"])
            try await programme.openSearch(search.id, as: anna)
            #expect(try await numbers() == [2, 0])
            #expect(try await programme.check(Server.invariants) == [])
        }
    }
}
