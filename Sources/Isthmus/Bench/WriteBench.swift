import Foundation

/// How many durable verbs a second the database acknowledges.
struct WriteBench {
    let writers: Int
    let seconds: Double

    struct Outcome: Sendable {
        let verbs: Int
        let elapsed: Double
        let sample: Sample
        var perSecond: Double { Double(verbs) / elapsed }
    }

    /// Every writer changes organisations of its own, one verb after the other.
    func run(on programme: Programme) async throws -> Outcome {
        let office = Actor.program("bench")
        var ids: [[ID<Organisation>]] = []
        for writer in 0..<writers {
            var own: [ID<Organisation>] = []
            for index in 0..<4 {
                let given: [String: Given] = [
                    "legal_name": .text("Institute \(writer).\(index)"), "country": .text("AM"),
                    "kind": .text("research"),
                ]
                own.append(try await programme.createOrganisation(given, as: office).id)
            }
            ids.append(own)
        }
        let start = ContinuousClock.now
        let limit = seconds
        let times = try await withThrowingTaskGroup(of: [Double].self) { group in
            for own in ids {
                group.addTask {
                    var times: [Double] = []
                    var turn = 0
                    while start.duration(to: .now).milliseconds < limit * 1_000 {
                        let before = ContinuousClock.now
                        _ = try await programme.changeOrganisation(
                            own[turn % own.count], ["city": .text("City \(turn)")], as: office)
                        times.append(before.duration(to: .now).milliseconds)
                        turn += 1
                    }
                    return times
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        return Outcome(
            verbs: times.count, elapsed: start.duration(to: .now).milliseconds / 1_000, sample: Sample(times))
    }
}
