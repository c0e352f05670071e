import Testing

@testable import Matching

/// The other way round: the texts for which somebody would be found.
@Suite struct Answering {
    private static func space(_ texts: [(id: String, owner: String?, text: String)]) -> TermSpace {
        let space = TermSpace()
        let reader = space.reader()
        space.update(
            put: texts.map { text in
                TextItem(
                    id: text.id, kind: text.owner == nil ? "call" : "work", owners: [text.owner].compactMap(\.self),
                    counts: reader.counts(of: [text.text]))
            })
        space.calibrate()
        return space
    }

    private static let texts: [(id: String, owner: String?, text: String)] = [
        ("w1", "ice", "radar glacier snow slope"), ("w2", "ice", "glacier melt water river"),
        ("w3", "steel", "welding steel pipe vessel"), ("c1", nil, "glacier snow radar aircraft"),
        ("c2", nil, "steel pipe robot"), ("c3", nil, "cheese cellar sheep"),
    ]

    @Test func `each text has the score that its owner has for it, the best first`() {
        let snapshot = Self.space(Self.texts).snapshot
        for owner in ["ice", "steel"] {
            let found = snapshot.items(answeredBy: owner, among: ["c1", "c2", "c3", "c4"], top: 10)
            #expect(found.map(\.score) == found.map(\.score).sorted(by: >))
            #expect(Set(found.map(\.id)) == ["c1", "c2", "c3"])
            for match in found {
                guard let text = snapshot.text(of: match.id, seen: MatchFilter()) else { continue }
                let score = snapshot.scores(of: [owner], for: Question(text))[0]
                #expect(abs(match.score - score) < 1e-5)
                #expect(abs(match.explanation.sum - match.score) < 1e-5)
            }
        }
        #expect(snapshot.items(answeredBy: "ice", among: ["c1", "c2", "c3"], top: 1).map(\.id) == ["c1"])
        #expect(snapshot.items(answeredBy: "nobody", among: ["c1"], top: 1) == [])
        #expect(snapshot.items(answeredBy: "ice", among: [], top: 1) == [])
    }

    @Test func `of very many, those nearest to everything of the owner are compared`() {
        var texts = (0..<400).map { number -> (id: String, owner: String?, text: String) in
            ("w\(number)", "big", "word\(number) subject\(number % 7) common")
        }
        texts += (0..<200).map { ("c\($0)", nil, "other\($0) thing\($0 % 5) plain") }
        texts.append(("right", nil, "word7 word14 subject0 subject3 common"))
        let snapshot = Self.space(texts).snapshot
        let ids = (0..<200).map { "c\($0)" } + ["right"]
        #expect(snapshot.items(answeredBy: "big", among: ids, top: 3).first?.id == "right")
    }

    @Test func `owners whose ids begin alike are known, also those that came later`() {
        let space = Self.space(Self.texts)
        let first = space.snapshot.owners(beginning: "i")
        #expect(first.count == 1)
        let counts = space.reader().counts(of: ["iron ore"])
        space.update(put: [
            TextItem(id: "w4", kind: "work", owners: ["iron", "gold"], counts: counts)
        ])
        let snapshot = space.snapshot
        #expect(snapshot.owners(beginning: "i") == snapshot.owners(["ice", "iron"]))
        #expect(snapshot.owners(beginning: "nobody").isEmpty)
    }
}
