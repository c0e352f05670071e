/// What a column holds, on either engine.
public enum Value: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
}

/// A Swift type that is stored in one column.
///
/// Numbers, strings and flags conform here; ids, moments and the like conform where they are defined. A type that
/// does not conform but is `Codable` is stored as JSON text with sorted keys.
public protocol ColumnValue {
    /// Nil when the column holds something else.
    init?(column: Value)
    var column: Value { get }
    /// The column's text is JSON.
    static var isJSON: Bool { get }
}

extension ColumnValue {
    public static var isJSON: Bool { false }
}

extension String: ColumnValue {
    public init?(column: Value) {
        guard case .text(let text) = column else { return nil }
        self = text
    }
    public var column: Value { .text(self) }
}

extension Int64: ColumnValue {
    public init?(column: Value) {
        guard case .integer(let number) = column else { return nil }
        self = number
    }
    public var column: Value { .integer(self) }
}

extension Int: ColumnValue {
    public init?(column: Value) {
        guard case .integer(let number) = column else { return nil }
        self = Int(number)
    }
    public var column: Value { .integer(Int64(self)) }
}

extension Double: ColumnValue {
    public init?(column: Value) {
        switch column {
        case .real(let number): self = number
        case .integer(let number): self = Double(number)
        default: return nil
        }
    }
    public var column: Value { .real(self) }
}

extension Bool: ColumnValue {
    public init?(column: Value) {
        switch column {
        case .integer(0): self = false
        case .integer(1): self = true
        default: return nil
        }
    }
    public var column: Value { .integer(self ? 1 : 0) }
}

extension ColumnValue where Self: RawRepresentable, RawValue == String {
    public init?(column: Value) {
        guard case .text(let text) = column else { return nil }
        self.init(rawValue: text)
    }
    public var column: Value { .text(rawValue) }
}
