import Foundation

/// The work of resolving one text.
struct AffiliationMatching {
    private let text: AffiliationWords
    private let resolver: AffiliationResolver
    private let country: String?
    private let countryWords: Set<Int>
    /// Names in other writings are looked at only for texts that have letters of another writing.
    private let isLatin: Bool
    /// The directory's words at each place of the text.
    private var ids: [[Int32]] = []
    private var occurrences: [Int32: [Int]] = [:]

    /// A name found in the text.
    struct Find {
        let entry: Int32
        let organisation: Int32
        /// The places of its words in the text.
        let words: [Int]
        let segment: Int
        var score: Float
        /// How rare what was found is.
        let weight: Float
        let hasCity: Bool
    }

    init(_ text: AffiliationWords, _ resolver: AffiliationResolver) {
        self.text = text
        self.resolver = resolver
        let found = resolver.places.country(in: text)
        (country, countryWords) = (found?.code, found?.words ?? [])
        isLatin = text.isLatin
        for (place, word) in text.words.enumerated() {
            var own: [Int32] = []
            for form in [word.key] + word.others {
                if let id = resolver.vocabulary[form], !own.contains(id) { own.append(id) }
            }
            if own.isEmpty, !word.isFiller, let id = resolver.near.correction(of: word.key) { own.append(id) }
            ids.append(own)
            for id in own { occurrences[id, default: []].append(place) }
        }
    }

    mutating func ranked(limit: Int) -> [AffiliationResolver.Resolution] {
        var best: [Int32: Find] = [:]
        for entry in candidateEntries() {
            guard let find = find(entry), find.score > 0.2 else { continue }
            if let known = best[find.organisation], (known.score, known.weight) >= (find.score, find.weight) {
                continue
            }
            best[find.organisation] = find
        }
        for find in wholeFinds() { best[find.organisation] = find }
        for find in acronymFinds() {
            if let known = best[find.organisation], known.score >= find.score { continue }
            best[find.organisation] = find
        }
        let finds = withoutCovered(Array(best.values))
        let sorted = parentFirst(
            finds.sorted { ($1.score, $1.weight, $0.organisation) < ($0.score, $0.weight, $1.organisation) })
        return sorted.prefix(limit).enumerated().map { rank, find in
            resolution(find, confidence: confidence(of: find, among: sorted))
        }
    }

    /// Where a text names an organisation and the one it is part of (`Mathematical Institute, Academy of Sciences`),
    /// the whole is meant.
    private func parentFirst(_ sorted: [Find]) -> [Find] {
        guard let first = sorted.first else { return sorted }
        let parents = resolver.organisations[Int(first.organisation)].parents
        let place = sorted.firstIndex { find in
            find.score >= first.score * 0.75 && parents.contains(find.organisation)
                && Set(find.words).isDisjoint(with: first.words)
        }
        guard let place else { return sorted }
        return [sorted[place]] + sorted[..<place] + sorted[(place + 1)...]
    }

    private func candidateEntries() -> Set<Int32> {
        var candidates: Set<Int32> = []
        for id in occurrences.keys { candidates.formUnion(resolver.postings[Int(id)]) }
        return candidates
    }

    /// Where and how well a name stands in the text; nil when it does not.
    private func find(_ place: Int32) -> Find? {
        let entry = resolver.entries[Int(place)]
        if isLatin, !entry.isLatin { return nil }
        let organisation = resolver.organisations[Int(entry.organisation)]
        if let country, let its = organisation.country, !AffiliationPlaces.agree(country, its) { return nil }
        var present: Float = 0
        for word in entry.words where occurrences[word] != nil { present += resolver.rarity[Int(word)] }
        guard present >= entry.weight * 0.7 else { return nil }
        // Around each place where its rarest word stands, the nearest of the others.
        let anchor = entry.words.indices.max {
            resolver.rarity[Int(entry.words[$0])] < resolver.rarity[Int(entry.words[$1])]
        }
        guard let anchor, let anchors = occurrences[entry.words[anchor]] else { return nil }
        var best: Find?
        for at in anchors.prefix(6) {
            guard let find = find(place, entry, organisation, around: at) else { continue }
            if best.map({ $0.score < find.score }) ?? true { best = find }
        }
        return best
    }

