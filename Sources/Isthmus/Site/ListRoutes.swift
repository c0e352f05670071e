import Foundation
import Hummingbird
import Interchange

/// The addresses that every list has: the page, CSV, XLSX, and the API's JSON.
public struct ListRoutes<Item: Codable & Sendable>: Sendable {
    let page: ListPage<Item>
    let facets: [Facet]
    /// One page of the list for whoever asks; without counts for exports.
    let find:
        @Sendable (_ selection: Selection, _ actor: Actor, _ counting: Bool, _ programme: Programme) async throws ->
            Found<Item>
    /// The area's own buttons above the list.
    let tools: @Sendable (SiteContext) async throws -> HTML
    /// Names of values that only the database knows, by value.
    let names: @Sendable (Selection, SiteContext) async throws -> [String: String]

    public init(
        _ page: ListPage<Item>, facets: [Facet],
        tools: @escaping @Sendable (SiteContext) async throws -> HTML = { _ in "" },
        names: @escaping @Sendable (Selection, SiteContext) async throws -> [String: String] = { _, _ in [:] },
        find: @escaping @Sendable (Selection, Actor, Bool, Programme) async throws -> Found<Item>
    ) {
        (self.page, self.facets, self.tools, self.names, self.find) = (page, facets, tools, names, find)
    }

    /// Exports end here; the file says so in its last line.
    private static var mostRows: Int { 100_000 }

    /// `front` is the page at the bare address, for kinds that are better met by something else than their list.
    public func add(to routes: Routes, front: (@Sendable (SiteContext) async throws -> Response)? = nil) {
        let path = page.path
        routes.get(RouterPath(path)) { _, context in
            if let front, context.visit.query.without("lang").items.isEmpty { return try await front(context) }
            return try await html(context)
        }
        routes.get(RouterPath(path + ".csv")) { _, context in files.csv(try await all(context), context) }
        routes.get(RouterPath(path + ".xlsx")) { _, context in
            try files.workbook(try await all(context), context)
        }
        routes.get(RouterPath("/api/v1" + path)) { _, context in try await json(context) }
    }

    private func html(_ context: SiteContext) async throws -> Response {
        let selection = Selection(context.visit.query, facets: facets)
        let found = try await find(selection, context.actor, true, context.programme)
        let (tools, names) = (try await tools(context), try await names(selection, context))
        let body = page.html(found, selection, facets: facets, context.visit, tools: tools, names: names)
        let query = context.visit.query.without("after", "before", "lang").address
        return Answers.page(
            Page(
                title: context.words("\(page.kind).title"), body: body, area: page.path,
                formats: ["csv", "xlsx"].map { ($0.uppercased(), "\(page.path).\($0)\(query)") }
                    + [("JSON", "/api/v1\(page.path)\(query)")],
                isKept: true),
            context)
    }

    private func all(_ context: SiteContext) async throws -> [Item] {
        var selection = Selection(context.visit.query, facets: facets, most: 5_000)
        selection.limit = 5_000
        var items: [Item] = []
        repeat {
            let found = try await find(selection, context.actor, false, context.programme)
            items += found.items
            selection.place = found.next
        } while selection.place != nil && items.count < Self.mostRows
        return items
    }

    private var files: ListFiles<Item> { ListFiles(page) }

    /// A program is told what a person would see: a filter or a limit that cannot be.
    private func check(_ selection: Selection, _ query: Query) throws(Problem) {
        var issues = selection.unknown.map { Problem.Issue($0.facet, "field.unknown", ["code": $0.value]) }
        _ = query.limit(else: 50, most: 100, &issues)
        guard issues.isEmpty else { throw .invalid(issues) }
    }

    /// `{"items": […], "total": n, "next": "address"}`.
    private func json(_ context: SiteContext) async throws -> Response {
        let selection = Selection(context.visit.query, facets: facets)
        try check(selection, context.visit.query)
        let found = try await find(selection, context.actor, true, context.programme)
        let next = found.next.map { place in
            context.visit.path
                + context.visit.query.without("before").setting("after", to: ["\(place.value)~\(place.id)"]).address
        }
        return try Answers.json(ListBody(items: found.items, total: found.total, next: next), context)
    }
}

/// A list as files: its columns in the reader's language and the codes behind them.
struct ListFiles<Item: Codable & Sendable>: Sendable {
    private let page: ListPage<Item>

    init(_ page: ListPage<Item>) { self.page = page }

    func csv(_ items: [Item], _ context: SiteContext) -> Response {
        var writer = CSVWriter(columns: heads(context), style: .spreadsheet)
        for item in items {
            writer.append(page.columns.map { $0.plain(item, context.words) } + page.codes.map { $0.value(item) })
        }
        return Answers.download(writer.take(), type: "text/csv; charset=utf-8", name: "\(page.kind).csv", context)
    }

    func workbook(_ items: [Item], _ context: SiteContext) throws -> Response {
        let rows: [[Workbook.Cell]] = items.map { item in
            let cells: [Workbook.Cell] = page.columns.map { column in
                let text = column.plain(item, context.words)
                return column.isNumber ? Double(text).map(Workbook.Cell.number) ?? .text(text) : .text(text)
            }
            return cells + page.codes.map { .text($0.value(item)) }
        }
        let sheet = Workbook.Sheet(name: context.words("\(page.kind).title"), columns: heads(context), rows: rows)
        return Answers.download(
            try Workbook([sheet]).bytes(), type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            name: "\(page.kind).xlsx", context)
    }

    private func heads(_ context: SiteContext) -> [String] {
        page.columns.map { context.words("\(page.kind).column.\($0.name)") } + page.codes.map(\.name)
    }
}

extension Query {
    /// How many a program asks for, from 1 to `most`; what cannot be is an issue.
    func limit(else usual: Int, most: Int, _ issues: inout [Problem.Issue]) -> Int {
        guard let text = self["limit"] else { return usual }
        if let limit = Int(text), (1...most).contains(limit) { return limit }
        issues.append(.init("limit", "field.range", ["min": "1", "max": String(most)]))
        return usual
    }
}

private struct ListBody<Item: Encodable>: Encodable {
    let items: [Item]
    let total: Int
    let next: String?
}
