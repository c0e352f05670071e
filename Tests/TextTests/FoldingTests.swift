import Testing
import Text

@Suite struct Folding {
    @Test(arguments: [
        ("Ёлкин, É.", "елкин e"), ("  The  O'Neil—Institute ", "the oneil institute"),
        ("МГУ им. М.В. Ломоносова", "мгу им м в ломоносова"),
        ("Երևանի պետական", "երեւանի պետական"), ("ＣＥＲＮ", "cern"), ("Straße", "strasse"), ("", ""), ("—", ""),
        ("Université", "universite"),
    ])
    func `text is compared without case, accents and punctuation`(text: String, expected: String) {
        #expect(folded(text) == expected)
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
