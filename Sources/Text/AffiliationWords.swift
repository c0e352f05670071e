import Foundation

/// An affiliation text cut into segments and words, as papers carry it: parts with commas between them, from the
/// department to the country.
struct AffiliationWords {
    struct Word {
        /// The form that is compared: folded, without plural, a word's meaning where the vocabulary knows it.
        let key: String
        /// Other forms it may have in the directory: an adjective's noun.
        let others: [String]
        let segment: Int
        /// Counted from 0 in its segment, fillers counted too.
        let place: Int
        let isFiller: Bool
        /// In capitals, as acronyms are.
        let isCapitals: Bool
        let plain: String
        /// The same for the same plain letters.
        var mark: UInt64 { AffiliationWords.mark(of: plain) }
    }

    private(set) var words: [Word] = []
    private(set) var segments: [[Int]] = []
    /// Whether all letters are Latin.
    private(set) var isLatin = true

    /// Most letters of a text that are looked at.
    static let limit = 3_000

    /// Words that were already brought to their forms, while many names are read.
    final class Memory {
        fileprivate var forms: [String: ([String], String)] = [:]
    }

    /// - Parameter memory: keeps the forms of words from one text to the next.
    init(_ text: String, memory: Memory? = nil) {
        var current: [(text: String, isCapitals: Bool)] = []
        var letters: [Unicode.Scalar] = []
        func endWord() {
            guard !letters.isEmpty else { return }
            var word = ""
            word.unicodeScalars.append(contentsOf: letters)
            let isCapitals = letters.count >= 2 && letters.allSatisfy { !$0.properties.isLowercase }
            current.append((word, isCapitals))
            letters.removeAll(keepingCapacity: true)
        }
        for scalar in text.precomposedStringWithCompatibilityMapping.unicodeScalars.prefix(Self.limit) {
            let script = NameScript.of(scalar)
            if let script, script != .latin, script != .digits { isLatin = false }
            if script != nil || Self.isMark(scalar) {
                letters.append(scalar)
            } else if Self.apostrophes.contains(scalar) {
                continue
            } else {
                endWord()
                if Self.borders.contains(scalar) {
                    close(&current, memory)
                }
            }
        }
        endWord()
        close(&current, memory)
    }

    private static let apostrophes: Set<Unicode.Scalar> = ["'", "’", "ʼ", "‘", "`", "´", "\u{AD}", "\u{200D}"]
    private static let borders: Set<Unicode.Scalar> = [
        ",", ";", "/", "|", "(", ")", "[", "]", "\n", "\r", "\t", "–", "—", ":", "、", "，", "；", "•", "·", "“", "”",
        "\"", "«", "»", "؛", "،", "*", "‚", "„",
    ]

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x300 else { return false }
        let category = scalar.properties.generalCategory
        return category == .nonspacingMark || category == .spacingMark
    }

    private mutating func close(_ current: inout [(text: String, isCapitals: Bool)], _ memory: Memory?) {
        guard !current.isEmpty else { return }
        var places: [Int] = []
        for (place, word) in current.enumerated() {
            places.append(words.count)
            let its = Self.word(word.text, segments.count, place, isCapitals: word.isCapitals, memory)
            words.append(its)
        }
        segments.append(places)
        current.removeAll(keepingCapacity: true)
    }

    private static func word(
        _ text: String, _ segment: Int, _ place: Int, isCapitals: Bool, _ memory: Memory?
    ) -> Word {
        let lower = text.lowercased()
        let isFiller = NameVocabulary.fillers.contains(lower)
        let forms: ([String], String)
        if isFiller {
            forms = ([lower], lower)
        } else if let known = memory?.forms[lower] {
            forms = known
        } else {
            forms = Self.forms(of: lower)
            memory?.forms[lower] = forms
        }
        return Word(
            key: forms.0[0], others: Array(forms.0.dropFirst()), segment: segment, place: place, isFiller: isFiller,
            isCapitals: isCapitals, plain: forms.1)
    }

    /// The same for texts of the same words.
    var whole: UInt64 { Self.mark(of: words.map(\.plain).joined(separator: " ")) }

    /// A number that stands for a word's letters (Fowler, Noll, Vo 1991).
    static func mark(of word: String) -> UInt64 {
        word.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// The forms under which a word is compared, the own one first, and its plain Latin letters.
    static func forms(of lower: String) -> ([String], String) {
        let expanded = abbreviations[lower] ?? lower
        let plain = NameToken.plain(expanded)
        if let meaning = NameVocabulary.meaning(of: expanded) ?? NameVocabulary.meaning(of: plain) {
            return (["#\(meaning)"], plain)
        }
        guard let script = expanded.unicodeScalars.first.flatMap(NameScript.of), script != .latin else {
            return ([singular(plain)], plain)
        }
        guard !plain.isEmpty else { return ([expanded], expanded) }
        return ([singular(plain)] + nouns(of: plain, script), plain)
    }

    private static func singular(_ word: String) -> String {
        guard word.utf8.count >= 5, word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us"),
            !word.hasSuffix("is")
        else { return word }
        return String(word.dropLast())
    }

    /// `novosibirskii` is of Novosibirsk, `kazanskii` of Kazan: what the English name of a place may be.
    private static func nouns(of plain: String, _ script: NameScript) -> [String] {
        let endings: [String]
        switch script {
        case .cyrillic:
            endings = [
                "skii", "skaia", "skoe", "skogo", "skoi", "skyi", "ska", "ske", "skoho", "skoyi", "skaya", "ski",
                "tskii",
                "ii", "aia", "oe", "ogo", "oi", "yi", "a", "e", "oho", "u", "i", "oyi", "ym", "a",
            ]
        case .armenian: endings = ["i", "yan", "in", "u", "eri", "akan"]
        case .georgian: endings = ["is", "i", "s", "uri", "isa", "ze"]
        default: endings = []
        }
        var result: [String] = []
        for ending in endings where plain.hasSuffix(ending) && plain.utf8.count >= ending.utf8.count + 3 {
            let stem = String(plain.dropLast(ending.count))
            if !result.contains(stem) { result.append(stem) }
            if ending.hasPrefix("sk"), !result.contains(stem + "sk") { result.append(stem + "sk") }
        }
        return result
    }

    private static let abbreviations: [String: String] = [
        "univ": "university", "uni": "university", "inst": "institute", "dept": "department", "hosp": "hospital",
        "natl": "national", "nat": "national", "acad": "academy", "sci": "science", "coll": "college", "sch": "school",
        "ctr": "center", "cent": "center", "lab": "laboratory", "res": "research", "tech": "technology",
        "technol": "technology", "med": "medical", "fac": "faculty", "int": "international", "st": "saint",
        "agr": "agricultural", "engn": "engineering", "eng": "engineering", "phys": "physics", "chem": "chemistry",
        "div": "division", "dep": "department", "assoc": "association", "fed": "federal", "polytech": "polytechnic",
        "mt": "mount", "ste": "sainte", "sta": "santa", "им": "имени", "гос": "государственный", "ун": "университет",
        "ran": "ран", "ras": "ран",
    ]
}
