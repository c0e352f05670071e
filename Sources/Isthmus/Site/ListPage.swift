import Foundation
import Interchange

/// How a list looks: its columns, the names of its choices, where its things and exports stand.
public struct ListPage<Item: Encodable & Sendable>: Sendable {
    /// The first word of its sentences' keys, in the plural: `organisations`.
    public let kind: String
    public let path: String
    /// Whether the finder keeps searches in it.
    public let canBeSaved: Bool
    public let columns: [ListColumn<Item>]
    /// Further columns of exports, for machines: ids, codes and moments under the names that the API has for them.
    public let codes: [ListCode<Item>]
    /// The name of a facet's value for a reader.
    public let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String
    /// What the reader can do with a line, in a column of its own; it is in no export.
    public let lineTools: (@Sendable (Item, Visit) -> HTML)?
    /// The column by which the list is sorted when nobody chose.
    let sortedBy: String

    public init(
        kind: String, path: String, canBeSaved: Bool = false, columns: [ListColumn<Item>],
        codes: [ListCode<Item>] = [], sortedBy: String? = nil,
        lineTools: (@Sendable (Item, Visit) -> HTML)? = nil,
        label: @escaping @Sendable (_ facet: String, _ value: String, _ words: Words) -> String
    ) {
        (self.kind, self.path, self.columns, self.label) = (kind, path, columns, label)
        (self.codes, self.lineTools, self.canBeSaved) = (codes, lineTools, canBeSaved)
        self.sortedBy = sortedBy ?? columns.first?.name ?? ""
    }
}

/// A column that only exports have.
public struct ListCode<Item: Sendable>: Sendable {
    public let name: String
    public let value: @Sendable (Item) -> String

    public init(_ name: String, _ value: @escaping @Sendable (Item) -> String) {
        (self.name, self.value) = (name, value)
    }
}

public struct ListColumn<Item: Sendable>: Sendable {
    /// The last word of the key of its head: `organisations.column.country`.
    public let name: String
    /// The sort that its head offers.
    public let sort: String?
    public let isNumber: Bool
    /// For CSV and spreadsheets.
    public let plain: @Sendable (Item, Words) -> String
    public let cell: @Sendable (Item, Words) -> HTML

    public init(
        _ name: String, sort: String? = nil, isNumber: Bool = false, plain: @escaping @Sendable (Item, Words) -> String,
        cell: (@Sendable (Item, Words) -> HTML)? = nil
    ) {
        (self.name, self.sort, self.isNumber, self.plain) = (name, sort, isNumber, plain)
        self.cell = cell ?? { item, words in "\(plain(item, words))" }
    }
}

extension ListColumn {
    /// A day: in words on the page, as 2026-05-01 in exports.
    public static func day(
        _ name: String, sort: String? = nil, _ day: @escaping @Sendable (Item) -> Day?
    ) -> ListColumn {
        ListColumn(
            name, sort: sort, plain: { line, _ in day(line)?.description ?? "" },
            cell: { line, words in "\(day(line).map { words.day($0) })" })
    }
}

extension Selection {
    /// Values of one facet that an address may name: as many as a group of countries has members at most.
    static let mostValues = 250

