import Foundation

/// How events look.
enum EventViews {
    static func tone(_ state: Event.State) -> Parts.Tone {
        switch state {
        case .running: .good
        case .upcoming: .wait
        case .over: .quiet
        case .cancelled: .bad
        }
    }

    /// A filter's value for a reader.
    static let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String = { facet, value, words in
        switch facet {
        case "state": words("event.state.\(value)")
        case "kind": words("event.kind.\(value)")
        case "format": words("event.format.\(value)")
        case "status": words("event.status.\(value)")
        case "country": value.isEmpty ? words("event.nowhere") : words.country(value)
        case "language": words.language(named: value)
        case "month": Day(value + "-01").map { words.month($0) } ?? value
        case "programme": words("event_programme.page")
        case "day": Day(value).map { words.day($0) } ?? value
        case "topic": CompetenceViews.topic(value, words)
        default: value.isEmpty ? words("list.none") : value
        }
    }

    /// Above the list: the calendar, the map, and what can be subscribed to.
    static func tools(_ visit: Visit) -> HTML {
        let words = visit.words
        let query = visit.query.without("after", "before", "lang", "sort", "limit").address
        let add: HTML =
            Event.refusalOfCreating(to: visit.actor) == nil ? Parts.button("/events/new", words("event.add")) : ""
        return """
            <div class="actions">\(Parts.button("/events/calendar" + query, words("events.calendar")))
            \(Parts.button("/events/map" + query, words("events.map")))
            \(Parts.link("/events.ics" + query, words("calls.subscribe.calendar")))
            \(Parts.link("/events.atom" + query, words("calls.subscribe.feed")))
            \(add)</div>
            """
    }

    /// "Yerevan, Armenia"; of one online, that it is.
    static func place(_ format: Event.Format, city: String, country: String, _ words: Words) -> String {
        let place = [city, country.isEmpty ? "" : words.country(country)].filter { !$0.isEmpty }.joined(separator: ", ")
        switch format {
        case .onSite: return place
        case .online: return words("event.format.online")
        case .hybrid: return place + " · " + words("event.also_online")
        }
    }

    /// By the clocks of the place: "14 October 2026, 09:00–17:00".
    static func span(_ starts: WallTime, _ ends: WallTime, _ words: Words) -> String {
        func shown(_ time: WallTime) -> String { time.clock + (time.offset.map { " (\(zone($0)))" } ?? "") }
        guard starts.day != ends.day else { return "\(words.day(starts.day)), \(shown(starts))–\(shown(ends))" }
        return "\(words.day(starts.day)), \(shown(starts)) – \(words.day(ends.day)), \(shown(ends))"
    }

    /// `UTC+4`.
    static func zone(_ offset: Int) -> String {
        guard offset != 0 else { return "UTC" }
        let text = WallTime.offset(offset)
        let plain = text.hasSuffix(":00") ? String(text.dropLast(3)) : text
        return "UTC" + plain.replacing("+0", with: "+").replacing("-0", with: "-")
    }

    /// The same in the reader's zone: in UTC until a script knows better.
    static func readersTime(_ startsAt: Moment, _ endsAt: Moment, zone: String, _ words: Words) -> HTML {
        """
        <span class="quiet" data-starts="\(startsAt.iso)" data-ends="\(endsAt.iso)" data-zone="\(zone)" \
        data-label="\(words("event.your_time"))">\(words.moment(startsAt)) – \(words.moment(endsAt))</span>
        """
    }

    static let script: HTML = "<script src=\"\(Embedded.address(of: "times.js"))\" defer></script>"

