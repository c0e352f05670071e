import Foundation
import Synchronization
import Testing
import Text

@testable import Search

@Suite struct Updates {
    private let tokeniser = Tokeniser()

    /// Everything a reader can get out of a snapshot for some queries.
    struct Outcome: Equatable {
        var answers: [[Found]] = []
        var counts: [Int?] = []
        var facets: [[String: [FacetCount]]] = []
        var suggestions: [[Suggestion]] = []
        var documentCount = 0
    }

    private func outcome(_ snapshot: Snapshot, _ queries: [String], _ reader: Reader) throws -> Outcome {
        var outcome = Outcome(documentCount: snapshot.documentCount(for: reader))
        for text in queries {
            for mode in [Query.Mode.any, .all] {
                let query = Query(text, mode: mode, tokeniser: tokeniser)
                let options = SearchOptions(limit: 15, reader: reader)
                let counted = SearchOptions(limit: 15, reader: reader, countedFacets: ["country", "topic"])
                outcome.answers.append(try snapshot.search(query, options).found)
                let answer = try snapshot.search(query, counted)
                outcome.answers.append(answer.found)
                outcome.counts.append(answer.count)
                outcome.facets.append(answer.facets)
            }
        }
        for typed in ["a", "ab1", "bd", "ac3 b", "ab0"] {
            outcome.suggestions.append(try snapshot.suggestions(for: typed, limit: 6, reader: reader))
        }
        return outcome
    }

    /// Texts of words that can be mistyped and begun, beside the numbered ones.
    private func document(_ number: Int, _ dice: inout Dice) -> Document {
        var document = Sample.document(number, &dice)
        let words = ["plasma", "plasmas", "laser", "lasers", "поле", "поля", "полями", "optics", "optical"]
        let some = (0..<2).map { _ in words.randomElement(using: &dice) ?? "" }.joined(separator: " ")
        document.passages.append(.init("text", some))
        return document
    }

    private func queries(_ dice: inout Dice, _ documents: [Document]) -> [String] {
        (0..<8).map { _ in Sample.query(&dice, documents) } + [
            "plasna", "lasre", "пола", "pla*", "по* -laser", "\"laser plasma\"", "opt* ab1", "xyzzy",
        ]
    }

    @Test(arguments: 0..<12)
    func `an index changed one by one equals one built of what is left`(seed: UInt64) throws {
        var dice = Dice(seed &+ 50)
        var live: [String: Document] = [:]
        let index = SearchIndex(layout: Sample.layout)
        for step in 0..<220 {
            let number = Int.random(in: 0..<70, using: &dice)
            if Int.random(in: 0..<4, using: &dice) == 0 {
                try index.apply([.remove(key: "d\(number)")])
                live["d\(number)"] = nil
            } else {
                let document = document(number, &dice)
                try index.apply([.put(document)])
                live[document.key] = document
            }
            if step == 120 { try index.compact() }
        }
        let documents = live.values.sorted { $0.key < $1.key }
        let built = try Sample.index(documents, batch: 1_000)
        let queries = queries(&dice, documents)
        for reader in [Reader.everything, Reader(["public"]), Reader(["members", "office"]), Reader([])] {
            let expected = try outcome(built.snapshot, queries, reader)
            #expect(try outcome(index.snapshot, queries, reader) == expected)
        }
        #expect(index.snapshot.keys.sorted() == documents.map(\.key))
        try index.compact()
        #expect(index.snapshot.views.count == 1)
        let everything = try outcome(built.snapshot, queries, .everything)
        #expect(try outcome(index.snapshot, queries, .everything) == everything)
    }

