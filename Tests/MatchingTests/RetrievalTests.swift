import Testing

@testable import Matching

/// Found through lists and bounds must be what is found by looking at everything.
@Suite struct ExactRetrieval {
    private typealias Texts = [(id: String, owners: [String], words: [Int])]

    private func texts(_ count: Int, seed: UInt64, vocabulary: Int = 120) -> Texts {
        var source = WordSource(seed: seed)
        return (0..<count).map { index in
            (
                "t\(index)",
                Array(Set((0..<1 + source.below(2)).map { _ in "o\(source.below(count / 3 + 1))" })).sorted(),
                source.text(words: 3 + source.below(25), of: vocabulary)
            )
        }
    }

    private func space(_ texts: Texts) -> TermSpace {
        let space = TermSpace()
        let reader = space.reader()
        space.update(
            put: texts.map {
                TextItem(
                    id: $0.id, kind: "text", owners: $0.owners,
                    counts: reader.counts(of: [WordSource.written($0.words)]))
            })
        space.calibrate()
        return space
    }

    @Test func `texts are scored as by the plainest computation`() {
        for seed in 0..<8 as Range<UInt64> {
            let texts = texts(60 + Int(seed) * 20, seed: seed)
            let (space, plain) = (space(texts), PlainScorer(texts))
            var source = WordSource(seed: 100 + seed)
            for _ in 0..<10 {
                let words = source.text(words: 1 + source.below(15), of: 130)
                let question = space.snapshot.question(space.reader().question(of: [WordSource.written(words)]))
                let found = space.snapshot.items(for: question, top: 1_000)
                let expected = Dictionary(
                    uniqueKeysWithValues: plain.scores(words).map { (texts[$0.text].id, $0.score) })
                #expect(Set(found.map(\.id)) == Set(expected.keys))
                #expect(found.allSatisfy { ($0.score - (expected[$0.id] ?? .nan)).magnitude < 2e-4 })
                #expect(zip(found, found.dropFirst()).allSatisfy { $0.score >= $1.score })
            }
        }
    }

    @Test func `owners are scored as by the plainest computation`() {
        for seed in 0..<8 as Range<UInt64> {
            let texts = texts(150, seed: seed)
            let (space, plain) = (space(texts), PlainScorer(texts))
            var source = WordSource(seed: 200 + seed)
            for _ in 0..<6 {
                let words = source.text(words: 2 + source.below(15), of: 120)
                let question = space.snapshot.question(space.reader().question(of: [WordSource.written(words)]))
                let found = space.snapshot.experts(for: question, top: 500)
                let expected = plain.experts(words, candidates: 500)
                #expect(found.count == expected.count)
                let scores = Dictionary(uniqueKeysWithValues: expected.map { ($0.owner, $0.score) })
                #expect(found.allSatisfy { ($0.score - (scores[$0.id] ?? .nan)).magnitude < 2e-4 })
                let all = space.snapshot.scores(of: found.map(\.id), for: question)
                #expect(all == found.map(\.score))
            }
        }
    }

    @Test func `the best of many are exactly the best although few are computed`() {
        for seed in 0..<3 as Range<UInt64> {
            let texts = texts(6_000, seed: seed, vocabulary: 4_000)
            let space = TermSpace()
            let reader = space.reader()
            let items = texts.map {
                TextItem(id: $0.id, kind: "text", counts: reader.counts(of: [WordSource.written($0.words)]))
            }
            // Several shelves, and texts that are gone.
            for start in stride(from: 0, to: items.count, by: 1_700) {
                space.update(put: Array(items[start..<min(start + 1_700, items.count)]))
            }
            space.calibrate()
            space.update(put: Array(items[0..<50]), remove: items[300..<340].map(\.id))
            let snapshot = space.snapshot
            var source = WordSource(seed: 300 + seed)
            for wanted in [1, 5, 40] {
                let words = source.text(words: 60, of: 4_000)
                let question = snapshot.question(reader.question(of: [WordSource.written(words)]))
                let found = snapshot.findings(question, snapshot.masks(MatchFilter()), wanted: wanted)
                let all = snapshot.shelves.flatMap { kept in
                    kept.live.map { text in
                        let cosine = question.probe.cosine(text.measured.vector)
                        let words = text.measured.words
                        return (cosine: cosine, score: question.wordScore(cosine, words.gain, words.level))
                    }
                }
                let best = all.filter { $0.cosine > 0 }.sorted { $0.score > $1.score }.prefix(wanted)
                #expect(found.map(\.score) == best.map(\.score))
                #expect(found.map(\.cosine).sorted() == best.map(\.cosine).sorted())
            }
        }
    }

    @Test func `stopping early finds the same as reading to the end`() {
        let texts = texts(4_000, seed: 17, vocabulary: 3_000)
        let space = space(texts)
        let (snapshot, reader) = (space.snapshot, space.reader())
        var source = WordSource(seed: 18)
        for _ in 0..<40 {
            let counts = reader.question(of: [WordSource.written(source.text(words: 80, of: 3_000))])
            let question = snapshot.question(counts)
            func found(_ cost: Int) -> [Float] {
                Retrieval(
                    shelf: snapshot.shelves[0].shelf, number: 0, question: question, mask: nil, wanted: 10,
                    least: -.infinity, costOfOne: cost
                ).best().map(\.score).sorted(by: >).prefix(10).map { $0 }
            }
            #expect(found(0) == found(1_000_000))
        }
    }
}
