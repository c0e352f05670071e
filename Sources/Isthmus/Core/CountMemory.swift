import Database
import Synchronization

/// Counts of lists as they were last computed. One is good as long as nothing was written since; at the real size a
/// page has a dozen of them, and they cost more than everything else on it.
public final class CountMemory: Sendable {
    public typealias Counts = [(value: String, count: Int)]
    private struct State {
        var revision = -1
        var counts: [String: Counts] = [:]
    }
    private let state = Mutex(State())
    private static let most = 2_000

    /// The memory as of a revision that was read before the snapshot it is used in began.
    public struct Moment: Sendable {
        fileprivate let memory: CountMemory
        fileprivate let revision: Int
    }

    func at(revision: Int) -> Moment { Moment(memory: self, revision: revision) }

    fileprivate func counts(_ key: String, _ revision: Int) -> Counts? {
        state.withLock { $0.revision == revision ? $0.counts[key] : nil }
    }

    fileprivate func keep(_ counts: Counts, _ key: String, _ revision: Int) {
        state.withLock { state in
            if state.revision < revision || state.counts.count >= Self.most { state = State(revision: revision) }
            if state.revision == revision { state.counts[key] = counts }
        }
    }
}

extension CountMemory.Moment? {
    /// What was counted before for the same question, else what `count` finds now.
    func remembered(_ question: SQL, _ count: () throws -> CountMemory.Counts) rethrows -> CountMemory.Counts {
        guard let self else { return try count() }
        let key = question.key
        if let known = self.memory.counts(key, self.revision) { return known }
        let counted = try count()
        self.memory.keep(counted, key, self.revision)
        return counted
    }
}
