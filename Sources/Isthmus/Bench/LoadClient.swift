import Foundation
import Glibc

/// Asks a server on this machine for pages over kept connections, as fast as it answers, from one thread.
struct LoadClient {
    let port: UInt16
    let connections: Int

    struct Outcome {
        var answers = 0
        var failures = 0
        var elapsed = 0.0
        var times: [Double] = []
        var perSecond: Double { elapsed > 0 ? Double(answers) / elapsed : 0 }
        var sample: Sample { Sample(times) }
    }

    /// One connection: what it waits for and what came so far.
    struct Line {
        var socket: Int32
        var sentAt = ContinuousClock.now
        var received: [UInt8] = []
        var awaited: Int?
    }

    /// Asks for each of `paths` so often, or a few more where several connections are open.
    func run(_ paths: [String], rounds: Int, headers: String = "") throws -> Outcome {
        try run(paths, seconds: .infinity, most: rounds * paths.count, headers: headers)
    }

    /// Cycles through `paths` for `seconds`; `headers` are added to every request.
    func run(_ paths: [String], seconds: Double, most: Int = .max, headers: String = "") throws -> Outcome {
        let requests = paths.map { Array("GET \($0) HTTP/1.1\r\nHost: localhost\r\n\(headers)\r\n".utf8) }
        var lines: [Int32: Line] = [:]
        defer { for line in lines.values { close(line.socket) } }
        var outcome = Outcome()
        var turn = 0
        var waiting: [pollfd] = []
        for _ in 0..<connections {
            let socket = try connect()
            lines[socket] = Line(socket: socket)
            waiting.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0))
            try send(requests[turn % requests.count], to: socket)
            turn += 1
        }
        let start = ContinuousClock.now
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while start.duration(to: .now).milliseconds < seconds * 1_000, outcome.answers < most {
            _ = poll(&waiting, nfds_t(waiting.count), 100)
            for socket in waiting.filter({ $0.revents != 0 }).map(\.fd) {
                guard var line = lines[socket] else { continue }
                let count = read(socket, &buffer, buffer.count)
                guard count > 0 else { throw Complaint("the server closed a connection") }
                guard let status = Self.take(buffer[0..<count], into: &line) else {
                    lines[socket] = line
                    continue
                }
                outcome.answers += 1
                if status != 200 { outcome.failures += 1 }
                outcome.times.append(line.sentAt.duration(to: .now).milliseconds)
                guard outcome.answers < most else { break }
                line.sentAt = .now
                lines[socket] = line
                try send(requests[turn % requests.count], to: socket)
                turn += 1
            }
        }
        outcome.elapsed = start.duration(to: .now).milliseconds / 1_000
        return outcome
    }

    /// The status when the answer is whole.
    static func take(_ bytes: ArraySlice<UInt8>, into line: inout Line) -> Int? {
        line.received += bytes
        if line.awaited == nil {
            guard let end = headEnd(line.received) else { return nil }
            let head = String(decoding: line.received[0..<end], as: UTF8.self).lowercased()
            let length = head.components(separatedBy: "content-length: ").last?.prefix { $0.isNumber }
            line.awaited = end + 4 + (length.flatMap { Int($0) } ?? 0)
        }
        guard let awaited = line.awaited, line.received.count >= awaited else { return nil }
        let status = Int(String(decoding: line.received[9..<12], as: UTF8.self)) ?? 0
        line.received.removeAll(keepingCapacity: true)
        line.awaited = nil
        return status
    }

    private static func headEnd(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for index in 0...(bytes.count - 4)
        where bytes[index] == 13 && bytes[index + 1] == 10 && bytes[index + 2] == 13 && bytes[index + 3] == 10 {
            return index
        }
        return nil
    }

    func connect() throws -> Int32 {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Complaint("nothing answers on port \(port)") }
        return socket
    }

    func send(_ bytes: [UInt8], to socket: Int32) throws {
        guard write(socket, bytes, bytes.count) == bytes.count else { throw Complaint("a request could not be sent") }
    }
}
