import Synchronization

/// What was worked out last, by what was asked for: each is good as long as nothing was written since. It forgets
/// everything when it holds too much.
final class RevisionMemory<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct State {
        var revision = -1
        var values: [Key: Value] = [:]
    }
    private let state = Mutex(State())
    private let most: Int

    init(most: Int) { self.most = most }

    /// What was kept at this very revision of the programme.
    func value(_ key: Key, at revision: Int) -> Value? {
        state.withLock { $0.revision == revision ? $0.values[key] : nil }
    }

    /// Keeps what was worked out in a snapshot that began at a revision; what is older than that is forgotten.
    func keep(_ value: Value, _ key: Key, at revision: Int) {
        state.withLock { state in
            if state.revision < revision || state.values.count >= most { state = State(revision: revision) }
            if state.revision == revision { state.values[key] = value }
        }
    }
}
