/// How mobility schemes look.
enum MobilityViews {
    static func direction(_ scheme: MobilityScheme, _ words: Words) -> String {
        direction(scheme.fromSides, scheme.toSides, scheme.isBothWays, words)
    }

    /// "Armenia, Georgia → Germany", or with an arrow for both ways.
    static func direction(_ from: [String], _ to: [String], _ isBothWays: Bool, _ words: Words) -> String {
        func names(_ sides: [String]) -> String {
            sides.map { CountrySide.name($0, words) }.joined(separator: ", ")
        }
        return "\(names(from)) \(isBothWays ? "↔" : "→") \(names(to))"
    }

    /// In months where both ends are whole months of thirty days, in days else.
    static func duration(least: Int?, most: Int?, _ words: Words) -> String? {
        let ends = [least, most].compactMap { $0 }
        guard let first = ends.first, let last = ends.last else { return nil }
        let inMonths = ends.allSatisfy { $0 % 30 == 0 }
        let unit = inMonths ? 30 : 1
        func length(_ days: Int) -> String {
            inMonths ? words("mobility.months", count: days / unit) : words("mobility.days", count: days)
        }
        if least == nil { return words("mobility.up_to", ["length": length(last)]) }
        if most == nil { return words("mobility.at_least", ["length": length(first)]) }
        return first == last
            ? length(first) : words("mobility.between", ["least": words.number(first / unit), "most": length(last)])
    }

    static func allowance(_ amount: Money?, _ period: MobilityScheme.Period, _ words: Words) -> String? {
        amount.map { words("mobility.allowance.\(period.rawValue)", ["amount": words.money($0)]) }
    }

    static func profile(_ profile: MobilityProfile, _ visit: Visit) -> HTML {
        let (scheme, words) = (profile.scheme, visit.words)
        return """
            \(InventoryViews.title(scheme, lede: direction(scheme, words), isStale: profile.isStale, words))
            \(InventoryViews.buttons(scheme, edit: "mobility.edit", visit))
            <div class="columns"><div class="column">
            \(Parts.panel(words("mobility.field.summary"), Parts.text(scheme.summary, words)))
            \(Parts.panel(words("mobility.field.allowance_note"), Parts.text(scheme.allowanceNote, words)))
            \(Parts.panel(words("mobility.field.deadline_note"), Parts.text(scheme.deadlineNote, words)))
            </div><aside class="facts">\(Parts.facts(facts(profile, words)))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    private static func facts(_ profile: MobilityProfile, _ words: Words) -> [(label: String, value: HTML?)] {
        let scheme = profile.scheme
        let topics: HTML =
            profile.topics.isEmpty
            ? "\(words("inventory.every_theme"))" : OrganisationViews.list(profile.topics, "/topics", words) { _ in "" }
        let payer = [scheme.payer, scheme.payerSide.map { CountrySide.name($0, words) } ?? ""].filter { !$0.isEmpty }
        return [
            (words("mobility.field.code"), "\(scheme.code)"),
            (words("mobility.direction"), "\(direction(scheme, words))"),
            (words("mobility.field.career_stages"), "\(InventoryViews.stages(scheme.careerStages, words))"),
            (words("mobility.field.topics"), topics),
            (
                words("mobility.duration"),
                duration(least: scheme.leastDays, most: scheme.mostDays, words).map { "\($0)" }
            ),
            (
                words("mobility.field.allowance"),
                allowance(scheme.allowance, scheme.allowanceFor, words).map { "\($0)" }
            ),
            (words("mobility.field.payer"), payer.isEmpty ? nil : "\(payer.joined(separator: ", "))"),
            (
                words("mobility.field.deadline_pattern"),
                "\(words("mobility.deadline.\(scheme.deadlinePattern.rawValue)"))"
            ),
            (words("inventory.owner"), InventoryViews.owner(profile.owner, scheme.ownerName)),
            (words("mobility.field.contact"), scheme.contact.isEmpty ? nil : "\(scheme.contact)"),
            (words("mobility.field.website"), scheme.website.map { Parts.outside($0) }),
        ] + InventoryViews.source(scheme, reference: scheme.reference, source: scheme.source, words)
    }

    static let form: @Sendable (MobilityScheme?, [TopicChoice], FormParts, Visit) -> HTML = {
        scheme, topics, form, visit in
        let words = visit.words
        let path = scheme.map { "/mobility/\($0.id.text)" } ?? "/mobility"
        let known = scheme ?? MobilityScheme.blank(ID(""), at: Moment(seconds: 0), source: "")
        return """
            \(Parts.title(
                words(scheme == nil ? "mobility.add" : "mobility.edit"),
                of: scheme.map { $0.title.reading(words.language) }))
            \(form.form(
                action: path, submit: "inventory.save", cancel: path,
                makes: scheme == nil ? MobilityScheme.prefix : nil, [
                scheme.map { form.hidden("version", String($0.version)) } ?? "",
                form.text("code", known.code, limit: 60, isRequired: true),
            ] + ownersFields(known, topics, form) + [
                form.section("inventory.section.office", InventoryViews.ownerFields(
                    known.ownerID, known.ownerName, form) + [
                    form.text("reference", known.reference, limit: 1_000),
                    form.text("checked_on", known.checkedOn?.description, type: "date"),
                    form.select("status", known.status.rawValue, InventoryViews.statuses(words), isRequired: true),
                ]),
            ]))
            """
    }

    /// What the owner knows best, for the office's form and for the owner's own.
    static func ownersFields(_ known: MobilityScheme, _ topics: [TopicChoice], _ form: FormParts) -> [HTML] {
        let words = form.words
        let periods = MobilityScheme.Period.allCases.map {
            (value: $0.rawValue, label: words("mobility.period.\($0.rawValue)"))
        }
        let patterns = MobilityScheme.DeadlinePattern.allCases.map {
            (value: $0.rawValue, label: words("mobility.deadline.\($0.rawValue)"))
        }
        let sides = CountrySide.options(words).map(\.label)
        return [
            form.section(
                "mobility.section.what",
                [
                    form.multilingual("title", known.title, limit: 300, isRequired: true),
                    form.multilingual("summary", known.summary, rows: 5, limit: CooperationProgramme.longestText),
                    form.text("website", known.website, limit: 500), form.text("contact", known.contact, limit: 300),
                ]),
            form.section(
                "mobility.section.whom",
                [
                    form.chooser("from_sides", known.fromSides.map { CountrySide.name($0, words) }, from: sides),
                    form.chooser("to_sides", known.toSides.map { CountrySide.name($0, words) }, from: sides),
                    form.flag("is_both_ways", known.isBothWays), form.stages(known.careerStages),
                    InventoryViews.topics(known.topics, topics, form),
                    form.text("least_days", known.leastDays.map { String($0) }, limit: 4),
                    form.text("most_days", known.mostDays.map { String($0) }, limit: 4),
                ]),
            form.section(
                "mobility.section.money",
                [
                    form.text("allowance", known.allowance?.plain, limit: 30),
                    form.select("currency", known.currency, InventoryViews.currencies, isRequired: true),
                    form.select("allowance_for", known.allowanceFor.rawValue, periods, isRequired: true),
                    form.multilingual("allowance_note", known.allowanceNote, rows: 2, limit: 1_000),
                    form.text("payer", known.payer, limit: 200),
                    form.select("payer_side", known.payerSide, CountrySide.options(words)),
                    form.select("deadline_pattern", known.deadlinePattern.rawValue, patterns, isRequired: true),
                    form.multilingual("deadline_note", known.deadlineNote, rows: 2, limit: 1_000),
                ]),
        ]
    }
}
