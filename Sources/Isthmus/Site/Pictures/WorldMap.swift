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

    var caption: ChartCaption
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

    /// Antarctica is left out, and with it the south of the world beyond Cape Horn.
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
        let countries = MapShape.outlines.values.sorted { $0.code < $1.code }.filter { $0.code != "AQ" }
        let background = countries.filter { !shown.contains($0.code) }.map(\.path).joined()
        let foreground = countries.filter { shown.contains($0.code) }.map { country($0, figures, classes) }
        let step = WorldMapOutlines.step
        let shapes: HTML = """
            <g transform="scale(\(coordinate: step))"><path class="land" d="\(background)"/>\(foreground)</g>\
            \(arcs.compactMap(shape))\(places.map(shape))
            """
        let isLinked = shown.contains { link($0) != nil } || places.contains { $0.href != nil }
        let drawing = ChartDrawing(width: 1000, height: Self.height, shapes: shapes, isLinked: isLinked)
        return caption.figure("map", drawing, legend: classes.legend(format), table: table(figures))
    }

    private func country(_ shape: MapShape, _ figures: [String: Double], _ classes: ValueClasses) -> HTML {
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

    private func shape(_ place: Place) -> HTML {
        let point = MapShape.point(latitude: place.latitude, longitude: place.longitude)
        let drawn: HTML = """
            <circle class="place" cx="\(coordinate: point.x)" cy="\(coordinate: point.y)" r="4">\
            <title>\(place.name)</title></circle>
            """
        guard let href = place.href else { return drawn }
        return "<a href=\"\(href)\">\(drawn)</a>"
    }

    /// Bent upwards by a fifth of its length, as wide as its share of the heaviest arc.
    private func shape(_ arc: Arc) -> HTML? {
        guard let from = MapShape.outlines[arc.from]?.middle, let to = MapShape.outlines[arc.to]?.middle else {
            return nil
        }
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
