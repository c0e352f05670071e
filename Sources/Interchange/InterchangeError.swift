/// What is wrong with a file, and where: every reader and writer of this module throws this and nothing else.
///
/// `key` and `values` are for a translated sentence, `message` is the plain English one. An import that goes on after
/// a faulty record collects these and shows them by line.
public struct InterchangeError: Error, Sendable, Equatable, CustomStringConvertible {
    public var reason: Reason
    /// The name of the file as the person knows it, without folders.
    public var file: String?
    /// Counted from 1; in a workbook the row number the spreadsheet shows.
    public var line: Int?
    /// A column's name, or the path of a JSON value (`names.0.v`), or the path of an entry in a zip file.
    public var field: String?
    /// In bytes, counted from 0: of the compressed file for damage in a gzip or zip file, else of the text parsed.
    public var offset: Int?

    public init(reason: Reason, file: String? = nil, line: Int? = nil, field: String? = nil, offset: Int? = nil) {
        self.reason = reason
        self.file = file
        self.line = line
        self.field = field
        self.offset = offset
    }

    /// The same as the initialiser, for `throw InterchangeError.at(line: 12, field: "country", reason: …)`.
    public static func at(
        file: String? = nil, line: Int? = nil, field: String? = nil, offset: Int? = nil, reason: Reason
    ) -> InterchangeError {
        InterchangeError(reason: reason, file: file, line: line, field: field, offset: offset)
    }

    /// Machine key of the reason, such as `csv.wrongFieldCount`. Never changes once released.
    public var key: String { reason.parts.key }
    /// What the sentence for `key` needs, such as `["expected": "5", "found": "4"]`.
    public var values: [String: String] { reason.parts.values }
    /// One plain English sentence with the place: `partners.csv, line 12, country: 4 fields instead of 5.`
    public var message: String {
        var place: [String] = []
        if let file { place.append(file) }
        if let line { place.append("line \(line)") }
        if let field { place.append(field) }
        if let offset { place.append("byte \(offset)") }
        let sentence = reason.parts.message
        return place.isEmpty ? sentence : place.joined(separator: ", ") + ": " + sentence
    }
    public var description: String { message }

    /// Fills in what is not yet known of the place; what is known stays.
    func placed(file: String? = nil, line: Int? = nil, field: String? = nil) -> InterchangeError {
        var error = self
        error.file = error.file ?? file
        error.line = error.line ?? line
        error.field = error.field ?? field
        return error
    }
}

extension InterchangeError {
    /// What went wrong, without the place.
    public enum Reason: Sendable, Equatable {
        case unreadable(String), tooLarge(limit: Int), invalidText, lineTooLong(limit: Int)
        case truncatedGzip, corruptGzip, textAfterGzip
        case emptyTable, unterminatedQuote, textAfterQuote, wrongFieldCount(expected: Int, found: Int)
        case missingColumn(String), duplicateColumn(String), badValue(String, expected: String)
        case badJSON(String), tooDeep(limit: Int), repeatedKey(String), undecodable(String)
        case notZip, corruptZip(String), unsupportedZip(String), missingEntry(String), badEntryPath(String)
        case badWorkbook(String), missingSheet(String), cellTooLong(limit: Int), tooManyRows(limit: Int)
        case badMarkup(String)
    }
}

extension InterchangeError.Reason {
    fileprivate struct Parts {
        var key: String
        var message: String
        var values: [String: String]
        init(_ key: String, _ message: String, _ values: [String: String] = [:]) {
            (self.key, self.message, self.values) = (key, message, values)
        }
    }

    fileprivate var parts: Parts {
        switch self {
        case .unreadable(let why): Parts("file.unreadable", "The file cannot be read: \(why).", ["why": why])
        case .tooLarge(let limit):
            Parts("file.tooLarge", "Unpacked, this is larger than \(limit) bytes.", ["limit": "\(limit)"])
        case .invalidText: Parts("file.invalidText", "These bytes are not UTF-8 text.")
        case .lineTooLong(let limit):
            Parts("file.lineTooLong", "The line is longer than \(limit) bytes.", ["limit": "\(limit)"])
        case .truncatedGzip: Parts("gzip.truncated", "The gzip file breaks off here.")
        case .corruptGzip: Parts("gzip.corrupt", "The gzip file is damaged here.")
        case .textAfterGzip: Parts("gzip.textAfterEnd", "Something that is not gzip follows the end.")
        case .emptyTable, .unterminatedQuote, .textAfterQuote, .wrongFieldCount, .missingColumn, .duplicateColumn,
            .badValue:
            tableParts
        case .badJSON, .tooDeep, .repeatedKey, .undecodable: jsonParts
        default: packageParts
        }
    }

    private var tableParts: Parts {
        switch self {
        case .emptyTable: Parts("csv.empty", "There is no header row.")
        case .unterminatedQuote: Parts("csv.unterminatedQuote", "A quote is opened here and never closed.")
        case .textAfterQuote: Parts("csv.textAfterQuote", "Text follows the closing quote of a field.")
        case .wrongFieldCount(let expected, let found):
            Parts(
                "csv.wrongFieldCount", "\(found) fields instead of \(expected).",
                ["expected": "\(expected)", "found": "\(found)"])
        case .missingColumn(let name):
            Parts("csv.missingColumn", "There is no column “\(name)”.", ["column": name])
        case .duplicateColumn(let name):
            Parts("csv.duplicateColumn", "There are two columns “\(name)”.", ["column": name])
        case .badValue(let value, let expected):
            Parts("csv.badValue", "“\(value)” is not \(expected).", ["value": value, "expected": expected])
        default: Parts("file", "The file cannot be read.")
        }
    }

    private var jsonParts: Parts {
        switch self {
        case .badJSON(let what): Parts("json.bad", "This is not JSON: \(what).", ["what": what])
        case .tooDeep(let limit):
            Parts("json.tooDeep", "Nested deeper than \(limit) levels.", ["limit": "\(limit)"])
        case .repeatedKey(let name): Parts("json.repeatedKey", "The key “\(name)” stands twice.", ["key": name])
        case .undecodable(let why): Parts("json.undecodable", "The value does not fit: \(why)", ["why": why])
        default: Parts("file", "The file cannot be read.")
        }
    }

    private var packageParts: Parts {
        switch self {
        case .notZip: Parts("zip.notZip", "This is not a zip file, or its end is missing.")
        case .corruptZip(let what): Parts("zip.corrupt", "The zip file is damaged: \(what).", ["what": what])
        case .unsupportedZip(let what):
            Parts("zip.unsupported", "The zip file uses \(what), which is not read here.", ["what": what])
        case .missingEntry(let path): Parts("zip.missingEntry", "The zip file lacks \(path).", ["path": path])
        case .badEntryPath(let path):
            Parts("zip.badPath", "“\(path)” cannot be the path of an entry.", ["path": path])
        case .badWorkbook(let what):
            Parts("xlsx.bad", "The workbook cannot be read: \(what).", ["what": what])
        case .missingSheet(let name): Parts("xlsx.missingSheet", "There is no sheet “\(name)”.", ["sheet": name])
        case .cellTooLong(let limit):
            Parts("xlsx.cellTooLong", "A cell holds at most \(limit) characters.", ["limit": "\(limit)"])
        case .tooManyRows(let limit):
            Parts("xlsx.tooManyRows", "A sheet holds at most \(limit) rows.", ["limit": "\(limit)"])
        case .badMarkup(let what): Parts("xml.bad", "This is not XML: \(what).", ["what": what])
        default: Parts("file", "The file cannot be read.")
        }
    }
}
