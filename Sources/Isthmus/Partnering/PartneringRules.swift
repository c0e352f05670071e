import Matching

/// What the office settled for all partner searches: days, bounds and numbers that the checks and reminders use.
public struct PartneringRules: Governed, Equatable {
    public static let kind = "partnering_rules"
    /// There is one set.
    public static let only = ID<PartneringRules>("partnering")

    public let id: ID<PartneringRules>
    /// Fewer days than this before the deadline are too few for a new search; fewer than `enoughDays` are few.
    public var leastDays: Int
    public var enoughDays: Int
    /// Likeness to the call's topic, in thousandths, from which a search is on it, and from which it is near it.
    public var insidePermille: Int
    public var nearPermille: Int
    /// How many reviewers of different countries the label needs.
    public var labelReviews: Int
    /// How many organisations one search may invite.
    public var mostInvitations: Int
    /// Days after which an unanswered expression of interest is called to mind, and how often.
    public var reminderDays: Int
    public var mostReminders: Int
    /// Days after the call's deadline when both sides are asked what came of it.
    public var outcomeDays: Int
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Permission: String, PermissionSet { case view, edit }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("partnering_rules.refused")
    }

    /// What counts until the office changes it.
    static let usual = PartneringRules(
        id: only, leastDays: 14, enoughDays: 42, insidePermille: 200, nearPermille: 100, labelReviews: 2,
        mostInvitations: 30, reminderDays: 7, mostReminders: 3, outcomeDays: 14, version: 0,
        createdAt: Moment(seconds: 0), changedAt: Moment(seconds: 0))

    var bounds: CallFit.Bounds {
        CallFit.Bounds(inside: Double(insidePermille) / 1_000, near: Double(nearPermille) / 1_000)
    }

    /// The rules after what the office's form gave; throws every issue.
    func changed(by fields: Fields, at now: Moment) throws(Problem) -> PartneringRules {
        var next = self
        next.leastDays = fields.integer("least_days", leastDays, in: 0...365) ?? leastDays
        next.enoughDays = fields.integer("enough_days", enoughDays, in: 0...730) ?? enoughDays
        next.insidePermille = fields.integer("inside_permille", insidePermille, in: 0...1_000) ?? insidePermille
        next.nearPermille = fields.integer("near_permille", nearPermille, in: 0...1_000) ?? nearPermille
        next.labelReviews = fields.integer("label_reviews", labelReviews, in: 1...5) ?? labelReviews
        next.mostInvitations = fields.integer("most_invitations", mostInvitations, in: 0...500) ?? mostInvitations
        next.reminderDays = fields.integer("reminder_days", reminderDays, in: 1...90) ?? reminderDays
        next.mostReminders = fields.integer("most_reminders", mostReminders, in: 0...20) ?? mostReminders
        next.outcomeDays = fields.integer("outcome_days", outcomeDays, in: 0...730) ?? outcomeDays
        if next.enoughDays < next.leastDays { fields.complain("enough_days", "partnering_rules.fewer") }
        if next.nearPermille > next.insidePermille { fields.complain("near_permille", "partnering_rules.nearer") }
        try fields.finish()
        guard next != self else { return self }
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}
