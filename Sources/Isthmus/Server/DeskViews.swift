/// How the desk and the office's index look.
enum DeskViews {
    static func desk(_ desk: Desk, _ visit: Visit) -> HTML {
        let words = visit.words
        let isFree = desk.today.isEmpty && desk.thisWeek.isEmpty && desk.later.isEmpty
        return """
            <div class="title"><h1>\(words("desk.title"))</h1><p class="lede">\(visit.actor.name)</p></div>
            <div class="columns"><div class="column desk">
            \(isFree ? "<div class=\"empty\"><p>\(words("desk.free"))</p><p><a href=\"/competences\">\(words("desk.free_step"))</a></p></div>" : "")
            \(section("desk.today", desk.today, words))\(section("desk.this_week", desk.thisWeek, words))
            \(section("desk.later", desk.later, words))
            </div><aside class="facts">\(Parts.panel(words("desk.changes"), changes(desk.changes, words)))</aside></div>
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

    private static func changes(_ changes: [Desk.Change], _ words: Words) -> HTML {
        let paths = ["organisation": "/organisations", "competence": "/competences", "project": "/projects"]
        let rows: [HTML] = changes.map { change in
            """
            <li><a href="\(paths[change.kind] ?? "")/\(change.thing)">\(Multilingual.reading(change.name, words.language))</a>
            <span class="quiet">\(words("journal.\(change.action)")), \(words.day(change.at.day))</span></li>
            """
        }
        return rows.isEmpty ? "" : "<ul class=\"entries\">\(rows)</ul>"
    }

    /// What the office keeps: name and address of each of its pages.
    static func office(_ visit: Visit) -> HTML {
        let words = visit.words
        let rows: [HTML] = ["accounts", "claims", "imports", "mail", "journal"].map { name in
            """
            <li><a href="/office/\(name)">\(words("office.\(name)"))</a> <span class="quiet">\(words("office.\(name).what"))</span></li>
            """
        }
        return "<h1>\(words("office.title"))</h1><ul class=\"entries\">\(rows)</ul>"
    }
}
