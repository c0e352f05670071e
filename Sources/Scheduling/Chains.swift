/// Makes room for a meeting by exchanging two slots along a chain of people (Kempe 1879; for meetings as colours of
/// edges Kőnig 1916, Vizing 1964), and, where no chain helps, by letting one meeting take another's place (the fans of
/// Vizing, walked at random).
struct Chains {
    let board: Board
    private var lot: Lot
    /// Meetings that moved since the last `begin`, with the slot they had, oldest first.
    private var log: [(request: Int, slot: Int32)] = []
    /// How many people a chain may pass.
    private let longest = 600

    init(_ board: Board, seed: UInt64) {
        self.board = board
        lot = Lot(seed: seed)
    }

    /// Places the request where everybody is free, in the slot with the most room.
    mutating func placeFreely(_ request: Int) -> Bool {
        guard !board.isLimited(request) else { return false }
        let problem = board.problem
        var best = -1
        var room = Int32.min
        for word in 0..<problem.words {
            var set = board.freeSlots(request, word)
            while set != 0 {
                let time = word << 6 + set.trailingZeroBitCount
                set &= set - 1
                let left = problem.home[request] == Int32(time) ? Int32.max : problem.tables[time] - board.used[time]
                if left > room { (best, room) = (time, left) }
            }
        }
        guard best >= 0 else { return false }
        move(request, to: best)
        return true
    }

    /// Places the request by exchanging two slots along a chain.
    ///
    /// - Parameter most: points that may be lost by moving published meetings; the cheapest chain is taken.
    mutating func placeByChain(_ request: Int, losing most: Int = Int.max) -> Bool {
        guard !board.isLimited(request) else { return false }
        let problem = board.problem
        let choices = problem.choices(request)
        guard !choices.isEmpty else { return false }
        var cheapest: (loss: Int, first: Int, second: Int, blocked: Int)?
        let turn = lot.below(choices.count)
        for offset in 0..<choices.count {
            let first = Int(problem.choice[choices.lowerBound + (turn + offset) % choices.count])
            guard let blocked = soleBlocked(request, first) else { continue }
            for word in 0..<problem.words {
                var set = board.free[blocked * problem.words + word]
                while set != 0 {
                    let second = word << 6 + set.trailingZeroBitCount
                    set &= set - 1
                    let before = board.value
                    guard second != first, exchange(request, first, second, blocked) else { continue }
                    if most == Int.max { return true }
                    let loss = before + Int(problem.gain[request]) - board.value
                    undo()
                    if loss <= most, loss < cheapest?.loss ?? Int.max { cheapest = (loss, first, second, blocked) }
                }
            }
        }
        guard let cheapest else { return false }
        return exchange(request, cheapest.first, cheapest.second, cheapest.blocked)
    }

    /// The only party who is not free in the slot; nil if there is none or more than one, or no chance of a table.
    private func soleBlocked(_ request: Int, _ time: Int) -> Int? {
        let problem = board.problem
        var blocked: Int?
        for index in problem.parties(request) {
            let person = Int(problem.party[index])
            guard !board.isFree(person, time) else { continue }
            guard blocked == nil else { return nil }
            blocked = person
        }
        return blocked
    }

    /// Puts the request into the first slot, the blocked person's meeting there into the second, whoever that one
    /// blocks into the first, and so on. Changes nothing unless it succeeds.
    private mutating func exchange(_ request: Int, _ first: Int, _ second: Int, _ blocked: Int) -> Bool {
        let problem = board.problem
        log.removeAll(keepingCapacity: true)
        let capacity = Int(problem.capacity[blocked])
        let pick = capacity == 1 ? 0 : lot.below(capacity)
        var carried = Int(board.cells[board.cell(blocked, first) + pick])
        guard problem.allows(carried, second) else { return false }
        take(carried)
        guard fits(request, first) else {
            undo()
            return false
        }
        move(request, to: first)
        var target = second
        for _ in 0..<longest {
            guard problem.allows(carried, target) else { break }
            var next = -1
            var isStuck = false
            for index in problem.parties(carried) {
                let person = Int(problem.party[index])
                guard !board.isFree(person, target) else { continue }
                let other = Int(board.cells[board.cell(person, target)])
                isStuck = isStuck || other == request || next >= 0 && next != other
                next = other
            }
            guard !isStuck else { break }
            if next >= 0 { take(next) }
            guard fits(carried, target) else { break }
            move(carried, to: target)
            guard next >= 0 else { return true }
            carried = next
            target = first + second - target
        }
        undo()
        return false
    }

    /// Whether everybody is free and a table is.
    private func fits(_ request: Int, _ time: Int) -> Bool {
        let problem = board.problem
        guard !problem.needsTable[request] || board.isOpen(time) else { return false }
        for index in problem.parties(request) where !board.isFree(Int(problem.party[index]), time) { return false }
        return true
    }

    private mutating func take(_ request: Int) {
        log.append((request, board.slot[request]))
        board.remove(request)
    }

    private mutating func move(_ request: Int, to time: Int) {
        log.append((request, -1))
        board.place(request, time)
    }

    private mutating func undo() { undo(to: 0) }

    private mutating func undo(to length: Int) {
        while log.count > length {
            let (request, slot) = log.removeLast()
            if slot < 0 { board.remove(request) } else { board.place(request, Int(slot)) }
        }
    }

    /// Places the request, and whatever it ejects after it, for at most so many steps. What is left at the end is not
    /// placed; whether that was worth it tells the board's value.
    mutating func walk(from request: Int, steps: Int) -> Bool {
        var carried = request
        for _ in 0..<steps {
            if placeFreely(carried) || placeByChain(carried) { return true }
            guard let next = displace(carried) else { return false }
            carried = next
        }
        return placeFreely(carried)
    }

    /// Puts the request into a slot in which it ejects one other, which is returned.
    private mutating func displace(_ request: Int) -> Int? {
        let problem = board.problem
        let choices = problem.choices(request)
        guard !choices.isEmpty, !board.isLimited(request) else { return nil }
        let turn = lot.below(choices.count)
        for offset in 0..<choices.count {
            let time = Int(problem.choice[choices.lowerBound + (turn + offset) % choices.count])
            guard let blocked = soleBlocked(request, time) else { continue }
            let capacity = Int(problem.capacity[blocked])
            let other = Int(board.cells[board.cell(blocked, time) + (capacity == 1 ? 0 : lot.below(capacity))])
            take(other)
            guard fits(request, time) else {
                undo(to: log.count - 1)
                continue
            }
            move(request, to: time)
            return other
        }
        return nil
    }
}
