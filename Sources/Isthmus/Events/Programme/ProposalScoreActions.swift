import Database

extension ProposalScore {
    public static func find(_ id: ID<ProposalScore>, in tx: Transaction) throws -> ProposalScore? {
        try tx.first(ProposalScore.self, "SELECT * FROM proposal_score WHERE id = \(id)")
    }
}

extension Programme {
    /// Gives or changes one's own score of a proposal: `points` by the codes of the criteria, `note`. The first score
    /// takes the proposal under review.
    @discardableResult
    public func scoreProposal(
        _ id: ID<EventProposal>, _ given: [String: Given], as actor: Actor
    ) async throws -> EventProposalProfile {
        let now = clock()
        return try await write(as: actor) { work in
            let proposal = try work.load(id, to: .score)
            guard let account = actor.account else { throw Problem.signInNeeded }
            let programme = try work.tx.programme(of: proposal)
            let before = try work.tx.first(
                ProposalScore.self,
                "SELECT * FROM proposal_score WHERE proposal_id = \(id) AND account_id = \(account)")
            let score =
                before
                ?? ProposalScore(
                    id: work.newID(ProposalScore.prefix), proposalID: id, accountID: ID(account), version: 1,
                    createdAt: work.now, changedAt: work.now)
            let mark = try ProposalMark(score.id, Fields(given), criteria: programme.criteria)
            if let before {
                let known = try work.tx.first(
                    ProposalMark.self, "SELECT * FROM proposal_mark WHERE score_id = \(score.id)")
                if known == mark {
                    work.recordNothing()
                } else {
                    var after = before
                    (after.version, after.changedAt) = (before.version + 1, work.now)
                    try work.save(after, over: before, in: "proposal_score", as: "proposal_score.changed")
                    try work.tx.run("DELETE FROM proposal_mark WHERE score_id = \(score.id)")
                    try work.tx.insert(mark, into: "proposal_mark")
                }
            } else {
                try work.tx.insert(score, into: "proposal_score")
                try work.tx.insert(mark, into: "proposal_mark")
                try work.record("proposal_score.given", from: nil, to: score)
            }
            if proposal.status == .submitted {
                try work.save(
                    proposal.changed(at: work.now) { $0.status = .review }, over: proposal, in: "event_proposal",
                    as: "event_proposal.review")
            }
            return try work.tx.profile(of: id, as: actor, at: now)
        }
    }
}

extension Transaction {
    func scores(of proposal: EventProposal, _ programme: EventProgramme, for actor: Actor) throws -> ProposalScores {
        let lines = try all(
            ProposalScoreLine.self,
            """
            SELECT s.account_id, a.name, m.points, m.note, m.total FROM proposal_score s
            JOIN proposal_mark m ON m.score_id = s.id JOIN account a ON a.id = s.account_id
            WHERE s.proposal_id = \(proposal.id) ORDER BY s.created_at, s.id
            """)
        return ProposalScores(lines, of: proposal, needed: programme.officers, for: actor)
    }
}
