import Foundation
import Text

/// Through what a word of the query was found in a document.
public enum Way: String, Sendable, CaseIterable {
    case exact, stem, prefix, typo, phrase
}

/// A query worked out against one snapshot for one reader: which terms, with which weights.
struct Plan {
    /// One stem that stands for a clause.
    struct Alternative {
        let stem: String
        let way: Way
        /// Points for an impact of 1, before saturation at 255.
        let weight: UInt32
        /// The term's number in each segment, or -1.
        let numbers: [Int32]
    }

    /// What one clause, or one word of a phrase, is found by.
    struct Group {
        let text: String
        let alternatives: [Alternative]
        let isRequired: Bool
    }

    /// Words that must follow one another; for each the stems that will do.
    struct Phrase {
        let words: [[Alternative]]
    }

    private(set) var groups: [Group] = []
    private(set) var phrases: [Phrase] = []
    private(set) var excluded: [Alternative] = []
    private(set) var excludedPhrases: [Phrase] = []
    /// What was typed between quotes.
    private(set) var phraseTexts: Set<String> = []
    /// A word that every hit needs is nowhere.
    private(set) var isImpossible = false

    private let sight: Sight
    private let allowsTypos: Bool

    /// Words of a query that are looked up; of more, the rarest.
    static let mostGroups = 256
    /// Stems one prefix stands for; of more, the most frequent.
    static let mostOfPrefix = 512
    private static let mostOfTypo = 16
    /// Unknown words that are corrected, and prefixes that are expanded, in one query: each costs a walk through the
    /// dictionary. Further prefixes count as words.
    private var typosLeft = 16
    private var prefixesLeft = 8
    /// Whole numbers keep sums exact in any order; this many points make one unit of idf.
    static let scale = 128.0

    init(_ query: Query, _ sight: Sight, allowsTypos: Bool) {
        self.sight = sight
        self.allowsTypos = allowsTypos
        addGroups(of: query)
        for clause in query.excluded { exclude(clause) }
    }

    // MARK: Wanted

    private struct Draft {
        let text: String
        var stems: [(stem: String, way: Way)]
        var weight: Double
        var isRequired: Bool
        var found: [(stem: String, way: Way, numbers: [Int32])] = []
        var count = 0
    }

    private mutating func addGroups(of query: Query) {
        var drafts: [Draft] = []
        var places: [String: Int] = [:]
        for clause in Self.united(query.clauses) {
            for draft in self.drafts(of: clause, mode: query.mode) {
                let key = draft.stems.map { "\($0.way.rawValue) \($0.stem)" }.joined(separator: "|")
                if let place = places[key] {
                    drafts[place].weight = min(3, drafts[place].weight + draft.weight)
                    drafts[place].isRequired = drafts[place].isRequired || draft.isRequired
                } else {
                    places[key] = drafts.count
                    drafts.append(draft)
                }
            }
        }
        if drafts.contains(where: { $0.isRequired && $0.count == 0 }) { isImpossible = true }
        drafts.removeAll { $0.count == 0 }
        if drafts.count > Self.mostGroups {
            let order = drafts.indices.sorted {
                (drafts[$0].count, drafts[$0].text, $0) < (drafts[$1].count, drafts[$1].text, $1)
            }
            drafts = order.prefix(Self.mostGroups).sorted().map { drafts[$0] }
        }
        // One word alone is the same whether it is needed or not, and found faster so.
        if drafts.count == 1 { drafts[0].isRequired = false }
        groups = drafts.map(group)
        if groups.isEmpty { isImpossible = true }
    }

    /// Each clause once; what is said twice weighs twice, at most three times.
    private static func united(_ clauses: [Query.Clause]) -> [Query.Clause] {
        var united: [Query.Clause] = []
        var places: [String: Int] = [:]
        for clause in clauses {
            let key = "\(clause.kind) \(clause.terms.map { "\($0.plain) \($0.stem)" })"
            if let place = places[key] {
                united[place].weight = min(3, united[place].weight + clause.weight)
            } else {
                places[key] = united.count
                united.append(clause)
            }
        }
        return united
    }

    private mutating func drafts(of clause: Query.Clause, mode: Query.Mode) -> [Draft] {
        let isRequired = mode == .all
        switch clause.kind {
        case .word:
            let whole = draft(clause.terms[0], clause.text, clause.weight, isRequired)
            guard whole.count == 0, !clause.parts.isEmpty else { return [corrected(whole, clause.terms[0])] }
            var parts: [Draft] = []
            for part in clause.parts {
                parts.append(corrected(draft(part, part.plain, clause.weight, isRequired), part))
            }
            return parts
        case .prefix: return [prefixDraft(clause, isRequired)]
        case .phrase:
            let words = clause.terms.map { draft($0, clause.text, clause.weight, true) }
            phrases.append(Phrase(words: words.map { group($0).alternatives }))
            phraseTexts.insert(clause.text)
            return words
        }
    }

    /// A word by its stem, and by the stems its form has in texts of other languages.
    private func draft(_ term: Query.Term, _ text: String, _ weight: Double, _ isRequired: Bool) -> Draft {
        var stems = [term.stem]
        for stem in term.plain.withBytes({ sight.stems(ofForm: $0) }) where stem != term.stem { stems.append(stem) }
        let draft = filled(
            Draft(text: text, stems: stems.map { ($0, .stem) }, weight: weight, isRequired: isRequired))
        guard draft.count == 0, !term.otherStems.isEmpty else { return draft }
        return filled(
            Draft(text: text, stems: term.otherStems.map { ($0, .stem) }, weight: weight, isRequired: isRequired))
    }

