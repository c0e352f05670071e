import Procedure

/// How forms look to those who write them: list, versions, preview, text with its faults, differences.
enum FormTextViews {
    static func pill(_ status: FormVersion.Status, _ words: Words) -> HTML {
        let tone: Parts.Tone =
            switch status {
            case .draft: .wait
            case .published: .good
            case .withdrawn: .bad
            }
        return Parts.pill(words("forms.status.\(status.rawValue)"), tone)
    }

    static func languages(_ codes: [String], _ words: Words) -> String {
        codes.map { words.language(named: $0) }.joined(separator: ", ")
    }

    static func tools(_ visit: Visit) -> HTML {
        var buttons: [HTML] = []
        if FormVersion.refusalOfCreating(to: visit.actor) == nil {
            buttons.append(Parts.button("/forms/new", visit.words("forms.add"), isMain: true))
        }
        if visit.actor.isSignedIn { buttons.append(Parts.button("/answers", visit.words("answers.title"))) }
        return Parts.actions(buttons)
    }

    static func profile(_ profile: FormProfile, _ audience: Form.Audience, _ visit: Visit) -> HTML {
        let (version, words) = (profile.version, visit.words)
        let lede = words("forms.lede", ["number": "\(version.number)", "code": version.code])
        return """
            <div class="title"><h1>\(version.title.reading(words.language))</h1> \(pill(version.status, words))
            <p class="lede">\(lede)</p></div>
            \(Parts.actions(buttons(profile, visit)))
            <div class="columns"><div class="column">\(audiences(version, audience, visit))
            \(FormViews(profile.form.seen(by: audience), words).preview)</div>
            <aside class="facts">\(facts(profile, words))
            \(Parts.panel(words("forms.versions"), versions(profile, visit)))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    private static func buttons(_ profile: FormProfile, _ visit: Visit) -> [HTML] {
        let (version, words, actor) = (profile.version, visit.words, visit.actor)
        let path = "/forms/\(version.id.text)"
        var buttons: [HTML] = []
        if version.allows(.answer, to: actor) {
            let draft = profile.draft
            buttons.append(
                Parts.button(
                    draft.map { "/answers/\($0.id.text)/form" } ?? path + "/answers/new",
                    words(draft == nil ? "forms.answer" : "forms.go_on"), isMain: true))
        } else if version.status == .published, version.isOpen, !actor.isSignedIn {
            buttons.append(
                Parts.button(
                    path + "/answers/new", words("forms.answer"), isMain: true, refused: words("forms.refused.account"))
            )
        }
        if version.allows(.edit, to: actor) {
            buttons.append(Parts.button(path + "/form", words("forms.edit"), isMain: true))
            buttons.append(FormParts.button(visit, action: path + "/publication", "forms.publish"))
        }
        if FormVersion.refusalOfCreating(to: actor) == nil, version.status != .draft {
            buttons.append(FormParts.button(visit, action: path + "/versions", "forms.revise"))
        }
        if version.allows(.read, to: actor) {
            buttons.append(Parts.button(path + "/text.yaml", words("forms.export")))
        }
        if version.allows(.withdraw, to: actor) {
            buttons.append(FormParts.button(visit, action: path + "/withdrawal", "forms.withdraw"))
        }
        return buttons
    }

    /// Whose view the preview is; the office alone may change it.
    private static func audiences(_ version: FormVersion, _ chosen: Form.Audience, _ visit: Visit) -> HTML {
        guard version.allows(.read, to: visit.actor) else { return "" }
        let links: [HTML] = [Form.Audience.applicant, .reviewer, .office].map { audience in
            let label = visit.words("forms.audience.\(audience.rawValue)")
            let current: HTML = audience == chosen ? " aria-current=\"true\"" : ""
            return "<a href=\"/forms/\(version.id.text)?as=\(audience.rawValue)\"\(current)>\(label)</a>"
        }
        return "<p>\(visit.words("forms.seen_by")) \(links.joined(" · "))</p>"
    }

    private static func facts(_ profile: FormProfile, _ words: Words) -> HTML {
        let version = profile.version
        return Parts.facts([
            (words("forms.column.languages"), "\(languages(version.languages, words))"),
            (words("forms.column.questions"), "\(words.number(version.questions))"),
            (words("forms.field.is_open"), "\(words(version.isOpen ? "forms.open" : "forms.not_open"))"),
            (words("forms.published_at"), version.publishedAt.map { "\(words.day($0.day))" }),
        ])
    }

    private static func versions(_ profile: FormProfile, _ visit: Visit) -> HTML {
        let words = visit.words
        let items: [HTML] = profile.versions.map { line in
            let name: HTML =
                line.id == profile.version.id
                ? "<strong>\(words("forms.version", ["number": "\(line.number)"]))</strong>"
                : Parts.link("/forms/\(line.id.text)", words("forms.version", ["number": "\(line.number)"]))
            return "<li>\(name) \(pill(line.status, words))</li>"
        }
        var links: [HTML] = []
        let path = "/forms/\(profile.version.id.text)"
        if profile.version.allows(.read, to: visit.actor) {
            if let previous = profile.previous {
                let address = path + "/differences" + Query([("from", previous.id.text)]).address
                links.append(Parts.link(address, words("forms.differences")))
            }
            let answers = "/answers" + Query([("form", profile.version.id.text)]).address
            links.append(Parts.link(answers, words("forms.answers", count: profile.answered)))
            links.append(Parts.link(path + "/answers.csv", "CSV"))
            links.append(Parts.link(path + "/answers.xlsx", "XLSX"))
        }
        return "<ul>\(items)</ul>\(links.isEmpty ? "" : "<p>\(links.joined(" · "))</p>")"
    }

    /// The text in a field as wide as the page, with what is wrong line by line.
    static func editor(_ version: FormVersion?, _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let path = version.map { "/forms/\($0.id.text)" } ?? "/forms"
        let text = form.typed("text") ?? version?.text ?? FormTextViews.example
        return """
            \(Parts.title(
                words(version == nil ? "forms.add" : "forms.edit"),
                of: version.map { $0.title.reading(words.language) }))
            \(form.form(
                action: path, submit: "forms.save", cancel: path, isUpload: true,
                makes: version == nil ? FormVersion.prefix : nil, [
                version.map { form.hidden("version", String($0.version)) } ?? "",
                form.field("text", isRequired: true) { id, described in
                    """
                    \(excerpts(of: text, form))<textarea id="\(id)" name="text" rows="28" class="code" \
                    spellcheck="false"\(described)>\n\(text)</textarea>
                    """
                },
                form.flag("is_open", version?.isOpen ?? false),
                form.field("yaml", isRequired: false) { id, described in
                    "<input type=\"file\" id=\"\(id)\" name=\"yaml\" accept=\".yaml,.yml\"\(described)>"
                },
            ]))
            """
    }

    /// The lines that have faults, with their numbers, as they were sent.
    private static func excerpts(of text: String, _ form: FormParts) -> HTML {
        let numbers = Set(
            form.issues.compactMap { $0.field == "text" ? $0.reason.values["line"].flatMap { Int($0) } : nil })
        guard !numbers.isEmpty else { return "" }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let shown = numbers.sorted().filter { $0 <= lines.count }.prefix(20)
        let rows: [HTML] = shown.map { "\($0)\t\(String(lines[$0 - 1].prefix(200)))\n" }
        return "<pre class=\"code\">\(rows)</pre>"
    }

    static func differences(_ found: FormDifferences, _ visit: Visit) -> HTML {
        let words = visit.words
        let heads = ["question", "change", "effect"].map { words("forms.difference.\($0)") }
        let (new, old) = (FormWords(found.laterForm, words), FormWords(found.earlierForm, words))
        let rows: [HTML] = found.changes.map { change in
            let say = found.laterForm.question(change.question) == nil ? old : new
            let effect: HTML =
                change.isBreaking
                ? Parts.pill(words("forms.breaking"), .bad) : Parts.pill(words("forms.harmless"), .quiet)
            return """
                <tr><th scope="row" data-label="\(heads[0])">\(say.label(change.question))\
                <small>\(change.question)</small></th>
                <td data-label="\(heads[1])">\(words("forms.difference.\(change.what.rawValue)"))</td>
                <td data-label="\(heads[2])">\(effect)</td></tr>
                """
        }
        let table: HTML =
            rows.isEmpty
            ? "<p>\(words("forms.no_differences"))</p>"
            : """
            <table class="records"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
        let values = ["old": "\(found.earlier.number)", "new": "\(found.later.number)"]
        return """
            \(Parts.title(words("forms.differences_of", values), of: found.later.title.reading(words.language)))
            \(table)<p>\(Parts.link("/forms/\(found.later.id.text)", words("forms.back")))</p>
            """
    }

    /// What the editor of a new form begins with.
    static let example = """
        kind: form
        id: my-form
        version: 1
        languages: [en, ru]
        title:
          en: My form
          ru: Моя форма
        sections:
          - id: first
            title:
              en: First section
              ru: Первый раздел
            questions:
              - id: name
                kind: short_text
                label:
                  en: Name
                  ru: Название
                required: true

        """
}
