/// How timetables look: one's own, the office's grid, the sheets to print.
enum TimetableViews {
    /// "14 October 2026, 10:00–10:20 · Table 4", or that there is no meeting.
    static func when(_ seat: MeetingSeat, _ slots: [ID<MeetingSlot>: MeetingSlot], _ words: Words) -> String {
        guard let slot = seat.slotID.flatMap({ slots[$0] }) else { return words("timetable.no_meeting") }
        return EventViews.span(slot.starts, slot.ends, words) + " · " + place(seat.place, seat.placeNumber, words)
    }

    /// "Table 4".
    static func place(_ place: MeetingPlace?, _ number: Int?, _ words: Words) -> String {
        guard let place else { return "" }
        return words("timetable.place.\(place.rawValue)", ["number": number.map(String.init) ?? ""])
    }

    static func clock(_ starts: WallTime, _ ends: WallTime) -> String { "\(starts.clock)–\(ends.clock)" }

    static func reason(_ line: TimetableLine, _ words: Words) -> String {
        words("timetable.reason.\(line.reason?.rawValue ?? "none_yet")")
    }

    /// Somebody with where they come from.
    static func person(_ person: TimetablePerson, _ words: Words) -> HTML {
        let from = [person.organisation, person.country.isEmpty ? "" : words.country(person.country)]
            .filter { !$0.isEmpty }.joined(separator: ", ")
        return "<strong>\(person.name)</strong>\(Parts.aside(from))"
    }

    private static func people(_ people: [TimetablePerson], _ words: Words) -> HTML {
        people.map { person($0, words) }.joined("<br>")
    }

    /// One's own meetings: what comes next first in its day.
    static func own(_ own: OwnTimetable, _ visit: Visit) -> HTML {
        let words = visit.words
        let path = "/brokerages/\(own.brokerage.id.text)"
        let event = own.brokerage.event
        let list = "/meetings" + Query([("brokerage", own.brokerage.id.text)]).address
        return """
            <div class="title"><h1>\(words("timetable.own"))</h1><p class="lede">\(event.map {
                Parts.link("/events/\($0.id.text)", $0.title.reading(words.language))
            }) · \(words("timetable.zone", ["zone": event?.zone ?? "UTC"]))</p></div>
            \(Parts.actions([
                Parts.button(path + "/mine/timetable/print", words("timetable.print")),
                Parts.link(path + "/mine/calendar.ics", words("event.to_calendar")),
                Parts.link(list, words("timetable.as_list")),
            ]))
            <div id="own-timetable" data-live="\(path)/live" data-part="\(path)/mine/timetable/part" \
            aria-live="polite" data-offline="\(words("brokerage.live.offline"))">\(part(own, visit))</div>
            <p class="quiet live-status" role="status"></p>
            \(EventViews.script)<script src="\(Embedded.address(of: "live.js"))" defer></script>
            """
    }

    /// What is new when something changed. The stamp tells the script whether it has seen it.
    static func part(_ own: OwnTimetable, _ visit: Visit) -> HTML {
        let words = visit.words
        return """
            <div data-stamp="\(own.stamp)">\(state(own.brokerage, "timetable.not_yet", words))\(unanswered(
                own, words))\(days(own, visit))\(nothing(own, words))
            \(missing(own.sheet.unplaced, not: own.person.id, words))</div>
            """
    }

    /// Which edition it is; `none` is said before the first.
    private static func state(_ brokerage: Brokerage, _ none: String, _ words: Words) -> HTML {
        if brokerage.event?.status == .cancelled {
            return "<p class=\"notice bad\">\(words("brokerage.refused.cancelled"))</p>"
        }
        return brokerage.edition == 0
            ? "<p class=\"notice wait\">\(words(none))</p>"
            : "<p class=\"quiet\">\(words("timetable.edition", ["number": "\(brokerage.edition)"]))</p>"
    }

    /// For somebody whom nobody meets: what to do about it, as long as something can be done.
    private static func nothing(_ own: OwnTimetable, _ words: Words) -> HTML {
        guard own.sheet.lines.isEmpty else { return "" }
        let path = "/brokerages/\(own.brokerage.id.text)"
        let mayAsk = own.brokerage.refusalOfMeeting(at: own.now) == nil
        let next = [
            Parts.button(path + "/meetings", words("brokerage.meetings"), isMain: true),
            Parts.button(path + "/counterparts", words("counterparts.title")),
        ]
        return """
            <div class="empty"><p>\(words(mayAsk ? "timetable.own.none" : "timetable.own.none_left"))</p>
            \(Parts.actions(mayAsk ? next : [Parts.button(path, words("brokerage.title"))]))</div>
            """
    }

