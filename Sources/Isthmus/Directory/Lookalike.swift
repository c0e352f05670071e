import Text

/// A profile that may be the one that somebody is about to add: shown once, before there are two.
public struct Lookalike: Sendable, Equatable {
    public let kind: ProfileKind
    public let id: String
    /// A plain name, or a person's names as their column holds them.
    public let name: String
    public let country: String
    /// Of organisations, where they are.
    public let city: String
    /// Has an identifier that was typed.
    public let isSameIdentifier: Bool

    var path: String { (kind == .person ? "/people/" : "/organisations/") + id }

    /// From here on two names are more often one's than not, and a second look costs less than a second profile.
    static let leastScore = 0.8
    static let most = 6

    /// The best that names have in common, from 0 to 1.
    static func score(_ typed: [PreparedName], _ known: [String], _ kind: NameKind) -> Double {
        let known = known.prefix(8).map { PreparedName($0, kind: kind) }
        return typed.flatMap { own in known.map { NameComparison(own, $0).score } }.max() ?? 0
    }
}

/// What a form says of a thing that it adds, as far as the search for lookalikes goes by it.
struct Sketch: Sendable {
    /// The id that came with the form.
    let id: String
    let names: [String]
    let country: String
    let identifiers: [Identifier]
    let orcid: String?

    /// Reads what was typed and complains about nothing: that is for the verb.
    init(_ given: [String: Given]) {
        let fields = Fields(given)
        id = fields.text("id", atMost: 40)
        country = fields.text("country", atMost: 2)
        let organisation = [fields.text("legal_name", atMost: 300)].filter { !$0.isEmpty }
        if organisation.isEmpty {
            names = fields.personNames("names", []).map(\.text)
        } else {
            names = organisation + fields.records("names", [], atMost: 60) { OrganisationName.read($0) }.map(\.text)
        }
        identifiers = fields.records("identifiers", [], atMost: 30) { Identifier.read($0) }
        orcid = fields.orcid("orcid", nil)
    }
}
