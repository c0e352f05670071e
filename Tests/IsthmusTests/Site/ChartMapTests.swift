import Foundation
import Testing

@testable import Isthmus

/// Development data beside the package, or where ISTHMUS_DATA says.
private let countries: URL = {
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
    let folder = ProcessInfo.processInfo.environment["ISTHMUS_DATA"].map { URL(filePath: $0) }
    return (folder ?? root.appending(path: "../shared/data").standardized).appending(path: "countries")
}()
private let hasCountries = FileManager.default.fileExists(
    atPath: countries.appending(path: "ne_110m_countries.geojson").path)

@Suite struct `World map` {
    private func map(values: [String: Double] = [:], highlighted: Set<String> = [], arcs: [WorldMap.Arc] = []) -> HTML {
        WorldMap(
            caption: ChartSample.caption(), values: values, highlighted: highlighted, arcs: arcs,
            heads: ["Country", "Projects"], name: { $0 }, link: { "/countries/\($0)" }, format: ChartSample.whole
        ).html
    }

    @Test(.enabled(if: hasCountries)) func `every country of the source has a shape in both finenesses`() throws {
        struct Source: Decodable {
            struct Feature: Decodable { var properties: [String: String] }
            var features: [Feature]
        }
        struct Codes: Decodable {
            var list: [[String: String]]
            enum CodingKeys: String, CodingKey { case list = "3166-1" }
        }
        func read<Value: Decodable>(_ type: Value.Type, _ name: String) throws -> Value {
            try JSONDecoder().decode(type, from: Data(contentsOf: countries.appending(path: name)))
        }
        let short = Dictionary(
            try read(Codes.self, "iso_3166-1.json").list.map { ($0["alpha_3"] ?? "", $0["alpha_2"] ?? "") },
            uniquingKeysWith: { first, _ in first })
        let source = try read(Source.self, "ne_110m_countries.geojson").features
        let codes = Set(source.compactMap { short[$0.properties["iso_a3"] ?? ""] })
        #expect(codes.count == 174)
        #expect(codes.subtracting(MapShape.outlines.keys).isEmpty)
        #expect(Set(MapShape.outlines.keys) == Set(MapShape.details.keys))
    }

    @Test func `small countries and Kosovo are there, and paths have nothing but steps`() {
        #expect(WorldMap.codes.isSuperset(of: ["MT", "LI", "SG", "MC", "LU", "AD", "SM", "VA", "BH", "XK"]))
        let letters = CharacterSet(charactersIn: "Mlz0123456789 -")
        for shape in MapShape.outlines.values {
            #expect(shape.path.unicodeScalars.allSatisfy(letters.contains))
            #expect(shape.rings.allSatisfy { $0.count > 2 })
        }
    }

    @Test func `places lie in their countries`() throws {
        let places = [
            ("AM", 40.2, 44.5), ("GE", 41.7, 44.8), ("MT", 35.9, 14.4), ("JP", 36.0, 138.0), ("BR", -15.8, -47.9),
        ]
        for (code, latitude, longitude) in places {
            let shape = try #require(MapShape.details[code])
            let point = MapShape.point(latitude: latitude, longitude: longitude)
            #expect(
                shape.rings.contains { ring in
                    let box = MapShape.box(of: ring)
                    return box.left < point.x && point.x < box.right && box.top < point.y && point.y < box.bottom
                }, "\(code)")
        }
    }

    @Test func `the cut through the Bering Strait leaves Russia whole at the right`() throws {
        let shape = try #require(MapShape.details["RU"])
        let boxes = shape.boxes
        #expect(boxes.allSatisfy { $0.left > 500 && $0.right < 1000 })
        #expect(MapShape.point(latitude: 66, longitude: -170).x > MapShape.point(latitude: 66, longitude: 179).x)
    }

    @Test func `shades follow the figures and the others stay land`() {
        let reading = ChartReading(map(values: ["AM": 1, "GE": 9], highlighted: ["GE", "FR"]))
        let shades = reading.all("path", "land").compactMap { $0.attributes["class"] }
        #expect(shades == ["land", "land q1", "land here", "land q5 here"])
        let links = reading.all("a").compactMap { $0.attributes["href"] }
        #expect(Array(links.prefix(4)) == ["/figures.csv", "/countries/AM", "/countries/FR", "/countries/GE"])
    }

    @Test func `an arc is as wide as its share and one to nowhere is left out`() {
        let reading = ChartReading(
            map(arcs: [
                .init(from: "AM", to: "DE", weight: 10, name: "a"), .init(from: "AM", to: "GE", weight: 5, name: "b"),
                .init(from: "AM", to: "??", weight: 5, name: "c"),
            ]))
        #expect(reading.numbers("stroke-width", of: "path", "arc") == [5, 3])
    }

    @Test func `maps are light enough for a slow line`() {
        #expect(map(highlighted: WorldMap.codes).text.utf8.count < 70_000)
        for code in WorldMap.codes {
            let size = WorldMap.locator(country: code, title: code, name: { $0 }).text.utf8.count
            #expect(size < (code == "RU" || code == "AQ" ? 30_000 : 15_000), "\(code)")
        }
    }

    @Test func `a part of the world shows its countries alone, larger`() throws {
        let near = WorldMap(
            caption: ChartSample.caption(), extent: .europeAndCentralAsia, values: ["AM": 1, "KZ": 2, "BR": 3],
            places: [.init(name: "Yerevan", latitude: 40.18, longitude: 44.51)], heads: ["Country", "Projects"],
            name: { $0 }, format: ChartSample.whole
        ).html
        let reading = ChartReading(near)
        #expect(reading.all("path", "land").compactMap { $0.attributes["class"] } == ["land", "land q1", "land q3"])
        let dot = try #require(reading.numbers("cx", of: "circle", "place").first)
        let far = MapShape.point(latitude: 40.18, longitude: 44.51).x
        #expect(abs(dot - (far - 432) * 1000 / 260) < 0.01)
        #expect(near.text.utf8.count < 30_000)
    }

    @Test func `a locator shows its country in the middle and rings a tiny one`() {
        let armenia = ChartReading(WorldMap.locator(country: "AM", title: "Armenia") { $0 })
        #expect(armenia.isWellFormed)
        #expect(armenia.all("path", "here").count == 1)
        #expect(armenia.all("circle", "ring").isEmpty)
        let malta = ChartReading(WorldMap.locator(country: "MT", title: "Malta") { $0 })
        #expect(malta.numbers("cx", of: "circle", "ring") == [160])
        #expect(WorldMap.locator(country: "??", title: "", name: { $0 }).isEmpty)
    }
}
