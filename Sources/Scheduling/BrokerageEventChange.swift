/// Something that happens to an event after its timetable was published.
public enum BrokerageEventChange: Hashable, Sendable {
    case participantCancels(Int)
    case participantJoins(Participant)
    /// The person is free in these slots from now on.
    case availability(participant: Int, [Bool])
    case limit(participant: Int, Int?)
    case requestAccepted(Request)
    case requestWithdrawn(Int)
    case slotCancelled(Int)
    case tables(slot: Int, Int)
    case tableBroken(slot: Int, table: Int)
}

/// A change that speaks of somebody or something that is not there.
public enum BrokerageEventChangeFault: Error, Hashable, Sendable {
    case unknownParticipant(Int)
    case unknownRequest(Int)
    case unknownSlot(Int)
    case unknownTable(slot: Int, table: Int)
    case event(BrokerageEventFault)
}

extension BrokerageEvent {
    /// The event after the changes, one by one. People, requests and slots keep their numbers; those who join and what
    /// is asked come after them.
    public func applying(_ changes: [BrokerageEventChange]) throws(BrokerageEventChangeFault) -> BrokerageEvent {
        var (participants, requests, slots) = (participants, requests, slots)
        for change in changes {
            switch change {
            case .participantJoins(let participant): participants.append(participant)
            case .requestAccepted(let request): requests.append(request)
            case .participantCancels(let index):
                guard participants.indices.contains(index) else { throw .unknownParticipant(index) }
                participants[index].availability = slots.map { _ in false }
            case .availability(let index, let availability):
                guard participants.indices.contains(index) else { throw .unknownParticipant(index) }
                participants[index].availability = availability
            case .limit(let index, let limit):
                guard participants.indices.contains(index) else { throw .unknownParticipant(index) }
                participants[index].limit = limit
            case .requestWithdrawn(let index):
                guard requests.indices.contains(index) else { throw .unknownRequest(index) }
                requests[index].isWithdrawn = true
            case .slotCancelled, .tables, .tableBroken: try BrokerageEvent.apply(change, to: &slots)
            }
        }
        do {
            return try BrokerageEvent(participants: participants, requests: requests, slots: slots)
        } catch {
            throw .event(error)
        }
    }

    private static func apply(_ change: BrokerageEventChange, to slots: inout [Slot]) throws(BrokerageEventChangeFault)
    {
        switch change {
        case .slotCancelled(let index):
            guard slots.indices.contains(index) else { throw .unknownSlot(index) }
            slots[index].isCancelled = true
        case .tables(let index, let count):
            guard slots.indices.contains(index) else { throw .unknownSlot(index) }
            slots[index].tables = count
        case .tableBroken(let index, let table):
            guard slots.indices.contains(index) else { throw .unknownSlot(index) }
            guard (0..<slots[index].tables).contains(table) else { throw .unknownTable(slot: index, table: table) }
            slots[index].brokenTables.insert(table)
        default: break
        }
    }
}

/// Changes as text, one a line; empty lines and lines that begin with `#` say nothing.
///
///     cancel PARTICIPANT
///     free PARTICIPANT AVAILABILITY
///     join ORGANISATION CAPACITY AVAILABILITY
///     request U V PRIORITY
///     withdraw REQUEST
///     close SLOT
///     tables SLOT COUNT
public enum ChangeText {
    /// Throws the first fault with its line. `close` leaves the slot without tables, which is how the text of an event
    /// says it.
    public static func changes(from text: String, for event: BrokerageEvent) throws(FileFault) -> [BrokerageEventChange]
    {
        var reader = LineReader(text)
        var (people, wishes) = (event.participants.count, event.requests.count)
        var first: [[Int]: Int] = [:]
        for (index, request) in event.requests.enumerated() where !request.isWithdrawn {
            first[request.parties.sorted()] = index
        }
        var changes: [BrokerageEventChange] = []
        while !reader.isAtEnd {
            let words = try reader.line("a change")
            guard let verb = words.first, !verb.hasPrefix("#") else { continue }
            let change = try change(verb, Array(words.dropFirst()), reader, event, (people, wishes))
            switch change {
            case .participantJoins: people += 1
            case .requestAccepted(let request):
                if let earlier = first.updateValue(wishes, forKey: request.parties.sorted()) {
                    throw reader.fault("the same two meet already by request \(earlier).")
                }
                wishes += 1
            case .requestWithdrawn(let index): first = first.filter { $0.value != index }
            default: break
            }
            changes.append(change)
        }
        return changes
    }

    private static func change(
        _ verb: Substring, _ words: [Substring], _ reader: LineReader, _ event: BrokerageEvent,
        _ counts: (people: Int, wishes: Int)
    ) throws(FileFault) -> BrokerageEventChange {
        let expected = ["cancel": 1, "free": 2, "join": 3, "request": 3, "withdraw": 1, "close": 1, "tables": 2]
        guard let count = expected[String(verb)] else {
            throw reader.fault("there is no change “\(verb.prefix(40))”.")
        }
        guard words.count == count else {
            throw reader.fault("after “\(verb)” stand \(count) words, not \(words.count).")
        }
        func index(_ what: String, _ count: Int) throws(FileFault) -> Int {
            guard count > 0 else { throw reader.fault("there is no \(what).") }
            return try reader.number(words[0], "the \(what)", 0...count - 1)
        }
        switch verb {
        case "cancel": return .participantCancels(try index("participant", counts.people))
        case "free":
            let free = try BrokerageEventText.availability(words[1], reader, event.slots.count)
            return .availability(participant: try index("participant", counts.people), free)
        case "join": return .participantJoins(try BrokerageEventText.participant(words, reader, event.slots.count))
        case "request": return .requestAccepted(try BrokerageEventText.request(words, reader, among: counts.people))
        case "withdraw": return .requestWithdrawn(try index("request", counts.wishes))
        case "close": return .tables(slot: try index("slot", event.slots.count), 0)
        default:
            let tables = try reader.number(words[1], "the number of tables", 0...1_000_000)
            return .tables(slot: try index("slot", event.slots.count), tables)
        }
    }
}
