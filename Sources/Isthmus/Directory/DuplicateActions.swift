import Database
import Foundation
import Interchange
import Logging
import Synchronization
import Text

extension Duplicate {
    public static func find(_ id: ID<Duplicate>, in tx: Transaction) throws -> Duplicate? {
        try tx.first(Duplicate.self, "SELECT * FROM duplicate WHERE id = \(id)")
    }

    /// The rows a reader may know of, with the tables of `listing`: pairs of which both are there.
    static func visible(to actor: Actor) -> SQL {
        actor.isOffice
            ? "((x.id IS NOT NULL AND y.id IS NOT NULL) OR (p.id IS NOT NULL AND q.id IS NOT NULL))" : "1 = 0"
    }

    private static let state: SQL = "CASE WHEN d.dismissed_at IS NULL THEN 'open' ELSE 'dismissed' END"

    static let listing = Listing<DuplicateLine>(
        columns: """
            d.id, d.kind, d.a_id, d.b_id, d.country, d.score, d.reasons, d.found_at, \(state) AS state,
            x.legal_name AS a_legal_name, y.legal_name AS b_legal_name, p.names AS a_names, q.names AS b_names
            """,
        source: """
            duplicate d LEFT JOIN organisation x ON x.id = d.a_id LEFT JOIN organisation y ON y.id = d.b_id
            LEFT JOIN person p ON p.id = d.a_id LEFT JOIN person q ON q.id = d.b_id
            """,
        id: "d.id",
        facets: [
            Facet("kind", column: "d.kind"), Facet("country", column: "d.country").reading(Countries.code),
            Facet("state", column: state),
        ],
        sorts: [Sort("score", "d.score", isNumber: true, isDescending: true)],
        search: { text in
            SQL.all(
                folded(text).split(separator: " ").prefix(8).map { word in
                    "d.a_id IN (\(ProfileKind.named(word))) OR d.b_id IN (\(ProfileKind.named(word)))"
                })
        })
}

extension ProfileKind {
    /// The ids of all profiles with a part of a word in one of their names.
    static func named(_ word: Substring) -> SQL {
        """
        SELECT n.organisation_id FROM organisation_name n WHERE n.folded LIKE \("%\(word)%")
        UNION ALL SELECT n.person_id FROM person_name n WHERE n.folded LIKE \("%\(word)%")
        """
    }
}

/// A line of the list of pairs.
public struct DuplicateLine: Codable, Sendable {
    public let id: ID<Duplicate>
    public let kind: ProfileKind
    public let aID: String
    public let bID: String
    /// Of organisations.
    public let aLegalName: String?
    public let bLegalName: String?
    /// Of people.
    public let aNames: [PersonName]?
    public let bNames: [PersonName]?
    public let country: String
    public let score: Int
    public let reasons: [DuplicateReason]
    public let foundAt: Moment
    public let state: State

    public enum State: String, Codable, Sendable, CaseIterable { case open, dismissed }

    func names(in language: String) -> (a: String, b: String) {
        (aLegalName ?? aNames?.text(in: language) ?? aID, bLegalName ?? bNames?.text(in: language) ?? bID)
    }
}

