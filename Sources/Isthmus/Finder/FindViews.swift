import Search

/// How search results look.
enum FindViews {
    static func results(_ answer: FindAnswer, _ visit: Visit) -> HTML {
        let words = visit.words
        return """
            <div class="title"><h1>\(words("find.title"))</h1></div>
            \(form(answer.question, words))
            \(answer.question.text.isEmpty ? empty(words("find.begin")) : list(answer, visit))
            """
    }

    private static func form(_ question: FindQuestion, _ words: Words) -> HTML {
        let kept: [HTML] = [
            ("kind", question.kind?.rawValue), ("country", question.country), ("topic", question.topic),
        ].compactMap { name, value in value.map { "<input type=\"hidden\" name=\"\(name)\" value=\"\($0)\">" } }
        let experts = "/find/experts" + Query(question.text.isEmpty ? [] : [("q", question.text)]).address
        return """
            <form class="record" action="/find" role="search"><div class="field"><label \
            for="find-q">\(words("find.what"))</label>
            <p class="hint" id="find-q-hint">\(words("find.hint"))</p>
            <input type="search" id="find-q" name="q" value="\(question.text)" \
            aria-describedby="find-q-hint">\(kept)</div>
            <div class="actions"><button class="button main">\(words("find.go"))</button> \
            \(Parts.link(experts, words("find.experts")))</div></form>
            """
    }

    private static func empty(_ text: String) -> HTML { "<div class=\"empty\"><p>\(text)</p></div>" }

    private static func list(_ answer: FindAnswer, _ visit: Visit) -> HTML {
        let (question, words) = (answer.question, visit.words)
        guard answer.count > 0 else {
            return chosen(answer, visit) + empty(words("find.nothing", ["text": question.text]))
                + SavedSearchViews.offer(.find, visit)
        }
        let hits: [HTML] = answer.hits.map { hit($0, words, at: answer.at) }
        let filters = filters(answer, visit)
        let facts: HTML = filters.isEmpty ? "" : "<aside class=\"facts\">\(filters)</aside>"
        return """
            \(kinds(answer, visit.query, words))
            \(notes(answer, words))<div class="columns"><div class="column">
            <p class="quiet" role="status">\(words("find.count", count: answer.count))</p>
            <ol class="hits">\(hits)</ol>
            \(pages(answer, visit.query, words))
            \(SavedSearchViews.offer(.find, visit))</div>
            \(facts)</div>
            """
    }

    /// How the hits were come by, where it was not by the words as they were typed.
    private static func notes(_ answer: FindAnswer, _ words: Words) -> HTML {
        var notes: [String] = []
        switch answer.manner {
        case .all: break
        case .near: notes.append(words("find.near"))
        case .some: notes.append(words("find.loose"))
        }
        notes += answer.shortened.map { prefix in
            words(
                "find.shortened",
                ["text": prefix.text, "used": words.number(prefix.used), "total": words.number(prefix.total)])
        }
        let asides: [HTML] = notes.map { "<p class=\"notice\">\($0)</p>" }
        return "\(asides)"
    }

    /// The tabs: all, then each kind that has hits.
    private static func kinds(_ answer: FindAnswer, _ query: Query, _ words: Words) -> HTML {
        let total = answer.kinds.reduce(0) { $0 + $1.count }
        let tabs: [HTML] = ([(nil, total)] + answer.kinds.map { (Optional($0.value), $0.count) }).map { kind, count in
            let isHere = kind == answer.question.kind?.rawValue
            let address = "/find" + query.without("page").setting("kind", to: kind.map { [$0] } ?? []).address
            let label = words(kind.map { "find.kinds.\($0)" } ?? "find.kinds.all")
            let current: HTML = isHere ? " aria-current=\"page\"" : ""
            return
                """
                <li><a href="\(address)"\(current)>\(label) <span class="quiet">\(words.number(count))</span></a></li>
                """
        }
        return "<nav class=\"tabs\" aria-label=\"\(words("find.kinds"))\"><ul>\(tabs)</ul></nav>"
    }

