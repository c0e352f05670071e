import Foundation
import Hummingbird
import HummingbirdTesting
import Interchange
import Testing

@testable import Isthmus

/// Dossiers: every figure is the total of what it opens, editions stay as they were, groups are the office's own.
@Suite struct DossierTests {
    /// The addresses of cells with the number they say.
    private static func numbers(_ json: JSON) -> [(address: String, value: Int)] {
        var found: [(String, Int)] = []
        func look(_ json: JSON) {
            if let members = json.dictionary {
                if json["kind"]?.string == "number", let address = json["address"]?.string,
                    let value = json["value"]?.integer ?? json["value"]?.number.map({ Int($0) })
                {
                    found.append((address, value))
                }
                for value in members.values { look(value) }
            }
            for item in json.array ?? [] { look(item) }
        }
        look(json)
        return found
    }

    @Test func `every number is the total of the records that it opens`() async throws {
        try await SampleProgramme.visit { sample, client in
            for person in ["visitor", "officer"] {
                let reader = sample.person(person)
                for path in ["/dossiers/AM/FI", "/dossiers/AM/EU", "/dossiers/AM/NORTHERN-ICE", "/dossiers/AM/DE,FI"] {
                    let body = String(buffer: try await client.get("/api/v1" + path, as: reader).body)
                    let numbers = Self.numbers(try JSON(parsing: body))
                    #expect(numbers.count > 5, "\(path)")
                    // Fields in common are counted in the table that they lead to.
                    let elsewhere = ["/works-together/", "/dossiers/"]
                    for (address, value) in numbers where !elsewhere.contains(where: address.hasPrefix) {
                        let list = try JSON(
                            parsing: String(buffer: try await client.get("/api/v1" + address, as: reader).body))
                        // A source tells how many countries, and how many rows it could not place.
                        let names = ["total", "countries", "rowsUnmatched", "directionsDiffer", "partnersDiffer"]
                        #expect(names.contains { list[$0]?.integer == value }, "\(person) \(path) \(address)")
                    }
                    for (address, value) in numbers
                    where address.hasPrefix("/works-together/") && address.split(separator: "/").count == 3 {
                        let record = try JSON(
                            parsing: String(buffer: try await client.get("/api/v1" + address, as: reader).body))
                        #expect(record["total"]?.integer == value, "\(path) \(address)")
                    }
                }
            }
        }
    }

    @Test func `a dossier has one address, and what is none is not found`() async throws {
        try await SampleProgramme.visit { sample, client in
            let visitor = sample.person("visitor")
            for (asked, there) in [
                ("/dossiers/FI/AM", "/dossiers/AM/FI"), ("/dossiers/am/eu", "/dossiers/AM/EU"),
                ("/dossiers/eu/AM", "/dossiers/AM/EU"),
            ] {
                let answer = try await client.get(asked, as: visitor)
                #expect(answer.headers[.location] == there, "\(asked)")
            }
            for sides in ["AM/AM", "AM/AM,DE", "EU/G7", "AM/NOWHERE", "AM/NO-ICE"] {
                let path = "/dossiers/\(sides)"
                #expect(try await client.get(path, as: visitor).status == .notFound, "\(path)")
            }
        }
    }

    @Test func `forms say what is wrong with a choice, and choose nothing by themselves`() async throws {
        try await SampleProgramme.visit { sample, client in
            let visitor = sample.person("visitor")
            func page(_ path: String) async throws -> String {
                String(buffer: try await client.get(path, as: visitor).body)
            }
            let empty = try await page("/dossiers")
            #expect(empty.contains("name=\"first\"><option value=\"\"></option>"))
            // The figures of the matrix are the source's, of its years.
            #expect(empty.contains("Works of 2015–2019 between the countries"))
            #expect(empty.contains("Source: OpenAlex, as of 31 December 2019."))
            let same = try await page("/dossiers?first=AM&second=AM")
            #expect(same.contains(Words("en")("dossiers.choose_two")))
            let compared = try await page("/dossiers/compare?country=AM&with=AM")
            #expect(compared.contains(Words("en")("dossier.compare.itself")))
            let unknown = try await page("/dossiers/compare?country=AM&with=nowhere")
            #expect(unknown.contains("“nowhere” is not known here."))
        }
    }

    @Test func `records of a group are links, those of a pair works`() async throws {
        try await SampleProgramme.visit { sample, client in
            let visitor = sample.person("visitor")
            let group = String(buffer: try await client.get("/works-together/AM/EU", as: visitor).body)
            #expect(group.contains("<h1>Links through works: Armenia and"))
            #expect(group.contains("links, 2014–2019: a work counts once for each partner country."))
            let pair = String(buffer: try await client.get("/works-together/AM/FI", as: visitor).body)
            #expect(pair.contains("<h1>Works written together: Armenia and Finland</h1>"))
            #expect(pair.contains("78 works written together, 2014–2019."))
        }
    }

    @Test func `every table is a file, every picture a drawing of its own`() async throws {
        try await SampleProgramme.visit { sample, client in
            let visitor = sample.person("visitor")
            let csv = String(buffer: try await client.get("/dossiers/AM/FI/joint_by_year.csv", as: visitor).body)
            #expect(csv.split(whereSeparator: \.isNewline).count == 7)
            #expect(csv.contains("2014,8"))
            // A country has its name in the reader's language and its code.
            let partners = String(
                buffer: try await client.get("/dossiers/AM/FI/partners-am.csv?lang=ru", as: visitor).body)
            #expect(partners.contains("Финляндия,FI,70,"))
            let svg = String(buffer: try await client.get("/dossiers/AM/FI/joint_by_year.svg", as: visitor).body)
            #expect(svg.hasPrefix("<svg xmlns="))
            #expect(!svg.contains("<a "))
            for name in ["joint_by_year.pdf", "nothing.csv", "joint_by_year"] {
                #expect(try await client.get("/dossiers/AM/FI/\(name)", as: visitor).status == .notFound)
            }
        }
    }

