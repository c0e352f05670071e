import Foundation

/// How likely two names are the same one's, and why.
public struct NameComparison: Sendable {
    /// Two words held against one another, or one that has no counterpart.
    public struct Pair: Sendable {
        public let left: String?
        public let right: String?
        public let likeness: NameLikeness
        let weight: Double
    }

    /// From 0 to 1; from about 0.7 on the names are the same one's more often than not.
    public let score: Double
    public let pairs: [Pair]
    /// What the legal forms say, in words; empty when they say nothing.
    public let formRemark: String

    /// One line: the pairs and the words without counterpart, such as `sergey = сергей (transliteration); - ivanov`.
    public var reason: String {
        var parts = pairs.map { pair in
            switch (pair.left, pair.right) {
            case (let left?, let right?):
                let sign = pair.likeness.value >= 0.85 ? "=" : pair.likeness.value >= 0.6 ? "~" : "≠"
                let words = NameComparison.words[pair.likeness.evidence] ?? ""
                return "\(left) \(sign) \(right)" + (words.isEmpty || sign == "≠" ? "" : " (\(words))")
            case (let left?, nil): return "only in the first: \(left)"
            case (nil, let right): return "only in the second: \(right ?? "")"
            }
        }
        if !formRemark.isEmpty { parts.append(formRemark) }
        return parts.joined(separator: "; ")
    }

    private static let words: [NameLikeness.Evidence: String] = [
        .same: "same", .transliteration: "transliteration", .spelling: "spelling", .letters: "letters",
        .sound: "sound", .otherLanguage: "other language", .petForm: "short form", .initial: "initial",
        .meaning: "meaning", .none: "",
    ]

    public init(_ left: PreparedName, _ right: PreparedName) {
        var matching = NameMatching(left, right)
        self = matching.comparison()
    }

    /// Compares two names as they are written.
    public init(_ left: String, _ right: String, kind: NameKind) {
        self.init(PreparedName(left, kind: kind), PreparedName(right, kind: kind))
    }

    init(score: Double, pairs: [Pair], formRemark: String) {
        (self.score, self.pairs, self.formRemark) = (score, pairs, formRemark)
    }
}

/// The work of one comparison.
struct NameMatching {
    private let left: PreparedName
    private let right: PreparedName
    private var rows: [Word]
    private var columns: [Word]
    private let isPerson: Bool

    /// A word of one side; several tokens that the other side writes as one are one word.
    private struct Word {
        var token: NameToken
        var weight: Double
        var meaning: Int?
        var isPatronymic: Bool
        var father: NameToken?
    }

    init(_ left: PreparedName, _ right: PreparedName) {
        (self.left, self.right) = (left, right)
        isPerson = left.kind == .person
        rows = NameMatching.words(of: left)
        columns = NameMatching.words(of: right)
    }

    private static func words(of name: PreparedName) -> [Word] {
        name.tokens.indices.map {
            Word(
                token: name.tokens[$0], weight: name.weights[$0], meaning: name.meanings[$0],
                isPatronymic: name.isPatronymic[$0], father: name.fathers[$0])
        }
    }

    mutating func comparison() -> NameComparison {
        guard !rows.isEmpty, !columns.isEmpty else {
            let isSame = !left.text.isEmpty && folded(left.text) == folded(right.text)
            return NameComparison(score: isSame ? 1 : 0, pairs: [], formRemark: "")
        }
        NameMatching.join(&rows, by: columns)
        NameMatching.join(&columns, by: rows)
        let likeness = likenesses()
        let partners = NameAlignment.best(
            rows: rows.count, columns: columns.count, worth: worths(of: likeness))
        let (score, pairs) = scored(partners, likeness)
        let (factor, remark) = isPerson ? (1, "") : NameMatching.forms(left.forms, right.forms)
        var total = min(1, max(0, score * factor))
        if let acronym = acronym(), acronym > total { total = acronym }
        return NameComparison(score: total, pairs: pairs, formRemark: remark)
    }

    /// Neighbours that the other side writes as one word become one: `Patr ushev`, `Good Will`.
    private static func join(_ words: inout [Word], by others: [Word]) {
        guard words.count > 1 else { return }
        var start = 0
        while start < words.count - 1 {
            for count in stride(from: min(4, words.count - start), through: 2, by: -1) {
                let pieces = words[start..<start + count]
                let length = pieces.reduce(0) { $0 + $1.token.latin.count }
                guard pieces.allSatisfy({ !$0.token.isInitial }) else { continue }
                let joined = pieces.flatMap(\.token.latin)
                let isWorthwhile = others.contains { other in
                    let whole = other.token.latin
                    let slips = length >= 7 ? 1 : 0
                    guard whole.count >= 4, abs(whole.count - length) <= slips else { return false }
                    let distance = NameDistance.between(whole, joined)
                    return distance <= slips
                        && pieces.allSatisfy { NameDistance.between(whole, $0.token.latin) > distance + 1 }
                }
                guard isWorthwhile else { continue }
                let token = NameToken(joining: pieces.map(\.token)[...])
                let weight = pieces.map(\.weight).max() ?? 1
                words.replaceSubrange(
                    start..<start + count,
                    with: [
                        Word(
                            token: token, weight: weight, meaning: nil, isPatronymic: pieces.last?.isPatronymic == true)
                    ])
                break
            }
            start += 1
        }
    }

