import Database
import Text

extension PartnerSearch {
    /// The list of partner searches as of a moment, for somebody: which of them are one's own depends on the reader.
    static func listing(at moment: Moment, for actor: Actor) -> Listing<PartnerSearchLine> {
        let now = Moment(seconds: moment.seconds - moment.seconds % 60)
        return Listing(
            columns: """
                s.id, s.title, s.role, s.call_id, c.title AS call_title, c.code AS call_code, c.theme,
                s.organisation_id, o.legal_name AS organisation, o.country, \(state(at: now)) AS state,
                s.partners_wanted, s.answer_by, c.closes_at, s.published_at, s.event, s.version, s.changed_at
                """,
            source: "partner_search s JOIN call c ON c.id = s.call_id JOIN organisation o ON o.id = s.organisation_id",
            id: "s.id", facets: facets(at: now, for: actor),
            sorts: [
                Sort("published", "COALESCE(s.published_at, s.created_at)", isNumber: true, isDescending: true),
                Sort("name", "s.sort_name"), Sort("deadline", deadlinePlace, isNumber: true),
            ],
            search: { text in
                SQL.all(
                    folded(text).split(separator: " ").prefix(8).map {
                        "(s.search_text LIKE \("%" + $0 + "%") OR c.search_text LIKE \("%" + $0 + "%"))"
                    })
            })
    }

    /// The same as `state(at:)`.
    static func state(at now: Moment) -> SQL {
        """
        CASE WHEN s.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN s.closed_at IS NOT NULL THEN 'closed'
        WHEN s.published_at IS NULL AND s.checked_at IS NULL THEN 'draft' WHEN s.published_at IS NULL THEN 'checked'
        WHEN c.closes_at <= \(now) OR s.answer_by < \(now.day) THEN 'expired'
        WHEN s.labelled_at IS NULL THEN 'published' ELSE 'labelled' END
        """
    }

    /// What ends next stands first; what has no end, last.
    private static let deadlinePlace: SQL = "COALESCE(c.closes_at, CAST(1099511627776 AS BIGINT))"

    private static func facets(at now: Moment, for actor: Actor) -> [Facet] {
        [
            Facet("state", column: state(at: now)).reading(State.self),
            Facet("role", column: "s.role").reading(PartnerRole.self),
            // Asked of each search: the organisations of a large country are many more.
            Facet("country", column: "o.country", join: "") { codes in
                "EXISTS (SELECT 1 FROM organisation x WHERE x.id = s.organisation_id AND x.country IN (\(codes)))"
            }.reading(Countries.code),
            sought, several("offered"),
            openTo("kind").reading(Organisation.Kind.self),
            openTo("country", as: "side").reading { Countries.code($0) },
            Facet("theme", column: "c.theme"), Facet("programme", column: "c.programme"),
            Facet("mine", column: "CASE WHEN \(own(actor)) THEN 'mine' ELSE 'others' END").reading {
                ["mine", "others"].contains($0) ? $0 : nil
            },
            Facet("call", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) { "s.call_id IN (\($0))" },
            Facet("organisation", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) {
                "s.organisation_id IN (\($0))"
            },
            Facet("event", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) { "s.event IN (\($0))" },
            .period("period", "s.published_at"),
            Facet("published", column: "s.id", join: "", isOffered: false) { _ in
                "s.published_at IS NOT NULL AND s.withdrawn_at IS NULL"
            }.reading { $0 == "1" ? $0 : nil },
        ]
    }

    /// The topics that a search `s` looks for, each with those within it.
    static let sought = Facet(
        "sought", column: "w.value", join: "JOIN partner_search_facet w ON w.search_id = s.id AND w.name = 'sought'"
    ) { values in
        """
        EXISTS (SELECT 1 FROM partner_search_facet x WHERE x.search_id = s.id AND x.name = 'sought'
        AND (x.value IN (\(values)) OR x.value IN (SELECT d.id FROM topic t
        JOIN topic d ON d.position BETWEEN t.position AND t.last_position WHERE t.id IN (\(values)))))
        """
    }

