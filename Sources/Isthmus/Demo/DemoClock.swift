import Synchronization

/// The time in the demonstration: somewhat more than a year up to now, in working hours, so that its records were made
/// and changed at different times, as in an office.
final class DemoClock: Sendable {
    private static let days = 420
    /// About as many things are done in it; the last ones happen at its end.
    private static let steps = 3_000
    private let start: Moment
    private let end: Moment
    private let step = Mutex<Int64>(0)

    init(until end: Moment) { (start, self.end) = (end.adding(days: -Self.days), end) }

    func goOn() { step.withLock { $0 += 1 } }

    var now: Moment {
        let passed = step.withLock { $0 } * Int64(Self.days * 86_400 / Self.steps)
        let moment = start.seconds + passed
        let (day, second) = (moment / 86_400, moment % 86_400)
        // Between eight and eighteen o'clock.
        return min(end, Moment(seconds: day * 86_400 + 28_800 + second * 10 / 24))
    }
}
