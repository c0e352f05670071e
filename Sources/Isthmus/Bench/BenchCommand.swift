import ArgumentParser
import Database
import Foundation

/// `isthmus bench …`: measures the program on this machine. Figures are medians of several runs, beside what they are
/// to be compared with.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures the program on this machine. Use the release build.",
        subcommands: [
            WritesBench.self, PagesBench.self, ImportBench.self, SearchBench.self, ExpertiseBench.self, NamesBench.self,
            CallsBench.self, TimetableBench.self, IndicatorsBench.self, PartnersBench.self,
            BrokerageBench.self,
            DossiersBench.self,
        ])
}

struct WritesBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "writes", abstract: "Durable verbs a second: many writers beside one.")
    @Option(help: "How many write at once.") var writers = 64
    @Option(help: "Seconds a run.") var seconds = 3.0
    @Option(help: "How many runs.") var runs = 3
    @Option(help: "Where: a folder for a fresh file, or postgres://… of an empty database.") var at = "var"

    func run() async throws {
        var rates: [Double] = []
        var tails: [Double] = []
        var middles: [Double] = []
        var single: [Double] = []
        for _ in 0..<runs {
            let alone = try await measure(writers: 1, seconds: min(seconds, 2))
            single.append(alone.perSecond)
            let many = try await measure(writers: writers, seconds: seconds)
            rates.append(many.perSecond)
            middles.append(many.sample.median)
            tails.append(many.sample.quantile(0.99))
        }
        let (many, one) = (Sample(rates).median, Sample(single).median)
        say("\(writers) writers: \(many.shown(0)) acknowledged durable verbs a second (median of \(runs) runs)")
        say("  p50 \(Sample(middles).median.shown(2)) ms, p99 \(Sample(tails).median.shown(2)) ms")
        say("one writer: \(one.shown(0)) a second; ratio \((many / one).shown(1))")
    }

    private func measure(writers: Int, seconds: Double) async throws -> WriteBench.Outcome {
        guard !at.contains("://") else {
            let programme = try await Programme.open(at)
            let outcome = try await WriteBench(writers: writers, seconds: seconds).run(on: programme)
            try await programme.store.close()
            return outcome
        }
        let folder = at + "/bench-\(ProcessInfo.processInfo.processIdentifier)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let programme = try await Programme.open(folder + "/writes.db")
        let outcome = try await WriteBench(writers: writers, seconds: seconds).run(on: programme)
        try await programme.store.close()
        return outcome
    }
}

struct PagesBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pages",
        abstract: "Requests a second of the directory's pages, beside the plainest route of the same server.")
    @OptionGroup var database: DatabaseOptions
    @Option(help: "Seconds a run.") var seconds = 3.0
    @Option(help: "How many runs of each, in turn.") var runs = 3
    @Option(help: "Connections at once.") var connections = 32

    func run() async throws {
        let pages = try await choosePages()
        let server = try BenchServer(database: database.address)
        defer { server.end() }
        let client = LoadClient(port: server.port, connections: connections)
        _ = try client.run(["/hello"], seconds: 0.5)
        var outcomes: [[LoadClient.Outcome]] = Array(repeating: [], count: pages.count)
        for _ in 0..<runs {
            for (index, page) in pages.enumerated() {
                // The cookie keeps the server from answering with a kept copy.
                let headers = page.isFresh ? "Cookie: isthmus_notice=none\r\n" : ""
                outcomes[index].append(try client.run(page.paths, seconds: seconds, headers: headers))
            }
        }
        report(pages, outcomes)
    }

    private struct Page {
        let name: String
        let paths: [String]
        let isFresh: Bool
    }

    private func choosePages() async throws -> [Page] {
        let programme = try await database.open()
        let (organisations, size) = try await programme.read { tx in
            (
                try tx.column(
                    String.self,
                    "SELECT id FROM organisation WHERE status = 'active' ORDER BY SUBSTR(id, 12), id LIMIT 200"),
                try tx.count("SELECT COUNT(*) FROM organisation")
            )
        }
        try await programme.store.close()
        guard !organisations.isEmpty else { throw Complaint("The database has no organisations: import some first.") }
        say("\(size) organisations; \(connections) connections, \(runs) runs of \(seconds.shown(0)) s each, in turn")
        let kinds: [(String, [String])] = [
            ("organisation list", ["/organisations"]), ("list of a country", ["/organisations?country=DE"]),
            ("organisation page (200 of them)", organisations.map { "/organisations/\($0)" }),
            ("country page", ["/countries/DE"]), ("project list", ["/projects"]),
        ]
        return [Page(name: "hello", paths: ["/hello"], isFresh: false)]
            + kinds.map { Page(name: $0.0, paths: $0.1, isFresh: false) }
            + kinds.map { Page(name: $0.0 + ", made anew", paths: $0.1, isFresh: true) }
    }

    private func report(_ pages: [Page], _ outcomes: [[LoadClient.Outcome]]) {
        let hello = Sample(outcomes[0].map(\.perSecond)).median
        say(
            "page".padded(44) + "req/s".padded(10, left: true) + "of hello".padded(10, left: true)
                + "p50 ms".padded(9, left: true)
                + "p99 ms".padded(9, left: true) + "  failed")
        for (page, runs) in zip(pages, outcomes) {
            let rate = Sample(runs.map(\.perSecond)).median
            say(
                page.name.padded(44) + rate.shown(0).padded(10, left: true)
                    + "\((100 * rate / hello).shown(0)) %".padded(10, left: true)
                    + Sample(runs.map { $0.sample.median }).median.shown(2).padded(9, left: true)
                    + Sample(runs.map { $0.sample.quantile(0.99) }).median.shown(2).padded(9, left: true)
                    + "  \(runs.reduce(0) { $0 + $1.failures })")
        }
    }
}
