import Database
import Foundation
import Testing

@testable import Isthmus

/// What came of meetings: who says it, who reads it, what is counted.
@Suite struct TimetableOutcomeTests {
    private static let officer = BrokerageOffice.officer

    /// Ann of Armenia and Bob of Armenia met; the event is over.
    private static func held(
        _ body: @escaping @Sendable (BrokerageOffice, [BrokerageOffice.Guest], MeetingRequest) async throws -> Void
    ) async throws {
        try await BrokerageOffice.open { office in
            let guests = [try await office.guest("ann"), try await office.guest("bob")]
            let request = try await office.request(guests[0], guests[1])
            _ = try await office.programme.answerRequest(
                request.id, ["answer": .text("accepted")], as: guests[1].actor)
            let draft = try await office.programme.draftTimetable(
                of: office.brokerage, ["seconds": .number(1)], as: officer)
            try await office.programme.publishTimetable(draft.id, as: officer)
            try await body(office, guests, request)
        }
    }

    private static func later(_ office: BrokerageOffice) throws {
        let then = try #require(Moment(iso: "2026-10-20T09:00:00Z"))
        office.clock.advance(seconds: then.seconds - office.clock.now.seconds)
    }

    private static func found(_ query: String, _ office: BrokerageOffice, as actor: Actor) async throws -> [String] {
        let selection = Selection(Query(encoded: query), facets: MeetingOutcomePages.facets)
        return try await office.programme.meetings(selection, as: actor).items.map {
            "\($0.asker) \($0.state.rawValue)"
        }
    }

    @Test func `an outcome is said after the meeting, by its parties alone`() async throws {
        try await Self.held { office, guests, request in
            let early = await BrokerageOffice.fault {
                try await office.programme.reportMeeting(
                    request.id, ["result": .text("contact")], as: guests[0].actor)
            }
            #expect(early == ["meeting_outcome.refused.early"])
            try Self.later(office)
            let stranger = try await office.programme.createAccount(
                Registration(email: "x@place.example", name: "x", password: "ветер над рекой 7", language: "en"),
                grants: [], as: .program("test"))
            let other = Actor(account: stranger.id.text, person: nil, name: "x", grants: [])
            let fault = await BrokerageOffice.fault {
                try await office.programme.reportMeeting(request.id, ["result": .text("contact")], as: other)
            }
            #expect(fault == ["notFound"])
            let nothing = await BrokerageOffice.fault {
                try await office.programme.reportMeeting(request.id, [:], as: guests[0].actor)
            }
            #expect(nothing == ["result field.required"])
            let said = try await office.programme.reportMeeting(
                request.id, ["result": .text("contact"), "remark": .text("Ice")], as: guests[0].actor)
            #expect(said.version == 1)
            let again = try await office.programme.reportMeeting(
                request.id, ["result": .text("consortium")], as: guests[0].actor)
            #expect(again.remark == "Ice")
            #expect(again.version == 2)
        }
    }

    @Test func `the office sees both sides, each party its own`() async throws {
        try await Self.held { office, guests, request in
            try Self.later(office)
            let now = office.clock.now
            let asked = try await office.programme.read { tx in
                try MeetingOutcome.waiting(tx, guests[1].actor, now).map(\.path)
            }
            #expect(asked == ["/brokerages/\(office.brokerage.text)/mine/timetable"])
            for (guest, result) in zip(guests, ["follow_up", "no_show"]) {
                try await office.programme.reportMeeting(request.id, ["result": .text(result)], as: guest.actor)
            }
            let quiet = try await office.programme.read { tx in
                try MeetingOutcome.waiting(tx, guests[1].actor, now)
            }
            #expect(quiet == [])
            func results(_ actor: Actor) async throws -> [String] {
                try await office.programme.meetingOutcomes(request.id, as: actor).map(\.result.rawValue).sorted()
            }
            #expect(try await results(Self.officer) == ["follow_up", "no_show"])
            #expect(try await results(guests[0].actor) == ["follow_up"])
            #expect(try await results(guests[1].actor) == ["no_show"])
            // Nor does the list tell the other side that somebody said so.
            #expect(try await Self.found("", office, as: Self.officer) == ["ann missed"])
            #expect(try await Self.found("", office, as: guests[0].actor) == ["ann held"])
            #expect(try await Self.found("", office, as: guests[1].actor) == ["ann missed"])
            #expect(try await Self.found("result=no_show", office, as: guests[0].actor) == [])
            let found = try await office.programme.introductions(of: office.brokerage, as: Self.officer)
            #expect(found.suggestions.map(\.why) == [.missed])
        }
    }

    @Test func `nothing comes of the meetings of an event that was called off`() async throws {
        try await Self.held { office, guests, request in
            _ = try await office.programme.cancelEvent(
                office.event, ["cancel_reason": .record(["en": .text("Storm")])], as: Self.officer)
            try Self.later(office)
            #expect(try await Self.found("", office, as: guests[0].actor) == ["ann cancelled"])
            #expect(try await Self.found("state=held", office, as: Self.officer) == [])
            #expect(try await office.programme.meetingStatistics(Selection(), as: Self.officer).meetings == 0)
            let now = office.clock.now
            let asked = try await office.programme.read { tx in
                try MeetingOutcome.waiting(tx, guests[0].actor, now)
            }
            #expect(asked == [])
            let fault = await BrokerageOffice.fault {
                try await office.programme.reportMeeting(
                    request.id, ["result": .text("contact")], as: guests[0].actor)
            }
            #expect(fault == ["meeting_outcome.refused.none"])
            let own = try await office.programme.ownTimetable(of: office.brokerage, as: guests[0].actor)
            #expect(own.unanswered.isEmpty)
            let entries = MeetingCalendar(own: own, address: "https://site.example", words: Words("en")).entries
            #expect(entries.map(\.isCancelled) == [true])
        }
    }

    @Test func `every number of the statistics is the total of its list`() async throws {
        try await Self.held { office, _, _ in
            try Self.later(office)
            let statistics = try await office.programme.meetingStatistics(Selection(), as: Self.officer)
            #expect(statistics.meetings == 1)
            #expect(statistics.pairs == [.init(first: "AM", second: "AM", meetings: 1)])
            for pair in statistics.pairs {
                let query = "state=held&pair=\(pair.first)-\(pair.second)"
                #expect(try await Self.found(query, office, as: Self.officer).count == pair.meetings)
            }
            #expect(try await Self.found("pair=AM-RU", office, as: Self.officer) == [])
            #expect(try await Self.found("event=Ice+fair&period=2026-10", office, as: Self.officer) == ["ann held"])
            #expect(try await Self.found("period=2026-11", office, as: Self.officer) == [])
        }
    }

    @Test func `a meeting of three counts once for each pair of countries`() {
        let statistics = MeetingStatistics(
            countries: [("1", "AM"), ("1", "FI"), ("1", "AM"), ("2", "FI"), ("2", "AM"), ("3", "FI"), ("3", "")],
            themes: [("1", "ford-1"), ("2", "ford-1"), ("2", "ford-2")])
        #expect(
            statistics.pairs == [
                .init(first: "AM", second: "AM", meetings: 1), .init(first: "AM", second: "FI", meetings: 2),
            ])
        #expect(statistics.meetings(between: "FI", and: "AM") == 2)
        #expect(statistics.meetings(on: "ford-1", with: "AM") == 2)
        #expect(statistics.meetings(on: "ford-2", with: "FI") == 1)
    }
}
