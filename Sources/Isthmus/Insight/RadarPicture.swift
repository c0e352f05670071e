import Foundation

/// Figures of several sides along axes that stand around a middle: who is strong in what.
struct RadarPicture: Sendable {
    var caption: ChartCaption
    /// Names of the axes, at least three.
    var axes: [String]
    /// Values from -1 to 1; nil where there is none. 0 is the dashed ring: as the world.
    var series: [ChartSeries]
    /// What the table behind says.
    var table: ChartTable

    private let centre = (x: 260.0, y: 190.0)
    private let radius = 128.0

    /// More axes cannot be told apart.
    static let limit = 12

    var html: HTML {
        guard axes.count >= 3 else { return caption.emptyFigure("radar") }
        let rings = [-0.5, 0, 0.5, 1].map { value -> HTML in
            let style = value == 0 ? "now" : "grid"
            return "<path class=\"\(style)\" d=\"\(outline(axes.indices.map { _ in value }))\"/>"
        }
        let spokes = axes.indices.map { index -> HTML in
            let end = point(index, 1)
            return """
                <path class="grid" d="M\(coordinate: centre.x) \(coordinate: centre.y)L\(coordinate: end.x) \
                \(coordinate: end.y)"/>
                """
        }
        let names = axes.indices.map { name($0) }
        let shapes = series.enumerated().map { index, row -> HTML in
            let values = axes.indices.map { row.value(at: $0) }
            let dots = values.enumerated().compactMap { axis, value -> HTML? in
                guard let value else { return nil }
                let place = point(axis, value)
                return """
                    <circle class="dot \(ChartCaption.colour(index))" cx="\(coordinate: place.x)" \
                    cy="\(coordinate: place.y)" r="3.5"><title>\(axes[axis]), \(row.name)</title></circle>
                    """
            }
            return """
                <path class="line \(ChartCaption.colour(index))" d="\(outline(values.map { $0 ?? -1 }))"/>\(dots)
                """
        }
        let drawing = ChartDrawing(width: ChartDrawing.width, height: 380, shapes: "\(rings)\(spokes)\(shapes)\(names)")
        return caption.figure("radar", drawing, legend: ChartCaption.legend(series.map(\.name)), table: table)
    }

    private func point(_ axis: Int, _ value: Double) -> (x: Double, y: Double) {
        let angle = 2 * Double.pi * Double(axis) / Double(axes.count) - Double.pi / 2
        let reach = radius * (max(-1, min(1, value)) + 1) / 2
        return (centre.x + reach * cos(angle), centre.y + reach * sin(angle))
    }

    private func outline(_ values: [Double]) -> String {
        let points = values.enumerated().map { index, value -> String in
            let place = point(index, value)
            return "\(Int(place.x.rounded())) \(Int(place.y.rounded()))"
        }
        return "M" + points.joined(separator: "L") + "Z"
    }

    /// Beside the end of its axis, in as many lines as it takes.
    private func name(_ axis: Int) -> HTML {
        let end = point(axis, 1)
        let isMiddle = abs(end.x - centre.x) < 20
        let isRight = end.x > centre.x
        let x = isMiddle ? end.x : end.x + (isRight ? 10 : -10)
        let room = isMiddle ? 220 : isRight ? ChartDrawing.width - x : x
        let lines = Self.lines(axes[axis], room: room)
        let style = isMiddle ? "middle" : isRight ? "" : "end"
        let isAbove = end.y < centre.y - 20
        let top = end.y + (isMiddle ? (isAbove ? -8 - Double(lines.count - 1) * 14 : 18) : 4)
        return lines.enumerated().map { index, line -> HTML in
            """
            <text class="label \(style)" x="\(coordinate: x)" y="\(coordinate: top + Double(index) * 14)">\(line)</text>
            """
        }.joined()
    }

    /// A name in at most two lines.
    static func lines(_ text: String, room: Double) -> [String] {
        guard ChartText.width(of: text) > room else { return [text] }
        var (first, rest) = ("", text.split(separator: " ").map(String.init)[...])
        while let word = rest.first {
            let longer = first.isEmpty ? word : first + " " + word
            if ChartText.width(of: longer) > room, !first.isEmpty { break }
            first = longer
            rest.removeFirst()
        }
        let second = rest.joined(separator: " ")
        let lines = second.isEmpty ? [first] : [first, second]
        return lines.map { ChartText.shortened($0, to: room) }
    }
}
