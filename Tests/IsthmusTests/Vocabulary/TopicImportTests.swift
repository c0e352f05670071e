import Database
import Foundation
import Interchange
import Testing

@testable import Isthmus

@Suite struct TopicImportTests {
    static let trees = """
        code,parent,label_en,label_ru,definition_en,uri
        c,b,Crowns,Кроны,,https://trees.example/c
        a,,Trees,Деревья,"Tall, woody plants.",
        b,a,Branches,Ветви,,
        x,?,Arts,,,
        """

    private func importing(_ csv: String, _ office: VocabularyOffice) async throws -> TopicPlan {
        try await office.programme.importTopics(try VocabularyOffice.table(csv), as: VocabularyOffice.officer)
    }

    @Test func `a scheme comes in with parents, languages and crosswalks`() async throws {
        try await VocabularyOffice.open { office in
            let plan = try await importing(Self.trees, office)
            #expect(plan.tally == "4 new, 0 changed, 0 unchanged, 1 crosswalks")
            let crowns = try await office.programme.topic(ID("trees-c"), as: .visitor)
            #expect(crowns.level == 3)
            #expect(crowns.ancestors.map(\.id.text) == ["trees-a", "trees-b"])
            #expect(crowns.topic.name == ["en": "Crowns", "ru": "Кроны"])
            #expect(crowns.topic.uri == "https://trees.example/c")
            let arts = try await office.programme.topic(ID("trees-x"), as: .visitor)
            #expect(arts.level == 0)
            #expect(arts.matches.map(\.topic.id.text) == ["ford-6-4"])
            let back = try await office.programme.topic(ID("ford-6-4"), as: .visitor)
            #expect(back.matches.map(\.topic.id.text) == ["trees-x"])
            #expect(try await office.programme.check(Topic.invariants) == [])
        }
    }

    @Test func `the same again changes nothing`() async throws {
        try await VocabularyOffice.open { office in
            _ = try await importing(Self.trees, office)
            let lines = try await office.journalLines
            let plan = try await importing(Self.trees, office)
            #expect(plan.isEmpty)
            #expect(plan.unchanged == 4)
            #expect(try await office.journalLines == lines)
        }
    }

    @Test func `a changed label is updated and journaled with before and after`() async throws {
        try await VocabularyOffice.open { office in
            _ = try await importing(Self.trees, office)
            let lines = try await office.journalLines
            let plan = try await importing(Self.trees.replacing("Branches", with: "Boughs"), office)
            #expect(plan.tally == "0 new, 1 changed, 3 unchanged, 0 crosswalks")
            #expect(try await office.journalLines == lines + 1)
            let last = try await office.programme.read { tx in
                try tx.first(JournalLine.self, "SELECT * FROM journal WHERE thing = 'trees-b' ORDER BY id DESC LIMIT 1")
            }
            #expect(last?.action == "topic.changed")
            #expect(last?.before.contains(#""name":{"en":"Branches","ru":"Ветви"}"#) == true)
            #expect(last?.after.contains(#""name":{"en":"Boughs","ru":"Ветви"}"#) == true)
        }
    }

    @Test func `what a person wrote stays, and the import says so`() async throws {
        try await VocabularyOffice.open { office in
            _ = try await importing(Self.trees, office)
            let given: [String: Given] = ["name": .record(["en": .text("Limbs"), "ru": .text("Ветви")])]
            _ = try await office.programme.changeTopic(ID("trees-b"), given, as: VocabularyOffice.officer)
            let plan = try await importing(Self.trees, office)
            #expect(plan.isEmpty)
            #expect(plan.kept == [.init(line: 4, field: "label_en", reason: .init("topic.import.kept"))])
            #expect(try await office.programme.topic(ID("trees-b"), as: .visitor).topic.name["en"] == "Limbs")
        }
    }

    @Test func `a dry run writes nothing`() async throws {
        try await VocabularyOffice.open { office in
            let lines = try await office.journalLines
            let table = try VocabularyOffice.table(Self.trees)
            let plan = try await office.programme.importTopics(table, dryRun: true, as: VocabularyOffice.officer)
            #expect(plan.new == 4)
            #expect(try await office.journalLines == lines)
        }
    }

