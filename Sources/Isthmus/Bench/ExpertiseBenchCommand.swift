import ArgumentParser
import CDispatch
import Foundation
import Matching

/// `isthmus bench expertise`: how fast those who know about a subject are found among many.
struct ExpertiseBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "expertise", abstract: "Ranks profiles for questions of 100 terms; milliseconds a question.")
    @Option(help: "How many profiles.") var profiles = 76_000
    @Option(help: "How many questions.") var questions = 400
    @Option(help: "How many of the best.") var top = 50
    @Option(help: "How often the questions are asked.") var runs = 3
    @Option(help: "From which the words are drawn.") var seed: UInt64 = 1

    func run() async throws {
        var clock = ContinuousClock.now
        func lap() -> String {
            defer { clock = .now }
            return (clock.duration(to: .now).milliseconds / 1_000).shown(1)
        }
        var source = ProfileSource(seed: seed)
        let space = TermSpace()
        let reader = space.reader()
        let items = (0..<profiles).map { index in
            TextItem(
                id: "p\(index)", kind: "profile", owners: ["e\(index)"], counts: reader.counts(of: [source.profile()]))
        }
        say("\(profiles) profiles read in \(lap()) s")
        space.update(put: items)
        say("put into the space in \(lap()) s")
        space.calibrate()
        say("idf, background and latent space made, all weighed anew in \(lap()) s")
        let snapshot = space.snapshot
        let asked = (0..<questions).map { _ in reader.question(of: [source.question(terms: 100)]) }
        say("\(questions) questions of 100 terms, \(runs) runs, one thread")
        var ranked: [Lap] = []
        for _ in 0..<runs {
            for counts in asked {
                let (lap, found) = Lap.of { snapshot.experts(for: snapshot.question(counts), top: top) }
                ranked.append(lap)
                guard found.count == top else { throw Complaint("Only \(found.count) were found.") }
            }
        }
        let all = (0..<profiles).map { "e\($0)" }
        let everyone = asked.prefix(20).map { counts in
            Lap.of { snapshot.scores(of: all, for: snapshot.question(counts)) }.0
        }
        show("top \(top) with evidence", ranked)
        show("everyone, one by one", everyone)
        show("one text replaced", items.prefix(500).map { item in Lap.of { space.update(put: [item]) }.0 })
    }

    /// What something took, in milliseconds: by the clock, and of the processor, which other programs do not lengthen
    /// much.
    private struct Lap {
        let clock: Double
        let processor: Double

        static func of<Result>(_ work: () -> Result) -> (Lap, Result) {
            let (start, used) = (ContinuousClock.now, processorTime())
            let result = work()
            let lap = Lap(clock: start.duration(to: .now).milliseconds, processor: processorTime() - used)
            return (lap, result)
        }

        private static func processorTime() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1e6
        }
    }

    private func show(_ name: String, _ laps: [Lap]) {
        let (clock, processor) = (Sample(laps.map(\.clock)), Sample(laps.map(\.processor)))
        say(
            name.padded(28) + "p50 \(clock.median.shown(2)) ms, p95 \(clock.quantile(0.95).shown(2)) ms, p99 "
                + "\(clock.quantile(0.99).shown(2)) ms; of the processor p50 \(processor.median.shown(2)) ms, p99 "
                + "\(processor.quantile(0.99).shown(2)) ms")
    }
}
