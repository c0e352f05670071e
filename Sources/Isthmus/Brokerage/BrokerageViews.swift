/// How the meetings of an event look: what they are, until when, and the next step.
enum BrokerageViews {
    /// Where the meetings stand at a moment: what is called open says so only as long as it is.
    static func pill(_ brokerage: Brokerage, at now: Moment, _ words: Words) -> HTML {
        if brokerage.event?.status == .cancelled { return Parts.pill(words("brokerage.pill.cancelled"), .bad) }
        if brokerage.status == .open, brokerage.refusalOfMeeting(at: now) != nil {
            return Parts.pill(words("brokerage.pill.closed"), .quiet)
        }
        let tone: Parts.Tone =
            switch brokerage.status {
            case .draft: .wait
            case .open: .good
            case .over: .quiet
            }
        return Parts.pill(words("brokerage.status.\(brokerage.status.rawValue)"), tone)
    }

    /// Until when meetings can be asked for, or could.
    static func until(_ brokerage: Brokerage, _ event: Event, at now: Moment, _ words: Words) -> String {
        let values = ["when": closes(brokerage, event, words)]
        return now < brokerage.requestsCloseAt
            ? words("brokerage.until", values) : words("brokerage.until.past", values)
    }

    /// "14 October 2026, 18:00 (Asia/Yerevan)".
    static func closes(_ brokerage: Brokerage, _ event: Event, _ words: Words) -> String {
        let time = brokerage.requestsClose
        return "\(words.day(time.day)), \(time.clock) (\(event.zone))"
    }

    /// On the event's page.
    static func onEvent(_ profile: BrokerageProfile, at now: Moment, _ words: Words) -> HTML {
        let brokerage = profile.brokerage
        let link = Parts.link("/brokerages/\(brokerage.id.text)", words("brokerage.open"))
        return Parts.panel(
            words("brokerage.title"),
            """
            <p>\(words("brokerage.lede", count: profile.participants)) \
            \(until(brokerage, profile.event, at: now, words))</p><p>\(link)</p>
            """)
    }

    static func profile(_ profile: BrokerageProfile, _ visit: Visit) -> HTML {
        let (brokerage, words) = (profile.brokerage, visit.words)
        let path = "/brokerages/\(brokerage.id.text)"
        return """
            <div class="title"><h1>\(words("brokerage.title"))</h1> \(pill(
                brokerage, at: visit.site.programme.clock(), words))
            <p class="lede">\(Parts.link("/events/\(profile.event.id.text)", profile.event.title.reading(
                words.language))) · \(EventViews.span(profile.event.starts, profile.event.ends, words))</p></div>
            \(step(profile, visit))
            \(Parts.actions(buttons(profile, path, visit)))
            <div class="columns"><div class="column">
            \(Parts.panel(words("brokerage.about"), about(brokerage, words)))
            \(Parts.panel(words("brokerage.how"), "<p>\(words("brokerage.how.text"))</p>"))
            \(profile.mayPlan ? plan(profile, path, words) : "")
            </div><aside class="facts">\(facts(profile, words))</aside></div>
            """
    }

    private static func about(_ brokerage: Brokerage, _ words: Words) -> HTML {
        brokerage.text.isEmpty ? "" : Parts.text(brokerage.text, words)
    }

    /// What the reader does next, in a sentence with its button.
    private static func step(_ profile: BrokerageProfile, _ visit: Visit) -> HTML {
        let (brokerage, words) = (profile.brokerage, visit.words)
        let path = "/brokerages/\(brokerage.id.text)"
        let now = visit.site.programme.clock()
        func said(_ key: String, _ button: HTML? = nil) -> HTML {
            """
            <div class="notice wait"><p>\(words("brokerage.step.\(key)"))</p>\
            \(button.map { Parts.actions([$0]) })</div>
            """
        }
        if profile.own != nil {
            let button = Parts.button(path + "/meetings", words("brokerage.meetings"), isMain: true)
            guard let refusal = brokerage.refusalOfMeeting(at: now) else { return said("meet", button) }
            return "<div class=\"notice wait\"><p>\(words(refusal))</p>\(Parts.actions([button]))</div>"
        }
        if let refusal = brokerage.refusalOfJoining(at: now) {
            return "<p class=\"notice wait\">\(words(refusal))</p>"
        }
        if !visit.actor.isSignedIn {
            return said("sign_in", Parts.button("/sign-in?return=\(path)", words("nav.sign_in")))
        }
        switch profile.registration {
        case .confirmed:
            return said("join", Parts.button(path + "/participation", words("brokerage.join"), isMain: true))
        case .pending, .waiting, .unconfirmed: return said("wait")
        case .declined, .cancelled, nil:
            // Whoever plans the meetings need not come to the event.
            guard visit.actor.account != nil, !profile.mayPlan else { return "" }
            return said(
                "register",
                Parts.button(
                    "/events/\(profile.event.id.text)/registration", words("event.register.button"), isMain: true))
        }
    }

