import Foundation

/// How amounts change over time: a line for each series, named at its end, broken where figures are missing.
struct LineChart: Sendable {
    var caption: ChartCaption
    /// What stands along the axis at equal distances, usually years.
    var columns: [String]
    var series: [ChartSeries]
    var format: @Sendable (Double) -> String

    private let height = 300.0
    private let bottom = 24.0

    init(
        caption: ChartCaption, columns: [String], series: [ChartSeries], format: @escaping @Sendable (Double) -> String
    ) {
        self.caption = caption
        self.columns = columns
        self.series = series
        self.format = format
    }

    var html: HTML {
        guard !columns.isEmpty, !figures.isEmpty else { return caption.emptyFigure("lines") }
        let table = ChartTable(
            categories: columns, series: series, links: [], missing: caption.words.missing, format: format)
        return caption.figure("lines", drawing, legend: namesLines ? .empty : ChartCaption.legend(names), table: table)
    }

    private var names: [String] { series.map(\.name) }
    private var figures: [Double] { series.flatMap { row in columns.indices.compactMap { row.value(at: $0) } } }
    /// Names at the ends of the lines save the eye the way to a legend, as long as they are few and short.
    private var namesLines: Bool {
        series.count > 1 && series.count <= 6 && (names.map(ChartText.width).max() ?? 0) < 150
    }

    /// From zero unless all values lie in the upper half.
    private var scale: AxisScale {
        let (low, high) = (figures.min() ?? 0, figures.max() ?? 0)
        return AxisScale(figures, fromZero: low < 0 || low < high / 2)
    }

    private var drawing: ChartDrawing {
        let width = ChartDrawing.width
        let scale = scale
        let left = (scale.ticks.map { ChartText.width(of: format($0)) }.max() ?? 0) + 6
        let right = namesLines ? (names.map(ChartText.width).max() ?? 0) + 10 : 12
        let pitch = (width - left - right - 8) / Double(max(1, columns.count - 1))
        let x = { (index: Int) in left + 8 + (columns.count == 1 ? 0 : pitch * Double(index)) }
        let y = { (value: Double) in 10 + (height - 10 - bottom) * (1 - scale.share(value)) }
        let lines = series.enumerated().map { index, row in line(row, ChartCaption.colour(index), x: x, y: y) }
        let grid = BarChart.grid(scale, from: left, width: width - right + 4, place: y, format: format)
        let ends = namesLines ? endNames(x: width - right + 8, y: y) : .empty
        return ChartDrawing(
            width: width, height: height, shapes: "\(grid)\(columnNames(x: x, pitch: pitch))\(lines)\(ends)")
    }

    private func columnNames(x: (Int) -> Double, pitch: Double) -> HTML {
        let every = max(1, Int(((columns.map(ChartText.width).max() ?? 0) + 10) / pitch) + 1)
        return columns.indices.filter { (columns.count - 1 - $0) % every == 0 }.map { index -> HTML in
            """
            <text class="tick middle" x="\(coordinate: x(index))" y="\(coordinate: height - 6)">\(columns[index])</text>
            """
        }.joined()
    }

    /// The stretches between gaps, and a dot for each figure with its value as a tooltip.
    private func line(_ row: ChartSeries, _ colour: String, x: (Int) -> Double, y: (Double) -> Double) -> HTML {
        var stretches: [[(index: Int, value: Double)]] = [[]]
        for index in columns.indices {
            if let value = row.value(at: index) {
                stretches[stretches.count - 1].append((index, value))
            } else if !stretches[stretches.count - 1].isEmpty {
                stretches.append([])
            }
        }
        let paths = stretches.filter { $0.count > 1 }.map { stretch -> HTML in
            let points = stretch.map { "\(coordinate: x($0.index)) \(coordinate: y($0.value))" as HTML }
            return "<path class=\"line \(colour)\" d=\"M\(points.joined("L"))\"/>"
        }
        let radius = columns.count > 24 ? 1.5 : 3.0
        let dots = stretches.joined().map { point -> HTML in
            """
            <circle class="dot \(colour)" cx="\(coordinate: x(point.index))" cy="\(coordinate: y(point.value))" \
            r="\(coordinate: radius)">\
            <title>\(row.name), \(columns[point.index]): \(format(point.value))</title></circle>
            """
        }
        return "\(paths)\(dots)"
    }

    /// Names at the height of the last figures, pushed apart where lines end close together.
    private func endNames(x: Double, y: (Double) -> Double) -> HTML {
        var ends: [(series: Int, y: Double)] = series.enumerated().compactMap { index, row in
            columns.indices.reversed().lazy.compactMap { row.value(at: $0) }.first.map { (index, y($0)) }
        }
        ends.sort { ($0.y, $0.series) < ($1.y, $1.series) }
        let gap = 16.0
        for index in ends.indices.dropFirst() { ends[index].y = max(ends[index].y, ends[index - 1].y + gap) }
        var floor = height - bottom
        for index in ends.indices.reversed() {
            ends[index].y = min(ends[index].y, floor)
            floor = ends[index].y - gap
        }
        return ends.map { end -> HTML in
            """
            <text class="label name \(ChartCaption.colour(end.series))" x="\(coordinate: x)" \
            y="\(coordinate: end.y + 4.5)">\(series[end.series].name)</text>
            """
        }.joined()
    }
}
