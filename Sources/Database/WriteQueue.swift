import Foundation
import Synchronization

/// One thread that runs waiting jobs in batches, so that many writes share one durable commit.
final class WriteQueue: Sendable {
    /// What a job left behind: whether its part must be undone, and the answer to give once the batch ended, with the
    /// fault that undid the whole batch, if any.
    struct Outcome {
        let didFail: Bool
        let answer: @Sendable (DatabaseFault?) -> Void
    }
    /// Runs inside the batch's transaction.
    typealias Job = @Sendable (Transaction) -> Outcome

    private struct State {
        var waiting: [Job] = []
        var isClosed = false
    }
    private let state = Mutex(State())
    private let signal = DispatchSemaphore(value: 0)

    /// `runBatch` gets at least one job, and takes more with the closure it is given until that returns nil.
    func start(named name: String, runBatch: @escaping @Sendable (@escaping Job, () -> Job?) -> Void) {
        let thread = Thread { [self] in
            while true {
                signal.wait()
                while let job = take() {
                    runBatch(job) { self.take() }
                }
                if state.withLock({ $0.isClosed && $0.waiting.isEmpty }) { return }
            }
        }
        thread.name = name
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// False when the queue is closed.
    func add(_ job: @escaping Job) -> Bool {
        let isTaken = state.withLock { state in
            guard !state.isClosed else { return false }
            state.waiting.append(job)
            return true
        }
        if isTaken { signal.signal() }
        return isTaken
    }

    func close() {
        state.withLock { $0.isClosed = true }
        signal.signal()
    }

    private func take() -> Job? {
        state.withLock { state in
            guard !state.waiting.isEmpty else { return nil }
            return state.waiting.removeFirst()
        }
    }
}
