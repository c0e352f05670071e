/// A timetable in the making: who meets in which slot, kept so that asking and moving take a handful of steps.
final class Board {
    let problem: Problem
    /// The slot of each request, or -1.
    let slot: Row<Int32>
    /// How many meetings each participant has in each slot.
    let load: Row<Int32>
    /// How many meetings each participant has.
    let meetings: Row<Int32>
    /// Whom a participant meets in a slot: requests from `cell(participant, slot)` on.
    let cells: Row<Int32>
    let cellStart: Row<Int32>
    /// Sets of slots in which a participant can take one more meeting.
    let free: Row<UInt64>
    /// The set of slots with a table left.
    let open: Row<UInt64>
    /// Meetings at tables of each slot, from `seatStart[slot]` on, and their places there.
    let seats: Row<Int32>
    let seatStart: Row<Int32>
    let seat: Row<Int32>
    let used: Row<Int32>
    /// Requests that could be held and are not: the first `waitingCount`; and where each stands there.
    let waiting: Row<Int32>
    private let waitingPlace: Row<Int32>
    private(set) var waitingCount: Int
    /// In points, with what it brings that published meetings are held and stay.
    private(set) var value = 0

    init(_ problem: Problem) {
        self.problem = problem
        let (people, times) = (problem.participants, problem.slots)
        slot = Row(repeating: -1, count: problem.requests)
        load = Row(repeating: 0, count: people * times)
        meetings = Row(repeating: 0, count: people)
        var starts: [Int32] = []
        var total = 0
        for person in 0..<people {
            starts.append(Int32(total))
            total += Int(problem.capacity[person]) * times
        }
        cellStart = Row(starts)
        cells = Row(repeating: -1, count: total)
        free = Row(repeating: 0, count: people * problem.words)
        for person in 0..<people {
            for time in 0..<times { free[person * problem.words + time >> 6] |= 1 << UInt64(time & 63) }
        }
        open = Row(repeating: 0, count: problem.words)
        var seatStarts: [Int32] = []
        var seatTotal: Int32 = 0
        for time in 0..<times {
            seatStarts.append(seatTotal)
            seatTotal += min(problem.tables[time], Int32(problem.requests))
            if problem.tables[time] > 0 { open[time >> 6] |= 1 << UInt64(time & 63) }
        }
        seatStart = Row(seatStarts)
        seats = Row(repeating: -1, count: Int(seatTotal))
        seat = Row(repeating: -1, count: problem.requests)
        used = Row(repeating: 0, count: times)
        let able = (0..<problem.requests).filter { !problem.choices($0).isEmpty }
        waiting = Row(able.map { Int32($0) })
        waitingPlace = Row(repeating: -1, count: problem.requests)
        for (place, request) in able.enumerated() { waitingPlace[request] = Int32(place) }
        waitingCount = able.count
    }

    deinit {
        for row in [slot, load, meetings, cells, cellStart, seats, seatStart, seat, used, waiting, waitingPlace] {
            row.free()
        }
        free.free()
        open.free()
    }

    /// In points, by priorities alone.
    var worth: Int {
        (0..<problem.requests).reduce(0) { $0 + (slot[$1] >= 0 ? Int(problem.worth[$1]) : 0) }
    }

    /// Takes over the slots in which meetings stand elsewhere; they must be possible together.
    func hold(_ slots: [Int32]) {
        for request in 0..<problem.requests where slot[request] != slots[request] {
            if slot[request] >= 0 { remove(request) }
        }
        for request in 0..<problem.requests where slots[request] >= 0 && slot[request] < 0 {
            place(request, Int(slots[request]))
        }
    }

    @inline(__always) func cell(_ person: Int, _ time: Int) -> Int {
        Int(cellStart[person]) + time * Int(problem.capacity[person])
    }

    @inline(__always) func isFree(_ person: Int, _ time: Int) -> Bool {
        free[person * problem.words + time >> 6] >> UInt64(time & 63) & 1 != 0
    }

    @inline(__always) func isOpen(_ time: Int) -> Bool { open[time >> 6] >> UInt64(time & 63) & 1 != 0 }

    /// Whether somebody has reached their limit.
    @inline(__always) func isLimited(_ request: Int) -> Bool {
        for index in problem.parties(request) {
            let person = Int(problem.party[index])
            if meetings[person] >= problem.limit[person] { return true }
        }
        return false
    }

    /// A word of the set of slots in which the request can be placed as things stand, its own limits aside.
    @inline(__always) func freeSlots(_ request: Int, _ word: Int) -> UInt64 {
        var set = problem.allowed[request * problem.words + word]
        for index in problem.parties(request) { set &= free[Int(problem.party[index]) * problem.words + word] }
        if problem.needsTable[request] { set &= open[word] }
        return set
    }

    /// The request must be unplaced and the slot free for it.
    @inline(__always) func place(_ request: Int, _ time: Int) {
        let word = time >> 6
        let bit: UInt64 = 1 << UInt64(time & 63)
        for index in problem.parties(request) {
            let person = Int(problem.party[index])
            let at = person * problem.slots + time
            cells[cell(person, time) + Int(load[at])] = Int32(truncatingIfNeeded: request)
            load[at] += 1
            meetings[person] += 1
            if load[at] == problem.capacity[person] { free[person * problem.words + word] &= ~bit }
        }
        if problem.needsTable[request] {
            let place = seatStart[time] + used[time]
            seats[Int(place)] = Int32(truncatingIfNeeded: request)
            seat[request] = place
            used[time] += 1
            if used[time] == problem.tables[time] { open[word] &= ~bit }
        }
        slot[request] = Int32(truncatingIfNeeded: time)
        value += problem.gain(request, time)
        waitingCount -= 1
        exchangeWaiting(Int(waitingPlace[request]), waitingCount)
    }

    /// The request must be placed.
    @inline(__always) func remove(_ request: Int) {
        let time = Int(slot[request])
        let word = time >> 6
        let bit: UInt64 = 1 << UInt64(time & 63)
        for index in problem.parties(request) {
            let person = Int(problem.party[index])
            let at = person * problem.slots + time
            load[at] -= 1
            meetings[person] -= 1
            let (first, last) = (cell(person, time), Int(load[at]))
            var place = first
            while cells[place] != Int32(truncatingIfNeeded: request) { place += 1 }
            cells[place] = cells[first + last]
            free[person * problem.words + word] |= bit
        }
        if problem.needsTable[request] {
            used[time] -= 1
            let last = seats[Int(seatStart[time] + used[time])]
            seats[Int(seat[request])] = last
            seat[Int(last)] = seat[request]
            open[word] |= bit
        }
        slot[request] = -1
        value -= problem.gain(request, time)
        exchangeWaiting(Int(waitingPlace[request]), waitingCount)
        waitingCount += 1
    }

    @inline(__always) private func exchangeWaiting(_ one: Int, _ other: Int) {
        let (first, second) = (waiting[one], waiting[other])
        waiting[one] = second
        waiting[other] = first
        waitingPlace[Int(first)] = Int32(truncatingIfNeeded: other)
        waitingPlace[Int(second)] = Int32(truncatingIfNeeded: one)
    }
}
