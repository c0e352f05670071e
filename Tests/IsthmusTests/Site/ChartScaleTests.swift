import Foundation
import Testing

@testable import Isthmus

@Suite struct `Chart scales` {
    @Test(
        arguments: [
            ([0, 64], [0, 20, 40, 60, 80]),
            ([0, 100], [0, 20, 40, 60, 80, 100]),
            ([7], [0, 2, 4, 6, 8]),
            ([1, 2], [0, 1, 2]),
            ([0.3, 0.95], [0, 0.2, 0.4, 0.6, 0.8, 1]),
            ([-30, 40], [-40, -20, 0, 20, 40]),
            ([1_004_000], [0, 200_000, 400_000, 600_000, 800_000, 1_000_000, 1_200_000]),
            ([0], [0, 1]),
            ([], [0, 1]),
        ] as [([Double], [Double])])
    func `ticks are round and enclose the values`(values: [Double], ticks: [Double]) {
        let found = AxisScale(values).ticks
        #expect(found.count == ticks.count)
        #expect(zip(found, ticks).allSatisfy { abs($0 - $1) < 1e-9 * max(1, abs($1)) })
    }

    @Test func `lines far from zero need not begin there`() {
        #expect(AxisScale([1990, 2010], fromZero: false).ticks == [1990, 1995, 2000, 2005, 2010])
    }

    @Test func `whole numbers never get half ticks`() {
        #expect(AxisScale.step(over: 2, count: 5, areWhole: true) == 1)
        #expect(AxisScale.step(over: 2, count: 5, areWhole: false) == 0.5)
    }

    @Test func `classes hold about as many values each and never part equal ones`() {
        let classes = ValueClasses([10, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9])
        #expect((1...10).map { classes.number(of: Double($0)) } == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
        #expect(classes.ranges.map(\.low) == [1, 3, 5, 7, 9])
        #expect(classes.ranges.map(\.high) == [2, 4, 6, 8, 10])
    }

    @Test func `few values spread over all shades and a single one takes the middle`() {
        let two = ValueClasses([5, 9])
        #expect([5, 9].map { two.number(of: $0) } == [1, 5])
        #expect(ValueClasses([5]).number(of: 5) == 3)
        #expect(ValueClasses([]).ranges.isEmpty)
    }
}
