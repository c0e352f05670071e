import Database
import Testing

@testable import Isthmus

/// What stands in the way between two countries, and who decides.
@Suite struct ObstacleTests {
    private typealias Office = InventoryOffice

    private static let given: [String: Given] = [
        "kind": .text("visa"), "country_a": .text("DE"), "country_b": .text("AM"),
        "title": .record(["en": .text("Long stays need two visas")]), "status": .text("published"),
        "evidence": .list([
            .record([
                "text": .text("Three of ten answers"), "source": .text("Survey"), "day": .text("2026-01-10"),
                "link": .text("survey.example/visas"),
            ]), .record(["text": .text(""), "source": .text("")]),
        ]),
    ]

    @Test func `an obstacle stands between two countries in either order, with its evidence`() async throws {
        try await Office.open { office in
            let made = try await office.programme.createObstacle(Self.given, as: Office.officer)
            #expect([made.countryA, made.countryB] == ["AM", "DE"])
            #expect(made.evidence.map(\.link) == ["https://survey.example/visas"])
            for query in ["pair=DE-AM", "country=AM", "country=de", "kind=visa", "state=open"] {
                let selection = Selection(Query(encoded: query), facets: Obstacle.listing.facets)
                let found = try await office.programme.obstacles(selection, as: .visitor)
                #expect(found.items.map(\.id) == [made.id], "\(query)")
            }
            let solved = try await Office.issues {
                _ = try await office.programme.changeObstacle(made.id, ["state": .text("solved")], as: Office.officer)
            }
            #expect(solved == ["resolution obstacle.how"])
            let after = try await office.programme.changeObstacle(
                made.id, ["state": .text("eased"), "resolution": .record(["en": .text("One visa for a year")])],
                as: Office.officer)
            #expect(after.state == .eased)
        }
    }

    @Test func `without evidence nothing is published, and drafts are the office's`() async throws {
        try await Office.open { office in
            let bare = Self.given.merging(["evidence": .list([]), "country_b": .text("DE")]) { $1 }
            let issues = try await Office.issues {
                _ = try await office.programme.createObstacle(bare, as: Office.officer)
            }
            #expect(issues == ["country_b obstacle.one_country", "evidence obstacle.no_evidence"])
            let draft = try await office.programme.createObstacle(
                Self.given.merging(["status": .text("draft")]) { $1 }, as: Office.officer)
            await #expect(throws: Problem.notFound) { try await office.programme.obstacle(draft.id, as: .visitor) }
            #expect(try await office.programme.obstacles(Selection(), as: .visitor).total == 0)
        }
    }

    @Test func `offices are held in terms, and what is over stays to be seen`() async throws {
        try await Office.open { office in
            let body = try await office.programme.createBody(
                ["country": .text("AM"), "kind": .text("committee"), "name": .record(["en": .text("Committee")])],
                as: Office.officer)
            for (holder, from, until) in [
                ("First", "2018-01-01", "2022-05-31"), ("Second", "2022-06-01", ""), ("Third", "2099-01-01", ""),
            ] {
                _ = try await office.programme.addTerm(
                    to: body.id,
                    [
                        "office": .record(["en": .text("Chair")]), "holder": .text(holder), "from_day": .text(from),
                        "until_day": .text(until),
                    ], as: Office.officer)
            }
            let profile = try await office.programme.body(body.id, as: .visitor)
            #expect(profile.current.map(\.holder) == ["Second"])
            #expect(profile.past.map(\.holder) == ["Third", "First"])
            let map = try await office.programme.actorMap(of: "AM", as: .visitor)
            #expect(map.map { $0.terms.map(\.holder) } == [["Second"]])
            let wrong = try await Office.issues {
                _ = try await office.programme.addTerm(
                    to: body.id,
                    [
                        "from_day": .text("2024-01-02"), "until_day": .text("2024-01-01"),
                        "person_id": .text("p-none"),
                    ], as: Office.officer)
            }
            #expect(
                wrong == [
                    "office field.required", "person_id field.unknown", "holder field.required",
                    "until_day field.before_start",
                ])
        }
    }
}
