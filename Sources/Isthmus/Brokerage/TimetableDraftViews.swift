/// How drafts look: the order for one, its progress, and what publishing it would mean.
enum TimetableDraftViews {
    /// The drafts there are, and the form for a new one.
    static func drafts(_ drafts: TimetableDrafts, at now: Moment, _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let path = "/brokerages/\(drafts.brokerage.id.text)/timetable"
        let rows: [HTML] = drafts.drafts.map { draft in
            """
            <li><div>\(Parts.link("/timetable-drafts/\(draft.id.text)", words.moment(draft.createdAt)))
            <span class="quiet">\(words("timetable_draft.kind.\(draft.kind.rawValue)")) · \(figures(
                draft, words))</span></div><div>\(pill(draft, words))</div></li>
            """
        }
        let known: HTML = rows.isEmpty ? "" : "<ul class=\"entries\">\(rows)</ul>"
        return """
            \(Parts.title(words("timetable_draft.title"), of: drafts.brokerage.event?.title.reading(words.language)))
            <p>\(words("timetable_draft.accepted", count: drafts.accepted))</p>
            \(Parts.panel(words("timetable_draft.known"), known))
            \(Parts.panel(words("timetable_draft.make"), order(drafts, path, at: now, form, words)))
            """
    }

    private static func pill(_ draft: TimetableDraft, _ words: Words) -> HTML {
        if draft.state == .ready, draft.isOvertaken { return Parts.pill(words("timetable_draft.state.old"), .quiet) }
        let tone: Parts.Tone =
            switch draft.state {
            case .ready: .wait
            case .published: .good
            case .discarded: .quiet
            }
        return Parts.pill(words("timetable_draft.state.\(draft.state.rawValue)"), tone)
    }

    private static func figures(_ draft: TimetableDraft, _ words: Words) -> String {
        words(
            "timetable_draft.figures",
            [
                "meetings": words.number(draft.meetings), "unplaced": words.number(draft.unplaced),
                "value": words.number(draft.value), "bound": words.number(draft.bound),
            ])
    }

    private static func order(
        _ drafts: TimetableDrafts, _ path: String, at now: Moment, _ form: FormParts, _ words: Words
    ) -> HTML {
        let brokerage = drafts.brokerage
        let kinds: [TimetableDraft.Kind] = brokerage.edition == 0 ? [.plan] : [.mend, .plan]
        let price = form.field("price", isRequired: false) { id, described in
            """
            <input type="range" id="\(id)" name="price" min="0" max="5" step="0.25" \
            value="\(form.typed("price") ?? "\(TimetableDraft.usualPrice)")"\(described)>
            """
        }
        let mending: [HTML] = brokerage.edition == 0 ? [] : [price, changes(drafts, at: now, form, words)]
        return form.form(
            action: path + "/run", submit: "timetable_draft.begin", cancel: path,
            [
                form.select(
                    "kind", kinds[0].rawValue,
                    kinds.map { ($0.rawValue, words("timetable_draft.kind.\($0.rawValue)")) }, isRequired: true),
                form.text("seconds", "10", type: "number", isRequired: true), form.flag("few_gaps", brokerage.fewGaps),
                form.flag("few_table_changes", brokerage.fewTableChanges), form.flag("even_slots", brokerage.evenSlots),
            ] + mending)
    }

    /// What is to be tried: slots without meetings, tables that are gone.
    private static func changes(
        _ drafts: TimetableDrafts, at now: Moment, _ form: FormParts, _ words: Words
    ) -> HTML {
        let slots = drafts.slots(after: now).filter { $0.cancelledAt == nil }
        func name(_ slot: MeetingSlot) -> String { EventViews.span(slot.starts, slot.ends, words) }
        let boxes: [HTML] = slots.map { slot in
            """
            <div class="field check"><input type="checkbox" id="f-cancel-\(slot.id.text)" name="cancel_slots" \
            value="\(slot.id.text)"><label for="f-cancel-\(slot.id.text)">\(name(slot))</label></div>
            """
        }
        let choices = slots.map { (value: $0.id.text, label: name($0)) }
        // Folded away, what is wrong there is seen by nobody.
        let isOpen = ["cancel_slots", "broken_tables", "tables"].contains { form.message($0) != nil }
        func rows(_ field: String, _ number: String) -> HTML {
            let rows: [HTML] = (0..<3).map { index in
                """
                <div class="row">\(form.select("\(field).\(index).slot", nil, choices))
                \(form.text("\(field).\(index).\(number)", nil, type: "number"))</div>
                """
            }
            return """
                <fieldset class="rows" id="f-\(field)"><legend>\(words("timetable_draft.field.\(field)"))</legend>
                \(form.message(field) { $0 == field })\(rows)</fieldset>
                """
        }
        return """
            <details\(attribute: "open", isOpen)><summary>\(words("timetable_draft.changes"))</summary>
            <p class="hint">\(words("timetable_draft.changes.hint"))</p>
            <fieldset id="f-cancel_slots"><legend>\(words("timetable_draft.field.cancel_slots"))</legend>
            \(form.message("cancel_slots"))\(boxes)
            </fieldset>\(rows("broken_tables", "number"))\(rows("tables", "tables"))</details>
            """
    }

