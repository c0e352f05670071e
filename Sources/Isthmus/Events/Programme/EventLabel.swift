/// The label that a chosen event of a programme shows: what it says, and whether it counts.
public struct EventLabel: Codable, Sendable {
    public let proposalID: ID<EventProposal>
    public let programmeID: ID<EventProgramme>
    public let programme: Multilingual
    /// What the label says.
    public let name: Multilingual
    public let title: Multilingual
    public let city: String
    public let country: String
    public let firstDay: Day
    public let lastDay: Day
    public let since: Day
    /// Only while the event is selected and not called off.
    public let isValid: Bool
    /// The event, once everybody may see it.
    public let eventID: ID<Event>?
}

/// How a label and the page that proves it look.
enum EventLabelViews {
    static func page(_ label: EventLabel, _ words: Words) -> HTML {
        let programme = Parts.link(
            "/event-programmes/\(label.programmeID.text)", label.programme.reading(words.language))
        let picture: HTML = """
            <p><img src="/event-labels/\(label.proposalID.text)/label.svg?lang=\(words.language)" \
            alt="\(label.name.reading(words.language))" width="240" height="96"></p>
            """
        let event: HTML = label.eventID.map { "<p>\(Parts.link("/events/\($0.text)", words("event.page")))</p>" } ?? ""
        let state: HTML =
            label.isValid
            ? Parts.pill(words("event_label.valid"), .good) : Parts.pill(words("event_label.invalid"), .bad)
        return """
            <div class="title"><h1>\(label.title.reading(words.language))</h1> \(state)
            <p class="lede">\(label.name.reading(words.language))</p></div>
            \(label.isValid ? picture : "")
            <p>\(words(label.isValid ? "event_label.valid.text" : "event_label.invalid.text"))</p>
            \(Parts.facts([
                (words("event_programme.page"), programme),
                (words("event.when"), "\(EventProposalViews.days(label.firstDay, label.lastDay, words))"),
                (words("event.where"), "\(label.city), \(words.country(label.country))"),
                (words("event_label.since"), "\(words.day(label.since))"),
            ]))\(event)
            """
    }

    /// The label as a picture that stands by itself, 240 by 96.
    static func picture(_ label: EventLabel, _ words: Words) -> HTML {
        let name = label.name.reading(words.language)
        let title = label.title.reading(words.language)
        let shown = title.count > 34 ? title.prefix(33) + "…" : title
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="240" height="96" viewBox="0 0 240 96" role="img" \
            aria-label="\(name)"><title>\(name): \(title)</title>
            <rect x="1" y="1" width="238" height="94" rx="8" fill="#ffffff" stroke="#0a4f4c" stroke-width="2"/>
            <path d="M14 58a17 17 0 0 1 17-17M48 38a17 17 0 0 1-17 17" fill="none" stroke="#0a6f6b" stroke-width="5" \
            stroke-linecap="round"/><circle cx="31" cy="48" r="5" fill="#c97d00"/>
            <g font-family="sans-serif" fill="#0a4f4c"><text x="62" y="38" font-size="17" font-weight="700" \
            textLength="\(min(166, name.count * 10))" lengthAdjust="spacingAndGlyphs">\(name)</text>
            <text x="62" y="58" font-size="9.5">\(String(shown))</text>
            <text x="62" y="76" font-size="9.5">\(label.city), \(words.country(label.country))</text></g></svg>
            """
    }
}
