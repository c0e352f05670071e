import Database
import Testing

@testable import Isthmus

/// Who takes part, with what, and when they cannot.
@Suite struct ParticipantTests {
    /// The opening of the event from 11 to 12, and somebody who attends it.
    private static func opening(
        of office: BrokerageOffice, attendedBy guest: BrokerageOffice.Guest
    ) async throws -> (session: EventSession, absence: Absence) {
        let session = try await office.programme.addSession(
            to: office.event,
            [
                "title": .record(["en": .text("Opening")]), "starts": .text("2026-10-14 11:00"),
                "ends": .text("2026-10-14 12:00"),
            ], as: BrokerageOffice.officer)
        let absence = try await office.programme.addAbsence(
            guest.id, ["kind": .text("session"), "session": .text(session.id.text)], as: guest.actor)
        return (session, absence)
    }

    @Test func `only who has a place at the event takes part, once`() async throws {
        try await BrokerageOffice.open { office in
            let stranger = Actor(account: "a-none", person: nil, name: "Nina", grants: [])
            @Sendable func fault(_ actor: Actor) async -> [String] {
                await BrokerageOffice.fault {
                    _ = try await office.programme.takePart(in: office.brokerage, [:], as: actor)
                }
            }
            #expect(await fault(stranger) == ["participant.refused.registration"])
            #expect(await fault(.visitor) == ["signInNeeded"])
            let ann = try await office.guest("ann")
            #expect(await fault(ann.actor) == ["participant.refused.twice"])
            // Gone and back: the same participant.
            _ = try await office.programme.leaveBrokerage(ann.id, as: ann.actor)
            let back = try await office.programme.takePart(in: office.brokerage, [:], as: ann.actor)
            #expect(back.id == ann.id)
            #expect(back.status == .active)
        }
    }

    @Test func `nobody takes part before it opens or after it is over`() async throws {
        try await BrokerageOffice.open(["status": .text("draft")]) { office in
            let ann = try await office.registered("ann")
            let early = await BrokerageOffice.fault {
                _ = try await office.programme.takePart(in: office.brokerage, [:], as: ann)
            }
            #expect(early == ["notFound"])
            for status in ["open", "over"] {
                _ = try await office.programme.changeBrokerage(
                    office.brokerage, ["status": .text(status)], as: BrokerageOffice.officer)
            }
            let late = await BrokerageOffice.fault {
                _ = try await office.programme.takePart(in: office.brokerage, [:], as: ann)
            }
            #expect(late == ["brokerage.refused.over"])
        }
    }

    @Test func `the profile comes from the directory`() async throws {
        try await BrokerageOffice.open { office in
            let programme = office.programme
            try await programme.installVocabulary()
            let organisation = try await programme.createOrganisation(
                ["legal_name": .text("Lake Institute"), "country": .text("AM")], as: BrokerageOffice.officer)
            let person = try await programme.createPerson(
                [
                    "names": .list([.record(["given": .text("Ann"), "family": .text("Lake")])]),
                    "country": .text("AM"), "languages": .text("hy, en"),
                ], as: BrokerageOffice.officer)
            _ = try await programme.createAffiliation(
                ["person": .text(person.id.text), "organisation": .text(organisation.id.text)],
                as: BrokerageOffice.officer)
            _ = try await programme.createCompetence(
                [
                    "person": .text(person.id.text), "statement": .record(["en": .text("We measure lake ice")]),
                    "topics": .text("ford-1-5"),
                ], as: BrokerageOffice.officer)
            let ann = try await office.registered("ann")
            try await programme.store.write { tx in
                try tx.run("UPDATE account SET person_id = \(person.id) WHERE id = \(ann.account ?? "")")
            }
            let taken = try await programme.takePart(in: office.brokerage, [:], as: ann)
            #expect(taken.offers == ["en": "We measure lake ice"])
            #expect(taken.offeredTopics == ["ford-1-5"])
            #expect(taken.languages == ["hy", "en"])
            #expect(taken.organisationID == organisation.id)
        }
    }

    @Test func `stands are given by the organisers alone`() async throws {
        try await BrokerageOffice.open { office in
            let ann = try await office.guest("ann")
            let own = await BrokerageOffice.fault {
                _ = try await office.programme.changeParticipant(ann.id, ["stand": .number(4)], as: ann.actor)
            }
            #expect(own == ["stand participant.refused.seat"])
            let given = try await office.programme.changeParticipant(
                ann.id, ["stand": .number(4), "capacity": .number(2)], as: BrokerageOffice.officer)
            #expect(given.stand == 4)
            #expect(given.capacity == 2)
            let bob = try await office.guest("bob")
            let other = await BrokerageOffice.fault {
                _ = try await office.programme.changeParticipant(ann.id, [:], as: bob.actor)
            }
            #expect(other == ["participant.refused.edit"])
        }
    }

