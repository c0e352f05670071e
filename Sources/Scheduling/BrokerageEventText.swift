/// What is wrong with a file of an event, a timetable or changes, and where.
public struct FileFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// From 1.
    public let line: Int
    /// A sentence without its subject, the file.
    public let reason: String

    public init(line: Int, reason: String) {
        self.line = line
        self.reason = reason
    }

    public var description: String { "line \(line): \(reason)" }
}

/// Lines of words divided by blanks, with their numbers.
struct LineReader {
    private var lines: [Substring]
    private(set) var number = 0

    init(_ text: String) {
        lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false).map {
            Substring($0.last == 13 ? $0.dropLast() : $0)
        }
        while let last = lines.last, last.utf8.allSatisfy({ $0 == 32 || $0 == 9 }) { lines.removeLast() }
        lines.reverse()
    }

    var isAtEnd: Bool { lines.isEmpty }
    var remaining: Int { lines.count }

    /// The words of the next line; throws when the file is over, naming what was to come.
    mutating func line(_ what: String) throws(FileFault) -> [Substring] {
        number += 1
        guard let line = lines.popLast() else { throw fault("the file ends here; \(what) is missing.") }
        return line.utf8.split { $0 == 32 || $0 == 9 }.map { Substring($0) }
    }

    func fault(_ reason: String) -> FileFault { FileFault(line: number, reason: reason) }

    func number(_ word: Substring, _ what: String, _ range: ClosedRange<Int>) throws(FileFault) -> Int {
        guard let value = Int(word) else { throw fault("\(what) is a whole number, not “\(word.prefix(40))”.") }
        guard range.contains(value) else {
            throw fault("\(what) is \(value), but lies between \(range.lowerBound) and \(range.upperBound).")
        }
        return value
    }

    mutating func numbers(
        _ count: Int, _ what: String, _ range: ClosedRange<Int>
    ) throws(FileFault) -> [Int] {
        let words = try words(what)
        guard words.count == count else { throw fault("\(what): \(count) numbers, not \(words.count).") }
        var numbers: [Int] = []
        for word in words { numbers.append(try number(word, what, range)) }
        return numbers
    }
}

/// An event as text: line 1 `N M T D` (participants, requests, slots, days); line 2 the tables of each slot; line 3
/// the day of each slot; then a line for each participant, `organisation capacity availability`, and for each request,
/// `u v priority`, where priority 0 means that it was withdrawn. Participants are numbered from 0.
public enum BrokerageEventText {
    /// Throws the first fault with its line.
    public static func event(from text: String) throws(FileFault) -> BrokerageEvent {
        var reader = LineReader(text)
        let sizes = try reader.numbers(
            4, "numbers of participants, requests, slots and days", 0...10_000_000)
        let (people, wishes, times, days) = (sizes[0], sizes[1], sizes[2], sizes[3])
        guard reader.remaining >= people + wishes + 2 else {
            throw FileFault(
                line: reader.remaining + 1,
                reason: "the file ends here, but its first line promises \(people + wishes + 3) lines.")
        }
        let tables = try reader.numbers(times, "tables of each slot", 0...1_000_000)
        let dates = try reader.numbers(times, "days of each slot", 0...max(0, days - 1))
        let slots = zip(tables, dates).map { Slot(tables: $0, day: $1) }
        var participants: [Participant] = []
        for _ in 0..<people { participants.append(try participant(&reader, times)) }
        var requests: [Request] = []
        for _ in 0..<wishes {
            requests.append(try request(reader.line("a request"), reader, among: people))
        }
        guard reader.isAtEnd else {
            throw FileFault(
                line: reader.number + 1, reason: "the first line promises no more than \(reader.number) lines.")
        }
        do {
            return try BrokerageEvent(participants: participants, requests: requests, slots: slots)
        } catch {
            throw fault(error, participants: people)
        }
    }

    private static func participant(_ reader: inout LineReader, _ slots: Int) throws(FileFault) -> Participant {
        try participant(try reader.line("a participant"), reader, slots)
    }

