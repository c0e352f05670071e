/// How expressions of interest look.
enum InterestViews {
    static func pill(_ state: Interest.State, _ words: Words) -> HTML {
        let tone: Parts.Tone =
            switch state {
            case .sent: .wait
            case .contact, .consortium, .submitted, .funded: .good
            case .declined, .withdrawn: .quiet
            }
        return Parts.pill(words("expression.state.\(state.rawValue)"), tone)
    }

    static let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String = { facet, value, words in
        switch facet {
        case "box": words("expressions.box.\(value)")
        case "state": words("expression.state.\(value)")
        case "country", "proposer_country": words.country(value)
        case "sought": CompetenceViews.topic(value, words)
        case "theme": CallViews.theme(value, words)
        case "call": words("partner_searches.of_call")
        case "search": words("expressions.of_search")
        default: value.isEmpty ? words("list.none") : value
        }
    }

    static func form(_ search: PartnerSearch, _ own: [Named], _ form: FormParts, _ words: Words) -> HTML {
        let path = "\(PartnerSearchPages.path)/\(search.id.text)"
        return """
            \(Parts.title(words("expression.add"), of: search.title.reading(words.language)))
            <p>\(words("expression.how"))</p>
            \(form.form(
                action: path + "/expressions", submit: "expression.send", cancel: path, makes: Interest.prefix, [
                PartnerSearchFormViews.workplace(own, form),
                form.select("role", search.role.rawValue, PartnerSearchFormViews.roles(words), isRequired: true),
                form.lines("message", nil, rows: 8, limit: InterestMessage.longest, isRequired: true),
                form.flag("agrees", false),
            ]))
            """
    }

    static func profile(
        _ profile: InterestProfile, _ interest: Interest, _ back: PartnerSearchViews.Returned, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let issues: HTML? =
            back.issues.isEmpty ? nil : back.parts(back.form, kind(of: back.form), visit).summary
        return """
            <div class="title"><h1>\(profile.title.reading(words.language))</h1> \(pill(profile.state, words))
            <p class="lede">\(words("expression.lede", [
                "from": "\(profile.organisation), \(words.country(profile.country))",
                "to": "\(profile.proposer), \(words.country(profile.proposerCountry))",
            ]))</p></div>\(issues)
            <div class="columns"><div class="column">
            \(contact(profile, interest, visit))
            \(Parts.panel(words("expression.messages"), messages(profile, interest, visit)))
            \(tasks(profile, interest, back, visit))
            </div><aside class="facts">\(facts(profile, words))
            \(Parts.panel(words("expression.steps"), steps(profile, words)))</aside></div>
            """
    }

    private static func kind(of form: String) -> String { form == "messages" ? "expression_message" : "expression" }

    /// Who the two are, once both agreed; until then, who has not.
    private static func contact(_ profile: InterestProfile, _ interest: Interest, _ visit: Visit) -> HTML {
        let words = visit.words
        if let sender = profile.sender, let owner = profile.owner {
            let rows: [HTML] = [(sender, profile.organisation), (owner, profile.proposer)].map { contact, place in
                let name: HTML =
                    contact.personID.map { Parts.link("/people/\($0.text)", contact.name) } ?? "\(contact.name)"
                return "<li><div>\(name)<small>\(place)</small></div><span>\(contact.email)</span></li>"
            }
            return Parts.panel(words("expression.contact"), "<ul class=\"entries\">\(rows)</ul>")
        }
        let mine = profile.side == .sender ? profile.senderAgreedAt : profile.ownerAgreedAt
        let key =
            profile.state.isOver ? "expression.blind.over" : mine == nil ? "expression.blind" : "expression.blind.waits"
        let agree: HTML =
            interest.allows(.agree, to: visit.actor)
            ? FormParts.button(
                visit, action: "/expressions/\(profile.id.text)/agreement", "expression.agree", style: "button main")
            : ""
        return Parts.panel(words("expression.contact"), "<p>\(words(key))</p>\(agree)")
    }

    private static func messages(_ profile: InterestProfile, _ interest: Interest, _ visit: Visit) -> HTML {
        let words = visit.words
        let mayWrite = interest.allows(.write, to: visit.actor)
        let rows: [HTML] = profile.messages.map { message in
            let earlier: [HTML] = message.earlier.map { old in
                "<p><del>\(old.text)</del> <small>\(words.moment(old.until))</small></p>"
            }
            let history: HTML =
                earlier.isEmpty
                ? "" : "<details><summary>\(words("expression_message.earlier"))</summary>\(earlier)</details>"
            let edit: HTML =
                mayWrite && message.side == profile.side
                ? Parts.link("/expression-messages/\(message.id.text)/form", words("expression_message.edit")) : ""
            let place = message.side == .sender ? profile.organisation : profile.proposer
            let paragraphs: [HTML] = message.text.split(separator: "\n\n").map { "<p>\($0)</p>" }
            return """
                <li><div><small>\(place), <time datetime="\(message.createdAt.iso)">\
                \(words.moment(message.createdAt))</time></small>\(paragraphs)\(history)</div>\(edit)</li>
                """
        }
        return "<ol class=\"entries\">\(rows)</ol>"
    }

