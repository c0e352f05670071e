import Foundation

/// What stands around a chart: the finding, the unit, where the figures come from and when.
///
/// Every text is finished and in the reader's language.
struct ChartCaption: Sendable {
    /// The finding as a sentence: "Armenia's share doubled", not "Share by country".
    var title: String
    /// What the picture shows, for those who hear it instead.
    var summary = ""
    /// What the axis counts: "projects", "thousand euro".
    var unit = ""
    /// Source and date of the figures.
    var source = ""
    /// Where the figures can be had as CSV, a path of this site.
    var download: String?
    var words: ChartWords
}

/// The few words that every chart needs.
struct ChartWords: Sendable {
    /// Opens the table behind the picture: "Table".
    var table: String
    /// Names the file of figures: "CSV".
    var download: String
    /// Stands where the picture would be: "No figures yet".
    var empty: String
    /// Stands in the table where a figure is missing: "no data".
    var missing: String
}

/// One row of figures, a value for each category; nil and whatever is not a number is missing.
struct ChartSeries: Sendable {
    var name: String
    var values: [Double?]

    init(name: String, values: [Double?]) {
        self.name = name
        self.values = values.map { $0.flatMap { $0.isFinite ? $0 : nil } }
    }

    func value(at index: Int) -> Double? { values.indices.contains(index) ? values[index] : nil }
}

/// The figures behind a picture: the first column names the row.
struct ChartTable: Sendable {
    struct Cell: Sendable {
        var text: String
        var href: String?
        var isNumber = false
    }
    var heads: [Cell]
    var rows: [[Cell]]

    var html: HTML {
        let columns = heads.map { head -> HTML in
            "<th scope=\"col\"\(attribute: "class", head.isNumber ? "number" : nil)>\(head.text)</th>"
        }
        let lines = rows.map { row -> HTML in
            let cells = row.enumerated().map { index, cell -> HTML in
                let content: HTML =
                    if let href = cell.href { "<a href=\"\(href)\">\(cell.text)</a>" } else { "\(cell.text)" }
                if index == 0 { return "<th scope=\"row\">\(content)</th>" }
                let label = heads.indices.contains(index) ? heads[index].text : nil
                let kind = cell.isNumber ? "number" : nil
                return "<td\(attribute: "class", kind)\(attribute: "data-label", label)>\(content)</td>"
            }
            return "<tr>\(cells)</tr>"
        }
        return "<table class=\"records\"><thead><tr>\(columns)</tr></thead><tbody>\(lines)</tbody></table>"
    }

    /// A table of series: categories down, series across.
    init(categories: [String], series: [ChartSeries], links: [String?], missing: String, format: (Double) -> String) {
        heads = [Cell(text: "")] + series.map { Cell(text: $0.name, isNumber: true) }
        rows = categories.enumerated().map { index, category in
            [Cell(text: category, href: links.indices.contains(index) ? links[index] : nil)]
                + series.map { Cell(text: $0.value(at: index).map(format) ?? missing, isNumber: true) }
        }
    }

    init(heads: [Cell], rows: [[Cell]]) {
        self.heads = heads
        self.rows = rows
    }
}

/// A drawing and its size in its own units; pages scale it to the room they have.
struct ChartDrawing: Sendable {
    /// Width and height in drawing units; text is 13 of them high, 15 on a phone.
    var width: Double
    var height: Double
    var shapes: HTML
    /// A drawing with links is a group of things to a screen reader, one without is a single image.
    var isLinked = false

    static let width = 520.0
}

extension ChartCaption {
    /// The whole figure: finding, unit, drawing, legend, source and the table behind.
    func figure(_ kind: String, _ drawing: ChartDrawing, legend: HTML = .empty, table: ChartTable) -> HTML {
        let description: HTML = summary.isEmpty ? .empty : "<desc>\(summary)</desc>"
        let role = drawing.isLinked ? "group" : "img"
        return """
            <figure class="chart \(kind)">\(heading)\
            <svg viewBox="0 0 \(coordinate: drawing.width) \(coordinate: drawing.height)" role="\(role)"\
            \(attribute: "aria-label", drawing.isLinked ? title : nil)>\
            <title>\(title)</title>\(description)\(drawing.shapes)</svg>\(legend)\
            <details><summary>\(words.table)</summary><div class="scroll">\(table.html)</div></details></figure>
            """
    }

    /// Said instead of an empty picture.
    func emptyFigure(_ kind: String) -> HTML {
        "<figure class=\"chart \(kind)\">\(heading)<p class=\"empty\">\(words.empty)</p></figure>"
    }

    private var heading: HTML {
        let measure: HTML = unit.isEmpty ? .empty : "<p class=\"unit\">\(unit)</p>"
        let file: HTML =
            if let download {
                " <a href=\"\(download)\" download=\"\">\(words.download)</a>"
            } else {
                .empty
            }
        let origin: HTML = source.isEmpty && download == nil ? .empty : "<p class=\"source\">\(source)\(file)</p>"
        return "<figcaption><p class=\"finding\">\(title)</p>\(measure)\(origin)</figcaption>"
    }

    /// Names of series beside their colours.
    static func legend(_ names: [String]) -> HTML {
        let items = names.enumerated().map { index, name -> HTML in
            "<li class=\"\(colour(index))\">\(name)</li>"
        }
        return names.count < 2 ? .empty : "<ul class=\"legend\">\(items)</ul>"
    }

    /// The class of the ordered palette for the series at `index`, from 0; after eight it begins again.
    static func colour(_ index: Int) -> String { "c\(index % 8 + 1)" }
}

/// Text in a drawing: how much room it takes, and the part of it that fits.
enum ChartText {
    /// An estimate in drawing units, generous enough for the larger text on phones. Names are often written in
    /// capitals, which are a third wider.
    static func width(of text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
    }

    private static func width(of scalar: Unicode.Scalar) -> Double {
        switch scalar.value {
        case 0x4D, 0x57: 13.5
        case 0x41...0x5A: 10.6
        case ..<128: 8
        case ..<0x2E80: scalar.properties.isUppercase ? 11.6 : 9.2
        default: 15
        }
    }

    static func shortened(_ text: String, to room: Double) -> String {
        guard width(of: text) > room else { return text }
        var used = 9.2
        var kept = ""
        for character in text {
            used += width(of: String(character))
            if used > room { break }
            kept.append(character)
        }
        while kept.last == " " { kept.removeLast() }
        return kept + "…"
    }

    /// As much as fits, with the whole of it for whoever points at it.
    static func fitted(_ text: String, to room: Double) -> HTML {
        let shown = shortened(text, to: room)
        return shown == text ? "\(text)" : "\(shown)<title>\(text)</title>"
    }
}
