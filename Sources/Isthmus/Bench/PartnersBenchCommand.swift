import ArgumentParser
import Foundation
import Indicators
import Interchange

/// `isthmus bench partners`: whether the learned model foresees partnerships better than Adamic-Adar's measure does.
struct PartnersBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partners",
        abstract: "Partners foreseen from projects until 2016, judged by those of 2017 and 2018.")
    @Option(help: "The folder that holds cordis-h2020.") var data = "../shared/data"
    @Option(help: "How many suggestions an organisation gets.") var top = 10
    @Option(help: "From which the interval of the margin is drawn.") var seed: UInt64 = 1
    @Option(help: "The last year of which the prediction knows.") var known = 2_016
    @Option(help: "The last year in which partnerships are looked for.") var last = 2_018

    func validate() throws {
        guard last > known else { throw ValidationError("--last must come after --known.") }
        guard top > 0 else { throw ValidationError("--top must be at least 1.") }
    }

    func run() async throws {
        do {
            let clock = ContinuousClock()
            let table = try ParticipationTable(data + "/cordis-h2020")
            var made: PartnerTrial?
            let time = clock.measure { made = PartnerTrial(table, known: known, tested: known + 1...last, top: top) }
            guard let trial = made, !trial.learned.isEmpty else { throw Complaint("Nobody found a new partner.") }
            say(
                "learned from \(trial.lessons) organisations: their new partners of \(known) from all until "
                    + "\(known - 1); tested on \(known + 1) to \(last)")
            report(trial)
            say("in \((time.milliseconds / 1_000).shown(1)) s")
        } catch let error as InterchangeError { throw Complaint(error.message) }
    }

    private func report(_ trial: PartnerTrial) {
        let (learned, plain) = (Self.mean(trial.learned), Self.mean(trial.adamicAdar))
        say("\(trial.learned.count) organisations tested, average precision of the first \(top):")
        say("  learned model  \(learned.shown(4))")
        say("  Adamic-Adar    \(plain.shown(4))")
        if let margin = RankingQuality.mean(of: trial.differences, seed: seed) {
            say(
                "  margin         \(margin.value.shown(4)) (95 %: \(margin.lower.shown(4)) to "
                    + "\(margin.upper.shown(4)), seed \(seed)), "
                    + "\((100 * margin.value / plain).shown(1)) % of Adamic-Adar's"
            )
        }
        func hits(_ precisions: [Double]) -> String {
            (100 * Double(precisions.count { $0 > 0 }) / Double(precisions.count)).shown(1)
        }
        say("at least one right among them: \(hits(trial.learned)) % learned, \(hits(trial.adamicAdar)) % Adamic-Adar")
        say("by the number of partners before:")
        for (least, most) in [(0, 0), (1, 5), (6, 15), (16, 50), (51, 200), (201, Int.max)] {
            let those = trial.partnersBefore.indices.filter { (least...most).contains(trial.partnersBefore[$0]) }
            guard !those.isEmpty else { continue }
            let name = least == most ? "\(least)" : most == .max ? "\(least) and more" : "\(least) to \(most)"
            say(
                "  \(name.padded(14)) \("\(those.count)".padded(5, left: true))  "
                    + "\(Self.mean(those.map { trial.learned[$0] }).shown(4)) against "
                    + "\(Self.mean(those.map { trial.adamicAdar[$0] }).shown(4))")
        }
        say("weights, learned now and built in:")
        for feature in PartnerFeature.allCases {
            say(
                "  \("\(feature)".padded(16)) \(trial.model.weights[feature.rawValue].shown(6).padded(10, left: true)) "
                    + PartnerModel.horizon2020.weights[feature.rawValue].shown(6).padded(10, left: true))
        }
    }

    private static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }
}
