/// The forms that codes may have. A code stays the same in every language and every version.
enum Codes {
    /// Of forms: lower-case Latin letters, digits and hyphens, beginning with a letter, at most 60.
    static let formPattern = "^[a-z][a-z0-9-]{0,59}$"
    /// Of sections and questions: as of forms with underscores for hyphens, at most 40; so it can name a column.
    static let questionPattern = "^[a-z][a-z0-9_]{0,39}$"
    /// Of options, rows and columns: letters of both cases, digits, hyphens and underscores, at most 40.
    static let optionPattern = "^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$"
    /// Of languages (ISO 639).
    static let languagePattern = "^[a-z]{2,3}$"
    /// Endings of files' names, without the point.
    static let endingPattern = "^[a-z0-9]{1,10}$"
    static let currencyPattern = "^[A-Z]{3}$"

    static func isForm(_ text: String) -> Bool {
        has(text, upTo: 60, first: isSmall, rest: { isSmall($0) || isDigit($0) || $0 == 45 })
    }
    static func isQuestion(_ text: String) -> Bool {
        has(text, upTo: 40, first: isSmall, rest: { isSmall($0) || isDigit($0) || $0 == 95 })
    }
    static func isOption(_ text: String) -> Bool {
        let isPlain = { (byte: UInt8) in isSmall(byte) || isDigit(byte) || (65...90).contains(byte) }
        return has(text, upTo: 40, first: isPlain, rest: { isPlain($0) || $0 == 95 || $0 == 45 })
    }
    static func isLanguage(_ text: String) -> Bool {
        text.utf8.count >= 2 && has(text, upTo: 3, first: isSmall, rest: isSmall)
    }
    static func isEnding(_ text: String) -> Bool {
        let isPlain = { (byte: UInt8) in isSmall(byte) || isDigit(byte) }
        return has(text, upTo: 10, first: isPlain, rest: isPlain)
    }

    private static func has(
        _ text: String, upTo limit: Int, first: (UInt8) -> Bool, rest: (UInt8) -> Bool
    ) -> Bool {
        guard let head = text.utf8.first, text.utf8.count <= limit else { return false }
        return first(head) && text.utf8.dropFirst().allSatisfy(rest)
    }
    private static func isSmall(_ byte: UInt8) -> Bool { (97...122).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
