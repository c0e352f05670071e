import Indicators

/// One thing that a dossier says, in no language yet: a number, a country, a text; with the records behind it.
public struct DossierCell: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable {
        /// A whole number, a figure with its interval, a growth a year, an amount of money.
        case number, figure, growth, money
        case text, country, day
        /// The key of a sentence, and a text in languages.
        case word, texts
        /// Too little was counted to show a figure: so many, of so many that it takes.
        case few
        case none
    }
    public let kind: Kind
    public var text: String?
    public var texts: Multilingual?
    public var value: Double?
    public var lower: Double?
    public var upper: Double?
    /// Where the records are.
    public var address: String?

    public static let none = DossierCell(kind: .none)
    /// A number that is not whole and needs no interval.
    static func amount(_ value: Double, _ address: String? = nil) -> DossierCell {
        DossierCell(kind: .figure, value: value, address: address)
    }
    /// A share, told as percent.
    static func share(_ part: Int, of whole: Int, _ address: String? = nil) -> DossierCell {
        guard whole > 0 else { return .none }
        return DossierCell(kind: .growth, value: Double(part) / Double(whole), address: address)
    }
    static func number(_ number: Int, _ address: String? = nil) -> DossierCell {
        DossierCell(kind: .number, value: Double(number), address: address)
    }
    static func text(_ text: String, _ address: String? = nil) -> DossierCell {
        text.isEmpty ? .none : DossierCell(kind: .text, text: text, address: address)
    }
    static func texts(_ texts: Multilingual, _ address: String? = nil) -> DossierCell {
        texts.isEmpty ? .none : DossierCell(kind: .texts, texts: texts, address: address)
    }
    static func country(_ code: String, _ address: String? = nil) -> DossierCell {
        DossierCell(kind: .country, text: code, address: address)
    }
    static func word(_ key: String) -> DossierCell { DossierCell(kind: .word, text: key) }
    static func day(_ day: Day?) -> DossierCell {
        day.map { DossierCell(kind: .day, text: $0.description) } ?? .none
    }
    static func money(_ money: Money, _ address: String? = nil) -> DossierCell {
        DossierCell(kind: .money, text: money.currency, value: Double(money.minor), address: address)
    }
    /// A figure with its interval, or that too little was counted.
    static func figure(
        _ figure: Figure<Estimate>, _ address: String? = nil, as kind: Kind = .figure
    ) -> DossierCell {
        switch figure {
        case .shown(let estimate):
            DossierCell(
                kind: kind, value: estimate.value, lower: estimate.lower, upper: estimate.upper, address: address)
        case .tooFew(let count, let least):
            DossierCell(kind: .few, value: Double(count), upper: Double(least), address: address)
        }
    }
    static func value(_ figure: Figure<Double>, _ address: String? = nil) -> DossierCell {
        switch figure {
        case .shown(let value): DossierCell(kind: .figure, value: value, address: address)
        case .tooFew(let count, let least):
            DossierCell(kind: .few, value: Double(count), upper: Double(least), address: address)
        }
    }

    private init(
        kind: Kind, text: String? = nil, texts: Multilingual? = nil, value: Double? = nil, lower: Double? = nil,
        upper: Double? = nil, address: String? = nil
    ) {
        (self.kind, self.text, self.texts, self.value) = (kind, text, texts, value)
        (self.lower, self.upper, self.address) = (lower, upper, address)
    }

    /// The same without the way to its records: two cells that say the same are equal.
    var said: DossierCell {
        var cell = self
        cell.address = nil
        return cell
    }
}

/// A figure of a dossier under its name, with where it is from and how it is worked out.
public struct DossierFigure: Codable, Sendable, Equatable {
    /// The last word of the key of its label.
    public let name: String
    public let cell: DossierCell
    /// Of whom: a country's code, where a section has the figure of several.
    public var of: String?
    /// The part of the page about indicators that says how it is worked out; nil for plain counts.
    public var formula: String?

