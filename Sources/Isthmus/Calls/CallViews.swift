/// How calls look.
enum CallViews {
    static func tone(_ state: Call.State) -> Parts.Tone {
        switch state {
        case .open: .good
        case .forthcoming: .wait
        case .closed: .quiet
        }
    }

    /// A filter's value for a reader.
    static let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String = { facet, value, words in
        switch facet {
        case "state": words("call.state.\(value)")
        case "side": words.country(value)
        case "between": CooperatingSides(value)?.name(words) ?? value
        case "paid": value == Call.paidSide ? words("call.paid_side") : words.country(value)
        case "within": words("calls.within", count: Int(value) ?? 0)
        case "stage": words("call.stage.\(value)")
        case "month": Day(value + "-01").map { words.month($0) } ?? value
        case "day": Day(value).map { words.day($0) } ?? value
        case "topic": CompetenceViews.topic(value, words)
        case "theme": theme(value, words)
        default: value.isEmpty ? words("list.none") : value
        }
    }

    /// A theme in words: the short signs of the EU's clusters are spelt out.
    static func theme(_ text: String, _ words: Words) -> String {
        guard !text.isEmpty else { return words("list.none") }
        return words.has("call.theme.\(text)") ? words("call.theme.\(text)") : text
    }

    /// A country, a group of countries or everybody.
    static func side(_ code: String, _ words: Words) -> String {
        if code == CallRule.everybody { return words("call.side.any") }
        guard let group = CountryGroup.with(code) else { return words.country(code) }
        return group.name.reading(words.language)
    }

    /// A country to choose, by which one looks at calls.
    private static func country(_ label: String, _ chosen: String?, _ words: Words) -> HTML {
        let options: [HTML] = Countries.sorted(in: words.language).map { country in
            let (name, isChosen) = (words.country(country.code), country.code == chosen)
            return """
                <option value="\(country.code)"\(attribute: "selected", isChosen)>\(name)</option>
                """
        }
        return """
            <div class="field"><label for="f-side">\(label)</label>
            <select id="f-side" name="side"><option value=""></option>\(options)</select></div>
            """
    }

    /// Above the list: whose side one is on, the calendar, and what can be subscribed to.
    static func tools(_ visit: Visit) -> HTML {
        let words = visit.words
        let query = visit.query.without("after", "before", "lang")
        let kept = query.without("side", "paid").items.map { item -> HTML in
            "<input type=\"hidden\" name=\"\(item.name)\" value=\"\(item.value)\">"
        }
        let mine = visit.query["side"].flatMap { Countries.code($0) }
        let isPaid = visit.query["paid"] != nil
        let add: HTML =
            Call.refusalOfCreating(to: visit.actor) == nil ? Parts.button("/calls/new", words("call.add")) : ""
        return """
            <form class="inline" action="/calls">\(kept)\(country(words("calls.my_side"), mine, words))
            <label class="choice"><input type="checkbox" name="paid" value="\(Call.paidSide)"\
            \(attribute: "checked", isPaid)> \(words("call.paid_side"))</label>
            <button>\(words("calls.show"))</button></form>
            <div class="actions">\(Parts.button("/calls/calendar" + query.address, words("calls.calendar")))
            \(Parts.link("/calls.ics" + query.address, words("calls.subscribe.calendar")))
            \(Parts.link("/calls.atom" + query.address, words("calls.subscribe.feed")))
            \(add)</div>
            """
    }

