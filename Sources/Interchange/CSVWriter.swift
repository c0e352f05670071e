/// A CSV file being written, row by row; quotes stand only where they are needed.
///
/// What `CSVReader` reads from it are the same texts, unless formulas were guarded.
public struct CSVWriter {
    /// How the file is written.
    public struct Style: Sendable, Equatable {
        /// An ASCII character; spreadsheets in most of Europe expect `;`.
        public var delimiter: Character = ","
        public var endsLinesWithCRLF = false
        /// Excel takes a file for UTF-8 only when it begins with this mark.
        public var hasByteOrderMark = false
        /// Puts `'` before a field that a spreadsheet would run as a formula. For files that people open in Excel;
        /// not for files that programmes read back.
        public var guardsFormulas = false

        public init() {}

        /// For files that programmes read: `,` and LF.
        public static let plain = Style()
        /// For files that people open in a spreadsheet: byte order mark, CRLF, guarded formulas.
        public static let spreadsheet: Style = {
            var style = Style()
            style.endsLinesWithCRLF = true
            style.hasByteOrderMark = true
            style.guardsFormulas = true
            return style
        }()
    }

    /// What is written and not yet taken.
    public private(set) var bytes: [UInt8] = []
    private let style: Style
    private let delimiter: UInt8

    /// Begins a file with its header row. No header row is written when `columns` is empty.
    public init(columns: [String], style: Style = .plain) {
        self.style = style
        delimiter = style.delimiter.asciiValue ?? UInt8(ascii: ",")
        if style.hasByteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
        if !columns.isEmpty { append(columns) }
    }

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes one row.
    public mutating func append(_ fields: [String]) {
        for (place, field) in fields.enumerated() {
            if place > 0 { bytes.append(delimiter) }
            // A row of one empty field would be an empty line, which readers skip.
            write(field, mustQuote: fields.count == 1 && field.isEmpty)
        }
        if style.endsLinesWithCRLF { bytes.append(0x0D) }
        bytes.append(0x0A)
    }

    /// Hands over what is written so far and goes on with nothing: for files sent while they are made.
    public mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    private mutating func write(_ field: String, mustQuote: Bool) {
        var field = field
        if style.guardsFormulas, Self.isFormula(field) { field = "'" + field }
        var field8 = field
        field8.withUTF8 { utf8 in
            let isSpecial =
                mustQuote
                || utf8.contains { $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
                // At the start of a file these would be taken for a byte order mark or a named delimiter.
                || utf8.starts(with: [0xEF, 0xBB, 0xBF]) || utf8.starts(with: "sep=".utf8)
            guard isSpecial else { return bytes.append(contentsOf: utf8) }
            bytes.append(0x22)
            for byte in utf8 {
                if byte == 0x22 { bytes.append(0x22) }
                bytes.append(byte)
            }
            bytes.append(0x22)
        }
    }

    /// Whether a spreadsheet would run `field` as a formula: it begins with `= + - @`, a tab or a line end and is not
    /// a number. Telephone numbers such as `+374 10 520704` count as formulas, as spreadsheets see them so.
    public static func isFormula(_ field: String) -> Bool {
        guard let first = field.utf8.first else { return false }
        switch first {
        case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D, 0x0A: return true
        case UInt8(ascii: "+"), UInt8(ascii: "-"): return !isNumber(field.utf8.dropFirst())
        default: return false
        }
    }

    /// Digits, with one point or comma among them and an exponent at the end.
    private static func isNumber(_ text: Substring.UTF8View) -> Bool {
        var (digits, points, position) = (0, 0, text.startIndex)
        while position < text.endIndex {
            switch text[position] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: "."), UInt8(ascii: ","): points += 1
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                var exponent = text[position...].dropFirst()
                if let sign = exponent.first, sign == 0x2B || sign == 0x2D { exponent = exponent.dropFirst() }
                let isWhole = !exponent.isEmpty && exponent.allSatisfy { (0x30...0x39).contains($0) }
                return digits > 0 && points <= 1 && isWhole
            default: return false
            }
            position = text.index(after: position)
        }
        return digits > 0 && points <= 1
    }
}
