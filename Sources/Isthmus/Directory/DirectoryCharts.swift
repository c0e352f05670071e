/// Charts of the directory's pages, from finished figures.
enum DirectoryCharts {
    /// Where the figures are from is said in `source`; without it they are the directory's own.
    static func caption(
        _ title: String, unit: String, source: String? = nil, _ words: Words
    ) -> ChartCaption {
        ChartCaption(
            title: title, summary: title, unit: unit, source: source ?? words("chart.own_records"), download: nil,
            words: ChartWords(
                table: words("chart.table"), download: "CSV", empty: words("chart.empty"),
                missing: words("chart.missing")))
    }

    /// Counts per year, gaps between the first and the last year as zero.
    static func years(_ counts: [(year: Int, count: Int)], _ title: String, unit: String, _ words: Words) -> HTML {
        guard let first = counts.first?.year, let last = counts.last?.year, counts.count > 1 else { return "" }
        let byYear = Dictionary(counts.map { ($0.year, $0.count) }) { first, _ in first }
        let years = Array(max(first, last - 40)...last)
        return BarChart(
            caption: caption(title, unit: unit, words), categories: years.map { String($0) },
            series: [ChartSeries(name: unit, values: years.map { Double(byYear[$0] ?? 0) })], direction: .up,
            format: { words.number(Int($0)) }
        ).html
    }

    /// Amounts by country, most first.
    static func countries(_ counts: [(code: String, count: Int)], _ title: String, unit: String, _ words: Words) -> HTML
    {
        guard !counts.isEmpty else { return "" }
        return BarChart(
            caption: caption(title, unit: unit, words), categories: counts.map { words.country($0.code) },
            series: [ChartSeries(name: unit, values: counts.map { Double($0.count) })],
            links: counts.map { "/countries/\($0.code)" }, format: { words.number(Int($0)) }
        ).html
    }

    /// The countries of which the smaller map shows something.
    static let nearby = Set(
        MapWindow(box: WorldMap.Extent.europeAndCentralAsia.box, width: 1000, grid: 0.5).parts.map(\.code))

    /// Countries shaded by a figure, on the smaller map where it shows all of them.
    static func world(_ counts: [(code: String, count: Int)], _ title: String, unit: String, _ words: Words) -> HTML {
        WorldMap(
            caption: caption(title, unit: unit, words),
            extent: counts.allSatisfy { nearby.contains($0.code) } ? .europeAndCentralAsia : .world,
            values: Dictionary(counts.map { ($0.code, Double($0.count)) }) { first, _ in first },
            heads: [words("country.name"), unit], name: { words.country($0) }, link: { "/countries/\($0)" },
            format: { words.number(Int($0)) }
        ).html
    }
}
