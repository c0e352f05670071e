import Foundation
import Text

/// Through what a word of the query was found in a document.
public enum Way: String, Sendable, CaseIterable {
    case exact, stem, prefix, typo, phrase
    /// In another alphabet, or by another habit of writing names.
    case spelling
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

    /// Prefixes that stand for fewer words than begin so.
    private(set) var shortened: [ShortenedPrefix] = []

    private let sight: Sight
    private let options: SearchOptions

    /// Words of a query that are looked up; of more, the rarest.
    static let mostGroups = 256
    private static let mostOfTypo = 16
    private static let mostOfSpelling = 48
    /// Unknown words that are corrected, words that are spelt otherwise, and prefixes that are expanded, in one query:
    /// each costs a walk through the dictionary. Further prefixes count as words.
    private var typosLeft = 16
    private var spellingsLeft = 8
    private var prefixesLeft = 8
    /// Whole numbers keep sums exact in any order; this many points make one unit of idf.
    static let scale = 128.0

    init(_ query: Query, _ sight: Sight, _ options: SearchOptions) {
        self.sight = sight
        self.options = options
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
        let last = query.clauses.last
        for clause in Self.united(query.clauses) {
            for draft in self.drafts(of: clause, mode: query.mode, isLast: clause == last) {
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

    private mutating func drafts(of clause: Query.Clause, mode: Query.Mode, isLast: Bool) -> [Draft] {
        let isRequired = mode == .all
        switch clause.kind {
        case .word:
            let whole = draft(clause.terms[0], clause.text, clause.weight, isRequired)
            guard whole.count == 0, !clause.parts.isEmpty else {
                return [corrected(widened(whole, clause.terms[0], isLast: isLast), clause.terms[0])]
            }
            var parts: [Draft] = []
            for (place, part) in clause.parts.enumerated() {
                let draft = draft(part, part.plain, clause.weight, isRequired)
                let isLast = isLast && place == clause.parts.count - 1
                parts.append(corrected(widened(draft, part, isLast: isLast), part))
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

    /// A word with what the options let it stand for beside.
    private mutating func widened(_ draft: Draft, _ term: Query.Term, isLast: Bool) -> Draft {
        var draft = draft
        let widening = options.widening
        if widening.contains(.beginnings) || isLast && widening.contains(.lastBeginning), prefixesLeft > 0 {
            prefixesLeft -= 1
            let stems = term.plain.withBytes { sight.stems(ofFormsFrom: $0) }
            draft = mostFrequent(stems, .prefix, options.mostOfPrefix, draft)
        }
        if widening.contains(.spellings), spellingsLeft > 0 {
            spellingsLeft -= 1
            let stems = sight.stems(respelling: term.plain, Tokeniser())
            draft = mostFrequent(stems, .spelling, Self.mostOfSpelling, draft)
        }
        // Of four letters too many others are one letter away for a word that somebody does use.
        let isLong = term.plain.unicodeScalars.count > 4
        if widening.contains(.slips), isLong || draft.count == 0, typosLeft > 0 {
            typosLeft -= 1
            let stems = sight.stems(near: term.plain, term.language, Tokeniser())
            draft = mostFrequent(stems, .typo, Self.mostOfTypo, draft)
        }
        return draft
    }

    /// A word nobody uses is taken for the words one slip of the keyboard away.
    private mutating func corrected(_ draft: Draft, _ term: Query.Term) -> Draft {
        guard draft.count == 0, options.allowsTypos, typosLeft > 0 else { return draft }
        typosLeft -= 1
        return mostFrequent(sight.stems(near: term.plain, term.language, Tokeniser()), .typo, Self.mostOfTypo, draft)
    }

    private mutating func prefixDraft(_ clause: Query.Clause, _ isRequired: Bool) -> Draft {
        guard prefixesLeft > 0 else { return draft(clause.terms[0], clause.text, clause.weight, isRequired) }
        prefixesLeft -= 1
        let stems = clause.terms[0].plain.withBytes { sight.stems(ofFormsFrom: $0) }
        let draft = Draft(text: clause.text, stems: [], weight: clause.weight, isRequired: isRequired)
        return mostFrequent(stems, .prefix, options.mostOfPrefix, draft)
    }

    /// Adds the most frequent of some stems that the draft does not have yet.
    private mutating func mostFrequent(_ stems: Set<String>, _ way: Way, _ limit: Int, _ draft: Draft) -> Draft {
        var draft = draft
        let known = Set(draft.found.map(\.stem))
        var found: [(stem: String, numbers: [Int32], count: Int)] = []
        for stem in stems where !known.contains(stem) {
            let (numbers, count) = stem.withBytes { sight.find(term: $0) }
            if count > 0 { found.append((stem, numbers, count)) }
        }
        if way == .prefix, found.count > limit {
            shortened.append(ShortenedPrefix(text: draft.text, used: limit, total: found.count))
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
            let points = (rarity * Self.scale * Self.share(of: way) * draft.weight).rounded()
            return Alternative(
                stem: stem, way: way, weight: UInt32(min(6_000, max(1, points))), numbers: numbers)
        }
        return Group(text: draft.text, alternatives: alternatives, isRequired: draft.isRequired)
    }

    /// How much a word found in some way counts beside the word itself.
    private static func share(of way: Way) -> Double {
        switch way {
        case .exact, .stem, .phrase: 1
        case .prefix: 0.8
        case .spelling: 0.7
        case .typo: 0.6
        }
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