    static func participant(
        _ words: [Substring], _ reader: LineReader, _ slots: Int
    ) throws(FileFault) -> Participant {
        guard words.count == 3 || (slots == 0 && words.count == 2) else {
            throw reader.fault("a participant is “organisation capacity availability”, not \(words.count) words.")
        }
        return Participant(
            organisation: try reader.number(words[0], "the organisation", 0...Int(Int32.max)),
            capacity: try reader.number(words[1], "the capacity", 1...BrokerageEvent.highestCapacity),
            availability: try availability(slots == 0 ? "" : words[2], reader, slots))
    }

    static func availability(
        _ word: Substring, _ reader: LineReader, _ slots: Int
    ) throws(FileFault) -> [Bool] {
        let bytes = Array(word.utf8)
        guard bytes.count == slots else {
            throw reader.fault("the availability has \(bytes.count) characters, but there are \(slots) slots.")
        }
        guard bytes.allSatisfy({ $0 == 48 || $0 == 49 }) else {
            throw reader.fault("the availability consists of 0 and 1.")
        }
        return bytes.map { $0 == 49 }
    }

    static func request(
        _ words: [Substring], _ reader: LineReader, among people: Int
    ) throws(FileFault) -> Request {
        guard words.count == 3 else {
            throw reader.fault("a request is “u v priority”, not \(words.count) words.")
        }
        guard people > 0 else { throw reader.fault("nobody takes part.") }
        let one = try reader.number(words[0], "a participant", 0...people - 1)
        let other = try reader.number(words[1], "a participant", 0...people - 1)
        let priority = try reader.number(words[2], "the priority", 0...BrokerageEvent.highestPriority)
        guard one != other else { throw reader.fault("participant \(one) cannot meet themselves.") }
        return Request(parties: [one, other], priority: max(1, priority), isWithdrawn: priority == 0)
    }

    private static func fault(_ fault: BrokerageEventFault, participants: Int) -> FileFault {
        let first = 4 + participants
        return switch fault {
        case .days: FileFault(line: 3, reason: "days do not go back from slot to slot.")
        case .tables: FileFault(line: 2, reason: "the numbers of tables cannot be.")
        case .twice(let request, let earlier):
            FileFault(line: first + request, reason: "the same two meet already in line \(first + earlier).")
        case .tooLarge(let what): FileFault(line: 1, reason: "too many \(what).")
        case .capacity(let index), .limit(let index), .availability(let index, _, _):
            FileFault(line: 4 + index, reason: "the participant cannot be.")
        case .alone(let index), .oneself(let index, _), .unknownParticipant(let index, _), .priority(let index),
            .unknownSlot(let index, _):
            FileFault(line: first + index, reason: "the request cannot be.")
        }
    }

    /// The event as text; nil if it has what the format cannot hold: groups, stands, limits, online meetings, agreed
    /// slots, broken tables. Cancelled slots have no tables.
    public static func text(of event: BrokerageEvent) -> String? {
        guard
            event.participants.allSatisfy({ $0.limit == nil && $0.stand == nil }),
            event.requests.allSatisfy({ $0.parties.count == 2 && !$0.isOnline && $0.slots == nil }),
            event.slots.allSatisfy({ $0.brokenTables.isEmpty })
        else { return nil }
        let days = (event.slots.map(\.day).max() ?? -1) + 1
        var lines = ["\(event.participants.count) \(event.requests.count) \(event.slots.count) \(days)"]
        lines.append(event.slots.map { "\($0.isCancelled ? 0 : $0.tables)" }.joined(separator: " "))
        lines.append(event.slots.map { "\($0.day)" }.joined(separator: " "))
        for person in event.participants {
            let free = person.availability.map { $0 ? "1" : "0" }.joined()
            lines.append("\(person.organisation) \(person.capacity) \(free)")
        }
        for request in event.requests {
            let priority = request.isWithdrawn ? 0 : request.priority
            lines.append("\(request.parties[0]) \(request.parties[1]) \(priority)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
