import Database

/// How long what visitors send in waits for the proof of their address.
enum Unconfirmed {
    static let days = 30
    /// A round of the worker takes so many.
    static let most = 500
}

extension Programme {
    /// Lets go of registrations and proposals whose address nobody proved in time, with whom they name: a registration
    /// is cancelled and says nothing of anybody, a proposal is gone. Run by the worker; returns how many.
    @discardableResult
    public func forgetUnconfirmed() async throws -> Int {
        let before = clock().adding(days: -Unconfirmed.days)
        guard try await read({ try $0.unconfirmed(since: before, most: 1) }).count > 0 else { return 0 }
        return try await write(as: .program("retention")) { work in
            try work.require(nil)
            work.recordNothing()
            let due = try work.tx.unconfirmed(since: before, most: Unconfirmed.most)
            for one in due.registrations { try work.forget(one) }
            for one in due.proposals {
                try work.tx.run("DELETE FROM event_proposer WHERE proposal_id = \(one.id)")
                try work.tx.run("DELETE FROM event_proposal WHERE id = \(one.id)")
                try work.record("event_proposal.expired", from: one, to: nil)
            }
            return due.count
        }
    }
}

extension Work {
    /// The row stays, for another one may say who brought it along.
    fileprivate func forget(_ registration: EventRegistration) throws {
        let gone = registration.changed(at: now) { $0.status = .cancelled }
        try save(gone, over: registration, in: "event_registration", as: "event_registration.expired")
        try tx.run(
            """
            UPDATE event_attendee SET name = '', email = '', mailbox = registration_id, job = '', needs = '',
            sort_name = '', search_text = '' WHERE registration_id = \(registration.id)
            """)
    }
}

extension Transaction {
    fileprivate typealias Waiting = (registrations: [EventRegistration], proposals: [EventProposal], count: Int)

    /// What has waited for its proof since then or longer.
    fileprivate func unconfirmed(since moment: Moment, most: Int) throws -> Waiting {
        let registrations = try all(
            EventRegistration.self,
            """
            SELECT * FROM event_registration WHERE status = 'unconfirmed' AND created_at <= \(moment)
            ORDER BY id LIMIT \(most)
            """)
        let proposals = try all(
            EventProposal.self,
            """
            SELECT * FROM event_proposal WHERE status = 'unconfirmed' AND created_at <= \(moment)
            ORDER BY id LIMIT \(most)
            """)
        return (registrations, proposals, registrations.count + proposals.count)
    }
}
