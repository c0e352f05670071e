/// Where a visitor can go: rooms, and the groups they stand in. The first line of every page names the groups; the
/// second one the rooms of the group where the reader is.
enum Navigation {
    struct Room {
        /// The sentence's key, after `nav.`.
        let key: String
        let path: String
    }

    struct Group {
        /// The sentence's key, after `nav.`.
        let key: String
        let rooms: [Room]

        /// A group leads to its first room.
        var path: String { rooms[0].path }
        func has(_ area: String) -> Bool { rooms.contains { $0.path == area } }
    }

    static let groups = [
        Group(
            key: "directory",
            rooms: [
                Room(key: "organisations", path: "/organisations"), Room(key: "people", path: "/people"),
                Room(key: "competences", path: "/competences"), Room(key: "networks", path: "/networks"),
                Room(key: "topics", path: "/topics"),
            ]),
        Group(
            key: "opportunities",
            rooms: [
                Room(key: "calls", path: "/calls"), Room(key: "inventory", path: "/inventory"),
                Room(key: "programmes", path: "/programmes"), Room(key: "mobility", path: "/mobility"),
                Room(key: "obstacles", path: "/obstacles"), Room(key: "bodies", path: "/bodies"),
            ]),
        Group(
            key: "partnering",
            rooms: [
                Room(key: "partner_searches", path: "/partner-searches"),
                Room(key: "support", path: "/support-calls"), Room(key: "campaigns", path: "/campaigns"),
            ]),
        Group(
            key: "events",
            rooms: [
                Room(key: "events", path: "/events"), Room(key: "event_programmes", path: "/event-programmes"),
                Room(key: "contests", path: "/contests"),
                Room(key: "event_questions", path: "/event-questions"),
            ]),
        Group(key: "projects", rooms: [Room(key: "projects", path: "/projects")]),
        Group(
            key: "countries",
            rooms: [
                Room(key: "countries", path: "/countries"), Room(key: "dossiers", path: "/dossiers"),
                Room(key: "statistics", path: "/statistics"),
            ]),
    ]

    /// The first line: a link for every group.
    static func line(_ area: String, _ words: Words) -> [HTML] {
        groups.map { link($0.key, $0.path, isHere: $0.has(area), $0.path == area, words) }
    }

    /// The second line, where the group has more than one room.
    static func rooms(_ area: String, _ words: Words) -> HTML? {
        guard let group = groups.first(where: { $0.has(area) }), group.rooms.count > 1 else { return nil }
        let links = group.rooms.map { link($0.key, $0.path, isHere: $0.path == area, $0.path == area, words) }
        return "<nav class=\"rooms\" aria-label=\"\(words("nav.\(group.key)"))\"><ul>\(links)</ul></nav>"
    }

    /// Both lines as one, for a phone.
    static func all(_ area: String, _ words: Words) -> [HTML] {
        groups.map { group -> HTML in
            let links = group.rooms.map { link($0.key, $0.path, isHere: $0.path == area, $0.path == area, words) }
            guard group.rooms.count > 1 else { return "\(links)" }
            return "<li><span>\(words("nav.\(group.key)"))</span><ul>\(links)</ul></li>"
        }
    }

    private static func link(_ key: String, _ path: String, isHere: Bool, _ isPage: Bool, _ words: Words) -> HTML {
        let current: HTML = isPage ? " aria-current=\"page\"" : isHere ? " aria-current=\"true\"" : ""
        return "<li><a href=\"\(path)\"\(current)>\(words("nav.\(key)"))</a></li>"
    }
}
