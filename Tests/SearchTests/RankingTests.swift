import Testing
import Text

@testable import Search

@Suite struct Ranking {
    private func tie(_ key: String) -> UInt32 {
        key.withBytes { UInt32(truncatingIfNeeded: mixed(UnsafeRawBufferPointer($0)) >> 16) }
    }

    @Test(arguments: 0..<24)
    func `the best hits are those of scoring every document`(seed: UInt64) throws {
        var dice = Dice(seed)
        let documents = Sample.documents(Int.random(in: 0...160, using: &dice), &dice)
        let snapshot = try Sample.index(documents, batch: Int.random(in: 1...60, using: &dice)).snapshot
        let exhaustive = Exhaustive(layout: Sample.layout, documents: documents)
        let tokeniser = Tokeniser()
        for _ in 0..<15 {
            let text = Sample.query(&dice, documents)
            let mode: Query.Mode = Bool.random(using: &dice) ? .any : .all
            let expected = exhaustive.hits(text, mode: mode, tie: tie)
            let query = Query(text, mode: mode, tokeniser: tokeniser)
            let limit = Int.random(in: 1...12, using: &dice)
            #expect(
                try snapshot.search(query, SearchOptions(limit: limit)).found == Array(expected.prefix(limit)),
                "\(text) \(mode)")
            let all = try snapshot.search(query, SearchOptions(limit: limit, countsHits: true))
            #expect(all.found == Array(expected.prefix(limit)), "\(text) \(mode)")
            #expect(all.count == expected.count)
        }
    }

    @Test(arguments: 0..<12)
    func `filters leave what scoring the allowed documents finds and facets count it`(seed: UInt64) throws {
        var dice = Dice(seed &+ 1_000)
        let documents = Sample.documents(120, &dice)
        let snapshot = try Sample.index(documents).snapshot
        let exhaustive = Exhaustive(layout: Sample.layout, documents: documents)
        for _ in 0..<15 {
            let text = Sample.query(&dice, documents)
            let filters = [
                Filter("country", ["DE", "RU"]),
                Filter("topic", ["x", "y"], mode: [.any, .all, .none].randomElement(using: &dice) ?? .any),
            ]
            let allowed = documents.filter { document in
                let topics = document.facets["topic"] ?? []
                let country = document.facets["country"]?.first
                guard country == "DE" || country == "RU" else { return false }
                switch filters[1].mode {
                case .any: return topics.contains("x") || topics.contains("y")
                case .all: return topics.contains("x") && topics.contains("y")
                case .none: return !topics.contains("x") && !topics.contains("y")
                }
            }
            let keys = Set(allowed.map(\.key))
            let expected = exhaustive.hits(text, mode: .any, tie: tie).filter { keys.contains($0.key) }
            let answer = try snapshot.search(
                Query(text, mode: .any, tokeniser: Tokeniser()),
                SearchOptions(limit: 8, filters: filters, countedFacets: ["country"]))
            #expect(answer.found == Array(expected.prefix(8)))
            let hits = Set(expected.map(\.key))
            let counts = ["DE", "RU"].map { country in
                FacetCount(
                    value: country,
                    count: allowed.count { hits.contains($0.key) && $0.facets["country"] == [country] })
            }.filter { $0.count > 0 }.sorted { ($1.count, $0.value) < ($0.count, $1.value) }
            #expect(answer.facets == ["country": counts])
        }
    }

    /// Enough documents for several windows and full blocks, with a threshold that has time to rise.
    @Test(arguments: [Query.Mode.any, .all])
    func `a large collection is ranked as a small one`(mode: Query.Mode) throws {
        var dice = Dice(7)
        let documents = Sample.documents(30_000, &dice)
        let batches = stride(from: 0, to: documents.count, by: 4_000).map {
            Array(documents[$0..<min($0 + 4_000, documents.count)])
        }
        let snapshot = try index(batches).snapshot
        #expect(snapshot.documentCount == 30_000)
        for text in ["ab0 ac1", "ab0", "bd35 ab3 ac37", "ab* bd2", "ab0 ac1 bd2 ab3 ac4 bd5 ab6 ac7 bd8"] {
            let query = Query(text, mode: mode, tokeniser: Tokeniser())
            for filters in [[], [Filter("country", ["DE"])]] {
                let all = try snapshot.search(query, SearchOptions(limit: 40_000, filters: filters))
                let best = try snapshot.search(query, SearchOptions(limit: 20, filters: filters))
                #expect(best.found == Array(all.found.prefix(20)))
                let counted = try snapshot.search(query, SearchOptions(limit: 0, filters: filters, countsHits: true))
                #expect(counted.count == all.hits.count)
            }
        }
    }

    private func index(_ batches: [[Document]]) throws -> SearchIndex {
        let left = Batches(batches)
        return try SearchIndex.build(layout: Sample.layout) {
            left.next().map { batch in { @Sendable in batch } }
        }
    }

    @Test func `of documents put twice in a build the last stays`() throws {
        let index = try index([
            [document("a", "one"), document("b", "two")], [document("a", "three")], [document("a", "four")],
        ])
        #expect(index.snapshot.documentCount == 2)
        #expect(try keys(index, "four one three") == ["a"])
        #expect(try keys(index, "one three") == [])
        #expect(index.snapshot.keys.sorted() == ["a", "b"])
    }

    @Test func `weighted words rank by weight times rarity`() throws {
        let index = try index([[document("a", "plasma"), document("b", "laser"), document("c", "optics")]])
        let query = Query(weighted: [("plasma", 0.5), ("laser", 2), ("unknown", 9)], tokeniser: Tokeniser())
        #expect(try index.snapshot.search(query).hits.map(\.key) == ["b", "a"])
    }

    private func keys(_ index: SearchIndex, _ text: String) throws -> [String] {
        try index.snapshot.search(Query(text, mode: .any, tokeniser: Tokeniser())).hits.map(\.key)
    }

    private func document(_ key: String, _ text: String) -> Document {
        Document(key: key, passages: [.init("text", text)])
    }
}
