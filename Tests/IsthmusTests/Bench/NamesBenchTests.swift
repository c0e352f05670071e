import Foundation
import Testing

@testable import Isthmus

/// Published data, where they are at hand: in the folder that `ISTHMUS_DATA` names, else beside the project.
private let data: String = {
    let beside = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../../shared/data").path
    return ProcessInfo.processInfo.environment["ISTHMUS_DATA"] ?? beside
}()
private let isAtHand = FileManager.default.isReadableFile(atPath: data + "/name-matching/cases.csv")

@Suite struct NamesFigures {
    @Test(.enabled(if: isAtHand)) func `judged pairs of names are told apart`() throws {
        let cases = try NameCases.read(data + "/name-matching/cases.csv").map(\.case)
        #expect(cases.count == 308)
        #expect(ThresholdTrial(fiveFold: cases).f1 >= 0.8)
    }

    @Test func `a threshold is chosen on the other folds`() {
        let cases = (0..<20).map { ThresholdTrial.Case(score: Double($0) / 40 + ($0 < 10 ? 0 : 0.5), isSame: $0 >= 10) }
        let trial = ThresholdTrial(fiveFold: cases)
        #expect(trial.f1 == 1)
        #expect(trial.thresholds.allSatisfy { $0 > 0.22 && $0 < 0.78 })
        #expect(ThresholdTrial(cases, threshold: 0.87).recall == 0.5)
        #expect(ThresholdTrial([], threshold: 0.5).f1 == 0)
    }
}
