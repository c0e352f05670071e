import Scheduling
import Testing

@Suite struct EventTexts {
    private let text = """
        3 2 4 2
        1 1 2 1
        0 0 1 1
        7 1 1111
        8 2 1010
        9 1 0001
        0 1 5
        2 1 0

        """

    private func fault(_ text: String) -> String {
        do {
            _ = try BrokerageEventText.event(from: text)
            return "none"
        } catch { return error.description }
    }

    /// The text with one line replaced, counted from 1.
    private func changed(_ line: Int, _ to: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines[line - 1] = to
        return lines.joined(separator: "\n")
    }

    @Test func `an event is read as it stands there and written to the same text`() throws {
        let event = try BrokerageEventText.event(from: text)
        #expect(
            event.participants.map(\.availability) == [
                [true, true, true, true], [true, false, true, false], [false, false, false, true],
            ])
        #expect(event.participants.map(\.organisation) == [7, 8, 9])
        #expect(event.participants.map(\.capacity) == [1, 2, 1])
        #expect(event.slots.map(\.tables) == [1, 1, 2, 1])
        #expect(event.slots.map(\.day) == [0, 0, 1, 1])
        #expect(event.requests.map(\.parties) == [[0, 1], [2, 1]])
        #expect(event.requests.map(\.isWithdrawn) == [false, true])
        #expect(BrokerageEventText.text(of: event) == text)
        let windows = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        #expect(try BrokerageEventText.event(from: windows) == event)
    }

    @Test(arguments: 0..<40)
    func `drawn events come back as they were`(seed: Int) throws {
        let event = try EventDraw.tiny(seed, .none)
        let text = try #require(BrokerageEventText.text(of: event))
        #expect(try BrokerageEventText.event(from: text) == event)
    }

    @Test func `what the format cannot hold is not written`() throws {
        let event = try BrokerageEvent(
            participants: [0, 1].map { Participant(organisation: $0, availability: [true], limit: 1) },
            requests: [], slots: [Slot(tables: 1)])
        #expect(BrokerageEventText.text(of: event) == nil)
    }

    @Test func `a fault has its line and says what was expected`() {
        #expect(
            fault("") == "line 1: the file ends here; numbers of participants, requests, slots and days is missing.")
        #expect(
            fault(changed(1, "3 2 4"))
                == "line 1: numbers of participants, requests, slots and days: 4 numbers, not 3.")
        #expect(fault(changed(1, "3 3 4 2")) == "line 8: the file ends here, but its first line promises 9 lines.")
        #expect(fault(changed(1, "3 1 4 2")) == "line 8: the first line promises no more than 7 lines.")
        #expect(fault(changed(2, "1 1 2")) == "line 2: tables of each slot: 4 numbers, not 3.")
        #expect(
            fault(changed(2, "1 1 -2 1")) == "line 2: tables of each slot is -2, but lies between 0 and 1000000.")
        #expect(fault(changed(3, "0 1 0 1")) == "line 3: days do not go back from slot to slot.")
        #expect(fault(changed(3, "0 0 1 2")) == "line 3: days of each slot is 2, but lies between 0 and 1.")
        #expect(
            fault(changed(4, "7 1")) == "line 4: a participant is “organisation capacity availability”, not 2 words.")
        #expect(fault(changed(5, "8 0 1010")) == "line 5: the capacity is 0, but lies between 1 and 1000.")
        #expect(fault(changed(5, "8 x 1010")) == "line 5: the capacity is a whole number, not “x”.")
        #expect(fault(changed(6, "9 1 001")) == "line 6: the availability has 3 characters, but there are 4 slots.")
        #expect(fault(changed(6, "9 1 0021")) == "line 6: the availability consists of 0 and 1.")
    }

    @Test func `a request to oneself, to nobody or a second time is refused with its line`() {
        #expect(fault(changed(7, "1 1 5")) == "line 7: participant 1 cannot meet themselves.")
        #expect(fault(changed(7, "0 3 5")) == "line 7: a participant is 3, but lies between 0 and 2.")
        #expect(fault(changed(7, "0 1 1001")) == "line 7: the priority is 1001, but lies between 0 and 1000.")
        #expect(fault(changed(7, "0 1")) == "line 7: a request is “u v priority”, not 2 words.")
        #expect(fault(changed(8, "1 0 2")) == "line 8: the same two meet already in line 7.")
        #expect(fault("0 1 1 1\n1\n0\n0 1 1") == "line 4: nobody takes part.")
    }

    @Test func `faults of an event in memory name what is wrong`() {
        func fault(_ participants: [Participant], _ requests: [Request], _ slots: [Slot]) -> BrokerageEventFault? {
            do {
                _ = try BrokerageEvent(participants: participants, requests: requests, slots: slots)
                return nil
            } catch { return error }
        }
        let (ann, bob) = (
            Participant(organisation: 0, availability: [true]), Participant(organisation: 1, availability: [true])
        )
        let slots = [Slot(tables: 1)]
        func asked(_ parties: [Int], _ priority: Int = 1, _ agreed: Set<Int>? = nil) -> Request {
            Request(parties: parties, priority: priority, slots: agreed)
        }
        #expect(fault([ann, bob], [asked([0, 1])], slots) == nil)
        #expect(fault([ann, bob], [asked([0])], slots) == .alone(request: 0))
        #expect(fault([ann, bob], [asked([1, 1])], slots) == .oneself(request: 0, participant: 1))
        #expect(fault([ann, bob], [asked([1, 2])], slots) == .unknownParticipant(request: 0, participant: 2))
        #expect(fault([ann, bob], [asked([0, 1]), asked([1, 0])], slots) == .twice(request: 1, first: 0))
        #expect(fault([ann, bob], [asked([0, 1], 0)], slots) == .priority(request: 0))
        #expect(fault([ann, bob], [asked([0, 1], 1, [1])], slots) == .unknownSlot(request: 0, slot: 1))
        #expect(
            fault([ann, bob], [], slots + slots) == .availability(participant: 0, given: 1, slots: 2))
        #expect(fault([], [], [Slot(tables: -1)]) == .tables(slot: 0))
        #expect(fault([], [], [Slot(tables: 1, day: 1), Slot(tables: 1)]) == .days(slot: 1))
        var nobody = ann
        nobody.capacity = 0
        #expect(fault([nobody], [], slots) == .capacity(participant: 0))
        nobody = ann
        nobody.limit = -1
        #expect(fault([nobody], [], slots) == .limit(participant: 0))
    }
}

