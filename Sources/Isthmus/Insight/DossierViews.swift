/// How dossiers look.
struct DossierViews: Sendable {
    let dossier: Dossier
    let names: DossierWords
    let sources: [EvidenceSource]
    /// Where the files of the tables are.
    let path: String
    /// What an author wrote, by section.
    var texts: [String: Multilingual] = [:]

    init(_ dossier: Dossier, _ sources: [EvidenceSource], path: String, _ words: Words) {
        (self.dossier, self.sources, self.path) = (dossier, sources, path)
        names = DossierWords(dossier, words)
    }

    private var words: Words { names.words }

    /// The whole dossier: `head` stands under the title, `foot` below the last section.
    func page(title: String, head: HTML, foot: HTML = "") -> HTML {
        let parts = parts
        let sections = parts.map { part in
            Parts.panel(names.title(of: part.name), section(part), id: part.name)
        }
        let ways: [HTML] = parts.map { part in
            "<li><a href=\"#\(part.name)\">\(names.title(of: part.name))</a></li>"
        }
        let own: HTML = texts[""].map { Parts.text($0, words) } ?? ""
        let body: HTML =
            parts.isEmpty
            ? "\(own)<div class=\"empty\"><p>\(words("dossier.empty"))</p></div>"
            : """
            <nav class="dossier-ways" aria-label="\(words("dossier.contents"))"><ul>\(ways)</ul></nav>
            \(own)\(sections)
            """
        return """
            <div class="title"><h1>\(title)</h1><p class="lede">\(lede)</p>\(head)</div>
            <div class="dossier">\(body)\(foot)</div>
            """
    }

    /// The sections with figures, and those of which an author wrote, in the order of all.
    private var parts: [DossierPart] {
        let shown = Set(dossier.parts.map(\.name))
        let order = DossierSection.all.map(\.name)
        let written = order.filter { !shown.contains($0) && texts[$0] != nil }.map { DossierPart($0) }
        guard !written.isEmpty else { return dossier.parts }
        func place(_ part: DossierPart) -> Int { order.firstIndex(of: part.name) ?? order.count }
        return (dossier.parts + written).enumerated()
            .sorted { (place($0.element), $0.offset) < (place($1.element), $1.offset) }.map(\.element)
    }

    /// One sentence with what matters most.
    private var lede: String {
        func value(_ name: String) -> String? { dossier.figure(name).map { names.text($0.cell) } }
        return [
            dossier.figure("joint_recent").map { names.lede(works: $0) },
            value("joint_projects").map { words("dossier.lede.projects", ["count": $0]) },
            value("open_calls").map { words("dossier.lede.calls", ["count": $0]) },
        ].compactMap(\.self).joined(separator: " ")
    }

    private func section(_ part: DossierPart) -> HTML {
        let text: HTML = texts[part.name].map { "<div class=\"authored\">\(Parts.text($0, words))</div>" } ?? ""
        guard !part.isEmpty else { return text }
        let notes = part.notes.map { "<p class=\"small soft\">\(words("dossier.note.\($0)"))</p>" as HTML }
        return "\(text)\(figures(part))\(part.tables.map { table($0, part) })\(notes)\(quality(part))\(source(part))"
    }

    /// Label, value with its way to the records, interval, and how it is worked out.
    private func figures(_ part: DossierPart) -> HTML {
        guard !part.figures.isEmpty else { return "" }
        let items: [HTML] = part.figures.map { figure in
            let interval: HTML? = names.interval(figure.cell).map { "<span class=\"quiet\">\($0)</span>" }
            let formula: HTML? = figure.formula.map {
                "<a class=\"small\" href=\"/dossiers/definitions#\($0)\">\(words("dossier.how"))</a>"
            }
            return """
                <div><dt>\(names.label(figure))</dt><dd><span class="value">\(shown(figure.cell))</span> \
                \(interval) \(formula)</dd></div>
                """
        }
        return "<dl class=\"figures\">\(items)</dl>"
    }

    private func shown(_ cell: DossierCell) -> HTML {
        let text = names.text(cell)
        if cell.kind == .few { return "<span class=\"quiet\">\(text)</span>" }
        return cell.address.map { Parts.link($0, text) } ?? "\(text)"
    }

