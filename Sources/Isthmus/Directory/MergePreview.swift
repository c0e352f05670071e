/// What a merge of two profiles would do, for whoever decides it.
public struct MergePreview: Encodable, Sendable {
    public let kind: ProfileKind
    public let kept: Side
    public let gone: Side
    public let rows: [Row]
    /// How many things of each kind would follow to the kept one.
    public let moves: [Move]
    /// Keys of sentences that say why it cannot be done yet.
    public let obstacles: [String]
    /// What the last search for duplicates said of both.
    public let duplicate: Duplicate?

    private enum CodingKeys: String, CodingKey { case kind, kept, gone, rows, moves, obstacles }

    public struct Side: Encodable, Sendable {
        public let id: String
        public let name: String
        public let version: Int
    }

    /// A field as it is in both, and what becomes of it.
    public struct Row: Encodable, Sendable {
        public let field: String
        public let kept: [String]
        public let gone: [String]
        public let outcome: Outcome
    }

    public enum Outcome: String, Encodable, Sendable, CaseIterable {
        /// Both have the same.
        case same
        /// Only one has something: it counts.
        case kept, gone
        /// Both have a list: everything counts.
        case both
        /// Both have a value of which one can stay.
        case choice
    }

    public struct Move: Encodable, Sendable, Equatable {
        public let kind: String
        public let count: Int
    }
}

extension MergePreview.Row {
    init<Thing: Mergeable>(_ field: MergeField<Thing>, _ kept: Thing, _ gone: Thing) {
        let outcome: MergePreview.Outcome =
            if field.clashes(kept, gone) {
                .choice
            } else if field.isEqual(kept, gone) {
                .same
            } else if field.isBlank(gone) {
                .kept
            } else { field.isBlank(kept) ? .gone : .both }
        self.init(field: field.name, kept: field.shown(kept), gone: field.shown(gone), outcome: outcome)
    }

    /// A list, of which everything counts.
    init(_ field: String, list kept: [String], _ gone: [String]) {
        let outcome: MergePreview.Outcome =
            kept == gone ? .same : gone.isEmpty ? .kept : kept.isEmpty ? .gone : .both
        self.init(field: field, kept: kept, gone: gone, outcome: outcome)
    }
}

/// A merge with everything that its page shows.
public struct MergeRecord: Encodable, Sendable {
    public let id: ID<Merge>
    public let kind: ProfileKind
    public let keptID: String
    public let goneID: String
    public let keptName: String
    public let goneName: String
    public let chosen: [String]
    /// Who merged; empty once the account is erased, and for the program.
    public let mergedBy: String
    public let createdAt: Moment
    public let undoneBy: String?
    public let undoneAt: Moment?
    /// How many changes it made to each kind of thing.
    public let changes: [MergePreview.Move]
    public let stayed: [Merge.Remainder]
    public let version: Int
    /// The sentence that says why it cannot be undone; nil when it can.
    public let obstacle: Problem.Reason?

    private enum CodingKeys: String, CodingKey {
        case id, kind, keptID, goneID, keptName, goneName, chosen, mergedBy, createdAt, undoneBy, undoneAt, changes,
            stayed, version
    }
}