    @Test(arguments: 0..<12)
    func `a reader's results are those of a database without what the reader may not see`(seed: UInt64) throws {
        var dice = Dice(seed &+ 500)
        let documents = (0..<90).map { document($0, &dice) }
        let index = try Sample.index(documents, batch: 11)
        let queries = queries(&dice, documents)
        for classes in [["public"], ["public", "members"], ["office"], []] as [Set<String>] {
            let rest = try Sample.index(documents.filter { classes.contains($0.visibility) }, batch: 1_000)
            let expected = try outcome(rest.snapshot, queries, .everything)
            #expect(try outcome(index.snapshot, queries, Reader(classes)) == expected)
        }
    }

    @Test func `one batch of changes keeps the last of each key`() throws {
        let index = SearchIndex(layout: Sample.layout)
        func put(_ key: String, _ text: String) -> Change {
            .put(Document(key: key, passages: [.init("text", text)]))
        }
        try index.apply([put("a", "one"), put("b", "two"), put("a", "three"), .remove(key: "b"), .remove(key: "c")])
        #expect(index.snapshot.keys == ["a"])
        #expect(try index.snapshot.search(Query("three", tokeniser: tokeniser)).hits.map(\.key) == ["a"])
        #expect(try index.snapshot.search(Query("one", tokeniser: tokeniser)).hits.isEmpty)
    }

    @Test func `a document that does not fit the layout changes nothing`() throws {
        let index = try Sample.index([])
        #expect(throws: IndexFault.unknownField("body")) {
            try index.apply([
                .put(Document(key: "a", passages: [.init("text", "good")])),
                .put(Document(key: "b", passages: [.init("body", "bad")])),
            ])
        }
        #expect(index.snapshot.documentCount == 0)
        let query = Query("good", tokeniser: tokeniser)
        #expect(throws: IndexFault.unknownField("planet")) {
            try index.snapshot.search(query, SearchOptions(filters: [Filter("planet", ["x"])]))
        }
        #expect(throws: IndexFault.unknownField("planet")) {
            try index.snapshot.search(query, SearchOptions(countedFacets: ["planet"]))
        }
    }

    @Test func `a snapshot stays as it was while others write`() throws {
        var dice = Dice(3)
        let index = try Sample.index(Sample.documents(50, &dice))
        let before = index.snapshot
        let expected = try outcome(before, ["ab0 ac1", "ab*"], .everything)
        try index.apply(Sample.documents(50, &dice).map(Change.put))
        #expect(try outcome(before, ["ab0 ac1", "ab*"], .everything) == expected)
    }

    /// Every document has the word, so every snapshot must find as many as it holds; some merges run in the background.
    @Test func `readers always see whole states while one writes`() throws {
        let index = SearchIndex(layout: Sample.layout)
        func document(_ number: Int, _ text: String) -> Document {
            Document(key: "k\(number)", passages: [.init("text", "every \(text)")])
        }
        try index.apply((0..<30_000).map { .put(document($0, "first")) })
        let isDone = Atomic(false)
        let wrong = Mutex<[String]>([])
        let group = DispatchGroup()
        for _ in 0..<2 {
            group.enter()
            Thread.detachNewThread {
                let tokeniser = Tokeniser()
                let query = Query("every", tokeniser: tokeniser)
                while !isDone.load(ordering: .relaxed) {
                    let snapshot = index.snapshot
                    let count = (try? snapshot.search(query, SearchOptions(countsHits: true)))?.count
                    if count != 30_000 || snapshot.documentCount != 30_000 {
                        wrong.withLock { $0.append("\(count ?? -1) of \(snapshot.documentCount)") }
                    }
                }
                group.leave()
            }
        }
        for round in 0..<25 { try index.apply((0..<300).map { .put(document(round * 300 + $0, "second")) }) }
        while index.isMerging { usleep(1_000) }
        isDone.store(true, ordering: .relaxed)
        group.wait()
        #expect(wrong.withLock { $0 } == [])
        let second = try index.snapshot.search(Query("second", tokeniser: tokeniser), SearchOptions(countsHits: true))
        #expect(second.count == 7_500)
        #expect(index.snapshot.views.count < 5)
    }
}
