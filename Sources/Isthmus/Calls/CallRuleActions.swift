import Database

extension CallRule {
    public static func find(_ id: ID<CallRule>, in tx: Transaction) throws -> CallRule? {
        try tx.first(CallRule.self, "SELECT * FROM call_rule WHERE id = \(id)")
    }
}

extension Programme {
    /// Says what a call means for one side: `side`, `takes_part`, `is_paid`, `payer`, `payer_id`, `note`.
    public func addRule(to call: ID<Call>, _ given: [String: Given], as actor: Actor) async throws -> CallRule {
        try await write(as: actor) { work in
            _ = try work.load(call, to: .edit)
            let fields = Fields(given)
            if let made: CallRule = try work.made(by: fields) { return made }
            let blank = CallRule.blank(work.newID(CallRule.prefix, from: fields), of: call, at: work.now)
            let added = try work.changed(blank, by: fields)
            try work.tx.insert(added, into: "call_rule")
            try work.record("call_rule.added", from: nil, to: added)
            try work.tx.settleSides(of: [call])
            return added
        }
    }

    public func changeRule(_ id: ID<CallRule>, _ given: [String: Given], as actor: Actor) async throws -> CallRule {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            _ = try work.load(before.callID, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try work.changed(before, by: fields)
            try work.save(after, over: before, in: "call_rule", as: "call_rule.changed")
            try work.tx.settleSides(of: [before.callID])
            return after
        }
    }

    /// The call whose rule was taken away.
    @discardableResult
    public func removeRule(_ id: ID<CallRule>, as actor: Actor) async throws -> ID<Call> {
        try await write(as: actor) { work in
            let gone = try work.load(id, to: .edit)
            _ = try work.load(gone.callID, to: .edit)
            try work.tx.run("DELETE FROM call_rule WHERE id = \(id)")
            try work.record("call_rule.removed", from: gone, to: nil)
            try work.tx.settleSides(of: [gone.callID])
            return gone.callID
        }
    }

    /// A rule for its form, with its call.
    func ruleToEdit(_ id: ID<CallRule>, as actor: Actor) async throws -> (rule: CallRule, call: Call) {
        try await read { tx in
            guard let rule = try CallRule.find(id, in: tx) else { throw Problem.notFound }
            return (rule, try tx.callToEdit(rule.callID, as: actor))
        }
    }

    /// A call with its rules for the page that changes them.
    func rulesToEdit(of id: ID<Call>, as actor: Actor) async throws -> (call: Call, rules: [CallRule]) {
        try await read { tx in (try tx.callToEdit(id, as: actor), try tx.rules(of: id)) }
    }
}

extension Work {
    fileprivate func changed(_ rule: CallRule, by fields: Fields) throws -> CallRule {
        let (tx, actor) = (tx, actor)
        let changed = try rule.changed(
            by: fields, isPayer: { try Organisation.find($0, in: tx)?.allows(.view, to: actor) == true }, at: now)
        let twin = try tx.count(
            """
            SELECT COUNT(*) FROM call_rule
            WHERE call_id = \(changed.callID) AND side = \(changed.side) AND id <> \(changed.id)
            """)
        if twin > 0 { throw Problem.invalid("side", "call.rule.twice") }
        return changed
    }
}

private struct SideRow: Encodable { let callID: ID<Call>, country: String, takesPart: Bool, isPaid: Bool }

extension Transaction {
    /// The rules of a call as a reader looks for them: who is paid, who takes part, who does not; everybody else last.
    func rules(of id: ID<Call>) throws -> [CallRule] {
        try all(CallRule.self, "SELECT * FROM call_rule WHERE call_id = \(id) ORDER BY side, id").sorted {
            ($0.order, $0.side) < ($1.order, $1.side)
        }
    }

    /// Computes anew what the rules of some calls come to, country by country.
    func settleSides(of calls: [ID<Call>]) throws {
        for call in calls { try run("DELETE FROM call_country WHERE call_id = \(call)") }
        try insertSides(of: try calls.flatMap { try rules(of: $0) })
    }

    /// The same for rules of calls that have no sides yet.
    func insertSides(of rules: [CallRule]) throws {
        let byCall = Dictionary(grouping: rules, by: \.callID).sorted { $0.key < $1.key }
        let rows = byCall.flatMap { call, rules in
            CallRule.sides(of: rules).map {
                SideRow(callID: call, country: $0.country, takesPart: $0.rule.takesPart, isPaid: $0.rule.isPaid)
            }
        }
        try insert(all: rows, into: "call_country")
    }
}

extension CallRule {
    fileprivate var order: Int { side == Self.everybody ? 3 : takesPart ? (isPaid ? 0 : 1) : 2 }
}
