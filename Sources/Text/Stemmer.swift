import CStemmer

/// The Snowball stemmers (Porter 1980, 2001) of libstemmer, one a language, made when first needed. Not thread-safe.
final class Stemmer {
    private var stemmers = [OpaquePointer?](repeating: nil, count: Language.allCases.count)
    private var isMade = [Bool](repeating: false, count: Language.allCases.count)

    deinit { for stemmer in stemmers { sb_stemmer_delete(stemmer) } }

    /// Hands the stem of a plain word to `body`; the word itself where the language has no stemmer.
    func stem<Result>(
        _ word: UnsafeBufferPointer<UInt8>, _ language: Language, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        guard let stemmer = stemmer(language),
            let stem = sb_stemmer_stem(stemmer, word.baseAddress, Int32(word.count))
        else { return body(word) }
        return body(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(stemmer))))
    }

    private func stemmer(_ language: Language) -> OpaquePointer? {
        let index = Int(language.rawValue)
        if !isMade[index] {
            isMade[index] = true
            stemmers[index] = language.stemmerName.flatMap { sb_stemmer_new($0, nil) }
        }
        return stemmers[index]
    }
}
