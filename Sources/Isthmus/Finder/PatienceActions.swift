import Matching
import Synchronization

/// Waiting for work that others wait for too: one who has waited long enough goes, the work goes on.
enum Patience {
    /// Runs `work` to its end, and returns then or throws `Problem.notReady` after `limit`, whichever is first.
    static func wait(_ limit: Duration?, for work: @escaping @Sendable () async throws -> Void) async throws {
        guard let limit else { return try await work() }
        let end = End()
        Task {
            do {
                try await work()
                end.come(.success(()))
            } catch { end.come(.failure(error)) }
        }
        let clock = Task {
            try await Task.sleep(for: limit)
            end.come(.failure(Problem.notReady(Finder.building)))
        }
        defer { clock.cancel() }
        try await end.value()
    }

    /// The first of two ends; the other comes to nothing.
    private final class End: Sendable {
        private struct State {
            var result: Result<Void, any Error>?
            var waiter: CheckedContinuation<Void, any Error>?
        }
        private let state = Mutex(State())

        func come(_ result: Result<Void, any Error>) {
            let waiter = state.withLock { state in
                if state.result == nil { state.result = result }
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume(with: result)
        }

        func value() async throws {
            try await withCheckedThrowingContinuation { continuation in
                let result = state.withLock { state in
                    if state.result == nil { state.waiter = continuation }
                    return state.result
                }
                if let result { continuation.resume(with: result) }
            }
        }
    }
}

extension Finder {
    /// The space of terms if that takes next to no time; nil otherwise, as `freshNow`.
    func freshTermsNow(in programme: Programme) async throws -> TermSpace.Snapshot? {
        guard standing.hasTerms, try await freshNow(in: programme) != nil else {
            return programme.settings.searchPatience == nil ? try await freshTerms(in: programme) : nil
        }
        return terms.withLock { $0 }.snapshot
    }
}
