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

    init(from old: [Column], to new: [Column]) {
        let oldByName = Dictionary(old.map { ($0.name, $0) }) { first, _ in first }
        let newNames = Set(new.map(\.name))
        var before: [String] = []
        var after: [String] = []
        var meaningful = 0
        for column in new where oldByName[column.name] != column {
            if let was = oldByName[column.name] { before.append(Self.pair(was)) }
            after.append(Self.pair(column))
            if !Self.bookkeeping.contains(column.name) { meaningful += 1 }
        }
        for column in old where !newNames.contains(column.name) {
            before.append(Self.pair(column))
            meaningful += 1
        }
        isEmpty = meaningful == 0
        self.before = "{" + before.joined(separator: ",") + "}"
        self.after = "{" + after.joined(separator: ",") + "}"
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
