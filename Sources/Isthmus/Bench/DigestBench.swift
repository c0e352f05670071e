import Database
import Foundation

/// The digests of many saved searches after some new calls: computed, written and queued as mails.
struct DigestBench {
    var people = 76_000
    var searches = 20_000
    /// Calls that everybody was told of before.
    var known = 600
    var new = 100
    var seed: UInt64 = 1

    struct Outcome: Sendable {
        let seconds: Double
        let report: DigestReport
        /// Parts of digests: searches in which something was new.
        let parts: Int
    }

    /// In a fresh database in a folder; says what was measured.
    func run(in folder: String) async throws {
        let place = folder + "/bench-digests-\(ProcessInfo.processInfo.processIdentifier)"
        defer { try? FileManager.default.removeItem(atPath: place) }
        let programme = try await Programme.open(place + "/digests.db")
        let outcome = try await measure(on: programme)
        try await programme.store.close()
        say(
            "\(people) people, \(outcome.report.searches) searches, \(outcome.report.news) new calls: "
                + "all digests in \(outcome.seconds.shown(2)) s")
        say("  \(outcome.parts) searches with news, \(outcome.report.mails) mails queued")
    }

    /// Fills an empty programme and mails its digests.
    func measure(on programme: Programme) async throws -> Outcome {
        Server.addSources()
        try await programme.installVocabulary()
        var random = SplitMix(state: seed)
        try await addReaders(to: programme, &random)
        for number in 0..<known { try await addCall(number, to: programme, &random) }
        try await programme.sealAll()
        try await addSearches(searches, to: programme, &random)
        for number in known..<(known + new) { try await addCall(number, to: programme, &random) }
        try await programme.sealAll()
        let start = ContinuousClock.now
        let report = try await programme.mailDigests()
        let seconds = start.duration(to: .now).milliseconds / 1_000
        let parts = try await programme.read { try $0.count("SELECT COUNT(*) FROM digest_part") }
        return Outcome(seconds: seconds, report: report, parts: parts)
    }

    private static let words = [
        "ice", "permafrost", "laser", "battery", "genome", "harvest", "quake", "satellite", "river", "vaccine",
        "photon", "alloy", "forest", "hydrogen", "plasma", "heritage", "logistics", "sensor", "robot", "ocean",
        "steppe", "dialect", "catalyst", "membrane", "glacier", "pollen", "aerosol", "turbine", "archive", "neutron",
    ]
    private static let programmes = ["North Bridge", "South Bridge", "Highland Fund", "Lakes Fund"]
    private static let themes = ["Climate", "Health", "Materials", "Energy", "Culture", "Space"]
    private static let sides = ["AM", "GE", "KZ", "FI", "DE", "RU", "MD", "UA"]

    private func addCall(_ number: Int, to programme: Programme, _ random: inout SplitMix) async throws {
        let title = (0..<4).map { _ in Self.pick(Self.words, &random) }.joined(separator: " ")
        let day = programme.clock().day.adding(days: 10 + Int(random.next() % 300))
        let given: [String: Given] = [
            "code": .text("BENCH-\(number)"), "programme": .text(Self.pick(Self.programmes, &random)),
            "title": .record(["en": .text("\(title) \(number)")]), "theme": .text(Self.pick(Self.themes, &random)),
            "keywords": .list((0..<3).map { _ in .text(Self.pick(Self.words, &random)) }),
            "deadlines": .list([.record(["kind": .text("single"), "at": .text("\(day)")])]),
            "status": .text("published"),
        ]
        let call = try await programme.createCall(given, as: .program("bench"))
        let rule: [String: Given] = ["side": .text(Self.pick(Self.sides, &random)), "is_paid": .flag(true)]
        _ = try await programme.addRule(to: call.id, rule, as: .program("bench"))
    }

    private static func pick(_ values: [String], _ random: inout SplitMix) -> String {
        values[Int(random.next() % UInt64(values.count))]
    }

    private struct AccountRow: Encodable {
        let id: String
        let email: String
        let emailFolded: String
        let name: String
        let searchText: String
        let language: String
        let confirmedAt: Moment
        let version = 1
        let createdAt: Moment
        let changedAt: Moment
    }
    private struct SearchRow: Encodable {
        let id: String
        let accountID: String
        let name: String
        let address: String
        let seenAt: Moment
        let version = 1
        let createdAt: Moment
        let changedAt: Moment
    }
    private struct DigestRow: Encodable {
        let searchID: String
        let period = "daily"
        let through: Int64
        let nextAt = Moment(seconds: 0)
    }

    /// Straight into the tables: making an account by its verb computes a password's hash.
    private func addReaders(to programme: Programme, _ random: inout SplitMix) async throws {
        let now = programme.clock()
        let rows = (0..<people).map { number in
            let email = "reader\(number)@lab.example"
            return AccountRow(
                id: "a-\(number)", email: email, emailFolded: email, name: "Reader \(number)",
                searchText: "reader \(number)", language: random.next() % 2 == 0 ? "en" : "ru", confirmedAt: now,
                createdAt: now, changedAt: now)
        }
        try await programme.store.write { tx in try tx.insert(all: rows, into: "account") }
    }

    /// Words, filters, or both; every fiftieth finds everything.
    private func addSearches(_ count: Int, to programme: Programme, _ random: inout SplitMix) async throws {
        let now = programme.clock()
        var searches: [SearchRow] = []
        for number in 0..<count {
            var items: [(name: String, value: String)] = []
            if number % 50 != 0 {
                if random.next() % 3 != 0 {
                    let words = (0...(random.next() % 2)).map { _ in Self.pick(Self.words, &random) }
                    items.append(("q", words.joined(separator: " ")))
                }
                if random.next() % 3 == 0 { items.append(("programme", Self.pick(Self.programmes, &random))) }
                if random.next() % 3 == 0 { items.append(("theme", Self.pick(Self.themes, &random))) }
                if random.next() % 3 == 0 { items.append(("side", Self.pick(Self.sides, &random))) }
                if random.next() % 5 == 0 { items.append(("within", "90")) }
            }
            searches.append(
                SearchRow(
                    id: "ss-\(number)", accountID: "a-\(Int(random.next() % UInt64(people)))", name: "Search \(number)",
                    address: "/calls" + Query(items).address, seenAt: now, createdAt: now, changedAt: now))
        }
        try await programme.store.write { [searches] tx in
            let end = try tx.value(Int64.self, "SELECT MAX(position) FROM journal") ?? 0
            try tx.insert(all: searches, into: "saved_search")
            try tx.insert(all: searches.map { DigestRow(searchID: $0.id, through: end) }, into: "search_digest")
        }
    }
}
