import Foundation
import Interchange

/// A place on the plan of an exhibition: a rectangle in a hall, and the entry that is shown there.
public struct ContestStand: Governed {
    public static let kind = "contest_stand"
    public static let prefix = "cd"
    static let most = 2_000

    public let id: ID<ContestStand>
    public let contestID: ID<Contest>
    public let number: String
    public var zone: String
    /// Metres from the plan's corner, and the sides.
    public var x: Double
    public var y: Double
    public var width: Double
    public var depth: Double
    public var entryID: ID<ContestEntry>?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment
    var contest: Contest?

    public enum Permission: String, PermissionSet { case view, assign }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isAllowed =
            switch permission {
            case .view: contest?.allows(.view, to: actor) == true
            case .assign: contest?.allows(.receive, to: actor) == true
            }
        return isAllowed ? nil : .init("contest_stand.refused.\(permission.rawValue)")
    }

    func holding(_ entry: ID<ContestEntry>?, at now: Moment) -> ContestStand {
        var next = self
        (next.entryID, next.version, next.changedAt) = (entry, version + 1, now)
        return next
    }

    private enum CodingKeys: String, CodingKey {
        case id, contestID, number, zone, x, y, width, depth, entryID, version, createdAt, changedAt
    }
}

/// A table of positions that the organisers bring in, line by line: what is wrong with each, before anything is done.
struct ContestStandTable: Sendable, Equatable {
    static let columns = ["number", "x", "y", "width", "depth", "zone"]
    static let longest = 500_000
    /// No hall is longer, in metres.
    static let largest = 2_000.0

    struct Line: Sendable, Equatable {
        let line: Int
        let number: String
        let zone: String
        let x: Double
        let y: Double
        let width: Double
        let depth: Double
        /// Keys of sentences with their values.
        var faults: [Problem.Reason]

        func overlaps(_ other: Line) -> Bool {
            // Walls that are shared are none.
            let slack = 0.001
            return x + slack < other.x + other.width && other.x + slack < x + width
                && y + slack < other.y + other.depth && other.y + slack < y + depth
        }
    }

    var lines: [Line]
    var faulty: [Line] { lines.filter { !$0.faults.isEmpty } }

    /// Throws what is wrong with the whole at `table`.
    init(_ text: String) throws(Problem) {
        let reader: CSVReader
        do {
            reader = try CSVReader(ByteSource(bytes: Array(text.utf8)))
        } catch { throw .invalid("table", "event_import.unreadable", ["reason": "\(error)"]) }
        for column in Self.columns.dropLast() where !reader.header.columns.contains(column) {
            throw .invalid("table", "event_import.column", ["column": column])
        }
        var lines: [Line] = []
        while true {
            let record: Record?
            do { record = try reader.next() } catch {
                throw .invalid("table", "event_import.unreadable", ["reason": "\(error)"])
            }
            guard let record else { break }
            if lines.count == ContestStand.most {
                throw .invalid("table", "field.many", ["max": String(ContestStand.most)])
            }
            lines.append(Self.line(record))
        }
        self.lines = lines
        compare()
    }

    private static func line(_ record: Record) -> Line {
        var faults: [Problem.Reason] = []
        func number(_ name: String, _ range: ClosedRange<Double>) -> Double {
            let text = (record.filled(name) ?? "").replacing(",", with: ".")
            guard let value = Double(text), value.isFinite else {
                faults.append(.init("contest_stand.fault.number", ["column": name, "value": String(text.prefix(40))]))
                return 0
            }
            if !range.contains(value) {
                faults.append(
                    .init(
                        "contest_stand.fault.range",
                        ["column": name, "min": "\(range.lowerBound)", "max": "\(range.upperBound)"]))
            }
            return value
        }
        let name = String((record.filled("number") ?? "").prefix(200))
        if name.isEmpty { faults.append(.init("contest_stand.fault.name")) }
        if name.count > 20 { faults.append(.init("contest_stand.fault.long", ["column": "number", "max": "20"])) }
        let zone = String((record.filled("zone") ?? "").prefix(200))
        if zone.count > 60 { faults.append(.init("contest_stand.fault.long", ["column": "zone", "max": "60"])) }
        let (x, y) = (number("x", 0...largest), number("y", 0...largest))
        let (width, depth) = (number("width", 0.1...100), number("depth", 0.1...100))
        return Line(
            line: record.line, number: name, zone: zone, x: x, y: y, width: width, depth: depth, faults: faults)
    }

    /// Numbers that stand twice, and stands that lie on one another.
    private mutating func compare() {
        var seen: [String: Int] = [:]
        for index in lines.indices where !lines[index].number.isEmpty {
            let number = lines[index].number.lowercased()
            if let first = seen[number] {
                lines[index].faults.append(.init("contest_stand.fault.twice", ["line": String(lines[first].line)]))
            } else {
                seen[number] = index
            }
        }
        let sound = lines.indices.filter { lines[$0].width > 0 && lines[$0].depth > 0 }
        // Sorted by their left walls, only neighbours are compared.
        let sorted = sound.sorted { (lines[$0].x, $0) < (lines[$1].x, $1) }
        for (place, index) in sorted.enumerated() {
            for other in sorted[(place + 1)...] {
                if lines[other].x >= lines[index].x + lines[index].width { break }
                guard lines[index].overlaps(lines[other]), seen[lines[other].number.lowercased()] == other,
                    seen[lines[index].number.lowercased()] == index
                else { continue }
                let (later, earlier) = (max(index, other), min(index, other))
                lines[later].faults.append(
                    .init(
                        "contest_stand.fault.overlap",
                        ["number": lines[earlier].number, "line": String(lines[earlier].line)]))
            }
        }
    }
}
