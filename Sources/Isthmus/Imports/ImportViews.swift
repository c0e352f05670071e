/// How imports look: the form, what they would do or did, and the list of past ones.
enum ImportViews {
    static func list(_ runs: [ImportRun], _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let kinds = ImportKind.allCases.map { (value: $0.rawValue, label: words("imports.kind.\($0.rawValue)")) }
        let inputs: [HTML] = (1...ImportPages.mostFiles).map { number in
            let name = "file_\(number)"
            return form.field(name, isRequired: number == 1) { id, described in
                """
                <input type="file" id="\(id)" name="\(name)" accept=".csv,.xlsx,.json,.jsonl,.gz"\
                \(attribute: "required", number == 1)\(described)>
                """
            }
        }
        let sides: HTML = form.field("sides", isRequired: false) { id, described in
            "<input type=\"file\" id=\"\(id)\" name=\"sides\" accept=\".csv,.tsv,.xlsx\"\(described)>"
        }
        let templates: [HTML] = ["organisations", "people", "programmes", "mobility"].flatMap { kind in
            ["csv", "xlsx"].map { format in
                Parts.link(
                    "/office/imports/templates/\(kind).\(format)",
                    "\(words("imports.kind.\(kind)")), \(format.uppercased())")
            }
        }
        return """
            <div class="title"><h1>\(words("imports.title"))</h1><p class="lede">\(words("imports.lede"))</p></div>
            \(form.form(
                action: "/office/imports", submit: "imports.send", isUpload: true,
                [form.select("kind", nil, kinds, isRequired: true)] + inputs + [sides]))
            \(Parts.panel(words("imports.templates"), "<p>\(templates.joined(" · "))</p>"))
            \(Parts.panel(words("imports.past"), past(runs, words)))
            """
    }

    private static func head(_ text: String) -> HTML { "<th scope=\"col\">\(text)</th>" }

    private static func past(_ runs: [ImportRun], _ words: Words) -> HTML {
        guard !runs.isEmpty else { return "<p>\(words("imports.past.none"))</p>" }
        let heads = ["when", "kind", "files", "who"].map { words("imports.column.\($0)") }
        let rows: [HTML] = runs.map { run in
            """
            <tr><td data-label="\(heads[0])"><a href="/office/imports/\(run.id)">\(words.moment(run.createdAt))</a></td>
            <td data-label="\(heads[1])">\(words("imports.kind.\(run.kind.rawValue)"))</td>
            <td data-label="\(heads[2])">\(run.files.joined(separator: ", "))</td>
            <td data-label="\(heads[3])">\(run.actorName)</td></tr>
            """
        }
        return """
            <table class="records"><thead><tr>\(heads.map(head))</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    static func preview(_ report: ImportReport, _ upload: ImportUpload, _ visit: Visit) -> HTML {
        let words = visit.words
        let lede =
            report.issues.isEmpty
            ? (report.isChange ? "imports.preview.lede" : "imports.preview.same") : "imports.nothing_written"
        let path = "/office/imports/previews/\(upload.id)/confirmation"
        let confirm: HTML =
            report.issues.isEmpty && report.isChange
            ? FormParts.button(visit, action: path, "imports.confirm", style: "button main") : ""
        return """
            <div class="title"><h1>\(words("imports.preview"))</h1><p class="lede">\(words(lede))</p></div>
            \(issues(report, words))\(outcome(report, words))
            <div class="actions">\(confirm)\(Parts.button("/office/imports", words("imports.back")))</div>
            """
    }

    static func run(_ run: ImportRun, _ visit: Visit) -> HTML {
        let words = visit.words
        return """
            <div class="title"><h1>\(words("imports.kind.\(run.kind.rawValue)"))</h1>
            <p class="lede">\(words.moment(run.createdAt)), \(run.actorName)</p></div>
            \(outcome(run.report, words))
            """
    }

    private static func outcome(_ report: ImportReport, _ words: Words) -> HTML {
        let heads = ["new", "changed", "unchanged", "left", "dropped"].map { words("imports.number.\($0)") }
        let rows: [HTML] = report.counts.map { count in
            let numbers = [count.new, count.changed, count.unchanged, count.left, count.dropped]
            let cells: [HTML] = zip(heads, numbers).map { head, number in
                "<td class=\"number\" data-label=\"\(head)\">\(words.number(number))</td>"
            }
            return "<tr><th scope=\"row\">\(words("imports.line.\(count.kind)"))</th>\(cells)</tr>"
        }
        let table: HTML =
            rows.isEmpty
            ? ""
            : """
            <table class="records"><thead><tr><td></td>\(heads.map(head))</tr>
            </thead><tbody>\(rows)</tbody></table>
            """
        let repairs: [HTML] = report.repairs.map { repair in
            let places = repair.places.joined(separator: ", ") + (repair.count > repair.places.count ? ", …" : "")
            return """
                <li>\(words(repair.key, repair.values)): \(words.number(repair.count))
                <span class="quiet">\(places)</span></li>
                """
        }
        return Parts.panel(words("imports.files"), "<p>\(report.files.joined(separator: ", "))</p>")
            + Parts.panel(words("imports.counts"), table)
            + Parts.panel(words("imports.repairs"), repairs.isEmpty ? "" : "<ul>\(repairs)</ul>")
    }

    private static func issues(_ report: ImportReport, _ words: Words) -> HTML {
        guard !report.issues.isEmpty else { return "" }
        let heads = ["file", "line", "field", "reason"].map { words("imports.column.\($0)") }
        let rows: [HTML] = report.issues.map { issue in
            """
            <tr><td data-label="\(heads[0])">\(issue.file)</td>
            <td class="number" data-label="\(heads[1])">\(issue.line > 0 ? String(issue.line) : "")</td>
            <td data-label="\(heads[2])">\(issue.field)</td>
            <td data-label="\(heads[3])">\(words(issue.key, issue.values))</td></tr>
            """
        }
        let further =
            report.furtherIssues > 0 ? words("imports.further", ["count": words.number(report.furtherIssues)]) : ""
        return Parts.panel(
            words("imports.issues"),
            """
            <table class="records"><thead><tr>\(heads.map(head))</tr></thead>
            <tbody>\(rows)</tbody></table>\(further.isEmpty ? "" : "<p>\(further)</p>")
            """)
    }
}
