import Testing
import Text

@Suite struct Tokenising {
    private func stems(_ text: String) -> [String] { Tokeniser().words(of: text).map(\.stem) }

    @Test(arguments: [
        ("Synthesis of TiO2 nanoparticles", ["synthesi", "of", "tio2", "nanoparticl"]),
        ("α-Fe2O3", ["αfe2o3", "α", "fe2o3"]),
        ("with CRISPR-Cas9", ["with", "crisprcas9", "crispr", "cas9"]),
        ("5G and H₂O", ["5g", "and", "h2o"]),
        ("R&D in C++ or C#", ["r&d", "r", "d", "in", "c++", "or", "c#"]),
        ("version 3.14, 2024.", ["version", "3.14", "3", "14", "2024"]),
        ("non-linear long-standing problems", ["nonlinear", "non", "linear", "longstand", "long", "stand", "problem"]),
        ("исследования Объединённого института", ["исследован", "объединен", "институт"]),
        ("научно-технический", ["научн", "техническ"]),
        ("הטכניון", ["הטכניון"]), ("物理学", ["物", "理", "学"]), ("", []), ("— … !", []),
    ])
    func `words are cut, joined and stemmed`(text: String, expected: [String]) { #expect(stems(text) == expected) }

    @Test func `a word says where it stands and whether it means anything`() {
        let words = Tokeniser().words(of: "the Ёлки Новый")
        #expect(words.map(\.stem) == ["the", "елк", "нов"])
        #expect(words.map(\.folded) == ["the", "елки", "новыи"])
        #expect(words.map(\.plain) == ["the", "елки", "новый"])
        #expect(words.map(\.range) == [0..<3, 4..<12, 13..<23])
        #expect(words.map(\.isStop) == [true, false, false])
        #expect(words.map(\.language) == [.english, .russian, .russian])
    }

    @Test func `an acronym among words is not stemmed and a text in capitals is`() {
        #expect(stems("Research on AIDS") == ["research", "on", "aids"])
        #expect(stems("INSTITUTE OF PHYSICS") == ["institut", "of", "physic"])
        #expect(stems("NATO") == ["nato"])
    }

    @Test func `an apostrophe separates an article and else disappears`() {
        #expect(
            Tokeniser().words(of: "l'Université d’Artois, O'Neil").map(\.folded)
                == ["l", "universite", "d", "artois", "oneil"])
    }

    @Test func `a letter of the other alphabet is put right`() {
        #expect(Tokeniser().words(of: "физикa Cisсo").map(\.folded) == ["физика", "cisco"])
    }

    @Test func `й is й however it is encoded`() {
        #expect(stems("русский") == stems("русскии\u{306}"))
        #expect(Tokeniser().words(of: "Русский").map(\.folded) == ["русскии"])
    }

    @Test(arguments: [
        ("The effect of light on cells and their growth", Language.english),
        ("Die Wirkung von Licht auf das Wachstum der Zellen", .german),
        ("L'effet de la lumière sur la croissance des cellules", .french),
        ("Valon vaikutus solujen kasvuun ja se on myös osa tutkimusta", .finnish),
        ("El efecto de la luz en el crecimiento de las células", .spanish),
        ("Влияние света на рост клеток", .russian), ("Вплив світла на ріст її клітин", .ukrainian),
        ("Жарықтың жасушалардың өсуіне әсері", .kazakh), ("Լույսի ազդեցությունը", .armenian), ("სინათლე", .georgian),
        ("42", .unknown),
    ])
    func `a text shows its language`(text: String, language: Language) {
        #expect(Language.detected(in: text) == language)
    }

    @Test func `words are stemmed in the language of their text`() {
        #expect(stems("die Forschungen der Universitäten") == ["die", "forschung", "der", "universitat"])
        #expect(
            stems("die Forschungen der Universitäten: исследования")
                == ["die", "forschung", "der", "universitat", "исследован"])
    }

    @Test func `the script of most letters is the script of a text`() {
        #expect(Script.dominant(in: "Физика plasma и поля") == .cyrillic)
        #expect(Script.dominant(in: "123 —") == .other)
    }

    @Test func `bytes that are no text separate words`() {
        let bytes: [UInt8] = [97, 98, 0xFF, 0xC3, 99, 0, 100, 0xF0, 0x9F]
        var words: [String] = []
        bytes.withUnsafeBufferPointer {
            Tokeniser().scan($0) { words.append(String(decoding: $0.plain, as: UTF8.self)) }
        }
        #expect(words == ["ab", "c", "d"])
    }

    @Test func `a megabyte without a space is one short word`() {
        let words = Tokeniser().words(of: String(repeating: "ж", count: 500_000))
        #expect(words.map(\.range) == [0..<1_000_000])
        #expect(words[0].plain.utf8.count <= Tokeniser.longestWord)
    }
}
