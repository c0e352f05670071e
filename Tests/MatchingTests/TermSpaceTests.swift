import Foundation
import Testing

@testable import Matching

@Suite struct ChangingSpace {
    private struct Row {
        let id: String
        var owners: [String] = []
        var words: [Int]
        var isPublic = true
        var kind = "paper"
    }

    private static func rows(_ count: Int, seed: UInt64, isPublic: Bool = false) -> [Row] {
        var source = WordSource(seed: seed)
        return (0..<count).map { index in
            Row(
                id: "t\(index)", owners: ["o\(source.below(count / 4 + 1))", "o\(source.below(count / 4 + 1))"],
                words: source.text(words: 2 + source.below(20), of: 90), isPublic: source.below(4) > 0 || isPublic,
                kind: source.below(3) == 0 ? "project" : "paper")
        }
    }

    private static func items(_ rows: [Row], _ space: TermSpace) -> [TextItem] {
        let reader = space.reader()
        return rows.map {
            TextItem(
                id: $0.id, kind: $0.kind, owners: $0.owners, isPublic: $0.isPublic,
                counts: reader.counts(of: [WordSource.written($0.words)]))
        }
    }

    private static func space(_ rows: [Row]) -> TermSpace {
        let space = TermSpace()
        space.update(put: items(rows, space))
        space.calibrate()
        return space
    }

    /// Everything a reader can learn, to be compared to the last bit.
    private static func answers(_ space: TermSpace, _ filter: MatchFilter = MatchFilter()) -> (
        [ExpertMatch], [ItemMatch]
    ) {
        var source = WordSource(seed: 77)
        let snapshot = space.snapshot
        var (experts, items): ([ExpertMatch], [ItemMatch]) = ([], [])
        for _ in 0..<12 {
            let words = source.text(words: 1 + source.below(20), of: 100)
            let question = snapshot.question(space.reader().question(of: [WordSource.written(words)]))
            experts += snapshot.experts(for: question, seen: filter, top: 20, candidates: 20)
            items += snapshot.items(for: question, seen: filter, top: 20, candidates: 20)
        }
        for id in ["t0", "t1", "t2", "t3"] { items += snapshot.similar(to: id, seen: filter, top: 5) }
        return (experts, items)
    }

    @Test func `the order of input does not matter`() {
        let rows = Self.rows(200, seed: 1)
        let expected = Self.answers(Self.space(rows))
        #expect(expected.0.count > 100)
        for seed in 0..<3 as Range<UInt64> {
            var source = WordSource(seed: seed)
            let mixed = rows.map { ($0, source.next()) }.sorted { $0.1 < $1.1 }.map(\.0)
            #expect(Self.answers(Self.space(mixed)) == expected)
        }
    }

    @Test func `the order of input does not matter with a latent space either`() {
        let rows = Self.rows(3_000, seed: 12, isPublic: true)
        let (space, turned) = (Self.space(rows), Self.space(rows.reversed()))
        #expect(space.snapshot.hasLatentSpace)
        #expect(Self.answers(space) == Self.answers(turned))
    }

    @Test func `texts put, replaced and removed one by one give the same as a space made at once`() {
        let rows = Self.rows(160, seed: 2)
        let space = TermSpace()
        var source = WordSource(seed: 5)
        for row in rows {
            var first = row
            if source.below(3) == 0 { first.words = source.text(words: 6, of: 90) }
            space.update(put: Self.items([first], space))
            if source.below(5) == 0 { space.update(put: Self.items([Row(id: "gone", words: [1, 2])], space)) }
        }
        for row in rows { space.update(put: Self.items([row], space)) }
        space.update(remove: ["gone", "never there"])
        #expect(space.snapshot.count == rows.count)
        space.calibrate()
        #expect(Self.answers(space) == Self.answers(Self.space(rows)))
    }

