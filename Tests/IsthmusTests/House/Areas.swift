import Testing

/// The areas of the programme in their order: one uses what stands above it, never what stands below. This list is the
/// drawing of the architecture that cannot go stale.
@Suite struct Areas {
    static let order = [
        "Core", "Site", "Outbox", "Accounts", "Vocabulary", "Directory", "Finder", "Procedures", "Library", "Inventory",
        "Calls", "Partnering", "Campaigns", "Events", "Brokerage", "Contests", "Screening", "Proposals", "Reviews",
        "Board",
        "Projects", "Money", "Groups", "Surveys", "Services", "Insight", "Publishing",
    ]
    /// They stand below all areas and may use every one, and each other.
    static let below = ["Imports", "Exports", "Demo", "Bench", "Server", "Command"]
    /// Folders without code.
    static let files = ["Migrations", "Translations"]

    struct Exception: Sendable {
        let path: String
        let type: String
        let reason: String
    }

    /// Looks downward that are meant, and why. An entry that is no longer needed must go.
    static let exceptions: [Exception] = [
        Exception(
            path: "Core/Opening.swift", type: "Embedded", reason: "migrations are carried as the pages' files are")
    ]

    /// The folder right under `Sources/Isthmus`.
    static func area(of path: String) -> String? {
        let steps = path.split(separator: "/")
        return steps.count > 3 && path.hasPrefix("Sources/Isthmus/") ? String(steps[2]) : nil
    }

    static func rank(of area: String) -> Int { order.firstIndex(of: area) ?? order.count }

    /// The types of each area: those that stand by themselves, and all with those inside others.
    struct Types: Sendable {
        var areaOf: [String: Set<String>] = [:]
        var named: [String: Set<String>] = [:]

        init(_ files: [SwiftSource]) {
            let words: Set<String> = ["struct", "class", "enum", "actor", "protocol", "typealias"]
            for file in files {
                guard let area = Areas.area(of: file.path) else { continue }
                let tokens = file.tokens
                for (index, token) in tokens.enumerated().dropLast() where words.contains(token.text) {
                    let name = tokens[index + 1].text
                    guard name.first?.isUppercase == true, index == 0 || tokens[index - 1].text != "." else { continue }
                    named[area, default: []].insert(name)
                    if token.depth == 0 { areaOf[name, default: []].insert(area) }
                }
            }
        }
    }

    static func findings(in files: [SwiftSource]) -> [(finding: Finding, type: String)] {
        let types = Types(files)
        var findings: [(Finding, String)] = []
        for file in files {
            guard let area = area(of: file.path), order.contains(area) else { continue }
            let tokens = file.tokens
            for (index, token) in tokens.enumerated() {
                guard let homes = types.areaOf[token.text], index == 0 || tokens[index - 1].text != ".",
                    types.named[area]?.contains(token.text) != true,
                    homes.allSatisfy({ rank(of: $0) > rank(of: area) })
                else { continue }
                let reason =
                    "\(area) uses \(token.text) of \(homes.sorted().joined(separator: ", ")), which stands below it"
                findings.append(
                    (Finding(path: file.path, line: file.line(at: token.offset), reason: reason), token.text))
            }
        }
        return findings
    }

    @Test func `an area uses only areas above it`() {
        let findings = Areas.findings(in: SourceTree.sources).filter { finding, type in
            !Areas.exceptions.contains { "Sources/Isthmus/" + $0.path == finding.path && $0.type == type }
        }
        Finding.expectNone(findings.map(\.finding))
    }

    @Test func `every exception is needed`() {
        let found = Areas.findings(in: SourceTree.sources)
        let findings = Areas.exceptions.filter { exception in
            !found.contains { "Sources/Isthmus/" + exception.path == $0.finding.path && $0.type == exception.type }
        }.map {
            Finding(path: "Sources/Isthmus/" + $0.path, line: 1, reason: "no longer uses \($0.type): shorten the table")
        }
        Finding.expectNone(findings)
    }

    @Test func `every folder is an area`() {
        let known = Set(Areas.order + Areas.below + Areas.files)
        let findings = SourceTree.files(under: "Sources/Isthmus").compactMap { path -> Finding? in
            let steps = path.split(separator: "/")
            if steps.count == 3 { return Finding(path: path, line: 1, reason: "stands in no area") }
            return known.contains(String(steps[2]))
                ? nil : Finding(path: path, line: 1, reason: "\(steps[2]) is no area")
        }
        Finding.expectNone(findings)
    }

    @Test func `a look downward is seen, a word of one's own is not`() {
        let files = [
            SwiftSource(
                path: "Sources/Isthmus/Core/A.swift", text: "struct A { let b: B; enum C {}; let c: C; let d: X.D }"),
            SwiftSource(path: "Sources/Isthmus/Site/B.swift", text: "struct B { let a: A }\nstruct C {}\nstruct D {}"),
            SwiftSource(path: "Sources/Isthmus/Server/E.swift", text: "struct E { let a: A, b: B }"),
        ]
        #expect(Areas.findings(in: files).map(\.type) == ["B"])
    }
}
