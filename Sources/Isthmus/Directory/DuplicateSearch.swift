import Foundation
import Text

/// A profile as the search for duplicates looks at it.
struct DuplicateCandidate: Sendable {
    let id: String
    let country: String
    /// As they are written; the first is the legal name, or how the person writes it.
    let names: [String]
    var acronyms: [String] = []
    var city = ""
    var place: (north: Double, east: Double)?
    /// Of the website and the e-mail address.
    var hosts: [String] = []
    var email = ""
    /// A number in a register that gives every thing one.
    var register: String?
    /// Ids of what it belongs to, or became: alike by nature.
    var related: Set<String> = []
    var workplaces: Set<String> = []
    var projects: Set<String> = []
}

/// How alike two of the names are that were given, by their places: from 0 to 1.
typealias NameScore = @Sendable (Int, Int) -> Double
/// Prepares names for being compared. The search asks for nothing else: a better comparison of names takes the place of
/// `DuplicateNames.plain` here.
typealias NameScorer = @Sendable (_ names: [String], _ kind: ProfileKind) -> NameScore

/// Finds pairs of profiles that may be one: those in one country that share a rare word of their names, a whole name,
/// an acronym or an address are compared; the best pairs are kept.
struct DuplicateSearch {
    static let mostPairs = 5_000
    static let leastScore = 0.6
    /// A word that more profiles of a country have than this brings nobody together.
    private static let mostTogether = 30

    let kind: ProfileKind
    let candidates: [DuplicateCandidate]
    private let keys: [[String]]
    private let firstNames: [Int]
    private let score: NameScore

    init(_ kind: ProfileKind, _ candidates: [DuplicateCandidate], scorer: NameScorer = DuplicateNames.usual) {
        (self.kind, self.candidates) = (kind, candidates)
        var (names, firstNames): ([String], [Int]) = ([], [])
        for candidate in candidates {
            firstNames.append(names.count)
            names += candidate.names
        }
        firstNames.append(names.count)
        self.firstNames = firstNames
        score = scorer(names, kind)
        keys = names.map { DuplicateNames.words($0, kind) }
    }

    /// The best pairs, the best first.
    func pairs() -> [DuplicatePair] {
        var found: [DuplicatePair] = []
        for (a, b) in met() {
            if let pair = judged(candidates[a], candidates[b], a, b) { found.append(pair) }
        }
        return Array(found.sorted { ($1.score, $0.a, $0.b) < ($0.score, $1.a, $1.b) }.prefix(Self.mostPairs))
    }

    // MARK: Who is compared with whom

    private func met() -> [(Int, Int)] {
        var blocks: [String: [Int32]] = [:]
        func put(_ candidate: Int, _ key: String) {
            let key = candidates[candidate].country + "|" + key
            if blocks[key]?.last != Int32(candidate) { blocks[key, default: []].append(Int32(candidate)) }
        }
        let frequency = frequencies()
        for index in candidates.indices {
            let candidate = candidates[index]
            for name in firstNames[index]..<firstNames[index + 1] {
                let words = Set(keys[name]).sorted()
                guard !words.isEmpty else { continue }
                put(index, "=" + words.joined(separator: " "))
                guard kind == .organisation else {
                    put(index, "~" + DuplicateNames.skeleton(keys[name]))
                    continue
                }
                let rare = words.sorted { (frequency[$0] ?? 0, $0) < (frequency[$1] ?? 0, $1) }
                for word in rare.prefix(3) { put(index, word) }
                if rare.count > 1 { put(index, rare[0] + " " + rare[1]) }
            }
            if !candidate.city.isEmpty {
                for acronym in candidate.acronyms { put(index, "#\(acronym) \(candidate.city)") }
            }
            for host in candidate.hosts where kind == .organisation { put(index, "@" + host) }
            if kind == .person, !candidate.email.isEmpty { put(index, "@" + candidate.email) }
        }
        var pairs: Set<UInt64> = []
        for block in blocks.values where block.count > 1 && block.count <= Self.mostTogether {
            for (place, a) in block.enumerated() {
                for b in block[(place + 1)...] { pairs.insert(UInt64(min(a, b)) << 32 | UInt64(max(a, b))) }
            }
        }
        return pairs.map { (Int($0 >> 32), Int($0 & 0xffff_ffff)) }
    }