    /// Amounts of one name stand once for each currency.
    var currency: String? { cell.kind == .money ? cell.text : nil }
}

/// Rows under heads, and the picture that shows them.
public struct DossierTable: Codable, Sendable, Equatable {
    /// How a table is drawn.
    public enum Picture: String, Codable, Sendable, CaseIterable {
        case none, lines, years, bars, map, radar, network
    }
    /// The last word of the key of its title.
    public let name: String
    /// The last words of the keys of its heads; a code of a country or a group stands for its name.
    public let columns: [String]
    public var rows: [[DossierCell]]
    public var picture = Picture.none
    /// Of whom, where a section has the table of several.
    public var of: String?
    /// Where everything is that the table begins.
    public var more: DossierCell?

    /// As it stands in the name of its files.
    var file: String { of.map { "\(name)-\($0)".lowercased() } ?? name }
}

/// What one section says of two sides.
public struct DossierPart: Codable, Sendable, Equatable {
    public let name: String
    public var figures: [DossierFigure] = []
    public var tables: [DossierTable] = []
    /// Keys of sentences that tell what a reader has to know.
    public var notes: [String] = []
    /// The code of the source, where it is not the directory; and as of when.
    public var source: String?
    public var asOf: String?
    /// How far the figures can be trusted: what the source covers, what it could not place. Nil in editions of old.
    public var quality: [DossierFigure]?

    init(_ name: String) { self.name = name }

    var isEmpty: Bool { figures.isEmpty && tables.allSatisfy(\.rows.isEmpty) && notes.isEmpty }

    mutating func add(_ name: String, _ cell: DossierCell, of: String? = nil, formula: String? = nil) {
        figures.append(DossierFigure(name: name, cell: cell, of: of, formula: formula))
    }

    mutating func addQuality(_ name: String, _ cell: DossierCell, of: String? = nil) {
        quality = (quality ?? []) + [DossierFigure(name: name, cell: cell, of: of, formula: nil)]
    }
}

/// Everything about two sides.
public struct Dossier: Codable, Sendable, Equatable {
    public let sides: CooperatingSides
    /// The countries of the second side, without the first.
    public let members: [String]
    /// The name of a group of the office's own.
    public let groupName: Multilingual?
    public let parts: [DossierPart]
    /// When the figures were worked out.
    public let at: Moment

    /// The figure of a name, wherever it stands.
    func figure(_ name: String, of: String? = nil) -> DossierFigure? {
        parts.lazy.flatMap(\.figures).first { $0.name == name && (of == nil || $0.of == of) }
    }
    func table(file: String) -> DossierTable? { parts.lazy.flatMap(\.tables).first { $0.file == file } }
}

/// What changed between two states of a dossier: a figure with what it said before and says now.
public struct DossierDifference: Codable, Sendable, Equatable {
    public let part: String
    public let name: String
    public let of: String?
    public let before: DossierCell
    public let after: DossierCell

    /// Figures that differ, in the order of the later state; what is gone stands last.
    static func all(from before: [DossierPart], to after: [DossierPart]) -> [DossierDifference] {
        struct Place: Hashable {
            let part: String
            let name: String
            let of: String?
            let currency: String?
        }
        func places(_ parts: [DossierPart]) -> [(place: Place, cell: DossierCell)] {
            parts.flatMap { part in
                part.figures.map {
                    (Place(part: part.name, name: $0.name, of: $0.of, currency: $0.currency), $0.cell.said)
                }
            }
        }
        let old = Dictionary(places(before).map { ($0.place, $0.cell) }) { first, _ in first }
        let new = places(after)
        let met = Set(new.map(\.place))
        let changed = new.filter { old[$0.place] != $0.cell }
            .map { ($0.place, old[$0.place] ?? .none, $0.cell) }
        let gone = places(before).filter { !met.contains($0.place) }.map { ($0.place, $0.cell, DossierCell.none) }
        return (changed + gone).map { place, before, after in
            DossierDifference(part: place.part, name: place.name, of: place.of, before: before, after: after)
        }
    }
}
