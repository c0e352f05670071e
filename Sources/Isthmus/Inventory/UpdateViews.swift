/// How the yearly update looks, to the office and to owners.
enum UpdateViews {
    static func tone(_ standing: UpdateRequest.Standing) -> Parts.Tone {
        switch standing {
        case .unreachable: .bad
        case .asked, .returned: .quiet
        case .answered: .wait
        case .accepted: .good
        }
    }

    static func rounds(_ rounds: [UpdateRound], _ form: FormParts, at now: Moment, _ visit: Visit) -> HTML {
        let words = visit.words
        let items: [HTML] = rounds.map { round in
            let closes = words("update.closes", ["day": words.day(round.closesOn)])
            let link = Parts.link(
                "/office/updates/\(round.id.text)", words("update.round", ["year": String(round.year)]))
            return "<li>\(link) <span class=\"quiet\">\(closes)</span></li>"
        }
        let next = max(now.day.year, (rounds.map(\.year).max() ?? 0) + 1)
        let list: HTML = items.isEmpty ? "<p>\(words("updates.empty"))</p>" : "<ul>\(items)</ul>"
        return """
            <div class="title"><h1>\(words("updates.title"))</h1><p class="lede">\(words("updates.lede"))</p></div>
            \(Parts.actions([Parts.button("/office/update-requests", words("update_requests.title"))]))\(list)
            <h2>\(words("update.begin"))</h2>
            \(form.form(action: "/office/updates", submit: "update.begin", makes: UpdateRound.prefix, [
                form.text("year", String(next), limit: 4, isRequired: true),
                form.text("closes_on", now.day.adding(days: 42).description, type: "date", isRequired: true),
                form.multilingual("note", [:], rows: 3, limit: 2_000),
            ]))
            """
    }

    static func round(_ round: UpdateRound, _ figures: UpdateFigures, at now: Moment, _ visit: Visit) -> HTML {
        let words = visit.words
        let path = "/office/updates/\(round.id.text)"
        let isOpen = round.endsAt > now
        var steps: [HTML] = []
        if isOpen, figures.toAsk > 0 {
            steps.append(
                """
                <p>\(words("update.would_ask", count: figures.toAsk))</p>
                \(FormParts.button(visit, action: path + "/letters", "update.send", style: "button main"))
                """)
        }
        if isOpen, figures.toRemind > 0 {
            steps.append(
                """
                <p>\(words("update.would_remind", count: figures.toRemind))</p>
                \(FormParts.button(visit, action: path + "/reminders", "update.remind"))
                """)
        }
        if steps.isEmpty {
            steps.append("<p>\(words(isOpen ? "update.nothing_to_send" : "update.over"))</p>")
        }
        let closes = words("update.closes", ["day": words.day(round.closesOn)])
        return """
            <div class="title"><h1>\(words("update.round", ["year": String(round.year)]))</h1>
            <p class="lede">\(closes)</p></div>
            <div class="columns"><div class="column">
            \(Parts.panel(words("update.next"), steps.joined()))
            \(Parts.panel(words("update.answers"), chart(round, figures, words)))
            </div><aside class="facts">\(Parts.facts(facts(round, figures, words)))</aside></div>
            """
    }

    private static func facts(
        _ round: UpdateRound, _ figures: UpdateFigures, _ words: Words
    ) -> [(label: String, value: HTML?)] {
        func number(_ count: Int, _ standing: UpdateRequest.Standing) -> HTML {
            guard count > 0 else { return "0" }
            let query = Query([("year", String(round.year)), ("standing", standing.rawValue)])
            return Parts.link("/office/update-requests" + query.address, words.number(count))
        }
        let rate = figures.responseRate.map { words("update.percent", ["number": words.number($0 * 100, digits: 0)]) }
        return [
            (words("update.records"), "\(words.number(figures.records))"),
            (words("update.reachable"), "\(words.number(figures.reachable))"),
            (words("update.letters"), "\(words.number(figures.letters))"),
            (words("update.response_rate"), "\(rate ?? words("list.none"))"),
            (words("update.standing.asked"), number(figures.asked, .asked)),
            (words("update.standing.answered"), number(figures.answered, .answered)),
            (words("update.standing.accepted"), number(figures.accepted, .accepted)),
            (words("update.standing.returned"), number(figures.returned, .returned)),
            (words("update.standing.unreachable"), number(figures.unreachable, .unreachable)),
            (
                words("update.stale"),
                """
                \(words.number(figures.stale)) (\(Parts.link(
                    "/programmes?checked=stale&checked=never&status=active", words("programmes.title"))), \
                \(Parts.link("/mobility?checked=stale&checked=never&status=active", words("mobilities.title"))))
                """
            ),
        ]
    }

    private static func chart(_ round: UpdateRound, _ figures: UpdateFigures, _ words: Words) -> HTML {
        guard figures.letters > 0 else { return "<p>\(words("update.no_letters"))</p>" }
        let bars: [(UpdateRequest.Standing, Int)] = [
            (.accepted, figures.accepted), (.answered, figures.answered), (.returned, figures.returned),
            (.asked, figures.asked),
        ]
        let answered = figures.letters - figures.asked
        let title = words(
            "update.chart_title", ["answered": words.number(answered), "letters": words.number(figures.letters)])
        return BarChart(
            caption: DirectoryCharts.caption(title, unit: words("update.letters"), words),
            categories: bars.map { words("update.standing.\($0.0.rawValue)") },
            series: [ChartSeries(name: words("update.letters"), values: bars.map { Double($0.1) })],
            links: bars.map { "/office/update-requests?year=\(round.year)&standing=\($0.0.rawValue)" },
            format: { words.number(Int($0)) }
        ).html
    }

