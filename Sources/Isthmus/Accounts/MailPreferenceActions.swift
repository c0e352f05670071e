import Database

extension Programme {
    /// The actor's own wishes.
    public func mailPreference(as actor: Actor) async throws -> MailPreference {
        guard let account = actor.account else { throw Problem.signInNeeded }
        return try await read { tx in try tx.mailPreference(of: ID(account)) }
    }

    /// Changes the actor's own wishes: `digests`, `campaigns`, `reminders`, `invitations`, `time_zone`. Whoever
    /// wants all of them again takes back that they wanted nothing at all.
    @discardableResult
    public func changeMailPreference(_ given: [String: Given], as actor: Actor) async throws -> MailPreference {
        try await write(as: actor) { work in
            let account = try work.ownAccount(to: .change)
            let before = try work.tx.mailPreference(of: account.id)
            let after = try before.changed(by: Fields(given))
            work.recordNothing()
            let reader = try work.mailKey().reader(of: try work.tx.holder(of: account.id).email)
            let stops: [(MailStop, Bool)] = [
                (.digest, after.digests), (.campaign, after.campaigns), (.reminder, after.reminders),
                (.invitation, after.invitations),
            ]
            // What one wanted no mail at all by is from now on said kind by kind.
            try work.resume(.all, about: "", for: reader)
            for (stop, isWanted) in stops {
                if isWanted {
                    try work.resume(stop, about: "", for: reader)
                } else {
                    try work.stop(stop, about: "", for: reader)
                }
            }
            guard after.timeZone != before.timeZone else { return after }
            try work.tx.run(
                """
                INSERT INTO mail_preference (account_id, time_zone, changed_at)
                VALUES (\(account.id), \(after.timeZone), \(work.now))
                ON CONFLICT (account_id) DO UPDATE SET time_zone = excluded.time_zone, changed_at = excluded.changed_at
                """)
            try work.note("account.mail-changed", on: account)
            return after
        }
    }
}

extension Transaction {
    func mailPreference(of account: ID<Account>) throws -> MailPreference {
        let email = try holder(of: account).email
        let stops = Set(
            try mailKey().map { try self.stops(of: $0.reader(of: email)) }?.filter { $0.about.isEmpty }.map(\.stop)
                ?? [])
        func wants(_ stop: MailStop) -> Bool { !stops.contains(stop) && !stops.contains(.all) }
        let zone = try value(String.self, "SELECT time_zone FROM mail_preference WHERE account_id = \(account)")
        let suspendedAt = try value(
            Moment.self,
            "SELECT since FROM mail_suspension WHERE mailbox = \(email.lowercased()) AND lifted_at IS NULL")
        return MailPreference(
            digests: wants(.digest), campaigns: wants(.campaign), reminders: wants(.reminder),
            invitations: wants(.invitation), timeZone: zone ?? "", suspendedAt: suspendedAt)
    }
}
