import Foundation

/// Amounts as bars: across for names, up for years; several series stand beside or on top of each other.
struct BarChart: Sendable {
    enum Direction: Sendable { case across, up }

    var caption: ChartCaption
    var categories: [String]
    var series: [ChartSeries]
    var direction = Direction.across
    /// Series on top of each other; negative values are then left out.
    var isStacked = false
    /// An address for each category, a path of this site; may be shorter than the categories.
    var links: [String?] = []
    var format: @Sendable (Double) -> String

    var html: HTML {
        guard !categories.isEmpty, series.contains(where: { $0.values.contains { $0 != nil } }) else {
            return caption.emptyFigure("bars")
        }
        let table = ChartTable(
            categories: categories, series: series, links: links, missing: caption.words.missing, format: format)
        let drawing = direction == .across ? drawingAcross : drawingUp
        return caption.figure("bars", drawing, legend: ChartCaption.legend(series.map(\.name)), table: table)
    }

    /// A bar between two values on the axis; series that stand beside each other have a lane each.
    private struct Bar {
        var series: Int
        var value: Double
        var from: Double
        var to: Double
        var lane: Int
    }

    private var lanes: Int { isStacked ? 1 : series.count }
    private var printsValues: Bool { series.count == 1 && (direction == .across || categories.count <= 12) }
    private var isLinked: Bool { links.contains { $0 != nil } }

    private func bars(of category: Int) -> [Bar] {
        var top = 0.0
        var result: [Bar] = []
        for (index, row) in series.enumerated() {
            guard let value = row.value(at: category) else { continue }
            if isStacked {
                guard value >= 0 else { continue }
                result.append(Bar(series: index, value: value, from: top, to: top + value, lane: 0))
                top += value
            } else {
                result.append(Bar(series: index, value: value, from: min(0, value), to: max(0, value), lane: index))
            }
        }
        return result
    }

    private var scale: AxisScale {
        let ends = categories.indices.flatMap { bars(of: $0).flatMap { [$0.from, $0.to] } }
        return printsValues ? AxisScale(exactly: ends) : AxisScale(ends)
    }

    /// One rectangle with its figure as a tooltip.
    private func shape(_ bar: Bar, of category: Int, x: Double, y: Double, width: Double, height: Double) -> HTML {
        let name = series.count > 1 ? "\(categories[category]), \(series[bar.series].name)" : categories[category]
        return """
            <rect class="bar \(ChartCaption.colour(bar.series))" x="\(coordinate: x)" y="\(coordinate: y)" \
            width="\(coordinate: width)" height="\(coordinate: height)">\
            <title>\(name): \(format(bar.value))</title></rect>
            """
    }

    private func linked(_ category: Int, _ content: HTML) -> HTML {
        guard links.indices.contains(category), let href = links[category] else { return content }
        return "<a href=\"\(href)\">\(content)</a>"
    }

    // MARK: Across

    private var drawingAcross: ChartDrawing {
        let width = ChartDrawing.width
        let longest = categories.map(ChartText.width).max() ?? 0
        let isAbove = longest > 190 // long names stand on a line of their own
        let left = isAbove ? 0 : longest + 10
        let widest = scale.ticks.map { ChartText.width(of: format($0)) }.max() ?? 0
        let values = series.flatMap { $0.values.compactMap { $0 } }.map { ChartText.width(of: format($0)) }.max() ?? 0
        let right = printsValues ? values + 8 : widest / 2 + 2
        let thickness = lanes > 1 ? 12.0 : 18
        let pitch = Double(lanes) * thickness + (isAbove ? 32 : 10)
        let height = Double(categories.count) * pitch + (printsValues ? 0 : 22)
        let place = { (value: Double) in left + (width - left - right) * scale.share(value) }
        let rows = categories.indices.map { index -> HTML in
            let top = Double(index) * pitch
            let first = top + (isAbove ? 22 : 5)
            // Fonts differ: a long line keeps clear of the edge.
            let label = ChartText.fitted(categories[index], to: isAbove ? width * 0.94 : left - 8)
            let middle = isAbove ? top + 15 : first + Double(lanes) * thickness / 2 + 4.5
            let labels: HTML = """
                <text class="label\(isAbove ? "" : " end")" x="\(coordinate: isAbove ? 0 : left - 8)" \
                y="\(coordinate: middle)">\(label)</text>
                """
            let shapes = bars(of: index).map { bar -> HTML in
                let y = first + Double(bar.lane) * thickness
                let rectangle = shape(
                    bar, of: index, x: place(bar.from), y: y, width: place(bar.to) - place(bar.from),
                    height: thickness - (lanes > 1 ? 1 : 0))
                guard printsValues else { return rectangle }
                return """
                    \(rectangle)<text class="value" x="\(coordinate: place(bar.to) + 6)" \
                    y="\(coordinate: y + thickness / 2 + 4.5)">\(format(bar.value))</text>
                    """
            }
            return linked(index, "\(labels)\(shapes)")
        }
        let axis = printsValues ? HTML.empty : gridAcross(place, height: height)
        return ChartDrawing(
            width: width, height: height,
            shapes: "\(axis)\(rows)\(isAbove ? .empty : zeroAcross(place, height: height))", isLinked: isLinked)
    }

