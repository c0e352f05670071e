import Foundation

/// Two networks and what joins them: organisations of one side left, of the other right, a line for every pair that was
/// in projects together, as wide as their number.
struct BridgePicture: Sendable {
    struct Bridge: Sendable {
        var left: String
        var right: String
        var weight: Double
        var href: String?
    }
    var caption: ChartCaption
    var bridges: [Bridge]
    /// Heads of the two sides, and of the table's last column.
    var heads: [String]
    var format: @Sendable (Double) -> String

    private let pitch = 34.0

    var html: HTML {
        guard !bridges.isEmpty else { return caption.emptyFigure("network") }
        let (left, right) = (order(\.left), order(\.right))
        let height = Double(max(left.count, right.count)) * pitch + 34
        let most = max(1, bridges.map(\.weight).max() ?? 1)
        func y(_ place: Int, of count: Int) -> Double {
            30 + (Double(place) + 0.5) * (height - 34) / Double(count)
        }
        let width = ChartDrawing.width
        let (start, end) = (width * 0.4, width * 0.6)
        let lines = bridges.compactMap { bridge -> HTML? in
            guard let from = left.firstIndex(of: bridge.left), let to = right.firstIndex(of: bridge.right) else {
                return nil
            }
            let (a, b) = (y(from, of: left.count), y(to, of: right.count))
            let line: HTML = """
                <path class="arc" stroke-width="\(coordinate: 1 + 5 * bridge.weight / most)" \
                d="M\(coordinate: start) \(coordinate: a)C\(coordinate: (start + end) / 2) \(coordinate: a) \
                \(coordinate: (start + end) / 2) \(coordinate: b) \(coordinate: end) \(coordinate: b)"><title>\
                \(bridge.left) – \(bridge.right): \(format(bridge.weight))</title></path>
                """
            return bridge.href.map { "<a href=\"\($0)\">\(line)</a>" as HTML } ?? line
        }
        let names =
            left.enumerated().map { name($1, x: start - 8, y: y($0, of: left.count), isLeft: true) }
            + right.enumerated().map { name($1, x: end + 8, y: y($0, of: right.count), isLeft: false) }
        let titles: HTML = """
            <text class="tick end" x="\(coordinate: start - 8)" y="14">\
            \(ChartText.fitted(heads[0], to: start - 8))</text>\
            <text class="tick" x="\(coordinate: end + 8)" y="14">\
            \(ChartText.fitted(heads[1], to: width - end - 8))</text>
            """
        let rows = bridges.map { bridge -> [ChartTable.Cell] in
            [
                .init(text: bridge.left), .init(text: bridge.right),
                .init(text: format(bridge.weight), href: bridge.href, isNumber: true),
            ]
        }
        let table = ChartTable(heads: heads.enumerated().map { .init(text: $1, isNumber: $0 == 2) }, rows: rows)
        let drawing = ChartDrawing(
            width: width, height: height, shapes: "\(titles)\(lines)\(names)",
            isLinked: bridges.contains { $0.href != nil })
        return caption.figure("bridges", drawing, table: table)
    }

    /// The names of one side, the most connected first.
    private func order(_ side: KeyPath<Bridge, String>) -> [String] {
        var sums: [String: Double] = [:]
        for bridge in bridges { sums[bridge[keyPath: side], default: 0] += bridge.weight }
        return sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    /// In two lines where one is too short.
    private func name(_ text: String, x: Double, y: Double, isLeft: Bool) -> HTML {
        // Fonts differ: a long name keeps clear of the edge.
        let lines = RadarPicture.lines(text, room: (isLeft ? x : ChartDrawing.width - x) * 0.94)
        return lines.enumerated().map { index, line -> HTML in
            let place = y + 4.5 + (Double(index) - Double(lines.count - 1) / 2) * 14
            return """
                <text class="label\(isLeft ? " end" : "")" x="\(coordinate: x)" y="\(coordinate: place)">\(line)\
                <title>\(text)</title></text>
                """
        }.joined()
    }
}
