import Database
import Search
import Text

/// What was written to the journal since a place: things that are new or can now be seen, and changes that are watched.
struct DigestNews: Sendable {
    struct Change: Sendable {
        let position: Int64
        let before: String
    }
    /// By kind in the journal: ids, with the place where each became news.
    private(set) var new: [String: [String: Int64]] = [:]
    /// The latest change of each thing, by kind and id.
    private(set) var changes: [String: [String: Change]] = [:]

    /// The columns before the change of a thing, by its key.
    func before(_ key: String) -> String {
        let parts = key.split(separator: "/", maxSplits: 1).map(String.init)
        return parts.count == 2 ? changes[parts[0]]?[parts[1]]?.before ?? "" : ""
    }

    static let none = DigestNews()
    private init() {}

    var count: Int { new.values.reduce(0) { $0 + $1.count } + changes.values.reduce(0) { $0 + $1.count } }

    /// Statuses in which others do not see a thing.
    private static let hidden = ["draft", "withdrawn"]

    init(after start: Int64, through end: Int64, in tx: Transaction) throws {
        let lists = SearchedLists.all
        let kinds = Set(lists.map(\.journal) + FinderRecord.Kind.allCases.map(\.rawValue)).sorted()
        let watched = Dictionary(
            lists.compactMap { list in list.watched.map { (list.journal, "\"\($0.column)\":") } },
            uniquingKeysWith: { first, _ in first })
        let actions = kinds.flatMap { ["\($0).created", "\($0).changed"] }
        try tx.each(
            """
            SELECT position, action, kind, thing, before, after FROM journal
            WHERE position > \(start) AND position <= \(end) AND action IN (\(actions)) ORDER BY position
            """
        ) { row in
            let (position, action): (Int64, String) = (try row.at(0), try row.at(1))
            let (kind, thing, before): (String, String, String) = (try row.at(2), try row.at(3), try row.at(4))
            let appeared = Self.hidden.contains { before.contains("\"status\":\"\($0)\"") }
            if action.hasSuffix(".created") || appeared {
                new[kind, default: [:]][thing] = position
                changes[kind]?[thing] = nil
            } else if let column = watched[kind], before.contains(column), new[kind]?[thing] == nil {
                changes[kind, default: [:]][thing] = Change(position: position, before: before)
            }
        }
    }
}

/// Finds which new things are in which searches. The news are looked at once for each condition that occurs, however
/// many searches have it: a search is then the cut of a few sets of numbers.
final class DigestMatcher {
    private let tx: Transaction
    private let now: Moment
    private let news: DigestNews
    private let index: Search.Snapshot?
    private let tokeniser = Tokeniser()
    private var lists: [String: ListMatcher] = [:]

    /// What a search finds among the news, with the places where they stand in the journal.
    struct Result {
        var new: [String: Int64] = [:]
        var changed: [String: Int64] = [:]
    }
    private var results: [String: Result] = [:]

    init(_ news: DigestNews, _ index: Search.Snapshot?, at now: Moment, in tx: Transaction) {
        (self.news, self.index, self.now, self.tx) = (news, index, now, tx)
    }

    /// Nil where the index is needed and not at hand: the search waits for the next round.
    func result(of text: String, for actor: Actor) throws -> Result? {
        let key = (actor.isOffice ? "office " : "public ") + text
        guard let address = SearchAddress(text) else { return Result() }
        guard let list = address.page.list else {
            guard let question = address.question else { return Result() }
            guard let index else { return nil }
            if let known = results[key] { return known }
            let result = Result(new: try everything(question, actor, index))
            results[key] = result
            return result
        }
        let visible = list.visible(actor)
        let known = "\(visible.key) \(text)"
        if let result = results[known] { return result }
        let matcher = try matcher(of: list)
        let result = try matcher.result(address.selection ?? Selection(), visible: visible, index, Sight(of: actor))
        results[known] = result
        return result
    }

    private func matcher(of list: SearchedList) throws -> ListMatcher {
        if let known = lists[list.path] { return known }
        let matcher = ListMatcher(
            list, new: news.new[list.journal] ?? [:], changes: news.changes[list.journal] ?? [:], at: now, in: tx)
        lists[list.path] = matcher
        return matcher
    }

