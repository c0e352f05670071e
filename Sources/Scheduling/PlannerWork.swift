import Dispatch
import Synchronization

/// How rounds of improvement go about it.
struct Effort: Sendable {
    /// In mean priorities, at the beginning and at the end of a round.
    var hot: Double
    var cold: Double
    /// Of the first two rounds, for each slot in which each request could be held.
    var stepsPerChoice: Int
    var mostSteps: Int
    /// As of the annealing.
    var eagerness: UInt64

    static let planning = Effort(hot: 0.2, cold: 0.05, stepsPerChoice: 200, mostSteps: 2_000_000, eagerness: 4)
    /// From a timetable that is good already, and must not be stirred.
    static let mending = Effort(hot: 0.1, cold: 0.04, stepsPerChoice: 20, mostSteps: 500_000, eagerness: 14)
}

/// One making of a timetable, from the first meeting to the last table.
final class PlannerWork {
    private let planner: Planner
    private let problem: Problem
    private let progress: @Sendable (Planner.Progress) -> Bool
    private let start = ContinuousClock.now
    private let isStopped = Stop()
    let board: Board
    var bound: Choice
    private var roundsMade = 0
    private var isCutShort = false

    init(
        _ planner: Planner, _ problem: Problem, _ choice: Choice,
        _ progress: @escaping @Sendable (Planner.Progress) -> Bool
    ) {
        self.planner = planner
        self.problem = problem
        self.progress = progress
        bound = choice
        board = Board(problem)
    }

    private var isOver: Bool { isStopped.isSet }
    /// No board is worth more, in points: priorities are whole, and everything published stays at best.
    private var best: Int {
        let staying = (0..<problem.requests).reduce(0) { sum, request in
            sum + Int(problem.gain[request] - problem.worth[request])
                + (problem.home[request] >= 0 ? Int(problem.price) : 0)
        }
        return bound.bound / Int(Problem.scale) * Int(Problem.scale) + staying
    }

    /// Places the chosen meetings, then whatever else fits.
    func construct() {
        report(.placing, 0)
        var chains = Chains(board, seed: 1)
        var left: [Int] = []
        for request in 0..<problem.requests where bound.isChosen[request] && board.slot[request] < 0 {
            if !chains.placeFreely(request), !chains.placeByChain(request) { left.append(request) }
        }
        for request in left where board.slot[request] < 0 { _ = chains.walk(from: request, steps: 200) }
        fill(&chains)
    }

    /// Takes over what is published and may stay, and adds what is worth it.
    func resume() {
        report(.placing, 0)
        for request in 0..<problem.requests where problem.home[request] >= 0 {
            board.place(request, Int(problem.home[request]))
        }
        var chains = Chains(board, seed: 1)
        fill(&chains)
        let open = (0..<problem.requests).filter { board.slot[$0] < 0 && !problem.choices($0).isEmpty }
        for request in open.sorted(by: { (problem.gain[$1], $0) < (problem.gain[$0], $1) }) {
            _ = chains.placeByChain(request, losing: Int(problem.gain[request]) - 1)
        }
    }

    /// Places what can be placed without moving anything: dearest first.
    private func fill(_ chains: inout Chains) {
        let open = (0..<problem.requests).filter { board.slot[$0] < 0 && !problem.choices($0).isEmpty }
        for request in open.sorted(by: { (problem.gain[$1], $0) < (problem.gain[$0], $1) }) {
            _ = chains.placeFreely(request)
        }
    }

