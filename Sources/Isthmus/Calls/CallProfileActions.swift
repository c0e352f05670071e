import Database

extension Programme {
    public func call(_ id: ID<Call>, as actor: Actor) async throws -> CallProfile {
        let now = clock()
        return try await read { tx in
            let call = try tx.see(id, as: actor)
            return CallProfile(
                call: call, state: call.state(at: now), rules: try tx.rules(of: id),
                topics: try tx.named(
                    """
                    SELECT t.id, t.name, t.code AS note FROM call_topic k JOIN topic t ON t.id = k.topic_id
                    WHERE k.call_id = \(id) ORDER BY t.id
                    """),
                seenAt: try tx.value(Moment.self, "SELECT seen_at FROM call_sighting WHERE call_id = \(id)"),
                mayEdit: call.allows(.edit, to: actor),
                history: try tx.history(of: id.text, isOffice: actor.isOffice))
        }
    }

    func callToEdit(_ id: ID<Call>, as actor: Actor) async throws -> Call {
        try await read { tx in try tx.callToEdit(id, as: actor) }
    }

    /// The country of the reader's own side: where they, or what they represent, are; nil where that is not known.
    func ownCountry(of actor: Actor) async throws -> String? {
        guard actor.isSignedIn, !actor.isOffice else { return nil }
        let person = actor.person ?? ""
        let kept = actor.scopes(of: .representative) + [""]
        return try await read { tx in
            try tx.value(
                String.self,
                """
                SELECT country FROM (SELECT 0 AS place, country FROM person WHERE id = \(person)
                UNION ALL SELECT 1, country FROM organisation WHERE id IN (\(kept))) AS known
                WHERE country <> '' ORDER BY place, country LIMIT 1
                """)
        }
    }
}

extension Transaction {
    /// A call for whoever may change it.
    func callToEdit(_ id: ID<Call>, as actor: Actor) throws -> Call {
        let call = try see(id, as: actor)
        if let refusal = call.refusal(of: .edit, to: actor) {
            throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        return call
    }
}