    private func filled(_ draft: Draft) -> Draft {
        var draft = draft
        for (stem, way) in draft.stems {
            let (numbers, count) = stem.withBytes { sight.find(term: $0) }
            guard count > 0 else { continue }
            draft.found.append((stem, way, numbers))
            draft.count += count
        }
        return draft
    }

    /// A word nobody uses is taken for the words one slip of the keyboard away.
    private mutating func corrected(_ draft: Draft, _ term: Query.Term) -> Draft {
        guard draft.count == 0, allowsTypos, typosLeft > 0 else { return draft }
        typosLeft -= 1
        var stems = Set<String>()
        let tokeniser = Tokeniser()
        for word in Neighbours.words(of: term.plain) {
            for stem in word.withBytes({ sight.stems(ofForm: $0) }) { stems.insert(stem) }
            guard term.language != .unknown else { continue }
            // What was meant may stand in the texts in other forms only.
            let stem = tokeniser.stem(of: word, in: term.language)
            if stem.withBytes({ sight.find(term: $0).count }) > 0 { stems.insert(stem) }
        }
        return mostFrequent(stems, .typo, Self.mostOfTypo, draft)
    }

    private mutating func prefixDraft(_ clause: Query.Clause, _ isRequired: Bool) -> Draft {
        guard prefixesLeft > 0 else { return draft(clause.terms[0], clause.text, clause.weight, isRequired) }
        prefixesLeft -= 1
        let stems = clause.terms[0].plain.withBytes { sight.stems(ofFormsFrom: $0) }
        let draft = Draft(text: clause.text, stems: [], weight: clause.weight, isRequired: isRequired)
        return mostFrequent(stems, .prefix, Self.mostOfPrefix, draft)
    }

    private func mostFrequent(_ stems: Set<String>, _ way: Way, _ limit: Int, _ draft: Draft) -> Draft {
        var draft = draft
        var found: [(stem: String, numbers: [Int32], count: Int)] = []
        for stem in stems {
            let (numbers, count) = stem.withBytes { sight.find(term: $0) }
            if count > 0 { found.append((stem, numbers, count)) }
        }
        found.sort { $0.count != $1.count ? $0.count > $1.count : $0.stem < $1.stem }
        for entry in found.prefix(limit) {
            draft.stems.append((entry.stem, way))
            draft.found.append((entry.stem, way, entry.numbers))
            draft.count += entry.count
        }
        return draft
    }

    /// All stems of a clause weigh what the clause as a whole is rare: a rare word does not outweigh the one that was
    /// meant because it happens to begin alike. Rarity is BM25's, over what the reader sees (Robertson and Spärck
    /// Jones 1976, kept above zero).
    private func group(_ draft: Draft) -> Group {
        let total = Double(sight.documentCount)
        let count = min(total, Double(draft.count))
        let rarity = log(1 + (total - count + 0.5) / (count + 0.5))
        let alternatives = draft.found.map { stem, way, numbers in
            let share = way == .typo ? 0.6 : way == .prefix ? 0.8 : 1
            let points = (rarity * Self.scale * share * draft.weight).rounded()
            return Alternative(
                stem: stem, way: way, weight: UInt32(min(6_000, max(1, points))), numbers: numbers)
        }
        return Group(text: draft.text, alternatives: alternatives, isRequired: draft.isRequired)
    }

    // MARK: Not wanted

    private mutating func exclude(_ clause: Query.Clause) {
        switch clause.kind {
        case .word: excluded += group(draft(clause.terms[0], clause.text, 1, true)).alternatives
        case .prefix: excluded += group(prefixDraft(clause, true)).alternatives
        case .phrase:
            let words = clause.terms.map { group(draft($0, clause.text, 1, true)).alternatives }
            if words.allSatisfy({ !$0.isEmpty }) { excludedPhrases.append(Phrase(words: words)) }
        }
    }
}

/// The words one slip away from a word: a letter too many, too few, wrong, or two exchanged (Damerau 1964).
enum Neighbours {
    private static let alphabets: [Script: [Unicode.Scalar]] = [
        .latin: Array("abcdefghijklmnopqrstuvwxyz".unicodeScalars),
        .cyrillic: Array("абвгдежзийклмнопрстуфхцчшщъыьэюяіғқңөұүһәґє".unicodeScalars),
        .armenian: (0x561...0x586).compactMap(Unicode.Scalar.init),
        .greek: (0x3B1...0x3C9).compactMap(Unicode.Scalar.init),
        .georgian: (0x10D0...0x10F0).compactMap(Unicode.Scalar.init),
    ]

    /// Nothing for words of fewer than four letters, for those with digits and for scripts without an alphabet here.
    static func words(of word: String) -> [String] {
        let letters = Array(word.unicodeScalars)
        guard (4...32).contains(letters.count), let alphabet = alphabets[Script.dominant(in: word)],
            !letters.contains(where: { $0.properties.numericType != nil })
        else { return [] }
        var words: [[Unicode.Scalar]] = []
        for place in letters.indices {
            var shorter = letters
            shorter.remove(at: place)
            words.append(shorter)
            if place + 1 < letters.count {
                var exchanged = letters
                exchanged.swapAt(place, place + 1)
                words.append(exchanged)
            }
            for letter in alphabet where letter != letters[place] {
                var other = letters
                other[place] = letter
                words.append(other)
            }
        }
        for place in 0...letters.count {
            for letter in alphabet { words.append(letters[..<place] + [letter] + letters[place...]) }
        }
        return words.map { scalars in
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            return String(text)
        }
    }
}
