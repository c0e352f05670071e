import Database
import Scheduling

/// What the office asks of a new timetable.
struct TimetableOrder: Sendable {
    let kind: TimetableDraft.Kind
    let seconds: Int
    let price: Double
    let comforts: Comforts
    let changes: TimetableChanges

    /// Reads it: `kind`, `seconds`, `price`, `few_gaps`, `few_table_changes`, `even_slots`, `cancel_slots` (ids),
    /// `broken_tables` (each with `slot` and `number`), `tables` (each with `slot` and `tables`).
    init(_ fields: Fields, of brokerage: Brokerage, slots: [MeetingSlot], at now: Moment) throws(Problem) {
        kind = fields.choice("kind", brokerage.edition == 0 ? .plan : .mend) ?? .plan
        let given = fields.integer("seconds", 10, in: 1...TimetableDraft.mostSeconds)
        if given == nil { fields.complain("seconds", "field.required") }
        seconds = given ?? 10
        price =
            fields.decimal("price", TimetableDraft.usualPrice, in: 0...TimetableDraft.highestPrice)
            ?? TimetableDraft.usualPrice
        comforts = Comforts(
            fewGaps: fields.flag("few_gaps", brokerage.fewGaps),
            fewTableChanges: fields.flag("few_table_changes", brokerage.fewTableChanges),
            evenSlots: fields.flag("even_slots", brokerage.evenSlots))
        changes = Self.changes(fields, slots, at: now)
        if kind == .mend, brokerage.edition == 0 { fields.complain("kind", "timetable_draft.nothing_to_mend") }
        try fields.finish()
    }

    private static func changes(_ fields: Fields, _ slots: [MeetingSlot], at now: Moment) -> TimetableChanges {
        var changes = TimetableChanges()
        let known = Dictionary(uniqueKeysWithValues: slots.map { ($0.id.text, $0) })
        func slot(_ text: String, _ field: String, _ fields: Fields) -> MeetingSlot? {
            guard let slot = known[text] else {
                fields.complain(field, text.isEmpty ? "field.required" : "timetable_draft.no_slot")
                return nil
            }
            guard slot.startsAt > now else {
                fields.complain(field, "timetable_draft.slot_begun", ["slot": slot.starts.description])
                return nil
            }
            return slot
        }
        for text in fields.texts("cancel_slots", [], atMost: MeetingSlot.most, each: 40) {
            guard let slot = slot(text, "cancel_slots", fields), slot.cancelledAt == nil else { continue }
            changes.cancelledSlots.append(slot.id)
        }
        changes.brokenTables = fields.records("broken_tables", [], atMost: MeetingSlot.most) { row in
            guard !row.isBlank else { return nil }
            guard let slot = slot(row.text("slot", atMost: 40), "slot", row) else { return nil }
            guard let number = row.integer("number", nil, in: 1...max(1, slot.tables)) else {
                if row.issues.isEmpty { row.complain("number", "field.required") }
                return nil
            }
            return TimetableChanges.Table(slotID: slot.id, number: number)
        }
        changes.tables = fields.records("tables", [], atMost: MeetingSlot.most) { row in
            guard !row.isBlank else { return nil }
            guard let slot = slot(row.text("slot", atMost: 40), "slot", row) else { return nil }
            guard let count = row.integer("tables", nil, in: 0...MeetingSlot.mostTables) else {
                if row.issues.isEmpty { row.complain("tables", "field.required") }
                return nil
            }
            return slot.tables == count ? nil : TimetableChanges.Count(slotID: slot.id, tables: count)
        }
        return changes
    }
}

/// A timetable as the engine made it, before it is kept.
struct TimetableResult: Sendable {
    let order: TimetableOrder
    let edition: Int
    let basis: String
    let seated: [TimetableProblem.Seated]
    let value: Int
    let bound: Int
    let movedOfNeed: Int
    let comfort: Comfort
    let milliseconds: Int
}

