import Database
import Foundation
import Testing

@testable import Isthmus

/// Events through their verbs: who may, what is checked, what lists find.
@Suite struct EventActionsTests {
    @Test func `an event is added, published, changed and called off, each with its line in the journal`() async throws
    {
        try await EventOffice.open { office in
            let (programme, officer) = (office.programme, EventOffice.officer)
            let draft = try await programme.createEvent(EventOffice.seminar, as: officer)
            await #expect(throws: Problem.notFound) { _ = try await programme.event(draft.id, as: .visitor) }
            _ = try await programme.publishEvent(draft.id, as: officer)
            let changed = try await programme.changeEvent(
                draft.id, ["version": .text("2"), "city": .text("Gyumri")], as: officer)
            #expect(changed.startsAt.iso == "2026-10-14T05:00:00Z")
            #expect(try await programme.event(draft.id, as: .visitor).event.city == "Gyumri")
            _ = try await programme.cancelEvent(
                draft.id, ["cancel_reason": .record(["en": .text("The road is closed.")])], as: officer)
            #expect(try await programme.event(draft.id, as: .visitor).state == .cancelled)
            #expect(
                try await office.journal(of: draft.id.text) == [
                    "event.created", "event.published", "event.changed", "event.cancelled",
                ])
            await #expect(throws: Problem.refused(.init("event.refused.edit"))) {
                _ = try await programme.changeEvent(draft.id, ["city": .text("Ijevan")], as: officer)
            }
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @Test func `who speaks for an organiser or host works on the event, who pays for it does not`() async throws {
        try await EventOffice.open { office in
            let programme = office.programme
            let host = try await office.organisation("Institute of Ice")
            let funder = try await office.organisation("Science Fund")
            let id = try await programme.createEvent(
                EventOffice.seminar.merging([
                    "link": .text("https://meet.example/ice"),
                    "organisers": .list([
                        .record(["organisation": .text("institute of ice"), "role": .text("host")]),
                        .record(["organisation": .text(funder.text), "role": .text("funder")]),
                        .record(["organisation": .text(""), "role": .text("organiser")]),
                    ]),
                ]) { $1 }, as: EventOffice.officer
            ).id
            let (own, other) = (EventOffice.speaker(for: host), EventOffice.speaker(for: funder))
            _ = try await programme.changeEvent(id, ["place": .text("Hall 2")], as: own)
            #expect(try await programme.event(id, as: own).event.link == "https://meet.example/ice")
            await #expect(throws: Problem.notFound) { _ = try await programme.event(id, as: other) }
            await #expect(throws: Problem.refused(.init("event.refused.decide"))) {
                _ = try await programme.publishEvent(id, as: own)
            }
            _ = try await programme.publishEvent(id, as: EventOffice.officer)
            #expect(try await programme.event(id, as: other).event.link == nil)
            await #expect(throws: Problem.refused(.init("event.refused.edit"))) {
                _ = try await programme.changeEvent(id, ["place": .text("Hall 3")], as: other)
            }
            // Without the host's row its people lose the event.
            _ = try await programme.changeEvent(
                id, ["organisers": .list([.record(["organisation": .text(funder.text), "role": .text("organiser")])])],
                as: EventOffice.officer)
            #expect(try await programme.event(id, as: .visitor).organisers.map(\.role) == [.organiser])
            await #expect(throws: Problem.refused(.init("event.refused.edit"))) {
                _ = try await programme.changeEvent(id, ["place": .text("Hall 4")], as: own)
            }
        }
    }

    @Test func `every issue of a form is named at once`() async throws {
        try await EventOffice.open { office in
            let found = await EventOffice.issues {
                _ = try await office.programme.createEvent(
                    [
                        "kind": .text("party"), "topics": .text("nowhere"), "languages": .text("Klingon"),
                        "zone": .text("Europe/Brussels"), "starts": .text("2026-10-25 02:30"),
                        "ends": .text("2027-03-28 02:30"), "latitude": .text("95"), "longitude": .text("12"),
                        "link": .text("nowhere"), "capacity": .text("0"), "registration_opens": .text("soon"),
                        "organisers": .list([.record(["organisation": .text("Nobody")])]),
                    ], as: EventOffice.officer)
            }
            #expect(
                Set(found) == [
                    "kind field.unknown", "title field.required", "topics field.unknown", "languages field.language",
                    "starts event.time.doubled", "ends event.time.skipped", "latitude field.range",
                    "latitude organisation.place.half", "link field.type.web", "capacity field.range",
                    "registration_opens event.time.wrong", "organisers.0.organisation organisation.unknown",
                    "country field.required", "city field.required",
                ])
        }
    }

    @Test func `an event ends after it begins, whatever the clocks do between`() async throws {
        try await EventOffice.open { office in
            func issues(_ starts: String, _ ends: String) async -> [String] {
                await EventOffice.issues {
                    _ = try await office.programme.createEvent(
                        EventOffice.seminar.merging([
                            "zone": .text("Europe/Brussels"), "starts": .text(starts), "ends": .text(ends),
                        ]) { $1 }, as: EventOffice.officer)
                }
            }
            #expect(await issues("2026-10-14 17:00", "2026-10-14 09:00") == ["ends event.ends_before"])
            #expect(await issues("2026-10-14 17:00", "2026-10-14 17:00") == ["ends event.ends_before"])
            #expect(await issues("2026-10-14 17:00", "2028-10-14 17:00") == ["ends event.too_long"])
            #expect(await issues("2026-10-14 17:00 +01:00", "2026-10-14 18:00") == ["starts event.time.offset"])
            // The second half past two comes after the first, and before a quarter past.
            #expect(await issues("2026-10-25 02:45 +02:00", "2026-10-25 02:15 +01:00") == [])
            #expect(await issues("2026-10-25 02:45 +01:00", "2026-10-25 02:15 +02:00") == ["ends event.ends_before"])
        }
    }

    @Test func `lists find by time, place, language and topic, what comes next first`() async throws {
        try await EventOffice.open { office in
            try await office.programme.installVocabulary()
            try await office.event("Past", ["starts": .text("2026-05-01 09:00"), "ends": .text("2026-05-01 10:00")])
            try await office.event("Now", ["starts": .text("2026-05-31 09:00"), "ends": .text("2026-06-02 10:00")])
            try await office.event(
                "Far",
                [
                    "country": .text("GE"), "city": .text("Tbilisi"), "zone": .text("Asia/Tbilisi"),
                    "format": .text("hybrid"),
                ])
            try await office.event(
                "Near",
                [
                    "starts": .text("2026-06-10 09:00"), "ends": .text("2026-06-12 10:00"), "format": .text("online"),
                    "languages": .text("Russian, en"), "topics": .text("ford-1-5"), "kind": .text("training"),
                ])
            _ = try await office.programme.createEvent(
                EventOffice.seminar.merging(["title": .record(["en": .text("Draft")])]) { $1 }, as: EventOffice.officer)
            #expect(try await office.titles("") == ["Now", "Near", "Far", "Past"])
            #expect(
                try await office.titles("sort=name", as: EventOffice.officer) == [
                    "Draft", "Far", "Near", "Now", "Past",
                ])
            #expect(try await office.titles("state=upcoming") == ["Near", "Far"])
            #expect(try await office.titles("state=running&state=over") == ["Now", "Past"])
            #expect(try await office.titles("country=ge") == ["Far"])
            #expect(try await office.titles("language=ru") == ["Near"])
            #expect(try await office.titles("topic=ford-1-5&kind=training") == ["Near"])
            #expect(try await office.titles("format=hybrid") == ["Far"])
            #expect(try await office.titles("month=2026-06") == ["Near"])
            #expect(try await office.titles("day=2026-06-01") == ["Now"])
            #expect(try await office.titles("q=tbil") == ["Far"])
        }
    }

    @Test func `a merge takes an organiser along`() async throws {
        try await EventOffice.open { office in
            let kept = try await office.organisation("Institute of Ice")
            let gone = try await office.organisation("Ice Institute")
            let id = try await office.event(
                "Ice", ["organisers": .list([.record(["organisation": .text(gone.text)])])])
            try await office.programme.write(as: .program("test")) { work in
                try work.require(nil)
                var steps = MergeSteps(of: ID("mg-1"))
                try work.follow(from: gone.text, to: kept.text, .organisation, &steps)
                #expect(steps.all.map(\.subject) == ["event_organiser"])
            }
            #expect(try await office.programme.event(id, as: .visitor).organisers.map(\.organisationID) == [kept])
        }
    }
}