    /// What the reader can do: answer, take into the consortium, write, step back.
    private static func tasks(
        _ profile: InterestProfile, _ interest: Interest, _ back: PartnerSearchViews.Returned, _ visit: Visit
    ) -> HTML {
        let (words, actor, path) = (visit.words, visit.actor, "/expressions/\(profile.id.text)")
        var tasks: HTML = ""
        if interest.allows(.answer, to: actor) {
            let form = back.parts("answer", "expression", visit)
            let answers = InterestAnswer.allCases.map {
                (value: $0.rawValue, label: words("expression.answer.\($0.rawValue)"))
            }
            var fields = [
                form.hidden("version", String(interest.version)), form.select("answer", nil, answers, isRequired: true),
                form.lines("reason", nil, rows: 3, limit: 2_000),
            ]
            if profile.side == .owner {
                fields += [
                    form.flag("agrees", false), form.lines("message", nil, rows: 4, limit: InterestMessage.longest),
                ]
            }
            tasks += Parts.panel(
                words("expression.answer"), form.form(action: path + "/answer", submit: "expression.answer", fields))
        }
        if interest.allows(.enlist, to: actor) {
            tasks +=
                Parts.actions([
                    FormParts.button(visit, action: path + "/consortium", "expression.enlist", style: "button main")
                ])
        }
        if interest.allows(.write, to: actor) {
            let form = back.parts("messages", "expression_message", visit)
            tasks += Parts.panel(
                words("expression_message.add"),
                form.form(
                    action: path + "/messages", submit: "expression_message.send", makes: InterestMessage.prefix,
                    [form.lines("text", nil, rows: 5, limit: InterestMessage.longest, isRequired: true)]))
        }
        if interest.allows(.withdraw, to: actor) {
            let form = back.parts("withdrawal", "expression", visit)
            let fields = form.form(
                action: path + "/withdrawal", submit: "expression.withdraw",
                [
                    form.hidden("version", String(interest.version)),
                    form.lines("reason", nil, rows: 2, limit: 2_000),
                ])
            tasks += """
                <details\(attribute: "open", back.form == "withdrawal")>\
                <summary>\(words("expression.withdraw"))</summary>\(fields)</details>
                """
        }
        return tasks
    }

    private static func steps(_ profile: InterestProfile, _ words: Words) -> HTML {
        let rows: [HTML] = profile.steps.map { step in
            """
            <li><time datetime="\(step.at.iso)">\(words.moment(step.at))</time> \
            \(words("expression.state.\(step.state.rawValue)")) <span class="quiet">\(step.reason)</span></li>
            """
        }
        return "<ol class=\"timeline\">\(rows)</ol>"
    }

    private static func facts(_ profile: InterestProfile, _ words: Words) -> HTML {
        Parts.facts([
            (
                words("expression.search"),
                Parts.link("\(PartnerSearchPages.path)/\(profile.searchID.text)", profile.title.reading(words.language))
            ),
            (
                words("partner_search.call"),
                Parts.link("/calls/\(profile.callID.text)", profile.callTitle.reading(words.language))
            ),
            (
                words("expression.from"),
                Parts.link("/organisations/\(profile.organisationID.text)", profile.organisation)
            ),
            (words("expression.to"), Parts.link("/organisations/\(profile.proposerID.text)", profile.proposer)),
            (words("expression.field.role"), "\(words("partner_role.\(profile.role.rawValue)"))"),
            (words("expression.field.reason"), profile.reason.isEmpty ? nil : "\(profile.reason)"),
            (
                words("consortium.title"),
                profile.consortiumID.map { Parts.link("/consortia/\($0.text)", words("consortium.open")) }
            ),
        ])
    }

    static func message(_ message: InterestMessage, _ form: FormParts, _ words: Words) -> HTML {
        """
        \(Parts.title(words("expression_message.edit"), of: words("expression_message.kept")))
        \(form.form(
            action: "/expression-messages/\(message.id.text)", submit: "expression_message.save",
            cancel: "/expressions/\(message.expressionID.text)", [
            form.hidden("version", String(message.version)),
            form.lines("text", message.text, rows: 8, limit: InterestMessage.longest, isRequired: true),
        ]))
        """
    }

    static func outcome(_ profile: OutcomeProfile, _ form: FormParts, _ visit: Visit) -> HTML {
        let (outcome, words) = (profile.outcome, visit.words)
        let results = Outcome.Result.allCases.map {
            (value: $0.rawValue, label: words("outcome.result.\($0.rawValue)"))
        }
        let thanks: HTML? = outcome.answeredAt.map {
            "<p class=\"notice good\">\(words("outcome.answered", ["day": words.day($0.day)]))</p>"
        }
        let task: HTML =
            outcome.allows(.answer, to: visit.actor)
            ? form.form(
                action: "/outcomes/\(outcome.id.text)", submit: "outcome.save",
                [
                    form.hidden("version", String(outcome.version)),
                    form.select("result", outcome.result?.rawValue, results, isRequired: true),
                    form.lines("remark", outcome.remark, rows: 4, limit: 2_000),
                ])
            : "<p>\(outcome.result.map { words("outcome.result.\($0.rawValue)") } ?? words("outcome.waits"))</p>"
        return """
            \(Parts.title(words("outcome.title"), of: profile.title.reading(words.language)))
            <p>\(words("outcome.how", ["organisation": profile.other]))</p>\(thanks)\(task)
            """
    }
}
