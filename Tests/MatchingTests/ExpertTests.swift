import Foundation
import Testing

@testable import Matching

@Suite struct FindingExperts {
    /// A world of subjects, each with words of its own beside common ones; half of a subject's people use one half of
    /// its words, the others the other, and a third group both.
    private struct World {
        let space = TermSpace()
        let subjects = 20
        private(set) var source = WordSource(seed: 42)

        init(texts: Int) {
            let reader = space.reader()
            var items: [TextItem] = []
            for index in 0..<texts {
                let (subject, school) = (index % subjects, index / subjects % 3)
                let words = write(subject, school)
                let owner = "\(subject)/\(school)/\(index / subjects / 3 % 5)"
                items.append(
                    TextItem(id: "t\(index)", kind: "paper", owners: [owner], counts: reader.counts(of: [words])))
            }
            space.update(put: items)
            space.calibrate()
        }

        /// Words 0 to 199 are common; each subject has 40 of its own.
        mutating func write(_ subject: Int, _ school: Int) -> String {
            let own = (0..<10).map { _ in
                200 + subject * 40 + (school == 2 ? source.below(40) : school * 20 + source.below(20))
            }
            return WordSource.written(own + source.text(words: 10, of: 200))
        }
    }

    @Test func `who works on the subject comes first`() {
        var world = World(texts: 1_200)
        #expect(!world.space.snapshot.hasLatentSpace)
        for subject in 0..<20 {
            let snapshot = world.space.snapshot
            let counts = world.space.reader().question(of: [world.write(subject, 2)])
            let found = snapshot.experts(for: snapshot.question(counts), top: 10)
            #expect(found.filter { $0.id.hasPrefix("\(subject)/") }.count == 10)
        }
    }

    @Test func `texts of one subject in other words are near in the latent space, others are not`() {
        var world = World(texts: 20)
        let reader = world.space.reader()
        let counts = (0..<1_200).map { reader.counts(of: [world.write($0 % 20, $0 / 20 % 3)]) }
        let calibration = Calibration(of: counts, seed: 1)
        let vectors = counts.map { ($0.key, calibration.measured($0).vector) }.sorted { $0.0 < $1.0 }
        let latent = LatentSpace(vectors, dimensions: 20, seed: 1)
        #expect(latent.singularValues.count == 20)
        let places = counts.map { latent.place(of: calibration.measured($0).vector) }
        var (same, other): ([Float], [Float]) = ([], [])
        // The first school's texts against the second's, which have no word of the subject in common.
        for first in (0..<1_200).filter({ $0 / 20 % 3 == 0 }).prefix(200) {
            for second in (0..<1_200).filter({ $0 / 20 % 3 == 1 }).prefix(200) {
                let cosine = Dense.dot(places[first], places[second])
                if first % 20 == second % 20 { same.append(cosine) } else { other.append(cosine) }
            }
        }
        #expect(same.reduce(0, +) / Float(same.count) > 0.5)
        #expect(other.reduce(0, +) / Float(other.count) < 0.2)
    }

    @Test func `the latent part is there from three thousand public texts on`() {
        #expect(!World(texts: 2_999).space.snapshot.hasLatentSpace)
        var world = World(texts: 3_000)
        let snapshot = world.space.snapshot
        #expect(snapshot.hasLatentSpace)
        for subject in 0..<20 {
            let question = snapshot.question(world.space.reader().question(of: [world.write(subject, 2)]))
            let found = snapshot.experts(for: question, top: 10)
            #expect(found.filter { $0.id.hasPrefix("\(subject)/") }.count == 10)
        }
    }

    @Test func `evidence and terms add up to the score`() {
        for texts in [600, 3_000] {
            var world = World(texts: texts)
            let snapshot = world.space.snapshot
            for subject in 0..<5 {
                let counts = world.space.reader().question(of: [world.write(subject, 0)])
                let question = snapshot.question(counts)
                for match in snapshot.experts(for: question, top: 20) {
                    let sum = match.evidence.reduce(match.otherItems) { $0 + $1.share }
                    #expect((sum - match.score).magnitude < 1e-6)
                    #expect((match.explanation.sum - match.score).magnitude < 1e-4)
                    #expect(match.evidence.count == min(3, match.itemCount))
                    #expect(match.explanation.terms.count <= 8)
                    #expect((match.explanation.latent != 0) == (texts == 3_000))
                }
                for match in snapshot.items(for: question, top: 20) {
                    #expect((match.explanation.sum - match.score).magnitude < 1e-4)
                }
            }
        }
    }

    @Test func `the terms named are those in common`() {
        let space = TermSpace()
        let reader = space.reader()
        space.update(put: [
            TextItem(
                id: "a", kind: "paper", owners: ["Ada"],
                counts: reader.counts(of: ["Perovskite solar cells", "Stability of solar cells in humid air"])),
            TextItem(id: "b", kind: "paper", owners: ["Bob"], counts: reader.counts(of: ["Medieval trade routes"])),
        ])
        space.calibrate()
        let snapshot = space.snapshot
        let question = snapshot.question(reader.question(of: ["cells of perovskite and silicon"]))
        let found = snapshot.experts(for: question, top: 5)
        #expect(found.map(\.id) == ["Ada"])
        #expect(found[0].evidence.map(\.item) == ["a"])
        #expect(Set(found[0].explanation.terms.map(\.term)) == ["cell", "perovskit"])
    }

    @Test func `the mean decays by rank`() {
        #expect(RankDecayedMean.of([]) == nil)
        #expect(RankDecayedMean.of([2]) == 2)
        let mean = RankDecayedMean.of([1, 3]) ?? 0
        #expect((mean - (3 + 0.85) / 1.85).magnitude < 1e-12)
        #expect((RankDecayedMean.weights(7).reduce(0, +) - 1).magnitude < 1e-12)
    }

    @Test func `two texts are as like each other as the other way round`() {
        var world = World(texts: 3_000)
        let snapshot = world.space.snapshot
        let texts = (0..<30).map { index in
            snapshot.question(world.space.reader().question(of: [world.write(index % 20, index % 3)])).text
        }
        for a in texts { for b in texts { #expect(a.likeness(b) == b.likeness(a)) } }
    }

    @Test func `empty, huge and binary texts are read`() {
        let space = TermSpace()
        let reader = space.reader()
        var source = WordSource(seed: 11)
        let binary = String(
            decoding: (0..<200_000).map { _ in UInt8(truncatingIfNeeded: source.next()) }, as: UTF8.self)
        let huge = WordSource.written(source.text(words: 150_000, of: 50_000))
        let texts = ["", " \n\t", binary, huge, String(repeating: "a", count: 1_000_000), "\u{0}\u{202e}שלום \u{feff}"]
        space.update(
            put: texts.enumerated().map {
                TextItem(id: "\($0)", kind: "text", owners: ["\($0)"], counts: reader.counts(of: [$1]))
            })
        space.calibrate()
        let snapshot = space.snapshot
        for (index, text) in texts.enumerated() {
            let question = snapshot.question(reader.question(of: [text]))
            let found = snapshot.experts(for: question, top: 10)
            #expect(found.allSatisfy { $0.score.isFinite })
            #expect(found.map(\.id).contains("\(index)") == !question.text.isEmpty)
            let scores = snapshot.scores(of: ["0", "3", "nobody"], for: question)
            #expect(scores.allSatisfy { $0.isFinite })
        }
        #expect(TermSpace().snapshot.experts(for: snapshot.question(.none), top: 3) == [])
    }
}
