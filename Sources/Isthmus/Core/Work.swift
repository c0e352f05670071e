import Database

/// What a verb holds while its transaction is open: whom it acts for, when, and the only ways to a thing and to the
/// journal. It must not leave the closure.
public final class Work {
    public let tx: Transaction
    public let actor: Actor
    public let now: Moment
    let newLineID: () -> String
    private let ids: (String) -> String
    private(set) var asked = false
    private(set) var recorded = false

    init(tx: Transaction, actor: Actor, now: Moment, ids: @escaping (String) -> String) {
        (self.tx, self.actor, self.now, self.ids) = (tx, actor, now, ids)
        newLineID = { ids("j") }
    }

    /// Loading is asking for permission: the only way to get a thing in order to act on it.
    public func load<Thing: Governed>(_ id: ID<Thing>, to permission: Thing.Permission) throws -> Thing {
        asked = true
        guard let thing = try Thing.find(id, in: tx), thing.refusal(of: .view, to: actor) == nil else {
            throw Problem.notFound
        }
        try require(thing.refusal(of: permission, to: actor))
        return thing
    }

    /// Asks for what concerns no thing that exists yet: the reason why not, nil for yes.
    public func require(_ refusal: Problem.Reason?) throws {
        asked = true
        if let refusal { throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded }
    }

    public func newID<Thing>(_ prefix: String, of type: Thing.Type = Thing.self) -> ID<Thing> { ID(ids(prefix)) }

    /// Writes the journal line of a change: nil before for something new, nil after for something gone. Equal values
    /// leave no line; the answer says whether there was one.
    @discardableResult
    public func record<Thing: Governed>(_ action: String, from before: Thing?, to after: Thing?) throws -> Bool {
        recorded = true
        let old = try before.map { try Column.all(of: $0) } ?? []
        let new = try after.map { try Column.all(of: $0) } ?? []
        guard let id = (after ?? before)?.id else { throw Defect("recorded nothing") }
        let change = JournalChange(from: old, to: new)
        guard !change.isEmpty else { return false }
        try append(action, kind: Thing.kind, thing: id.text, before: change.before, after: change.after)
        return true
    }

    /// Journals how a thing changed and writes the columns that differ over its row, as long as that row still has the
    /// version it had before: else somebody was faster, and `stale` is thrown. Equal values leave nothing, unless the
    /// new version itself says something: that a record below it changed, or that it was told of. The answer says
    /// whether there was a change.
    @discardableResult
    public func save<Thing: Governed>(
        _ after: Thing, over before: Thing, in table: SQL, as action: String, evenIfEqual: Bool = false
    ) throws -> Bool {
        recorded = true
        let old = try Column.all(of: before)
        let change = JournalChange(from: old, to: try Column.all(of: after))
        guard evenIfEqual || !change.isEmpty else { return false }
        try append(action, kind: Thing.kind, thing: after.id.text, before: change.before, after: change.after)
        guard case .integer(let version) = old.first(where: { $0.name == "version" })?.value else {
            throw Defect("\(Thing.kind) has no version")
        }
        guard try tx.update(change.changed, in: table, id: after.id.text, version: version) else {
            throw Problem.stale
        }
        return true
    }

    /// Changes columns of a row without knowing the type of the thing that it keeps, and journals them: for what
    /// concerns rows of many kinds at once, as a merge does. `row` is the row as it was just read, with its `id`,
    /// `version` and `changed_at`; the version grows. The values are plain ones, no JSON. Equal ones leave nothing;
    /// the answer says whether there was a change.
    @discardableResult
    public func change(
        _ row: Row, of kind: String, in table: String, to values: [(name: String, value: Value)], as action: String
    ) throws -> Bool {
        recorded = true
        let (id, version): (String, Int64) = (try row.get("id"), try row.get("version"))
        let new = values + [("version", .integer(version + 1)), ("changed_at", now.column)]
        let names = Set(new.map(\.name))
        let old = row.pairs.filter { names.contains($0.name) }
        let ordered = old.compactMap { column in new.first { $0.name == column.name } }
        guard ordered.count == new.count else { throw DatabaseFault.noColumn("\(table): \(names.sorted())") }
        let change = JournalChange(
            from: old.map { Column(name: $0.name, value: $0.value) },
            to: ordered.map { Column(name: $0.name, value: $0.value) })
        guard !change.isEmpty else { return false }
        try append(action, kind: kind, thing: id, before: change.before, after: change.after)
        guard try tx.update(change.changed, in: SQL.name(table), id: id, version: version) else { throw Problem.stale }
        return true
    }

    /// Writes a journal line about a thing that has no columns of its own to compare.
    public func note(_ action: String, kind: String, thing: String, after: String = "{}") throws {
        recorded = true
        try append(action, kind: kind, thing: thing, before: "{}", after: after)
    }

    /// The lines of many new things at once.
    func recordAll<Thing: Governed>(_ action: String, _ things: [Thing]) throws {
        recorded = true
        let lines = try things.map { thing in
            let change = JournalChange(from: [], to: try Column.all(of: thing))
            return JournalLine(
                id: newLineID(), at: now, actor: actor.account ?? "",
                actorName: actor.account == nil ? actor.name : "", action: action, kind: Thing.kind,
                thing: thing.id.text, before: change.before, after: change.after, position: nil)
        }
        try tx.insert(all: lines, into: "journal")
    }

    /// Says that the verb rightly changed nothing.
    public func recordNothing() { recorded = true }

    private func append(_ action: String, kind: String, thing: String, before: String, after: String) throws {
        // An account's name can be erased, a journal line cannot: it keeps the id alone, and pages look the name up.
        let line = JournalLine(
            id: newLineID(), at: now, actor: actor.account ?? "", actorName: actor.account == nil ? actor.name : "",
            action: action, kind: kind,
            thing: thing, before: before, after: after, position: nil)
        try tx.run(
            """
            INSERT INTO journal (id, at, actor, actor_name, action, kind, thing, before, after) VALUES (\(line.id),
            \(line.at), \(line.actor), \(line.actorName), \(line.action), \(line.kind), \(line.thing), \(line.before),
            \(line.after))
            """)
    }
}