    /// Topics of expertise, each search by all of its own.
    private static func several(_ name: String) -> Facet {
        let alias = SQL.name("\(name)_of")
        return Facet(
            name, column: "\(alias).value",
            join: "JOIN partner_search_facet \(alias) ON \(alias).search_id = s.id AND \(alias).name = \(name)"
        ) { values in
            """
            EXISTS (SELECT 1 FROM partner_search_facet f WHERE f.search_id = s.id AND f.name = \(name)
            AND f.value IN (\(values)))
            """
        }
    }

    /// Kinds and countries of partners: a search that names none is open to all.
    private static func openTo(_ name: String, as facet: String? = nil) -> Facet {
        Facet(facet ?? name, column: "CAST(NULL AS TEXT)", join: "", isOffered: false) { values in
            """
            (NOT EXISTS (SELECT 1 FROM partner_search_facet f WHERE f.search_id = s.id AND f.name = \(name))
            OR EXISTS (SELECT 1 FROM partner_search_facet f WHERE f.search_id = s.id AND f.name = \(name)
            AND f.value IN (\(values))))
            """
        }
    }
}

/// A line of the list of partner searches: nobody's name.
public struct PartnerSearchLine: Codable, Sendable {
    public let id: ID<PartnerSearch>
    public let title: Multilingual
    public let role: PartnerRole
    public let callID: ID<Call>
    public let callTitle: Multilingual
    public let callCode: String
    public let theme: String
    public let organisationID: ID<Organisation>
    public let organisation: String
    public let country: String
    public let state: PartnerSearch.State
    public let partnersWanted: Int
    public let answerBy: Day?
    public let closesAt: Moment?
    public let publishedAt: Moment?
    public let event: String
    public let version: Int
    public let changedAt: Moment
}

/// A partner search as its reader may see it: whose name it stands in is for its own side and the office.
public struct PartnerSearchSeen: Encodable, Sendable {
    public let id: ID<PartnerSearch>
    public let state: PartnerSearch.State
    public let callID: ID<Call>
    public let organisationID: ID<Organisation>
    public let personID: ID<Person>?
    public let teamID: ID<Team>?
    public let title, outline, sought, offered: Multilingual
    public let soughtTopics, soughtWords, offeredTopics, offeredWords: [String]
    public let role: PartnerRole
    public let partnerKinds: [Organisation.Kind]
    public let partnerCountries: [String]
    public let partnersWanted, presentPartners: Int
    public let presentCountries: [String]
    public let instrument: String
    public let answerBy: Day?
    public let event: String
    public let checks: [SearchCheck]
    public let checkedAt, publishedAt, labelledAt, closedAt, withdrawnAt: Moment?
    public let endReason: String
    public let version: Int
    public let changedAt: Moment
}

extension PartnerSearch {
    func seen(by actor: Actor, at now: Moment) -> PartnerSearchSeen {
        let isOwner = isOwn(actor) || actor.isOffice
        return PartnerSearchSeen(
            id: id, state: state(at: now), callID: callID, organisationID: organisationID,
            personID: isOwner ? personID : nil, teamID: isOwner ? teamID : nil, title: title, outline: outline,
            sought: sought, offered: offered, soughtTopics: soughtTopics, soughtWords: soughtWords,
            offeredTopics: offeredTopics, offeredWords: offeredWords, role: role, partnerKinds: partnerKinds,
            partnerCountries: partnerCountries, partnersWanted: partnersWanted, presentPartners: presentPartners,
            presentCountries: presentCountries, instrument: instrument, answerBy: answerBy, event: event,
            checks: checks, checkedAt: checkedAt, publishedAt: publishedAt, labelledAt: labelledAt, closedAt: closedAt,
            withdrawnAt: withdrawnAt, endReason: isOwner ? endReason : "", version: version, changedAt: changedAt)
    }
}

