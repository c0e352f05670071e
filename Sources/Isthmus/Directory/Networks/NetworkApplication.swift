/// That an organisation or a person asks to become a member of a network: what for, with what, helped by whom, and what
/// the network answered.
public struct NetworkApplication: Governed {
    public static let kind = "network_application"
    public static let prefix = "na"
    static let longestText = 4_000

    public let id: ID<NetworkApplication>
    public let networkID: ID<Network>
    public let organisationID: ID<Organisation>?
    public let personID: ID<Person>?
    /// Who began it.
    public let accountID: ID<Account>
    /// The role that is sought, in the network's own word.
    public var role: String
    /// One of the applicant's competences that shows what they would bring.
    public var competenceID: ID<Competence>?
    public var mentorID: ID<Account>?
    public var handedInAt: Moment?
    public var handedInBy: String?
    public var decision: Decision?
    /// Why; a refusal has one.
    public var reason: String
    /// When the network answered, which may be recorded later.
    public var answeredOn: Day?
    public var decidedAt: Moment?
    public var decidedBy: String?
    /// What came of it.
    public var memberID: ID<NetworkMember>?
    public var withdrawnAt: Moment?
    public var withdrawnBy: String?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// Not in the journal; `find` reads it.
    public var content = Content()
    /// Whether the network or the applicant is withdrawn from the directory. Not a column; `find` reads it.
    var isHidden = false

    private enum CodingKeys: String, CodingKey {
        case id, networkID, organisationID, personID, accountID, role, competenceID, mentorID, handedInAt, handedInBy,
            decision, reason, answeredOn, decidedAt, decidedBy, memberID, withdrawnAt, withdrawnBy, version, createdAt,
            changedAt
    }

    /// What the applicant wrote, which is erased with their account.
    public struct Content: Codable, Sendable, Equatable {
        public var motivation: Multilingual = [:]
        /// What the applicant would bring.
        public var brings: Multilingual = [:]
        /// Whom they know at the network.
        public var contact = ""
    }

    public enum Decision: String, Codable, Sendable, CaseIterable { case accepted, declined }

    /// Where it stands; never kept.
    public enum State: String, Codable, Sendable, CaseIterable {
        case preparing, accepted, declined, withdrawn
        case handedIn = "handed_in"
    }

    public var state: State {
        if withdrawnAt != nil { return .withdrawn }
        switch decision {
        case .accepted: return .accepted
        case .declined: return .declined
        case nil: return handedInAt == nil ? .preparing : .handedIn
        }
    }

    var isOpen: Bool { [.preparing, .handedIn].contains(state) }

    public enum Permission: String, PermissionSet { case view, edit, withdraw, assign, note, decide }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isMine = isApplicant(actor)
        let over: Problem.Reason? = isOpen ? nil : .init("network_application.refused.over")
        switch permission {
        case .view:
            let isTheirs = handedInAt != nil && isNetwork(actor)
            let mayKnow = actor.isOffice || (!isHidden && (isMine || isMentor(actor) || isTheirs))
            return mayKnow ? nil : .init("network_application.refused.view")
        case .edit:
            if !isMine { return .init("network_application.refused.edit") }
            return state == .preparing ? nil : .init("network_application.refused.handed_in")
        case .withdraw:
            // The office too: an applicant may have nobody left who could.
            return isMine || actor.isOffice ? over : .init("network_application.refused.withdraw")
        case .assign: return actor.isOffice ? over : .init("network_application.refused.assign")
        case .note: return isHelped(by: actor) ? over : .init("network_application.refused.note")
        case .decide:
            // Nobody takes themselves into a network.
            if isMine { return .init("network_application.refused.own") }
            if !actor.isOffice, !isNetwork(actor) { return .init("network_application.refused.decide") }
            // Nor whom they helped; the office may do both.
            if !actor.isOffice, isMentor(actor) { return .init("network_application.refused.mentor") }
            return state == .preparing ? .init("network_application.refused.preparing") : over
        }
    }

    func isApplicant(_ actor: Actor) -> Bool {
        if let organisationID { return actor.scopes(of: .representative).contains(organisationID.text) }
        return actor.person != nil && actor.person == personID?.text
    }

    private func isMentor(_ actor: Actor) -> Bool { actor.account != nil && actor.account == mentorID?.text }

    private func isNetwork(_ actor: Actor) -> Bool {
        actor.scopes(of: .representative).contains(networkID.text)
    }

    /// Those who prepare it together: what they write to each other the network does not read.
    func isHelped(by actor: Actor) -> Bool { actor.isOffice || isApplicant(actor) || isMentor(actor) }
}

extension NetworkApplication {
    /// `applicant` is the id of an organisation or of a person.
    static func blank(
        _ id: ID<NetworkApplication>, to network: ID<Network>, for applicant: String, by account: ID<Account>,
        at now: Moment
    ) -> NetworkApplication {
        let isPerson = ProfileKind(of: applicant) == .person
        return NetworkApplication(
            id: id, networkID: network, organisationID: isPerson ? nil : ID(applicant),
            personID: isPerson ? ID(applicant) : nil, accountID: account, role: "", competenceID: nil, mentorID: nil,
            handedInAt: nil, handedInBy: nil, decision: nil, reason: "", answeredOn: nil, decidedAt: nil,
            decidedBy: nil, memberID: nil, withdrawnAt: nil, withdrawnBy: nil, version: 0, createdAt: now,
            changedAt: now)
    }

