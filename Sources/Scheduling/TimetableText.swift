/// A timetable as text: a line for each request in the event's order, `slot table`, `slot stand N`, `slot online`, or
/// `- reason`. Slots and tables are numbered from 0.
public enum TimetableText {
    public static func text(of timetable: Timetable) -> String {
        var text = ""
        for entry in timetable.entries {
            switch entry {
            case .meeting(let slot, .table(let table)): text += "\(slot) \(table)\n"
            case .meeting(let slot, .stand(let stand)): text += "\(slot) stand \(stand)\n"
            case .meeting(let slot, .online): text += "\(slot) online\n"
            case .unplaced(let reason): text += "- \(reason.rawValue)\n"
            }
        }
        return text
    }

    /// Throws the first line that cannot be read. Whether the timetable is right says `Verification`.
    public static func timetable(from text: String) throws(FileFault) -> Timetable {
        var reader = LineReader(text)
        var entries: [Entry] = []
        while !reader.isAtEnd { entries.append(try entry(try reader.line("an entry"), reader)) }
        return Timetable(entries: entries)
    }

    private static func entry(_ words: [Substring], _ reader: LineReader) throws(FileFault) -> Entry {
        if words.first == "-" {
            guard words.count == 2, let reason = Unplaced(rawValue: String(words[1])) else {
                let reasons = Unplaced.allCases.map(\.rawValue).joined(separator: ", ")
                throw reader.fault("after “-” stands one of: \(reasons).")
            }
            return .unplaced(reason)
        }
        guard words.count > 1 else { throw reader.fault("an entry is “slot table” or “- reason”.") }
        let slot = try reader.number(words[0], "the slot", 0...4_095)
        switch (words[1], words.count) {
        case ("online", 2): return .meeting(slot: slot, place: .online)
        case ("stand", 3):
            return .meeting(slot: slot, place: .stand(try reader.number(words[2], "the stand", 0...Int(Int32.max))))
        case (_, 2):
            return .meeting(slot: slot, place: .table(try reader.number(words[1], "the table", 0...1_000_000)))
        default: throw reader.fault("an entry is “slot table” or “- reason”.")
        }
    }
}