    /// How far the making is; the page comes again by itself.
    static func progress(_ brokerage: Brokerage, _ run: TimetableRun?, _ visit: Visit) -> HTML {
        let words = visit.words
        let path = "/brokerages/\(brokerage.id.text)/timetable"
        let title = Parts.title(words("timetable_draft.run"), of: brokerage.event?.title.reading(words.language))
        guard let run else {
            return """
                \(title)<p class="notice wait">\(words("timetable_draft.no_run"))</p>
                \(Parts.actions([Parts.button(path + "/drafts", words("timetable_draft.title"))]))
                """
        }
        let status = run.status
        guard status.state == .running else {
            let reason = status.reason.map { words($0) } ?? words("timetable_draft.run.\(status.state.rawValue)")
            return """
                \(title)<p class="notice wait" role="status">\(reason)</p>
                \(Parts.actions([Parts.button(path + "/drafts", words("timetable_draft.title"))]))
                """
        }
        let share = Int((min(1, max(0, status.share)) * 100).rounded())
        let values = ["value": words.number(status.value), "bound": words.number(status.bound)]
        return """
            \(title)<p role="status">\(words("timetable_draft.phase.\(status.phase)")) \
            \(words("timetable_draft.so_far", values))</p>
            <progress max="100" value="\(share)" aria-label="\(words("timetable_draft.run"))">\(share) %</progress>
            <form method="post" action="\(path)/run/end" class="actions">\(FormParts.token(visit))
            <button class="button" name="keep" value="1">\(words("timetable_draft.stop_keeping"))</button>
            <button class="button danger" name="keep" value="0">\(words("form.cancel"))</button>
            <a href="\(path)/run">\(words("timetable_draft.look_again"))</a></form>
            """
    }

    /// What publishing a draft would change.
    static func draft(_ profile: TimetableDraftProfile, _ visit: Visit) -> HTML {
        let (words, draft) = (visit.words, profile.draft)
        let path = "/timetable-drafts/\(draft.id.text)"
        var buttons: [HTML] = []
        if draft.allows(.publish, to: visit.actor) {
            buttons.append(
                FormParts.button(
                    visit, action: path + "/publication", "timetable_draft.publish", style: "button main"))
        }
        if draft.allows(.discard, to: visit.actor) {
            buttons.append(FormParts.button(visit, action: path + "/removal", "timetable_draft.discard"))
        }
        let isOld = draft.state == .ready && draft.isOvertaken
        let old: HTML = isOld ? "<p class=\"notice bad\">\(words("timetable_draft.overtaken"))</p>" : ""
        return """
            <div class="title"><h1>\(words("timetable_draft.one"))</h1> \(pill(draft, words))
            <p class="lede">\(profile.brokerage.event?.title.reading(words.language)) · \(words(
                "timetable_draft.kind.\(draft.kind.rawValue)")) · \(words.moment(draft.createdAt))</p></div>
            \(old)\(facts(profile, words))\(asked(profile, words))\(Parts.actions(buttons))
            \(TimetableDifference.shown.map { section($0, profile, words) })\(people(profile, words))
            """
    }