    @Test func `what is put while a calibration is made is not lost`() async {
        let rows = Self.rows(900, seed: 3)
        let space = Self.space(Array(rows.prefix(600)))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for _ in 0..<3 { space.calibrate() } }
            group.addTask {
                for row in rows.suffix(300) { space.update(put: Self.items([row], space)) }
                space.update(remove: ["t5", "t6"])
            }
            group.addTask {
                for _ in 0..<50 {
                    let snapshot = space.snapshot
                    let question = snapshot.question(space.reader().question(of: [WordSource.written([1, 2, 3])]))
                    #expect(snapshot.items(for: question, top: 5).count == 5)
                }
            }
        }
        space.calibrate()
        let expected = rows.filter { $0.id != "t5" && $0.id != "t6" }
        #expect(space.snapshot.count == expected.count)
        #expect(Self.answers(space) == Self.answers(Self.space(expected)))
    }

    @Test func `what a reader may not see moves nothing that is shown`() {
        let rows = Self.rows(300, seed: 4)
        let space = Self.space(rows)
        #expect(Self.answers(space) == Self.answers(Self.space(rows.filter(\.isPublic))))
        // One who may see some more gets what a space with these would give.
        let more = Set(rows.filter { !$0.isPublic }.prefix(20).map(\.id))
        let filter = MatchFilter(sight: .publicTextsAnd(space.snapshot.items(more)))
        let smaller = Self.space(rows.filter { $0.isPublic || more.contains($0.id) })
        #expect(Self.answers(space, filter) == Self.answers(smaller, MatchFilter(sight: .everything)))
        #expect(Self.answers(space, filter) != Self.answers(space))
    }

    @Test func `filters by kind, item and owner leave what a space of these would give`() {
        let rows = Self.rows(300, seed: 6)
        let space = Self.space(rows)
        let snapshot = space.snapshot
        let words = space.reader().question(of: [WordSource.written([1, 2, 3, 4, 5])])
        let question = snapshot.question(words)
        let all = snapshot.items(for: question, top: 500)
        let papers = snapshot.items(for: question, seen: MatchFilter(kinds: ["paper"]), top: 500)
        #expect(papers == all.filter { $0.kind == "paper" })
        #expect(papers.count < all.count)
        let few = Set(all.prefix(30).map(\.id))
        #expect(
            snapshot.items(for: question, seen: MatchFilter(items: snapshot.items(few)), top: 500)
                == all.filter { few.contains($0.id) })
        #expect(snapshot.items { few.contains($0) } == snapshot.items(few))
        let owner = all[0].owners[0]
        #expect(snapshot.owners { $0 == owner } == snapshot.owners([owner]))
        let own = snapshot.experts(for: question, seen: MatchFilter(owners: snapshot.owners([owner])), top: 5)
        #expect(own == snapshot.experts(for: question, top: 500).filter { $0.id == owner })
        #expect(own.count == 1)
        #expect(snapshot.items(for: question, seen: MatchFilter(kinds: ["nothing"]), top: 5) == [])
    }

    @Test func `a removed text is gone at once, whoever looks`() {
        let rows = Self.rows(200, seed: 7)
        let space = Self.space(rows)
        let gone = Set(rows.prefix(60).map(\.id))
        space.update(remove: Array(gone))
        let snapshot = space.snapshot
        let question = snapshot.question(space.reader().question(of: [WordSource.written([1, 2, 3, 4, 5])]))
        let left = rows.filter { !gone.contains($0.id) && !Set($0.words).isDisjoint(with: [1, 2, 3, 4, 5]) }
        let all = snapshot.items(for: question, seen: MatchFilter(sight: .everything), top: 500)
        #expect(all.map(\.id).sorted() == left.map(\.id).sorted())
        let seen = snapshot.items(for: question, top: 500)
        #expect(seen.map(\.id).sorted() == left.filter(\.isPublic).map(\.id).sorted())
        let more = snapshot.items(rows.map(\.id))
        #expect(snapshot.items(for: question, seen: MatchFilter(sight: .publicTextsAnd(more)), top: 500) == all)
    }

    @Test func `similar items are of the same kind, without the item, and none for who may not see it`() {
        let rows = Self.rows(120, seed: 8)
        let snapshot = Self.space(rows).snapshot
        for row in rows {
            let found = snapshot.similar(to: row.id, top: 200)
            #expect(row.isPublic || found.isEmpty)
            #expect(found.allSatisfy { $0.kind == row.kind && $0.id != row.id })
        }
        #expect(snapshot.similar(to: "never there", top: 5) == [])
        let all = snapshot.similar(to: rows[1].id, seen: MatchFilter(sight: .everything), top: 200)
        let expected = rows.filter {
            $0.kind == rows[1].kind && $0.id != rows[1].id && !Set($0.words).isDisjoint(with: rows[1].words)
        }
        #expect(Set(all.map(\.id)) == Set(expected.map(\.id)))
    }

    @Test func `a calibration is due when a tenth has changed`() {
        let rows = Self.rows(400, seed: 9, isPublic: true)
        let space = Self.space(rows)
        #expect(!space.isCalibrationDue)
        space.update(put: Self.items(Array(rows.prefix(39)), space))
        #expect(!space.isCalibrationDue)
        space.update(remove: ["t1"])
        #expect(space.isCalibrationDue)
        space.calibrate()
        #expect(!space.isCalibrationDue)
    }
}
