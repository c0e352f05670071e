import Database

extension SearchReview {
    public static func find(_ id: ID<SearchReview>, in tx: Transaction) throws -> SearchReview? {
        try tx.first(SearchReview.self, "SELECT * FROM search_review WHERE id = \(id)")
    }

    static let invariants = [
        Invariant(
            name: "nobody reviews a partner search of their own organisation",
            offenders: """
                SELECT r.id FROM search_review r JOIN partner_search s ON s.id = r.search_id
                WHERE r.organisation_id = s.organisation_id AND r.voided_at IS NULL AND r.verdict = 'given'
                """),
        Invariant(
            name: "a decided review of a partner search says when",
            offenders: "SELECT id FROM search_review WHERE (verdict IS NULL) <> (decided_at IS NULL)"),
    ]

    /// What waits for a reviewer: searches to look at, until the call's next deadline.
    static let waiting: DeskSource = { tx, actor, now in
        guard let account = actor.account else { return [] }
        let open = try tx.all(
            SearchReview.self,
            """
            SELECT r.* FROM search_review r JOIN partner_search s ON s.id = r.search_id
            WHERE r.account_id = \(account) AND r.verdict IS NULL AND r.voided_at IS NULL AND s.withdrawn_at IS NULL
            AND s.closed_at IS NULL ORDER BY r.id LIMIT 20
            """)
        return try open.compactMap { review in
            guard let search = try PartnerSearch.find(review.searchID, in: tx), search.isOpen(at: now) else {
                return nil
            }
            return DeskItem(
                .init("search_review.desk", ["title": search.title.reading(actor.language)]),
                path: "/search-reviews/\(review.id.text)", due: review.createdAt.adding(days: 7))
        }
    }
}

extension Programme {
    /// Asks somebody to review a search for the label: `address` is the mail address of their account, or `person` the
    /// id of the person. They must work at an organisation other than the proposer's, in a country of which nobody else
    /// is asked.
    @discardableResult
    public func askReviewer(
        of id: ID<PartnerSearch>, _ given: [String: Given], as actor: Actor
    ) async throws -> SearchReview {
        let (site, name) = (settings.address, settings.name)
        return try await write(as: actor) { work in
            let search = try work.load(id, to: .review)
            let fields = Fields(given)
            if let made: SearchReview = try work.made(by: fields) { return made }
            let reviewID: ID<SearchReview> = work.newID(SearchReview.prefix, from: fields)
            let reviewer = try work.tx.reviewer(of: search, fields, Words(actor.language))
            try fields.finish()
            guard let reviewer else { throw Problem.invalid("person", "field.required") }
            guard search.isOpen(at: work.now) else { throw Problem.invalid("", "partner_search.over") }
            let review = SearchReview(
                id: reviewID, searchID: id, accountID: reviewer.account, personID: reviewer.person,
                organisationID: reviewer.organisation, country: reviewer.country, askedBy: actor.account ?? "",
                verdict: nil, reason: "", decidedAt: nil, voidedAt: nil, version: 1, createdAt: work.now,
                changedAt: work.now)
            try work.tx.insert(review, into: "search_review")
            try work.record("search_review.asked", from: nil, to: review)
            try work.tell(
                reviewer.account, "search_review.asked", of: search, about: review.id.text,
                path: "/search-reviews/\(review.id.text)", site: site, programme: name)
            return review
        }
    }

