/// A calendar that other programs subscribe to (iCalendar, RFC 5545). All times are in UTC, so that no reader needs our
/// table of zones.
struct ICalendar {
    /// What made it: `Calls`.
    let product: String
    let name: String
    /// Where the site stands, without a slash at the end; its host makes the entries' names unlike any other's.
    let address: String

    /// Something at a time.
    struct Entry {
        /// Its own within the site: `cl-1-single-0`.
        var id: String
        var changedAt: Moment
        var version: Int
        var start: Moment
        /// Nil for something without length.
        var end: Moment?
        var summary: String
        var description: String
        var url: String
        var location = ""
        /// Degrees north and east.
        var position: (latitude: Double, longitude: Double)?
        var categories: [String] = []
        var isCancelled = false
        /// Not certain yet, as a place that is waited for.
        var isTentative = false
        /// Takes the reader's time: shown as busy.
        var isBusy = false
    }

    /// The whole stream, each line ended by CR LF.
    func text(_ entries: [Entry]) -> String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Isthmus//\(product)//EN", "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH", "NAME:" + Self.escaped(name), "X-WR-CALNAME:" + Self.escaped(name),
            "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        ]
        for entry in entries { lines += self.lines(of: entry) }
        lines.append("END:VCALENDAR")
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    private func lines(of entry: Entry) -> [String] {
        var lines = [
            "BEGIN:VEVENT", "UID:\(entry.id)@\(host)", "DTSTAMP:" + Self.stamp(entry.changedAt),
            "LAST-MODIFIED:" + Self.stamp(entry.changedAt), "SEQUENCE:\(entry.version)",
            "DTSTART:" + Self.stamp(entry.start),
        ]
        if let end = entry.end { lines.append("DTEND:" + Self.stamp(end)) }
        lines += ["SUMMARY:" + Self.escaped(entry.summary), "DESCRIPTION:" + Self.escaped(entry.description)]
        if !entry.location.isEmpty { lines.append("LOCATION:" + Self.escaped(entry.location)) }
        if let position = entry.position { lines.append("GEO:\(position.latitude);\(position.longitude)") }
        lines += ["URL:" + entry.url, "TRANSP:" + (entry.isBusy ? "OPAQUE" : "TRANSPARENT")]
        if entry.isCancelled {
            lines.append("STATUS:CANCELLED")
        } else if entry.isTentative {
            lines.append("STATUS:TENTATIVE")
        }
        if !entry.categories.isEmpty {
            lines.append("CATEGORIES:" + entry.categories.map(Self.escaped).joined(separator: ","))
        }
        return lines + ["END:VEVENT"]
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
