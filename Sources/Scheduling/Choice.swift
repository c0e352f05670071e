/// Which meetings to hold if one looks only at how many each person can hold, and a value that no timetable exceeds.
///
/// A maximum-weight b-matching without its odd-set conditions is half-integral and is a flow on the bipartite double
/// cover of the graph of requests (Nemhauser and Trotter 1975): every person stands there twice, every request between
/// two people as two arcs. The flow is found by the primal-dual method (Ford and Fulkerson 1962), whose gains fall
/// phase by phase, with blocking flows in each (Dinitz 1970). Of a group, two parties count: the bound stays one.
struct Choice {
    /// In points: no timetable is worth more.
    private(set) var bound = 0
    /// Whether the request belongs to the chosen meetings.
    private(set) var isChosen: [Bool]
    private let network: DoubleCover

    /// - Parameter favour: points that published meetings are worth more, so that of equal choices theirs is taken.
    init(_ problem: Problem, favour: Int = 0) {
        network = DoubleCover(problem, favour: favour)
        network.fill()
        isChosen = Array(repeating: false, count: problem.requests)
        bound = network.total / 2
        roundHalves(problem)
    }

    /// Takes every whole meeting, and of the half ones every other along trails: nobody then has more meetings than
    /// they can hold, but where a trail of odd length ends where it began.
    private mutating func roundHalves(_ problem: Problem) {
        var spare = network.room
        var trails = HalfTrails(people: problem.participants)
        for request in 0..<problem.requests {
            let (one, other) = network.ends(request)
            switch network.flow(request) {
            case 2:
                isChosen[request] = true
                spare[one] -= 1
                spare[other] -= 1
            case 1: trails.add(request, one, other)
            default: break
            }
        }
        for trail in trails.trails() {
            let even = trail.indices.filter { $0 % 2 == 0 }.map { trail[$0] }
            let odd = trail.indices.filter { $0 % 2 == 1 }.map { trail[$0] }
            let worth = { [network] (list: [Int]) in list.reduce(0) { $0 + network.weight($1) } }
            for request in worth(even) >= worth(odd) ? even : odd {
                let (one, other) = network.ends(request)
                guard spare[one] > 0, spare[other] > 0 else { continue }
                isChosen[request] = true
                spare[one] -= 1
                spare[other] -= 1
            }
        }
    }
}

/// Edges divided into trails: first those that begin at a person with an odd number of them, then closed ones
/// (Hierholzer 1873).
private struct HalfTrails {
    private var edges: [[(request: Int, other: Int)]]
    private var degrees: [Int]
    private var used: Set<Int> = []

    init(people: Int) {
        edges = Array(repeating: [], count: people)
        degrees = Array(repeating: 0, count: people)
    }

    mutating func add(_ request: Int, _ one: Int, _ other: Int) {
        edges[one].append((request, other))
        edges[other].append((request, one))
        degrees[one] += 1
        degrees[other] += 1
    }

    mutating func trails() -> [[Int]] {
        var trails: [[Int]] = []
        // A trail from someone with an odd number ends at another such person.
        for start in edges.indices where degrees[start] % 2 == 1 { trails.append(trail(from: start)) }
        for start in edges.indices {
            while degrees[start] > 0 { trails.append(trail(from: start)) }
        }
        return trails
    }

    private mutating func trail(from start: Int) -> [Int] {
        var trail: [Int] = []
        var person = start
        while let (request, other) = edges[person].popLast() {
            guard used.insert(request).inserted else { continue }
            trail.append(request)
            degrees[person] -= 1
            degrees[other] -= 1
            person = other
        }
        return trail
    }
}

/// The flow on the double cover.
private final class DoubleCover {
    private let problem: Problem
    private let people: Int
    /// How many meetings each person can hold: free slots times capacity, or their limit.
    let room: [Int]
    private let weights: [Int]
    /// Whether the arc from the first to the second party flows, and back.
    private var forth: [Bool]
    private var back: [Bool]
    /// What is left of each person's room, on the left and on the right.
    private var leftSpare: [Int]
    private var rightSpare: [Int]
    private var leftPrice: [Int]
    private var rightPrice: [Int]
    private var distance: [Int]
    private var next: [Int]
    /// The arcs of each person: `2 · request`, plus 1 for the second party.
    private let arcStart: [Int]
    private let arcs: [Int32]
    private var tablesLeft: Int
    /// Twice the worth of the flow, in points without favour.
    private(set) var total = 0
    private var gain = 0

