/// Those who answer a call together: whoever began the search, and who came to it by an expression of interest.
public struct Consortium: Governed {
    public static let kind = "consortium"
    public static let prefix = "co"

    public let id: ID<Consortium>
    public let searchID: ID<PartnerSearch>
    public let callID: ID<Call>
    public var state: State
    /// The proposal's number with the funder; may be empty.
    public var reference: String
    public var submittedOn: Day?
    public var decidedOn: Day?
    /// What the funder said; may be empty.
    public var reason: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    // Not columns; `find` reads them.
    var search: PartnerSearch?
    /// The accounts and people of its members' expressions.
    var senders: Set<String> = []

    private enum CodingKeys: String, CodingKey {
        case id, searchID, callID, state, reference, submittedOn, decidedOn, reason, version, createdAt, changedAt
    }

    public enum State: String, Codable, Sendable, CaseIterable {
        case forming, submitted, funded, refused

        /// Those that have handed in a proposal, whatever became of it.
        static let handedIn: [State] = [.submitted, .funded, .refused]
    }

    public enum Permission: String, PermissionSet { case view, edit, submit, decide }

    /// Its members, the side that began the search, and the office.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let leads = actor.isOffice || search?.isOwn(actor) == true
        let allowed =
            switch permission {
            case .view: leads || isMember(actor)
            case .edit: leads && state == .forming
            case .submit: leads && state == .forming
            case .decide: leads && state == .submitted
            }
        return allowed ? nil : .init("consortium.refused.\(permission)")
    }

    private func isMember(_ actor: Actor) -> Bool {
        [actor.account, actor.person].contains { $0.map { senders.contains($0) } ?? false }
    }

    func submitted(by fields: Fields, at now: Moment) throws(Problem) -> Consortium {
        var next = self
        next.reference = fields.text("reference", reference, atMost: 100)
        next.submittedOn = fields.pastDay("submitted_on", now) ?? now.day
        try fields.finish()
        (next.state, next.version, next.changedAt) = (.submitted, version + 1, now)
        return next
    }

    /// With what the funder decided: `is_funded`, `decided_on`, `reason`.
    func decided(by fields: Fields, at now: Moment) throws(Problem) -> Consortium {
        var next = self
        next.state = fields.choice("decision", nil as ConsortiumDecision?) == .funded ? .funded : .refused
        next.decidedOn = fields.pastDay("decided_on", now) ?? now.day
        next.reason = fields.text("reason", atMost: 2_000, lines: true)
        if let day = next.decidedOn, let submitted = submittedOn, day < submitted {
            fields.complain("decided_on", "consortium.decided_before")
        }
        try fields.finish()
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}

/// What a funder decides about the proposal of a consortium.
enum ConsortiumDecision: String, CaseIterable { case funded, refused }

extension Fields {
    /// A day that is not in the future; a day of grace for those east of here.
    fileprivate func pastDay(_ name: String, _ now: Moment) -> Day? {
        let day = day(name, nil)
        if let day, day > now.day.adding(days: 1) { complain(name, "consortium.future") }
        return day
    }
}

/// An organisation's part in a consortium.
public struct ConsortiumMember: Governed {
    public static let kind = "consortium_member"
    public static let prefix = "cm"

    public let id: ID<ConsortiumMember>
    public let consortiumID: ID<Consortium>
    public let organisationID: ID<Organisation>
    public let country: String
    /// By which it came; nil for whoever began the search.
    public let expressionID: ID<Interest>?
    public let role: PartnerRole
    public var leftAt: Moment?
    public var leftReason: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// The consortium; not a column, `find` reads it.
    var consortium: Consortium?

    private enum CodingKeys: String, CodingKey {
        case id, consortiumID, organisationID, country, expressionID, role, leftAt, leftReason, version, createdAt,
            changedAt
    }

    public enum Permission: String, PermissionSet { case view, remove }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let allowed =
            switch permission {
            case .view: consortium?.allows(.view, to: actor) == true
            case .remove: consortium?.allows(.edit, to: actor) == true && leftAt == nil && expressionID != nil
            }
        return allowed ? nil : .init("consortium_member.refused.\(permission)")
    }

    func left(_ reason: String, at now: Moment) -> ConsortiumMember {
        var next = self
        (next.leftAt, next.leftReason, next.version, next.changedAt) = (now, reason, version + 1, now)
        return next
    }
}

/// A line of the list of consortia.
public struct ConsortiumLine: Codable, Sendable {
    public let id: ID<Consortium>
    public let searchID: ID<PartnerSearch>
    public let title: Multilingual
    public let callID: ID<Call>
    public let callTitle: Multilingual
    public let theme: String
    public let event: String
    /// Of whoever began the search.
    public let country: String
    public let state: Consortium.State
    public let members: Int
    public let countries: Int
    public let reference: String
    public let submittedOn: Day?
    public let decidedOn: Day?
    public let version: Int
    public let createdAt: Moment
}

/// Everything the page and the API give of one consortium.
public struct ConsortiumProfile: Encodable, Sendable {
    public let consortium: Consortium
    public let title: Multilingual
    public let callTitle: Multilingual
    public let leastPartners: Int?
    public let leastCountries: Int?
    public let members: [Member]
    public let mayEdit: Bool

    public struct Member: Codable, Sendable {
        public let id: ID<ConsortiumMember>
        public let organisationID: ID<Organisation>
        public let name: String
        public let country: String
        public let role: PartnerRole
        public let isFirst: Bool
        public let createdAt: Moment
        public let leftAt: Moment?
        public let leftReason: String
    }
}
