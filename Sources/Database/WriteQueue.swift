import Foundation
import Synchronization

/// One thread that runs waiting jobs in batches, so that many writes share one durable commit.
final class WriteQueue: Sendable {
    /// What a job left behind: whether its part must be undone, and the answer to give once the batch ended.
    struct Outcome: Sendable {
        let didFail: Bool
        let answer: @Sendable () -> Void
    }

    /// One write that waits for its turn.
    struct Job: Sendable {
        /// Runs inside the batch's transaction, and again in a transaction of its own when the batch as a whole failed.
        let run: @Sendable (SQLiteConnection) -> Outcome
        /// The answer when nothing of the job could be kept.
        let refuse: @Sendable (DatabaseFault) -> Void
    }

    private struct State {
        var waiting = Line<Job>()
        var isClosed = false
        var hasEnded = false
        var closing: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())
    private let signal = DispatchSemaphore(value: 0)

    /// `runBatch` gets at least one job, and takes more with the closure it is given until that returns nil.
    func start(named name: String, runBatch: @escaping @Sendable (Job, () -> Job?) -> Void) {
        let thread = Thread { [self] in
            while !isOver {
                signal.wait()
                while let job = take() {
                    runBatch(job) { self.take() }
                }
            }
            let closing = state.withLock { state in
                state.hasEnded = true
                return state.closing
            }
            for continuation in closing { continuation.resume() }
        }
        thread.name = name
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// False when the queue is closed.
    func add(_ job: Job) -> Bool {
        let isTaken = state.withLock { state in
            guard !state.isClosed else { return false }
            state.waiting.append(job)
            return true
        }
        if isTaken { signal.signal() }
        return isTaken
    }

    /// Takes no further jobs; the thread ends after those that wait.
    func close() {
        state.withLock { $0.isClosed = true }
        signal.signal()
    }

    /// Waits until the thread ended.
    func end() async {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.closing.append(continuation) }
                return state.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }

    private var isOver: Bool { state.withLock { $0.isClosed && $0.waiting.isEmpty } }

    private func take() -> Job? { state.withLock { $0.waiting.takeFirst() } }
}

/// Elements that leave in the order they came. Taking one costs the same however many wait.
struct Line<Element> {
    private var elements: [Element?] = []
    private var head = 0

    var isEmpty: Bool { head == elements.count }
    var first: Element? { isEmpty ? nil : elements[head] }

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func takeFirst() -> Element? {
        guard !isEmpty else { return nil }
        let element = elements[head]
        elements[head] = nil
        head += 1
        if head == elements.count || head > 1_024 && head * 2 > elements.count {
            elements.removeFirst(head)
            head = 0
        }
        return element
    }
}
