import Foundation

/// A spreadsheet file (xlsx) being read: the names of its sheets, and each sheet as records of texts.
///
/// Whole numbers come as `12`, others in their shortest decimal form, booleans as `true` and `false`, cells with a
/// date format as ISO text (`2026-05-01`, `2026-05-01T10:30:00`, `10:30:00`), formulas as their last result.
public struct WorkbookReader: Sendable {
    public let sheetNames: [String]
    private let zip: ZipReader
    private let name: String?
    private let paths: [String]
    private let sharedTexts: [String]
    private let dateStyles: Set<Int>
    private let is1904: Bool

    /// Reads everything but the sheets.
    ///
    /// - Parameter limit: most bytes unpacked; more throws `.tooLarge`.
    /// - Throws: what `ZipReader` throws, and `.badWorkbook`.
    public init(bytes: [UInt8], name: String? = nil, limit: Int = 200 << 20) throws {
        self.name = name
        do {
            let zip = try ZipReader(bytes: bytes, name: name, limit: limit)
            self.zip = zip
            guard zip.contains("xl/workbook.xml") else {
                throw InterchangeError(reason: .badWorkbook("the zip file holds no workbook"))
            }
            let targets = try Self.targets(zip)
            let index = try Self.index(zip)
            is1904 = index.is1904
            sheetNames = index.sheets.map(\.name)
            paths = index.sheets.map { targets[$0.id] ?? "" }
            sharedTexts = try Self.sharedTexts(zip)
            dateStyles = try Self.dateStyles(zip)
        } catch let error as InterchangeError { throw error.placed(file: name) }
    }

    /// One sheet: its first row that is not empty is the header row, empty rows are passed over.
    ///
    /// - Parameter sheet: a name out of `sheetNames`; the first when nil.
    /// - Throws: `.missingSheet`, `.emptyTable`, `.duplicateColumn`, `.badMarkup`, `.badWorkbook`.
    public func records(sheet: String? = nil) throws -> SheetRecords {
        let place = sheet.map { sheetNames.firstIndex(of: $0) } ?? (sheetNames.isEmpty ? nil : 0)
        guard let place else {
            throw InterchangeError.at(file: name, reason: .missingSheet(sheet ?? "1"))
        }
        do {
            let markup = try MarkupScan(zip.content(of: paths[place]))
            let scan = SheetScan(markup, sharedTexts: sharedTexts, dateStyles: dateStyles, is1904: is1904)
            return try SheetRecords(scan, file: name)
        } catch let error as InterchangeError { throw error.placed(file: name, field: sheetNames[place]) }
    }

    /// Where each relation of the workbook leads: relation id → path in the zip file.
    private static func targets(_ zip: ZipReader) throws -> [String: String] {
        var scan = try MarkupScan(zip.content(of: "xl/_rels/workbook.xml.rels"))
        var targets: [String: String] = [:]
        while let event = try scan.next() {
            guard case .start("Relationship", _) = event, let id = scan.attribute("Id"),
                let target = scan.attribute("Target")
            else { continue }
            targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        }
        return targets
    }

    private static func index(_ zip: ZipReader) throws -> (sheets: [(name: String, id: String)], is1904: Bool) {
        var scan = try MarkupScan(zip.content(of: "xl/workbook.xml"))
        var sheets: [(name: String, id: String)] = []
        var is1904 = false
        while let event = try scan.next() {
            guard case .start(let element, _) = event else { continue }
            if element == "sheet", let name = scan.attribute("name"), let id = scan.attribute("id") {
                sheets.append((name, id))
            } else if element == "workbookPr" {
                is1904 = ["1", "true"].contains(scan.attribute("date1904") ?? "")
            }
        }
        return (sheets, is1904)
    }

    private static func sharedTexts(_ zip: ZipReader) throws -> [String] {
        guard zip.contains("xl/sharedStrings.xml") else { return [] }
        var scan = try MarkupScan(zip.content(of: "xl/sharedStrings.xml"))
        var texts: [String] = []
        while let event = try scan.next() {
            guard case .start("si", let isEmpty) = event else { continue }
            texts.append(isEmpty ? "" : try SheetText.text(of: &scan, until: "si"))
        }
        return texts
    }

    /// The places of those cell styles that show a number as a date or a time.
    private static func dateStyles(_ zip: ZipReader) throws -> Set<Int> {
        guard zip.contains("xl/styles.xml") else { return [] }
        var scan = try MarkupScan(zip.content(of: "xl/styles.xml"))
        var formats: [Int: String] = [:]
        var (styles, place, isInCellStyles): (Set<Int>, Int, Bool) = ([], 0, false)
        while let event = try scan.next() {
            switch event {
            case .start("numFmt", _):
                guard let id = scan.attribute("numFmtId").flatMap({ Int($0) }) else { continue }
                formats[id] = scan.attribute("formatCode")
            case .start("cellXfs", _): isInCellStyles = true
            case .end("cellXfs"): isInCellStyles = false
            case .start("xf", _) where isInCellStyles:
                let id = scan.attribute("numFmtId").flatMap { Int($0) } ?? 0
                let isDate = formats[id].map(SheetText.isDateFormat) ?? SheetText.dateFormats.contains(id)
                if isDate { styles.insert(place) }
                place += 1
            default: break
            }
        }
        return styles
    }
}

/// The records of one sheet.
public final class SheetRecords: RecordSource {
    public let header: Header
    public private(set) var progress = 0.0
    private var scan: SheetScan
    private let file: String?
    private var failure: InterchangeError?

    init(_ scan: SheetScan, file: String?) throws {
        var scan = scan
        guard let (line, cells) = try scan.nextRow() else { throw InterchangeError(reason: .emptyTable) }
        let last = cells.lastIndex { !$0.isEmpty } ?? -1
        header = try Header(Array(cells[...last]), file: file, line: line)
        self.scan = scan
        self.file = file
    }

    /// The next row that is not empty, filled up to the header's length; nil after the last.
    ///
    /// - Throws: `.wrongFieldCount` when something stands to the right of the header, after which the next call goes on
    ///   with the row below; `.badMarkup` and `.badWorkbook`, which end the reading.
    public func next() throws -> Record? {
        if let failure { throw failure }
        do {
            guard let (line, cells) = try scan.nextRow() else {
                progress = 1
                return nil
            }
            progress = scan.progress
            let found = (cells.lastIndex { !$0.isEmpty } ?? -1) + 1
            let expected = header.columns.count
            guard found <= expected else {
                throw InterchangeError.at(
                    file: file, line: line, reason: .wrongFieldCount(expected: expected, found: found))
            }
            var (bytes, ends): ([UInt8], [Int32]) = ([], [])
            for place in 0..<expected {
                if place < cells.count { bytes.append(contentsOf: cells[place].utf8) }
                ends.append(Int32(truncatingIfNeeded: bytes.count))
            }
            return Record(line: line, header: header, bytes: bytes, ends: ends)
        } catch let error as InterchangeError {
            let placed = error.placed(file: file)
            if case .wrongFieldCount = error.reason { throw placed }
            failure = placed
            throw placed
        }
    }
}