    /// How many names have each word.
    private func frequencies() -> [String: Int] {
        var counts: [String: Int] = [:]
        for words in keys { for word in Set(words) { counts[word, default: 0] += 1 } }
        return counts
    }

    // MARK: What speaks for a pair

    private func judged(_ a: DuplicateCandidate, _ b: DuplicateCandidate, _ first: Int, _ second: Int) -> DuplicatePair?
    {
        guard a.id != b.id, !a.related.contains(b.id), !b.related.contains(a.id) else { return nil }
        var evidence: [(reason: DuplicateReason, weight: Double)] = []
        if let names = nameEvidence(first, second) { evidence.append(names) }
        evidence += kind == .organisation ? organisationEvidence(a, b) : personEvidence(a, b)
        var doubt = 1.0
        for item in evidence where item.weight > 0 { doubt *= 1 - item.weight }
        let against = evidence.filter { $0.weight < 0 }.reduce(0) { $0 - $1.weight }
        let total = max(0, 1 - doubt - against)
        guard total >= Self.leastScore else { return nil }
        let (low, high) = a.id < b.id ? (a.id, b.id) : (b.id, a.id)
        return DuplicatePair(
            a: low, b: high, country: a.country, score: Int((total * 1_000).rounded()), reasons: evidence.map(\.reason))
    }

    private func nameEvidence(_ first: Int, _ second: Int) -> (DuplicateReason, Double)? {
        let (own, other) = (firstNames[first]..<firstNames[first + 1], firstNames[second]..<firstNames[second + 1])
        var best = 0.0
        for a in own.prefix(8) {
            for b in other.prefix(8) {
                let isSame = !keys[a].isEmpty && keys[a] == keys[b]
                if isSame, a == own.lowerBound, b == other.lowerBound { return (DuplicateReason(.nameSame), sameName) }
                best = max(best, isSame ? 1 : score(a, b))
            }
        }
        if best >= 0.999 { return (DuplicateReason(kind == .person ? .nameSame : .alias), sameName - 0.05) }
        return best > 0.3 ? (DuplicateReason(.nameAlike, String(Int(best * 100))), best * 0.85) : nil
    }

    /// Names of people are shared by more of them than names of organisations.
    private var sameName: Double { kind == .person ? 0.7 : 0.85 }

    private func organisationEvidence(
        _ a: DuplicateCandidate, _ b: DuplicateCandidate
    ) -> [(reason: DuplicateReason, weight: Double)] {
        var evidence: [(reason: DuplicateReason, weight: Double)] = []
        let isSameCity = !a.city.isEmpty && a.city == b.city
        if isSameCity, let acronym = a.acronyms.first(where: b.acronyms.contains) {
            evidence.append((DuplicateReason(.acronym, acronym.uppercased()), 0.4))
        }
        if let host = a.hosts.first(where: b.hosts.contains) { evidence.append((DuplicateReason(.host, host), 0.4)) }
        if isSameCity { evidence.append((DuplicateReason(.city), 0.15)) }
        if let one = a.place, let other = b.place, abs(one.north - other.north) < 0.005,
            abs(one.east - other.east) < 0.008
        {
            evidence.append((DuplicateReason(.place), 0.15))
        }
        if !a.city.isEmpty, !b.city.isEmpty, !isSameCity { evidence.append((DuplicateReason(.otherCity), -0.15)) }
        if let one = a.register, let other = b.register, one != other {
            evidence.append((DuplicateReason(.otherRegister), -0.3))
        }
        return evidence
    }

    private func personEvidence(
        _ a: DuplicateCandidate, _ b: DuplicateCandidate
    ) -> [(reason: DuplicateReason, weight: Double)] {
        var evidence: [(reason: DuplicateReason, weight: Double)] = []
        if !a.email.isEmpty, a.email == b.email { evidence.append((DuplicateReason(.email, a.email), 0.8)) }
        if !a.workplaces.isDisjoint(with: b.workplaces) { evidence.append((DuplicateReason(.workplace), 0.5)) }
        if !a.projects.isDisjoint(with: b.projects) { evidence.append((DuplicateReason(.project), 0.15)) }
        if let one = a.register, let other = b.register, one != other {
            evidence.append((DuplicateReason(.otherRegister), -0.3))
        }
        return evidence
    }
}

