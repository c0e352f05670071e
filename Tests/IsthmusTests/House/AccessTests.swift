import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// Which answer each person of the story gets at each address: `docs/access.md`.
@Suite struct AccessTests {
    /// Where a database takes thousands of copies in minutes: who may do what does not depend on it.
    @Test(.enabled(if: !TestStore.usesPostgres))
    func `every route answers each person as the table of access says`() async throws {
        let (story, routes) = try await SampleProgramme.open { sample in
            (sample.story, SampleRoute.all(of: sample.story))
        }
        #expect(
            routes.filter { $0.address.isEmpty }.map(\.path) == [], "tell SampleRoute what stands for the parameter")
        let requests = routes.filter { !$0.address.isEmpty }.flatMap { route in story.cast.map { (route, $0) } }
        let statuses = try await SampleProgramme.sweep(requests) { request, _, client in
            let status = try await Self.answer(to: request.0, client, request.1)
            return (status, request.0.method != .get && status < 400)
        }
        let failed = zip(requests, statuses).filter { $1 >= 500 }.map { "\($0.0.title) as \($0.1.name): \($1)" }
        #expect(failed == [])
        try Golden.check(Self.table(routes, story.cast, statuses), "docs/access.md")
    }

    /// Forms and bodies are empty: whoever may send them is told what is missing, or done with.
    private static func answer(to route: SampleRoute, _ client: any TestClientProtocol, _ person: SamplePerson)
        async throws -> Int
    {
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
            303 leads on (a visitor to the sign-in), 401 asks to sign in, 403 says why not, 404 also hides what
            somebody may not know of, 422 says what is missing in the form.

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
