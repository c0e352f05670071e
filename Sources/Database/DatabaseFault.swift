/// What can go wrong between us and an engine, said once for both.
public enum DatabaseFault: Error, Sendable, Equatable {
    /// Two rows with the same key. The name is the constraint's (PostgreSQL) or the column's (SQLite).
    case unique(String)
    case foreignKey(String)
    /// A CHECK or NOT NULL did not hold, a trigger refused, or a value can be stored on neither engine.
    case check(String)
    /// Another transaction was faster; running the closure again may succeed.
    case conflict(String)
    /// The connection broke; nothing of the transaction was kept, unless it broke during COMMIT.
    case disconnected(String)
    case noColumn(String)
    case wrongType(String)
    case noRow
    /// A migration that was applied is not the one this program carries.
    case changedMigration(String)
    /// The database was made by a newer program.
    case unknownMigration(String)
    /// The database is set up in a way that this program cannot work with; the text says how to mend it.
    case unsuitable(String)
    case other(String)

    /// The transaction may be run again.
    public var mayRunAgain: Bool { if case .conflict = self { true } else { false } }
}
