import ArgumentParser
import CDispatch
import Foundation
import Scheduling

/// `isthmus bench timetable`: the published instances, planned and then planned again after changes.
struct TimetableBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timetable",
        abstract: "Value, bound, seconds and comforts of timetables; what re-planning keeps and moves.",
        discussion: """
            Seconds are of the clock, from the event in memory to the finished timetable; beside them seconds of the \
            processor, of all cores together, which other programs do not lengthen much. Gaps are slots in which \
            somebody waits between two meetings of a day, changes are changes of table, both summed over people.
            """)
    @Option(help: "The folder of the instances.", completion: .directory)
    var data = "../shared/benchmarks/scheduling"
    @Option(help: "Instances with commas between; else all, and b300, b1000 and b3000 once more after changes.")
    var only: String?
    @Option(help: "At most so many rounds of improvement.") var rounds = 6
    @Option(help: "No round begins that would end later than so many seconds after the start.") var seconds = 9.0
    @Option(help: "How much priority must be gained for one meeting to be moved.") var price = 0.75
    @Option(help: "From which the changes are drawn.") var seed: UInt64 = 1
    @Flag(help: "Show what other prices keep and move.") var prices = false

    private static let families = [
        "b100", "b100a", "b300", "b300a", "b1000", "b1000a", "b3000", "k100", "k300", "k1000", "v300", "v1000", "h100",
        "h300", "h1000",
    ]

    func run() async throws {
        let names = only.map { $0.split(separator: ",").map(String.init) } ?? Self.families
        let events = try names.map { ($0, try TimetableFile.event("\(data)/\($0).txt")) }
        say(
            "instance".padded(10)
                + ["value", "bound", "clock s", "cpu s", "meetings", "gaps", "changes", "faults", "any order"]
                .map { $0.padded(10, left: true) }.joined())
        var published: [String: Timetable] = [:]
        for (name, event) in events { published[name] = try plan(name, event) }
        let changing = events.filter { only != nil || ["b300", "b1000", "b3000"].contains($0.0) }
        say("\nafter changes: 3 % cancel, 5 % lose half a day, two slots lose 5 % of their tables, 3 % new requests")
        say(
            "instance".padded(10)
                + [
                    "price", "value", "bound", "kept %", "clock s", "cpu s", "moved", "moved %", "of need", "lost",
                    "to others",
                    "faults",
                ].map { $0.padded(10, left: true) }.joined())
        for (name, event) in changing {
            let after = try event.applying(TimetableScenario(event, seed: seed).changes)
            for price in prices ? [0, 0.25, 0.5, 0.75, 1, 2, 5, 1_000] : [price] {
                if let timetable = published[name] { replan(name, after, timetable, price) }
            }
        }
    }

    private func plan(_ name: String, _ event: BrokerageEvent) throws -> Timetable {
        let planner = Planner(rounds: rounds, seconds: seconds)
        let (lap, draft) = TimetableLap.of { planner.plan(event) }
        let comfort = draft.timetable.comfort(in: event)
        let faults = Verification.faults(of: draft.timetable, in: event).count
        let columns = [
            "\(draft.value)", "\(draft.bound)", lap.clock.shown(2), lap.processor.shown(2),
            "\(draft.timetable.meetings)", "\(comfort.gaps)", "\(comfort.tableChanges)", "\(faults)",
            try order(event, draft),
        ]
        say(name.padded(10) + columns.map { $0.padded(10, left: true) }.joined())
        return draft.timetable
    }

    /// Whether the same people and requests in another order get the same timetable. How many rounds fit into a time
    /// differs from run to run, so both have as many.
    private func order(_ event: BrokerageEvent, _ draft: Draft) throws -> String {
        let shuffled = try ShuffledEvent(event, seed: seed)
        let other = Planner(rounds: draft.rounds).plan(shuffled.event)
        return shuffled.restored(other.timetable) == draft.timetable ? "the same" : "another"
    }

    private func replan(_ name: String, _ after: BrokerageEvent, _ published: Timetable, _ price: Double) {
        let (lap, redraft) = TimetableLap.of {
            Replanning(price: price).replan(after, from: published)
        }
        let faults = Verification.faults(of: redraft.draft.timetable, in: after).count
        let share = 100 * Double(redraft.draft.value) / Double(max(1, redraft.draft.bound))
        let columns = [
            price.shown(2), "\(redraft.draft.value)", "\(redraft.draft.bound)", share.shown(2), lap.clock.shown(2),
            lap.processor.shown(2), "\(redraft.moved)", (100 * redraft.movedShare).shown(2), "\(redraft.movedOfNeed)",
            "\(redraft.lost)", "\(redraft.lostWithoutNeed)", "\(faults)",
        ]
        say(name.padded(10) + columns.map { $0.padded(10, left: true) }.joined())
    }
}

/// What something took, in seconds: by the clock, and of all processors together.
private struct TimetableLap {
    let clock: Double
    let processor: Double

    static func of<Result>(_ work: () -> Result) -> (TimetableLap, Result) {
        let (start, used) = (ContinuousClock.now, processorTime())
        let result = work()
        return (
            TimetableLap(clock: start.duration(to: .now).milliseconds / 1_000, processor: processorTime() - used),
            result
        )
    }

    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