    static func request(_ profile: UpdateRequestProfile, _ form: FormParts, _ visit: Visit) -> HTML {
        let (request, words) = (profile.request, visit.words)
        let standing = Parts.pill(words("update.standing.\(request.standing.rawValue)"), tone(request.standing))
        return """
            <div class="title"><h1>\(profile.record.title.reading(words.language))</h1>\(standing)
            <p class="lede">\(words("update.round", ["year": String(profile.round.year)]))</p></div>
            <div class="columns"><div class="column">
            \(Parts.panel(words("update.differences"), differences(profile, words)))
            \(request.remark.isEmpty ? "" : Parts.panel(words("update.field.remark"), "<p>\(request.remark)</p>"))
            \(profile.mayDecide ? decision(request, form, words) : "")
            </div><aside class="facts">\(Parts.facts([
                (words("update.record"), Parts.link(profile.record.path, words("update.open_record"))),
                (words("update.asked_whom"), profile.contact.map { "\($0.name)<small>\($0.email)</small>" }),
                (words("update.asked_at"), request.askedAt.map { "\(words.moment($0))" }),
                (words("update.reminded_at"), request.remindedAt.map { "\(words.moment($0))" }),
                (words("update.answered_at"), request.answeredAt.map { "\(words.moment($0))" }),
                (words("update_decision.field.reason"), request.reason.isEmpty ? nil : "\(request.reason)"),
            ]))\(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    private static func differences(_ profile: UpdateRequestProfile, _ words: Words) -> HTML {
        guard profile.request.answeredAt != nil else { return "<p>\(words("update.no_answer"))</p>" }
        let differences = profile.differences(words)
        guard !differences.isEmpty else { return "<p>\(words("update.no_differences"))</p>" }
        let heads = ["update.fact", "update.before", "update.after"].map { words($0) }
        let rows: [HTML] = differences.map { difference in
            """
            <tr><th scope="row" data-label="\(heads[0])">\(words("inventory.fact.\(difference.fact)"))</th>
            <td data-label="\(heads[1])"><del>\(lines(difference.before))</del></td>
            <td data-label="\(heads[2])"><ins>\(lines(difference.after))</ins></td></tr>
            """
        }
        return """
            <table class="records diff"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    private static func lines(_ text: String) -> HTML {
        let lines: [HTML] = text.split(separator: "\n", omittingEmptySubsequences: false).map { "\($0)" }
        return lines.joined("<br>")
    }

    private static func decision(_ request: UpdateRequest, _ form: FormParts, _ words: Words) -> HTML {
        let decisions = UpdateRequest.Decision.allCases.map {
            (value: $0.rawValue, label: words("update.decision.\($0.rawValue)"))
        }
        return form.form(
            action: "/office/update-requests/\(request.id.text)/decision", submit: "update.decide",
            [
                form.hidden("version", String(request.version)),
                form.select("decision", nil, decisions, isRequired: true),
                form.lines("reason", request.reason, rows: 3, limit: 2_000),
            ])
    }

    /// The record as the owner keeps it, in one form.
    static func form(
        _ update: UpdateVisit, _ topics: [TopicChoice], _ given: [String: Given]?, _ issues: [Problem.Issue],
        _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let (kind, request) = (kind(of: update.record), update.request)
        let form = FormParts(visit, kind: kind, given: given, issues: issues)
        let about = FormParts(visit, kind: "update", given: given, issues: issues)
        let fields: [HTML] =
            switch update.record {
            case .programme(let record): CooperationProgrammeViews.ownersFields(record, topics, form)
            case .scheme(let record): MobilityViews.ownersFields(record, topics, form)
            }
        let day = words.day(update.round.closesOn)
        let title: HTML = """
            <div class="title"><h1>\(update.record.title.reading(words.language))</h1>
            <p class="lede">\(words("update.lede", ["day": day]))</p></div>
            """
        guard request.standing != .accepted else {
            return "\(title)<p class=\"notice good\">\(words("update.is_accepted"))</p>"
        }
        let returned: HTML =
            request.standing == .returned
            ? "<p class=\"notice wait\">\(words("update.was_returned", ["reason": request.reason]))</p>" : ""
        let known: HTML =
            request.standing == .answered ? "<p class=\"notice good\">\(words("update.is_answered"))</p>" : ""
        return """
            \(title)\(returned)\(known)
            \(form.form(action: visit.path, submit: "update.answer", fields + [
                about.lines("remark", request.remark, rows: 3, limit: 2_000),
            ]))
            <p class="quiet">\(words("update.not_signed_in"))</p>
            """
    }

    private static func kind(of record: UpdatedRecord) -> String {
        switch record {
        case .programme: "programme"
        case .scheme: "mobility"
        }
    }

    static func stop(_ update: UpdateVisit, _ visit: Visit) -> HTML {
        let words = visit.words
        return """
            <div class="title"><h1>\(words("update.stop"))</h1>
            <p class="lede">\(words("update.stop_what"))</p></div>
            \(FormParts.button(visit, action: visit.path, "update.stop_button", style: "button main"))
            """
    }

    static func stopped(_ words: Words) -> HTML {
        "<div class=\"title\"><h1>\(words("update.stop"))</h1><p class=\"lede\">\(words("update.stop_done"))</p></div>"
    }

    static func gone(_ words: Words) -> HTML {
        "<div class=\"title\"><h1>\(words("update.gone"))</h1><p class=\"lede\">\(words("update.gone_why"))</p></div>"
    }
}