    private func everything(_ question: FindQuestion, _ actor: Actor, _ index: Search.Snapshot) throws -> [String:
        Int64]
    {
        let options = SearchOptions(reader: Sight(of: actor).reader, filters: question.filters, allowsTypos: false)
        let keys = try index.keys(for: Search.Query(question.asked, mode: .all, tokeniser: tokeniser), options)
        var found: [String: Int64] = [:]
        for key in keys {
            guard let (kind, id) = FinderRecord.parts(of: key), let place = news.new[kind.rawValue]?[id] else {
                continue
            }
            found[key] = place
        }
        return found
    }
}

/// The news of one list, numbered, with what was found out about them.
private final class ListMatcher {
    private let list: SearchedList
    private let shape: ListNews
    private let tx: Transaction
    private let ids: [String]
    private let places: [Int64]
    private let isNew: [Bool]
    private let matches: ListMatches
    private var known: [String: NumberMarks] = [:]

    init(
        _ list: SearchedList, new: [String: Int64], changes: [String: DigestNews.Change], at now: Moment,
        in tx: Transaction
    ) {
        (self.list, shape, self.tx) = (list, list.news(now), tx)
        let all = new.map { ($0.key, $0.value, true) } + changes.map { ($0.key, $0.value.position, false) }
        let sorted = all.sorted { $0.1 < $1.1 }
        (ids, places, isNew) = (sorted.map(\.0), sorted.map(\.1), sorted.map(\.2))
        matches = ListMatches(ids)
    }

    func result(
        _ selection: Selection, visible: SQL, _ index: Search.Snapshot?, _ sight: Sight
    ) throws -> DigestMatcher.Result {
        var result = DigestMatcher.Result()
        guard !ids.isEmpty else { return result }
        let meant = list.meaning(selection)
        var marks = try self.marks(visible)
        if !selection.text.isEmpty { marks.cut(try words(selection.text, index, sight)) }
        guard !marks.isEmpty else { return result }
        // What is watched may have changed so that the filters that depend on it no longer find the thing.
        var watched = marks
        for facet in shape.facets {
            guard let chosen = meant.chosen[facet.name], !chosen.isEmpty else { continue }
            let met = try self.marks(facet.condition(chosen))
            marks.cut(met)
            if list.watched?.facets.contains(facet.name) != true { watched.cut(met) }
        }
        marks.each { number in if isNew[number] { result.new[key(number)] = places[number] } }
        watched.each { number in if !isNew[number] { result.changed[key(number)] = places[number] } }
        return result
    }

    private func key(_ number: Int) -> String { list.journal + "/" + ids[number] }

    private func words(_ text: String, _ index: Search.Snapshot?, _ sight: Sight) throws -> NumberMarks {
        guard let thing = list.thing, let index, let found = try index.matches(thing, text, sight) else {
            return try shape.search.map { try self.marks($0(text)) } ?? NumberMarks(all: ids.count)
        }
        let key = "words \(sight.reader) \(text)"
        if let known = known[key] { return known }
        let set = Set(found.ids)
        let marks = NumberMarks(ids.indices.filter { set.contains(ids[$0]) }, of: ids.count)
        known[key] = marks
        return marks
    }

    private func marks(_ condition: SQL) throws -> NumberMarks {
        let key = condition.key
        if let known = known[key] { return known }
        let met = Set(try shape.meeting(condition, among: matches, in: tx))
        let marks = NumberMarks(ids.indices.filter { met.contains(ids[$0]) }, of: ids.count)
        known[key] = marks
        return marks
    }
}

/// Some of the numbers from zero on, as bits.
private struct NumberMarks {
    private var bits: [UInt64]

    init(_ numbers: [Int], of count: Int) {
        bits = Array(repeating: 0, count: (count + 63) / 64)
        for number in numbers { bits[number >> 6] |= 1 << UInt64(number & 63) }
    }
    init(all count: Int) { self.init(Array(0..<count), of: count) }

    var isEmpty: Bool { bits.allSatisfy { $0 == 0 } }

    mutating func cut(_ other: NumberMarks) { for place in bits.indices { bits[place] &= other.bits[place] } }

    func each(_ body: (Int) -> Void) {
        for (place, word) in bits.enumerated() {
            var rest = word
            while rest != 0 {
                body((place << 6) + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
    }
}
