import Foundation

extension Workbook {
    /// The xlsx file. Equal workbooks give equal bytes.
    ///
    /// - Throws: `.cellTooLong` and `.tooManyRows` with sheet and row, `.badWorkbook` when there is no sheet.
    public func bytes() throws -> [UInt8] {
        guard !sheets.isEmpty else { throw InterchangeError(reason: .badWorkbook("it has no sheet")) }
        var zip = ZipWriter()
        let names = Self.sheetNames(sheets.map(\.name))
        try zip.add("[Content_Types].xml", Array(contentTypes.utf8))
        try zip.add("_rels/.rels", Array(Self.packageRelations.utf8))
        try zip.add("xl/workbook.xml", Array(Self.index(names).utf8))
        try zip.add("xl/_rels/workbook.xml.rels", Array(indexRelations.utf8))
        try zip.add("xl/styles.xml", Array(Self.styles.utf8))
        for (place, sheet) in sheets.enumerated() {
            var writing = SheetWriting(sheet, name: names[place])
            try zip.add("xl/worksheets/sheet\(place + 1).xml", try writing.markup())
        }
        return zip.finished()
    }

    /// Names as spreadsheets allow them: 31 UTF-16 units, no `[ ] : * ? / \`, no quote at the ends, none twice.
    static func sheetNames(_ wanted: [String]) -> [String] {
        var used: Set<String> = []
        return wanted.enumerated().map { place, name in
            let cleared = String(name.map { "[]:*?/\\".contains($0) || $0.isNewline ? " " : $0 })
            let trimmed = cleared.trimmingCharacters(in: CharacterSet(charactersIn: "' "))
            let base = trimmed.isEmpty ? "Sheet\(place + 1)" : trimmed
            var (result, count) = (shortened(base, to: 31), 1)
            while !used.insert(result.lowercased()).inserted {
                count += 1
                result = shortened(base, to: 31 - " (\(count))".count) + " (\(count))"
            }
            return result
        }
    }

    private static func shortened(_ text: String, to limit: Int) -> String {
        var text = text
        while text.utf16.count > limit { text.removeLast() }
        return text
    }

    private static let declaration = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    static let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    private var contentTypes: String {
        let sheetTypes = sheets.indices.map {
            #"<Override PartName="/xl/worksheets/sheet\#($0 + 1).xml" ContentType="\#(Self.mediaType).worksheet+xml"/>"#
        }
        return Self.declaration + #"<Types xmlns="\#(Self.package)/content-types">"#
            + #"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
            + #"<Default Extension="xml" ContentType="application/xml"/>"#
            + #"<Override PartName="/xl/workbook.xml" ContentType="\#(Self.mediaType).sheet.main+xml"/>"#
            + #"<Override PartName="/xl/styles.xml" ContentType="\#(Self.mediaType).styles+xml"/>"#
            + sheetTypes.joined() + "</Types>"
    }

    private static var packageRelations: String {
        declaration + #"<Relationships xmlns="\#(package)/relationships">"#
            + #"<Relationship Id="rId1" Type="\#(office)/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    }

    private static func index(_ names: [String]) -> String {
        let sheets = names.enumerated().map { place, name in
            #"<sheet name="\#(escaped(name))" sheetId="\#(place + 1)" r:id="rId\#(place + 1)"/>"#
        }
        return declaration + #"<workbook xmlns="\#(namespace)" xmlns:r="\#(office)"><sheets>"#
            + sheets.joined() + "</sheets></workbook>"
    }

    private var indexRelations: String {
        let sheetRelations = sheets.indices.map {
            #"<Relationship Id="rId\#($0 + 1)" Type="\#(Self.office)/worksheet" "#
                + #"Target="worksheets/sheet\#($0 + 1).xml"/>"#
        }
        return Self.declaration + #"<Relationships xmlns="\#(Self.package)/relationships">"# + sheetRelations.joined()
            + #"<Relationship Id="rId\#(sheets.count + 1)" Type="\#(Self.office)/styles" Target="styles.xml"/>"#
            + "</Relationships>"
    }

    /// Four cell styles: plain, header, day, moment; `SheetWriting` names them by their place.
    private static var styles: String {
        let font = #"<sz val="11"/><name val="Calibri"/><family val="2"/>"#
        let base = #"fontId="0" fillId="0" borderId="0" xfId="0""#
        return declaration + #"<styleSheet xmlns="\#(namespace)">"#
            + #"<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/>"#
            + #"<numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts>"#
            + #"<fonts count="2"><font>\#(font)</font><font><b/>\#(font)</font></fonts>"#
            + #"<fills count="2"><fill><patternFill patternType="none"/></fill>"#
            + #"<fill><patternFill patternType="gray125"/></fill></fills>"#
            + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            + #"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#
            + #"<cellXfs count="4"><xf numFmtId="0" \#(base)/>"#
            + #"<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>"#
            + #"<xf numFmtId="164" \#(base) applyNumberFormat="1"/>"#
            + #"<xf numFmtId="165" \#(base) applyNumberFormat="1"/></cellXfs>"#
            + #"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#
    }

    /// Text for XML. What XML cannot hold is written as spreadsheets do, `_x0001_`.
    static func escaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: output += "&amp;"
            case 0x3C: output += "&lt;"
            case 0x3E: output += "&gt;"
            case 0x22: output += "&quot;"
            case 0x0D: output += "_x000D_"
            case 0x09, 0x0A: output.unicodeScalars.append(scalar)
            case 0..<0x20, 0xFFFE, 0xFFFF:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                output += "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }
}

/// One sheet being written.
private struct SheetWriting {
    private let sheet: Workbook.Sheet
    private let name: String
    private var output: [UInt8] = []