    @Test func `absences are at the event, and a session has its own times`() async throws {
        try await BrokerageOffice.open(["walking_minutes": .number(10)]) { office in
            let ann = try await office.guest("ann")
            let (session, there) = try await Self.opening(of: office, attendedBy: ann)
            #expect("\(there.starts) \(there.ends.clock)" == "2026-10-14 11:00 12:00")
            @Sendable func fault(_ given: [String: Given]) async -> [String] {
                await BrokerageOffice.fault {
                    _ = try await office.programme.addAbsence(ann.id, given, as: ann.actor)
                }
            }
            #expect(
                await fault(["kind": .text("session"), "session": .text(session.id.text)])
                    == ["session absence.twice"])
            #expect(await fault(["kind": .text("session"), "session": .text("es-none")]) == ["session field.unknown"])
            #expect(
                await fault(["starts": .text("2026-10-14 13:00"), "ends": .text("2026-10-14 12:00")])
                    == ["ends absence.ends_before"])
            #expect(
                await fault(["starts": .text("2026-11-14 13:00"), "ends": .text("2026-11-14 14:00")])
                    == ["starts absence.outside"])
            #expect(
                await fault(["starts": .text("2020-01-01 00:00"), "ends": .text("2026-10-14 14:00")])
                    == ["starts absence.outside"])
            #expect(
                await fault(["starts": .text("2026-10-14 13:00"), "ends": .text("2030-01-01 00:00")])
                    == ["ends absence.outside"])
            let lunch = try await office.programme.addAbsence(
                ann.id,
                ["kind": .text("lunch"), "starts": .text("2026-10-14 13:00"), "ends": .text("2026-10-14 14:00")],
                as: ann.actor)
            try await office.programme.removeAbsence(lunch.id, as: ann.actor)
            #expect(try await office.programme.read { try $0.absences(of: [ann.id]) }.map(\.id) == [there.id])
        }
    }

    @Test func `without an agenda nobody is in a session`() async throws {
        try await BrokerageOffice.open { office in
            let ann = try await office.guest("ann")
            let fault = await BrokerageOffice.fault {
                _ = try await office.programme.addAbsence(ann.id, ["kind": .text("session")], as: ann.actor)
            }
            #expect(fault == ["kind absence.no_sessions"])
        }
    }

    @Test func `a session that moves takes its absences along, one that is removed lets them go`() async throws {
        try await BrokerageOffice.open { office in
            let ann = try await office.guest("ann")
            let (session, there) = try await Self.opening(of: office, attendedBy: ann)
            _ = try await office.programme.changeSession(
                session.id, ["starts": .text("2026-10-14 09:30"), "ends": .text("2026-10-14 10:15")],
                as: BrokerageOffice.officer)
            let moved = try await office.programme.read { try $0.absences(of: [ann.id]) }
            #expect(moved.map { "\($0.starts) \($0.ends.clock)" } == ["2026-10-14 09:30 10:15"])
            // The way to it takes five minutes, once: of 9:00, 9:25, 9:50 and 10:15 the first is free alone.
            let brokerage = office.brokerage
            let free = try await office.programme.read { tx -> [String] in
                let found = try #require(try Brokerage.find(brokerage, in: tx))
                let person = try #require(try Participant.find(ann.id, in: tx))
                let records = try tx.timetableRecords(of: found)
                return records.slots.filter { records.isThere(person, in: $0) }.map(\.starts.clock)
            }
            #expect(free == ["09:00"])
            try await office.programme.removeSession(session.id, as: BrokerageOffice.officer)
            #expect(try await office.programme.read { try $0.absences(of: [ann.id]) }.isEmpty)
            let lines = try await office.programme.read { tx in
                try tx.column(
                    String.self, "SELECT action FROM journal WHERE thing = \(there.id.text) ORDER BY id")
            }
            #expect(lines == ["participant_absence.added", "participant_absence.removed"])
        }
    }

    @Test func `who leaves takes their requests along, and each who would have met them is told once`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob, cid) = (
                try await office.guest("ann"), try await office.guest("bob"), try await office.guest("cid")
            )
            let first = try await office.request(ann, bob)
            try await office.request(ann, bob, cid)
            let declined = try await office.request(cid, ann)
            _ = try await office.programme.answerRequest(first.id, ["answer": .text("accepted")], as: bob.actor)
            _ = try await office.programme.answerRequest(declined.id, ["answer": .text("declined")], as: ann.actor)
            _ = try await office.mails()
            _ = try await office.programme.leaveBrokerage(ann.id, as: ann.actor)
            #expect(
                try await office.mails() == [
                    "bob@place.example: No meeting with ann, House of ann: Ice fair",
                    "cid@place.example: No meeting with ann, House of ann: Ice fair",
                ])
            let states = try await office.programme.read { tx in
                try tx.column(String.self, "SELECT state FROM meeting_request ORDER BY id")
            }
            #expect(states == ["withdrawn", "withdrawn", "declined"])
            #expect(try await office.programme.check(Brokerage.invariants) == [])
        }
    }
}
