import Interchange

extension ImportKind {
    /// An empty table with a row as example, CSV or workbook; nil for kinds that come from elsewhere.
    func template(isWorkbook: Bool) throws -> [UInt8]? {
        let columns: [(column: String, example: String)]
        switch self {
        case .organisations: columns = OrganisationTable.template
        case .people: columns = PersonTable.template
        case .programmes: columns = CooperationProgramme.template
        case .mobility: columns = MobilityScheme.template
        case .ror, .cordis, .calls, .topics, .coauthorship: return nil
        }
        if isWorkbook {
            let row = columns.map { Workbook.Cell.text($0.example) }
            return try Workbook([.init(name: rawValue, columns: columns.map(\.column), rows: [row])]).bytes()
        }
        var writer = CSVWriter(columns: columns.map(\.column))
        writer.append(columns.map(\.example))
        return writer.bytes
    }
}