    private func find(
        _ place: Int32, _ entry: AffiliationResolver.Entry, _ organisation: AffiliationResolver.Place,
        around anchor: Int
    ) -> Find? {
        var matched: Float = 0
        var factor: Float = 1
        var words: [Int] = []
        var isStrict = false
        for (index, word) in entry.words.enumerated() {
            let rarity = resolver.rarity[Int(word)]
            let at = occurrences[word]?.min { distance($0, anchor) < distance($1, anchor) }
            if let at, isNear(at, anchor, entry.words.count) {
                words.append(at)
                matched += rarity * (text.words[at].mark == entry.marks[index] ? 1 : 0.95)
            } else if organisation.city.contains(word) {
                // The name's city stands apart from it, or is not said.
                isStrict = true
                matched += at == nil ? rarity * 0.5 : rarity * 0.95
            } else if resolver.isCommon(word) {
                factor *= 0.5
            }
        }
        let cover = matched / max(entry.weight, 0.01)
        guard cover >= 0.75, !words.isEmpty else { return nil }
        if entry.words.count == 1 {
            // One word is a name when it is written so, and best by itself.
            guard text.words[anchor].mark == entry.marks[0] else { return nil }
            if text.segments[text.words[anchor].segment].count > 1 { factor *= 0.8 }
        }
        if !entry.isMain { factor *= 0.97 }
        let hasCity = !organisation.city.isEmpty && organisation.city.allSatisfy { occurrences[$0] != nil }
        let beside = surroundings(of: words, organisation)
        factor *= isStrict ? beside * beside : beside
        factor *= cover * cover * (1 - expf(-matched / 3))
        if let country, let its = organisation.country {
            if country != its { factor *= 0.75 }
        } else {
            factor *= hasCity ? 0.97 : 0.9
        }
        if !hasCity { factor *= 0.93 }
        return Find(
            entry: place, organisation: entry.organisation, words: words.sorted(), segment: text.words[anchor].segment,
            score: factor, weight: matched, hasCity: hasCity)
    }

    /// In words; another segment is far.
    private func distance(_ at: Int, _ anchor: Int) -> Int {
        abs(at - anchor) + 100 * abs(text.words[at].segment - text.words[anchor].segment)
    }

    /// Whether two words can belong to one name: few words between them, at most one comma.
    private func isNear(_ at: Int, _ anchor: Int, _ count: Int) -> Bool {
        abs(at - anchor) <= 2 * count + 3 && abs(text.words[at].segment - text.words[anchor].segment) <= 1
    }
}

extension AffiliationMatching {
    /// What stands between and beside the words of a name: 1 when nothing does that would make it the name of another
    /// body.
    private func surroundings(of words: [Int], _ organisation: AffiliationResolver.Place) -> Float {
        guard let first = words.min(), let last = words.max() else { return 1 }
        let own = Set(words)
        var factor: Float = 1
        for at in first...last where !own.contains(at) && !text.words[at].isFiller {
            factor *= isPlace(at, organisation) ? 0.95 : text.words[at].isCapitals ? 0.85 : 0.6
        }
        for at in first..<last where text.words[at].segment != text.words[at + 1].segment { factor *= 0.75 }
        if words != words.sorted() { factor *= 0.88 }
        if let start = text.segments[text.words[first].segment].first, first > start {
            factor *= before(first, from: start, organisation)
        }
        if let end = text.segments[text.words[last].segment].last, last < end {
            factor *= behind(last, to: end, organisation)
        }
        return factor
    }

    private func isPlace(_ at: Int, _ organisation: AffiliationResolver.Place) -> Bool {
        countryWords.contains(at) || text.words[at].plain.contains(where: \.isNumber)
            || ids[at].contains { organisation.city.contains($0) }
    }

    /// `Technical` before `University of Munich` makes it another; `Department of Physics` and `of the` do not.
    private func before(_ first: Int, from start: Int, _ organisation: AffiliationResolver.Place) -> Float {
        let neighbour = text.words[first - 1]
        if neighbour.isFiller || isPlace(first - 1, organisation) {
            let isBody = (start..<first).contains { AffiliationKinds.bodies.contains(text.words[$0].key) }
            return isBody && !AffiliationKinds.joins.contains(neighbour.key) ? 0.6 : 1
        }
        if neighbour.isCapitals, !text.words[first].isCapitals { return 0.92 }
        let isUnit = (start..<first).contains { AffiliationKinds.units.contains(text.words[$0].key) }
        return isUnit ? 0.85 : 0.6
    }

