import Foundation

extension DemoProgramme {
    /// A year of science that is under way: forty proposals, most of them decided; one waits for its proposer's link,
    /// some for officers, one for an answer to other days.
    mutating func addYearOfScience() async throws {
        let now = programme
        let begin = now.clock().day
        var year = YearOfScience(
            // The first item of its checklist is due sixty days before an event: not before anything was proposed.
            seed: 170, first: begin.adding(days: 90), last: today.adding(days: 150), opens: begin,
            closes: begin.adding(days: 60))
        let made = try await now.createEventProgramme(year.programme, as: office)
        _ = try await now.publishEventProgramme(made.id, as: office)
        var scored: [(id: ID<EventProposal>, quality: Int)] = []
        for (index, proposal) in year.proposals(40).enumerated() {
            let now = programme
            let id = try await YearOfScience.propose(
                proposal, for: made.id, in: now, confirming: index != 39)
            // The last ones wait for one officer or both.
            guard index < 37 else { continue }
            try await now.scoreProposal(id, year.points(proposal), as: office)
            guard index < 34 else { continue }
            try await now.scoreProposal(id, year.points(proposal), as: administrator)
            // What is on today is left to the demo's own event.
            scored.append((id, proposal.days.contains(today) ? 0 : proposal.quality))
        }
        let ranked = scored.sorted { $0.quality > $1.quality }.map(\.id)
        for (place, id) in ranked.enumerated() where place < 32 {
            let decision: ProposalDecision = place < 22 ? .selected : place < 26 ? .reserve : .declined
            try await YearOfScience.decide(id, decision, in: programme, as: office)
        }
        _ = try await programme.offerDates(
            ranked[33],
            [
                "first_day": .text("\(today.adding(days: 90))"), "last_day": .text("\(today.adding(days: 91))"),
                "note": .text("In that week the partners meet anyway."),
            ], as: office)
    }

    /// The next one, for which anybody can still propose: six proposals, four of which officers have begun to read.
    mutating func addYoungYear() async throws {
        let now = programme
        let begin = now.clock().day
        var year = YearOfScience(
            seed: 172, first: today.adding(days: 180), last: today.adding(days: 545), opens: begin,
            closes: today.adding(days: 75), names: .youngResearchers)
        let made = try await now.createEventProgramme(year.programme, as: office)
        _ = try await now.publishEventProgramme(made.id, as: office)
        for (index, proposal) in year.proposals(6).enumerated() {
            let now = programme
            let id = try await YearOfScience.propose(proposal, for: made.id, in: now)
            guard index < 4 else { continue }
            try await now.scoreProposal(id, year.points(proposal), as: administrator)
        }
    }

    /// What became of it by now: events that were held are reported, most reports are accepted.
    mutating func reportYearOfScience() async throws {
        var year = YearOfScience(seed: 171, first: today, last: today, opens: today, closes: today)
        var selection = Selection()
        (selection.chosen["part"], selection.limit, selection.sort) = (["held"], 100, "date")
        let now = programme
        for (index, line) in try await now.eventProposals(selection, as: office).items.enumerated() {
            let profile = try await now.eventProposal(line.id, as: office)
            let token = try await now.mailedProposalToken(line.id)
            for task in profile.tasks where (index + task.code.utf8.count) % 4 > 0 {
                try await now.tickTask(token: token.text, ["code": .text(task.code)], as: .visitor)
            }
            // Two are late with their report.
            guard index % 6 != 1 else { continue }
            try await now.giveReport(token: token.text, year.report(profile.proposal), as: .visitor)
            guard index % 5 != 2 else { continue }
            try await now.decideReport(of: line.id, ["decision": .text("accepted")], as: office)
        }
    }
}
