import Foundation

/// The picture of a dossier's table, with the table behind it.
struct DossierPictures: Sendable {
    let dossier: Dossier
    let names: DossierWords
    /// Source and date under every picture.
    let source: String

    private var words: Words { names.words }

    /// Nothing for a table that is not drawn, or has too little for its picture.
    func html(_ table: DossierTable) -> HTML {
        switch table.picture {
        case .none: ""
        case .lines: table.rows.count > 2 ? lines(table) : ""
        case .years, .bars: table.rows.isEmpty ? "" : bars(table)
        case .map: table.rows.isEmpty ? "" : map(table)
        case .radar: radar(table)
        case .network: table.rows.isEmpty ? "" : network(table)
        }
    }

    /// The drawing alone, as a file.
    func file(_ table: DossierTable) -> String? {
        ChartFile.drawing(html(table), note: "\(names.title(of: table)) · \(source)")
    }

    private func caption(_ table: DossierTable, unit: String) -> ChartCaption {
        let title = names.title(of: table)
        return ChartCaption(
            title: title, summary: title, unit: unit, source: source,
            words: ChartWords(
                table: words("chart.table"), download: "CSV", empty: words("chart.empty"),
                missing: words("chart.missing")))
    }

    private func values(_ table: DossierTable, _ column: Int) -> [Double?] {
        table.rows.map { row in
            let cell = row[column]
            return cell.kind == .few || cell.kind == .none ? nil : cell.value
        }
    }

    private var count: @Sendable (Double) -> String {
        let words = words
        return { words.number(Int($0)) }
    }

    private func lines(_ table: DossierTable) -> HTML {
        LineChart(
            caption: caption(table, unit: names.head(table.columns[1])), columns: table.rows.map { names.text($0[0]) },
            series: [ChartSeries(name: names.head(table.columns[1]), values: values(table, 1))], format: count
        ).html
    }

    private func bars(_ table: DossierTable) -> HTML {
        let numbers = table.columns.indices.dropFirst().filter { column in
            table.columns[column] != "rank" && table.rows.contains { $0[column].kind == .number }
        }
        let isSingle = numbers.count == 1
        return BarChart(
            caption: caption(table, unit: isSingle ? names.head(table.columns[numbers[0]]) : ""),
            categories: table.rows.map { names.text($0[0]) },
            series: numbers.map { ChartSeries(name: names.head(table.columns[$0]), values: values(table, $0)) },
            direction: table.picture == .years ? .up : .across,
            links: table.rows.map { isSingle ? $0[numbers[0]].address : $0[0].address }, format: count
        ).html
    }

    private func map(_ table: DossierTable) -> HTML {
        let figures = table.rows.compactMap { row -> (String, Double)? in
            guard let code = row[0].text, let value = row[1].value, value > 0 else { return nil }
            return (code, value)
        }
        let links = Dictionary(
            table.rows.compactMap { row in row[0].text.flatMap { code in row[1].address.map { (code, $0) } } }
        ) { first, _ in first }
        let first = dossier.sides.first.code
        let words = words
        let shown = Set(figures.map(\.0)).union([first])
        return WorldMap(
            caption: caption(table, unit: names.head(table.columns[1])),
            extent: shown.isSubset(of: DirectoryCharts.nearby) ? .europeAndCentralAsia : .world,
            values: Dictionary(figures) { first, _ in first },
            highlighted: [first],
            // To a group none leads, and where there is nothing, none.
            arcs: figures.filter { dossier.sides.second.isCountry && $0.0 == dossier.sides.second.code }
                .map { WorldMap.Arc(from: first, to: $0.0, weight: $0.1, name: names.title) },
            heads: [names.head("country"), names.head(table.columns[1])], name: { words.country($0) },
            link: { links[$0] }, format: count
        ).html
    }

