import Testing

@testable import Isthmus

@Suite struct QuotedSentences {
    private static let sentences = Sentences([
        "en": ["said": "Answer “{title}” of {site}."], "ru": ["said": "Ответьте на «{title}», сайт {site}."],
    ])

    private func said(_ language: String, _ title: String) -> String {
        Words(language, sentences: Self.sentences)("said", ["title": title, "site": title])
    }

    @Test func `quotation marks within quotation marks are of the second kind`() {
        #expect(
            said("ru", "Стипендии «Мост»")
                == "Ответьте на «Стипендии „Мост“», сайт Стипендии «Мост».")
        #expect(said("en", "The “Bridge”") == "Answer “The ‘Bridge’” of The “Bridge”.")
    }

    @Test func `other texts stay as they are`() {
        #expect(said("ru", "Мост") == "Ответьте на «Мост», сайт Мост.")
        #expect(said("en", "«Мост»") == "Answer “«Мост»” of «Мост».")
    }
}
