import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// What the pages of meetings offer next, and what they say where nothing can be done.
@Suite struct BrokerageStepTests {
    private static let officer = BrokerageOffice.officer

    private static func text(_ response: TestResponse) -> String { String(buffer: response.body) }

    @Test func `after requests closed nothing invites to ask, and what was typed is not lost`() async throws {
        try await BrokerageOffice.open { office in
            let ann = try await office.guest("ann", ["seeks": .record(["en": .text("Sensors for lake ice thickness")])])
            let bob = try await office.guest(
                "bob", ["offers": .record(["en": .text("We build sensors that measure ice")])])
            office.clock.advance(days: 132)
            let person = try await office.person(ann.actor)
            try await office.visit { client in
                let path = "/brokerages/\(office.brokerage.text)"
                let page = Self.text(try await client.get(path, as: person))
                #expect(page.contains(Words("en")("brokerage.pill.closed")))
                #expect(!page.contains(Words("en")("brokerage.step.meet")))
                #expect(page.contains("until 10 October 2026, 18:00"))
                let whom = Self.text(try await client.get(path + "/counterparts", as: person))
                #expect(whom.contains("/participants/\(bob.id.text)\""))
                #expect(!whom.contains("/participants/\(bob.id.text)/request\""))
                let form = Self.text(try await client.get("/participants/\(bob.id.text)/request", as: person))
                #expect(!form.contains("<textarea"))
                let sent = try await client.send(
                    "message=Written+for+long", to: "/participants/\(bob.id.text)/requests", as: person)
                #expect(sent.status == .forbidden)
                #expect(Self.text(sent).contains("Written for long"))
                let mine = Self.text(try await client.get(path + "/meetings", as: person))
                #expect(mine.contains("Meetings could be asked for and answered until 10 October 2026"))
            }
        }
    }

    @Test func `of an event that is called off the meetings say so`() async throws {
        try await BrokerageOffice.open { office in
            let ann = try await office.guest("ann")
            _ = try await office.programme.cancelEvent(
                office.event, ["cancel_reason": .record(["en": .text("Ice")])], as: Self.officer)
            let person = try await office.person(ann.actor)
            try await office.visit { client in
                let path = "/brokerages/\(office.brokerage.text)"
                for page in [path, path + "/mine/timetable", path + "/meetings"] {
                    let text = Self.text(try await client.get(page, as: person))
                    #expect(text.contains(Words("en")("brokerage.refused.cancelled")), "\(page)")
                }
            }
        }
    }

    @Test func `somebody without meetings is told what to do about it`() async throws {
        try await BrokerageOffice.open { office in
            let person = try await office.person(try await office.guest("ann").actor)
            try await office.visit { client in
                let path = "/brokerages/\(office.brokerage.text)"
                let page = Self.text(try await client.get(path + "/mine/timetable", as: person))
                #expect(page.contains(Words("en")("timetable.own.none")))
                #expect(page.contains("href=\"\(path)/counterparts\""))
                #expect(page.contains("href=\"\(path)\""))
            }
        }
    }

