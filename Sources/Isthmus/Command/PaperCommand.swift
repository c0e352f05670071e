import ArgumentParser
import Database
import Foundation

/// `isthmus paper PAGE FILE`: a page of the site as PDF, as it would be printed: a booklet, a dossier, an edition.
struct PaperCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paper", abstract: "Writes a public page of the site as PDF, by its print styles.",
        discussion: """
            PAGE is an address within the site: /event-programmes/ep-…/booklet?in=en-ru, /dossiers/AM/DE. What only \
            people who are signed in may see is printed from their browser. It needs WeasyPrint or Chromium on this \
            machine; ISTHMUS_PRINTER names another place of one of them.
            """)
    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The page, from its first slash.") var page: String
    @Argument(help: "The file to write.", completion: .file(extensions: ["pdf"])) var file: String
    @Option(help: "The language of the page; else English.") var language = "en"

    func run() async throws {
        guard page.hasPrefix("/"), !page.contains(where: \.isWhitespace) else {
            throw Complaint("A page begins with a slash and has no blanks: /dossiers/AM/DE.")
        }
        guard Settings().languages.contains(language) else {
            throw Complaint("The site speaks \(Settings().languages.joined(separator: ", ")).")
        }
        let printer = try PagePrinter.found()
        let programme = try await database.open()
        try await programme.store.close()
        let server = try BenchServer(database: database.address)
        defer { server.end() }
        let address = page + (page.contains("?") ? "&" : "?") + "lang=" + language
        let answer = try LoadClient(port: server.port, connections: 1).run([address], rounds: 1)
        guard answer.failures == 0 else {
            throw Complaint("Visitors find no page at \(page): it is not there, or not public yet.")
        }
        let draft = URL(fileURLWithPath: file + ".part")
        defer { try? FileManager.default.removeItem(at: draft) }
        let start = ContinuousClock.now
        try printer.write("http://127.0.0.1:\(server.port)\(address)", to: draft.path)
        let head = try? FileHandle(forReadingFrom: draft).read(upToCount: 5)
        guard head == Data("%PDF-".utf8) else { throw Complaint("\(printer.name) wrote no PDF.") }
        guard rename(draft.path, file) == 0 else { throw Complaint("\(file) cannot be written.") }
        let size = (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
        let seconds = start.duration(to: .now).seconds
        say("\(file): \(size / 1_024) kB in \(String(format: "%.1f", seconds)) s, by \(printer.name)")
    }
}

/// A program of this machine that makes paper of pages.
struct PagePrinter: Sendable, Equatable {
    let path: String

    var name: String { URL(fileURLWithPath: path).lastPathComponent }
    /// It is given so many seconds.
    static let patience = 60.0
    /// WeasyPrint needs no browser; any Chromium does as well.
    static let names = ["weasyprint", "chromium", "chromium-browser", "google-chrome"]

    static func found(_ environment: [String: String] = ProcessInfo.processInfo.environment) throws -> PagePrinter {
        if let given = environment["ISTHMUS_PRINTER"] {
            guard FileManager.default.isExecutableFile(atPath: given) else {
                throw Complaint("ISTHMUS_PRINTER is \(given), which cannot be run.")
            }
            return PagePrinter(path: given)
        }
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        for name in names {
            if let folder = folders.first(where: { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }) {
                return PagePrinter(path: "\(folder)/\(name)")
            }
        }
        throw Complaint("There is no \(names[0]) and no \(names[1]) on this machine: apt-get install \(names[0]).")
    }

    func arguments(_ address: String, to file: String) -> [String] {
        guard name != PagePrinter.names[0] else { return [address, file] }
        // The sandbox of Chromium does not work for root.
        let sandbox = geteuid() == 0 ? ["--no-sandbox"] : []
        return sandbox + [
            "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer",
            "--print-to-pdf=\(file)", address,
        ]
    }

    fileprivate func write(_ address: String, to file: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments(address, to: file)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let end = ContinuousClock.now.advanced(by: .seconds(Self.patience))
        while process.isRunning, ContinuousClock.now < end { usleep(20_000) }
        guard !process.isRunning else {
            process.terminate()
            throw Complaint("\(name) did not end within \(Int(Self.patience)) seconds.")
        }
        guard process.terminationStatus == 0 else {
            throw Complaint("\(name) ended with \(process.terminationStatus).")
        }
    }
}