    private static func buttons(_ profile: BrokerageProfile, _ path: String, _ visit: Visit) -> [HTML] {
        let words = visit.words
        var buttons: [HTML] = []
        if profile.own != nil || profile.mayPlan {
            buttons.append(
                Parts.button("/participants?brokerage=\(profile.brokerage.id.text)", words("participants.title")))
        }
        if let own = profile.own {
            buttons.append(Parts.button(path + "/mine/timetable", words("timetable.own")))
            buttons.append(Parts.button(path + "/counterparts", words("counterparts.title")))
            buttons.append(Parts.button("/participants/\(own.id.text)", words("participant.own")))
        }
        if profile.brokerage.allows(.edit, to: visit.actor) {
            buttons.append(Parts.button(path + "/form", words("brokerage.edit")))
        }
        return buttons
    }

    private static func plan(_ profile: BrokerageProfile, _ path: String, _ words: Words) -> HTML {
        let id = profile.brokerage.id.text
        let numbers: [HTML] = MeetingRequest.State.allCases.map { state in
            let number = profile.requests?[state] ?? 0
            let label = words("meeting_request.state.\(state.rawValue)")
            return """
                <li>\(Parts.link("/meeting-requests?brokerage=\(id)&state=\(state.rawValue)", label)) \
                <span class="count">\(words.number(number))</span></li>
                """
        }
        let buttons = [
            Parts.button(path + "/timetable", words("timetable.title")),
            Parts.button(path + "/slots", words("meeting_slots.title")),
            Parts.button("/meeting-requests?brokerage=\(id)", words("meeting_requests.title")),
            Parts.button(path + "/participation", words("participant.add")),
        ]
        return Parts.panel(words("brokerage.plan"), "<ul class=\"plain\">\(numbers)</ul>\(Parts.actions(buttons))")
    }

    private static func facts(_ profile: BrokerageProfile, _ words: Words) -> HTML {
        let brokerage = profile.brokerage
        let closing: HTML = """
            \(closes(brokerage, profile.event, words))<small>\(words.moment(brokerage.requestsCloseAt))</small>
            """
        return Parts.facts([
            (words("brokerage.field.requests_close"), closing),
            (words("participants.title"), "\(words.number(profile.participants))"),
            (words("brokerage.countries"), "\(words.number(profile.countries))"),
            (words("brokerage.slots"), "\(words.number(profile.slots))"),
            (words("brokerage.field.request_limit"), "\(words.number(brokerage.requestLimit))"),
            (words("brokerage.field.meeting_limit"), brokerage.meetingLimit.map { "\(words.number($0))" }),
            (
                words("brokerage.edition"),
                brokerage.edition == 0 ? nil : "\(words("timetable.edition", ["number": "\(brokerage.edition)"]))"
            ),
        ])
    }

    static func form(_ brokerage: Brokerage?, of event: Event, _ form: FormParts, _ words: Words) -> HTML {
        let known = brokerage ?? .blank(ID(""), of: event, at: event.createdAt)
        let states = Brokerage.Status.allCases.map {
            (value: $0.rawValue, label: words("brokerage.status.\($0.rawValue)"))
        }
        let path = brokerage.map { "/brokerages/\($0.id.text)" }
        let fields = [
            form.section(
                "brokerage.section.requests",
                [
                    form.multilingual("text", known.text, rows: 4, limit: Brokerage.longestText),
                    form.select("status", known.status.rawValue, states, isRequired: true),
                    form.text(
                        "requests_close", brokerage.map(\.requestsClose.description), limit: 40, isRequired: true),
                    form.text("request_limit", String(known.requestLimit), type: "number", isRequired: true),
                    form.text("meeting_limit", known.meetingLimit.map(String.init), type: "number"),
                ]),
            form.section(
                "brokerage.section.comfort",
                [
                    form.text("walking_minutes", String(known.walkingMinutes), type: "number"),
                    form.flag("few_gaps", known.fewGaps), form.flag("few_table_changes", known.fewTableChanges),
                    form.flag("even_slots", known.evenSlots),
                ]),
            brokerage.map { form.hidden("version", String($0.version)) } ?? "",
        ]
        return """
            \(Parts.title(words(brokerage == nil ? "brokerage.add" : "brokerage.edit"), of: event.title.reading(
                words.language)))
            <p>\(words("brokerage.zone", [
                "zone": event.zone, "when": EventViews.span(event.starts, event.ends, words),
            ]))</p>
            \(form.form(
                action: path ?? "/events/\(event.id.text)/brokerage", submit: "brokerage.save",
                cancel: path ?? "/events/\(event.id.text)", makes: brokerage == nil ? Brokerage.prefix : nil, fields))
            """
    }
}