extension Programme {
    /// The pairs that may be one, the likeliest first; without a choice of `state`, those that nobody dismissed.
    public func duplicates(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<DuplicateLine> {
        try Duplicate.checkSearch(by: actor)
        let memory = countMemory
        let shown: SQL = selection.chosen["state"] == nil ? "d.dismissed_at IS NULL" : "1 = 1"
        return try await read { tx in
            try tx.list(
                Duplicate.listing, selection, visible: "\(Duplicate.visible(to: actor)) AND \(shown)",
                counting: counting, memory: memory)
        }
    }

    /// Says that the two are not the same, or takes that back.
    public func dismissDuplicate(_ id: ID<Duplicate>, _ isDismissed: Bool = true, as actor: Actor) async throws
        -> Duplicate
    {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .dismiss)
            guard (before.dismissedAt != nil) != isDismissed else {
                work.recordNothing()
                return before
            }
            let after = before.dismissed(isDismissed, by: actor, at: work.now)
            try work.save(
                after, over: before, in: "duplicate", as: isDismissed ? "duplicate.dismissed" : "duplicate.reopened")
            return after
        }
    }

    /// Looks through the whole directory for profiles of a kind that may be one, and keeps the best pairs in place of
    /// those found before. Takes seconds of one processor for tens of thousands of profiles. The number of pairs.
    @discardableResult
    public func findDuplicates(_ kind: ProfileKind, as actor: Actor) async throws -> Int {
        try Duplicate.checkSearch(by: actor)
        let candidates = try await read { tx in
            switch kind {
            case .organisation: try tx.organisationCandidates()
            case .person: try tx.personCandidates()
            }
        }
        let pairs = await Self.offPool { DuplicateSearch(kind, candidates).pairs() }
        return try await write(as: actor) { work in
            try work.require(Duplicate.refusalOfSearch(to: actor))
            try work.keep(pairs, of: kind)
            let count: JSON = ["pairs": .integer(Int64(pairs.count))]
            try work.note("duplicate.searched", kind: Duplicate.kind, thing: kind.rawValue, after: count.text)
            return pairs.count
        }
    }

    /// Looks for duplicates at night, when that was not done for most of a day.
    func findDuplicatesDue() async throws {
        let now = clock()
        guard (1..<4).contains(now.seconds % 86_400 / 3_600) else { return }
        for kind in ProfileKind.allCases {
            let last = try await read { tx in
                try tx.value(
                    Moment.self,
                    "SELECT MAX(at) FROM journal WHERE thing = \(kind.rawValue) AND action = 'duplicate.searched'")
            }
            if let last, last.adding(hours: 20) > now { continue }
            try await findDuplicates(kind, as: .program("worker"))
        }
    }

    /// Whether so little is in the directory that looking through it takes no time.
    func isSmallDirectory() async throws -> Bool {
        try await read { tx in
            try tx.count("SELECT COUNT(*) FROM (SELECT 1 FROM organisation LIMIT 2000) AS found") < 2_000
                && tx.count("SELECT COUNT(*) FROM (SELECT 1 FROM person LIMIT 2000) AS found") < 2_000
        }
    }
}

/// Whether a search that somebody asked for is going on in this process: one at a time.
final class DuplicateRound: Sendable {
    private let isRunning = Mutex(false)

    var isGoingOn: Bool { isRunning.withLock { $0 } }

    /// Looks for duplicates of both kinds: at once in a small directory, else after the answer.
    func begin(_ programme: Programme, as actor: Actor) async throws {
        try Duplicate.checkSearch(by: actor)
        let isFree = isRunning.withLock { running in
            defer { running = true }
            return !running
        }
        guard isFree else { return }
        let round = Task {
            defer { isRunning.withLock { $0 = false } }
            do {
                for kind in ProfileKind.allCases { try await programme.findDuplicates(kind, as: actor) }
            } catch { programme.logger.warning("looking for duplicates failed: \(error)") }
        }
        if try await programme.isSmallDirectory() { await round.value }
    }
}

extension Duplicate {
    fileprivate static func checkSearch(by actor: Actor) throws {
        if let refusal = refusalOfSearch(to: actor) {
            throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
    }
}

extension Work {
    /// The pairs in place of those that were found before; what the office dismissed stays so.
    fileprivate func keep(_ pairs: [DuplicatePair], of kind: ProfileKind) throws {
        var known: [String: Duplicate] = [:]
        for pair in try tx.all(Duplicate.self, "SELECT * FROM duplicate WHERE kind = \(kind.rawValue)") {
            known[pair.aID + " " + pair.bID] = pair
        }
        var new: [Duplicate] = []
        for pair in pairs {
            guard let old = known.removeValue(forKey: pair.a + " " + pair.b) else {
                new.append(
                    Duplicate(
                        id: newID(Duplicate.prefix), kind: kind, aID: pair.a, bID: pair.b, country: pair.country,
                        score: pair.score, reasons: pair.reasons, foundAt: now, dismissedBy: nil, dismissedAt: nil,
                        version: 1, changedAt: now))
                continue
            }
            guard old.score != pair.score || old.reasons != pair.reasons else { continue }
            let reasons = String(decoding: try JSONEncoder.sorted.encode(pair.reasons), as: UTF8.self)
            try tx.run("UPDATE duplicate SET score = \(pair.score), reasons = \(reasons) WHERE id = \(old.id)")
        }
        for (_, gone) in known where gone.dismissedAt == nil {
            try tx.run("DELETE FROM duplicate WHERE id = \(gone.id)")
        }
        try tx.insert(all: new, into: "duplicate")
    }
}

extension JSONEncoder {
    /// As columns hold JSON.
    fileprivate static var sorted: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

extension Transaction {
    /// What speaks for two profiles being one, as the last search saw it.
    func duplicate(of one: String, _ other: String) throws -> Duplicate? {
        try first(
            Duplicate.self,
            "SELECT * FROM duplicate WHERE a_id = \(min(one, other)) AND b_id = \(max(one, other))")
    }

