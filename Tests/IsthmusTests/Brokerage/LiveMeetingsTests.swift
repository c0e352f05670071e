import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import ServiceLifecycle
import Testing

@testable import Isthmus

/// Changes reach those whom they concern while they look, and nobody else.
@Suite struct LiveMeetingsTests {
    @Test func `a change reaches both sides and leaves the others in peace`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob, cid) = (
                try await office.guest("ann"), try await office.guest("bob"), try await office.guest("cid")
            )
            let live = LiveMeetings(pause: .milliseconds(20))
            var streams: [AsyncStream<String>] = []
            for guest in [ann, bob, cid] {
                streams.append(
                    try live.listen(
                        to: office.brokerage, as: guest.id, account: guest.actor.account ?? "", of: office.programme))
            }
            var (first, second, third) = (
                streams[0].makeAsyncIterator(), streams[1].makeAsyncIterator(), streams[2].makeAsyncIterator()
            )
            let before = [await first.next(), await second.next(), await third.next()]
            let made = try await office.request(ann, bob)
            let asked = [await first.next(), await second.next()]
            #expect(zip(before, asked).allSatisfy { $0 != $1 })
            _ = try await office.programme.answerRequest(made.id, ["answer": .text("accepted")], as: bob.actor)
            #expect(await first.next() != asked[0])
            // The third has heard nothing: the next it hears is of its own.
            try await office.request(cid, ann)
            let own = try await office.programme.ownMeetings(in: office.brokerage, as: cid.actor)
            #expect(await third.next() == own.stamp)
        }
    }

    @Test func `whoever goes is forgotten, and nobody listens too often`() async throws {
        try await BrokerageOffice.open { office in
            let ann = try await office.guest("ann")
            let live = LiveMeetings(pause: .milliseconds(20))
            @Sendable func listen() throws -> AsyncStream<String> {
                try live.listen(
                    to: office.brokerage, as: ann.id, account: ann.actor.account ?? "", of: office.programme)
            }
            let task = Task {
                var streams: [AsyncStream<String>] = []
                for _ in 0..<LiveMeetings.mostOfAccount { streams.append(try listen()) }
                return streams.count
            }
            #expect(try await task.value == LiveMeetings.mostOfAccount)
            // The streams are gone with the task; what is heard again counts anew.
            while live.count > 0 { try await Task.sleep(for: .milliseconds(5)) }
            var kept: [AsyncStream<String>] = []
            for _ in 0..<LiveMeetings.mostOfAccount { kept.append(try listen()) }
            #expect(live.count == LiveMeetings.mostOfAccount)
            #expect(throws: Problem.tooMany(.init("brokerage.live.crowded", ["seconds": "30"]))) { _ = try listen() }
            #expect(kept.count == LiveMeetings.mostOfAccount)
        }
    }

    @Test func `the server ends while somebody listens`() async throws {
        try await BrokerageOffice.open { office in
            let ann = try await office.guest("ann")
            let opened = try await office.programme.signIn(
                email: "ann@place.example", password: "ветер над рекой 7",
                from: Device(address: "192.0.2.1", agent: "test"))
            let token = try #require(opened.session?.token.text)
            let ready = AsyncStream.makeStream(of: Int.self)
            let server = Server(site: Site(programme: office.programme)).application(host: "127.0.0.1", port: 0) {
                ready.continuation.yield($0)
            }
            let group = ServiceGroup(
                configuration: .init(services: [.init(service: server)], logger: Logger(label: "test")))
            let running = Task { try await group.run() }
            var ports = ready.stream.makeAsyncIterator()
            let port = try #require(await ports.next())
            let request =
                "GET /brokerages/\(office.brokerage.text)/live HTTP/1.1\r\nHost: localhost\r\n"
                + "Accept: text/event-stream\r\nCookie: isthmus_session=\(token)\r\n\r\n"
            let client = LoadClient(port: UInt16(port), connections: 1)
            let socket = try client.connect()
            try client.send(Array(request.utf8), to: socket)
            let heard = await Programme.offPool { () -> String in
                var (text, buffer) = ("", [UInt8](repeating: 0, count: 4_096))
                while !text.contains("event: meetings") {
                    let count = read(socket, &buffer, buffer.count)
                    guard count > 0 else { break }
                    text += String(decoding: buffer[0..<count], as: UTF8.self)
                }
                return text
            }
            #expect(heard.contains("text/event-stream"))
            let own = try await office.programme.ownMeetings(in: office.brokerage, as: ann.actor)
            #expect(heard.contains("data: \(own.stamp)\n"))
            await group.triggerGracefulShutdown()
            // Comes to its end, with the stream open.
            try await running.value
            close(socket)
        }
    }
}
