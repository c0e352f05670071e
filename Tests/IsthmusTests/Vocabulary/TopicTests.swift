import Database
import Foundation
import Testing

@testable import Isthmus

@Suite struct TopicTests {
    @Test func `an id is made of scheme and code`() {
        #expect(Topic.id(ID("ford"), code: "1.2")?.text == "ford-1-2")
        #expect(Topic.id(ID("euroscivoc"), code: "1001")?.text == "euroscivoc-1001")
        #expect(Topic.id(ID("jel"), code: "C/Ü 1")?.text == "jel-c---1")
        #expect(Topic.id(ID("ford"), code: "—") == nil)
        #expect(Topic.id(ID("ford"), code: String(repeating: "1", count: 36)) == nil)
    }

    @Test func `FORD has 6 fields and 42 below them, in English and Russian`() {
        let lines = TopicTable.ford.lines
        #expect(TopicTable.ford.issues == [])
        #expect(lines.count { $0.parent == .none } == 6)
        #expect(lines.count { $0.parent != .none } == 42)
        #expect(Set(lines.map(\.code)).count == 48)
        for line in lines {
            #expect(line.name.languages == ["en", "ru"])
            let cyrillic = line.name["ru"]?.unicodeScalars.filter { (0x400...0x4ff).contains($0.value) }.count ?? 0
            #expect(cyrillic >= 4, "\(line.code)")
            let latin = line.name["ru"]?.unicodeScalars.filter { $0.isASCII && $0.properties.isAlphabetic }.count ?? 0
            #expect(latin == 0, "\(line.code)")
        }
        #expect(Set(lines.compactMap { $0.name["ru"] }).count == 48)
        #expect(Set(lines.compactMap { $0.name["en"] }).count == 48)
    }

    @Test func `places follow the numbers of the codes and the tree`() async throws {
        try await VocabularyOffice.open { office in
            let tree = try await office.programme.topicTree(as: .visitor)
            #expect(tree.schemes.map(\.id.text) == ["ford"])
            #expect(tree.topics.count == 48)
            #expect(tree.topics.prefix(3).map(\.code) == ["1", "1.1", "1.2"])
            #expect(tree.topics[17...20].map(\.code) == ["2.9", "2.10", "2.11", "3"])
            #expect(tree.topics.filter { $0.level == 1 }.map(\.children) == [7, 11, 5, 5, 9, 5])
            #expect(try await office.programme.check(Topic.invariants) == [])
        }
    }

    @Test func `installing again changes nothing`() async throws {
        try await VocabularyOffice.open { office in
            #expect(try await office.journalLines == 49)
            try await office.programme.installVocabulary()
            #expect(try await office.journalLines == 49)
        }
    }

    @Test func `a list is narrowed by scheme, level, parent and words`() async throws {
        try await VocabularyOffice.open { office in
            var selection = Selection()
            selection.chosen = ["parent": ["ford-1"]]
            let below = try await office.programme.topics(selection, as: .visitor).items.map(\.code)
            #expect(below == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"])
            selection.chosen = ["level": ["1"], "scheme": ["ford"]]
            #expect(try await office.programme.topics(selection, as: .visitor).total == 6)
            selection.chosen = [:]
            selection.text = "биотехн"
            let found = try await office.programme.topics(selection, as: .visitor).items.map(\.code)
            #expect(found == ["2.8", "2.9", "3.4", "4.4"])
            selection.text = "100%_"
            #expect(try await office.programme.topics(selection, as: .visitor).total == 0)
        }
    }

    @Test func `uses below a topic count for it`() async throws {
        try await VocabularyOffice.open { office in
            let use = TopicUse(
                kind: "projects", path: "/projects",
                pairs: """
                    SELECT 'ford-1-2' AS topic_id, 'p-1' AS thing_id UNION ALL SELECT 'ford-1-3', 'p-1'
                    UNION ALL SELECT 'ford-1-3', 'p-2'
                    """)
            let tree = try await office.programme.topicTree(counting: [use], as: .visitor)
            #expect(tree.counts == ["projects": [ID("ford-1"): 2, ID("ford-1-2"): 1, ID("ford-1-3"): 2]])
            let profile = try await office.programme.topic(ID("ford-1"), counting: [use], as: .visitor)
            #expect(profile.counts == ["projects": 2])
        }
    }

    @Test func `an officer changes a name, and only an officer`() async throws {
        try await VocabularyOffice.open { office in
            let given: [String: Given] = ["name": .record(["en": .text("Mathematics"), "de": .text("Mathematik")])]
            await #expect(throws: Problem.refused(.init("topic.refused.change"))) {
                try await office.programme.changeTopic(ID("ford-1-1"), given, as: VocabularyOffice.guest)
            }
            let lines = try await office.journalLines
            let changed = try await office.programme.changeTopic(ID("ford-1-1"), given, as: VocabularyOffice.officer)
            #expect(changed.name == ["en": "Mathematics", "de": "Mathematik"])
            #expect(changed.edited == ["name.de", "name.ru"])
            #expect(changed.version == 2)
            #expect(try await office.journalLines == lines + 1)
            let stale = given.merging(["version": .number(1)]) { $1 }
            await #expect(throws: Problem.stale) {
                try await office.programme.changeTopic(ID("ford-1-1"), stale, as: VocabularyOffice.officer)
            }
            // The program's own start does not undo it.
            try await office.programme.installVocabulary()
            #expect(try await office.programme.topic(ID("ford-1-1"), as: .visitor).topic == changed)
        }
    }

    @Test func `a name needs English and says which field lacks it`() async throws {
        try await VocabularyOffice.open { office in
            let given: [String: Given] = ["name": .record(["ru": .text("Математика")])]
            await #expect(throws: Problem.invalid("name.en", "field.required")) {
                try await office.programme.changeTopic(ID("ford-1-1"), given, as: VocabularyOffice.officer)
            }
        }
    }
}
