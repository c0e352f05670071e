/// How those look who could answer a call, with what shows it.
enum CallPartnerViews {
    /// So many stand on the call's own page.
    static let mostOnPage = 5

    static func panel(_ partners: CallPartners?, of call: Call, _ words: Words) -> HTML {
        let path = "/calls/\(call.id.text)/partners"
        let content: HTML
        if let partners {
            let more: HTML = "<p>\(Parts.link(path, words("call.partners.all")))</p>"
            content = partners.partners.isEmpty ? nothing("call.partners.nobody", words) : list(partners, words) + more
        } else {
            content = nothing("call.partners.preparing", words)
        }
        return Parts.panel(words("call.partners"), content, id: "partners")
    }

    static func page(_ partners: CallPartners, _ query: Query, _ visit: Visit) -> HTML {
        let (call, words) = (partners.call, visit.words)
        let path = "/calls/\(call.id.text)/partners"
        let kept = query.without("lang").address
        let downloads: [HTML] = [("csv", path + ".csv"), ("xlsx", path + ".xlsx"), ("json", "/api/v1" + path)].map {
            "<a href=\"\($1)\(kept)\">\($0.uppercased())</a> "
        }
        let count = words("call.partners.count", count: partners.partners.count)
        return """
            <div class="title"><h1>\(words("call.partners"))</h1>
            \(Parts.pill(words("call.state.\(partners.state.rawValue)"), CallViews.tone(partners.state)))
            <p class="lede">\(call.title.reading(words.language)) · \(call.programme)</p></div>
            <p>\(words("call.partners.lede"))</p>
            \(form(partners.question, path, words))
            \(partners.partners.isEmpty
                ? nothing("call.partners.nobody", words)
                : """
                <p class="quiet" role="status">\(count) · <span>\(words("list.export")) \(downloads)</span></p>
                \(list(partners, words))
                """)
            """
    }

    private static func nothing(_ key: String, _ words: Words) -> HTML { "<p class=\"quiet\">\(words(key))</p>" }

    private static func form(_ question: CallPartnerQuestion, _ path: String, _ words: Words) -> HTML {
        func option(_ value: String, _ label: String, _ isChosen: Bool) -> HTML {
            "<option value=\"\(value)\"\(attribute: "selected", isChosen)>\(label)</option>"
        }
        let kinds = CallPartnerQuestion.kinds.map { kind in
            option(kind.rawValue, words("find.kinds.\(kind.rawValue)"), kind == question.kind)
        }
        let countries = Countries.sorted(in: words.language).map { country in
            option(country.code, words.country(country.code), country.code == question.country)
        }
        let sides = CallPartnerQuestion.Side.allCases.map { side in
            option(side.rawValue, words("call.partners.side.\(side.rawValue)"), side == question.side)
        }
        return """
            <form class="inline" action="\(path)">
            <div class="field"><label for="f-kind">\(words("find.kinds"))</label>
            <select id="f-kind" name="kind">\(kinds)</select></div>
            <div class="field"><label for="f-country">\(words("experts.where"))</label>
            <select id="f-country" name="country">\(option("", words("experts.anywhere"), false))\(countries)\
            </select></div>
            <div class="field"><label for="f-side">\(words("call.partners.side"))</label>
            <select id="f-side" name="side">\(option("", words("call.partners.side.any"), false))\(sides)\
            </select></div>
            <button>\(words("calls.show"))</button></form>
            """
    }

    private static func list(_ partners: CallPartners, _ words: Words) -> HTML {
        let entries = partners.partners.map { entry($0, words) }
        return "<ol class=\"hits\">\(entries)</ol>"
    }

    private static func entry(_ partner: CallPartner, _ words: Words) -> HTML {
        let (expert, record) = (partner.expert, partner.expert.record)
        let projects =
            record.kind == .organisation && record.weight > 0
            ? words("organisation.projects", count: record.weight) : ""
        let place = [
            words("find.kind.\(record.kind.rawValue)"), record.context.first { !$0.isEmpty } ?? "",
            record.country.isEmpty ? "" : words.country(record.country), projects,
        ].filter { !$0.isEmpty }.joined(separator: " · ")
        let topics: [HTML] = partner.topics.map { topic in
            "\(Parts.link("/topics/\(topic.id)", topic.name.reading(words.language))) "
        }
        let shared: HTML = topics.isEmpty ? "" : "<p>\(words("call.partners.topics")) \(topics)</p>"
        return """
            <li><h3>\(Parts.link(record.path, record.title(words)))</h3>
            <p class="meta">\(place)</p>
            <p>\(side(partner.eligibility, words)) \(ExpertViews.strength(expert.score, words)), \
            \(words("experts.texts", count: expert.textCount))</p>
            \(shared)\(ExpertViews.reasons(expert, words))</li>
            """
    }

    /// What a call means for a side, in a pill with the sentences behind it.
    static func side(_ eligibility: Eligibility, _ words: Words) -> HTML {
        let tone: Parts.Tone
        switch (eligibility.takesPart, eligibility.isPaid) {
        case (true?, true?): tone = .good
        case (true?, _): tone = .wait
        case (false?, _): tone = .bad
        case (nil, _): tone = .quiet
        }
        let text =
            eligibility.takesPart == nil
            ? words("call.partners.side.unknown") : eligibility.sentences.map { words($0) }.joined(separator: " ")
        return Parts.pill(text, tone)
    }
}
