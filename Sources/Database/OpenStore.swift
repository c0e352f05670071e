/// The store at `address`: a PostgreSQL server if it begins with `postgres://` or `postgresql://`, otherwise the path
/// of an SQLite file, which is made when it is missing. `connections` counts for PostgreSQL only.
public func openStore(
    _ address: String, connections: Int = 8, log: StatementLog = StatementLog()
) throws -> any Store {
    if address.hasPrefix("postgres://") || address.hasPrefix("postgresql://") {
        return try PostgresStore(url: address, connections: connections, log: log)
    }
    return try SQLiteStore(path: address, log: log)
}
