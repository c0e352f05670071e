import Foundation

extension WorldMap {
    /// A small map of the region around one country, which stands out; the largest neighbours are named.
    ///
    /// - Parameters:
    ///   - country: alpha-2 code; one without a shape gives nothing.
    ///   - title: what the picture is, for those who hear it: "Armenia on the map".
    ///   - name: name of a country in the reader's language, from its code.
    static func locator(country: String, title: String, name: (String) -> String) -> HTML {
        guard let region = Region(around: country) else { return .empty }
        let source = region.isWide ? MapShape.outlines : MapShape.details
        let parts = source.values.sorted { $0.code < $1.code }.compactMap { region.part(of: $0) }
        let shapes = parts.map { part -> HTML in
            "<path class=\"land\(part.code == country ? " here" : "")\" d=\"\(part.path)\"/>"
        }
        let names = parts.filter { $0.code != country }.sorted { ($1.area, $0.code) < ($0.area, $1.code) }
            .compactMap { region.label($0, name($0.code)) }.prefix(6)
        return """
            <svg class="map locator" viewBox="0 0 \(coordinate: Region.width) \(coordinate: Region.height)" role="img">\
            <title>\(title)</title><g transform="scale(\(coordinate: region.grid))">\(shapes)</g>\
            \(Array(names))\(region.ring)</svg>
            """
    }
}

/// A window on the map around one country, 320 by 240 drawing units.
private struct Region {
    static let width = 320.0
    static let height = 240.0

    struct Part {
        var code: String
        var path: String
        /// In square drawing units.
        var area: Double
        /// The box of the largest visible piece.
        var box: MapShape.Box
    }

    let box: MapShape.Box
    let scale: Double
    let middle: MapShape.Point
    let isTiny: Bool

    var isWide: Bool { box.width > 250 }
    /// Drawing units in one step of a path; points that fall together on this grid are one.
    var grid: Double { isWide ? 1 : 0.5 }

    init?(around country: String) {
        guard let shape = MapShape.details[country], let main = shape.rings.first else { return nil }
        let own = MapShape.box(of: main)
        // between a region of Europe and the whole world; a country takes a third of the window at most
        let width = min(1000, max(80, own.width * 3, own.height * 3 * Self.width / Self.height))
        let height = width * Self.height / Self.width
        middle = MapShape.Point(x: (own.left + own.right) / 2, y: (own.top + own.bottom) / 2)
        let left = min(max(0, middle.x - width / 2), 1000 - width)
        let top = height >= WorldMap.height + 46
            ? (WorldMap.height + 46 - height) / 2 : min(max(0, middle.y - height / 2), WorldMap.height + 46 - height)
        box = MapShape.Box(left: left, top: top, right: left + width, bottom: top + height)
        scale = Self.width / width
        isTiny = max(own.width, own.height) * scale < 12
    }

    /// What the window shows of a country, cut a little outside so that the cut's line is not seen.
    func part(of shape: MapShape) -> Part? {
        let margin = 3 / scale
        let outer = MapShape.Box(
            left: box.left - margin, top: box.top - margin, right: box.right + margin, bottom: box.bottom + margin)
        let visible = shape.rings.filter { MapShape.box(of: $0).meets(outer) }
            .map { MapShape.clipped($0, to: outer).map(drawn) }.filter { $0.count > 2 }
        let rings = visible.filter { visible.count == 1 || MapShape.area(of: $0) > 3 }
        guard let largest = rings.max(by: { MapShape.area(of: $0) < MapShape.area(of: $1) }) else { return nil }
        return Part(
            code: shape.code, path: rings.map(path).joined(), area: rings.reduce(0) { $0 + MapShape.area(of: $1) },
            box: MapShape.box(of: largest))
    }

    /// The name in the middle of what is seen, if it fits there.
    func label(_ part: Part, _ name: String) -> HTML? {
        let half = ChartText.width(of: name) * 0.35
        let x = (max(0, part.box.left) + min(Self.width, part.box.right)) / 2
        let y = (max(0, part.box.top) + min(Self.height, part.box.bottom)) / 2
        let hasRoom = part.box.width > half * 2 && part.box.height > 16
        guard hasRoom, x - half > 2, x + half < Self.width - 2 else { return nil }
        return "<text class=\"middle\" x=\"\(coordinate: x)\" y=\"\(coordinate: y + 3.5)\">\(name)</text>"
    }

    /// A circle around a country too small to be seen.
    var ring: HTML {
        guard isTiny else { return .empty }
        let point = drawn(middle)
        return "<circle class=\"ring\" cx=\"\(coordinate: point.x)\" cy=\"\(coordinate: point.y)\" r=\"12\"/>"
    }

    private func drawn(_ point: MapShape.Point) -> MapShape.Point {
        MapShape.Point(x: (point.x - box.left) * scale, y: (point.y - box.top) * scale)
    }

    /// The ring on the grid, each corner as the step from the one before.
    private func path(_ ring: [MapShape.Point]) -> String {
        var text = ""
        var last: (x: Int, y: Int)?
        for point in ring {
            let next = (x: Int((point.x / grid).rounded()), y: Int((point.y / grid).rounded()))
            if let last {
                guard next != last else { continue }
                text += "\(text.last == "l" || next.x < last.x ? "" : " ")\(next.x - last.x)"
                text += "\(next.y < last.y ? "" : " ")\(next.y - last.y)"
            } else {
                text += "M\(next.x) \(next.y)l"
            }
            last = next
        }
        return text.last == "l" ? "" : text + "z"
    }
}