    /// - Parameter partners: the first of those who could answer it; nil while they cannot be found.
    static func profile(
        _ profile: CallProfile, _ partners: CallPartners?, side: String?, at now: Moment, _ visit: Visit
    ) -> HTML {
        let (call, words) = (profile.call, visit.words)
        let path = "/calls/\(call.id.text)"
        var buttons: [HTML] = []
        if profile.mayEdit {
            buttons = [
                Parts.button(path + "/form", words("call.edit"), isMain: true),
                Parts.button(path + "/rules", words("call.rules")),
            ]
            if call.allows(.withdraw, to: visit.actor) {
                buttons.append(FormParts.button(visit, action: path + "/withdrawal", "call.withdraw"))
            }
        }
        let lede = [call.programme, call.instrumentTitle.isEmpty ? call.instrument : call.instrumentTitle]
        let status: HTML =
            call.status == .published ? "" : Parts.pill(words("call.status.\(call.status.rawValue)"), .bad)
        return """
            <div class="title"><h1>\(call.title.reading(words.language))</h1>
            \(Parts.pill(words("call.state.\(profile.state.rawValue)"), tone(profile.state))) \(status)
            <p class="lede">\(lede.filter { !$0.isEmpty }.joined(separator: " · "))</p></div>
            \(Parts.actions(buttons))
            <div class="columns"><div class="column">
            \(Parts.panel(words("call.deadlines"), deadlines(call, at: now, words)))
            \(Parts.panel(words("call.for_whom"), forWhom(profile, side, words)))
            \(CallPartnerViews.panel(partners, of: call, words))
            \(Parts.panel(words("call.field.text"), Parts.text(call.text, words)))
            \(Parts.panel(words("call.field.objectives"), Parts.text(call.objectives, words)))
            \(Parts.panel(words("call.field.conditions"), Parts.text(call.conditions, words)))
            </div><aside class="facts">\(facts(profile, words))
            \(Parts.similar(to: path, words))
            \(searches(profile, words))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    /// The way to those who look for partners for the call, and to looking for some oneself.
    private static func searches(_ profile: CallProfile, _ words: Words) -> HTML {
        guard profile.call.status == .published else { return "" }
        let query = Query([("call", profile.call.id.text)]).address
        let mine: HTML =
            profile.state == .closed
            ? "" : "<p>\(Parts.link("/partner-searches/new" + query, words("call.search_partners")))</p>"
        return "<p>\(Parts.link("/partner-searches" + query, words("call.partner_searches")))</p>\(mine)"
    }

    /// Every deadline with the days that are left, in Brussels' time and in UTC.
    private static func deadlines(_ call: Call, at now: Moment, _ words: Words) -> HTML {
        let today = BrusselsTime.clock(at: now).day
        let items: [HTML] = call.deadlines.map { deadline in
            let (day, time) = BrusselsTime.clock(at: deadline.at)
            let left = day.daysSince1970 - today.daysSince1970
            let isOver = deadline.at <= now
            let style: HTML = isOver ? "" : left <= 14 ? " class=\"due soon\"" : " class=\"due\""
            let rest =
                isOver ? words("call.over") : left == 0 ? words("call.today") : words("call.days_left", count: left)
            return """
                <li><strong>\(words.day(day)), \(words("call.brussels_clock", ["time": time]))</strong> \
                <span class="quiet"><time datetime="\(deadline.at.iso)">\(words.moment(deadline.at))</time></span><br>
                \(words("call.deadline.kind.\(deadline.kind.rawValue)")) · <span\(style)>\(rest)</span></li>
                """
        }
        return items.isEmpty ? "<p>\(words("call.no_deadline"))</p>" : "<ul>\(items)</ul>"
    }

    private static func forWhom(_ profile: CallProfile, _ side: String?, _ words: Words) -> HTML {
        let call = profile.call
        let path = "/calls/\(call.id.text)"
        let answer: HTML? = side.map { country in
            let eligibility = profile.eligibility(of: country)
            let tone: HTML = eligibility.takesPart == nil ? "wait" : eligibility.isPaid == true ? "good" : "wait"
            let sentences = eligibility.sentences.map { words($0) }.joined(separator: " ")
            return "<p class=\"notice \(tone)\"><strong>\(words.country(country))</strong>: \(sentences)</p>"
        }
        var needs: [String] = []
        if let partners = call.leastPartners { needs.append(words("call.least_partners", count: partners)) }
        if let countries = call.leastCountries { needs.append(words("call.least_countries", count: countries)) }
        if !call.careerStages.isEmpty {
            let stages = call.careerStages.map { words("call.stage.\($0.rawValue)") }.joined(separator: ", ")
            needs.append(words("call.for_stages", ["stages": stages]))
        }
        return """
            \(answer)\(profile.rules.isEmpty ? "<p>\(words("call.no_rules"))</p>" : sides(profile.rules, words))
            \(needs.isEmpty ? "" : "<ul>\(needs.map { "<li>\($0)</li>" as HTML })</ul>")
            <form class="inline" action="\(path)">\(country(words("call.your_country"), side, words))
            <button>\(words("calls.show"))</button></form>
            """
    }

    private static func sides(_ rules: [CallRule], _ words: Words) -> HTML {
        let heads = ["side", "takes_part", "is_paid", "note"].map { words("call_rule.field.\($0)") }
        let rows: [HTML] = rules.map { rule in
            """
            <tr><th scope="row" data-label="\(heads[0])">\(side(rule.side, words))\(members(rule.side, words))</th>
            <td data-label="\(heads[1])">\(words(rule.takesPart ? "call.yes" : "call.no"))</td>
            <td data-label="\(heads[2])">\(payer(rule, words))</td>
            <td data-label="\(heads[3])">\(rule.note.reading(words.language))\(source(rule, words))</td></tr>
            """
        }
        return """
            <table class="records"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    /// Where it is said, and as of which day.
    private static func source(_ rule: CallRule, _ words: Words) -> HTML? {
        guard !rule.source.isEmpty || rule.sourceDay != nil else { return nil }
        let isAddress = ["https://", "http://"].contains { rule.source.hasPrefix($0) }
        let named: HTML = isAddress ? Parts.outside(rule.source) : "\(rule.source)"
        let day: HTML = rule.sourceDay.map { "\(words("call_rule.as_of", ["day": words.day($0)]))" } ?? ""
        let parts = [named, day].filter { !$0.isEmpty }.joined(", ")
        return "<small>\(words("call_rule.field.source")): \(parts)</small>"
    }

    /// Who pays a side, in a word or by name.
    static func payer(_ rule: CallRule, _ words: Words) -> HTML {
        guard rule.isPaid else { return "\(words("call.no"))" }
        guard let payer = rule.payerID else { return "\(rule.payer.isEmpty ? words("call.yes") : rule.payer)" }
        let name = rule.payer.isEmpty ? words("call.payer") : rule.payer
        return Parts.link("/organisations/\(payer.text)", name)
    }

    private static func members(_ side: String, _ words: Words) -> HTML? {
        guard let group = CountryGroup.with(side) else { return nil }
        let names = group.members.map { words.country($0) }.joined(separator: ", ")
        return """
            <details><summary>\(words("call.countries", count: group.members.count))</summary><p>\(names)</p></details>
            """
    }

    private static func facts(_ profile: CallProfile, _ words: Words) -> HTML {
        let call = profile.call
        let topics = OrganisationViews.list(profile.topics, "/topics", words) { _ in "" }
        let links: [HTML] = [
            ("call.field.portal", call.portal), ("call.field.questions", call.questions),
            ("call.field.documents", call.documents),
        ].compactMap { key, address in address.map { "<li>\(Parts.outside($0, words(key)))</li>" } }
        let seen: HTML? = profile.seenAt.map {
            "<small>\(words("call.last_seen", ["day": words.day($0.day)]))</small>"
        }
        return Parts.facts([
            (words("call.field.code"), "\(call.code)"),
            (
                words("call.field.call_code"),
                call.callCode.isEmpty ? nil : "\(call.callCode)<small>\(call.callTitle)</small>"
            ),
            (words("call.field.theme"), call.theme.isEmpty ? nil : "\(theme(call.theme, words))"),
            (words("call.field.opening_day"), call.openingDay.map { "\(words.day($0))" }),
            (words("call.budget"), budget(call, words).map { "\($0)" }),
            (words("call.field.expected_grants"), call.expectedGrants.map { "\(words.number($0))" }),
            (words("call.field.topics"), topics),
            (
                words("call.field.keywords"),
                call.keywords.isEmpty ? nil : "\(call.keywords.joined(separator: ", "))"
            ),
            (words("call.links"), links.isEmpty ? nil : "<ul>\(links)</ul>"),
            (
                words("profile.source"),
                "\(words("source.\(call.source)")), \(words.day(call.changedAt.day))\(seen)"
            ),
        ])
    }

    /// "€2,000,000 to €4,000,000", or the one amount that is known.
    private static func budget(_ call: Call, _ words: Words) -> String? {
        switch (call.budgetLeast, call.budgetMost) {
        case (let least?, let most?) where least != most && least.minor > 0:
            words("call.budget.between", ["least": words.money(least), "most": words.money(most)])
        case (_, let most?): words.money(most)
        case (let least?, nil): words("call.budget.from", ["least": words.money(least)])
        case (nil, nil): nil
        }
    }
}
