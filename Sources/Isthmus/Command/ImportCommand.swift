import ArgumentParser
import Database
import Foundation
import Synchronization

/// `isthmus import KIND FILE…`: brings in what an office has in files.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Brings in records from files, all of them or none.",
        discussion: """
            Kinds: \(ImportKind.allCases.map(\.rawValue).joined(separator: ", ")), and isthmus for a file that \
            `export` \
            wrote, into an empty database. Files may be packed with gzip.
            """)
    @OptionGroup var database: DatabaseOptions
    @Argument(help: "What the files hold.") var kind: String
    @Argument(help: "The files.", completion: .file()) var files: [String] = []
    @Option(
        help: """
            With calls: your own table (.csv, .tsv or .xlsx) of what the general conditions of programmes say of the \
            sides of countries, in the place of the one that is carried.
            """,
        completion: .file())
    var sides: String?
    @Flag(help: "Only say what would happen.") var dryRun = false
    @Option(
        help: "Write an empty table of this kind to this file (.csv or .xlsx), with a row as example.")
    var template: String?

    private func writeTemplate(to path: String) throws {
        guard let kind = ImportKind(rawValue: kind), let bytes = try kind.template(isWorkbook: path.hasSuffix(".xlsx"))
        else {
            throw Complaint("There is a template of organisations, people, programmes and mobility.")
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        say(path)
    }

    /// Reads an export back.
    private func restore() async throws {
        guard files.count == 1 else { throw Complaint("An export is one file.") }
        let programme = try await database.open(withVocabulary: false, makesMissing: true)
        let meter = ProgressMeter(Words("en"))
        do {
            let rows = try await programme.restore(
                .path(files[0]), as: .program("command line"), progress: { meter.show($0, $1) })
            meter.end()
            say("\(rows) rows from \(files[0])")
        } catch let problem as Problem {
            meter.end()
            throw Complaint(problem.sentences(Words("en")).joined(separator: "\n"))
        }
        try await programme.store.close()
    }

    func validate() throws {
        if template == nil, files.isEmpty { throw ValidationError("Name the files to import.") }
    }

    func run() async throws {
        if let template { return try writeTemplate(to: template) }
        guard kind != "isthmus" else { return try await restore() }
        guard let kind = ImportKind(rawValue: kind) else {
            throw Complaint(
                "There is no import of \(kind): choose \(ImportKind.allCases.map(\.rawValue).joined(separator: ", ")) "
                    + "or isthmus.")
        }
        let named = files + [sides].compactMap(\.self)
        if let missing = named.first(where: { !FileManager.default.isReadableFile(atPath: $0) }) {
            throw Complaint("\(missing) cannot be read.")
        }
        // What would happen in a new database is asked of one that is thrown away.
        let trial = dryRun && database.isMissing ? try database.trial() : nil
        defer { if let trial { try? FileManager.default.removeItem(at: trial.folder) } }
        if trial != nil { remark("There is no database \(database.address); an import would make it.\n") }
        let programme = try await (trial?.options ?? database).open(makesMissing: true)
        let words = Words("en")
        let meter = ProgressMeter(words)
        do {
            let report = try await programme.runImport(
                kind, files.map(ImportFile.path), sides: sides.map(ImportFile.path), dryRun: dryRun,
                as: .program("command line"),
                progress: { meter.show($0, $1) })
            meter.end()
            for line in report.lines(words) { say(line) }
            guard report.issues.isEmpty else { throw Complaint(words("imports.nothing_written")) }
            say(words(report.isCarriedOut ? "imports.done" : "imports.dry", ["seconds": report.seconds.shown(1)]))
        } catch let problem as Problem {
            meter.end()
            throw Complaint(problem.sentences(words).joined(separator: "\n"))
        }
        try await programme.sealAll()
        try await programme.store.close()
    }
}

/// One line on the terminal that says what is being done and how far it is.
final class ProgressMeter: Sendable {
    private let words: Words
    private let last = Mutex("")
    private let isShown = isatty(2) == 1

    init(_ words: Words) { self.words = words }

    func show(_ step: String, _ share: Double) {
        guard isShown else { return }
        let line = words(step) + (share > 0 ? " \(Int(share * 100)) %" : "")
        last.withLock { last in
            guard last != line else { return }
            last = line
            remark("\r\u{1b}[K" + line)
        }
    }
    func end() { if isShown { remark("\r\u{1b}[K") } }
}
