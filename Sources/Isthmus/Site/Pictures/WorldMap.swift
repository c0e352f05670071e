import Foundation

/// The world with countries shaded by their figures or highlighted, places as dots, links between countries as arcs.
struct WorldMap: Sendable {
    struct Place: Sendable {
        var name: String
        /// Degrees north and east.
        var latitude: Double
        var longitude: Double
        var href: String?
    }
    struct Arc: Sendable {
        /// Country codes.
        var from: String
        var to: String
        var weight = 1.0
        var name: String
    }

    /// How much of the world is seen.
    enum Extent: Sendable {
        case world
        /// From the Atlantic to the Altai, from the Arctic to the Levant.
        case europeAndCentralAsia

        /// Antarctica is left out, and with it the south of the world beyond Cape Horn.
        var box: MapShape.Box {
            switch self {
            case .world: MapShape.Box(left: 0, top: 0, right: 1000, bottom: WorldMap.height)
            case .europeAndCentralAsia: MapShape.Box(left: 432, top: 22, right: 692, bottom: 146)
            }
        }
    }

    var caption: ChartCaption
    var extent = Extent.world
    /// Figures by alpha-2 code, shaded in five classes.
    var values: [String: Double] = [:]
    /// Countries to stand out, by alpha-2 code.
    var highlighted: Set<String> = []
    var places: [Place] = []
    var arcs: [Arc] = []
    /// Heads of the table: country (or whatever the rows are), figure.
    var heads: [String]
    /// Name of a country in the reader's language, from its code.
    var name: @Sendable (String) -> String
    /// Where a country's page is; nil for none.
    var link: @Sendable (String) -> String? = { _ in nil }
    var format: @Sendable (Double) -> String

    static let height = 440.0
    /// Every code that has a shape.
    static var codes: Set<String> { Set(MapShape.outlines.keys) }

    var html: HTML {
        let figures = values.filter { $0.value.isFinite }
        guard !(figures.isEmpty && highlighted.isEmpty && places.isEmpty && arcs.isEmpty) else {
            return caption.emptyFigure("map")
        }
        let classes = ValueClasses(figures.values)
        let shown = Set(figures.keys).union(highlighted)
        let window = MapWindow(box: extent.box, width: 1000, grid: 0.5)
        // the whole world is drawn as it is stored, a part of it is cut out
        let countries =
            extent == .world
            ? MapShape.outlines.values.sorted { $0.code < $1.code }.map { Country(code: $0.code, path: $0.path) }
            : window.parts.map { Country(code: $0.code, path: $0.path) }
        let step = extent == .world ? WorldMapOutlines.step : window.grid
        let seen = countries.filter { $0.code != "AQ" }
        let background = seen.filter { !shown.contains($0.code) }.map(\.path).joined()
        let foreground = seen.filter { shown.contains($0.code) }.map { drawn($0, figures, classes) }
        let shapes: HTML = """
            <g transform="scale(\(coordinate: step))"><path class="land" d="\(background)"/>\(foreground)</g>\
            \(arcs.compactMap { drawn($0, in: window) })\(places.map { drawn($0, in: window) })
            """
        let isLinked = shown.contains { link($0) != nil } || places.contains { $0.href != nil }
        let drawing = ChartDrawing(width: window.width, height: window.height, shapes: shapes, isLinked: isLinked)
        return caption.figure("map", drawing, legend: classes.legend(format), table: table(figures))
    }

    private struct Country {
        var code: String
        var path: String
    }

    private func drawn(_ shape: Country, _ figures: [String: Double], _ classes: ValueClasses) -> HTML {
        let shade = figures[shape.code].map { "q\(classes.number(of: $0))" }
        let kind = ["land", shade, highlighted.contains(shape.code) ? "here" : nil].compactMap { $0 }
        let figure = figures[shape.code].map { ": \(format($0))" } ?? ""
        let drawn: HTML = """
            <path class="\(kind.joined(separator: " "))" d="\(shape.path)">\
            <title>\(name(shape.code))\(figure)</title></path>
            """
        guard let href = link(shape.code) else { return drawn }
        return "<a href=\"\(href)\">\(drawn)</a>"
    }

    private func drawn(_ place: Place, in window: MapWindow) -> HTML {
        let point = window.drawn(MapShape.point(latitude: place.latitude, longitude: place.longitude))
        let drawn: HTML = """
            <circle class="place" cx="\(coordinate: point.x)" cy="\(coordinate: point.y)" r="4">\
            <title>\(place.name)</title></circle>
            """
        guard let href = place.href else { return drawn }
        return "<a href=\"\(href)\">\(drawn)</a>"
    }

    /// Bent upwards by a fifth of its length, as wide as its share of the heaviest arc.
    private func drawn(_ arc: Arc, in window: MapWindow) -> HTML? {
        guard let start = MapShape.outlines[arc.from], let end = MapShape.outlines[arc.to] else { return nil }
        let (from, to) = (window.drawn(start.middle), window.drawn(end.middle))
        let heaviest = arcs.map(\.weight).max() ?? 1
        let width = 1 + 4 * max(0, heaviest > 0 ? arc.weight / heaviest : 0)
        let (x, y) = ((from.x + to.x) / 2, (from.y + to.y) / 2)
        let bend = hypot(to.x - from.x, to.y - from.y) / 5
        return """
            <path class="arc" stroke-width="\(coordinate: width)" d="M\(coordinate: from.x) \(coordinate: from.y)\
            Q\(coordinate: x) \(coordinate: y - 2 * bend) \(coordinate: to.x) \(coordinate: to.y)">\
            <title>\(arc.name)</title></path>
            """
    }

    private func table(_ figures: [String: Double]) -> ChartTable {
        let countries = Set(figures.keys).union(highlighted).map { (code: $0, value: figures[$0]) }
        let sorted = countries.sorted { ($1.value ?? -.infinity, $0.code) < ($0.value ?? -.infinity, $1.code) }
        let rows = sorted.map { country -> [ChartTable.Cell] in
            let figure = country.value.map(format) ?? (figures.isEmpty ? "" : caption.words.missing)
            return [.init(text: name(country.code), href: link(country.code)), .init(text: figure, isNumber: true)]
        }
        let links = arcs.map { [ChartTable.Cell(text: $0.name), .init(text: format($0.weight), isNumber: true)] }
        let dots = places.map { [ChartTable.Cell(text: $0.name, href: $0.href), .init(text: "", isNumber: true)] }
        let columns = heads.enumerated().map { ChartTable.Cell(text: $1, isNumber: $0 > 0) }
        return ChartTable(heads: columns, rows: rows + links + dots)
    }
}
