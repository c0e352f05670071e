import Database
import Text

extension Interest {
    /// The inbox: expressions of interest that somebody sent or received, everything for the office. Nobody's name.
    static func listing(for actor: Actor) -> Listing<InterestLine> {
        Listing(
            columns: """
                e.id, e.search_id, s.title, s.call_id, c.title AS call_title, c.theme, s.event, e.state, e.role,
                e.organisation_id, o.legal_name AS organisation, e.country, q.legal_name AS proposer,
                q.country AS proposer_country, \(box(actor)) AS box, e.answered_at, e.version,
                e.created_at, e.changed_at
                """,
            source: """
                expression e JOIN partner_search s ON s.id = e.search_id JOIN call c ON c.id = s.call_id
                JOIN organisation o ON o.id = e.organisation_id JOIN organisation q ON q.id = s.organisation_id
                """,
            id: "e.id",
            facets: [
                Facet("box", column: box(actor)).reading(InterestLine.Box.self),
                Facet("state", column: "e.state").reading(State.self),
                Facet("country", column: "e.country").reading(Countries.code),
                Facet("proposer_country", column: "q.country").reading(Countries.code),
                Facet("theme", column: "c.theme"), PartnerSearch.sought, Facet("event", column: "s.event"),
                Facet("search", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) { "e.search_id IN (\($0))" },
                Facet("call", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) { "s.call_id IN (\($0))" },
                .period("period", "e.created_at"),
            ],
            sorts: [
                Sort("sent", "e.created_at", isNumber: true, isDescending: true),
                Sort("changed", "e.changed_at", isNumber: true, isDescending: true), Sort("name", "s.sort_name"),
            ],
            search: { text in
                SQL.all(folded(text).split(separator: " ").prefix(8).map { "s.search_text LIKE \("%" + $0 + "%")" })
            })
    }

    private static func box(_ actor: Actor) -> SQL {
        """
        CASE WHEN \(sent(by: actor)) THEN 'sent' WHEN \(PartnerSearch.own(actor)) THEN 'received' ELSE 'others' END
        """
    }
}

/// A line of the inbox of expressions of interest.
public struct InterestLine: Codable, Sendable {
    public let id: ID<Interest>
    public let searchID: ID<PartnerSearch>
    public let title: Multilingual
    public let callID: ID<Call>
    public let callTitle: Multilingual
    public let theme: String
    public let event: String
    public let state: Interest.State
    public let role: PartnerRole
    public let organisationID: ID<Organisation>
    public let organisation: String
    public let country: String
    /// The organisation that began the search, and where it is.
    public let proposer: String
    public let proposerCountry: String
    public let box: Box
    public let answeredAt: Moment?
    public let version: Int
    public let createdAt: Moment
    public let changedAt: Moment

    /// Whether the reader sent it or received it.
    public enum Box: String, Codable, Sendable, CaseIterable { case sent, received, others }
}

/// An expression of interest as its reader may see it: people only where both sides agreed.
public struct InterestProfile: Encodable, Sendable {
    public let id: ID<Interest>
    public let searchID: ID<PartnerSearch>
    public let title: Multilingual
    public let callID: ID<Call>
    public let callTitle: Multilingual
    public let state: Interest.State
    public let side: Interest.Side
    public let role: PartnerRole
    public let reason: String
    public let organisationID: ID<Organisation>
    public let organisation: String
    public let country: String
    public let proposerID: ID<Organisation>
    public let proposer: String
    public let proposerCountry: String
    public let senderAgreedAt: Moment?
    public let ownerAgreedAt: Moment?
    /// Who sent it and who searches; nil until both agreed.
    public let sender: Contact?
    public let owner: Contact?
    public let steps: [InterestStep]
    public let messages: [Message]
    public let consortiumID: ID<Consortium>?
    public let version: Int
    public let createdAt: Moment

    /// Somebody with the address at which they can be reached.
    public struct Contact: Codable, Sendable {
        public let name: String
        public let email: String
        public let personID: ID<Person>?
    }

