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
        let parts = region.window.parts
        let shapes = parts.map { part -> HTML in
            "<path class=\"land\(part.code == country ? " here" : "")\" d=\"\(part.path)\"/>"
        }
        let names = parts.filter { $0.code != country }.sorted { ($1.area, $0.code) < ($0.area, $1.code) }
            .compactMap { region.label($0, name($0.code)) }.prefix(6)
        return """
            <svg class="map locator" viewBox="0 0 \(coordinate: Region.width) \(coordinate: Region.height)" role="img">\
            <title>\(title)</title><g transform="scale(\(coordinate: region.window.grid))">\(shapes)</g>\
            \(Array(names))\(region.ring)</svg>
            """
    }
}

/// The surroundings of one country, 320 by 240 drawing units.
private struct Region {
    static let width = 320.0
    static let height = 240.0

    let window: MapWindow
    let middle: MapShape.Point
    let isTiny: Bool

    init?(around country: String) {
        guard let shape = MapShape.details[country], let main = shape.rings.first else { return nil }
        let own = MapShape.box(of: main)
        // between a region of Europe and the whole world; a country takes less than half of the window
        let width = min(1000, max(80, own.width * 2.4, own.height * 2.4 * Self.width / Self.height))
        let height = width * Self.height / Self.width
        middle = MapShape.Point(x: (own.left + own.right) / 2, y: (own.top + own.bottom) / 2)
        let left = min(max(0, middle.x - width / 2), 1000 - width)
        let top =
            height >= WorldMap.height + 46
            ? (WorldMap.height + 46 - height) / 2 : min(max(0, middle.y - height / 2), WorldMap.height + 46 - height)
        let box = MapShape.Box(left: left, top: top, right: left + width, bottom: top + height)
        window = MapWindow(box: box, width: Self.width, grid: width > 250 ? 1 : 0.5)
        isTiny = max(own.width, own.height) * window.scale < 16
    }

    /// The name in the middle of what is seen, if it fits there.
    func label(_ part: MapWindow.Part, _ name: String) -> HTML? {
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
        let point = window.drawn(middle)
        return "<circle class=\"ring\" cx=\"\(coordinate: point.x)\" cy=\"\(coordinate: point.y)\" r=\"12\"/>"
    }
}
