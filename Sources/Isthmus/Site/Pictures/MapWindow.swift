import Foundation

/// A window on the map: what of each country is seen in it, in drawing units.
struct MapWindow: Sendable {
    struct Part: Sendable {
        var code: String
        var path: String
        /// In square drawing units.
        var area: Double
        /// The box of the largest visible piece.
        var box: MapShape.Box
    }

    /// What is seen, in map units.
    let box: MapShape.Box
    /// Drawing units across.
    let width: Double
    /// Drawing units in one step of a path; points that fall together on this grid are one.
    let grid: Double

    var scale: Double { width / box.width }
    var height: Double { box.height * scale }
    /// Wide windows take the light outlines, narrow ones the finer shapes.
    var shapes: [String: MapShape] { box.width > 250 * width / 320 ? MapShape.outlines : MapShape.details }

    /// The countries in the window by code.
    var parts: [Part] { shapes.values.sorted { $0.code < $1.code }.compactMap(part) }

    /// What the window shows of a country, cut a little outside so that the cut's line is not seen.
    private func part(of shape: MapShape) -> Part? {
        let margin = 3 / scale
        let outer = MapShape.Box(
            left: box.left - margin, top: box.top - margin, right: box.right + margin, bottom: box.bottom + margin)
        let visible = zip(shape.rings, shape.boxes).filter { $1.meets(outer) }
            .map { MapShape.clipped($0.0, to: outer).map(drawn) }.filter { $0.count > 2 }
        let rings = visible.filter { visible.count == 1 || MapShape.area(of: $0) > 3 }
        guard let largest = rings.max(by: { MapShape.area(of: $0) < MapShape.area(of: $1) }) else { return nil }
        return Part(
            code: shape.code, path: rings.map(path).joined(), area: rings.reduce(0) { $0 + MapShape.area(of: $1) },
            box: MapShape.box(of: largest))
    }

    /// From map units to drawing units.
    func drawn(_ point: MapShape.Point) -> MapShape.Point {
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
