import Foundation

/// Tries moves at random and takes worse ones ever more seldom (simulated annealing: Kirkpatrick, Gelatt, Vecchi 1983).
/// A move puts a request into a slot, ejects whatever stands in its way there, and puts what was ejected where it is
/// free, so that most moves that lose a meeting for a moment never have to (ejection chains: Glover 1996).
struct Annealing {
    /// How warm it is at the beginning and at the end, in points.
    var warmth: ClosedRange<Double>
    var steps: Int
    var seed: UInt64
    /// In points: no more can be had.
    var bound: Int
    /// How many of 16 moves begin with a request that waits; the others with any.
    var eagerness: UInt64 = 0

    /// −ln of evenly spread numbers: what a step may lose at warmth 1.
    private static let losses: [Float] = (0..<4_096).map { Float(-log((Double($0) + 0.5) / 4_096)) }

    /// Leaves the board at the best it saw.
    ///
    /// - Parameter isStopped: is told the share of the steps that are done, every few milliseconds.
    func run(_ board: Board, isStopped: (Double) -> Bool = { _ in false }) {
        let losses = Row(Annealing.losses)
        let best = Row<Int32>(board.slot.array)
        var bestValue = board.value
        var step = Step(board: board, lot: Lot(seed: seed))
        defer {
            step.ejected.free()
            step.target.free()
            losses.free()
            best.free()
        }
        guard board.waiting.count > 0 else { return }
        let block = 2_048
        let blocks = max(1, steps / block)
        let cooling = blocks > 1 ? pow(warmth.lowerBound / warmth.upperBound, 1 / Double(blocks - 1)) : 1
        var warm = warmth.upperBound
        for turn in 0..<blocks {
            let now = Float(warm)
            for _ in 0..<block {
                let bits = step.lot.next()
                // The waiting list holds all that can be placed; those that wait stand first.
                let waits = bits >> 28 & 15 < eagerness && board.waitingCount > 0
                let among = UInt64(truncatingIfNeeded: waits ? board.waitingCount : board.waiting.count)
                let request = Int(board.waiting[Int(truncatingIfNeeded: ((bits >> 32) &* among) >> 32)])
                let allowance = Int(now * losses[Int(truncatingIfNeeded: bits >> 16) & 4_095])
                guard step.propose(request, bits, allowance) else { continue }
                if step.gain < 0, board.value > bestValue {
                    bestValue = board.value
                    best.copy(from: board.slot)
                }
                step.carryOut()
            }
            if max(bestValue, board.value) >= bound || turn % 32 == 31 && isStopped(Double(turn) / Double(blocks)) {
                break
            }
            warm *= cooling
        }
        if board.value < bestValue { board.hold(best.array) }
    }
}

/// A move that is being thought about.
struct Step {
    let board: Board
    var lot: Lot
    private(set) var gain = 0
    private var request = 0
    private var time = 0
    private var count = 0
    fileprivate let ejected: Row<Int32>
    fileprivate let target: Row<Int32>

    init(board: Board, lot: Lot) {
        self.board = board
        self.lot = lot
        let problem = board.problem
        let most = (0..<problem.requests).map { problem.parties($0).count }.max() ?? 0
        ejected = Row(repeating: -1, count: most + 1)
        target = Row(repeating: -1, count: most + 1)
    }

    /// Whether putting the request into a slot that the lowest 16 bits choose loses no more than allowed.
    @inline(__always)
    mutating func propose(_ request: Int, _ bits: UInt64, _ allowance: Int) -> Bool {
        let problem = board.problem
        let choices = problem.choices(request)
        let pick = Int(truncatingIfNeeded: ((bits & 0xffff) &* UInt64(truncatingIfNeeded: choices.count)) >> 16)
        return propose(request, at: Int(problem.choice[choices.lowerBound + pick]), allowance)
    }

