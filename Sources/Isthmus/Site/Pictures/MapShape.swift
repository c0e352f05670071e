import Foundation

/// The outline of one country on the world map, in map units: the world is 1000 wide, y grows southwards.
struct MapShape: Sendable {
    struct Point: Sendable, Equatable {
        var x: Double
        var y: Double
    }
    struct Box: Sendable, Equatable {
        var left: Double
        var top: Double
        var right: Double
        var bottom: Double

        var width: Double { right - left }
        var height: Double { bottom - top }
        func meets(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }
    }

    /// ISO 3166-1 alpha-2, and XK for Kosovo.
    var code: String
    /// The middle of the largest part.
    var middle: Point
    /// SVG path in steps as long as the drawing says.
    var path: String
    /// The corners of each part, largest part first.
    var rings: [[Point]]
    /// The boxes around the parts.
    var boxes: [Box]

    /// Light outlines for maps of the whole world, by code.
    static let outlines = shapes(WorldMapOutlines.text, step: WorldMapOutlines.step)
    /// Finer shapes for the region of a country, by code.
    static let details = shapes(WorldMapShapes.text, step: WorldMapShapes.step)

    private static func shapes(_ text: String, step: Double) -> [String: MapShape] {
        var result: [String: MapShape] = [:]
        for entry in text.split(separator: "|") {
            let parts = entry.split(separator: " ", maxSplits: 3).map(String.init)
            guard parts.count == 4, let x = Double(parts[1]), let y = Double(parts[2]) else { continue }
            let rings = rings(parts[3], step: step)
            result[parts[0]] = MapShape(
                code: parts[0], middle: Point(x: x / 10, y: y / 10), path: parts[3], rings: rings,
                boxes: rings.map(box))
        }
        return result
    }

    /// Reads what the paths use: M, relative l, z and whole numbers, `step` map units each.
    private static func rings(_ path: String, step: Double) -> [[Point]] {
        path.split(separator: "M").map { ring in
            var numbers: [Int] = []
            var value = 0
            var (isNegative, isOpen) = (false, false)
            for byte in ring.utf8 {
                if byte >= 48 && byte <= 57 {
                    value = value * 10 + Int(byte - 48)
                    isOpen = true
                } else {
                    if isOpen { numbers.append(isNegative ? -value : value) }
                    (value, isOpen, isNegative) = (0, false, byte == 45)
                }
            }
            var (x, y) = (0, 0)
            return stride(from: 0, to: numbers.count - 1, by: 2).map { index in
                x += numbers[index]
                y += numbers[index + 1]
                return Point(x: Double(x) * step, y: Double(y) * step)
            }
        }
    }

    static func box(of ring: [Point]) -> Box {
        let first = ring.first ?? Point(x: 0, y: 0)
        return ring.reduce(into: Box(left: first.x, top: first.y, right: first.x, bottom: first.y)) { box, point in
            box.left = min(box.left, point.x)
            box.right = max(box.right, point.x)
            box.top = min(box.top, point.y)
            box.bottom = max(box.bottom, point.y)
        }
    }

    /// The part of a ring inside a box: each side of the box cuts in turn (Sutherland and Hodgman).
    static func clipped(_ ring: [Point], to box: Box) -> [Point] {
        let left = cut(ring, at: box.left, along: \.x) { $0 >= $1 }
        let right = cut(left, at: box.right, along: \.x) { $0 <= $1 }
        let top = cut(right, at: box.top, along: \.y) { $0 >= $1 }
        return cut(top, at: box.bottom, along: \.y) { $0 <= $1 }
    }

    private static func cut(
        _ ring: [Point], at limit: Double, along axis: WritableKeyPath<Point, Double>, keeps: (Double, Double) -> Bool
    ) -> [Point] {
        var result: [Point] = []
        for (index, point) in ring.enumerated() {
            let next = ring[(index + 1) % ring.count]
            let (isIn, isNextIn) = (keeps(point[keyPath: axis], limit), keeps(next[keyPath: axis], limit))
            if isIn { result.append(point) }
            guard isIn != isNextIn else { continue }
            let share = (limit - point[keyPath: axis]) / (next[keyPath: axis] - point[keyPath: axis])
            var crossing = Point(x: point.x + (next.x - point.x) * share, y: point.y + (next.y - point.y) * share)
            crossing[keyPath: axis] = limit
            result.append(crossing)
        }
        return result
    }

    /// Enclosed area in square map units, whichever way the ring runs.
    static func area(of ring: [Point]) -> Double {
        abs(
            ring.indices.reduce(0) { sum, index in
                let (a, b) = (ring[index], ring[(index + 1) % ring.count])
                return sum + a.x * b.y - b.x * a.y
            }) / 2
    }

    /// Where a place lies on the map: Equal Earth (Šavrič, Patterson and Jenny 2018) with 11° E in the middle.
    /// Degrees north and east; the same projection as in bin/make-world-map.
    static func point(latitude: Double, longitude: Double) -> Point {
        func projected(_ longitude: Double, _ latitude: Double) -> Point {
            let (a1, a2, a3, a4) = (1.340264, -0.081106, 0.000893, 0.003796)
            let angle = asin(3.0.squareRoot() / 2 * sin(latitude * .pi / 180))
            let square = angle * angle
            let sixth = square * square * square
            let slope = 9 * a4 * sixth * square + 7 * a3 * sixth + 3 * a2 * square + a1
            let x = 2 * 3.0.squareRoot() * longitude * .pi / 180 * cos(angle) / (3 * slope)
            return Point(x: x, y: angle * (a4 * sixth * square + a3 * sixth + a2 * square + a1))
        }
        let scale = 500 / projected(180, 0).x
        let turned = (longitude - 11 + 540).truncatingRemainder(dividingBy: 360) - 180
        let place = projected(turned, latitude)
        return Point(x: 500 + place.x * scale, y: (projected(0, 90).y - place.y) * scale)
    }
}