    @Test func `an edition stays as it was and says what changed since`() async throws {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer").actor
            let sides = try #require(CooperatingSides("AM:FI"))
            let published: ID<DossierEdition> = ID(sample.id("edition"))
            let before = try await sample.programme.dossierEdition(published, as: .visitor)
            #expect(before.edition.parts == before.dossier.parts)
            let file = ImportFile.bytes(name: "more.csv", Array("year,a,b,works\n2019,AM,FI,99\n".utf8))
            _ = try await sample.programme.runImport(.coauthorship, [file], dryRun: false, as: officer)
            let after = try await sample.programme.dossierEdition(published, as: .visitor)
            #expect(after.edition.parts == before.edition.parts)
            #expect(after.differences == [])
            let draft: ID<DossierEdition> = ID(sample.id("draft edition"))
            await #expect(throws: Problem.notFound) { try await sample.programme.dossierEdition(draft, as: .visitor) }
            _ = try await sample.programme.publishEdition(draft, as: officer)
            let next = try await sample.programme.dossierEdition(draft, as: .visitor)
            #expect(next.last?.number == 1)
            let joint = try #require(next.differences.first { $0.name == "joint_works" })
            #expect((joint.before.value, joint.after.value) == (78, 159))
            #expect(
                try await sample.programme.dossierEditions(of: sides, as: .visitor).map(\.number).sorted() == [1, 2])
            await #expect(throws: Problem.self) {
                try await sample.programme.changeEdition(draft, ["title": .record(["en": .text("No")])], as: officer)
            }
        }
    }

    @Test func `only figures that say something else are differences`() {
        var (one, other) = (DossierPart("projects"), DossierPart("projects"))
        one.add("joint_projects", .number(3, "/projects?a=1"))
        one.add("gone", .number(1))
        other.add("joint_projects", .number(3, "/projects?a=2"))
        other.add("grants", .money(Money(minor: 100, currency: "EUR")), of: "AM")
        #expect(
            DossierDifference.all(from: [one], to: [other]).map { "\($0.name) \($0.of ?? "")" }
                == ["grants AM", "gone "])
    }

    /// What is wrong with a group that an officer adds; nothing where it is added.
    private static func issues(
        _ code: String, _ members: String, _ sample: SampleProgramme
    ) async throws -> [String] {
        do {
            _ = try await sample.programme.createCountryGroup(
                ["code": .text(code), "name": .record(["en": .text("G")]), "members": .text(members)],
                as: sample.person("officer").actor)
            return []
        } catch Problem.invalid(let issues) {
            return issues.map { "\($0.field) \($0.reason.key)" }
        }
    }

    @Test func `an office names groups, and not what there is already`() async throws {
        try await SampleProgramme.open { sample in
            let taken = try await Self.issues("eu", "AM, GE", sample)
            #expect(taken == ["code country_group.code", "code country_group.taken"])
            #expect(try await Self.issues("black sea", "AM, GE", sample) == ["code country_group.code"])
            #expect(try await Self.issues("lonely", "AM", sample) == ["members country_group.two"])
            #expect(try await Self.issues("odd", "AM, Atlantis, GE", sample) == ["members field.unknown"])
            #expect(try await Self.issues("northern-ice", "AM, GE", sample) == ["code country_group.taken"])
            #expect(try await Self.issues("sea", "AM, GE", sample) == [])
            await #expect(throws: Problem.self) {
                try await sample.programme.createCountryGroup([:], as: sample.person("member").actor)
            }
        }
    }

    @Test func `the numbers of the statistics are the totals of the lists that they open`() async throws {
        try await SampleProgramme.visit { sample, client in
            for person in ["visitor", "officer"] {
                let reader = sample.person(person)
                for query in ["", "?country=AM", "?topic=ford-1-5", "?period=2026", "?country=FI&period=2026"] {
                    let found = try JSON(
                        parsing: String(buffer: try await client.get("/api/v1/statistics\(query)", as: reader).body))
                    for row in found["rows"]?.array ?? [] {
                        for part in [row] + (row["years"]?.array ?? []) {
                            guard let number = part["total"]?.integer ?? part["count"]?.integer else { continue }
                            let address = try #require(part["address"]?.string)
                            let list = try JSON(
                                parsing: String(buffer: try await client.get("/api/v1\(address)", as: reader).body))
                            #expect(list["total"]?.integer == number, "\(person) \(query) \(address)")
                        }
                    }
                }
            }
            let visitor = sample.person("visitor")
            for query in ["country=bakery", "country=ZZ", "period=abc"] {
                let answer = try await client.get("/api/v1/statistics?\(query)", as: visitor)
                #expect(answer.status == .unprocessableContent, "\(query)")
            }
            let page = try await client.get("/statistics?period=abc", as: visitor)
            #expect(page.status == .ok)
            #expect(String(buffer: page.body).contains("“abc” is not known, so the figures are not narrowed by it."))
            let svg = String(buffer: try await client.get("/statistics/organisations.svg", as: visitor).body)
            #expect(svg.hasPrefix("<svg xmlns="))
        }
    }

    @Test func `bridges are pairs that stand in projects together, the most first`() {
        let bridges = DossierProjects.bridges(
            [1: [10, 20], 2: [30]], [7: [10, 20, 30], 8: [20], 1: [10]], among: [1, 2], [7, 8, 1])
        #expect(bridges.map { "\($0.one)-\($0.other) \($0.projects)" } == ["1-7 2", "1-8 1", "2-7 1"])
    }
}
