import Synchronization

/// Counts how often a closure was run.
final class Tally: Sendable {
    private let number = Mutex(0)
    var count: Int { number.withLock { $0 } }
    func next() -> Int {
        number.withLock { number in
            number += 1
            return number
        }
    }
}
