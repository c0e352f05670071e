import Matching
import Search
import Text

/// A thing as it is found: its names, what is said of it, and by what it is filtered. Made from the database, and made
/// anew whenever the thing changes.
struct FinderRecord: Sendable {
    /// What kinds of things are found, in the order in which a page shows them.
    enum Kind: String, CaseIterable, Sendable {
        case organisation, person, team, competence, project, call, network

        /// Where things of the kind stand.
        var path: String {
            switch self {
            case .organisation: "/organisations"
            case .person: "/people"
            case .team: "/teams"
            case .competence: "/competences"
            case .project: "/projects"
            case .call: "/calls"
            case .network: "/networks"
            }
        }
    }

    let kind: Kind
    let id: String
    /// False for what the office alone may see.
    var isPublic: Bool
    /// What it is called, and what it is called in a reader's language where that differs.
    var title: String
    var titles: Multilingual = [:]
    /// In every language and script, with acronyms and identifiers.
    var names: [String] = []
    var keywords: [String] = []
    /// By which one asks for exactly this thing: registers' numbers, its own number.
    var identifiers: [String] = []
    /// Ids.
    var topics: [String] = []
    var texts: [Multilingual] = []
    /// What stands around it: its holder, its city.
    var context: [String] = []
    /// ISO 3166-1 alpha-2; empty where nobody said.
    var country = ""
    /// Whose expertise it proves, as keys.
    var owners: [String] = []
    /// Suggestions of more weight come first.
    var weight = 0
    /// What else a result says of the thing at a moment.
    var notes: @Sendable (_ words: Words, _ now: Moment) -> [String] = { _, _ in [] }

    var key: String { Self.key(kind, id) }
    var path: String { "\(kind.path)/\(id)" }
    func title(in language: String) -> String { titles[language] ?? title }

    /// What the thing is called for a reader; one without a title by its acronym or number.
    func title(_ words: Words) -> String {
        let title = title(in: words.language)
        guard kind == .project else { return title }
        return identifiers.contains(title) ? words("find.numbered", ["number": title]) : title
    }

    static func key(_ kind: Kind, _ id: String) -> String { "\(kind.rawValue)/\(id)" }

    static func parts(of key: some StringProtocol) -> (kind: Kind, id: String)? {
        let parts = key.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])) else { return nil }
        return (kind, String(parts[1]))
    }
}

extension FinderRecord {
    /// How the index is laid out: names before keywords and topics before running text.
    static let layout = Search.Layout(
        fields: [
            Search.Field("name", weight: 4, typicalLength: 8), Search.Field("keyword", weight: 2, typicalLength: 8),
            Search.Field("topic", weight: 1.5, typicalLength: 8), Search.Field("text", weight: 1, typicalLength: 60),
            Search.Field("context", weight: 0.7, typicalLength: 6),
        ],
        facets: ["kind", "country", "topic", "exact"])

    /// The record for the index of words.
    func document(topicNames: [String: Multilingual]) -> Search.Document {
        var passages = names.map { Search.Document.Passage("name", $0) }
        passages += spellings.map { Search.Document.Passage("name", $0) }
        passages += (keywords + identifiers).map { Search.Document.Passage("keyword", $0) }
        for topic in topics {
            for (language, name) in (topicNames[topic]?.texts ?? [:]).sorted(by: { $0.key < $1.key }) {
                passages.append(.init("topic", name, language: Text.Language(code: language)))
            }
        }
        for text in texts {
            for (language, text) in text.texts.sorted(by: { $0.key < $1.key }) {
                passages.append(.init("text", text, language: Text.Language(code: language)))
            }
        }
        passages += (context + countryNames).filter { !$0.isEmpty }.map { Search.Document.Passage("context", $0) }
        var facets = ["kind": [kind.rawValue], "topic": topics]
        facets["exact"] = Set(names.map { Self.exact($0) } + identifiers.map { Self.exact($0) }).subtracting([""])
            .sorted()
        if !country.isEmpty { facets["country"] = [country] }
        return Search.Document(
            key: key, visibility: isPublic ? "public" : "office", passages: passages, facets: facets, title: title,
            weight: UInt32(clamping: weight))
    }

    /// A whole name or number as it is compared: the signs inside do not count.
    static func exact(_ text: String) -> String { folded(text).replacing(" ", with: "") }

    /// What matching compares: everything said of the thing, with equal weight. Nil where that is nothing but a name. A
    /// call is nobody's, and is compared with what people have done.
    func matchingTexts(topicNames: [String: Multilingual]) -> [String]? {
        guard !owners.isEmpty || kind == .call else { return nil }
        // The words in a call's code stand in many codes, and say little.
        var parts = names + keywords + (kind == .call ? [] : identifiers)
        for text in texts { parts += text.texts.sorted { $0.key < $1.key }.map(\.value) }
        for topic in topics { parts += (topicNames[topic]?.texts ?? [:]).sorted { $0.key < $1.key }.map(\.value) }
        return parts
    }

    private var countryNames: [String] {
        country.isEmpty ? [] : ["en", "ru"].map { LocalNames.region(country, in: $0) }
    }

    /// A person's names as other alphabets and passports write them, so that one finds the other.
    private var spellings: [String] {
        guard kind == .person else { return [] }
        let latin = names.compactMap { name in
            Transliteration.language(of: name).map { Transliteration.spellings(of: name, in: $0) }
        }.flatMap { $0 }
        let cyrillic = names.filter { Transliteration.language(of: $0) == nil }
            .flatMap { Transliteration.originals(of: $0, in: .russian).prefix(2) }
        return Array((latin + cyrillic).filter { !names.contains($0) }.prefix(12))
    }
}
