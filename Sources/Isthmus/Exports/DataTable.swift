import Database

/// A table of the database as an export writes it: its name, and the columns that order its rows.
struct DataTable: Sendable, Equatable {
    let name: String
    /// The columns of its primary key.
    let key: [String]
    /// A column that names a row of the same table: such rows come in after those that they name.
    let own: String?

    /// What concerns one machine or one moment: who is signed in, tries at signing in, links on their way by mail, and
    /// which steps of the schema were applied.
    static let left: Set<String> = ["session", "attempt", "account_link", "update_link", "migration"]

    /// Every table of the programme in the order in which the schema makes them: whatever a row names comes before it.
    static let all: [DataTable] = Programme.migrations.flatMap { tables(in: $0.script) }

    /// Those that an export holds.
    static let exported = all.filter { !left.contains($0.name) }

    /// The tables that a script makes. Our scripts write one column a line.
    static func tables(in script: String) -> [DataTable] {
        var tables: [DataTable] = []
        var name: String?
        var (key, own): ([String], String?) = ([], nil)
        for line in script.split(separator: "\n") {
            let words = line.split { " (),;".contains($0) }.map(String.init)
            if line.hasPrefix("CREATE TABLE "), words.count >= 3 {
                (name, key, own) = (words[2], [], nil)
            } else if let table = name {
                if line.hasPrefix(")") {
                    tables.append(DataTable(name: table, key: key, own: own))
                    name = nil
                } else if words.starts(with: ["PRIMARY", "KEY"]) {
                    key = Array(words.dropFirst(2))
                } else {
                    if line.contains(" PRIMARY KEY"), let column = words.first { key = [column] }
                    if line.contains(" REFERENCES \(table) ("), let column = words.first { own = column }
                }
            }
        }
        return tables
    }
}
