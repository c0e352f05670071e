import Synchronization
import Testing

@testable import Scheduling

@Suite struct Planners {
    @Test(arguments: 0..<250)
    func `a tiny event is planned as well as by trying everything`(seed: Int) throws {
        let event = try EventDraw.tiny(seed)
        let draft = Planner().plan(event)
        #expect(Verification.faults(of: draft.timetable, in: event) == [])
        #expect(draft.value == EveryTimetable.bestValue(of: event))
        #expect(draft.value == draft.timetable.value(in: event))
        #expect(draft.value <= draft.bound)
        #expect(!draft.isCutShort)
    }

    @Test(arguments: 0..<60)
    func `the comforts cost no meeting`(seed: Int) throws {
        let event = try EventDraw.tiny(1_000 + seed)
        let every = [
            Comforts(fewGaps: false, fewTableChanges: false), Comforts(), Comforts(fewGaps: false, evenSlots: true),
        ].map { Planner(comforts: $0).plan(event) }
        #expect(every.allSatisfy { Verification.faults(of: $0.timetable, in: event) == [] })
        #expect(Set(every.map(\.value)) == [every[0].value])
    }

    @Test(arguments: 0..<10)
    func `nothing that fits is left out, however far apart the priorities are`(seed: Int) throws {
        var draw = Draw(300 + seed)
        let drawn = try EventDraw.event(
            &draw, people: 60, slots: 12, requests: 400, free: 45, tables: 14...22, seed % 2 == 0 ? .none : .everything)
        let requests = drawn.requests.map { request in
            var dear = request
            dear.priority = draw.number(1...1_000)
            return dear
        }
        let event = try BrokerageEvent(participants: drawn.participants, requests: requests, slots: drawn.slots)
        for rounds in [0, 1, 2] {
            let timetable = Planner(rounds: rounds).plan(event).timetable
            #expect(Verification.faults(of: timetable, in: event) == [])
            let after = try event.applying([.participantCancels(3), .slotCancelled(4)])
            let redraft = Replanning(rounds: rounds).replan(after, from: timetable)
            #expect(Verification.faults(of: redraft.draft.timetable, in: after) == [])
        }
    }

    @Test(arguments: 0..<12)
    func `people and requests in another order get the same timetable`(seed: Int) throws {
        var draw = Draw(seed)
        let named = seed % 2 == 0
        var event = try EventDraw.event(
            &draw, people: 30, slots: 10, requests: 160, free: 60, tables: 8...12, .everything)
        if named {
            var participants = event.participants
            for index in participants.indices { participants[index].name = "person \(index)" }
            event = try BrokerageEvent(participants: participants, requests: event.requests, slots: event.slots)
        }
        let people = event.participants.indices.shuffled(using: &draw)
        let requests = event.requests.indices.shuffled(using: &draw)
        let other = try BrokerageEvent(
            participants: people.map { event.participants[$0] },
            requests: requests.map { index in
                var request = event.requests[index]
                request.parties = request.parties.compactMap(people.firstIndex(of:)).shuffled(using: &draw)
                return request
            }, slots: event.slots)
        let planner = Planner(rounds: 2)
        let (first, second) = (planner.plan(event).timetable, planner.plan(other).timetable)
        #expect(second.entries == requests.map { first.entries[$0] })
        #expect(planner.plan(event).timetable == first)
    }

    @Test func `bipartite wishes fit into as many slots as the busiest person has`() throws {
        // Twelve hosts, twelve guests, everybody meets everybody: twelve slots with twelve tables, all full.
        let free = Array(repeating: true, count: 12)
        let event = try BrokerageEvent(
            participants: (0..<24).map { Participant(organisation: $0, availability: free) },
            requests: (0..<144).map { Request(parties: [$0 / 12, 12 + $0 % 12], priority: 1 + $0 % 5) },
            slots: free.map { _ in Slot(tables: 12) })
        let draft = Planner().plan(event)
        #expect(Verification.faults(of: draft.timetable, in: event) == [])
        #expect(draft.timetable.meetings == 144)
        #expect(draft.value == draft.bound)
    }

    @Test(arguments: [9, 15, 21])
    func `an odd number of people who all want to meet need as many slots`(people: Int) throws {
        let free = Array(repeating: true, count: people)
        let pairs = (0..<people).flatMap { one in (0..<one).map { [one, $0] } }
        let event = try BrokerageEvent(
            participants: (0..<people).map { Participant(organisation: $0, availability: free) },
            requests: pairs.map { Request(parties: $0, priority: 2) },
            slots: free.map { _ in Slot(tables: people / 2) })
        let draft = Planner().plan(event)
        #expect(Verification.faults(of: draft.timetable, in: event) == [])
        #expect(draft.timetable.meetings == pairs.count)
    }

    @Test func `tables that are as many as the meetings are all used`() throws {
        let free = Array(repeating: true, count: 10)
        // Sixty meetings at six tables in ten slots, though far more people are free at any time.
        let event = try BrokerageEvent(
            participants: (0..<40).map { Participant(organisation: $0, availability: free) },
            requests: (0..<60).map { Request(parties: [$0 % 20, 20 + ($0 * 7 + $0 / 20) % 20], priority: 1) },
            slots: free.map { _ in Slot(tables: 6) })
        let draft = Planner(comforts: Comforts(evenSlots: true)).plan(event)
        #expect(Verification.faults(of: draft.timetable, in: event) == [])
        #expect(draft.timetable.meetings == 60)
    }

