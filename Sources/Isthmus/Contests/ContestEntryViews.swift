import Procedure

/// How entries look.
enum ContestEntryViews {
    static func pill(_ state: ContestEntry.State, _ words: Words) -> HTML {
        let tone: Parts.Tone =
            switch state {
            case .draft, .submitted: .wait
            case .finalist: .good
            case .withdrawn: .quiet
            }
        return Parts.pill(words("contest_entry.state.\(state.rawValue)"), tone)
    }

    static let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String = { facet, value, words in
        switch facet {
        case "state": words("contest_entry.state.\(value)")
        case "country": words.country(value)
        case "contest": words("contest.page")
        default: value
        }
    }

    /// In which category, for whom, and what everybody will read.
    static func what(
        _ entry: ContestEntry?, _ contest: Contest, _ entrants: [ContestEntrant], _ parts: FormParts, _ words: Words
    ) -> HTML {
        let known = entry.flatMap { $0.organisationID?.text ?? $0.teamID?.text ?? $0.personID?.text }
        let allowed = entrants.filter { contest.entrants.contains($0.kind.rawValue) }
        let only = allowed.count == 1 ? allowed[0].id : nil
        let nobody: HTML? =
            allowed.isEmpty ? "<p class=\"notice wait\">\(words("contest_entry.nobody"))</p>" : nil
        return parts.section(
            "contest_entry.section",
            [
                nobody ?? "",
                parts.select(
                    "category", entry?.category ?? (contest.categories.count == 1 ? "k1" : nil),
                    contest.categories.map { ($0.code, $0.name.reading(words.language)) }, isRequired: true),
                parts.select(
                    "entrant", known ?? only,
                    entrants.map { ($0.id, "\($0.name) (\(words("contest.entrant.\($0.kind.rawValue)")))") },
                    isRequired: true),
                parts.multilingual("title", entry?.title ?? [:], limit: 300, isRequired: true),
                parts.multilingual("text", entry?.text ?? [:], rows: 4, limit: ContestEntry.longestText),
            ])
    }

