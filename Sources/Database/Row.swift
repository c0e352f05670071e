/// The column names of one result, shared by its rows.
public final class Columns: Sendable {
    public let names: [String]
    /// Positions by name, as written in SQL (`legal_name`) and as Swift spells it (`legalName`).
    private let positions: [String: Int]

    init(_ names: [String]) {
        self.names = names
        var positions: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            positions[name] = index
            positions[Columns.property(for: name)] = index
        }
        self.positions = positions
    }

    func position(of name: String) -> Int? { positions[name] }

    /// `legal_name` → `legalName`, `parent_id` → `parentID`.
    static func property(for column: String) -> String {
        guard column.contains("_") else { return column }
        let words = column.split(separator: "_")
        return words.dropFirst().reduce(into: String(words.first ?? "")) { name, word in
            name += word == "id" || word == "url" ? word.uppercased() : word.prefix(1).uppercased() + word.dropFirst()
        }
    }

    /// `legalName` → `legal_name`, `parentID` → `parent_id`.
    static func column(for property: String) -> String {
        guard property.utf8.contains(where: { $0 >= 65 && $0 <= 90 }) else { return property }
        var name: [UInt8] = []
        var lastWasUpper = true
        for byte in property.utf8 {
            let isUpper = byte >= 65 && byte <= 90
            if isUpper, !lastWasUpper { name.append(95) }
            name.append(isUpper ? byte + 32 : byte)
            lastWasUpper = isUpper
        }
        return String(decoding: name, as: UTF8.self)
    }
}

/// One row of a result: values by column name or position.
public struct Row: Sendable {
    public let columns: Columns
    public let values: [Value]

    init(columns: Columns, values: [Value]) { (self.columns, self.values) = (columns, values) }

    /// A row that was kept elsewhere: its columns by name, each with its value.
    public init(_ pairs: [(name: String, value: Value)]) {
        self.init(columns: Columns(pairs.map(\.name)), values: pairs.map(\.value))
    }

    /// The columns with their values, in the order of the result.
    public var pairs: [(name: String, value: Value)] { zip(columns.names, values).map { ($0, $1) } }

    /// The value of the named column; a wrong name or type is a defect of the caller and throws.
    public func get<T: ColumnValue>(_ name: String, as type: T.Type = T.self) throws -> T {
        guard let position = columns.position(of: name) else { throw DatabaseFault.noColumn(name) }
        guard let value = T(column: values[position]) else { throw DatabaseFault.wrongType(name) }
        return value
    }

    public func optional<T: ColumnValue>(_ name: String, as type: T.Type = T.self) throws -> T? {
        guard let position = columns.position(of: name) else { throw DatabaseFault.noColumn(name) }
        if case .null = values[position] { return nil }
        guard let value = T(column: values[position]) else { throw DatabaseFault.wrongType(name) }
        return value
    }

    /// The value at a position, for hot loops.
    public func at<T: ColumnValue>(_ position: Int, as type: T.Type = T.self) throws -> T {
        guard let value = T(column: values[position]) else { throw DatabaseFault.wrongType(columns.names[position]) }
        return value
    }

    /// The row as a value; properties are matched with columns by name.
    public func decode<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        try T(from: RowDecoder(row: self))
    }
}
