/// How one request looks to those whom it concerns.
enum MeetingRequestViews {
    static func page(
        _ profile: MeetingProfile, _ name: String, _ given: [String: Given]?, _ issues: [Problem.Issue],
        _ visit: Visit
    ) -> HTML {
        let (one, words) = (profile.meeting, visit.words)
        func form(_ own: String) -> FormParts {
            var form = FormParts(
                visit, kind: "meeting_request", given: own == name ? given : nil, issues: own == name ? issues : [])
            form.mark = own + "-"
            return form
        }
        let people: [HTML] = one.parties.map { party in
            let answer: HTML? = party.answer.map {
                " \(Parts.pill(words("meeting_request.answer.\($0.rawValue)"), $0 == .accepted ? .good : .wait))"
            }
            return """
                <li>\(Parts.link("/participants/\(party.participantID.text)", party.name)) \
                <span class="quiet">\(MeetingViews.place(party.organisation, party.country, words))</span>\(answer)</li>
                """
        }
        let withdraw: HTML =
            way(of: one).map { way in
                FormParts.button(
                    visit, action: "/meeting-requests/\(one.id.text)/withdrawal",
                    "meeting_request.withdraw.\(way.rawValue)")
            } ?? ""
        let message: HTML = one.message.isEmpty ? "" : "<p class=\"message-text\">\(one.message)</p>"
        return """
            <div class="title"><h1>\(words("meeting_request.title"))</h1> \(MeetingViews.pill(one.state, words))
            <p class="lede">\(MeetingViews.summary(one, profile.slots, one.ownID, words))</p></div>
            \(Parts.actions([Parts.button(
                one.ownID == nil
                    ? "/meeting-requests?brokerage=\(one.brokerageID.text)"
                    : "/brokerages/\(one.brokerageID.text)/meetings",
                words(one.ownID == nil ? "meeting_requests.title" : "brokerage.meetings"))]))
            \(Parts.panel(words("meeting_request.parties"), "<ul class=\"plain\">\(people)</ul>"))
            \(Parts.panel(words("meeting_request.field.message"), message))
            \(one.mayAnswer ? answer(profile, form("answer"), words) + proposal(profile, form("proposal"), words) : "")
            \(one.mayEdit ? change(profile, form("change"), words) : "")
            \(one.mayLink ? link(one, form("change"), words) : "")
            \(one.ownID == nil ? "" : note(one, form("note"), words))
            \(withdraw.isEmpty ? "" : Parts.actions([withdraw]))
            """
    }

    /// What it means to whoever does it that a meeting is to be no more.
    enum Withdrawal: String, Sendable {
        /// One's own request, to which not everybody said yes.
        case own
        /// A meeting that is agreed, or to which one said yes.
        case meeting
        /// Somebody else's, for the organisers.
        case organisers
    }

    /// Nil where there is nothing to take back: whoever was asked and has not answered says no.
    static func way(of one: MeetingSeen) -> Withdrawal? {
        guard one.mayWithdraw else { return nil }
        guard let own = one.ownID else { return .organisers }
        if one.state == .accepted { return .meeting }
        if own == one.askerID { return .own }
        return one.answer == .waiting && one.mayAnswer ? nil : .meeting
    }

    /// Whose answer it is, where an organiser answers for people without an account.
    private static func whose(_ one: MeetingSeen, _ form: FormParts) -> HTML {
        guard one.ownID == nil || one.answer != .waiting else { return "" }
        let waiting = one.parties.filter { $0.answer == .waiting }.map {
            (value: $0.participantID.text, label: $0.name)
        }
        return form.select("participant", nil, waiting, isRequired: true)
    }

    private static func answer(_ profile: MeetingProfile, _ form: FormParts, _ words: Words) -> HTML {
        let one = profile.meeting
        let answers = ["accepted", "declined"].map { (value: $0, label: words("meeting_request.say.\($0)")) }
        return Parts.panel(
            words("meeting_request.answer"),
            form.form(
                action: "/meeting-requests/\(one.id.text)/answer", submit: "meeting_request.answer.send",
                [
                    form.hidden("version", String(one.version)), whose(one, form),
                    form.select("answer", nil, answers, isRequired: true),
                    form.select(
                        "priority", one.priority.map(String.init) ?? "2", MeetingViews.priorities(words),
                        isRequired: true),
                    one.isOnline ? form.text("link", one.link, limit: 500) : "",
                ]))
    }

    private static func proposal(_ profile: MeetingProfile, _ form: FormParts, _ words: Words) -> HTML {
        let one = profile.meeting
        return Parts.panel(
            words("meeting_request.counter"),
            form.form(
                action: "/meeting-requests/\(one.id.text)/proposal", submit: "meeting_request.counter.send",
                [
                    form.hidden("version", String(one.version)), whose(one, form),
                    form.flag("is_online", one.isOnline), MeetingViews.times(profile.slots, one.slots, form, words),
                    form.lines("message", one.ownMessage, rows: 3, limit: MeetingRequest.longestMessage),
                ]), id: "proposal")
    }

    private static func change(_ profile: MeetingProfile, _ form: FormParts, _ words: Words) -> HTML {
        let one = profile.meeting
        return Parts.panel(
            words("meeting_request.change"),
            form.form(
                action: "/meeting-requests/\(one.id.text)/change", submit: "meeting_request.save",
                [
                    form.hidden("version", String(one.version)),
                    form.lines("message", one.ownMessage, rows: 4, limit: MeetingRequest.longestMessage),
                    form.select(
                        "priority", one.priority.map(String.init) ?? "2", MeetingViews.priorities(words),
                        isRequired: true),
                    form.flag("is_online", one.isOnline), form.text("link", one.link, limit: 500),
                    MeetingViews.times(profile.slots, one.slots, form, words),
                ]))
    }

    /// Where an agreed meeting is held online.
    private static func link(_ one: MeetingSeen, _ form: FormParts, _ words: Words) -> HTML {
        Parts.panel(
            words("meeting_request.link"),
            form.form(
                action: "/meeting-requests/\(one.id.text)/change", submit: "meeting_request.save",
                [form.hidden("version", String(one.version)), form.text("link", one.link, limit: 500)]), id: "link")
    }

    private static func note(_ one: MeetingSeen, _ form: FormParts, _ words: Words) -> HTML {
        Parts.panel(
            words("meeting_request.field.note"),
            form.form(
                action: "/meeting-requests/\(one.id.text)/note", submit: "meeting_request.note.send",
                [form.lines("note", one.note, rows: 3, limit: MeetingRequest.longestNote)]))
    }
}
