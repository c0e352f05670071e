import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// Which answer each person of the story gets at each address: `docs/access.md`.
@Suite struct AccessTests {
    @Test func `every route answers each person as the table of access says`() async throws {
        let (story, routes) = try await SampleProgramme.open { sample in
            (sample.story, SampleRoute.all(of: sample.story, Server(site: Site(programme: sample.programme))))
        }
        #expect(routes.filter { $0.address.isEmpty }.map(\.path) == [], "tell SampleRoute what stands for the parameter")
        let requests = routes.filter { !$0.address.isEmpty }.flatMap { route in story.cast.map { (route, $0) } }
        let statuses = try await Self.statuses(of: requests)
        let failed = zip(requests, statuses).filter { $1 >= 500 }.map { "\($0.0.title) as \($0.1.name): \($1)" }
        #expect(failed == [])
        try Golden.check(Self.table(routes, story.cast, statuses), "docs/access.md")
    }

    /// What changed something is followed by a fresh copy of the story, so that every answer is a first one.
    private static func statuses(of requests: [(SampleRoute, SamplePerson)]) async throws -> [Int] {
        var statuses: [Int] = []
        while statuses.count < requests.count {
            let rest = Array(requests.dropFirst(statuses.count))
            statuses += try await SampleProgramme.visit { _, client in
                var answers: [Int] = []
                for (route, person) in rest {
                    let status = try await answer(to: route, client, person)
                    answers.append(status)
                    if route.method != .get, status < 400 { break }
                }
                return answers
            }
        }
        return statuses
    }

    /// Forms and bodies are empty: whoever may send them is told what is missing, or done with.
    private static func answer(to route: SampleRoute, _ client: any TestClientProtocol, _ person: SamplePerson) async throws -> Int {
        switch route.method {
        case .get: try await client.get(route.address, as: person).status.code
        case .post where !route.isAPI: try await client.send("", to: route.address, as: person).status.code
        default: try await client.send(json: "{}", to: route.address, route.method, as: person).status.code
        }
    }

    private static func table(_ routes: [SampleRoute], _ cast: [SamplePerson], _ statuses: [Int]) -> String {
        var text = """
            # Who gets which answer

            Written by a test: every route of the site, asked with an empty form by each person of the sample programme.
            303 leads on (a visitor to the sign-in), 401 asks to sign in, 403 says why not, 404 also hides what somebody may
            not know of, 422 says what is missing in the form.

            | route | \(cast.map { $0.name.replacing("_", with: " ") }.joined(separator: " | ")) |
            |---|\(String(repeating: "---|", count: cast.count))

            """
        for (index, route) in routes.enumerated() {
            let row = statuses[(index * cast.count)..<((index + 1) * cast.count)]
            text += "| \(route.title) | \(row.map(String.init).joined(separator: " | ")) |\n"
        }
        return text
    }
}