    init(_ sheet: Workbook.Sheet, name: String) { (self.sheet, self.name) = (sheet, name) }

    mutating func markup() throws -> [UInt8] {
        guard sheet.rows.count < Workbook.rowLimit else {
            throw InterchangeError.at(field: name, reason: .tooManyRows(limit: Workbook.rowLimit))
        }
        add(#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n")
        add(#"<worksheet xmlns="\#(Workbook.namespace)"><sheetViews><sheetView workbookViewId="0">"#)
        add(#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>"#)
        addWidths()
        add("<sheetData>")
        try addRow(1, sheet.columns.map { .text($0) }, isHeader: true)
        for (place, row) in sheet.rows.enumerated() { try addRow(place + 2, row, isHeader: false) }
        add("</sheetData></worksheet>")
        return output
    }

    private mutating func addWidths() {
        let count = max(sheet.columns.count, sheet.widths?.count ?? 0)
        guard count > 0 else { return }
        add("<cols>")
        for place in 0..<count {
            let given = sheet.widths.flatMap { $0.indices.contains(place) ? $0[place] : nil }
            let width = min(max(given ?? naturalWidth(place), 1), 255)
            add(#"<col min="\#(place + 1)" max="\#(place + 1)" width="\#(width)" customWidth="1"/>"#)
        }
        add("</cols>")
    }

    /// Wide enough for most texts, from 8 to 60 characters. Judged by the first rows, so that it costs little.
    private func naturalWidth(_ place: Int) -> Double {
        let header = place < sheet.columns.count ? sheet.columns[place].count + 2 : 0
        let longest =
            sheet.rows.prefix(500).map { row -> Int in
                guard place < row.count else { return 0 }
                return switch row[place] {
                case .empty: 0
                case .text(let text): text.count
                case .integer(let value): String(value).count
                case .number: 12
                case .boolean: 6
                case .day: 10
                case .moment: 19
                }
            }.max() ?? 0
        return Double(min(max(header, longest + 1, 8), 60))
    }

    private mutating func addRow(_ number: Int, _ cells: [Workbook.Cell], isHeader: Bool) throws {
        add("<row r=\"\(number)\">")
        for (place, cell) in cells.enumerated() {
            let open = "<c r=\"\(Self.letters(place))\(number)\""
            switch cell.storable {
            case .empty: continue
            case .text(let text):
                guard text.utf16.count <= Workbook.textLimit else {
                    let column = place < sheet.columns.count ? sheet.columns[place] : Self.letters(place)
                    throw InterchangeError.at(
                        line: number, field: column, reason: .cellTooLong(limit: Workbook.textLimit))
                }
                let style = isHeader ? " s=\"1\"" : ""
                add(open + style + #" t="inlineStr"><is><t xml:space="preserve">"# + Self.text(text) + "</t></is></c>")
            case .integer(let value): add(open + "><v>\(value)</v></c>")
            case .number(let value): add(open + "><v>\(value)</v></c>")
            case .boolean(let value): add(open + " t=\"b\"><v>\(value ? 1 : 0)</v></c>")
            case .day(let days): add(open + " s=\"2\"><v>\(days + SheetCalendar.epoch)</v></c>")
            case .moment(let seconds):
                add(open + " s=\"3\"><v>\(Double(seconds) / 86_400 + Double(SheetCalendar.epoch))</v></c>")
            }
        }
        add("</row>")
    }

    /// A text that happens to hold what could stand for a character, such as `_x0001_`, has its underscore escaped.
    private static func text(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return Workbook.escaped(text) }
        var (output, rest) = ("", text[...])
        while let place = rest.firstIndex(of: "_") {
            output += Workbook.escaped(String(rest[..<place]))
            output += SheetText.couldStandForCharacter(rest[place...]) ? "_x005F_" : "_"
            rest = rest[rest.index(after: place)...]
        }
        return output + Workbook.escaped(String(rest))
    }

    /// `A`, `B`, … `Z`, `AA` for places from 0.
    static func letters(_ place: Int) -> String {
        var (rest, text) = (place, "")
        repeat {
            text = String(UnicodeScalar(UInt8(65 + rest % 26))) + text
            rest = rest / 26 - 1
        } while rest >= 0
        return text
    }

    private mutating func add(_ text: String) { output.append(contentsOf: text.utf8) }
}
