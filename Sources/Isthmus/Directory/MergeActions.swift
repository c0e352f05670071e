import Database
import Interchange
import Text

extension Merge {
    public static func find(_ id: ID<Merge>, in tx: Transaction) throws -> Merge? {
        try tx.first(Merge.self, "SELECT * FROM merge WHERE id = \(id)")
    }

    /// The rows a reader may know of, with `m` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL { actor.isOffice ? "1 = 1" : "1 = 0" }

    private static let state: SQL = "CASE WHEN m.undone_at IS NULL THEN 'standing' ELSE 'undone' END"

    static let listing = Listing<MergeLine>(
        columns: """
            m.id, m.kind, m.kept_id, m.gone_id, m.kept_name, m.gone_name, m.created_at, m.undone_at,
            COALESCE(b.name, '') AS merged_by
            """,
        source: "merge m LEFT JOIN account b ON b.id = m.merged_by", id: "m.id",
        facets: [Facet("kind", column: "m.kind"), Facet("state", column: state)],
        sorts: [Sort("created", "m.created_at", isNumber: true, isDescending: true)],
        search: { text in
            // The kept one has the names of both.
            SQL.all(
                folded(text).split(separator: " ").prefix(8).map { "m.kept_id IN (\(ProfileKind.named($0)))" })
        })

    static let invariants: [Invariant] = [
        Invariant(
            name: "what was merged away leads to what took its place",
            offenders: """
                SELECT m.id FROM merge m WHERE m.undone_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM moved v WHERE v.id = m.gone_id AND v.to_id = m.kept_id)
                """),
        Invariant(
            name: "a moved address leads away from nothing that is there",
            offenders: """
                SELECT v.id FROM moved v WHERE EXISTS (SELECT 1 FROM organisation o WHERE o.id = v.id)
                OR EXISTS (SELECT 1 FROM person p WHERE p.id = v.id)
                """),
    ]
}

/// A line of the list of merges.
public struct MergeLine: Codable, Sendable {
    public let id: ID<Merge>
    public let kind: ProfileKind
    public let keptID: String
    public let goneID: String
    public let keptName: String
    public let goneName: String
    public let mergedBy: String
    public let createdAt: Moment
    public let undoneAt: Moment?
}

extension Programme {
    /// The merges that were made, the newest first; for the office.
    public func merges(_ selection: Selection, as actor: Actor, counting: Bool = true) async throws -> Found<MergeLine>
    {
        if let refusal = Merge.refusalOfMerging(to: actor) {
            throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        let memory = countMemory
        return try await read { tx in
            try tx.list(
                Merge.listing, selection, visible: Merge.visible(to: actor), counting: counting, memory: memory)
        }
    }

    /// Makes one profile of two: `kept` and `gone` (ids or addresses of their pages), `kept_version` and
    /// `gone_version` as the officer saw them, and in `choose` the side, `kept` or `gone`, for fields where both have
    /// a value. Whatever names the gone one names the kept one from then on, and its addresses lead there.
    public func merge(_ given: [String: Given], as actor: Actor) async throws -> Merge {
        try await write(as: actor) { work in
            try work.require(Merge.refusalOfMerging(to: actor))
            let fields = Fields(given)
            if let made: Merge = try work.made(by: fields) { return made }
            let id: ID<Merge> = work.newID(Merge.prefix, from: fields)
            switch try work.tx.mergePair(fields) {
            case .organisations(let kept, let gone): return try work.merge(kept, gone, fields, id)
            case .people(let kept, let gone): return try work.merge(kept, gone, fields, id)
            }
        }
    }
}

/// Two profiles of one kind.
enum MergePair: Sendable {
    case organisations(kept: Organisation, gone: Organisation)
    case people(kept: Person, gone: Person)
}

extension Transaction {
    /// The two that `kept` and `gone` name by their ids or by the addresses of their pages.
    func mergePair(_ fields: Fields) throws -> MergePair {
        let wanted = fields.choice("kind", nil as ProfileKind?, isRequired: false)
        let (kept, gone) = (fields.profileID("kept"), fields.profileID("gone"))
        let kind = ProfileKind(of: kept)
        if !kept.isEmpty, kind == nil || (wanted != nil && wanted != kind) {
            fields.complain("kept", "field.unknown", ["code": kept])
        }
        if !gone.isEmpty, ProfileKind(of: gone) == nil { fields.complain("gone", "field.unknown", ["code": gone]) }
        if let other = ProfileKind(of: gone), let kind, other != kind { fields.complain("gone", "merge.kinds") }
        if !kept.isEmpty, kept == gone { fields.complain("gone", "merge.same") }
        try fields.finish()
        switch kind {
        case .person:
            let pair: (Person, Person) = try mergePair(kept, gone)
            return .people(kept: pair.0, gone: pair.1)
        default:
            let pair: (Organisation, Organisation) = try mergePair(kept, gone)
            return .organisations(kept: pair.0, gone: pair.1)
        }
    }