    private static func unanswered(_ own: OwnTimetable, _ words: Words) -> HTML {
        let count = own.unanswered.count
        guard count > 0 else { return "" }
        return "<p class=\"notice wait\">\(words("meeting_outcome.open", count: count))</p>"
    }

    private static func days(_ own: OwnTimetable, _ visit: Visit) -> HTML {
        let words = visit.words
        let days = Dictionary(grouping: own.sheet.meetings) { $0.starts?.day.description ?? "" }
        let sections: [HTML] = days.keys.sorted().map { day in
            let rows: [HTML] = days[day, default: []].map { row($0, own, visit) }
            let title = Day(day).map { words.day($0) } ?? day
            return "<section><h2>\(title)</h2><ol class=\"entries timetable\">\(rows)</ol></section>"
        }
        return sections.joined()
    }

    private static func row(_ line: TimetableLine, _ own: OwnTimetable, _ visit: Visit) -> HTML {
        let words = visit.words
        guard let starts = line.starts, let ends = line.ends, let from = line.startsAt, let until = line.endsAt else {
            return ""
        }
        let zone = own.brokerage.event?.zone ?? "UTC"
        let link: HTML =
            line.place == .online
            ? line.link.map { Parts.outside($0, words("timetable.join")) } ?? "\(words("timetable.no_link"))" : ""
        let trouble: HTML =
            line.isWithdrawn
            ? Parts.pill(words("timetable.withdrawn"), .bad)
            : line.isTroubled ? Parts.pill(words("timetable.troubled"), .bad) : ""
        let said = own.outcomes[line.requestID]
        let isOver = own.isHeld(line)
        let outcome: HTML =
            isOver
            ? """
            <p>\(said.map { Parts.pill(words("meeting_outcome.result.\($0.result.rawValue)"), tone($0.result)) })
            <a href="/meetings/\(line.requestID.text)/outcome">\(words(
                said == nil ? "meeting_outcome.say" : "meeting_outcome.change"))</a></p>
            """ : ""
        return """
            <li id="m-\(line.requestID.text)"><div><time datetime="\(from.iso)"><strong>\(clock(
                starts, ends))</strong></time> \(EventViews.readersTime(from, until, zone: zone, words))
            <p>\(people(line.others(than: own.person.id), words))</p>\(outcome)</div>
            <div>\(Parts.pill(place(line.place, line.placeNumber, words), .good)) \(trouble) \(link)</div></li>
            """
    }

    static func tone(_ result: MeetingOutcome.Result) -> Parts.Tone {
        switch result {
        case .noShow: .bad
        case .contact: .quiet
        case .followUp, .consortium: .good
        }
    }

    /// Requests without a meeting, with the reason in words.
    private static func missing(_ lines: [TimetableLine], not person: ID<Participant>?, _ words: Words) -> HTML {
        let rows: [HTML] = lines.map { line in
            let shown = person.map { line.others(than: $0) } ?? line.parties
            return "<li><div>\(people(shown, words))</div><div>\(reason(line, words))</div></li>"
        }
        guard !rows.isEmpty else { return "" }
        return Parts.panel(words("timetable.unplaced"), "<ul class=\"entries\">\(rows)</ul>", id: "unplaced")
    }
}

extension TimetableViews {
    /// What of the office's grid is shown.
    struct Window: Sendable {
        var day: String
        /// People down instead of slots.
        var isByPeople = false
        /// The first row or column of those that are too many for one page.
        var from = 0
        static let tables = 20
        static let people = 40
    }

    /// The whole timetable for the office: slots down and tables across, or people down and slots across.
    static func grid(_ sheet: TimetableSheet, _ window: Window, _ visit: Visit) -> HTML {
        let words = visit.words
        let path = "/brokerages/\(sheet.brokerage.id.text)/timetable"
        let title = sheet.brokerage.event?.title.reading(words.language)
        let list = "/meetings" + Query([("brokerage", sheet.brokerage.id.text)]).address
        return """
            \(Parts.title(words("timetable.title"), of: title))
            \(Parts.actions([
                Parts.button(path + "/drafts", words("timetable_draft.title"), isMain: true),
                Parts.button(path + "/print", words("timetable.print")), Parts.button(list, words("timetable.as_list")),
                Parts.button("/brokerages/\(sheet.brokerage.id.text)/introductions", words("introductions.title")),
            ]))
            \(state(sheet.brokerage, "timetable.not_yet.office", words))
            \(troubled(sheet, path, words))\(waiting(sheet, words))
            \(tabs(sheet, window, path, words))
            \(window.isByPeople ? byPeople(sheet, window, path, words) : byTables(sheet, window, path, words))
            \(missing(sheet.unplaced.filter { $0.edition != nil }, not: nil, words))
            """
    }

