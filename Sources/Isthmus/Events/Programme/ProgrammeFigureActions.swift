import Database
import Text

extension Programme {
    /// Month by country, theme by audience, month by theme.
    public func coverage(
        of id: ID<EventProgramme>, _ part: ProposalPart, as actor: Actor
    ) async throws -> EventCoverage {
        let now = clock()
        return try await read { tx in
            let programme = try tx.see(id, to: .work, as: actor)
            let sides: [(CoverageAxis, CoverageAxis)] = [(.month, .country), (.theme, .audience), (.month, .theme)]
            return EventCoverage(
                programmeID: id, part: part,
                matrices: try sides.map { try tx.matrix($0, $1, of: programme, part, at: now) })
        }
    }

    /// Events of a programme that would take each other's audience.
    public func collisions(of id: ID<EventProgramme>, as actor: Actor) async throws -> [EventCollision] {
        try await read { tx in
            let programme = try tx.see(id, to: .work, as: actor)
            let rows = try tx.rows(
                """
                SELECT p.id, p.title, p.status, p.theme,
                CASE WHEN e.id IS NULL THEN p.city ELSE e.city END AS city,
                \(CoverageAxis.country.column) AS country,
                CASE WHEN e.id IS NULL THEN p.first_day ELSE SUBSTR(e.starts, 1, 10) END AS first_day,
                CASE WHEN e.id IS NULL THEN p.last_day ELSE SUBSTR(e.ends, 1, 10) END AS last_day
                FROM event_proposal p LEFT JOIN event e ON e.id = p.event_id
                WHERE p.programme_id = \(programme.id) AND p.status IN ('submitted', 'review', 'selected', 'reserve')
                AND CASE WHEN e.id IS NULL THEN p.format ELSE e.format END <> 'online'
                AND CASE WHEN e.id IS NULL THEN p.city ELSE e.city END <> ''
                AND (e.id IS NULL OR e.status <> 'cancelled') ORDER BY p.id
                """)
            return EventCollision.all(
                among: try rows.map { row in
                    let city: String = try row.get("city")
                    return EventCollision.Place(
                        id: try row.get("id"), title: try row.get("title"),
                        status: EventProposal.Status(rawValue: try row.get("status")) ?? .submitted,
                        theme: try row.get("theme"), place: folded(city), city: city,
                        country: try row.get("country"), firstDay: try row.get("first_day"),
                        lastDay: try row.get("last_day"))
                })
        }
    }

    public func statistics(of id: ID<EventProgramme>, as actor: Actor) async throws -> ProgrammeStatistics {
        let now = clock()
        return try await read { tx in
            let programme = try tx.see(id, to: .work, as: actor)
            return try tx.statistics(of: programme, at: now)
        }
    }

    /// The closing booklet: the office's draft while the programme runs, everybody's once it is finished.
    public func booklet(of id: ID<EventProgramme>, as actor: Actor) async throws -> Booklet {
        let now = clock()
        return try await read { tx in
            let programme = try tx.see(id, to: .read, as: actor)
            let proposals = try tx.all(
                EventProposal.self,
                """
                SELECT p.* FROM event_proposal p JOIN event e ON e.id = p.event_id
                WHERE p.programme_id = \(id) AND p.status = 'selected' AND e.status = 'published'
                ORDER BY e.starts_at, e.id
                """)
            let reports = Dictionary(
                try tx.all(
                    EventReport.self,
                    """
                    SELECT r.* FROM event_report r JOIN event_proposal p ON p.id = r.proposal_id
                    WHERE p.programme_id = \(id) AND r.status = 'accepted'
                    """
                ).map { ($0.proposalID, $0) }
            ) { first, _ in first }
            return Booklet(
                programme: programme.seen(by: actor), topics: try tx.topics(of: programme),
                statistics: try tx.statistics(of: programme, at: now),
                entries: try proposals.compactMap { proposal in
                    guard let event = try proposal.eventID.flatMap({ try Event.find($0, in: tx) }) else { return nil }
                    return BookletEntry(
                        event: event.seen(mayJoin: false), organisers: proposal.organisers, theme: proposal.theme,
                        report: reports[proposal.id]?.seen(by: actor))
                })
        }
    }
}

extension Transaction {
    private func counts(_ column: SQL, of programme: EventProgramme, _ condition: SQL) throws -> [ProgrammeCount] {
        try rows(
            """
            SELECT \(column) AS code, COUNT(*) AS n FROM \(EventProposal.source)
            WHERE p.programme_id = \(programme.id) AND \(condition) GROUP BY \(column) ORDER BY n DESC, code
            """
        ).map { ProgrammeCount(code: try $0.at(0, as: String.self), count: try $0.at(1, as: Int.self)) }
    }