    @inline(__always)
    mutating func propose(_ request: Int, at time: Int, _ allowance: Int) -> Bool {
        let problem = board.problem
        let old = Int(board.slot[request])
        guard old != time else { return false }
        self.request = request
        self.time = time
        count = 0
        gain = problem.gain(request, time) - (old >= 0 ? problem.gain(request, old) : 0)
        collectEjected(old)
        let limited = old < 0 && board.isLimited(request)
        if !limited {
            for index in 0..<count { settle(index, old) }
        }
        return gain >= -allowance
    }

    @inline(__always)
    private mutating func collectEjected(_ old: Int) {
        let problem = board.problem
        for index in problem.parties(request) {
            let person = Int(problem.party[index])
            if !board.isFree(person, time) {
                let capacity = Int(problem.capacity[person])
                let pick = capacity == 1 ? 0 : lot.below(capacity)
                eject(Int(board.cells[board.cell(person, time) + pick]))
            } else if old < 0, board.meetings[person] >= problem.limit[person] {
                eject(meeting(of: person))
            }
        }
        guard problem.needsTable[request], !board.isOpen(time) else { return }
        for index in 0..<count where board.slot[Int(ejected[index])] == Int32(truncatingIfNeeded: time) {
            if problem.needsTable[Int(ejected[index])] { return }
        }
        let pick = lot.below(Int(board.used[time]))
        eject(Int(board.seats[Int(board.seatStart[time]) + pick]))
    }

    @inline(__always)
    private mutating func eject(_ other: Int) {
        for index in 0..<count where ejected[index] == Int32(truncatingIfNeeded: other) { return }
        ejected[count] = Int32(truncatingIfNeeded: other)
        target[count] = -1
        count += 1
        gain -= board.problem.gain(other, Int(board.slot[other]))
    }

    /// Any meeting of somebody who has one.
    private mutating func meeting(of person: Int) -> Int {
        let problem = board.problem
        var pick = lot.below(Int(board.meetings[person]))
        var time = 0
        while true {
            let load = Int(board.load[person * problem.slots + time])
            if pick < load { return Int(board.cells[board.cell(person, time) + pick]) }
            pick -= load
            time += 1
        }
    }

    /// Looks for a slot for an ejected meeting, as if the request had moved already.
    @inline(__always)
    private mutating func settle(_ index: Int, _ old: Int) {
        let problem = board.problem
        let other = Int(ejected[index])
        for word in 0..<problem.words {
            var set = problem.allowed[other * problem.words + word]
            let left: UInt64 = old >= 0 && old >> 6 == word ? 1 << UInt64(old & 63) : 0
            for place in problem.parties(other) {
                let person = problem.party[place]
                var free = board.free[Int(person) * problem.words + word]
                if left != 0, isParty(person) { free |= left }
                set &= free
            }
            if problem.needsTable[other] { set &= board.open[word] | (problem.needsTable[request] ? left : 0) }
            if time >> 6 == word { set &= ~(1 << UInt64(time & 63)) }
            for earlier in 0..<index where target[earlier] >= 0 && Int(target[earlier]) >> 6 == word {
                set &= ~(1 << UInt64(target[earlier] & 63))
            }
            guard set != 0 else { continue }
            let home = problem.home[other]
            let place: Int
            if home >= 0, Int(home) >> 6 == word, set >> UInt64(home & 63) & 1 != 0 {
                place = Int(home)
            } else {
                let turn = lot.next() & 63
                let turned = (set >> turn) | (set << ((64 &- turn) & 63))
                place = word << 6 + Int((UInt64(turned.trailingZeroBitCount) + turn) & 63)
            }
            target[index] = Int32(truncatingIfNeeded: place)
            gain += problem.gain(other, place)
            return
        }
    }

    @inline(__always)
    private func isParty(_ person: Int32) -> Bool {
        for index in board.problem.parties(request) where board.problem.party[index] == person { return true }
        return false
    }

    @inline(__always)
    func carryOut() {
        for index in 0..<count { board.remove(Int(ejected[index])) }
        if board.slot[request] >= 0 { board.remove(request) }
        board.place(request, time)
        for index in 0..<count where target[index] >= 0 { board.place(Int(ejected[index]), Int(target[index])) }
    }
}
