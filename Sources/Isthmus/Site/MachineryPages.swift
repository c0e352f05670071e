import Foundation
import HTTPTypes
import Hummingbird

/// What machines ask of the site itself: assets, health, figures of its work, and the plainest page for comparison.
struct MachineryPages: Pages {
    func addRoutes(to routes: Routes) {
        routes.get("/assets/{name}") { request, context in try asset(request, context) }
        routes.get("/healthz") { _, context in try await health(context) }
        routes.get("/metrics") { _, context in metrics(context) }
        routes.get("/hello") { _, _ in Answers.text("hello\n") }
    }

    private func asset(_ request: Request, _ context: SiteContext) throws -> Response {
        guard let asset = Self.assets[request.uri.path] else { throw Problem.notFound }
        return asset.response(acceptsGzip: context.visit.acceptsGzip, ifNoneMatch: context.visit.ifNoneMatch)
    }

    /// The name changes with the content, so a browser may keep it for a year.
    private static let assets = Embedded.assets.mapValues { asset in
        Finished(Array(asset.data), type: asset.type, caching: "public, max-age=31536000, immutable", pack: true)
    }

    /// Says that the database answers.
    private func health(_ context: SiteContext) async throws -> Response {
        try await context.programme.ping()
        return Answers.text("ok\n")
    }

    /// Counters in the text format of Prometheus.
    private func metrics(_ context: SiteContext) -> Response {
        let requests = context.site.tally.total
        let statements = context.programme.statements
        var lines = requests.byStatus.sorted { $0.key < $1.key }.map {
            "isthmus_answers_total{status=\"\($0.key)\"} \($0.value)"
        }
        var sum = 0
        for (bound, count) in zip(RequestTally.bounds.map { "\(Double($0) / 1_000)" } + ["+Inf"], requests.byTime) {
            sum += count
            lines.append("isthmus_answer_seconds_bucket{le=\"\(bound)\"} \(sum)")
        }
        let standing = context.programme.finder.standing
        lines += [
            "isthmus_search_index_warm \(standing.isWarm ? 1 : 0)",
            "isthmus_search_experts_warm \(standing.hasTerms ? 1 : 0)",
            "isthmus_answer_seconds_count \(sum)", "isthmus_answer_seconds_sum \(seconds(requests.time))",
            "isthmus_answers_kept_total \(requests.kept)", "isthmus_statements_total \(statements.statements)",
            "isthmus_statements_slow_total \(statements.slow)",
            "isthmus_statement_seconds_sum \(seconds(statements.time))",
        ]
        return Answers.text(lines.joined(separator: "\n") + "\n", type: "text/plain; version=0.0.4")
    }

    private func seconds(_ time: Duration) -> Double {
        Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }
}
