import Foundation

extension JSON: Codable {
    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Foundation's decoder forgets the order of keys, so they come sorted, and reads `1.0` as `1`; where order
    /// matters use `JSON(parsing:)`.
    public init(from decoder: any Decoder) throws {
        if let keyed = try? decoder.container(keyedBy: Name.self) {
            let keys = keyed.allKeys.sorted { $0.stringValue < $1.stringValue }
            self = .object(try keys.map { (key: $0.stringValue, value: try keyed.decode(JSON.self, forKey: $0)) })
            return
        }
        if var list = try? decoder.unkeyedContainer() {
            var elements: [JSON] = []
            while !list.isAtEnd { elements.append(try list.decode(JSON.self)) }
            self = .array(elements)
            return
        }
        let single = try decoder.singleValueContainer()
        if single.decodeNil() {
            self = .null
        } else if let value = try? single.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? single.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? single.decode(Double.self) {
            self = .number(value)
        } else {
            self = .string(try single.decode(String.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let members):
            var keyed = encoder.container(keyedBy: Name.self)
            for (key, value) in members { try keyed.encode(value, forKey: Name(stringValue: key)) }
        case .array(let elements):
            var list = encoder.unkeyedContainer()
            for element in elements { try list.encode(element) }
        case .null:
            var single = encoder.singleValueContainer()
            try single.encodeNil()
        case .bool(let value): try Self.encode(value, to: encoder)
        case .integer(let value): try Self.encode(value, to: encoder)
        case .number(let value): try Self.encode(value, to: encoder)
        case .string(let value): try Self.encode(value, to: encoder)
        }
    }

    private static func encode(_ value: some Encodable, to encoder: any Encoder) throws {
        var single = encoder.singleValueContainer()
        try single.encode(value)
    }

    /// Any `Encodable` as JSON, keys sorted. Throws `.undecodable` when it cannot be written.
    public init(encoding value: some Encodable) throws {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            self = try JSON(parsing: [UInt8](try encoder.encode(value)))
        } catch let error as EncodingError {
            throw InterchangeError(reason: .undecodable("\(error)"))
        }
    }

    /// This value as a `Decodable`. Throws `.undecodable` with the path of the value that does not fit.
    public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try Self.decode(type, from: Data(bytes()))
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw InterchangeError(error)
        }
    }
}

extension InterchangeError {
    /// Says in one sentence what a decoder disliked; `field` is the path of the value.
    init(_ error: DecodingError) {
        let (path, why): ([any CodingKey], String) =
            switch error {
            case .keyNotFound(let key, let context): (context.codingPath + [key], "it is missing.")
            case .valueNotFound(let type, let context): (context.codingPath, "null instead of \(type).")
            case .typeMismatch(let type, let context): (context.codingPath, "not a \(type).")
            case .dataCorrupted(let context): (context.codingPath, context.debugDescription)
            @unknown default: ([], "\(error)")
            }
        let names = path.map { key in key.intValue.map { String($0) } ?? key.stringValue }
        self.init(reason: .undecodable(why), field: names.isEmpty ? nil : names.joined(separator: "."))
    }
}
