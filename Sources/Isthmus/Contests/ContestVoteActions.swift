import Database

extension Programme {
    /// Asks for a vote: `entry`, `email`. A link is mailed to the address that makes it count; nothing tells whether
    /// the address voted before.
    func askForVote(in id: ID<Contest>, _ given: [String: Given], from device: Device, as actor: Actor) async throws {
        let (site, name, languages) = (settings.address, settings.name, settings.languages)
        let fresh = Token.random().text
        try await write(as: actor) { work in
            let contest = try work.load(id, to: .view)
            guard contest.takesVotes(at: work.now) else { throw Problem.refused(.init("contest_vote.refused.time")) }
            let fields = Fields(given)
            let email = fields.email("email")
            let chosen = fields.text("entry", atLeast: 1, atMost: 40)
            let entry = try work.tx.votable(in: contest).first { $0.id.text == chosen }
            if entry == nil, !chosen.isEmpty { fields.complain("entry", "field.unknown", ["code": chosen]) }
            try fields.finish()
            guard let entry else { throw Problem.notFound }
            let mailbox = ContestVoter.mailbox(EmailAddress.folded(email))
            _ = try work.attempt([.mail(mailbox), .address(device)])
            let secret = try work.secret(of: id, else: fresh)
            let voter = ContestVoter(email: email, secret: secret)
            try work.tx.run(
                """
                DELETE FROM contest_vote WHERE contest_id = \(id) AND confirmed_at IS NULL
                AND created_at < \(work.now.adding(days: -ContestVote.daysUnconfirmed))
                """)
            work.recordNothing()
            let language = languages.contains(actor.language) ? actor.language : languages.first ?? "en"
            let letter = ContestVoteLetter(
                contest: contest, to: email, language: language, site: site, programme: name)
            let isIn = try work.tx.count(
                """
                SELECT COUNT(*) FROM contest_vote WHERE contest_id = \(id) AND voter = \(voter.voter)
                AND confirmed_at IS NOT NULL
                """)
            guard isIn == 0 else { return try work.send(letter, entry, token: nil) }
            let vote = ContestVote(
                id: work.newID(ContestVote.prefix), contestID: id, entryID: entry.id, voter: voter.voter,
                address: voter.address, domain: voter.domain, createdAt: work.now, confirmedAt: nil, voidedAt: nil,
                voidReason: "")
            try work.tx.insert(vote, into: "contest_vote")
            try work.send(letter, entry, token: SignedToken(vote.id.text, for: ContestVote.kind, secret: secret))
        }
    }

    /// The vote behind a mailed link, with what it is for.
    func vote(token: String) async throws -> (vote: ContestVote, contest: Contest, entry: ContestEntry) {
        try await read { tx in
            let vote = try tx.vote(signed: token)
            guard let entry = try ContestEntry.find(vote.entryID, in: tx), let contest = entry.contest else {
                throw Problem.notFound
            }
            return (vote, contest, entry)
        }
    }

    /// Makes a vote count: one for each address in a contest.
    func confirmVote(token: String) async throws {
        try await write(as: .visitor) { work in
            try work.require(nil)
            let vote = try work.tx.vote(signed: token)
            guard let contest = try Contest.find(vote.contestID, in: work.tx) else { throw Problem.notFound }
            guard vote.confirmedAt == nil else { return work.recordNothing() }
            guard contest.takesVotes(at: work.now) else { throw Problem.refused(.init("contest_vote.refused.time")) }
            let isVotable = try work.tx.votable(in: contest).contains { $0.id == vote.entryID }
            guard isVotable else { throw Problem.refused(.init("contest_vote.refused.gone")) }
            let twin = try work.tx.count(
                """
                SELECT COUNT(*) FROM contest_vote WHERE contest_id = \(contest.id) AND voter = \(vote.voter)
                AND confirmed_at IS NOT NULL
                """)
            guard twin == 0 else { throw Problem.refused(.init("contest_vote.refused.twice")) }
            try work.tx.run("UPDATE contest_vote SET confirmed_at = \(work.now) WHERE id = \(vote.id)")
            // Who voted for what is nobody's to read: the journal tells that somebody did.
            try work.note("contest_vote.confirmed", kind: Contest.kind, thing: contest.id.text)
        }
    }

    /// What is odd about the votes, for the office.
    func voteAnomalies(
        of id: ID<Contest>, as actor: Actor
    ) async throws -> (
        contest: Contest, found: ContestAnomalies, titles: [String: Multilingual], totals: [String: Int]?
    ) {
        let now = clock()
        return try await read { tx in
            let contest = try tx.see(id, to: .decide, as: actor)
            let votes = try tx.allVotes(of: id)
            let entries = try tx.all(
                ContestEntry.self, "SELECT * FROM contest_entry WHERE contest_id = \(id) ORDER BY id")
            return (
                contest, ContestAnomalies(votes),
                Dictionary(entries.map { ($0.id.text, $0.title) }) { first, _ in first },
                contest.isVoteOver(at: now) ? try tx.votes(of: id) : nil
            )
        }
    }

