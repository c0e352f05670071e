import Foundation
import Interchange
import Text

/// Spellings of name parts that the transducer was not fitted on, paired across writings, with pairs that are wrong.
///
/// Right: every spelling in a writing with the Latin spelling of its group that is nearest to Unicode's own
/// transliteration of it, for groups hold the spellings of all languages, translations too. Wrong, two for each right
/// one: a Latin spelling of another group drawn at random, and a near miss, drawn at random among the Latin spellings
/// of other groups that are two letters off (one, up to four letters) from the right one and as far from all of its
/// group, for what is nearer is as a rule the same name in another group. Where there is none, a second random one.
/// What stands together with the spelling in any group of the file is never taken for wrong, and no right pair is one
/// that the table was fitted on.
///
/// The strict pairs make no such allowance: every spelling with every Latin spelling of its group is right, and near
/// misses may be as near as one letter.
struct ScriptPairs {
    struct Pair {
        let other: String
        let latin: String
        let isSame: Bool
        let isNear: Bool
    }

    /// Right and wrong pairs by the writing of the spelling that is not Latin.
    private(set) var pairs: [NameScript: [Pair]] = [:]

    private struct Group {
        let number: Int
        let names: [(text: String, script: NameScript)]
        var isHeldOut: Bool { number % 5 == 0 }
    }

    /// - Throws: what reading the file throws, with its line.
    init(_ path: String, isStrict: Bool = false, seed: UInt64 = 1) throws {
        let groups = try Self.groups(path)
        var known: [String: Set<Int>] = [:]
        var fitted: Set<String> = []
        for (place, group) in groups.enumerated() {
            for name in group.names { known[name.text, default: []].insert(place) }
            guard !group.isHeldOut else { continue }
            for (other, latin) in Self.crossed(group) { fitted.insert(other.text + "\t" + latin) }
        }
        let latin = groups.flatMap { group in group.names.filter { $0.script == .latin }.map(\.text) }
        let near = NearMisses(Array(Set(latin)).sorted())
        var dice = SteadyDice(seed: seed)
        for group in groups where group.isHeldOut {
            let spellings = group.names.filter { $0.script == .latin }.map(\.text)
            for other in group.names where other.script != .latin {
                let nearest = isStrict ? spellings : Self.counterpart(of: other.text, among: spellings).map { [$0] }
                let own = known[other.text] ?? []
                func isWrong(_ candidate: String) -> Bool { known[candidate]?.isDisjoint(with: own) ?? true }
                for right in nearest ?? [] where !fitted.contains(other.text + "\t" + right) {
                    var found = [Pair(other: other.text, latin: right, isSame: true, isNear: false)]
                    let misses = near.misses(of: right, farFrom: isStrict ? [] : spellings).filter(isWrong)
                    if let miss = misses.randomElement(using: &dice) {
                        found.append(Pair(other: other.text, latin: miss, isSame: false, isNear: true))
                    }
                    while found.count < 3 {
                        guard let random = latin.randomElement(using: &dice) else { break }
                        guard isWrong(random) else { continue }
                        found.append(Pair(other: other.text, latin: random, isSame: false, isNear: false))
                    }
                    pairs[other.script, default: []] += found
                }
            }
        }
    }

    /// The spelling nearest to the usual transliteration.
    private static func counterpart(of other: String, among latin: [String]) -> String? {
        let usual = other.applyingTransform(StringTransform("Any-Latin; Latin-ASCII; Lower"), reverse: false) ?? other
        let token = NameToken(word: usual)
        return latin.min { token.letters(to: NameToken(word: $0)) < token.letters(to: NameToken(word: $1)) }
    }

    private static func crossed(_ group: Group) -> [(other: (text: String, script: NameScript), latin: String)] {
        let latin = group.names.filter { $0.script == .latin }
        return group.names.filter { $0.script != .latin }.flatMap { other in latin.map { (other, $0.text) } }
    }

    /// The distinct spellings in some writings, sorted.
    static func spellings(_ path: String, scripts: Set<NameScript>) throws -> [String] {
        Set(try groups(path).flatMap { $0.names.filter { scripts.contains($0.script) }.map(\.text) }).sorted()
    }

    private static func groups(_ path: String) throws -> [Group] {
        let lines = Lines(try ByteSource(path: path))
        var groups: [Group] = []
        while let line = try lines.next() {
            let text = line.text
            guard let arrow = text.range(of: " => Q"), let number = Int(text[arrow.upperBound...]) else { continue }
            let names = text[..<arrow.lowerBound].components(separatedBy: ", ").compactMap { name in
                name.contains(" ") || name.contains("-") || name.count < 2
                    ? nil : NameScript(of: name).map { (name, $0) }
            }
            groups.append(Group(number: number, names: names))
        }
        return groups
    }
}

/// Finds words that differ from a word in one or two letters: both, with one letter left out, are the same.
private struct NearMisses {
    private var places: [String: [String]] = [:]

    init(_ words: [String]) {
        for word in words where word.count >= 3 && word.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) {
            for key in Self.keys(word) { places[key, default: []].append(word) }
        }
    }

    private static func keys(_ word: String) -> Set<String> {
        let letters = Array(word)
        return Set(letters.indices.map { String(letters[..<$0] + letters[($0 + 1)...]) } + [word])
    }

    /// In a fixed order.
    func misses(of word: String, farFrom others: [String]) -> [String] {
        let tokens = others.map { NameToken(word: $0) }
        let least = word.count <= 4 ? 1 : 2
        return Set(Self.keys(word).flatMap { places[$0] ?? [] }).subtracting([word]).sorted().filter { miss in
            let token = NameToken(word: miss)
            return tokens.allSatisfy { $0.letters(to: token) >= least }
        }
    }
}

extension ScriptPairs {
    /// Scores of the pairs of some writings, in the order of the file; without near misses when asked.
    func cases(of scripts: [NameScript], hasNearMisses: Bool = true) -> [ThresholdTrial.Case] {
        scripts.flatMap { pairs[$0] ?? [] }.filter { hasNearMisses || !$0.isNear }.map { pair in
            let likeness = NameLikeness.of(NameToken(word: pair.other), NameToken(word: pair.latin))
            return ThresholdTrial.Case(score: likeness.value, isSame: pair.isSame)
        }
    }
}
