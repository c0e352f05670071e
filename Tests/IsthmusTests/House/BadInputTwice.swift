import Database
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// A form that is sent twice makes one thing: a slow answer makes people press again.
@Suite struct BadInputTwice {
    private struct Creation: Sendable {
        let page: String
        let table: SQL
        let filled: [String: String]
    }

    private static func creations(_ sample: SampleProgramme) -> [Creation] {
        let organisation = sample.id("organisation")
        return [
            Creation(
                page: "/organisations/new", table: "organisation",
                filled: ["legal_name": "Twice", "country": "AM", "kind": "research"]),
            Creation(
                page: "/people/new", table: "person",
                filled: ["names.0.given": "Twice", "names.0.family": "Over", "country": "AM"]),
            Creation(
                page: "/people/\(sample.id("person"))/affiliations/new", table: "affiliation",
                filled: ["organisation": "Harbour Works"]),
            Creation(page: "/teams/new?organisation=\(organisation)", table: "team", filled: ["name.en": "Twice"]),
            Creation(
                page: "/competences/new?organisation=\(organisation)", table: "competence",
                filled: ["statement.en": "Doing it twice"]),
            Creation(page: "/networks/new", table: "network", filled: ["name.en": "Twice", "kind": "network"]),
            Creation(
                page: "/networks/\(sample.id("network"))/members/new", table: "network_member",
                filled: ["organisation_id": "Harbour Works"]),
            Creation(page: "/projects/new", table: "project", filled: ["title.en": "Twice"]),
        ] + inventoryCreations(sample) + partnerCreations(sample)
    }

    private static func inventoryCreations(_ sample: SampleProgramme) -> [Creation] {
        [
            Creation(
                page: "/programmes/new", table: "cooperation_programme",
                filled: ["code": "Twice", "title.en": "Twice"]),
            Creation(
                page: "/mobility/new", table: "mobility_scheme",
                filled: ["code": "Twice", "title.en": "Twice", "from_sides.0": "Armenia", "to_sides.0": "Germany"]),
            Creation(
                page: "/programmes/\(sample.id("programme"))/contacts", table: "owner_contact",
                filled: ["name": "Twice", "email": "twice@owner.example"]),
            Creation(
                page: "/obstacles/new", table: "obstacle",
                filled: ["title.en": "Twice", "kind": "visa", "country_a": "AM", "country_b": "FI"]),
            Creation(
                page: "/bodies/new", table: "public_body",
                filled: ["name.en": "Twice", "kind": "agency", "country": "AM"]),
            Creation(
                page: "/bodies/\(sample.id("body"))/terms/new", table: "office_term",
                filled: ["office.en": "Twice", "holder": "Twice"]),
            Creation(
                page: "/office/updates", table: "update_round", filled: ["year": "2031", "closes_on": "2031-12-01"]),
        ]
    }

    private static func partnerCreations(_ sample: SampleProgramme) -> [Creation] {
        [
            Creation(
                page: "/calls/new", table: "call",
                filled: ["code": "Twice", "programme": "Twice", "title.en": "Twice"]),
            Creation(
                page: "/support-calls/new", table: "support_call",
                filled: [
                    "title.en": "Twice", "form": sample.id("form"), "closes_day": "2026-12-01", "places": "2",
                    "criteria.0.name.en": "Fit", "criteria.0.weight": "1",
                ]),
            Creation(
                page: "/forms/new", table: "form_version",
                filled: ["text": FormTextViews.example.replacing("my-form", with: "twice")]),
            Creation(
                page: "/forms/\(sample.id("form"))/answers/new", table: "answer_sheet",
                filled: ["answer.topic": "Twice", "stage": "draft"]),
            Creation(
                page: "/events/new", table: "event",
                filled: [
                    "kind": "seminar", "title.en": "Twice", "zone": "UTC", "starts": "2026-10-14 09:00",
                    "ends": "2026-10-14 17:00", "format": "online",
                ]),
            Creation(
                page: "/event-programmes/new", table: "event_programme",
                filled: [
                    "title.en": "Twice", "label_name.en": "Twice", "countries.0": "AM", "countries.1": "DE",
                    "topics.0": "ford-1-5",
                    "audiences.0.name.en": "All", "criteria.0.name.en": "Fit", "first_day": "2026-05-01",
                    "last_day": "2027-06-30", "opens_on": "2026-05-01", "closes_on": "2026-12-31", "zone": "UTC",
                ]),
            Creation(
                page: "/event-programmes/\(sample.id("event programme"))/proposals/new", table: "event_proposal",
                filled: [
                    "title.en": "Twice", "title.ru": "Twice", "text.en": "Twice", "text.ru": "Twice",
                    "kind": "forum", "theme": "ford-1-5", "audience": "a1", "organisers.0.name": "Ice House",
                    "organisers.0.country": "AM", "city": "Sevan", "country": "AM", "first_day": "2026-10-14",
                ]),
            Creation(page: "/segments/new", table: "segment", filled: ["name": "Twice"]),
            Creation(page: "/campaigns/new", table: "campaign", filled: ["title.en": "Twice"]),
            Creation(
                page: "/partner-searches/new?call=\(sample.id("call"))", table: "partner_search",
                filled: [
                    "organisation": "Harbour Works", "title.en": "Twice", "outline.en": "Twice", "sought.en": "Twice",
                ]),
            Creation(page: "/calls/\(sample.id("call"))/rules", table: "call_rule", filled: ["side": "GE"]),
        ]
    }

