/// How programmes of events look: the page, the office's form.
enum EventProgrammeViews {
    static func pill(_ phase: EventProgramme.Phase, _ words: Words) -> HTML {
        let tone: Parts.Tone =
            switch phase {
            case .open: .good
            case .draft, .announced: .wait
            case .closed, .finished: .quiet
            }
        return Parts.pill(words("event_programme.phase.\(phase.rawValue)"), tone)
    }

    static let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String = { facet, value, words in
        facet == "status" ? words("event_programme.status.\(value)") : value
    }

    static func tools(_ visit: Visit) -> HTML {
        var buttons: [HTML] = []
        if EventProgramme.refusalOfCreating(to: visit.actor) == nil {
            buttons.append(Parts.button("/event-programmes/new", visit.words("event_programme.add"), isMain: true))
        }
        if visit.actor.isSignedIn {
            buttons.append(Parts.button("/event-proposals", visit.words("event_proposals.title")))
        }
        return Parts.actions(buttons)
    }

    static func profile(_ profile: EventProgrammeProfile, _ visit: Visit) -> HTML {
        let (programme, words) = (profile.programme, visit.words)
        let criteria: [HTML] = programme.criteria.map { criterion in
            let scale = words(
                "event_programme.criterion", ["most": String(criterion.most), "weight": String(criterion.weight)])
            return "<li>\(criterion.name.reading(words.language))\(Parts.aside(scale))</li>"
        }
        let audiences: [HTML] = programme.audiences.map { "<li>\($0.name.reading(words.language))</li>" }
        return """
            <div class="title"><h1>\(programme.title.reading(words.language))</h1> \(pill(profile.phase, words))
            <p class="lede">\(EventProposalViews.days(programme.firstDay, programme.lastDay, words))</p></div>
            \(Parts.actions(buttons(profile, visit)))
            <div class="columns"><div class="column">
            \(Parts.panel(words("event_programme.field.text"), Parts.text(programme.text, words)))
            \(Parts.panel(words("event_programme.field.criteria"), "<ul>\(criteria)</ul>"))
            \(Parts.panel(words("event_programme.field.audiences"), "<ul>\(audiences)</ul>"))
            </div><aside class="facts">\(facts(profile, words))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    private static func buttons(_ profile: EventProgrammeProfile, _ visit: Visit) -> [HTML] {
        let (programme, words) = (profile.programme, visit.words)
        let (id, path) = (programme.id.text, "/event-programmes/\(programme.id.text)")
        var buttons: [HTML] = []
        if profile.phase != .draft {
            let refusal = programme.refusalOfProposing(at: visit.site.programme.clock())
            if profile.phase == .open || profile.phase == .announced {
                buttons.append(
                    Parts.button(
                        path + "/proposals/new", words("event_proposal.propose"), isMain: true,
                        refused: refusal.map { words($0) }))
            }
            buttons.append(
                Parts.button("/events?programme=\(id)", words("event_programme.events", count: profile.events)))
            buttons.append(
                Parts.button("/events/calendar?programme=\(id)", words("events.calendar")))
        }
        if programme.allows(.read, to: visit.actor), profile.phase != .draft {
            buttons.append(Parts.button(path + "/booklet", words("booklet.title")))
        }
        guard visit.actor.isOffice else { return buttons }
        if profile.mayEdit { buttons.append(Parts.button(path + "/form", words("event_programme.edit"))) }
        buttons += [
            Parts.button("/event-proposals?programme=\(id)", words("event_proposals.title")),
            Parts.button(path + "/coverage", words("coverage.title")),
            Parts.button(path + "/collisions", words("collisions.title")),
            Parts.button(path + "/statistics", words("programme_statistics.title")),
            Parts.button(path + "/overdue", words("overdue_tasks.title")),
        ]
        if programme.status == .draft {
            buttons.append(
                FormParts.button(
                    visit, action: path + "/publication", "event_programme.publish", style: "button main"))
        } else if programme.status == .published,
            programme.lastDay < programme.clock.time(at: visit.site.programme.clock()).day
        {
            buttons.append(FormParts.button(visit, action: path + "/closing", "event_programme.finish"))
        }
        return buttons
    }

    private static func facts(_ profile: EventProgrammeProfile, _ words: Words) -> HTML {
        let programme = profile.programme
        let themes = OrganisationViews.list(profile.topics, "/topics", words) { _ in "" }
        return Parts.facts([
            (
                words("event_programme.intake"),
                "\(EventProposalViews.days(programme.opensOn, programme.closesOn, words))"
            ),
            (
                words("event_programme.field.countries"),
                "\(programme.countries.map { words.country($0) }.joined(separator: ", "))"
            ),
            (words("event_programme.field.topics"), themes),
            (words("event_programme.field.label_name"), "\(programme.labelName.reading(words.language))"),
            (words("event_programme.field.officers"), "\(programme.officers)"),
            (words("event_programme.field.places"), programme.places.map { "\(words.number($0))" }),
        ])
    }

    // MARK: The form

    static func form(
        _ programme: EventProgramme?, _ topics: [TopicChoice], _ form: FormParts, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let path = programme.map { "/event-programmes/\($0.id.text)" } ?? "/event-programmes"
        let title = programme?.title.reading(words.language)
        return """
            \(Parts.title(words(programme == nil ? "event_programme.add" : "event_programme.edit"), of: title))
            \(form.form(
                action: path, submit: "event_programme.save", cancel: path,
                makes: programme == nil ? EventProgramme.prefix : nil, [
                    programme.map { form.hidden("version", String($0.version)) } ?? "",
                    form.section("event_programme.section.what", what(programme, topics, form, words)),
                    form.section("event_programme.section.when", when(programme, form)),
                    form.section("event_programme.section.choice", choice(programme, form)),
                    form.section("event_programme.section.organisers", organisers(programme, form)),
                ]))
            """
    }

    private static func what(
        _ programme: EventProgramme?, _ topics: [TopicChoice], _ form: FormParts, _ words: Words
    ) -> [HTML] {
        [
            form.multilingual("title", programme?.title ?? [:], limit: 300, isRequired: true),
            form.multilingual("text", programme?.text ?? [:], rows: 8, limit: EventProgramme.longestText),
            form.chooser(
                "countries", (programme?.countries ?? []).map { words.country($0) },
                from: Countries.sorted(in: words.language).map { words.country($0.code) }),
            form.chooser(
                "topics",
                (programme?.topics ?? []).map { id in topics.first { $0.id == id }?.text(in: words.language) ?? id },
                from: topics.map { $0.text(in: words.language) }),
            rows("audiences", programme?.audiences ?? [], form) { form, name, audience in
                [form.multilingual("\(name).name", audience?.name ?? [:], limit: 200)]
            } code: {
                $0.code
            },
        ]
    }

    private static func when(_ programme: EventProgramme?, _ form: FormParts) -> [HTML] {
        func day(_ name: String, _ day: Day?) -> HTML {
            form.text(name, day?.description, type: "date", isRequired: true)
        }
        return [
            day("first_day", programme?.firstDay), day("last_day", programme?.lastDay),
            day("opens_on", programme?.opensOn), day("closes_on", programme?.closesOn),
            form.text("zone", programme?.zone, limit: 60, isRequired: true, options: "zone"),
            form.options("zone", ZoneClock.all),
        ]
    }

    private static func choice(_ programme: EventProgramme?, _ form: FormParts) -> [HTML] {
        [
            rows("criteria", programme?.criteria ?? [], form) { form, name, criterion in
                [
                    form.multilingual("\(name).name", criterion?.name ?? [:], limit: 200),
                    form.text("\(name).most", criterion.map { String($0.most) } ?? "5", limit: 3),
                    form.text("\(name).weight", criterion.map { String($0.weight) } ?? "1", limit: 3),
                ]
            } code: {
                $0.code
            },
            form.text("officers", String(programme?.officers ?? 2), limit: 1, isRequired: true),
            form.text("places", programme?.places.map { String($0) }, limit: 5),
        ]
    }

    private static func organisers(_ programme: EventProgramme?, _ form: FormParts) -> [HTML] {
        [
            form.multilingual("label_name", programme?.labelName ?? [:], limit: 60, isRequired: true),
            form.multilingual("pack_text", programme?.packText ?? [:], rows: 6, limit: EventProgramme.longestText),
            rows("checklist", programme?.checklist ?? [], form) { form, name, item in
                [
                    form.multilingual("\(name).name", item?.name ?? [:], limit: 200),
                    form.text("\(name).days", item.map { String($0.days) }, limit: 4),
                ]
            } code: {
                $0.code
            },
            form.text("report_days", String(programme?.reportDays ?? 30), limit: 3, isRequired: true),
        ]
    }

    /// Those there are, and two empty rows.
    private static func rows<Item>(
        _ name: String, _ known: [Item], _ form: FormParts, _ fields: (FormParts, String, Item?) -> [HTML],
        code: (Item) -> String
    ) -> HTML {
        let rows: [HTML] = (0..<(known.count + 2)).map { index in
            let item = index < known.count ? known[index] : nil
            let field = "\(name).\(index)"
            return """
                <div class="row">\(form.hidden("\(field).code", item.map(code) ?? ""))\(fields(form, field, item))</div>
                """
        }
        return """
            <fieldset class="rows" id="f-\(name)"><legend>\(form.label(name))</legend>\(form.hint(name))\
            \(form.message(name))\(rows)</fieldset>
            """
    }
}
