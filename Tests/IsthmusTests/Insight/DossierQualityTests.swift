import Hummingbird
import HummingbirdTesting
import Interchange
import Testing

@testable import Isthmus

/// How sure the figures of a dossier are, and those that do not let large consortia count for more than they are.
@Suite struct DossierQualityTests {
    /// Four projects of Albania and Cyprus, which have nothing else: the two alone, with Malta, with two more, undated.
    private static func tell(_ sample: SampleProgramme) async throws -> [String: ID<Organisation>] {
        let (programme, officer) = (sample.programme, sample.person("officer").actor)
        var houses: [String: ID<Organisation>] = [:]
        for country in ["AL", "CY", "MT", "LU"] {
            houses[country] = try await programme.createOrganisation(
                ["legal_name": .text("House of \(Words("en").country(country))"), "country": .text(country)],
                as: officer
            ).id
        }
        _ = try await programme.createOrganisation(
            ["legal_name": .text("Alone on a hill"), "country": .text("AL")], as: officer)
        let projects: [(day: String, topics: String, countries: [String])] = [
            ("2020-01-01", "ford-1-5", ["AL", "CY"]), ("2021-01-01", "ford-1-5", ["AL", "CY", "MT"]),
            ("2022-01-01", "", ["AL", "CY", "MT", "LU"]), ("", "", ["AL", "CY"]),
        ]
        for (place, project) in projects.enumerated() {
            let made = try await programme.createProject(
                [
                    "title": .record(["en": .text("Terraces \(place)")]), "topics": .text(project.topics),
                    "start_day": .text(project.day),
                ], as: officer)
            for country in project.countries {
                _ = try await programme.addParticipation(
                    try #require(houses[country]), to: made.id, ["role": .text("participant")], as: officer)
            }
        }
        return houses
    }

    private static func quality(_ dossier: Dossier, _ part: String) throws -> [[String]] {
        let part = try #require(dossier.parts.first { $0.name == part })
        return try #require(part.quality).map { [$0.name, $0.of ?? "", "\($0.cell.value ?? -1)"] }
    }

    @Test func `a project of many countries is a small part of what two of them do`() async throws {
        try await SampleProgramme.visit { sample, client in
            _ = try await Self.tell(sample)
            func shared(_ sides: String) async throws -> [Double?] {
                let dossier = try await sample.programme.dossier(try #require(CooperatingSides(sides)), as: .visitor)
                return [dossier.figure("joint_projects"), dossier.figure("fractional_projects")].map { $0?.cell.value }
            }
            // 1 + 1/2 + 1/3 + 1.
            let pair = try await shared("AL:CY")
            #expect(pair[0] == 4)
            #expect(abs(try #require(pair[1]) - 17.0 / 6) < 1e-9)
            // With all others as one side nothing is left out: as many as projects with partners.
            let all = try await shared("AL:CY,LU,MT")
            #expect(all == [4, 4])
        }
    }

    @Test func `under projects stands where they and their organisations are from`() async throws {
        try await SampleProgramme.visit { sample, client in
            _ = try await Self.tell(sample)
            let dossier = try await sample.programme.dossier(try #require(CooperatingSides("AL:CY")), as: .visitor)
            let projects = try Self.quality(dossier, "projects")
            #expect(projects == [["records_from", "manual", "4.0"], ["without_year", "", "1.0"]])
            let organisations = try Self.quality(dossier, "organisations")
            // One of the two of Albania is in no project.
            #expect(
                organisations == [
                    ["records_from", "manual", "2.0"], ["in_projects", "AL", "0.5"], ["in_projects", "CY", "1.0"],
                ])
            let fields = try Self.quality(dossier, "fields")
            #expect(fields == [["with_field", "AL", "0.5"], ["with_field", "CY", "0.5"]])
            let part = try #require(dossier.parts.first { $0.name == "projects" })
            #expect(part.asOf == sample.clock.now.day.description)
            for language in ["en", "ru"] {
                let page = String(
                    buffer: try await client.get("/dossiers/AL/CY?lang=\(language)", as: sample.person("visitor")).body)
                let words = Words(language)
                #expect(page.contains(words("dossier.quality")))
                #expect(page.contains(words("dossier.source.changed", ["day": words.day(sample.clock.now.day)])))
            }
        }
    }

    @Test func `each number of quality is the total of its list`() async throws {
        try await SampleProgramme.visit { sample, client in
            _ = try await Self.tell(sample)
            for person in ["visitor", "officer"].map({ sample.person($0) }) {
                for sides in ["AL:CY", "AM:FI", "AM:EU"] {
                    let dossier = try await sample.programme.dossier(
                        try #require(CooperatingSides(sides)), as: person.actor)
                    for figure in dossier.parts.flatMap({ $0.quality ?? [] }) {
                        let address = try #require(figure.cell.address)
                        let answer = try await client.get("/api/v1" + address, as: person)
                        let list = try JSON(parsing: String(buffer: answer.body))
                        let value = try #require(figure.cell.value)
                        if figure.cell.kind == .number {
                            let told = [
                                "source_countries": "countries", "source_unmatched": "rowsUnmatched",
                                "source_differing": "directionsDiffer", "source_partners": "partnersDiffer",
                            ]
                            #expect(
                                list[told[figure.name] ?? "total"]?.integer == Int(value), "\(sides) \(address)")
                        } else if let whole = list["total"]?.integer {
                            // A share of what the list has: times their number it is a number of things.
                            #expect(abs(value * Double(whole) - (value * Double(whole)).rounded()) < 1e-9, "\(address)")
                            #expect((0...1).contains(value))
                        }
                    }
                }
            }
        }
    }

    @Test func `partnership ability is the number of steady partners in the records it opens`() async throws {
        try await SampleProgramme.visit { sample, client in
            let dossier = try await sample.programme.dossier(try #require(CooperatingSides("AM:FI")), as: .visitor)
            for country in ["AM", "FI"] {
                let cell = try #require(dossier.figure("ability", of: country)).cell
                let answer = try await client.get(
                    "/api/v1" + (try #require(cell.address)), as: sample.person("visitor"))
                let partners = try JSON(parsing: String(buffer: answer.body))["partners"]?.array ?? []
                let works = partners.compactMap { $0["joint"]?.integer }.sorted(by: >)
                let steady = works.enumerated().count { $1 > $0 }
                #expect(!works.isEmpty)
                #expect(cell.value == Double(steady), "\(country)")
            }
        }
    }

    @Test func `what dossiers need is read before somebody waits, once nothing more is written`() async throws {
        try await SampleProgramme.open { sample in
            let programme = sample.programme
            func isDue() -> Bool { programme.insightMemory.memory.isDue(at: programme.revision) }
            // Nobody has read anything yet.
            try await programme.warmDossiers()
            #expect(!isDue())
            _ = try await Self.tell(sample)
            #expect(!isDue(), "more may be written")
            #expect(isDue())
            try await programme.warmDossiers()
            #expect(!isDue())
            let dossier = try await programme.dossier(try #require(CooperatingSides("AL:CY")), as: .visitor)
            #expect(dossier.figure("joint_projects")?.cell.value == 4)
        }
    }

    @Test func `what a source does not know is not nothing`() async throws {
        try await SampleProgramme.visit { sample, client in
            let dossier = try await sample.programme.dossier(try #require(CooperatingSides("AM:LU")), as: .visitor)
            let part = try #require(dossier.parts.first { $0.name == "coauthorship" })
            #expect(part.figures == [] && part.tables == [])
            #expect(part.notes == ["not_in_source"])
            let page = String(buffer: try await client.get("/dossiers/AM/LU", as: sample.person("visitor")).body)
            #expect(page.contains(Words("en")("dossier.note.not_in_source")))
            #expect(!page.contains("0 works written together"))
            // Of a group those count that the source knows.
            let group = try await sample.programme.dossier(try #require(CooperatingSides("AM:EU")), as: .visitor)
            let works = try #require(group.parts.first { $0.name == "coauthorship" })
            let known = try #require(group.table(file: "joint_by_member")).rows.count
            #expect((1..<group.members.count).contains(known))
            let share = try #require(works.quality?.first { $0.name == "members_in_source" }).cell.value
            #expect(share == Double(known) / Double(group.members.count))
        }
    }

    @Test func `words that very many have say nothing`() {
        var described = DescribedOrganisations()
        for number in 0..<200 {
            let text = number % 2 == 0 ? "Institute of Ice \(number)" : "Institute \(number)"
            described.add(country: "AM", kind: "research", texts: [text])
        }
        for _ in 0..<3 { described.add(country: "AM", kind: "research", texts: ["Institute of Glaciers", "glacier"]) }
        let words = Set(described.telling.values)
        #expect(words.isSuperset(of: ["glacier"]))
        #expect(words.isDisjoint(with: ["institute", "ice"]))
    }

    @Test func `a partner beyond the best stands in the table to which its rank leads`() async throws {
        try await SampleProgramme.visit { sample, _ in
            let houses = try await Self.tell(sample)
            let (programme, officer) = (sample.programme, sample.person("officer").actor)
            let albania = try #require(houses["AL"])
            for country in ["AT", "BE", "BG", "CZ", "DK", "EE", "ES", "FR", "GR", "HU", "IE"] {
                let house = try await programme.createOrganisation(
                    ["legal_name": .text("House in \(country)"), "country": .text(country)], as: officer)
                for turn in 0..<5 {
                    let project = try await programme.createProject(
                        ["title": .record(["en": .text("Walls \(turn)")])], as: officer)
                    for member in [albania, house.id] {
                        _ = try await programme.addParticipation(
                            member, to: project.id, ["role": .text("participant")], as: officer)
                    }
                }
            }
            let dossier = try await programme.dossier(try #require(CooperatingSides("AL:CY")), as: .visitor)
            let rank = try #require(dossier.figure("project_rank", of: "AL")).cell
            #expect(rank.value == 12)
            #expect(rank.address == "/dossiers/AL/CY#table-project_partners-al")
            let table = try #require(dossier.table(file: "project_partners-al"))
            #expect(table.rows.count == 11)
            #expect(table.rows.last.map { [$0[0].text, $0[2].value.map { "\($0)" }] } == ["CY", "12.0"])
        }
    }

    @Test func `countries are counted by the year in which something came of them`() async throws {
        try await SampleProgramme.visit { sample, client in
            let visitor = sample.person("visitor")
            func count() async throws -> (total: Int, years: [Int: (count: Int, address: String)]) {
                let statistics = try await sample.programme.statistics(StatisticsQuestion(), as: .visitor)
                let found = statistics.countries
                let years = found.years.map { ($0.year, (count: $0.count, address: $0.address)) }
                return (found.total ?? -1, Dictionary(years) { $1 })
            }
            let before = try await count()
            sample.clock.advance(days: 365)
            let year = sample.clock.now.day.year
            #expect(before.years[year] == nil)
            _ = try await sample.programme.createOrganisation(
                ["legal_name": .text("House of stones"), "country": .text("MT")],
                as: sample.person("officer").actor)
            let after = try await count()
            #expect(after.total == before.total + 1)
            let own = try #require(after.years[year])
            #expect(own.count == 1)
            // Every number is that of the lines of its file.
            for (_, found) in after.years {
                let file = found.address.replacing("/countries", with: "/countries.csv")
                let text = String(buffer: try await client.get(file, as: visitor).body)
                #expect(text.split(whereSeparator: \.isNewline).count == found.count + 1, "\(file)")
            }
            let page = String(buffer: try await client.get(own.address, as: visitor).body)
            #expect(page.contains("/organisations?country=MT&amp;period=\(year)"))
            let narrowed = try await sample.programme.statistics(StatisticsQuestion(topic: "ford-1-5"), as: .visitor)
            #expect(narrowed.countries.total == nil)
        }
    }
}
