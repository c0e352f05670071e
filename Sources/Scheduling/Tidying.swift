import Foundation

/// Moves meetings so that people wait less and slots are evenly full, and loses none: every move exchanges two slots
/// along a chain of people (Kempe 1879), and worse timetables are taken ever more seldom (Kirkpatrick, Gelatt, Vecchi
/// 1983).
final class Tidying {
    private let board: Board
    private let problem: Problem
    private let comforts: Comforts
    private var lot = Lot(seed: 7)
    /// For each person and slot, whether they are there to wait.
    private let present: Row<Bool>
    /// The day of each slot, counted from 0, and where each day begins.
    private let day: [Int]
    private let dayStart: [Int]
    /// Gaps of each person on each day.
    private let gaps: Row<Int32>
    private let mark: Row<Int32>
    private var turn: Int32 = 0
    private var touched: [Int] = []
    private var log: [(request: Int, slot: Int32)] = []
    private var unrest = 0
    /// How many meetings a chain may move.
    private let longest = 40
    /// What a gap costs beside the unevenness of slots, which is about 1 for each meeting too many.
    private static let gapCost = 4

    init(_ board: Board, _ comforts: Comforts) {
        self.board = board
        problem = board.problem
        self.comforts = comforts
        let slots = problem.event.slots
        var days: [Int] = []
        var starts: [Int] = []
        for index in slots.indices {
            if index == 0 || slots[index].day != slots[index - 1].day { starts.append(index) }
            days.append(starts.count - 1)
        }
        day = days
        dayStart = starts + [slots.count]
        let people = board.problem.order.participants.map { board.problem.event.participants[$0] }
        present = Row(
            people.flatMap { person in slots.indices.map { person.availability[$0] && !slots[$0].isCancelled } })
        gaps = Row(repeating: 0, count: people.count * max(1, starts.count))
        mark = Row(repeating: 0, count: people.count)
        for person in people.indices {
            for day in starts.indices { gaps[person * starts.count + day] = self.gaps(of: person, on: day) }
        }
    }

    deinit {
        present.free()
        gaps.free()
        mark.free()
    }

    /// - Parameter effort: about so many moves of a meeting are tried.
    func run(effort: Int, isStopped: () -> Bool = { false }) {
        guard comforts.fewGaps || comforts.evenSlots else { return }
        let placed = (0..<problem.requests).filter { board.slot[$0] >= 0 && problem.choices($0).count > 1 }
        guard !placed.isEmpty else { return }
        var spent = 0
        var tries = 0
        while spent < effort {
            tries += 1
            spent += 1
            if tries % 4_096 == 0, isStopped() { return }
            let request = placed[lot.below(placed.count)]
            let choices = problem.choices(request)
            let target = Int(problem.choice[choices.lowerBound + lot.below(choices.count)])
            let old = Int(board.slot[request])
            guard target != old else { continue }
            let before = board.value
            let isDone = flip(request, old, target)
            spent += log.count / 2
            let warmth = 2.5 * (1 - Double(spent) / Double(effort))
            guard isDone, board.value >= before, settles(old, target, warmth) else {
                undo()
                continue
            }
        }
    }

    /// Puts the request into the second slot, whom it blocks there into the first, and so on.
    private func flip(_ request: Int, _ first: Int, _ second: Int) -> Bool {
        log.removeAll(keepingCapacity: true)
        var carried = request
        var target = second
        take(carried)
        for _ in 0..<longest {
            guard problem.allows(carried, target) else { return false }
            var next = -1
            for index in problem.parties(carried) {
                let person = Int(problem.party[index])
                guard !board.isFree(person, target) else { continue }
                let other = Int(board.cells[board.cell(person, target)])
                guard other != request, next < 0 || next == other else { return false }
                next = other
            }
            if next >= 0 { take(next) }
            guard !problem.needsTable[carried] || board.isOpen(target) else { return false }
            log.append((carried, -1))
            board.place(carried, target)
            guard next >= 0 else { return true }
            carried = next
            target = first + second - target
        }
        return false
    }

    private func take(_ request: Int) {
        log.append((request, board.slot[request]))
        board.remove(request)
    }

    private func undo() {
        while let (request, slot) = log.popLast() {
            if slot < 0 { board.remove(request) } else { board.place(request, Int(slot)) }
        }
    }

    /// Whether what the last flip made is taken; the gaps are then kept in mind.
    private func settles(_ first: Int, _ second: Int, _ warmth: Double) -> Bool {
        turn += 1
        touched.removeAll(keepingCapacity: true)
        var balance = 0
        for (request, slot) in log where slot < 0 {
            if problem.needsTable[request] { balance += Int(board.slot[request]) == second ? 1 : -1 }
            for index in problem.parties(request) {
                let person = Int(problem.party[index])
                guard mark[person] != turn else { continue }
                mark[person] = turn
                touched.append(person)
            }
        }
        let days = day[first] == day[second] ? [day[first]] : [day[first], day[second]]
        var change = 0
        if comforts.fewGaps {
            for person in touched {
                for day in days {
                    let before = gaps[person * (dayStart.count - 1) + day]
                    change += Tidying.gapCost * Int(gaps(of: person, on: day) - before)
                }
            }
        }
        if comforts.evenSlots {
            // By how much the sum of squares grows, for one meeting that changes sides.
            let lead = Int(board.used[second] - board.used[first]) - balance
            change += balance.signum() * lead
        }
        let allowance = -warmth * log(max(1e-9, Double(lot.next() >> 11) / 9_007_199_254_740_992))
        guard Double(change) <= allowance else { return false }
        for person in touched {
            for day in days { gaps[person * (dayStart.count - 1) + day] = gaps(of: person, on: day) }
        }
        return true
    }

    private func gaps(of person: Int, on day: Int) -> Int32 {
        var (gaps, waiting): (Int32, Int32) = (0, -1)
        for slot in dayStart[day]..<dayStart[day + 1] {
            if board.load[person * problem.slots + slot] > 0 {
                if waiting > 0 { gaps += waiting }
                waiting = 0
            } else if waiting >= 0, present[person * problem.slots + slot] {
                waiting += 1
            }
        }
        return gaps
    }

    private func log(_ value: Double) -> Double { Foundation.log(value) }
}
