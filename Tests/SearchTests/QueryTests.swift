import Testing
import Text

@testable import Search

@Suite struct Queries {
    private let tokeniser = Tokeniser()
    private let index: SearchIndex

    init() throws {
        index = SearchIndex(layout: Layout(fields: [Field("title", weight: 4, typicalLength: 6), Field("text")]))
        let texts: [(String, String, String)] = [
            ("a", "Plasma physics institute", "Research on nuclear fusion, tokamaks and the theory of everything."),
            ("b", "Институт ядерной физики", "Исследования плазмы и управляемого термоядерного синтеза."),
            ("c", "CRISPR-Cas9 laboratory", "Gene editing of crops; CRISPRCas9 vectors, TiO2 and α-Fe2O3 coatings."),
            ("d", "Universität Leipzig", "Die Forschungen der Universität und ihrer Institute über das Plasma."),
            ("e", "AIDS research centre", "The centre studies aids for the deaf, and AIDS."),
            ("f", "Astronomical observatory", "Astronomers observe; astrophysics of stars."),
        ]
        try index.apply(
            texts.map { key, title, text in
                .put(Document(key: key, passages: [.init("title", title), .init("text", text)], title: title))
            })
    }

    private func keys(_ text: String, _ mode: Query.Mode = .all, typos: Bool = true) throws -> [String] {
        try answer(text, mode, typos: typos).hits.map(\.key).sorted()
    }

    private func answer(_ text: String, _ mode: Query.Mode = .all, typos: Bool = true) throws -> Answer {
        try index.snapshot.search(
            Query(text, mode: mode, tokeniser: tokeniser), SearchOptions(allowsTypos: typos))
    }

    @Test func `words are found in any form`() throws {
        #expect(try keys("plasmas") == ["a", "d"])
        #expect(try keys("исследование") == ["b"])
        #expect(try keys("Universitäten") == ["d"])
        #expect(try keys("forschung") == ["d"])
    }

    @Test func `every word is needed or one will do`() throws {
        #expect(try keys("plasma fusion") == ["a"])
        #expect(try keys("plasma gene", .any) == ["a", "c", "d"])
    }

    @Test func `words that are everywhere are looked for only alone`() throws {
        #expect(try keys("the theory of fusion") == ["a"])
        #expect(try keys("of the") == ["a"])
    }

    @Test func `a phrase is its words in a row, in any form`() throws {
        #expect(try keys("\"theory of everything\"") == ["a"])
        #expect(try keys("\"everything of theory\"") == [])
        #expect(try keys("«ядерная физика»") == ["b"])
        #expect(try keys("\"institute research\"") == [])
        #expect(try keys("\"Cas9 laboratory\"") == ["c"])
        #expect(try keys("plasma -\"plasma physics\"") == ["d"])
    }

    @Test func `what is excluded is not found`() throws {
        #expect(try keys("plasma -fusion") == ["d"])
        #expect(try keys("plasma -univ*") == ["a"])
        #expect(try keys("-fusion") == [])
    }

    @Test func `a prefix stands for the words that begin so`() throws {
        #expect(try keys("astro*") == ["f"])
        #expect(try keys("astronomica*") == ["f"])
        #expect(try keys("crisp*") == ["c"])
        #expect(try keys("a*") == ["a", "c", "e", "f"])
    }

    @Test func `a beginning of too many words says for how many it stands`() throws {
        var options = SearchOptions()
        options.mostOfPrefix = 2
        let cut = try index.snapshot.search(Query("a*", tokeniser: tokeniser), options)
        #expect(cut.shortenedPrefixes == [ShortenedPrefix(text: "a*", used: 2, total: 5)])
        #expect(try answer("a*").shortenedPrefixes == [])
    }

    private func wide(_ text: String, _ widening: Widening) throws -> [String] {
        var options = SearchOptions()
        options.widening = widening
        return try index.snapshot.search(Query(text, tokeniser: tokeniser), options).hits.map(\.key)
    }

    @Test func `a word stands for what it begins when it may`() throws {
        #expect(try wide("research obs", .lastBeginning) == [])
        #expect(try wide("plasma phys", .lastBeginning) == ["a"])
        #expect(try wide("phys plasma", .lastBeginning) == [])
        #expect(try wide("phys plas", .beginnings) == ["a"])
    }