    @Test func `only the office imports, dry or not`() async throws {
        try await VocabularyOffice.open { office in
            let table = try VocabularyOffice.table(Self.trees)
            for dryRun in [true, false] {
                await #expect(throws: Problem.refused(.init("topic.refused.import"))) {
                    try await office.programme.importTopics(table, dryRun: dryRun, as: VocabularyOffice.guest)
                }
                await #expect(throws: Problem.signInNeeded) {
                    try await office.programme.importTopics(table, dryRun: dryRun, as: .visitor)
                }
            }
        }
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let what: String
        let csv: String
        let issues: [TopicTable.Issue]
        var testDescription: String { what }

        init(_ what: String, _ csv: String, _ issues: (Int?, String, Problem.Reason)...) {
            (self.what, self.csv) = (what, csv)
            self.issues = issues.map { .init(line: $0.0, field: $0.1, reason: $0.2) }
        }
    }

    static let bad = [
        Bad(
            "a missing column", "code,label_en\na,A\n",
            (1, "parent", .init("topic.import.column", ["column": "parent"]))),
        Bad(
            "an unknown parent", "code,parent,label_en\na,,A\nb,z,B\n",
            (3, "parent", .init("topic.import.parent", ["code": "z"]))),
        Bad(
            "a loop", "code,parent,label_en\na,b,A\nb,a,B\nc,,C\n",
            (2, "parent", .init("topic.import.loop", ["code": "a"])),
            (3, "parent", .init("topic.import.loop", ["code": "b"]))),
        Bad(
            "a topic below itself", "code,parent,label_en\na,a,A\n",
            (2, "parent", .init("topic.import.loop", ["code": "a"]))),
        Bad(
            "a doubled code", "code,parent,label_en\n1.1,,A\n1-1,,B\n",
            (3, "code", .init("topic.import.doubled", ["code": "1-1", "line": "2"]))),
        Bad("no name", "code,parent,label_en\na,, \n", (2, "label_en", .init("field.required"))),
        Bad(
            "a code of signs", "code,parent,label_en\n—,,A\n", (2, "code", .init("topic.import.code", ["code": "—"]))),
        Bad(
            "too few fields", "code,parent,label_en\na,,A\nb,a\n",
            (3, "", .init("interchange.csv.wrongFieldCount", ["expected": "3", "found": "2"]))),
        Bad("no address", "code,parent,label_en,uri\na,,A,javascript:x\n", (2, "uri", .init("field.type.web"))),
        Bad(
            "too long", "code,parent,label_en\na,,\(String(repeating: "A", count: 301))\n",
            (2, "label_en", .init("field.long", ["max": "300", "found": "301"]))),
        Bad(
            "two faults", "code,parent,label_en\n,,A\nb,z,B\nc,,\u{1}\n", (2, "code", .init("field.required")),
            (3, "parent", .init("topic.import.parent", ["code": "z"])), (4, "label_en", .init("field.control"))),
    ]

    @Test(arguments: bad)
    func `a bad file is told by line and field, and nothing is written`(_ bad: Bad) async throws {
        try await VocabularyOffice.open { office in
            let lines = try await office.journalLines
            let plan = try await importing(bad.csv, office)
            #expect(plan.issues == bad.issues)
            #expect(plan.steps.isEmpty)
            #expect(try await office.journalLines == lines)
            #expect(try await office.count("SELECT COUNT(*) FROM topic WHERE scheme_id = 'trees'") == 0)
        }
    }

    @Test func `a tree too deep is refused without a crash`() async throws {
        try await VocabularyOffice.open { office in
            let chain = (1...3_000).map { "n\($0),\($0 == 1 ? "" : "n\($0 - 1)"),Name" }
            let plan = try await importing("code,parent,label_en\n" + chain.joined(separator: "\n"), office)
            #expect(plan.issues.count == 100)
            let deep = TopicTable.Issue(line: 22, field: "parent", reason: .init("topic.import.deep", ["max": "20"]))
            #expect(plan.issues.first == deep)
        }
    }

    @Test(.enabled(if: RealData.hasEuroSciVoc))
    func `the real EuroSciVoc comes in once`() async throws {
        try await VocabularyOffice.open { office in
            let read = { try TopicTable(CSVReader(ByteSource(path: RealData.euroSciVoc)), scheme: .euroSciVoc) }
            let first = try await office.programme.importTopics(try read(), as: VocabularyOffice.officer)
            #expect(first.issues == [])
            #expect(first.tally == "1031 new, 0 changed, 0 unchanged, 48 crosswalks")
            let lines = try await office.journalLines
            let second = try await office.programme.importTopics(try read(), as: VocabularyOffice.officer)
            #expect(second.isEmpty)
            #expect(second.unchanged == 1_031)
            #expect(try await office.journalLines == lines)
            #expect(try await office.programme.check(Topic.invariants) == [])
            let ecology = try await office.programme.topic(ID("euroscivoc-1001"), as: .visitor)
            #expect(ecology.ancestors.first?.name == ["en": "natural sciences"])
            let tops = try await office.count(
                "SELECT COUNT(*) FROM topic WHERE scheme_id = 'euroscivoc' AND level = 1")
            #expect(tops == 6)
            #expect(try await office.count("SELECT COUNT(DISTINCT to_id) FROM crosswalk") == 48)
        }
    }
}
