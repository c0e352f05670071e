import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Isthmus

/// Whatever is sent into a form gets an answer with field and reason, never a fault of ours, and leaves no trace.
@Suite struct BadInputTests {
    /// A value that is wrong in one way, and whether it must be refused everywhere.
    private struct Fault: Sendable {
        let name: String
        let isRefused: Bool
        let body: @Sendable (SampleForm, SampleForm.Field) -> String?
    }

    private static let long = String(repeating: "ю", count: 20_001)
    private static let faults: [Fault] = [
        // One more than the form says; what says nothing is no long text.
        Fault(name: "too long", isRefused: true) { form, field in
            form.encoded([field.name: field.limit.map { String(repeating: "ю", count: $0 + 1) } ?? long])
        },
        Fault(name: "control characters", isRefused: true) { $0.encoded([$1.name: "a\u{1}b\u{202e}c"]) },
        Fault(name: "invalid UTF-8, escaped", isRefused: true) { $0.encoded(raw: "%C3%28%FF", in: $1.name) },
        Fault(name: "an unknown code", isRefused: true) { $1.isChoice ? $0.encoded([$1.name: "zz-unknown"]) : nil },
        Fault(name: "empty", isRefused: false) { $0.encoded([$1.name: ""]) },
        Fault(name: "a foreign script", isRefused: false) { $0.encoded([$1.name: "Հայերեն 漢字 🙂"]) },
        Fault(name: "sent twice", isRefused: false) { "\($0.encoded())&\(Query.encoded($1.name))=other" },
        Fault(name: "a record for a text", isRefused: false) { $0.encoded(["\($1.name).deeper.still": "x"]) },
    ]

    /// Fields whose wrong values change nothing, so that they need no answer: where to go back to, a file that comes in
    /// another kind of body, an answer to what is not asked.
    private static let ignored: Set<String> = ["return", "yaml", "answer.country"]
    /// What comes after a step that this test does not take, and buttons that the story's pages do not show.
    private static let without: Set<String> = [
        "/sign-in/code", "/account/tokens/{id}/revocation", "/office/accounts/{id}/reopening",
        "/office/accounts/{id}/second-factor/end", "/office/imports/previews/{id}/confirmation",
        "/office/grants/{id}/end", "/event-programmes/{id}/closing", "/consortia/{id}/decision",
        "/expressions/{id}/consortium",
        "/contests/{id}/voids", "/events/{id}/contests", "/contest-entries/{id}/scores",
        "/contest-entries/{id}/conflicts", "/meeting-requests/{id}/answer", "/meeting-requests/{id}/proposal",
        "/brokerages/{id}/timetable/run/end", "/event-materials/{id}/deletion", "/account/calendar/revocation",
        // Its form carries no token of this browser: the signed link is what counts.
        "/stop/{token}",
    ]

    private struct Found: Sendable {
        let route: String
        let form: SampleForm
        let person: SamplePerson
    }

    /// The first form for every route that takes one.
    private static func forms() async throws -> (forms: [Found], routes: Set<String>) {
        try await SampleProgramme.visit { sample, client in
            let all = SampleRoute.all(of: sample.story)
            let posts = Set(all.filter { $0.method == .post && !$0.isAPI }.map(\.path))
            let organisation = sample.id("organisation")
            let more =
                ["/teams/new", "/competences/new"].map { "\($0)?organisation=\(organisation)" }
                + ["/office/merges/new?kept=\(sample.id("partner"))&gone=\(organisation)"]
                + [
                    "/office/duplicates?state=dismissed", "/find?q=ice",
                    "/partner-searches/new?call=\(sample.id("call"))",
                ]
            let pages = all.filter { $0.method == .get && !$0.isAPI }.map(\.address) + more
            var forms: [String: Found] = [:]
            let people = ["administrator", "member", "holder", "partner", "reviewer", "visitor"]
            for person in people.map({ sample.person($0) }) {
                for page in pages {
                    let html = String(buffer: try await client.get(page, as: person).body)
                    for form in SampleForm.all(in: html) {
                        guard let route = posts.first(where: { fits(form.action, $0) }), forms[route] == nil else {
                            continue
                        }
                        forms[route] = Found(route: route, form: form, person: person)
                    }
                }
            }
            return (forms.values.sorted { $0.route < $1.route }, posts)
        }
    }

    private static func fits(_ address: String, _ path: String) -> Bool {
        let (steps, pattern) = (address.split(separator: "/"), path.split(separator: "/"))
        return steps.count == pattern.count && zip(steps, pattern).allSatisfy { $1.hasPrefix("{") || $0 == $1 }
    }

