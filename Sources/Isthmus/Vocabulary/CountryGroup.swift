/// Countries that belong together in this field: the Union, an association, a part of the world. Used as filters.
public struct CountryGroup: Sendable, Hashable {
    /// Small letters and hyphens, as it stands in addresses: `eastern-partnership`.
    public let code: String
    public let name: Multilingual
    /// Alpha-2 codes in alphabetical order.
    public let members: [String]
    /// Since when, or as of when, and what else one must know; in English, for officers.
    public let validity: String

    /// In the order in which they are offered.
    public static let all: [CountryGroup] = VocabularyTable(file: "groups.tsv").lines.map { line in
        CountryGroup(
            code: line["code"], name: ["en": line["name_en"], "ru": line["name_ru"]],
            members: line["members"].split(separator: " ").map(String.init), validity: line["validity"])
    }

    public static func with(_ code: String) -> CountryGroup? { all.first { $0.code == code } }
    /// The groups that a country belongs to.
    public static func of(_ country: String) -> [CountryGroup] { all.filter { $0.members.contains(country) } }
}
