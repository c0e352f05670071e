import Testing

/// Which kind of file may import what. A file can use only the modules it imports itself, so that this is the whole of
/// "views know nothing of the database, verbs nothing of the web".
@Suite struct Imports {
    struct Rule: Sendable {
        /// A folder in `Sources`; the most exact one with a fitting ending counts.
        let folder: String
        /// How the names of the files end.
        let ending: String
        let allowed: Set<String>
    }

    /// Compute, and know neither the database nor the web.
    static let pure: Set<String> = [
        "Foundation", "Crypto", "Text", "Interchange", "Procedure", "Search", "Matching", "Assignment", "Scheduling",
        "Indicators",
    ]
    static let web: Set<String> = ["Hummingbird", "HTTPTypes", "NIOCore"]
    static let machine: Set<String> = ["Logging", "Synchronization"]
    static let everything = pure.union(web).union(machine).union(["Database", "ServiceLifecycle", "Glibc", "CDispatch"])

    static let rules: [Rule] = [
        Rule(folder: "Main", ending: "", allowed: ["Isthmus"]),
        Rule(folder: "Text", ending: "", allowed: ["Foundation", "CStemmer"]),
        Rule(folder: "Search", ending: "", allowed: ["Foundation", "Synchronization", "Text"]),
        Rule(folder: "Matching", ending: "", allowed: ["Foundation", "Synchronization", "Text"]),
        Rule(folder: "Indicators", ending: "", allowed: ["Foundation"]),
        Rule(folder: "Scheduling", ending: "", allowed: ["Foundation", "Dispatch", "Synchronization"]),
        Rule(folder: "Procedure", ending: "", allowed: ["Foundation", "Yams"]),
        Rule(folder: "Interchange", ending: "", allowed: ["Foundation", "CZlib", "CXML2"]),
        Rule(folder: "Database", ending: "", allowed: machine.union(["Foundation", "GRDB", "CLibpq"])),
        // Every area of the programme.
        Rule(folder: "Isthmus", ending: "", allowed: pure),
        Rule(folder: "Isthmus", ending: "Views", allowed: pure),
        Rule(folder: "Isthmus", ending: "Actions", allowed: pure.union(machine).union(["Database"])),
        Rule(folder: "Isthmus", ending: "Pages", allowed: pure.union(web).union(["Logging"])),
        Rule(folder: "Isthmus", ending: "API", allowed: pure.union(web).union(["Logging"])),
        Rule(folder: "Isthmus", ending: "Worker", allowed: pure.union(machine).union(["ServiceLifecycle"])),
        // The ground, and what stands below all areas.
        Rule(folder: "Isthmus/Core", ending: "", allowed: pure.union(machine).union(["Database"])),
        Rule(
            folder: "Isthmus/Site", ending: "",
            allowed: web.union(machine).union(["Foundation", "Crypto", "Interchange", "Text", "CAssets"])),
        Rule(folder: "Isthmus/Imports", ending: "", allowed: pure.union(machine).union(["Database"])),
        Rule(folder: "Isthmus/Imports", ending: "Pages", allowed: pure.union(web).union(["Logging"])),
        Rule(folder: "Isthmus/Exports", ending: "", allowed: pure.union(machine).union(["Database"])),
        Rule(folder: "Isthmus/Demo", ending: "", allowed: pure.union(["Logging", "Synchronization"])),
        Rule(folder: "Isthmus/Demo", ending: "Actions", allowed: pure.union(["Database"])),
        Rule(folder: "Isthmus/Bench", ending: "", allowed: everything),
        Rule(folder: "Isthmus/Bench", ending: "Command", allowed: everything.union(["ArgumentParser"])),
        Rule(folder: "Isthmus/Server", ending: "", allowed: everything),
        Rule(folder: "Isthmus/Command", ending: "", allowed: everything.union(["ArgumentParser", "UnixSignals"])),
    ]

    struct Exception: Sendable {
        let path: String
        let module: String
        let reason: String
    }

