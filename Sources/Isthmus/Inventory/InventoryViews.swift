/// How records of the inventory look, and what their forms have in common.
enum InventoryViews {
    static func tone(_ status: InventoryStatus) -> Parts.Tone {
        switch status {
        case .active: .good
        case .ended: .quiet
        case .draft: .wait
        case .withdrawn: .bad
        }
    }

    static func pill(_ status: InventoryStatus, _ words: Words) -> HTML {
        Parts.pill(words("inventory.status.\(status.rawValue)"), tone(status))
    }

    /// A filter's value for a reader.
    static let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String = { facet, value, words in
        switch facet {
        case "country", "from", "to": words.country(value)
        case "between": CooperatingSides(value)?.name(words) ?? value
        case "payer", "party": value.isEmpty ? words("list.none") : CountrySide.name(value, words)
        case "stage": words("call.stage.\(value)")
        case "status": words("inventory.status.\(value)")
        case "checked": words("inventory.checked.\(value)")
        case "instrument": words("programme.instrument.\(value)")
        case "cycle": words("programme.cycle.\(value)")
        case "deadline": words("mobility.deadline.\(value)")
        case "theme", "topic": CompetenceViews.topic(value, words)
        default: value.isEmpty ? words("list.none") : value
        }
    }

    /// Above a list: what belongs to the inventory besides, and how to add to it.
    static func tools(_ visit: Visit, add path: String, _ key: String) -> HTML {
        let add: HTML =
            CooperationProgramme.refusalOfCreating(to: visit.actor) == nil ? Parts.button(path, visit.words(key)) : ""
        return """
            <div class="actions">\(add)\(Parts.link("/inventory", visit.words("inventory.title")))</div>
            """
    }

    /// What can be done with a record.
    static func buttons<Record: InventoryRecord>(_ record: Record, edit: String, _ visit: Visit) -> HTML {
        guard record.allows(.edit, to: visit.actor) else { return "" }
        let path = "\(Record.path)/\(record.id.text)"
        var buttons: [HTML] = [
            Parts.button(path + "/form", visit.words(edit), isMain: true),
            Parts.button(path + "/contacts", visit.words("inventory.contacts")),
        ]
        if record.allows(.withdraw, to: visit.actor) {
            buttons.append(FormParts.button(visit, action: path + "/withdrawal", "inventory.withdraw"))
        }
        return Parts.actions(buttons)
    }

    /// Head of a record's page: title, standing, stale or not.
    static func title<Record: InventoryRecord>(
        _ record: Record, lede: String, isStale: Bool, _ words: Words
    ) -> HTML {
        let stale: HTML = isStale ? Parts.pill(words("inventory.stale"), .wait) : ""
        return """
            <div class="title"><h1>\(record.title.reading(words.language))</h1>
            \(pill(record.status, words)) \(stale)
            <p class="lede">\(lede)</p></div>
            """
    }

    static func owner(_ owner: Named?, _ name: String) -> HTML? {
        if let owner { return Parts.link("/organisations/\(owner.id)", owner.name) }
        return name.isEmpty ? nil : "\(name)"
    }

    /// When it was looked at, by whom it came, what it rests on.
    static func source<Record: InventoryRecord>(
        _ record: Record, reference: String, source: String, _ words: Words
    ) -> [(label: String, value: HTML?)] {
        [
            (words("inventory.reference"), reference.isEmpty ? nil : linked(reference)),
            (
                words("inventory.checked_on"),
                "\(record.checkedOn.map { words.day($0) } ?? words("inventory.checked.never"))"
            ),
            (words("profile.source"), "\(words("source.\(source)")), \(words.day(record.changedAt.day))"),
        ]
    }

    /// A reference that is an address leads there.
    static func linked(_ text: String) -> HTML {
        let isWeb = text.hasPrefix("https://") || text.hasPrefix("http://")
        return isWeb && !text.contains(" ") ? Parts.outside(text) : "\(text)"
    }

    static func stages(_ stages: [CareerStage], _ words: Words) -> String {
        stages.isEmpty
            ? words("inventory.every_stage")
            : stages.map { words("call.stage.\($0.rawValue)") }.joined(separator: ", ")
    }

    /// Where the owner stands in a form: by the directory or by name.
    static func ownerFields(_ id: ID<Organisation>?, _ name: String, _ form: FormParts) -> [HTML] {
        [form.text("owner", id?.text, limit: 300), form.text("owner_name", name, limit: 300)]
    }

    static func statuses(_ words: Words) -> [(value: String, label: String)] {
        InventoryStatus.allCases.map { ($0.rawValue, words("inventory.status.\($0.rawValue)")) }
    }

    static let currencies = [
        "EUR", "USD", "RUB", "AMD", "KZT", "GEL", "UAH", "BYN", "UZS", "KGS", "TJS", "MDL", "AZN", "GBP", "CHF", "NOK",
        "JPY", "KRW", "CNY", "CAD",
    ].map { (value: $0, label: $0) }

    static func topics(_ ids: [String], _ topics: [TopicChoice], _ form: FormParts) -> HTML {
        let language = form.words.language
        return form.chooser(
            "topics", ids.map { id in topics.first { $0.id == id }?.text(in: language) ?? id },
            from: topics.map { $0.text(in: language) })
    }
}

extension FormParts {
    /// The stages of a career to tick.
    func stages(_ current: [CareerStage]) -> HTML {
        boxes(
            "career_stages", current.map(\.rawValue),
            CareerStage.allCases.map { ($0.rawValue, words("call.stage.\($0.rawValue)")) })
    }
}
