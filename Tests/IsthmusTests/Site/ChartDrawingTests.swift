import Foundation
import Testing

@testable import Isthmus

@Suite struct `Chart drawings` {
    private func bars(
        _ values: [Double?]..., direction: BarChart.Direction = .up, isStacked: Bool = false
    ) -> ChartReading {
        let chart = BarChart(
            caption: ChartSample.caption(), categories: ["a", "b", "c"],
            series: values.enumerated().map { .init(name: "s\($0)", values: $1) }, direction: direction,
            isStacked: isStacked, format: ChartSample.whole)
        return ChartReading(chart.html)
    }

    private func isClose(_ found: [Double], _ expected: [Double]) -> Bool {
        found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) < 0.02 }
    }

    @Test func `bars are as high as their values`() {
        let heights = bars([10, 20, 40]).numbers("height", of: "rect", "bar")
        #expect(isClose(heights.map { $0 / heights[2] }, [0.25, 0.5, 1]))
    }

    @Test func `bars across are as long as their values and a missing one is not drawn`() {
        let widths = bars([10, nil, 40], direction: .across).numbers("width", of: "rect", "bar")
        #expect(isClose(widths.map { $0 / widths[1] }, [0.25, 1]))
    }

    @Test func `stacked bars stand on each other`() throws {
        let reading = bars([10, 20, 30], [5, 5, 5], isStacked: true)
        let tops = reading.numbers("y", of: "rect", "bar")
        let heights = reading.numbers("height", of: "rect", "bar")
        try #require(tops.count == 6)
        // each category's second bar ends where its first begins
        #expect(isClose([1, 3, 5].map { tops[$0] + heights[$0] }, [tops[0], tops[2], tops[4]]))
    }

    @Test func `bars below zero hang from the axis`() throws {
        let reading = bars([-10, 10])
        let tops = reading.numbers("y", of: "rect", "bar")
        let heights = reading.numbers("height", of: "rect", "bar")
        try #require(tops.count == 2)
        #expect(isClose([tops[0], heights[0]], [tops[1] + heights[1], heights[1]]))
    }

    @Test func `a line breaks where a figure is missing and a lone figure is a dot`() {
        let chart = LineChart(
            caption: ChartSample.caption(), columns: ["1", "2", "3", "4", "5", "6"],
            series: [.init(name: "s", values: [1, 2, nil, 4, nil, 6])], format: ChartSample.whole)
        let reading = ChartReading(chart.html)
        #expect(reading.all("path", "line").count == 1)
        #expect(reading.all("circle", "dot").count == 4)
    }

    @Test func `names at the ends of lines keep apart`() throws {
        let chart = LineChart(
            caption: ChartSample.caption(), columns: ["1", "2"],
            series: (0..<4).map { .init(name: "s\($0)", values: [1, 100 + Double($0) / 100]) },
            format: ChartSample.whole)
        let heights = ChartReading(chart.html).numbers("y", of: "text", "name").sorted()
        try #require(heights.count == 4)
        #expect(zip(heights, heights.dropFirst()).allSatisfy { $1 - $0 > 15.9 })
    }

    @Test func `a matrix shades by class, keeps zero apart and leaves the missing empty`() {
        let cells = [[1, 2], [0, nil]].map { row in row.map { MatrixChart.Cell(value: $0, href: "/x") } }
        let chart = MatrixChart(
            caption: ChartSample.caption(), rows: ["a", "b"], columns: ["c", "d"], cells: cells,
            format: ChartSample.whole)
        let shades = ChartReading(chart.html).all("g", "cell").map { $0.attributes["class"] }
        #expect(shades == ["cell q1", "cell q5", "cell q0", "cell none"])
    }

    @Test func `spans lie on one calendar and an open one reaches today`() {
        let day = ChartSample.day
        let chart = TimelineChart(
            caption: ChartSample.caption(),
            spans: [
                .init(label: "a", start: day(2020, 1, 1), end: day(2022, 1, 1)),
                .init(label: "b", start: day(2022, 1, 1), end: nil),
            ], heads: ["What", "From", "To"], today: day(2024, 1, 1), format: { _, _ in "x" })
        let reading = ChartReading(chart.html)
        let starts = reading.numbers("x", of: "rect", "bar")
        let widths = reading.numbers("width", of: "rect", "bar")
        #expect(isClose([starts[0], starts[0] + widths[0], starts[1] + widths[1]], [4, starts[1], 516]))
        #expect(reading.all("rect", "open").count == 1)
    }

    @Test func `calendar ticks are years, months or days`() {
        let day = ChartSample.day
        let years = TimelineChart.ticks(in: day(2019, 3, 1)...day(2026, 11, 20))
        #expect(years.grain == .year)
        #expect(years.dates == [2020, 2022, 2024, 2026].map { day($0, 1, 1) })
        let months = TimelineChart.ticks(in: day(2026, 1, 10)...day(2026, 5, 2))
        #expect(months.grain == .month)
        #expect(months.dates == [2, 3, 4, 5].map { day(2026, $0, 1) })
        let days = TimelineChart.ticks(in: day(2026, 1, 30)...day(2026, 2, 2))
        #expect(days.dates == [day(2026, 1, 30), day(2026, 1, 31), day(2026, 2, 1), day(2026, 2, 2)])
    }

    @Test func `a network is the same whatever the order of its partners and shows thirty`() {
        let partners = (0..<40).map { NetworkPicture.Partner(name: "p\($0)", weight: Double($0 % 7 + 1)) }
        func html(_ partners: [NetworkPicture.Partner]) -> HTML {
            NetworkPicture(
                caption: ChartSample.caption(), middle: "m", partners: partners, heads: ["Partner", "Papers"],
                format: ChartSample.whole
            ).html
        }
        #expect(html(partners) == html(partners.reversed()))
        #expect(ChartReading(html(partners)).all("circle", "dot").count == 30)
        #expect(ChartReading(html(partners)).all("td").count == 40)
    }
}
