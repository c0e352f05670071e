/// An expression of interest: that somebody answers a partner search, and what came of it.
///
/// Contact is blind: each side sees the other's organisation, country and words. Names of people and ways to reach
/// them are shown once both sides have agreed.
public struct Interest: Governed {
    public static let kind = "expression"
    public static let prefix = "ei"

    public let id: ID<Interest>
    public let searchID: ID<PartnerSearch>
    public let accountID: ID<Account>
    public let personID: ID<Person>?
    public let organisationID: ID<Organisation>
    public let country: String
    /// What the sender wants to be.
    public var role: PartnerRole
    public var state: State
    /// Why it is where it is; may be empty.
    public var reason: String
    public var senderAgreedAt: Moment?
    public var ownerAgreedAt: Moment?
    public var answeredAt: Moment?
    public var remindedAt: Moment?
    public var reminders: Int
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// The search; not a column, `find` reads it.
    var search: PartnerSearch?

    private enum CodingKeys: String, CodingKey {
        case id, searchID, accountID, personID, organisationID, country, role, state, reason, senderAgreedAt,
            ownerAgreedAt, answeredAt, remindedAt, reminders, version, createdAt, changedAt
    }

    public enum State: String, Codable, Sendable, CaseIterable {
        case sent, contact, consortium, submitted, funded, declined, withdrawn

        /// How far it got; those that ended early got nowhere.
        var height: Int {
            switch self {
            case .declined, .withdrawn: -1
            case .sent: 0
            case .contact: 1
            case .consortium: 2
            case .submitted: 3
            case .funded: 4
            }
        }
        var isOver: Bool { self == .declined || self == .withdrawn }
    }

    /// Who of the two acts; the office may stand in for the owner of the search.
    public enum Side: String, Codable, Sendable, CaseIterable { case sender, owner, office }

    public enum Permission: String, PermissionSet {
        case view
        /// Accept or decline; take into the consortium.
        case answer, enlist
        case withdraw, write, agree
    }

    func isSender(_ actor: Actor) -> Bool {
        if let account = actor.account, account == accountID.text { return true }
        return actor.person != nil && actor.person == personID?.text
    }
    func isOwner(_ actor: Actor) -> Bool { search?.isOwn(actor) == true }

    /// The side on which somebody stands; nil for whoever it does not concern.
    func side(of actor: Actor) -> Side? {
        isSender(actor) ? .sender : isOwner(actor) ? .owner : actor.isOffice ? .office : nil
    }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let side = side(of: actor)
        let isOver = state.isOver
        let allowed =
            switch permission {
            case .view: side != nil
            case .answer: (side == .owner || side == .office) && state == .sent
            case .enlist: (side == .owner || side == .office) && state == .contact
            case .withdraw: side == .sender && !isOver && state.height < State.submitted.height
            case .write: (side == .sender || side == .owner) && !isOver
            case .agree:
                side == .sender ? senderAgreedAt == nil && !isOver : side == .owner && ownerAgreedAt == nil && !isOver
            }
        return allowed ? nil : .init("expression.refused.\(permission)")
    }

    /// Both have agreed, and it has not ended: each is named to the other.
    var isOpen: Bool { senderAgreedAt != nil && ownerAgreedAt != nil && !state.isOver }

    /// Whether a reader is told who the people are.
    func showsNames(to actor: Actor) -> Bool { isOpen || (actor.isOffice && side(of: actor) == .office) }

    /// One version on.
    func later(at now: Moment) -> Interest {
        var next = self
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    /// In another state, because of `reason`.
    func stepped(to state: State, _ reason: String, at now: Moment) -> Interest {
        var next = later(at: now)
        (next.state, next.reason) = (state, reason)
        if answeredAt == nil, state != .withdrawn { next.answeredAt = now }
        return next
    }
}

/// A state that an expression came to.
public struct InterestStep: Codable, Sendable {
    public let state: Interest.State
    public let side: Interest.Side
    public let reason: String
    public let at: Moment
}

/// Something one side wrote to the other. It can be corrected; what stood there before is kept and shown.
public struct InterestMessage: Governed {
    public static let kind = "expression_message"
    public static let prefix = "em"

    public let id: ID<InterestMessage>
    public let expressionID: ID<Interest>
    public let side: Interest.Side
    public let accountID: ID<Account>
    public var text: String
    /// The oldest first.
    public var earlier: [Earlier]
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// The expression; not a column, `find` reads it.
    var interest: Interest?

    private enum CodingKeys: String, CodingKey {
        case id, expressionID, side, accountID, text, earlier, version, createdAt, changedAt
    }

    /// A text that was corrected, and when.
    public struct Earlier: Codable, Sendable, Equatable {
        public let text: String
        public let until: Moment
    }

    static let longest = 4_000

    public enum Permission: String, PermissionSet { case view, edit }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let allowed =
            switch permission {
            case .view: interest?.allows(.view, to: actor) == true
            case .edit: interest?.allows(.write, to: actor) == true && interest?.side(of: actor) == side
            }
        return allowed ? nil : .init("expression_message.refused.\(permission)")
    }

    /// The message with another text; the old one is kept.
    func corrected(by fields: Fields, isOpen: Bool, at now: Moment) throws(Problem) -> InterestMessage {
        var next = self
        next.text = fields.message("text", isOpen: isOpen)
        try fields.finish()
        guard next.text != text else { return self }
        next.earlier.append(Earlier(text: text, until: now))
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}

extension Fields {
    /// What one side writes to the other. Before both agreed it must not say how to reach anybody.
    func message(_ name: String, isOpen: Bool) -> String {
        let text = text(name, atLeast: 10, atMost: InterestMessage.longest, lines: true)
        if !isOpen, ContactText.holdsAddress(text) { complain(name, "expression.has_address") }
        return text
    }
}

/// What one side says afterwards about what came of an expression of interest.
public struct Outcome: Governed {
    public static let kind = "outcome"
    public static let prefix = "oc"

    public let id: ID<Outcome>
    public let expressionID: ID<Interest>
    public let side: Interest.Side
    public let accountID: ID<Account>
    public var result: Result?
    public var remark: String
    public var answeredAt: Moment?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Result: String, Codable, Sendable, CaseIterable {
        case nothing, consortium, submitted, funded, refused

        /// How far it got by that.
        var state: Interest.State? {
            switch self {
            case .nothing: nil
            case .consortium: .consortium
            case .submitted, .refused: .submitted
            case .funded: .funded
            }
        }
    }

    public enum Permission: String, PermissionSet { case view, answer }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isMine = actor.account == accountID.text
        switch permission {
        case .view: return isMine || actor.isOffice ? nil : .init("outcome.refused.view")
        case .answer: return isMine ? nil : .init("outcome.refused.answer")
        }
    }

    /// The outcome with an answer; it may be given again while things go on.
    func answered(by fields: Fields, at now: Moment) throws(Problem) -> Outcome {
        var next = self
        next.result = fields.choice("result", result)
        next.remark = fields.text("remark", remark, atMost: 2_000, lines: true)
        try fields.finish()
        (next.answeredAt, next.version, next.changedAt) = (now, version + 1, now)
        return next
    }
}