    /// The files that import more, and why. An entry that is no longer needed must go.
    static let exceptions: [Exception] = [
        Exception(
            path: "Isthmus/Site/PluralRule.swift", module: "_FoundationICU",
            reason: "the only file that touches the toolchain's ICU"),
        Exception(
            path: "Isthmus/Site/Session.swift", module: "Database",
            reason: "finds in one question whom a cookie or a token belongs to"),
        Exception(
            path: "Isthmus/Accounts/PasswordActions.swift", module: "CSodium",
            reason: "the only file that hashes passwords"),
        Exception(path: "Isthmus/Outbox/SMTPLine.swift", module: "CCurl", reason: "the only file that speaks SMTP"),
        Exception(
            path: "Isthmus/Outbox/SMTPLine.swift", module: "Synchronization", reason: "one exchange at a time on a line"
        ),
        Exception(
            path: "Isthmus/Vocabulary/Country.swift", module: "Synchronization",
            reason: "keeps the order of countries by language once it is sorted"),
        Exception(
            path: "Isthmus/Brokerage/LivePages.swift", module: "ServiceLifecycle",
            reason: "a page that listens ends with the server"),
    ]

    static func rule(for path: String) -> Rule? {
        let name = path.split(separator: "/").last.map { String($0.dropLast(".swift".count)) } ?? ""
        return rules.filter { path.hasPrefix($0.folder + "/") && name.hasSuffix($0.ending) }
            .max { ($0.folder.count, $0.ending.count) < ($1.folder.count, $1.ending.count) }
    }

    /// The imports of `files` that no rule allows, but for the `exceptions`.
    static func findings(in files: [SwiftSource], but exceptions: [Exception] = []) -> [Finding] {
        files.flatMap { file -> [Finding] in
            let path = String(file.path.dropFirst("Sources/".count))
            guard let rule = Imports.rule(for: path) else {
                return [Finding(path: file.path, line: 1, reason: "no rule says what this folder may import")]
            }
            return file.imports.filter { module, _ in
                !rule.allowed.contains(module) && !exceptions.contains { $0.path == path && $0.module == module }
            }.map { module, line in
                let kind = "\(rule.folder)/…\(rule.ending).swift"
                return Finding(path: file.path, line: line, reason: "\(kind) may not import \(module)")
            }
        }
    }

    @Test func `a file imports what its kind may know`() {
        let files = SourceTree.sources
        #expect(files.contains { $0.path == "Sources/Isthmus/Core/Programme.swift" && !$0.imports.isEmpty })
        #expect(Imports.findings(in: files, but: Imports.exceptions) == [])
    }

    @Test func `a view that looks into the database is seen, and so is a folder without a rule`() {
        let files = [
            SwiftSource(path: "Sources/Isthmus/Directory/TeamViews.swift", text: "import Text\n\nimport Database\n"),
            SwiftSource(
                path: "Sources/Isthmus/Directory/TeamActions.swift", text: "import Database\nimport Hummingbird"),
            SwiftSource(path: "Sources/Isthmus/Directory/TeamPages.swift", text: "import Hummingbird\nimport Logging"),
            SwiftSource(path: "Sources/Text/Word.swift", text: "import Isthmus"),
            SwiftSource(path: "Sources/Elsewhere/A.swift", text: "import Foundation"),
        ]
        let found = Imports.findings(in: files)
        #expect(
            found.map { "\($0.path):\($0.line) \($0.reason)" } == [
                "Sources/Isthmus/Directory/TeamViews.swift:3 Isthmus/…Views.swift may not import Database",
                "Sources/Isthmus/Directory/TeamActions.swift:2 Isthmus/…Actions.swift may not import Hummingbird",
                "Sources/Text/Word.swift:1 Text/….swift may not import Isthmus",
                "Sources/Elsewhere/A.swift:1 no rule says what this folder may import",
            ])
        let excused = Exception(path: "Text/Word.swift", module: "Isthmus", reason: "a sample")
        #expect(Imports.findings(in: [files[3]], but: [excused]) == [])
    }

    @Test func `every exception is needed`() {
        let needed = Imports.findings(in: SourceTree.sources)
        let idle = Imports.exceptions.filter { exception in
            !needed.contains { finding in
                finding.path == "Sources/" + exception.path && finding.reason.hasSuffix(" import \(exception.module)")
            }
        }
        #expect(idle.map(\.path) == [])
    }
}