extension Programme {
    public func partnerSearches(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<PartnerSearchLine> {
        let (memory, listing) = (countMemory, PartnerSearch.listing(at: clock(), for: actor))
        return try await read { tx in
            try tx.list(
                listing, selection, visible: PartnerSearch.visible(to: actor), counting: counting, memory: memory)
        }
    }

    /// Searches for one call that are open now, for its page: the latest ten.
    func openSearches(for call: ID<Call>, as actor: Actor) async throws -> [PartnerSearchLine] {
        var selection = Selection()
        selection.chosen = ["call": [call.text], "state": ["published", "labelled"]]
        selection.limit = 10
        return try await partnerSearches(selection, as: actor, counting: false).items
    }

    func partnerSearch(_ id: ID<PartnerSearch>, as actor: Actor) async throws -> PartnerSearchProfile {
        let now = clock()
        return try await read { tx in
            let search = try tx.see(id, as: actor)
            let isOwner = search.isOwn(actor) || actor.isOffice
            guard let call = try Call.find(search.callID, in: tx),
                let organisation = try Organisation.find(search.organisationID, in: tx)
            else { throw Problem.notFound }
            return PartnerSearchProfile(
                search: search, seen: search.seen(by: actor, at: now), isOwner: isOwner, call: call,
                organisation: organisation.name(in: actor.language), country: organisation.country,
                proposer: isOwner ? try search.personID.flatMap { try Person.find($0, in: tx) }?.names : nil,
                own: try actor.account.flatMap { try tx.openInterest(in: id, of: $0) },
                expressions: isOwner ? try tx.expressionCounts(of: id) : [:],
                consortium: isOwner ? try tx.consortium(of: id)?.id : nil,
                reviews: actor.isOffice ? try tx.reviews(of: id) : [],
                labels: try tx.labelCountries(of: id),
                history: isOwner ? try tx.history(of: id.text, isOffice: actor.isOffice) : [])
        }
    }

    /// A search with what can be chosen, for its form.
    func partnerSearchToEdit(_ id: ID<PartnerSearch>, as actor: Actor) async throws -> PartnerSearchToEdit {
        try await read { tx in
            let search = try tx.see(id, to: .edit, as: actor)
            return try tx.toEdit(search, as: actor)
        }
    }

    /// A search that is not there yet, for its form: for a call, in the name of the actor.
    func partnerSearchToCreate(_ call: String, as actor: Actor) async throws -> PartnerSearchToEdit {
        let now = clock()
        return try await read { tx in
            if let refusal = PartnerSearch.refusalOfCreating(to: actor) {
                throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            let found = try Call.find(ID(call), in: tx).flatMap { $0.allows(.view, to: actor) ? $0 : nil }
            guard let found else { throw Problem.invalid("call", "partner_search.call_needed") }
            try tx.requireApplicant(actor)
            let own = try tx.workplaces(of: actor)
            return try tx.toEdit(
                .blank(
                    ID(""), call: found.id, account: ID(actor.account ?? ""), person: actor.person.map { ID($0) },
                    organisation: ID(own.first?.id ?? ""), at: now), as: actor)
        }
    }
}

/// Everything the page of one partner search shows.
struct PartnerSearchProfile: Sendable {
    let search: PartnerSearch
    let seen: PartnerSearchSeen
    let isOwner: Bool
    let call: Call
    let organisation: String
    let country: String
    /// For the own side.
    let proposer: [PersonName]?
    /// The reader's own expression of interest.
    let own: ID<Interest>?
    let expressions: [Interest.State: Int]
    let consortium: ID<Consortium>?
    let reviews: [SearchReview]
    /// The countries of the reviewers who gave the label.
    let labels: [String]
    let history: [HistoryLine]
}

/// A partner search with what can be chosen in its form.
struct PartnerSearchToEdit: Sendable {
    let search: PartnerSearch
    let call: Call
    /// Where the actor works, and what they represent.
    let workplaces: [Named]
    let teams: [Named]
    let topics: [Named]
    /// Names of events, the latest first: what the funnel counts by is the same text.
    let events: [String]
}

extension Transaction {
    fileprivate func toEdit(_ search: PartnerSearch, as actor: Actor) throws -> PartnerSearchToEdit {
        guard let call = try Call.find(search.callID, in: self) else { throw Problem.notFound }
        let own = try workplaces(of: actor)
        let organisations = search.organisationID.text.isEmpty ? own.map(\.id) : [search.organisationID.text]
        return PartnerSearchToEdit(
            search: search, call: call, workplaces: own,
            teams: try organisations.flatMap { try teams(of: ID($0)) },
            topics: try topicChoices(), events: try eventNames())
    }

    private struct EventName: Decodable { let title: Multilingual }

    private func eventNames() throws -> [String] {
        try all(
            EventName.self,
            "SELECT title FROM event WHERE status = 'published' ORDER BY starts_at DESC, id LIMIT 200"
        ).map { $0.title.reading("en") }
    }
}
