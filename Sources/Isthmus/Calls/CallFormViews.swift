/// The office's forms of calls and of their rules.
enum CallFormViews {
    static func form(_ call: Call?, _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let path = call.map { "/calls/\($0.id.text)" } ?? "/calls"
        return """
            \(Parts.title(
                words(call == nil ? "call.add" : "call.edit"), of: call.map { $0.title.reading(words.language) }))
            \(form.form(
                action: path, submit: "call.save", cancel: path, makes: call == nil ? Call.prefix : nil, [
                call.map { form.hidden("version", String($0.version)) } ?? "",
                what(call, form), whom(call, form), when(call, form, words), money(call, form),
                form.section("call.section.more", [
                    form.text("portal", call?.portal, limit: 500),
                    form.text("questions", call?.questions, limit: 500),
                    form.text("documents", call?.documents, limit: 500),
                    form.select(
                        "status", call?.status.rawValue ?? "draft",
                        Call.Status.allCases.map { ($0.rawValue, words("call.status.\($0.rawValue)")) },
                        isRequired: true),
                ]),
            ]))
            """
    }

    private static func what(_ call: Call?, _ form: FormParts) -> HTML {
        form.section(
            "call.section.what",
            [
                form.text("code", call?.code, limit: 100, isRequired: true),
                form.text("programme", call?.programme, limit: 120, isRequired: true),
                form.text("call_code", call?.callCode, limit: 120),
                form.text("call_title", call?.callTitle, limit: 300),
                form.multilingual("title", call?.title ?? [:], limit: 500, isRequired: true),
                form.multilingual("text", call?.text ?? [:], rows: 8, limit: Call.longestText),
                form.multilingual("objectives", call?.objectives ?? [:], rows: 4, limit: Call.longestText),
                form.multilingual("conditions", call?.conditions ?? [:], rows: 4, limit: Call.longestText),
                form.text("instrument", call?.instrument, limit: 60),
                form.text("instrument_title", call?.instrumentTitle, limit: 200),
                form.text("theme", call?.theme, limit: 120),
                form.text("topics", call?.topics.joined(separator: ", "), limit: 1_000),
                form.text("keywords", call?.keywords.joined(separator: ", "), limit: 4_000),
            ])
    }

    private static func whom(_ call: Call?, _ form: FormParts) -> HTML {
        form.section(
            "call.section.whom",
            [
                form.text("least_partners", call?.leastPartners.map { String($0) }),
                form.text("least_countries", call?.leastCountries.map { String($0) }),
                form.stages(call?.careerStages ?? []),
            ])
    }

    /// The deadlines there are, and two empty rows.
    private static func when(_ call: Call?, _ form: FormParts, _ words: Words) -> HTML {
        let kinds = CallDeadline.Kind.allCases.map {
            (value: $0.rawValue, label: words("call.deadline.kind.\($0.rawValue)"))
        }
        let known = call?.deadlines ?? []
        let rows: [HTML] = (0..<(known.count + 2)).map { index in
            let name = "deadlines.\(index)"
            let deadline = index < known.count ? known[index] : nil
            return """
                <div class="row">\(form.select(
                    "\(name).kind", (deadline?.kind ?? .single).rawValue, kinds, isRequired: true))
                \(form.text("\(name).at", deadline.map { BrusselsTime.text($0.at) }, limit: 40))</div>
                """
        }
        return form.section(
            "call.section.when",
            [
                form.text("opening_day", call?.openingDay?.description, type: "date"),
                form.flag("is_announced", call?.isAnnounced ?? false),
                """
                <fieldset class="rows" id="f-deadlines"><legend>\(words("call.deadlines"))</legend>
                <p class="hint">\(words("call.deadlines.hint"))</p>\(rows)</fieldset>
                """,
            ])
    }

    private static func money(_ call: Call?, _ form: FormParts) -> HTML {
        let currencies = ["EUR", "USD", "RUB", "AMD", "KZT", "GEL", "UAH", "JPY", "GBP", "CHF", "NOK", "KRW", "CAD"]
        return form.section(
            "call.section.money",
            [
                form.select("currency", call?.currency ?? "EUR", currencies.map { ($0, $0) }, isRequired: true),
                form.text("budget_least", call?.budgetLeast?.plain), form.text("budget_most", call?.budgetMost?.plain),
                form.text("expected_grants", call?.expectedGrants.map { String($0) }),
            ])
    }

    /// The rules of a call with what can be done to each, and the form of a further one.
    static func rules(_ rules: [CallRule], of call: Call, _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let heads = ["side", "takes_part", "is_paid"].map { words("call_rule.field.\($0)") }
        let rows: [HTML] = rules.map { rule in
            let path = "/call-rules/\(rule.id.text)"
            return """
                <tr><th scope="row" data-label="\(heads[0])">\(CallViews.side(rule.side, words))</th>
                <td data-label="\(heads[1])">\(words(rule.takesPart ? "call.yes" : "call.no"))</td>
                <td data-label="\(heads[2])">\(CallViews.payer(rule, words))</td>
                <td>\(Parts.link(path + "/form", words("call_rule.edit"))) \
                \(FormParts.button(visit, action: path + "/deletion", "call_rule.remove"))</td></tr>
                """
        }
        let table: HTML =
            rows.isEmpty
            ? "<p>\(words("call.no_rules"))</p>"
            : """
            <table class="records"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })\
            <td></td></tr></thead><tbody>\(rows)</tbody></table>
            """
        let fields = self.fields(CallRule.blank(ID(""), of: call.id, at: call.createdAt), isNew: true, form, words)
        return """
            \(Parts.title(words("call.rules"), of: call.title.reading(words.language)))\(table)
            <h2>\(words("call_rule.add"))</h2>
            \(form.form(
                action: "/calls/\(call.id.text)/rules", submit: "call_rule.save", cancel: "/calls/\(call.id.text)",
                makes: CallRule.prefix, fields))
            """
    }

    static func rule(_ rule: CallRule, of call: Call, _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let version: HTML = form.hidden("version", String(rule.version))
        return """
            \(Parts.title(words("call_rule.edit"), of: CallViews.side(rule.side, words)))
            \(form.form(
                action: "/call-rules/\(rule.id.text)", submit: "call_rule.save",
                cancel: "/calls/\(call.id.text)/rules", [version] + fields(rule, isNew: false, form, words)))
            """
    }

    private static func fields(_ rule: CallRule, isNew: Bool, _ form: FormParts, _ words: Words) -> [HTML] {
        let groups = CountryGroup.all.map { (value: $0.code, label: $0.name.reading(words.language)) }
        let countries = Countries.sorted(in: words.language).map { (value: $0.code, label: words.country($0.code)) }
        let sides = [(value: CallRule.everybody, label: words("call.side.any"))] + groups + countries
        return [
            form.select("side", isNew ? nil : rule.side, sides, isRequired: true),
            form.flag("takes_part", rule.takesPart), form.flag("is_paid", rule.isPaid),
            form.text("payer", rule.payer, limit: 200), form.text("payer_id", rule.payerID?.text, limit: 40),
            form.multilingual("note", rule.note, rows: 3, limit: 1_000),
            form.text("source", rule.source, limit: CallRule.longestSource),
            form.text("source_day", rule.sourceDay?.description, type: "date"),
        ]
    }
}