    /// Voids the votes of one group of the report: `kind`, `key`, `reason`. How many were voided.
    @discardableResult
    func voidVotes(in id: ID<Contest>, _ given: [String: Given], as actor: Actor) async throws -> Int {
        try await write(as: actor) { work in
            let contest = try work.load(id, to: .decide)
            guard contest.announcedAt == nil else { throw Problem.refused(.init("contest.refused.announced")) }
            let fields = Fields(given)
            let kind = fields.choice("kind", nil as ContestAnomalies.Kind?)
            let key = fields.text("key", atLeast: 1, atMost: 100)
            let reason = fields.text("reason", atLeast: 5, atMost: 1_000, lines: true)
            let groups = ContestAnomalies(try work.tx.allVotes(of: id)).groups
            let group = groups.first { $0.kind == kind && $0.key == key }
            if group == nil, fields.issues.isEmpty { fields.complain("key", "field.unknown", ["code": key]) }
            try fields.finish()
            guard let group else { throw Problem.notFound }
            try work.tx.run(
                """
                UPDATE contest_vote SET voided_at = \(work.now), void_reason = \(reason)
                WHERE id IN (\(group.votes)) AND voided_at IS NULL
                """)
            let count = Multilingual.quoted(String(group.votes.count))
            try work.note(
                "contest_vote.voided", kind: Contest.kind, thing: id.text,
                after: "{\"reason\":\(Multilingual.quoted(reason)),\"votes\":\(count)}")
            return group.votes.count
        }
    }
}

/// What mails about a vote are written with.
struct ContestVoteLetter: Sendable {
    let contest: Contest
    let to: String
    let language: String
    let site: String
    let programme: Multilingual
}

extension Work {
    fileprivate func secret(of contest: ID<Contest>, else fresh: String) throws -> String {
        if let known = try tx.value(String.self, "SELECT secret FROM contest_key WHERE contest_id = \(contest)") {
            return known
        }
        try tx.run("INSERT INTO contest_key (contest_id, secret) VALUES (\(contest), \(fresh))")
        return fresh
    }

    /// Mails the link that makes a vote count; without one, that the address has voted.
    fileprivate func send(_ letter: ContestVoteLetter, _ entry: ContestEntry, token: SignedToken?) throws {
        let words = Words(letter.language)
        let values = [
            "contest": letter.contest.title.reading(letter.language), "entry": entry.title.reading(letter.language),
            "site": letter.programme.reading(letter.language),
        ]
        let key = token == nil ? "contest_vote.mail.again" : "contest_vote.mail.confirm"
        let address = letter.site + (token.map { "/votes/\($0.text)" } ?? "/contests/\(letter.contest.id.text)")
        try send(
            MailDraft(
                to: letter.to, language: letter.language, subject: words("contest_vote.mail.subject", values),
                greeting: words("contest_vote.mail.greeting"), paragraphs: [words(key, values)],
                link: MailDraft.Link(
                    words(token == nil ? "contest_vote.mail.look" : "contest_vote.mail.link"), address),
                reason: words("contest_vote.mail.reason", values), about: letter.contest.id.text))
    }
}

extension Transaction {
    fileprivate func vote(signed text: String) throws -> ContestVote {
        guard let token = SignedToken(text),
            let vote = try first(ContestVote.self, "SELECT * FROM contest_vote WHERE id = \(token.id)"),
            let secret = try value(
                String.self, "SELECT secret FROM contest_key WHERE contest_id = \(vote.contestID)"),
            token.isValid(for: ContestVote.kind, secret: secret)
        else { throw Problem.notFound }
        return vote
    }

    fileprivate func allVotes(of contest: ID<Contest>) throws -> [ContestVote] {
        try all(ContestVote.self, "SELECT * FROM contest_vote WHERE contest_id = \(contest) ORDER BY created_at, id")
    }

    /// What the public votes on: every entry that everybody sees.
    func votable(in contest: Contest) throws -> [ContestEntry] {
        guard contest.isOn, contest.showsEntries || contest.announcedAt != nil else { return [] }
        return try all(
            ContestEntry.self,
            """
            SELECT * FROM contest_entry WHERE contest_id = \(contest.id) AND submitted_at IS NOT NULL
            AND withdrawn_at IS NULL ORDER BY category, sort_name, id LIMIT 1000
            """)
    }

    /// What happened to a contest, the newest first, without the votes one by one: when each came is nobody's to read,
    /// and they would leave no room for the rest.
    func history(of contest: Contest, isOffice: Bool) throws -> [HistoryLine] {
        let lines = try all(
            HistoryLine.self,
            """
            SELECT j.at, j.action, \(JournalLine.shownName) AS actor_name
            FROM journal j LEFT JOIN account a ON a.id = j.actor WHERE j.thing = \(contest.id)
            AND j.action <> 'contest_vote.confirmed' ORDER BY j.id DESC LIMIT 20
            """)
        return isOffice ? lines : lines.map { HistoryLine(at: $0.at, action: $0.action, actorName: "") }
    }

    private struct VoteCount: Decodable {
        let entryID: String
        let n: Int
    }

    /// How many votes count for each entry.
    func votes(of contest: ID<Contest>) throws -> [String: Int] {
        let counts = try all(
            VoteCount.self,
            """
            SELECT entry_id, COUNT(*) AS n FROM contest_vote WHERE contest_id = \(contest)
            AND confirmed_at IS NOT NULL AND voided_at IS NULL GROUP BY entry_id ORDER BY entry_id
            """)
        return Dictionary(counts.map { ($0.entryID, $0.n) }) { first, _ in first }
    }
}
