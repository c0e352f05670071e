/// How cooperation programmes look.
enum CooperationProgrammeViews {
    static func profile(_ profile: ProgrammeProfile, _ visit: Visit) -> HTML {
        let (programme, words) = (profile.programme, visit.words)
        let lede = programme.parties.map { CountrySide.name($0.side, words) }.joined(separator: " · ")
        return """
            \(InventoryViews.title(programme, lede: lede, isStale: profile.isStale, words))
            \(InventoryViews.buttons(programme, edit: "programme.edit", visit))
            <div class="columns"><div class="column">
            \(Parts.panel(words("programme.field.summary"), Parts.text(programme.summary, words)))
            \(Parts.panel(words("programme.field.parties"), parties(programme.parties, words)))
            \(Parts.panel(words("programme.field.budgets"), budgets(programme.budgets, words)))
            \(Parts.panel(words("programme.field.evaluation"), Parts.text(programme.evaluation, words)))
            \(Parts.panel(words("programme.field.cycle_note"), Parts.text(programme.cycleNote, words)))
            </div><aside class="facts">\(Parts.facts(facts(profile, words)))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    private static func facts(_ profile: ProgrammeProfile, _ words: Words) -> [(label: String, value: HTML?)] {
        let programme = profile.programme
        func list(_ named: [Named], _ path: String) -> HTML? {
            named.isEmpty ? nil : OrganisationViews.list(named, path, words) { _ in "" }
        }
        let agreement = programme.agreement.reading(words.language)
        let instruments = programme.instruments.map { words("programme.instrument.\($0.rawValue)") }
        let years: String? =
            programme.startYear == nil && programme.endYear == nil ? nil : programme.shown("years", words)
        return [
            (words("programme.field.code"), "\(programme.code)"),
            (
                words("programme.field.agreement"),
                agreement.isEmpty && programme.agreementLink == nil
                    ? nil
                    : self.agreement(programme, agreement, words)
            ),
            (words("inventory.owner"), InventoryViews.owner(profile.owner, programme.ownerName)),
            (words("programme.field.contact"), programme.contact.isEmpty ? nil : "\(programme.contact)"),
            (words("programme.field.website"), programme.website.map { Parts.outside($0) }),
            (
                words("programme.field.instruments"),
                instruments.isEmpty ? nil : "\(instruments.joined(separator: ", "))"
            ),
            (
                words("programme.field.topics"),
                list(profile.topics, "/topics") ?? "\(words("inventory.every_theme"))"
            ),
            (
                words("programme.field.career_stages"),
                "\(InventoryViews.stages(programme.careerStages, words))"
            ),
            (words("programme.field.cycle"), "\(words("programme.cycle.\(programme.cycle.rawValue)"))"),
            (words("programme.years"), years.map { "\($0)" }),
            (words("programme.field.predecessors"), list(profile.predecessors, "/programmes")),
            (words("programme.successors"), list(profile.successors, "/programmes")),
        ] + InventoryViews.source(programme, reference: programme.reference, source: programme.source, words)
    }

    private static func agreement(_ programme: CooperationProgramme, _ name: String, _ words: Words) -> HTML {
        let link: HTML =
            programme.agreementLink.map { Parts.outside($0, name.isEmpty ? nil : name) } ?? "\(name)"
        return "\(link)<small>\(programme.agreedOn.map { words.day($0) })</small>"
    }

    private static func parties(_ parties: [FundingParty], _ words: Words) -> HTML {
        guard !parties.isEmpty else { return "" }
        let heads = ["side", "funder", "pays", "amount", "share"].map { words("programme.field.parties.\($0)") }
        let rows: [HTML] = parties.map { party in
            let name = CountrySide.name(party.side, words)
            let side: HTML =
                Countries.isCode(party.side) ? Parts.link("/countries/\(party.side)", name) : "\(name)"
            return """
                <tr><th scope="row" data-label="\(heads[0])">\(side)</th>
                <td data-label="\(heads[1])">\(party.funder)</td>
                <td data-label="\(heads[2])">\(words("programme.pays.\(party.pays.rawValue)"))</td>
                <td class="number" data-label="\(heads[3])">\(party.amount.map { words.money($0) })</td>
                <td data-label="\(heads[4])">\(party.share)</td></tr>
                """
        }
        return """
            <table class="records"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    /// One picture for one currency; a table where there are several.
    private static func budgets(_ budgets: [YearBudget], _ words: Words) -> HTML {
        guard !budgets.isEmpty else { return "" }
        let currencies = Set(budgets.map(\.currency))
        if let currency = currencies.first, currencies.count == 1, budgets.count > 1 {
            let title = words("programme.budget_title", ["currency": currency])
            return BarChart(
                caption: DirectoryCharts.caption(title, unit: currency, words),
                categories: budgets.map { String($0.year) },
                series: [ChartSeries(name: currency, values: budgets.map { $0.amount.inUnits })], direction: .up,
                format: { words.number(Int($0)) }
            ).html
        }
        let items: [HTML] = budgets.map { "<li>\(String($0.year)): \(words.money($0.amount))</li>" }
        return "<ul>\(items)</ul>"
    }

    static let form: @Sendable (CooperationProgramme?, [TopicChoice], FormParts, Visit) -> HTML = {
        programme, topics, form, visit in
        let words = visit.words
        let path = programme.map { "/programmes/\($0.id.text)" } ?? "/programmes"
        let blank = CooperationProgramme.blank(ID(""), at: Moment(seconds: 0), source: "")
        let known = programme ?? blank
        return """
            \(Parts.title(
                words(programme == nil ? "programme.add" : "programme.edit"),
                of: programme.map { $0.title.reading(words.language) }))
            \(form.form(
                action: path, submit: "inventory.save", cancel: path,
                makes: programme == nil ? CooperationProgramme.prefix : nil, [
                programme.map { form.hidden("version", String($0.version)) } ?? "",
                form.text("code", known.code, limit: 60, isRequired: true),
            ] + ownersFields(known, topics, form) + [
                form.section("inventory.section.office", InventoryViews.ownerFields(
                    known.ownerID, known.ownerName, form) + [
                    form.text("predecessors", known.predecessors.map(\.text).joined(separator: ", "), limit: 500),
                    form.text("reference", known.reference, limit: 1_000),
                    form.text("checked_on", known.checkedOn?.description, type: "date"),
                    form.select("status", known.status.rawValue, InventoryViews.statuses(words), isRequired: true),
                ]),
            ]))
            """
    }

    /// What the owner knows best, for the office's form and for the owner's own.
    static func ownersFields(_ known: CooperationProgramme, _ topics: [TopicChoice], _ form: FormParts) -> [HTML] {
        let words = form.words
        let instruments = CooperationProgramme.Instrument.allCases.map {
            (value: $0.rawValue, label: words("programme.instrument.\($0.rawValue)"))
        }
        let cycles = CooperationProgramme.Cycle.allCases.map {
            (value: $0.rawValue, label: words("programme.cycle.\($0.rawValue)"))
        }
        return [
            form.section(
                "programme.section.what",
                [
                    form.multilingual("title", known.title, limit: 300, isRequired: true),
                    form.multilingual("summary", known.summary, rows: 5, limit: CooperationProgramme.longestText),
                    form.multilingual("agreement", known.agreement, limit: 500),
                    form.text("agreement_link", known.agreementLink, limit: 500),
                    form.text("agreed_on", known.agreedOn?.description, type: "date"),
                    form.text("website", known.website, limit: 500), form.text("contact", known.contact, limit: 300),
                ]),
            form.section("programme.section.money", [parties(known.parties, form), budgets(known.budgets, form)]),
            form.section(
                "programme.section.whom",
                [
                    form.boxes("instruments", known.instruments.map(\.rawValue), instruments),
                    InventoryViews.topics(known.topics, topics, form), form.stages(known.careerStages),
                ]),
            form.section(
                "programme.section.when",
                [
                    form.select("cycle", known.cycle.rawValue, cycles, isRequired: true),
                    form.multilingual("cycle_note", known.cycleNote, rows: 2, limit: 1_000),
                    form.multilingual(
                        "evaluation", known.evaluation, rows: 3, limit: CooperationProgramme.longestText),
                    form.text("start_year", known.startYear.map { String($0) }, limit: 4),
                    form.text("end_year", known.endYear.map { String($0) }, limit: 4),
                ]),
        ]
    }

    /// The parties there are, and two empty rows.
    private static func parties(_ parties: [FundingParty], _ form: FormParts) -> HTML {
        let words = form.words
        let means = FundingParty.Means.allCases.map {
            (value: $0.rawValue, label: words("programme.pays.\($0.rawValue)"))
        }
        let sides = CountrySide.options(words)
        let rows: [HTML] = (0..<(max(parties.count, form.rows(of: "parties")) + 2)).map { index in
            let name = "parties.\(index)"
            let party = index < parties.count ? parties[index] : nil
            return """
                <div class="row">\(form.select("\(name).side", party?.side, sides))
                \(form.text("\(name).funder", party?.funder, limit: 200))
                \(form.select("\(name).pays", (party?.pays ?? .money).rawValue, means, isRequired: true))
                \(form.text("\(name).amount", party?.amount?.plain, limit: 30))
                \(form.select(
                    "\(name).currency", party?.currency ?? "EUR", InventoryViews.currencies, isRequired: true))
                \(form.text("\(name).share", party?.share, limit: 300))</div>
                """
        }
        return form.group("parties", rows)
    }

    /// The years there are, and two empty rows.
    private static func budgets(_ budgets: [YearBudget], _ form: FormParts) -> HTML {
        let rows: [HTML] = (0..<(max(budgets.count, form.rows(of: "budgets")) + 2)).map { index in
            let name = "budgets.\(index)"
            let budget = index < budgets.count ? budgets[index] : nil
            return """
                <div class="row">\(form.text("\(name).year", budget.map { String($0.year) }, limit: 4))
                \(form.text("\(name).amount", budget?.amount.plain, limit: 30))
                \(form.select(
                    "\(name).currency", budget?.currency ?? "EUR", InventoryViews.currencies, isRequired: true))</div>
                """
        }
        return form.group("budgets", rows)
    }
}

extension Money {
    /// In whole units, for pictures.
    var inUnits: Double { Double(plain) ?? 0 }
}

extension FormParts {
    /// How many rows were sent of a group whose form came back.
    func rows(of name: String) -> Int {
        guard case .list(let list)? = given?[name] else { return 0 }
        let last = list.lastIndex { item in
            guard case .record(let record) = item else { return false }
            return record.contains { $0.value != .text("") && !["pays", "currency", "kind"].contains($0.key) }
        }
        return last.map { $0 + 1 } ?? 0
    }

    /// Rows of small fields under one head.
    func group(_ name: String, _ rows: [HTML]) -> HTML {
        """
        <fieldset class="rows\(message(name) == nil ? "" : " wrong")" id="f-\(mark)\(name)">
        <legend>\(label(name))\(optional(false))</legend>\(hint(name))\(message(name))\(rows)</fieldset>
        """
    }
}
