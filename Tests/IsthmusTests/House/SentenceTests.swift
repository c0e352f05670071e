import Testing

/// How the house reads files of sentences, and finds the keys in code.
@Suite struct SentenceReading {
    static let english = SentenceFile(
        language: "en",
        text: """
            {
              "a.count.one": "One of {name}",
              "a.count.other": "{count} of {name}",
              "a.kind.other": "Other \\"thing\\"",
              "a.title": "Title"
            }

            """)

    static func use(_ code: String) -> SentenceUse { SentenceUse([SwiftSource(path: "A.swift", text: code)]) }

    @Test func `keys come with their sentences and lines`() {
        #expect(Self.english.entries.map(\.key) == ["a.count.one", "a.count.other", "a.kind.other", "a.title"])
        #expect(Self.english.entries.map(\.line) == [2, 3, 4, 5])
        #expect(Self.english.texts["a.kind.other"] == "Other \"thing\"")
    }

    @Test func `a plural is known by its form for one`() {
        #expect(Self.english.plurals == ["a.count"])
        #expect(Self.english.bases == ["a.count", "a.kind.other", "a.title"])
        #expect(SentenceFile.places(in: "{count} of {name}, {count}") == ["count", "name"])
    }

    @Test func `keys are found where calls take them`() {
        let code = #"""
            words("a.one"); words(isNew ? "a.two" : "a.three"); words("a.four", count: 3)
            throw Problem.invalid("field", "a.five", ["min": "b.no"])
            fields.complain("field.no", "a.six"); Reason("a.seven")
            issues.append(.init("field.no", "a.eight")); return .init("a.nine"); labels.map { $1("a.ten") }
            parts.form(action: "/b.no", submit: "a.eleven", []); Answers.seeOther("/b.no", notice: "saved", context)
            FormParts.button(visit, action: "/b.no", "a.twelve"); list(["b.no"]); words(name(of: "b.no"))
            """#
        let keys = Self.use(code).mentions.map(\.key)
        #expect(
            keys == [
                "a.one", "a.two", "a.three", "a.four", "a.five", "a.six", "a.seven", "a.eight", "a.nine", "a.ten",
                "a.eleven", "notice.saved", "a.twelve",
            ])
        #expect(Self.use(code).mentions.filter(\.isCounted).map(\.key) == ["a.four"])
    }

    @Test func `a key may be put together`() {
        let use = Self.use(#"words("a.\(kind).title"); let hint = "\(kind).hint.\(name)"; let all = "\(a).\(b)""#)
        #expect(use.uses("a.b.title"))
        #expect(use.uses("person.hint.name"))
        #expect(!use.uses("a.b.titles"))
        #expect(!use.uses("b.hint"))
    }
}
