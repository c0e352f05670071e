import Foundation

/// Which given names are forms of one name: pet names (`Sasha` of Alexander) and the same name in other languages
/// (`Serhiy`, `Sergey`). From a table that is part of the programme.
public enum Diminutive {
    /// What two given names are to one another.
    public enum Kinship: Sendable, Equatable {
        /// The same name in two languages.
        case otherLanguage
        /// At least one is a short or pet form.
        case petForm
    }

    /// A name's place in the table: the line, negative (minus one) for a short or pet form.
    private static let lines: [String: [Int32]] = {
        var table: [String: [Int32]] = [:]
        var line: Int32 = 0
        var isPet = false
        for text in DiminutiveTable.lines.split(separator: "\n") {
            let isMore = text.hasPrefix("  + ")
            if !isMore { (line, isPet) = (line + 1, false) }
            for word in text.split(separator: " ") where word != "+" {
                let endsNames = word.hasSuffix(";")
                let name = endsNames ? String(word.dropLast()) : String(word)
                let place = isPet ? -line : line
                for form in Set([name, NameToken.plain(name)]) where table[form]?.contains(place) != true {
                    table[form, default: []].append(place)
                }
                if endsNames { isPet = true }
            }
        }
        return table
    }()

    /// The places of a name in lower case; empty for one that the table does not know.
    static func places(of name: String) -> [Int32] { lines[name] ?? [] }

    /// The full names of each line of the table.
    private static let fullNames: [Int32: [String]] = {
        var names: [Int32: [String]] = [:]
        for (name, places) in lines { for place in places where place > 0 { names[place, default: []].append(name) } }
        return names.mapValues { $0.sorted() }
    }()

    /// The full names that stand in the lines of some places, in lower case.
    static func fullNames(likeThat places: [Int32]) -> [String] { places.flatMap { fullNames[$0] ?? [] } }

    static func kinship(_ left: [Int32], _ right: [Int32]) -> Kinship? {
        var found: Kinship?
        for a in left {
            for b in right where abs(a) == abs(b) {
                if a > 0, b > 0 { return .otherLanguage }
                found = .petForm
            }
        }
        return found
    }

    /// What two given names, in any case, are to one another; nil for names that are not kin.
    public static func kinship(of left: String, and right: String) -> Kinship? {
        let (a, b) = (places(of: left.lowercased()), places(of: right.lowercased()))
        return kinship(a, b)
    }
}