    /// Gives or declines the label. When as many reviewers of different countries as the rules ask for have given
    /// theirs, the search is labelled until it ends.
    @discardableResult
    public func decideReview(
        _ id: ID<SearchReview>, _ given: [String: Given], as actor: Actor
    ) async throws -> SearchReview {
        let (site, name) = (settings.address, settings.name)
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .decide)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            guard let search = try PartnerSearch.find(before.searchID, in: work.tx), search.isOpen(at: work.now) else {
                throw Problem.invalid("", "partner_search.over")
            }
            let after = try before.decided(by: fields, at: work.now)
            try work.save(
                after, over: before, in: "search_review", as: "search_review.\(after.verdict?.rawValue ?? "")")
            let labels = try work.tx.labelCountries(of: search.id)
            let needed = try work.tx.partneringRules().labelReviews
            if search.labelledAt == nil, labels.count >= needed {
                try work.save(
                    search.labelled(at: work.now), over: search, in: "partner_search", as: "partner_search.labelled")
                try work.tell(
                    search.accountID, "partner_search.labelled", of: search, about: search.id.text,
                    path: "/partner-searches/\(search.id.text)", site: site, programme: name)
            }
            return after
        }
    }

    func searchReview(_ id: ID<SearchReview>, as actor: Actor) async throws -> SearchReviewProfile {
        let now = clock()
        return try await read { tx in
            guard actor.isSignedIn else { throw Problem.signInNeeded }
            let review = try tx.see(id, as: actor)
            guard let search = try PartnerSearch.find(review.searchID, in: tx),
                let call = try Call.find(search.callID, in: tx),
                let organisation = try Organisation.find(search.organisationID, in: tx)
            else { throw Problem.notFound }
            return SearchReviewProfile(
                review: review, search: search.seen(by: actor, at: now), call: call,
                organisation: organisation.name(in: actor.language), country: organisation.country)
        }
    }
}

/// Somebody who can be asked for the label.
struct Reviewer: Sendable {
    let account: ID<Account>
    let person: ID<Person>
    let organisation: ID<Organisation>
    let country: String
}

extension Work {
    /// What was said of a search before it was changed no longer counts.
    func voidReviews(of search: ID<PartnerSearch>) throws {
        let reviews = try tx.reviews(of: search).filter { $0.voidedAt == nil && $0.verdict != nil }
        for review in reviews {
            var next = review
            (next.voidedAt, next.version, next.changedAt) = (now, review.version + 1, now)
            try save(next, over: review, in: "search_review", as: "search_review.voided")
        }
    }
}

extension Transaction {
    func reviews(of search: ID<PartnerSearch>) throws -> [SearchReview] {
        try all(SearchReview.self, "SELECT * FROM search_review WHERE search_id = \(search) ORDER BY id")
    }

    /// The countries whose reviewers gave the label that counts now.
    func labelCountries(of search: ID<PartnerSearch>) throws -> [String] {
        try column(
            String.self,
            """
            SELECT DISTINCT country FROM search_review WHERE search_id = \(search) AND verdict = 'given'
            AND voided_at IS NULL ORDER BY country
            """)
    }

    /// Who is meant by `address` or `person`, with what keeps them from reviewing as an issue.
    fileprivate func reviewer(of search: PartnerSearch, _ fields: Fields, _ words: Words) throws -> Reviewer? {
        let person = fields.text("person", atLeast: 1, atMost: 300)
        guard !person.isEmpty else { return nil }
        let account =
            person.contains("@")
            ? try self.account(email: person)
            : try first(Account.self, "SELECT * FROM account WHERE person_id = \(person)")
        guard let account, account.isOpen, let personID = account.personID else {
            fields.complain("person", "search_review.nobody")
            return nil
        }
        struct Place: Decodable { let id: ID<Organisation>, country: String }
        let place = try first(
            Place.self,
            """
            SELECT o.id, o.country FROM affiliation a JOIN organisation o ON o.id = a.organisation_id
            WHERE a.person_id = \(personID) AND a.until_day IS NULL AND o.status <> 'withdrawn'
            ORDER BY a.from_day DESC NULLS LAST, a.id LIMIT 1
            """)
        guard let place else {
            fields.complain("person", "search_review.no_workplace")
            return nil
        }
        let isOfThem = try count(
            """
            SELECT COUNT(*) FROM affiliation WHERE person_id = \(personID) AND until_day IS NULL
            AND organisation_id = \(search.organisationID)
            """)
        if isOfThem > 0 || account.id == search.accountID {
            fields.complain("person", "search_review.own")
            return nil
        }
        let others = try reviews(of: search.id).filter(\.counts)
        if others.contains(where: { $0.accountID == account.id }) {
            fields.complain("person", "search_review.twice")
        } else if others.contains(where: { $0.country == place.country }) {
            fields.complain("person", "search_review.same_country", ["country": words.country(place.country)])
        }
        return Reviewer(account: account.id, person: ID(personID), organisation: place.id, country: place.country)
    }
}
