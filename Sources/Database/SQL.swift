/// A piece of SQL with the values it binds.
///
/// Interpolation always binds: `"… WHERE id = \(id) AND kind IN (\(kinds))"` becomes `… WHERE id = $1 AND kind IN
/// ($2, $3)`. An `SQL` inside an `SQL` is renumbered, so fragments compose. Names of tables and columns can only be
/// written in literals.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    enum Part: Sendable {
        case text(String)
        case value(Value)
    }
    var parts: [Part]

    public init(stringLiteral text: String) { parts = text.isEmpty ? [] : [.text(text)] }
    public init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }
    init(parts: [Part]) { self.parts = parts }

    public static func + (left: SQL, right: SQL) -> SQL { SQL(parts: left.parts + right.parts) }

    public var isEmpty: Bool { parts.isEmpty }

    /// Equal for equal questions with equal values: to remember an answer by.
    public var key: String {
        let (text, values) = rendered(sign: "?")
        return values.isEmpty ? text : text + " \(values)"
    }

    /// The fragments with `separator` between them.
    public static func join(_ fragments: [SQL], _ separator: SQL) -> SQL {
        var parts: [Part] = []
        for (index, fragment) in fragments.enumerated() {
            if index > 0 { parts += separator.parts }
            parts += fragment.parts
        }
        return SQL(parts: parts)
    }

    /// All conditions at once; without any, the condition that always holds.
    public static func all(_ conditions: [SQL]) -> SQL {
        conditions.isEmpty ? "1 = 1" : join(conditions.map { "(" + $0 + ")" }, " AND ")
    }

    /// The text with numbered placeholders after `sign` and the values in that order.
    func rendered(sign: Character) -> (text: String, values: [Value]) {
        var text = ""
        text.reserveCapacity(256)
        var values: [Value] = []
        for part in parts {
            switch part {
            case .text(let piece): text += piece
            case .value(let value):
                values.append(value)
                text.append(sign)
                text += String(values.count)
            }
        }
        return (text, values)
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Part] = []
        public init(literalCapacity: Int, interpolationCount: Int) { parts.reserveCapacity(2 * interpolationCount + 1) }
        public mutating func appendLiteral(_ text: String) { if !text.isEmpty { parts.append(.text(text)) } }
        public mutating func appendInterpolation(_ fragment: SQL) { parts += fragment.parts }
        public mutating func appendInterpolation(_ value: Value) { parts.append(.value(value)) }
        public mutating func appendInterpolation(_ value: some ColumnValue) { parts.append(.value(value.column)) }
        public mutating func appendInterpolation(_ value: (some ColumnValue)?) {
            parts.append(.value(value?.column ?? .null))
        }
        /// A list for `IN (…)`. An empty one becomes `NULL`, which no row equals; do not put it behind `NOT IN`.
        public mutating func appendInterpolation(_ values: [some ColumnValue]) {
            guard !values.isEmpty else { return parts.append(.text("NULL")) }
            for (index, value) in values.enumerated() {
                if index > 0 { parts.append(.text(", ")) }
                parts.append(.value(value.column))
            }
        }
    }
}

extension SQL {
    /// `name` as an identifier, for the few places that name tables as data: migrations, export, import of one.
    /// Only letters, digits and underscores pass.
    public static func name(_ name: String) -> SQL {
        precondition(isName(name))
        return SQL(parts: [.text(name)])
    }

    static func isName(_ name: String) -> Bool {
        name.utf8.allSatisfy { ($0 >= 97 && $0 <= 122) || ($0 >= 48 && $0 <= 57) || $0 == 95 }
    }
}
