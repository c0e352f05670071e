/// The yearly round in which the office asks owners whether their records are still right.
public struct UpdateRound: Governed {
    public static let kind = "update_round"
    public static let prefix = "ur"

    public let id: ID<UpdateRound>
    /// One round a year.
    public var year: Int
    /// The last day on which owners can answer; their links end with it.
    public var closesOn: Day
    /// What the letters say besides.
    public var note: Multilingual
    /// When the first letters left.
    public var sentAt: Moment?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Permission: String, PermissionSet { case view, edit, send, remind }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        guard actor.isOffice else { return .init("update.refused.office") }
        return permission == .remind && sentAt == nil ? .init("update.refused.unsent") : nil
    }

    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("update.refused.office")
    }

    /// When links of the round stop to work.
    var endsAt: Moment { closesOn.adding(days: 1).start }

    /// The round after what a form gave; throws every issue.
    func changed(by fields: Fields, at now: Moment) throws(Problem) -> UpdateRound {
        var next = self
        next.year = fields.integer("year", year == 0 ? nil : year, in: 2000...2100) ?? year
        if next.year == 0, fields.issues.isEmpty { fields.complain("year", "field.required") }
        let day = fields.day("closes_on", version == 0 ? nil : closesOn)
        if let day {
            if day < now.day, day != closesOn { fields.complain("closes_on", "update.closes_in_past") }
            next.closesOn = day
        } else if !fields.issues.contains(where: { $0.field == "closes_on" }) {
            fields.complain("closes_on", "field.required")
        }
        next.note = fields.multilingual("note", note, atMost: 2_000)
        try fields.finish()
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}

/// One record in one round: who was asked, what the owner answered, what the office made of it.
public struct UpdateRequest: Governed {
    public static let kind = "update_request"
    public static let prefix = "uq"

    public let id: ID<UpdateRequest>
    public let roundID: ID<UpdateRound>
    /// The record: its kind and id.
    public let thingKind: String
    public let thing: String
    /// Who got the letter; nil where there was nobody to ask.
    public var contactID: String?
    public var askedAt: Moment?
    public var remindedAt: Moment?
    /// The record as it was when the owner answered, and as the owner says it is: JSON, empty before the answer.
    public var base: String
    public var answer: String
    /// What the owner tells the office besides.
    public var remark: String
    public var answeredAt: Moment?
    public var decision: Decision?
    /// What the office answers.
    public var reason: String
    public var decidedBy: String?
    public var decidedAt: Moment?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Decision: String, Codable, Sendable, CaseIterable { case accepted, returned }

    /// Where it stands; computed.
    public enum Standing: String, Codable, Sendable, CaseIterable {
        case unreachable, asked, answered, accepted, returned
    }

    public enum Permission: String, PermissionSet { case view, decide }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        guard actor.isOffice else { return .init("update.refused.office") }
        return permission == .decide && standing != .answered ? .init("update.refused.decided") : nil
    }

    public var standing: Standing {
        switch decision {
        case .accepted: .accepted
        case .returned: .returned
        case nil: answeredAt != nil ? .answered : askedAt != nil ? .asked : .unreachable
        }
    }

    func changed(at now: Moment, _ change: (inout UpdateRequest) -> Void) -> UpdateRequest {
        var changed = self
        change(&changed)
        (changed.version, changed.changedAt) = (version + 1, now)
        return changed
    }
}

/// One fact that an owner says is otherwise.
public struct UpdateDifference: Sendable, Equatable {
    public let fact: String
    public let before: String
    public let after: String
}

/// How a round goes, in numbers.
public struct UpdateFigures: Codable, Sendable, Equatable {
    /// Active records of the inventory.
    public var records = 0
    /// Of those, how many have somebody who takes letters.
    public var reachable = 0
    /// Requests of the round by their standing.
    public var asked = 0
    public var answered = 0
    public var accepted = 0
    public var returned = 0
    public var unreachable = 0
    /// Who would get a letter now, and who a reminder.
    public var toAsk = 0
    public var toRemind = 0
    /// Active records that nobody has checked for a year.
    public var stale = 0

    /// Letters that were sent.
    public var letters: Int { asked + answered + accepted + returned }
    /// The share of letters that were answered, from 0 to 1; nil before the first letter.
    public var responseRate: Double? {
        letters == 0 ? nil : Double(answered + accepted + returned) / Double(letters)
    }
}