    fileprivate func matrix(
        _ rowAxis: CoverageAxis, _ columnAxis: CoverageAxis, of programme: EventProgramme, _ part: ProposalPart,
        at now: Moment
    ) throws -> CoverageMatrix {
        struct Crossing: Hashable { let row, column: String }
        let found = try rows(
            """
            SELECT \(rowAxis.column) AS a, \(columnAxis.column) AS b, COUNT(*) AS n FROM \(EventProposal.source)
            WHERE p.programme_id = \(programme.id) AND \(part.condition(at: now))
            GROUP BY \(rowAxis.column), \(columnAxis.column)
            """)
        var counts: [Crossing: Int] = [:]
        for row in found {
            let crossing = Crossing(row: try row.at(0, as: String.self), column: try row.at(1, as: String.self))
            counts[crossing] = try row.at(2, as: Int.self)
        }
        // What lies outside the programme's own sides stands behind them.
        func keys(_ axis: CoverageAxis, _ own: KeyPath<Crossing, String>) -> [String] {
            let planned = programme.keys(axis)
            return planned + Set(counts.keys.map { $0[keyPath: own] }).subtracting(planned).sorted()
        }
        let (rowKeys, columnKeys) = (keys(rowAxis, \.row), keys(columnAxis, \.column))
        return CoverageMatrix(
            rows: rowAxis, columns: columnAxis, rowKeys: rowKeys, columnKeys: columnKeys,
            counts: rowKeys.map { row in columnKeys.map { counts[Crossing(row: row, column: $0)] ?? 0 } })
    }

    fileprivate func statistics(of programme: EventProgramme, at now: Moment) throws -> ProgrammeStatistics {
        func counts(_ axis: CoverageAxis, _ part: ProposalPart) throws -> [ProgrammeCount] {
            try self.counts(axis.column, of: programme, part.condition(at: now))
        }
        func byMonth(_ part: ProposalPart) throws -> [String: Int] {
            Dictionary(try counts(.month, part).map { ($0.code, $0.count) }) { first, _ in first }
        }
        let (proposed, selected, held) = (try byMonth(.proposed), try byMonth(.selected), try byMonth(.held))
        let months = Set(programme.keys(.month)).union(proposed.keys).sorted()
        let reports = try rows(
            """
            SELECT p.theme AS theme, r.participants AS participants FROM \(EventProposal.source)
            WHERE p.programme_id = \(programme.id) AND \(ProposalPart.accepted.condition(at: now)) ORDER BY r.id
            """
        ).map { (theme: try $0.at(0, as: String.self), people: try $0.decode(ReportPeople.self).participants) }
        let people = reports.flatMap(\.people)
        return ProgrammeStatistics(
            programmeID: programme.id,
            parts: try ProposalPart.allCases.map { part in
                ProgrammeCount(
                    code: part.rawValue,
                    count: try count(
                        """
                        SELECT COUNT(*) FROM \(EventProposal.source) WHERE p.programme_id = \(programme.id)
                        AND \(part.condition(at: now))
                        """))
            },
            statuses: try self.counts("p.status", of: programme, "1 = 1"),
            months: months.map {
                ProgrammeMonth(
                    month: $0, proposed: proposed[$0] ?? 0, selected: selected[$0] ?? 0, held: held[$0] ?? 0)
            },
            countries: try counts(.country, .selected), themes: try counts(.theme, .selected),
            participants: people.reduce(0) { $0 + $1.count },
            participantsByCountry: Self.sums(people.map { ($0.country, $0.count) }),
            participantsByTheme: Self.sums(reports.map { ($0.theme, $0.people.reduce(0) { $0 + $1.count }) }))
    }

    /// Most first.
    private static func sums(_ parts: [(code: String, count: Int)]) -> [ProgrammeCount] {
        Dictionary(parts.map { ($0.code, $0.count) }, uniquingKeysWith: +)
            .map { ProgrammeCount(code: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.code) < ($0.count, $1.code) }
    }
}

private struct ReportPeople: Decodable, Sendable { let participants: [ReportCountry] }

extension EventProgramme {
    /// What a matrix shows on a side, whether anything is there or not.
    func keys(_ axis: CoverageAxis) -> [String] {
        switch axis {
        case .month: months.map { String($0.description.prefix(7)) }
        case .country: countries
        case .theme: topics
        case .audience: audiences.map(\.code)
        }
    }
}
