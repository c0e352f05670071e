import Database

extension SearchAddress.Page {
    /// The list that the page is; nil for the finder's own pages.
    var list: SearchedList? {
        switch self {
        case .find, .experts: nil
        case .organisations:
            SearchedList(
                .organisation, OrganisationPages.list, Organisation.listing, created: "o.created_at",
                visible: Organisation.visible)
        case .people:
            SearchedList(
                .person, PersonPages.list, Person.listing, created: "p.created_at", visible: Person.visible)
        case .competences:
            SearchedList(
                .competence, CompetencePages.list, Competence.listing, created: "c.created_at",
                visible: Competence.visible)
        case .projects:
            SearchedList(.project, ProjectPages.list, Project.listing, created: "p.created_at") { _ in "1 = 1" }
        case .networks:
            SearchedList(
                .network, NetworkPages.list, Network.listing, created: "n.created_at", visible: Network.visible)
        case .teams:
            SearchedList(.team, TeamPages.list, Team.listing, created: "t.created_at", visible: Team.visible)
        }
    }
}

/// A list of the directory as a saved search needs it.
struct SearchedList: Sendable {
    /// What stands in it, for the index.
    let thing: FinderRecord.Kind
    /// The first word of its sentences' keys.
    let kind: String
    let facets: [Facet]
    let sorts: [String]
    let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String
    /// How many lines a reader finds, and how many of them were made after a moment.
    let numbers: @Sendable (Transaction, Selection, Actor, Moment, ListMatches?) throws -> (total: Int, fresh: Int)

    init<Item>(
        _ thing: FinderRecord.Kind, _ page: ListPage<Item>, _ listing: Listing<Item>, created: SQL,
        visible: @escaping @Sendable (Actor) -> SQL
    ) {
        (kind, facets, sorts, label) = (page.kind, listing.facets, listing.sorts.map(\.name), page.label)
        self.thing = thing
        numbers = { tx, selection, actor, moment, matches in
            try tx.numbers(
                of: listing, selection, visible: visible(actor), created: created, after: moment, matches: matches)
        }
    }
}
