import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import Interchange
import Testing

@testable import Isthmus

/// What not everybody may know stands only where `leaks-allowed.txt` says so: every page, export and answer of the
/// API is
/// read as every person of the story, with every sort and filter that it offers, and searched for every secret word.
@Suite(.serialized) struct LeaksTests {
    @Test func `secret words stand only where the table allows them`() async throws {
        let seen = try await SampleProgramme.visit { sample, client in
            let routes = SampleRoute.all(of: sample.story)
            return try await Self.asEach(of: sample.story.cast) { person, seen in
                for route in routes where route.method == .get && !route.address.isEmpty {
                    let answer = try await client.get(route.address, as: person)
                    let text = try Self.text(answer)
                    seen.note(text, route.path, person)
                    for address in Self.variants(of: route, in: text, sample.story) {
                        seen.note(try Self.text(try await client.get(address, as: person)), route.path, person)
                    }
                }
            }
        }
        try AllowedSightings.check(seen, "")
    }

    /// The index answers these questions, whatever the database.
    @Test(.enabled(if: !TestStore.usesPostgres))
    func `a search for a secret word finds what a search for a word that nobody wrote finds`()
        async throws
    {
        let seen = try await SampleProgramme.visit { sample, client in
            let paths = Set(Visiting.everyRoute.map(\.path))
            let lists = paths.filter { paths.contains($0 + ".csv") && paths.contains("/api/v1" + $0) }.map {
                "/api/v1" + $0
            }
            let finders = ["/find", "/find/suggestions", "/find/experts", "/api/v1/find", "/api/v1/experts"]
            return try await Self.asEach(of: sample.story.cast) { person, seen in
                for path in lists.sorted() + finders {
                    let nonsense = "wordthatnobodywrote"
                    let nothing = try Self.text(try await client.get("\(path)?q=\(nonsense)", as: person))
                    for secret in Secret.allCases {
                        let found = try Self.text(try await client.get("\(path)?q=\(secret.rawValue)", as: person))
                        let isSame = found.replacing(secret.rawValue, with: nonsense) == nothing
                        if !isSame { seen.note(secret, path + "?q", person) }
                    }
                }
            }
        }
        try AllowedSightings.check(seen, "?q")
    }

    /// What everybody of a cast sees, each asked beside the others.
    private static func asEach(
        of cast: [SamplePerson], _ look: @escaping @Sendable (SamplePerson, inout Sightings) async throws -> Void
    ) async throws -> Sightings {
        try await withThrowingTaskGroup(of: Sightings.self) { group in
            for person in cast {
                group.addTask {
                    var seen = Sightings(cast: [])
                    try await look(person, &seen)
                    return seen
                }
            }
            var all = Sightings(cast: cast.map(\.name))
            for try await seen in group { all.add(seen) }
            return all
        }
    }

    /// Two readings of everything by everybody: on one database.
    @Test(.enabled(if: !TestStore.usesPostgres))
    func `what is withdrawn leaves no trace in what others read`() async throws {
        let office: Set<String> = ["officer", "administrator", "reader", "editor", "withdrawn"]
        let with = try await Self.everything(of: .whole, but: office)
        let without = try await Self.everything(of: .open, but: office)
        #expect(without.keys.filter { with[$0] == nil } == [])
        let traces = without.keys.filter { with[$0] != without[$0] }.sorted().map { key in
            "\(key): \(Self.difference(with[key] ?? "", without[key] ?? ""))"
        }
        #expect(traces == [])
    }

    /// What everybody but some reads at every address that leads to something open.
    private static func everything(of kind: SampleStory.Kind, but left: Set<String>) async throws -> [String: String] {
        try await SampleProgramme.visit(kind) { sample, client in
            // Figures count every part in a project, whoever had it: they must equal the funder's.
            let part = sample.id("participation of withdrawn")
            try await sample.programme.store.write { tx in
                _ = try tx.run("DELETE FROM participation WHERE id = \(part)")
            }
            // Counters, and pages with something made by chance.
            let restless = ["/metrics", "/assets/{name}", "/account/second-factor"]
            let routes = SampleRoute.all(of: sample.story).filter { route in
                route.method == .get && !restless.contains(route.path) && !route.path.contains("{token}")
                    && !route.thing.contains("withdrawn")
            }
            var texts: [String: String] = [:]
            for person in sample.story.cast where !left.contains(person.name) {
                for route in routes {
                    let answer = try await client.get(route.address, as: person)
                    texts["\(route.path) \(route.thing) as \(person.name)"] =
                        "\(answer.status.code) \(try text(answer))"
                }
            }
            return texts
        }
    }

