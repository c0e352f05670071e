import Database
import Text

extension Consortium {
    public static func find(_ id: ID<Consortium>, in tx: Transaction) throws -> Consortium? {
        guard var found = try tx.first(Consortium.self, "SELECT * FROM consortium WHERE id = \(id)") else { return nil }
        found.search = try PartnerSearch.find(found.searchID, in: tx)
        found.senders = Set(
            try tx.column(
                String.self,
                """
                SELECT e.account_id FROM expression e JOIN consortium_member m ON m.expression_id = e.id
                WHERE m.consortium_id = \(id) AND m.left_at IS NULL
                UNION SELECT e.person_id FROM expression e JOIN consortium_member m ON m.expression_id = e.id
                WHERE m.consortium_id = \(id) AND m.left_at IS NULL AND e.person_id IS NOT NULL
                """))
        return found
    }

    /// The rows a reader may know of, with `k` and `s` for consortium and search; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL {
        guard !actor.isOffice else { return "1 = 1" }
        return """
            (\(PartnerSearch.own(actor)) OR EXISTS (SELECT 1 FROM consortium_member m
            JOIN expression e ON e.id = m.expression_id
            WHERE m.consortium_id = k.id AND m.left_at IS NULL AND \(Interest.sent(by: actor))))
            """
    }

    static func listing(for actor: Actor) -> Listing<ConsortiumLine> {
        Listing(
            columns: """
                k.id, k.search_id, s.title, k.call_id, c.title AS call_title, c.theme, s.event, o.country, k.state,
                (SELECT COUNT(*) FROM consortium_member m
                WHERE m.consortium_id = k.id AND m.left_at IS NULL) AS members,
                (SELECT COUNT(DISTINCT m.country) FROM consortium_member m
                WHERE m.consortium_id = k.id AND m.left_at IS NULL) AS countries,
                k.reference, k.submitted_on, k.decided_on, k.version, k.created_at
                """,
            source: """
                consortium k JOIN partner_search s ON s.id = k.search_id JOIN call c ON c.id = k.call_id
                JOIN organisation o ON o.id = s.organisation_id
                """,
            id: "k.id",
            facets: [
                Facet("state", column: "k.state").reading(State.self),
                Facet(
                    "country", column: "n.country",
                    join: """
                        JOIN (SELECT DISTINCT consortium_id, country FROM consortium_member WHERE left_at IS NULL) n
                        ON n.consortium_id = k.id
                        """
                ) { countries in
                    """
                    EXISTS (SELECT 1 FROM consortium_member m WHERE m.consortium_id = k.id AND m.left_at IS NULL
                    AND m.country IN (\(countries)))
                    """
                }.reading(Countries.code),
                CooperatingSides.facet("k.id") { sides in
                    func has(_ side: (SQL) -> SQL) -> SQL {
                        """
                        EXISTS (SELECT 1 FROM consortium_member m WHERE m.consortium_id = k.id AND m.left_at IS NULL
                        AND \(side("m.country")))
                        """
                    }
                    return "\(has(sides.isFirst)) AND \(has(sides.isSecond))"
                },
                Facet("theme", column: "c.theme"), PartnerSearch.sought, Facet("event", column: "s.event"),
                Facet("call", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) { "k.call_id IN (\($0))" },
                Facet("search", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) { "k.search_id IN (\($0))" },
                .period("period", "k.created_at"),
                .periodOfDays("submitted", "k.submitted_on"), .periodOfDays("decided", "k.decided_on"),
            ],
            sorts: [
                Sort("created", "k.created_at", isNumber: true, isDescending: true), Sort("name", "s.sort_name"),
            ],
            search: { text in
                SQL.all(folded(text).split(separator: " ").prefix(8).map { "s.search_text LIKE \("%" + $0 + "%")" })
            })
    }

    static let invariants = [
        Invariant(
            name: "a consortium has whoever began its search",
            offenders: """
                SELECT k.id FROM consortium k WHERE NOT EXISTS (SELECT 1 FROM consortium_member m
                WHERE m.consortium_id = k.id AND m.expression_id IS NULL AND m.left_at IS NULL)
                """),
        Invariant(
            name: "a submitted consortium says when",
            offenders: "SELECT id FROM consortium WHERE (state = 'forming') <> (submitted_on IS NULL)"),
        Invariant(
            name: "members of a consortium came by an expression of interest in its search",
            offenders: """
                SELECT m.id FROM consortium_member m JOIN consortium k ON k.id = m.consortium_id
                JOIN expression e ON e.id = m.expression_id WHERE e.search_id <> k.search_id
                OR (m.left_at IS NULL AND e.state NOT IN ('consortium', 'submitted', 'funded'))
                """),
    ]
}

