import Database

extension Absence {
    /// The rows with `a` for the table. A session has the times of the agenda, wherever it was moved since.
    static let columns: SQL = """
        a.id, a.participant_id, a.kind, a.session_id, COALESCE(es.starts, a.starts) AS starts,
        COALESCE(es.ends, a.ends) AS ends, COALESCE(es.starts_at, a.starts_at) AS starts_at,
        COALESCE(es.ends_at, a.ends_at) AS ends_at, a.version, a.created_at, a.changed_at
        """
    static let source: SQL = "participant_absence a LEFT JOIN event_session es ON es.id = a.session_id"
}

extension Transaction {
    func absences(of participants: [ID<Participant>]) throws -> [Absence] {
        try all(
            Absence.self,
            """
            SELECT \(Absence.columns) FROM \(Absence.source) WHERE a.participant_id IN (\(participants))
            ORDER BY a.participant_id, COALESCE(es.starts_at, a.starts_at), a.id
            """)
    }
}

extension Work {
    /// Whoever attends a session that is taken out of the agenda is free at its time.
    func leaveSession(_ gone: EventSession) throws {
        let known = try tx.all(
            Absence.self, "SELECT * FROM participant_absence WHERE session_id = \(gone.id) ORDER BY id")
        for absence in known {
            try tx.run("DELETE FROM participant_absence WHERE id = \(absence.id)")
            try record("participant_absence.removed", from: absence, to: nil)
        }
    }

    /// Tells absences what their times mean by the event's clocks; those in a session have its times.
    func settleAbsences(of brokerage: ID<Brokerage>, in event: Event) throws {
        let known = try tx.all(
            Absence.self,
            """
            SELECT a.* FROM participant_absence a JOIN participant p ON p.id = a.participant_id
            WHERE p.brokerage_id = \(brokerage) AND a.session_id IS NULL ORDER BY a.id
            """)
        for before in known {
            var after = before
            (after.startsAt, after.endsAt) = (event.clock.moment(before.starts), event.clock.moment(before.ends))
            guard after.startsAt != before.startsAt || after.endsAt != before.endsAt else { continue }
            (after.version, after.changedAt) = (before.version + 1, now)
            try save(after, over: before, in: "participant_absence", as: "participant_absence.changed")
        }
    }
}
