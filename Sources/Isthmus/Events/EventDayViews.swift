/// How the things of the day look: sheets of badges, the page at the door, certificates.
enum EventDayViews {
    /// Ten on a sheet of A4, each of 9 by 5.2 centimetres.
    static func badges(_ badges: [EventBadge], of event: Event, _ visit: Visit) -> HTML {
        let words = visit.words
        let sheets: [HTML] = stride(from: 0, to: badges.count, by: 10).map { start in
            let cards: [HTML] = badges[start..<min(start + 10, badges.count)].map { badge in
                let who = badge.attendee
                let country = who.country.isEmpty ? "" : words.country(who.country)
                return """
                    <li><div><strong>\(who.name)</strong><span>\(who.organisation)</span><span>\(country)</span>
                    <small>\(event.title.reading(words.language))</small></div>
                    \(QRCodeViews.picture(of: badge.address, title: words("event.badge.code")))</li>
                    """
            }
            return "<ul class=\"badges page\">\(cards)</ul>"
        }
        let none: HTML = "<div class=\"empty\"><p>\(words("event.badges.empty"))</p></div>"
        return """
            \(Parts.title(words("event.badges"), of: event.title.reading(words.language)))
            <p class="tools">\(words("event.badges.hint"))</p>
            \(badges.isEmpty ? none : sheets.joined())
            """
    }

    /// For a phone: who it is, and one large button.
    static func checkIn(_ profile: EventRegistrationProfile, token: String, _ visit: Visit) -> HTML {
        let (one, who, words) = (profile.registration, profile.attendee, visit.words)
        let action: HTML
        if let arrived = one.arrivedAt {
            let time = profile.event.clock.time(at: arrived)
            action = """
                <p class="notice good" role="status">\(words(
                    "event_registration.was_there", ["time": time.clock, "day": words.day(time.day)]))</p>
                """
        } else if let refusal = one.refusal(of: .checkIn, to: visit.actor) {
            action = "<p class=\"notice bad\" role=\"status\">\(words(refusal))</p>"
        } else {
            action = FormParts.button(
                visit, action: "/check-in/" + token, "event_registration.check_in", style: "button main")
        }
        return """
            <div class="centre"><p>\(profile.event.title.reading(words.language))</p>
            <h1>\(who.name)</h1>
            <p>\(who.organisation)\(who.country.isEmpty ? "" : " · " + words.country(who.country))</p>
            <p>\(EventRegistrationViews.pill(one.status, words))</p>
            \(action)</div>
            """
    }

    /// A sheet for each, in every language of the site.
    static func certificates(_ people: [EventAttendee], of event: Event, _ visit: Visit) -> HTML {
        let words = visit.words
        let sheets: [HTML] = people.map { who in
            let texts: [HTML] = visit.site.settings.languages.map { language in
                let own = Words(language)
                let values = [
                    "event": event.title.reading(language), "when": EventViews.span(event.starts, event.ends, own),
                    "place": EventViews.place(event.format, city: event.city, country: event.country, own),
                    "kind": own("event.kind.\(event.kind.rawValue)"),
                    "site": visit.site.settings.name.reading(language),
                ]
                return """
                    <div lang="\(language)"><h2>\(own("event.certificate"))</h2>
                    <p>\(own("event.certificate.before"))</p>
                    <p class="name">\(who.name)</p>
                    <p>\(who.organisation)</p>
                    <p>\(own("event.certificate.text", values))</p></div>
                    """
            }
            return """
                <section class="certificate page">\(texts)
                <p class="signature">\(visit.site.settings.name.reading(words.language))</p></section>
                """
        }
        let none: HTML = "<div class=\"empty\"><p>\(words("event.certificates.empty"))</p></div>"
        return """
            \(Parts.title(words("event.certificates"), of: event.title.reading(words.language)))
            \(people.isEmpty ? none : sheets.joined())
            """
    }

    static func feedback(_ feedback: EventFeedback, _ words: Words) -> HTML {
        let rows: [HTML] = (1...5).reversed().map { rating in
            """
            <tr><th scope="row">\(words("event_feedback.rating.\(rating)"))</th>
            <td class="number">\(words.number(feedback.counts[rating] ?? 0))</td></tr>
            """
        }
        let mean = feedback.mean.map { words("event_feedback.mean", ["mean": words.number($0)]) } ?? ""
        let texts: [HTML] = feedback.texts.map { "<li>\($0)</li>" }
        return """
            \(Parts.title(words("event.feedback"), of: feedback.event.title.reading(words.language)))
            <p>\(words("event_feedback.count", count: feedback.total)) \(mean)</p>
            <table class="records"><tbody>\(rows)</tbody></table>
            \(texts.isEmpty ? "" : "<ul>\(texts)</ul>")
            """
    }
}
