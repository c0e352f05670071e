import Synchronization
import _FoundationICU

/// The plural form that a language uses with a number, by the rules of CLDR in the toolchain's ICU. The only file that
/// touches that module.
enum PluralRule {
    /// `one`, `few`, `many`, `other`, … for a whole number.
    static func form(of number: Int, in language: String) -> String {
        rules.withLock { rules in
            let opened = rules[language] ?? Rule(language)
            rules[language] = opened
            return opened.form(of: number)
        }
    }

    private static let rules = Mutex<[String: Rule]>([:])

    private struct Rule: @unchecked Sendable {
        /// Opened once per language and kept while the program runs; used behind the lock.
        private let handle: OpaquePointer?

        init(_ language: String) {
            var status = U_ZERO_ERROR
            handle = swift_uplrules_open(language, &status)
        }

        func form(of number: Int) -> String {
            guard let handle else { return "other" }
            var status = U_ZERO_ERROR
            var buffer = [UChar](repeating: 0, count: 16)
            let length = swift_uplrules_select(handle, Double(number), &buffer, 16, &status)
            guard status.rawValue <= 0, length > 0 else { return "other" }
            return String(decoding: buffer.prefix(Int(length)), as: UTF16.self)
        }
    }
}
