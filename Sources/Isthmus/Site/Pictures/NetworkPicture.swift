import Foundation

/// With whom somebody works: the one in the middle, partners around, lines as wide as what they did together.
///
/// The same partners always stand in the same places: the strongest on top, by turns right and left.
struct NetworkPicture: Sendable {
    struct Partner: Sendable {
        var name: String
        /// How much they did together, more than zero.
        var weight: Double
        /// Which colour of the ordered palette, from 0: the partner's kind or country.
        var kind = 0
        var href: String?
    }
    /// Partners that also work with each other, by their places in the list.
    struct Tie: Sendable {
        var first: Int
        var second: Int
    }

    var caption: ChartCaption
    var middle: String
    var partners: [Partner]
    var ties: [Tie] = []
    /// Names of the kinds for the legend, in the order of the palette.
    var kinds: [String] = []
    /// Names of the table's columns: partner, amount.
    var heads: [String]
    var format: @Sendable (Double) -> String

    /// More partners than this are in the table only.
    static let limit = 30

    private struct Seat {
        var partner: Partner
        var x: Double
        var y: Double
        var isRight: Bool
        var radius: Double
    }

    var html: HTML {
        guard !partners.isEmpty else { return caption.emptyFigure("network") }
        let order = ranking
        let rows = order.map { index -> [ChartTable.Cell] in
            let partner = partners[index]
            let weight = partner.weight.isFinite ? format(partner.weight) : caption.words.missing
            return [.init(text: partner.name, href: partner.href), .init(text: weight, isNumber: true)]
        }
        let table = ChartTable(heads: heads.enumerated().map { .init(text: $1, isNumber: $0 > 0) }, rows: rows)
        return caption.figure("network", drawing(order), legend: ChartCaption.legend(kinds), table: table)
    }

    /// Places in the list, strongest first; equals by name, so that the picture never jumps.
    private var ranking: [Int] {
        let weights = partners.map { $0.weight.isFinite ? $0.weight : 0 }
        return partners.indices.sorted {
            (weights[$1], partners[$0].name, $0) < (weights[$0], partners[$1].name, $1)
        }
    }

    private func drawing(_ order: [Int]) -> ChartDrawing {
        let shown = Array(order.prefix(Self.limit))
        let perSide = (shown.count + 1) / 2
        let height = max(180, Double(perSide) * 26 + 40)
        let centre = MapShape.Point(x: ChartDrawing.width / 2, y: height / 2)
        let seats = seats(shown, centre: centre, perSide: perSide)
        let between = ties.compactMap { tie -> HTML? in
            guard let first = seats[tie.first], let second = seats[tie.second] else { return nil }
            let (x, y) = ((first.x + second.x + centre.x) / 3, (first.y + second.y + centre.y) / 3)
            return """
                <path class="tie" d="M\(coordinate: first.x) \(coordinate: first.y)Q\(coordinate: x) \(coordinate: y) \
                \(coordinate: second.x) \(coordinate: second.y)"/>
                """
        }
        let heaviest = shown.map { partners[$0].weight }.filter(\.isFinite).max() ?? 1
        let spokes = shown.compactMap { seats[$0] }.map { seat -> HTML in
            let share = heaviest > 0 && seat.partner.weight.isFinite ? max(0, seat.partner.weight / heaviest) : 0
            return """
                <path class="spoke" stroke-width="\(coordinate: 1 + 5 * share)" d="M\(coordinate: centre.x) \
                \(coordinate: centre.y)L\(coordinate: seat.x) \(coordinate: seat.y)"/>
                """
        }
        let names = shown.compactMap { seats[$0] }.map(shape)
        let own = ChartText.shortened(middle, to: 116)
        let half = ChartText.width(of: own) / 2 + 8
        let hub: HTML = """
            <rect class="hub" x="\(coordinate: centre.x - half)" y="\(coordinate: centre.y - 14)" \
            width="\(coordinate: half * 2)" height="28" rx="14"/>\
            <text class="hub-name middle" x="\(coordinate: centre.x)" y="\(coordinate: centre.y + 4.5)">\(own)\
            <title>\(middle)</title></text>
            """
        return ChartDrawing(
            width: ChartDrawing.width, height: height, shapes: "\(between)\(spokes)\(names)\(hub)",
            isLinked: shown.contains { partners[$0].href != nil })
    }

    /// Two arcs left and right with equal distances between the lines of text, so that no name covers another.
    private func seats(_ shown: [Int], centre: MapShape.Point, perSide: Int) -> [Int: Seat] {
        let heaviest = shown.map { partners[$0].weight }.filter(\.isFinite).max() ?? 1
        var result: [Int: Seat] = [:]
        for (place, index) in shown.enumerated() {
            let (row, isRight) = (place / 2, place % 2 == 0)
            let inSide = isRight ? perSide : shown.count / 2
            let y = (Double(row) - Double(inSide - 1) / 2) * 26
            let bow = (1 - pow(y / (Double(perSide) * 13 + 20), 2)).squareRoot()
            let x = 24 + 62 * bow
            let weight = partners[index].weight
            let share = heaviest > 0 && weight.isFinite ? max(0, weight / heaviest) : 0
            result[index] = Seat(
                partner: partners[index], x: centre.x + (isRight ? x : -x), y: centre.y + y, isRight: isRight,
                radius: 3.5 + 5 * share.squareRoot())
        }
        return result
    }

    private func shape(_ seat: Seat) -> HTML {
        let x = seat.isRight ? seat.x + seat.radius + 5 : seat.x - seat.radius - 5
        let room = seat.isRight ? ChartDrawing.width - x : x
        let weight = seat.partner.weight.isFinite ? format(seat.partner.weight) : caption.words.missing
        let drawn: HTML = """
            <circle class="dot \(ChartCaption.colour(seat.partner.kind))" cx="\(coordinate: seat.x)" \
            cy="\(coordinate: seat.y)" r="\(coordinate: seat.radius)"/>\
            <text class="label\(seat.isRight ? "" : " end")" x="\(coordinate: x)" y="\(coordinate: seat.y + 4.5)">\
            \(ChartText.shortened(seat.partner.name, to: room))<title>\(seat.partner.name): \(weight)</title></text>
            """
        guard let href = seat.partner.href else { return drawn }
        return "<a href=\"\(href)\">\(drawn)</a>"
    }
}
