import Database
import Foundation
import Logging
import Matching
import Search
import Synchronization
import Text

/// What is kept in memory beside the database so that things are found: an index of words, and a space of terms in
/// which they are compared. Both are derived: they follow the journal, and are made anew where they do not fit.
public final class Finder: Sendable {
    let index: Mutex<SearchIndex>
    let terms = Mutex(TermSpace())
    let sources: [any FinderSource]
    private let state = Mutex(State())
    private let queue = FinderQueue()
    /// Filling the space of terms takes long; the index of words does not wait for it.
    private let termQueue = FinderQueue()

    struct State: Sendable {
        /// The programme's revision that the index holds; -1 before it was made.
        var revision = -1
        /// The programme's revision when `warm` looked last.
        var watched = -1
        /// The index is being made anew: what it held before is of no use.
        var isRebuilding = false
        /// Whether the space of terms was filled.
        var hasTerms = false
        var progress = FinderProgress()
        var topicNames: [String: Multilingual] = [:]
        /// The index as it was last saved.
        var saved = FinderProgress()
    }

    init(sources: [any FinderSource] = FinderSources.all) {
        self.sources = sources
        index = Mutex(SearchIndex(layout: FinderRecord.layout))
    }

    var snapshot: Search.Snapshot { index.withLock { $0 }.snapshot }

    /// Whether searches are answered at once, and whether experts are.
    var standing: (isWarm: Bool, hasTerms: Bool) {
        state.withLock { ($0.revision >= 0 && !$0.isRebuilding, $0.hasTerms) }
    }

    /// What a reader is told who would wait longer than the programme's patience.
    static let building = Problem.Reason("find.building", ["seconds": "10"])

    /// The index with everything in it that was written before this call. Throws `Problem.notReady` when that takes
    /// longer than the programme lets people wait; the work goes on.
    func fresh(in programme: Programme) async throws -> Search.Snapshot {
        if state.withLock({ $0.revision }) < programme.revision {
            try await Patience.wait(programme.settings.searchPatience) { try await self.follow(programme) }
        }
        return snapshot
    }

    /// The index as `fresh` gives it, if that takes next to no time; nil while it is made, or far behind. Where people
    /// wait for it as long as it takes, so does this.
    func freshNow(in programme: Programme) async throws -> Search.Snapshot? {
        guard standing.isWarm || programme.settings.searchPatience == nil else { return nil }
        do {
            try await Patience.wait(programme.settings.searchPatience.map { min($0, .milliseconds(200)) }) {
                try await self.follow(programme)
            }
        } catch Problem.notReady { return nil }
        return snapshot
    }

    /// The space of terms with everything in it that was written before this call; throws as `fresh` does.
    func freshTerms(in programme: Programme) async throws -> TermSpace.Snapshot {
        try await Patience.wait(programme.settings.searchPatience) { try await self.followTerms(programme) }
        return terms.withLock { $0 }.snapshot
    }

    private func follow(_ programme: Programme) async throws {
        let revision = programme.revision
        guard state.withLock({ $0.revision < revision }) else { return }
        try await queue.run { [self] in
            let (now, isMade) = (programme.revision, state.withLock { $0.revision >= 0 })
            guard state.withLock({ $0.revision < now }) else { return }
            if isMade { try await catchUp(with: programme) } else { try await begin(programme) }
            state.withLock { $0.revision = now }
        }
    }

    func followTerms(_ programme: Programme) async throws {
        try await follow(programme)
        guard !state.withLock({ $0.hasTerms }) else { return }
        try await termQueue.run { [self] in
            while !state.withLock({ $0.hasTerms }) { try await fillTerms(from: programme) }
        }
    }

    /// Brings the index up to date where something was written and nothing more since the last call: at the start, and
    /// behind an import, before somebody searches. Where somebody has searched already, the space of terms is left.
    func warm(_ programme: Programme) async throws {
        let revision = programme.revision
        let isQuiet = state.withLock { state in
            defer { state.watched = revision }
            let isFollowed = state.revision == revision && !state.hasTerms
            return state.revision < 0 || state.watched == revision || isFollowed
        }
        if isQuiet { try await followTerms(programme) }
    }
}

/// Lets one at a time bring the index up to date; others wait and then find it done.
private actor FinderQueue {
    private var last: Task<Void, any Error>?

    func run(_ step: @escaping @Sendable () async throws -> Void) async throws {
        let before = last
        let task = Task {
            _ = await before?.result
            try await step()
        }
        last = task
        try await task.value
    }
}

/// How much of the journal the index holds: everything up to a sealed place, and some lines beyond it.
struct FinderProgress: Sendable, Equatable {
    var position: Int64 = 0
    var unsealed: Set<String> = []
}

// MARK: Making

