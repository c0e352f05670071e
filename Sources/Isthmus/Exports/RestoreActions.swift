import Database
import Interchange

extension Programme {
    /// Reads an export into this database, which must hold nothing yet, in one transaction. The number of rows.
    ///
    /// The rows come in as they are: nothing is written to the journal, which comes with them.
    /// - Throws: `.invalid` with file, line and reason; nothing is written then.
    @discardableResult
    public func restore(_ file: ImportFile, as actor: Actor, progress: @escaping ImportProgress = { _, _ in })
        async throws -> Int
    {
        try await write(as: actor) { work in
            try work.require(ImportKind.refusalOfImport(to: actor))
            work.recordNothing()
            for table in DataTable.exported {
                guard
                    try work.tx.count("SELECT COUNT(*) FROM (SELECT 1 FROM \(SQL.name(table.name)) LIMIT 1) AS found")
                        == 0
                else { throw Problem.invalid("", "imports.not_empty", ["table": table.name]) }
            }
            var restoring = Restoring(tx: work.tx, file: file)
            do { return try restoring.run(progress) } catch let error as InterchangeError {
                throw Problem.invalid(
                    "\(file.name):\(error.line ?? 0)", "interchange.\(error.key)", error.values)
            } catch let fault as DatabaseFault where fault.isOfRow {
                throw Problem.invalid("\(file.name):\(restoring.line)", "imports.row_refused", ["reason": fault.plain])
            }
        }
    }
}

extension DatabaseFault {
    /// The row breaks a rule of the schema; other faults are not the file's.
    fileprivate var isOfRow: Bool {
        switch self {
        case .unique, .foreignKey, .check, .noColumn: true
        default: false
        }
    }
    fileprivate var plain: String {
        switch self {
        case .unique(let what), .foreignKey(let what), .check(let what), .noColumn(let what): what
        default: "\(self)"
        }
    }
}

/// An export being read back, table by table.
private struct Restoring {
    let tx: Transaction
    let file: ImportFile
    private(set) var line = 0
    private var rows = 0
    private var table = DataTable(name: "", key: [], own: nil)
    private var waiting: [DataRow] = []
    private static let most = 10_000

    init(tx: Transaction, file: ImportFile) { (self.tx, self.file) = (tx, file) }

    mutating func run(_ progress: ImportProgress) throws -> Int {
        let lines = JSONLines(try file.open(), limit: 1 << 29)
        guard let head = try lines.next(), head.value["isthmus"]?.integer == Int(DataLine.form) else {
            throw Problem.invalid("\(file.name):1", "imports.not_an_export")
        }
        let migrations = head.value["migrations"]?.strings ?? []
        guard migrations == Programme.migrations.map(\.name) else {
            let last = migrations.last ?? "?"
            throw Problem.invalid(
                "\(file.name):1", "imports.other_schema", ["found": last, "own": Programme.migrations.last?.name ?? ""])
        }
        let tables = Dictionary(DataTable.exported.enumerated().map { ($1.name, $0) }) { first, _ in first }
        var place = -1
        while let (number, value) = try lines.next() {
            line = number
            guard let name = value["table"]?.string, let next = tables[name], next >= place, let members = value.members
            else {
                throw Problem.invalid(
                    "\(file.name):\(number)", "imports.wrong_table", ["table": value["table"]?.string ?? ""])
            }
            if next != place {
                try store()
                (place, table) = (next, DataTable.exported[next])
            }
            waiting.append(DataRow(members: members.filter { $0.key != "table" }))
            rows += 1
            if waiting.count >= Self.most, table.own == nil { try store() }
            if rows % 5_000 == 0 { progress("imports.reading", lines.source.progress) }
        }
        try store()
        return rows
    }

    /// Writes what waits; rows that name others of their table after those.
    private mutating func store() throws {
        defer { waiting = [] }
        guard let own = table.own else { return try tx.insert(all: waiting, into: SQL.name(table.name)) }
        var there: Set<String> = []
        while !waiting.isEmpty {
            let ready = waiting.filter { row in row[own].map { there.contains($0) } ?? true }
            guard !ready.isEmpty else { throw DatabaseFault.foreignKey(table.name) }
            try tx.insert(all: ready, into: SQL.name(table.name))
            let now = Set(ready.compactMap { $0["id"] })
            there.formUnion(now)
            waiting = waiting.filter { row in row["id"].map { !now.contains($0) } ?? false }
        }
    }
}

/// A row as it stood in the file.
private struct DataRow: Encodable {
    let members: [(key: String, value: JSON)]

    subscript(_ column: String) -> String? { members.first { $0.key == column }?.value.string }

    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for (column, value) in members {
            let name = Name(column)
            switch value {
            case .null: try container.encodeNil(forKey: name)
            case .bool(let flag): try container.encode(flag, forKey: name)
            case .integer(let number): try container.encode(number, forKey: name)
            case .number(let number): try container.encode(number, forKey: name)
            case .string(let text): try container.encode(text, forKey: name)
            case .array, .object: try container.encode(value.text, forKey: name)
            }
        }
    }
}
