import Synchronization

/// Counts of answers by status and of the time they took, for `/metrics`.
final class RequestTally: Sendable {
    struct Counts: Sendable {
        var byStatus: [Int: Int] = [:]
        var kept = 0
        /// Answers that took at most the bound of the same place in `bounds`; the last place holds the rest.
        var byTime = [Int](repeating: 0, count: RequestTally.bounds.count + 1)
        var time = Duration.zero
    }
    /// Milliseconds.
    static let bounds = [1, 2, 5, 10, 20, 50, 100, 500]
    private let counts = Mutex(Counts())

    var total: Counts { counts.withLock { $0 } }

    func note(_ status: Int, took time: Duration, isKept: Bool) {
        let place = Self.bounds.firstIndex { time <= .milliseconds($0) } ?? Self.bounds.count
        counts.withLock {
            $0.byStatus[status, default: 0] += 1
            $0.byTime[place] += 1
            $0.time += time
            if isKept { $0.kept += 1 }
        }
    }
}
