import Database

extension Programme {
    public func event(_ id: ID<Event>, as actor: Actor) async throws -> EventProfile {
        let now = clock()
        return try await read { tx in
            let event = try tx.see(id, as: actor)
            return EventProfile(
                event: event.seen(mayJoin: event.allows(.receive, to: actor)), state: event.state(at: now),
                organisers: try tx.organisers(of: id, for: actor),
                topics: try tx.named(
                    """
                    SELECT t.id, t.name, t.code AS note FROM event_topic k JOIN topic t ON t.id = k.topic_id
                    WHERE k.event_id = \(id) ORDER BY t.id
                    """),
                mayEdit: event.allows(.edit, to: actor), history: try tx.history(of: id.text, isOffice: actor.isOffice))
        }
    }
}
