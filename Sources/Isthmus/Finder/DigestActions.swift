import Database
import Foundation
import Search

extension Programme {
    /// Mails the news of every search that is due: one mail to each reader, none where nothing is new. What is new is
    /// read from the sealed journal, so nothing is missed and no clock is trusted; how far a search was told is written
    /// in the transaction that queues its mail, so a worker that dies and starts again tells nothing twice.
    @discardableResult
    public func mailDigests() async throws -> DigestReport {
        let now = clock()
        let due = try await read { tx in try tx.followedSearches(due: now) }
        var report = DigestReport(searches: due.searches.count)
        guard !due.searches.isEmpty else { return report }
        let index = due.hasNews ? try await finder.freshNow(in: self) : nil
        let found = due.hasNews ? try await read { tx in try tx.digests(of: due, index, at: now) } : DigestFinds()
        report.news = found.news.count
        for start in stride(from: 0, to: found.digests.count, by: Self.digestsAtOnce) {
            let some = Array(found.digests[start..<min(start + Self.digestsAtOnce, found.digests.count)])
            report.mails += try await write(as: .program("digests")) { [self] work in
                try work.require(nil)
                work.recordNothing()
                let mailing = try work.tx.mailing(try work.mailKey())
                return try some.count { try work.mail($0, found, through: due.end, mailing, of: self) }
            }
        }
        try await settle(due, found, at: now)
        return report
    }

    /// Readers in one transaction.
    private static let digestsAtOnce = 100

    /// Searches without news are due again at their next time; the others were settled with their mails.
    private func settle(_ due: DueSearches, _ found: DigestFinds, at now: Moment) async throws {
        let told = Set(found.digests.flatMap { $0.parts.map(\.search.searchID) }).union(found.waiting)
        let quiet = due.searches.filter { !told.contains($0.searchID) }
        guard due.hasNews || quiet.contains(where: { $0.period != DigestPeriod.atOnce.rawValue }) else { return }
        var next: [Moment: [String]] = [:]
        for search in quiet {
            next[due.next(search, settings, after: now), default: []].append(search.searchID.text)
        }
        let groups = next.flatMap { moment, ids in
            stride(from: 0, to: ids.count, by: 1_000).map { (moment, Array(ids[$0..<min($0 + 1_000, ids.count)])) }
        }
        for (moment, ids) in groups {
            // Bookkeeping, not a verb: nobody is told anything, and nothing that people see changes.
            try await store.write { tx in
                _ = try tx.run(
                    """
                    UPDATE search_digest SET through = \(due.end), next_at = \(moment)
                    WHERE search_id IN (\(ids)) AND through <= \(due.end)
                    """)
            }
        }
    }
}

/// The searches that are due, and the stretch of the journal in which their news stand.
struct DueSearches: Sendable {
    let searches: [FollowedSearch]
    /// By account.
    let zones: [ID<Account>: String]
    let end: Int64
    /// Something that could be news was written since the first of them was told.
    let hasNews: Bool

    func next(_ search: FollowedSearch, _ settings: Settings, after now: Moment) -> Moment {
        guard let period = DigestPeriod(rawValue: search.period), period != .atOnce else { return Moment(seconds: 0) }
        let zone = zones[search.accountID] ?? ""
        return MailClock(zone: zone, else: settings.timeZone, hour: settings.mailHour).next(period, after: now)
    }
}

/// The digests to be mailed.
struct DigestFinds: Sendable {
    var digests: [Digest] = []
    /// Searches that need the index while it is not at hand: they stay due.
    var waiting: Set<ID<SavedSearch>> = []
    var news: DigestNews = .none
    /// By key, for every language.
    var lines: [String: @Sendable (Words) -> DigestLine] = [:]
    var zones: [ID<Account>: String] = [:]
}

extension Transaction {
    /// No search is due longer than a week ahead: what seems so was set by a clock that was wrong.
    private static let farthest = 8

