import Foundation

/// How those who take part look: the form, the profile, whom to meet.
enum ParticipantViews {
    /// The beginning of a text, whose lines stand in one.
    static func short(_ text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        let text = lines.filter { !$0.isEmpty }.joined(separator: " · ")
        return text.count <= 140 ? text : String(text.prefix(139)).trimmingCharacters(in: .whitespaces) + "…"
    }

    /// A filter's value for a reader.
    static let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String = { facet, value, words in
        switch facet {
        case "country": value.isEmpty ? words("list.none") : words.country(value)
        case "offered", "sought": CompetenceViews.topic(value, words)
        case "language": words.language(named: value)
        case "mode": words("participant.mode.\(value).label")
        case "status": words("participant.status.\(value)")
        case "brokerage": words("brokerage.title")
        default: value.isEmpty ? words("list.none") : value
        }
    }

    static func tools(_ profile: BrokerageProfile, _ words: Words) -> HTML {
        let path = "/brokerages/\(profile.brokerage.id.text)"
        let own = [
            Parts.button(path + "/counterparts", words("counterparts.title")),
            Parts.button(path + "/meetings", words("brokerage.meetings")),
        ]
        return Parts.actions([Parts.button(path, words("brokerage.title"))] + (profile.own == nil ? [] : own))
    }

    /// Whom an organiser adds.
    enum Adding: Sendable {
        case somebody
        /// Somebody else or themselves.
        case anybody
    }

    /// `adding` is nil for those who take part themselves.
    static func begin(
        _ known: ParticipationForm, _ adding: Adding?, _ topics: [TopicChoice], _ form: FormParts, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let profile = adding == nil ? known.known : DirectoryProfile()
        let title = Parts.title(
            words(adding == nil ? "brokerage.join" : "participant.add"), of: known.event.title.reading(words.language))
        let path = "/brokerages/\(known.brokerage.id.text)"
        if adding == .somebody, known.registrations.isEmpty {
            return """
                \(title)<div class="empty"><p>\(words("participant.nobody_to_add"))</p>
                <p>\(Parts.link(path, words("brokerage.title")))</p></div>
                """
        }
        let mode: Participant.Mode = known.event.format == .online ? .online : .onSite
        return """
            \(title)
            <p>\(words(adding == nil ? "participant.lede" : "participant.lede.adding"))</p>
            \(form.form(
                action: path + "/participants", submit: adding == nil ? "brokerage.join.send" : "participant.add.send",
                cancel: path, makes: Participant.prefix,
                [
                    registrations(known, adding, form, words),
                    fields(
                        offers: profile.offers, seeks: [:], offered: profile.topics, sought: [],
                        languages: profile.languages, mode: mode, delegation: "", limit: nil, known.event, topics, form,
                        words),
                ]))
            """
    }

    /// For whom it is.
    private static func registrations(
        _ known: ParticipationForm, _ adding: Adding?, _ form: FormParts, _ words: Words
    ) -> HTML {
        guard let adding, !known.registrations.isEmpty else { return "" }
        let others = known.registrations.map { one in
            (value: one.id, label: one.note.isEmpty ? one.name : "\(one.name), \(one.note)")
        }
        switch adding {
        case .somebody: return form.select("registration", nil, others, isRequired: true)
        case .anybody:
            let own = (value: "", label: words("participant.myself"))
            return form.select("registration", "", [own] + others, isRequired: true)
        }
    }

    static func form(
        _ one: Participant, of event: Event, _ topics: [TopicChoice], _ form: FormParts, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let path = "/participants/\(one.id.text)"
        let seats: HTML =
            one.allows(.seat, to: visit.actor)
            ? form.section(
                "participant.section.seat",
                [
                    form.text("stand", one.stand.map(String.init), type: "number"),
                    form.text("capacity", String(one.capacity), type: "number"),
                ]) : ""
        return """
            \(Parts.title(words("participant.edit"), of: event.title.reading(words.language)))
            \(form.form(
                action: path, submit: "participant.save", cancel: path,
                [
                    form.hidden("version", String(one.version)),
                    fields(
                        offers: one.offers, seeks: one.seeks, offered: one.offeredTopics, sought: one.soughtTopics,
                        languages: one.languages, mode: one.mode, delegation: one.delegation, limit: one.meetingLimit,
                        event, topics, form, words), seats,
                ]))
            """
    }

