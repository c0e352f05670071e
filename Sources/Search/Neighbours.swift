import Text

/// The words one slip away from a word: a letter too many, too few, wrong, or two exchanged (Damerau 1964).
enum Neighbours {
    private static let alphabets: [Script: [Unicode.Scalar]] = [
        .latin: Array("abcdefghijklmnopqrstuvwxyz".unicodeScalars),
        .cyrillic: Array("абвгдежзийклмнопрстуфхцчшщъыьэюяіғқңөұүһәґє".unicodeScalars),
        .armenian: (0x561...0x586).compactMap(Unicode.Scalar.init),
        .greek: (0x3B1...0x3C9).compactMap(Unicode.Scalar.init),
        .georgian: (0x10D0...0x10F0).compactMap(Unicode.Scalar.init),
    ]

    /// Nothing for words of fewer than four letters, for those with digits and for scripts without an alphabet here.
    static func words(of word: String) -> [String] {
        let letters = Array(word.unicodeScalars)
        guard (4...32).contains(letters.count), let alphabet = alphabets[Script.dominant(in: word)],
            !letters.contains(where: { $0.properties.numericType != nil })
        else { return [] }
        var words: [[Unicode.Scalar]] = []
        for place in letters.indices {
            var shorter = letters
            shorter.remove(at: place)
            words.append(shorter)
            if place + 1 < letters.count {
                var exchanged = letters
                exchanged.swapAt(place, place + 1)
                words.append(exchanged)
            }
            for letter in alphabet where letter != letters[place] {
                var other = letters
                other[place] = letter
                words.append(other)
            }
        }
        for place in 0...letters.count {
            for letter in alphabet { words.append(letters[..<place] + [letter] + letters[place...]) }
        }
        return words.map { scalars in
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            return String(text)
        }
    }
}