    private static func facts(_ profile: TimetableDraftProfile, _ words: Words) -> HTML {
        let draft = profile.draft
        let differences = TimetableDifference.allCases.map { difference -> (label: String, value: HTML?) in
            (words("timetable.difference.\(difference.rawValue)"), "\(words.number(profile.count(difference)))")
        }
        let figures =
            differences + [
                (words("timetable_draft.moved_of_need"), "\(words.number(draft.movedOfNeed))"),
                (words("timetable_draft.value"), "\(words.number(draft.value)) / \(words.number(draft.bound))"),
                (words("timetable_draft.gaps"), "\(words.number(draft.gaps))"),
                (words("timetable_draft.table_changes"), "\(words.number(draft.tableChanges))"),
                (words("timetable_draft.took"), "\(words.number(Double(draft.milliseconds) / 1_000)) s"),
            ]
        let rows: [HTML] = figures.compactMap { label, value in
            value.map { "<div><dt>\(label)</dt><dd class=\"value\">\($0)</dd></div>" }
        }
        return "<dl class=\"figures\">\(rows)</dl>"
    }

    /// The changes of slots and tables that publishing it makes.
    private static func asked(_ profile: TimetableDraftProfile, _ words: Words) -> HTML {
        let changes = profile.draft.changes
        func name(_ id: ID<MeetingSlot>) -> String {
            profile.slots[id].map { EventViews.span($0.starts, $0.ends, words) } ?? id.text
        }
        let rows: [String] =
            changes.cancelledSlots.map { words("timetable_draft.cancels", ["slot": name($0)]) }
            + changes.brokenTables.map {
                words("timetable_draft.breaks", ["slot": name($0.slotID), "number": "\($0.number)"])
            }
            + changes.tables.map {
                words("timetable_draft.counts", ["slot": name($0.slotID), "number": "\($0.tables)"])
            }
        guard !rows.isEmpty else { return "" }
        return Parts.panel(words("timetable_draft.changes"), "<ul>\(rows.map { "<li>\($0)</li>" as HTML })</ul>")
    }

    /// A page shows so many lines of a kind; all of them are in the API's answer.
    private static let most = 200

    private static func section(
        _ difference: TimetableDifference, _ profile: TimetableDraftProfile, _ words: Words
    ) -> HTML {
        let lines = profile.lines.filter { $0.difference == difference }
        guard !lines.isEmpty else { return "" }
        let heads = ["who", "before", "after"].map { words("timetable_draft.column.\($0)") }
        let rows: [HTML] = lines.prefix(most).map { line in
            """
            <tr><td data-label="\(heads[0])">\(line.parties.map(\.name).joined(separator: " – "))</td>
            <td data-label="\(heads[1])">\(line.before.map { said($0, profile, words) })</td>
            <td data-label="\(heads[2])">\(said(line.after, profile, words))</td></tr>
            """
        }
        let more: HTML =
            lines.count > most
            ? "<p class=\"quiet\">\(words("list.more", count: lines.count - most))</p>" : ""
        let table: HTML = """
            <table class="records"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>\(more)
            """
        let title = "\(words("timetable.difference.\(difference.rawValue)")) (\(words.number(lines.count)))"
        return Parts.panel(title, table, id: difference.rawValue)
    }

    private static func said(_ seat: MeetingSeat, _ profile: TimetableDraftProfile, _ words: Words) -> String {
        seat.reason.map { words("timetable.reason.\($0.rawValue)") } ?? TimetableViews.when(seat, profile.slots, words)
    }

    /// The same by person.
    private static func people(_ profile: TimetableDraftProfile, _ words: Words) -> HTML {
        let people = profile.people
        guard !people.isEmpty else { return "" }
        let rows: [HTML] = people.prefix(most).map { person, lines in
            let items: [HTML] = lines.map { line in
                let others = line.parties.filter { $0.id != person.id }.map(\.name).joined(separator: ", ")
                return """
                    <li>\(words("timetable.difference.\(line.difference.rawValue)")): \(others) · \(said(
                        line.after, profile, words))</li>
                    """
            }
            return
                """
                <li><div><strong>\(person.name)</strong>\(Parts.aside(person.organisation))
                <ul>\(items)</ul></div></li>
                """
        }
        let title = words("timetable_draft.people", count: people.count)
        return Parts.panel(title, "<ul class=\"entries\">\(rows)</ul>", id: "people")
    }
}

extension TimetableDifference {
    /// Those that a page lists; what stays needs no line.
    static let shown: [TimetableDifference] = [.lost, .moved, .reseated, .added, .without]
}