    func followedSearches(due now: Moment) throws -> DueSearches {
        let searches = try all(
            FollowedSearch.self,
            """
            SELECT d.search_id, s.account_id, d.period, d.through, s.name, s.address
            FROM search_digest d JOIN saved_search s ON s.id = d.search_id JOIN account a ON a.id = s.account_id
            WHERE (d.next_at <= \(now) OR d.next_at > \(now.adding(days: Self.farthest)))
              AND a.confirmed_at IS NOT NULL AND a.closed_at IS NULL
            ORDER BY s.account_id, s.name, s.id
            """)
        let end = try value(Int64.self, "SELECT MAX(position) FROM journal WHERE position IS NOT NULL") ?? 0
        let start = searches.map(\.through).min() ?? end
        var zones: [ID<Account>: String] = [:]
        try each("SELECT account_id, time_zone FROM mail_preference") { row in
            zones[ID(try row.at(0, as: String.self))] = try row.at(1)
        }
        let hasNews = try start < end && DigestNews(after: start, through: end, in: self).count > 0
        return DueSearches(searches: searches, zones: zones, end: end, hasNews: hasNews)
    }

    /// What is new in each of the searches, by reader.
    func digests(of due: DueSearches, _ index: Search.Snapshot?, at now: Moment) throws -> DigestFinds {
        var finds = DigestFinds(zones: due.zones)
        let start = due.searches.map(\.through).min() ?? due.end
        finds.news = try DigestNews(after: start, through: due.end, in: self)
        let readers = try digestReaders(Set(due.searches.map(\.accountID)), at: now)
        let matcher = DigestMatcher(finds.news, index, at: now, in: self)
        var parts: [ID<Account>: [DigestPart]] = [:]
        var order: [ID<Account>] = []
        for search in due.searches {
            guard let reader = readers[search.accountID] else { continue }
            guard let result = try matcher.result(of: search.address, for: reader.actor) else {
                finds.waiting.insert(search.searchID)
                continue
            }
            let new = result.new.filter { $0.value > search.through }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            let changed = result.changed.filter { $0.value > search.through }.sorted { $0.value > $1.value }
            let part = DigestPart(
                search: search, new: new.prefix(Digest.most).map(\.key), total: new.count,
                changed: changed.prefix(Digest.most).map { ($0.key, $0.value) })
            guard !part.isEmpty else { continue }
            if parts[search.accountID] == nil { order.append(search.accountID) }
            parts[search.accountID, default: []].append(part)
        }
        finds.digests = order.compactMap { account in
            readers[account].map { Digest(reader: $0, parts: parts[account] ?? []) }
        }
        finds.lines = try digestLines(finds.digests, at: now)
        return finds
    }

    /// What the things are called, asked once for all readers.
    private func digestLines(_ digests: [Digest], at now: Moment) throws -> [String:
        @Sendable (Words) -> DigestLine]
    {
        var lines: [String: @Sendable (Words) -> DigestLine] = [:]
        let keys = Set(digests.flatMap { $0.parts.flatMap { $0.new + $0.changed.map(\.key) } })
        for list in SearchedLists.all {
            let prefix = list.journal + "/"
            let ids = keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }.sorted()
            guard !ids.isEmpty else { continue }
            for (id, line) in try list.news(now).lines(self, ListMatches(ids)) { lines[prefix + id] = line }
        }
        return lines
    }

    /// Whoever has the accounts, with what they may see.
    private func digestReaders(_ accounts: Set<ID<Account>>, at now: Moment) throws -> [ID<Account>: DigestReader] {
        var grants: [String: [Grant]] = [:]
        try each(
            """
            SELECT account_id, role, scope FROM role_grant
            WHERE from_at <= \(now) AND (until_at IS NULL OR until_at > \(now))
            """
        ) { row in
            guard let role = try Role(rawValue: row.at(1, as: String.self)) else { return }
            grants[try row.at(0), default: []].append(Grant(role, on: try row.at(2, as: Scope.self)))
        }
        var readers: [ID<Account>: DigestReader] = [:]
        let all = accounts.map(\.text).sorted()
        for start in stride(from: 0, to: all.count, by: 1_000) {
            let some = Array(all[start..<min(start + 1_000, all.count)])
            try each(
                """
                SELECT a.id, COALESCE(a.email, ''), a.name, a.language, a.person_id, COALESCE(m.time_zone, '')
                FROM account a LEFT JOIN mail_preference m ON m.account_id = a.id WHERE a.id IN (\(some))
                """
            ) { row in
                let (id, name): (String, String) = (try row.at(0), try row.at(2))
                let actor = Actor(
                    account: id, person: try row.optional("person_id"), name: name, grants: grants[id] ?? [],
                    language: try row.at(3))
                readers[ID(id)] = DigestReader(
                    account: ID(id), email: try row.at(1), name: name, timeZone: try row.at(5), actor: actor)
            }
        }
        return readers
    }
}