/// Names as the search compares them without knowing more of names.
enum DuplicateNames {
    /// Words that say what an organisation is by law, and words that say nothing.
    private static let empty: Set<String> = [
        "gmbh", "ag", "kg", "ev", "ltd", "limited", "llc", "llp", "inc", "plc", "corp", "co", "company", "bv", "nv",
        "sa",
        "sas", "sarl", "srl", "spa", "sl", "sro", "as", "ab", "oy", "oyj", "aps", "doo", "dd", "ooo", "ооо", "оао",
        "пао",
        "зао", "ао", "фгбу", "фгбоу", "фгаоу", "фгуп", "гу", "нии", "cjsc", "ojsc", "jsc", "pjsc", "sti", "kft", "zrt",
        "the", "of", "and", "for", "in", "at", "de", "la", "le", "les", "du", "des", "der", "die", "das", "und", "fur",
        "di", "del", "della", "el", "et", "и", "в", "на", "для", "имени", "им",
    ]

    /// The words that tell a name from others, in the order of the name; of a person all, in Latin letters.
    static func words(_ name: String, _ kind: ProfileKind) -> [String] {
        guard kind == .organisation else {
            let latin = name.utf8.allSatisfy { $0 < 128 } ? name : name.applyingTransform(.toLatin, reverse: false)
            return folded(latin ?? name).split(separator: " ").map(String.init).sorted()
        }
        let words = folded(name).split(separator: " ").map(String.init)
        let telling = words.filter { $0.count > 1 && !empty.contains($0) }
        // "Inst." and "Институт" are institutes.
        return (telling.isEmpty ? words : telling).map { word in
            NameVocabulary.meaning(of: word).map { "#\($0)" } ?? word
        }
    }

    /// What spellings of a person's name have in common: the consonants of the longest part, and the initials of all.
    static func skeleton(_ words: [String]) -> String {
        let longest = words.max { ($0.count, $1) < ($1.count, $0) } ?? ""
        let consonants = longest.dropFirst().filter { !"aeiouyjhw".contains($0) }
        let initials = words.compactMap(\.first).filter { $0 != longest.first }.sorted()
        return String(longest.prefix(1)) + consonants.prefix(5) + " " + String(initials.prefix(1))
    }

    /// People's names are compared letter by letter across scripts; of organisations there are too many, and their
    /// words say enough.
    static let usual: NameScorer = { names, kind in
        guard kind == .person else { return plain(names, kind) }
        let prepared = names.map { PreparedName($0, kind: .person) }
        return { NameComparison(prepared[$0], prepared[$1]).score }
    }

    /// The words that two names share, each weighing by its rarity, of all words of both.
    static let plain: NameScorer = { names, kind in
        var (numbers, rarity): ([String: Int32], [Double]) = ([:], [])
        let numbered = names.map { name in
            Set(words(name, kind)).map { word -> Int32 in
                let number = numbers[word] ?? Int32(numbers.count)
                if Int(number) == rarity.count {
                    numbers[word] = number
                    rarity.append(0)
                }
                rarity[Int(number)] += 1
                return number
            }.sorted()
        }
        let weights = rarity.map { log((Double(names.count) + 1) / $0) + 0.1 }
        return { one, other in
            var (shared, all) = (0.0, 0.0)
            let (left, right) = (numbered[one], numbered[other])
            var (i, j) = (0, 0)
            while i < left.count || j < right.count {
                if j == right.count || (i < left.count && left[i] < right[j]) {
                    all += weights[Int(left[i])]
                    i += 1
                } else if i == left.count || right[j] < left[i] {
                    all += weights[Int(right[j])]
                    j += 1
                } else {
                    shared += weights[Int(left[i])]
                    all += weights[Int(left[i])]
                    (i, j) = (i + 1, j + 1)
                }
            }
            return all > 0 ? shared / all : 0
        }
    }
}