    /// `Hospital` behind `University of Virginia` makes it another; `Faculty of Law` does not.
    private func behind(_ last: Int, to end: Int, _ organisation: AffiliationResolver.Place) -> Float {
        let rest = (last + 1)...end
        let telling = rest.filter { !text.words[$0].isFiller && !isPlace($0, organisation) }
        guard let first = telling.first else { return 1 }
        let next = text.words[last + 1]
        if AffiliationKinds.joins.contains(next.key) { return 0.97 }
        if telling.contains(where: { AffiliationKinds.bodies.contains(text.words[$0].key) }) { return 0.55 }
        let isMedicalCenter =
            telling.contains { text.words[$0].key == AffiliationKinds.center }
            && telling.contains { AffiliationKinds.health.contains(text.words[$0].key) }
        if isMedicalCenter { return 0.6 }
        if AffiliationKinds.units.contains(text.words[first].key) { return 0.93 }
        if next.isFiller { return 0.6 }
        return text.words[first].isCapitals ? 0.97 : 0.75
    }

    /// A name that is a part of a longer one found at the same place is not meant.
    private func withoutCovered(_ finds: [Find]) -> [Find] {
        finds.filter { find in
            !finds.contains { other in
                other.organisation != find.organisation && other.score >= min(0.6, find.score * 0.9)
                    && other.words.count > find.words.count && Set(other.words).isSuperset(of: find.words)
            }
        }
    }

    /// Organisations that have the whole text as a name.
    private func wholeFinds() -> [Find] {
        (resolver.whole[text.whole] ?? []).map { place in
            let entry = resolver.entries[Int(place)]
            return Find(
                entry: place, organisation: entry.organisation, words: Array(text.words.indices), segment: 0,
                score: entry.isMain ? 1 : 0.99, weight: entry.weight, hasCity: false)
        }
    }

    /// Organisations whose acronym stands in the text in capitals, in the country that the text names.
    private func acronymFinds() -> [Find] {
        guard let country else { return [] }
        var finds: [Find] = []
        for (at, word) in text.words.enumerated() where word.isCapitals && !word.isFiller && !countryWords.contains(at)
        {
            let key = word.plain.uppercased()
            guard let places = resolver.acronyms[key] else { continue }
            let here = places.filter { place in
                resolver.organisations[Int(place)].country.map { AffiliationPlaces.agree(country, $0) } ?? false
            }
            for place in here {
                let organisation = resolver.organisations[Int(place)]
                let hasCity = !organisation.city.isEmpty && organisation.city.allSatisfy { occurrences[$0] != nil }
                let isAlone = text.segments[word.segment].count == 1
                var score: Float = here.count == 1 ? 0.62 : 0.45
                if hasCity { score += 0.12 }
                if isAlone { score += 0.08 }
                if key.count <= 3 { score -= 0.12 }
                finds.append(
                    Find(
                        entry: -1, organisation: place, words: [at], segment: word.segment, score: score, weight: 4,
                        hasCity: hasCity))
            }
        }
        return finds
    }

    /// Less where another organisation is found as well in the same words.
    private func confidence(of find: Find, among all: [Find]) -> Double {
        let rivals = all.filter { $0.organisation != find.organisation && $0.score >= find.score * 0.99 }
        let twins = rivals.filter { Set($0.words) == Set(find.words) && $0.hasCity == find.hasCity }
        let share: Float = twins.isEmpty ? 1 : 0.6
        return Double(min(1, find.score * share))
    }

    private func resolution(_ find: Find, confidence: Double) -> AffiliationResolver.Resolution {
        let organisation = resolver.organisations[Int(find.organisation)]
        let name =
            find.entry >= 0
            ? resolver.entries[Int(find.entry)].name : find.words.map { text.words[$0].plain.uppercased() }.joined()
        var parts = [find.entry >= 0 ? "name: \(name)" : "acronym: \(name)"]
        if country != nil, let its = organisation.country { parts.append("country: \(its)") }
        if find.hasCity { parts.append("city") }
        return AffiliationResolver.Resolution(
            id: organisation.id, confidence: confidence, reason: parts.joined(separator: "; "))
    }
}

/// Words that say what kind of body is named, in the form that is compared.
enum AffiliationKinds {
    /// Parts of an organisation.
    static let units = keys(
        "department faculty school college division section unit laboratory institute center clinic chair service "
            + "program campus group branch office")
    /// Bodies of their own that carry the name of another.
    static let bodies = keys("hospital foundation press museum trust network clinic klinikum universitätsklinikum")
    static let health = keys("medical health cancer")
    static let center = AffiliationWords.forms(of: "center").0[0]
    static let joins: Set<String> = ["and", "at", "in", "&", "et", "und", "y", "e"]

    private static func keys(_ words: String) -> Set<String> {
        Set(words.split(separator: " ").compactMap { AffiliationWords.forms(of: String($0)).0.first })
    }
}

extension AffiliationResolver {
    /// Whether a word is one of those that say what a body is or does, and not whose it is.
    func isCommon(_ word: Int32) -> Bool { common[Int(word)] }
}
