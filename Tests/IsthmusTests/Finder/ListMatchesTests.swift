import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// The search field of lists: what the index finds, narrowed, sorted, counted and paged as every list is.
@Suite struct ListMatchesTests {
    private typealias Office = DirectoryOffice

    /// Random organisations of few words; about one in four withdrawn.
    private struct Sample {
        var dice: Dice
        static let words = ["vega", "vegas", "nova", "station", "stations", "polar", "lab", "ice"]

        mutating func name() -> String {
            (0..<Int.random(in: 1...3, using: &dice)).map { _ in Self.words.randomElement(using: &dice) ?? "" }
                .joined(separator: " ") + " \(Int.random(in: 0..<1_000, using: &dice))"
        }
        mutating func query() -> String {
            (0..<Int.random(in: 1...2, using: &dice)).map { _ in
                let word = Self.words.randomElement(using: &dice) ?? ""
                return String(word.prefix(Int.random(in: 3...6, using: &dice)))
            }.joined(separator: " ")
        }
    }

    private static func selection(_ text: String, _ chosen: [String: [String]] = [:], limit: Int = 50) -> Selection {
        var selection = Selection()
        (selection.text, selection.chosen, selection.limit) = (text, chosen, limit)
        return selection
    }

    private static func text(of found: Found<OrganisationLine>) -> String {
        let counts = found.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return "\(found.items.map(\.legalName)) \(found.total) \(counts)"
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `a list holds what a list of what the reader may see would hold`(seed: UInt64) async throws {
        try await Office.open { whole in
            try await Office.open { seen in
                var sample = Sample(dice: Dice(seed))
                for _ in 0..<60 {
                    let (name, country) = (sample.name(), ["AM", "DE", "FI"].randomElement(using: &sample.dice) ?? "")
                    let isHidden = Int.random(in: 0..<4, using: &sample.dice) == 0
                    _ = try await whole.organisation(name, country, status: isHidden ? .withdrawn : .active)
                    if !isHidden { _ = try await seen.organisation(name, country) }
                }
                for _ in 0..<30 {
                    let query = sample.query()
                    for chosen in [[:], ["country": ["AM", "FI"]], ["country": ["DE"], "status": ["active"]]] {
                        let selection = Self.selection(query, chosen)
                        let one = try await whole.programme.organisations(selection, as: .visitor)
                        let other = try await seen.programme.organisations(selection, as: .visitor)
                        #expect(Self.text(of: one) == Self.text(of: other), "\(query) \(chosen)")
                    }
                }
            }
        }
    }

    @Test(arguments: [4, 5] as [UInt64])
    func `the counts are those of looking row by row`(seed: UInt64) async throws {
        try await Office.open { office in
            var sample = Sample(dice: Dice(seed))
            for _ in 0..<60 {
                _ = try await office.organisation(
                    sample.name(), ["AM", "DE", "FI"].randomElement(using: &sample.dice) ?? "",
                    status: Bool.random(using: &sample.dice) ? .active : .withdrawn)
            }
            for _ in 0..<20 {
                // These are beginnings of words or stand in none, and are no others' stems: both ways find the same.
                let query = ["vega", "nova", "station", "polar", "lab", "ice"].randomElement(using: &sample.dice) ?? ""
                for chosen in [[:], ["country": ["AM"]], ["country": ["AM", "DE"], "status": ["active"]]] {
                    for actor in [Actor.visitor, Office.officer] {
                        let selection = Self.selection(query, chosen)
                        let found = try await office.programme.organisations(selection, as: actor)
                        let scanned = try await office.programme.read { tx in
                            try tx.list(Organisation.listing, selection, visible: Organisation.visible(to: actor))
                        }
                        #expect(Self.text(of: found) == Self.text(of: scanned), "\(query) \(chosen)")
                    }
                }
            }
        }
    }

    @Test func `thousands of matches are paged without loss`() async throws {
        try await Office.open { office in
            let wanted = try await office.programme.store.write { tx in
                let at = TestStore.start
                for number in 0..<3_200 {
                    let id = "o-\(String(100_000 + number))"
                    let name = "vega \(number % 1_000)"
                    try tx.run(
                        """
                        INSERT INTO organisation (id, legal_name, names, identifiers, kind, country, city, parents,
                          successors, summary, visibility, status, source, edited, sort_name, version, changed_at,
                          created_at)
                        VALUES (\(id), \(name), '[]', '[]', 'other', 'AM', '', '[]', '[]', '{}', '{}', 'active',
                          'test', '[]', \(name), 1, \(at), \(at))
                        """)
                    try tx.run(
                        "INSERT INTO organisation_name (organisation_id, folded, kind) VALUES (\(id), \(name), 'legal')"
                    )
                }
                return try tx.column(String.self, "SELECT id FROM organisation ORDER BY sort_name, id")
            }
            office.programme.noteChange()
            var selection = Self.selection("vega", limit: 500)
            var ids: [String] = []
            repeat {
                let found = try await office.programme.organisations(selection, as: .visitor)
                #expect(found.total == 3_200)
                ids += found.items.map(\.id.text)
                selection.place = found.next
            } while selection.place != nil
            #expect(ids == wanted)
        }
    }

    @Test func `people, projects, teams, networks and competences are looked up by the index too`() async throws {
        try await Office.open { office in
            let home = try await office.organisation("Vega")
            _ = try await office.person("Bjørnsen", "Åse", at: home)
            _ = try await office.programme.createProject(["title": Office.texts("Drilling ice")], as: Office.officer)
            _ = try await office.programme.createTeam(
                ["organisation": .text(home.text), "name": Office.texts("Drilling team")], as: Office.officer)
            _ = try await office.programme.createCompetence(
                ["organisation": .text(home.text), "statement": Office.texts("Deep drilling")], as: Office.officer)
            _ = try await office.programme.createNetwork(["name": Office.texts("Drillers' net")], as: Office.officer)
            let actor = Actor.visitor
            #expect(try await office.programme.people(Self.selection("bjorns ase"), as: actor).total == 1)
            #expect(try await office.programme.people(Self.selection("vega"), as: actor).total == 1)
            #expect(try await office.programme.projects(Self.selection("drills"), as: actor).total == 1)
            #expect(try await office.programme.teams(Self.selection("drill te"), as: actor).total == 1)
            #expect(try await office.programme.competences(Self.selection("deep dril"), as: actor).total == 1)
            #expect(try await office.programme.networks(Self.selection("drill"), as: actor).total == 1)
            #expect(try await office.programme.networks(Self.selection("quasar"), as: actor).total == 0)
        }
    }

    @Test func `without an index at hand the list looks by itself`() async throws {
        var settings = Settings()
        settings.searchPatience = .zero
        try await TestStore.withProgramme(settings: settings) { programme, clock in
            let office = DirectoryOffice(programme: programme, clock: clock)
            _ = try await office.organisation("Biotechnica")
            // Inside a word the index finds nothing, a look at every row does.
            #expect(try await programme.organisations(Self.selection("technica"), as: .visitor).total == 1)
            try await programme.finder.warm(programme)
            #expect(try await programme.organisations(Self.selection("technica"), as: .visitor).total == 0)
            #expect(try await programme.organisations(Self.selection("%%"), as: .visitor).total == 1)
        }
    }

    @Test func `the lists that can be kept are those that saved searches know`() {
        Server.addSources()
        let pages: [(path: String, canBeSaved: Bool)] = [
            (OrganisationPages.list.path, OrganisationPages.list.canBeSaved),
            (PersonPages.list.path, PersonPages.list.canBeSaved),
            (CompetencePages.list.path, CompetencePages.list.canBeSaved),
            (ProjectPages.list.path, ProjectPages.list.canBeSaved),
            (NetworkPages.list.path, NetworkPages.list.canBeSaved),
            (TeamPages.list.path, TeamPages.list.canBeSaved), (CallPages.list.path, CallPages.list.canBeSaved),
            (AffiliationPages.list.path, AffiliationPages.list.canBeSaved),
            (EventPages.list.path, EventPages.list.canBeSaved),
            (PartnerSearchPages.list.path, PartnerSearchPages.list.canBeSaved),
        ]
        let known = SearchAddress.Page.all.filter { $0.list != nil }.map(\.path)
        #expect(pages.filter(\.canBeSaved).map(\.path).sorted() == known.sorted())
    }

    @Test func `whoever is signed in can keep what a list was narrowed to`() async throws {
        try await SampleProgramme.visit { sample, client in
            let address = "/organisations?q=ice&country=AM&sort=changed"
            let link = "/account/searches/new?address=%2Forganisations%3Fq%3Dice%26country%3DAM%26sort%3Dchanged"
            let page = String(buffer: try await client.get(address, as: sample.person("member")).body)
            #expect(page.contains("<a href=\"\(link)\">Save this search</a>"))
            #expect(try await client.get(link, as: sample.person("member")).status == .ok)
            for (address, person) in [(address, "visitor"), ("/organisations", "member")] {
                let page = String(buffer: try await client.get(address, as: sample.person(person)).body)
                #expect(!page.contains("/account/searches/new"))
            }
        }
    }
}

/// Numbers that are the same in every run (SplitMix64, Steele, Lea and Flood 2014).
private struct Dice: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
