/// How the matrices of the inventory look.
enum MatrixViews {
    static func funding(_ matrix: FundingMatrix, _ currencies: [String], _ visit: Visit) -> HTML {
        let words = visit.words
        let names = matrix.sides.map { CountrySide.name($0, words) }
        let balance = matrix.balance
        let title = words(
            "funding.finding", ["both": words.number(balance.both), "one": words.number(balance.one)])
        var caption = DirectoryCharts.caption(
            title,
            unit: matrix.currency.map { words("funding.unit_amount", ["currency": $0]) } ?? words("funding.unit_count"),
            words)
        caption.download = "/inventory/funding.csv" + visit.query.without("lang").address
        let cells = matrix.sides.map { payer in
            matrix.sides.map { partner -> MatrixChart.Cell in
                guard let cell = matrix.cell(payer, partner) else { return MatrixChart.Cell() }
                let value = matrix.currency.map { Money(minor: cell.amountMinor, currency: $0).inUnits / 1_000 }
                let query = Query([("payer", payer), ("party", partner), ("status", "active")])
                return MatrixChart.Cell(
                    value: value ?? Double(cell.programmes), href: "/programmes" + query.address)
            }
        }
        let left: HTML =
            matrix.left > 0 ? "<p class=\"quiet\">\(words("funding.left", count: matrix.left))</p>" : ""
        return """
            <div class="title"><h1>\(words("funding.title"))</h1><p class="lede">\(words("funding.lede"))</p></div>
            \(choice(currencies, matrix.currency, words))
            \(MatrixChart(
                caption: caption, rows: names, columns: names, cells: cells,
                format: { words.number(Int($0.rounded())) }).html)\(left)
            """
    }

    private static func choice(_ currencies: [String], _ chosen: String?, _ words: Words) -> HTML {
        let options: [HTML] = currencies.map {
            "<option value=\"\($0)\"\(attribute: "selected", $0 == chosen)>\($0)</option>"
        }
        return """
            <form class="inline" action="/inventory/funding"><div class="field">
            <label for="f-currency">\(words("funding.show"))</label>
            <select id="f-currency" name="currency"><option value="">\(words("funding.unit_count"))</option>\
            \(options)</select></div><button>\(words("calls.show"))</button></form>
            """
    }

    static func row(_ key: String, _ kind: GapMatrix.Kind, _ words: Words) -> String {
        kind == .pairs ? CountryPair(key)?.name(words) ?? key : CompetenceViews.topic(key, words)
    }

    static func column(_ key: String, _ kind: GapMatrix.Kind, _ words: Words) -> String {
        kind == .pairs ? CompetenceViews.topic(key, words) : words("call.stage.\(key)")
    }

    static func gaps(_ matrix: GapMatrix, _ visit: Visit) -> HTML {
        let words = visit.words
        let pair = matrix.pair.flatMap { CountryPair($0) }
        let title = words("gaps.finding", count: matrix.gaps)
        var caption = DirectoryCharts.caption(title, unit: words("gaps.unit"), words)
        caption.download = "/inventory/gaps.csv" + visit.query.without("lang").address
        let cells = zip(matrix.rows, matrix.counts).map { row, counts in
            zip(matrix.columns, counts).map { column, count in
                let items =
                    matrix.kind == .pairs
                    ? [("pair", row), ("theme", column)]
                    : [("pair", matrix.pair ?? ""), ("theme", row), ("stage", column)]
                return MatrixChart.Cell(value: Double(count), href: "/inventory/gaps/records" + Query(items).address)
            }
        }
        let rows = matrix.rows.map { row($0, matrix.kind, words) }
        let columns = matrix.columns.map { column($0, matrix.kind, words) }
        return """
            <div class="title"><h1>\(words("gaps.title"))</h1>
            <p class="lede">\(pair.map { words("gaps.lede_pair", ["pair": $0.name(words)]) } ?? words("gaps.lede"))</p>
            </div>\(pairForm(pair, words))
            \(MatrixChart(
                caption: caption, rows: rows, columns: columns, cells: cells, format: { words.number(Int($0)) }).html)
            \(bare(matrix.barePairs, words))\(matrix.kind == .pairs ? links(matrix.rows, words) : "")
            """
    }

    /// The greatest gaps: pairs that no row of the matrix shows.
    private static func bare(_ pairs: [CountryPair], _ words: Words) -> HTML {
        guard !pairs.isEmpty else { return "" }
        let items: [HTML] = pairs.map { pair in
            "<li>\(Parts.link("/inventory/gaps" + Query([("pair", pair.text)]).address, pair.name(words)))</li>"
        }
        return "<details><summary>\(words("gaps.bare", count: pairs.count))</summary><ul>\(items)</ul></details>"
    }

    private static func links(_ pairs: [String], _ words: Words) -> HTML {
        let items: [HTML] = pairs.map { pair in
            "<li>\(Parts.link("/inventory/gaps" + Query([("pair", pair)]).address, row(pair, .pairs, words)))</li>"
        }
        return items.isEmpty ? "" : Parts.panel(words("gaps.by_pair"), "<ul>\(items)</ul>")
    }

    private static func pairForm(_ pair: CountryPair?, _ words: Words) -> HTML {
        func select(_ name: String, _ chosen: String?) -> HTML {
            let options: [HTML] = Countries.sorted(in: words.language).map { country in
                let isChosen = country.code == chosen
                return """
                    <option value="\(country.code)"\(attribute: "selected", isChosen)>\(words.country(country.code))\
                    </option>
                    """
            }
            return """
                <div class="field"><label for="f-\(name)">\(words("gaps.country.\(name)"))</label>
                <select id="f-\(name)" name="\(name)"><option value=""></option>\(options)</select></div>
                """
        }
        return """
            <form class="inline" action="/inventory/gaps">\(select("a", pair?.first))\(select("b", pair?.second))
            <button>\(words("calls.show"))</button></form>
            """
    }

    static func records(_ records: [CoveringRecord], _ place: String, _ words: Words) -> HTML {
        let items: [HTML] = records.map { record in
            let kind = words("journal.kind.\(record.kind.rawValue)")
            return """
                <li>\(Parts.link("\(record.kind.path)/\(record.id)", record.title.reading(words.language))) \
                <span class="quiet">\(kind)</span></li>
                """
        }
        let list: HTML = items.isEmpty ? "<p>\(words("gaps.none"))</p>" : "<ul>\(items)</ul>"
        return """
            <div class="title"><h1>\(words("gaps.records"))</h1><p class="lede">\(place)</p></div>\(list)
            """
    }
}
