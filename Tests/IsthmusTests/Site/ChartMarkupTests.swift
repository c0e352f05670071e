import Foundation
import Testing

@testable import Isthmus

@Suite struct `Chart markup` {
    @Test func `every drawing is well-formed and escapes its labels`() {
        for html in ChartSample.all {
            let reading = ChartReading(html)
            #expect(reading.isWellFormed)
            #expect(reading.all("title").first?.text == ChartSample.nasty)
            #expect(reading.all("b").isEmpty)
        }
    }

    @Test func `no drawing carries a style, which the content policy forbids`() {
        for html in ChartSample.all {
            #expect(!html.text.contains("style="))
            #expect(!html.text.contains("<style"))
        }
    }

    @Test func `a drawing with links is a named group, one without is an image`() {
        let plain = BarChart(
            caption: ChartSample.caption(), categories: ["a"], series: [.init(name: "s", values: [1])],
            format: ChartSample.whole)
        var linked = plain
        linked.links = ["/a"]
        #expect(ChartReading(plain.html).all("svg").map { $0.attributes["role"] } == ["img"])
        #expect(ChartReading(linked.html).all("svg").map { $0.attributes["role"] } == ["group"])
        #expect(ChartReading(linked.html).all("svg").map { $0.attributes["aria-label"] } == ["A finding"])
        #expect(ChartReading(plain.html).all("desc").map(\.text) == ["What is seen"])
    }

    @Test func `the table behind has every figure and says what is missing`() {
        let chart = LineChart(
            caption: ChartSample.caption(), columns: ["2024", "2025"],
            series: [.init(name: "Armenia", values: [3, nil]), .init(name: "Georgia", values: [.infinity])],
            format: ChartSample.whole)
        let reading = ChartReading(chart.html)
        #expect(reading.all("th").map(\.text) == ["", "Armenia", "Georgia", "2024", "2025"])
        #expect(reading.all("td").map(\.text) == ["3", "no data", "no data", "no data"])
        #expect(reading.all("p", "source").map(\.text) == ["Source: records, 2026 "])
        #expect(reading.all("a").map { $0.attributes["href"] } == ["/figures.csv"])
    }

    @Test func `without figures the figure says so and draws nothing`() {
        let caption = ChartSample.caption()
        let format = ChartSample.whole
        let missing = [ChartSeries(name: "s", values: [nil, .nan])]
        let empty: [HTML] = [
            BarChart(caption: caption, categories: [], series: [], format: format).html,
            BarChart(caption: caption, categories: ["a"], series: missing, format: format).html,
            LineChart(caption: caption, columns: [], series: [], format: format).html,
            LineChart(caption: caption, columns: ["a"], series: missing, format: format).html,
            MatrixChart(caption: caption, rows: [], columns: [], cells: [], format: format).html,
            TimelineChart(caption: caption, spans: [], heads: [], format: { _, _ in "" }).html,
            WorldMap(caption: caption, heads: [], name: { $0 }, format: format).html,
            NetworkPicture(caption: caption, middle: "m", partners: [], heads: [], format: format).html,
        ]
        for html in empty {
            let reading = ChartReading(html)
            #expect(reading.isWellFormed)
            #expect(reading.all("p", "empty").map(\.text) == ["No figures yet"])
            #expect(reading.all("svg").isEmpty)
        }
    }

    @Test func `long names are cut where their room ends`() {
        #expect(ChartText.shortened("short", to: 100) == "short")
        #expect(ChartText.shortened("University of Vienna", to: 100) == "University…")
        #expect(ChartText.width(of: "Ереван") > ChartText.width(of: "Erevan"))
        #expect(ChartText.width(of: "EREVAN") > ChartText.width(of: "Erevan"))
        #expect(ChartText.fitted("short", to: 100).text == "short")
        #expect(
            ChartText.fitted("University of Vienna", to: 100).text == "University…<title>University of Vienna</title>")
    }
}
