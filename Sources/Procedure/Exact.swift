/// A decimal number as people write it, without rounding: a whole count of millionths.
///
/// At most twelve digits before the point and six after it, so that sums and products of a form's numbers with its
/// weights are exact in 128 bits.
public struct Exact: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// 1 is 1,000,000 millionths.
    public let millionths: Int64

    /// The greatest magnitude: 999,999,999,999.999999.
    public static let limit = Exact(bounded: 999_999_999_999_999_999)
    public static let zero = Exact(bounded: 0)

    private init(bounded millionths: Int64) { self.millionths = millionths }

    /// Nil when the magnitude passes `limit`.
    public init?(millionths: Int128) {
        guard millionths.magnitude <= UInt128(Exact.limit.millionths) else { return nil }
        self.init(bounded: Int64(millionths))
    }

    /// Nil when the magnitude passes `limit`.
    public init?(_ whole: Int) { self.init(millionths: Int128(whole) * 1_000_000) }

    /// Reads `12`, `-3.5`, `0.125`: digits with at most one point between them. Nil for anything else, for exponents,
    /// for signs other than one leading minus, and for more digits than fit.
    public init?(_ text: some StringProtocol) {
        var digits = text[...]
        let isNegative = digits.first == "-"
        if isNegative { digits = digits.dropFirst() }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count),
            parts.allSatisfy({ part in
                !part.isEmpty && part.utf8.count <= 18 && part.utf8.allSatisfy { (48...57).contains($0) }
            })
        else { return nil }
        let fraction = parts.count == 2 ? parts[1].utf8.count : 0
        guard fraction <= 6, let whole = Int128(parts[0]) else { return nil }
        let padded = (parts.count == 2 ? String(parts[1]) : "") + String(repeating: "0", count: 6 - fraction)
        guard let rest = Int128(padded) else { return nil }
        let millionths = whole * 1_000_000 + rest
        self.init(millionths: isNegative ? -millionths : millionths)
    }

    /// How many digits after the point it needs, 0 to 6.
    public var decimals: Int {
        var (rest, digits) = (millionths, 6)
        while digits > 0, rest % 10 == 0 { (rest, digits) = (rest / 10, digits - 1) }
        return digits
    }

    /// The shortest way to write it: `12`, `-3.5`. Reading it gives the same number.
    public var description: String {
        let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        let sign = millionths < 0 ? "-" : ""
        guard rest > 0 else { return sign + String(whole) }
        let padded = String(repeating: "0", count: 6 - String(rest).count) + String(rest)
        return sign + String(whole) + "." + padded.prefix(decimals)
    }

    public static func < (left: Exact, right: Exact) -> Bool { left.millionths < right.millionths }
}
