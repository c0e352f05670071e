/// Who wrote how much with whom, among the countries with most in the directory; a cell opens its dossier.
struct PairMatrix {
    private let strongest: StrongestPairs
    private let words: Words
    private let countries: [String]
    private let works: [String: Int]

    init(_ strongest: StrongestPairs, _ words: Words) {
        (self.strongest, self.words) = (strongest, words)
        countries = Set(strongest.pairs.flatMap { [$0.first, $0.second] }).sorted()
        works = Dictionary(strongest.pairs.map { ("\($0.first):\($0.second)", $0.works) }) { first, _ in first }
    }

    private var title: String {
        let years = Set([strongest.years.lowerBound, strongest.years.upperBound]).sorted()
            .map { String($0) }.joined(separator: "–")
        return words("dossiers.matrix.finding", ["years": years])
    }
    private var source: String { DossierWords.source(strongest.source, strongest.source.asOf, words) }

    /// Nothing for fewer than three countries: a single pair is no matrix.
    private var picture: HTML {
        guard countries.count > 2 else { return "" }
        let cells = countries.map { row in
            countries.map { column -> MatrixChart.Cell in
                let sides = CooperatingSides("\(row):\(column)")
                return MatrixChart.Cell(
                    value: sides.flatMap { works[$0.text] }.map { Double($0) }, href: sides?.path)
            }
        }
        let words = words
        return MatrixChart(
            caption: DirectoryCharts.caption(title, unit: words("dossiers.matrix.unit"), source: source, words),
            rows: countries.map { words.country($0) }, columns: countries, cells: cells,
            format: { words.number(Int($0)) }
        ).html
    }

    /// The picture with its files.
    var panel: HTML {
        let picture = picture
        guard !picture.isEmpty else { return "" }
        return """
            <div class="drawn">\(picture)<p class="small tools">\
            <a href="/dossiers/pairs.csv" download="">CSV</a> · <a href="/dossiers/pairs.svg" download="">SVG</a></p>\
            </div>
            """
    }

    /// The drawing alone, as a file.
    var drawing: String? { ChartFile.drawing(picture, note: "\(title) · \(source)") }

    /// A line for each pair, the most works first.
    var lines: (columns: [String], rows: [[String]]) {
        let pairs = strongest.pairs.sorted { ($1.works, $0.first, $0.second) < ($0.works, $1.first, $1.second) }
        let code = words("country.code")
        return (
            [words("dossiers.first"), code, words("dossiers.second"), code, words("dossier.column.works")],
            pairs.map {
                [words.country($0.first), $0.first, words.country($0.second), $0.second, String($0.works)]
            }
        )
    }
}
