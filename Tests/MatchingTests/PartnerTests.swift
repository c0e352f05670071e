import Testing

@testable import Matching

@Suite struct Topics {
    /// science → physics → optics, lasers; science → life → genes; optics and genes → biophotonics
    private let tree = TopicHierarchy(parents: [
        "science": [], "physics": ["science"], "life": ["science"], "optics": ["physics"], "lasers": ["physics"],
        "genes": ["life"], "biophotonics": ["optics", "genes"],
    ])

    @Test func `a topic says the more the fewer are below it`() {
        #expect(tree.information(of: "science") < 1e-9)
        #expect(tree.information(of: "lasers") == 1)
        #expect(tree.information(of: "physics") < tree.information(of: "optics"))
        #expect(tree.information(of: "unheard of") == 1)
    }

    @Test func `sisters are nearer than cousins`() {
        #expect(tree.likeness("optics", "optics") == 1)
        #expect(tree.likeness("optics", "lasers") > 0.2)
        #expect(tree.likeness("lasers", "genes") < 1e-9)
        #expect(tree.likeness("biophotonics", "genes") > tree.likeness("biophotonics", "lasers"))
        #expect(tree.likeness("lasers", "unheard of") == 0)
    }

    @Test func `an overlap is the same both ways and one with itself`() {
        let names = ["science", "physics", "life", "optics", "lasers", "genes", "biophotonics", "unheard of"]
        var source = WordSource(seed: 1)
        for _ in 0..<200 {
            let a = Set((0..<1 + source.below(3)).map { _ in names[source.below(8)] })
            let b = Set((0..<1 + source.below(3)).map { _ in names[source.below(8)] })
            #expect(tree.overlap(a, b) == tree.overlap(b, a))
            #expect(tree.overlap(a, a) == 1)
            #expect((0...1).contains(tree.overlap(a, b) ?? -1))
        }
        #expect(tree.overlap([], ["optics"]) == nil)
    }

    @Test func `a circle in the tree does no harm`() {
        let circle = TopicHierarchy(parents: ["a": ["b"], "b": ["c"], "c": ["a"]])
        #expect((0...1).contains(circle.likeness("a", "b")))
        #expect(TopicHierarchy(parents: [:]).overlap(["x"], ["x"]) == 1)
    }
}

@Suite struct Partners {
    private struct World {
        let snapshot: TermSpace.Snapshot
        let reader: TermReader
        let texts: [MeasuredText]

        init() {
            let space = TermSpace()
            let reader = space.reader()
            var source = WordSource(seed: 21)
            let words = (0..<200).map { index in
                WordSource.written(
                    (0..<8).map { _ in 60 + index % 10 * 20 + source.below(20) } + source.text(words: 8, of: 60))
            }
            space.update(
                put: words.enumerated().map { TextItem(id: "\($0)", kind: "x", counts: reader.counts(of: [$1])) })
            space.calibrate()
            let snapshot = space.snapshot
            (self.snapshot, self.reader) = (snapshot, reader)
            texts = words.map { snapshot.question(reader.question(of: [$0])).text }
        }
    }

    private let tree = TopicHierarchy(parents: ["a": [], "b": ["a"], "c": ["a"], "d": ["b"]])

    private func profile(_ world: World, _ source: inout WordSource) -> PartnerProfile {
        func some(_ most: Int) -> [MeasuredText] {
            (0..<source.below(most + 1)).map { _ in world.texts[source.below(200)] }
        }
        func codes(_ all: [String]) -> Set<String> { Set(all.filter { _ in source.below(2) == 0 }) }
        let countries = codes(["AM", "DE", "FR"])
        let wish: PartnerProfile.CountryWish =
            switch source.below(4) {
            case 0: .only(countries)
            case 1: .preferred(countries)
            default: .anywhere
            }
        return PartnerProfile(
            text: some(1).first, offers: some(3), requests: some(3), topics: codes(["a", "b", "c", "d"]),
            languages: codes(["en", "ru", "hy"]), country: codes(["AM", "DE", "FR"]).sorted().first, wish: wish,
            projects: Dictionary(
                some(3).map { ("p\(source.below(6))", $0) }, uniquingKeysWith: { first, _ in first }))
    }

