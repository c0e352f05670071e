import Foundation
import Interchange

/// An office's own table, CSV or workbook: its rows with the fields as a form would give them.
struct ImportTable: Sendable {
    struct Line: Sendable {
        let place: ImportPlace
        /// By column, only what is filled in.
        let cells: [String: String]

        subscript(_ column: String) -> String? { cells[column] }

        /// The cells of columns that end in a language or a script: `summary_en`, `summary_ru`.
        func parts(_ name: String) -> [String: String] {
            let start = name + "_"
            return Dictionary(
                cells.compactMap { $0.key.hasPrefix(start) ? (String($0.key.dropFirst(start.count)), $0.value) : nil }
            ) { first, _ in first }
        }

        /// Texts that a semicolon divides.
        func list(_ column: String) -> [String] {
            (cells[column] ?? "").split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
                .filter { !$0.isEmpty }
        }

        /// The plain columns as a form's fields, texts in languages as records.
        func given(plain: [String], lists: [String] = [], multilingual: [String]) -> [String: Given] {
            var given: [String: Given] = [:]
            for column in plain { if let cell = cells[column] { given[column] = .text(cell) } }
            for column in lists where cells[column] != nil { given[column] = .list(list(column).map { .text($0) }) }
            for name in multilingual {
                let texts = parts(name)
                if !texts.isEmpty { given[name] = .record(texts.mapValues { .text($0) }) }
            }
            // As any code or name of a country.
            if let country = cells["country"] { given["country"] = .text(Countries.find(country)?.code ?? country) }
            return given
        }
    }

    var lines: [Line] = []

    /// Reads the files; what is wrong goes into the report. A column is known by its whole name, or by its beginning
    /// where a language or script follows.
    init(
        _ files: [ImportFile], columns: [String], beginnings: [String], required: [String], _ report: inout ImportReport
    ) {
        for file in files {
            do {
                let source = try TableFile.open(bytes: try file.open().readAll(limit: 256 << 20), name: file.name)
                try source.header.require(required)
                for column in source.header.columns where !column.isEmpty {
                    guard !columns.contains(column), !beginnings.contains(where: { column.hasPrefix($0 + "_") }) else {
                        continue
                    }
                    report.add(
                        ImportIssue(
                            file: file.name, line: 1, field: column, key: "imports.unknown_column",
                            values: ["column": column]))
                }
                let (records, faults) = source.sorted(faultLimit: ImportReport.mostIssues + 1)
                for fault in faults { report.add(ImportIssue(fault, in: file)) }
                lines += records.map { Self.line($0, source.header, file, &report) }
            } catch let error as InterchangeError {
                report.add(ImportIssue(error, in: file))
            } catch { report.add(ImportIssue(file: file.name, line: 0, field: "", key: "imports.unreadable")) }
        }
    }

    private static func line(_ record: Record, _ header: Header, _ file: ImportFile, _ report: inout ImportReport)
        -> Line
    {
        let place = ImportPlace(file: file.name, line: record.line)
        var cells: [String: String] = [:]
        for column in header.columns where !column.isEmpty {
            guard var text = record.filled(column) else { continue }
            if let repaired = Repair.mojibake(text) {
                report.repaired("imports.repair.encoding", at: place.text)
                text = repaired
            }
            cells[column] = text
        }
        return Line(place: place, cells: cells)
    }
}

extension ImportReport {
    /// What a form would complain about, at the row.
    mutating func add(_ issues: [Problem.Issue], at place: ImportPlace) {
        for issue in issues {
            add(
                ImportIssue(
                    file: place.file, line: place.line, field: issue.field, key: issue.reason.key,
                    values: issue.reason.values))
        }
    }
}

extension Identifier {
    /// `ror:01abc…`, `pic:912345678`; nil for anything without a scheme.
    init?(written text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !parts[1].hasPrefix("//") else { return nil }
        self.init(parts[0].lowercased(), parts[1])
    }

    fileprivate static func trimmed(_ scheme: String, _ value: String) -> Identifier {
        // Registers give addresses too: their last step is the number.
        let last = value.contains("/") ? value.split(separator: "/").last.map(String.init) ?? value : value
        return Identifier(scheme, scheme == "ror" ? last.lowercased() : last)
    }
}

extension ImportTable.Line {
    /// The numbers that a row gives an organisation.
    var identifiers: [Identifier] {
        let own = ["ror", "pic", "national", "wikidata", "isni"].compactMap { scheme in
            self[scheme].map { Identifier.trimmed(scheme, $0) }
        }
        return own + list("identifiers").compactMap { Identifier(written: $0) }
    }
}
