import Foundation

/// A calendar that other programs subscribe to (iCalendar, RFC 5545). Entries are in the time of their own place, whose
/// clocks the calendar describes; those without a place are in UTC.
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
        /// Of the place where it is.
        var zone: TimeZone?
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
        for (zone, first, last) in zones(of: entries) { lines += zone.lines(from: first, to: last) }
        for entry in entries { lines += self.lines(of: entry) }
        lines.append("END:VCALENDAR")
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    /// Each once, in the order of names, with the span of its entries.
    private func zones(of entries: [Entry]) -> [(ICalendarZone, first: Moment, last: Moment)] {
        var zones: [String: (ICalendarZone, first: Moment, last: Moment)] = [:]
        for entry in entries {
            guard let zone = ICalendarZone(entry.zone) else { continue }
            let end = entry.end ?? entry.start
            let known = zones[zone.name] ?? (zone, entry.start, end)
            zones[zone.name] = (zone, min(known.first, entry.start), max(known.last, end))
        }
        return zones.values.sorted { $0.0.name < $1.0.name }
    }

    /// When it begins and ends, by the clocks of its place unless one of the two comes twice there.
    private static func times(of entry: Entry) -> [String] {
        let times = [("DTSTART", entry.start)] + (entry.end.map { [("DTEND", $0)] } ?? [])
        if let zone = ICalendarZone(entry.zone) {
            let stamps = times.compactMap { zone.stamp($0.1) }
            if stamps.count == times.count {
                return zip(times, stamps).map { "\($0.0);TZID=\(zone.name):\($1)" }
            }
        }
        return times.map { "\($0.0):\(stamp($0.1))" }
    }

    private func lines(of entry: Entry) -> [String] {
        var lines = [
            "BEGIN:VEVENT", "UID:\(entry.id)@\(host)", "DTSTAMP:" + Self.stamp(entry.changedAt),
            "LAST-MODIFIED:" + Self.stamp(entry.changedAt), "SEQUENCE:\(entry.version)",
        ]
        lines += Self.times(of: entry)
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
