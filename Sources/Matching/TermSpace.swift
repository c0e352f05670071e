import Synchronization

/// One space of weighted terms for everything that is described in words: people through their papers, organisations,
/// projects, competences, calls, proposals.
///
/// Texts come and go one by one. Readers take a `snapshot`, which never changes and is never waited for. The idf, the
/// background and the latent space are made anew by `calibrate` in the background; until then new texts are weighed by
/// the last ones.
public final class TermSpace: Sendable {
    private let tables = Tables()
    private let published: Mutex<Snapshot>
    private let writer: Mutex<Writer>
    private let calibrating = Mutex(())

    struct Tables: Sendable {
        let terms = NameTable()
        let items = NameTable()
        let owners = NameTable()
        let kinds = NameTable()
        let beginnings = NameBeginnings()
    }

    /// What only one at a time may hold.
    private struct Writer {
        /// Texts put and items removed while a calibration is made, in order; nil when none is.
        var meanwhile: [Change]?
        /// Texts put or removed since the last calibration.
        var changed = 0
    }

    private enum Change: Sendable {
        case put(IndexedText)
        case removed(Int32)
    }

    public init() {
        published = Mutex(Snapshot(tables: tables, calibration: .none, shelves: []))
        writer = Mutex(Writer())
    }

    /// A reader of texts for this space, one a thread.
    public func reader() -> TermReader { TermReader(tables.terms) }

    /// The space as it is now.
    public var snapshot: Snapshot { published.withLock { $0 } }

    /// Puts texts, each in place of the one with its id if there is one, and removes others. Readers see all of it or
    /// nothing.
    public func update(put items: [TextItem] = [], remove ids: [String] = []) {
        guard !items.isEmpty || !ids.isEmpty else { return }
        writer.withLock { writer in
            let current = snapshot
            let removed = tables.items.known(ids).filter { $0 >= 0 }
            // Of two texts with one id the later counts.
            var last: [String: Int] = [:]
            for (index, item) in items.enumerated() { last[item.id] = index }
            let texts = items.enumerated().filter { last[$0.element.id] == $0.offset }.map { _, item in
                IndexedText(
                    item: tables.items.number(of: item.id), kind: tables.kinds.number(of: item.kind),
                    owners: Array(Set(tables.owners.numbers(of: item.owners))).sorted(), isPublic: item.isPublic,
                    counts: item.counts, by: current.calibration)
            }
            writer.changed += texts.count + removed.count
            if writer.meanwhile != nil {
                writer.meanwhile? += removed.map { .removed($0) } + texts.map { .put($0) }
            }
            let next = current.without(removed).with(texts)
            published.withLock { $0 = next }
        }
    }

    /// Whether so much has changed (a tenth) that idf, background and latent space should be made anew.
    public var isCalibrationDue: Bool {
        let changed = writer.withLock { $0.changed }
        return changed > 0 && changed * 10 >= snapshot.calibration.documentCount
    }

    /// Counts the public texts anew, draws the background, fits the latent space, and weighs every text by them. Takes
    /// seconds in a large directory: meanwhile others read and write as before, and what they write is not lost.
    /// - Parameter seed: for the random projection; the same texts and seed give the same figures.
    public func calibrate(seed: UInt64 = 1) {
        calibrating.withLock { _ in
            let base = writer.withLock { writer in
                writer.meanwhile = []
                return snapshot
            }
            let texts = base.shelves.flatMap(\.live)
            let calibration = Calibration(of: texts.filter(\.isPublic).map(\.counts), seed: seed)
            var next = Snapshot(tables: tables, calibration: calibration, shelves: [])
                .with(texts.map { $0.measuredAgain(by: calibration) })
            writer.withLock { writer in
                for change in writer.meanwhile ?? [] {
                    switch change {
                    case .put(let text): next = next.with([text.measuredAgain(by: calibration)])
                    case .removed(let item): next = next.without([item])
                    }
                }
                writer.changed = writer.meanwhile?.count ?? 0
                writer.meanwhile = nil
                published.withLock { $0 = next }
            }
        }
    }
}
