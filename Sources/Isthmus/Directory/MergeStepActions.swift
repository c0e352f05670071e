import Database
import Interchange

/// One change that a merge made: a column of a row, as JSON before and after; without a field, a row it took out.
struct MergeStep: Codable, Sendable {
    let mergeID: ID<Merge>
    let place: Int
    /// The table, and the row in it.
    let subject: String
    let subjectID: String
    let field: String
    let before: String
    let after: String
}

/// The changes of a merge in their order, as they are made.
struct MergeSteps {
    let merge: ID<Merge>
    private(set) var all: [MergeStep] = []

    init(of merge: ID<Merge>) { self.merge = merge }

    mutating func add(_ subject: String, _ id: String, _ field: String, from before: JSON, to after: JSON) {
        all.append(
            MergeStep(
                mergeID: merge, place: all.count + 1, subject: subject, subjectID: id, field: field,
                before: before.text, after: after.text))
    }

    /// The columns in which two states of a thing differ.
    mutating func add<Thing: Governed>(_ subject: String, from before: Thing, to after: Thing) throws {
        let pairs = zip(try Column.all(of: before), try Column.all(of: after))
        for (old, new) in pairs where old != new && !["version", "changed_at"].contains(old.name) {
            add(subject, before.id.text, old.name, from: JSON(column: old.value), to: JSON(column: new.value))
        }
    }
}

extension JSON {
    /// What a column holds; a text is a string, whatever it says.
    init(column: Database.Value) {
        switch column {
        case .null: self = .null
        case .integer(let number): self = .integer(number)
        case .real(let number): self = .number(number)
        case .text(let text): self = .string(text)
        }
    }

    var column: Database.Value {
        switch self {
        case .integer(let number): .integer(number)
        case .number(let number): .real(number)
        case .string(let text): .text(text)
        default: .null
        }
    }

    /// A row as an object of its columns.
    init(row: Row) { self = .object(row.pairs.map { ($0.name, JSON(column: $0.value)) }) }

    /// The row that was written so.
    var row: Row { Row((members ?? []).map { ($0.key, $0.value.column) }) }
}

extension Row {
    /// The row with other values in some columns.
    func setting(_ values: [String: Value]) -> Row { Row(pairs.map { ($0.name, values[$0.name] ?? $0.value) }) }

    func value(_ name: String) -> Value { pairs.first { $0.name == name }?.value ?? .null }
}

/// A column somewhere that names an organisation or a person, and with it follows into another.
struct MergeReference: Sendable, Hashable {
    let table: String
    let column: String
    /// What the journal calls the table's rows.
    let kind: String

    private init(_ table: String, _ column: String, kind: String? = nil) {
        (self.table, self.column, self.kind) = (table, column, kind ?? table)
    }

    /// Besides these, the relations of other organisations and the marks of imports follow.
    static func all(of kind: ProfileKind) -> [MergeReference] {
        switch kind {
        case .organisation: organisation + scopes
        case .person: person + scopes
        }
    }

    private static let organisation = [
        MergeReference("affiliation", "organisation_id"), MergeReference("team", "organisation_id"),
        MergeReference("competence", "organisation_id"), MergeReference("network_member", "organisation_id"),
        MergeReference("participation", "organisation_id"), MergeReference("claim", "organisation_id"),
        MergeReference("call_rule", "payer_id"), MergeReference("partner_search", "organisation_id"),
        MergeReference("search_review", "organisation_id"), MergeReference("search_invitation", "organisation_id"),
        MergeReference("expression", "organisation_id"), MergeReference("consortium_member", "organisation_id"),
        MergeReference("support_application", "organisation_id"),
        MergeReference("network_application", "organisation_id"),
        MergeReference("event_organiser", "organisation_id"), MergeReference("participant", "organisation_id"),
        MergeReference("contest_entry", "organisation_id"),
        MergeReference("cooperation_programme", "owner_id"),
        MergeReference("mobility_scheme", "owner_id"), MergeReference("public_body", "organisation_id"),
    ]
    private static let person = [
        MergeReference("affiliation", "person_id"), MergeReference("team", "leader_id"),
        MergeReference("competence", "person_id"), MergeReference("network_member", "person_id"),
        MergeReference("claim", "person_id"), MergeReference("account", "person_id"),
        MergeReference("partner_search", "person_id"), MergeReference("search_review", "person_id"),
        MergeReference("expression", "person_id"),
        MergeReference("support_application", "person_id"), MergeReference("network_application", "person_id"),
        MergeReference("event_speaker", "person_id"), MergeReference("contest_entry", "person_id"),
        MergeReference("office_term", "person_id"),
    ]
    private static let scopes = [
        MergeReference("role_grant", "scope", kind: RoleGrant.kind), MergeReference("invitation", "scope"),
    ]

    /// Tables that say again what the profiles' own rows say, and are written anew with them.
    static let derived: Set<String> = [
        "organisation_name", "organisation_identifier", "organisation_relation", "person_name", "person_language",
    ]

