/// How questions about events look, and their answers.
enum EventQuestionViews {
    static func pill(_ status: EventQuestion.Status, _ words: Words) -> HTML {
        let tone: Parts.Tone =
            switch status {
            case .published: .good
            case .open: .wait
            case .kept, .merged: .quiet
            }
        return Parts.pill(words("event_question.status.\(status.rawValue)"), tone)
    }

    /// A filter's value for a reader.
    static let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String = { facet, value, words in
        switch facet {
        case "status": words("event_question.status.\(value)")
        case "kind": words("event.kind.\(value)")
        case "language": words.language(named: value)
        case "topic": CompetenceViews.topic(value, words)
        case "event": words("event.page")
        default: value.isEmpty ? words("list.none") : value
        }
    }

    static func tools(_ visit: Visit) -> HTML {
        let words = visit.words
        let query = visit.query.without("after", "before", "lang", "sort", "limit")
        let event = query["event"].flatMap { IDSource.isID($0, Event.prefix) ? $0 : nil }
        let asking: HTML = event.map { Parts.button("/events/\($0)/questions", words("event_question.ask")) } ?? ""
        return """
            <div class="actions">\(asking)
            \(Parts.link("/event-questions.atom" + query.address, words("calls.subscribe.feed")))</div>
            """
    }

    /// The page of one event: what was answered, and where one asks.
    static func asking(_ questions: EventQuestions, _ form: FormParts, _ visit: Visit) -> HTML {
        let (event, words) = (questions.event, visit.words)
        let path = "/events/\(event.id.text)/questions"
        let none: HTML = "<div class=\"empty\"><p>\(words("event.questions.empty"))</p></div>"
        let answered: [HTML] = questions.answered.map { Self.answered($0, words) }
        let own: [HTML] = questions.own.map { one in
            """
            <li>\(Parts.link("/event-questions/\(one.id.text)", one.question.reading(words.language))) \
            \(pill(one.status, words))</li>
            """
        }
        let asking: HTML
        if let refusal = questions.refusal {
            let isStranger = refusal.key == "event_question.refused.account"
            let way: HTML? =
                isStranger
                ? Parts.button("/sign-in" + Query([("return", path)]).address, words("nav.sign_in")) : nil
            asking = "<p class=\"hint\">\(words(refusal))</p>\(way)"
        } else {
            asking = form.form(
                action: path, submit: "event_question.send", makes: EventQuestion.prefix,
                [form.lines("text", nil, rows: 4, limit: EventQuestion.longest, isRequired: true)])
        }
        return """
            \(Parts.title(words("event.questions"), of: event.title.reading(words.language)))
            <p>\(Parts.link("/event-questions?event=\(event.id.text)", words("event_questions.archive")))</p>
            \(answered.isEmpty ? none : answered.joined())
            \(Parts.panel(words("event.questions.own"), own.isEmpty ? "" : "<ul>\(own)</ul>"))
            \(Parts.panel(words("event_question.ask"), asking))
            """
    }

    private static func answered(_ one: EventQuestionSeen, _ words: Words) -> HTML {
        """
        <section class="panel" id="\(one.id.text)"><h2>\(Parts.link(
            "/event-questions/\(one.id.text)", one.question.reading(words.language)))</h2>
        \(Parts.text(one.answer, words))
        <p class="hint">\(one.answeredAt.map { words.day($0.day) })</p></section>
        """
    }

    static func profile(_ profile: EventQuestionProfile, _ form: FormParts, _ visit: Visit) -> HTML {
        let (one, words) = (profile.question, visit.words)
        let target: HTML? = profile.target.map {
            """
            <p class="notice">\(words("event_question.merged_into")) \
            \(Parts.link("/event-questions/\($0.id)", $0.name))</p>
            """
        }
        let waits: HTML? =
            one.answer.isEmpty && one.status == .open ? "<p class=\"hint\">\(words("event_question.waits"))</p>" : nil
        return """
            <div class="title"><h1>\(one.question.reading(words.language))</h1> \(pill(one.status, words))
            <p class="lede">\(Parts.link(
                "/events/\(one.eventID.text)", profile.event.title.reading(words.language)))\
            \(one.answeredAt.map { " · " + words.day($0.day) } ?? "")</p></div>
            \(target)\(waits)
            \(Parts.panel(words("event_question.field.answer"), Parts.text(one.answer, words)))
            \(profile.mayAnswer ? office(profile, form, visit) : "")
            """
    }

    private static func office(_ profile: EventQuestionProfile, _ form: FormParts, _ visit: Visit) -> HTML {
        let (one, words) = (profile.question, visit.words)
        let path = "/event-questions/\(one.id.text)"
        func button(_ verb: String, _ key: String, style: String = "button") -> HTML {
            """
            <form method="post" action="\(path)/\(verb)" class="inline">\(FormParts.token(visit))\
            <input type="hidden" name="version" value="\(one.version)">\
            <button class="\(style)">\(words(key))</button></form>
            """
        }
        var buttons: [HTML] = []
        if one.status != .merged {
            if one.status != .published {
                buttons.append(button("publication", "event_question.publish", style: "button main"))
            }
            if one.status != .kept { buttons.append(button("retention", "event_question.keep")) }
        }
        let asked: HTML = "<blockquote><p>\(one.text ?? "")</p></blockquote>"
        let who = profile.asker.isEmpty ? words("event_question.nobody") : profile.asker
        let merged: HTML? =
            profile.merged == 0
            ? nil : "<p class=\"hint\">\(words("event_question.merged", count: profile.merged))</p>"
        let others = profile.others.map { (value: $0.id, label: AtomFeed.shortened($0.name, to: 120)) }
        let merging: HTML =
            one.status == .merged || others.isEmpty
            ? ""
            : """
            <form class="record" method="post" action="\(path)/merging">\(FormParts.token(visit))
            \(form.select("into", nil, others, isRequired: true))
            <div class="actions"><button class="button">\(words("event_question.merge"))</button></div></form>
            """
        return """
            \(Parts.actions(buttons))
            \(Parts.panel(words("event_question.asked_as"), "\(asked)<p class=\"hint\">\(who)</p>\(merged)"))
            \(Parts.panel(
                words("event_question.word"),
                form.form(
                    action: path, submit: "event_question.save", [
                        form.hidden("version", String(one.version)),
                        form.multilingual(
                            "question", one.question, rows: 3, limit: EventQuestion.longest, isRequired: true),
                        form.multilingual("answer", one.answer, rows: 6, limit: EventQuestion.longestAnswer),
                    ])))
            \(Parts.panel(words("event_question.merging"), merging))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))
            """
    }
}