    private static func troubled(_ sheet: TimetableSheet, _ path: String, _ words: Words) -> HTML {
        let lines = sheet.troubled
        guard !lines.isEmpty else { return "" }
        let rows: [HTML] = lines.map { line in
            let time = line.starts.flatMap { starts in line.ends.map { EventViews.span(starts, $0, words) } } ?? ""
            let names = line.parties.map(\.name).joined(separator: " – ")
            return "<li>\(names) · \(time) · \(place(line.place, line.placeNumber, words))</li>"
        }
        return """
            <div class="notice bad" id="troubled">
            <p><strong>\(words("timetable.replan", count: lines.count))</strong></p>
            <ul>\(rows)</ul><p>\(Parts.link(path + "/drafts", words("timetable_draft.make")))</p></div>
            """
    }

    private static func waiting(_ sheet: TimetableSheet, _ words: Words) -> HTML {
        let count = sheet.lines.count { $0.edition == nil }
        guard count > 0 else { return "" }
        let said =
            sheet.brokerage.edition == 0
            ? words("timetable.first", count: count) : words("timetable.since", count: count)
        return "<p class=\"notice wait\">\(said)</p>"
    }

    private static func address(_ path: String, _ window: Window) -> String {
        var items = [(name: "day", value: window.day)]
        if window.isByPeople { items.append(("by", "people")) }
        if window.from > 0 { items.append(("from", "\(window.from)")) }
        return path + Query(items).address
    }

    private static func tabs(_ sheet: TimetableSheet, _ window: Window, _ path: String, _ words: Words) -> HTML {
        let days = Set(sheet.shown.map(\.starts.day.description)).sorted()
        func link(_ label: String, _ target: Window, isHere: Bool) -> HTML {
            """
            <li><a href="\(address(path, target))"\(attribute: "aria-current", isHere ? "true" : nil)>\(label)</a></li>
            """
        }
        let byDay: [HTML] = days.map { day in
            var target = window
            (target.day, target.from) = (day, 0)
            return link(Day(day).map { words.day($0) } ?? day, target, isHere: day == window.day)
        }
        let ways: [HTML] = [false, true].map { isByPeople in
            var target = window
            (target.isByPeople, target.from) = (isByPeople, 0)
            return link(
                words(isByPeople ? "timetable.by_people" : "timetable.by_tables"), target,
                isHere: isByPeople == window.isByPeople)
        }
        return """
            <nav class="tabs" aria-label="\(words("timetable.days"))"><ul>\(byDay)</ul></nav>
            <nav class="tabs" aria-label="\(words("timetable.ways"))"><ul>\(ways)</ul></nav>
            """
    }

    private static func paging(
        _ window: Window, _ step: Int, of count: Int, _ path: String, _ words: Words
    ) -> HTML {
        func link(_ from: Int, _ rel: String) -> HTML? {
            guard from >= 0, from < count else { return nil }
            var target = window
            target.from = from
            return "<a rel=\"\(rel)\" href=\"\(address(path, target))\">\(words("list.\(rel)"))</a>"
        }
        let links = [link(window.from - step, "prev"), link(window.from + step, "next")].compactMap { $0 }
        return links.isEmpty
            ? "" : "<nav class=\"pages\" aria-label=\"\(words("list.pages"))\">\(links.joined(" "))</nav>"
    }

    private static func cell(
        _ lines: [TimetableLine], _ label: String, _ words: Words, _ text: (TimetableLine) -> String
    ) -> HTML {
        let parts: [HTML] = lines.map { line in
            if line.isWithdrawn { return Parts.pill(words("timetable.withdrawn") + ": " + text(line), .bad) }
            return line.isTroubled ? Parts.pill(text(line), .bad) : "<span>\(text(line))</span>"
        }
        return "<td data-label=\"\(label)\">\(parts.joined("<br>"))</td>"
    }

