import Database

extension ParticipantProfile {
    /// Whether a reader who takes no part asks in the name of others: the organisers do for those without an account.
    func asksForOthers(_ actor: Actor) -> Bool {
        reader == nil && participant.brokerage?.allows(.plan, to: actor) == true
    }
}

extension Programme {
    /// Those for whom the organisers ask, since nobody else can: who takes part without an account, by name.
    func participantsWithoutAccount(in id: ID<Brokerage>, as actor: Actor) async throws -> [ParticipantLine] {
        try await read { tx in
            _ = try tx.see(id, to: .plan, as: actor)
            return try tx.all(
                ParticipantLine.self,
                """
                SELECT \(Participant.listing.columns) FROM \(Participant.source)
                WHERE p.brokerage_id = \(id) AND p.account_id IS NULL AND \(Participant.present)
                ORDER BY a.sort_name, p.id LIMIT 3000
                """)
        }
    }
}