    private func table(_ table: DossierTable, _ part: DossierPart) -> HTML {
        let drawing = pictures(part).html(table)
        let files: HTML = """
            <a href="\(path)/\(table.file).csv" download="">CSV</a>\
            \(drawing.isEmpty ? "" : " · <a href=\"\(path)/\(table.file).svg\" download=\"\">SVG</a>" as HTML)
            """
        let more: HTML? = table.more.flatMap { cell in
            guard let address = cell.address, (cell.value ?? 0) > Double(table.rows.count) else { return nil }
            return "\(Parts.link(address, words("dossier.more", count: Int(cell.value ?? 0)))) · "
        }
        let tools: HTML = "<p class=\"small tools\">\(more)\(files)</p>"
        // What a picture cannot tell, its table does.
        let isTold = !drawing.isEmpty && !["fields"].contains(table.name)
        guard !isTold else { return "<div class=\"drawn\" id=\"table-\(table.file)\">\(drawing)\(tools)</div>" }
        guard !table.rows.isEmpty else { return "" }
        return """
            <div class="drawn wide" id="table-\(table.file)">\(drawing)\
            <h3>\(drawing.isEmpty ? names.title(of: table) : "")</h3>\
            \(records(table))\(tools)</div>
            """
    }

    private func records(_ table: DossierTable) -> HTML {
        let heads = table.columns.map { names.head($0) }
        let numeric: Set<DossierCell.Kind> = [.number, .figure, .growth, .money, .few]
        let isNumber = table.columns.indices.map { column in
            table.rows.contains { numeric.contains($0[column].kind) }
        }
        let head: [HTML] = zip(heads, isNumber).map { head, isNumber in
            "<th scope=\"col\"\(attribute: "class", isNumber ? "number" : nil)>\(head)</th>"
        }
        let rows: [HTML] = table.rows.map { row in
            let cells: [HTML] = row.enumerated().map { column, cell in
                let interval: HTML? = names.interval(cell).map { "<small>\($0)</small>" }
                let content: HTML = "\(shown(cell))\(interval)"
                if column == 0 { return "<th scope=\"row\">\(content)</th>" }
                return """
                    <td\(attribute: "class", isNumber[column] ? "number" : nil) data-label="\(heads[column])">\
                    \(content)</td>
                    """
            }
            return "<tr>\(cells)</tr>"
        }
        return """
            <div class="scroll"><table class="records"><thead><tr>\(head)</tr></thead><tbody>\(rows)</tbody></table>\
            </div>
            """
    }

    func pictures(_ part: DossierPart) -> DossierPictures {
        DossierPictures(dossier: dossier, names: names, source: sourceText(part))
    }

    private func sourceText(_ part: DossierPart) -> String {
        guard let code = part.source, let source = sources.first(where: { $0.code == code }) else {
            return words("dossier.source.own", ["day": words.day(dossier.at.day)])
        }
        let day = part.asOf.flatMap { Day($0) } ?? source.asOf
        return DossierWords.source(source, day, words)
    }

    /// How far the figures can be trusted, on a quiet line.
    private func quality(_ part: DossierPart) -> HTML {
        let lines: [HTML] = (part.quality ?? []).filter { $0.cell.kind != .none }.map { figure in
            "<li>\(names.quality(figure)): \(shown(figure.cell))</li>"
        }
        guard !lines.isEmpty else { return "" }
        return """
            <div class="small soft quality"><span>\(words("dossier.quality"))</span> <ul>\(lines)</ul></div>
            """
    }

    private func source(_ part: DossierPart) -> HTML {
        guard let code = part.source, let source = sources.first(where: { $0.code == code }) else {
            let changed = part.asOf.flatMap { Day($0) }.map { words("dossier.source.changed", ["day": words.day($0)]) }
            return "<p class=\"small soft\">\(sourceText(part)) \(changed)</p>"
        }
        return """
            <p class="small soft">\(sourceText(part)) \(Parts.link("/evidence/\(code)", source.title.reading(
                words.language)))</p>
            """
    }

    /// Every figure and cell as lines of a file; countries by their names, with their codes beside.
    static func csv(_ table: DossierTable, _ names: DossierWords) -> (columns: [String], rows: [[String]]) {
        let hasBounds = table.columns.indices.map { column in table.rows.contains { $0[column].lower != nil } }
        let isCountry = table.columns.indices.map { column in table.rows.contains { $0[column].kind == .country } }
        var columns: [String] = []
        for (column, name) in table.columns.enumerated() {
            let head = names.head(name)
            columns += hasBounds[column] ? [head, "\(head) (2.5 %)", "\(head) (97.5 %)"] : [head]
            if isCountry[column] { columns.append(names.words("country.code")) }
        }
        let rows = table.rows.map { row in
            row.enumerated().flatMap { column, cell -> [String] in
                let bounds = [cell.lower, cell.upper].map { bound in
                    cell.kind == .few ? "" : bound.map { "\($0)" } ?? ""
                }
                guard !isCountry[column] else { return [names.text(cell), names.plain(cell)] }
                return [names.plain(cell)] + (hasBounds[column] ? bounds : [])
            }
        }
        return (columns, rows)
    }
}