    private static func byTables(_ sheet: TimetableSheet, _ window: Window, _ path: String, _ words: Words) -> HTML {
        let slots = sheet.shown.filter { $0.starts.day.description == window.day }
        let most = slots.map(\.tables).max() ?? 0
        let tables = Array(1...max(1, most)).dropFirst(window.from).prefix(Window.tables).filter { $0 <= most }
        let heads: [HTML] = tables.map { "<th scope=\"col\">\(place(.table, $0, words))</th>" }
        let elsewhere = words("timetable.elsewhere")
        func names(_ line: TimetableLine) -> String { line.parties.map(\.name).joined(separator: " – ") }
        let rows: [HTML] = slots.map { slot in
            let held = sheet.meetings.filter { $0.slotID == slot.id }
            let cells: [HTML] = tables.map { table in
                let label = place(.table, table, words)
                let mine = held.filter { $0.place == .table && $0.placeNumber == table }
                guard mine.isEmpty, slot.brokenTables.contains(table) || table > slot.tables else {
                    return cell(mine, label, words, names)
                }
                return "<td class=\"none\" data-label=\"\(label)\">\(words("timetable.no_table"))</td>"
            }
            let others = held.filter { $0.place != .table }
            let off: HTML = slot.cancelledAt == nil ? "" : Parts.pill(words("timetable.slot_off"), .bad)
            return """
                <tr><th scope="row">\(clock(slot.starts, slot.ends)) \(off)</th>\(cells)
                \(cell(others, elsewhere, words) { place($0.place, $0.placeNumber, words) + ": " + names($0) })</tr>
                """
        }
        return """
            <div class="scroll"><table class="records grid"><thead><tr><td></td>\(heads)
            <th scope="col">\(elsewhere)</th></tr></thead><tbody>\(rows)</tbody></table></div>
            \(paging(window, Window.tables, of: most, path, words))
            """
    }

    private static func byPeople(_ sheet: TimetableSheet, _ window: Window, _ path: String, _ words: Words) -> HTML {
        let slots = sheet.shown.filter { $0.starts.day.description == window.day }
        let people = sheet.people.values.filter { $0.status == .active }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        var held: [ID<Participant>: [ID<MeetingSlot>: [TimetableLine]]] = [:]
        for line in sheet.meetings {
            guard let slot = line.slotID else { continue }
            for person in line.parties { held[person.id, default: [:]][slot, default: []].append(line) }
        }
        let heads: [HTML] = slots.map { "<th scope=\"col\">\(clock($0.starts, $0.ends))</th>" }
        let print = "/brokerages/\(sheet.brokerage.id.text)/timetable/print"
        let rows: [HTML] = people.dropFirst(window.from).prefix(Window.people).map { person in
            let cells: [HTML] = slots.map { slot in
                cell(held[person.id]?[slot.id] ?? [], clock(slot.starts, slot.ends), words) { line in
                    line.others(than: person.id).map(\.name).joined(separator: ", ") + " · "
                        + place(line.place, line.placeNumber, words)
                }
            }
            let name = Parts.link(print + Query([("person", person.id.text)]).address, person.name)
            return "<tr><th scope=\"row\">\(name)</th>\(cells)</tr>"
        }
        return """
            <div class="scroll"><table class="records grid"><thead><tr><td></td>\(heads)</tr></thead>
            <tbody>\(rows)</tbody></table></div>\(paging(window, Window.people, of: people.count, path, words))
            """
    }

    /// A sheet of paper for each person.
    static func sheets(_ sheet: TimetableSheet, of people: [TimetablePerson], _ words: Words) -> HTML {
        let event = sheet.brokerage.event
        var lines: [ID<Participant>: [TimetableLine]] = [:]
        for line in sheet.lines { for person in line.parties { lines[person.id, default: []].append(line) } }
        let pages: [HTML] = people.map { who in
            let mine = lines[who.id] ?? []
            let rows: [HTML] = mine.filter { $0.slotID != nil }.map { line in
                let time = line.starts.flatMap { starts in line.ends.map { EventViews.span(starts, $0, words) } } ?? ""
                return """
                    <tr><th scope="row">\(time)</th><td>\(line.isWithdrawn
                        ? words("timetable.withdrawn") : place(line.place, line.placeNumber, words))</td>
                    <td>\(line.others(than: who.id).map(\.title).joined(separator: "; "))</td></tr>
                    """
            }
            let missing: [HTML] = mine.filter { $0.slotID == nil }.map { line in
                "<li>\(line.others(than: who.id).map(\.title).joined(separator: "; ")): \(reason(line, words))</li>"
            }
            let none: HTML = missing.isEmpty ? "" : "<h3>\(words("timetable.unplaced"))</h3><ul>\(missing)</ul>"
            return """
                <section class="page"><h2>\(who.name)</h2><p>\(who.organisation)</p>
                <p>\(event?.title.reading(words.language)) · \(words("timetable.zone", ["zone": event?.zone ?? "UTC"]))
                · \(words("timetable.edition", ["number": "\(sheet.brokerage.edition)"]))</p>
                <table class="records"><tbody>\(rows)</tbody></table>\(none)</section>
                """
        }
        let none: HTML = "<div class=\"empty\"><p>\(words("timetable.nobody"))</p></div>"
        return """
            \(Parts.title(words("timetable.print"), of: event?.title.reading(words.language)))
            \(pages.isEmpty ? none : pages.joined())
            """
    }
}
