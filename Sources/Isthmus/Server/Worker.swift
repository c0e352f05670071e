import Foundation
import Logging
import ServiceLifecycle

/// What the server does by itself between requests: seals the journal, sends the mail, erases what has
/// passed its retention. Every round is bounded.
struct Worker: Service {
    let programme: Programme
    let carrier: MailCarrier

    /// What counts in days: once an hour is often enough, and each time is a write.
    private var hourly: [(name: String, work: @Sendable (Programme) async throws -> Void)] {
        [
            ("erasing closed accounts", { try await $0.eraseAccountsDue() }),
            ("reminding partners", { try await $0.remindPartners() }),
            ("reminding organisers", { try await $0.remindOrganisers() }),
            ("forgetting what nobody confirmed", { try await $0.forgetUnconfirmed() }),
        ]
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            // Side by side: a mail server that keeps one waiting must not keep the journal from being sealed.
            await withTaskGroup { group in
                group.addTask {
                    await repeating("sealing", every: .seconds(1)) {
                        for _ in 0..<4 where try await programme.seal() > 0 {}
                        try await programme.noticeForeignWrites()
                    }
                }
                group.addTask {
                    await repeating("the mail", every: .seconds(1)) {
                        _ = try await programme.deliverMail(with: carrier)
                    }
                }
                group.addTask {
                    await repeating("mailing digests", every: .seconds(30)) {
                        _ = try await programme.mailDigests()
                    }
                }
                group.addTask {
                    await repeating("sending campaigns", every: .seconds(30)) {
                        _ = try await programme.sendCampaigns()
                    }
                }
                group.addTask {
                    await repeating("keeping the search index", every: .seconds(60)) {
                        try await programme.finder.keep(programme)
                    }
                }
                group.addTask {
                    await repeating("warming the search index", every: .seconds(2)) {
                        try await programme.finder.warm(programme)
                    }
                }
                group.addTask {
                    await repeating("reading for dossiers", every: .seconds(2)) {
                        try await programme.warmDossiers()
                    }
                }
                for round in hourly {
                    group.addTask {
                        await repeating(round.name, every: .seconds(3_600)) { try await round.work(programme) }
                    }
                }
                group.addTask {
                    await repeating("looking for duplicates", every: .seconds(1_800)) {
                        try await programme.findDuplicatesDue()
                    }
                }
            }
        }
        programme.timetableRuns.stopAll()
    }

    private func repeating(_ name: String, every pause: Duration, _ round: () async throws -> Void) async {
        while !Task.isCancelled {
            do { try await round() } catch { programme.logger.warning("\(name) failed: \(error)") }
            try? await Task.sleep(for: pause)
        }
    }
}