    /// Rounds of annealing on several lanes, each from the best of the round before.
    func improve(_ effort: Effort) {
        let active = (0..<problem.requests).filter { !problem.choices($0).isEmpty }
        guard !active.isEmpty, board.value < best else { return }
        let mean = Double(active.reduce(0) { $0 + Int(problem.worth[$1]) }) / Double(active.count)
        let steps = min(max(effort.stepsPerChoice * problem.choice.count, 5_000), effort.mostSteps)
        let lanes = (0..<Planner.lanes).map { _ in Lane(board: Board(problem)) }
        var idle = 0
        for round in 0..<planner.rounds {
            let begin = ContinuousClock.now
            guard report(.improving, Double(round) / Double(planner.rounds)) else { break }
            for lane in lanes { lane.board.hold(board.slot.array) }
            run(lanes, round, steps << min(round / 2, 20), mean, effort)
            guard !isOver else { break }
            roundsMade += 1
            idle += 1
            for lane in lanes where lane.board.value > board.value {
                board.hold(lane.board.slot.array)
                idle = 0
            }
            if board.value >= best { return }
            let now = ContinuousClock.now
            let expected = (now - begin) * (round % 2 == 0 ? 1 : 2)
            if let seconds = planner.seconds, .seconds(seconds) < (now - start) + expected {
                isCutShort = round + 1 < planner.rounds
                return
            }
        }
    }

    /// One round: every lane goes its own way, the later ones warmer.
    private func run(_ lanes: [Lane], _ round: Int, _ steps: Int, _ mean: Double, _ effort: Effort) {
        let (bound, stop, progress) = (best, isStopped, progress)
        let reached = reached(.improving, 0)
        let rounds = planner.rounds
        DispatchQueue.concurrentPerform(iterations: lanes.count) { index in
            let warmth = (1 + 0.5 * Double(index)) * mean
            Annealing(
                warmth: effort.cold * warmth...effort.hot * warmth, steps: steps,
                seed: UInt64(round * Planner.lanes + index + 1), bound: bound, eagerness: effort.eagerness
            ).run(lanes[index].board) { part in
                if index == 0, !progress(reached.at((Double(round) + part) / Double(rounds))) { stop.set() }
                return stop.isSet
            }
        }
    }

    private func reached(_ phase: Planner.Progress.Phase, _ share: Double) -> Planner.Progress {
        Planner.Progress(
            phase: phase, share: share, value: board.worth / Int(Problem.scale),
            bound: bound.bound / Int(Problem.scale))
    }

    @discardableResult
    private func report(_ phase: Planner.Progress.Phase, _ share: Double) -> Bool {
        guard !isOver else { return false }
        let goesOn = progress(reached(phase, share))
        if !goesOn { isStopped.set() }
        return goesOn
    }

    /// Sees to the comforts without losing a meeting.
    func tidy() {
        var chains = Chains(board, seed: 2)
        fill(&chains)
        guard report(.tidying, 0) else { return }
        let stop = isStopped
        Tidying(board, planner.comforts).run(effort: 60 * problem.requests) { stop.isSet }
    }

    /// The timetable as the board has it, with tables and reasons.
    ///
    /// - Parameter published: what stays at its table if it stays in its slot; empty for nothing.
    func draft(keeping published: [Place?] = []) -> Draft {
        // The best that was seen may have had something open, and tidying makes room.
        var chains = Chains(board, seed: 2)
        fill(&chains)
        report(.seating, 1)
        var seating = Seating(
            problem, slots: board.slot.array,
            published: published.isEmpty ? [] : problem.order.requests.map { published[$0] })
        let places = seating.places(fewChanges: planner.comforts.fewTableChanges)
        let reasons = Reasons(board)
        var entries = [Entry](repeating: .unplaced(.withdrawn), count: problem.requests)
        for (request, index) in problem.order.requests.enumerated() {
            if let place = places[request] {
                entries[index] = .meeting(slot: Int(board.slot[request]), place: place)
            } else {
                entries[index] = .unplaced(reasons.reason(for: request))
            }
        }
        let timetable = Timetable(entries: entries)
        return Draft(
            timetable: timetable, value: timetable.value(in: problem.event),
            bound: bound.bound / Int(Problem.scale), rounds: roundsMade, isCutShort: isCutShort || isOver)
    }
}

/// One of several boards at work at the same time. Nobody else touches a lane's board meanwhile.
private final class Lane: @unchecked Sendable {
    let board: Board
    init(board: Board) { self.board = board }
}

/// Whether to stop, for all lanes.
final class Stop: Sendable {
    private let flag = Atomic(false)
    var isSet: Bool { flag.load(ordering: .relaxed) }
    func set() { flag.store(true, ordering: .relaxed) }
}
