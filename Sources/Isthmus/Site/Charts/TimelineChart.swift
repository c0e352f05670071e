import Foundation

/// When things began and ended: a line for each, on one calendar.
struct TimelineChart: Sendable {
    struct Span: Sendable {
        var label: String
        var start: Date
        /// Nil while it goes on.
        var end: Date?
        var href: String?
        /// Which colour of the ordered palette, from 0.
        var kind = 0
    }
    /// How fine a date is written.
    enum Grain: Sendable { case year, month, day }

    var caption: ChartCaption
    var spans: [Span]
    /// Names of the kinds for the legend, in the order of the palette.
    var kinds: [String] = []
    /// Names of the table's columns: what, from, to.
    var heads: [String]
    /// Draws the line of today, and is where open spans reach to.
    var today: Date?
    var format: @Sendable (Date, Grain) -> String

    private let pitch = 46.0

    var html: HTML {
        guard !spans.isEmpty else { return caption.emptyFigure("timeline") }
        let rows = spans.map { span -> [ChartTable.Cell] in
            let end = span.end.map { format($0, .day) } ?? "…"
            return [.init(text: span.label, href: span.href), .init(text: format(span.start, .day)), .init(text: end)]
        }
        let table = ChartTable(heads: heads.map { .init(text: $0) }, rows: rows)
        return caption.figure("timeline", drawing, legend: ChartCaption.legend(kinds), table: table)
    }

    /// From the first start to the last end, a day at least.
    private var period: ClosedRange<Date> {
        let dates = spans.flatMap { [$0.start, $0.end ?? $0.start] } + (today.map { [$0] } ?? [])
        let first = dates.min() ?? Date(timeIntervalSince1970: 0)
        return first...max(dates.max() ?? first, first.addingTimeInterval(86_400))
    }

    private var drawing: ChartDrawing {
        let width = ChartDrawing.width
        let period = period
        let height = Double(spans.count) * pitch + 24
        let seconds = period.upperBound.timeIntervalSince(period.lowerBound)
        let x = { (date: Date) in 4 + (width - 8) * date.timeIntervalSince(period.lowerBound) / seconds }
        let ticks = Self.ticks(in: period)
        let grid = ticks.dates.map { date -> HTML in
            let middle = min(max(x(date), 22), width - 22)
            return """
                <path class="grid" d="M\(coordinate: x(date)) 0V\(coordinate: height - 20)"/>\
                <text class="tick middle" x="\(coordinate: middle)" y="\(coordinate: height - 5)">\
                \(format(date, ticks.grain))</text>
                """
        }
        let lines = spans.enumerated().map { index, span in shape(span, top: Double(index) * pitch, x: x, period) }
        let now: HTML =
            if let today {
                "<path class=\"now\" d=\"M\(coordinate: x(today)) 0V\(coordinate: height - 20)\"/>"
            } else {
                .empty
            }
        return ChartDrawing(
            width: width, height: height, shapes: "\(grid)\(now)\(lines)", isLinked: spans.contains { $0.href != nil })
    }

    /// The name above its bar, moved left where it would leave the picture.
    private func shape(_ span: Span, top: Double, x: (Date) -> Double, _ period: ClosedRange<Date>) -> HTML {
        let from = x(span.start)
        let to = max(from + 4, x(max(span.start, span.end ?? today ?? period.upperBound)))
        let label = ChartText.shortened(span.label, to: ChartDrawing.width)
        let start = max(0, min(from, ChartDrawing.width - ChartText.width(of: label)))
        let dates = "\(format(span.start, .day)) – \(span.end.map { format($0, .day) } ?? "…")"
        let drawn: HTML = """
            <text class="label" x="\(coordinate: start)" y="\(coordinate: top + 15)">\(label)</text>\
            <rect class="bar \(ChartCaption.colour(span.kind))\(span.end == nil ? " open" : "")" \
            x="\(coordinate: from)" y="\(coordinate: top + 22)" width="\(coordinate: to - from)" height="12">\
            <title>\(span.label): \(dates)</title></rect>
            """
        guard let href = span.href else { return drawn }
        return "<a href=\"\(href)\">\(drawn)</a>"
    }

    /// Beginnings of years, months or days within the period, eight at most, in the world's time.
    static func ticks(in period: ClosedRange<Date>) -> (dates: [Date], grain: Grain) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let days = period.upperBound.timeIntervalSince(period.lowerBound) / 86_400
        let years = days / 365.25
        let (unit, step, grain): (Calendar.Component, Int, Grain) =
            if years > 2 {
                (.year, [1, 2, 5, 10, 20, 50].first { years / Double($0) <= 7 } ?? 100, .year)
            } else if days > 62 {
                (.month, [1, 2, 3, 6].first { days / 30 / Double($0) <= 7 } ?? 6, .month)
            } else {
                (.day, [1, 2, 7, 14].first { days / Double($0) <= 7 } ?? 14, .day)
            }
        var parts = calendar.dateComponents([.year, .month, .day], from: period.lowerBound)
        if unit != .day { parts.day = 1 }
        if unit == .year {
            parts.month = 1
            parts.year = (parts.year ?? 0) / step * step
        }
        var dates: [Date] = []
        var next = calendar.date(from: parts)
        while let date = next, date <= period.upperBound, dates.count < 20 {
            if date >= period.lowerBound { dates.append(date) }
            next = calendar.date(byAdding: unit, value: step, to: date)
        }
        return (dates, grain)
    }
}