    private static func fields(
        offers: Multilingual, seeks: Multilingual, offered: [String], sought: [String], languages: [String],
        mode: Participant.Mode, delegation: String, limit: Int?, _ event: Event, _ topics: [TopicChoice],
        _ form: FormParts, _ words: Words
    ) -> HTML {
        func named(_ ids: [String]) -> [String] {
            ids.map { id in topics.first { $0.id == id }?.text(in: words.language) ?? id }
        }
        let choices = topics.map { $0.text(in: words.language) }
        let modes = Participant.Mode.allCases.filter { mode in
            event.format == .hybrid || mode.rawValue == event.format.rawValue
        }.map { (value: $0.rawValue, label: words("participant.mode.\($0.rawValue).label")) }
        return [
            form.section(
                "participant.section.profile",
                [
                    form.multilingual("offers", offers, rows: 4, limit: Participant.longestText),
                    form.chooser("offered_topics", named(offered), from: choices),
                    form.multilingual("seeks", seeks, rows: 4, limit: Participant.longestText),
                    form.chooser("sought_topics", named(sought), from: choices),
                    form.text(
                        "languages", languages.map { words.language(named: $0) }.joined(separator: ", "), limit: 300),
                ]),
            form.section(
                "participant.section.meeting",
                [
                    form.select("mode", mode.rawValue, modes, isRequired: true),
                    form.text("delegation", delegation, limit: 120),
                    form.text("meeting_limit", limit.map(String.init), type: "number"),
                ]),
        ].joined()
    }

    static func profile(_ profile: ParticipantProfile, _ form: FormParts, _ visit: Visit) -> HTML {
        let (line, words) = (profile.line, visit.words)
        let place = [line.organisation, line.country.isEmpty ? "" : words.country(line.country)]
        let gone: HTML =
            line.status == .left ? " \(Parts.pill(words("participant.status.left"), .quiet))" : ""
        return """
            <div class="title"><h1>\(line.name)</h1>\(gone)
            <p class="lede">\(place.filter { !$0.isEmpty }.joined(separator: ", "))</p></div>
            \(Parts.actions(buttons(profile, visit)))
            <div class="columns"><div class="column">
            \(Parts.panel(words("participant.field.offers"), text(line.offers, line.offeredTopics, profile, words)))
            \(Parts.panel(words("participant.field.seeks"), text(line.seeks, line.soughtTopics, profile, words)))
            \(shared(profile, words))
            \(profile.mayEdit ? absences(profile, form, visit) : "")
            </div><aside class="facts">\(facts(profile, words))</aside></div>
            """
    }

    private static func text(
        _ text: Multilingual, _ topics: [String], _ profile: ParticipantProfile, _ words: Words
    ) -> HTML {
        let items: [HTML] = profile.topics.filter { topics.contains($0.id) }.map { topic in
            let name = Multilingual.reading(topic.name, words.language)
            return "<span class=\"tag\">\(Parts.link("/topics/\(topic.id)", name))</span>"
        }
        let body: HTML = text.isEmpty ? "" : Parts.text(text, words)
        let list: HTML = items.isEmpty ? "" : "<p>\(items)</p>"
        return "\(body)\(list)"
    }

    private static func buttons(_ profile: ParticipantProfile, _ visit: Visit) -> [HTML] {
        let (line, words) = (profile.line, visit.words)
        let path = "/participants/\(line.id.text)"
        var buttons: [HTML] = []
        if let reader = profile.reader, reader.id != line.id, line.status == .active {
            let refusal = profile.participant.brokerage?.refusalOfMeeting(at: visit.site.programme.clock())
            let open = profile.requests.contains { $0.state.isOpen }
            let reason = open ? Problem.Reason("meeting_request.twice_here") : refusal
            buttons.append(
                Parts.button(
                    path + "/request", words("meeting_request.ask"), isMain: true, refused: reason.map { words($0) }))
        }
        if profile.asksForOthers(visit.actor), line.status == .active {
            let refusal = profile.participant.brokerage?.refusalOfMeeting(at: visit.site.programme.clock())
            buttons.append(
                Parts.button(
                    path + "/request", words("meeting_request.ask_for"), refused: refusal.map { words($0) }))
        }
        if profile.mayEdit, line.status == .active {
            buttons.append(Parts.button(path + "/form", words("participant.edit")))
            buttons.append(FormParts.button(visit, action: path + "/departure", "participant.leave"))
        }
        buttons.append(Parts.button("/participants?brokerage=\(line.brokerageID.text)", words("participants.title")))
        return buttons
    }

    private static func shared(_ profile: ParticipantProfile, _ words: Words) -> HTML {
        let items: [HTML] = profile.requests.map { one in
            """
            <li>\(Parts.link("/meeting-requests/\(one.id.text)", words.moment(one.changedAt))) \
            \(MeetingViews.pill(one.state, words))</li>
            """
        }
        return Parts.panel(words("participant.shared"), items.isEmpty ? "" : "<ul class=\"plain\">\(items)</ul>")
    }

