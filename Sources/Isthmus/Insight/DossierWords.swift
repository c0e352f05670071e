import Foundation

/// A dossier's cells and names in a reader's language.
struct DossierWords: Sendable {
    let words: Words
    let sides: CooperatingSides
    let groupName: Multilingual?

    init(_ dossier: Dossier, _ words: Words) {
        (self.words, sides, groupName) = (words, dossier.sides, dossier.groupName)
    }

    var first: String { words.country(sides.first.code) }
    var second: String { name(of: sides.second.code) }
    var title: String { words("dossier.title", ["first": first, "second": second]) }

    /// A country, a group, a list, by the code that a figure or a table is about.
    func name(of code: String) -> String {
        if code == sides.second.code, let groupName { return groupName.reading(words.language) }
        return Self.name(of: CooperatingSide(code), code, words)
    }

    static func name(of side: CooperatingSide?, _ code: String, _ words: Words) -> String {
        side?.name(words) ?? code
    }

    private var values: [String: String] { ["first": first, "second": second] }

    /// With the years, where the records behind it are asked for by years.
    func label(_ figure: DossierFigure) -> String {
        label(figure.name, of: figure.of, years: Self.years(figure.cell))
    }

    /// Without years where it stands for those of two states.
    func label(_ name: String, of code: String?, years: String? = nil) -> String {
        Self.label(
            name, isGroup: !sides.second.isCountry,
            values.merging(["of": code.map { self.name(of: $0) } ?? "", "years": years ?? ""]) { $1 }, words)
    }

    /// What a figure of quality is called: of a country, or of a source of records.
    func quality(_ figure: DossierFigure) -> String {
        let of = figure.of.map { words.has("source.\($0)") ? words("source.\($0)") : name(of: $0) }
        return words("dossier.quality.\(figure.name)", ["of": of ?? ""])
    }

    static func label(_ name: String, isGroup: Bool, _ values: [String: String], _ words: Words) -> String {
        let key = ofGroup("dossier.figure.\(name)", isGroup, words)
        let isUndated = values["years", default: ""].isEmpty && words.has("\(key).undated")
        return words(isUndated ? "\(key).undated" : key, values)
    }

    /// What is counted once for each country of a group has sentences of its own.
    static func ofGroup(_ key: String, _ isGroup: Bool, _ words: Words) -> String {
        isGroup && words.has("\(key).group") ? "\(key).group" : key
    }

    /// The years that the records behind a cell are of, as its address asks for them: 2011–2015.
    static func years(_ cell: DossierCell?) -> String? {
        guard let address = cell?.address, let mark = address.firstIndex(of: "?") else { return nil }
        let query = Query(encoded: address[address.index(after: mark)...])
        guard let from = query["from"], let to = query["to"] else { return nil }
        return from == to ? from : "\(from)–\(to)"
    }

    /// What the page begins with on works: how many in which years.
    func lede(works figure: DossierFigure) -> String {
        let key = Self.ofGroup("dossier.lede.works", !sides.second.isCountry, words)
        let own = ["count": text(figure.cell), "years": Self.years(figure.cell) ?? ""]
        return words(key, values.merging(own) { $1 })
    }

    func title(of part: String) -> String { words("dossier.section.\(part)", values) }

    /// The finding where there is something to find: who stands first. Where the first two are equal, nobody does.
    func title(of table: DossierTable) -> String {
        var values = values
        values["of"] = table.of.map { name(of: $0) } ?? ""
        values["top"] = table.rows.first.map { text($0[0]) } ?? ""
        values["years"] = Self.years(table.more) ?? table.rows.first?.lazy.compactMap { Self.years($0) }.first ?? ""
        let key = Self.ofGroup("dossier.table.\(table.name)", !sides.second.isCountry, words)
        let first = table.rows.prefix(2).map { $0.count > 1 ? $0[1].said : .none }
        let isEven = (first.isEmpty || first.count == 2 && first[0] == first[1]) && words.has("\(key).even")
        return words(isEven ? "\(key).even" : key, values)
    }

    /// Whose figures they are and of when.
    static func source(_ source: EvidenceSource, _ day: Day, _ words: Words) -> String {
        words("dossier.source.evidence", ["publisher": source.publisher, "day": words.day(day)])
    }

    func head(_ column: String) -> String { words("dossier.column.\(column)", values) }

    /// What a cell says, without its interval.
    func text(_ cell: DossierCell) -> String {
        switch cell.kind {
        case .number: words.number(Int(cell.value ?? 0))
        case .figure: cell.value.map { figure($0) } ?? "–"
        case .growth: cell.value.map { percent($0) } ?? "–"
        case .money: words.money(Money(minor: Int64(cell.value ?? 0), currency: cell.text ?? "EUR"))
        case .text: cell.text ?? ""
        case .country: words.country(cell.text ?? "")
        case .day: cell.text.flatMap { Day($0) }.map { words.day($0) } ?? ""
        case .word: cell.text.map { words($0, values) } ?? ""
        case .texts: cell.texts?.reading(words.language) ?? ""
        case .few: words("dossier.few", ["count": count(cell.value), "least": count(cell.upper)])
        case .none: "–"
        }
    }

    /// The 95 % interval; nil for what has none.
    func interval(_ cell: DossierCell) -> String? {
        guard let lower = cell.lower, let upper = cell.upper, cell.kind == .figure || cell.kind == .growth else {
            return nil
        }
        let shown = cell.kind == .growth ? percent : figure
        // As many digits as it takes to tell the two ends apart.
        let ends = (0...6).lazy.map { more in [lower, upper].map { shown($0, more) } }
        let told = lower == upper ? ends.first : ends.first { $0[0] != $0[1] }
        guard let told = told ?? ends.last else { return nil }
        return words("dossier.interval", ["lower": told[0], "upper": told[1]])
    }

    private func count(_ value: Double?) -> String { words.number(Int(value ?? 0)) }

    private func percent(_ value: Double, _ more: Int = 0) -> String {
        words("dossier.percent", ["value": words.number(value * 100, digits: (abs(value) < 0.1 ? 1 : 0) + more)])
    }

    /// Three significant digits, so that small shares and large multiples can both be read.
    private func figure(_ value: Double, _ more: Int = 0) -> String {
        let size = abs(value)
        let digits = size == 0 || size >= 100 ? 0 : max(0, min(5, 2 - Int(log10(size).rounded(.down))))
        return words.number(value, digits: digits + more)
    }

    /// For machines: numbers with a point, days and codes as they are.
    func plain(_ cell: DossierCell) -> String {
        switch cell.kind {
        case .number: String(Int(cell.value ?? 0))
        case .figure, .growth: cell.value.map { "\($0)" } ?? ""
        case .money: "\(Money(minor: Int64(cell.value ?? 0), currency: cell.text ?? "EUR").plain)"
        case .text, .country, .day: cell.text ?? ""
        case .few, .none: ""
        case .word, .texts: text(cell)
        }
    }
}
