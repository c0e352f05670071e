import Scheduling
import Testing

@Suite struct Replannings {
    private func event(_ people: Int, slots: [Slot], _ pairs: [[Int]], priority: (Int) -> Int = { _ in 1 }) throws
        -> BrokerageEvent
    {
        try BrokerageEvent(
            participants: (0..<people).map {
                Participant(organisation: $0, availability: slots.map { _ in true })
            },
            requests: pairs.enumerated().map { Request(parties: $1, priority: priority($0)) }, slots: slots)
    }

    @Test func `without a change nothing changes`() throws {
        var draw = Draw(3)
        let event = try EventDraw.event(&draw, people: 40, slots: 9, requests: 120, free: 90, tables: 9...12, .none)
        let draft = Planner().plan(event)
        #expect(draft.value == draft.bound)
        let redraft = Replanning().replan(event, from: draft.timetable)
        #expect(redraft.draft.timetable == draft.timetable)
        #expect(redraft.kept == draft.timetable.meetings)
        #expect(redraft.moved + redraft.reseated + redraft.lost + redraft.added == 0)
    }

    @Test func `a cancelled slot loses no meeting that fits elsewhere`() throws {
        // Five hosts meet five guests in five slots; a sixth is empty.
        let slots = (0..<6).map { _ in Slot(tables: 5) }
        let event = try event(10, slots: slots, (0..<25).map { [$0 / 5, 5 + $0 % 5] })
        let published = Planner().plan(event).timetable
        #expect(published.meetings == 25)
        for slot in slots.indices {
            let after = try event.applying([.slotCancelled(slot)])
            let redraft = Replanning().replan(after, from: published)
            #expect(Verification.faults(of: redraft.draft.timetable, in: after) == [])
            #expect(redraft.lost == 0)
            #expect(redraft.draft.timetable.meetings == 25)
            let concerned = published.entries.count { $0.slot == slot }
            #expect(redraft.movedOfNeed == concerned)
            #expect(redraft.kept + redraft.moved + redraft.reseated == 25)
        }
    }

    @Test func `a cancelled slot that was needed gives each lost meeting its reason`() throws {
        let event = try event(4, slots: [Slot(tables: 2), Slot(tables: 2)], [[0, 1], [2, 3], [0, 2], [1, 3]])
        let published = Planner().plan(event).timetable
        #expect(published.meetings == 4)
        let after = try event.applying([.slotCancelled(0)])
        let redraft = Replanning().replan(after, from: published)
        #expect(Verification.faults(of: redraft.draft.timetable, in: after) == [])
        let stayed = published.entries.map { $0.slot == 1 }
        #expect(redraft.differences == stayed.map { $0 ? .kept : .lost(.slotsTaken) })
    }

