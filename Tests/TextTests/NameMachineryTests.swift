import Testing

@testable import Text

/// The parts of comparing names against what an exhaustive computation gives.
@Suite struct NameMachinery {
    /// The same numbers every time.
    struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    /// The most that any pairing of rows with columns is worth.
    private func most(_ rows: Int, _ columns: Int, _ worth: [Double], from row: Int = 0, taken: Int = 0) -> Double {
        guard row < rows else { return 0 }
        var best = most(rows, columns, worth, from: row + 1, taken: taken)
        for column in 0..<columns where taken & (1 << column) == 0 {
            let rest = most(rows, columns, worth, from: row + 1, taken: taken | (1 << column))
            best = max(best, worth[row * columns + column] + rest)
        }
        return best
    }

    @Test func `words are paired as well as any pairing does it`() {
        var dice = Dice(state: 1)
        for _ in 0..<400 {
            let (rows, columns) = (Int.random(in: 1...5, using: &dice), Int.random(in: 1...5, using: &dice))
            let worth = (0..<rows * columns).map { _ in
                Bool.random(using: &dice) ? 0 : Double.random(in: 0...1, using: &dice)
            }
            let pairs = NameAlignment.best(rows: rows, columns: columns, worth: worth)
            let partners = pairs.compactMap { $0 }
            #expect(Set(partners).count == partners.count)
            var sum = 0.0
            for (row, column) in pairs.enumerated() { if let column { sum += worth[row * columns + column] } }
            #expect(abs(sum - most(rows, columns, worth)) < 1e-9)
        }
    }

    /// Edits by trying all of them.
    private func edits(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Int {
        guard let x = a.first, let y = b.first else { return max(a.count, b.count) }
        if x == y { return edits(a.dropFirst(), b.dropFirst()) }
        var best = min(
            edits(a.dropFirst(), b.dropFirst()), edits(a.dropFirst(), b), edits(a, b.dropFirst()))
        if a.count > 1, b.count > 1, x == b[b.startIndex + 1], y == a[a.startIndex + 1] {
            best = min(best, edits(a.dropFirst(2), b.dropFirst(2)))
        }
        return best + 1
    }

    @Test func `the distance is the fewest edits`() {
        var dice = Dice(state: 2)
        for _ in 0..<300 {
            let words = (0..<2).map { _ in
                (0..<Int.random(in: 0...6, using: &dice)).map { _ in UInt8.random(in: 97...99, using: &dice) }
            }
            #expect(NameDistance.between(words[0], words[1]) == edits(words[0][...], words[1][...]))
        }
    }

    @Test func `the usual transliteration costs nothing and a slip costs a slip`() throws {
        let transducer = NameTransducer.shared
        func cost(_ source: String, _ target: String) -> Int? {
            transducer.cost(
                of: transducer.symbols(of: source.unicodeScalars.map(\.value)), as: Array(target.utf8), limit: 1_000)
        }
        #expect(cost("борис", "boris") == 0)
        #expect(cost("борис", "borqis") == NameTransducer.slip)
        #expect(cost("", "ab") == 2 * NameTransducer.slip)
        let (german, wrong) = (try #require(cost("щукин", "schtschukin")), try #require(cost("щукин", "bananukin")))
        #expect(german < wrong)
        #expect(transducer.cost(of: transducer.symbols(of: [0x44F]), as: Array("zzzz".utf8), limit: 10) == nil)
    }

    @Test(arguments: [
        ("Sergey", "Сергей"), ("Sergey", "Serhiy"), ("Khrushchev", "Chruschtschow"), ("Zhukov", "Schukow"),
        ("Tschechow", "Chekhov"), ("Julia", "Yulia"), ("Tsvetaeva", "Zwetajewa"), ("Jackson", "Джексон"),
    ])
    func `names that sound alike share a skeleton`(left: String, right: String) {
        let (a, b) = (NameToken(word: left).skeletons, NameToken(word: right).skeletons)
        #expect(!Set(a).isDisjoint(with: b), "\(left), \(right)")
    }
}

@Suite struct NameIndexes {
    private let spellings = ["Sergey", "Sergei", "Serhiy", "Сергей", "Сергій", "Սերգեյ"]

    /// Names made of syllables, the same every time.
    private func names(_ count: Int) -> [String] {
        var dice = NameMachinery.Dice(state: 3)
        let starts = ["Ka", "Mo", "Ser", "Ivan", "Pe", "Дми", "Оль", "Ни", "Але", "Ju", "Schu", "Vla"]
        let ends = ["rina", "ger", "tov", "ски", "чук", "son", "гей", "га", "mann", "enko", "yan", "dze"]
        return (0..<count).map { _ in
            (0..<2).map { _ in
                (starts.randomElement(using: &dice) ?? "") + (ends.randomElement(using: &dice) ?? "")
                    + (ends.randomElement(using: &dice) ?? "")
            }.joined(separator: " ")
        }
    }

    @Test func `all spellings of Sergey find one another among others`() {
        var all = names(5_000)
        for (place, spelling) in spellings.enumerated() { all.insert(spelling, at: place * 700) }
        let index = NameIndex(all, kind: .person)
        for query in spellings {
            #expect(Set(index.search(query, limit: 10).map(\.name)).isSuperset(of: spellings))
        }
    }

    @Test func `the best of the index is the best of all`() {
        let all = names(600)
        let index = NameIndex(all, kind: .person)
        for query in all.prefix(40) {
            let exhaustive = all.map { NameComparison(query, $0, kind: .person).score }.max() ?? 0
            #expect(exhaustive > 0.99)
            #expect(index.search(query, limit: 1).first?.name == query)
        }
    }

    @Test func `organisations are found without their legal forms`() {
        let index = NameIndex(["Ромашка ООО", "Василёк ЗАО", "Siemens AG", "Deutsche Bank"], kind: .organisation)
        #expect(index.search("Romashka", limit: 1).map(\.place) == [0])
        #expect(index.search("Siemens Aktiengesellschaft", limit: 1).map(\.place) == [2])
        #expect(index.search("Doitsche Bank GmbH", limit: 1).map(\.place) == [3])
    }

    @Test func `nothing is found in nothing`() {
        #expect(NameIndex([], kind: .person).search("Anna").isEmpty)
        let index = NameIndex(["Anna", "", "…"], kind: .person)
        #expect(index.search("").isEmpty)
        #expect(index.search("\u{0}").isEmpty)
        #expect(index.search("Anna", limit: 0).isEmpty)
        #expect(index.search(String(repeating: "Анна ", count: 10_000), limit: 1).map(\.name) == ["Anna"])
    }
}
