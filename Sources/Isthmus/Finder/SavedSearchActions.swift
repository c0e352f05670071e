import Database
import Foundation
import Search
import Text

extension SavedSearch {
    public static func find(_ id: ID<SavedSearch>, in tx: Transaction) throws -> SavedSearch? {
        try tx.first(SavedSearch.self, "SELECT * FROM saved_search WHERE id = \(id)")
    }

    /// With the pages of every area that was added by then.
    static var invariants: [Invariant] {
        [
            Invariant(
                name: "a saved search leads to a known page",
                offenders: "SELECT id FROM saved_search WHERE NOT (\(SQL.join(knownPages, " OR ")))"),
            Invariant(
                name: "a closed account has no saved search",
                offenders: """
                    SELECT s.id FROM saved_search s JOIN account a ON a.id = s.account_id WHERE a.closed_at IS NOT NULL
                    """),
        ]
    }

    private static var knownPages: [SQL] {
        SearchAddress.Page.all.map { "address = \($0.path) OR address LIKE \($0.path + "?%")" }
    }
}

extension Programme {
    /// Saves a search for the actor: `name` (1 to 120 characters), `address` (of a page that `SearchAddress` knows).
    ///
    /// Issues stand at `name` and `address`; one about the whole says that the same search is kept already, with its
    /// `name` and `id` as values, or that there are `SavedSearch.most`.
    @discardableResult
    public func saveSearch(_ given: [String: Given], as actor: Actor) async throws -> SavedSearch {
        try await write(as: actor) { [self] work in
            try work.require(actor.account == nil ? .init("saved_search.refused") : nil)
            let account = ID<Account>(actor.account ?? "")
            let fields = Fields(given)
            if let made = try work.made(by: fields, SavedSearch.self) { return made }
            let search = SavedSearch(
                id: work.newID(SavedSearch.prefix, from: fields), accountID: account, seenAt: work.now, version: 1,
                createdAt: work.now, changedAt: work.now)
            let content = SavedSearch.Content(name: fields.searchName(), address: fields.searchAddress())
            let period = fields.digestPeriod(.never, content.address)
            try fields.finish()
            try work.checkNew(content, among: try work.tx.searches(of: account))
            try work.tx.run(
                """
                INSERT INTO saved_search (id, account_id, name, address, seen_at, version, created_at, changed_at)
                VALUES (\(search.id), \(account), \(content.name), \(content.address), \(search.seenAt),
                  \(search.version), \(search.createdAt), \(search.changedAt))
                """)
            try work.record("saved_search.created", from: nil, to: search)
            try work.follow(search.id, of: account, content, period, actor, programme: self)
            return search
        }
    }

    /// Gives one's own search another name, or has its news mailed at other times: `name`, `digest`, and the `version`
    /// that was read.
    public func changeSearch(_ id: ID<SavedSearch>, _ given: [String: Given], as actor: Actor) async throws {
        try await write(as: actor) { [self] work in
            let search = try work.load(id, to: .rename)
            let fields = Fields(given)
            try fields.expect(version: search.version)
            let kept = try work.tx.searches(of: search.accountID)
            let content = try work.tx.content(of: id)
            let old = content.name
            let name = fields.searchName(old)
            let now = try work.tx.period(of: id, account: search.accountID)
            let period = fields.digestPeriod(now, content.address)
            try fields.finish()
            if period != now { try work.follow(id, of: search.accountID, content, period, actor, programme: self) }
            guard name != old else { return work.recordNothing() }
            try work.checkName(name, among: kept)
            // The journal is told that the name changed, not what it is.
            let changed = try work.tx.run(
                """
                UPDATE saved_search SET name = \(name), version = \(search.version + 1), changed_at = \(work.now)
                WHERE id = \(id) AND version = \(search.version)
                """)
            guard changed == 1 else { throw Problem.stale }
            try work.note("saved_search.renamed", kind: SavedSearch.kind, thing: id.text)
        }
    }

