import ArgumentParser
import Database
import Foundation
import Logging
import Synchronization

/// Starts the program with the arguments of the command line.
public func startIsthmus() async { await IsthmusCommand.main() }

struct IsthmusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "isthmus",
        abstract: "Runs international science and technology cooperation programmes.",
        subcommands: [
            Serve.self, Run.self, Demo.self, Check.self, Audit.self, SealCommand.self, Administrator.self,
            ImportCommand.self, ExportCommand.self, SearchCommand.self, SchemeCommand.self, NamesCommand.self,
            AffiliationsCommand.self, ExpertiseCommand.self, DuplicatesCommand.self, MailCommand.self,
            TimetableCommand.self, PaperCommand.self,
            Bench.self,
        ])
}

/// Where the data are: every command has these.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: "The database: a file, or postgres://user:password@host/name. Else ISTHMUS_DATABASE, else var/isthmus.db."
    )
    var database: String?

    var address: String { database ?? ProcessInfo.processInfo.environment["ISTHMUS_DATABASE"] ?? "var/isthmus.db" }

    /// Whether it is a file that is not there.
    var isMissing: Bool { !address.contains("://") && !FileManager.default.fileExists(atPath: address) }

    /// A new database in a folder of its own, for a trial where there is none yet; whoever asks for it throws it away.
    func trial() throws -> (options: DatabaseOptions, folder: URL) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "isthmus-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var options = self
        options.database = folder.appending(path: "trial.db").path
        return (options, folder)
    }

    /// The programme with its vocabulary; without it, a new database stays empty, as an export wants it. Commands that
    /// ask about what is there find a mistyped path instead of making a new file.
    func open(
        settings: Settings = Settings(), withVocabulary: Bool = true, makesMissing: Bool = false
    ) async throws -> Programme {
        if isMissing {
            guard makesMissing else {
                throw Complaint("There is no database \(address): name it with --database or ISTHMUS_DATABASE.")
            }
            remark("A new database: \(address)\n")
        }
        var logger = Logger(label: "isthmus") { LineLogHandler(handler: .standardError(label: $0)) }
        logger.logLevel = .warning
        do {
            var settings = settings
            settings.indexFile = indexFile
            Server.addSources()
            let programme = try await Programme.open(address, settings: settings, logger: logger)
            if withVocabulary { try await programme.installVocabulary() }
            return programme
        } catch let fault as DatabaseFault {
            throw Complaint("The database \(shownAddress) cannot be used: \(fault.sentence)")
        } catch let error as CocoaError {
            throw Complaint("The database \(shownAddress) cannot be made: \(error.localizedDescription)")
        }
    }

    /// Beside an embedded database; for another one, where `ISTHMUS_INDEX` says, or nowhere.
    private var indexFile: String? {
        if let given = ProcessInfo.processInfo.environment["ISTHMUS_INDEX"] { return given }
        return address.contains("://") ? nil : address + ".index"
    }

    /// Without the password.
    private var shownAddress: String {
        guard let at = address.lastIndex(of: "@"), let scheme = address.range(of: "://") else { return address }
        return address[..<scheme.upperBound] + "…" + address[at...]
    }
}

/// What the command line says when something cannot be done; the exit status is 1.
struct Complaint: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

extension DatabaseFault {
    fileprivate var sentence: String {
        switch self {
        case .changedMigration(let name): "the applied migration \(name) is not the one this program carries"
        case .unknownMigration(let name): "it was made by a newer program (it has \(name))"
        case .unsuitable(let text), .disconnected(let text), .other(let text), .conflict(let text): text
        default: "\(self)"
        }
    }
}

/// Writes a line to standard output.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

/// Writes to standard error: progress and remarks that are no result.
func remark(_ text: String) {
    let isEnded = text.hasSuffix("\n") || text.hasSuffix("\u{1b}[K")
    if !text.isEmpty { isLineOpen.withLock { $0 = !isEnded } }
    FileHandle.standardError.write(Data(text.utf8))
}

/// Whether the last remark may go on in its line, as dots of progress do.
private let isLineOpen = Mutex(false)

/// A log on the terminal that begins a line of its own below what is being said.
struct LineLogHandler: LogHandler {
    var handler: StreamLogHandler

    func log(event: LogEvent) {
        if isLineOpen.withLock({ $0 }) { remark("\n") }
        handler.log(event: event)
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { handler[metadataKey: key] }
        set { handler[metadataKey: key] = newValue }
    }
    var metadata: Logger.Metadata {
        get { handler.metadata }
        set { handler.metadata = newValue }
    }
    var metadataProvider: Logger.MetadataProvider? {
        get { handler.metadataProvider }
        set { handler.metadataProvider = newValue }
    }
    var logLevel: Logger.Level {
        get { handler.logLevel }
        set { handler.logLevel = newValue }
    }
}
