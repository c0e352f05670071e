import Database

extension Programme {
    /// The label of a chosen event, for everybody; what never had one is not found.
    public func eventLabel(of id: ID<EventProposal>) async throws -> EventLabel {
        try await read { tx in
            guard let proposal = try EventProposal.find(id, in: tx), let since = proposal.labelledAt else {
                throw Problem.notFound
            }
            let programme = try tx.programme(of: proposal)
            let event = try proposal.eventID.flatMap { try Event.find($0, in: tx) }
            return EventLabel(
                proposalID: id, programmeID: programme.id, programme: programme.title, name: programme.labelName,
                title: event?.title ?? proposal.title, city: event?.city ?? proposal.city,
                country: event?.country ?? proposal.country, firstDay: event?.starts.day ?? proposal.firstDay,
                lastDay: event?.ends.day ?? proposal.lastDay, since: since.day,
                isValid: proposal.status == .selected && event?.status != .cancelled,
                eventID: event.flatMap { $0.status == .draft ? nil : $0.id })
        }
    }
}
