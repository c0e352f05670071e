import Database

extension CampaignRecipient.State: ColumnValue {}

/// Where searches are begun: later areas add theirs when the program starts.
enum CampaignSearches {
    private static let added = Added<SQL>()

    /// Adds a source: rows of `account_id` and `created_at`.
    static func add(_ name: String, _ rows: SQL) { added.add(rows, as: name) }

    static var rows: SQL {
        SQL.join(["SELECT account_id, created_at FROM saved_search"] + added.all, " UNION ALL ")
    }
}

extension CampaignRecipient {
    /// The account of whoever got the mail, of `a`: by the address, or because they are the person.
    private static let isTheirs: SQL = "(a.person_id = r.person_id OR a.email_folded = m.mailbox)"

    private static let state: SQL = """
        CASE WHEN r.outcome <> 'queued' THEN r.outcome WHEN m.sent_at IS NOT NULL THEN 'sent'
        WHEN m.failed_at IS NOT NULL THEN 'bounced' WHEN m.cancelled_at IS NOT NULL THEN 'cancelled' ELSE 'waiting' END
        """

    private static var hasRegistered: SQL {
        "EXISTS (SELECT 1 FROM account a WHERE \(isTheirs) AND a.created_at >= r.created_at)"
    }

    private static var hasSearched: SQL {
        """
        EXISTS (SELECT 1 FROM account a JOIN (\(CampaignSearches.rows)) s ON s.account_id = a.id
        WHERE \(isTheirs) AND s.created_at >= r.created_at)
        """
    }

    /// Of a row of the source.
    static func condition(_ step: Step) -> SQL {
        switch step {
        case .sent: "(m.sent_at IS NOT NULL)"
        case .bounced: "(m.failed_at IS NOT NULL)"
        case .opened: "(r.opened_at IS NOT NULL)"
        case .registered: "(\(hasRegistered))"
        case .searched: "(\(hasSearched))"
        }
    }

    static let source: SQL = "campaign_recipient r LEFT JOIN mail m ON m.id = r.mail_id"

    static var listing: Listing<CampaignRecipient> {
        Listing(
            columns: """
                r.id, r.campaign_id, r.person_id, r.organisation_id,
                (SELECT p.names FROM person p WHERE p.id = r.person_id) AS names,
                (SELECT o.legal_name FROM organisation o WHERE o.id = r.organisation_id) AS organisation,
                r.country, r.language, \(state) AS state, r.opened_at,
                CASE WHEN \(hasRegistered) THEN 1 ELSE 0 END AS has_registered,
                CASE WHEN \(hasSearched) THEN 1 ELSE 0 END AS has_searched
                """,
            source: source, id: "r.id",
            facets: [
                Facet("country", column: "r.country").reading(Countries.code),
                Facet("state", column: state).reading(State.self), Facet("language", column: "r.language"),
                Facet("campaign", column: "r.campaign_id", join: "", isOffered: false) { campaigns in
                    "r.campaign_id IN (\(campaigns))"
                },
                Facet("step", column: "r.id", join: "", isOffered: false) { steps in
                    SQL.join(steps.compactMap { Step(rawValue: $0) }.map { condition($0) }, " OR ")
                }.reading(Step.self),
            ],
            sorts: [Sort("country", "r.country"), Sort("id", "r.id")])
    }
}

extension Programme {
    /// Everybody to whom campaigns went, for the office.
    public func campaignRecipients(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<CampaignRecipient> {
        guard actor.isOffice else {
            throw actor.isSignedIn ? Problem.refused(.init("campaign.refused.reach")) : Problem.signInNeeded
        }
        return try await read { tx in
            try tx.list(CampaignRecipient.listing, selection, visible: "1 = 1", counting: counting)
        }
    }

    /// What a campaign reached, country by country, and in all.
    func campaignReach(_ id: ID<Campaign>, as actor: Actor) async throws -> [CampaignReach] {
        try await read { tx in
            let campaign = try tx.see(id, as: actor)
            if let refusal = campaign.refusal(of: .reach, to: actor) {
                throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            let sums = SQL.join(
                CampaignRecipient.Step.allCases.map { step in
                    """
                    CAST(SUM(CASE WHEN \(CampaignRecipient.condition(step)) THEN 1 ELSE 0 END) AS BIGINT)
                    AS \(SQL.name(step.rawValue))
                    """
                }, ", ")
            let countries = try tx.all(
                CampaignReach.self,
                """
                SELECT r.country, \(sums) FROM \(CampaignRecipient.source) WHERE r.campaign_id = \(id)
                GROUP BY r.country ORDER BY r.country
                """)
            guard !countries.isEmpty else { return [] }
            func sum(_ step: CampaignRecipient.Step) -> Int { countries.reduce(0) { $0 + $1.count(step) } }
            let all = CampaignReach(
                country: "", sent: sum(.sent), bounced: sum(.bounced), opened: sum(.opened),
                registered: sum(.registered), searched: sum(.searched))
            return countries + [all]
        }
    }
}