    /// `parts` is what later areas give to the page.
    static func profile(_ profile: EventProfile, _ parts: HTML, _ visit: Visit) -> HTML {
        let (event, words) = (profile.event, visit.words)
        let state: HTML =
            event.status == .draft
            ? Parts.pill(words("event.status.draft"), .wait)
            : Parts.pill(words("event.state.\(profile.state.rawValue)"), tone(profile.state))
        let reason: HTML? =
            event.status != .cancelled
            ? nil
            : """
            <div class="notice bad"><p>\(words("event.cancelled"))</p>\(Parts.text(event.cancelReason, words))</div>
            """
        return """
            <div class="title"><h1>\(event.title.reading(words.language))</h1> \(state)
            <p class="lede">\(words("event.kind.\(event.kind.rawValue)")) · \(place(
                event.format, city: event.city, country: event.country, words)) · \
            \(span(event.starts, event.ends, words))</p></div>
            \(reason)\(Parts.actions(buttons(profile, visit)))
            <div class="columns"><div class="column">
            \(Parts.panel(words("event.field.text"), Parts.text(event.text, words)))
            \(Parts.panel(words("event.field.audience"), Parts.text(event.audience, words)))
            \(Parts.panel(words("event.organisers"), organisers(profile.organisers, words)))
            \(parts)</div><aside class="facts">\(facts(profile, words))
            <p>\(Parts.link("/events/\(event.id.text)/calendar.ics", words("event.to_calendar")))</p>
            \(profile.mayEdit ? embedding(event, visit) : "")
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            \(script)
            """
    }

    private static func buttons(_ profile: EventProfile, _ visit: Visit) -> [HTML] {
        let (event, words) = (profile.event, visit.words)
        let path = "/events/\(event.id.text)"
        var buttons: [HTML] = []
        let refusal = event.refusalOfRegistering(to: visit.actor, at: visit.site.programme.clock())
        if event.registration != .none, event.status == .published, profile.state != .over {
            let isStranger = refusal?.key == "event_registration.refused.account"
            buttons.append(
                Parts.button(
                    path + "/registration", words("event.register.button"), isMain: true,
                    refused: isStranger ? nil : refusal.map { words($0) }))
        }
        buttons.append(Parts.button(path + "/agenda", words("event.agenda")))
        buttons.append(Parts.button(path + "/materials", words("event.materials")))
        if event.status != .draft { buttons.append(Parts.button(path + "/questions", words("event.questions"))) }
        if [.exhibition, .competition].contains(event.kind) {
            buttons.append(Parts.button("/contests?event=\(event.id.text)", words("contests.title")))
            if profile.mayEdit { buttons.append(Parts.button(path + "/contests/new", words("contest.add"))) }
        }
        if event.registration != .none, event.allows(.receive, to: visit.actor) {
            buttons.append(
                Parts.button("/event-registrations?event=\(event.id.text)", words("event.registrations")))
        }
        if event.registration != .none, event.status != .cancelled, event.allows(.receive, to: visit.actor) {
            buttons.append(Parts.button(path + "/brokerage", words("event.brokerage")))
        }
        if profile.mayEdit { buttons.append(Parts.button(path + "/form", words("event.edit"))) }
        if event.allows(.decide, to: visit.actor), event.status == .draft {
            buttons.append(
                FormParts.button(visit, action: path + "/publication", "event.publish", style: "button main"))
        }
        if event.allows(.decide, to: visit.actor), event.status == .published, profile.state != .over {
            buttons.append(Parts.button(path + "/cancellation", words("event.cancel")))
        }
        return buttons
    }

