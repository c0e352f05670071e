/// How the desk and the office's index look.
enum DeskViews {
    static func desk(_ desk: Desk, _ visit: Visit) -> HTML {
        let words = visit.words
        let isFree = desk.today.isEmpty && desk.thisWeek.isEmpty && desk.later.isEmpty
        return """
            <div class="title"><h1>\(words("desk.title"))</h1><p class="lede">\(visit.actor.name)</p></div>
            <div class="columns"><div class="column desk">
            \(steps(desk.steps, words))\(isFree && desk.steps.isEmpty ? free(words) : "")
            \(section("desk.today", desk.today, words))\(section("desk.this_week", desk.thisWeek, words))
            \(section("desk.later", desk.later, words))\(SavedSearchViews.fresh(desk.followed, words))
            \(kept(desk.kept, words))\(inboxes(visit))
            </div><aside class="facts">\(Parts.panel(words("desk.changes"), changes(desk.changes, words)))</aside></div>
            """
    }

    /// What to begin with, ticked where it is done.
    private static func steps(_ steps: [FirstStep], _ words: Words) -> HTML {
        guard !steps.isEmpty else { return "" }
        let rows: [HTML] = steps.map { step in
            let label = words("desk.step.\(step.key)")
            let link: HTML = step.path.map { Parts.link($0, label) } ?? "\(label)"
            return step.isDone
                ? "<li>\(Parts.pill(words("desk.step_done"), .good)) <span class=\"quiet\">\(label)</span></li>"
                : "<li>\(link) <span class=\"quiet\">\(words("desk.step.\(step.key).what"))</span></li>"
        }
        return "<section><h2>\(words("desk.steps"))</h2><ol class=\"entries\">\(rows)</ol></section>"
    }

    private static func free(_ words: Words) -> HTML {
        """
        <div class="empty"><p>\(words("desk.free"))</p>
        <p>\(Parts.link("/competences", words("desk.free_step")))</p></div>
        """
    }

    private static func section(_ key: String, _ items: [DeskItem], _ words: Words) -> HTML {
        guard !items.isEmpty else { return "" }
        let rows: [HTML] = items.map { item in
            let due: HTML = item.due.map { "<time datetime=\"\($0.iso)\">\(words.moment($0))</time>" } ?? ""
            return "<li><a href=\"\(item.path)\">\(words(item.task))</a> \(due)</li>"
        }
        return "<section><h2>\(words(key))</h2><ul class=\"entries\">\(rows)</ul></section>"
    }

    private static let paths = [
        "organisation": "/organisations", "competence": "/competences", "project": "/projects", "person": "/people",
        "network": "/networks",
    ]

    /// What one keeps up to date, with the way to its form.
    private static func kept(_ things: [Desk.Kept], _ words: Words) -> HTML {
        let rows: [HTML] = things.map { thing in
            let name =
                thing.kind == "person"
                ? PersonName.reading(thing.name, words.language) : Multilingual.reading(thing.name, words.language)
            let path = "\(paths[thing.kind] ?? "")/\(thing.thing)"
            return "<li>\(Parts.link(path, name)) <a href=\"\(path)/form\">\(words("\(thing.kind).edit"))</a></li>"
        }
        return rows.isEmpty ? "" : "<section><h2>\(words("desk.kept"))</h2><ul class=\"entries\">\(rows)</ul></section>"
    }

    private static func changes(_ changes: [Desk.Change], _ words: Words) -> HTML {
        let rows: [HTML] = changes.map { change in
            """
            <li><a \
            href="\(paths[change.kind] ?? "")/\(change.thing)">\(Multilingual.reading(change.name, words.language))</a>
            <span class="quiet">\(words("journal.\(change.action)")), \(words.day(change.at.day))</span></li>
            """
        }
        return rows.isEmpty ? "" : "<ul class=\"entries\">\(rows)</ul>"
    }

    /// The office's pages, on the desk of whoever may open them.
    private static func inboxes(_ visit: Visit) -> HTML {
        let title = visit.words("office.title")
        return visit.actor.isOffice ? "<section><h2>\(title)</h2>\(officePages(visit.words))</section>" : ""
    }

    static func office(_ visit: Visit) -> HTML {
        "\(Parts.title(visit.words("office.title")))<div class=\"column\">\(officePages(visit.words))</div>"
    }

    /// Pages of the office that others may open too.
    private static let elsewhere: Set<String> = ["forms", "support-calls", "support-cases", "funnel", "campaigns"]

    /// What the office keeps: name, address and use of each of its pages.
    private static func officePages(_ words: Words) -> HTML {
        let names = [
            "accounts",
            "claims",
            "forms",
            "partnering",
            "support-calls",
            "support-cases",
            "funnel",
            "campaigns",
            "duplicates",
            "merges",
            "imports",
            "mail",
            "journal",
        ]
        let rows: [HTML] = names.map { name in
            """
            <li><a href="\(elsewhere.contains(name) ? "" : "/office")/\(name)">\(words("office.\(name)"))</a> <span \
            class="quiet">\(words("office.\(name).what"))</span></li>
            """
        }
        return "<ul class=\"entries\">\(rows)</ul>"
    }
}
