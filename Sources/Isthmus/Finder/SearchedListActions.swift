import Database
import Synchronization

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

    /// - Parameters:
    ///   - listing: the list as of a moment.
    ///   - created: the column that says when a row was made.
    ///   - meaning: what is meant by what was chosen, where that is not what it says.
    init<Item>(
        _ thing: FinderRecord.Kind?, _ page: ListPage<Item>, at listing: @escaping @Sendable (Moment) -> Listing<Item>,
        created: SQL, visible: @escaping @Sendable (Actor) -> SQL,
        meaning: @escaping @Sendable (Selection) -> Selection = { $0 }
    ) {
        let form = listing(Moment(seconds: 0))
        (path, kind, facets, label) = (page.path, page.kind, form.facets, page.label)
        (self.thing, sorts) = (thing, form.sorts.map(\.name))
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

/// The lists in which searches can be kept: the directory's own, and those that later areas add when the program
/// starts.
enum SearchedLists {
    private static let added = Mutex<[SearchedList]>([])

    static var all: [SearchedList] { directory + added.withLock { $0 } }

    /// Adds a list, in the place of one that stands at the same path.
    static func add(_ list: SearchedList) {
        added.withLock { lists in
            lists.removeAll { $0.path == list.path }
            lists.append(list)
        }
    }

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
