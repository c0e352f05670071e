import Database
import Foundation
import Logging
import Search
import Synchronization
import Testing

@testable import Isthmus

/// The search over everything: what comes first, what is taken when little is found, what is said about it.
@Suite struct FindTests {
    private typealias Office = DirectoryOffice

    private static func titles(_ office: DirectoryOffice, _ text: String, as actor: Actor = .visitor) async throws
        -> [String]
    {
        try await office.programme.find(FindQuestion(text: text), as: actor).hits.map(\.record.title)
    }

    @Test(arguments: [
        ("bjorn", "Bjørn Institute"), ("BJØRN", "Bjørn Institute"), ("lodz", "Politechnika Łódzka, Łódź"),
        ("aegir", "Ægir Lab"), ("straße", "Strasse AG"), ("Bjørn", "Bjorn Foundation"),
        ("Moskva", "Институт Москва"), ("Serhiy", "Центр Сергій"), ("instituts bjor", "Bjørn Institute"),
    ])
    func `a name is found as others write it`(typed: String, name: String) async throws {
        try await Office.open { office in
            _ = try await office.organisation("Vega")
            _ = try await office.organisation(name)
            #expect(try await Self.titles(office, typed) == [name])
        }
    }

    @Test func `few exact hits are followed by near ones, and the answer says so`() async throws {
        try await Office.open { office in
            for name in ["Lunar Robot", "Lunar Robotarium", "Lunar Rabot", "Solar Robot"] {
                _ = try await office.organisation(name)
            }
            let answer = try await office.programme.find(FindQuestion(text: "lunar robot"), as: .visitor)
            #expect(answer.manner == .near)
            #expect(answer.hits.first?.record.title == "Lunar Robot")
            #expect(Set(answer.hits.map(\.record.title)) == ["Lunar Robot", "Lunar Robotarium", "Lunar Rabot"])
            #expect(answer.count == 3)
            #expect(answer.kinds == [FacetCount(value: "organisation", count: 3)])
            let ways = answer.hits.dropFirst().map { Set($0.reasons.map(\.way)).subtracting([.exact]) }
            #expect(Set(ways) == [[.prefix], [.typo]])
            _ = try await office.organisation("Robot Lunar One")
            _ = try await office.organisation("Robot Lunar Two")
            let enough = try await office.programme.find(FindQuestion(text: "lunar robot"), as: .visitor)
            #expect(enough.manner == .all)
            #expect(enough.count == 3)
        }
    }

    @Test func `what holds no more than some of the words is found when nothing else is`() async throws {
        try await Office.open { office in
            _ = try await office.organisation("Polar Station")
            let answer = try await office.programme.find(FindQuestion(text: "polar quasar zebra"), as: .visitor)
            #expect(answer.manner == .some)
            #expect(answer.hits.map(\.record.title) == ["Polar Station"])
        }
    }

    @Test func `a whole name, acronym or number comes first`() async throws {
        try await Office.open { office in
            for number in 1...5 { _ = try await office.organisation("MIT MIT MIT Group \(number)") }
            let mit = try await office.programme.createOrganisation(
                [
                    "legal_name": .text("Massachusetts Institute of Technology and of a Great Many Other Matters"),
                    "country": .text("US"),
                    "names": .list([.record(["text": .text("MIT"), "kind": .text("acronym")])]),
                    "identifiers": .list([.record(["scheme": .text("ror"), "value": .text("05dxps055")])]),
                ], as: Office.officer)
            let project = try await office.programme.createProject(
                ["title": Office.texts("On 101000123 things"), "code": .text("101000123")], as: Office.officer)
            _ = try await office.programme.createProject(
                ["title": Office.texts("101000123 101000123"), "code": .text("7")], as: Office.officer)
            for text in ["MIT", "mit", "05dxps055", "https://ror.org/05dxps055", "ror.org/05dxps055/"] {
                let found = try await office.programme.find(FindQuestion(text: text), as: .visitor)
                #expect(found.hits.first?.record.id == mit.id.text, "\(text)")
            }
            let found = try await office.programme.find(FindQuestion(text: "101000123"), as: .visitor)
            #expect(found.hits.first?.record.id == project.id.text)
        }
    }

