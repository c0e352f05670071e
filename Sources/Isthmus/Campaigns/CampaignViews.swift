/// How campaigns, their segments and their reach look.
enum CampaignViews {
    static let recipients = ListPage<CampaignRecipient>(
        kind: "campaign_recipients", path: "/campaign-recipients",
        columns: [
            ListColumn("name", plain: { $0.name($1) }) { line, words in
                if let person = line.personID { return Parts.link("/people/\(person.text)", line.name(words)) }
                return Parts.link("/organisations/\(line.organisationID?.text ?? "")", line.name(words))
            },
            ListColumn("country", sort: "country", plain: { $1.country($0.country) }),
            ListColumn("language", plain: { $1.language(named: $0.language) }),
            ListColumn("state", plain: { $1("campaign_recipient.\($0.state.rawValue)") }) { line, words in
                Parts.pill(words("campaign_recipient.\(line.state.rawValue)"), tone(line.state))
            },
            ListColumn("opened", plain: { line, words in line.openedAt.map { words.moment($0) } ?? "" }),
            ListColumn("registered", plain: { $0.hasRegistered ? $1("campaign_recipient.yes") : "" }),
            ListColumn("searched", plain: { $0.hasSearched ? $1("campaign_recipient.yes") : "" }),
        ],
        codes: [
            ListCode("campaignID") { $0.campaignID.text }, ListCode("country") { $0.country },
            ListCode("state") { $0.state.rawValue }, ListCode("openedAt") { $0.openedAt?.iso ?? "" },
        ],
        sortedBy: "country",
        label: { facet, value, words in
            switch facet {
            case "country": words.country(value)
            case "state": words("campaign_recipient.\(value)")
            case "language": words.language(named: value)
            case "step": words("campaign_reach.\(value)")
            default: value
            }
        })

    private static func tone(_ state: CampaignRecipient.State) -> Parts.Tone {
        switch state {
        case .sent: .good
        case .waiting: .wait
        case .bounced, .suspended, .unwritable: .bad
        case .stopped, .cancelled: .quiet
        }
    }

    static func tone(_ state: Campaign.State) -> Parts.Tone {
        switch state {
        case .sent: .good
        case .scheduled: .wait
        case .draft, .withdrawn: .quiet
        }
    }

    static func countries(_ codes: [String], _ words: Words) -> String {
        codes.isEmpty ? words("campaign.everywhere") : codes.map { words.country($0) }.joined(separator: ", ")
    }

    static func tools(_ visit: Visit) -> HTML {
        guard visit.actor.isOffice else { return "" }
        return Parts.actions([
            Parts.button("/campaigns/new", visit.words("campaign.add"), isMain: true),
            Parts.button("/segments", visit.words("segments.title")),
            Parts.button("/country-standings", visit.words("country_standings.title")),
        ])
    }

    static func segment(_ segment: Segment, _ count: Int, _ visit: Visit) -> HTML {
        let words = visit.words
        func list(_ values: [String], _ name: (String) -> String) -> HTML? {
            values.isEmpty ? nil : "\(values.map(name).joined(separator: ", "))"
        }
        return """
            <div class="title"><h1>\(segment.name)</h1>
            <p class="lede">\(words("segment.members", count: count))</p></div>
            \(Parts.actions([Parts.button("/segments/\(segment.id.text)/form", words("segment.edit"))]))
            \(Parts.facts([
                (words("segment.field.audience"), "\(words("segment.audience.\(segment.audience.rawValue)"))"),
                (words("segment.field.countries"), list(segment.countries) { words.country($0) }),
                (words("segment.field.topics"), list(segment.topics) { $0 }),
                (words("segment.field.kinds"), list(segment.kinds) { words("organisation.kind.\($0)") }),
                (words("segment.field.languages"), list(segment.languages) { words.language(named: $0) }),
            ]))
            """
    }

    /// The page that everybody sees, with what the office does below.
    static func page(_ campaign: Campaign, _ reach: [CampaignReach], mayApply: Bool, _ visit: Visit) -> HTML {
        let words = visit.words
        let target: HTML =
            campaign.target.isEmpty
            ? "" : Parts.actions([Parts.button(campaign.target, words("campaign.read_more"), isMain: true)])
        let note: HTML = mayApply ? "" : "<p class=\"notice\">\(words("country_standing.information_only"))</p>"
        let pill: HTML =
            visit.actor.isOffice
            ? Parts.pill(words("campaign.state.\(campaign.state.rawValue)"), tone(campaign.state)) : ""
        return """
            <div class="title"><h1>\(campaign.title.reading(words.language))</h1>\(pill)
            <p class="lede">\(countries(campaign.countries, words))</p></div>
            \(note)\(Parts.text(campaign.text, words))\(target)
            \(visit.actor.isOffice ? office(campaign, reach, visit) : "")
            """
    }

    private static func office(_ campaign: Campaign, _ reach: [CampaignReach], _ visit: Visit) -> HTML {
        let words = visit.words
        let path = "/campaigns/\(campaign.id.text)"
        var buttons: [HTML] = []
        if campaign.allows(.send, to: visit.actor) {
            buttons.append(Parts.button(path + "/preview", words("campaign.preview"), isMain: true))
        }
        if campaign.allows(.edit, to: visit.actor) {
            buttons.append(Parts.button(path + "/form", words("campaign.edit")))
        }
        if campaign.allows(.withdraw, to: visit.actor) {
            buttons.append(FormParts.button(visit, action: path + "/withdrawal", "campaign.withdraw"))
        }
        let label = words(campaign.queuedAt == nil ? "campaigns.column.sent" : "campaign.state.sent")
        let when: HTML? = (campaign.queuedAt ?? campaign.scheduledAt).map {
            "<time datetime=\"\($0.iso)\">\(words.moment($0))</time>"
        }
        return """
            \(Parts.actions(buttons))\(Parts.facts([(label, when)]))
            \(Parts.panel(words("campaign.reach"), table(reach, of: campaign, words)))
            """
    }

    /// Every figure leads to the readers it counts.
    private static func table(_ reach: [CampaignReach], of campaign: Campaign, _ words: Words) -> HTML {
        guard !reach.isEmpty else { return "<p>\(words("campaign.reach.none"))</p>" }
        let steps = CampaignRecipient.Step.allCases
        let heads = [words("campaign_recipients.column.country")] + steps.map { words("campaign_reach.\($0.rawValue)") }
        let rows: [HTML] = reach.map { line in
            let isSum = line.country.isEmpty
            let cells: [HTML] = zip(steps, heads.dropFirst()).map { step, head in
                let query = Query(
                    [("campaign", campaign.id.text), ("step", step.rawValue)]
                        + (isSum ? [] : [("country", line.country)]))
                let number = words.number(line.count(step))
                let cell = Parts.link("/campaign-recipients" + query.address, number)
                return "<td class=\"number\" data-label=\"\(head)\">\(line.count(step) == 0 ? "\(number)" : cell)</td>"
            }
            let name = isSum ? words("campaign.reach.sum") : words.country(line.country)
            return "<tr><td data-label=\"\(heads[0])\">\(name)</td>\(cells)</tr>"
        }
        return """
            <table class="records"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table><p class="quiet">\(words("campaign.reach.how"))</p>
            """
    }

    /// What is said of a link that was forged or has expired.
    static func gone(_ words: Words) -> HTML {
        """
        <div class="title"><h1>\(words("mail.stop.gone.title"))</h1>
        <p class="lede">\(words("campaign.link_gone"))</p></div>
        <p>\(Parts.link("/campaigns", words("campaigns.title")))</p>
        """
    }
}
