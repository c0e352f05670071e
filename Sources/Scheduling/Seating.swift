/// Gives the meetings of every slot their tables, so that people move from table to table as seldom as possible:
/// slot after slot, each meeting goes where one of its parties sits already, then tables are exchanged within slots
/// as long as that helps.
struct Seating {
    private let problem: Problem
    /// The slot of each request, or -1, in canonical order.
    private let slot: [Int32]
    /// A table from 0, `online`, or a stand below that.
    private var place: [Int32]
    private let isKept: [Bool]
    /// The earlier and the later neighbours of each meeting on the same day, one for each party that has one.
    private var before: [[Int32]]
    private var after: [[Int32]]
    /// The meeting at each table of each slot, or -1.
    private var room: [[Int32]]
    private var bySlot: [[Int]]

    private static let nowhere: Int32 = -1
    private static let online: Int32 = -2
    private static let firstStand: Int32 = -3

    /// - Parameter published: tables that stay if their meeting does, in canonical order; empty for none.
    init(_ problem: Problem, slots: [Int32], published: [Place?] = []) {
        self.problem = problem
        slot = slots
        room = problem.event.slots.map { Array(repeating: -1, count: $0.tables) }
        bySlot = Array(repeating: [], count: problem.slots)
        var places = [Int32](repeating: Seating.nowhere, count: slots.count)
        var kept = [Bool](repeating: false, count: slots.count)
        for request in slots.indices where slots[request] >= 0 {
            let time = Int(slots[request])
            switch problem.event.venue(of: problem.event.requests[problem.order.requests[request]]) {
            case .online: places[request] = Seating.online
            case .stand(let stand): places[request] = Seating.firstStand - Int32(truncatingIfNeeded: stand)
            case .table:
                bySlot[time].append(request)
                guard !published.isEmpty, case .table(let table) = published[request],
                    problem.home[request] == slots[request], table < room[time].count, room[time][table] < 0,
                    !problem.event.slots[time].brokenTables.contains(table)
                else { continue }
                kept[request] = true
                places[request] = Int32(table)
                room[time][table] = Int32(request)
            }
        }
        place = places
        isKept = kept
        (before, after) = Seating.neighbours(problem, slots)
    }

    private static func neighbours(_ problem: Problem, _ slots: [Int32]) -> ([[Int32]], [[Int32]]) {
        var before = [[Int32]](repeating: [], count: slots.count)
        var after = before
        for person in 0..<problem.participants {
            let diary = problem.wishes(person).map { problem.wish[$0] }.filter { slots[Int($0)] >= 0 }
                .sorted { (slots[Int($0)], $0) < (slots[Int($1)], $1) }
            for (one, next) in zip(diary, diary.dropFirst()) {
                let (early, late) = (Int(slots[Int(one)]), Int(slots[Int(next)]))
                guard early < late, problem.event.slots[early].day == problem.event.slots[late].day else { continue }
                before[Int(next)].append(one)
                after[Int(one)].append(next)
            }
        }
        return (before, after)
    }

    /// The place of each request in canonical order; nil for those without a meeting.
    mutating func places(fewChanges: Bool) -> [Place?] {
        for time in 0..<problem.slots { seat(time, fewChanges) }
        if fewChanges {
            for _ in 0..<4 {
                var isBetter = false
                for time in 0..<problem.slots { isBetter = exchange(time) || isBetter }
                guard isBetter else { break }
            }
        }
        return place.indices.map { request in
            switch place[request] {
            case Seating.nowhere: nil
            case Seating.online: .online
            case ...Seating.firstStand: .stand(Int(Seating.firstStand - place[request]))
            default: .table(Int(place[request]))
            }
        }
    }

    private mutating func seat(_ time: Int, _ fewChanges: Bool) {
        let tables = problem.event.slots[time].usableTables
        let waiting = bySlot[time].filter { place[$0] < 0 }
        if fewChanges {
            var wishes: [(gain: Int, length: Int, request: Int, table: Int)] = []
            for request in waiting {
                for neighbour in before[request] where place[Int(neighbour)] >= 0 {
                    let table = Int(place[Int(neighbour)])
                    wishes.append((gain(request, Int32(table)), after[request].count, request, table))
                }
            }
            wishes.sort { ($1.gain, $1.length, $0.request, $0.table) < ($0.gain, $0.length, $1.request, $1.table) }
            for wish in wishes where place[wish.request] < 0 && isUsable(wish.table, time) {
                sit(wish.request, wish.table, time)
            }
        }
        var free = tables.filter { room[time][$0] < 0 }[...]
        for request in waiting where place[request] < 0 {
            guard let table = free.popFirst() else { return }
            sit(request, table, time)
        }
    }

    private func isUsable(_ table: Int, _ time: Int) -> Bool {
        table < room[time].count && room[time][table] < 0 && !problem.event.slots[time].brokenTables.contains(table)
    }

    private mutating func sit(_ request: Int, _ table: Int, _ time: Int) {
        place[request] = Int32(table)
        room[time][table] = Int32(request)
    }

    /// How many neighbours of the meeting in time are at the table.
    private func gain(_ request: Int, _ table: Int32) -> Int {
        var gain = 0
        for neighbour in before[request] where place[Int(neighbour)] == table { gain += 1 }
        for neighbour in after[request] where place[Int(neighbour)] == table { gain += 1 }
        return gain
    }

    /// Exchanges tables within the slot as long as people change tables less often for it.
    private mutating func exchange(_ time: Int) -> Bool {
        var isBetter = false
        for request in bySlot[time] where !isKept[request] && place[request] >= 0 {
            for neighbour in before[request] + after[request] where place[Int(neighbour)] >= 0 {
                let (old, new) = (place[request], place[Int(neighbour)])
                guard old != new, Int(new) < room[time].count,
                    !problem.event.slots[time].brokenTables.contains(Int(new))
                else { continue }
                let other = Int(room[time][Int(new)])
                guard other < 0 || !isKept[other] else { continue }
                var change = gain(request, new) - gain(request, old)
                if other >= 0 { change += gain(other, old) - gain(other, new) }
                guard change > 0 else { continue }
                room[time][Int(old)] = Int32(other)
                if other >= 0 { place[other] = old }
                sit(request, Int(new), time)
                isBetter = true
            }
        }
        return isBetter
    }
}