    /// Reads what an address says: `q`, the names of the facets, `sort`, `after`, `before`, `limit`.
    public init(_ query: Query, facets: [Facet], most: Int = 100) {
        self.init()
        text = String((query["q"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines).prefix(200))
        for facet in facets {
            let asked = query.all(facet.name).filter { !$0.isEmpty }.prefix(Self.mostValues)
            for value in asked.map({ String($0.prefix(100)) }) {
                if let known = facet.read(value) {
                    chosen[facet.name, default: []].append(known)
                } else {
                    unknown.append((facet.name, value))
                }
            }
        }
        sort = query["sort"] ?? ""
        limit = min(most, max(1, query["limit"].flatMap { Int($0) } ?? 50))
        for name in ["after", "before"] {
            guard let place = query[name], let cut = place.lastIndex(of: "~") else { continue }
            let value = String(place[..<cut].prefix(1_000))
            self.place = .init(
                value: value, id: String(place[place.index(after: cut)...].prefix(40)), isBackwards: name == "before")
        }
    }
}

extension Selection {
    /// The same for what programs subscribe to, whose notices nobody reads: filters that cannot be are refused, where a
    /// page says that they narrow nothing.
    func subscribed() throws -> Selection {
        guard unknown.isEmpty else {
            throw Problem.invalid(unknown.map { Problem.Issue($0.facet, "field.unknown", ["code": $0.value]) })
        }
        return self
    }
}

extension ListPage {
    /// The whole list page: filters with counts, chips, table, paging, exports. `tools` are the area's own buttons,
    /// `names` those of values that only the database knows.
    public func html(
        _ found: Found<Item>, _ selection: Selection, facets: [Facet], _ visit: Visit, tools: HTML = "",
        names: [String: String] = [:]
    ) -> HTML {
        let words = visit.words
        return """
            <div class="title"><h1>\(words("\(kind).title"))</h1><p \
            class="lede">\(words("\(kind).count", count: found.total))</p>
            \(tools)</div>
            <div class="list">
            <aside class="filters" id="filters" aria-label="\(words("list.filters"))">
            <form action="\(path)" role="search">\
            \(visit.query.without("q", "after", "before").items.map { item -> HTML in
                "<input type=\"hidden\" name=\"\(item.name)\" value=\"\(item.value)\">"
            })<label for="list-q">\(words("list.search"))</label>
            <input type="search" id="list-q" name="q" value="\(selection.text)"></form>
            \(facets.filter(\.isOffered).map { fieldset($0, found.counts[$0.name] ?? [], selection, visit, names) })
            </aside>
            <section class="results" aria-label="\(words("\(kind).title"))">
            \(unknown(selection, words))\(chips(selection, facets, names, visit))
            <div class="tools"><a class="to-filters" href="#filters">\(words("list.to_filters"))</a> \
            <span>\(words("list.export"))
            <a href="\(path).csv\(visit.query.without("after", "before", "lang").address)">CSV</a>
            <a href="\(path).xlsx\(visit.query.without("after", "before", "lang").address)">XLSX</a>
            <a href="/api/v1\(path)\(visit.query.without("after", "before", "lang").address)">JSON</a></span>\
            \(saving(visit))</div>
            \(found.items.isEmpty ? empty(words) : table(found.items, selection, visit))
            \(paging(found, visit))
            </section>
            </div>
            """
    }

    /// Leads whoever is signed in to keeping what was chosen here.
    private func saving(_ visit: Visit) -> HTML {
        let query = visit.query.without("after", "before", "lang")
        guard canBeSaved, visit.actor.isSignedIn, !query.without("sort", "limit").items.isEmpty else { return "" }
        let address = "/account/searches/new" + Query([("address", path + query.address)]).address
        return " \(Parts.link(address, visit.words("list.save")))"
    }

    private func fieldset(
        _ facet: Facet, _ counts: [(value: String, count: Int)], _ selection: Selection, _ visit: Visit,
        _ names: [String: String]
    ) -> HTML {
        guard !counts.isEmpty else { return "" }
        let words = visit.words
        let chosen = selection.chosen[facet.name] ?? []
        let options: [HTML] = counts.map { value, count in
            let isChosen = chosen.contains(value)
            let values = isChosen ? chosen.filter { $0 != value } : chosen + [value]
            let query = visit.query.without("after", "before").setting(facet.name, to: values)
            return """
                <li><a class="option" \
                href="\(path)\(query.address)"\(attribute: "aria-current", isChosen ? "true" : nil)>\
                \(names[value] ?? label(facet.name, value, words)) \
                <span class="count">\(words.number(count))</span></a></li>
                """
        }
        let first = options.prefix(10).joined()
        let rest: HTML =
            options.count > 10
            ? """
            <details><summary>\(words("list.more", count: options.count - 10))</summary>
            <ul>\(options.dropFirst(10).joined())</ul></details>
            """
            : ""
        return "<fieldset><legend>\(words("\(kind).facet.\(facet.name)"))</legend><ul>\(first)</ul>\(rest)</fieldset>"
    }

