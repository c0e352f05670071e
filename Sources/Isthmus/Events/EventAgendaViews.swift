/// How the agenda of an event looks.
enum EventAgendaViews {
    static func agenda(_ agenda: EventAgenda, _ form: FormParts, _ visit: Visit) -> HTML {
        let (event, words) = (agenda.event, visit.words)
        let path = "/events/\(event.id.text)"
        let title = event.title.reading(words.language)
        let days: [HTML] = agenda.days.map { day, items in
            Parts.panel(words.day(day), table(items, agenda, visit))
        }
        let none: HTML = "<div class=\"empty\"><p>\(words("event.agenda.empty"))</p></div>"
        let fields = EventSession.blank(ID(""), of: event, at: event.createdAt)
        let adding: HTML =
            !agenda.mayEdit
            ? ""
            : """
            <h2>\(words("event_session.add"))</h2>
            \(form.form(
                action: path + "/sessions", submit: "event_session.save", makes: EventSession.prefix,
                self.fields(EventAgendaItem(session: fields, speakers: []), isNew: true, form, words)))
            """
        return """
            \(Parts.title(words("event.agenda"), of: "\(title) · \(event.zone)"))
            \(agenda.mayEdit ? collisions(agenda, words) : "")
            \(days.isEmpty ? none : days.joined())\(adding)
            """
    }

    private static func table(_ items: [EventAgendaItem], _ agenda: EventAgenda, _ visit: Visit) -> HTML {
        let words = visit.words
        let heads = ["when", "what", "room"].map { words("event_session.column.\($0)") }
        let rows: [HTML] = items.map { item in
            let session = item.session
            let isBreak = session.kind == .break
            let kind: HTML = isBreak ? "" : "<small>\(words("event_session.kind.\(session.kind.rawValue)"))</small>"
            let text = session.text.reading(words.language)
            let about: HTML? = text.isEmpty ? nil : "<p>\(text)</p>"
            let path = "/event-sessions/\(session.id.text)"
            let tools: HTML =
                !agenda.mayEdit
                ? ""
                : """
                <p class="tools">\(Parts.link(path + "/form", words("event_session.edit"))) \
                \(FormParts.button(visit, action: path + "/deletion", "event_session.remove"))</p>
                """
            let title = session.title.reading(words.language)
            return """
                <tr id="\(session.id.text)"><td data-label="\(heads[0])">\(time(session))</td>
                <td data-label="\(heads[1])"><strong>\(title)</strong>\(kind)
                \(speakers(item, words))\(about)\(tools)</td>
                <td data-label="\(heads[2])">\(session.room)</td></tr>
                """
        }
        return """
            <table class="records agenda"><thead>
            <tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    /// By the clocks there; the day only where it is another, the offset where the clocks show the time twice.
    private static func time(_ session: EventSession) -> String {
        func shown(_ time: WallTime) -> String {
            time.clock + (time.offset.map { " (\(EventViews.zone($0)))" } ?? "")
        }
        let isOneDay = session.starts.day == session.ends.day
        return "\(shown(session.starts))–\(isOneDay ? shown(session.ends) : session.ends.description)"
    }

    private static func speakers(_ item: EventAgendaItem, _ words: Words) -> HTML? {
        let names: [HTML] = item.speakers.map { speaker in
            let name = speaker.personID.map { Parts.link("/people/\($0.text)", speaker.name) } ?? "\(speaker.name)"
            let chair: HTML = speaker.role == .chair ? Parts.aside(words("event_speaker.role.chair")) : ""
            return "\(name)\(chair)"
        }
        return names.isEmpty ? nil : "<p>\(names.joined(", "))</p>"
    }

    private static func collisions(_ agenda: EventAgenda, _ words: Words) -> HTML? {
        let titles = Dictionary(agenda.items.map { ($0.session.id, $0.session) }) { first, _ in first }
        let lines: [HTML] = AgendaCollision.all(in: agenda.items).map { collision in
            let values = [
                "name": collision.name,
                "first": titles[collision.first]?.title.reading(words.language) ?? "",
                "second": titles[collision.second]?.title.reading(words.language) ?? "",
            ]
            let key = collision.isRoom ? "event.collision.room" : "event.collision.speaker"
            return "<li><a href=\"#\(collision.second.text)\">\(words(key, values))</a></li>"
        }
        let left = agenda.items.filter {
            $0.session.startsAt < agenda.event.startsAt || $0.session.endsAt > agenda.event.endsAt
        }
        let outside: [HTML] = left.map { item in
            let values = ["name": item.session.title.reading(words.language)]
            return "<li><a href=\"#\(item.session.id.text)\">\(words("event.collision.outside", values))</a></li>"
        }
        guard !(lines + outside).isEmpty else { return nil }
        return """
            <div class="notice wait" role="status"><p>\(words("event.collisions"))</p><ul>\(lines)\(outside)</ul></div>
            """
    }

    static func session(_ item: EventAgendaItem, of event: Event, _ form: FormParts, _ visit: Visit) -> HTML {
        let (session, words) = (item.session, visit.words)
        let version: HTML = form.hidden("version", String(session.version))
        return """
            \(Parts.title(words("event_session.edit"), of: session.title.reading(words.language)))
            \(form.form(
                action: "/event-sessions/\(session.id.text)", submit: "event_session.save",
                cancel: "/events/\(event.id.text)/agenda",
                [version] + fields(item, isNew: false, form, words)))
            """
    }

    private static func fields(
        _ item: EventAgendaItem, isNew: Bool, _ form: FormParts, _ words: Words
    ) -> [HTML] {
        let session = item.session
        let kinds = EventSession.Kind.allCases.map {
            (value: $0.rawValue, label: words("event_session.kind.\($0.rawValue)"))
        }
        let roles = EventSpeaker.Role.allCases.map {
            (value: $0.rawValue, label: words("event_speaker.role.\($0.rawValue)"))
        }
        let rows: [HTML] = (0..<(item.speakers.count + 2)).map { index in
            let name = "speakers.\(index)"
            let speaker = index < item.speakers.count ? item.speakers[index] : nil
            return """
                <div class="row">\(form.text("\(name).name", speaker?.personID?.text ?? speaker?.name, limit: 200))
                \(form.select("\(name).role", (speaker?.role ?? .speaker).rawValue, roles, isRequired: true))</div>
                """
        }
        return [
            form.select("kind", session.kind.rawValue, kinds, isRequired: true),
            form.multilingual("title", session.title, limit: 300, isRequired: true),
            form.text("starts", session.starts.description, limit: 40, isRequired: true),
            form.text("ends", isNew ? nil : session.ends.description, limit: 40, isRequired: true),
            form.text("room", session.room, limit: 120),
            form.multilingual("text", session.text, rows: 3, limit: 5_000),
            """
            <fieldset class="rows" id="f-speakers"><legend>\(words("event_session.speakers"))</legend>
            <p class="hint">\(words("event_session.speakers.hint"))</p>\(form.message("speakers"))\(rows)</fieldset>
            """,
        ]
    }
}
