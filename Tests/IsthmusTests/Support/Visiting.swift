import HTTPTypes
import Hummingbird
import HummingbirdTesting

@testable import Isthmus

/// The routes of the whole site stand once in a run of the tests, since there are more than a thousand of them; each
/// test asks them about its own programme.
enum Visiting {
    struct Route: Sendable {
        let path: String
        let method: HTTPRequest.Method
    }

    @TaskLocal private static var site: Site?

    /// All of them but for those to heads of pages.
    static var everyRoute: [Route] { house.routes }
    private static let house = stand()

    private static func stand() -> (responder: RouterResponder<SiteContext>, routes: [Route]) {
        let routes = Server {
            guard let site else { preconditionFailure("whoever visits says which site") }
            return site
        }.routes()
        let list = routes.routes.map { Route(path: $0.path.description, method: $0.method) }
        return (routes.buildResponder(), list.filter { $0.method != .head })
    }

    /// Runs `body` with a client that asks a site without a socket.
    static func visit<Result: Sendable>(
        _ programme: Programme, _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Result
    ) async throws -> Result {
        try await $site.withValue(Site(programme: programme)) {
            try await Application(responder: house.responder).test(.router) { try await body($0) }
        }
    }
}