@Suite struct TimetableTexts {
    @Test func `every kind of entry is written and read back`() throws {
        let timetable = Timetable(
            entries: [
                .meeting(slot: 3, place: .table(12)), .meeting(slot: 0, place: .stand(4)),
                .meeting(slot: 1, place: .online),
            ] + Unplaced.allCases.map { .unplaced($0) })
        let text = TimetableText.text(of: timetable)
        #expect(
            text == """
                3 12
                0 stand 4
                1 online
                - withdrawn
                - no-common-slot
                - limit-reached
                - slots-taken
                - no-table

                """)
        #expect(try TimetableText.timetable(from: text) == timetable)
    }

    @Test(arguments: [
        ("0 0\n-", "line 2: after “-” stands one of: withdrawn, no-common-slot, limit-reached, slots-taken, no-table."),
        ("0 0\n\n1 1", "line 2: an entry is “slot table” or “- reason”."),
        ("0 a", "line 1: the table is a whole number, not “a”."),
        ("0 1 2", "line 1: an entry is “slot table” or “- reason”."),
        ("-1 1", "line 1: the slot is -1, but lies between 0 and 4095."),
    ]) func `a line that cannot be read is named`(text: String, reason: String) {
        #expect(throws: FileFault.self) { try TimetableText.timetable(from: text) }
        do { _ = try TimetableText.timetable(from: text) } catch { #expect(error.description == reason) }
    }
}
