import Database

/// A record of the inventory as the database keeps it.
protocol StoredRecord: InventoryRecord {
    static var table: SQL { get }
    /// The small tables of its own.
    func insertLookups(in tx: Transaction) throws
    static func forgetLookups(of id: ID<Self>, in tx: Transaction) throws
}

extension Programme {
    func createRecord<Record: StoredRecord>(
        _ type: Record.Type, _ given: [String: Given], as actor: Actor
    ) async throws -> Record {
        try await write(as: actor) { work in
            try work.require(Record.refusalOfCreating(to: actor))
            let fields = Fields(try work.tx.resolvingTopics(given))
            if let made: Record = try work.made(by: fields) { return made }
            let blank = Record.blank(work.newID(Record.prefix, from: fields), at: work.now, source: "manual")
            let created = try blank.changed(by: fields, knowing: try work.knowledge(for: blank, fields))
            try work.checkCode(of: created)
            try work.insert(created)
            return created
        }
    }

    func changeRecord<Record: StoredRecord>(
        _ id: ID<Record>, _ given: [String: Given], as actor: Actor
    ) async throws -> Record {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(try work.tx.resolvingTopics(given))
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, knowing: try work.knowledge(for: before, fields))
            try work.checkCode(of: after)
            try work.save(after, over: before)
            return after
        }
    }

    /// Takes a record out of what others see.
    func withdrawRecord<Record: StoredRecord>(_ id: ID<Record>, as actor: Actor) async throws -> Record {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .withdraw)
            var after = before
            after.status = .withdrawn
            after.edited = Set(before.edited + ["status"]).sorted()
            (after.version, after.changedAt) = (before.version + 1, work.now)
            try work.save(after, over: before, in: Record.table, as: "\(Record.kind).withdrawn")
            return after
        }
    }

    func recordToEdit<Record: StoredRecord>(_ id: ID<Record>, as actor: Actor) async throws -> Record {
        try await read { tx in try tx.see(id, to: .edit, as: actor) }
    }
}

extension Work {
    /// What the rule of a record must know; issues of the owner that was named go to `fields`.
    func knowledge<Record: StoredRecord>(for record: Record, _ fields: Fields) throws -> InventoryKnowledge {
        var owner: (id: ID<Organisation>, name: String)??
        if fields.isGiven("owner") {
            let named = fields.optionalText("owner", nil, atMost: 300)
            let isKept = named == record.ownerID?.text
            owner = .some(nil)
            if isKept {
                owner = nil
            } else if named != nil {
                let id = try tx.organisation(named: "owner", in: fields, as: actor)
                owner = (id, try Organisation.find(id, in: tx)?.legalName ?? "")
            }
        }
        let (tx, actor) = (tx, actor)
        return InventoryKnowledge(
            topics: try tx.topicIDs(), owner: owner,
            isOther: { try Record.find(ID($0), in: tx)?.allows(.view, to: actor) == true }, now: now)
    }

    /// A code is one record's.
    func checkCode<Record: StoredRecord>(of record: Record) throws {
        let holder = try tx.value(
            String.self, "SELECT id FROM \(Record.table) WHERE code = \(record.code) AND id <> \(record.id)")
        guard let holder else { return }
        throw Problem.invalid(
            "code", "inventory.code_taken", ["code": record.code, "path": "\(Record.path)/\(holder)"])
    }

    func insert<Record: StoredRecord>(_ created: Record) throws {
        try tx.insert(created, into: Record.table)
        try tx.insertInventoryLookups(of: created)
        try record("\(Record.kind).created", from: nil, to: created)
    }

    @discardableResult
    func save<Record: StoredRecord>(_ after: Record, over before: Record, as action: String? = nil) throws -> Bool {
        let action = action ?? "\(Record.kind).changed"
        guard try save(after, over: before, in: Record.table, as: action) else { return false }
        for table: SQL in ["inventory_country", "inventory_topic", "inventory_stage"] {
            try tx.run("DELETE FROM \(table) WHERE thing = \(after.id)")
        }
        try Record.forgetLookups(of: after.id, in: tx)
        try tx.insertInventoryLookups(of: after)
        return true
    }
}

private struct CountryRow: Encodable { let thing: String, direction: String, country: String }
private struct ThemeRow: Encodable { let thing: String, topicID: String }
private struct StageRow: Encodable { let thing: String, stage: String }

extension Transaction {
    func insertInventoryLookups<Record: StoredRecord>(of record: Record) throws {
        let thing = record.id.text
        try insert(
            all: record.countries.map { CountryRow(thing: thing, direction: $0.direction, country: $0.country) },
            into: "inventory_country")
        try insert(all: record.topics.map { ThemeRow(thing: thing, topicID: $0) }, into: "inventory_topic")
        try insert(
            all: record.careerStages.map { StageRow(thing: thing, stage: $0.rawValue) }, into: "inventory_stage")
        try record.insertLookups(in: self)
    }

    /// The owner of a record where the reader may know it.
    func owner(of id: ID<Organisation>?, as actor: Actor) throws -> Named? {
        guard let id, let owner = try Organisation.find(id, in: self), owner.allows(.view, to: actor) else {
            return nil
        }
        return Named(id: id.text, name: owner.name(in: actor.language), note: owner.country)
    }

    /// Topics by their names.
    func topics(of thing: String) throws -> [Named] {
        try named(
            """
            SELECT t.id, t.name, t.code AS note FROM inventory_topic k JOIN topic t ON t.id = k.topic_id
            WHERE k.thing = \(thing) ORDER BY t.id
            """)
    }
}

enum InventoryInvariants {
    static let all = [
        Invariant(
            name: "the sides of a programme are those of its record",
            offenders: """
                SELECT p.id FROM cooperation_programme p WHERE (p.parties <> '[]') <> EXISTS
                (SELECT 1 FROM programme_party s WHERE s.programme_id = p.id)
                """),
        Invariant(
            name: "the topics of the inventory are in the vocabulary",
            offenders: """
                SELECT k.thing FROM inventory_topic k LEFT JOIN topic t ON t.id = k.topic_id WHERE t.id IS NULL
                """),
        Invariant(
            name: "a programme does not continue itself",
            offenders: "SELECT programme_id FROM programme_predecessor WHERE programme_id = other_id"),
        Invariant(
            name: "a mobility scheme leads from somewhere to somewhere",
            offenders: """
                SELECT m.id FROM mobility_scheme m WHERE NOT EXISTS
                (SELECT 1 FROM inventory_country c WHERE c.thing = m.id AND c.direction = 'from') OR NOT EXISTS
                (SELECT 1 FROM inventory_country c WHERE c.thing = m.id AND c.direction = 'to')
                """),
    ]
}
