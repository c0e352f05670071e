import Database

extension Work {
    /// Has the news of a search mailed from now on, or no more. Whoever asks for news wants them: what they stopped
    /// before, by the link of a mail, is no longer stopped.
    func follow(
        _ id: ID<SavedSearch>, of account: ID<Account>, _ content: SavedSearch.Content, _ period: DigestPeriod,
        _ actor: Actor, programme: Programme
    ) throws {
        let before = try tx.period(of: id, account: account)
        guard period != before else { return }
        guard period != .never else {
            try tx.run("DELETE FROM search_digest WHERE search_id = \(id)")
            return try note("saved_search.unfollowed", kind: SavedSearch.kind, thing: id.text)
        }
        let zone = try tx.value(String.self, "SELECT time_zone FROM mail_preference WHERE account_id = \(account)")
        let settings = programme.settings
        let clock = MailClock(zone: zone ?? "", else: settings.timeZone, hour: settings.mailHour)
        let next = period == .atOnce ? Moment(seconds: 0) : clock.next(period, after: now)
        let place = try tx.value(Int64.self, "SELECT MAX(position) FROM journal WHERE position IS NOT NULL") ?? 0
        // Another period goes on where the last one ended.
        try tx.run(
            """
            INSERT INTO search_digest (search_id, period, through, next_at)
            VALUES (\(id), \(period.rawValue), \(place), \(next))
            ON CONFLICT (search_id) DO UPDATE SET period = excluded.period, next_at = excluded.next_at
            """)
        try note(
            "saved_search.followed", kind: SavedSearch.kind, thing: id.text,
            after: #"{"digest":"\#(period.rawValue)"}"#)
        try resume(.digest, about: id.text, for: try mailKey().reader(of: try tx.holder(of: account).email))
    }
}

extension Transaction {
    /// How often a search is mailed; never, too, where its reader stopped it by a link.
    func period(of id: ID<SavedSearch>, account: ID<Account>) throws -> DigestPeriod {
        try periods(of: account).periods[id] ?? .never
    }

    /// How often each of somebody's searches is mailed, and whether they want no digests at all.
    func periods(of account: ID<Account>) throws -> (periods: [ID<SavedSearch>: DigestPeriod], wantsNone: Bool) {
        let email = try value(String.self, "SELECT COALESCE(email, '') FROM account WHERE id = \(account)") ?? ""
        let stops = try mailKey().map { try self.stops(of: $0.reader(of: email)) } ?? []
        var periods: [ID<SavedSearch>: DigestPeriod] = [:]
        try each(
            """
            SELECT d.search_id, d.period FROM search_digest d JOIN saved_search s ON s.id = d.search_id
            WHERE s.account_id = \(account)
            """
        ) { row in
            let id = ID<SavedSearch>(try row.at(0, as: String.self))
            let isStopped = stops.contains { $0.stop == .digest && $0.about == id.text }
            periods[id] = isStopped ? .never : DigestPeriod(rawValue: try row.at(1)) ?? .never
        }
        return (periods, stops.contains { ($0.stop == .digest || $0.stop == .all) && $0.about.isEmpty })
    }
}

extension Fields {
    /// How often a search is to be mailed. Who is an expert changes with every text, so nobody is a new one.
    func digestPeriod(_ current: DigestPeriod, _ address: String) -> DigestPeriod {
        let period = choice("digest", current) ?? current
        if period != .never, SearchAddress(address)?.page == .experts { complain("digest", "saved_search.no_digest") }
        return period
    }
}
