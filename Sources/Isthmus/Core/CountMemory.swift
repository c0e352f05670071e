import Database

/// Counts of lists as they were last computed. One is good as long as nothing was written since; at the real size a
/// page has a dozen of them, and they cost more than everything else on it.
public final class CountMemory: Sendable {
    public typealias Counts = [(value: String, count: Int)]
    private let kept = RevisionMemory<String, Counts>(most: 2_000)

    /// The memory as of a revision that was read before the snapshot it is used in began.
    public struct Moment: Sendable {
        fileprivate let kept: RevisionMemory<String, Counts>
        fileprivate let revision: Int
    }

    func at(revision: Int) -> Moment { Moment(kept: kept, revision: revision) }
}

extension CountMemory.Moment? {
    /// What was counted before for the same question, else what `count` finds now.
    func remembered(_ question: SQL, _ count: () throws -> CountMemory.Counts) rethrows -> CountMemory.Counts {
        guard let self else { return try count() }
        let key = question.key
        if let known = self.kept.value(key, at: self.revision) { return known }
        let counted = try count()
        self.kept.keep(counted, key, at: self.revision)
        return counted
    }
}