    @Test func `the fit is the same both ways, within bounds, and the sum of its parts`() {
        let world = World()
        var source = WordSource(seed: 22)
        var ruledOut = 0
        for _ in 0..<300 {
            let (a, b) = (profile(world, &source), profile(world, &source))
            let (fit, turned) = (PartnerFit(a, b, topics: tree), PartnerFit(b, a, topics: tree))
            #expect((fit.score - turned.score).magnitude < 1e-12)
            #expect(fit.parts.map(\.part) == turned.parts.map(\.part))
            #expect((0...1).contains(fit.score))
            #expect(fit.parts.allSatisfy { (0...1).contains($0.value) })
            if fit.isRuledOut {
                ruledOut += 1
            } else {
                #expect((fit.parts.reduce(0) { $0 + $1.share } - fit.score).magnitude < 1e-12)
            }
            #expect(fit.parts.isEmpty || (fit.parts.reduce(0) { $0 + $1.weight } - 1).magnitude < 1e-12)
        }
        #expect(ruledOut > 20)
    }

    @Test func `an offer that answers the request makes the fit, whoever offers`() {
        let world = World()
        // Texts with the same last digit are on one subject.
        let wants = PartnerProfile(requests: [world.texts[3]])
        let answer = PartnerFit(PartnerProfile(offers: [world.texts[14], world.texts[13]]), wants, topics: tree)
        let other = PartnerFit(PartnerProfile(offers: [world.texts[14], world.texts[25]]), wants, topics: tree)
        #expect(answer.score > other.score + 0.2)
        #expect(answer.complements.map(\.offer) == [1])
        #expect(answer.complements.map(\.isFirstOffering) == [true])
        let turned = PartnerFit(wants, PartnerProfile(offers: [world.texts[14], world.texts[13]]), topics: tree)
        #expect(turned.score == answer.score)
        #expect(turned.complements.map(\.isFirstOffering) == [false])
    }

    @Test func `a country that is ruled out ends it, a preferred one helps`() {
        let (german, french) = (PartnerProfile(languages: ["de"], country: "DE"), PartnerProfile(country: "FR"))
        let strict = PartnerProfile(languages: ["de"], country: "AM", wish: .only(["DE"]))
        #expect(PartnerFit(strict, german, topics: tree).score == 1)
        #expect(PartnerFit(strict, french, topics: tree).isRuledOut)
        #expect(PartnerFit(strict, french, topics: tree).score == 0)
        #expect(PartnerFit(strict, PartnerProfile(), topics: tree).isRuledOut)
        let open = PartnerProfile(languages: ["de"], country: "AM", wish: .preferred(["FR"]))
        #expect(PartnerFit(open, german, topics: tree).parts.map(\.value) == [1, 0])
        #expect(PartnerFit(open, PartnerProfile(), topics: tree).parts == [])
    }

    @Test func `joint projects count by halves and similar ones fill up`() {
        let world = World()
        func with(_ projects: [String: Int]) -> PartnerProfile {
            PartnerProfile(projects: projects.mapValues { world.texts[$0] })
        }
        func record(_ a: PartnerProfile, _ b: PartnerProfile) -> Double { PartnerFit(a, b, topics: tree).score }
        #expect(record(with(["p": 1]), with(["p": 1])) == 0.5)
        #expect(record(with(["p": 1, "q": 2]), with(["p": 1, "q": 2])) == 0.75)
        #expect(record(with(["p": 1]), with(["q": 11])) > record(with(["p": 1]), with(["q": 12])))
        #expect(record(with(["p": 1, "r": 4]), with(["p": 1, "s": 14])) > 0.5)
        #expect(PartnerFit(with(["p": 1, "q": 2]), with(["q": 2]), topics: tree).jointProjects == ["q"])
    }

    @Test func `what is not known counts neither way`() {
        let known = PartnerProfile(topics: ["d"], languages: ["en"])
        #expect(PartnerFit(known, PartnerProfile(languages: ["en", "ru"]), topics: tree).score == 1)
        #expect(PartnerFit(PartnerProfile(), PartnerProfile(), topics: tree).score == 0)
        #expect(
            PartnerFit(known, PartnerProfile(topics: ["d"], languages: ["ru"]), topics: tree).parts.map(\.value) == [
                1, 0,
            ])
    }
}