extension Finder {
    /// Maps the saved index where it fits this database, else makes one.
    private func begin(_ programme: Programme) async throws {
        if try await load(programme) { return try await catchUp(with: programme) }
        try await rebuild(from: programme)
    }

    private func load(_ programme: Programme) async throws -> Bool {
        guard let path = programme.settings.indexFile, FileManager.default.fileExists(atPath: path) else {
            return false
        }
        do {
            let saved = try SearchIndex(contentsOf: path, layout: FinderRecord.layout)
            let (name, topicNames) = try await programme.read { [sources] tx in
                (try tx.databaseName(with: sources), try tx.topicNames())
            }
            guard saved.stamp.database == name else { throw IndexFault.foreign }
            index.withLock { $0 = saved }
            state.withLock { state in
                state.progress = FinderProgress(position: saved.stamp.position)
                state.saved = state.progress
                state.topicNames = topicNames
            }
            return true
        } catch let fault as IndexFault {
            programme.logger.warning("the search index is made anew: \(fault.sentence)")
            return false
        }
    }

    /// Reads everything in one snapshot of the database.
    private func rebuild(from programme: Programme) async throws {
        state.withLock { $0.isRebuilding = true }
        defer { state.withLock { $0.isRebuilding = false } }
        let made = SearchIndex(layout: FinderRecord.layout)
        let (progress, topicNames) = try await programme.read { [sources] tx in
            let topicNames = try tx.topicNames()
            let stamp = Stamp(database: try tx.databaseName(with: sources), position: try tx.sealedPosition())
            for source in sources {
                try source.eachPage(in: tx) { records in
                    try made.apply(records.map { .put($0.document(topicNames: topicNames)) }, stamp: stamp)
                }
            }
            return (try tx.progress(), topicNames)
        }
        index.withLock { $0 = made }
        state.withLock { state in
            state.progress = progress
            state.topicNames = topicNames
        }
    }

    /// Reads everything into a new space of terms, and then what was written meanwhile. Where that was too much the
    /// space is not taken.
    private func fillTerms(from programme: Programme) async throws {
        let topicNames = state.withLock { $0.topicNames }
        let made = TermSpace()
        let progress = try await programme.read { [sources] tx in
            for source in sources {
                let reader = made.reader()
                try source.eachPage(in: tx) { records in
                    made.update(put: records.compactMap { $0.textItem(reader, topicNames) })
                }
            }
            return try tx.progress()
        }
        await calibrate(made)
        try await queue.run { [self] in
            guard let news = try await news(since: progress, programme) else { return }
            await apply(news, to: made)
            terms.withLock { $0 = made }
            state.withLock { $0.hasTerms = true }
        }
    }

    /// Seconds of computing at the field's full size: on a thread of its own.
    private func calibrate(_ terms: TermSpace) async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                terms.calibrate()
                continuation.resume()
            }
        }
    }
}

// MARK: Following

extension Finder {
    /// More lines than this are a large import: the index is made anew.
    private static let mostLines = 20_000

    private func news(since progress: FinderProgress, _ programme: Programme) async throws -> FinderNews? {
        try await programme.read { [sources] tx in
            try tx.news(since: progress, most: Self.mostLines).map { lines in
                try FinderNews(lines, sources, in: tx, position: try tx.sealedPosition())
            }
        }
    }

    private func catchUp(with programme: Programme) async throws {
        let (progress, hasTerms) = state.withLock { ($0.progress, $0.hasTerms) }
        guard let news = try await news(since: progress, programme) else {
            state.withLock { $0.hasTerms = false }
            return try await rebuild(from: programme)
        }
        guard !news.isEmpty else { return }
        let topicNames = try await changedTopicNames(news, programme)
        var changes: [Search.Change] = news.records.map { .put($0.document(topicNames: topicNames)) }
        changes += news.gone.map { .remove(key: $0) }
        let index = index.withLock { $0 }
        try index.apply(changes, stamp: Stamp(database: news.database, position: news.progress.position))
        if hasTerms { await apply(news, to: terms.withLock { $0 }) }
        state.withLock { $0.progress = news.progress }
    }

    private func apply(_ news: FinderNews, to terms: TermSpace) async {
        let topicNames = state.withLock { $0.topicNames }
        let reader = terms.reader()
        let items = news.records.map { (key: $0.key, item: $0.textItem(reader, topicNames)) }
        terms.update(put: items.compactMap(\.item), remove: news.gone + items.filter { $0.item == nil }.map(\.key))
        if terms.isCalibrationDue { await calibrate(terms) }
    }

    private func changedTopicNames(_ news: FinderNews, _ programme: Programme) async throws -> [String: Multilingual] {
        if news.hasTopics {
            let names = try await programme.read { tx in try tx.topicNames() }
            state.withLock { $0.topicNames = names }
        }
        return state.withLock { $0.topicNames }
    }