    private func mergePair<Thing: Mergeable>(_ kept: String, _ gone: String) throws -> (Thing, Thing) {
        let things = try [("kept", kept), ("gone", gone)].map { field, id in
            if let thing = try Thing.find(ID(id), in: self) { return thing }
            let isMoved = try count("SELECT COUNT(*) FROM moved WHERE id = \(id)") > 0
            throw Problem.invalid(field, isMoved ? "merge.moved" : "field.unknown", ["code": id])
        }
        return (things[0], things[1])
    }

    /// Why two profiles cannot be merged as things stand; each reason says what to do first.
    func obstacles(to kind: ProfileKind, _ kept: String, _ gone: String) throws -> [Problem.Reason] {
        var reasons: [Problem.Reason] = []
        if kind == .person, try count("SELECT COUNT(*) FROM account WHERE person_id IN (\([kept, gone]))") > 1 {
            reasons.append(.init("merge.refused.accounts"))
        }
        let column: SQL = kind == .person ? "person_id" : "organisation_id"
        let claims = try count(
            """
            SELECT COUNT(*) FROM claim a JOIN claim b ON b.account_id = a.account_id
            WHERE a.\(column) = \(kept) AND b.\(column) = \(gone) AND a.decision IS NULL AND b.decision IS NULL
            """)
        if claims > 0 { reasons.append(.init("merge.refused.claims")) }
        let applications = try count(
            """
            SELECT COUNT(*) FROM network_application a JOIN network_application b ON b.network_id = a.network_id
            WHERE a.\(column) = \(kept) AND b.\(column) = \(gone) AND a.decision IS NULL AND b.decision IS NULL
            AND a.withdrawn_at IS NULL AND b.withdrawn_at IS NULL
            """)
        if applications > 0 { reasons.append(.init("merge.refused.applications")) }
        return reasons
    }
}

extension Fields {
    /// An id, alone or at the end of a page's address.
    fileprivate func profileID(_ name: String) -> String {
        let text = text(name, atLeast: 1, atMost: 300)
        let path = text.prefix { $0 != "?" && $0 != "#" }
        return path.split(separator: "/").last { ProfileKind(of: String($0)) != nil }.map(String.init) ?? text
    }
}

extension Work {
    fileprivate func merge<Thing: MergeStored>(
        _ kept: Thing, _ gone: Thing, _ fields: Fields, _ id: ID<Merge>
    ) throws -> Merge {
        let clashes = Thing.mergeFields(of: [kept, gone]).filter { $0.clashes(kept, gone) }
        let choose = fields.record("choose")
        let chosen = clashes.map(\.name).filter { name in
            choose.choice(name, MergeSide.kept, isRequired: false) == .gone
        }
        fields.adopt(choose)
        for (name, version) in [("kept_version", kept.version), ("gone_version", gone.version)] {
            if let seen = fields.integer(name, nil, in: 0...Int(Int32.max)), seen != version { throw Problem.stale }
        }
        try fields.finish()
        if let obstacle = try tx.obstacles(to: Thing.profileKind, kept.id.text, gone.id.text).first {
            throw Problem.refused(obstacle)
        }
        return try carryOut(kept, gone, chosen: chosen, id)
    }

    private func carryOut<Thing: MergeStored>(
        _ kept: Thing, _ gone: Thing, chosen: [String], _ id: ID<Merge>
    ) throws -> Merge {
        guard let row = try tx.row("SELECT * FROM \(Thing.table) WHERE id = \(gone.id)") else { throw Problem.notFound }
        let merge = Merge(
            id: id, kind: Thing.profileKind, keptID: kept.id.text, goneID: gone.id.text, keptName: kept.ownName,
            goneName: gone.ownName, goneRow: JSON(row: row).text, goneIdentifiers: try gone.ownIdentifiers(in: tx),
            chosen: chosen, mergedBy: actor.account ?? "", undoneBy: nil, undoneAt: nil, stayed: [], version: 1,
            createdAt: now, changedAt: now)
        var steps = MergeSteps(of: id)
        try follow(from: gone.id.text, to: kept.id.text, Thing.profileKind, &steps)
        try gone.leave(to: kept, self, &steps)
        try gone.forgetLookups(in: tx)
        try kept.forgetLookups(in: tx)
        try tx.run("DELETE FROM \(Thing.table) WHERE id = \(gone.id)")
        let merged = kept.merged(with: gone, chosen: Set(chosen), at: now)
        try steps.add(Thing.kind, from: kept, to: merged)
        let action = "\(Thing.kind).merged"
        if try !save(merged, over: kept, in: Thing.table, as: action) {
            try note(action, kind: Thing.kind, thing: kept.id.text)
        }
        try merged.settleLookups(merged.listedIdentifiers, in: tx)
        try record("\(Thing.kind).gone", from: gone, to: nil)
        try tx.run("INSERT INTO moved (id, to_id, at) VALUES (\(gone.id), \(kept.id), \(now))")
        try tx.insert(merge, into: "merge")
        try tx.insert(all: steps.all, into: "merge_step")
        let pair: JSON = ["kept_id": .string(kept.id.text), "gone_id": .string(gone.id.text)]
        try note("merge.created", kind: Merge.kind, thing: id.text, after: pair.text)
        return merge
    }
}
