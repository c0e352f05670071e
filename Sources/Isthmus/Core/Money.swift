import Foundation
import Procedure

/// An amount in the smallest unit of its currency: 1250 EUR is 12.50 euros. Never floating point.
///
/// In a table it takes two columns, `…_minor` and `…_currency`; a noun keeps those two and gives out a `Money`.
public struct Money: Hashable, Sendable, Codable {
    public let minor: Int64
    /// ISO 4217, three capitals.
    public let currency: String

    public init(minor: Int64, currency: String) {
        self.minor = minor
        self.currency = currency
    }

    /// Digits after the point (ISO 4217): 2 for most currencies.
    public static func digits(of currency: String) -> Int { Amount.digits(of: currency) }

    /// Reads `1234`, `1234.5`, `1 234,50`, `-3.00`. More digits than the currency has are rounded half away from zero
    /// when `rounding`, else refused. Nil also when the amount does not fit.
    public init?(_ text: String, currency: String, rounding: Bool = false) {
        var cleaned = text.filter { $0 != " " && $0 != "\u{a0}" && $0 != "\u{202f}" }
        if cleaned.contains(","), !cleaned.contains(".") { cleaned = cleaned.replacing(",", with: ".") }
        let isNegative = cleaned.hasPrefix("-")
        if isNegative { cleaned.removeFirst() }
        let parts = cleaned.split(separator: ".", omittingEmptySubsequences: false)
        let digits = Money.digits(of: currency)
        guard (1...2).contains(parts.count), !parts[0].isEmpty,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        let kept = String(fraction.prefix(digits))
        let rest = fraction.dropFirst(digits)
        guard rounding || rest.allSatisfy({ $0 == "0" }) else { return nil }
        let padded = kept + String(repeating: "0", count: digits - kept.count)
        guard var minor = Int64(parts[0] + padded) else { return nil }
        if let first = rest.first, first >= "5" {
            let (sum, overflow) = minor.addingReportingOverflow(1)
            guard !overflow else { return nil }
            minor = sum
        }
        self.init(minor: isNegative ? -minor : minor, currency: currency)
    }

    /// Plain digits with a point, as CSV and JSON carry it: `1234.50`.
    public var plain: String {
        let digits = Money.digits(of: currency)
        guard digits > 0 else { return String(minor) }
        let text = String(minor.magnitude)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        return (minor < 0 ? "-" : "") + padded.dropLast(digits) + "." + padded.suffix(digits)
    }
}
