import ArgumentParser
import Foundation

/// `isthmus bench calls`: how fast many are told of new calls, and how fast a call finds who could answer it. Each half
/// stands in a file of its own.
struct CallsBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calls",
        abstract: "Measures the digests of new calls, and a call's page with fifty matched partners.",
        discussion: """
            Without --database people, searches, organisations and calls are made up. With it, the page is measured on \
            those of the database: import some first.
            """)
    @Option(help: "A database with calls and organisations, instead of made-up ones.") var database: String?
    @Option(help: "How many organisations are made up.") var organisations = 51_370
    @Option(help: "How many calls are made up.") var calls = 100
    @Option(help: "Seconds a run.") var seconds = 10.0
    @Option(help: "How many runs.") var runs = 3
    @Option(help: "Another seed makes other organisations and calls.") var seed: UInt64 = 1
    @Option(help: "A folder for the made-up database.") var at = "var"

    func run() async throws {
        let partners = CallPartnersBench(
            organisations: organisations, calls: calls, seconds: seconds, runs: runs, seed: seed)
        guard let database else {
            try await DigestBench().run(in: at)
            return try await partners.run(in: at)
        }
        try await partners.run(on: database)
    }
}
