import Database

extension Call {
    public static func find(_ id: ID<Call>, in tx: Transaction) throws -> Call? {
        try tx.first(Call.self, "SELECT * FROM call WHERE id = \(id)")
    }

    /// The rows a reader may know of, with `c` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL { actor.isOffice ? "1 = 1" : "c.status = 'published'" }

    static let invariants = [
        Invariant(
            name: "a call closes with its last deadline",
            offenders: """
                SELECT c.id FROM call c LEFT JOIN
                (SELECT call_id, MAX(at) AS latest FROM call_deadline GROUP BY call_id) d ON d.call_id = c.id
                WHERE c.closes_at IS DISTINCT FROM d.latest
                """),
        Invariant(
            name: "a call's topics are in the vocabulary",
            offenders: """
                SELECT k.call_id FROM call_topic k LEFT JOIN topic t ON t.id = k.topic_id WHERE t.id IS NULL
                """),
        Invariant(
            name: "nobody is paid by a call without taking part",
            offenders: "SELECT call_id FROM call_rule WHERE is_paid = 1 AND takes_part = 0"),
        Invariant(
            name: "every rule of a call counts for its side",
            offenders: """
                SELECT r.call_id FROM call_rule r LEFT JOIN call_country s ON s.call_id = r.call_id
                AND s.country = CASE WHEN r.side = 'any' THEN '' ELSE r.side END
                WHERE s.takes_part <> r.takes_part OR s.is_paid <> r.is_paid OR (r.side = 'any' AND s.call_id IS NULL)
                """),
    ]
}

extension Programme {
    public func createCall(_ given: [String: Given], as actor: Actor) async throws -> Call {
        try await write(as: actor) { work in
            try work.require(Call.refusalOfCreating(to: actor))
            let topics = try work.tx.topicIDs()
            let fields = Fields(given)
            if let made: Call = try work.made(by: fields) { return made }
            let created = try Call.blank(work.newID(Call.prefix, from: fields), at: work.now).changed(
                by: fields, isTopic: topics.contains, at: work.now)
            try work.checkCode(of: created)
            try work.tx.insert(created, into: "call")
            try work.tx.insertLookups(of: [created])
            try work.record("call.created", from: nil, to: created)
            return created
        }
    }

    public func changeCall(_ id: ID<Call>, _ given: [String: Given], as actor: Actor) async throws -> Call {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let topics = try work.tx.topicIDs()
            let after = try before.changed(by: fields, isTopic: topics.contains, at: work.now)
            try work.checkCode(of: after)
            try work.save(after, over: before)
            return after
        }
    }

    /// Takes a call out of what others see.
    public func withdrawCall(_ id: ID<Call>, as actor: Actor) async throws -> Call {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .withdraw)
            var after = before
            after.status = .withdrawn
            after.edited = Set(before.edited + ["status"]).sorted()
            (after.version, after.changedAt) = (before.version + 1, work.now)
            try work.save(after, over: before, in: "call", as: "call.withdrawn")
            return after
        }
    }
}

extension Work {
    /// A code is one call's within its source.
    fileprivate func checkCode(of call: Call) throws {
        let holder = try tx.value(
            ID<Call>.self,
            "SELECT id FROM call WHERE source = \(call.source) AND code = \(call.code) AND id <> \(call.id)")
        guard let holder else { return }
        throw Problem.invalid("code", "call.code_taken", ["code": call.code, "path": "/calls/\(holder.text)"])
    }

    func save(_ after: Call, over before: Call) throws {
        guard try save(after, over: before, in: "call", as: "call.changed") else { return }
        let isSame =
            after.deadlines == before.deadlines && after.topics == before.topics
            && after.careerStages == before.careerStages
        guard !isSame else { return }
        for table in ["call_deadline", "call_topic", "call_stage"] {
            try tx.run("DELETE FROM \(SQL.name(table)) WHERE call_id = \(after.id)")
        }
        try tx.insertLookups(of: [after])
    }
}

private struct DeadlineRow: Encodable {
    let callID: ID<Call>
    let position: Int
    let kind: String
    let at: Moment
    let day: Day
    let month: String
}
private struct CallTopicRow: Encodable { let callID: ID<Call>, topicID: String }
private struct CallStageRow: Encodable { let callID: ID<Call>, stage: String }

extension Transaction {
    /// The small tables of new calls.
    func insertLookups(of calls: [Call]) throws {
        let deadlines = calls.flatMap { call in
            call.deadlines.enumerated().map { position, deadline in
                let day = BrusselsTime.clock(at: deadline.at).day
                return DeadlineRow(
                    callID: call.id, position: position, kind: deadline.kind.rawValue, at: deadline.at, day: day,
                    month: String(day.description.prefix(7)))
            }
        }
        let topics = calls.flatMap { call in call.topics.map { CallTopicRow(callID: call.id, topicID: $0) } }
        let stages = calls.flatMap { call in
            call.careerStages.map { CallStageRow(callID: call.id, stage: $0.rawValue) }
        }
        try insert(all: deadlines, into: "call_deadline")
        try insert(all: topics, into: "call_topic")
        try insert(all: stages, into: "call_stage")
    }
}
