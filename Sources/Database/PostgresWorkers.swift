import Foundation
import Synchronization

/// The threads that talk to PostgreSQL: each has a connection of its own, all take their work from one line.
final class PostgresWorkers: Sendable {
    struct Job: Sendable {
        let deadline: ContinuousClock.Instant
        let run: @Sendable (PostgresSession) -> Void
        let refuse: @Sendable (DatabaseFault) -> Void
    }

    private struct State {
        var waiting = Line<Job>()
        var threads: Int
        var isClosed = false
        var isWatched = false
        var closing: [CheckedContinuation<Void, Never>] = []
    }
    private let state: Mutex<State>
    private let signal = DispatchSemaphore(value: 0)
    private let count: Int
    private let patience: Duration

    /// Starts `count` threads; each connects when it first has something to do. `patience`: how long a job may wait
    /// for a free connection, and a thread for a server that does not answer.
    init(url: String, count: Int, patience: Duration) {
        self.count = count
        self.patience = patience
        state = Mutex(State(threads: count))
        for number in 1...count {
            let thread = Thread { [self] in
                let session = PostgresSession(url: url, patience: patience)
                while let job = take() { job.run(session) }
                session.end()
                leave()
            }
            thread.name = "isthmus.postgres.\(number)"
            thread.stackSize = 4 << 20
            thread.start()
        }
    }

    func add(
        _ run: @escaping @Sendable (PostgresSession) -> Void, refuse: @escaping @Sendable (DatabaseFault) -> Void
    ) {
        let job = Job(deadline: .now + patience, run: run, refuse: refuse)
        let isTaken = state.withLock { state in
            guard !state.isClosed else { return false }
            state.waiting.append(job)
            return true
        }
        guard isTaken else { return refuse(.disconnected("the store is closed")) }
        signal.signal()
        watch()
    }

    /// Takes no further jobs; the threads end after those that wait.
    func close() {
        state.withLock { $0.isClosed = true }
        for _ in 0..<count { signal.signal() }
    }

    /// Waits until all threads ended.
    func end() async {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if state.threads > 0 { state.closing.append(continuation) }
                return state.threads == 0
            }
            if hasEnded { continuation.resume() }
        }
    }

    /// The next job, waiting for one; nil when the line is closed and empty.
    private func take() -> Job? {
        while true {
            signal.wait()
            let (job, isOver) = state.withLock { state in
                let job = state.waiting.takeFirst()
                return (job, job == nil && state.isClosed)
            }
            if let job { return job }
            if isOver { return nil }
        }
    }

    private func leave() {
        let closing = state.withLock { state in
            state.threads -= 1
            return state.threads == 0 ? state.closing : []
        }
        for continuation in closing { continuation.resume() }
    }

    /// One timer at a time, for the job that waits longest.
    private func watch() {
        let wait: Duration? = state.withLock { state in
            guard !state.isWatched, let first = state.waiting.first else { return nil }
            state.isWatched = true
            return max(.zero, ContinuousClock.now.duration(to: first.deadline))
        }
        guard let wait else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + wait.seconds) { [self] in expire() }
    }

    private func expire() {
        let now = ContinuousClock.now
        let expired = state.withLock { state in
            state.isWatched = false
            var expired: [Job] = []
            while let job = state.waiting.first, job.deadline <= now {
                expired.append(job)
                _ = state.waiting.takeFirst()
            }
            return expired
        }
        for job in expired {
            job.refuse(.disconnected("all \(count) connections were busy for \(patience.seconds) seconds"))
        }
        watch()
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

/// What one thread does with its connection: transactions that are run again where that may help.
final class PostgresSession {
    private let url: String
    private let patience: Duration
    private var connection: PostgresConnection?
    private static let mostConflicts = 20
    private static let mostBreaks = 3

    init(url: String, patience: Duration) {
        self.url = url
        self.patience = patience
    }

    /// Runs `body` in a transaction. A writing one is committed here; a reading one is left to `finish`, so that the
    /// answer need not wait for it.
    func transact<T>(
        _ mode: PostgresConnection.Mode, _ log: StatementLog, _ body: (Transaction) throws -> T
    ) throws -> T {
        var conflicts = 0
        var breaks = 0
        while true {
            let connection = try connected()
            connection.begin(mode)
            do {
                let value = try body(Transaction(connection, engine: .postgres, log: log))
                if let fault = connection.fault { throw fault }
                if mode == .writing { try connection.commit() }
                return value
            } catch {
                let failure = connection.failure
                let isUncertain = connection.didSendCommit && connection.isBroken
                finish()
                guard !isUncertain else { throw DatabaseFault.disconnected("during COMMIT, which may have succeeded") }
                if failure?.fault.mayRunAgain == true || failure?.isStalePlan == true, conflicts < Self.mostConflicts {
                    conflicts += 1
                    pause(after: conflicts)
                } else if failure?.isBreak == true, breaks < Self.mostBreaks {
                    breaks += 1
                } else {
                    throw error
                }
            }
        }
    }

    /// Ends what is open and drops a connection that broke.
    func finish() {
        connection?.rollBack()
        if connection?.isBroken == true { connection = nil }
    }

    func end() { connection = nil }

    /// Waits a random while that grows with the number of conflicts, up to a tenth of a second.
    private func pause(after conflicts: Int) {
        let most = min(0.001 * Double(1 << min(conflicts, 7)), 0.1)
        Thread.sleep(forTimeInterval: .random(in: 0...most))
    }

    /// The connection, made anew when it broke; a server that starts up is waited for.
    private func connected() throws -> PostgresConnection {
        if let connection, !connection.isBroken { return connection }
        connection = nil
        let deadline = ContinuousClock.now + patience
        while true {
            do {
                let fresh = try PostgresConnection(url: url, patience: max(2, Int(patience.seconds)))
                connection = fresh
                return fresh
            } catch {
                guard ContinuousClock.now < deadline else { throw error }
                Thread.sleep(forTimeInterval: .random(in: 0.05...0.25))
            }
        }
    }
}