    init(_ problem: Problem, favour: Int) {
        self.problem = problem
        people = problem.participants
        weights = (0..<problem.requests).map {
            problem.choices($0).isEmpty ? 0 : Int(problem.worth[$0]) + (problem.home[$0] >= 0 ? favour : 0)
        }
        var room: [Int] = []
        for person in 0..<people {
            var times = [Bool](repeating: false, count: problem.slots)
            for index in problem.wishes(person) {
                for choice in problem.choices(Int(problem.wish[index])) { times[Int(problem.choice[choice])] = true }
            }
            let most = times.count { $0 } * Int(problem.capacity[person])
            room.append(min(most, Int(problem.limit[person])))
        }
        self.room = room
        (leftSpare, rightSpare) = (room, room)
        forth = Array(repeating: false, count: problem.requests)
        back = forth
        var lists = [[Int32]](repeating: [], count: people)
        for request in 0..<problem.requests where weights[request] > 0 {
            let start = Int(problem.partyStart[request])
            lists[Int(problem.party[start])].append(Int32(2 * request))
            lists[Int(problem.party[start + 1])].append(Int32(2 * request + 1))
        }
        var starts = [0]
        for list in lists { starts.append(starts[starts.count - 1] + list.count) }
        arcStart = starts
        arcs = Array(lists.joined())
        leftPrice = Array(repeating: weights.max() ?? 0, count: people)
        rightPrice = Array(repeating: 0, count: people)
        distance = Array(repeating: Int.max, count: 2 * people)
        next = Array(repeating: 0, count: 2 * people)
        let allSeated = (0..<problem.requests).allSatisfy { problem.needsTable[$0] }
        let tables = (0..<problem.slots).reduce(0) { $0 + Int(problem.tables[$1]) }
        tablesLeft = allSeated ? 2 * tables : Int.max
        gain = weights.max() ?? 0
    }

    func ends(_ request: Int) -> (Int, Int) {
        let start = Int(problem.partyStart[request])
        return (Int(problem.party[start]), Int(problem.party[start + 1]))
    }
    func flow(_ request: Int) -> Int { (forth[request] ? 1 : 0) + (back[request] ? 1 : 0) }
    func weight(_ request: Int) -> Int { weights[request] }

    /// Raises the flow until nothing is to be gained or the tables are spent.
    func fill() {
        while gain > 0, tablesLeft > 0 {
            let fall = measure()
            guard fall < gain else { return }
            reprice(fall)
            gain -= fall
            while tablesLeft > 0, levels() {
                for node in next.indices { next[node] = arcStart[node % people] }
                for person in 0..<people {
                    while leftSpare[person] > 0, tablesLeft > 0, augment(from: person) {
                        leftSpare[person] -= 1
                        tablesLeft -= 1
                        total += gain
                    }
                }
            }
        }
    }

    /// The person at the other end of an arc's request.
    @inline(__always) private func far(_ arc: Int) -> Int {
        Int(problem.party[Int(problem.partyStart[arc >> 1]) + 1 - (arc & 1)])
    }

    /// What is missing for an arc to be tight; negative for arcs that flow and are worth more.
    @inline(__always) private func slack(_ left: Int, _ right: Int, _ request: Int) -> Int {
        leftPrice[left] + rightPrice[right] - weights[request]
    }

    @inline(__always) private func flows(leftArc arc: Int) -> Bool { arc & 1 == 0 ? forth[arc >> 1] : back[arc >> 1] }
    @inline(__always) private func flows(rightArc arc: Int) -> Bool { arc & 1 == 0 ? back[arc >> 1] : forth[arc >> 1] }

