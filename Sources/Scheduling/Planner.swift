/// Makes timetables: as much priority as possible is placed, then the comforts are seen to.
///
/// The same event gives the same timetable, in whichever order its people and requests stand, on whichever machine, as
/// long as neither `seconds` nor the caller stops it: work is counted in rounds of a fixed number of steps. When time
/// is short, rounds are left out whole, so that the timetable depends on the event and the number of rounds alone.
public struct Planner: Sendable {
    /// At most so many rounds of improvement, every second pair twice as long as the one before. They end sooner when
    /// nothing more can be had.
    public var rounds: Int
    /// No round begins that is likely to end later than so many seconds after the start; nil for no limit. The first
    /// complete timetable is always made.
    public var seconds: Double?
    public var comforts: Comforts

    /// How many are at work at the same time; part of the method, so the same on every machine.
    static let lanes = 2

    public init(rounds: Int = 6, seconds: Double? = nil, comforts: Comforts = Comforts()) {
        self.rounds = rounds
        self.seconds = seconds
        self.comforts = comforts
    }

    /// A timetable with an answer to every request.
    ///
    /// - Parameter progress: is told how far it has come and answers whether to go on; after `false` the best timetable
    ///   there is so far comes back. It is called some hundred times a second, now and then on another thread.
    public func plan(_ event: BrokerageEvent, progress: @escaping @Sendable (Progress) -> Bool = { _ in true }) -> Draft
    {
        let problem = Problem(event)
        let work = PlannerWork(self, problem, Choice(problem), progress)
        work.construct()
        work.improve(.planning)
        work.tidy()
        return work.draft()
    }
}

extension Planner {
    /// How far the making of a timetable has come.
    public struct Progress: Hashable, Sendable {
        public enum Phase: String, Hashable, Sendable {
            case bounding, placing, improving, tidying, seating
        }
        public let phase: Phase
        /// Of the rounds of improvement, 0 to 1.
        public let share: Double
        /// Sum of the priorities placed so far.
        public let value: Int
        /// No timetable is worth more.
        public let bound: Int

        func at(_ share: Double) -> Progress { Progress(phase: phase, share: share, value: value, bound: bound) }
    }
}

/// A timetable as it comes from the planner, not yet published.
public struct Draft: Sendable {
    public let timetable: Timetable
    /// Sum of the priorities placed.
    public let value: Int
    /// No timetable is worth more.
    public let bound: Int
    /// Rounds of improvement that were made.
    public let rounds: Int
    /// Whether the caller or the clock ended it before its time.
    public let isCutShort: Bool
}
