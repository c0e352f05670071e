import CLibpq
import Foundation

/// One answer of a PostgreSQL server; its memory is libpq's and is given back with the last reference.
final class PostgresAnswer {
    private let result: OpaquePointer

    init(_ result: OpaquePointer) { self.result = result }
    deinit { PQclear(result) }

    var status: ExecStatusType { PQresultStatus(result) }
    var isFine: Bool { status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK }
    /// The command as the server calls it: `INSERT 0 1`, `COMMIT`.
    var command: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

    /// How many rows were changed; 0 for a question.
    var changes: Int {
        let command = command
        guard ["INSERT", "UPDATE", "DELETE", "MERGE", "COPY"].contains(where: command.hasPrefix) else { return 0 }
        return PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    var columnNames: [String] {
        (0..<PQnfields(result)).map { index in PQfname(result, index).map { String(cString: $0) } ?? "" }
    }

    /// Hands out the rows one by one; they are read from libpq's memory only then.
    func each(_ columns: Columns, _ body: (Row) throws -> Void) rethrows {
        let kinds = (0..<PQnfields(result)).map { Kind(type: PQftype(result, $0)) }
        for row in 0..<PQntuples(result) {
            var values: [Value] = []
            values.reserveCapacity(kinds.count)
            for (column, kind) in kinds.enumerated() { values.append(value(row, Int32(column), kind)) }
            try body(Row(columns: columns, values: values))
        }
    }

    private func value(_ row: Int32, _ column: Int32, _ kind: Kind) -> Value {
        guard PQgetisnull(result, row, column) == 0, let text = PQgetvalue(result, row, column) else { return .null }
        switch kind {
        case .integer: return .integer(Int64(strtoll(text, nil, 10)))
        case .flag: return .integer(text[0] == Int8(UInt8(ascii: "t")) ? 1 : 0)
        case .real: return .real(strtod(text, nil))
        case .text:
            let bytes = UnsafeRawBufferPointer(start: text, count: Int(PQgetlength(result, row, column)))
            return .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// How a type of the server is read, by its number in the server's catalogue.
    private enum Kind {
        case integer, flag, real, text

        init(type: Oid) {
            switch type {
            case 20, 21, 23, 26: self = .integer
            case 16: self = .flag
            case 700, 701, 1700: self = .real
            default: self = .text
            }
        }
    }
}

/// A fault as the server tells it.
struct PostgresFault {
    /// Five characters, as in `23505`; empty when the connection broke.
    let state: String
    let fault: DatabaseFault

    /// The server stopped talking to us, or has no room for us now.
    var isBreak: Bool { ["", "08", "57P", "53300"].contains { $0.isEmpty ? state.isEmpty : state.hasPrefix($0) } }
    /// The server forgot a prepared statement, or its result would have other columns now.
    var isStalePlan: Bool { state == "0A000" && "\(fault)".contains("cached plan") || state == "26000" }
}

extension PostgresAnswer {
    /// Why the answer is not fine.
    var fault: PostgresFault {
        let state = field("C")
        let message = field("M").isEmpty ? String(cString: PQresultErrorMessage(result)) : field("M")
        let place = [field("t"), field("c")].filter { !$0.isEmpty }.joined(separator: ".")
        let name = field("n").isEmpty ? place : field("n")
        return PostgresFault(state: state, fault: Self.fault(state, message, name))
    }

    private func field(_ code: Unicode.Scalar) -> String {
        PQresultErrorField(result, Int32(code.value)).map { String(cString: $0) } ?? ""
    }

    private static func fault(_ state: String, _ message: String, _ name: String) -> DatabaseFault {
        switch state {
        case "23505", "23P01": .unique(name)
        // A table or its type that another session made at the same time.
        case "42P07", "42710": .unique(name)
        case "23503": .foreignKey(name)
        case "23514", "23502": .check(name)
        case "P0001": .check(message)
        case "40001", "40P01", "55P03": .conflict(message)
        case "", "53300": .disconnected(message)
        case _ where state.hasPrefix("08") || state.hasPrefix("57P"): .disconnected(message)
        default: .other("\(message) (\(state))")
        }
    }
}