    @Test func `a broken table moves one meeting to another table and leaves the others`() throws {
        let event = try event(6, slots: [Slot(tables: 4)], [[0, 1], [2, 3], [4, 5]])
        let published = Timetable(entries: (0..<3).map { .meeting(slot: 0, place: .table($0)) })
        let after = try event.applying([.tableBroken(slot: 0, table: 1)])
        let redraft = Replanning().replan(after, from: published)
        #expect(
            redraft.draft.timetable.entries == [
                .meeting(slot: 0, place: .table(0)), .meeting(slot: 0, place: .table(3)),
                .meeting(slot: 0, place: .table(2)),
            ])
        #expect(redraft.differences == [.kept, .reseated, .kept])
    }

    @Test func `the price decides whether somebody is moved for a new meeting`() throws {
        // 0 and 1 meet in the only slot in which 0 could meet 2; they could meet later as well.
        let event = try BrokerageEvent(
            participants: [
                Participant(organisation: 0, availability: [true, true]),
                Participant(organisation: 1, availability: [true, true]),
                Participant(organisation: 2, availability: [true, false]),
            ],
            requests: [Request(parties: [0, 1], priority: 1)], slots: [Slot(tables: 1), Slot(tables: 1)])
        let published = Timetable(entries: [.meeting(slot: 0, place: .table(0))])
        let after = try event.applying([.requestAccepted(Request(parties: [0, 2], priority: 2))])
        let cheap = Replanning(price: 1).replan(after, from: published)
        #expect(cheap.differences == [.moved, .added])
        let dear = Replanning(price: 3).replan(after, from: published)
        #expect(dear.differences == [.kept, .without(.slotsTaken)])
    }

    @Test(arguments: 0..<120)
    func `a tiny event is mended without a fault, and with price 0 as well as if planned anew`(seed: Int) throws {
        let event = try EventDraw.tiny(seed)
        var draw = Draw(900 + seed)
        let published = Planner().plan(event).timetable
        let after = try event.applying(EventDraw.changes(event, &draw))
        for price in [0, 0.75, 1_000] {
            let redraft = Replanning(price: price, rounds: 6).replan(after, from: published)
            #expect(Verification.faults(of: redraft.draft.timetable, in: after) == [])
            #expect(redraft.differences.count == after.requests.count)
            if price == 0 { #expect(redraft.draft.value == EveryTimetable.bestValue(of: after)) }
            if price == 1_000 { #expect(redraft.moved == redraft.movedOfNeed) }
        }
    }

    @Test func `an ordinary event keeps its value and moves few meetings`() throws {
        var draw = Draw(11)
        let event = try EventDraw.event(&draw, people: 100, slots: 16, requests: 500, free: 90, tables: 26...30, .none)
        let published = Planner(rounds: 2).plan(event).timetable
        var changes: [BrokerageEventChange] = [.participantCancels(1), .participantCancels(2), .participantCancels(3)]
        for person in 10..<15 {
            let free = event.participants[person].availability.enumerated().map { $0 < 8 && $1 }
            changes.append(.availability(participant: person, free))
        }
        changes += [.tables(slot: 2, 25), .tables(slot: 9, 25)]
        let after = try event.applying(changes)
        let redraft = Replanning().replan(after, from: published)
        #expect(Verification.faults(of: redraft.draft.timetable, in: after) == [])
        #expect(Double(redraft.draft.value) >= 0.996 * Double(redraft.draft.bound))
        #expect(Double(redraft.moved - redraft.movedOfNeed) <= 0.04 * Double(redraft.kept + redraft.moved))
        let free = Replanning(price: 0).replan(after, from: published)
        let dear = Replanning(price: 50).replan(after, from: published)
        #expect(free.draft.value >= redraft.draft.value)
        #expect(redraft.draft.value >= dear.draft.value)
        #expect(free.moved > redraft.moved)
        #expect(redraft.moved >= dear.moved)
    }

    @Test func `the same changes in another order of people and requests give the same timetable`() throws {
        var draw = Draw(21)
        let event = try EventDraw.event(&draw, people: 40, slots: 8, requests: 150, free: 70, tables: 10...12, .none)
        let published = Planner(rounds: 1).plan(event).timetable
        let after = try event.applying([.participantCancels(4), .slotCancelled(5)])
        let order = event.requests.indices.shuffled(using: &draw)
        let turned = try BrokerageEvent(
            participants: after.participants, requests: order.map { after.requests[$0] }, slots: after.slots)
        let first = Replanning().replan(after, from: published)
        let second = Replanning().replan(turned, from: Timetable(entries: order.map { published.entries[$0] }))
        #expect(second.draft.timetable.entries == order.map { first.draft.timetable.entries[$0] })
    }
}

@Suite struct EventChanges {
    private let event = """
        2 1 3 1
        1 1 1
        0 0 0
        0 1 111
        1 1 111
        0 1 2
        """

    private func changes(_ text: String) throws -> [BrokerageEventChange] {
        try ChangeText.changes(from: text, for: try BrokerageEventText.event(from: event))
    }

    @Test func `every change is read`() throws {
        let read = try changes(
            """
            # on Tuesday
            cancel 1
            free 0 101

            join 5 2 110
            request 2 0 4
            withdraw 1
            close 2
            tables 0 7
            """)
        #expect(
            read == [
                .participantCancels(1), .availability(participant: 0, [true, false, true]),
                .participantJoins(Participant(organisation: 5, capacity: 2, availability: [true, true, false])),
                .requestAccepted(Request(parties: [2, 0], priority: 4)), .requestWithdrawn(1),
                .tables(slot: 2, 0), .tables(slot: 0, 7),
            ])
        let after = try BrokerageEventText.event(from: event).applying(read)
        #expect(after.participants.map(\.availability.first) == [true, false, true])
        #expect(after.slots.map(\.tables) == [7, 1, 0])
        #expect(after.requests.map(\.isWithdrawn) == [false, true])
    }

    @Test(arguments: [
        ("cancel 2", "line 1: the participant is 2, but lies between 0 and 1."),
        ("\ncancel", "line 2: after “cancel” stand 1 words, not 0."),
        ("free 0 11", "line 1: the availability has 2 characters, but there are 3 slots."),
        ("withdraw 1", "line 1: the request is 1, but lies between 0 and 0."),
        ("close 3", "line 1: the slot is 3, but lies between 0 and 2."),
        ("tables 0 -1", "line 1: the number of tables is -1, but lies between 0 and 1000000."),
        ("request 1 0 3", "line 1: the same two meet already by request 0."),
        ("request 1 1 3", "line 1: participant 1 cannot meet themselves."),
        ("open 3", "line 1: there is no change “open”."),
    ]) func `a change that cannot be is named with its line`(text: String, reason: String) throws {
        #expect(throws: FileFault.self) { try changes(text) }
        do { _ = try changes(text) } catch let fault as FileFault { #expect(fault.description == reason) }
    }

    @Test func `a change of somebody who is not there is refused`() throws {
        let event = try BrokerageEventText.event(from: event)
        for (change, fault) in [
            (BrokerageEventChange.participantCancels(2), BrokerageEventChangeFault.unknownParticipant(2)),
            (.requestWithdrawn(1), .unknownRequest(1)), (.slotCancelled(3), .unknownSlot(3)),
            (.tableBroken(slot: 0, table: 1), .unknownTable(slot: 0, table: 1)),
            (.limit(participant: 0, -1), .event(.limit(participant: 0))),
        ] {
            #expect(throws: fault) { try event.applying([change]) }
        }
    }
}