    @Test func `pages follow one another without gap or repetition`() async throws {
        try await Office.open { office in
            for number in 1...45 { _ = try await office.organisation("Delta \(number % 9)") }
            var keys: [String] = []
            for page in 1...3 {
                let question = FindQuestion(text: "delta", page: page)
                keys += try await office.programme.find(question, as: .visitor).hits.map(\.record.key)
            }
            #expect(keys.count == 45)
            #expect(Set(keys).count == 45)
        }
    }

    @Test func `a beginning of too many words is said to be cut`() async throws {
        try await Office.open { office in
            let names = (0..<600).map {
                "alpha"
                    + String($0, radix: 26).map {
                        String(UnicodeScalar(97 + ($0.hexDigitValue ?? Int($0.asciiValue ?? 97) - 87) % 26) ?? "a")
                    }.joined()
            }
            for start in stride(from: 0, to: 600, by: 20) {
                _ = try await office.organisation(names[start..<start + 20].joined(separator: " "))
            }
            let answer = try await office.programme.find(FindQuestion(text: "a*"), as: .visitor)
            #expect(answer.shortened.map(\.text) == ["a*"])
            #expect(answer.shortened.map(\.used) == [512])
            #expect(try await office.programme.find(FindQuestion(text: "alphabc*"), as: .visitor).shortened == [])
        }
    }

    @Test(arguments: [
        "", " ", "*", "\"", "-", "\u{202E}\u{200F}", "\u{0}", String(repeating: "я", count: 1_000_000),
        String(repeating: "a ", count: 500_000), "\u{FFFD}\u{1}\u{7}", "مرحبا שלום",
        String(repeating: "\"", count: 999),
    ])
    func `nothing that can be typed breaks the search`(text: String) async throws {
        try await Office.open { office in
            _ = try await office.organisation("Vega")
            #expect(try await office.programme.find(FindQuestion(text: text), as: .visitor).hits.count <= 1)
            #expect(try await office.programme.suggestions(text, as: .visitor, words: Words("en")).count <= 1)
            #expect(try await office.programme.experts(ExpertQuestion(text: text), as: .visitor).count == 0)
        }
    }

    @Test(arguments: [
        ("Mоscow", "Moscow House"), ("Мocква", "Дом Москва"), ("חיפה", "הטכניון חיפה"), ("جامعة", "جامعة القاهرة"),
        ("НАSА", "NASA"),
    ])
    func `mixed alphabets and writing from the right are found`(typed: String, name: String) async throws {
        try await Office.open { office in
            _ = try await office.organisation(name)
            #expect(try await Self.titles(office, typed) == [name])
        }
    }

    @Test func `the title is not said again below it`() async throws {
        try await Office.open { office in
            let home = try await office.organisation("Vega")
            _ = try await office.programme.createCompetence(
                [
                    "organisation": .text(home.text), "statement": Office.texts("Drilling of deep ice cores"),
                    "detail": Office.texts("We drill ice cores in summer."),
                ], as: Office.officer)
            _ = try await office.programme.createCompetence(
                ["organisation": .text(home.text), "statement": Office.texts("Cutting ice cores")], as: Office.officer)
            let hits = try await office.programme.find(FindQuestion(text: "ice cores"), as: .visitor).hits
            let passages = hits.map { ($0.record.title, $0.passage.map(\.text).joined()) }.sorted { $0.0 < $1.0 }
            #expect(passages.map(\.1) == ["", "We drill ice cores in summer."])
        }
    }

    @Test func `a reader finds as if what is hidden from them was not there`() async throws {
        try await Office.open { office in
            func look(_ text: String) async throws -> String {
                let answer = try await office.programme.find(FindQuestion(text: text), as: .visitor)
                let hits = answer.hits.map { "\($0.record.key) \($0.score) \($0.reasons)" }
                let counts = "\(answer.count) \(answer.kinds) \(answer.countries) \(answer.shortened)"
                return "\(answer.manner) \(counts) \(hits)"
            }
            let texts = ["vega", "veg", "vega station", "nova", "vego", "v*", "вега"]
            for name in ["Vega", "Vega Station", "Vego", "Nova"] { _ = try await office.organisation(name) }
            let before = try await texts.asyncMap(look)
            for name in ["Vega Secret", "Vega", "Vego Station", "Vegetable", "Supernova", "Вега"] {
                _ = try await office.organisation(name, "DE", status: .withdrawn)
            }
            #expect(try await texts.asyncMap(look) == before)
            #expect(try await Self.titles(office, "supernova", as: Office.officer) == ["Supernova"])
        }
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
