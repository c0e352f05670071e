import Database
import Foundation
import Testing

@testable import Isthmus

/// Searches that people keep: the rules, what is counted, and who may do what.
@Suite struct SavedSearchTests {
    private typealias Office = DirectoryOffice

    private static func keeper(_ office: Office, _ name: String = "Anna", isOffice: Bool = false) async throws
        -> Actor
    {
        let grants = isOffice ? [Grant(.officer, on: .programme)] : []
        let account = try await office.programme.createAccount(
            Registration(
                email: "\(name.lowercased())@example.am", name: name, password: SampleTeller.password, language: "en"),
            grants: grants, as: .program("test"))
        return Actor(account: account.id.text, person: nil, name: name, grants: grants)
    }

    private static func given(_ name: String, _ address: String) -> [String: Given] {
        ["name": .text(name), "address": .text(address)]
    }

    @Test func `a search is saved, renamed, opened, deleted, and the journal tells none of its words`() async throws {
        try await Office.open { office in
            let (programme, anna) = (office.programme, try await Self.keeper(office))
            let search = try await programme.saveSearch(Self.given("Glaciers", "/find?page=2&q=quietwords"), as: anna)
            try await programme.changeSearch(search.id, ["name": .text("Quietname"), "version": .text("1")], as: anna)
            try await programme.changeSearch(search.id, ["name": .text("Quietname")], as: anna)
            office.clock.advance(minutes: 1)
            #expect(try await programme.openSearch(search.id, as: anna) == "/find?q=quietwords")
            let line = try await programme.savedSearch(search.id, as: anna)
            #expect([line.name, line.address] == ["Quietname", "/find?q=quietwords"])
            #expect(line.version == 2)
            #expect(line.seenAt == office.clock.now)
            try await programme.deleteSearch(search.id, as: anna)
            #expect(
                try await office.journal(of: search.id.text) == [
                    "saved_search.created", "saved_search.renamed", "saved_search.opened", "saved_search.deleted",
                ])
            let told = try await programme.read { tx in
                try tx.count("SELECT COUNT(*) FROM journal WHERE before LIKE '%uiet%' OR after LIKE '%uiet%'")
            }
            #expect(told == 0)
            #expect(try await programme.savedSearches(as: anna).lines == [])
        }
    }

    @Test func `results are what the reader may see, and new is what was made since it was last opened`() async throws {
        try await Office.open { office in
            let programme = office.programme
            let (anna, olga) = (
                try await Self.keeper(office), try await Self.keeper(office, "Olga", isOffice: true)
            )
            _ = try await office.organisation("Glacier Institute")
            let old = try await office.organisation("Harbour Works")
            var ids: [ID<SavedSearch>] = []
            for actor in [anna, olga] {
                ids.append(try await programme.saveSearch(Self.given("Ice", "/find?q=glacier"), as: actor).id)
            }
            for address in ["/find/experts?q=glacier", "/organisations?q=glacier", "/find?q=glacier&country=FI"] {
                try await programme.saveSearch(Self.given(address, address), as: anna)
            }
            func counts(_ actor: Actor) async throws -> [[Int?]] {
                try await programme.savedSearches(as: actor).lines.map { [$0.results, $0.fresh] }
            }
            #expect(try await counts(anna) == [[nil, nil], [0, 0], [1, 0], [1, 0]])
            office.clock.advance(minutes: 1)
            _ = try await office.organisation("Glacier Company", "FI")
            _ = try await office.organisation("Hidden Glacier", status: .withdrawn)
            let renamed: [String: Given] = ["legal_name": .text("Glacier Harbour")]
            _ = try await programme.changeOrganisation(old, renamed, as: Office.officer)
            #expect(try await counts(anna) == [[nil, nil], [1, 1], [3, 1], [3, 1]])
            #expect(try await counts(olga) == [[4, 2]])
            #expect(
                try await programme.freshSearches(as: anna).map(\.name) == [
                    "/find?q=glacier&country=FI", "/organisations?q=glacier", "Ice",
                ])
            #expect(try await programme.freshSearches(as: anna, most: 1).count == 1)
            try await programme.openSearch(ids[0], as: anna)
            #expect(try await counts(anna) == [[nil, nil], [1, 1], [3, 1], [3, 0]])
        }
    }

    @Test func `the same search and the same name are refused once for each person`() async throws {
        try await Office.open { office in
            let (programme, anna) = (office.programme, try await Self.keeper(office))
            let first = try await programme.saveSearch(Self.given("Ice", "/find?q=ice"), as: anna)
            await #expect(throws: Problem.invalid("", "saved_search.twice", ["name": "Ice", "id": first.id.text])) {
                try await programme.saveSearch(Self.given("Snow", "/find?lang=ru&q=ice&page=4"), as: anna)
            }
            let taken = try await Office.complaint {
                try await programme.saveSearch(Self.given("Ice", "/people"), as: anna)
            }
            #expect(taken == ["name: saved_search.name_taken"])
            let other = try await programme.saveSearch(Self.given("People", "/people"), as: anna)
            let renamed = try await Office.complaint {
                try await programme.changeSearch(other.id, ["name": .text("Ice")], as: anna)
            }
            #expect(renamed == ["name: saved_search.name_taken"])
            let ben = try await Self.keeper(office, "Ben")
            try await programme.saveSearch(Self.given("Ice", "/find?q=ice"), as: ben)
            #expect(try await programme.savedSearches(as: ben).lines.map(\.name) == ["Ice"])
        }
    }

    @Test func `one person keeps fifty`() async throws {
        try await Office.open { office in
            let (programme, anna) = (office.programme, try await Self.keeper(office))
            for number in 1...SavedSearch.most {
                try await programme.saveSearch(Self.given("\(number)", "/teams?q=\(number)"), as: anna)
            }
            let more = try await Office.complaint {
                try await programme.saveSearch(Self.given("x", "/teams"), as: anna)
            }
            #expect(more == [": saved_search.many"])
            #expect(try await programme.savedSearches(as: anna).lines.count == 50)
        }
    }

    @Test(
        arguments: [
            ([:], ["name: field.required", "address: field.required"]),
            (SavedSearchTests.given("", "/find?q=ice"), ["name: field.required"]),
            (SavedSearchTests.given(String(repeating: "ы", count: 121), "/people"), ["name: field.long"]),
            (SavedSearchTests.given(String(repeating: "ы", count: 120), "/people"), []),
            (SavedSearchTests.given("Ice", "/office"), ["address: saved_search.unknown"]),
            (SavedSearchTests.given("Ice", "https://elsewhere.example/find?q=ice"), ["address: saved_search.unknown"]),
            (SavedSearchTests.given("Ice", "/find?q=%00"), ["address: saved_search.unknown"]),
            (SavedSearchTests.given("Ice", "/find?country=AM"), ["address: saved_search.empty"]),
            (
                SavedSearchTests.given("Ice", "/find?q=" + String(repeating: "a", count: 16_000)),
                ["address: field.long"]
            ),
            (["name": .list([]), "address": .number(1)], ["name: field.type.text", "address: field.type.text"]),
        ] as [([String: Given], [String])]) func `bad input is told field by field`(
            given: [String: Given], expected: [String]
        ) async throws
    {
        try await Office.open { office in
            let anna = try await Self.keeper(office)
            #expect(try await Office.complaint { try await office.programme.saveSearch(given, as: anna) } == expected)
        }
    }

    @Test func `nobody else sees it, the office included`() async throws {
        try await Office.open { office in
            let (programme, anna) = (office.programme, try await Self.keeper(office))
            let id = try await programme.saveSearch(Self.given("Ice", "/find?q=ice"), as: anna).id
            for actor in [Office.officer, Office.member, .visitor, .program("test")] {
                let name = actor.name
                let tries: [@Sendable () async throws -> Void] = [
                    { _ = try await programme.openSearch(id, as: actor) },
                    { try await programme.changeSearch(id, ["name": .text("Mine")], as: actor) },
                    { try await programme.deleteSearch(id, as: actor) },
                ]
                for one in tries { #expect(try await Office.complaint(one) == ["not found"], "\(name)") }
            }
            let visitor = try await Office.complaint {
                try await programme.saveSearch(Self.given("Ice", "/find?q=ice"), as: .visitor)
            }
            #expect(visitor == ["sign in"])
            #expect(try await Office.complaint { try await programme.savedSearches(as: .visitor) } == ["sign in"])
            #expect(try await office.journal(of: id.text) == ["saved_search.created"])
        }
    }

    @Test func `a token that may only read opens a search and notes nothing`() async throws {
        try await Office.open { office in
            let (programme, anna) = (office.programme, try await Self.keeper(office))
            let id = try await programme.saveSearch(Self.given("Ice", "/find?q=ice"), as: anna).id
            office.clock.advance(minutes: 1)
            let reader = {
                var reader = anna
                reader.isReadOnly = true
                return reader
            }()
            #expect(try await programme.openSearch(id, as: reader) == "/find?q=ice")
            #expect(try await programme.savedSearch(id, as: anna).seenAt == TestStore.start)
            let saving = try await Office.complaint { try await programme.deleteSearch(id, as: reader) }
            #expect(saving == ["refused: token.refused.read_only"])
        }
    }

    @Test func `they are among one's own data, and go with the account`() async throws {
        try await Office.open { office in
            let (programme, anna) = (office.programme, try await Self.keeper(office))
            try await programme.saveSearch(Self.given("Ice", "/find?q=ice"), as: anna)
            let data = try await programme.exportOwnData(as: anna)
            let decoder = JSONDecoder()
            #expect(try decoder.decode(Own.self, from: data).searches == [.init(name: "Ice", address: "/find?q=ice")])
            try await programme.closeAccount(password: SampleTeller.password, as: anna)
            #expect(try await programme.read { try $0.count("SELECT COUNT(*) FROM saved_search") } == 0)
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    /// What the test reads of one's own data.
    private struct Own: Decodable {
        struct Search: Decodable, Equatable {
            let name: String
            let address: String
        }
        let searches: [Search]
    }
}
