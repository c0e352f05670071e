import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Isthmus

/// Whoever is refused gets back to where they were, and never to another site.
@Suite struct WayBackTests {
    /// Where the main button of a refusal leads.
    private static func mainButton(_ page: String) -> String? {
        page.firstMatch(of: /<a class="button main" href="([^"]*)"/).map { String($0.1) }
    }

    @Test func `a form that is refused leads back to its page`() async throws {
        try await SampleProgramme.visit { sample, client in
            let brokerage = "/brokerages/\(sample.id("brokerage"))"
            let person = sample.person("holder")
            func wayBack(_ referrer: String?) async throws -> String? {
                var headers = person.headers("application/x-www-form-urlencoded")
                headers[.referer] = referrer
                let answer = try await client.execute(
                    uri: brokerage + "/slots", method: .post, headers: headers,
                    body: ByteBuffer(string: "form_token=\(SamplePerson.formToken)&day=2026-07-01"))
                #expect(answer.status == .forbidden)
                return Self.mainButton(String(buffer: answer.body))
            }
            let named = try await wayBack("http://localhost/participants?q=ice")
            #expect(named == "/participants?q=ice")
            // Without a page of this site that can be read, the nearest above the form's address.
            for referrer in [
                nil, "https://elsewhere.example\(brokerage)", "http://localhost//elsewhere.example/participants",
                "http://localhost/nowhere", "http://localhost/\\elsewhere.example", "not an address",
                "http://localhost:81\(brokerage)",
            ] {
                let nearest = try await wayBack(referrer)
                #expect(nearest == brokerage + "/slots", "\(referrer ?? "none")")
            }
        }
    }

    @Test func `a form that came back leads to its page in the other language`() async throws {
        try await SampleProgramme.visit { sample, client in
            var headers = sample.person("officer").headers("application/x-www-form-urlencoded")
            func links(_ referrer: String?) async throws -> [String] {
                headers[.referer] = referrer
                let answer = try await client.execute(
                    uri: "/organisations", method: .post, headers: headers,
                    body: ByteBuffer(string: "form_token=\(SamplePerson.formToken)&legal_name="))
                #expect(answer.status == .unprocessableContent)
                return String(buffer: answer.body).matches(of: /<a lang="[a-z]+" href="([^"]*)"/)
                    .map { String($0.output.1) }
            }
            let named = try await links("http://localhost/organisations/new?kind=company")
            #expect(
                named == [
                    "/organisations/new?kind=company&amp;lang=en", "/organisations/new?kind=company&amp;lang=ru",
                ])
            let nearest = try await links(nil)
            #expect(nearest == ["/organisations?lang=en", "/organisations?lang=ru"])
        }
    }

    @Test func `a page that is refused leads back to the one with the link`() async throws {
        try await SampleProgramme.visit { sample, client in
            let path = "/brokerages/\(sample.id("brokerage"))"
            let person = sample.person("holder")
            func wayBack(_ referrer: String?) async throws -> String? {
                var headers = person.headers()
                headers[.referer] = referrer
                let answer = try await client.execute(
                    uri: path + "/timetable", method: .get, headers: headers, body: nil)
                #expect(answer.status == .forbidden)
                return Self.mainButton(String(buffer: answer.body))
            }
            var found: [String?] = []
            for referrer in ["http://localhost\(path)", nil, "http://localhost\(path)/timetable"] {
                found.append(try await wayBack(referrer))
            }
            #expect(found == [path, "/", "/"])
        }
    }

    @Test func `days and times in a reason are spelled`() {
        let reason = Problem.Reason("brokerage.refused.late", ["when": "2026-10-05 18:00", "zone": "Asia/Yerevan"])
        #expect(
            Words("en")(reason)
                == "Meetings could be asked for and answered until 5 October 2026, 18:00 (Asia/Yerevan).")
        #expect(Words("ru")(reason).contains("до 5 октября 2026\u{202F}г., 18:00 (Asia/Yerevan)"))
    }
}
