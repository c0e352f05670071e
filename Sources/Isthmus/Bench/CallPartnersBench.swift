import Database
import Foundation
import Interchange

/// A call's page with those who could answer it, among as many organisations as the Union's programmes had.
struct CallPartnersBench {
    let organisations: Int
    let calls: Int
    let seconds: Double
    let runs: Int
    let seed: UInt64

    /// On made-up organisations and calls in a fresh database.
    func run(in folder: String) async throws {
        let place = folder + "/bench-\(ProcessInfo.processInfo.processIdentifier)"
        defer { try? FileManager.default.removeItem(atPath: place) }
        let path = place + "/calls.db"
        try await fill(path)
        try await run(on: path)
    }

    private func fill(_ path: String) async throws {
        Server.addSources()
        let start = ContinuousClock.now
        let programme = try await Programme.open(path)
        try await programme.installVocabulary()
        var source = ProfileSource(seed: seed)
        let countries = [
            "DE", "FR", "IT", "ES", "FI", "AM", "GE", "KZ", "SE", "NO", "PL", "RU", "US", "JP", "KR", "CA",
        ]
        var table = CSVWriter(columns: ["legal_name", "country", "kind", "summary_en"])
        for number in 0..<organisations {
            table.append(["Institute \(number)", countries[number % countries.count], "research", source.profile()])
        }
        var lines = ""
        for number in 0..<calls {
            let text = (0..<5).map { _ in source.profile() }.joined(separator: " ")
            let record: [(String, JSON)] = [
                ("topicId", .string("BENCH-\(number)")), ("programme", "Horizon Europe"),
                ("title", .string(source.question(terms: 8))), ("description", .string(text)),
                ("deadline", "2099-09-15"),
            ]
            lines += JSON.object(record.map { ($0.0, $0.1) }).text + "\n"
        }
        let files: [(ImportKind, ImportFile)] = [
            (.organisations, .bytes(name: "organisations.csv", table.take())),
            (.calls, .bytes(name: "calls.jsonl", Array(lines.utf8))),
        ]
        for (kind, file) in files {
            let report = try await programme.runImport(kind, [file], dryRun: false, as: .program("bench"))
            guard report.isCarriedOut else {
                throw Complaint(report.lines(Words("en")).joined(separator: "\n"))
            }
        }
        try await programme.sealAll()
        try await programme.store.close()
        let taken = (start.duration(to: .now).milliseconds / 1_000).shown(1)
        say("\(organisations) organisations and \(calls) calls made up in \(taken) s")
    }

    /// On what is in a database.
    func run(on database: String) async throws {
        let programme = try await Programme.open(database)
        let (ids, size) = try await programme.read { tx in
            (
                try tx.column(
                    String.self,
                    "SELECT id FROM call WHERE status = 'published' ORDER BY SUBSTR(id, 12), id LIMIT 1000"),
                try tx.count("SELECT COUNT(*) FROM organisation")
            )
        }
        try await programme.store.close()
        guard !ids.isEmpty else { throw Complaint("The database has no calls: import some first.") }
        let server = try BenchServer(database: database)
        defer { server.end() }
        let paths = ids.map { "/calls/\($0)/partners" }
        let client = LoadClient(port: server.port, connections: 1)
        let waited = try wait(for: paths[0], client)
        say("\(ids.count) calls, \(size) organisations; who could answer is known \(waited.shown(1)) s after the start")
        // The cookie keeps the server from answering with a kept copy. The first round meets every call for the first
        // time.
        let fresh = "Cookie: isthmus_notice=none\r\n"
        show("first reader of each call", [try client.run(paths, rounds: 1, headers: fresh)])
        show(
            "every further reader",
            try (0..<runs).map { _ in try client.run(paths, seconds: seconds, headers: fresh) })
        show(
            "the call's own page, with the first five",
            try (0..<runs).map { _ in try client.run(ids.map { "/calls/\($0)" }, seconds: seconds, headers: fresh) })
    }

    /// Seconds until the server has its index.
    private func wait(for path: String, _ client: LoadClient) throws -> Double {
        let start = ContinuousClock.now
        while true {
            if try client.run([path], rounds: 1).failures == 0 {
                return start.duration(to: .now).milliseconds / 1_000
            }
            guard start.duration(to: .now) < .seconds(900) else { throw Complaint("The index is not made.") }
            Thread.sleep(forTimeInterval: 0.5)
        }
    }

    private func show(_ name: String, _ outcomes: [LoadClient.Outcome]) {
        let all = Sample(outcomes.flatMap(\.times))
        let failures = outcomes.reduce(0) { $0 + $1.failures }
        say(
            name.padded(44) + "p50 \(all.median.shown(2)) ms, p99 \(all.quantile(0.99).shown(2)) ms, "
                + "\(all.sorted.count) pages" + (failures > 0 ? ", \(failures) FAILED" : ""))
    }
}
