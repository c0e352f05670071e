import ArgumentParser
import Database
import Foundation
import Interchange
import Text

/// `isthmus affiliations …`: from free text to organisations of the directory.
struct AffiliationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "affiliations", abstract: "Finds the organisations that affiliation texts mean.",
        subcommands: [ResolveAffiliations.self])
}

struct ResolveAffiliations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Names the organisation of the directory that each text means, or none.",
        discussion: """
            FILE is JSON lines {"text": "…"}, or a JSON array of objects; the text may also be called affiliation. A \
            line is written for each: {"line": 1, "text": "…", "organisation": "o-…", "ror": "…", "name": "…", \
            "confidence": 0.93, "reason": "…"}, with null where no organisation is sure enough. Where the file gives \
            the right answers (ror_ids), precision and recall are told at the end.
            """)
    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The file; - for the standard input.", completion: .file()) var file: String
    @Option(help: "From which confidence on an answer is given, 0 to 1.") var threshold = 0.7
    @Option(help: "Where to write; else the standard output.", completion: .file()) var out: String?

    func validate() throws {
        guard (0...1).contains(threshold) else { throw ValidationError("--threshold is between 0 and 1.") }
    }

    func run() async throws {
        let texts: [AffiliationText]
        do { texts = try AffiliationText.read(file) } catch let error as InterchangeError {
            throw Complaint(error.message)
        }
        let programme = try await database.open()
        let reading = try await programme.affiliationReading()
        try await programme.store.close()
        var trial = Trial(known: Set(reading.organisations.values.compactMap { $0.identifier("ror") }))
        var bytes: [UInt8] = []
        let start = ContinuousClock.now
        for text in texts {
            let found = reading.resolver.resolve(text.text, threshold: threshold)
            let line = found.flatMap { reading.organisations[$0.id] }
            let ror = line?.identifier("ror")
            trial.add(ror, isAnswer: found != nil, right: text.answers)
            let object: [(key: String, value: JSON)] = [
                ("line", JSON(text.line)), ("text", JSON(text.text)), ("organisation", JSON(found?.id)),
                ("ror", JSON(ror)), ("name", JSON(line?.name)),
                ("confidence", found.map { JSON(($0.confidence * 1_000).rounded() / 1_000) } ?? .null),
                ("reason", JSON(found?.reason)),
            ]
            bytes += Array((JSON.object(object).text + "\n").utf8)
        }
        let seconds = start.duration(to: .now).milliseconds / 1_000
        try NamesOutput.write(to: out) { bytes }
        remark("\(texts.count) texts, \(trial.given) answers in \(seconds.shown(2)) s\(trial.remark)\n")
    }

    /// Answers beside the right ones, where the file has them.
    private struct Trial {
        let known: Set<String>
        var given = 0
        private var (right, possible, judged) = (0, 0, 0)

        init(known: Set<String>) { self.known = known }

        mutating func add(_ answer: String?, isAnswer: Bool, right answers: Set<String>?) {
            if isAnswer { given += 1 }
            guard let answers else { return }
            judged += 1
            if !answers.isDisjoint(with: known) { possible += 1 }
            if let answer, answers.contains(answer) { right += 1 }
        }

        var remark: String {
            guard judged > 0, given > 0, possible > 0 else { return "" }
            let (precision, recall) = (Double(right) / Double(given), Double(right) / Double(possible))
            return "; \(judged) with the right answer, \(possible) of them in the directory: "
                + "precision \(precision.shown(3)), recall \(recall.shown(3))"
        }
    }
}

/// A text of the file, with the right answers where it says them.
private struct AffiliationText {
    let line: Int
    let text: String
    let answers: Set<String>?

    /// Throws `InterchangeError` and complaints with file and line.
    static func read(_ file: String) throws -> [AffiliationText] {
        let source =
            file == "-" ? ByteSource(data: FileHandle.standardInput.readDataToEndOfFile()) : try ByteSource(path: file)
        let bytes = try source.readAll()
        if bytes.first(where: { ![9, 10, 13, 32].contains($0) }) == UInt8(ascii: "[") {
            do {
                let values = try JSON(parsing: bytes).array ?? []
                return try values.enumerated().map { try text($1, file, $0 + 1, "entry") }
            } catch var error as InterchangeError {
                error.file = file
                throw error
            }
        }
        let lines = JSONLines(ByteSource(data: Data(bytes)))
        var texts: [AffiliationText] = []
        do {
            while let (line, value) = try lines.next() { texts.append(try text(value, file, line, "line")) }
        } catch var error as InterchangeError {
            error.file = file
            throw error
        }
        return texts
    }

    private static func text(_ value: JSON, _ file: String, _ line: Int, _ unit: String) throws -> AffiliationText {
        guard let text = (value["text"] ?? value["affiliation"])?.string else {
            throw Complaint("\(file), \(unit) \(line): there is no text.")
        }
        let answers = value["ror_ids"]?.strings.map {
            Set($0.compactMap { $0.split(separator: "/").last.map(String.init) })
        }
        return AffiliationText(line: line, text: text, answers: answers)
    }
}