    /// Fields in which both can be told, the most projects first, by the symmetric form of their activity.
    private func radar(_ table: DossierTable) -> HTML {
        let told = table.rows.filter { $0[2].kind == .figure && $0[4].kind == .figure }
            .sorted { ($0[1].value ?? 0) + ($0[3].value ?? 0) > ($1[1].value ?? 0) + ($1[3].value ?? 0) }
            .prefix(RadarPicture.limit)
        guard told.count >= 3 else { return "" }
        func symmetric(_ column: Int) -> [Double?] { told.map { $0[column].value.map { ($0 - 1) / ($0 + 1) } } }
        let heads = [table.columns[0], table.columns[2], table.columns[4]].map { names.head($0) }
        return RadarPicture(
            caption: caption(table, unit: words("dossier.radar.unit")), axes: told.map { names.text($0[0]) },
            series: [
                ChartSeries(name: names.first, values: symmetric(2)),
                ChartSeries(name: names.second, values: symmetric(4)),
            ],
            table: ChartTable(
                heads: heads.enumerated().map { .init(text: $1, isNumber: $0 > 0) },
                rows: told.map { row in
                    [0, 2, 4].map { .init(text: names.text(row[$0]), href: row[$0].address, isNumber: $0 > 0) }
                })
        ).html
    }

    private func network(_ table: DossierTable) -> HTML {
        BridgePicture(
            caption: caption(table, unit: names.head(table.columns[2])),
            bridges: table.rows.map { row in
                .init(
                    left: names.text(row[0]), right: names.text(row[1]), weight: row[2].value ?? 0,
                    href: row[2].address)
            }, heads: [names.first, names.second, names.head(table.columns[2])], format: count
        ).html
    }
}

/// A chart as a file of its own: with its colours, and without the page's ways.
enum ChartFile {
    /// The drawing within a figure; nil for a figure without one.
    static func drawing(_ figure: HTML, note: String = "") -> String? {
        let text = figure.text
        guard let start = text.range(of: "<svg "), let end = text.range(of: "</svg>") else { return nil }
        let inner = text[start.upperBound..<end.lowerBound]
        let plain = inner.replacing(/<a href="[^"]*">/, with: "").replacing("</a>", with: "")
        guard let first = plain.firstIndex(of: ">") else { return nil }
        let told: HTML = note.isEmpty ? "" : "<metadata>\(note)</metadata>"
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" " + plain[..<first] + "><style>\(style)</style>"
            + plain[plain.index(after: first)...] + told.text + "</svg>\n"
    }

    private static let style = """
        text{font:13px sans-serif;fill:#1b2426}.tick{fill:#58666a}.middle{text-anchor:middle}.end{text-anchor:end}\
        .grid{stroke:#d5dcdd;fill:none}.axis{stroke:#8d999c;fill:none}\
        .now{stroke:#8a5a00;stroke-dasharray:4 3;fill:none}\
        .c1{--c:#0a6f6b}.c2{--c:#c97d00}.bar{fill:#0a6f6b}.bar.c2{fill:#c97d00}.line{stroke:#0a6f6b;stroke-width:2;\
        fill:none}.line.c2{stroke:#c97d00}.dot{fill:#0a6f6b}.dot.c2{fill:#c97d00}.land{fill:#e7e9e9;stroke:#fff;\
        stroke-width:.6}.land.q1{fill:#c4e4dd}.land.q2{fill:#93cbc3}.land.q3{fill:#64aea7}.land.q4{fill:#1b7d78}\
        .land.q5{fill:#07514e}.land.here{fill:#c97d00}.arc{fill:none;stroke:#c97d00;stroke-opacity:.75;\
        stroke-linecap:round}.label{fill:#1b2426}.cell.none rect{fill:none;stroke:#d5dcdd;stroke-dasharray:3 3}\
        .cell.q0 rect{fill:#f2f4f4}.cell.q1 rect{fill:#c4e4dd}.cell.q2 rect{fill:#93cbc3}.cell.q3 rect{fill:#64aea7}\
        .cell.q4 rect{fill:#1b7d78}.cell.q5 rect{fill:#07514e}.cell.q4 text,.cell.q5 text{fill:#fff}
        """
}
