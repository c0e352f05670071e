/// A JSON value: what the journal keeps, what the API takes and gives, what open data comes in.
///
/// Objects keep the order of their keys, so that what is read and written again is the same text. Whole numbers that
/// fit 64 bits are `.integer`, all others `.number`; `1` and `1.0` differ.
/// ```swift
/// let json: JSON = ["name": "Isthmus", "seats": 12, "tags": ["a", "b"]]
/// json["name"]?.string        // "Isthmus"
/// json["tags"]?[1]?.string    // "b"
/// try JSON(parsing: text)     // throws InterchangeError with the byte where it stopped being JSON
/// json.text                   // {"name":"Isthmus","seats":12,"tags":["a","b"]}
/// ```
public enum JSON: Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// Never infinite or NaN when read; such a number is written as `null`.
    case number(Double)
    case string(String)
    case array([JSON])
    /// Keys in the order of the text. The parser refuses a key that stands twice.
    case object([(key: String, value: JSON)])
}

extension JSON: Equatable {
    /// Objects are equal when they have the same keys with the same values, in whatever order.
    public static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.string(let a), .string(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): areEqual(a, b)
        default: false
        }
    }

    private static func areEqual(_ left: [(key: String, value: JSON)], _ right: [(key: String, value: JSON)]) -> Bool {
        guard left.count == right.count else { return false }
        if zip(left, right).allSatisfy({ $0.key == $1.key }) {
            return zip(left, right).allSatisfy { $0.value == $1.value }
        }
        let (left, right) = (left.sorted { $0.key < $1.key }, right.sorted { $0.key < $1.key })
        return zip(left, right).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    }
}

extension JSON {
    /// The value of a key; nil when this is no object or has no such key. Setting nil takes the key away; setting a
    /// key on anything but an object makes it an object.
    public subscript(key: String) -> JSON? {
        get {
            guard case .object(let members) = self else { return nil }
            return members.first { $0.key == key }?.value
        }
        set {
            var members = members ?? []
            let place = members.firstIndex { $0.key == key }
            switch (place, newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil): members.remove(at: place)
            case (nil, let value?): members.append((key, value))
            case (nil, nil): return
            }
            self = .object(members)
        }
    }

    /// The element at a place, counted from 0; nil when this is no array or is shorter.
    public subscript(place: Int) -> JSON? {
        guard case .array(let elements) = self, elements.indices.contains(place) else { return nil }
        return elements[place]
    }

    public var isNull: Bool { if case .null = self { true } else { false } }
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// A whole number, also when it is written as `12.0`.
    public var integer: Int? {
        switch self {
        case .integer(let value): Int(exactly: value)
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }
    /// Any number.
    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
    public var string: String? { if case .string(let value) = self { value } else { nil } }
    public var array: [JSON]? { if case .array(let value) = self { value } else { nil } }
    /// The keys and values of an object, in order.
    public var members: [(key: String, value: JSON)]? { if case .object(let value) = self { value } else { nil } }
    /// The keys and values of an object, for many look-ups in a large one.
    public var dictionary: [String: JSON]? {
        members.map { Dictionary($0.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first }) }
    }
    /// The strings of an array, leaving out what is no string.
    public var strings: [String]? { array?.compactMap(\.string) }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// A literal that names a key twice keeps both; write each once.
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { (key: $0.0, value: $0.1) })
    }
}

extension JSON {
    public init(_ value: String) { self = .string(value) }
    public init(_ value: Int) { self = .integer(Int64(value)) }
    public init(_ value: Double) { self = .number(value) }
    public init(_ value: Bool) { self = .bool(value) }
    public init(_ value: [JSON]) { self = .array(value) }
    public init(_ values: [String]) { self = .array(values.map { .string($0) }) }
    /// Keys are sorted, so that equal dictionaries give equal text.
    public init(_ dictionary: [String: JSON]) {
        self = .object(dictionary.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) })
    }
    /// `null` for nil.
    public init(_ value: String?) { self = value.map { .string($0) } ?? .null }
    /// `null` for nil.
    public init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
}
