import Hummingbird
import HummingbirdTesting
import Indicators
import Interchange
import Testing

@testable import Isthmus

/// What dossiers say of money, projects, suggestions and what people did together.
@Suite struct DossierFigureTests {
    private static func money(_ minor: Int64, _ currency: String) -> DossierCell {
        .money(Money(minor: minor, currency: currency))
    }

    private static func part(_ amounts: [(minor: Int64, currency: String)]) -> DossierPart {
        var part = DossierPart("projects")
        for amount in amounts { part.add("grants", money(amount.minor, amount.currency), of: "AM") }
        return part
    }

    private static func dossier(_ sides: String, _ parts: [DossierPart]) throws -> Dossier {
        let sides = try #require(CooperatingSides(sides))
        return Dossier(
            sides: sides, members: [sides.second.code], groupName: nil, parts: parts, at: Moment(seconds: 0))
    }

    @Test func `amounts in several currencies are each compared with its own`() {
        let found = DossierDifference.all(
            from: [Self.part([(100, "CHF"), (200, "EUR"), (5, "GBP")])],
            to: [Self.part([(100, "CHF"), (250, "EUR"), (7, "USD")])])
        #expect(
            found.map { [$0.before, $0.after] } == [
                [Self.money(200, "EUR"), Self.money(250, "EUR")], [.none, Self.money(7, "USD")],
                [Self.money(5, "GBP"), .none],
            ])
    }

    @Test func `countries side by side have a line for each currency`() throws {
        let words = Words("en")
        let page = DossierComparison(
            [
                try Self.dossier("AM:FI", [Self.part([(10_000, "CHF"), (20_000, "EUR")])]),
                try Self.dossier("AM:DE", [Self.part([(30_000, "EUR")])]),
            ], with: "DE", words
        ).html.text
        for amount in [(10_000, "CHF"), (20_000, "EUR"), (30_000, "EUR")] as [(Int64, String)] {
            #expect(page.contains(words.money(Money(minor: amount.0, currency: amount.1))), "\(amount)")
        }
        #expect(page.matches(of: /<th scope="row">/).count == 2)
        #expect(page.contains(", CHF</th>") && page.contains(", EUR</th>"))
    }

    @Test func `projects grow from the first joint year to the last that is over`() throws {
        // Twice as many every year; the last year is not over.
        let rate = try #require(
            DossierProjectPartners.growth([2010: 1, 2011: 2, 2012: 4, 2013: 8, 2014: 50], until: 2013).value)
        #expect(abs(rate.value - 1) < 1e-9)
        guard case .tooFew(let count, let least) = DossierProjectPartners.growth([2013: 3], until: 2013) else {
            Issue.record("three projects are no trend")
            return
        }
        #expect([count, least] == [3, 10])
    }

    @Test func `equals share the better rank by projects`() {
        let counts = [("FI", 5), ("DE", 3), ("FR", 3), ("IT", 1)].map { (country: $0.0, projects: $0.1) }
        #expect(
            ["FI", "DE", "FR", "IT", "JP"].map { DossierProjectPartners.rank(of: $0, in: counts) } == [1, 2, 2, 4, nil])
    }

    @Test func `a suggestion stands with the partners, fields and words that speak for it`() async throws {
        try await SampleProgramme.visit { sample, _ in
            let (programme, officer) = (sample.programme, sample.person("officer").actor)
            let laboratory = try await programme.createOrganisation(
                [
                    "legal_name": .text("Ice Laboratory"), "country": .text("FI"),
                    "summary": .record(["en": .text("We study \(Secret.organisationSummary.rawValue).")]),
                ], as: officer)
            for (topics, members) in [
                ("ford-1-5", [ID<Organisation>(sample.id("partner")), laboratory.id]), ("", [ID(sample.id("third"))]),
            ] {
                let project = try await programme.createProject(
                    ["title": .record(["en": .text("Roads")]), "topics": .text(topics)], as: officer)
                for member in members {
                    _ = try await programme.addParticipation(
                        member, to: project.id, ["role": .text("participant")], as: officer)
                }
            }
            let sides = try #require(CooperatingSides("AM:FI"))
            let dossier = try await programme.dossier(sides, as: .visitor)
            let rows = try #require(dossier.table(file: "suggestions")).rows
            #expect(rows.count == 1)
            let row = try #require(rows.first)
            #expect(row.prefix(2).map(\.text) == ["Institute of Ice", "Ice Laboratory"])
            #expect(row[2].value == 1)
            #expect(row[3].text == "Harbour Works")
            #expect(row[4].texts?["en"] == "Earth and related environmental sciences")
            // What the institute shows to the office alone is no word in common.
            #expect(row[5].text == "ice")
        }
    }

    @Test func `consortia are between two sides when members of both are in them`() async throws {
        try await SampleProgramme.open { sample in
            let officer = sample.person("officer").actor
            func found(_ sides: String) async throws -> [String] {
                let selection = Selection(Query([("between", sides)]), facets: ConsortiumPages.facets)
                return try await sample.programme.consortia(selection, as: officer).items.map(\.id.text)
            }
            let (pair, group) = (try await found("AM:NO"), try await found("AM:NORTHERN-ICE"))
            #expect([pair, group] == [[sample.id("consortium")], [sample.id("consortium")]])
            let other = try await found("AM:FI")
            #expect(other == [])
        }
    }

    @Test func `the dossier of those who met and applied opens these records`() async throws {
        try await SampleProgramme.visit { sample, _ in
            let sides = try #require(CooperatingSides("AM:NO"))
            let dossier = try await sample.programme.dossier(sides, as: sample.person("officer").actor)
            let figure = try #require(dossier.figure("consortia"))
            #expect(figure.cell == .number(1, "/consortia?between=AM%3ANO"))
            // Whose lists a visitor cannot open, of these no number stands.
            let seen = try await sample.programme.dossier(sides, as: .visitor)
            #expect(seen.parts.contains { $0.name == "meetings" } == false)
        }
    }

    @Test func `meetings held are counted beside events, for those who see them`() async throws {
        try await SampleProgramme.visit { sample, client in
            func sources(_ person: String) async throws -> [String] {
                let answer = try await client.get("/api/v1/statistics", as: sample.person(person))
                return (try JSON(parsing: String(buffer: answer.body))["rows"]?.array ?? []).compactMap {
                    $0["name"]?.string
                }.filter { ["events", "meetings"].contains($0) }
            }
            let (office, everybody) = (try await sources("officer"), try await sources("visitor"))
            #expect(office == ["events", "meetings"])
            #expect(everybody == ["events"])
        }
    }

    @Test func `who works with whom is a file and a drawing of its own`() async throws {
        try await SampleProgramme.visit { sample, client in
            let visitor = sample.person("visitor")
            let page = String(buffer: try await client.get("/dossiers", as: visitor).body)
            #expect(page.contains("href=\"/dossiers/pairs.csv\"") && page.contains("href=\"/dossiers/pairs.svg\""))
            let csv = String(buffer: try await client.get("/dossiers/pairs.csv", as: visitor).body)
            #expect(csv.contains("Armenia,AM,Finland,FI,70"))
            let svg = String(buffer: try await client.get("/dossiers/pairs.svg", as: visitor).body)
            #expect(svg.hasPrefix("<svg xmlns="))
            #expect(!svg.contains("<a "))
        }
    }
}
