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
    static func own(_ own: OwnMeetings, _ visit: Visit) -> HTML {
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
            \(words("brokerage.until", ["when": BrokerageViews.closes(own.brokerage, own.event, words)]))</p></div>
            \(Parts.actions(buttons))
            <div data-live="\(path)/live" data-part="\(path)/meetings/part" aria-live="polite" \
            data-offline="\(words("brokerage.live.offline"))">\(part(own, visit))</div>
            <p class="quiet live-status" role="status"></p>\(script)
            """
    }

    /// What is new when something changed. The stamp tells the script whether it has seen it.
    static func part(_ own: OwnMeetings, _ visit: Visit) -> HTML {
        let words = visit.words
        let asked = own.meetings.filter { $0.mayAnswer }
        let agreed = own.meetings.filter { $0.state == .accepted }
        let waiting = own.meetings.filter { $0.state == .waiting && !$0.mayAnswer }
        let past = own.meetings.filter { !$0.state.isOpen }
        let limits = [
            words(
                "brokerage.limits.requests",
                ["used": String(own.unanswered), "limit": String(own.brokerage.requestLimit)]),
            own.limit.map {
                words("brokerage.limits.meetings", ["used": String(agreed.count), "limit": String($0)])
            } ?? words("brokerage.limits.agreed", count: agreed.count),
        ]
        let closed = own.brokerage.refusalOfMeeting(at: visit.site.programme.clock())
        return """
            <div data-stamp="\(own.stamp)">
            \(closed.map { "<p class=\"notice wait\">\(words($0))</p>" as HTML })
            <p class="quiet">\(limits.joined(separator: " · "))</p>
            \(section("asked", asked, own, visit))\(section("agreed", agreed, own, visit))
            \(section("waiting", waiting, own, visit))\(section("past", past, own, visit))
            \(own.meetings.isEmpty ? "<div class=\"empty\"><p>\(words("brokerage.meetings.empty"))</p></div>" : "")
            </div>
            """
    }

    private static func section(_ key: String, _ meetings: [MeetingSeen], _ own: OwnMeetings, _ visit: Visit) -> HTML {
        guard !meetings.isEmpty else { return "" }
        let title = visit.words("brokerage.meetings.\(key)") + " (\(meetings.count))"
        let list: HTML = "<ul class=\"entries meetings\">\(meetings.map { item($0, own, visit) })</ul>"
        if key == "past" { return "<details class=\"panel\"><summary>\(title)</summary>\(list)</details>" }
        return Parts.panel(title, list, id: key)
    }

    private static func item(_ one: MeetingSeen, _ own: OwnMeetings, _ visit: Visit) -> HTML {
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
        return """
            <li id="\(one.id.text)"><div><p>\(people.joined(", ")) \(pill(one.state, words))</p>
            <p class="meta">\(summary(one, own.slots, own.participant.id, words))</p>\(message)
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
        if one.state == .waiting {
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

    static func form(
        _ profile: ParticipantProfile, _ slots: [MeetingSlot], _ others: [ParticipantLine], _ form: FormParts,
        _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let line = profile.line
        let path = "/participants/\(line.id.text)"
        guard let reader = profile.reader, reader.id != line.id else {
            let reason =
                profile.reader == nil ? "meeting_request.refused.not_taking_part" : "meeting_request.self"
            return """
                \(Parts.title(words("meeting_request.ask"), of: line.name))
                <p class="notice wait">\(words(reason))</p>
                """
        }
        let isOnline = line.mode == .online || reader.mode == .online
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
