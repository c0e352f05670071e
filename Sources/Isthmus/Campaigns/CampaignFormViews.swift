/// The office's forms of campaigns and segments, and what is looked at before sending.
enum CampaignFormViews {
    static func segment(_ segment: Segment?, _ form: FormParts, _ words: Words) -> HTML {
        let path = segment.map { "/segments/\($0.id.text)" } ?? "/segments"
        let audiences = Segment.Audience.allCases.map {
            (value: $0.rawValue, label: words("segment.audience.\($0.rawValue)"))
        }
        let kinds = Organisation.Kind.allCases.map { ($0.rawValue, words("organisation.kind.\($0.rawValue)")) }
        let names = Countries.sorted(in: words.language).map { words.country($0.code) }
        return """
            \(Parts.title(words(segment == nil ? "segment.add" : "segment.edit"), of: segment?.name))
            \(form.form(
                action: path, submit: "segment.save", cancel: path, makes: segment == nil ? Segment.prefix : nil, [
                    segment.map { form.hidden("version", String($0.version)) } ?? "",
                    form.text("name", segment?.name, limit: 120, isRequired: true),
                    form.select("audience", segment?.audience.rawValue ?? "person", audiences, isRequired: true),
                    form.chooser("countries", (segment?.countries ?? []).map { words.country($0) }, from: names),
                    form.text("topics", segment?.topics.joined(separator: ", "), limit: 1_000),
                    form.boxes("kinds", segment?.kinds ?? [], kinds),
                    form.text("languages", segment?.languages.joined(separator: ", "), limit: 300),
                ]))
            """
    }

    static func campaign(_ campaign: Campaign?, _ segments: [Segment], _ form: FormParts, _ words: Words) -> HTML {
        let path = campaign.map { "/campaigns/\($0.id.text)" } ?? "/campaigns"
        let names = Countries.sorted(in: words.language).map { words.country($0.code) }
        let page: HTML = form.section(
            "campaign.section.page",
            [
                form.multilingual("title", campaign?.title ?? [:], limit: 200, isRequired: true),
                form.multilingual("text", campaign?.text ?? [:], rows: 8, limit: Campaign.longestText),
                form.text("target", campaign?.target, limit: 500), form.flag("is_public", campaign?.isPublic ?? false),
            ])
        let mail: HTML = form.section(
            "campaign.section.mail",
            [
                form.select("segment_id", campaign?.segmentID?.text, segments.map { ($0.id.text, $0.name) }),
                form.chooser("countries", (campaign?.countries ?? []).map { words.country($0) }, from: names),
                form.multilingual("subject", campaign?.subject ?? [:], limit: 200),
                form.multilingual("letter", campaign?.letter ?? [:], rows: 8, limit: Campaign.longestText),
                form.text("fallback", (campaign?.fallback ?? ["en"]).joined(separator: ", "), limit: 100),
            ])
        return """
            \(Parts.title(
                words(campaign == nil ? "campaign.add" : "campaign.edit"),
                of: campaign.map { $0.title.reading(words.language) }))
            \(form.form(
                action: path, submit: "campaign.save", cancel: path, makes: campaign == nil ? Campaign.prefix : nil,
                [campaign.map { form.hidden("version", String($0.version)) } ?? "", page, mail]))
            """
    }

    /// How many get it in which language, what some of them read, a test mail, and when it goes.
    static func preview(_ preview: CampaignPreview, of campaign: Campaign, _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let path = "/campaigns/\(campaign.id.text)"
        let heads = ["country", "language", "readers"].map { words("campaign_preview.\($0)") }
        let rows: [HTML] = preview.groups.map { group in
            """
            <tr><td data-label="\(heads[0])">\(words.country(group.country))</td>
            <td data-label="\(heads[1])">\(words.language(named: group.language))</td>
            <td class="number" data-label="\(heads[2])">\(words.number(group.count))</td></tr>
            """
        }
        let samples: [HTML] = preview.samples.map { sample in
            let note: HTML = sample.isInformationOnly ? "<p>\(words("country_standing.information_only"))</p>" : ""
            return """
                <article class="panel" lang="\(sample.language)"><h3>\(sample.subject)</h3>
                <p class="quiet">\(words.country(sample.country)), \(words.language(named: sample.language))</p>
                \(sample.letter.split(separator: "\n\n").map { "<p>\($0)</p>" as HTML })\(note)</article>
                """
        }
        let kept = words(
            "campaign_preview.left", ["stopped": words.number(preview.stopped), "bad": words.number(preview.suspended)])
        return """
            \(Parts.title(words("campaign.preview"), of: campaign.title.reading(words.language)))
            <p>\(words("campaign_preview.count", count: preview.count)) \(kept)</p>
            \(rows.isEmpty ? "" : """
                <table class="records"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
                <tbody>\(rows)</tbody></table>
                """)
            \(Parts.panel(words("campaign_preview.samples"), samples.joined()))
            \(test(campaign, visit))
            \(schedule(campaign, form, path, words))
            """
    }

    private static func test(_ campaign: Campaign, _ visit: Visit) -> HTML {
        let words = visit.words
        guard campaign.allows(.send, to: visit.actor), !campaign.subject.isEmpty else { return "" }
        let buttons: [HTML] = campaign.subject.languages.map { language in
            """
            <form method="post" action="/campaigns/\(campaign.id.text)/test" class="inline">\(FormParts.token(visit))\
            <input type="hidden" name="language" value="\(language)"><button class="button">\
            \(words.language(named: language))</button></form>
            """
        }
        return Parts.panel(words("campaign.test_to_self"), "<div class=\"actions\">\(buttons)</div>")
    }

    private static func schedule(_ campaign: Campaign, _ form: FormParts, _ path: String, _ words: Words) -> HTML {
        let zone = form.visit.site.settings.timeZone
        let hours = (0...23).map { (value: String($0), label: "\($0):00") }
        let clock = MailClock(zone: "", else: zone, hour: 0)
        let shown = campaign.scheduledAt.map { clock.shown($0) }
        return Parts.panel(
            words("campaign_schedule.title"),
            form.form(
                action: path + "/schedule", submit: "campaign_schedule.submit", cancel: path,
                [
                    form.text("day", shown.map { "\($0.day)" }, type: "date"),
                    form.select(
                        "hour", String(shown?.hour ?? form.visit.site.settings.mailHour), hours, isRequired: true),
                    "<p class=\"quiet\">\(words("campaign_schedule.zone", ["zone": zone]))</p>",
                ]))
    }
}
