import Testing

@testable import Isthmus

/// What a call says by itself: where it stands in time, by when, and what it means for a country.
@Suite struct CallTests {
    private static func call(
        opening: String? = nil, announced: Bool = false, _ deadlines: [CallDeadline] = []
    ) -> Call {
        var call = Call.blank(ID("cl-1"), at: TestStore.start)
        (call.openingDay, call.isAnnounced) = (opening.flatMap { Day($0) }, announced)
        call.deadlines = deadlines
        return call.settled(version: 1, at: TestStore.start)
    }

    private static func at(_ text: String) -> Moment { Moment(iso: text) ?? Moment(seconds: 0) }

    @Test(
        arguments: [
            ("2026-04-30T23:59:59Z", Call.State.forthcoming), ("2026-05-01T00:00:00Z", .open),
            ("2026-09-15T14:59:59Z", .open), ("2026-09-15T15:00:00Z", .open), ("2026-12-01T15:59:59Z", .open),
            ("2026-12-01T16:00:00Z", .closed),
        ]) func `a call opens on its day and closes with its last deadline`(moment: String, state: Call.State)
    {
        let call = Self.call(
            opening: "2026-05-01",
            [
                CallDeadline(.firstStage, Self.at("2026-09-15T15:00:00Z")),
                CallDeadline(.secondStage, Self.at("2026-12-01T16:00:00Z")),
            ])
        #expect(call.state(at: Self.at(moment)) == state)
    }

    @Test func `a call without a day of opening is open unless it is only announced`() {
        let now = Self.at("2026-06-01T09:00:00Z")
        #expect(Self.call().state(at: now) == .open)
        #expect(Self.call(announced: true).state(at: now) == .forthcoming)
        #expect(Self.call(opening: "2026-06-01", announced: true).state(at: now) == .open)
        let over = CallDeadline(.single, Self.at("2026-05-01T15:00:00Z"))
        #expect(Self.call(announced: true, [over]).state(at: now) == .closed)
    }

    @Test func `the next deadline is the first that is not over`() {
        let (first, second) = (Self.at("2026-09-15T15:00:00Z"), Self.at("2026-12-01T16:00:00Z"))
        let call = Self.call([CallDeadline(.cutOff, first), CallDeadline(.cutOff, second)])
        #expect(call.nextDeadline(at: first.adding(minutes: -1))?.at == first)
        #expect(call.nextDeadline(at: first)?.at == second)
        #expect(call.nextDeadline(at: second) == nil)
        #expect(call.closesAt == second)
    }

    @Test(
        arguments: [
            ("2026-01-15", "2026-01-15T16:00:00Z"), ("2026-03-28", "2026-03-28T16:00:00Z"),
            ("2026-03-29", "2026-03-29T15:00:00Z"), ("2026-09-15", "2026-09-15T15:00:00Z"),
            ("2026-10-24", "2026-10-24T15:00:00Z"), ("2026-10-25", "2026-10-25T16:00:00Z"),
            ("2026-10-25 02:30", "2026-10-25T01:30:00Z"), ("2026-03-29 02:30", "2026-03-29T01:30:00Z"),
            ("2026-07-01 00:00", "2026-06-30T22:00:00Z"), ("2027-12-01 09:05", "2027-12-01T08:05:00Z"),
        ]) func `a time of Brussels is a moment, a day alone ends at five`(text: String, moment: String)
    {
        #expect(BrusselsTime.moment(text)?.iso == moment)
    }

    @Test(arguments: ["", "soon", "2026-02-30", "2026-09-15 24:00", "2026-09-15 9", "2026-09-15 09:00:00 CET"])
    func `anything else is no time of Brussels`(text: String) { #expect(BrusselsTime.moment(text) == nil) }

    @Test func `what the clock of Brussels shows is read back as the same moment`() {
        // Every five hours and a quarter of ten years, but for the hour that is shown twice.
        for step in 0..<16_000 {
            let moment = Self.at("2024-01-01T00:00:00Z").adding(minutes: step * 315)
            let read = BrusselsTime.moment(BrusselsTime.text(moment))
            if read != moment { #expect(read == moment.adding(hours: 1) && BrusselsTime.offset(at: moment) == 2) }
        }
    }
}

/// What the rules of a call come to for a country.
@Suite struct EligibilityTests {
    private static func rule(_ side: String, part: Bool = true, paid: Bool = false, payer: String = "") -> CallRule {
        var rule = CallRule.blank(ID("cr-\(side)"), of: ID("cl-1"), at: TestStore.start)
        (rule.side, rule.takesPart, rule.isPaid, rule.payer) = (side, part, paid, payer)
        return rule
    }

    private static let rules = [
        rule("any"), rule("eu", paid: true), rule("baltic", paid: true, payer: "Baltic Fund"),
        rule("AM", paid: true, payer: "Science Committee"), rule("RU", part: false),
    ]

    @Test(
        arguments: [
            ("AM", true, true, "Science Committee", ["takes_part", "paid_by"]),
            ("EE", true, true, "Baltic Fund", ["takes_part", "paid_by"]),
            ("FI", true, true, nil, ["takes_part", "paid"]), ("KZ", true, false, nil, ["takes_part", "unpaid"]),
            ("RU", false, false, nil, ["not"]),
        ] as [(String, Bool, Bool, String?, [String])])
    func `the closest rule counts for a country`(
        country: String, part: Bool, paid: Bool, payer: String?, sentences: [String]
    ) {
        let eligibility = Eligibility(of: country, by: Self.rules, programme: "Horizon")
        #expect(eligibility.takesPart == part)
        #expect(eligibility.isPaid == paid)
        #expect(eligibility.payer == payer)
        #expect(eligibility.sentences.map(\.key) == sentences.map { "call.eligible.\($0)" })
    }

    @Test func `nobody has said what a call without rules means`() {
        let eligibility = Eligibility(of: "AM", by: [Self.rule("eu")], programme: "Horizon")
        #expect(eligibility.takesPart == nil)
        #expect(eligibility.isPaid == nil)
        #expect(eligibility.sentences.map(\.key) == ["call.eligible.unknown"])
    }

    @Test func `country by country the rules come to what they say for each`() {
        let sides = CallRule.sides(of: Self.rules)
        #expect(sides.map(\.country) == sides.map(\.country).sorted())
        for (country, rule) in sides where !country.isEmpty {
            let eligibility = Eligibility(of: country, by: Self.rules, programme: "")
            #expect(eligibility.takesPart == rule.takesPart)
            #expect(eligibility.isPaid == rule.isPaid)
        }
        #expect(sides.first?.rule.side == "any")
        #expect(sides.count == 1 + 27 + 2)
    }
}
