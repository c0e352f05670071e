import Database

extension OwnCalendar {
    /// The meetings of published timetables, at every event where somebody takes part in them.
    static let meetings = Source(name: "meetings") { tx, reader in
        let people = try tx.column(
            ID<Participant>.self,
            """
            SELECT p.id FROM participant p JOIN brokerage b ON b.id = p.brokerage_id JOIN event e ON e.id = b.event_id
            WHERE p.account_id = \(reader.account) AND b.edition > 0 AND e.status <> 'draft'
            AND e.ends_at > \(reader.since) ORDER BY e.starts_at, p.id LIMIT 100
            """)
        return try people.flatMap { id -> [ICalendar.Entry] in
            guard let known = try Participant.find(id, in: tx), let brokerage = known.brokerage else { return [] }
            let own = try tx.ownTimetable(of: id, in: brokerage, at: reader.now)
            return MeetingCalendar(own: own, address: reader.address, words: reader.words).entries
        }
    }
}
