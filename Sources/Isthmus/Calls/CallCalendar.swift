/// Deadlines as an iCalendar stream (RFC 5545): an event without length for each, in UTC.
struct CallCalendar {
    let name: String
    /// Where the site stands, without a slash at the end; its host makes the events' names unlike any other's.
    let address: String
    let words: Words
    private var lines: [String] = []

    init(name: String, address: String, words: Words) {
        (self.name, self.address, self.words) = (name, address, words)
    }

    /// The whole stream, each line ended by CR LF.
    mutating func text(_ deadlines: [CallDeadlineLine]) -> String {
        lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Isthmus//Calls//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "NAME:" + Self.escaped(name), "X-WR-CALNAME:" + Self.escaped(name), "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        ]
        for deadline in deadlines { append(deadline) }
        lines.append("END:VCALENDAR")
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    private mutating func append(_ deadline: CallDeadlineLine) {
        let title = deadline.title.reading(words.language)
        let kind = words("call.deadline.kind.\(deadline.kind.rawValue)")
        let path = address + "/calls/" + deadline.callID.text
        var about = [deadline.code, deadline.programme, deadline.instrument].filter { !$0.isEmpty }
        about.append(words("call.deadline.brussels", ["when": BrusselsTime.text(deadline.at)]))
        lines += [
            "BEGIN:VEVENT", "UID:\(deadline.callID.text)-\(deadline.kind.rawValue)-\(deadline.position)@\(host)",
            "DTSTAMP:" + Self.stamp(deadline.changedAt), "LAST-MODIFIED:" + Self.stamp(deadline.changedAt),
            "SEQUENCE:\(deadline.version)", "DTSTART:" + Self.stamp(deadline.at),
            "SUMMARY:" + Self.escaped(deadline.kind == .single ? title : "\(title) (\(kind))"),
            "DESCRIPTION:" + Self.escaped(about.joined(separator: "\n") + "\n" + path), "URL:" + path,
            "TRANSP:TRANSPARENT",
        ]
        if !deadline.programme.isEmpty { lines.append("CATEGORIES:" + Self.escaped(deadline.programme)) }
        lines.append("END:VEVENT")
    }

    private var host: String {
        let rest = address.split(separator: "//", maxSplits: 1).last ?? "isthmus"
        return String(rest.split(separator: "/").first ?? "isthmus")
    }

    /// `20260915T150000Z`.
    static func stamp(_ moment: Moment) -> String { moment.iso.filter { $0 != "-" && $0 != ":" } }

    /// A text value: backslashes, commas, semicolons and line ends are escaped, other control characters fall out.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case ";": result += "\\;"
            case ",": result += "\\,"
            case "\n", "\r": result += "\\n"
            default: if scalar.value >= 32, scalar.value != 127 { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }

    /// A content line in pieces of at most 75 octets, each further one after a space; no character is cut.
    static func folded(_ line: String) -> String {
        guard line.utf8.count > 75 else { return line }
        var result = ""
        var room = 75
        for scalar in line.unicodeScalars {
            let size = String(scalar).utf8.count
            if size > room {
                result += "\r\n "
                room = 74
            }
            result.unicodeScalars.append(scalar)
            room -= size
        }
        return result
    }
}
