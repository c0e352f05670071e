import Search
import Synchronization

/// Hands out batches one after the other, to any thread.
final class Batches: Sendable {
    private let left: Mutex<[[Document]]>
    init(_ batches: [[Document]]) { left = Mutex(batches) }
    func next() -> [Document]? { left.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
}
