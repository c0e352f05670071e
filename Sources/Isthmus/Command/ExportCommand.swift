import ArgumentParser
import Database
import Foundation

/// `isthmus export [FILE]`: everything the programme knows, as lines of JSON.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes everything into one file, to be read back with `import isthmus`.",
        discussion: """
            The file holds digests of passwords and tokens: keep it as you keep the database. A name that ends with \
            .gz \
            is packed; - or no name writes to the standard output.
            """)
    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The file to write.", completion: .file()) var file = "-"

    func run() async throws {
        let programme = try await database.open()
        do {
            let rows = try await programme.export(to: file == "-" ? .standardOutput : .file(file))
            if file != "-" { say("\(rows) rows in \(file)") }
        } catch ExportFault.unwritable(let path) { throw Complaint("\(path) cannot be written.") }
        try await programme.store.close()
    }
}