    /// What the address asks for that cannot be: the list is not narrowed by it, and says so.
    private func unknown(_ selection: Selection, _ words: Words) -> HTML {
        let lines: [HTML] = selection.unknown.map { facet, value in
            let values = ["facet": words("\(kind).facet.\(facet)"), "value": value]
            return "<p class=\"notice wait\" role=\"status\">\(words("list.unknown", values))</p>"
        }
        return lines.joined()
    }

    private func chips(
        _ selection: Selection, _ facets: [Facet], _ names: [String: String], _ visit: Visit
    ) -> HTML {
        let words = visit.words
        var chips: [HTML] = []
        let query = visit.query.without("after", "before")
        if !selection.text.isEmpty {
            chips.append(
                """
                <li><a href="\(path)\(query.without("q").address)">“\(selection.text)” \
                <span aria-hidden="true">×</span></a></li>
                """
            )
        }
        for facet in facets {
            for value in selection.chosen[facet.name] ?? [] {
                let rest = (selection.chosen[facet.name] ?? []).filter { $0 != value }
                let address = path + query.setting(facet.name, to: rest).address
                let name = names[value] ?? label(facet.name, value, words)
                chips.append(
                    """
                    <li><a href="\(address)" \
                    aria-label="\(words("list.remove", ["name": name]))">\
                    \(name) <span aria-hidden="true">×</span></a></li>
                    """)
            }
        }
        return chips.isEmpty ? "" : "<ul class=\"chips\">\(chips)</ul>"
    }

    private func table(_ items: [Item], _ selection: Selection, _ visit: Visit) -> HTML {
        let words = visit.words
        let heads = columns.map { words("\(kind).column.\($0.name)") }
        let head: [HTML] = zip(columns, heads).map { column, head in
            let style: HTML = column.isNumber ? " class=\"number\"" : ""
            guard let sort = column.sort else { return "<th scope=\"col\"\(style)>\(head)</th>" }
            let isSorted = selection.sort == sort || (selection.sort.isEmpty && column.name == sortedBy)
            let address = path + visit.query.without("after", "before").setting("sort", to: [sort]).address
            return """
                <th \
                scope="col"\(style)\
                \(attribute: "aria-sort", isSorted ? (column.isNumber ? "descending" : "ascending") : nil)>\
                <a href="\(address)">\(head)</a></th>
                """
        }
        var rows = HTML.empty
        for item in items {
            rows += "<tr>"
            for (column, head) in zip(columns, heads) {
                let style: HTML = column.isNumber ? " class=\"number\"" : ""
                rows += "<td\(style) data-label=\"\(head)\">\(column.cell(item, words))</td>"
            }
            if let lineTools { rows += "<td>\(lineTools(item, visit))</td>" }
            rows += "</tr>\n"
        }
        let last: HTML = lineTools == nil ? "" : "<td></td>"
        return "<table class=\"records\"><thead><tr>\(head)\(last)</tr></thead><tbody>\n\(rows)</tbody></table>"
    }

    private func empty(_ words: Words) -> HTML {
        "<div class=\"empty\"><p>\(words("\(kind).empty"))</p><p>\(Parts.link(path, words("list.clear")))</p></div>"
    }

    private func paging(_ found: Found<Item>, _ visit: Visit) -> HTML {
        func link(_ place: Selection.Place?, _ name: String, _ rel: String) -> HTML? {
            guard let place else { return nil }
            let query = visit.query.without("after", "before").setting(name, to: ["\(place.value)~\(place.id)"])
            return "<a rel=\"\(rel)\" href=\"\(path)\(query.address)\">\(visit.words("list.\(rel)"))</a>"
        }
        let links = [link(found.previous, "before", "prev"), link(found.next, "after", "next")].compactMap { $0 }
        return links.isEmpty
            ? "" : "<nav class=\"pages\" aria-label=\"\(visit.words("list.pages"))\">\(links.joined(" "))</nav>"
    }
}
