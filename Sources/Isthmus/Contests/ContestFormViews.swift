/// The organisers' form of a contest.
enum ContestFormViews {
    static func form(
        _ contest: Contest?, of event: Event, _ forms: [FormVersion], _ form: FormParts, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let path = contest.map { "/contests/\($0.id.text)" } ?? "/events/\(event.id.text)/contests"
        let choices = forms.map { version in
            (
                value: version.id.text,
                label: version.title.reading(words.language) + ", "
                    + words("forms.version", ["number": "\(version.number)"])
            )
        }
        let statuses = FormVersion.Status.allCases.map {
            (value: $0.rawValue, label: words("contest.status.\($0.rawValue)"))
        }
        return """
            \(Parts.title(
                words(contest == nil ? "contest.add" : "contest.edit"),
                of: (contest?.title ?? event.title).reading(words.language)))
            \(form.form(
                action: path, submit: "contest.save", cancel: contest == nil ? "/events/\(event.id.text)" : path,
                makes: contest == nil ? Contest.prefix : nil, [
                contest.map { form.hidden("version", String($0.version)) } ?? "",
                form.multilingual("title", contest?.title ?? [:], limit: 300, isRequired: true),
                form.multilingual("text", contest?.text ?? [:], rows: 6, limit: 20_000),
                categories(contest, form, words), criteria(contest, form, words),
                form.select("form", contest?.formID.text, choices, isRequired: true),
                rules(contest, form, words), times(contest, form),
                form.flag("shows_entries", contest?.showsEntries ?? false),
                form.select("status", contest?.status.rawValue ?? "draft", statuses, isRequired: true),
            ]))
            """
    }

    /// By which a row is known again, whatever it is called now.
    private static func code(_ row: String, _ code: String?, _ form: FormParts) -> HTML {
        code.map { form.hidden("\(row).code", $0) } ?? ""
    }

    private static func categories(_ contest: Contest?, _ form: FormParts, _ words: Words) -> HTML {
        let known = contest?.categories ?? []
        let rows: [HTML] = (0..<max(known.count + 1, 3)).map { index in
            let category = index < known.count ? known[index] : nil
            return """
                <div class="row">\(code("categories.\(index)", category?.code, form))\(form.multilingual(
                    "categories.\(index).name", category?.name ?? [:], limit: 200))</div>
                """
        }
        return """
            <fieldset class="rows" id="f-categories"><legend>\(words("contest.field.categories"))</legend>
            <p class="hint">\(words("contest.categories.hint"))</p>\(form.message("categories"))\(rows)</fieldset>
            """
    }

    private static func criteria(_ contest: Contest?, _ form: FormParts, _ words: Words) -> HTML {
        let known = contest?.criteria ?? []
        let rows: [HTML] = (0..<max(known.count + 1, 3)).map { index in
            let (name, criterion) = ("criteria.\(index)", index < known.count ? known[index] : nil)
            return """
                <div class="row">\(code(name, criterion?.code, form))\(form.multilingual(
                    "\(name).name", criterion?.name ?? [:], limit: 200))
                \(form.text("\(name).weight", criterion.map { String($0.weight) }, limit: 4))</div>
                """
        }
        return """
            <fieldset class="rows" id="f-criteria"><legend>\(words("contest.field.criteria"))</legend>
            <p class="hint">\(words("contest.criteria.hint"))</p>\(form.message("criteria"))\(rows)</fieldset>
            """
    }

    private static func rules(_ contest: Contest?, _ form: FormParts, _ words: Words) -> HTML {
        form.section(
            "contest.section.rules",
            [
                form.text(
                    "entrants", (contest?.entrants ?? Contest.Entrant.allCases.map(\.rawValue)).joined(separator: ", "),
                    limit: 100, isRequired: true),
                form.lines("countries", contest?.countries.map { words.country($0) }.joined(separator: ", "), rows: 2),
                form.flag("one_per_category", contest?.onePerCategory ?? true),
                form.text("finalists", contest.map { String($0.finalists) } ?? "3", limit: 4),
            ])
    }

    private static func times(_ contest: Contest?, _ form: FormParts) -> HTML {
        form.section(
            "contest.section.times",
            [
                form.text("opens", contest?.opens?.description, limit: 40),
                form.text("closes", contest?.closes.description, limit: 40, isRequired: true),
                form.text("vote_opens", contest?.voteOpens?.description, limit: 40),
                form.text("vote_closes", contest?.voteCloses?.description, limit: 40),
            ])
    }
}
