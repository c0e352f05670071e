import ArgumentParser
import CDispatch
import Foundation
import Glibc
import Search
import Synchronization
import Text

/// `isthmus bench search`: a million profiles indexed, saved, opened and searched.
struct SearchBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Indexes made-up profiles and measures searching them, alone and during updates.",
        discussion: """
            For scale, measured on two such cores with a million such profiles: tantivy 1.2 ms to 2.4 ms; Xapian 16 ms \
            and 660 ms for a whole profile; SQLite FTS5 164 ms, and 93 ms for a prefix.
            """)
    @Option(help: "How many profiles.") var profiles = 1_000_000
    @Option(help: "Queries of each kind; whole profiles a third of that.") var queries = 300
    @Option(help: "Threads that index.") var threads = 2
    @Option(help: "A folder for the index file.") var at = "var"
    @Option(help: "Keep the index in this file, or take it from there when it exists.") var keep: String?
    @Option(help: "Only kinds of query whose names contain this.") var only = ""
    @Option(help: "Another seed makes another collection.") var seed: UInt64 = 1

    func run() async throws {
        let corpus = SearchBenchCorpus(seed: seed)
        let folder = at + "/bench-\(ProcessInfo.processInfo.processIdentifier)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = keep ?? folder + "/search.index"
        if !FileManager.default.fileExists(atPath: path) { try build(corpus, to: path) }
        let start = ContinuousClock.now
        let index = try SearchIndex(contentsOf: path, layout: SearchBenchCorpus.layout)
        let found = try index.snapshot.search(query("\(corpus.text(0).prefix { $0 != " " })", .all))
        let waited = start.duration(to: .now).milliseconds.shown(0)
        say("start from the file: \(waited) ms to the first answer, \(found.hits.count) hits")
        try measureAll(index, corpus, "")
        try measureAll(index, corpus, "", filters: [Filter("country", ["c20"])])
        try measureUpdates(index, corpus)
        say("memory after all: \(memory("VmRSS")) MB, most \(memory("VmHWM")) MB")
    }

    private func build(_ corpus: SearchBenchCorpus, to path: String) throws {
        var start = ContinuousClock.now
        let given = Atomic(0)
        let size = 25_000
        let total = profiles
        let making = Atomic(0)
        let index = try SearchIndex.build(layout: SearchBenchCorpus.layout, threads: threads) {
            let first = given.wrappingAdd(size, ordering: .relaxed).oldValue
            guard first < total else { return nil }
            return { @Sendable in
                let start = ContinuousClock.now
                let documents = (first..<min(first + size, total)).map { corpus.document($0) }
                making.wrappingAdd(Int(start.duration(to: .now).milliseconds), ordering: .relaxed)
                return documents
            }
        }
        let seconds = start.duration(to: .now).milliseconds / 1_000
        let texts = (Double(making.load(ordering: .relaxed)) / 1_000 / Double(threads)).shown(1)
        var processor = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &processor)
        say("\(index.snapshot.documentCount) profiles indexed in \(seconds.shown(1)) s with \(threads) threads,")
        say("  \(texts) s of it for making up the texts; \(processor.tv_sec) s of processor time")
        say("memory: \(memory("VmRSS")) MB, most \(memory("VmHWM")) MB")
        start = .now
        try index.save(to: path)
        let bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        say("saved in \((start.duration(to: .now).milliseconds / 1_000).shown(1)) s: \(bytes >> 20) MB")
    }

    private func query(_ text: String, _ mode: Search.Query.Mode) -> Search.Query {
        Search.Query(text, mode: mode, isPlain: false, tokeniser: Tokeniser())
    }

    private func memory(_ name: String) -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) / 1_024
    }

    /// Milliseconds since the first asking.
    private func clock() -> Double { Self.began.duration(to: .now).milliseconds }
    private static let began = ContinuousClock.now

    // MARK: Queries

    private struct Kind {
        let name: String
        let mode: Search.Query.Mode
        let texts: [String]
    }

    private func kinds(_ corpus: SearchBenchCorpus) -> [Kind] {
        var numbers = SearchBenchNumbers(seed &+ 99)
        func texts(_ count: Int, _ make: (inout SearchBenchNumbers) -> String) -> [String] {
            (0..<count).map { _ in make(&numbers) }
        }
        let two = texts(queries) { corpus.words(2, below: 200, &$0) }
        let three = texts(queries) { corpus.words(3, below: 200, &$0) }
        return [
            Kind(name: "one common word", mode: .all, texts: texts(queries) { corpus.words(1, below: 100, &$0) }),
            Kind(
                name: "one rare word", mode: .all,
                texts: texts(queries) { corpus.words(1, below: SearchBenchCorpus.stems, from: 20_000, &$0) }),
            Kind(name: "two words, all", mode: .all, texts: two), Kind(name: "two words, any", mode: .any, texts: two),
            Kind(name: "three words, all", mode: .all, texts: three),
            Kind(name: "three words, any", mode: .any, texts: three),
            Kind(
                name: "three-letter prefix", mode: .all,
                texts: texts(queries) { corpus.words(1, below: 5_000, from: 1, &$0).prefix(3) + "*" }),
            Kind(
                name: "whole profile", mode: .any,
                texts: texts(queries / 3) { _ in "" }.enumerated().map {
                    corpus.text(profiles + $0.offset)
                }),
        ]
    }

    private func measureAll(
        _ index: SearchIndex, _ corpus: SearchBenchCorpus, _ condition: String, filters: [Filter] = []
    ) throws {
        let title = filters.isEmpty ? "query\(condition)" : "query in one country"
        say(
            title.padded(34) + "p50 ms".padded(10, left: true) + "p99 ms".padded(10, left: true)
                + "hits".padded(10, left: true))
        let tokeniser = Tokeniser()
        for kind in kinds(corpus) where only.isEmpty || kind.name.contains(only) {
            var times: [Double] = []
            var hits = 0
            for (number, text) in ([kind.texts[0]] + kind.texts).enumerated() {
                let start = clock()
                let query = Search.Query(text, mode: kind.mode, tokeniser: tokeniser)
                _ = try index.snapshot.search(query, SearchOptions(filters: filters))
                // The first query is asked twice: it touches the memory of the country's bits.
                if number > 0 { times.append(clock() - start) }
                if number % 20 == 1 {
                    let options = SearchOptions(limit: 0, filters: filters, countsHits: true)
                    hits += try index.snapshot.search(query, options).count ?? 0
                }
            }
            let sample = Sample(times)
            say(
                kind.name.padded(34) + sample.median.shown(2).padded(10, left: true)
                    + sample.quantile(0.99).shown(2).padded(10, left: true)
                    + "\(hits / max(1, (kind.texts.count + 18) / 20))".padded(10, left: true))
        }
    }

    /// The same queries while a hundred profiles a second are replaced.
    private func measureUpdates(_ index: SearchIndex, _ corpus: SearchBenchCorpus) throws {
        let isDone = Atomic(false)
        let times = Mutex<[Double]>([])
        let group = DispatchGroup()
        group.enter()
        let profiles = profiles
        Thread.detachNewThread {
            let start = ContinuousClock.now
            var number = 0
            while !isDone.load(ordering: .relaxed) {
                let change = Change.put(corpus.document(number &* 7_919 % profiles, edition: 1))
                let begun = ContinuousClock.now
                do { try index.apply([change]) } catch { break }
                times.withLock { $0.append(begun.duration(to: .now).milliseconds) }
                number += 1
                let ahead = Double(number) * 10 - start.duration(to: .now).milliseconds
                if ahead > 0 { usleep(UInt32(ahead * 1_000)) }
            }
            group.leave()
        }
        let start = ContinuousClock.now
        try measureAll(index, corpus, ", during updates")
        let seconds = start.duration(to: .now).milliseconds / 1_000
        isDone.store(true, ordering: .relaxed)
        group.wait()
        let sample = Sample(times.withLock { $0 })
        say(
            "\((Double(sample.sorted.count) / seconds).shown(0)) updates a second: p50 \(sample.median.shown(2)) ms, "
                + "p99 \(sample.quantile(0.99).shown(2)) ms each")
    }
}
