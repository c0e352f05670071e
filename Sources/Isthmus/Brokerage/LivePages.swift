import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Where a page listens for changes of one's meetings: server-sent events, until it closes or the server ends.
enum LivePages {
    /// Connections through proxies are ended when nothing is said for long.
    static let heartbeat = Duration.seconds(15)
    /// After so long a page connects again: whoever lost the right to listen is then refused.
    static let longest = Duration.seconds(30 * 60)

    /// A program that does not take events gets the present stamp alone.
    static func listen(
        _ request: Request, _ context: SiteContext, beat: Duration = heartbeat
    ) async throws -> Response {
        guard request.headers[.accept]?.contains("text/event-stream") == true else {
            var response = Answers.text(
                try await context.programme.ownMeetings(in: try context.id(), as: context.actor).stamp + "\n")
            response.headers[.cacheControl] = "no-store"
            return response
        }
        let stamps = try await context.programme.listenToMeetings(in: try context.id(), as: context.actor)
        let body = ResponseBody { writer in
            let (lines, tell) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(8))
            // The first words open the stream for the page, and say when to come again after a break.
            try await writer.write(ByteBuffer(string: "retry: 3000\n\n"))
            try await withGracefulShutdownHandler {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for await stamp in stamps { tell.yield("event: meetings\ndata: \(stamp)\n\n") }
                        tell.finish()
                    }
                    group.addTask {
                        let end = ContinuousClock.now.advanced(by: longest)
                        while ContinuousClock.now < end {
                            try await Task.sleep(for: beat)
                            tell.yield(": still here\n\n")
                        }
                        tell.finish()
                    }
                    defer { group.cancelAll() }
                    for await line in lines { try await writer.write(ByteBuffer(string: line)) }
                }
            } onGracefulShutdown: {
                tell.finish()
            }
            try await writer.finish(nil)
        }
        var response = Response(status: .ok, body: body)
        response.headers[.contentType] = "text/event-stream; charset=utf-8"
        response.headers[.cacheControl] = "no-store"
        // A proxy must not wait for the end before it passes anything on.
        if let name = HTTPField.Name("X-Accel-Buffering") { response.headers[name] = "no" }
        return response
    }
}