    private static func facts(_ profile: ParticipantProfile, _ words: Words) -> HTML {
        let line = profile.line
        let languages = line.languages.map { words.language(named: $0) }.joined(separator: ", ")
        let directory: HTML? = profile.organisationID.map {
            Parts.link("/organisations/\($0.text)", words("participant.in_directory"))
        }
        return Parts.facts([
            (words("participant.field.languages"), languages.isEmpty ? nil : "\(languages)"),
            (words("participant.field.mode"), "\(words("participant.mode.\(line.mode.rawValue).label"))"),
            (words("participant.field.delegation"), line.delegation.isEmpty ? nil : "\(line.delegation)"),
            (words("participant.field.stand"), line.stand.map { "\(words.number($0))" }),
            (
                words("event.page"),
                Parts.link(
                    "/events/\(profile.event.id.text)", profile.event.title.reading(words.language))
            ),
            (words("participant.organisation"), directory),
        ])
    }

    private static func absences(_ profile: ParticipantProfile, _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let rows: [HTML] = profile.absences.map { one in
            let session = profile.sessions.first { $0.id == one.sessionID }?.title.reading(words.language)
            return """
                <li>\(EventViews.span(one.starts, one.ends, words)) · \(words("absence.kind.\(one.kind.rawValue)"))\
                \(session.map { ": \($0)" }) \
                \(FormParts.button(visit, action: "/absences/\(one.id.text)/deletion", "absence.remove"))</li>
                """
        }
        // Without an agenda there is nothing to be in.
        let kinds = Absence.Kind.allCases.filter { $0 != .session || !profile.sessions.isEmpty }
            .map { (value: $0.rawValue, label: words("absence.kind.\($0.rawValue)")) }
        let sessions = profile.sessions.map { one in
            (value: one.id.text, label: "\(one.starts) \(one.title.reading(words.language))")
        }
        let adding = form.form(
            action: "/participants/\(profile.line.id.text)/absences", submit: "absence.add", makes: Absence.prefix,
            [
                form.select("kind", Absence.Kind.away.rawValue, kinds, isRequired: true),
                sessions.isEmpty ? "" : form.select("session", nil, sessions),
                form.text("starts", nil, limit: 40), form.text("ends", nil, limit: 40),
            ])
        let list: HTML = rows.isEmpty ? "" : "<ul class=\"plain\">\(rows)</ul>"
        return Parts.panel(
            words("absences.title"), "<p class=\"hint\">\(words("absences.lede"))</p>\(list)\(adding)", id: "absences")
    }

    static func counterparts(_ found: Counterparts, _ visit: Visit) -> HTML {
        let words = visit.words
        let closed = found.brokerage.refusalOfMeeting(at: visit.site.programme.clock())
        let rows: [HTML] = found.counterparts.map { row($0, mayAsk: closed == nil, words) }
        let list: HTML =
            rows.isEmpty
            ? """
            <div class="empty"><p>\(words("counterparts.empty"))</p>
            <p>\(Parts.link("/participants/\(found.participant.id.text)/form", words("participant.edit")))</p></div>
            """
            : "<ol class=\"entries\">\(rows)</ol>"
        return """
            \(Parts.title(words("counterparts.title"), of: found.event.title.reading(words.language)))
            \(closed.map { "<p class=\"notice wait\">\(words($0))</p>" as HTML })
            <p>\(words("counterparts.how"))</p>\(list)
            <p>\(Parts.link("/participants?brokerage=\(found.brokerage.id.text)", words("participants.title")))</p>
            """
    }

    private static func row(_ one: Counterpart, mayAsk: Bool, _ words: Words) -> HTML {
        let line = one.line
        let ask = mayAsk ? Parts.button("/participants/\(line.id.text)/request", words("meeting_request.ask")) : ""
        func names(_ topics: [Named]) -> String {
            topics.map { Multilingual.reading($0.name, words.language) }.joined(separator: ", ")
        }
        var reasons: [String] = []
        if !one.topicsForMe.isEmpty { reasons.append(words("counterpart.offers", ["topics": names(one.topicsForMe)])) }
        if !one.topicsForThem.isEmpty {
            reasons.append(words("counterpart.seeks", ["topics": names(one.topicsForThem)]))
        }
        if !one.words.isEmpty {
            reasons.append(words("counterpart.words", ["words": one.words.joined(separator: ", ")]))
        }
        let languages = one.languages.map { words.language(named: $0) }.joined(separator: ", ")
        if !languages.isEmpty { reasons.append(words("counterpart.languages", ["languages": languages])) }
        if one.isWithoutLanguage { reasons.append(words("counterpart.no_language")) }
        if one.isFromElsewhere, !line.country.isEmpty {
            reasons.append(words("counterpart.country", ["country": words.country(line.country)]))
        }
        let place = [line.organisation, line.country.isEmpty ? "" : words.country(line.country)]
        let percent = String(Int((one.score * 100).rounded()))
        return """
            <li><div><h3>\(Parts.link("/participants/\(line.id.text)", line.name))</h3>
            <p class="meta">\(place.filter { !$0.isEmpty }.joined(separator: ", ")) · \
            \(words("partner_suggestions.score", ["percent": percent]))</p>
            <ul>\(reasons.map { "<li>\($0)</li>" as HTML })</ul></div>
            \(ask)</li>
            """
    }
}
