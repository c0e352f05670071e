/// How merges look.
enum MergeViews {
    /// Which two: by their ids or the addresses of their pages.
    static func ask(_ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        return """
            <div class="title"><h1>\(words("merge.add"))</h1><p class="lede">\(words("merge.add.lede"))</p></div>
            <form class="record" action="/office/merges/new">\(form.summary)
            \(form.text("kept", nil, limit: 300, isRequired: true))
            \(form.text("gone", nil, limit: 300, isRequired: true))
            <div class="actions"><button class="button main">\(words("duplicates.compare"))</button>
            <a class="button" href="/office/duplicates">\(words("form.cancel"))</a></div></form>
            """
    }

    static func preview(_ preview: MergePreview, _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let swapped = Query([
            ("kind", preview.kind.rawValue), ("kept", preview.gone.id), ("gone", preview.kept.id),
        ]).address
        let obstacles: [HTML] = preview.obstacles.map { "<li>\(words($0))</li>" }
        let confirm: HTML =
            obstacles.isEmpty
            ? "<button class=\"button main\">\(words("merge.confirm"))</button>"
            : "<ul class=\"why\">\(obstacles)</ul>"
        return """
            <div class="title"><h1>\(words("merge.title"))</h1><p class="lede">\(words("merge.lede"))</p></div>
            \(suggestion(preview, visit))
            <form method="post" action="/office/merges" novalidate>\(form.summary)\(FormParts.token(visit))
            \(form.made(Merge.prefix))\(form.hidden("kind", preview.kind.rawValue))
            \(form.hidden("kept", preview.kept.id))\(form.hidden("gone", preview.gone.id))
            \(form.hidden("kept_version", String(preview.kept.version)))
            \(form.hidden("gone_version", String(preview.gone.version)))
            \(table(preview, form, words))
            \(Parts.panel(words("merge.moves"), moves(preview.moves, words)))
            <div class="actions">\(confirm)
            \(Parts.button("/office/merges/new\(swapped)", words("merge.swap")))
            <a class="button" href="/office/duplicates">\(words("form.cancel"))</a></div></form>
            """
    }

    /// Why both were suggested, and the way to say that they are not the same.
    private static func suggestion(_ preview: MergePreview, _ visit: Visit) -> HTML {
        guard let duplicate = preview.duplicate else { return "" }
        return Parts.panel(
            visit.words("duplicates.column.reasons"),
            """
            \(DuplicateViews.list(duplicate.reasons, visit.words))\
            \(DuplicateViews.dismissal(duplicate.id, isDismissed: duplicate.dismissedAt != nil, visit))
            """)
    }

