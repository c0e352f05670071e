/// Words of organisations' names that mean the same in several languages, with abbreviations. Common words tell one
/// organisation from another only a little.
public enum NameVocabulary {
    /// A word's meaning: the line of the table. Nil for a word the table does not know.
    public static func meaning(of word: String) -> Int? {
        if let exact = words[word] { return exact }
        // Endings change in most languages, so words are known by their beginning; what is much longer is a compound.
        let least = (word.utf8.first ?? 0) < 128 ? 4 : 3
        var start = word[...]
        var dropped = 0
        while start.count >= least, dropped <= 6 {
            if let stem = stems[String(start)] { return stem }
            start = start.dropLast()
            dropped += 1
        }
        return nil
    }

    /// Words that join others and tell nothing.
    static let fillers: Set<String> = [
        "the", "of", "and", "for", "in", "on", "at", "de", "la", "le", "les", "des", "du", "del", "della", "di", "da",
        "do", "dos", "das", "y", "e", "et", "und", "für", "der", "die", "das", "des", "von", "zu", "im", "am", "an",
        "и", "в", "на", "по", "им", "имени", "та", "і", "й", "з", "при", "av", "och", "og", "van", "het", "voor", "en",
        "a", "to", "with", "by", "l", "d", "s", "dell", "dello", "degli", "delle", "per", "para", "por", "pour", "aux",
        "au", "von", "zur", "zum", "w", "we", "i", "na", "ve", "a", "az", "és", "и", "або", "եւ", "և", "და", "იმ",
        "имя", "имени", "імені", "ім", "атындағы", "անվան", "սահելի", "სახელობის", "named", "after", "name", "named",
    ]

    private static let tables: (words: [String: Int], stems: [String: Int]) = {
        var (words, stems) = ([String: Int](), [String: Int]())
        var place = 0
        for line in NameVocabularyTable.lines.split(separator: "\n") {
            if !line.hasPrefix("  + ") { place += 1 }
            for word in line.split(separator: " ") where word != "+" {
                if word.hasSuffix("*") { stems[String(word.dropLast())] = place } else { words[String(word)] = place }
            }
        }
        return (words, stems)
    }()
    private static var words: [String: Int] { tables.words }
    private static var stems: [String: Int] { tables.stems }

    /// Numbers in words, English and Russian; tens may be followed by ones.
    static let numbers: [String: Int] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
        "seventy": 70, "eighty": 80, "ninety": 90, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
        "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
        "5th": 5, "6th": 6, "7th": 7, "8th": 8, "9th": 9, "10th": 10, "ii": 2, "iii": 3, "iv": 4, "первый": 1,
        "первая": 1, "второй": 2, "вторая": 2, "третий": 3, "третья": 3, "erste": 1, "zweite": 2, "premier": 1,
    ]
}
