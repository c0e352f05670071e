/// The closing booklet of a programme, made for paper: in one language, or in several side by side.
enum BookletViews {
    static func booklet(_ booklet: Booklet, in languages: [String], _ visit: Visit) -> HTML {
        let (words, programme) = (visit.words, booklet.programme)
        let names = booklet.names
        let path = "/event-programmes/\(programme.id.text)/booklet"
        let all = visit.site.settings.languages
        let choices: [HTML] = (all.map { [$0] } + [all]).map { choice in
            let label = choice.map { words.language(named: $0) }.joined(separator: " + ")
            let current: HTML = choice == languages ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(path)?in=\(choice.joined(separator: "-"))\"\(current)>\(label)</a></li>"
        }
        let months = Dictionary(grouping: booklet.entries) { String($0.event.starts.day.description.prefix(7)) }
        let chapters: [HTML] = months.keys.sorted().map { month in
            let entries: [HTML] = (months[month] ?? []).map { entry in
                let body = beside(languages) { self.entry($0, booklet, Words($1)) }(entry)
                return "<article class=\"booklet-entry\">\(body)</article>"
            }
            return """
                <section class="booklet-month">\(beside(languages) { month, language in
                    "<h2>\(names.name(month, .month, Words(language)))</h2>"
                }(month))\(entries)</section>
                """
        }
        return """
            <div class="tools"><nav class="tabs" aria-label="\(words("booklet.title"))"><ul>\(choices)</ul></nav>
            <p>\(words("booklet.hint"))</p></div>
            <section class="booklet page cover">\(beside(languages) { cover($0, Words($1)) }(booklet))</section>
            <section class="booklet page">\(beside(languages) { figures($0, Words($1)) }(booklet))</section>
            <div class="booklet">\(chapters)</div>
            """
    }

    /// The same in each language, in columns of their own.
    private static func beside<Value>(
        _ languages: [String], _ text: @escaping (Value, String) -> HTML
    ) -> (Value) -> HTML {
        { value in
            let columns: [HTML] = languages.map { "<div lang=\"\($0)\">\(text(value, $0))</div>" }
            return "<div class=\"beside\">\(columns)</div>"
        }
    }

    private static func cover(_ booklet: Booklet, _ words: Words) -> HTML {
        let programme = booklet.programme
        let countries = programme.countries.map { words.country($0) }.joined(separator: ", ")
        return """
            <p class="quiet">\(words("booklet.title"))</p>
            <h1>\(programme.title.reading(words.language))</h1>
            <p>\(EventProposalViews.days(programme.firstDay, programme.lastDay, words))</p>
            <p>\(countries)</p>\(plain(programme.text, words))
            """
    }

    private static func figures(_ booklet: Booklet, _ words: Words) -> HTML {
        let figures = booklet.statistics
        let values = [
            "proposed": words.number(figures.count(.proposed)), "selected": words.number(figures.count(.selected)),
            "held": words.number(figures.count(.held)),
            "participants": words("event_report.participants", count: figures.participants),
            "countries": words("booklet.countries", count: figures.participantsByCountry.count),
        ]
        return """
            <h2>\(words("booklet.figures"))</h2><p>\(words("booklet.summary", values))</p>
            \(ProgrammeFigureViews.tables(figures, of: booklet.names, words))
            """
    }

    private static func entry(_ entry: BookletEntry, _ booklet: Booklet, _ words: Words) -> HTML {
        let event = entry.event
        let theme = booklet.names.name(entry.theme, .theme, words)
        let organisers = entry.organisers.map { "\($0.name) (\(words.country($0.country)))" }.joined(separator: "; ")
        let place = EventViews.place(event.format, city: event.city, country: event.country, words)
        return """
            <h3>\(event.title.reading(words.language))</h3>
            <p class="quiet">\(EventProposalViews.days(event.starts.day, event.ends.day, words)) · \(place) · \
            \(words("event.kind.\(event.kind.rawValue)")) · \(theme)</p>
            <p>\(organisers)</p>\(entry.report.map { report($0, words) } ?? "")
            """
    }

    private static func report(_ report: EventReport, _ words: Words) -> HTML {
        let countries = report.participants.sorted { ($1.count, $0.country) < ($0.count, $1.country) }
            .map { "\(words.country($0.country)) \(words.number($0.count))" }.joined(separator: ", ")
        return """
            \(plain(report.outcomes, words))
            <p>\(words("event_report.participants", count: report.total)): \(countries)</p>
            \(ProposerViews.list(report.press, words("event_report.field.press")))\
            \(ProposerViews.list(report.pictures, words("event_report.field.pictures")))
            """
    }

    /// A text without the note on other languages: they may stand beside it.
    private static func plain(_ text: Multilingual, _ words: Words) -> HTML {
        guard let (shown, language) = text.text(for: words.language) else { return "" }
        let paragraphs: [HTML] = shown.split(separator: "\n\n").map { "<p>\($0)</p>" }
        return "<div lang=\"\(language)\">\(paragraphs)</div>"
    }
}

extension Booklet {
    var names: ProgrammeNames { ProgrammeNames(programme: programme, themes: topics) }
}
