import Foundation

/// Round numbers along an axis that enclose the values.
struct AxisScale: Sendable, Equatable {
    /// Ascending, at least two, the same distance apart.
    let ticks: [Double]

    var low: Double { ticks[0] }
    var high: Double { ticks[ticks.count - 1] }

    /// - Parameters:
    ///   - values: finite numbers; none gives the axis from 0 to 1.
    ///   - count: about how many steps.
    ///   - fromZero: bars need it, lines far from zero do without.
    init(_ values: [Double], count: Int = 5, fromZero: Bool = true) {
        let smallest = values.min() ?? 0
        let largest = values.max() ?? 1
        var low = fromZero ? min(0, smallest) : smallest
        var high = fromZero ? max(0, largest) : largest
        if low == high { (low, high) = low == 0 ? (0, 1) : (min(0, low), max(0, high)) }
        let areWhole = values.allSatisfy { $0 == $0.rounded() }
        let step = Self.step(over: high - low, count: count, areWhole: areWhole)
        let first = (low / step + 1e-9).rounded(.down)
        let last = max(first + 1, (high / step - 1e-9).rounded(.up))
        ticks = (0...Int(last - first)).map { (first + Double($0)) * step }
    }

    /// No ticks but the ends: for bars that carry their numbers, the longest fills its room.
    init(exactly values: [Double]) {
        let (low, high) = (min(0, values.min() ?? 0), max(0, values.max() ?? 1))
        ticks = low == high ? [0, 1] : [low, high]
    }

    /// The smallest of 1, 2, 5 times a power of ten that covers the span in `count` steps or slightly more.
    static func step(over span: Double, count: Int, areWhole: Bool) -> Double {
        let rough = span / Double(max(1, count))
        guard rough > 0, rough.isFinite else { return 1 }
        let power = pow(10, log10(rough).rounded(.down))
        let factor = [1.0, 2, 5, 10].first { $0 * power >= rough * 0.82 } ?? 10
        return areWhole ? max(1, factor * power) : factor * power
    }

    /// Where a value stands between the ends, 0 to 1.
    func share(_ value: Double) -> Double { (value - low) / (high - low) }
}

/// Five classes of values with about as many distinct values in each: the shades of maps and matrices.
struct ValueClasses: Sendable {
    private let sorted: [Double]

    init(_ values: some Sequence<Double>) {
        sorted = Set(values.filter(\.isFinite)).sorted()
    }

    /// 1 (lowest) to 5; equal values are in the same class. A single value is in the middle one.
    func number(of value: Double) -> Int {
        guard sorted.count > 1 else { return 3 }
        let place = sorted.firstIndex { $0 >= value } ?? sorted.count - 1
        return 1 + (sorted.count < 5 ? place * 4 / (sorted.count - 1) : place * 5 / sorted.count)
    }

    /// The classes in use with the values at their ends.
    var ranges: [(number: Int, low: Double, high: Double)] {
        let groups = Dictionary(grouping: sorted) { number(of: $0) }
        return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value[0], $0.value[$0.value.count - 1]) }
    }

    /// The legend of shades.
    func legend(_ format: (Double) -> String) -> HTML {
        let items = ranges.map { range -> HTML in
            let text = range.low == range.high ? format(range.low) : "\(format(range.low))–\(format(range.high))"
            return "<li class=\"q\(range.number)\">\(text)</li>"
        }
        return items.isEmpty ? .empty : "<ul class=\"legend shades\">\(items)</ul>"
    }
}
