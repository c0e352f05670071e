import Foundation
import FoundationXML
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// What calendars and feed readers get, and the calendar's page.
@Suite struct CallFeedTests {
    private static func deadline(
        _ title: String, _ kind: CallDeadline.Kind = .single, at moment: String = "2026-09-15T15:00:00Z"
    ) -> CallDeadlineLine {
        CallDeadlineLine(
            callID: ID("cl-1"), code: "A-1", title: ["en": title], programme: "Bridge", instrument: "", portal: nil,
            kind: kind, position: 0, at: Moment(iso: moment) ?? Moment(seconds: 0), version: 3,
            changedAt: TestStore.start)
    }

    private static func text(_ deadlines: [CallDeadlineLine]) -> String {
        let calendar = CallCalendar(name: "Calls", address: "https://north.example", words: Words("en"))
        return calendar.text(deadlines)
    }

    /// The content lines, folded ones put together again.
    private static func lines(_ text: String) -> [String] {
        text.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
    }

    @Test func `an event says what a calendar needs, in UTC`() {
        let lines = Self.lines(Self.text([Self.deadline("Roads over ice", .firstStage)]))
        #expect(
            lines == [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Isthmus//Calls//EN", "CALSCALE:GREGORIAN",
                "METHOD:PUBLISH", "NAME:Calls", "X-WR-CALNAME:Calls", "REFRESH-INTERVAL;VALUE=DURATION:P1D",
                "BEGIN:VEVENT", "UID:cl-1-first_stage-0@north.example", "DTSTAMP:20260601T090000Z",
                "LAST-MODIFIED:20260601T090000Z", "SEQUENCE:3", "DTSTART:20260915T150000Z",
                "SUMMARY:Roads over ice (First stage)",
                "DESCRIPTION:A-1\\nBridge\\n2026-09-15 17:00\\, Brussels time\\nhttps://north.example/calls/cl-1",
                "URL:https://north.example/calls/cl-1", "TRANSP:TRANSPARENT", "CATEGORIES:Bridge", "END:VEVENT",
                "END:VCALENDAR",
            ])
    }

    @Test func `a long line is folded at 75 octets, and no character is cut`() {
        for title in [String(repeating: "Лёд на дороге; ", count: 20), String(repeating: "🧊", count: 100), "x"] {
            let text = Self.text([Self.deadline(title)])
            let pieces = text.components(separatedBy: "\r\n")
            #expect(pieces.filter { $0.utf8.count > 75 } == [])
            #expect(pieces.last == "")
            let summary = Self.lines(text).first { $0.hasPrefix("SUMMARY:") }
            #expect(summary == "SUMMARY:" + title.replacing(";", with: "\\;"))
        }
    }

    @Test func `signs that mean something are escaped`() {
        #expect(ICalendar.escaped("a,b;c\\d\r\ne\u{7}f\ng") == "a\\,b\\;c\\\\d\\nef\\ng")
    }

    @Test func `a feed is well-formed whatever stands in a title`() throws {
        let entry = CallEntry(
            id: ID("cl-1"), code: "A-1", title: ["en": "Ice & <roads> \"over\" it"], text: ["en": "a\u{1}b"],
            programme: "Bridge & Co", theme: "", portal: "https://north.example/?a=1&b=2",
            nextDeadlineAt: nil, createdAt: TestStore.start, changedAt: TestStore.start.adding(days: 1))
        let feed = CallFeed(
            title: "Calls", author: "North", address: "https://north.example", query: "?state=open&q=a",
            words: Words("en"))
        let text = feed.text([entry], start: Moment(seconds: 0))
        let reader = FeedReader()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = reader
        #expect(parser.parse())
        #expect(reader.texts["title"] == ["Calls", "Ice & <roads> \"over\" it"])
        #expect(reader.texts["updated"] == ["2026-06-02T09:00:00Z", "2026-06-02T09:00:00Z"])
        #expect(
            reader.texts["id"] == [
                "https://north.example/calls.atom?state=open&q=a", "https://north.example/calls/cl-1",
            ])
        #expect(feed.text([], start: Moment(seconds: 0)).contains("<updated>1970-01-01T00:00:00Z</updated>"))
    }

    @Test func `a feed with a filter that cannot be is refused, not filled with everything`() async throws {
        try await SampleProgramme.visit { sample, client in
            for path in ["/calls.ics", "/calls.atom", "/events.ics", "/events.atom"] {
                let answer = try await client.get(
                    path + "?country=bakery&side=bakery&state=none", as: sample.person("visitor"))
                #expect(answer.status == .unprocessableContent, "\(path)")
                #expect(try await client.get(path, as: sample.person("visitor")).status == .ok, "\(path)")
            }
        }
    }

    @Test func `calendar, feed and page have the filters of the list`() async throws {
        try await SampleProgramme.visit { sample, client in
            let visitor = sample.person("visitor")
            func text(_ address: String) async throws -> String {
                String(buffer: try await client.get(address, as: visitor).body)
            }
            #expect(try await text("/calls.ics").contains("DTSTART:20260915T150000Z"))
            #expect(try await text("/calls.ics").contains("DTSTART:20261201T110000Z"))
            #expect(try await text("/calls.ics?side=GE").contains("VEVENT") == false)
            #expect(try await text("/calls.ics?side=AM&paid=yes").contains("VEVENT"))
            #expect(try await text("/calls.atom?state=open").contains("<entry>"))
            #expect(try await text("/calls.atom?state=closed").contains("<entry>") == false)
            #expect(try await text("/calls/calendar?month=2026-09").contains("Roads over ice"))
            #expect(try await text("/calls/calendar?month=2026-10").contains("Roads over ice") == false)
            #expect(try await text("/calls/calendar?month=2026-09&side=GE").contains("Roads over ice") == false)
            let answer = try await client.get("/calls.ics", as: visitor)
            #expect(answer.headers[.contentType] == "text/calendar; charset=utf-8")
        }
    }

    @Test func `a month begins on its Monday and has all its days`() {
        for (first, lead, weeks) in [("2026-06-01", 0, 5), ("2026-02-01", 6, 5), ("2027-02-01", 0, 4)] {
            let month = MonthTable(
                first: Day(first) ?? TestStore.start.day, today: TestStore.start.day, path: "/calls/calendar",
                filters: Query(), months: [])
            #expect(month.weeks.count == weeks)
            #expect(month.weeks.first?.prefix { $0 == nil }.count == lead)
            let days = month.weeks.flatMap { $0 }.compactMap { $0 }
            #expect(days.map(\.dayOfMonth) == Array(1...days.count))
            #expect(days.last?.adding(days: 1).dayOfMonth == 1)
        }
    }
}

/// The texts of a feed by their elements.
private final class FeedReader: NSObject, XMLParserDelegate {
    var texts: [String: [String]] = [:]
    private var text = ""

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        text = ""
    }
    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        texts[name, default: []].append(text)
    }
}
