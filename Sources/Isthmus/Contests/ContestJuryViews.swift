/// How the jury, its ballots and its results look.
enum ContestJuryViews {
    private static func table(_ heads: [String], _ rows: [HTML]) -> HTML {
        guard !rows.isEmpty else { return "" }
        return """
            <table class="records"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    static func panel(_ panel: ContestPanel, _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let path = "/contests/\(panel.contest.id.text)"
        let heads = ["name", "scored", "conflicts"].map { words("contest_juror.column.\($0)") }
        let isOpen = panel.contest.roundClosedAt == nil
        let rows: [HTML] = panel.jurors.map { juror in
            let tool: HTML =
                isOpen
                ? " "
                    + FormParts.button(
                        visit, action: "/contest-jurors/\(juror.id.text)/deletion", "contest_juror.remove") : ""
            return """
                <tr><th scope="row" data-label="\(heads[0])">\(juror.name)\(tool)</th>
                <td class="number" data-label="\(heads[1])">\(words.number(juror.scored)) / \
                \(words.number(panel.entries - juror.conflicts))</td>
                <td class="number" data-label="\(heads[2])">\(words.number(juror.conflicts))</td></tr>
                """
        }
        let none: HTML = "<div class=\"empty\"><p>\(words("contest_juror.none"))</p></div>"
        let adding: HTML =
            isOpen
            ? Parts.panel(
                words("contest_juror.add"),
                form.form(
                    action: path + "/jurors", submit: "contest_juror.name",
                    [form.text("address", nil, type: "email", limit: 254, isRequired: true)])) : ""
        return """
            \(Parts.title(words("contest.jury"), of: panel.contest.title.reading(words.language)))
            <p class="hint">\(words("contest_juror.hint"))</p>
            \(rows.isEmpty ? none : table(heads, rows))\(adding)
            """
    }

    static func ballot(_ ballot: ContestBallot, _ words: Words) -> HTML {
        let contest = ballot.contest
        let heads = ["entry", "category", "state"].map { words("contest_score.column.\($0)") }
        let rows: [HTML] = ballot.lines.map { line in
            let state: HTML
            if !line.grounds.isEmpty {
                state = Parts.pill(words("contest_score.state.conflict"), .quiet)
            } else if let score = line.score {
                let total = words.number(score.total(by: contest.criteria))
                state =
                    Parts.pill(words("contest_score.state.done"), .good)
                    + Parts.aside("\(total) / \(words.number(contest.mostPoints))")
            } else {
                state = Parts.pill(words("contest_score.state.waits"), .wait)
            }
            let title = line.entry.title.reading(words.language)
            return """
                <tr><th scope="row" data-label="\(heads[0])">\(Parts.link(
                    "/contest-entries/\(line.entry.id.text)#score", title))<small>\(line.entry.entrant)</small></th>
                <td data-label="\(heads[1])">\(contest.category(line.entry.category)?.name.reading(
                    words.language) ?? "")</td>
                <td data-label="\(heads[2])">\(state)</td></tr>
                """
        }
        let none: HTML = "<div class=\"empty\"><p>\(words("contest.ballot.empty"))</p></div>"
        return """
            \(Parts.title(words("contest.ballot"), of: contest.title.reading(words.language)))
            <p class="hint">\(words("contest.ballot.hint"))</p>\(rows.isEmpty ? none : table(heads, rows))
            """
    }

    static func result(_ result: ContestResult, _ form: FormParts, _ visit: Visit) -> HTML {
        let (contest, words) = (result.contest, visit.words)
        let path = "/contests/\(contest.id.text)"
        let mayDecide = contest.allows(.decide, to: visit.actor)
        let isClosed = contest.roundClosedAt != nil
        let few: HTML? =
            result.few == 0
            ? nil : "<p class=\"notice wait\">\(words("contest.results.few", count: result.few))</p>"
        let tables: [HTML] = result.categories.map { category, lines, proposed in
            Parts.panel(
                category.name.reading(words.language),
                standing(lines, proposed, result, isChoosing: mayDecide && isClosed, words))
        }
        let body: HTML
        if mayDecide, isClosed, contest.announcedAt == nil {
            body = """
                <form class="record" method="post" action="\(path)/finalists">\(form.summary)\(FormParts.token(visit))
                \(form.hidden("version", String(contest.version)))\(tables)
                <div class="actions"><button class="button">\(words("contest.choose"))</button></div></form>
                """
        } else {
            body = tables.joined()
        }
        return """
            \(Parts.title(words("contest.results"), of: contest.title.reading(words.language)))
            \(few)\(body)\(awards(result, visit, mayDecide: mayDecide && isClosed))
            \(mayDecide ? steps(result, form, visit) : "")
            """
    }

    private static func standing(
        _ lines: [ContestResult.Line], _ proposed: Set<String>, _ result: ContestResult, isChoosing: Bool,
        _ words: Words
    ) -> HTML {
        var heads = ["place", "entry", "jurors", "mark"].map { words("contest.results.\($0)") }
        if result.votes != nil { heads.append(words("contest.results.votes")) }
        heads.append(words("contest.results.final"))
        let hasFinal = lines.contains { $0.entry.isFinalist }
        let rows: [HTML] = lines.map { line in
            let id = line.entry.id.text
            let isIn = hasFinal ? line.entry.isFinalist : proposed.contains(id)
            let box: HTML =
                isChoosing && result.contest.announcedAt == nil
                ? """
                <input type="checkbox" name="entries" value="\(id)" aria-label="\(heads[heads.count - 1])"\
                \(attribute: "checked", isIn)>
                """
                : line.entry.isFinalist ? ContestEntryViews.pill(.finalist, words) : ""
            let votes: HTML? = result.votes.map { all in
                "<td class=\"number\" data-label=\"\(heads[4])\">\(words.number(all[id] ?? 0))</td>"
            }
            let mark = line.jurors == 0 ? "–" : words.number(line.share * 100) + " %"
            return """
                <tr><td class="number" data-label="\(heads[0])">\(line.rank)</td>
                <th scope="row" data-label="\(heads[1])">\(Parts.link(
                    "/contest-entries/\(id)", line.entry.title.reading(words.language)))\
                <small>\(line.entry.entrant)</small></th>
                <td class="number" data-label="\(heads[2])">\(line.jurors)</td>
                <td class="number" data-label="\(heads[3])">\(mark)</td>\(votes)
                <td data-label="\(heads[heads.count - 1])">\(box)</td></tr>
                """
        }
        return table(heads, rows)
    }

    private static func awards(_ result: ContestResult, _ visit: Visit, mayDecide: Bool) -> HTML {
        let words = visit.words
        let items: [HTML] = result.awards.map { award in
            let tool: HTML =
                mayDecide
                ? " "
                    + FormParts.button(
                        visit, action: "/contest-awards/\(award.id.text)/deletion", "contest_award.remove") : ""
            return """
                <li><strong>\(award.title.reading(words.language))</strong>: \
                \(award.entryTitle.reading(words.language))\(Parts.aside(award.entrant))\(tool)</li>
                """
        }
        let list: HTML = items.isEmpty ? "" : "<ul>\(items)</ul>"
        guard mayDecide else { return Parts.panel(words("contest.awards"), list) }
        let form = FormParts(visit, kind: "contest_award")
        let options = result.categories.flatMap(\.lines).map {
            (value: $0.entry.id.text, label: $0.entry.title.reading(words.language))
        }
        let adding = form.form(
            action: "/contests/\(result.contest.id.text)/awards", submit: "contest_award.give",
            makes: ContestAward.prefix,
            [
                form.select("entry", nil, options, isRequired: true),
                form.multilingual("title", [:], limit: 200, isRequired: true),
            ])
        return Parts.panel(words("contest.awards"), list + adding)
    }

    /// What the office can do next.
    private static func steps(_ result: ContestResult, _ form: FormParts, _ visit: Visit) -> HTML {
        let (contest, words) = (result.contest, visit.words)
        let path = "/contests/\(contest.id.text)"
        if contest.roundClosedAt == nil {
            return Parts.panel(
                words("contest.close_round"),
                form.form(
                    action: path + "/round", submit: "contest.close_round",
                    [
                        form.hidden("version", String(contest.version)),
                        result.few > 0 ? form.flag("despite", false) : "",
                    ]))
        }
        guard contest.announcedAt == nil else { return "" }
        return Parts.actions([
            FormParts.button(visit, action: path + "/announcement", "contest.announce", style: "button main")
        ])
    }
}
