import Foundation
import HummingbirdTesting

@testable import Isthmus

extension SampleProgramme {
    /// What came of one trial, and whether something in the programme is different since.
    typealias Tried<Result: Sendable> = (result: Result, hasChanged: Bool)

    /// Asks thousands of things of the story, each as if it were the first: whatever changed something is followed by a
    /// fresh copy. The trials are divided among the machine's cores; the answers come in their order.
    static func sweep<Trial: Sendable, Result: Sendable>(
        _ trials: [Trial],
        _ ask: @escaping @Sendable (Trial, SampleProgramme, any TestClientProtocol) async throws -> Tried<Result>
    ) async throws -> [Result] {
        let share = max(1, trials.count / ProcessInfo.processInfo.activeProcessorCount + 1)
        let parts = stride(from: 0, to: trials.count, by: share).map { trials[$0..<min($0 + share, trials.count)] }
        return try await withThrowingTaskGroup(of: (Int, [Result]).self) { group in
            for (place, part) in parts.enumerated() {
                group.addTask { (place, try await inTurn(Array(part), ask)) }
            }
            var results: [[Result]] = Array(repeating: [], count: parts.count)
            for try await (place, part) in group { results[place] = part }
            return results.flatMap { $0 }
        }
    }

    private static func inTurn<Trial: Sendable, Result: Sendable>(
        _ trials: [Trial],
        _ ask: @escaping @Sendable (Trial, SampleProgramme, any TestClientProtocol) async throws -> Tried<Result>
    ) async throws -> [Result] {
        var results: [Result] = []
        while results.count < trials.count {
            let rest = Array(trials[results.count...])
            results += try await visit { sample, client in
                var results: [Result] = []
                for trial in rest {
                    let tried = try await ask(trial, sample, client)
                    results.append(tried.result)
                    if tried.hasChanged { break }
                }
                return results
            }
        }
        return results
    }
}
