import Database
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Isthmus

/// The pages and the API of the directory's people, teams, competences and claims, through the whole server.
@Suite struct PersonPagesTests {
    private typealias Office = DirectoryOffice

    /// Something of everything, to look at.
    private struct Sample: Sendable {
        let organisation: ID<Organisation>
        let person: ID<Person>
        let affiliation: ID<Affiliation>
        let team: ID<Team>
        let competence: ID<Competence>

        init(_ office: Office) async throws {
            try await office.programme.installVocabulary()
            organisation = try await office.organisation("Academy & Sons")
            let rows: [Given] = [
                .record(["family": .text("Պետրոսյան"), "given": .text("Անի")]),
                .record(["family": .text("Петросян"), "given": .text("Ани")]),
            ]
            let given: [String: Given] = [
                "names": .list(rows), "country": .text("AM"), "languages": .text("hy,ru"),
                "email": .text("ani@example.am"), "orcid": .text("0000-0002-1825-0097"),
                "summary": Office.texts("Physicist"),
            ]
            person = try await office.programme.createPerson(given, as: Office.officer).id
            affiliation = try await office.affiliation(
                person, at: organisation, ["title": Office.texts("Professor"), "from": .text("2019-03-01")]
            ).id
            let past = try await office.organisation("Institute")
            _ = try await office.affiliation(
                person, at: past, ["from": .text("2010-01-01"), "until": .text("2019-02-28")])
            team = try await office.programme.createTeam(
                [
                    "organisation": .text(organisation.text), "name": Office.texts("Optics"),
                    "leader": .text(person.text),
                ], as: Office.officer
            ).id
            competence = try await office.programme.createCompetence(
                [
                    "organisation": .text(organisation.text), "person": .text(person.text),
                    "team": .text(team.text), "statement": Office.texts("We measure <traces>"),
                    "readiness": .number(7), "topics": .text("ford-1-3"), "keywords": .text("water, metals"),
                    "equipment": .list([Office.texts("Laser")]),
                    "evidence": .list([.record(["label": .text("Paper"), "kind": .text("publication")])]),
                ], as: Office.officer
            ).id
        }

        var pages: [String] {
            [
                "/people", "/people/\(person.text)", "/affiliations", "/teams", "/teams/\(team.text)", "/competences",
                "/competences/\(competence.text)", "/organisations", "/organisations/\(organisation.text)",
                "/people?workplace=AM&q=ани", "/competences?topic=ford-1&readiness=7&person=\(person.text)",
                "/affiliations?term=current&team=\(team.text)", "/people?organisation=\(organisation.text)",
                "/people?country=FR",
            ]
        }
        var forms: [String] {
            [
                "/people/new", "/people/\(person.text)/form", "/people/\(person.text)/affiliations/new",
                "/affiliations/\(affiliation.text)/form", "/teams/new?organisation=\(organisation.text)",
                "/teams/\(team.text)/form", "/competences/new?organisation=\(organisation.text)&team=\(team.text)",
                "/competences/new?person=\(person.text)", "/competences/\(competence.text)/form",
                "/organisations/new", "/organisations/\(organisation.text)/form", "/office/claims",
                "/organisations/\(organisation.text)/claim", "/people/\(person.text)/claim",
            ]
        }
    }

    /// A signed-in account by its session, and an API token of it.
    private static func signIn(_ office: Office, _ id: String, _ role: Role?) async throws -> (
        cookie: String, api: String
    ) {
        let (session, api) = (Token.random(), Token.random(prefix: Token.apiPrefix))
        let now = office.clock.now
        try await office.programme.store.write { tx in
            try tx.run(
                """
                INSERT INTO account (id, name, search_text, language, confirmed_at, version, created_at, changed_at)
                VALUES (\(id), \(id), '', 'en', \(now), 1, \(now), \(now))
                """)
            try tx.run(
                """
                INSERT INTO session (id, token_hash, account_id, address, agent, created_at, last_seen_at, expires_at)
                VALUES (\("s-" + id), \(session.digest), \(id), '', '', \(now), \(now), \(now.adding(days: 1)))
                """)
            try tx.run(
                """
                INSERT INTO api_token (id, account_id, name, token_hash, can_write, created_at)
                VALUES (\("k-" + id), \(id), '', \(api.digest), 1, \(now))
                """)
            guard let role else { return }
            try tx.run(
                """
                INSERT INTO role_grant (id, account_id, role, scope, from_at, granted_by, version, created_at,
                  changed_at)
                VALUES (\("g-" + id), \(id), \(role.rawValue), 'programme', \(now), '', 1, \(now), \(now))
                """)
        }
        return (session.text, api.text)
    }

