import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Search
import Synchronization
import Testing

@testable import Isthmus

/// The index beside the database: its file, its making while people wait, two servers on one file.
@Suite struct IndexKeeping {
    private typealias Office = DirectoryOffice

    private static func path() -> String { NSTemporaryDirectory() + "isthmus-\(UUID().uuidString).index" }

    private static func count(_ programme: Programme, _ text: String) async throws -> Int {
        try await programme.find(FindQuestion(text: text), as: .visitor).count
    }

    @Test func `a broken or older file is made anew, with a line in the log`() async throws {
        let path = Self.path()
        defer { unlink(path) }
        var settings = Settings()
        settings.indexFile = path
        try await TestStore.withProgramme(settings: settings) { programme, clock in
            _ = try await DirectoryOffice(programme: programme, clock: clock).organisation("Vega")
            try await programme.finder.keep(programme)
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            var older = whole
            older[8] = 1
            for broken in [whole.prefix(whole.count / 2), whole.prefix(70), Data(), older, Data("text".utf8)] {
                try broken.write(to: URL(fileURLWithPath: path))
                let lines = LogLines()
                let next = Programme(
                    store: programme.store, settings: settings, clock: { clock.now },
                    logger: Logger(label: "test") { _ in lines })
                #expect(try await Self.count(next, "vega") == 1)
                #expect(lines.all.count == 1)
                #expect(lines.all.allSatisfy { $0.hasPrefix("the search index is made anew: ") })
                try await next.finder.keep(next)
                #expect(try SearchIndex(contentsOf: path, layout: FinderRecord.layout).snapshot.documentCount == 1)
            }
        }
    }

    @Test func `two servers on one file find what either wrote`() async throws {
        let path = Self.path()
        defer { unlink(path) }
        var settings = Settings()
        settings.indexFile = path
        try await TestStore.withProgramme(settings: settings) { one, clock in
            let other = Programme(
                store: one.store, settings: settings, clock: { clock.now }, ids: IDSource(seed: 9),
                logger: Logger(label: "test"))
            let offices = [one, other].map { DirectoryOffice(programme: $0, clock: clock) }
            for round in 1...4 {
                for (number, office) in offices.enumerated() {
                    _ = try await office.organisation("Vega \(round) \(number)")
                    try await office.programme.noticeForeignWrites()
                    try await office.programme.finder.keep(office.programme)
                }
            }
            for office in offices {
                try await office.programme.noticeForeignWrites()
                #expect(try await Self.count(office.programme, "vega") == 8)
            }
            let third = Programme(
                store: one.store, settings: settings, clock: { clock.now }, logger: Logger(label: "test"))
            #expect(try await Self.count(third, "vega") == 8)
        }
    }

    @Test func `whoever comes while the index is made is asked to come again`() async throws {
        var settings = Settings()
        settings.searchPatience = .zero
        try await TestStore.withProgramme(settings: settings) { programme, clock in
            _ = try await DirectoryOffice(programme: programme, clock: clock).organisation("Vega")
            try await Visiting.visit(programme) { client in
                func gauge() async throws -> [String] {
                    let text = String(buffer: try await client.execute(uri: "/metrics", method: .get).body)
                    return text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("isthmus_search_") }
                }
                #expect(try await gauge() == ["isthmus_search_index_warm 0", "isthmus_search_experts_warm 0"])
                for address in ["/find?q=vega", "/api/v1/find?q=vega", "/find/experts?q=vega"] {
                    // Nobody made the index yet, or it is being made since the first of these came.
                    let answer = try await client.execute(uri: address, method: .get)
                    guard answer.status != .ok else { continue }
                    #expect(answer.status == .serviceUnavailable)
                    #expect(answer.headers[.retryAfter] == "10")
                }
                #expect(try await client.execute(uri: "/healthz", method: .get).status == .ok)
                #expect(try await client.execute(uri: "/organisations?q=vega", method: .get).status == .ok)
                try await programme.finder.warm(programme)
                #expect(try await gauge() == ["isthmus_search_index_warm 1", "isthmus_search_experts_warm 1"])
                #expect(try await client.execute(uri: "/find?q=vega", method: .get).status == .ok)
            }
        }
    }

    @Test func `who has waited long enough goes while the work goes on`() async throws {
        let isDone = Mutex(false)
        let (steps, go) = AsyncStream.makeStream(of: Void.self)
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        await #expect(throws: Problem.notReady(Finder.building)) {
            try await Patience.wait(.milliseconds(1)) {
                for await _ in steps { break }
                end.yield()
            }
        }
        go.yield()
        for await _ in ends {
            isDone.withLock { $0 = true }
            break
        }
        #expect(isDone.withLock { $0 })
        try await Patience.wait(.seconds(600)) {}
        await #expect(throws: Problem.stale) { try await Patience.wait(.seconds(600)) { throw Problem.stale } }
    }
}

/// Keeps what is logged as a warning or worse.
private final class LogLines: LogHandler, Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }

    func log(event: LogEvent) {
        if event.level >= .warning { lines.withLock { $0.append("\(event.message)") } }
    }

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .warning }
        set {}
    }
    subscript(metadataKey _: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }
}