    /// Where a database takes thousands of copies in minutes: what is refused does not depend on it.
    @Test(.enabled(if: !TestStore.usesPostgres))
    func `every field of every form answers every fault`() async throws {
        let (forms, routes) = try await Self.forms()
        #expect(routes.subtracting(forms.map(\.route)) == Self.without)
        let trials = forms.flatMap { found in
            found.form.fields.flatMap { field in Self.faults.map { (found, field, $0) } }
        }
        let complaints = try await SampleProgramme.sweep(trials) { trial, sample, client in
            let (found, field, fault) = trial
            guard let body = fault.body(found.form, field) else { return ([String](), false) }
            let lines = try await sample.count("SELECT COUNT(*) FROM journal")
            let answer = try await client.send(body, to: found.form.action, as: found.person)
            let title = "\(found.route) \(field.name) \(fault.name): \(answer.status.code)"
            var heard = answer.status.code >= 500 ? [title] : []
            guard answer.status.code >= 400 else {
                if fault.isRefused, !Self.ignored.contains(field.name) { heard.append(title) }
                return (heard, true)
            }
            if try await sample.count("SELECT COUNT(*) FROM journal") != lines { heard.append(title + " and wrote") }
            return (heard, false)
        }
        #expect(complaints.flatMap { $0 } == [])
    }

    @Test func `a body that is too large or no text is refused whole`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (officer, editor) = (sample.person("officer"), sample.person("editor"))
            let lines = try await sample.count("SELECT COUNT(*) FROM journal")
            let large = String(repeating: "legal_name=abcdefgh&", count: 500_000)
            #expect(try await client.send(large, to: "/organisations", as: officer).status == .contentTooLarge)
            let json = "{\"legal_name\": \"\(String(repeating: "a", count: 10_000_000))\"}"
            #expect(
                try await client.send(json: json, to: "/api/v1/organisations", as: editor).status == .contentTooLarge)
            for (type, address, person) in [
                ("application/x-www-form-urlencoded", "/organisations", officer),
                ("application/json", "/api/v1/organisations", editor),
            ] {
                let answer = try await client.execute(
                    uri: address, method: .post, headers: person.headers(type),
                    body: ByteBuffer(bytes: [0x7b, 0xff, 0xfe, 0x7d]))
                #expect(answer.status == .unprocessableContent)
            }
            for body in ["", "[]", "{", "null", "1", String(repeating: "[", count: 100_000)] {
                let answer = try await client.send(json: body, to: "/api/v1/organisations", as: editor)
                #expect(answer.status == .unprocessableContent, "\(body.prefix(10))")
                #expect(answer.headers[.contentType] == "application/problem+json")
            }
            #expect(try await sample.count("SELECT COUNT(*) FROM journal") == lines)
        }
    }

    @Test(.enabled(if: !TestStore.usesPostgres))
    func `odd addresses are answered too`() async throws {
        let queries = [
            "q=%00", "q=%FF%FE", "q=%25%5F%27%22", "sort=nothing", "after=x~y", "after=~", "before=%00~%00", "limit=-1",
            "limit=many",
            "country=%00", "q=\(String(repeating: "a+", count: 500))", "lang=xx", "after=9999999999999999999999~z",
        ]
        let faults = try await SampleProgramme.visit { sample, client in
            let routes = SampleRoute.all(of: sample.story)
            let lists = Set(routes.filter { $0.path.hasSuffix(".csv") }.map { String($0.path.dropLast(4)) })
            var faults: [String] = []
            for route in routes where route.method == .get {
                // Whatever is no list takes a language at most.
                let page = route.isAPI ? String(route.path.dropFirst("/api/v1".count)) : route.path
                let isList = lists.contains(page) || page.hasPrefix("/find") || page.contains(".")
                for query in isList ? queries : queries.filter({ $0.hasPrefix("lang") || $0 == "q=%FF%FE" }) {
                    let answer = try await client.get("\(route.address)?\(query)", as: sample.person("officer"))
                    if answer.status.code >= 500 { faults.append("\(route.title)?\(query.prefix(40))") }
                }
                for odd in ["%00", "..%2F", "%FF", String(repeating: "x", count: 3_000)] where route.path.contains("{")
                {
                    let address = route.path.replacing(/\{\w+\}/, with: odd)
                    let answer = try await client.get(address, as: sample.person("officer"))
                    if answer.status.code >= 500 { faults.append(address) }
                }
            }
            return faults
        }
        #expect(faults == [])
    }
}