    static func profile(_ profile: ContestEntryProfile, _ parts: FormParts, _ visit: Visit) -> HTML {
        let (entry, words) = (profile.entry, visit.words)
        let path = "/contest-entries/\(entry.id.text)"
        var buttons: [HTML] = []
        if entry.allows(.edit, to: visit.actor) {
            buttons.append(
                Parts.button(
                    path + "/form", words("contest_entry.edit"), isMain: true,
                    refused: profile.isOpen ? nil : words("contest.refused.closed")))
        }
        if entry.allows(.withdraw, to: visit.actor) {
            buttons.append(FormParts.button(visit, action: path + "/withdrawal", "contest_entry.withdraw"))
        }
        if profile.contest.announcedAt != nil, entry.allows(.read, to: visit.actor), profile.state != .withdrawn {
            buttons.append(Parts.button(path + "/certificate", words("event.certificate")))
        }
        let answers: HTML? = profile.form.map { form in
            AnswersViews(form, profile.answers, words, entries: profile.entries) { file in
                profile.answers.values.first { $0.value == .file(file) }.map { "\(path)/files/\($0.key)" }
            }.sections
        }
        return """
            <div class="title"><h1>\(entry.title.reading(words.language))</h1> \(pill(profile.state, words))
            <p class="lede">\(entry.entrant) · \(words.country(entry.country))</p></div>\(Parts.actions(buttons))
            <div class="columns"><div class="column">
            \(Parts.panel(words("contest.awards"), ContestViews.awards(profile.awards, words)))
            \(Parts.panel(words("contest_entry.field.text"), Parts.text(entry.text, words)))\(answers)
            \(scores(profile, words))\(judging(profile, path, parts, visit))</div>
            <aside class="facts">\(facts(profile, words))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    private static func facts(_ profile: ContestEntryProfile, _ words: Words) -> HTML {
        let (entry, contest) = (profile.entry, profile.contest)
        let way: HTML
        if let id = entry.organisationID {
            way = Parts.link("/organisations/\(id.text)", entry.entrant)
        } else if let id = entry.teamID {
            way = Parts.link("/teams/\(id.text)", entry.entrant)
        } else {
            way = entry.personID.map { Parts.link("/people/\($0.text)", entry.entrant) } ?? "\(entry.entrant)"
        }
        return Parts.facts([
            (
                words("contest_entries.column.contest"),
                Parts.link("/contests/\(contest.id.text)", contest.title.reading(words.language))
            ),
            (
                words("contest_entry.field.category"),
                contest.category(entry.category).map { "\($0.name.reading(words.language))" }
            ),
            (words("contest_entry.field.entrant"), way),
            (
                words("contest_entries.column.stand"),
                profile.stand.map { Parts.link("/contests/\(contest.id.text)/plan", $0) }
            ),
            (words("contest_entry.submitted"), entry.submittedAt.map { "\(words.moment($0))" }),
        ])
    }

    /// What jurors gave; names stand there for whoever keeps the contest alone.
    private static func scores(_ profile: ContestEntryProfile, _ words: Words) -> HTML {
        let shown = profile.scores.filter { $0.score.id != profile.ownScore?.id }
        guard !shown.isEmpty else { return "" }
        let heads: [String] = shown.enumerated().map { index, line in
            line.name.isEmpty ? words("contest_score.juror", ["number": String(index + 1)]) : line.name
        }
        let rows: [HTML] = profile.contest.criteria.map { criterion in
            let cells: [HTML] = zip(shown, heads).map { line, head in
                "<td class=\"number\" data-label=\"\(head)\">\(line.score.points[criterion.code] ?? 0)</td>"
            }
            return "<tr><th scope=\"row\">\(criterion.name.reading(words.language))</th>\(cells)</tr>"
        }
        let notes: [HTML] = zip(shown, heads).filter { !$0.0.score.note.isEmpty }.map {
            "<p><strong>\($1)</strong>: \($0.score.note)</p>"
        }
        let columns: [HTML] = heads.map { "<th scope=\"col\" class=\"number\">\($0)</th>" }
        let table: HTML = """
            <table class="records"><thead><tr><td></td>\(columns)</tr></thead><tbody>\(rows)</tbody></table>\(notes)
            """
        return Parts.panel(words("contest_score.title"), table)
    }

    /// A juror's own points, or why they cannot give any.
    private static func judging(
        _ profile: ContestEntryProfile, _ path: String, _ parts: FormParts, _ visit: Visit
    ) -> HTML {
        let (words, contest) = (visit.words, profile.contest)
        guard contest.isJuror(visit.actor) else { return "" }
        if !profile.grounds.isEmpty {
            let grounds: [HTML] = profile.grounds.map { "<li>\(words("contest_conflict.\($0.rawValue)"))</li>" }
            return Parts.panel(words("contest_score.yours"), "<ul class=\"notice wait\">\(grounds)</ul>")
        }
        guard profile.entry.allows(.score, to: visit.actor) else { return "" }
        let own = profile.ownScore
        let fields: [HTML] = contest.criteria.map { criterion in
            let name = "points.\(criterion.code)"
            let chosen = parts.typed(name) ?? own?.points[criterion.code].map { "\($0)" }
            let options: [HTML] = (0...ContestScore.most).map { value in
                "<option value=\"\(value)\"\(attribute: "selected", "\(value)" == chosen)>\(value)</option>"
            }
            let weight = words("contest.weight", ["weight": "\(criterion.weight)"])
            return """
                <div class="field"><label for="f-\(name)">\(criterion.name.reading(words.language)) \
                <span class="quiet">\(weight)</span></label>\(parts.message(name))
                <select id="f-\(name)" name="\(name)"><option value="">\(words("form.choose"))</option>\
                \(options)</select></div>
                """
        }
        let form = parts.form(
            action: path + "/scores", submit: "contest_score.give",
            fields + [parts.lines("note", own?.note, rows: 3, limit: 4_000)])
        let conflict: HTML = """
            <details><summary>\(words("contest_conflict.declare"))</summary>
            <form class="record" method="post" action="\(path)/conflicts">\(FormParts.token(visit))
            \(parts.lines("reason", nil, rows: 2, limit: 1_000, isRequired: true))
            <div class="actions"><button class="button">\(words("contest_conflict.send"))</button></div></form>
            </details>
            """
        return Parts.panel(words("contest_score.yours"), form + conflict, id: "score")
    }
}