    private static func facts(_ profile: EventProfile, _ words: Words) -> HTML {
        let event = profile.event
        let clock = event.clock
        let zones = Set([clock.offset(at: event.startsAt), clock.offset(at: event.endsAt)]).sorted().map(zone)
        let change = clock.change(from: event.startsAt, to: event.endsAt).map { change -> HTML in
            let values = [
                "day": words.day(change.before.day), "before": change.before.clock, "after": change.after.clock,
            ]
            return "<small>\(words("event.clocks_change", values))</small>"
        }
        let when: HTML = """
            \(span(event.starts, event.ends, words))<small>\(event.zone), \(zones.joined(separator: " → "))</small>\
            \(change)<small>\(readersTime(event.startsAt, event.endsAt, zone: event.zone, words))</small>
            """
        let address = [event.place, event.city, event.country.isEmpty ? "" : words.country(event.country)]
            .filter { !$0.isEmpty }.joined(separator: ", ")
        let languages = event.languages.map { words.language(named: $0) }.joined(separator: ", ")
        let map =
            event.country.isEmpty
            ? HTML.empty
            : WorldMap.locator(
                country: event.country, title: words("country.on_the_map", ["country": words.country(event.country)]),
                name: { words.country($0) })
        return map
            + Parts.facts([
                (words("event.when"), when),
                (words("event.where"), address.isEmpty ? nil : "\(address)"),
                (words("event.field.format"), "\(words("event.format.\(event.format.rawValue)"))"),
                (words("event.field.link"), event.link.map { Parts.outside($0) }),
                (words("event.field.languages"), languages.isEmpty ? nil : "\(languages)"),
                (words("event.field.capacity"), event.capacity.map { "\(words.number($0))" }),
                (words("event.field.topics"), OrganisationViews.list(profile.topics, "/topics", words) { _ in "" }),
                (words("event.field.website"), event.website.map { Parts.outside($0) }),
            ])
    }

    static func organisers(_ organisers: [EventOrganiserLine], _ words: Words) -> HTML {
        let items: [HTML] = organisers.map { line in
            """
            <li>\(Parts.link("/organisations/\(line.organisationID.text)", line.name(in: words.language))) \
            <span class="quiet">\(words("event.organiser.role.\(line.role.rawValue)")), \
            \(words.country(line.country))</span></li>
            """
        }
        return items.isEmpty ? "" : "<ul>\(items)</ul>"
    }

    /// What others put into their pages to show the event there.
    private static func embedding(_ event: Event, _ visit: Visit) -> HTML {
        let address = visit.site.settings.address + "/events/\(event.id.text)/embed?lang=\(visit.words.language)"
        let title = event.title.reading(visit.words.language)
        let code: HTML = """
            <iframe src="\(address)" title="\(title)" width="360" height="240" loading="lazy"></iframe>
            """
        return """
            <details><summary>\(visit.words("event.embed"))</summary>
            <p class="hint">\(visit.words("event.embed.hint"))</p>
            <pre><code>\(code.text)</code></pre></details>
            """
    }

    /// The small page that stands in other people's pages: no navigation, nothing to fill in.
    static func embedded(_ profile: EventProfile, _ visit: Visit) -> HTML {
        let (event, words) = (profile.event, visit.words)
        let address = visit.site.settings.address + "/events/\(event.id.text)"
        let name = visit.site.settings.name.reading(words.language)
        return """
            <!doctype html>
            <html lang="\(words.language)">
            <head>
            <meta charset="utf-8">
            <title>\(event.title.reading(words.language)) · \(name)</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <link rel="icon" type="image/svg+xml" href="\(Embedded.address(of: "icon.svg"))">
            <link rel="stylesheet" href="\(Embedded.address(of: "isthmus.css"))">
            \(script)
            </head>
            <body><main class="embedded">
            <p class="quiet">\(name) · \(words("event.kind.\(event.kind.rawValue)"))</p>
            <h1><a href="\(address)" target="_blank" rel="noopener">\(event.title.reading(words.language))</a></h1>
            <p>\(Parts.pill(words("event.state.\(profile.state.rawValue)"), tone(profile.state)))
            <strong>\(span(event.starts, event.ends, words))</strong> \
            <span class="quiet">\(zone(event.clock.offset(at: event.startsAt)))</span><br>
            \(readersTime(event.startsAt, event.endsAt, zone: event.zone, words))</p>
            <p>\(place(event.format, city: event.city, country: event.country, words))</p>
            </main></body>
            </html>
            """
    }
}
