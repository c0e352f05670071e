import Foundation

/// Many names, found by how they sound: the few that may be the same as a given one, without comparing all.
///
/// Every distinct word has keys: its skeletons, the skeletons with one sound less, the given names it is a form of. A
/// query's words find words by those keys, keep the ones alike, and the names they stand in are ranked by what agrees,
/// rare words counting more; only the best of these are compared in full. Read by any number of threads.
public struct NameIndex: Sendable {
    /// A name of the list that may be the one asked for.
    public struct Hit: Sendable {
        /// Where it stands in the list, counted from 0.
        public let place: Int
        public let name: String
        public let comparison: NameComparison
        public var score: Double { comparison.score }
    }

    public let kind: NameKind
    public private(set) var names: [String] = []
    private var rarity: NameRarity
    private var vocabulary: [NameToken] = []
    /// The names each word stands in.
    private var postings: [[Int32]] = []
    /// Words by skeleton, by skeleton with a sound left out, and by given name.
    private var sounds: [UInt64: [Int32]] = [:]
    private var thinned: [UInt64: [Int32]] = [:]
    private var kin: [Int32: [Int32]] = [:]
    private var exact: [String: Int32] = [:]
    /// Names of several words by the skeleton of all in one.
    private var joined: [UInt64: [Int32]] = [:]
    private var lengths: [UInt8] = []

    /// Most names that are compared in full for one question.
    private static let shortlist = 120
    /// Words less alike than this do not bring a name into the choice.
    private static let likeEnough = 0.6

    public init(_ names: [String], kind: NameKind) {
        self.kind = kind
        rarity = NameRarity(counts: [:], total: names.count)
        self.names = names
        for (place, name) in names.enumerated() { add(name, at: Int32(place)) }
        var counts: [[UInt8]: Int] = [:]
        for (word, token) in vocabulary.enumerated() { counts[token.latin, default: 0] += postings[word].count }
        rarity = NameRarity(counts: counts, total: names.count)
    }

    private mutating func add(_ name: String, at place: Int32) {
        let words = NameIndex.words(of: name, kind)
        lengths.append(UInt8(min(255, words.count)))
        var letters: [UInt8] = []
        for word in words {
            let id = enter(word.text)
            if postings[Int(id)].last != place { postings[Int(id)].append(place) }
            letters += vocabulary[Int(id)].latin
        }
        guard words.count > 1 else { return }
        for key in NameSkeleton.keys(of: letters).prefix(1) where key.count >= 4 {
            joined[NameSkeleton.number(of: key), default: []].append(place)
        }
    }

    private static func words(of name: String, _ kind: NameKind) -> [NameWords.Word] {
        let words = NameWords.words(of: name, joinsLetters: kind == .organisation)
        guard kind == .organisation else { return words }
        let split = LegalForm.split(words: words.map(\.text))
        return split.kept.places.map { words[$0] }
    }

    /// The word's number; a new word gets its keys.
    private mutating func enter(_ word: String) -> Int32 {
        if let known = exact[word] { return known }
        let id = Int32(vocabulary.count)
        let token = NameToken(Array(word.unicodeScalars))
        exact[word] = id
        vocabulary.append(token)
        postings.append([])
        guard !token.isInitial else { return id }
        for skeleton in token.skeletons {
            sounds[NameSkeleton.number(of: skeleton), default: []].append(id)
            for shorter in NameSkeleton.deletions(of: skeleton) {
                let key = NameSkeleton.number(of: shorter)
                if thinned[key]?.last != id { thinned[key, default: []].append(id) }
            }
        }
        for line in Set(token.kin.map(abs)) { kin[line, default: []].append(id) }
        return id
    }
}

