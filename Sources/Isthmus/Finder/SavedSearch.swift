import Foundation

/// A search that somebody keeps: the facts about it that the journal may hold for ever. What it is called and what it
/// looks for is its `Content`, so that it can be erased with the account.
public struct SavedSearch: Governed, Equatable {
    public static let kind = "saved_search"
    public static let prefix = "ss"

    public let id: ID<SavedSearch>
    public let accountID: ID<Account>
    /// When it was last opened; at first when it was saved. What came later is new.
    public var seenAt: Moment
    /// Grows with the content, not with opening.
    public let version: Int
    public let createdAt: Moment
    public let changedAt: Moment

    /// How many one person may keep.
    static let most = 50

    public enum Permission: String, PermissionSet { case view, open, rename, delete }

    /// What somebody looks for concerns nobody else, the office included.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        actor.account == accountID.text ? nil : .init("saved_search.refused")
    }

    /// What a saved search is called, and where it leads.
    struct Content: Codable, Sendable, Equatable {
        /// 1 to 120 characters, unlike every other of the same person.
        var name: String
        /// As `SearchAddress.text` writes it.
        var address: String
    }
}

/// A saved search as its list shows it.
public struct SavedSearchLine: Codable, Sendable, Equatable {
    public let id: ID<SavedSearch>
    public let name: String
    public let address: String
    /// How many things hold all the words now; nil where that is not counted: experts, and everything while the index
    /// is being built.
    public var results: Int?
    /// How many of them are new since it was last opened; nil with `results`.
    public var fresh: Int?
    /// How often its news are mailed.
    public var digest = DigestPeriod.never
    public let seenAt: Moment
    public let version: Int
    public let createdAt: Moment

    init(_ search: SavedSearch, _ content: SavedSearch.Content) {
        (id, name, address) = (search.id, content.name, content.address)
        (seenAt, version, createdAt) = (search.seenAt, search.version, search.createdAt)
    }
}

/// Everything that one person keeps, by name, with what the things in the filters are called.
public struct SavedSearchList: Sendable {
    public let lines: [SavedSearchLine]
    /// By `kind/id`, in the reader's language; without what the reader may not know of.
    let names: [String: String]
    /// Whoever keeps them wants no digests at all, whatever is said of each.
    let wantsNone: Bool
}

/// The address of a search: one of the known pages, and what is asked there. Two addresses that ask the same are equal:
/// the order of the filters, the page of the results and the language do not count, and what no page understands is
/// left out.
struct SearchAddress: Sendable, Equatable {
    /// A page where people look for something: the finder's own two, and lists.
    struct Page: Sendable, Hashable {
        let path: String

        static let find = Page(known: "/find")
        static let experts = Page(known: "/find/experts")
        static var all: [Page] { [find, experts] + SearchedLists.all.map { Page(known: $0.path) } }

        private init(known path: String) { self.path = path }
        /// Nil for any other path.
        init?(_ path: String) {
            guard let page = Self.all.first(where: { $0.path == path }) else { return nil }
            self = page
        }

        /// The list that the page is; nil for the finder's own pages.
        var list: SearchedList? { SearchedLists.all.first { $0.path == path } }
    }

    let page: Page
    let query: Query

    /// Characters of a whole address.
    static let longest = 16_000

    var text: String { page.path + query.address }
    /// The words; empty where only filters were set.
    var words: String { query["q"] ?? "" }
    /// Whether there is nothing to look for: these pages show nothing without words.
    var isEmpty: Bool { (page == .find || page == .experts) && words.isEmpty }

    /// What is chosen of a list; nil for the finder's own pages.
    var selection: Selection? { page.list.map { Selection(query, facets: $0.facets) } }

    /// What is looked for in everything; nil for experts and lists.
    var question: FindQuestion? { page == .find ? FindQuestion(query) : nil }

    /// Nil where the address is not of a known page, or is no address.
    init?(_ text: String) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let page = Page(String(first)), !text.contains("#") else { return nil }
        let given = Query(encoded: parts.count > 1 ? parts[1] : "")
        // Escapes can hide signs that no text may have, and broken ones become the sign for broken text.
        let isClean = given.items.allSatisfy { item in
            (item.name + item.value).unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 && $0 != "\u{FFFD}" }
        }
        guard isClean else { return nil }
        self.page = page
        query = page.asked(in: given)
    }
}

extension SearchAddress.Page {
    /// What the page understands of a query, in a fixed order.
    fileprivate func asked(in query: Query) -> Query {
        var items: [(name: String, value: String)] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { items.append((name, value)) }
        }
        if let list {
            let selection = Selection(query, facets: list.facets)
            add("q", selection.text)
            for facet in list.facets {
                for value in Set(selection.chosen[facet.name] ?? []).sorted() { add(facet.name, value) }
            }
            if list.sorts.contains(selection.sort) { add("sort", selection.sort) }
            return Query(items)
        }
        let question = FindQuestion(query)
        let isForExperts = self == .experts
        add("q", question.text.trimmingCharacters(in: .whitespacesAndNewlines))
        add("kind", (isForExperts ? ExpertQuestion(query).kind : question.kind)?.rawValue)
        add("country", question.country)
        if !isForExperts { add("topic", question.topic) }
        return Query(items)
    }
}
