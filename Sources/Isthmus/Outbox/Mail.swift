/// A mail to one address, as it was written when its verb committed, and what became of it.
public struct Mail: Governed {
    public static let kind = "mail"
    public let id: ID<Mail>
    public let address: String
    /// The address in small letters, by which bounces are counted.
    public let mailbox: String
    /// Whom it greets; may be empty.
    public let name: String
    public let language: String
    public let subject: String
    public let textPart: String
    public let htmlPart: String
    /// Why one gets it: a sentence in the mail's language.
    public let reason: String
    /// Where one can stop mails of this kind.
    public let stopLink: String?
    /// The id of the thing it speaks of; empty when there is none.
    public let about: String
    /// Whether its reader can do without it.
    public let kind: MailKind
    /// Since it was queued or last tried again by hand; every single one is a `MailAttempt`.
    public var attempts: Int
    /// Nil when nothing more is to be done.
    public var nextAttemptAt: Moment?
    /// Until then one worker has it in hand.
    public var claimedUntil: Moment
    public var lastError: String
    public let createdAt: Moment
    public var sentAt: Moment?
    public var failedAt: Moment?
    public var cancelledAt: Moment?

    public enum Permission: String, PermissionSet { case view, retry, cancel }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        switch permission {
        case .view, .retry, .cancel: Self.refusalOfQueue(to: actor)
        }
    }
    /// The queue belongs to the office: mails may hold links that let one in.
    public static func refusalOfQueue(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : Problem.Reason("mail.refused.office")
    }
    static func askOffice(_ actor: Actor) throws(Problem) {
        guard let reason = refusalOfQueue(to: actor) else { return }
        throw actor.isSignedIn ? .refused(reason) : .signInNeeded
    }

    /// When to try again after the given number of attempts failed for now; nil when that was the last.
    public static func nextAttempt(after attempts: Int, at now: Moment) -> Moment? {
        let minutes = [1, 5, 30, 120, 480]
        return attempts >= 1 && attempts <= minutes.count ? now.adding(minutes: minutes[attempts - 1]) : nil
    }

    /// The mail with one more attempt behind it.
    func attempted(_ result: DeliveryResult, at now: Moment) -> Mail {
        var next = self
        next.attempts += 1
        next.claimedUntil = Moment(seconds: 0)
        next.nextAttemptAt = nil
        switch result.outcome {
        case .sent:
            next.sentAt = now
            next.lastError = ""
        case .bounced, .rejected:
            next.failedAt = now
            next.lastError = result.reply
        case .deferred, .unreachable:
            next.nextAttemptAt = Self.nextAttempt(after: next.attempts, at: now)
            next.failedAt = next.nextAttemptAt == nil ? now : nil
            next.lastError = result.reply
        }
        return next
    }

    /// A failed or waiting mail that is due at once, with all its attempts before it.
    func retried(at now: Moment) throws(Problem) -> Mail {
        // Of one that a server took and gave back the text is forgotten.
        guard sentAt == nil, cancelledAt == nil, !textPart.isEmpty else { throw .invalid("", "mail.over") }
        guard claimedUntil < now else { throw .invalid("", "mail.in_hand") }
        var next = self
        (next.attempts, next.nextAttemptAt, next.failedAt) = (0, now, nil)
        return next
    }

    /// A failed or waiting mail that will never leave.
    func cancelled(at now: Moment) throws(Problem) -> Mail {
        guard sentAt == nil, cancelledAt == nil else { throw .invalid("", "mail.over") }
        guard claimedUntil < now else { throw .invalid("", "mail.in_hand") }
        var next = self
        (next.nextAttemptAt, next.failedAt, next.cancelledAt) = (nil, nil, now)
        return next
    }
}

/// Where a mail stands; computed from its row and the suspensions (`Mail.state`).
public enum MailState: String, Sendable, Codable, CaseIterable {
    case queued, suspended, failed, sent, cancelled

    var mayBeRetried: Bool { self == .queued || self == .failed }
    var mayBeCancelled: Bool { mayBeRetried || self == .suspended }
}

/// What the office sees of a mail: everything but its parts, which may hold secret links.
public struct MailLine: Codable, Sendable {
    public let id: ID<Mail>
    public let address: String
    public let name: String
    public let language: String
    public let subject: String
    public let reason: String
    public let about: String
    public let kind: MailKind
    public let state: MailState
    public let attempts: Int
    public let nextAttemptAt: Moment?
    public let lastError: String
    public let createdAt: Moment
    public let sentAt: Moment?
    public let failedAt: Moment?
    public let cancelledAt: Moment?
}

/// One attempt to deliver a mail, with the server's last words.
public struct MailAttempt: Codable, Sendable {
    public let id: String
    public let mailID: ID<Mail>
    public let mailbox: String
    public let at: Moment
    public let outcome: DeliveryOutcome
    public let reply: String
}

/// How one attempt ended.
public enum DeliveryOutcome: String, Sendable, Codable {
    case sent
    /// The server asked to come again, or broke off.
    case deferred
    /// The server could not be used at all: no mail would have left.
    case unreachable
    /// Refused for good, by a rule that says nothing about the address.
    case rejected
    /// Refused for good: the address does not take mail.
    case bounced
}

public struct DeliveryResult: Sendable, Equatable {
    public let outcome: DeliveryOutcome
    /// The server's last line, or why there is none.
    public let reply: String
}

/// An address that gave mails back twice with none between that got through: mails to it wait until the office lifts
/// the suspension.
public struct MailSuspension: Governed {
    public static let kind = "mail-suspension"
    public let id: ID<MailSuspension>
    public let mailbox: String
    public let since: Moment
    public let reply: String
    public var liftedAt: Moment?

    public static let bouncesAllowed = 1

    public enum Permission: String, PermissionSet { case view, lift }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        switch permission {
        case .view, .lift: Mail.refusalOfQueue(to: actor)
        }
    }
}
