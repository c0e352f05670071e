import Foundation
import Text

/// A country, or a group of countries that acts as one: the Union in an agreement.
enum CountrySide {
    static func isSide(_ code: String) -> Bool { Countries.isCode(code) || CountryGroup.with(code) != nil }

    /// The side that somebody means: a group by its code or name, a country by any code or name.
    static func code(_ text: String) -> String? {
        let typed = text.trimmingCharacters(in: .whitespaces)
        return CountryGroup.with(typed.lowercased())?.code ?? Countries.find(typed)?.code ?? groups[folded(typed)]
    }

    private static let groups: [String: String] = Dictionary(
        CountryGroup.all.flatMap { group in group.name.all.map { (folded($0), group.code) } }
    ) { first, _ in first }

    static func countries(of side: String) -> [String] { CountryGroup.with(side)?.members ?? [side] }

    static func name(_ side: String, _ words: Words) -> String {
        CountryGroup.with(side)?.name.reading(words.language) ?? words.country(side)
    }

    /// What can be chosen: groups first, then countries in the reader's order.
    static func options(_ words: Words) -> [(value: String, label: String)] {
        CountryGroup.all.map { ($0.code, $0.name.reading(words.language)) }
            + Countries.sorted(in: words.language).map { ($0.code, words.country($0.code)) }
    }
}

extension Fields {
    /// Several sides, each once, in the order in which they were given.
    func sides(_ name: String, _ current: [String], isRequired: Bool = false) -> [String] {
        let texts = texts(name, current, atMost: 60, each: 80)
        var sides: [String] = []
        for text in texts {
            guard let side = CountrySide.code(text) else {
                complain(name, "field.unknown", ["code": text])
                continue
            }
            if !sides.contains(side) { sides.append(side) }
        }
        if isRequired, sides.isEmpty, !issues.contains(where: { $0.field == path + name }) {
            complain(name, "field.required")
        }
        return sides
    }
}
