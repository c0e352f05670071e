/// An amount of money in the smallest unit of its currency: 1250 EUR is 12.50 euros. Never floating point.
public struct Amount: Hashable, Sendable {
    public let minor: Int64
    /// ISO 4217, three capitals.
    public let currency: String

    public init(minor: Int64, currency: String) {
        self.minor = minor
        self.currency = currency
    }

    /// Digits after the point (ISO 4217): 2 for most currencies.
    public static func digits(of currency: String) -> Int {
        switch currency {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
            "XOF", "XPF":
            0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        default: 2
        }
    }

    /// Whether the code has the form of one: three Latin capitals.
    public static func isCurrency(_ code: String) -> Bool {
        code.utf8.count == 3 && code.utf8.allSatisfy { (65...90).contains($0) }
    }

    /// Whether it is less than a number of whole units of its currency, exactly.
    func isLess(than units: Exact) -> Bool { millionths < Int128(units.millionths) }
    func isMore(than units: Exact) -> Bool { millionths > Int128(units.millionths) }

    private var millionths: Int128 {
        (0..<(6 - Amount.digits(of: currency))).reduce(Int128(minor)) { sum, _ in sum * 10 }
    }
}
