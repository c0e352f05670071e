import ArgumentParser
import Foundation
import Interchange
import Text

/// `isthmus names …`: compares names and finds them in lists, without a database.
struct NamesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "names", abstract: "Compares names of people and organisations across languages and writings.",
        subcommands: [CompareNames.self, SearchNames.self])
}

struct CompareNames: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Adds to each pair of names how likely they are the same one's, and why.",
        discussion: """
            FILE is CSV with the columns a and b, and kind (person or organisation) if the file mixes them; other \
            columns stay. The columns score (0 to 1) and reason are added. From about 0.65 on, names are the same \
            one's more often than not.
            """)
    @Argument(help: "A CSV file.", completion: .file()) var file: String
    @Option(help: "What the names are where no column says: person or organisation.") var kind = "person"
    @Option(help: "Where to write; else the standard output.", completion: .file()) var out: String?

    func run() async throws {
        guard let kind = NameKind(rawValue: kind) else { throw Complaint("The kind is person or organisation.") }
        try NamesOutput.write(to: out) { try CompareNames.compared(file, kind) }
    }

    /// The table of `file` with score and reason. Faults of the file are thrown with its line.
    static func compared(_ file: String, _ kind: NameKind) throws -> [UInt8] {
        let reader = try CSVReader(try ByteSource(path: file))
        try NamesOutput.require(["a", "b"], in: reader)
        let added: Set<String> = ["score", "reason"]
        let kept = reader.header.columns.indices.filter { !added.contains(reader.header.columns[$0]) }
        var writer = CSVWriter(columns: kept.map { reader.header.columns[$0] } + ["score", "reason"])
        while let record = try reader.next() {
            let comparison = NameComparison(
                try record.text("a"), try record.text("b"), kind: try CompareNames.kind(of: record, else: kind))
            writer.append(kept.map { record[$0] } + [comparison.score.shown(4), comparison.reason])
        }
        return writer.take()
    }

    private static func kind(of record: Record, else usual: NameKind) throws -> NameKind {
        guard let word = record.filled("kind") else { return usual }
        guard let kind = NameKind(rawValue: word.lowercased()) else {
            throw record.fault("kind", .badValue(word, expected: "person or organisation"))
        }
        return kind
    }
}

struct SearchNames: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Finds names of a list that may be the same as those asked for.",
        discussion: """
            LIST and QUERIES are text, a name a line. The answer is CSV: query, rank, name, line (of the list), score, \
            reason; a query that finds nothing has no row.
            """)
    @Argument(help: "The list to search in.", completion: .file()) var list: String
    @Argument(help: "The names to look for.", completion: .file()) var queries: String
    @Option(help: "At most so many for each.") var top = 10
    @Option(help: "What the names are: person or organisation.") var kind = "person"
    @Option(help: "Where to write; else the standard output.", completion: .file()) var out: String?

    func run() async throws {
        guard let kind = NameKind(rawValue: kind) else { throw Complaint("The kind is person or organisation.") }
        guard top > 0 else { throw Complaint("--top is at least 1.") }
        try NamesOutput.write(to: out) {
            let found = try SearchNames.found(list, queries, kind, top)
            remark(found.remark + "\n")
            return found.bytes
        }
    }

    /// The table of hits, and how long they took. Faults of the files are thrown with their line.
    static func found(
        _ list: String, _ queries: String, _ kind: NameKind, _ top: Int
    ) throws -> (bytes: [UInt8], remark: String) {
        let names = try NamesOutput.lines(list)
        let asked = try NamesOutput.lines(queries)
        let index = NameIndex(names.map(\.text), kind: kind)
        var writer = CSVWriter(columns: ["query", "rank", "name", "line", "score", "reason"])
        let clock = ContinuousClock()
        var times: [Double] = []
        for query in asked {
            var hits: [NameIndex.Hit] = []
            times.append(clock.measure { hits = index.search(query.text, limit: top) }.milliseconds)
            for (rank, hit) in hits.enumerated() {
                let (line, reason) = (names[hit.place].number, hit.comparison.reason)
                writer.append([query.text, "\(rank + 1)", hit.name, "\(line)", hit.score.shown(4), reason])
            }
        }
        let median = Sample(times).median.shown(1)
        return (writer.take(), "\(names.count) names, \(asked.count) queries, \(median) ms each (median)")
    }
}

/// Reading lists and writing results of the commands on names.
enum NamesOutput {
    /// The lines that are not empty, without spaces around them.
    static func lines(_ path: String) throws -> [(number: Int, text: String)] {
        let lines = Lines(try ByteSource(path: path))
        var result: [(number: Int, text: String)] = []
        while let line = try lines.next() {
            let text = line.text.trimmingCharacters(in: .whitespaces)
            if !text.isEmpty { result.append((line.number, text)) }
        }
        return result
    }

    /// Complains with file and line about a column that is not there.
    static func require(_ columns: [String], in reader: CSVReader) throws {
        do {
            try reader.header.require(columns)
        } catch var error as InterchangeError {
            error.line = error.line ?? 1
            throw error
        }
    }

    /// Writes what `work` gives when it is whole: a file appears complete or not at all, and faults of the files read
    /// become complaints with file and line.
    static func write(to path: String?, _ work: () throws -> [UInt8]) throws {
        do {
            let bytes = try work()
            guard let path else { return FileHandle.standardOutput.write(Data(bytes)) }
            do {
                try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
            } catch { throw Complaint("\(path) cannot be written.") }
        } catch let error as InterchangeError {
            throw Complaint(error.message)
        }
    }
}
