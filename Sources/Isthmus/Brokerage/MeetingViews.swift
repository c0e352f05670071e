/// How one's own meetings look, and how one asks for one.
enum MeetingViews {
    static func pill(_ state: MeetingRequest.State, _ words: Words) -> HTML {
        let tone: Parts.Tone =
            switch state {
            case .accepted: .good
            case .waiting: .wait
            case .declined: .bad
            case .withdrawn: .quiet
            }
        return Parts.pill(words("meeting_request.state.\(state.rawValue)"), tone)
    }

    static func place(_ organisation: String, _ country: String, _ words: Words) -> String {
        [organisation, country.isEmpty ? "" : words.country(country)].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// A filter's value for a reader.
    static let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String = { facet, value, words in
        switch facet {
        case "state": words("meeting_request.state.\(value)")
        case "placed": words("meeting_request.placed.\(value)")
        case "way": words("participant.mode.\(value).label")
        case "country", "other_country": value.isEmpty ? words("list.none") : words.country(value)
        case "brokerage": words("brokerage.title")
        default: value.isEmpty ? words("list.none") : value
        }
    }

    static func tools(_ visit: Visit) -> HTML {
        guard let id = visit.query["brokerage"], IDSource.isID(id, Brokerage.prefix) else { return "" }
        return Parts.actions([Parts.button("/brokerages/\(id)", visit.words("brokerage.title"))])
    }

    private static let script: HTML = "<script src=\"\(Embedded.address(of: "live.js"))\" defer></script>"

    /// The page: what changes stands in a part that a script replaces; without one, the page is loaded again.
    static func own(_ own: OwnMeetings, _ planned: OwnTimetable?, _ visit: Visit) -> HTML {
        let words = visit.words
        let path = "/brokerages/\(own.brokerage.id.text)"
        let buttons = [
            Parts.button(path + "/mine/timetable", words("timetable.own")),
            Parts.button(path + "/counterparts", words("counterparts.title")),
            Parts.button("/participants?brokerage=\(own.brokerage.id.text)", words("participants.title")),
            Parts.button("/participants/\(own.participant.id.text)", words("participant.own")),
        ]
        return """
            <div class="title"><h1>\(words("brokerage.meetings"))</h1>
            <p class="lede">\(Parts.link("/events/\(own.event.id.text)", own.event.title.reading(words.language))) · \
            \(BrokerageViews.until(own.brokerage, own.event, at: visit.site.programme.clock(), words))</p></div>
            \(Parts.actions(buttons))
            <div data-live="\(path)/live" data-part="\(path)/meetings/part" aria-live="polite" \
            data-offline="\(words("brokerage.live.offline"))">\(part(own, planned, visit))</div>
            <p class="quiet live-status" role="status"></p>\(script)
            """
    }

    /// What is new when something changed. The stamp tells the script whether it has seen it.
    static func part(_ own: OwnMeetings, _ planned: OwnTimetable?, _ visit: Visit) -> HTML {
        let words = visit.words
        let asked = own.meetings.filter { $0.mayAnswer }
        let agreed = inOrder(own.meetings.filter { $0.state == .accepted }, own.slots)
        let waiting = own.meetings.filter { $0.state == .waiting && !$0.mayAnswer }
        let past = own.meetings.filter { !$0.state.isOpen }
        let limits = [
            words(
                "brokerage.limits.requests",
                ["used": String(own.unanswered), "limit": String(own.brokerage.requestLimit)]),
            words("brokerage.limits.agreed", count: agreed.count)
                + (own.limit.map { ", " + words("brokerage.limits.most", ["limit": String($0)]) } ?? ""),
        ]
        let why = Dictionary(
            (planned?.sheet.unplaced ?? []).map { ($0.requestID, TimetableViews.reason($0, words)) }
        ) { first, _ in first }
        func section(_ key: String, _ meetings: [MeetingSeen]) -> HTML {
            self.section(key, meetings, own, why, visit)
        }
        let closed = own.brokerage.refusalOfMeeting(at: visit.site.programme.clock())
        return """
            <div data-stamp="\(own.stamp)">
            \(closed.map { "<p class=\"notice wait\">\(words($0))</p>" as HTML })
            <p class="quiet">\(limits.joined(separator: " · "))</p>
            \(section("asked", asked))\(section("agreed", agreed))
            \(section("waiting", waiting))\(section("past", past))
            \(own.meetings.isEmpty ? "<div class=\"empty\"><p>\(words("brokerage.meetings.empty"))</p></div>" : "")
            </div>
            """
    }

    /// Those that have a time in its order, then the others as they were.
    private static func inOrder(_ meetings: [MeetingSeen], _ slots: [MeetingSlot]) -> [MeetingSeen] {
        let starts = Dictionary(slots.map { ($0.id, $0.startsAt) }) { first, _ in first }
        let far = Moment(seconds: .max)
        return meetings.enumerated().map { (at: $1.slotID.flatMap { starts[$0] } ?? far, place: $0, one: $1) }
            .sorted { ($0.at, $0.place) < ($1.at, $1.place) }.map(\.one)
    }

    private static func section(
        _ key: String, _ meetings: [MeetingSeen], _ own: OwnMeetings, _ why: [ID<MeetingRequest>: String],
        _ visit: Visit
    ) -> HTML {
        guard !meetings.isEmpty else { return "" }
        let title = visit.words("brokerage.meetings.\(key)") + " (\(meetings.count))"
        let list: HTML = "<ul class=\"entries meetings\">\(meetings.map { item($0, own, why[$0.id], visit) })</ul>"
        if key == "past" { return "<details class=\"panel\"><summary>\(title)</summary>\(list)</details>" }
        return Parts.panel(title, list, id: key)
    }

    /// `why` it is agreed and has no meeting.
    private static func item(_ one: MeetingSeen, _ own: OwnMeetings, _ why: String?, _ visit: Visit) -> HTML {
        let words = visit.words
        let others = one.parties.filter { $0.participantID != own.participant.id }
        let people: [HTML] = others.map { other in
            """
            <strong>\(Parts.link("/participants/\(other.participantID.text)", other.name))</strong> \
            <span class="quiet">\(place(other.organisation, other.country, words))</span>
            """
        }
        let message: HTML = one.message.isEmpty ? "" : "<p class=\"message-text\">\(one.message)</p>"
        let note: HTML =
            one.note.isEmpty ? "" : "<p class=\"quiet\">\(words("meeting_request.field.note")): \(one.note)</p>"
        let unplaced: HTML = why.map { "<p><strong>\(words("timetable.unplaced"))</strong>: \($0)</p>" } ?? ""
        return """
            <li id="\(one.id.text)"><div><p>\(people.joined(", ")) \(pill(one.state, words))</p>
            <p class="meta">\(summary(one, own.slots, own.participant.id, words))</p>\(unplaced)\(message)
            \(note)</div>
            \(one.mayAnswer ? answering(one, visit) : "")
            <p>\(Parts.link("/meeting-requests/\(one.id.text)", words("meeting_request.details")))</p></li>
            """
    }

    /// Who proposed it, how, when; where it is by the timetable.
    static func summary(
        _ one: MeetingSeen, _ slots: [MeetingSlot], _ own: ID<Participant>?, _ words: Words
    ) -> HTML {
        var parts: [String] = []
        if one.state == .waiting, own == nil {
            let name = one.parties.first { $0.participantID == one.proposerID }?.name ?? ""
            parts.append(words("meeting_request.proposed.by", ["name": name]))
        } else if one.state == .waiting {
            let key = one.proposerID == own ? "mine" : one.proposerID == one.askerID ? "theirs" : "countered"
            parts.append(words("meeting_request.proposed.\(key)"))
        }
        parts.append(words(one.isOnline ? "participant.mode.online.label" : "participant.mode.on_site.label"))
        if let slot = slots.first(where: { $0.id == one.slotID }) {
            let number = one.placeNumber.map(String.init) ?? ""
            let seat = one.place.map { words("meeting_request.place.\($0)", ["number": number]) }
            parts.append("\(words.day(slot.starts.day)), \(MeetingSlotViews.span(slot))")
            if let seat { parts.append(seat) }
        } else if !one.slots.isEmpty {
            let named = slots.filter { one.slots.contains($0.id) }.prefix(4)
                .map { "\(words.day($0.starts.day)) \(MeetingSlotViews.span($0))" }
            parts.append(words("meeting_request.at", ["slots": named.joined(separator: "; ")]))
        }
        if let priority = one.priority {
            parts.append(words("meeting_request.priority.\(priority)"))
        }
        let link: HTML? = one.state == .accepted ? one.link.map { " · \(Parts.outside($0))" } : nil
        return "\(parts.joined(separator: " · "))\(link)"
    }

    static func priorities(_ words: Words) -> [(value: String, label: String)] {
        (1...3).reversed().map { (value: String($0), label: words("meeting_request.priority.\($0)")) }
    }

    /// Yes or no at a glance.
    private static func answering(_ one: MeetingSeen, _ visit: Visit) -> HTML {
        let words = visit.words
        let options: [HTML] = priorities(words).map { value, label in
            "<option value=\"\(value)\"\(attribute: "selected", value == String(one.priority ?? 2))>\(label)</option>"
        }
        return """
            <form method="post" class="inline answer" action="/meeting-requests/\(one.id.text)/answer">\
            \(FormParts.token(visit))<input type="hidden" name="version" value="\(one.version)">\
            <label><span class="unseen">\(words("meeting_request.field.priority"))</span>\
            <select name="priority">\(options)</select></label>
            <button class="button main" name="answer" value="accepted">\(words("meeting_request.accept"))</button>
            <button class="button" name="answer" value="declined">\(words("meeting_request.decline"))</button>
            <a class="button" href="/meeting-requests/\(one.id.text)#proposal">\(words("meeting_request.counter"))</a>
            </form>
            """
    }

    /// Why nobody can ask here; nil where the form is shown. What was typed stays, also when it is too late.
    private static func refusal(
        of profile: ParticipantProfile, _ askers: [ParticipantLine], _ form: FormParts, _ visit: Visit
    ) -> Problem.Reason? {
        if profile.asksForOthers(visit.actor) {
            if askers.allSatisfy({ $0.id == profile.line.id }) { return .init("meeting_request.nobody_to_ask_for") }
        } else {
            guard let reader = profile.reader else { return .init("meeting_request.refused.not_taking_part") }
            if reader.id == profile.line.id { return .init("meeting_request.self") }
        }
        guard form.given == nil else { return nil }
        return profile.participant.brokerage?.refusalOfMeeting(at: visit.site.programme.clock())
    }

    /// `askers` are those for whom an organiser asks who takes no part.
    static func form(
        _ profile: ParticipantProfile, _ slots: [MeetingSlot], _ others: [ParticipantLine],
        _ askers: [ParticipantLine], _ form: FormParts, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let line = profile.line
        let path = "/participants/\(line.id.text)"
        if let reason = refusal(of: profile, askers, form, visit) {
            return """
                \(Parts.title(words("meeting_request.ask"), of: line.name))
                <p class="notice wait">\(words(reason))</p>
                \(Parts.actions([Parts.button(path, line.name)]))
                """
        }
        let choices = askers.filter { $0.id != line.id }.map {
            (value: $0.id.text, label: "\($0.name), \(place($0.organisation, $0.country, words))")
        }
        let isOnline = line.mode == .online || profile.reader?.mode == .online
        let home = place(line.organisation, line.country, words)
        let more = others.filter { $0.id != line.id }
        let names: HTML =
            more.isEmpty
            ? ""
            : """
            <details><summary>\(words("meeting_request.group"))</summary><p \
            class="hint">\(words("meeting_request.group.hint"))</p>
            \(form.boxes("others", [], more.prefix(300).map {
                (value: $0.id.text, label: "\($0.name), \(place($0.organisation, $0.country, words))")
            }))</details>
            """
        return """
            \(Parts.title(words("meeting_request.ask"), of: "\(line.name), \(home)"))
            \(form.form(
                action: path + "/requests", submit: "meeting_request.send", cancel: path, makes: MeetingRequest.prefix,
                [
                    form.message("to").map { "\($0)" } ?? "",
                    choices.isEmpty ? "" : form.select("from", nil, choices, isRequired: true),
                    form.lines("message", nil, rows: 4, limit: MeetingRequest.longestMessage),
                    form.select("priority", "2", priorities(words), isRequired: true),
                    form.flag("is_online", isOnline), form.text("link", nil, limit: 500),
                    times(slots, [], form, words), names,
                    form.lines("note", nil, rows: 2, limit: MeetingRequest.longestNote),
                ]))
            """
    }

    /// Slots to choose, folded away: usually any is right.
    static func times(_ slots: [MeetingSlot], _ chosen: [ID<MeetingSlot>], _ form: FormParts, _ words: Words) -> HTML {
        guard !slots.isEmpty else { return "" }
        let boxes = form.boxes(
            "slots", chosen.map(\.text),
            slots.filter { $0.cancelledAt == nil }.map {
                (value: $0.id.text, label: "\(words.day($0.starts.day)), \(MeetingSlotViews.span($0))")
            })
        return """
            <details\(attribute: "open", !chosen.isEmpty || form.message("slots") != nil)>
            <summary>\(words("meeting_request.times"))</summary>\(boxes)</details>
            """
    }
}