extension TimetableProblem {
    /// Has the engine make a timetable; takes up to `order.seconds` on a thread of its own. After `progress` answered
    /// false, the best there is so far.
    func result(
        of order: TimetableOrder, edition: Int, basis: String,
        progress: @escaping @Sendable (Planner.Progress) -> Bool
    ) async -> TimetableResult {
        let clock = ContinuousClock()
        let start = clock.now
        let seconds = Double(order.seconds)
        let draft: Draft
        var movedOfNeed = 0
        switch order.kind {
        case .plan:
            draft = await Planner(seconds: seconds, comforts: order.comforts).planInBackground(
                event, progress: progress)
        case .mend:
            let redraft = await Replanning(price: order.price, seconds: seconds, comforts: order.comforts)
                .replanInBackground(event, from: before, progress: progress)
            (draft, movedOfNeed) = (redraft.draft, redraft.movedOfNeed)
        }
        let took = start.duration(to: clock.now)
        return TimetableResult(
            order: order, edition: edition, basis: basis, seated: seated(draft.timetable), value: draft.value,
            bound: draft.bound, movedOfNeed: movedOfNeed, comfort: draft.timetable.comfort(in: event),
            milliseconds: Int(took.components.seconds) * 1_000
                + Int(took.components.attoseconds / 1_000_000_000_000_000))
    }
}

extension Programme {
    /// What is asked of the engine, from one snapshot. The fingerprint is that of the records before the changes.
    func timetableProblem(
        of id: ID<Brokerage>, _ given: [String: Given], as actor: Actor
    ) async throws -> (TimetableOrder, TimetableProblem, basis: String, edition: Int) {
        let now = clock()
        return try await read { tx in
            let brokerage = try tx.see(id, to: .plan, as: actor)
            let records = try tx.timetableRecords(of: brokerage)
            let order = try TimetableOrder(Fields(given), of: brokerage, slots: records.slots, at: now)
            guard !records.slots.isEmpty else { throw Problem.invalid("", "timetable_draft.no_slots") }
            return (
                order, try records.problem(after: order.changes, at: now), try records.problem(at: now).basis,
                brokerage.edition
            )
        }
    }

    /// Keeps what the engine made. One that says the same as a draft that still waits is that draft.
    func keep(_ result: TimetableResult, of id: ID<Brokerage>, as actor: Actor) async throws -> TimetableDraft {
        try await write(as: actor) { work in
            let brokerage = try work.load(id, to: .plan)
            if var same = try work.tx.draft(like: result, of: id) {
                work.recordNothing()
                same.brokerage = brokerage
                return same
            }
            let meetings = result.seated.count { $0.seat.slotID != nil }
            let draft = TimetableDraft(
                id: work.newID(TimetableDraft.prefix), brokerageID: id, kind: result.order.kind, state: .ready,
                edition: result.edition, basis: result.basis, changes: result.order.changes,
                price: result.order.price, value: result.value, bound: result.bound, meetings: meetings,
                unplaced: result.seated.count - meetings, movedOfNeed: result.movedOfNeed, gaps: result.comfort.gaps,
                tableChanges: result.comfort.tableChanges, milliseconds: result.milliseconds,
                madeBy: actor.account ?? "",
                version: 1, createdAt: work.now, changedAt: work.now)
            try work.tx.insert(draft, into: "timetable_draft")
            try work.tx.insert(
                all: result.seated.map { TimetableDraftEntry(draft.id, $0) }, into: "timetable_draft_entry")
            try work.record("timetable_draft.made", from: nil, to: draft)
            return draft
        }
    }

    /// Throws a draft away; it stays readable.
    @discardableResult
    public func discardTimetableDraft(_ id: ID<TimetableDraft>, as actor: Actor) async throws -> TimetableDraft {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .discard)
            let after = before.stepped(to: .discarded, at: work.now)
            try work.save(after, over: before, in: "timetable_draft", as: "timetable_draft.discarded")
            return after
        }
    }
}

extension Transaction {
    /// A draft that nobody published or discarded yet, made of the same records in the same way with the same answers.
    fileprivate func draft(like result: TimetableResult, of id: ID<Brokerage>) throws -> TimetableDraft? {
        let known = try all(
            TimetableDraft.self,
            """
            SELECT * FROM timetable_draft WHERE brokerage_id = \(id) AND state = 'ready' AND edition = \(result.edition)
            AND kind = \(result.order.kind.rawValue) AND basis = \(result.basis) ORDER BY id DESC LIMIT 10
            """)
        return try known.first { draft in
            guard draft.changes == result.order.changes, draft.price == result.order.price else { return false }
            let entries = Set(result.seated.map { TimetableDraftEntry(draft.id, $0) })
            return try Set(draftEntries(of: draft.id)) == entries
        }
    }
}

extension TimetableDraft {
    func stepped(to state: State, at now: Moment) -> TimetableDraft {
        var next = self
        (next.state, next.version, next.changedAt) = (state, version + 1, now)
        return next
    }
}
