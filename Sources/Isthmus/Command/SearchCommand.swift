import ArgumentParser
import Foundation
import Interchange
import Search
import Synchronization
import Text

/// `isthmus search …`: the search engine alone, on files, for offices and for comparison with others.
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Indexes a file of texts and searches it.",
        subcommands: [SearchIndexCommand.self, SearchQueryCommand.self])

    /// What every such index is made with.
    static let layout = Search.Layout(fields: [
        Field("title", weight: 2, typicalLength: 8), Field("text", typicalLength: 60),
    ])
}

/// `isthmus search index`: an index file from lines of JSON.
struct SearchIndexCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "index", abstract: "Makes an index of a file of JSON lines.",
        discussion: """
            Each line is an object with "id" (text or a whole number) and "text", and may have a "title", whose words \
            count twice. Other members are passed over. Of lines with the same id the last stays. The file may be \
            packed with gzip. The index replaces a file of its name only when it is complete.
            """)
    @Argument(help: "The texts.", completion: .file()) var file: String
    @Option(help: "Where to write the index.", completion: .file()) var out: String
    @Option(help: "Threads that read and index.") var threads = 2

    private static let batch = 8_192

    func run() async throws {
        let start = ContinuousClock.now
        do {
            let index = try build()
            try index.save(to: out)
            let seconds = (start.duration(to: .now).milliseconds / 1_000).shown(1)
            remark("\(index.snapshot.documentCount) texts indexed in \(seconds) s\n")
        } catch let error as InterchangeError {
            throw Complaint(error.message)
        } catch let fault as IndexFault { throw Complaint(fault.sentence + ".") }
    }

    private func build() throws -> SearchIndex {
        let lines = Mutex(JSONLines(try ByteSource(path: file)))
        let name = URL(fileURLWithPath: file).lastPathComponent
        return try SearchIndex.build(layout: SearchCommand.layout, threads: threads) {
            let batch = try lines.withLock { lines in
                var batch: [Lines.Line] = []
                while batch.count < Self.batch, let line = try lines.nextLine() { batch.append(line) }
                return batch
            }
            guard !batch.isEmpty else { return nil }
            return { @Sendable in try batch.map { try Self.document($0, name) } }
        }
    }

    private static func document(_ line: Lines.Line, _ file: String) throws -> Document {
        do {
            let value = try JSON(parsing: line.bytes)
            guard let id = value["id"]?.string ?? value["id"]?.integer.map(String.init) else {
                throw Complaint("\(file), line \(line.number): there is no id.")
            }
            guard let text = value["text"]?.string else {
                throw Complaint("\(file), line \(line.number): there is no text.")
            }
            let title = value["title"]?.string ?? ""
            return Document(
                key: id, passages: title.isEmpty ? [.init("text", text)] : [.init("title", title), .init("text", text)])
        } catch var error as InterchangeError {
            (error.file, error.line) = (file, line.number)
            throw error
        }
    }
}

/// `isthmus search query`: the best texts for each query of a file.
struct SearchQueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "Searches an index with every line of a file.",
        discussion: """
            A query is words, with prefix*, "a phrase" and -without. One JSON object a query is written: \
            {"line": 1, "query": "…", "hits": [{"id": "…", "score": 12.5}]}, the best hit first, with "milliseconds" \
            when --times is given. Empty lines are passed over.
            """)
    @Argument(help: "The index.", completion: .file()) var index: String
    @Argument(help: "The queries, one a line; - for the standard input.", completion: .file()) var queries: String
    @Option(help: "Hits a query.") var top = 20
    @Flag(help: "A text needs one of the words.") var any = false
    @Flag(help: "A text needs every word; this is so without a flag too.") var all = false
    @Flag(help: "Say how long each query took, and the median and the slowest hundredth at the end.") var times = false
    @Flag(help: "Read queries as plain text, without signs.") var plain = false

    func validate() throws {
        guard !(any && all) else { throw ValidationError("Give --any or --all, not both.") }
        guard top >= 0 else { throw ValidationError("--top cannot be negative.") }
    }

    func run() async throws {
        do {
            let snapshot = try SearchIndex(contentsOf: index, layout: SearchCommand.layout).snapshot
            let source =
                queries == "-"
                ? ByteSource(data: FileHandle.standardInput.readDataToEndOfFile()) : try ByteSource(path: queries)
            try search(snapshot, Lines(source))
        } catch let error as InterchangeError {
            throw Complaint(error.message)
        } catch let fault as IndexFault { throw Complaint("\(index): \(fault.sentence).") }
    }

    private func search(_ snapshot: Search.Snapshot, _ lines: Lines) throws {
        let tokeniser = Tokeniser()
        // The tables of letters are made with the first word, which is not the first query's time.
        _ = tokeniser.words(of: "a")
        var taken: [Double] = []
        while let line = try lines.next() {
            let text = line.text.trimmingCharacters(in: .whitespaces)
            guard !text.isEmpty else { continue }
            let start = ContinuousClock.now
            let query = Search.Query(text, mode: any ? .any : .all, isPlain: plain, tokeniser: tokeniser)
            let answer = try snapshot.search(query, SearchOptions(limit: top))
            taken.append(start.duration(to: .now).milliseconds)
            var object: [(String, JSON)] = [
                ("line", JSON(line.number)), ("query", JSON(text)),
                (
                    "hits",
                    JSON(answer.hits.map { ["id": JSON($0.key), "score": JSON(Self.rounded($0.score, 10_000))] })
                ),
            ]
            if times { object.append(("milliseconds", JSON(Self.rounded(taken.last ?? 0, 1_000)))) }
            say(JSON.object(object.map { (key: $0.0, value: $0.1) }).text)
        }
        if times {
            let sample = Sample(taken)
            remark(
                "\(taken.count) queries: p50 \(sample.median.shown(2)) ms, p99 \(sample.quantile(0.99).shown(2)) ms\n")
        }
    }

    private static func rounded(_ value: Double, _ parts: Double) -> Double { (value * parts).rounded() / parts }
}
