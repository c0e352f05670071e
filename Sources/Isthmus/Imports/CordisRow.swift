import Foundation
import Interchange

/// A row of one of CORDIS's tables: reads its fields, repairs what is certain, and collects what is wrong.
final class CordisRow {
    let record: Record
    let place: ImportPlace
    private(set) var issues: [ImportIssue] = []
    private(set) var repairs: [String] = []

    init(_ record: Record, file: String) {
        self.record = record
        place = ImportPlace(file: file, line: record.line)
    }

    func complain(_ field: String, _ key: String, _ values: [String: String] = [:]) {
        issues.append(ImportIssue(file: place.file, line: place.line, field: field, key: key, values: values))
    }
    func repair(_ key: String) { repairs.append(key) }

    /// The field as it stands; nil where it is empty, missing or `NA`.
    func raw(_ column: String) -> String? {
        guard let text = record.filled(column), text != "NA" else { return nil }
        return text
    }

    /// A text, its double encoding undone, without control characters, at most `most` characters long.
    func text(_ column: String, most: Int, lines: Bool = false) -> String? {
        guard var text = raw(column) else { return nil }
        if let repaired = Repair.mojibake(text) {
            repair("imports.repair.encoding")
            text = repaired
        }
        if text.utf8.contains(where: { $0 < 32 || $0 == 127 }) {
            text = String(
                String.UnicodeScalarView(text.unicodeScalars.map { Self.isSpace($0, lines: lines) ? " " : $0 }))
            text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        if text.utf8.contains(where: { $0 >= 128 }) { text = text.precomposedStringWithCanonicalMapping }
        if text.utf8.count > most, text.count > most {
            repair("imports.repair.shortened")
            text = String(text.prefix(most)).trimmingCharacters(in: .whitespaces)
        }
        return text.isEmpty ? nil : text
    }

    private static func isSpace(_ scalar: Unicode.Scalar, lines: Bool) -> Bool {
        (scalar.value < 32 && !(lines && scalar == "\n")) || scalar.value == 127
    }

    /// Digits that name something: a project, an organisation.
    func number(_ column: String) -> String? {
        guard let text = raw(column) else {
            complain(column, "field.required")
            return nil
        }
        guard text.utf8.count <= 20, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            complain(column, "imports.not_a_number", ["value": String(text.prefix(40))])
            return nil
        }
        return text
    }

    func pic(_ column: String) -> String? {
        guard let text = number(column) else { return nil }
        guard text.utf8.count == 9 else {
            complain(column, "identifier.pic", ["value": text])
            return nil
        }
        return text
    }

    func day(_ column: String) -> Day? {
        guard let text = raw(column) else { return nil }
        guard let day = Day(String(text.prefix(10))) else {
            complain(column, "field.type.day")
            return nil
        }
        return day
    }

    /// Euros as cents; more decimals are rounded.
    func euros(_ column: String) -> Int64? {
        guard var text = raw(column) else { return nil }
        if text.contains("e") || text.contains("E"), let number = Double(text), abs(number) < 1e15 {
            text = String(format: "%.2f", number)
        }
        guard let money = Money(text, currency: "EUR", rounding: true), money.minor >= 0 else {
            complain(column, "field.type.money", ["currency": "EUR"])
            return nil
        }
        return money.minor
    }

    func term(_ start: String, _ end: String) -> (start: Day?, end: Day?) {
        let (first, last) = (day(start), day(end))
        if let first, let last, last < first { complain(end, "field.before_start") }
        return (first, last)
    }

    /// The ISO code; empty where nobody knows. `keepingNA` where the table writes nothing for what is missing, so that
    /// `NA` is Namibia.
    func country(_ column: String, keepingNA: Bool = true) -> String {
        guard let text = keepingNA ? record.filled(column) : raw(column) else {
            repair("imports.repair.no_country")
            return ""
        }
        let code = Repair.isoCountry(europeanCode: text)
        if Countries.isCode(code) {
            if code != text { repair("imports.repair.country") }
            return code
        }
        guard let country = Countries.find(text) else {
            repair("imports.repair.unknown_country")
            return ""
        }
        repair("imports.repair.country")
        return country.code
    }

    func kind(_ column: String) -> Organisation.Kind? {
        switch raw(column) {
        case "HES": .education
        case "PRC": .company
        case "REC": .research
        case "PUB": .government
        case "OTH": .other
        case nil: nil
        default: .other
        }
    }

    func role(_ column: String) -> Participation.Role {
        switch raw(column) {
        case "coordinator": return .coordinator
        case "participant": return .participant
        case "partner", "internationalPartner": return .partner
        case "associatedPartner": return .associate
        case "thirdParty": return .thirdParty
        default:
            repair("imports.repair.role")
            return .other
        }
    }

    /// Short words that a comma or a semicolon divides: each once, those of reasonable length.
    func words(_ columns: [String], most: Int = 40) -> [String] {
        var seen: Set<String> = []
        var words: [String] = []
        for column in columns {
            for part in (text(column, most: 4_000) ?? "").split(whereSeparator: { ",;".contains($0) }) {
                let word = part.trimmingCharacters(in: .whitespaces)
                guard !word.isEmpty, word.count <= 80, words.count < most else { continue }
                if seen.insert(word.lowercased()).inserted { words.append(word) }
            }
        }
        return words
    }

    func webAddress(_ column: String) -> String? {
        guard let text = text(column, most: 500), !text.contains(" "), text.contains(".") else { return nil }
        let lowered = text.lowercased()
        return lowered.hasPrefix("http://") || lowered.hasPrefix("https://") ? text : "https://" + text
    }

    /// Degrees north and east out of `51.98,5.66`.
    func coordinates(_ column: String) -> (latitude: Double, longitude: Double)? {
        let parts = (raw(column) ?? "").split(separator: ",").map { Double($0.trimmingCharacters(in: .whitespaces)) }
        guard parts.count == 2, let latitude = parts[0], let longitude = parts[1], (-90...90).contains(latitude),
            (-180...180).contains(longitude)
        else { return nil }
        return (latitude, longitude)
    }

    /// The fields of some columns as one text, to compare rows by.
    func joined(_ columns: [String]) -> String { columns.map { record[$0] ?? "" }.joined(separator: "\u{1f}") }

    func digest(_ columns: [String]) -> String {
        var digest = RecordDigest(version: CordisImport.version)
        for column in columns { digest.add(record[column] ?? "") }
        return digest.text
    }
}