    fileprivate func organisationCandidates() throws -> [DuplicateCandidate] {
        struct Line: Decodable {
            let id, legalName, country, city: String
            let names: [OrganisationName]
            let identifiers: [Identifier]
            let parents, successors: [String]
            let latitude, longitude: Double?
            let website, email: String?
        }
        var found: [DuplicateCandidate] = []
        let question: SQL = """
            SELECT id, legal_name, country, city, names, identifiers, parents, successors, latitude, longitude, website,
            email FROM organisation WHERE status <> 'withdrawn' ORDER BY id
            """
        try each(question) { row in
            let line = try row.decode(Line.self)
            var candidate = DuplicateCandidate(
                id: line.id, country: line.country,
                names: [line.legalName] + line.names.filter { $0.kind != .acronym }.map(\.text)
                    + [line.legalName].compactMap { $0.withoutCountry(line.country) })
            candidate.acronyms = line.names.filter { $0.kind == .acronym }.map { folded($0.text) }
            candidate.city = folded(line.city)
            if let north = line.latitude, let east = line.longitude { candidate.place = (north, east) }
            candidate.hosts = united(
                [line.website.flatMap(WebHost.of), line.email.flatMap(WebHost.of)].compactMap { $0 }, [])
            candidate.register = line.identifiers.first { $0.scheme == "ror" }?.value
            candidate.related = Set(line.parents + line.successors)
            found.append(candidate)
        }
        return found
    }

    fileprivate func personCandidates() throws -> [DuplicateCandidate] {
        struct Line: Decodable {
            let id, country: String
            let names: [PersonName]
            let orcid, email: String?
        }
        var workplaces: [String: Set<String>] = [:]
        try each("SELECT person_id, organisation_id FROM affiliation") { row in
            workplaces[try row.at(0), default: []].insert(try row.at(1))
        }
        var projects: [String: Set<String>] = [:]
        try each(
            """
            SELECT organisation_id, project_id FROM participation
            WHERE organisation_id IN (SELECT organisation_id FROM affiliation)
            """
        ) { row in projects[try row.at(0), default: []].insert(try row.at(1)) }
        let question: SQL = """
            SELECT id, country, names, orcid, email FROM person WHERE status <> 'withdrawn' ORDER BY id
            """
        return try all(Line.self, question).map { line in
            var candidate = DuplicateCandidate(id: line.id, country: line.country, names: line.names.map(\.text))
            candidate.email = line.email?.lowercased() ?? ""
            candidate.register = line.orcid
            candidate.workplaces = workplaces[line.id] ?? []
            for place in candidate.workplaces { candidate.projects.formUnion(projects[place] ?? []) }
            return candidate
        }
    }
}

extension String {
    /// A name that registers make unique by the country behind it, as it is without: `Lakes (Armenia)`.
    fileprivate func withoutCountry(_ code: String) -> String? {
        guard let country = Countries.find(code)?.name(in: "en"), hasSuffix(" (\(country))") else { return nil }
        return String(dropLast(country.count + 3))
    }
}

/// The machine that a website or a mailbox stands on, as far as it belongs to one organisation.
enum WebHost {
    /// Where anybody may have a page or a mailbox.
    private static let shared: Set<String> = [
        "gmail.com", "mail.ru", "yandex.ru", "yahoo.com", "outlook.com", "hotmail.com", "bk.ru", "list.ru", "inbox.ru",
        "ukr.net", "facebook.com", "linkedin.com", "wikipedia.org", "google.com", "wordpress.com", "sites.google.com",
    ]

    static func of(_ address: String) -> String? {
        var rest = Substring(address.lowercased())
        if let scheme = rest.range(of: "://") { rest = rest[scheme.upperBound...] }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        // A page within a site is somebody else than the site.
        let isPage = rest.split(separator: "/").count > 1
        var host = rest.prefix { $0 != "/" && $0 != ":" && $0 != "?" && $0 != "#" }
        if host.hasPrefix("www.") { host = host.dropFirst(4) }
        return isPage || !host.contains(".") || shared.contains(String(host)) ? nil : String(host)
    }
}
