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

    func label(_ figure: DossierFigure) -> String { label(figure.name, of: figure.of) }

    func label(_ name: String, of code: String?) -> String {
        words("dossier.figure.\(name)", values.merging(["of": code.map { self.name(of: $0) } ?? ""]) { $1 })
    }

    func title(of part: String) -> String { words("dossier.section.\(part)", values) }

    /// The finding where there is something to find: who stands first, with how much.
    func title(of table: DossierTable) -> String {
        var values = values
        values["of"] = table.of.map { name(of: $0) } ?? ""
        values["top"] = table.rows.first.map { text($0[0]) } ?? ""
        return words("dossier.table.\(table.name)", values)
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
        return words("dossier.interval", ["lower": shown(lower), "upper": shown(upper)])
    }

    private func count(_ value: Double?) -> String { words.number(Int(value ?? 0)) }

    private func percent(_ value: Double) -> String {
        words("dossier.percent", ["value": words.number(value * 100, digits: abs(value) < 0.1 ? 1 : 0)])
    }

    /// Three significant digits, so that small shares and large multiples can both be read.
    private func figure(_ value: Double) -> String {
        let size = abs(value)
        let digits = size == 0 || size >= 100 ? 0 : max(0, min(5, 2 - Int(log10(size).rounded(.down))))
        return words.number(value, digits: digits)
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
