import Database
import Interchange

/// A thing as the journal knew it at some moment.
public struct RecordAsOf: Sendable {
    public let kind: String
    public let action: String
    public let changedAt: Moment
    public let changedBy: String
    /// Column names and values, sorted by name; texts in quotes, as JSON has them.
    public let fields: [(name: String, value: String)]
}

extension Programme {
    /// Rebuilds a thing from its journal lines up to a moment; nil when there was none, or it was gone.
    public func record(of thing: String, asOf moment: Moment) async throws -> RecordAsOf? {
        let lines = try await read { tx in
            try tx.all(
                JournalLine.self, "SELECT * FROM journal WHERE thing = \(thing) AND at <= \(moment) ORDER BY id")
        }
        guard let last = lines.last else { return nil }
        var fields: [String: JSON] = [:]
        for line in lines {
            let before = try JSON(parsing: line.before).dictionary ?? [:]
            let after = try JSON(parsing: line.after).dictionary ?? [:]
            for name in before.keys where after[name] == nil { fields[name] = nil }
            fields.merge(after) { _, new in new }
        }
        guard !fields.isEmpty else { return nil }
        return RecordAsOf(
            kind: last.kind, action: last.action, changedAt: last.at,
            changedBy: last.actorName.isEmpty ? last.actor : last.actorName,
            fields: fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value.text) })
    }
}

extension Programme {
    /// Who changed a thing last, and when; nil for what the journal does not know. For whoever may change it too.
    func lastChange(of thing: String) async throws -> (actor: String, name: String, at: Moment)? {
        try await read { tx in
            try tx.rows(
                """
                SELECT j.actor, \(JournalLine.shownName), j.at FROM journal j LEFT JOIN account a ON a.id = j.actor
                WHERE j.thing = \(thing) ORDER BY j.id DESC LIMIT 1
                """
            ).first.map { (try $0.at(0), try $0.at(1), try $0.at(2)) }
        }
    }
}

extension JournalLine {
    /// Who acted, for a reader. The journal keeps no names of accounts, so that one can be erased: they are looked up.
    static let shownName: SQL = "CASE WHEN j.actor_name = '' THEN COALESCE(a.name, j.actor) ELSE j.actor_name END"
}
