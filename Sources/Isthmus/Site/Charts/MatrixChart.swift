import Foundation

/// Who with whom, what where: rows and columns with names, each cell a shade and its number, each a way to its records.
struct MatrixChart: Sendable {
    /// A crossing of a row and a column; nil is missing and stands out as empty.
    struct Cell: Sendable {
        var value: Double?
        var href: String?
    }

    var caption: ChartCaption
    var rows: [String]
    var columns: [String]
    /// One list of cells for each row; may be shorter than the columns.
    var cells: [[Cell]]
    var format: @Sendable (Double) -> String

    private let pitch = 30.0

    var html: HTML {
        guard !rows.isEmpty, !columns.isEmpty else { return caption.emptyFigure("matrix") }
        let classes = ValueClasses(figures)
        return caption.figure("matrix", drawing(classes), legend: classes.legend(format), table: table)
    }

    private func cell(_ row: Int, _ column: Int) -> Cell {
        guard cells.indices.contains(row), cells[row].indices.contains(column) else { return Cell() }
        var cell = cells[row][column]
        if let value = cell.value, !value.isFinite { cell.value = nil }
        return cell
    }

    /// Zero is its own shade, the others are classed among themselves.
    private var figures: [Double] {
        rows.indices.flatMap { row in columns.indices.compactMap { cell(row, $0).value } }.filter { $0 != 0 }
    }

    private func drawing(_ classes: ValueClasses) -> ChartDrawing {
        let left = min(200, rows.map(ChartText.width).max() ?? 0) + 10
        let longest = min(170, columns.map(ChartText.width).max() ?? 0)
        let numbers = figures.map { ChartText.width(of: format($0)) }.max() ?? 0
        let room = (ChartDrawing.width - left) / Double(columns.count)
        let side = min(72, max(room, max(32, numbers + 8)))
        let isLevel = longest + 6 <= side
        let top = isLevel ? 24 : longest * 0.71 + 16
        let overhang = isLevel ? 0 : max(0, longest * 0.71 - side / 2 + 8)
        let heads = columns.enumerated().map { index, name -> HTML in
            let x = left + (Double(index) + 0.5) * side
            let text = ChartText.shortened(name, to: 170)
            if isLevel {
                return "<text class=\"label middle\" x=\"\(coordinate: x)\" y=\"\(coordinate: top - 8)\">\(text)</text>"
            }
            return """
                <text class="label" transform="translate(\(coordinate: x + 3) \(coordinate: top - 6))rotate(-45)">\
                \(text)</text>
                """
        }
        let lines = rows.indices.map { row -> HTML in
            let y = top + Double(row) * pitch
            let label: HTML = """
                <text class="label end" x="\(coordinate: left - 8)" y="\(coordinate: y + 19.5)">\
                \(ChartText.shortened(rows[row], to: 200))</text>
                """
            let cells = columns.indices.map { column in
                shape(row, column, x: left + Double(column) * side, y: y, side: side, classes)
            }
            return "\(label)\(cells)"
        }
        return ChartDrawing(
            width: left + side * Double(columns.count) + overhang, height: top + pitch * Double(rows.count),
            shapes: "\(heads)\(lines)", isLinked: cells.contains { $0.contains { $0.href != nil } })
    }

    private func shape(
        _ row: Int, _ column: Int, x: Double, y: Double, side: Double, _ classes: ValueClasses
    ) -> HTML {
        let cell = cell(row, column)
        let shade = cell.value.map { $0 == 0 ? "q0" : "q\(classes.number(of: $0))" } ?? "none"
        let text = cell.value.map(format)
        let number: HTML =
            if let text {
                "<text class=\"middle\" x=\"\(coordinate: x + side / 2)\" y=\"\(coordinate: y + 19.5)\">\(text)</text>"
            } else {
                .empty
            }
        let drawn: HTML = """
            <g class="cell \(shade)"><rect x="\(coordinate: x + 1)" y="\(coordinate: y + 1)" \
            width="\(coordinate: side - 2)" height="\(coordinate: pitch - 2)"/>\(number)\
            <title>\(rows[row]), \(columns[column]): \(text ?? caption.words.missing)</title></g>
            """
        guard let href = cell.href else { return drawn }
        return "<a href=\"\(href)\">\(drawn)</a>"
    }

    private var table: ChartTable {
        ChartTable(
            heads: [.init(text: "")] + columns.map { .init(text: $0, isNumber: true) },
            rows: rows.indices.map { row in
                [.init(text: rows[row])]
                    + columns.indices.map { column in
                        let cell = cell(row, column)
                        return .init(
                            text: cell.value.map(format) ?? caption.words.missing, href: cell.href, isNumber: true)
                    }
            })
    }
}