    @Test func `a request is taken back by whoever asked, a meeting called off by either side`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob) = (try await office.guest("ann"), try await office.guest("bob"))
            let made = try await office.request(ann, bob)
            func way(_ actor: Actor) async throws -> MeetingRequestViews.Withdrawal? {
                MeetingRequestViews.way(of: try await office.programme.meetingRequest(made.id, as: actor).meeting)
            }
            #expect(try await way(ann.actor) == .own)
            #expect(try await way(bob.actor) == nil)
            #expect(try await way(Self.officer) == .organisers)
            _ = try await office.programme.answerRequest(made.id, ["answer": .text("accepted")], as: bob.actor)
            #expect(try await way(ann.actor) == .meeting)
            #expect(try await way(bob.actor) == .meeting)
            #expect(try await way(Self.officer) == .organisers)
            let person = try await office.person(bob.actor)
            try await office.visit { client in
                let gone = try await client.send("", to: "/meeting-requests/\(made.id.text)/withdrawal", as: person)
                #expect(gone.headers[.setCookie]?.contains("meeting_request.called_off") == true)
            }
        }
    }

    @Test func `organisers ask in the name of those without an account`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob) = (try await office.guest("ann"), try await office.guest("bob"))
            try await office.programme.store.write { tx in
                try tx.run("UPDATE participant SET account_id = NULL WHERE id = \(ann.id)")
            }
            let known = try await office.programme.participantsWithoutAccount(
                in: office.brokerage, as: Self.officer)
            #expect(known.map(\.id) == [ann.id])
            let made = try await office.programme.requestMeeting(
                in: office.brokerage, ["from": .text(ann.id.text), "to": .list([.text(bob.id.text)])],
                as: Self.officer)
            #expect(made.askerID == ann.id)
            let refused = await BrokerageOffice.fault {
                _ = try await office.programme.participantsWithoutAccount(in: office.brokerage, as: bob.actor)
            }
            #expect(refused == ["brokerage.refused.plan"])
        }
    }

    @Test func `organisers add others, and are not asked to register themselves`() async throws {
        try await SampleProgramme.visit { sample, client in
            let path = "/brokerages/\(sample.id("brokerage"))"
            let officer = sample.person("officer")
            let page = Self.text(try await client.get(path, as: officer))
            #expect(!page.contains(Words("en")("brokerage.step.register")))
            let form = Self.text(try await client.get(path + "/participation", as: officer))
            #expect(form.contains("<h1>\(Words("en")("participant.add"))</h1>"))
            let list = Self.text(
                try await client.get("/participants?brokerage=\(sample.id("brokerage"))", as: officer))
            #expect(!list.contains("\(path)/counterparts"))
            #expect(list.contains("Meeting over ice <span"))
            let own = Self.text(
                try await client.get("/participants?brokerage=\(sample.id("brokerage"))", as: sample.person("holder")))
            #expect(own.contains("\(path)/counterparts"))
            let nobody = try await client.send("mode=both", to: path + "/participants", as: officer)
            #expect(nobody.status == .unprocessableContent)
        }
    }

    @Test func `what is wrong with a slot is said at the slot`() async throws {
        try await SampleProgramme.visit { sample, client in
            let slot = sample.id("meeting slot")
            let answer = try await client.send(
                "tables=&broken_tables=1", to: "/meeting-slots/\(slot)", as: sample.person("officer"))
            #expect(answer.status == .unprocessableContent)
            let page = Self.text(answer)
            #expect(page.contains("href=\"#f-\(slot)-tables\""))
            #expect(page.contains("id=\"f-\(slot)-tables-message\""))
            #expect(!page.contains("id=\"f-tables-message\""))
        }
    }

    @Test func `a pair of countries stands on both sides of the matrix`() async throws {
        try await BrokerageOffice.open { office in
            let visit = Visit(
                site: Site(programme: office.programme), actor: Self.officer, words: Words("en"), formToken: "",
                path: "/meetings/statistics", query: Query(), revision: 0, sessionToken: nil, notice: nil,
                isAPI: false, address: "", acceptsGzip: false, ifNoneMatch: nil, cookies: [])
            let statistics = MeetingStatistics(countries: [("1", "AM"), ("1", "FI")], themes: [])
            let page = MeetingOutcomeViews.statistics(statistics, visit).text
            #expect(page.matches(of: /pair=AM-FI/).count == 2)
        }
    }

    @Test func `lines of an offer stand apart in the list`() {
        #expect(ParticipantViews.short("Ice cores\n\n Lasers \nMaps") == "Ice cores · Lasers · Maps")
    }

    @Test func `what is emptied is asked for, once`() async throws {
        try await BrokerageOffice.open { office in
            let slots = try await office.slots()
            let slot = try #require(slots.first)
            let faults = await BrokerageOffice.fault {
                _ = try await office.programme.draftTimetable(
                    of: office.brokerage,
                    [
                        "seconds": .text(""), "price": .text("-1"),
                        "broken_tables": .list([
                            .record(["slot": .text(""), "number": .text("1")]),
                            .record(["slot": .text(slot.id.text), "number": .text("99")]),
                        ]),
                    ], as: Self.officer)
            }
            #expect(
                faults == [
                    "seconds field.required", "price field.range", "broken_tables.0.slot field.required",
                    "broken_tables.1.number field.range",
                ])
            let emptied = await BrokerageOffice.fault {
                _ = try await office.programme.changeMeetingSlot(
                    slot.id, ["tables": .text(""), "version": .number(Double(slot.version))], as: Self.officer)
            }
            #expect(emptied == ["tables field.required"])
        }
    }
}
