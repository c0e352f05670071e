import Foundation
import FoundationXML

@testable import Isthmus

/// A drawing read back as XML: its elements with their attributes and text, in order.
final class ChartReading: NSObject, XMLParserDelegate {
    struct Element: Equatable {
        var name: String
        var attributes: [String: String]
        var text = ""
    }

    private(set) var elements: [Element] = []
    private(set) var isWellFormed = false
    private var open: [Int] = []

    init(_ html: HTML) {
        super.init()
        let parser = XMLParser(data: Data(html.text.utf8))
        parser.delegate = self
        isWellFormed = parser.parse()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        open.append(elements.count)
        elements.append(Element(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if let last = open.last { elements[last].text += text }
    }

    /// Elements of a name whose class attribute has the word.
    func all(_ name: String, _ word: String? = nil) -> [Element] {
        elements.filter { element in
            guard element.name == name else { return false }
            guard let word else { return true }
            return (element.attributes["class"] ?? "").split(separator: " ").contains(Substring(word))
        }
    }

    /// A number attribute of each.
    func numbers(_ attribute: String, of name: String, _ word: String) -> [Double] {
        all(name, word).compactMap { $0.attributes[attribute].flatMap(Double.init) }
    }
}

enum ChartSample {
    static let words = ChartWords(table: "Table", download: "CSV", empty: "No figures yet", missing: "no data")
    static let nasty = "R&D <b>\"x\"</b> 'y'"
    static let whole: @Sendable (Double) -> String = { String(Int($0)) }

    static func caption(_ title: String = "A finding") -> ChartCaption {
        ChartCaption(
            title: title, summary: "What is seen", unit: "projects", source: "Source: records, 2026",
            download: "/figures.csv", words: words)
    }

    static func day(_ year: Int, _ month: Int, _ day: Int) -> Date {
        var parts = DateComponents(year: year, month: month, day: day)
        parts.calendar = Calendar(identifier: .gregorian)
        parts.timeZone = .gmt
        return parts.date ?? .distantPast
    }

    /// One of each kind, every label made of characters that must be escaped.
    static var all: [HTML] {
        let series = [ChartSeries(name: nasty, values: [3, nil, 7]), ChartSeries(name: "b", values: [1, 2, .nan])]
        let names = [nasty, "two", "three"]
        let matrix = names.map { _ in [MatrixChart.Cell(value: 4, href: "/a?b=1&c=2"), .init(), .init(value: 0)] }
        let span = TimelineChart.Span(label: nasty, start: day(2020, 1, 1), end: nil, href: "/p?a&b")
        return [
            BarChart(caption: caption(nasty), categories: names, series: series, links: ["/a?b&c"], format: whole).html,
            BarChart(caption: caption(nasty), categories: names, series: series, direction: .up, format: whole).html,
            LineChart(caption: caption(nasty), columns: names, series: series, format: whole).html,
            MatrixChart(caption: caption(nasty), rows: names, columns: names, cells: matrix, format: whole).html,
            TimelineChart(
                caption: caption(nasty), spans: [span], kinds: [nasty, "b"], heads: ["What", "From", "To"],
                today: day(2026, 1, 1), format: { date, _ in date.formatted(.iso8601.year()) }
            ).html,
            WorldMap(
                caption: caption(nasty), values: ["AM": 3, "GE": 5], highlighted: ["FR"],
                places: [.init(name: nasty, latitude: 40, longitude: 44)],
                arcs: [.init(from: "AM", to: "GE", name: nasty)], heads: ["Country", "Projects"],
                name: { _ in nasty }, link: { "/countries/\($0)?a&b" }, format: whole
            ).html,
            WorldMap.locator(country: "AM", title: nasty) { _ in "A&B" },
            NetworkPicture(
                caption: caption(nasty), middle: nasty, partners: [.init(name: nasty, weight: 2, href: "/o?a&b")],
                heads: ["Partner", "Papers"], format: whole
            ).html,
        ]
    }
}
