import Database
import Interchange
import Text

/// Which lines of the journal are asked for. What is empty narrows nothing.
struct JournalQuestion: Sendable, Equatable {
    var thing = ""
    var kind = ""
    /// A part of the name of who acted.
    var who = ""
    var from: Day?
    /// Its end counts.
    var until: Day?
    /// Lines older than this one.
    var before = ""
}

/// A line of the journal for people: whom it is about, and field by field what it changed.
struct JournalEntry: Sendable {
    struct Change: Sendable, Equatable {
        let field: String
        let before: String
        let after: String
    }
    let line: JournalLine
    /// What the thing is called now; nil where it has no name or is gone.
    let name: String?
    let changes: [Change]
}

extension Programme {
    static let mostJournalLines = 100

    /// The kinds of things that the journal knows, for choosing one.
    func journalKinds(as actor: Actor) async throws -> [String] {
        try await read { tx in
            try tx.column(
                String.self,
                """
                WITH RECURSIVE kinds (kind) AS (
                  SELECT MIN(kind) FROM journal
                  UNION ALL SELECT (SELECT MIN(j.kind) FROM journal j WHERE j.kind > k.kind) FROM kinds k
                  WHERE k.kind IS NOT NULL
                )
                SELECT kind FROM kinds WHERE kind IS NOT NULL
                """)
        }
    }

    /// A hundred lines of the journal, newest first, for the office.
    func journal(_ question: JournalQuestion, as actor: Actor) async throws -> [JournalEntry] {
        guard actor.isOffice else {
            throw actor.isSignedIn ? Problem.refused(.init("office.refused")) : Problem.signInNeeded
        }
        return try await read { tx in
            let lines = try tx.all(
                JournalLine.self,
                """
                SELECT j.id, j.at, j.actor, \(JournalLine.shownName) AS actor_name, j.action, j.kind, j.thing, j.before,
                  j.after, j.position
                FROM journal j LEFT JOIN account a ON a.id = j.actor WHERE \(SQL.all(question.conditions(in: tx)))
                ORDER BY j.id DESC LIMIT \(Self.mostJournalLines)
                """)
            let names = try tx.names(of: lines, in: actor.language)
            return try lines.map { line in
                JournalEntry(line: line, name: names[line.thing], changes: try JournalEntry.changes(of: line))
            }
        }
    }
}

extension JournalQuestion {
    fileprivate func conditions(in tx: Transaction) throws -> [SQL] {
        var conditions: [SQL] = []
        if !thing.isEmpty { conditions.append("j.thing = \(thing)") }
        if !kind.isEmpty { conditions.append("j.kind = \(kind)") }
        if !who.isEmpty { conditions.append("j.actor IN (\(try tx.accounts(called: who)))") }
        if let from { conditions.append("j.at >= \(from.start)") }
        if let until { conditions.append("j.at < \(until.adding(days: 1).start)") }
        if !before.isEmpty { conditions.append("j.id < \(before)") }
        return conditions
    }
}

extension JournalEntry {
    /// The fields of both states in the order of their names; what stood on one side only is empty on the other.
    static func changes(of line: JournalLine) throws -> [Change] {
        let before = try JSON(parsing: line.before).dictionary ?? [:]
        let after = try JSON(parsing: line.after).dictionary ?? [:]
        return Set(before.keys).union(after.keys).sorted().compactMap { field in
            let change = Change(field: field, before: shown(before[field]), after: shown(after[field]))
            return change.before == change.after ? nil : change
        }
    }

    private static func shown(_ value: JSON?) -> String {
        switch value {
        case nil, .null: ""
        case .string(let text): text
        case .array(let values) where values.isEmpty: ""
        case .object(let members) where members.isEmpty: ""
        case .some(let value): value.text
        }
    }
}

private struct Called<Name: Decodable & Sendable>: Decodable, Sendable {
    let id: String
    let name: Name
}

extension Transaction {
    /// The accounts in whose name `text` stands, however it is written.
    fileprivate func accounts(called text: String) throws -> [String] {
        try all(Called<String>.self, "SELECT id, name FROM account").filter { folded($0.name).contains(folded(text)) }
            .prefix(500).map(\.id)
    }

    /// What the things of the lines are called, by id.
    fileprivate func names(of lines: [JournalLine], in language: String) throws -> [String: String] {
        let things = Dictionary(grouping: lines, by: \.kind).mapValues { Set($0.map(\.thing)).sorted() }
        var names: [String: String] = [:]
        func add<Name: Decodable & Sendable>(_ kind: String, _ select: SQL, _ text: (Name) -> String) throws {
            guard let ids = things[kind] else { return }
            for thing in try all(Called<Name>.self, "\(select) WHERE id IN (\(ids))") {
                names[thing.id] = text(thing.name)
            }
        }
        let same: (String) -> String = { $0 }
        let reading: (Multilingual) -> String = { $0.reading(language) }
        let person: ([PersonName]) -> String = { $0.text(in: language) }
        try add("organisation", "SELECT id, legal_name AS name FROM organisation", same)
        try add("account", "SELECT id, name FROM account", same)
        try add("person", "SELECT id, names AS name FROM person", person)
        try add("project", "SELECT id, title AS name FROM project", reading)
        try add("competence", "SELECT id, statement AS name FROM competence", reading)
        try add("team", "SELECT id, name FROM team", reading)
        try add("network", "SELECT id, name FROM network", reading)
        try add(
            "network_application",
            """
            SELECT id, name FROM (SELECT a.id, n.name FROM network_application a
            JOIN network n ON n.id = a.network_id) named
            """, reading)
        try add("cooperation_programme", "SELECT id, title AS name FROM cooperation_programme", reading)
        try add("mobility_scheme", "SELECT id, title AS name FROM mobility_scheme", reading)
        try add("obstacle", "SELECT id, title AS name FROM obstacle", reading)
        try add("dossier_edition", "SELECT id, title AS name FROM dossier_edition", reading)
        try add("evidence_source", "SELECT id, title AS name FROM evidence_source", reading)
        try add("country_group", "SELECT id, name FROM country_group", reading)
        try add("public_body", "SELECT id, name FROM public_body", reading)
        try add("call", "SELECT id, title AS name FROM call", reading)
        try add("support_call", "SELECT id, title AS name FROM support_call", reading)
        try add("form", "SELECT id, title AS name FROM form_version", reading)
        try add("event", "SELECT id, title AS name FROM event", reading)
        try add("event_programme", "SELECT id, title AS name FROM event_programme", reading)
        try add("event_proposal", "SELECT id, title AS name FROM event_proposal", reading)
        try add("event_material", "SELECT id, title AS name FROM event_material", reading)
        try add("event_question", "SELECT id, question AS name FROM event_question", reading)
        try add("contest", "SELECT id, title AS name FROM contest", reading)
        try add("contest_entry", "SELECT id, title AS name FROM contest_entry", reading)
        try add("contest_stand", "SELECT id, number AS name FROM contest_stand", same)
        try add("campaign", "SELECT id, title AS name FROM campaign", reading)
        try add("segment", "SELECT id, name FROM segment", same)
        try add("partner_search", "SELECT id, title AS name FROM partner_search", reading)
        return names.filter { !$0.value.isEmpty }
    }
}
