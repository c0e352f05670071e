import Database

/// A rule that must always hold, put as a question that finds the rows breaking it.
public struct Invariant: Sendable {
    public let name: String
    /// Selects the ids of offenders, one column.
    public let offenders: SQL

    public init(name: String, offenders: SQL) {
        self.name = name
        self.offenders = offenders
    }
}

extension Programme {
    public struct Breach: Sendable, Equatable {
        public let invariant: String
        /// The first ten offenders' ids.
        public let offenders: [String]
    }

    /// Asks every question; empty when the data are sound.
    public func check(_ invariants: [Invariant]) async throws -> [Breach] {
        try await read { tx in
            try invariants.compactMap { invariant in
                let offenders = try tx.column(String.self, "SELECT * FROM (\(invariant.offenders)) AS found LIMIT 10")
                return offenders.isEmpty ? nil : Breach(invariant: invariant.name, offenders: offenders)
            }
        }
    }
}
