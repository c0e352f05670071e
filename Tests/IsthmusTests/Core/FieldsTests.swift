import Testing

@testable import Isthmus

@Suite struct FieldReading {
    private func issues(_ record: [String: Given], _ read: (Fields) -> Void) -> [String] {
        let fields = Fields(record)
        read(fields)
        return fields.issues.map { "\($0.field) \($0.reason.key)" }
    }

    @Test func `text is trimmed and composed`() {
        let fields = Fields(["name": .text("  Cafe\u{301}\r\n ")])
        #expect(fields.text("name", atMost: 10, lines: true) == "Café")
        #expect(fields.issues.isEmpty)
    }

    @Test(arguments: [
        ("", "name field.required"), ("a", "name field.short"), (String(repeating: "a", count: 11), "name field.long"),
        ("a\u{0}bc", "name field.control"), ("abc\u{202e}", "name field.control"), ("two\nlines", "name field.control"),
    ])
    func `a text that breaks a rule is named with it`(text: String, issue: String) {
        #expect(issues(["name": .text(text)]) { _ = $0.text("name", atLeast: 2, atMost: 10) } == [issue])
    }

    @Test func `a wrong type is named and the old value stays`() {
        let fields = Fields([
            "name": .number(3), "count": .text("three"), "day": .text("tomorrow"), "on": .text("perhaps"),
        ])
        #expect(fields.text("name", "old", atMost: 10) == "old")
        #expect(fields.integer("count", 7, in: 0...9) == 7)
        #expect(fields.day("day", nil) == nil)
        #expect(fields.flag("on", true))
        #expect(
            fields.issues.map(\.reason.key) == [
                "field.type.text", "field.type.integer", "field.type.day", "field.type.flag",
            ])
    }

    @Test func `what was not given keeps its value`() throws {
        let fields = Fields([:])
        #expect(fields.text("name", "old", atMost: 10) == "old")
        #expect(fields.multilingual("title", ["en": "old"], atMost: 10) == ["en": "old"])
        #expect(fields.texts("words", ["a"], atMost: 3, each: 5) == ["a"])
        try fields.finish()
    }

    @Test func `a form's hidden nought and ticked one are a tick`() {
        #expect(Fields(["on": .list([.text("0"), .text("1")])]).flag("on", false))
        #expect(!Fields(["on": .text("0")]).flag("on", true))
    }

    @Test func `records inside records say where their issues are`() {
        let record: [String: Given] = [
            "names": .list([
                .record(["text": .text("right")]), .record(["text": .text("too long")]), .text("no record"),
            ])
        ]
        let found = issues(record) { fields in
            _ = fields.records("names", [String](), atMost: 5) { $0.text("text", atMost: 5) }
        }
        #expect(Set(found) == ["names.1.text field.long", "names.2 field.type.record"])
    }

    @Test func `many languages in a text are read and their codes checked`() {
        let fields = Fields([
            "title": .record(["en": .text(" a "), "ru": .text("б"), "<b>": .text("c"), "hy": .nothing])
        ])
        #expect(fields.multilingual("title", [:], atMost: 10) == ["en": "a", "ru": "б"])
        #expect(fields.issues.map(\.reason.key) == ["field.language"])
    }
}
