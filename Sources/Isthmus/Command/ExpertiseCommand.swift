import ArgumentParser
import Foundation
import Matching

/// `isthmus expertise …`: who knows about what, for offices and other systems.
struct ExpertiseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "expertise", abstract: "How well experts know the subjects of texts.",
        subcommands: [ExpertiseScoreCommand.self])
}

/// `isthmus expertise score`: a score for every expert and every item, from files alone.
struct ExpertiseScoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score", abstract: "Writes a score for every expert and every item, as CSV.",
        discussion: """
            Files hold one JSON object a line. Experts: {"id": …, "items": [{"title": …, "abstract": …}]}, their \
            papers, projects or statements. Items: {"id": …, "title": …, "abstract": …}. Corpus: {"title": …, \
            "abstract": …}, the texts from which is learnt how rare each word is and what likeness is common; \
            without it, all texts given. Words may also stand in "text" and "keywords". The higher a score, the \
            better the expert knows the subject: about 0 for anybody, above 3 for a specialist.
            """)
    @Option(help: "The experts with their texts.", completion: .file()) var experts: String
    @Option(help: "The items to be judged.", completion: .file()) var items: String
    @Option(help: "Texts that stand for the field.", completion: .file()) var corpus: String?
    @Option(help: "Write to this file instead of the standard output.", completion: .file()) var out: String?

    func run() async throws {
        let experts = try ExpertiseLine<GivenExpert>.all(in: self.experts)
        let items = try ExpertiseLine<GivenItem>.all(in: self.items)
        let corpus = try self.corpus.map { try ExpertiseLine<GivenText>.all(in: $0).map(\.value) }
        try Self.refuseRepeated(experts.map { ($0.line, $0.value.id.text) }, in: self.experts)
        try Self.refuseRepeated(items.map { ($0.line, $0.value.id.text) }, in: self.items)
        let scoring = await ExpertiseScoring(
            experts: experts.map(\.value), items: items.map(\.value), corpus: corpus)
        let table = await scoring.table { Self.show("\($0) of \(items.count) items") }
        Self.show("")
        guard let out else { return FileHandle.standardOutput.write(Data(table.utf8)) }
        do {
            try Data(table.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
        } catch { throw Complaint("\(out) cannot be written.") }
    }

    private static func refuseRepeated(_ ids: [(line: Int, id: String)], in file: String) throws {
        var lines: [String: Int] = [:]
        for (line, id) in ids {
            if let first = lines[id] {
                throw Complaint("\(file), line \(line): the id \(id) stands in line \(first) already.")
            }
            lines[id] = line
        }
    }

    private static func show(_ text: String) { if isatty(2) == 1 { remark("\r\u{1b}[K" + text) } }
}

/// A line of a file of JSON lines.
struct ExpertiseLine<Value: Decodable & Sendable> {
    let line: Int
    let value: Value

    /// All lines that are not blank; the first that is not as it should be is complained of.
    static func all(in file: String) throws -> [ExpertiseLine] {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: file)) else {
            throw Complaint("\(file) cannot be read.")
        }
        let decoder = JSONDecoder()
        var result: [ExpertiseLine] = []
        for (index, bytes) in data.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            guard bytes.contains(where: { $0 != 32 && $0 != 9 && $0 != 13 }) else { continue }
            // A mark of byte order, which some programs put first.
            let bytes = index == 0 && bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes
            do {
                result.append(ExpertiseLine(line: index + 1, value: try decoder.decode(Value.self, from: Data(bytes))))
            } catch let fault as DecodingError {
                throw Complaint("\(file), line \(index + 1): \(Self.sentence(fault))")
            }
        }
        return result
    }

    private static func sentence(_ fault: DecodingError) -> String {
        func place(_ path: [any CodingKey]) -> String {
            path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: " ")
        }
        switch fault {
        case .keyNotFound(let key, let context):
            return "\"\(place(context.codingPath + [key]))\" is missing."
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return context.codingPath.isEmpty
                ? "not a JSON object." : "\"\(place(context.codingPath))\" has the wrong type."
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            return "\"\(place(context.codingPath))\" \(context.debugDescription)"
        default: return "not a JSON object."
        }
    }
}

/// An id as text or as a whole number.
struct GivenNumberOrText: Decodable, Sendable {
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int.self) {
            text = String(number)
        } else {
            text = try container.decode(String.self)
        }
    }
}

/// A text as the files give it.
struct GivenText: Decodable, Sendable {
    let parts: [String]