extension Work {
    /// Queues one reader's digest, unless somebody else did; the answer says whether a mail was queued.
    fileprivate func mail(
        _ digest: Digest, _ finds: DigestFinds, through end: Int64, _ mailing: Mailing, of programme: Programme
    ) throws -> Bool {
        let due = DueSearches(searches: [], zones: finds.zones, end: end, hasNews: true)
        var digest = digest
        digest.parts = try digest.parts.filter { part in
            let next = due.next(part.search, programme.settings, after: now)
            let taken = try tx.run(
                """
                UPDATE search_digest SET through = \(end), next_at = \(next) WHERE search_id = \(part.search.searchID)
                  AND through = \(part.search.through) AND period = \(part.search.period)
                """)
            return taken == 1
                && mailing.obstacle(.digest, about: part.search.searchID.text, to: digest.reader.email) == nil
        }
        for number in digest.parts.indices {
            digest.parts[number].changed = try digest.parts[number].changed.filter { _, position in
                let told = try tx.run(
                    """
                    INSERT INTO digest_told (account_id, position) VALUES (\(digest.reader.account), \(position))
                    ON CONFLICT (account_id, position) DO NOTHING
                    """)
                return told == 1
            }
        }
        digest.parts.removeAll(where: \.isEmpty)
        guard let first = digest.parts.first else { return false }
        let about = digest.parts.count == 1 ? first.search.searchID.text : ""
        let draft = digest.draft(finds, mailing.key, of: programme, at: now)
        guard case .queued(let mail) = try send(draft, as: .digest, about: about, mailing, of: programme) else {
            return false
        }
        let id = newID("dg", of: Digest.self).text
        let items = digest.parts.reduce(0) { $0 + $1.total + $1.changed.count }
        try tx.run(
            """
            INSERT INTO digest (id, account_id, mail_id, items, created_at)
            VALUES (\(id), \(digest.reader.account), \(mail), \(items), \(now))
            """)
        for part in digest.parts {
            try tx.run(
                """
                INSERT INTO digest_part (search_id, through, digest_id, items)
                VALUES (\(part.search.searchID), \(end), \(id), \(part.total + part.changed.count))
                """)
        }
        return true
    }
}

extension Digest {
    /// The mail, in the reader's language.
    fileprivate func draft(
        _ finds: DigestFinds, _ key: MailKey, of programme: Programme, at now: Moment
    ) -> MailDraft {
        let words = Words(reader.actor.language)
        let address = programme.settings.address
        let lists = Dictionary(SearchedLists.all.map { ($0.journal, $0) }, uniquingKeysWith: { first, _ in first })
        func item(_ key: String, _ more: String = "") -> (link: MailDraft.Link, note: String)? {
            guard let line = finds.lines[key]?(words) else { return nil }
            let note = [line.note, more].filter { !$0.isEmpty }.joined(separator: " · ")
            return (MailDraft.Link(line.name, address + line.path), note)
        }
        let sections = parts.map { part in
            let id = part.search.searchID.text
            let open = address + "/account/searches/" + id
            let stop = StopLink(.digest, about: id, reader: key.reader(of: reader.email), at: now).text(key)
            let changed = part.changed.compactMap { change in
                let kind = change.key.split(separator: "/").first.map(String.init) ?? ""
                let before = lists[kind]?.watched?.note(finds.news.before(change.key), words) ?? ""
                return item(change.key, words("digest.changed") + " · " + before)
            }
            let all = words("digest.all", count: part.total)
            return MailDraft.Section(
                MailDraft.Link(part.search.name, open), changed + part.new.compactMap { item($0) },
                links: (part.total > part.new.count ? [MailDraft.Link(all, open)] : [])
                    + [MailDraft.Link(words("digest.stop"), address + "/stop/" + stop)])
        }
        let total = parts.reduce(0) { $0 + $1.total }
        let changes = parts.reduce(0) { $0 + $1.changed.count }
        let names = parts.map { words("digest.quoted", ["name": $0.search.name]) }.joined(separator: ", ")
        let subject =
            total > 0 ? words("digest.subject", count: total) : words("digest.subject.changed", count: changes)
        var draft = MailDraft(
            to: reader.email, name: reader.name, language: reader.actor.language, subject: "\(subject): \(names)",
            greeting: words("account.mail.greeting"),
            paragraphs: [words("digest.lede", ["site": programme.settings.name.reading(reader.actor.language)])],
            reason: words("digest.reason"))
        draft.sections = sections
        return draft
    }
}
