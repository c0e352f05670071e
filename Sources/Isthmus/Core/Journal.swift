import Database

/// Who did what, when, on which thing, and what it changed. Lines are only ever added.
public struct JournalLine: Codable, Sendable {
    public let id: String
    public let at: Moment
    /// The account's id; empty when the program itself acted.
    public let actor: String
    public let actorName: String
    /// A past participle after the kind: `organisation.changed`.
    public let action: String
    public let kind: String
    public let thing: String
    /// JSON objects of the columns that differ, as they were and as they are now.
    public let before: String
    public let after: String
    /// Its place in the sealed order; nil until the seal reached it.
    public let position: Int64?
}

/// The columns in which two states of a thing differ, as two JSON objects with the same keys.
struct JournalChange {
    let before: String
    let after: String
    let isEmpty: Bool

    /// The columns as they are now that differ from before.
    let changed: [Column]

    /// States of one thing, whose columns are the same in the same order; a state in which it does not exist has none.
    init(from old: [Column], to new: [Column]) {
        let was = old.isEmpty || new.isEmpty ? old : zip(old, new).filter { $0 != $1 }.map(\.0)
        changed = old.isEmpty || new.isEmpty ? new : zip(old, new).filter { $0 != $1 }.map(\.1)
        isEmpty = !(was + changed).contains { !Self.bookkeeping.contains($0.name) }
        before = "{" + was.map(Self.pair).joined(separator: ",") + "}"
        after = "{" + changed.map(Self.pair).joined(separator: ",") + "}"
    }

    /// Columns that change with every change and say nothing by themselves.
    private static let bookkeeping: Set<String> = ["version", "changed_at"]

    private static func pair(_ column: Column) -> String {
        let value =
            switch column.value {
            case .null: "null"
            case .integer(let number): String(number)
            case .real(let number): "\(number)"
            case .text(let text): column.isJSON ? text : Multilingual.quoted(text)
            }
        return "\"\(column.name)\":\(value)"
    }
}
