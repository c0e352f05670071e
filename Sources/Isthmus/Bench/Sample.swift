/// Times of many runs, for medians and tails.
struct Sample: Sendable {
    private(set) var sorted: [Double]

    /// Milliseconds each.
    init(_ milliseconds: [Double]) { sorted = milliseconds.sorted() }

    /// The value below which a share of the sample lies: 0.5 for the median.
    func quantile(_ share: Double) -> Double {
        guard !sorted.isEmpty else { return 0 }
        return sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
    }
    var median: Double { quantile(0.5) }
}

extension Duration {
    var milliseconds: Double { Double(components.seconds) * 1_000 + Double(components.attoseconds) / 1e15 }
}

extension Double {
    /// With so many digits after the point, for columns of figures.
    func shown(_ digits: Int = 1) -> String {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int((self * scale).rounded())
        guard digits > 0 else { return String(scaled) }
        let (whole, rest) = (abs(scaled) / Int(scale), String(abs(scaled) % Int(scale)))
        return (scaled < 0 ? "-" : "") + "\(whole)." + String(repeating: "0", count: digits - rest.count) + rest
    }
}

extension String {
    func padded(_ width: Int, left: Bool = false) -> String {
        let gap = String(repeating: " ", count: max(0, width - count))
        return left ? gap + self : self + gap
    }
}