extension NameIndex {
    /// The names most likely the same as `query`, best first; of equal ones the earlier in the list.
    ///
    /// - Parameters:
    ///   - limit: at most so many.
    ///   - least: only names with at least this score.
    public func search(_ query: String, limit: Int = 10, least: Double = 0) -> [Hit] {
        guard limit > 0 else { return [] }
        let prepared = PreparedName(query, kind: kind, rarity: rarity)
        let places = choice(for: prepared, atLeast: max(limit * 2, Self.shortlist))
        var hits: [Hit] = []
        for place in places {
            let name = names[Int(place)]
            let comparison = NameComparison(prepared, PreparedName(name, kind: kind, rarity: rarity))
            if comparison.score > 0, comparison.score >= least {
                hits.append(Hit(place: Int(place), name: name, comparison: comparison))
            }
        }
        hits.sort { ($1.score, $0.place) < ($0.score, $1.place) }
        return Array(hits.prefix(limit))
    }

    /// The names worth comparing in full.
    private func choice(for query: PreparedName, atLeast count: Int) -> [Int32] {
        var gains = [Float](repeating: 0, count: names.count)
        var own = gains
        var touched: [Int32] = []
        for (index, token) in query.tokens.enumerated() where !token.isInitial {
            // A name counts for each word of the query once, with the word most like it.
            var places: [Int32] = []
            for (word, likeness) in wordsLike(token) {
                let gain = Float(query.weights[index] * likeness)
                for place in postings[Int(word)] where own[Int(place)] < gain {
                    if own[Int(place)] == 0 { places.append(place) }
                    own[Int(place)] = gain
                }
            }
            for place in places {
                if gains[Int(place)] == 0 { touched.append(place) }
                gains[Int(place)] += own[Int(place)]
                own[Int(place)] = 0
            }
        }
        let whole = Float(query.weights.reduce(0, +))
        for skeleton in NameSkeleton.keys(of: query.joined) where skeleton.count >= 4 {
            for place in joined[NameSkeleton.number(of: skeleton)] ?? [] {
                if gains[Int(place)] == 0 { touched.append(place) }
                gains[Int(place)] = max(gains[Int(place)], whole * 0.9)
            }
        }
        let words = query.tokens.count
        for place in touched {
            let extra = Float(max(0, Int(lengths[Int(place)]) - words)) * 0.25
            gains[Int(place)] /= max(whole + extra, 0.01)
        }
        return NameIndex.greatest(count, of: touched, by: gains)
    }

    /// The places with the greatest gains, the first in the list of equal ones. Only what can be among them is sorted.
    private static func greatest(_ count: Int, of places: [Int32], by gains: [Float]) -> [Int32] {
        guard places.count > count else { return places }
        var tally = [Int](repeating: 0, count: 257)
        func step(_ place: Int32) -> Int { min(256, max(0, Int(gains[Int(place)] * 200))) }
        for place in places { tally[step(place)] += 1 }
        var (least, sum) = (256, tally[256])
        while sum < count, least > 0 {
            least -= 1
            sum += tally[least]
        }
        let best = places.filter { step($0) >= least }
        return Array(best.sorted { (gains[Int($1)], $0) < (gains[Int($0)], $1) }.prefix(count))
    }

    /// The words of the list like a word, with how much.
    private func wordsLike(_ token: NameToken) -> [(word: Int32, likeness: Double)] {
        var seen = [UInt64](repeating: 0, count: vocabulary.count / 64 + 1)
        var result: [(Int32, Double)] = []
        func weigh(_ words: [Int32]?) {
            for word in words ?? [] {
                let (place, bit) = (Int(word) / 64, UInt64(1) << (UInt64(word) % 64))
                guard seen[place] & bit == 0 else { continue }
                seen[place] |= bit
                let likeness = NameLikeness.of(token, vocabulary[Int(word)], least: Self.likeEnough).value
                if likeness >= Self.likeEnough { result.append((word, likeness)) }
            }
        }
        if let same = exact[token.text] { weigh([same]) }
        for line in Set(token.kin.map(abs)) { weigh(kin[line]) }
        for skeleton in token.skeletons {
            let number = NameSkeleton.number(of: skeleton)
            weigh(sounds[number])
            weigh(thinned[number])
            for shorter in NameSkeleton.deletions(of: skeleton) {
                let key = NameSkeleton.number(of: shorter)
                weigh(sounds[key])
                if skeleton.count >= 5 { weigh(thinned[key]) }
            }
        }
        return result
    }
}