    @Test func `when tables are short the dearest meetings have them and the others the reason`() throws {
        let event = try BrokerageEvent(
            participants: (0..<6).map { Participant(organisation: $0, availability: [true]) },
            requests: [[0, 1], [2, 3], [4, 5]].enumerated().map { Request(parties: $1, priority: 1 + $0) },
            slots: [Slot(tables: 3, brokenTables: [1])])
        let draft = Planner().plan(event)
        #expect(draft.timetable.entries[0] == .unplaced(.noTable))
        #expect(draft.timetable.entries.compactMap(\.place).sorted { "\($0)" < "\($1)" } == [.table(0), .table(2)])
        #expect(draft.bound == 5)
    }

    @Test func `a person at a stand stays there, a link needs no table, three meet together`() throws {
        let all = [true, true]
        let event = try BrokerageEvent(
            participants: [
                Participant(organisation: 0, capacity: 2, availability: all, stand: 7),
                Participant(organisation: 1, availability: all), Participant(organisation: 2, availability: all),
                Participant(organisation: 3, availability: all, limit: 1),
            ],
            requests: [
                Request(parties: [1, 0], priority: 3), Request(parties: [2, 0], priority: 3),
                Request(parties: [1, 2, 3], priority: 5), Request(parties: [2, 3], priority: 1, isOnline: true),
            ], slots: [Slot(tables: 1), Slot(tables: 0)])
        let draft = Planner().plan(event)
        #expect(Verification.faults(of: draft.timetable, in: event) == [])
        #expect(
            draft.timetable.entries == [
                .meeting(slot: 1, place: .stand(7)), .meeting(slot: 1, place: .stand(7)),
                .meeting(slot: 0, place: .table(0)), .unplaced(.limitReached),
            ])
    }

    @Test func `nobody waits and nobody changes tables when that can be had`() throws {
        let event = try BrokerageEvent(
            participants: (0..<4).map { Participant(organisation: $0, availability: Array(repeating: true, count: 8)) },
            requests: [[0, 1], [0, 2], [0, 3]].map { Request(parties: $0, priority: 1) },
            slots: (0..<8).map { _ in Slot(tables: 5) })
        let draft = Planner().plan(event)
        #expect(draft.timetable.meetings == 3)
        #expect(draft.timetable.comfort(in: event) == Comfort(gaps: 0, tableChanges: 0))
    }

    @Test func `whoever stops it gets a complete timetable`() throws {
        var draw = Draw(5)
        let event = try EventDraw.event(&draw, people: 60, slots: 12, requests: 500, free: 40, tables: 9...9, .none)
        let seen = Mutex<[Planner.Progress]>([])
        let draft = Planner().plan(event) { progress in
            seen.withLock { $0.append(progress) }
            return progress.phase != .improving
        }
        #expect(Verification.faults(of: draft.timetable, in: event) == [])
        #expect(draft.isCutShort)
        #expect(draft.rounds == 0)
        let whole = Planner(rounds: 1).plan(event)
        #expect(whole.value >= draft.value)
        #expect(seen.withLock { $0.map(\.phase) } == [.placing, .improving])
        #expect(seen.withLock { $0.last?.bound } == draft.bound)
    }

    @Test func `an event without people, requests or slots has an empty timetable`() throws {
        let empty = try BrokerageEvent(participants: [], requests: [], slots: [])
        #expect(Planner().plan(empty).timetable.entries == [])
        let none = try BrokerageEvent(
            participants: [0, 1].map { Participant(organisation: $0, availability: []) },
            requests: [Request(parties: [0, 1], priority: 1)], slots: [])
        #expect(Planner().plan(none).timetable.entries == [.unplaced(.noCommonSlot)])
    }

    @Test func `one person with four hundred requests and more than sixty-four slots`() throws {
        let free = Array(repeating: true, count: 70)
        let event = try BrokerageEvent(
            participants: (0...400).map { Participant(organisation: $0, availability: free) },
            requests: (1...400).map { Request(parties: [0, $0], priority: 1 + $0 % 5) },
            slots: (0..<70).map { Slot(tables: 3, day: $0 / 35) })
        let draft = Planner().plan(event)
        #expect(Verification.faults(of: draft.timetable, in: event) == [])
        #expect(draft.timetable.meetings == 70)
        #expect(draft.value == 70 * 5)
        #expect(draft.bound == 70 * 5)
    }
}

@Suite struct BackgroundPlanning {
    @Test func `in the background the timetable is the same`() async throws {
        let event = try EventDraw.tiny(4)
        #expect(await Planner().planInBackground(event).timetable == Planner().plan(event).timetable)
        let published = Planner().plan(event).timetable
        let redraft = await Replanning().replanInBackground(event, from: published)
        #expect(redraft.draft.timetable == Replanning().replan(event, from: published).draft.timetable)
    }

    @Test func `a cancelled task gets a complete timetable`() async throws {
        var draw = Draw(6)
        let event = try EventDraw.event(&draw, people: 60, slots: 12, requests: 500, free: 40, tables: 9...9, .none)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await Planner(rounds: 1_000).planInBackground(event)
        }
        let draft = await task.value
        #expect(draft.isCutShort)
        #expect(draft.rounds == 0)
        #expect(Verification.faults(of: draft.timetable, in: event) == [])
    }
}