    private static func headers(_ session: String?, _ language: String = "en") -> HTTPFields {
        let form = String(repeating: "f", count: 32)
        return [
            .cookie: (session.map { "isthmus_session=\($0); " } ?? "") + "isthmus_form=\(form)",
            .contentType: "application/x-www-form-urlencoded", .acceptLanguage: language,
        ]
    }
    private static func body(_ fields: [(String, String)]) -> ByteBuffer {
        let token = [("form_token", String(repeating: "f", count: 32))]
        return ByteBuffer(string: String(Query(token + fields).address.dropFirst()))
    }

    /// Keys of sentences that stand in a page because nobody wrote the sentence.
    private static func bareKeys(in page: String) -> [String] {
        let words = page.replacing(#/<[^>]*>/#, with: " ").matches(of: #/\b[a-z_]{3,}(\.[a-z_0-9]{2,})+\b/#)
        return words.map { String($0.output.0) }.filter { !["example.am", "orcid.org", "institute.org"].contains($0) }
    }

    @Test(arguments: ["en", "ru"]) func `every page says everything in the reader's language`(language: String)
        async throws
    {
        try await Office.open { office in
            let sample = try await Sample(office)
            let officer = try await Self.signIn(office, "a-olga", .officer).cookie
            let member = try await Self.signIn(office, "a-mher", nil).cookie
            _ = try await office.programme.claimOrganisation(
                sample.organisation, ["message": .text("I am its secretary")], as: Office.member(named: "a-mher"))
            try await Visiting.visit(office.programme) { client in
                for path in sample.pages + sample.forms {
                    let isOpen = sample.pages.contains(path)
                    for session in isOpen ? [nil, officer] : [path.hasSuffix("/claim") ? member : officer] {
                        let answer = try await client.execute(
                            uri: path, method: .get, headers: Self.headers(session, language))
                        #expect(answer.status == .ok, "\(path)")
                        let page = String(buffer: answer.body)
                        #expect(Self.bareKeys(in: page) == [], "\(path)")
                        #expect(!page.contains("<traces>"), "\(path)")
                        #expect(!page.contains("&lt;div") && !page.contains("&lt;li"), "\(path)")
                    }
                }
            }
        }
    }

    @Test func `a visitor sees no address and no form`() async throws {
        try await Office.open { office in
            let sample = try await Sample(office)
            try await Visiting.visit(office.programme) { client in
                for path in sample.pages {
                    let answer = try await client.execute(uri: path, method: .get, headers: Self.headers(nil))
                    #expect(!String(buffer: answer.body).contains("ani@example.am"), "\(path)")
                }
                for path in sample.forms {
                    let answer = try await client.execute(uri: path, method: .get, headers: Self.headers(nil))
                    #expect(answer.status == .seeOther, "\(path)")
                }
            }
        }
    }

    @Test func `a form with issues comes back as it was typed`() async throws {
        try await Office.open { office in
            let sample = try await Sample(office)
            let officer = try await Self.signIn(office, "a-olga", .officer).cookie
            try await Visiting.visit(office.programme) { client in
                func post(_ path: String, _ fields: [(String, String)]) async throws -> (HTTPResponse.Status, String) {
                    let answer = try await client.execute(
                        uri: path, method: .post, headers: Self.headers(officer), body: Self.body(fields))
                    return (answer.status, String(buffer: answer.body))
                }
                let wrong: [(path: String, fields: [(String, String)], typed: String)] = [
                    ("/people", [("names.0.family", "Typed"), ("country", "XX")], "Typed"),
                    ("/people/\(sample.person.text)", [("orcid", "typed-1")], "typed-1"),
                    (
                        "/people/\(sample.person.text)/affiliations", [("organisation", "Typed & lost")],
                        "Typed &amp; lost"
                    ),
                    ("/affiliations/\(sample.affiliation.text)", [("until", "2018-01-01")], "2018-01-01"),
                    ("/teams", [("organisation", sample.organisation.text), ("website", "typed")], "typed"),
                    ("/teams/\(sample.team.text)", [("name.en", ""), ("name.ru", ""), ("website", "typed")], "typed"),
                    ("/competences", [("person", sample.person.text), ("keywords", "typed")], "typed"),
                    ("/competences/\(sample.competence.text)", [("readiness", "10"), ("keywords", "typed")], "typed"),
                    ("/organisations/\(sample.organisation.text)/claim", [("message", "typed")], "typed"),
                ]
                for (path, fields, typed) in wrong {
                    let (status, page) = try await post(path, fields)
                    #expect(status == .unprocessableContent, "\(path)")
                    #expect(page.contains(typed) && page.contains("error-summary"), "\(path)")
                    #expect(Self.bareKeys(in: page) == [], "\(path)")
                }
                let right: [(path: String, fields: [(String, String)])] = [
                    ("/people", [("names.0.family", "New"), ("country", "AM"), ("affiliation.organisation", "")]),
                    ("/people/\(sample.person.text)", [("phone", "1")]),
                    ("/teams/\(sample.team.text)", [("name.ru", "Оптика")]),
                    (
                        "/competences/\(sample.competence.text)",
                        [("topics", ""), ("topics", "ford-1-3"), ("topics", "ford-2-2")]
                    ),
                    ("/affiliations/\(sample.affiliation.text)/end", []),
                ]
                for (path, fields) in right { #expect(try await post(path, fields).0 == .seeOther, "\(path)") }
            }
            let competence = try await office.programme.competence(sample.competence, as: .visitor).competence
            #expect(competence.topics == ["ford-1-3", "ford-2-2"])
        }
    }

    @Test func `the API creates, changes and lists`() async throws {
        try await Office.open { office in
            let sample = try await Sample(office)
            let token = try await Self.signIn(office, "a-olga", .officer).api
            let json: HTTPFields = [
                .contentType: "application/json", .authorization: "Bearer " + token, .ifMatch: "*",
            ]
            try await Visiting.visit(office.programme) { client in
                func send(_ method: HTTPRequest.Method, _ path: String, _ text: String) async throws -> Int {
                    let answer = try await client.execute(
                        uri: "/api/v1" + path, method: method, headers: json, body: ByteBuffer(string: text))
                    return answer.status.code
                }
                let (organisation, person) = (sample.organisation.text, sample.person.text)
                #expect(try await send(.post, "/people", #"{"names":[{"family":"New"}],"country":"AM"}"#) == 201)
                #expect(try await send(.post, "/people", #"{"names":"New","country":7}"#) == 422)
                #expect(try await send(.post, "/people", "[1") == 422)
                #expect(try await send(.patch, "/people/\(person)", #"{"phone":"2"}"#) == 200)
                #expect(try await send(.patch, "/people/\(person)", #"{"phone":"3","version":1}"#) == 409)
                #expect(try await send(.patch, "/people/p-none", #"{"phone":"3"}"#) == 404)
                let team = #"{"organisationID":"\#(organisation)","name":{"en":"Second"}}"#
                #expect(try await send(.post, "/teams", team) == 201)
                #expect(try await send(.patch, "/teams/\(sample.team.text)", #"{"name":{"en":"Optics II"}}"#) == 200)
                let competence = #"{"organisationID":"\#(organisation)","statement":{"en":"We calculate"}}"#
                #expect(try await send(.post, "/competences", competence) == 201)
                #expect(try await send(.patch, "/competences/\(sample.competence.text)", #"{"readiness":9}"#) == 200)
                let place = """
                    {"personID":"\(person)","organisationID":"\(organisation)","teamID":"\(sample.team.text)"}
                    """
                #expect(try await send(.post, "/affiliations", place) == 201)
                let end = #"{"untilDay":"2026-05-31"}"#
                #expect(try await send(.patch, "/affiliations/\(sample.affiliation.text)", end) == 200)
                for path in ["people", "teams", "competences", "affiliations"] {
                    #expect(try await send(.get, "/\(path)", "") == 200, "\(path)")
                }
                let visitor = try await client.execute(
                    uri: "/api/v1/people", method: .post, headers: [.contentType: "application/json"],
                    body: ByteBuffer(string: #"{"names":[{"family":"New"}],"country":"AM"}"#))
                #expect(visitor.status == .unauthorized)
            }
            #expect(try await office.breaches() == [])
        }
    }
}