    @Test func `the second of two equal forms leads to what the first made`() async throws {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            for creation in Self.creations(sample) {
                let page = String(buffer: try await client.get(creation.page, as: officer).body)
                let form = try #require(
                    SampleForm.all(in: page).first { $0.fields.contains { $0.name == "id" } }, "\(creation.page)")
                let before = try await sample.count("SELECT COUNT(*) FROM \(creation.table)")
                let body = form.encoded(creation.filled)
                let first = try await client.send(body, to: form.action, as: officer)
                let second = try await client.send(body, to: form.action, as: officer)
                #expect(first.status == .seeOther, "\(creation.page)")
                #expect(second.status == .seeOther, "\(creation.page)")
                #expect(second.headers[.location] == first.headers[.location])
                #expect(try await sample.count("SELECT COUNT(*) FROM \(creation.table)") == before + 1)
                // Somebody else who sends the same does not get hold of it.
                let stolen = try await client.send(body, to: form.action, as: sample.person("administrator"))
                #expect(stolen.status == .conflict, "\(creation.page)")
            }
            #expect(try await sample.programme.check(Server.invariants) == [])
        }
    }

    @Test func `going back and sending something else makes a second thing`() async throws {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            // What leads back to the page of its whole does not tell two from one; a form has its name in its text.
            let inner = [
                "/affiliations/new", "/rules", "/forms/new", "/contacts", "/terms/new", "/office/updates",
                "/members/new",
            ]
            for creation in Self.creations(sample) where !inner.contains(where: creation.page.hasSuffix) {
                let page = String(buffer: try await client.get(creation.page, as: officer).body)
                let form = try #require(
                    SampleForm.all(in: page).first { $0.fields.contains { $0.name == "id" } }, "\(creation.page)")
                let before = try await sample.count("SELECT COUNT(*) FROM \(creation.table)")
                var other = creation.filled
                for (name, value) in creation.filled where value.contains(/[Tt]wice/) {
                    other[name] = value.replacing(/[Tt]wice/, with: "Thrice")
                }
                var places: [String?] = []
                for filled in [creation.filled, other, other, creation.filled] {
                    let answer = try await client.send(form.encoded(filled), to: form.action, as: officer)
                    #expect(answer.status == .seeOther, "\(creation.page)")
                    places.append(answer.headers[.location])
                }
                #expect(places[0] == places[3])
                #expect(places[1] == places[2])
                #expect(places[0] != places[1], "\(creation.page)")
                #expect(try await sample.count("SELECT COUNT(*) FROM \(creation.table)") == before + 2)
            }
        }
    }

    @Test func `two calls at once with one id make one thing`() async throws {
        try await SampleProgramme.visit { sample, client in
            let editor = sample.person("editor")
            let body = "{\"id\": \"o-0000000000abc\", \"legalName\": \"Twice\", \"country\": \"AM\"}"
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await client.send(json: body, to: "/api/v1/organisations", as: editor).status.code
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0 == 201 || $0 == 409 })
            #expect(try await sample.count("SELECT COUNT(*) FROM organisation WHERE id = 'o-0000000000abc'") == 1)
            let wrong = "{\"id\": \"p-0000000000abc\", \"legalName\": \"Twice\", \"country\": \"AM\"}"
            #expect(
                try await client.send(json: wrong, to: "/api/v1/organisations", as: editor).status
                    == .unprocessableContent)
        }
    }

    @Test func `claims, invitations and tokens are not doubled either`() async throws {
        try await SampleProgramme.visit { sample, client in
            let claim = "/organisations/\(sample.id("organisation"))/claim"
            let invitation = "email=new%40place.example&role=representative&scope=\(sample.id("partner"))&language=en"
            for (address, body, person) in [
                (claim, "message=I+have+worked+there+for+years", "member"),
                ("/office/invitations", invitation, "officer"),
                ("/account/tokens", "name=mine&can_write=0&days=30", "member"),
            ] {
                let first = try await client.send(body, to: address, as: sample.person(person))
                #expect(first.status.code < 400, "\(address)")
                let second = try await client.send(body, to: address, as: sample.person(person))
                #expect(second.status == .unprocessableContent, "\(address)")
            }
        }
    }
}