extension ConsortiumMember {
    public static func find(_ id: ID<ConsortiumMember>, in tx: Transaction) throws -> ConsortiumMember? {
        guard var found = try tx.first(ConsortiumMember.self, "SELECT * FROM consortium_member WHERE id = \(id)") else {
            return nil
        }
        found.consortium = try Consortium.find(found.consortiumID, in: tx)
        return found
    }
}

extension Programme {
    /// Takes whoever sent an expression into the consortium; the first one makes it.
    @discardableResult
    public func takeIntoConsortium(
        _ id: ID<Interest>, _ given: [String: Given] = [:], as actor: Actor
    ) async throws -> Interest {
        try await step(id, given, to: .enlist, as: actor) { interest, _, work in
            guard let search = interest.search else { throw Problem.notFound }
            let consortium = try work.tx.consortium(of: search.id) ?? work.begin(search)
            guard consortium.state == .forming else { throw Problem.invalid("", "consortium.submitted_already") }
            let member = ConsortiumMember(
                id: work.newID(ConsortiumMember.prefix), consortiumID: consortium.id,
                organisationID: interest.organisationID, country: interest.country, expressionID: interest.id,
                role: interest.role, leftAt: nil, leftReason: "", version: 1, createdAt: work.now, changedAt: work.now)
            try work.tx.insert(member, into: "consortium_member")
            try work.record("consortium_member.joined", from: nil, to: member)
            return (interest.stepped(to: .consortium, "", at: work.now), "expression.enlisted")
        }
    }

    /// A member leaves, because of a `reason`: their expression is declined again.
    @discardableResult
    public func removeMember(
        _ id: ID<ConsortiumMember>, _ given: [String: Given], as actor: Actor
    ) async throws -> ConsortiumMember {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .remove)
            let fields = Fields(given)
            let reason = fields.text("reason", atLeast: 5, atMost: 2_000, lines: true)
            try fields.finish()
            let after = before.left(reason, at: work.now)
            try work.save(after, over: before, in: "consortium_member", as: "consortium_member.left")
            if let interest = try before.expressionID.flatMap({ try Interest.find($0, in: work.tx) }) {
                try work.lead([interest], to: .declined, reason, as: "expression.declined")
            }
            return after
        }
    }

    /// The proposal is with the funder: `reference`, `submitted_on`. Every member's expression follows.
    @discardableResult
    public func submitConsortium(
        _ id: ID<Consortium>, _ given: [String: Given], as actor: Actor
    ) async throws -> Consortium {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .submit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.submitted(by: fields, at: work.now)
            try work.save(after, over: before, in: "consortium", as: "consortium.submitted")
            try work.lead(try work.tx.interests(in: id), to: .submitted, after.reference, as: "expression.submitted")
            return after
        }
    }

    /// What the funder decided: `decision` (`funded`, `refused`), `decided_on`, `reason`.
    @discardableResult
    public func decideConsortium(
        _ id: ID<Consortium>, _ given: [String: Given], as actor: Actor
    ) async throws -> Consortium {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .decide)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.decided(by: fields, at: work.now)
            try work.save(after, over: before, in: "consortium", as: "consortium.\(after.state.rawValue)")
            if after.state == .funded {
                try work.lead(try work.tx.interests(in: id), to: .funded, "", as: "expression.funded")
            }
            return after
        }
    }

    public func consortia(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<ConsortiumLine> {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        let (memory, listing) = (countMemory, Consortium.listing(for: actor))
        return try await read { tx in
            try tx.list(
                listing, selection, visible: Consortium.visible(to: actor), counting: counting, memory: memory)
        }
    }

    public func consortium(_ id: ID<Consortium>, as actor: Actor) async throws -> ConsortiumProfile {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        return try await read { tx in
            let consortium = try tx.see(id, as: actor)
            guard let call = try Call.find(consortium.callID, in: tx) else { throw Problem.notFound }
            return ConsortiumProfile(
                consortium: consortium, title: consortium.search?.title ?? [:], callTitle: call.title,
                leastPartners: call.leastPartners, leastCountries: call.leastCountries,
                members: try tx.all(
                    ConsortiumProfile.Member.self,
                    """
                    SELECT m.id, m.organisation_id, o.legal_name AS name, m.country, m.role,
                    CASE WHEN m.expression_id IS NULL THEN 1 ELSE 0 END AS is_first, m.created_at, m.left_at,
                    m.left_reason
                    FROM consortium_member m JOIN organisation o ON o.id = m.organisation_id
                    WHERE m.consortium_id = \(id) ORDER BY is_first DESC, m.id
                    """),
                mayEdit: consortium.search?.isOwn(actor) == true || actor.isOffice)
        }
    }
}

