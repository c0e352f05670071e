import Foundation

/// Finds which organisation of a directory an affiliation text means, as papers and forms carry it: `Dept of Physics,
/// Univ. of Tartu, Ülikooli 18, Tartu, Estonia`.
///
/// The text is cut at commas; every name of the directory whose rarest words stand in the text is held against the
/// segment that holds most of it. What counts: how much of the name is there, by the rarity of its words; what stands
/// right beside it and would make it another name (`University of X Hospital`); whether country and city agree; whether
/// a longer name covers it. Read by any number of threads.
public struct AffiliationResolver: Sendable {
    /// An organisation of the directory with what it is known by.
    public struct Organisation: Sendable {
        public var id: String
        /// Names in all languages, the main one first; the language is ISO 639-1, nil where it is not known.
        public var names: [(text: String, language: String?)]
        public var acronyms: [String]
        /// ISO 3166-1 alpha-2; nil where it is not known.
        public var country: String?
        public var city: String?
        /// The ids of the organisations it is part of.
        public var parents: [String]

        public init(
            id: String, names: [(text: String, language: String?)], acronyms: [String] = [], country: String? = nil,
            city: String? = nil, parents: [String] = []
        ) {
            (self.id, self.names, self.acronyms) = (id, names, acronyms)
            (self.country, self.city, self.parents) = (country, city, parents)
        }
    }

    /// The organisation a text means, how sure that is, and by what.
    public struct Resolution: Sendable, Equatable {
        public let id: String
        /// From 0 to 1; `resolve` gives none below its threshold.
        public let confidence: Double
        /// What was found: the name, country, city.
        public let reason: String
    }

    /// A name of an organisation in the form that is compared.
    struct Entry: Sendable {
        let organisation: Int32
        let words: [Int32]
        /// The words' own letters, where the vocabulary made synonyms the same.
        let marks: [UInt64]
        /// The sum of the words' rarity.
        let weight: Float
        let name: String
        /// Whether it is the first of the organisation's names.
        let isMain: Bool
        let isLatin: Bool
    }

    /// What is known of an organisation besides its names.
    struct Place: Sendable {
        let id: String
        let country: String?
        let city: [Int32]
        var parents: [Int32]
    }

    private(set) var vocabulary: [String: Int32] = [:]
    private(set) var rarity: [Float] = []
    private(set) var common: [Bool] = []
    private(set) var entries: [Entry] = []
    private(set) var organisations: [Place] = []
    /// Names by their rarest word.
    private(set) var postings: [[Int32]] = []
    /// Names by all their words.
    private(set) var whole: [UInt64: [Int32]] = [:]
    private(set) var acronyms: [String: [Int32]] = [:]
    private(set) var near = AffiliationSpelling()
    let places: AffiliationPlaces

    /// - Parameters:
    ///   - organisations: the directory.
    ///   - countryNames: country codes with their names in any languages; names that papers use besides are known.
    public init(organisations: [Organisation], countryNames: [(code: String, name: String)]) {
        places = AffiliationPlaces(countryNames)
        let memory = AffiliationWords.Memory()
        let drafts = organisations.map { AffiliationDraft($0, memory) }
        countWords(of: drafts)
        var numbers: [String: Int32] = [:]
        for (place, one) in organisations.enumerated() { numbers[one.id] = Int32(place) }
        for (place, one) in organisations.enumerated() { enter(one, drafts[place], Int32(place), numbers) }
        postings = [[Int32]](repeating: [], count: vocabulary.count)
        for (place, entry) in entries.enumerated() {
            let rarest = entry.words.max { (rarity[Int($0)], $1) < (rarity[Int($1)], $0) }
            if let rarest { postings[Int(rarest)].append(Int32(place)) }
        }
        near = AffiliationSpelling(vocabulary)
    }

    /// How many organisations a directory of the research world has.
    private static let ordinarySize: Float = 20_000

    private mutating func countWords(of drafts: [AffiliationDraft]) {
        var counts: [Float] = []
        for draft in drafts {
            for word in Set(draft.names.flatMap(\.words)) {
                if let known = vocabulary[word] {
                    counts[Int(known)] += 1
                } else {
                    vocabulary[word] = Int32(counts.count)
                    counts.append(1)
                }
            }
        }
        for word in drafts.flatMap(\.city) where vocabulary[word] == nil {
            vocabulary[word] = Int32(counts.count)
            counts.append(1)
        }
        common = [Bool](repeating: false, count: counts.count)
        for (word, id) in vocabulary where word.hasPrefix("#") { common[Int(id)] = true }
        // A small directory is a sample of a large one, in which the common words would be common.
        let total = max(Self.ordinarySize, Float(drafts.count))
        let unseen = (total - Float(drafts.count)) * 0.05
        rarity = counts.indices.map { logf(1 + total / (counts[$0] + (common[$0] ? unseen : 0))) }
    }

