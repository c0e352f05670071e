import Database

extension ContestStand {
    public static func find(_ id: ID<ContestStand>, in tx: Transaction) throws -> ContestStand? {
        guard var found = try tx.first(ContestStand.self, "SELECT * FROM contest_stand WHERE id = \(id)") else {
            return nil
        }
        found.contest = try Contest.find(found.contestID, in: tx)
        return found
    }
}

/// A stand with what is shown there, as far as the reader may know it.
public struct ContestStandLine: Codable, Sendable {
    public let id: ID<ContestStand>
    public let number: String
    public let zone: String
    public let x: Double
    public let y: Double
    public let width: Double
    public let depth: Double
    public let entryID: ID<ContestEntry>?
    public let title: Multilingual?
    public let entrant: String?
    public let version: Int
}

/// The plan of an exhibition.
struct ContestPlan: Sendable {
    let contest: Contest
    let stands: [ContestStandLine]
    /// Entries without a stand, for whoever assigns them.
    let waiting: [ContestEntryLine]
    let mayAssign: Bool
}

extension Programme {
    func plan(of id: ID<Contest>, as actor: Actor) async throws -> ContestPlan {
        try await read { tx in
            let contest = try tx.see(id, as: actor)
            let mayAssign = contest.allows(.receive, to: actor)
            let stands = try tx.stands(of: contest, for: actor)
            let entries = mayAssign ? try tx.entryLines("n.contest_id = \(id)", for: actor) : []
            return ContestPlan(
                contest: contest, stands: stands,
                waiting: entries.filter { $0.stand == nil && $0.submittedAt != nil && $0.state != .withdrawn },
                mayAssign: mayAssign)
        }
    }

    public func stands(of id: ID<Contest>, as actor: Actor) async throws -> [ContestStandLine] {
        try await plan(of: id, as: actor).stands
    }

    /// Brings in a table of positions (`table`: number, x, y, width, depth, zone): stands of known numbers move, others
    /// are added; with a fault in any line nothing is done. How many there are in the table.
    @discardableResult
    public func importStands(to id: ID<Contest>, _ given: [String: Given], as actor: Actor) async throws -> Int {
        try await write(as: actor) { work in
            _ = try work.load(id, to: .receive)
            let fields = Fields(given)
            let text = fields.text("table", atLeast: 1, atMost: ContestStandTable.longest, lines: true)
            try fields.finish()
            let table = try ContestStandTable(text)
            for line in table.faulty.prefix(100) {
                for fault in line.faults {
                    fields.complain(
                        "table", "contest_stand.fault.line",
                        ["line": String(line.line), "fault": Words(actor.language)(fault)])
                }
            }
            if table.lines.isEmpty { fields.complain("table", "contest_stand.fault.empty") }
            try fields.finish()
            work.recordNothing()
            let known = try work.tx.all(
                ContestStand.self, "SELECT * FROM contest_stand WHERE contest_id = \(id) ORDER BY number")
            let byNumber = Dictionary(known.map { ($0.number.lowercased(), $0) }) { first, _ in first }
            for line in table.lines {
                if let before = byNumber[line.number.lowercased()] {
                    var after = before
                    (after.zone, after.x, after.y) = (line.zone, line.x, line.y)
                    (after.width, after.depth) = (line.width, line.depth)
                    let isSame =
                        after.zone == before.zone && after.x == before.x && after.y == before.y
                        && after.width == before.width && after.depth == before.depth
                    guard !isSame else { continue }
                    (after.version, after.changedAt) = (before.version + 1, work.now)
                    try work.save(after, over: before, in: "contest_stand", as: "contest_stand.moved")
                } else {
                    let added = ContestStand(
                        id: work.newID(ContestStand.prefix), contestID: id, number: line.number, zone: line.zone,
                        x: line.x, y: line.y, width: line.width, depth: line.depth, entryID: nil, version: 1,
                        createdAt: work.now, changedAt: work.now)
                    try work.tx.insert(added, into: "contest_stand")
                    try work.record("contest_stand.added", from: nil, to: added)
                }
            }
            return table.lines.count
        }
    }

    /// Gives a stand to an entry (`entry`), or frees it where none is named, with the `version` of the stand. An entry
    /// that stood elsewhere moves.
    public func assignStand(_ id: ID<ContestStand>, _ given: [String: Given], as actor: Actor) async throws
        -> ContestStand
    {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .assign)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let chosen = fields.text("entry", atMost: 40)
            let entry = chosen.isEmpty ? nil : try ContestEntry.find(ID(chosen), in: work.tx)
            if !chosen.isEmpty,
                entry?.contestID != before.contestID || entry?.submittedAt == nil || entry?.withdrawnAt != nil
            {
                fields.complain("entry", "field.unknown", ["code": chosen])
            }
            try fields.finish()
            guard entry?.id != before.entryID else {
                work.recordNothing()
                return before
            }
            if let entry {
                let elsewhere = try work.tx.all(
                    ContestStand.self, "SELECT * FROM contest_stand WHERE entry_id = \(entry.id) ORDER BY id")
                for other in elsewhere {
                    try work.save(
                        other.holding(nil, at: work.now), over: other, in: "contest_stand", as: "contest_stand.freed")
                }
            }
            let after = before.holding(entry?.id, at: work.now)
            try work.save(
                after, over: before, in: "contest_stand",
                as: entry == nil ? "contest_stand.freed" : "contest_stand.assigned")
            return after
        }
    }

    /// Takes away a stand on which nothing is shown.
    @discardableResult
    public func removeStand(_ id: ID<ContestStand>, as actor: Actor) async throws -> ID<Contest> {
        try await write(as: actor) { work in
            let gone = try work.load(id, to: .assign)
            guard gone.entryID == nil else { throw Problem.refused(.init("contest_stand.refused.taken")) }
            try work.tx.run("DELETE FROM contest_stand WHERE id = \(id)")
            try work.record("contest_stand.removed", from: gone, to: nil)
            return gone.contestID
        }
    }
}

extension Transaction {
    fileprivate func stands(of contest: Contest, for actor: Actor) throws -> [ContestStandLine] {
        let rows = try all(
            ContestStandLine.self,
            """
            SELECT s.id, s.number, s.zone, s.x, s.y, s.width, s.depth, n.id AS entry_id, n.title, n.entrant,
            s.version FROM contest_stand s LEFT JOIN contest_entry n ON n.id = s.entry_id
            AND EXISTS (SELECT 1 FROM contest c JOIN event e ON e.id = c.event_id WHERE c.id = n.contest_id
            AND (\(ContestEntry.visible(to: actor))))
            WHERE s.contest_id = \(contest.id) ORDER BY s.zone, s.number LIMIT \(ContestStand.most)
            """)
        return rows
    }
}