    /// Brings the index up to date and saves it where that changed something since it was saved last.
    func keep(_ programme: Programme) async throws {
        try await follow(programme)
        guard let path = programme.settings.indexFile else { return }
        let (progress, saved) = state.withLock { ($0.progress, $0.saved) }
        guard progress != saved || !FileManager.default.fileExists(atPath: path) else { return }
        try index.withLock { $0 }.save(to: path)
        state.withLock { $0.saved = progress }
    }
}

/// What changed since the index last looked.
private struct FinderNews: Sendable {
    var records: [FinderRecord] = []
    /// Keys of things that are no more.
    var gone: [String] = []
    var progress: FinderProgress
    var hasTopics = false
    let database: String
    var isEmpty: Bool { records.isEmpty && gone.isEmpty && !hasTopics && progress.unsealed.isEmpty }

    init(_ lines: [FinderLine], _ sources: [any FinderSource], in tx: Transaction, position: Int64) throws {
        database = try tx.databaseName(with: sources)
        progress = try tx.progress()
        var things: [String: Set<String>] = [:]
        for line in lines {
            things[line.kind, default: []].insert(line.thing)
            for (kind, id) in line.formerly { things[kind, default: []].insert(id) }
        }
        hasTopics = things[Topic.kind] != nil
        for source in sources {
            var touched: Set<String> = []
            for (kind, ids) in things {
                for part in Array(ids.sorted()).split(1_000) {
                    touched.formUnion(try source.touched(by: kind, part, in: tx))
                }
            }
            for part in touched.sorted().split(1_000) {
                let found = try source.records(part, in: tx)
                records += found
                let there = Set(found.map(\.id))
                gone += part.filter { !there.contains($0) }.map { FinderRecord.key(source.kind, $0) }
            }
        }
    }
}

/// A journal line as the index reads it.
private struct FinderLine: Decodable, Sendable {
    let kind: String
    let thing: String
    let before: String
    let after: String

    /// What a thing named that is no more, or names no longer: `organisation_id` and the like.
    var formerly: [(kind: String, id: String)] {
        guard before != "{}", let object = try? JSONSerialization.jsonObject(with: Data(before.utf8)),
            let columns = object as? [String: Any]
        else { return [] }
        return columns.compactMap { name, value in
            guard name.hasSuffix("_id"), let id = value as? String else { return nil }
            return (String(name.dropLast(3)), id)
        }
    }
}

extension Array {
    fileprivate func split(_ size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}

extension FinderSource {
    fileprivate func eachPage(in tx: Transaction, _ body: ([FinderRecord]) throws -> Void) throws {
        var last = ""
        while true {
            let ids = try ids(after: last, most: 500, in: tx)
            guard let next = ids.last else { return }
            try body(try records(ids, in: tx))
            last = next
        }
    }
}

extension FinderRecord {
    fileprivate func textItem(_ reader: TermReader, _ topicNames: [String: Multilingual]) -> TextItem? {
        guard let parts = matchingTexts(topicNames: topicNames) else { return nil }
        let counts = reader.counts(of: parts)
        guard !counts.isEmpty else { return nil }
        return TextItem(id: key, kind: kind.rawValue, owners: owners, isPublic: isPublic, counts: counts)
    }
}

extension Transaction {
    /// What tells this database from every other, its first journal line, and what of it is found: an index without a
    /// kind that a newer program has is made anew.
    fileprivate func databaseName(with sources: [any FinderSource]) throws -> String {
        let first = try value(String.self, "SELECT MIN(id) FROM journal") ?? ""
        return first + ": " + sources.map(\.kind.rawValue).joined(separator: ", ")
    }

    fileprivate func sealedPosition() throws -> Int64 {
        try value(Int64.self, "SELECT MAX(position) FROM journal") ?? 0
    }

    fileprivate func progress() throws -> FinderProgress {
        FinderProgress(
            position: try sealedPosition(),
            unsealed: Set(try column(String.self, "SELECT id FROM journal WHERE position IS NULL")))
    }

    fileprivate func topicNames() throws -> [String: Multilingual] {
        var names: [String: Multilingual] = [:]
        try each("SELECT id, name FROM topic") { row in names[try row.at(0)] = try row.at(1, as: Multilingual.self) }
        return names
    }

    /// The lines that the index has not read; nil where there are too many.
    fileprivate func news(since progress: FinderProgress, most: Int) throws -> [FinderLine]? {
        let ids = try column(
            String.self, "SELECT id FROM journal WHERE position > \(progress.position) OR position IS NULL ORDER BY id"
        ).filter { !progress.unsealed.contains($0) }
        guard ids.count <= most else { return nil }
        return try ids.split(1_000).flatMap { part in
            try all(FinderLine.self, "SELECT kind, thing, before, after FROM journal WHERE id IN (\(part))")
        }
    }
}

extension Programme {
    /// The index beside this programme's database.
    var finder: Finder { companion { Finder() } }
}