    private mutating func enter(
        _ one: Organisation, _ draft: AffiliationDraft, _ place: Int32, _ numbers: [String: Int32]
    ) {
        var seen: Set<[Int32]> = []
        for (rank, name) in draft.names.enumerated() {
            let words = name.words.compactMap { vocabulary[$0] }
            if let last = whole[name.whole]?.last, entries[Int(last)].organisation == place { continue }
            guard !words.isEmpty, seen.insert(words + name.marks.map { Int32(truncatingIfNeeded: $0) }).inserted
            else { continue }
            whole[name.whole, default: []].append(Int32(entries.count))
            entries.append(
                Entry(
                    organisation: place, words: words, marks: name.marks,
                    weight: words.reduce(0) { $0 + rarity[Int($1)] }, name: name.text, isMain: rank == 0,
                    isLatin: name.isLatin))
        }
        for acronym in Set(one.acronyms.map(AffiliationDraft.acronym)) where acronym.count >= 3 {
            acronyms[acronym, default: []].append(place)
        }
        organisations.append(
            Place(
                id: one.id, country: one.country, city: draft.city.compactMap { vocabulary[$0] },
                parents: one.parents.compactMap { numbers[$0] }))
    }

    /// The organisation that `text` means; nil when none is sure enough.
    ///
    /// - Parameter threshold: the least confidence.
    public func resolve(_ text: String, threshold: Double = AffiliationResolver.threshold) -> Resolution? {
        candidates(for: text, limit: 1).first.flatMap { $0.confidence >= threshold ? $0 : nil }
    }

    /// Below this, answers are wrong too often: at it, about one in twenty is, on a published set of affiliations.
    public static let threshold = 0.7

    /// The organisations that `text` may mean, the surest first.
    public func candidates(for text: String, limit: Int = 5) -> [Resolution] {
        var matching = AffiliationMatching(AffiliationWords(text), self)
        return matching.ranked(limit: limit)
    }
}

/// An organisation's names cut into words.
struct AffiliationDraft {
    struct Name {
        let text: String
        /// The telling words, as they are compared, and as they are written.
        let words: [String]
        let marks: [UInt64]
        let whole: UInt64
        let isLatin: Bool
    }

    let names: [Name]
    let city: [String]

    init(_ organisation: AffiliationResolver.Organisation, _ memory: AffiliationWords.Memory) {
        names = organisation.names.map { name in
            let cut = AffiliationWords(name.text, memory: memory)
            let words = Self.telling(cut.words)
            return Name(
                text: name.text, words: words.map(\.key), marks: words.map(\.mark), whole: cut.whole,
                isLatin: cut.isLatin)
        }.filter { !$0.words.isEmpty }
        city =
            organisation.city.map { AffiliationWords($0, memory: memory).words.filter { !$0.isFiller }.map(\.key) }
            ?? []
    }

    /// The distinct words in their order, without fillers unless there is nothing else.
    private static func telling(_ words: [AffiliationWords.Word]) -> [AffiliationWords.Word] {
        let telling = words.filter { !$0.isFiller }
        var seen: Set<String> = []
        return Array((telling.isEmpty ? words : telling).filter { seen.insert($0.key).inserted }.prefix(24))
    }

    static func acronym(_ text: String) -> String {
        String(
            text.uppercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil })
    }
}

/// Words of the directory by their spellings with one letter left out, for words that a text misspells.
struct AffiliationSpelling: Sendable {
    private var places: [UInt64: Int32] = [:]
    private var words: [Int32: [UInt8]] = [:]

    init() {}

    /// Short words have too many neighbours; words that a thousand names share are worth the same care as others.
    init(_ vocabulary: [String: Int32]) {
        for (word, id) in vocabulary.sorted(by: { $0.value < $1.value }) {
            let bytes = Array(word.utf8)
            guard (8...24).contains(bytes.count), bytes[0] != UInt8(ascii: "#") else { continue }
            words[id] = bytes
            for key in Self.keys(bytes) where places[key] == nil { places[key] = id }
        }
    }

    /// The directory's word one letter off; nil when there is none.
    func correction(of word: String) -> Int32? {
        let bytes = Array(word.utf8)
        guard (8...24).contains(bytes.count) else { return nil }
        for key in Self.keys(bytes) {
            guard let id = places[key], let known = words[id], known[0] == bytes[0] else { continue }
            if NameDistance.between(known, bytes) <= 1 { return id }
        }
        return nil
    }

    private static func keys(_ word: [UInt8]) -> [UInt64] {
        (-1..<word.count).map { skipped in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for (place, byte) in word.enumerated() where place != skipped {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            }
            return hash
        }
    }
}
