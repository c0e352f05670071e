import Foundation
import Logging
import ServiceLifecycle

/// What the server does by itself between requests: seals the journal, sends the mail, erases what has
/// passed its retention. Every round is bounded.
struct Worker: Service {
    let programme: Programme
    let carrier: MailCarrier

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var number = 0
            while !Task.isCancelled {
                await round()
                // Retention counts in days: once an hour is often enough, and each time is a write.
                if number % 3_600 == 0 { await clearOut() }
                number += 1
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func clearOut() async {
        do { try await programme.eraseAccountsDue() } catch {
            programme.logger.warning("closed accounts could not be erased: \(error)")
        }
    }

    private func round() async {
        do {
            for _ in 0..<4 where try await programme.seal() > 0 {}
            _ = try await programme.deliverMail(with: carrier)
            try await programme.noticeForeignWrites()
        } catch {
            programme.logger.warning("the worker's round failed: \(error)")
        }
    }
}
