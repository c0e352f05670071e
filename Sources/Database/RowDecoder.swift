import Foundation

/// Reads a `Decodable` value from one row. Columns that hold no `ColumnValue` are JSON text.
struct RowDecoder: Decoder {
    let row: Row
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Keyed<Key>(row: row))
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw DatabaseFault.wrongType("a list") }
    func singleValueContainer() -> any SingleValueDecodingContainer { Whole(row: row) }

    /// The row as the one value it is: what an optional record asks for.
    struct Whole: SingleValueDecodingContainer {
        let row: Row
        var codingPath: [any CodingKey] { [] }
        func decodeNil() -> Bool { false }
        func decode<T: Decodable>(_ type: T.Type) throws -> T {
            guard !(T.self is any ColumnValue.Type) else { throw DatabaseFault.wrongType("\(T.self) is no record") }
            return try T(from: RowDecoder(row: row))
        }
    }

    struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let row: Row
        var codingPath: [any CodingKey] { [] }
        var allKeys: [Key] { row.columns.names.compactMap { Key(stringValue: $0) } }

        func contains(_ key: Key) -> Bool { row.columns.position(of: key.stringValue) != nil }
        func value(_ key: Key) throws -> Value {
            guard let position = row.columns.position(of: key.stringValue) else {
                throw DatabaseFault.noColumn(key.stringValue)
            }
            return row.values[position]
        }
        func decodeNil(forKey key: Key) throws -> Bool {
            guard let position = row.columns.position(of: key.stringValue) else { return true }
            return row.values[position] == .null
        }
        func column<T: ColumnValue>(_ key: Key) throws -> T {
            guard let value = T(column: try value(key)) else { throw DatabaseFault.wrongType(key.stringValue) }
            return value
        }
        func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try column(key) }
        func decode(_ type: String.Type, forKey key: Key) throws -> String { try column(key) }
        func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try column(key) }
        func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try column(key) }
        func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try column(key) }
        func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
            let value = try value(key)
            let decoded: T?
            switch ColumnShape.of(T.self) {
            case .column: decoded = (T.self as? any ColumnValue.Type)?.init(column: value) as? T
            case .word:
                guard case .text(let text) = value else { throw DatabaseFault.wrongType(key.stringValue) }
                decoded = (T.self as? any RawRepresentable<String>.Type)?.init(rawValue: text) as? T
            case .list where value == .text("[]"):
                decoded = (T.self as? any EmptyListed.Type)?.emptyList as? T
            case .list, .json:
                guard case .text(let text) = value else { throw DatabaseFault.wrongType(key.stringValue) }
                return try JSONDecoder().decode(T.self, from: Data(text.utf8))
            }
            guard let decoded else { throw DatabaseFault.wrongType(key.stringValue) }
            return decoded
        }
        func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
            -> KeyedDecodingContainer<Nested>
        { throw DatabaseFault.wrongType(key.stringValue) }
        func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
            throw DatabaseFault.wrongType(key.stringValue)
        }
        func superDecoder() throws -> any Decoder { RowDecoder(row: row) }
        func superDecoder(forKey key: Key) throws -> any Decoder { RowDecoder(row: row) }
    }
}
