import Foundation

/// A sheet's rows being read from its XML.
struct SheetScan {
    private var scan: MarkupScan
    private let sharedTexts: [String]
    private let dateStyles: Set<Int>
    private let is1904: Bool
    private var line = 0
    /// Most columns a spreadsheet has; a cell said to lie beyond must not make us fill the space before it.
    private static let columnLimit = 16_384

    init(_ scan: MarkupScan, sharedTexts: [String], dateStyles: Set<Int>, is1904: Bool) {
        (self.scan, self.sharedTexts, self.dateStyles, self.is1904) = (scan, sharedTexts, dateStyles, is1904)
    }

    var progress: Double { scan.progress }

    /// The next row with a text in it, with its number; nil at the end.
    mutating func nextRow() throws -> (line: Int, cells: [String])? {
        while let event = try scan.next() {
            guard case .start("row", let isEmpty) = event else { continue }
            line = scan.attribute("r").flatMap { Int($0) } ?? line + 1
            if isEmpty { continue }
            do {
                let cells = try row()
                if cells.contains(where: { !$0.isEmpty }) { return (line, cells) }
            } catch let error as InterchangeError { throw error.placed(line: line) }
        }
        return nil
    }

    private mutating func row() throws -> [String] {
        var cells: [String] = []
        while let event = try scan.next() {
            if case .end("row") = event { return cells }
            guard case .start("c", let isEmpty) = event else { continue }
            let place = scan.attribute("r").flatMap(Self.place) ?? cells.count
            guard place < Self.columnLimit else {
                throw InterchangeError(reason: .badWorkbook("a cell lies too far right"))
            }
            let kind = scan.attribute("t") ?? "n"
            let style = scan.attribute("s").flatMap { Int($0) }
            if isEmpty { continue }
            let text = try cell(kind, style)
            while cells.count <= place { cells.append("") }
            cells[place] = text
        }
        throw InterchangeError(reason: .badWorkbook("a row breaks off"))
    }

    private mutating func cell(_ kind: String, _ style: Int?) throws -> String {
        var value = ""
        while let event = try scan.next() {
            switch event {
            case .end("c"): return try shown(value, kind, style)
            case .start("v", false): value = try scan.textOfElement()
            case .start("is", false): value = try SheetText.text(of: &scan, until: "is")
            case .start("f", false): _ = try scan.textOfElement()
            default: break
            }
        }
        throw InterchangeError(reason: .badWorkbook("a cell breaks off"))
    }

    private func shown(_ value: String, _ kind: String, _ style: Int?) throws -> String {
        switch kind {
        case "s":
            let place = Int(value.trimmingCharacters(in: .whitespaces))
            guard let place, sharedTexts.indices.contains(place) else {
                throw InterchangeError(reason: .badWorkbook("a cell names the shared text \(value), which is missing"))
            }
            return sharedTexts[place]
        case "inlineStr": return value
        case "str": return SheetText.decoded(value)
        case "b": return value == "1" || value == "true" ? "true" : value.isEmpty ? "" : "false"
        case "n":
            guard let number = Double(value.trimmingCharacters(in: .whitespaces)) else { return value }
            if let style, dateStyles.contains(style),
                let text = SheetCalendar.text(serial: number, is1904: is1904)
            {
                return text
            }
            if let whole = Int64(exactly: number), abs(number) < 0x1p53 { return String(whole) }
            return "\(number)"
        default: return value
        }
    }

    /// The column of a cell such as `AB12`, counted from 0.
    private static func place(_ cell: String) -> Int? {
        var place = 0
        for byte in cell.utf8 {
            guard (0x41...0x5A).contains(byte), place < columnLimit else { break }
            place = place * 26 + Int(byte) - 64
        }
        return place > 0 ? place - 1 : nil
    }
}

/// What spreadsheets do to texts and number formats.
enum SheetText {
    /// The number formats every spreadsheet knows by number that show dates or times.
    static let dateFormats: Set<Int> = Set(14...22).union(27...36).union(50...58).union([45, 47])

    /// The text of a shared or inline string: its runs one after the other, without reading aids for Japanese.
    static func text(of scan: inout MarkupScan, until end: Substring) throws -> String {
        var text = ""
        var isAid = false
        while let event = try scan.next() {
            switch event {
            case .end(end): return decoded(text)
            case .start("rPh", false): isAid = true
            case .end("rPh"): isAid = false
            case .start("t", false):
                let piece = try scan.textOfElement()
                if !isAid { text += piece }
            default: break
            }
        }
        throw InterchangeError(reason: .badWorkbook("a text breaks off"))
    }

    /// Whether a format's code, such as `dd/mm/yyyy` or `[$-419]d mmmm yyyy`, shows dates or times. Only its part for
    /// positive numbers counts. Elapsed hours (`[h]:mm`) are amounts, not times of a day.
    static func isDateFormat(_ code: String) -> Bool {
        if code.lowercased().hasPrefix("general") { return false }
        var (isQuoted, isBracketed, isEscaped, isFirst) = (false, false, false, false)
        for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
            } else if isQuoted {
                isQuoted = character != "\""
            } else if isBracketed {
                if "hms".contains(character), isFirst { return false }
                (isBracketed, isFirst) = (character != "]", false)
            } else {
                switch character {
                case "\"": isQuoted = true
                case "[": (isBracketed, isFirst) = (true, true)
                case "\\", "_", "*": isEscaped = true
                case ";": return false
                case "y", "m", "d", "h", "s": return true
                default: break
                }
            }
        }
        return false
    }

    /// Whether `text` begins with an underscore that a reader could take for the start of `_x0001_`.
    static func couldStandForCharacter(_ text: Substring) -> Bool {
        let start = text.utf8.prefix(6)
        return start.count == 6 && start.starts(with: "_x".utf8) && start.dropFirst(2).allSatisfy(isHexadecimal)
    }

    /// Puts back the characters that stand as `_x000D_`.
    static func decoded(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        var (output, rest) = ("", text[...])
        while let place = rest.utf8.firstIndex(of: UInt8(ascii: "_")) {
            output += rest[..<place]
            let mark = rest[place...].utf8.prefix(7)
            if mark.count == 7, mark.last == UInt8(ascii: "_"), couldStandForCharacter(rest[place...]),
                let scalar = UInt32(String(decoding: mark.dropFirst(2).prefix(4), as: UTF8.self), radix: 16)
                    .flatMap({ Unicode.Scalar($0) })
            {
                output.unicodeScalars.append(scalar)
                rest = rest[mark.endIndex...]
            } else {
                output += "_"
                rest = rest[rest.utf8.index(after: place)...]
            }
        }
        return output + rest
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }
}
