import Database

/// What the database keeps of a profile besides its row, and what a merge does with it.
protocol MergeStored: Mergeable {
    static var table: SQL { get }
    /// Identifiers as the profile lists them; some may belong to others.
    var listedIdentifiers: [Identifier] { get }
    /// Those by which this one is found.
    func ownIdentifiers(in tx: Transaction) throws -> [Identifier]
    func forgetLookups(in tx: Transaction) throws
    /// Writes the lookups, with those of the identifiers that nobody else has.
    func settleLookups(_ identifiers: [Identifier], in tx: Transaction) throws
    /// Lets other profiles of the kind name the kept one in place of this one.
    func leave(to kept: Self, _ work: Work, _ steps: inout MergeSteps) throws
    /// The profile naming only what there is: for one that comes back after others were merged.
    func settled(in tx: Transaction) throws -> Self
}

extension Organisation: MergeStored {
    static var table: SQL { "organisation" }
    var listedIdentifiers: [Identifier] { identifiers }

    func ownIdentifiers(in tx: Transaction) throws -> [Identifier] {
        try tx.all(
            Identifier.self,
            """
            SELECT scheme, value FROM organisation_identifier WHERE organisation_id = \(id) ORDER BY scheme, value
            """)
    }

    func forgetLookups(in tx: Transaction) throws { try tx.forgetLookups(of: id) }

    func settleLookups(_ identifiers: [Identifier], in tx: Transaction) throws {
        try tx.forgetLookups(of: id)
        for name in foldedNames {
            try tx.run(
                """
                INSERT INTO organisation_name (organisation_id, folded, kind)
                VALUES (\(id), \(name.folded), \(name.kind))
                """)
        }
        for identifier in identifiers {
            try tx.run(
                """
                INSERT INTO organisation_identifier (scheme, value, organisation_id)
                VALUES (\(identifier.scheme), \(identifier.value), \(id)) ON CONFLICT (scheme, value) DO NOTHING
                """)
        }
        try settleRelations(in: tx)
    }

    private func settleRelations(in tx: Transaction) throws {
        try tx.run("DELETE FROM organisation_relation WHERE organisation_id = \(id)")
        for (kind, others) in [("parent", parents), ("successor", successors)] {
            for other in united(others, []) {
                try tx.run("INSERT INTO organisation_relation VALUES (\(id), \(kind), \(other))")
            }
        }
    }

    func leave(to kept: Organisation, _ work: Work, _ steps: inout MergeSteps) throws {
        let others = try work.tx.all(
            Organisation.self,
            """
            SELECT * FROM organisation WHERE id <> \(kept.id) AND id IN
            (SELECT organisation_id FROM organisation_relation WHERE other_id = \(id)) ORDER BY id
            """)
        for other in others {
            var next = other
            func renamed(_ ids: [ID<Organisation>]) -> [ID<Organisation>] {
                united(ids.map { $0 == id ? kept.id : $0 }, []).filter { $0 != other.id }
            }
            (next.parents, next.successors) = (renamed(other.parents), renamed(other.successors))
            (next.version, next.changedAt) = (other.version + 1, work.now)
            try work.save(next, over: other, in: "organisation", as: "organisation.changed")
            try next.settleRelations(in: work.tx)
            try steps.add(Organisation.kind, from: other, to: next)
        }
    }

    func settled(in tx: Transaction) throws -> Organisation {
        var next = self
        func there(_ ids: [ID<Organisation>]) throws -> [ID<Organisation>] {
            united(try ids.compactMap { try tx.whereIs($0.text, in: .organisation).map { ID($0) } }, [])
                .filter { $0 != id }
        }
        (next.parents, next.successors) = (try there(parents), try there(successors))
        return next
    }
}

extension Person: MergeStored {
    static var table: SQL { "person" }
    var listedIdentifiers: [Identifier] { [] }
    func ownIdentifiers(in tx: Transaction) throws -> [Identifier] { [] }

    func forgetLookups(in tx: Transaction) throws {
        try tx.run("DELETE FROM person_name WHERE person_id = \(id)")
        try tx.run("DELETE FROM person_language WHERE person_id = \(id)")
    }

    func settleLookups(_ identifiers: [Identifier], in tx: Transaction) throws {
        try forgetLookups(in: tx)
        try tx.writeLookups(of: self)
    }

    func leave(to kept: Person, _ work: Work, _ steps: inout MergeSteps) throws {}

    /// An ORCID iD that somebody else has by now is theirs.
    func settled(in tx: Transaction) throws -> Person {
        var next = self
        if let orcid, try tx.count("SELECT COUNT(*) FROM person WHERE orcid = \(orcid) AND id <> \(id)") > 0 {
            next.orcid = nil
        }
        return next
    }
}

extension Transaction {
    /// Where a profile is that may have been merged into others since: its own id or a later one; nil for none.
    func whereIs(_ id: String, in kind: ProfileKind) throws -> String? {
        var place = id
        for _ in 0..<Self.longestWay {
            let found =
                switch kind {
                case .organisation: try count("SELECT COUNT(*) FROM organisation WHERE id = \(place)")
                case .person: try count("SELECT COUNT(*) FROM person WHERE id = \(place)")
                }
            if found > 0 { return place }
            guard let next = try value(String.self, "SELECT to_id FROM moved WHERE id = \(place)") else { return nil }
            place = next
        }
        return nil
    }

    /// How many moves are followed from one address.
    static var longestWay: Int { 100 }
}