    private func likenesses() -> [NameLikeness] {
        var result: [NameLikeness] = []
        result.reserveCapacity(rows.count * columns.count)
        for row in rows {
            for column in columns {
                var likeness = NameLikeness.of(row.token, column.token)
                if let father = row.father, let other = column.father {
                    let fathers = NameLikeness.of(father, other)
                    if fathers.value < likeness.value { likeness = fathers.value < 0.75 ? .none : fathers }
                }
                if likeness.value < 0.9, let meaning = row.meaning, meaning == column.meaning {
                    likeness = NameLikeness(value: 0.95, evidence: .meaning)
                }
                result.append(likeness)
            }
        }
        return result
    }

    /// From likeness to agreement: below 0.55 nothing, from 0.93 on all.
    private func agreement(_ likeness: NameLikeness) -> Double {
        if likeness.evidence == .initial { return likeness.value >= 0.9 ? 1 : 0.8 }
        return min(1, max(0, (likeness.value - 0.55) / 0.38))
    }

    private func worths(of likeness: [NameLikeness]) -> [Double] {
        var worth = [Double](repeating: 0, count: likeness.count)
        for row in rows.indices {
            for column in columns.indices {
                let place = row * columns.count + column
                let weight = (rows[row].weight * columns[column].weight).squareRoot()
                // Of equals the one at the same place is better.
                let order = row == column ? 0.0005 : 0
                let agreement = agreement(likeness[place])
                worth[place] = agreement > 0 ? weight * agreement + order + likeness[place].value * 0.001 : 0
            }
        }
        return worth
    }

    private func scored(
        _ partners: [Int?], _ likeness: [NameLikeness]
    ) -> (score: Double, pairs: [NameComparison.Pair]) {
        var (gained, whole, exact) = (0.0, 0.0, 0.0)
        var pairs: [NameComparison.Pair] = []
        var isTaken = [Bool](repeating: false, count: columns.count)
        var (openRows, openColumns): ([Word], [Word]) = ([], [])
        for (row, partner) in partners.enumerated() {
            guard let partner else {
                openRows.append(rows[row])
                continue
            }
            isTaken[partner] = true
            let found = likeness[row * columns.count + partner]
            let weight =
                found.evidence == .initial
                ? min(rows[row].weight, columns[partner].weight)
                : (rows[row].weight * columns[partner].weight).squareRoot()
            gained += weight * agreement(found)
            exact += weight * found.value
            whole += weight
            pairs.append(
                NameComparison.Pair(
                    left: rows[row].token.text, right: columns[partner].token.text, likeness: found, weight: weight))
        }
        for (column, word) in columns.enumerated() where !isTaken[column] { openColumns.append(word) }
        let cost = openCost(openRows, openColumns)
        pairs += openRows.map {
            NameComparison.Pair(left: $0.token.text, right: nil, likeness: .none, weight: $0.weight)
        }
        pairs += openColumns.map {
            NameComparison.Pair(left: nil, right: $0.token.text, likeness: .none, weight: $0.weight)
        }
        guard whole > 0 else { return (0, pairs) }
        // Among names that agree wholly the ones closer in letters come first.
        let closeness = 0.97 + 0.03 * exact / whole
        // Initials alone are nobody's name.
        let isNamed = pairs.contains { $0.right != nil && $0.left != nil && $0.likeness.evidence != .initial }
        return (gained / (whole + cost) * closeness * (isNamed || !isPerson ? 1 : 0.6), pairs)
    }

    /// What words without counterpart cost: where both sides have some they contradict one another and count fully;
    /// what only one side says (a second name, a patronymic, a place) counts for a part.
    private func openCost(_ left: [Word], _ right: [Word]) -> Double {
        func sum(_ words: [Word]) -> Double { words.reduce(0) { $0 + $1.weight } }
        func extra(_ words: [Word]) -> Double {
            words.reduce(0) { $0 + $1.weight * (isPerson ? $1.isPatronymic ? 0.1 : 0.25 : 0.5) }
        }
        let (ours, theirs) = (sum(left), sum(right))
        guard ours > 0, theirs > 0 else { return extra(left) + extra(right) }
        // Another father's name or another initial is another person, whatever else agrees.
        let isDecisive = isPerson && (left + right).contains { $0.token.isInitial || $0.isPatronymic }
        let conflict = isDecisive ? max(1.25, min(ours, theirs)) : min(ours, theirs)
        let rest =
            ours > theirs ? extra(left) * max(0, 1 - conflict / ours) : extra(right) * max(0, 1 - conflict / theirs)
        return conflict + rest
    }

    /// Different legal forms are different bodies, though people name them loosely; none says nothing.
    private static func forms(_ left: [LegalForm], _ right: [LegalForm]) -> (factor: Double, remark: String) {
        let (ours, theirs) = (left.filter { $0.kind != .co }, right.filter { $0.kind != .co })
        guard let first = ours.first, let second = theirs.first else {
            return (left.isEmpty == right.isEmpty ? 1 : 0.99, "")
        }
        if !Set(ours).isDisjoint(with: theirs) { return (1, "same legal form") }
        if ours.contains(where: { form in theirs.contains { $0.kind == form.kind } }) {
            return (0.98, "legal forms of one kind: \(first.name), \(second.name)")
        }
        return (0.75, "other legal form: \(first.name), \(second.name)")
    }

    /// One side is the initial letters of the other.
    private func acronym() -> Double? {
        guard !isPerson else { return nil }
        let (short, long) = rows.count < columns.count ? (rows, columns) : (columns, rows)
        guard let word = short.first?.token, long.count >= 3, long.count > short.count else { return nil }
        let letters = long.compactMap(\.token.latin.first)
        guard word.latin.count >= 3, word.latin == letters else { return nil }
        return short.count == 1 ? 0.75 : 0.72
    }
}
