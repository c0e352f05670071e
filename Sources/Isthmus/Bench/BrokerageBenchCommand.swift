import ArgumentParser
import Database
import Foundation

/// `isthmus bench brokerage`: five hundred people answer requests at once.
struct BrokerageBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "brokerage",
        abstract: "Many people answer requests to meet at once, over HTTP: speed, and that no answer is lost.")
    @Option(help: "How many people.") var people = 500
    @Option(help: "Seconds of the load.") var seconds = 60.0
    @Option(help: "Seconds between two answers of one person, on average.") var think = 2.0
    @Option(help: "Seconds of a second load without pauses, each person as fast as answers come; 0 for none.")
    var closed = 10.0
    @Option(help: "How many requests each person has to answer; 0 for as many as the loads need.") var requests = 0
    @Option(help: "A folder for the fresh file.") var at = "var"

    func run() async throws {
        let folder = at + "/bench-\(ProcessInfo.processInfo.processIdentifier)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = folder + "/brokerage.db"
        let programme = try await Programme.open(database)
        let wanted = Int(seconds / max(0.1, think) * 1.6) + 10 + Int(closed * 3)
        let each = requests > 0 ? requests : min(wanted, (people - 1) / 2)
        let scene = try await BrokerageScene.make(people: people, requestsEach: each, in: programme)
        try await programme.store.close()
        let total = scene.people.reduce(0) { $0 + $1.requests.count }
        say("\(people) people, \(total) requests (written in bulk, not by the verbs)")
        var answered = 0
        do {
            let server = try BenchServer(database: database)
            defer { server.end() }
            var scene = scene
            for (name, seconds, think) in [
                ("with pauses of \(think.shown()) s", seconds, think), ("without pauses", closed, 0),
            ]
            where seconds > 0 {
                let outcome = try AnswerLoad(
                    port: server.port, people: scene.people, seconds: seconds, think: think
                ).run()
                answered += outcome.acknowledged
                tell(outcome, name)
                let done = try await Self.answered(in: database)
                scene = scene.without(done)
            }
        }
        let kept = try await Self.answered(in: database).count
        say("acknowledged \(answered), in the database \(kept): \(answered == kept ? "no answer lost" : "NOT EQUAL")")
        let again = try await Programme.open(database)
        let breaches = try await again.check(Server.invariants)
        try await again.store.close()
        say("invariants: \(breaches.isEmpty ? "clean" : breaches.map(\.invariant).joined(separator: "; "))")
        guard answered == kept, breaches.isEmpty else { throw ExitCode.failure }
    }

    private func tell(_ outcome: AnswerLoad.Outcome, _ name: String) {
        let sample = Sample(outcome.times)
        let rate = Double(outcome.acknowledged) / max(0.001, outcome.elapsed)
        say("\(name), \(outcome.elapsed.shown(0)) s: \(rate.shown(0)) answers a second")
        say(
            "  p50 \(sample.median.shown(1)) ms, p99 \(sample.quantile(0.99).shown(1)) ms, "
                + "longest \((sample.sorted.last ?? 0).shown(1)) ms")
        if !outcome.refused.isEmpty { say("  not taken, by status: \(outcome.refused)") }
        if outcome.idle > 0 { say("  \(outcome.idle) people had nothing left to answer") }
    }

    /// The requests that somebody answered.
    private static func answered(in database: String) async throws -> Set<ID<MeetingRequest>> {
        let programme = try await Programme.open(database)
        let found = try await programme.read { tx in
            try tx.column(
                ID<MeetingRequest>.self,
                """
                SELECT m.request_id FROM meeting_party m JOIN meeting_request r ON r.id = m.request_id
                WHERE m.participant_id <> r.asker_id AND m.answer <> 'waiting'
                """)
        }
        try await programme.store.close()
        return Set(found)
    }
}

extension BrokerageScene {
    /// With what is still to be answered.
    fileprivate func without(_ done: Set<ID<MeetingRequest>>) -> BrokerageScene {
        BrokerageScene(
            brokerage: brokerage,
            people: people.map { person in
                var person = person
                person.requests.removeAll { done.contains($0) }
                return person
            })
    }
}
