import Foundation
import Synchronization
import Text

/// Where the index stands in the database it was made from.
public struct Stamp: Sendable, Equatable {
    public var database: String
    /// The last journal line whose effects are in the index.
    public var position: Int64
    public init(database: String = "", position: Int64 = 0) { (self.database, self.position) = (database, position) }
}

/// The search index of one process: one writes, any number read. A reader takes a snapshot and never waits for who
/// writes.
public final class SearchIndex: Sendable {
    private struct State: Sendable {
        var snapshot: Snapshot
        var stamp: Stamp
    }
    private let state: Mutex<State>
    private let writer: Mutex<Writer>
    public let layout: Layout

    /// What only the one that writes touches.
    private struct Writer: Sendable {
        /// Segments that are being merged in the background.
        var captured: Set<ObjectIdentifier> = []
    }

    /// Documents up to which segments are merged while the writer waits; more are merged in the background.
    private static let mergedAtOnce = 20_000
    /// A segment is merged with the next when it is at most so many times as large.
    private static let ratio = 8
    private static let smallest = 64

    public init(layout: Layout, stamp: Stamp = Stamp()) {
        self.layout = layout
        state = Mutex(State(snapshot: Snapshot(layout: layout), stamp: stamp))
        writer = Mutex(Writer())
    }

    init(snapshot: Snapshot, stamp: Stamp) {
        layout = snapshot.layout
        state = Mutex(State(snapshot: snapshot, stamp: stamp))
        writer = Mutex(Writer())
    }

    public var snapshot: Snapshot { state.withLock { $0.snapshot } }
    public var stamp: Stamp { state.withLock { $0.stamp } }

    /// The snapshot and the stamp that belongs to it.
    var moment: (snapshot: Snapshot, stamp: Stamp) { state.withLock { ($0.snapshot, $0.stamp) } }

    /// Carries out changes in their order; readers see all of them or none. Throws `IndexFault.unknownField` and
    /// changes nothing when a document does not fit the layout.
    public func apply(_ changes: [Change], stamp: Stamp? = nil) throws {
        try writer.withLock { writer in
            var snapshot = self.snapshot
            let builder = SegmentBuilder(layout: layout, tokeniser: Tokeniser())
            var last: [String: Int] = [:]
            for (index, change) in changes.enumerated() { last[change.key] = index }
            for (index, change) in changes.enumerated() where last[change.key] == index {
                if let (view, document) = change.key.withBytes({ snapshot.find($0) }) {
                    builder.remove(document, of: snapshot.views[view].segment)
                    snapshot.views[view].removed.insert(document)
                }
                if case .put(let document) = change { try builder.add(document) }
            }
            let segment = try builder.finished()
            if segment.weight > 0 {
                snapshot.views.append(
                    Snapshot.View(segment: segment, removed: DocumentSet(capacity: segment.documentCount)))
                try mergeSmall(&snapshot, &writer)
            }
            publish(snapshot, stamp)
        }
    }

    private func publish(_ snapshot: Snapshot, _ stamp: Stamp?) {
        state.withLock { state in
            state.snapshot = snapshot
            if let stamp { state.stamp = stamp }
        }
    }

    // MARK: Merging

    /// Whether segments are being merged in the background.
    public var isMerging: Bool { writer.withLock { !$0.captured.isEmpty } }

    /// Merges the newest segments as long as the one before is not much larger.
    private func mergeSmall(_ snapshot: inout Snapshot, _ writer: inout Writer) throws {
        while snapshot.views.count >= 2 {
            let pair = Array(snapshot.views.suffix(2))
            let (older, newer) = (pair[0].segment, pair[1].segment)
            guard older.weight <= max(Self.smallest, Self.ratio * newer.weight),
                !writer.captured.contains(ObjectIdentifier(older)), !writer.captured.contains(ObjectIdentifier(newer))
            else { return }
            guard older.weight + newer.weight <= Self.mergedAtOnce else {
                mergeLater(pair, areOldest: snapshot.views.count == 2, &writer)
                return
            }
            let merged = try SegmentMerge.merged(
                pair.map { ($0.segment, $0.removed) }, layout: layout, areOldest: snapshot.views.count == 2)
            snapshot.views.removeLast(2)
            snapshot.views.append(
                Snapshot.View(segment: merged, removed: DocumentSet(capacity: merged.documentCount)))
        }
    }

    private func mergeLater(_ pair: [Snapshot.View], areOldest: Bool, _ writer: inout Writer) {
        for view in pair { writer.captured.insert(ObjectIdentifier(view.segment)) }
        // The cooperative pool is for short work; this may take seconds.
        Thread.detachNewThread { [weak self] in
            guard let self else { return }
            let merged = try? SegmentMerge.merged(
                pair.map { ($0.segment, $0.removed) }, layout: layout, areOldest: areOldest)
            self.writer.withLock { writer in
                for view in pair { writer.captured.remove(ObjectIdentifier(view.segment)) }
                if let merged { exchange(pair, for: merged) }
            }
        }
    }

    /// Puts the merged segment in the place of what it was made of; what was removed meanwhile is removed in it too.
    private func exchange(_ pair: [Snapshot.View], for merged: Segment) {
        var snapshot = self.snapshot
        guard let place = snapshot.views.firstIndex(where: { $0.segment === pair[0].segment }),
            place + 1 < snapshot.views.count, snapshot.views[place + 1].segment === pair[1].segment
        else { return }
        var view = Snapshot.View(segment: merged, removed: DocumentSet(capacity: merged.documentCount))
        var next = 0
        for (then, now) in zip(pair, snapshot.views[place...]) {
            for document in 0..<then.segment.documentCount where !then.removed.contains(document) {
                if now.removed.contains(document) { view.removed.insert(next) }
                next += 1
            }
        }
        snapshot.views.replaceSubrange(place...(place + 1), with: [view])
        publish(snapshot, nil)
    }

    /// Makes one segment of all: after many changes, or before the index is saved for long. Readers go on meanwhile.
    /// Does nothing while segments are being merged in the background.
    public func compact() throws {
        try writer.withLock { writer in
            let snapshot = self.snapshot
            guard writer.captured.isEmpty,
                snapshot.views.count > 1 || snapshot.views.contains(where: { !$0.removed.isEmpty })
            else { return }
            let merged = try SegmentMerge.merged(
                snapshot.views.map { ($0.segment, $0.removed) }, layout: layout, areOldest: true)
            let view = Snapshot.View(segment: merged, removed: DocumentSet(capacity: merged.documentCount))
            publish(Snapshot(layout: layout, views: [view]), nil)
        }
    }
}