    @Test func `a word stands for its neighbours when it may, after the word itself`() throws {
        try index.apply([
            .put(Document(key: "g", passages: [.init("text", "grape")])),
            .put(Document(key: "h", passages: [.init("text", "drape")])),
        ])
        #expect(try keys("drape") == ["h"])
        #expect(try wide("drape", .slips).first == "h")
        #expect(try Set(wide("drape", .slips)) == ["g", "h"])
    }

    @Test(arguments: [
        ("Moskva", "Москва"), ("Moscow", "Moscow"), ("Москва", "Moskva"), ("Sergey", "Сергей"), ("Сергій", "Sergey"),
        ("Sergey", "Сергій"), ("Սերգեյ", "Sergey"), ("Сергей", "Սերգեյ"), ("Сергій", "Сергей"), ("Serhiy", "Sergei"),
        ("Yerevan", "Երևան"), ("Tbilisi", "თბილისი"), ("Алматы", "Almaty"),
    ])
    func `a word stands for its other spellings when it may`(typed: String, written: String) throws {
        try index.apply([.put(Document(key: "n", passages: [.init("title", written)]))])
        #expect(try wide(typed, .spellings) == ["n"])
        let answer = try index.snapshot.search(
            Query(typed, tokeniser: tokeniser), SearchOptions(widening: .spellings))
        let hit = try #require(answer.hits.first)
        #expect(answer.reasons(for: hit).map(\.way) == [typed == written ? .exact : .spelling])
    }

