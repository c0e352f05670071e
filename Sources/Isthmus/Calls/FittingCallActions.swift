import Database
import Matching

extension Programme {
    /// The open and forthcoming calls that fit what somebody can do and has done, the best first, without those in
    /// which their country's side may not take part. Throws `Problem.notReady` while the index is made.
    func fittingCalls(
        for kind: FinderRecord.Kind, _ id: String, most: Int = FittingCalls.most, as actor: Actor
    ) async throws -> FittingCalls {
        try await fittingCalls(for: kind, id, most: most, try await finder.freshTerms(in: self), as: actor)
    }

    /// The same for a page that also has other things to say: without calls while the index is made.
    func fittingCallsNow(
        for kind: FinderRecord.Kind, _ id: String, most: Int, as actor: Actor
    ) async throws -> FittingCalls {
        try await fittingCalls(for: kind, id, most: most, try await finder.freshTermsNow(in: self), as: actor)
    }

    private func fittingCalls(
        for kind: FinderRecord.Kind, _ id: String, most: Int, _ space: TermSpace.Snapshot?, as actor: Actor
    ) async throws -> FittingCalls {
        let (now, known) = (clock(), callWords)
        return try await read { tx in
            guard let owner = try tx.records([FinderRecord.key(kind, id)]).first, owner.isPublic || actor.isOffice
            else { throw Problem.notFound }
            guard let space else { return FittingCalls(owner: owner, calls: nil) }
            let open = try tx.openCalls(to: owner.country, at: now)
            let matches = space.items(
                answeredBy: owner.key, among: open.map { FinderRecord.key(.call, $0) }, seen: MatchFilter(actor),
                top: most
            ).filter { $0.score >= ExpertQuestion.leastScore }
            let found = try tx.explained(matches, as: actor) { known.written(of: $0) }
            return FittingCalls(owner: owner, calls: try tx.fitting(found, country: owner.country, at: now))
        }
    }
}

extension Transaction {
    /// The published calls that are not closed and say nothing against a country's side.
    fileprivate func openCalls(to country: String, at now: Moment) throws -> [String] {
        try column(
            String.self,
            """
            SELECT c.id FROM call c WHERE c.status = 'published' AND (c.closes_at IS NULL OR c.closes_at > \(now))
            AND COALESCE((SELECT s.takes_part FROM call_country s WHERE s.call_id = c.id
            AND s.country IN ('', \(country)) ORDER BY s.country DESC LIMIT 1), 1) = 1 ORDER BY c.id
            """)
    }

    fileprivate func fitting(_ found: [FoundExpert], country: String, at now: Moment) throws -> [FittingCall] {
        let ids = found.map(\.record.id)
        let calls = Dictionary(
            try all(Call.self, "SELECT * FROM call WHERE id IN (\(ids))").map { ($0.id.text, $0) },
            uniquingKeysWith: { first, _ in first })
        let rules = Dictionary(
            grouping: try all(CallRule.self, "SELECT * FROM call_rule WHERE call_id IN (\(ids)) ORDER BY side, id"),
            by: \.callID.text)
        return found.compactMap { match in
            guard let call = calls[match.record.id] else { return nil }
            return FittingCall(
                match: match, code: call.code, programme: call.programme, state: call.state(at: now),
                nextDeadlineAt: call.nextDeadline(at: now)?.at,
                eligibility: Eligibility(
                    of: country, by: rules[call.id.text] ?? [], programme: call.programme))
        }
    }
}