    private static func table(_ preview: MergePreview, _ form: FormParts, _ words: Words) -> HTML {
        let (kept, gone) = (words("merge.side.kept"), words("merge.side.gone"))
        func head(_ side: MergePreview.Side, _ label: String) -> HTML {
            "<th scope=\"col\">\(label): \(Parts.link("\(preview.kind.path)/\(side.id)", side.name))</th>"
        }
        let rows: [HTML] = preview.rows.filter { !$0.kept.isEmpty || !$0.gone.isEmpty }.map { row in
            let outcome = words("merge.outcome.\(row.outcome.rawValue)")
            let pill: HTML =
                row.outcome == .choice
                ? Parts.pill(outcome, .wait)
                : row.outcome == .same ? "<span class=\"quiet\">\(outcome)</span>" : "\(outcome)"
            return """
                <tr><th scope="row">\(label(row.field, preview.kind, words))</th>
                <td data-label="\(kept)">\(cell(row, .kept, preview.kind, form, words))</td>
                <td data-label="\(gone)">\(cell(row, .gone, preview.kind, form, words))</td>
                <td data-label="\(words("merge.outcome"))">\(pill)</td></tr>
                """
        }
        return """
            <table class="records"><thead><tr><td></td>\(head(preview.kept, kept))\(head(preview.gone, gone))
            <th scope="col">\(words("merge.outcome"))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    /// The values of one side; a choice has a button for each.
    private static func cell(
        _ row: MergePreview.Row, _ side: MergeSide, _ kind: ProfileKind, _ form: FormParts, _ words: Words
    ) -> HTML {
        let values = side == .kept ? row.kept : row.gone
        let shown: [HTML] = values.map { "<div>\(value($0, of: row.field, kind, words))</div>" }
        guard row.outcome == .choice else { return "\(shown)" }
        let name = "choose.\(row.field)"
        let isChosen = (form.typed(name) == MergeSide.gone.rawValue) == (side == .gone)
        let id = side == .kept ? "f-\(name)" : "f-\(name)-gone"
        return """
            <label class="choice"><input type="radio" id="\(id)" name="\(name)" value="\(side.rawValue)"\
            \(attribute: "checked", isChosen)> <span>\(shown)</span></label>
            """
    }

    private static func label(_ field: String, _ kind: ProfileKind, _ words: Words) -> String {
        if field.hasPrefix("name_"), let script = WritingScript(rawValue: String(field.dropFirst(5))) {
            return words("person.field.names") + " (\(script.name(in: words.language)))"
        }
        return words("\(kind.rawValue).field.\(field)")
    }

    private static func value(_ value: String, of field: String, _ kind: ProfileKind, _ words: Words) -> String {
        switch field {
        case "country": words.country(value)
        case "kind": words("organisation.kind.\(value)")
        case "status": words("profile.status.\(value)")
        case "languages": words.language(named: value)
        default: value
        }
    }

    private static func moves(_ moves: [MergePreview.Move], _ words: Words) -> HTML {
        guard !moves.isEmpty else { return "<p>\(words("merge.moves.none"))</p>" }
        let items: [HTML] = moves.map { "<li>\(words("merge.move.\($0.kind)")): \(words.number($0.count))</li>" }
        return "<ul>\(items)</ul>"
    }

    static func record(_ record: MergeRecord, _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let chosen = record.chosen.map { label($0, record.kind, words) }.joined(separator: ", ")
        let undone: HTML? = record.undoneAt.map { at in
            "\(words.moment(at)) <span class=\"quiet\">\(record.undoneBy ?? "")</span>"
        }
        return """
            <div class="title"><h1>\(words("merge.of", ["name": record.goneName]))</h1>
            \(record.undoneAt == nil ? "" : Parts.pill(words("merges.state.undone"), .quiet))
            <p class="lede">\(words("merge.into")) \
            \(Parts.link("\(record.kind.path)/\(record.keptID)", record.keptName))</p></div>
            \(undo(record, form, visit))
            <div class="columns"><div class="column">
            \(Parts.panel(words("merge.changes"), moves(record.changes, words)))
            \(Parts.panel(words("merge.stayed"), stayed(record, words)))
            </div><aside class="facts">\(Parts.facts([
                (words("merges.column.created"), "\(words.moment(record.createdAt))"),
                (words("merges.column.by"), record.mergedBy.isEmpty ? nil : "\(record.mergedBy)"),
                (words("merge.chosen"), chosen.isEmpty ? nil : "\(chosen)"),
                (words("merges.state.undone"), undone),
            ]))</aside></div>
            """
    }

    private static func undo(_ record: MergeRecord, _ form: FormParts, _ visit: Visit) -> HTML {
        guard record.undoneAt == nil else { return "" }
        if let obstacle = record.obstacle {
            return Parts.actions([
                Parts.button(
                    "/office/merges/\(record.id.text)", visit.words("merge.undo"), refused: visit.words(obstacle))
            ])
        }
        return form.form(
            action: "/office/merges/\(record.id.text)/reversal", submit: "merge.undo",
            ["<p>\(visit.words("merge.undo.lede"))</p>", form.hidden("version", String(record.version))])
    }

    private static func stayed(_ record: MergeRecord, _ words: Words) -> HTML {
        guard record.undoneAt != nil else { return "" }
        let items: [HTML] = record.stayed.map { item in
            let field =
                item.kind == record.kind.rawValue && !item.field.isEmpty
                ? ": " + label(item.field, record.kind, words) : ""
            return "<li>\(words("merge.move.\(item.kind)"))\(field) <span class=\"quiet\">\(item.id)</span></li>"
        }
        return items.isEmpty ? "<p>\(words("merge.stayed.none"))</p>" : "<ul>\(items)</ul>"
    }
}
