import Database
import Foundation
import Logging
import ServiceLifecycle

/// What the server does by itself between requests: seals the journal and sends the mail. Every round is bounded.
struct Worker: Service {
    let programme: Programme
    let carrier: MailCarrier

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await round()
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func round() async {
        do {
            for _ in 0..<4 where try await programme.seal() > 0 {}
            _ = try await programme.deliverMail(with: carrier)
            // Other nodes write to the same server: what was kept may be old.
            if programme.store.engine == .postgres { programme.noteChange() }
        } catch {
            programme.logger.warning("the worker's round failed: \(error)")
        }
    }
}
