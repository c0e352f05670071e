import Hummingbird
import Interchange

/// Who funds whom, and where nothing is open: pictures, tables, files.
public struct MatrixPages: Pages {
    public init() {}

    static let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    public func addRoutes(to routes: Routes) {
        routes.get("/inventory/funding") { _, context in try await funding(context) }
        routes.get("/inventory/funding.csv") { _, context in
            try Self.file(try await fundingTable(context), "funding", isWorkbook: false, context)
        }
        routes.get("/inventory/funding.xlsx") { _, context in
            try Self.file(try await fundingTable(context), "funding", isWorkbook: true, context)
        }
        routes.get("/inventory/gaps") { _, context in try await gaps(context) }
        routes.get("/inventory/gaps.csv") { _, context in
            try Self.file(try await gapTable(context), "gaps", isWorkbook: false, context)
        }
        routes.get("/inventory/gaps.xlsx") { _, context in
            try Self.file(try await gapTable(context), "gaps", isWorkbook: true, context)
        }
        routes.get("/inventory/gaps/records") { _, context in try await records(context) }
        routes.get("/api/v1/inventory/funding") { _, context in
            try Answers.json(try await matrix(context, isStrict: true), context)
        }
        routes.get("/api/v1/inventory/gaps") { _, context in
            try Answers.json(
                try await context.programme.gapMatrix(of: try pair(context, isStrict: true), as: context.actor), context
            )
        }
    }

    /// `currency` in the query; what is none is refused to programs, and left out for people.
    private func matrix(_ context: SiteContext, isStrict: Bool = false) async throws -> FundingMatrix {
        let given = context.visit.query["currency"].flatMap { $0.isEmpty ? nil : $0.uppercased() }
        let currency = given.flatMap { Currencies.isCode($0) ? $0 : nil }
        if isStrict, let given, currency == nil {
            throw Problem.invalid("currency", "field.unknown", ["code": String(given.prefix(20))])
        }
        return try await context.programme.fundingMatrix(in: currency, as: context.actor)
    }

    /// `pair=AM-DE`, or `a` and `b` as the form sends them.
    private func pair(_ context: SiteContext, isStrict: Bool = false) throws -> CountryPair? {
        let query = context.visit.query
        if let text = query["pair"], !text.isEmpty {
            let pair = CountryPair(text)
            if isStrict, pair == nil {
                throw Problem.invalid("pair", "field.unknown", ["code": String(text.prefix(20))])
            }
            return pair
        }
        guard let a = query["a"], let b = query["b"] else { return nil }
        return CountryPair("\(a)-\(b)")
    }

    private func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("inventory.title"), "/inventory")]
    }

    private func formats(_ path: String, _ context: SiteContext) -> [(label: String, path: String)] {
        let query = context.visit.query.without("lang").address
        return [
            ("CSV", "\(path).csv\(query)"), ("XLSX", "\(path).xlsx\(query)"), ("JSON", "/api/v1\(path)\(query)"),
        ]
    }

    private func funding(_ context: SiteContext) async throws -> Response {
        let matrix = try await matrix(context)
        let currencies = try await context.programme.fundingCurrencies(as: context.actor)
        return Answers.page(
            Page(
                title: context.words("funding.title"), crumbs: crumbs(context),
                body: MatrixViews.funding(matrix, currencies, context.visit), area: "/inventory",
                formats: formats("/inventory/funding", context), isKept: true), context)
    }

    private func gaps(_ context: SiteContext) async throws -> Response {
        let matrix = try await context.programme.gapMatrix(of: try pair(context), as: context.actor)
        return Answers.page(
            Page(
                title: context.words("gaps.title"), crumbs: crumbs(context),
                body: MatrixViews.gaps(matrix, context.visit), area: "/inventory",
                formats: formats("/inventory/gaps", context), isKept: true), context)
    }

    private func records(_ context: SiteContext) async throws -> Response {
        let (pair, query) = (try pair(context), context.visit.query)
        let stage = query["stage"].flatMap { CareerStage(rawValue: $0) }
        let theme = query["theme"].flatMap { TopicChoice.isField($0) ? $0 : nil }
        let records = try await context.programme.coveringRecords(pair, theme: theme, stage: stage, as: context.actor)
        let place = [
            pair?.name(context.words), theme.map { CompetenceViews.topic($0, context.words) },
            stage.map { context.words("call.stage.\($0.rawValue)") },
        ].compactMap { $0 }.joined(separator: " · ")
        return Answers.page(
            Page(
                title: context.words("gaps.records"),
                crumbs: crumbs(context) + [(context.words("gaps.title"), "/inventory/gaps")],
                body: MatrixViews.records(records, place, context.words), area: "/inventory", isKept: true), context)
    }

    /// A line for each two sides, so that a table of any size can be turned and summed.
    private func fundingTable(_ context: SiteContext) async throws -> (columns: [String], rows: [[Workbook.Cell]]) {
        let (words, matrix) = (context.words, try await matrix(context))
        let columns = [
            words("funding.payer"), words("funding.partner"), words("funding.programmes"), words("funding.amount"),
            words("programme.field.parties.currency"), "payerCode", "partnerCode",
        ]
        let rows: [[Workbook.Cell]] = matrix.cells.map { cell in
            let amount = matrix.currency.map { Money(minor: cell.amountMinor, currency: $0) }
            return [
                .text(CountrySide.name(cell.payer, words)), .text(CountrySide.name(cell.partner, words)),
                .number(Double(cell.programmes)), amount.map { .number($0.inUnits) } ?? .text(""),
                .text(matrix.currency ?? ""), .text(cell.payer), .text(cell.partner),
            ]
        }
        return (columns, rows)
    }

    private func gapTable(_ context: SiteContext) async throws -> (columns: [String], rows: [[Workbook.Cell]]) {
        let words = context.words
        let matrix = try await context.programme.gapMatrix(of: try pair(context), as: context.actor)
        let heads = matrix.columns.map { MatrixViews.column($0, matrix.kind, words) }
        let first = words(matrix.kind == .pairs ? "gaps.pair" : "gaps.theme")
        let rows = zip(matrix.rows, matrix.counts).map { row, counts -> [Workbook.Cell] in
            [.text(MatrixViews.row(row, matrix.kind, words)), .text(row)] + counts.map { .number(Double($0)) }
        }
        return ([first, "code"] + heads, rows)
    }

    private static func file(
        _ table: (columns: [String], rows: [[Workbook.Cell]]), _ name: String, isWorkbook: Bool, _ context: SiteContext
    ) throws -> Response {
        guard !isWorkbook else {
            let sheet = Workbook.Sheet(
                name: context.words("\(name).title"), columns: table.columns, rows: table.rows)
            return Answers.download(try Workbook([sheet]).bytes(), type: workbook, name: "\(name).xlsx", context)
        }
        var writer = CSVWriter(columns: table.columns, style: .spreadsheet)
        for row in table.rows {
            writer.append(
                row.map { cell in
                    switch cell {
                    case .text(let text): text
                    case .number(let number): number == number.rounded() ? String(Int64(number)) : "\(number)"
                    default: ""
                    }
                })
        }
        return Answers.download(writer.take(), type: "text/csv; charset=utf-8", name: "\(name).csv", context)
    }
}

extension TopicChoice {
    /// Whether an id can be that of a field of research.
    static func isField(_ id: String) -> Bool { id.hasPrefix("ford-") && id.utf8.count < 20 }
}