    /// Distances from everybody with room on the left (Dijkstra 1959); the least to somebody with room on the right.
    private func measure() -> Int {
        for node in distance.indices { distance[node] = Int.max }
        var queue = DistanceQueue()
        for person in 0..<people where leftSpare[person] > 0 {
            distance[person] = 0
            queue.add(person, 0)
        }
        var fall = Int.max
        while let (node, at) = queue.next(), at < fall {
            guard distance[node] == at else { continue }
            let isLeft = node < people
            let person = isLeft ? node : node - people
            if !isLeft, rightSpare[person] > 0 {
                fall = at
                break
            }
            for index in arcStart[person]..<arcStart[person + 1] {
                let arc = Int(arcs[index])
                let other = far(arc)
                let step: Int
                if isLeft {
                    guard !flows(leftArc: arc) else { continue }
                    step = slack(person, other, arc >> 1)
                } else {
                    guard flows(rightArc: arc) else { continue }
                    step = -slack(other, person, arc >> 1)
                }
                let target = isLeft ? other + people : other
                if at + step < distance[target], at + step < gain {
                    distance[target] = at + step
                    queue.add(target, at + step)
                }
            }
        }
        return fall
    }

    private func reprice(_ fall: Int) {
        for person in 0..<people {
            if distance[person] < fall { leftPrice[person] -= fall - distance[person] }
            if distance[person + people] < fall { rightPrice[person] += fall - distance[person + people] }
        }
    }

    /// Steps over tight arcs from everybody with room on the left; whether somebody with room on the right is reached.
    private func levels() -> Bool {
        for node in distance.indices { distance[node] = Int.max }
        var queue: [Int] = []
        for person in 0..<people where leftSpare[person] > 0 {
            distance[person] = 0
            queue.append(person)
        }
        var head = 0
        var isReached = false
        while head < queue.count {
            let node = queue[head]
            head += 1
            let isLeft = node < people
            let person = isLeft ? node : node - people
            if !isLeft, rightSpare[person] > 0 { isReached = true }
            for index in arcStart[person]..<arcStart[person + 1] {
                guard let target = target(Int(arcs[index]), person, isLeft), distance[target] == Int.max else {
                    continue
                }
                distance[target] = distance[node] + 1
                queue.append(target)
            }
        }
        return isReached
    }

    /// Where a tight arc with room leads.
    @inline(__always) private func target(_ arc: Int, _ person: Int, _ isLeft: Bool) -> Int? {
        let other = far(arc)
        if isLeft {
            return !flows(leftArc: arc) && slack(person, other, arc >> 1) == 0 ? other + people : nil
        }
        return flows(rightArc: arc) && slack(other, person, arc >> 1) == 0 ? other : nil
    }

    /// Sends one unit along the levels.
    private func augment(from start: Int) -> Bool {
        var path = [start]
        var taken: [Int] = []
        while let node = path.last {
            let isLeft = node < people
            let person = isLeft ? node : node - people
            if !isLeft, rightSpare[person] > 0 {
                rightSpare[person] -= 1
                for (step, arc) in taken.enumerated() {
                    // Steps from the left raise their arc, steps from the right take one back.
                    let isForth = (step % 2 == 0) == (arc & 1 == 0)
                    if isForth { forth[arc >> 1].toggle() } else { back[arc >> 1].toggle() }
                }
                return true
            }
            var found: (arc: Int, target: Int)?
            while next[node] < arcStart[person + 1], found == nil {
                let arc = Int(arcs[next[node]])
                if let target = target(arc, person, isLeft), distance[target] == distance[node] + 1 {
                    found = (arc, target)
                } else {
                    next[node] += 1
                }
            }
            if let found {
                path.append(found.target)
                taken.append(found.arc)
            } else {
                path.removeLast()
                if let before = path.last {
                    taken.removeLast()
                    next[before] += 1
                }
            }
        }
        return false
    }
}

/// Nodes by distance, nearest first, for small whole distances.
private struct DistanceQueue {
    private var heap: [(node: Int, at: Int)] = []

    mutating func add(_ node: Int, _ at: Int) {
        heap.append((node, at))
        var place = heap.count - 1
        while place > 0, heap[(place - 1) / 2].at > heap[place].at {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func next() -> (node: Int, at: Int)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count && heap[child].at < heap[least].at {
                least = child
            }
            guard least != place else { return first }
            heap.swapAt(place, least)
            place = least
        }
    }
}
