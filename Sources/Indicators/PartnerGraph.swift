import Foundation

/// Which organisations have been in a project together, and how closely.
public struct PartnerGraph: Sendable {
    public let count: Int
    /// For each organisation where its partners begin in `partners`, and where the last one's end.
    let starts: [Int]
    /// In ascending order within each organisation.
    let partners: [Int32]
    /// By place in `partners`: joint projects; the same with each project divided by the root of its size; and by the
    /// number of the other members (Newman 2001).
    let joint: [Float]
    let damped: [Float]
    let divided: [Float]
    /// Sum of `damped` over all partners of an organisation.
    let strength: [Double]

    public init(_ history: PartnerHistory) {
        count = history.organisations.count
        var projects: [[Int32]] = Array(repeating: [], count: count)
        for (place, project) in history.projects.enumerated() where project.members.count > 1 {
            for member in project.members { projects[member].append(Int32(place)) }
        }
        var (starts, partners): ([Int], [Int32]) = ([0], [])
        var (joint, damped, divided): ([Float], [Float], [Float]) = ([], [], [])
        var sums = [SIMD3<Float>](repeating: .zero, count: count)
        var strength = [Double](repeating: 0, count: count)
        for own in 0..<count {
            var met: [Int] = []
            for place in projects[own] {
                let members = history.projects[Int(place)].members
                let size = Float(members.count)
                let share = SIMD3<Float>(1, 1 / size.squareRoot(), 1 / (size - 1))
                for other in members where other != own {
                    if sums[other].x == 0 { met.append(other) }
                    sums[other] += share
                }
            }
            for other in met.sorted() {
                partners.append(Int32(other))
                joint.append(sums[other].x)
                damped.append(sums[other].y)
                divided.append(sums[other].z)
                strength[own] += Double(sums[other].y)
                sums[other] = .zero
            }
            starts.append(partners.count)
        }
        (self.starts, self.partners, self.strength) = (starts, partners, strength)
        (self.joint, self.damped, self.divided) = (joint, damped, divided)
    }

    func range(of organisation: Int) -> Range<Int> { starts[organisation]..<starts[organisation + 1] }

    public func partners(of organisation: Int) -> [Int] { partners[range(of: organisation)].map(Int.init) }
    public func partnerCount(of organisation: Int) -> Int { range(of: organisation).count }

    public func arePartners(_ first: Int, _ second: Int) -> Bool {
        var (low, high) = (starts[first], starts[first + 1])
        while low < high {
            let middle = (low + high) / 2
            if partners[middle] < second { low = middle + 1 } else { high = middle }
        }
        return low < starts[first + 1] && partners[low] == second
    }

    /// Organisations that are partners of both, in ascending order: the evidence behind the measures below.
    public func commonPartners(_ first: Int, _ second: Int) -> [Int] {
        var (own, other) = (starts[first], starts[second])
        var found: [Int] = []
        while own < starts[first + 1], other < starts[second + 1] {
            if partners[own] == partners[other] {
                found.append(Int(partners[own]))
                own += 1
                other += 1
            } else if partners[own] < partners[other] {
                own += 1
            } else {
                other += 1
            }
        }
        return found
    }

    /// Adamic-Adar (Adamic and Adar 2003; for predicting links Liben-Nowell and Kleinberg 2007):
    ///
    ///     Σ 1 / ln d(z)   over all common partners z, d(z) the number of z's partners
    ///
    /// From 0. A common partner counts the more the fewer partners it has. (It has at least two.)
    public func adamicAdar(_ first: Int, _ second: Int) -> Double {
        commonPartners(first, second).reduce(0) { $0 + rarity(of: $1) }
    }

    /// 1 / ln d for a common partner; 0 for one with a single partner, which is common to nobody.
    func rarity(of organisation: Int) -> Double {
        let partners = partnerCount(of: organisation)
        return partners > 1 ? 1 / log(Double(partners)) : 0
    }
}

/// How near all organisations are to one of them in the graph: its partners' partners, walked once.
struct GraphNeighbourhood {
    /// By organisation; 0 where there is no common partner.
    private(set) var adamicAdar: [Double]
    private(set) var commonPartners: [Double]
    /// Σ w(q, z) w(z, c) / √(0.1 + s(z)): as Adamic-Adar, but joint projects are weighed by their size, so that two who
    /// met in small ones are nearer.
    private(set) var nearness: [Double]
    /// Those with common partners, in no order.
    private(set) var reached: [Int] = []

    init(count: Int) {
        adamicAdar = Array(repeating: 0, count: count)
        commonPartners = adamicAdar
        nearness = adamicAdar
    }

    /// Forgets whom it was about and walks from another; the arrays are kept, for thousands of walks.
    mutating func walk(from own: Int, in graph: PartnerGraph) {
        for other in reached {
            adamicAdar[other] = 0
            commonPartners[other] = 0
            nearness[other] = 0
        }
        reached.removeAll(keepingCapacity: true)
        for place in graph.range(of: own) {
            let middle = Int(graph.partners[place])
            let rarity = graph.rarity(of: middle)
            let weight = Double(graph.damped[place]) / (0.1 + graph.strength[middle]).squareRoot()
            for next in graph.range(of: middle) {
                let other = Int(graph.partners[next])
                if commonPartners[other] == 0 { reached.append(other) }
                commonPartners[other] += 1
                adamicAdar[other] += rarity
                nearness[other] += weight * Double(graph.damped[next])
            }
        }
    }
}
