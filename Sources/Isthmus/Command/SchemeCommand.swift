import ArgumentParser
import Database
import Foundation
import Procedure

/// `isthmus scheme …`: looks schemes through before they are used, without a database.
struct SchemeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scheme", abstract: "Checks and formats schemes: the parts of a programme that are text.",
        subcommands: [CheckSchemes.self, FormatScheme.self, ApplyScheme.self])
}

struct CheckSchemes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Says what is wrong in schemes, with file, line and column.",
        discussion: """
            Files of one scheme in several versions are compared too: an id keeps its kind, and what changed is told.
            """)
    @Argument(help: "YAML files.", completion: .file(extensions: ["yaml", "yml"])) var files: [String]

    func run() async throws {
        let report = SchemeReport(files: files)
        for line in report.lines { say(line) }
        guard report.isRight else { throw ExitCode(1) }
    }
}

struct FormatScheme: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "format", abstract: "Writes a scheme in the one way that exports use.",
        discussion: "It goes to the standard output. Comments are not kept.")
    @Argument(help: "A YAML file.", completion: .file(extensions: ["yaml", "yml"])) var file: String

    func run() async throws {
        switch SchemeReport.read(file) {
        case .success(.form(let read)): FileHandle.standardOutput.write(Data(read.form.yaml.utf8))
        case .success(.programme): throw Complaint("\(file): only forms have one way of writing.")
        case .failure(let reasons):
            for line in reasons.lines { remark(line + "\n") }
            throw ExitCode(1)
        }
    }
}

struct ApplyScheme: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Sets the programme up as its scheme says; again, it changes what differs.")
    @OptionGroup var database: DatabaseOptions
    @Argument(help: "A YAML file of the kind programme.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    func run() async throws {
        switch SchemeReport.read(file) {
        case .failure(let reasons):
            for line in reasons.lines { remark(line + "\n") }
            throw ExitCode(1)
        case .success(.form): throw Complaint("\(file): a form is brought in on its page, or by the API.")
        case .success(.programme(let read)):
            let programme = try await database.open(makesMissing: true)
            do {
                let done = try await programme.setUp(read, as: .program("command line"))
                say(
                    "\(read.scheme.countries.count) countries, \(done.informationOnly) of them for information only: "
                        + "\(done.changed) \(done.changed == 1 ? "change" : "changes")")
            } catch let faults as SchemeFaults {
                for fault in faults.faults { remark(fault.description + "\n") }
                throw ExitCode(1)
            } catch let problem as Problem {
                throw Complaint(problem.sentences(Words("en")).joined(separator: "\n"))
            }
            try await programme.sealAll()
            try await programme.store.close()
        }
    }
}

/// What is to be said of some files with schemes, in their order.
struct SchemeReport {
    private(set) var lines: [String] = []
    private(set) var isRight = true

    /// Why a file holds no scheme: a line for each reason.
    struct Reasons: Error, Equatable { let lines: [String] }

    static func read(_ file: String) -> Result<Scheme, Reasons> {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            return .failure(Reasons(lines: ["\(file): cannot be read."]))
        }
        do {
            return .success(try Scheme(yaml: bytes, file: file))
        } catch {
            return .failure(Reasons(lines: error.faults.map(\.description)))
        }
    }

    init(files: [String]) {
        var earlier: [ReadForm] = []
        for file in files {
            switch SchemeReport.read(file) {
            case .failure(let reasons):
                lines += reasons.lines
                isRight = false
            case .success(.programme(let read)):
                let faults = read.countryFaults
                lines += faults.map(\.description)
                isRight = isRight && faults.isEmpty
                if faults.isEmpty { lines.append("\(file): ok: \(read.scheme.countries.count) countries") }
            case .success(.form(let read)):
                let faults = earlier.flatMap { SchemeReport.faults($0, read) }
                lines += faults.map(\.description)
                isRight = isRight && faults.isEmpty
                if faults.isEmpty {
                    let (count, languages) = (read.form.questions.count, read.form.languages.joined(separator: ", "))
                    lines.append(
                        "\(file): ok: \(count) \(count == 1 ? "question" : "questions"), languages \(languages)")
                }
                earlier.append(read)
            }
        }
        lines += SchemeReport.changes(among: earlier)
    }

    /// The later of the two is at fault, whichever was named first.
    private static func faults(_ one: ReadForm, _ other: ReadForm) -> [SchemeFault] {
        other.form.version >= one.form.version ? other.faults(beside: one) : one.faults(beside: other)
    }

    /// A line for each step from one version to the next.
    private static func changes(among read: [ReadForm]) -> [String] {
        let ordered = read.sorted { ($0.form.id, $0.form.version) < ($1.form.id, $1.form.version) }
        return zip(ordered, ordered.dropFirst()).compactMap { old, new in
            guard old.form.id == new.form.id, old.form.version < new.form.version else { return nil }
            let changes = new.form.changes(from: old.form).map { change in
                "\(change.question) (\(change.what.rawValue)\(change.isBreaking ? ", breaking" : ""))"
            }
            let all = changes.isEmpty ? "no question changed" : changes.joined(separator: ", ")
            return "\(new.file): since version \(old.form.version): \(all)"
        }
    }
}