    public func deleteSearch(_ id: ID<SavedSearch>, as actor: Actor) async throws {
        try await write(as: actor) { work in
            let search = try work.load(id, to: .delete)
            try work.tx.run("DELETE FROM saved_search WHERE id = \(id)")
            try work.record("saved_search.deleted", from: search, to: nil)
        }
    }

    /// Notes that the actor looks at one of their searches now, so that what it holds is no longer new; its address.
    /// Whoever came with a token that may not change anything gets the address, and nothing is noted.
    @discardableResult
    public func openSearch(_ id: ID<SavedSearch>, as actor: Actor) async throws -> String {
        guard !actor.isReadOnly else { return try await savedSearch(id, as: actor).address }
        return try await write(as: actor) { work in
            let search = try work.load(id, to: .open)
            var seen = search
            seen.seenAt = work.now
            try work.save(seen, over: search, in: "saved_search", as: "saved_search.opened")
            return try work.tx.content(of: id).address
        }
    }

    /// One of the actor's own searches, without counts.
    public func savedSearch(_ id: ID<SavedSearch>, as actor: Actor) async throws -> SavedSearchLine {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        return try await read { tx in
            let search = try tx.see(id, as: actor)
            var line = SavedSearchLine(search, try tx.content(of: id))
            line.digest = try tx.period(of: id, account: search.accountID)
            return line
        }
    }

    /// The actor's own searches by name, with what they find now.
    ///
    /// Results are things that the actor may see and that hold all the words, whatever page shows beside them when
    /// there are none. A result is new when its record was made after the search was last opened: an old record that
    /// was changed so that it now holds the words is not. New ones are looked for among the 500 best results only, so
    /// that fifty searches are one look into the index each and a few questions to the database together. Of lists
    /// every line counts.
    public func savedSearches(as actor: Actor) async throws -> SavedSearchList {
        guard let account = actor.account else { throw Problem.signInNeeded }
        let now = clock()
        let kept = try await read { try $0.searches(of: ID(account)) }
        let addresses = kept.map { SearchAddress($0.content.address) }
        let snapshot = addresses.contains { $0?.words.isEmpty == false } ? try await finder.freshNow(in: self) : nil
        return try await read { tx in
            let tokeniser = Tokeniser()
            let found = try addresses.map { address in
                try address?.question.flatMap { try snapshot?.holding($0, most: 500, Sight(of: actor), tokeniser) }
            }
            let oldest = kept.map(\.search.seenAt).min() ?? Moment(seconds: 0)
            let made = try tx.made(after: oldest, among: Set(found.flatMap { $0?.keys ?? [] }))
            let (periods, wantsNone) = try tx.periods(of: ID(account))
            let lines = try zip(zip(kept, addresses), found).map { kept, found in
                let (one, address) = kept
                var line = SavedSearchLine(one.search, one.content)
                line.digest = periods[one.search.id] ?? .never
                if let list = address?.page.list, let selection = address?.selection {
                    let matches = try list.thing.flatMap { thing in
                        try snapshot.flatMap { try $0.matches(thing, selection.text, Sight(of: actor)) }
                    }
                    let numbers = try list.numbers(tx, selection, actor, one.search.seenAt, now, matches)
                    (line.results, line.fresh) = (numbers.total, numbers.fresh)
                    return line
                }
                line.results = found?.count
                line.fresh = found?.keys.count { made[$0].map { $0 > one.search.seenAt } ?? false }
                return line
            }
            return SavedSearchList(
                lines: lines, names: try tx.names(in: addresses.compactMap(\.self), for: actor), wantsNone: wantsNone)
        }
    }