    private enum Key: String, CodingKey { case title, abstract, keywords, text }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        guard !container.allKeys.isEmpty else {
            throw DecodingError.keyNotFound(Key.title, .init(codingPath: decoder.codingPath, debugDescription: ""))
        }
        var parts: [String] = []
        for key in [Key.title, .abstract, .text] {
            if let part = try container.decodeIfPresent(String.self, forKey: key) { parts.append(part) }
        }
        if let words = try? container.decode([String].self, forKey: .keywords) {
            parts += words
        } else {
            if let words = try container.decodeIfPresent(String.self, forKey: .keywords) { parts.append(words) }
        }
        self.parts = parts
    }
}

/// An expert with their texts.
struct GivenExpert: Decodable, Sendable {
    let id: GivenNumberOrText
    let items: [GivenText]
}

/// A text that is to be judged.
struct GivenItem: Decodable, Sendable {
    let id: GivenNumberOrText
    let text: GivenText

    private enum Key: String, CodingKey { case id }

    init(from decoder: any Decoder) throws {
        id = try decoder.container(keyedBy: Key.self).decode(GivenNumberOrText.self, forKey: .id)
        text = try GivenText(from: decoder)
    }
}

/// The scores of all experts for all items.
struct ExpertiseScoring: Sendable {
    private let experts: [String]
    private let items: [(id: String, counts: TermCounts)]
    private let snapshot: TermSpace.Snapshot

    init(experts: [GivenExpert], items: [GivenItem], corpus: [GivenText]?) async {
        let space = TermSpace()
        // A text that several experts name, or that is also an item, is one text.
        var owners: [[String]: [String]] = [:]
        var order: [[String]] = []
        func note(_ parts: [String], of owner: String?) {
            if owners[parts] == nil { order.append(parts) }
            owners[parts, default: []] += owner.map { [$0] } ?? []
        }
        for expert in experts { for text in expert.items { note(text.parts, of: expert.id.text) } }
        if corpus == nil { for item in items { note(item.text.parts, of: nil) } }
        let field = corpus?.map(\.parts) ?? []
        let counted = await Self.counted(order + field + items.map(\.text.parts), in: space)
        var texts: [TextItem] = []
        for (index, counts) in counted.prefix(order.count + field.count).enumerated() {
            let isOwned = index < order.count
            texts.append(
                TextItem(
                    id: String(index), kind: "text", owners: isOwned ? owners[order[index]] ?? [] : [],
                    isPublic: corpus == nil || !isOwned, counts: counts))
        }
        space.update(put: texts)
        space.calibrate()
        snapshot = space.snapshot
        self.experts = experts.map(\.id.text)
        self.items = Array(zip(items.map(\.id.text), counted.suffix(items.count)))
    }

    /// Reads texts into terms, in parallel.
    private static func counted(_ texts: [[String]], in space: TermSpace) async -> [TermCounts] {
        let size = 256
        return await withTaskGroup(of: (Int, [TermCounts]).self) { group in
            for start in stride(from: 0, to: texts.count, by: size) {
                group.addTask {
                    let reader = space.reader()
                    return (start, texts[start..<min(start + size, texts.count)].map { reader.counts(of: $0) })
                }
            }
            var counted = [TermCounts](repeating: .none, count: texts.count)
            for await (start, counts) in group {
                counted.replaceSubrange(start..<start + counts.count, with: counts)
            }
            return counted
        }
    }

    /// The whole table as CSV, experts in the order of their file, each with the items in the order of theirs.
    func table(progress: @escaping @Sendable (Int) -> Void) async -> String {
        let columns = await withTaskGroup(of: (Int, [Double]).self) { group in
            for (index, item) in items.enumerated() {
                group.addTask {
                    let filter = MatchFilter(sight: .everything)
                    return (index, snapshot.scores(of: experts, for: snapshot.question(item.counts), seen: filter))
                }
            }
            var columns = [[Double]](repeating: [], count: items.count)
            var done = 0
            for await (index, scores) in group {
                columns[index] = scores
                done += 1
                if done % 16 == 0 { progress(done) }
            }
            return columns
        }
        var table = "expert,item,score\n"
        let ids = items.map { Self.cell($0.id) }
        for (row, expert) in experts.enumerated() {
            let name = Self.cell(expert)
            for (column, item) in ids.enumerated() { table += "\(name),\(item),\(columns[column][row].shown(6))\n" }
        }
        return table
    }

    private static func cell(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}