    private static func hit(_ hit: FindHit, _ words: Words, at now: Moment) -> HTML {
        let record = hit.record
        let title = record.title(words)
        let place: [String] =
            [words("find.kind.\(record.kind.rawValue)")] + record.notes(words, now) + [
                record.context.first { !$0.isEmpty } ?? "",
                record.country.isEmpty ? "" : words.country(record.country),
            ]
        let passage: HTML = hit.passage.isEmpty ? "" : "<p>\(marked(hit.passage))</p>"
        let reasons: [HTML] = hit.reasons.map { "<li>\(reason($0, words))</li>" }
        return """
            <li><h3><a href="\(record.path)">\(title)</a></h3>
            <p class="meta">\(place.filter { !$0.isEmpty }.joined(separator: " · "))</p>\(passage)
            <details><summary>\(words("find.why"))</summary><ul>\(reasons)</ul></details></li>
            """
    }

    static func marked(_ stretches: [Stretch]) -> HTML {
        let parts: [HTML] = stretches.map { $0.isMarked ? "<mark>\($0.text)</mark>" : "\($0.text)" }
        return "\(parts)"
    }

    /// "физика: in a topic, as physics (60 %)".
    private static func reason(_ reason: Reason, _ words: Words) -> String {
        words(
            "find.reason",
            [
                "word": reason.word, "field": words("find.field.\(reason.field)"),
                "found": reason.found.prefix(4).joined(separator: ", "),
                "way": words("find.way.\(reason.way.rawValue)"),
                "share": words.number(Int((reason.share * 100).rounded())),
            ])
    }

    private static func chip(_ name: String, _ label: String, _ visit: Visit) -> HTML {
        """
        <p><a class="chip" href="/find\(visit.query.without("page", name).address)" \
        aria-label="\(visit.words("list.remove", ["name": label]))">\(label) ×</a></p>
        """
    }

    /// Where nothing was found: what was chosen, to be taken back.
    private static func chosen(_ answer: FindAnswer, _ visit: Visit) -> HTML {
        let (question, words) = (answer.question, visit.words)
        var chips: [HTML] = []
        if let kind = question.kind { chips.append(chip("kind", words("find.kinds.\(kind.rawValue)"), visit)) }
        if let country = question.country { chips.append(chip("country", words.country(country), visit)) }
        if let topic = question.topic {
            chips.append(chip("topic", answer.topicName?.reading(words.language) ?? topic, visit))
        }
        return "\(chips)"
    }

    private static func filters(_ answer: FindAnswer, _ visit: Visit) -> HTML {
        let (query, words, question) = (visit.query.without("page"), visit.words, answer.question)
        let countries: HTML
        if let country = question.country {
            countries = chip("country", words.country(country), visit)
        } else {
            countries = options(
                answer.countries.map { ($0.value, words.country($0.value), $0.count) }, "country", query, words)
        }
        let topics: HTML
        if let topic = question.topic {
            topics = chip("topic", answer.topicName?.reading(words.language) ?? topic, visit)
        } else {
            topics = options(
                answer.topics.map { ($0.id, $0.name.reading(words.language), $0.count) }, "topic", query, words)
        }
        return Parts.panel(words("find.countries"), countries) + Parts.panel(words("find.topics"), topics)
    }

    private static func options(
        _ options: [(value: String, label: String, count: Int)], _ name: String, _ query: Query, _ words: Words
    ) -> HTML {
        let items: [HTML] = options.map { option in
            let address = "/find" + query.setting(name, to: [option.value]).address
            return """
                <li><a href="\(address)">\(option.label)</a> \
                <span class="quiet">\(words.number(option.count))</span></li>
                """
        }
        return items.isEmpty ? "" : "<ul class=\"plain\">\(items)</ul>"
    }

    private static func pages(_ answer: FindAnswer, _ query: Query, _ words: Words) -> HTML {
        guard answer.pages > 1 else { return "" }
        let page = answer.question.page
        func link(_ number: Int, _ key: String) -> HTML {
            guard (1...answer.pages).contains(number) else { return "" }
            return Parts.link("/find" + query.setting("page", to: [String(number)]).address, words(key))
        }
        return """
            <nav class="pages" aria-label="\(words("list.pages"))">\(link(page - 1, "list.prev")) \
            <span>\(words("find.page", ["page": String(page), "pages": String(answer.pages)]))</span> \
            \(link(page + 1, "list.next"))</nav>
            """
    }
}