extension Work {
    /// A consortium with whoever began the search. A search for a lead makes the searcher a partner.
    fileprivate func begin(_ search: PartnerSearch) throws -> Consortium {
        let consortium = Consortium(
            id: newID(Consortium.prefix), searchID: search.id, callID: search.callID, state: .forming, reference: "",
            submittedOn: nil, decidedOn: nil, reason: "", version: 1, createdAt: now, changedAt: now)
        try tx.insert(consortium, into: "consortium")
        try record("consortium.created", from: nil, to: consortium)
        let country = try Organisation.find(search.organisationID, in: tx)?.country ?? ""
        let first = ConsortiumMember(
            id: newID(ConsortiumMember.prefix), consortiumID: consortium.id, organisationID: search.organisationID,
            country: country, expressionID: nil, role: search.role == .lead ? .partner : .lead, leftAt: nil,
            leftReason: "", version: 1, createdAt: now, changedAt: now)
        try tx.insert(first, into: "consortium_member")
        try record("consortium_member.joined", from: nil, to: first)
        return consortium
    }

    /// Leads expressions to a state that came from elsewhere, with their step and journal line.
    func lead(_ interests: [Interest], to state: Interest.State, _ reason: String, as action: String) throws {
        for interest in interests where interest.state != state {
            let after = interest.stepped(to: state, reason, at: now)
            try save(after, over: interest, in: "expression", as: action)
            let side = actor.isOffice ? Interest.Side.office : .owner
            try note(state, of: after, by: side, reason)
        }
    }

    /// Whoever withdraws an expression leaves the consortium too.
    func leaveConsortium(_ interest: Interest, _ reason: String) throws {
        let members = try tx.all(
            ConsortiumMember.self,
            "SELECT * FROM consortium_member WHERE expression_id = \(interest.id) AND left_at IS NULL")
        for member in members {
            try save(
                member.left(reason, at: now), over: member, in: "consortium_member", as: "consortium_member.left")
        }
    }
}

extension Transaction {
    func consortium(of search: ID<PartnerSearch>) throws -> Consortium? {
        try value(ID<Consortium>.self, "SELECT id FROM consortium WHERE search_id = \(search)").flatMap {
            try Consortium.find($0, in: self)
        }
    }

    /// The expressions of the members that are there now.
    func interests(in consortium: ID<Consortium>) throws -> [Interest] {
        try all(
            Interest.self,
            """
            SELECT e.* FROM expression e JOIN consortium_member m ON m.expression_id = e.id
            WHERE m.consortium_id = \(consortium) AND m.left_at IS NULL ORDER BY e.id
            """)
    }
}
