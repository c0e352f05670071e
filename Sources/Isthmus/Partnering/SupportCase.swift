/// The personal support of one team: its mentor, what is found wanting, what is planned, and, in its entries, what was
/// done and what came of it.
public struct SupportCase: Governed {
    public static let kind = "support_case"
    public static let prefix = "sk"

    public let id: ID<SupportCase>
    public let applicationID: ID<SupportApplication>
    public let accountID: ID<Account>
    public var mentorID: ID<Account>?
    public var diagnosis: String
    public var plan: String
    public var closedAt: Moment?
    /// What was learnt, said when the case is closed.
    public var closing: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// How far the team has come; never kept.
    public enum Stage: String, Codable, Sendable, CaseIterable {
        case opened, mentored, diagnosed, planned, consortium, submitted, funded
    }

    public enum Permission: String, PermissionSet { case view, edit, assign, close }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isMentor = actor.account != nil && actor.account == mentorID?.text
        let over: Problem.Reason? = closedAt == nil ? nil : .init("support_case.refused.closed")
        switch permission {
        case .view:
            return actor.isOffice || isMentor || actor.account == accountID.text
                ? nil : .init("support_case.refused.view")
        case .edit, .close: return actor.isOffice || isMentor ? over : .init("support_case.refused.edit")
        case .assign: return actor.isOffice ? over : .init("support_case.refused.assign")
        }
    }

    static func blank(_ id: ID<SupportCase>, of application: SupportApplication, at now: Moment) -> SupportCase {
        SupportCase(
            id: id, applicationID: application.id, accountID: application.accountID, mentorID: nil, diagnosis: "",
            plan: "", closedAt: nil, closing: "", version: 1, createdAt: now, changedAt: now)
    }

    static let longestText = 10_000

    func changed(by fields: Fields, at now: Moment) throws(Problem) -> SupportCase {
        var next = self
        next.diagnosis = fields.text("diagnosis", diagnosis, atMost: Self.longestText, lines: true)
        next.plan = fields.text("plan", plan, atMost: Self.longestText, lines: true)
        try fields.finish()
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    func closed(by fields: Fields, at now: Moment) throws(Problem) -> SupportCase {
        var next = self
        next.closing = fields.text("closing", atLeast: 1, atMost: Self.longestText, lines: true)
        try fields.finish()
        (next.closedAt, next.version, next.changedAt) = (now, version + 1, now)
        return next
    }

    func mentored(by mentor: ID<Account>, at now: Moment) -> SupportCase {
        var next = self
        (next.mentorID, next.version, next.changedAt) = (mentor, version + 1, now)
        return next
    }

    /// - Parameter outcomes: the states of the entries that tell of one.
    func stage(_ outcomes: Set<SupportEntry.State>) -> Stage {
        if outcomes.contains(.funded) { return .funded }
        if outcomes.contains(.submitted) { return .submitted }
        if outcomes.contains(.consortium) { return .consortium }
        if !plan.isEmpty { return .planned }
        if !diagnosis.isEmpty { return .diagnosed }
        return mentorID == nil ? .opened : .mentored
    }
}

/// One thing done for a team: a contact made, a task, a document, an application to a network or platform, an outcome.
public struct SupportEntry: Governed {
    public static let kind = "support_entry"
    public static let prefix = "se"

    public let id: ID<SupportEntry>
    public let caseID: ID<SupportCase>
    public let kind: Kind
    public var state: State
    public var title: String
    public var text: String
    public var link: String?
    /// When it was, or by when it is due.
    public var day: Day?
    /// The network or platform that the team applies to, where it is in the directory.
    public var networkID: ID<Network>?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// Not a column; `find` reads it.
    var supportCase: SupportCase?

    private enum CodingKeys: String, CodingKey {
        case id, caseID, kind, state, title, text, link, day, networkID, version, createdAt, changedAt
    }

    public enum Kind: String, Codable, Sendable, CaseIterable {
        case contact, task, document, membership, outcome

        /// The states that it can have, the first where none is given.
        var states: [State] {
            switch self {
            case .contact, .document: [.done]
            case .task: [.open, .done]
            case .membership: [.planned, .applied, .accepted, .refused]
            case .outcome: [.consortium, .submitted, .funded, .nothing]
            }
        }
    }

    public enum State: String, Codable, Sendable, CaseIterable {
        case open, done, planned, applied, accepted, refused, consortium, submitted, funded, nothing
    }

    public enum Permission: String, PermissionSet { case view, edit }

    /// What holds of the case holds of its entries.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        guard let supportCase else { return .init("support_case.refused.view") }
        return switch permission {
        case .view: supportCase.refusal(of: .view, to: actor)
        case .edit: supportCase.refusal(of: .edit, to: actor)
        }
    }

    static func blank(_ id: ID<SupportEntry>, _ kind: Kind, of supportCase: SupportCase, at now: Moment) -> SupportEntry
    {
        SupportEntry(
            id: id, caseID: supportCase.id, kind: kind, state: kind.states[0], title: "", text: "", link: nil, day: nil,
            networkID: nil, version: 0, createdAt: now, changedAt: now, supportCase: supportCase)
    }

    func changed(
        by fields: Fields, isNetwork: (ID<Network>) throws -> Bool, at now: Moment
    ) throws -> SupportEntry {
        var next = self
        next.title = fields.text("title", title, atLeast: 1, atMost: 300)
        next.text = fields.text("text", text, atMost: 10_000, lines: true)
        next.link = fields.webAddress("link", link)
        next.day = fields.day("day", day)
        next.state = fields.choice("state", state) ?? state
        if !kind.states.contains(next.state) {
            fields.complain("state", "field.unknown", ["code": next.state.rawValue])
        }
        next.networkID = fields.optionalText("network", networkID?.text, atMost: 40).map { ID($0) }
        if let network = next.networkID, try kind != .membership || !isNetwork(network) {
            fields.complain("network", "field.unknown", ["code": network.text])
        }
        if kind == .outcome {
            if next.day == nil { fields.complain("day", "field.required") }
            if let day = next.day, day > now.day.adding(days: 1) { fields.complain("day", "support_entry.day.ahead") }
            if let day = next.day, day < supportCase?.createdAt.day.adding(days: -365) ?? day {
                fields.complain("day", "support_entry.day.before")
            }
        }
        try fields.finish()
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}
