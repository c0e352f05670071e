import Foundation
import Scheduling

/// Reads what the commands on timetables are given; faults name file and line.
enum TimetableFile {
    static func event(_ file: String) throws -> BrokerageEvent {
        let text = try text(of: file)
        do { return try BrokerageEventText.event(from: text) } catch { throw complaint(error, in: file) }
    }

    static func timetable(_ file: String) throws -> Timetable {
        let text = try text(of: file)
        do { return try TimetableText.timetable(from: text) } catch { throw complaint(error, in: file) }
    }

    /// The event after the changes in the file.
    static func event(_ event: BrokerageEvent, after file: String) throws -> BrokerageEvent {
        let text = try text(of: file)
        let changes: [BrokerageEventChange]
        do { changes = try ChangeText.changes(from: text, for: event) } catch { throw complaint(error, in: file) }
        do { return try event.applying(changes) } catch {
            throw Complaint("\(file): the changes do not fit the event.")
        }
    }

    private static func text(of file: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: file) else { throw Complaint("\(file) cannot be read.") }
        return String(decoding: data, as: UTF8.self)
    }

    private static func complaint(_ fault: FileFault, in file: String) -> Complaint {
        Complaint("\(file), line \(fault.line): \(fault.reason)")
    }
}

/// What the commands on timetables say.
enum TimetableOutput {
    /// Replaces the file only when all of it is written.
    static func write(_ text: String, to file: String?) throws {
        guard let file else { return FileHandle.standardOutput.write(Data(text.utf8)) }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
        } catch { throw Complaint("\(file) cannot be written.") }
    }

    @Sendable static func progress(_ progress: Planner.Progress) -> Bool {
        show("\(progress.phase.rawValue) \((100 * progress.share).shown(0)) %, \(progress.value) of \(progress.bound)")
        return true
    }

    static func show(_ text: String) { if isatty(2) == 1 { remark("\r\u{1b}[K" + text) } }

    static func summary(_ draft: Draft, of event: BrokerageEvent) -> String {
        let comfort = draft.timetable.comfort(in: event)
        let reasons = Unplaced.allCases.compactMap { reason in
            let count = draft.timetable.entries.count { $0 == .unplaced(reason) }
            return count == 0 ? nil : "\(count) \(reason.rawValue)"
        }
        return "value \(draft.value) of at most \(draft.bound), \(draft.timetable.meetings) of "
            + "\(event.requests.count) requests placed"
            + (reasons.isEmpty ? "" : " (\(reasons.joined(separator: ", ")))")
            + ", \(comfort.gaps) gaps, \(comfort.tableChanges) table changes, \(draft.rounds) rounds"
    }

    /// A fault with the line of the timetable it stands in, where it is one line's.
    static func sentence(_ fault: TimetableFault, _ timetable: Timetable) -> String {
        switch fault {
        case .count(let entries, let requests): "\(entries) lines, but \(requests) requests"
        case .unknownSlot(let request, let slot): "line \(request + 1): there is no slot \(slot)"
        case .cancelledSlot(let request, let slot): "line \(request + 1): slot \(slot) is cancelled"
        case .notAgreed(let request, let slot): "line \(request + 1): slot \(slot) was not agreed on"
        case .withdrawn(let request): "line \(request + 1): the request was withdrawn"
        case .absent(let request, let participant, let slot):
            "line \(request + 1): participant \(participant) is absent in slot \(slot)"
        case .crowded(let participant, let slot, let meetings, let capacity):
            "participant \(participant) has \(meetings) meetings in slot \(slot), at most \(capacity) at a time"
        case .overLimit(let participant, let meetings, let limit):
            "participant \(participant) has \(meetings) meetings, at most \(limit)"
        case .wrongVenue(let request): "line \(request + 1): the place is not one for this meeting"
        case .unknownTable(let request, let slot, let table):
            "line \(request + 1): slot \(slot) has no table \(table)"
        case .tableTaken(let request, let other, let slot, let table):
            "line \(request + 1): table \(table) of slot \(slot) is taken by line \(other + 1)"
        case .fits(let request, let slot): "line \(request + 1): the meeting fits in slot \(slot), but is not placed"
        case .wrongReason(let request, let given, let right):
            "line \(request + 1): the reason is \(right.rawValue), not \(given.rawValue)"
        }
    }
}