/// How slots look to the organisers.
enum MeetingSlotViews {
    /// A slot whose change came back with issues.
    struct Rejected {
        let slot: ID<MeetingSlot>
        let form: FormParts
    }

    static func page(_ sheet: MeetingSlotSheet, _ form: FormParts, _ rejected: Rejected?, _ visit: Visit) -> HTML {
        let words = visit.words
        let days = Dictionary(grouping: sheet.slots.filter { $0.cancelledAt == nil }, by: \.starts.day)
            .sorted { $0.key < $1.key }
        let tables: [HTML] = days.map { day, slots in
            let heads: HTML = ["when", "tables", "meetings", "change"].map {
                "<th scope=\"col\">\(words("meeting_slots.column.\($0)"))</th>" as HTML
            }
            .joined()
            return """
                <table class="records slots"><caption>\(words.day(day))</caption><thead><tr>\(heads)</tr></thead>
                <tbody>\(slots.map { row($0, sheet, rejected, visit) })</tbody></table>
                """
        }
        let gone = sheet.slots.filter { $0.cancelledAt != nil }
        return """
            \(Parts.title(words("meeting_slots.title"), of: sheet.event.title.reading(words.language)))
            \(rejected?.form.summary)
            <p>\(words("brokerage.zone", [
                "zone": sheet.event.zone, "when": EventViews.span(sheet.event.starts, sheet.event.ends, words),
            ]))</p>
            \(tables.isEmpty ? "<div class=\"empty\"><p>\(words("meeting_slots.empty"))</p></div>" : tables.joined())
            \(gone.isEmpty ? "" : "<p class=\"quiet\">\(words("meeting_slots.gone", count: gone.count))</p>")
            \(sheet.brokerage.allows(.edit, to: visit.actor) ? adding(sheet, form, words) : "")
            """
    }

    private static func row(
        _ slot: MeetingSlot, _ sheet: MeetingSlotSheet, _ rejected: Rejected?, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let broken = slot.brokenTables.map(String.init).joined(separator: ", ")
        let id = slot.id.text
        let form = rejected?.slot == slot.id ? rejected?.form : nil
        let change: HTML = """
            <form method="post" action="/meeting-slots/\(id)" class="inline">\(FormParts.token(visit))\
            <input type="hidden" name="version" value="\(slot.version)">\
            <label>\(words("meeting_slot.field.tables")) <input type="number" name="tables" min="0" class="short" \
            id="f-\(id)-tables" value="\(form?.typed("tables") ?? "\(slot.tables)")"></label> \
            <label>\(words("meeting_slot.field.broken_tables")) <input name="broken_tables" class="short" \
            id="f-\(id)-broken_tables" value="\(form?.typed("broken_tables") ?? broken)"></label> \
            <button class="button">\(words("meeting_slot.save"))</button></form>
            \(form?.message("tables"))\(form?.message("broken_tables"))
            \(FormParts.button(visit, action: "/meeting-slots/\(id)/deletion", "meeting_slot.remove"))
            """
        return """
            <tr><td data-label="\(words("meeting_slots.column.when"))">\(span(slot))</td>
            <td data-label="\(words("meeting_slots.column.tables"))">\(slot.tables - slot.brokenTables.count)</td>
            <td data-label="\(words("meeting_slots.column.meetings"))">\(sheet.meetings[slot.id] ?? 0)</td>
            <td class="change">\(sheet.brokerage.allows(.edit, to: visit.actor) ? change : "")</td></tr>
            """
    }

    /// `09:00–09:20`.
    static func span(_ slot: MeetingSlot) -> String {
        func shown(_ time: WallTime) -> String { time.clock + (time.offset.map { " (\(EventViews.zone($0)))" } ?? "") }
        return "\(shown(slot.starts))–\(shown(slot.ends))"
    }

    private static func adding(_ sheet: MeetingSlotSheet, _ form: FormParts, _ words: Words) -> HTML {
        let last = sheet.slots.last { $0.cancelledAt == nil }
        return Parts.panel(
            words("meeting_slot.add"),
            form.form(
                action: "/brokerages/\(sheet.brokerage.id.text)/slots", submit: "meeting_slot.add.send",
                [
                    form.text(
                        "day", (last?.starts ?? sheet.event.starts).day.description, type: "date", isRequired: true),
                    form.text("first", last?.ends.clock ?? sheet.event.starts.clock, type: "time", isRequired: true),
                    form.text("minutes", "20", type: "number", isRequired: true),
                    form.text("pause", "5", type: "number"), form.text("count", "8", type: "number"),
                    form.text("tables", last.map { String($0.tables) } ?? "10", type: "number", isRequired: true),
                ]))
    }
}
