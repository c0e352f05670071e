import Foundation

/// One column of a value: what `Transaction.insert` writes and the journal compares.
public struct Column: Sendable, Equatable {
    public let name: String
    public let value: Value
    /// The value is a text that holds JSON.
    public let isJSON: Bool

    public init(name: String, value: Value, isJSON: Bool = false) {
        (self.name, self.value, self.isJSON) = (name, value, isJSON)
    }

    /// The columns of a value, in the order of its properties.
    public static func all(of value: some Encodable) throws -> [Column] {
        let encoder = RowEncoder()
        try value.encode(to: encoder)
        return encoder.columns
    }
}

/// Turns an `Encodable` value into columns. What is no `ColumnValue` becomes JSON text with sorted keys, so that equal
/// values are equal text.
final class RowEncoder: Encoder {
    private(set) var columns: [Column] = []
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Keyed<Key>(encoder: self))
    }
    func unkeyedContainer() -> any UnkeyedEncodingContainer { preconditionFailure("A row is not a list.") }
    func singleValueContainer() -> any SingleValueEncodingContainer { preconditionFailure("A row is not one value.") }

    struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let encoder: RowEncoder
        var codingPath: [any CodingKey] { [] }

        func put(_ value: Value, _ key: Key, isJSON: Bool = false) {
            encoder.columns.append(Column(name: Columns.column(for: key.stringValue), value: value, isJSON: isJSON))
        }
        func encodeNil(forKey key: Key) { put(.null, key) }
        func encode(_ value: Bool, forKey key: Key) { put(value.column, key) }
        func encode(_ value: String, forKey key: Key) { put(.text(value), key) }
        func encode(_ value: Double, forKey key: Key) { put(.real(value), key) }
        func encode(_ value: Int, forKey key: Key) { put(value.column, key) }
        func encode(_ value: Int64, forKey key: Key) { put(.integer(value), key) }
        func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
            switch ColumnShape.of(T.self) {
            case .column:
                if let value = value as? any ColumnValue { put(value.column, key, isJSON: type(of: value).isJSON) }
            case .word:
                if let word = value as? any RawRepresentable<String> { put(.text(word.rawValue), key) }
            case .list where (value as? any EmptyListed)?.isEmpty == true: put(.text("[]"), key, isJSON: true)
            case .list, .json:
                let json = JSONEncoder()
                json.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                put(.text(String(decoding: try json.encode(value), as: UTF8.self)), key, isJSON: true)
            }
        }
        // Written out, because a missing optional must become NULL and not a missing column.
        func encodeIfPresent(_ value: String?, forKey key: Key) { put(value.map(Value.text) ?? .null, key) }
        func encodeIfPresent(_ value: Bool?, forKey key: Key) { put(value?.column ?? .null, key) }
        func encodeIfPresent(_ value: Double?, forKey key: Key) { put(value?.column ?? .null, key) }
        func encodeIfPresent(_ value: Int?, forKey key: Key) { put(value?.column ?? .null, key) }
        func encodeIfPresent(_ value: Int64?, forKey key: Key) { put(value?.column ?? .null, key) }
        func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
            if let value { try encode(value, forKey: key) } else { put(.null, key) }
        }
        func nestedContainer<Nested: CodingKey>(keyedBy keyType: Nested.Type, forKey key: Key)
            -> KeyedEncodingContainer<Nested>
        { preconditionFailure("A row has no rows inside.") }
        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            preconditionFailure("A row has no lists inside.")
        }
        func superEncoder() -> any Encoder { encoder }
        func superEncoder(forKey key: Key) -> any Encoder { encoder }
    }
}
