import Foundation
import Synchronization
import Text

extension SearchIndex {
    /// Makes an index of many documents on several threads. `next` is called on one thread at a time and gives work
    /// that makes some thousands of documents, or nil at the end; the work itself runs side by side. Where several
    /// documents have a key, the last stays. Throws the first error of the work.
    public static func build(
        layout: Layout, stamp: Stamp = Stamp(), threads: Int = 2,
        next: @escaping @Sendable () throws -> (@Sendable () throws -> [Document])?
    ) throws -> SearchIndex {
        let line = BuildLine(layout: layout, next: next)
        let group = DispatchGroup()
        for _ in 0..<max(1, threads) {
            group.enter()
            Thread.detachNewThread {
                line.work()
                group.leave()
            }
        }
        group.wait()
        let segments = try line.finished()
        let views = segments.map { Snapshot.View(segment: $0, removed: DocumentSet(capacity: $0.documentCount)) }
        return try merged(views, layout, stamp)
    }

    private static func merged(_ views: [Snapshot.View], _ layout: Layout, _ stamp: Stamp) throws -> SearchIndex {
        var snapshot = Snapshot(layout: layout, views: views)
        if views.count > 1 {
            let merged = try SegmentMerge.merged(
                views.map { ($0.segment, $0.removed) }, layout: layout, areOldest: true)
            snapshot.views = [
                Snapshot.View(segment: merged, removed: DocumentSet(capacity: merged.documentCount))
            ]
        }
        try snapshot.removeRepeated()
        return SearchIndex(snapshot: snapshot, stamp: stamp)
    }
}

extension Snapshot {
    /// Of documents with one key only the last stays.
    fileprivate mutating func removeRepeated() throws {
        guard let segment = views.first?.segment else { return }
        let builder = SegmentBuilder(layout: layout, tokeniser: Tokeniser())
        var count = 0
        for place in 1..<max(1, segment.documentCount) {
            let (newer, older) = (Int(segment.keyOrder[place - 1]), Int(segment.keyOrder[place]))
            guard segment.keys[newer].compared(to: segment.keys[older]) == 0 else { continue }
            builder.remove(older, of: segment)
            views[0].removed.insert(older)
            count += 1
        }
        guard count > 0 else { return }
        let taken = try builder.finished()
        views.append(View(segment: taken, removed: DocumentSet(capacity: 0)))
    }
}

/// The workers of a build: each takes the next batch of documents and makes a segment of it.
private final class BuildLine: Sendable {
    private struct State {
        var given = 0
        var segments: [(number: Int, segment: Segment)] = []
        var failure: (any Error)?
    }
    private let state = Mutex(State())
    private let layout: Layout
    private let next: @Sendable () throws -> (@Sendable () throws -> [Document])?

    init(layout: Layout, next: @escaping @Sendable () throws -> (@Sendable () throws -> [Document])?) {
        (self.layout, self.next) = (layout, next)
    }

    func work() {
        let tokeniser = Tokeniser()
        do {
            while let (number, batch) = try take() {
                let builder = SegmentBuilder(layout: layout, tokeniser: tokeniser)
                for document in try batch() { try builder.add(document) }
                let segment = try builder.finished()
                state.withLock { $0.segments.append((number, segment)) }
            }
        } catch {
            state.withLock { if $0.failure == nil { $0.failure = error } }
        }
    }

    private func take() throws -> (Int, @Sendable () throws -> [Document])? {
        try state.withLock { state in
            guard state.failure == nil, let batch = try next() else { return nil }
            state.given += 1
            return (state.given, batch)
        }
    }

    func finished() throws -> [Segment] {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            return state.segments.sorted { $0.number < $1.number }.map(\.segment)
        }
    }
}
