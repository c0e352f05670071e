import CLibpq
import Foundation
import Synchronization

/// Everything a store listens to: for each channel asked for, a thread with a connection of its own.
final class PostgresListeners: Sendable {
    private struct State {
        var threads = 0
        var isClosed = false
        var closing: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())
    private let url: String
    /// How long a thread may sleep without looking whether it is still wanted, in milliseconds.
    private static let longestSleep: Int32 = 250

    init(url: String) { self.url = url }

    func listen(_ channel: String) -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(10_000))
        let isTaken = state.withLock { state in
            if !state.isClosed { state.threads += 1 }
            return !state.isClosed
        }
        guard isTaken else {
            continuation.finish()
            return stream
        }
        let isDropped = Flag()
        continuation.onTermination = { _ in isDropped.raise() }
        let thread = Thread { [self] in
            while !isDropped.isRaised, !isClosed {
                do { try follow(channel, continuation, until: isDropped) } catch { Thread.sleep(forTimeInterval: 0.25) }
            }
            continuation.finish()
            leave()
        }
        thread.name = "isthmus.postgres.listen"
        thread.start()
        return stream
    }

    func close() { state.withLock { $0.isClosed = true } }

    func end() async {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if state.threads > 0 { state.closing.append(continuation) }
                return state.threads == 0
            }
            if hasEnded { continuation.resume() }
        }
    }

    private var isClosed: Bool { state.withLock { $0.isClosed } }

    private func leave() {
        let closing = state.withLock { state in
            state.threads -= 1
            return state.threads == 0 ? state.closing : []
        }
        for continuation in closing { continuation.resume() }
    }

    /// Listens on one connection until it breaks, which throws, or nobody wants to hear more.
    private func follow(
        _ channel: String, _ listener: AsyncStream<String>.Continuation, until isDropped: Flag
    ) throws {
        let connection = try PostgresConnection(url: url)
        try connection.script("LISTEN \"\(channel.replacing("\"", with: "\"\""))\"")
        listener.yield("")
        while !isDropped.isRaised, !isClosed {
            var socket = pollfd(fd: PQsocket(connection.handle), events: Int16(POLLIN), revents: 0)
            guard poll(&socket, 1, Self.longestSleep) > 0 else { continue }
            guard PQconsumeInput(connection.handle) == 1 else {
                throw DatabaseFault.disconnected(String(cString: PQerrorMessage(connection.handle)))
            }
            while let note = PQnotifies(connection.handle) {
                listener.yield(String(cString: note.pointee.extra))
                PQfreemem(note)
            }
        }
    }
}

/// Something that, once said, stays said.
private final class Flag: Sendable {
    private let value = Mutex(false)
    var isRaised: Bool { value.withLock { $0 } }
    func raise() { value.withLock { $0 = true } }
}