    @Test func `all keys are found without order or limit`() throws {
        let snapshot = index.snapshot
        #expect(
            try snapshot.keys(for: Query("plasma", tokeniser: tokeniser), SearchOptions(limit: 1)).sorted()
                == ["a", "d"])
        #expect(try snapshot.keys(for: Query("nothing", tokeniser: tokeniser)) == [])
    }

    @Test func `a slip of the keyboard is put right when nobody writes so`() throws {
        for slip in ["fusoin", "fuson", "fusiion", "fuzion"] { #expect(try keys(slip) == ["a"]) }
        #expect(try keys("плзма") == ["b"])
        #expect(try keys("плзмой") == ["b"])
        #expect(try keys("fuzion", typos: false) == [])
        #expect(try keys("fuzoin") == [])
    }

    @Test func `formulas and compounds are found whole and in parts`() throws {
        for text in ["CRISPR-Cas9", "crisprcas9", "cas9", "tio2", "TiO₂", "α-fe2o3", "Fe2O3", "gene-crops"] {
            #expect(try keys(text) == ["c"], "\(text)")
        }
    }

    @Test func `an acronym is found though its plural looks like a word`() throws {
        #expect(try keys("AIDS") == ["e"])
        #expect(try keys("aids") == ["e"])
    }

    @Test func `each hit says why it is one`() throws {
        let answer = try answer("plasma instituts", .any)
        let hit = try #require(answer.hits.first { $0.key == "a" })
        let reasons = answer.reasons(for: hit)
        #expect(reasons.map(\.word) == ["instituts", "plasma"].filter { word in reasons.contains { $0.word == word } })
        #expect(Set(reasons.map(\.way)) == [.exact, .stem])
        #expect(reasons.map(\.field) == ["title", "title"])
        #expect(reasons.flatMap(\.found).sorted() == ["institute", "plasma"])
        #expect(abs(reasons.reduce(0) { $0 + $1.share } - 1) < 1e-9)
        let typo = try self.answer("fusoin")
        #expect(
            typo.reasons(for: typo.hits[0]) == [
                Reason(word: "fusoin", field: "text", way: .typo, found: ["fusion"], share: 1)
            ])
        let prefix = try self.answer("observ*")
        #expect(prefix.reasons(for: prefix.hits[0]).map(\.way) == [.prefix, .prefix])
        let phrase = try self.answer("\"plasma physics\"")
        #expect(Set(phrase.reasons(for: phrase.hits[0]).map(\.way)) == [.phrase])
    }

    @Test func `what was found is marked in its text`() throws {
        let highlighter = Highlighter(try answer("исследование синтез"))
        #expect(
            highlighter.marked("Исследования плазмы и синтеза", tokeniser: tokeniser) == [
                Stretch(text: "Исследования", isMarked: true), Stretch(text: " плазмы и ", isMarked: false),
                Stretch(text: "синтеза", isMarked: true),
            ])
        let long =
            String(repeating: "слово ", count: 60) + "про исследования синтеза " + String(repeating: "ещё ", count: 60)
        let excerpt = highlighter.excerpt(of: long, length: 120, tokeniser: tokeniser)
        #expect(excerpt.filter(\.isMarked).map(\.text) == ["исследования", "синтеза"])
        #expect(excerpt.map(\.text).joined().utf8.count < 140)
        #expect(excerpt.first?.text == "… " && excerpt.last?.text == " …")
        #expect(highlighter.excerpt(of: "", length: 10, tokeniser: tokeniser) == [])
    }

    @Test func `titles complete what is typed at any of their words`() throws {
        func titles(_ typed: String) throws -> [String] {
            try index.snapshot.suggestions(for: typed).map(\.title)
        }
        #expect(try titles("inst") == ["Plasma physics institute"])
        #expect(try titles("физ инст") == ["Институт ядерной физики"])
        #expect(try titles("re") == ["AIDS research centre"])
        #expect(try titles("UNIVERSITAT LEIP") == ["Universität Leipzig"])
        #expect(try titles("") == [])
        #expect(try titles("—") == [])
        try index.apply([
            .put(Document(key: "g", visibility: "office", passages: [], title: "Research base", weight: 9))
        ])
        #expect(try titles("re") == ["Research base", "AIDS research centre"])
        #expect(try index.snapshot.suggestions(for: "re", reader: Reader(["public"])).map(\.key) == ["e"])
    }

    // MARK: Bad input

    @Test(arguments: ["", " ", "-", "\"", "*", "\"\"", "- -", "\u{0}", "…", "a -", "\"unclosed", "**", "-\"\"", "''"])
    func `signs alone find nothing and harm nothing`(text: String) throws {
        #expect(try answer(text).hits == [])
        #expect(try answer(text, .any).hits == [])
    }

    @Test func `an open quote is a sign like others`() throws { #expect(try keys("\"fusion") == ["a"]) }

    @Test func `a megabyte is a query too`() throws {
        let words = String(repeating: "plasma fusion ", count: 75_000)
        #expect(try keys(words) == ["a"])
        var dice = Dice(1)
        let letters = Array("abcdefghijklmnopqrstuvwxyzабвгде *-\"".unicodeScalars)
        var text = String.UnicodeScalarView()
        for _ in 0..<700_000 { text.append(letters.randomElement(using: &dice) ?? " ") }
        _ = try answer(String(text), .any)
        _ = try answer(String(text), .all)
        #expect(try keys(String(repeating: "x", count: 1_000_000)) == [])
        #expect(try keys(String(repeating: "plas* ", count: 170_000)) == ["a", "d"])
    }

    @Test func `bytes of a picture are a query too`() throws {
        var dice = Dice(2)
        for _ in 0..<20 {
            let bytes = (0..<5_000).map { _ in UInt8.random(in: 0...255, using: &dice) }
            _ = try answer(String(decoding: bytes, as: UTF8.self), .any)
            _ = try index.snapshot.suggestions(for: String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func `mixed scripts and letters that look alike are understood`() throws {
        #expect(try keys("plаsma") == ["a", "d"])
        #expect(try keys("plasma института", .any) == ["a", "b", "d"])
        #expect(try keys("הטכניון plasma", .any) == ["a", "d"])
        #expect(try keys("\u{202E}amsalp plasma", .any) == ["a", "d"])
    }

    @Test func `no more than the best are given and none when none are asked for`() throws {
        let query = Query("plasma", tokeniser: tokeniser)
        #expect(try index.snapshot.search(query, SearchOptions(limit: 1)).hits.count == 1)
        #expect(try index.snapshot.search(query, SearchOptions(limit: 0)).hits == [])
        #expect(try index.snapshot.search(query, SearchOptions(limit: -3)).hits == [])
    }
}
