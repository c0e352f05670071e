import Database
import Testing

@testable import Isthmus

/// Which profiles are suggested as one, and why.
@Suite struct DuplicateTests {
    private typealias Office = DirectoryOffice

    private static func organisation(
        _ id: String, _ names: String..., change: (inout DuplicateCandidate) -> Void = { _ in }
    )
        -> DuplicateCandidate
    {
        var candidate = DuplicateCandidate(id: id, country: "AM", names: names)
        change(&candidate)
        return candidate
    }

    private static func reasons(_ candidates: DuplicateCandidate..., kind: ProfileKind = .organisation) -> [String] {
        DuplicateSearch(kind, candidates).pairs().map { pair in
            "\(pair.a) \(pair.b): " + pair.reasons.map(\.key.rawValue).joined(separator: " ")
        }
    }

    @Test func `names are the same without the words of the law`() {
        #expect(
            Self.reasons(Self.organisation("o-1", "Lakes GmbH"), Self.organisation("o-2", "LAKES, Ltd."))
                == ["o-1 o-2: name_same"])
        #expect(Self.reasons(Self.organisation("o-1", "Lakes"), Self.organisation("o-2", "Rivers")) == [])
    }

    @Test func `short and translated words for the same kind of place are the same word`() {
        #expect(
            Self.reasons(
                Self.organisation("o-1", "Inst. of Archaeology, Gyumri"),
                Self.organisation("o-2", "Institute of Archaeology, Gyumri")) == ["o-1 o-2: name_same"])
        #expect(
            Self.reasons(
                Self.organisation("o-1", "Center of Seismology"), Self.organisation("o-2", "Centre for Seismology"))
                == ["o-1 o-2: name_same"])
    }

    @Test func `a further name of one is a name of the other`() {
        #expect(
            Self.reasons(
                Self.organisation("o-2", "Institute of Lakes", "Озёрный институт"),
                Self.organisation("o-1", "Озерный институт")) == ["o-1 o-2: alias"])
    }

    @Test func `an acronym counts within a city, a website everywhere`() {
        let one = Self.organisation("o-1", "Sevan Institute of Lakes") {
            ($0.acronyms, $0.city, $0.hosts) = (["sil"], "sevan", ["sil.example"])
        }
        let other = Self.organisation("o-2", "State Hydrology Works") {
            ($0.acronyms, $0.city, $0.hosts) = (["sil"], "sevan", ["sil.example"])
        }
        #expect(Self.reasons(one, other) == ["o-1 o-2: acronym host city"])
        var elsewhere = other
        elsewhere.city = "gyumri"
        #expect(Self.reasons(one, elsewhere) == [])
    }

    @Test func `parent and child are no pair, nor are two countries, nor two numbers of one register`() {
        let one = Self.organisation("o-1", "Lakes")
        let child = Self.organisation("o-2", "Lakes") { $0.related = ["o-1"] }
        #expect(Self.reasons(one, child) == [])
        let abroad = DuplicateCandidate(id: "o-3", country: "GE", names: ["Lakes"])
        #expect(Self.reasons(one, abroad) == [])
        let (first, second) = (
            Self.organisation("o-4", "Lakes") { $0.register = "01" },
            Self.organisation("o-5", "Lakes") { $0.register = "02" }
        )
        #expect(Self.reasons(first, second) == [])
    }

    @Test func `people are found over scripts, by place of work and by address`() {
        let ani = Self.organisation("p-1", "Anna Petrova") { $0.workplaces = ["o-1"] }
        let other = Self.organisation("p-2", "Петрова Анна") { $0.workplaces = ["o-1", "o-2"] }
        #expect(Self.reasons(ani, other, kind: .person) == ["p-1 p-2: name_same workplace"])
        let (one, two) = (
            Self.organisation("p-3", "B. Orlov") { $0.email = "b@x.example" },
            Self.organisation("p-4", "Boris Nikolaev") { $0.email = "b@x.example" }
        )
        #expect(Self.reasons(one, two, kind: .person) == ["p-3 p-4: email"])
    }

    @Test func `the best pairs come first, whatever the order of the profiles`() {
        var candidates: [DuplicateCandidate] = []
        for index in 0..<60 {
            candidates.append(Self.organisation("o-\(100 + index)", "Rare\(index / 2) Institute of Common Things"))
        }
        candidates[7].city = "sevan"
        candidates[6].city = "sevan"
        let pairs = DuplicateSearch(.organisation, candidates).pairs()
        #expect(pairs.count == 30)
        #expect(pairs.first.map { [$0.a, $0.b] } == ["o-106", "o-107"])
        var random = SplitMix(state: 5)
        #expect(DuplicateSearch(.organisation, candidates.shuffled(using: &random)).pairs() == pairs)
    }

    @Test func `another way to compare names can take the place of the plain one`() {
        let candidates = [Self.organisation("o-1", "Lakes One"), Self.organisation("o-2", "Lakes Two")]
        let pairs = DuplicateSearch(.organisation, candidates, scorer: { _, _ in { _, _ in 0.9 } }).pairs()
        #expect(pairs.map(\.reasons) == [[DuplicateReason(.nameAlike, "90")]])
    }

    @Test(arguments: [
        ("https://www.Lakes.example/", "lakes.example"), ("info@lakes.example", "lakes.example"),
        ("https://lakes.example/institutes/one", nil), ("someone@gmail.com", nil), ("nothing", nil),
    ]) func `a host is one's own`(address: String, host: String?) { #expect(WebHost.of(address) == host) }

    @Test func `a search keeps what was decided and drops what is no longer alike`() async throws {
        try await Office.open { office in
            let (one, _) = (try await office.organisation("Lakes"), try await office.organisation("Lakes Ltd"))
            _ = try await office.organisation("Rivers")
            let rivers = try await office.organisation("Rivers Ltd")
            #expect(try await office.programme.findDuplicates(.organisation, as: Office.officer) == 2)
            let found = try await office.programme.duplicates(Selection(), as: Office.officer)
            let lakes = try #require(found.items.first { $0.aID == one.text })
            var search = Selection()
            search.text = "lak LTD"
            #expect(try await office.programme.duplicates(search, as: Office.officer).items.map(\.id) == [lakes.id])
            _ = try await office.programme.dismissDuplicate(lakes.id, as: Office.officer)
            _ = try await office.programme.changeOrganisation(
                rivers, ["legal_name": .text("Mountains")], as: Office.officer)
            #expect(try await office.programme.findDuplicates(.organisation, as: Office.officer) == 1)
            #expect(try await office.programme.duplicates(Selection(), as: Office.officer).items.isEmpty)
            var dismissed = Selection()
            dismissed.chosen = ["state": ["dismissed"]]
            let left = try await office.programme.duplicates(dismissed, as: Office.officer).items
            #expect(left.map(\.id) == [lakes.id])
            #expect(try await office.journal(of: lakes.id.text) == ["duplicate.dismissed"])
        }
    }

    @Test func `only the office looks for duplicates`() async throws {
        try await Office.open { office in
            var answers: [[String]] = []
            for actor in [Office.member, .visitor] {
                answers.append(
                    try await Office.complaint { try await office.programme.findDuplicates(.person, as: actor) })
                answers.append(
                    try await Office.complaint { try await office.programme.duplicates(Selection(), as: actor) })
            }
            let refused = ["refused: duplicate.refused.view"]
            #expect(answers == [refused, refused, ["sign in"], ["sign in"]])
        }
    }

    @Test func `the night's search runs once a night`() async throws {
        try await Office.open { office in
            _ = try await office.organisation("Lakes")
            func searches() async throws -> Int { try await office.journal(of: "organisation").count }
            try await office.programme.findDuplicatesDue()
            #expect(try await searches() == 0)
            office.clock.advance(hours: 17)
            for _ in 0..<3 { try await office.programme.findDuplicatesDue() }
            #expect(try await searches() == 1)
            office.clock.advance(days: 1)
            try await office.programme.findDuplicatesDue()
            #expect(try await searches() == 2)
        }
    }
}