    public struct Message: Codable, Sendable {
        public let id: ID<InterestMessage>
        public let side: Interest.Side
        public let text: String
        public let earlier: [InterestMessage.Earlier]
        public let version: Int
        public let createdAt: Moment
    }
}

extension Programme {
    public func interests(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<InterestLine> {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        let (memory, listing) = (countMemory, Interest.listing(for: actor))
        return try await read { tx in
            try tx.list(listing, selection, visible: Interest.visible(to: actor), counting: counting, memory: memory)
        }
    }

    public func interest(_ id: ID<Interest>, as actor: Actor) async throws -> InterestProfile {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        return try await read { tx in try tx.profile(of: try tx.see(id, as: actor), for: actor) }
    }

    /// The expression with what may be done, for its page.
    func interestToShow(_ id: ID<Interest>, as actor: Actor) async throws -> (InterestProfile, Interest) {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        return try await read { tx in
            let interest = try tx.see(id, as: actor)
            return (try tx.profile(of: interest, for: actor), interest)
        }
    }

    /// A message for the form that corrects it.
    func messageToEdit(_ id: ID<InterestMessage>, as actor: Actor) async throws -> InterestMessage {
        try await read { try $0.see(id, to: .edit, as: actor) }
    }

    /// A search with what a new expression needs, for its form.
    func interestToExpress(
        in id: ID<PartnerSearch>, as actor: Actor
    ) async throws -> (search: PartnerSearch, workplaces: [Named]) {
        let now = clock()
        return try await read { tx in
            let search = try tx.see(id, to: .answer, as: actor)
            guard search.isOpen(at: now) else { throw Problem.refused(.init("partner_search.over")) }
            try tx.requireApplicant(actor)
            return (search, try tx.workplaces(of: actor))
        }
    }
}

extension Transaction {
    fileprivate func profile(of interest: Interest, for actor: Actor) throws -> InterestProfile {
        guard let search = interest.search, let side = interest.side(of: actor),
            let call = try Call.find(search.callID, in: self),
            let organisation = try Organisation.find(interest.organisationID, in: self),
            let proposer = try Organisation.find(search.organisationID, in: self)
        else { throw Problem.notFound }
        let isNamed = interest.showsNames(to: actor)
        return InterestProfile(
            id: interest.id, searchID: search.id, title: search.title, callID: call.id, callTitle: call.title,
            state: interest.state, side: side, role: interest.role, reason: interest.reason,
            organisationID: organisation.id, organisation: organisation.legalName, country: interest.country,
            proposerID: proposer.id, proposer: proposer.legalName, proposerCountry: proposer.country,
            senderAgreedAt: interest.senderAgreedAt, ownerAgreedAt: interest.ownerAgreedAt,
            sender: isNamed ? try contact(interest.accountID, interest.personID, actor.language) : nil,
            owner: isNamed ? try contact(search.accountID, search.personID, actor.language) : nil,
            steps: try all(
                InterestStep.self,
                """
                SELECT state, side, reason, at FROM expression_step WHERE expression_id = \(interest.id)
                ORDER BY position
                """),
            messages: try all(
                InterestProfile.Message.self,
                """
                SELECT id, side, text, earlier, version, created_at FROM expression_message
                WHERE expression_id = \(interest.id) ORDER BY id LIMIT 500
                """),
            consortiumID: try value(
                ID<Consortium>.self,
                "SELECT consortium_id FROM consortium_member WHERE expression_id = \(interest.id)"),
            version: interest.version, createdAt: interest.createdAt)
    }

    private func contact(
        _ account: ID<Account>, _ person: ID<Person>?, _ language: String
    ) throws -> InterestProfile.Contact {
        let holder = try holder(of: account)
        let named = try person.flatMap { try Person.find($0, in: self) }
        return InterestProfile.Contact(
            name: named?.names.text(in: language) ?? holder.name, email: holder.email, personID: named?.id)
    }
}