    private func gridAcross(_ place: (Double) -> Double, height: Double) -> HTML {
        scale.ticks.map { tick -> HTML in
            """
            <path class="grid" d="M\(coordinate: place(tick)) 0V\(coordinate: height - 20)"/>\
            <text class="tick middle" x="\(coordinate: place(tick))" y="\(coordinate: height - 5)">\
            \(format(tick))</text>
            """
        }.joined()
    }

    private func zeroAcross(_ place: (Double) -> Double, height: Double) -> HTML {
        "<path class=\"axis\" d=\"M\(coordinate: place(0)) 0V\(coordinate: height - (printsValues ? 0 : 20))\"/>"
    }

    // MARK: Up

    private var drawingUp: ChartDrawing {
        let width = ChartDrawing.width
        // An axis with hardly a tick has nothing to say with its height.
        let height = scale.ticks.count < 3 ? 160.0 : 280
        let left = printsValues ? 0 : (scale.ticks.map { ChartText.width(of: format($0)) }.max() ?? 0) + 6
        let top = printsValues ? 22.0 : 10
        let bottom = 24.0
        let place = { (value: Double) in top + (height - top - bottom) * (1 - scale.share(value)) }
        let pitch = (width - left) / Double(categories.count)
        let thickness = min(64, pitch * 0.72) / Double(lanes)
        let every = max(1, Int(((categories.map(ChartText.width).max() ?? 0) + 6) / pitch) + 1)
        let columns = categories.indices.map { index -> HTML in
            let middle = left + (Double(index) + 0.5) * pitch
            let shapes = bars(of: index).map { bar -> HTML in
                let x = middle + (Double(bar.lane) - Double(lanes) / 2) * thickness
                let rectangle = shape(
                    bar, of: index, x: x, y: place(bar.to), width: thickness - (lanes > 1 ? 1 : 0),
                    height: place(bar.from) - place(bar.to))
                guard printsValues else { return rectangle }
                return """
                    \(rectangle)<text class="value middle" x="\(coordinate: middle)" \
                    y="\(coordinate: place(bar.to) - 6)">\(format(bar.value))</text>
                    """
            }
            let isNamed = (categories.count - 1 - index) % every == 0 // the last, latest one always is
            let label: HTML =
                !isNamed && every > 1
                ? .empty
                : """
                <text class="tick middle" x="\(coordinate: middle)" y="\(coordinate: height - 6)">\
                \(ChartText.fitted(categories[index], to: pitch * Double(every)))</text>
                """
            return linked(index, "\(shapes)\(label)")
        }
        let axis = printsValues ? HTML.empty : Self.grid(scale, from: left, width: width, place: place, format: format)
        let zero: HTML = """
            <path class="axis" d="M\(coordinate: left) \(coordinate: place(0))H\(coordinate: width)"/>
            """
        return ChartDrawing(width: width, height: height, shapes: "\(axis)\(columns)\(zero)", isLinked: isLinked)
    }

    /// Level lines with their numbers at the left.
    static func grid(
        _ scale: AxisScale, from left: Double, width: Double, place: (Double) -> Double, format: (Double) -> String
    ) -> HTML {
        scale.ticks.map { tick -> HTML in
            """
            <path class="grid" d="M\(coordinate: left) \(coordinate: place(tick))H\(coordinate: width)"/>\
            <text class="tick end" x="\(coordinate: left - 6)" y="\(coordinate: place(tick) + 4.5)">\
            \(format(tick))</text>
            """
        }.joined()
    }
}
