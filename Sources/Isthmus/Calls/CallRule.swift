/// What a call says to one side: whether its countries may take part, whether they are paid, and by whom.
public struct CallRule: Governed {
    public static let kind = "call_rule"
    public static let prefix = "cr"
    /// The side of every country for which there is no closer rule.
    public static let everybody = "any"

    public let id: ID<CallRule>
    public let callID: ID<Call>
    /// A country (`AM`), a group of countries (`eu`), or `any`; one rule for each.
    public var side: String
    public var takesPart: Bool
    public var isPaid: Bool
    /// The organisation or programme that pays this side beside the call's own; empty where the call itself does.
    public var payer: String
    /// The payer in the directory, where it is there.
    public var payerID: ID<Organisation>?
    public var note: Multilingual
    /// Where that is said: a document, or its address; empty where nobody noted it.
    public var source: String
    /// The day as of which the source says so.
    public var sourceDay: Day?
    /// It came with a table of general rules and follows it; what people write by hand is the call's own.
    public var isGeneral: Bool
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Permission: String, PermissionSet { case view, edit }

    /// Whoever sees the call sees its rules; the verbs load the call beside them.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        switch permission {
        case .view: nil
        case .edit: actor.isOffice ? nil : .init("call.refused.edit")
        }
    }

    static let longestSource = 300

    static func isSide(_ code: String) -> Bool {
        code == everybody || Countries.isCode(code) || CountryGroup.with(code) != nil
    }

    static func blank(_ id: ID<CallRule>, of call: ID<Call>, at now: Moment) -> CallRule {
        CallRule(
            id: id, callID: call, side: "", takesPart: true, isPaid: false, payer: "", payerID: nil, note: [:],
            source: "", sourceDay: nil, isGeneral: false, version: 0, createdAt: now, changedAt: now)
    }

    /// The rule after what a form or a body gave; throws every issue.
    func changed(by fields: Fields, isPayer: (ID<Organisation>) throws -> Bool, at now: Moment) throws -> CallRule {
        var next = self
        next.side = fields.code("side", side, isRequired: true, isKnown: Self.isSide) ?? side
        next.takesPart = fields.flag("takes_part", takesPart)
        next.isPaid = fields.flag("is_paid", isPaid)
        next.payer = fields.text("payer", payer, atMost: 200)
        next.payerID = fields.optionalText("payer_id", payerID?.text, atMost: 40).map { ID($0) }
        if let payer = next.payerID, try !isPayer(payer) {
            fields.complain("payer_id", "field.unknown", ["code": payer.text])
        }
        next.note = fields.multilingual("note", note, atMost: 1_000)
        next.source = fields.text("source", source, atMost: Self.longestSource)
        next.sourceDay = fields.day("source_day", sourceDay)
        next.isGeneral = false
        if next.isPaid, !next.takesPart { fields.complain("is_paid", "call.rule.paid_without_part") }
        if !next.isPaid, !next.payer.isEmpty || next.payerID != nil {
            fields.complain("payer", "call.rule.payer_without_pay")
        }
        try fields.finish()
        next.version = version + 1
        next.changedAt = now
        return next
    }

    /// How many countries the side has: the fewer, the closer the rule.
    private var width: Int {
        if side == Self.everybody { return Int.max }
        return CountryGroup.with(side)?.members.count ?? 1
    }

    private func covers(_ country: String) -> Bool {
        side == Self.everybody || side == country || CountryGroup.with(side)?.members.contains(country) == true
    }

    /// The rule that counts for a country: its own, else that of the smallest group it belongs to, else everybody's.
    static func closest(to country: String, among rules: [CallRule]) -> CallRule? {
        rules.filter { $0.covers(country) }.min { ($0.width, $0.side) < ($1.width, $1.side) }
    }

    /// What the rules come to, country by country in the order of codes; the empty code stands for every other one.
    static func sides(of rules: [CallRule]) -> [(country: String, rule: CallRule)] {
        var countries: Set<String> = []
        for rule in rules where rule.side != everybody {
            countries.formUnion(CountryGroup.with(rule.side)?.members ?? [rule.side])
        }
        return ([""] + countries.sorted()).compactMap { country in
            closest(to: country, among: rules).map { (country, $0) }
        }
    }
}

/// What a call means for one country, with the sentences that say it.
public struct Eligibility: Sendable, Equatable {
    /// Nil where nobody has said.
    public let takesPart: Bool?
    public let isPaid: Bool?
    /// Who pays this side beside the call's own programme; nil where that does, or nobody.
    public let payer: String?
    public let sentences: [Problem.Reason]

    /// - Parameter programme: the call's own, which pays where the rule names nobody.
    init(of country: String, by rules: [CallRule], programme: String) {
        guard let rule = CallRule.closest(to: country, among: rules) else {
            (takesPart, isPaid, payer) = (nil, nil, nil)
            sentences = [.init("call.eligible.unknown")]
            return
        }
        takesPart = rule.takesPart
        isPaid = rule.isPaid
        payer = rule.payer.isEmpty ? nil : rule.payer
        guard rule.takesPart else {
            sentences = [.init("call.eligible.not")]
            return
        }
        let paid: Problem.Reason =
            switch (rule.isPaid, payer) {
            case (true, let payer?): .init("call.eligible.paid_by", ["payer": payer])
            case (true, nil): .init("call.eligible.paid", ["programme": programme])
            case (false, _): .init("call.eligible.unpaid")
            }
        sentences = [.init("call.eligible.takes_part"), paid]
    }
}
