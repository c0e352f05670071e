import Database

/// A list as a saved search needs it.
struct SearchedList: Sendable {
    /// What stands in it, for the index; nil for what the index does not hold.
    let thing: FinderRecord.Kind?
    /// Where it stands.
    let path: String
    /// The first word of its sentences' keys.
    let kind: String
    let facets: [Facet]
    let sorts: [String]
    let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String
    /// How many lines a reader finds at a moment, and how many of them were made after another.
    let numbers:
        @Sendable (Transaction, Selection, Actor, _ after: Moment, _ now: Moment, ListMatches?) throws -> (
            total: Int, fresh: Int
        )
    /// The kind of its things in the journal.
    let journal: String
    /// What is meant by what was chosen.
    let meaning: @Sendable (Selection) -> Selection
    let visible: @Sendable (Actor) -> SQL
    /// What its digests are made with, as of a moment.
    let news: @Sendable (Moment) -> ListNews
    /// What of its things readers are told again when it changes.
    let watched: Watched?

    /// A column whose change is news.
    struct Watched: Sendable {
        let column: String
        /// The facets that depend on it, or on the moment: a thing that they no longer find is told of all the same.
        let facets: Set<String>
        /// What was, for a reader, from the journal's columns of before.
        let note: @Sendable (_ before: String, _ words: Words) -> String
    }

    /// - Parameters:
    ///   - listing: the list as of a moment.
    ///   - created: the column that says when a row was made.
    ///   - meaning: what is meant by what was chosen, where that is not what it says.
    ///   - journal: the kind of its things in the journal, where the index knows none.
    ///   - notes: the columns that a digest shows beside the name.
    init<Item>(
        _ thing: FinderRecord.Kind?, _ page: ListPage<Item>, at listing: @escaping @Sendable (Moment) -> Listing<Item>,
        created: SQL, visible: @escaping @Sendable (Actor) -> SQL,
        meaning: @escaping @Sendable (Selection) -> Selection = { $0 }, journal: String? = nil,
        notes: [String] = ["country"], watching watched: Watched? = nil
    ) {
        let form = listing(Moment(seconds: 0))
        (path, kind, facets, label) = (page.path, page.kind, form.facets, page.label)
        (self.thing, sorts) = (thing, form.sorts.map(\.name))
        (self.journal, self.meaning, self.visible) = (journal ?? thing?.rawValue ?? "", meaning, visible)
        self.watched = watched
        news = { ListNews(listing($0), page, notes: notes) }
        numbers = { tx, selection, actor, moment, now, matches in
            try tx.numbers(
                of: listing(now), meaning(selection), visible: visible(actor), created: created, after: moment,
                matches: matches)
        }
    }

    /// One that is the same at every moment.
    init<Item>(
        _ thing: FinderRecord.Kind, _ page: ListPage<Item>, _ listing: Listing<Item>, created: SQL,
        visible: @escaping @Sendable (Actor) -> SQL
    ) {
        self.init(thing, page, at: { _ in listing }, created: created, visible: visible)
    }
}

/// A list as its digests need it: which of some things are in it, and what they are called.
struct ListNews: Sendable {
    let facets: [Facet]
    let search: (@Sendable (String) -> SQL)?
    private let source: SQL
    private let id: SQL
    let lines: @Sendable (Transaction, ListMatches) throws -> [String: @Sendable (Words) -> DigestLine]

    init<Item>(_ listing: Listing<Item>, _ page: ListPage<Item>, notes: [String]) {
        (facets, search, source, id) = (listing.facets, listing.search, listing.source, listing.id)
        let (path, kind, name) = (page.path, page.kind, page.columns.first)
        let shown = page.columns.filter { notes.contains($0.name) }
        lines = { tx, ids in
            let rows = try tx.rows(
                """
                SELECT \(listing.columns), \(listing.id) AS list_id FROM \(listing.source)
                WHERE \(ids.condition(listing.id, tx.engine, isOrdered: false))
                """)
            var lines: [String: @Sendable (Words) -> DigestLine] = [:]
            for row in rows {
                let (id, item): (String, Item) = (try row.get("list_id"), try row.decode(Item.self))
                lines[id] = { words in
                    let notes = shown.compactMap { column -> String? in
                        let text = column.plain(item, words)
                        return text.isEmpty ? nil : "\(words("\(kind).column.\(column.name)")): \(words.spelled(text))"
                    }
                    return DigestLine(
                        name: name?.plain(item, words) ?? id, path: "\(path)/\(id)",
                        note: notes.joined(separator: " · "))
                }
            }
            return lines
        }
    }

    /// Those of the things that meet a condition.
    func meeting(_ condition: SQL, among ids: ListMatches, in tx: Transaction) throws -> [String] {
        try tx.column(
            String.self,
            """
            SELECT \(id) FROM \(source) WHERE \(ids.condition(id, tx.engine, isOrdered: false)) AND (\(condition))
            """)
    }
}

/// The lists in which searches can be kept: the directory's own, and those that later areas add when the program
/// starts.
enum SearchedLists {
    private static let added = Added<SearchedList>()

    static var all: [SearchedList] { directory + added.all }

    /// Adds a list, in the place of one that stands at the same path.
    static func add(_ list: SearchedList) { added.add(list, as: list.path) }

    private static let directory = [
        SearchedList(
            .organisation, OrganisationPages.list, Organisation.listing, created: "o.created_at",
            visible: Organisation.visible),
        SearchedList(.person, PersonPages.list, Person.listing, created: "p.created_at", visible: Person.visible),
        SearchedList(
            .competence, CompetencePages.list, Competence.listing, created: "c.created_at",
            visible: Competence.visible),
        SearchedList(.project, ProjectPages.list, Project.listing, created: "p.created_at") { _ in "1 = 1" },
        SearchedList(.network, NetworkPages.list, Network.listing, created: "n.created_at", visible: Network.visible),
        SearchedList(.team, TeamPages.list, Team.listing, created: "t.created_at", visible: Team.visible),
    ]
}