    /// Rows of which two that say the same become one: what must be equal, and what may be missing in one of them.
    static let facts: [String: (equal: [String], optional: [String])] = [
        "affiliation": (["organisation_id", "person_id", "until_day"], ["team_id", "title", "from_day"]),
        "network_member": (["network_id", "organisation_id", "person_id", "until_day"], ["role", "from_day"]),
    ]
}

extension Work {
    /// Lets every row that names the gone one name the kept one.
    func follow(from gone: String, to kept: String, _ kind: ProfileKind, _ steps: inout MergeSteps) throws {
        for reference in MergeReference.all(of: kind) {
            try removeRepetitions(reference, from: gone, to: kept, &steps)
            let (table, column) = (SQL.name(reference.table), SQL.name(reference.column))
            for row in try tx.rows("SELECT * FROM \(table) WHERE \(column) = \(gone) ORDER BY id") {
                var values: [(name: String, value: Value)] = [(reference.column, .text(kept))]
                if reference.table == "participation" { try values.append(ordinal(for: row, of: kept)) }
                let id: String = try row.get("id")
                for (name, value) in values where row.value(name) != value {
                    steps.add(
                        reference.table, id, name, from: JSON(column: row.value(name)), to: JSON(column: value))
                }
                try change(
                    row, of: reference.kind, in: reference.table, to: values, as: "\(reference.kind).moved")
            }
        }
        for row in try tx.rows("SELECT source, key FROM import_mark WHERE thing = \(gone) ORDER BY source, key") {
            let id = JSON(try [row.at(0, as: String.self), row.at(1, as: String.self)]).text
            steps.add("import_mark", id, "thing", from: .string(gone), to: .string(kept))
        }
        try tx.run("UPDATE import_mark SET thing = \(kept) WHERE thing = \(gone)")
    }

    /// A place in the project that the kept one has not got yet.
    private func ordinal(for row: Row, of kept: String) throws -> (name: String, value: Value) {
        let (project, role): (String, String) = (try row.get("project_id"), try row.get("role"))
        let own: Int64 = try row.get("ordinal")
        let taken = try tx.column(
            Int64.self,
            """
            SELECT ordinal FROM participation
            WHERE project_id = \(project) AND organisation_id = \(kept) AND role = \(role)
            """)
        return ("ordinal", .integer(taken.contains(own) ? (taken.max() ?? 0) + 1 : own))
    }

    /// Takes out rows that would say nothing but what another one says.
    private func removeRepetitions(
        _ reference: MergeReference, from gone: String, to kept: String, _ steps: inout MergeSteps
    ) throws {
        guard let facts = MergeReference.facts[reference.table] else { return }
        let (table, column) = (SQL.name(reference.table), SQL.name(reference.column))
        func rows(of id: String) throws -> [Row] {
            try tx.rows("SELECT * FROM \(table) WHERE \(column) = \(id) ORDER BY id")
        }
        var own = try rows(of: kept)
        for row in try rows(of: gone) {
            let moved = row.setting([reference.column: .text(kept)])
            let same = own.filter { other in facts.equal.allSatisfy { other.value($0) == moved.value($0) } }
            if let more = same.first(where: { $0.covers(moved, facts.optional) }) {
                try remove(row, from: reference.table, for: more, &steps)
            } else if let less = same.first(where: { moved.covers($0, facts.optional) }) {
                try remove(less, from: reference.table, for: row, &steps)
                own.removeAll { $0.value("id") == less.value("id") }
            }
        }
    }

    private func remove(_ row: Row, from table: String, for other: Row, _ steps: inout MergeSteps) throws {
        let id: String = try row.get("id")
        switch table {
        case "affiliation": try record("affiliation.repeated", from: row.decode(Affiliation.self), to: nil)
        case "network_member":
            try follow(application: row, to: other, &steps)
            try record("network_member.repeated", from: row.decode(NetworkMember.self), to: nil)
        default: throw Defect("nothing of \(table) is taken out")
        }
        try tx.run("DELETE FROM \(SQL.name(table)) WHERE id = \(id)")
        steps.add(table, id, "", from: JSON(row: row), to: .null)
    }
}

extension Work {
    /// The application that led to a membership which is taken out leads to the one that says the same.
    fileprivate func follow(application gone: Row, to kept: Row, _ steps: inout MergeSteps) throws {
        let (from, to) = (gone.value("id"), kept.value("id"))
        for row in try tx.rows("SELECT * FROM network_application WHERE member_id = \(from) ORDER BY id") {
            let (kind, id) = (NetworkApplication.kind, try row.get("id", as: String.self))
            steps.add(kind, id, "member_id", from: JSON(column: from), to: JSON(column: to))
            try change(row, of: kind, in: kind, to: [("member_id", to)], as: "network_application.moved")
        }
    }
}

extension Row {
    /// Whether this says all that another row says in these columns.
    fileprivate func covers(_ other: Row, _ columns: [String]) -> Bool {
        columns.allSatisfy { name in
            let theirs = other.value(name)
            return theirs == value(name) || [.null, .text(""), .text("{}")].contains(theirs)
        }
    }
}
