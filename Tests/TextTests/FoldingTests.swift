import Foundation
import Testing
import Text

@Suite struct Folding {
    @Test(arguments: [
        ("Ёлкин, É.", "елкин e"), ("  The  O'Neil—Institute ", "the oneil institute"),
        ("МГУ им. М.В. Ломоносова", "мгу им м в ломоносова"),
        ("Երևանի պետական", "երեւանի պետական"), ("ＣＥＲＮ", "cern"), ("Straße", "strasse"), ("", ""), ("—", ""),
        ("Université", "universite"), ("Bjørn BJØRN", "bjorn bjorn"), ("Ægir, Œuvre", "aegir oeuvre"),
        ("Łódź Đorđević", "lodz dordevic"), ("Þór Ísland, Ðað", "thor island dad"),
        ("ISPARTA Diyarbakır", "isparta diyarbakir"),
        ("STRAẞE", "strasse"), ("Ħal Ǿ", "hal o"), ("İstanbul", "istanbul"),
    ])
    func `text is compared without case, accents and punctuation`(text: String, expected: String) {
        #expect(folded(text) == expected)
    }

    @Test(arguments: [
        "Ørsted Bjørn", "Łódź", "Œuvre", "Île", "Straße ẞ", "Đukić", "Kırşehir", "Þing",
        "Ёлкин, йод", "Ǿ ǽ", "Größe",
    ])
    func `accents before and behind their letters and words of an index fold alike`(text: String) {
        let (composed, decomposed) = (
            text.precomposedStringWithCanonicalMapping, text.decomposedStringWithCanonicalMapping
        )
        #expect(folded(decomposed) == folded(composed))
        let tokeniser = Tokeniser()
        #expect(tokeniser.words(of: decomposed).map(\.stem) == tokeniser.words(of: composed).map(\.stem))
        #expect(tokeniser.words(of: composed).map(\.folded).joined(separator: " ") == folded(composed))
    }

    @Test func `ASCII takes the fast way to the same result`() {
        for text in ["Institute of Physics, Ltd.", "a  b", "A'B c", "1.2.3"] {
            #expect(folded(text) == folded(text + "é").dropLast().trimmingSuffix(" "))
        }
    }
}

extension Substring {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : String(self)
    }
}