    /// Where two texts begin to differ, with what stands around.
    private static func difference(_ one: String, _ other: String) -> String {
        let same = one.utf8.commonPrefixCount(with: other.utf8)
        func around(_ text: String) -> String {
            String(decoding: text.utf8.dropFirst(max(0, same - 60)).prefix(120), as: UTF8.self)
        }
        return "«\(around(one))» and «\(around(other))»"
    }

    /// The page's own links with other sorts and filters, and filters by ids that no page offers.
    private static func variants(of route: SampleRoute, in text: String, _ story: SampleStory) -> [String] {
        guard !route.path.contains("{"), text.hasPrefix("<!") else { return [] }
        let links = text.matches(of: /href="([^"]+)"/).map { String($0.output.1).replacing("&amp;", with: "&") }
            .filter { $0.hasPrefix(route.path + "?") }
        let filters = ["organisation", "person", "team"].flatMap { filter in
            story.things.filter { $0.key.hasPrefix("withdrawn") }.map { "\(route.path)?\(filter)=\($0.value)" }
        }
        let isList = text.contains("class=\"records\"") || text.contains("class=\"empty\"")
        return Set(links + (isList ? filters : [])).sorted()
    }

    /// The body as text; a workbook's sheets one after the other. In small letters.
    private static func text(_ answer: TestResponse) throws -> String {
        let bytes = Array(answer.body.readableBytesView)
        guard answer.headers[.contentType]?.contains("spreadsheetml") == true else {
            return String(decoding: bytes, as: UTF8.self).lowercased()
        }
        let parts = try ZipReader(bytes: bytes)
        return try parts.entries.map { String(decoding: try parts.content(of: $0.path), as: UTF8.self) }.joined()
            .lowercased()
    }
}

/// Which words stood where, for whom.
struct Sightings: Sendable {
    let cast: [String]
    /// By route and person.
    private(set) var words: [String: [String: Set<String>]] = [:]

    init(cast: [String]) { self.cast = cast }

    mutating func note(_ text: String, _ route: String, _ person: SamplePerson) {
        // By bytes: many times faster than by characters. A zero would end the text.
        text.replacing("\0", with: " ").withCString { bytes in
            for secret in Secret.allCases where strstr(bytes, secret.rawValue) != nil { note(secret, route, person) }
        }
    }
    mutating func note(_ secret: Secret, _ route: String, _ person: SamplePerson) {
        words[route, default: [:]][person.name, default: []].insert(secret.rawValue)
    }

    mutating func add(_ other: Sightings) {
        for (route, people) in other.words {
            for (person, seen) in people { words[route, default: [:]][person, default: []].formUnion(seen) }
        }
    }

    /// `route ⇥ people ⇥ words`: those who see the same words at a route stand together.
    var lines: [String] {
        words.sorted { $0.key < $1.key }.flatMap { route, people in
            var readers: [String: [String]] = [:]
            for secret in Secret.allCases {
                let who = cast.filter { people[$0]?.contains(secret.rawValue) == true }
                if !who.isEmpty { readers[who.joined(separator: " "), default: []].append(secret.rawValue) }
            }
            return readers.sorted { $0.key < $1.key }.map { "\(route)\t\($0.key)\t\($0.value.joined(separator: " "))" }
        }
    }
}

/// The checked-in table of what may be seen where, each line with its reason.
enum AllowedSightings {
    static let path = "Tests/IsthmusTests/House/leaks-allowed.txt"

    /// Every sighting must be allowed and every allowance used. `part` tells the lines of one test from another's.
    static func check(_ seen: Sightings, _ part: String) throws {
        let all = (SourceTree.text(path) ?? "").split(separator: "\n").filter { $0.contains("\t") }.map(String.init)
        var reasons: [String: String] = [:]
        for line in all {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            reasons[cells.dropLast().joined(separator: "\t")] = cells.last
        }
        func isMine(_ line: String) -> Bool {
            (line.split(separator: "\t").first?.hasSuffix("?q") == true) == (part == "?q")
        }
        let lines = seen.lines
        if Golden.isUpdating {
            let others = all.filter { !isMine($0) }
            let mine = lines.map { "\($0)\t\(reasons[$0] ?? "")" }
            let text = (others + mine).sorted().joined(separator: "\n") + "\n"
            try Data(text.utf8).write(to: SourceTree.root.appending(path: path))
        }
        let known = Set(reasons.keys.filter(isMine))
        #expect(Set(lines).subtracting(known).sorted() == [], "words that are seen where the table does not allow them")
        #expect(known.subtracting(lines).sorted() == [], "allowances that nobody uses: they must go")
        #expect(reasons.filter { $0.value.isEmpty }.keys.sorted() == [], "an allowance needs a reason")
    }
}

extension Sequence where Element: Equatable {
    fileprivate func commonPrefixCount(with other: some Sequence<Element>) -> Int {
        zip(self, other).prefix { $0 == $1 }.reduce(0) { count, _ in count + 1 }
    }
}