    /// Those of the actor's searches that found something new, the most first; for the desk.
    func freshSearches(as actor: Actor, most: Int = 5) async throws -> [SavedSearchLine] {
        guard actor.account != nil else { return [] }
        let fresh = try await savedSearches(as: actor).lines.filter { $0.fresh ?? 0 > 0 }
        return Array(fresh.sorted { ($1.fresh ?? 0, $0.name) < ($0.fresh ?? 0, $1.name) }.prefix(most))
    }
}

extension Fields {
    fileprivate func searchName(_ current: String = "") -> String { text("name", current, atLeast: 1, atMost: 120) }

    /// The address in the form in which it is kept.
    fileprivate func searchAddress() -> String {
        let given = text("address", atLeast: 1, atMost: SearchAddress.longest)
        guard !given.isEmpty, given.count <= SearchAddress.longest else { return "" }
        guard let address = SearchAddress(given) else {
            complain("address", "saved_search.unknown")
            return ""
        }
        if address.isEmpty { complain("address", "saved_search.empty") }
        return address.text
    }
}

/// A saved search with its content.
private typealias KeptSearch = (search: SavedSearch, content: SavedSearch.Content)

extension Work {
    fileprivate func checkNew(_ content: SavedSearch.Content, among kept: [KeptSearch]) throws {
        if let twin = kept.first(where: { $0.content.address == content.address }) {
            throw Problem.invalid("", "saved_search.twice", ["name": twin.content.name, "id": twin.search.id.text])
        }
        guard kept.count < SavedSearch.most else {
            throw Problem.invalid("", "saved_search.many", ["max": String(SavedSearch.most)])
        }
        try checkName(content.name, among: kept)
    }

    fileprivate func checkName(_ name: String, among kept: [KeptSearch]) throws {
        guard !kept.contains(where: { $0.content.name == name }) else {
            throw Problem.invalid("name", "saved_search.name_taken")
        }
    }
}

extension Transaction {
    fileprivate func searches(of account: ID<Account>) throws -> [KeptSearch] {
        try rows("SELECT * FROM saved_search WHERE account_id = \(account) ORDER BY name, id").map {
            (try $0.decode(SavedSearch.self), try $0.decode(SavedSearch.Content.self))
        }
    }

    fileprivate func content(of id: ID<SavedSearch>) throws -> SavedSearch.Content {
        let content = try first(
            SavedSearch.Content.self, "SELECT name, address FROM saved_search WHERE id = \(id)")
        guard let content else { throw Problem.notFound }
        return content
    }

    /// When those of the things were made that were made after a moment, by their keys.
    fileprivate func made(after moment: Moment, among keys: Set<String>) throws -> [String: Moment] {
        var made: [String: Moment] = [:]
        let parts = Dictionary(grouping: keys.sorted().compactMap { FinderRecord.parts(of: $0) }, by: \.kind)
        for (kind, things) in parts {
            for start in stride(from: 0, to: things.count, by: 1_000) {
                let ids = things[start..<min(start + 1_000, things.count)].map(\.id)
                try each(
                    """
                    SELECT id, created_at FROM \(SQL.name(kind.rawValue))
                    WHERE created_at > \(moment) AND id IN (\(ids))
                    """
                ) { row in made[FinderRecord.key(kind, try row.at(0))] = try row.at(1, as: Moment.self) }
            }
        }
        return made
    }

    /// What the topics and the things in the filters are called.
    fileprivate func names(in addresses: [SearchAddress], for actor: Actor) throws -> [String: String] {
        let items = addresses.flatMap(\.query.items)
        var names: [String: String] = [:]
        for (id, name) in try self.names(ofTopics: items.filter { $0.name == "topic" }.map(\.value)) {
            names["topic/\(id)"] = name.reading(actor.language)
        }
        let keys = items.compactMap { item in
            ["organisation", "person", "team"].contains(item.name) ? "\(item.name)/\(item.value)" : nil
        }
        for record in try records(keys) where record.isPublic || actor.isOffice {
            names[record.key] = record.title(in: actor.language)
        }
        return names
    }
}