    /// The application after what a form or a call gave; throws every issue.
    func changed(
        by fields: Fields, isCompetence: (String) -> Bool, at now: Moment
    ) throws(Problem) -> NetworkApplication {
        var next = self
        next.role = fields.text("role", role, atMost: 100)
        next.content.motivation = fields.multilingual("motivation", content.motivation, atMost: Self.longestText)
        next.content.brings = fields.multilingual("brings", content.brings, atMost: Self.longestText)
        next.competenceID = fields.optionalText("competence", competenceID?.text, atMost: 40).map { ID($0) }
        if let competence = next.competenceID, competence != competenceID, !isCompetence(competence.text) {
            fields.complain("competence", "network_application.competence", ["code": competence.text])
        }
        next.content.contact = fields.text("contact", content.contact, atMost: 500, lines: true)
        try fields.finish()
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    /// Handed in as it is; throws what is still missing.
    func handedIn(by actor: Actor, at now: Moment) throws(Problem) -> NetworkApplication {
        var issues: [Problem.Issue] = []
        if role.isEmpty { issues.append(.init("role", "field.required")) }
        if content.motivation.isEmpty { issues.append(.init("motivation", "field.required")) }
        guard issues.isEmpty else { throw .invalid(issues) }
        var next = self
        (next.handedInAt, next.handedInBy) = (now, actor.account ?? "")
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    func withdrawn(by actor: Actor, at now: Moment) -> NetworkApplication {
        var next = self
        (next.withdrawnAt, next.withdrawnBy) = (now, actor.account ?? "")
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    func mentored(by mentor: ID<Account>, at now: Moment) -> NetworkApplication {
        var next = self
        (next.mentorID, next.version, next.changedAt) = (mentor, version + 1, now)
        return next
    }

    /// With what the network answered: `decision`, `reason`, `answered_on`. What is wrong stays in `fields`, which
    /// reads the membership too.
    func decided(by fields: Fields, as actor: Actor, at now: Moment) -> NetworkApplication {
        var next = self
        next.decision = fields.choice("decision", nil as Decision?)
        next.reason = fields.text("reason", atLeast: next.decision == .declined ? 1 : 0, atMost: 2_000, lines: true)
        let day = fields.day("answered_on", nil) ?? now.day
        if day > now.day.adding(days: 1) { fields.complain("answered_on", "network_application.day.ahead") }
        if let handedInAt, day < handedInAt.day.adding(days: -1) {
            fields.complain("answered_on", "network_application.day.before")
        }
        (next.answeredOn, next.decidedAt, next.decidedBy) = (day, now, actor.account ?? "")
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}

/// An application with its words, as a row has them and as one reader may see them.
public struct NetworkApplicationSeen: Encodable, Sendable {
    public let application: NetworkApplication

    public func encode(to encoder: any Encoder) throws {
        try application.encode(to: encoder)
        try application.content.encode(to: encoder)
    }
}

extension NetworkApplication {
    /// Who answered for the network is between the network and the office.
    func seen(by actor: Actor) -> NetworkApplicationSeen {
        var seen = self
        if !actor.isOffice, !isNetwork(actor) { seen.decidedBy = nil }
        return NetworkApplicationSeen(application: seen)
    }
}

/// Something that the applicant, the mentor or the office wrote down about an application, with its day.
public struct NetworkNote: Governed {
    public static let kind = "network_note"
    public static let prefix = "nn"

    public let id: ID<NetworkNote>
    public let applicationID: ID<NetworkApplication>
    public let accountID: ID<Account>
    public var day: Day
    public var text: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// Not a column; `find` reads it.
    var application: NetworkApplication?

    private enum CodingKeys: String, CodingKey {
        case id, applicationID, accountID, day, text, version, createdAt, changedAt
    }

    public enum Permission: String, PermissionSet { case view }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let mayRead = application.map { $0.allows(.view, to: actor) && $0.isHelped(by: actor) } ?? false
        return mayRead ? nil : .init("network_application.refused.note")
    }

    static func read(
        _ id: ID<NetworkNote>, of application: NetworkApplication, by account: String, _ fields: Fields, at now: Moment
    ) throws(Problem) -> NetworkNote {
        let text = fields.text("text", atLeast: 1, atMost: NetworkApplication.longestText, lines: true)
        let day = fields.day("day", nil) ?? now.day
        if day > now.day.adding(days: 1) { fields.complain("day", "network_application.day.ahead") }
        try fields.finish()
        return NetworkNote(
            id: id, applicationID: application.id, accountID: ID(account), day: day, text: text, version: 1,
            createdAt: now, changedAt: now, application: application)
    }
}
