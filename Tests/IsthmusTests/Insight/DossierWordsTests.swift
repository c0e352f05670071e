import Foundation
import Testing

@testable import Isthmus

/// What a dossier calls its figures and tables: of which years, links for groups, nobody first where all are equal.
@Suite struct DossierWordsTests {
    private static func names(_ sides: String) throws -> DossierWords {
        let sides = try #require(CooperatingSides(sides))
        return DossierWords(
            Dossier(sides: sides, members: [], groupName: nil, parts: [], at: Moment(seconds: 0)), Words("en"))
    }

    private static func figure(_ name: String) -> DossierFigure {
        DossierFigure(name: name, cell: .number(3_161, "/works-together/AM/EU?from=2011&to=2015"))
    }

    @Test func `works of a pair and links of a group are told apart, with their years`() throws {
        let (pair, group) = (try Self.names("AM:DE"), try Self.names("AM:eu"))
        let recent = Self.figure("joint_recent")
        #expect(pair.label(recent) == "Works written together, 2011–2015")
        #expect(group.label(recent) == "Links with the countries of the group, 2011–2015")
        #expect(pair.label("joint_recent", of: nil) == "Works written together, latest five years")
        #expect(pair.lede(works: recent) == "Armenia and Germany: 3,161 works written together in 2011–2015.")
        let told = group.lede(works: recent)
        #expect(told.hasSuffix("3,161 links in 2011–2015; a work counts once for each partner country."))
        #expect(group.label(Self.figure("salton")) == pair.label(Self.figure("salton")))
    }

    @Test func `a headline names a winner where there is one`() throws {
        func title(_ numbers: [Int]) throws -> String {
            let rows = numbers.enumerated().map { place, number in
                [DossierCell.text("Institute \(place)"), .number(number, "/projects?n=\(place)")]
            }
            let table = DossierTable(
                name: "connected", columns: ["organisation", "projects"], rows: rows, picture: .bars, of: "AM")
            return try Self.names("AM:DE").title(of: table)
        }
        #expect(try title([3, 2]) == "Most joint projects, Armenia: Institute 0")
        #expect(try title([3]) == "Most joint projects, Armenia: Institute 0")
        #expect(try title([2, 2, 1]) == "Most joint projects: Armenia")
    }

    @Test func `the ends of an interval can be told apart`() throws {
        func interval(_ kind: String, _ lower: Double, _ upper: Double) throws -> String? {
            let json = "{\"kind\": \"\(kind)\", \"value\": \(lower), \"lower\": \(lower), \"upper\": \(upper)}"
            let cell = try JSONDecoder().decode(DossierCell.self, from: Data(json.utf8))
            return try Self.names("AM:DE").interval(cell)
        }
        #expect(try interval("growth", 0.0009, 0.0013) == "0.09\u{A0}% to 0.13\u{A0}%")
        #expect(try interval("growth", 0.116, 0.124) == "11.6\u{A0}% to 12.4\u{A0}%")
        #expect(try interval("growth", 0.1, 0.2) == "10\u{A0}% to 20\u{A0}%")
        #expect(try interval("growth", 0.12, 0.12) == "12\u{A0}% to 12\u{A0}%")
        #expect(try interval("figure", 1.231, 1.232) == "1.231 to 1.232")
    }

    @Test func `no year between the first and the last is left out`() {
        #expect(DossierProjects.years([2014, 2017]) == [2014, 2015, 2016, 2017])
        #expect(DossierProjects.years([1019, 2014]) == [1019, 2014])
        #expect(DossierProjects.years([]) == [])
    }

    @Test func `what was chosen is read or named as wrong`() {
        func faults(_ query: String) -> [String] { DossierChoice(Query(encoded: query)).faults.map(\.key) }
        #expect(faults("") == [])
        #expect(faults("first=AM&second=AM") == ["dossiers.choose_two"])
        #expect(faults("country=AM&with=AM") == ["dossiers.choose_two"])
        #expect(faults("first=&second=") == ["dossiers.choose_two"])
        #expect(faults("first=A!&second=DE") == ["field.unknown"])
        #expect(DossierChoice(Query(encoded: "first=DE&second=AM")).sides?.text == "AM:DE")
        func compared(_ query: String) -> [String] { ComparisonChoice(Query(encoded: query)).faults.map(\.key) }
        #expect(compared("") == [])
        #expect(compared("country=AM&country=&with=EU") == [])
        #expect(compared("country=AM&with=AM") == ["dossier.compare.itself"])
        #expect(compared("country=AM&country=XX&country=AM&with=EU") == ["field.unknown", "dossier.compare.twice"])
        #expect(compared("country=&with=") == ["dossier.compare.no_country", "dossier.compare.no_partner"])
    }
}
