import Foundation
import Testing

@testable import Procedure

/// What is refused, with its place and its reason.
@Suite struct FormFaults {
    /// A small form that is right; tests replace a line of it.
    static let right = """
        kind: form
        id: survey
        version: 1
        languages: [en, ru]
        title: {en: Survey, ru: Опрос}
        sections:
          - id: main
            title: {en: Main, ru: Главное}
            questions:
              - id: size
                kind: number
                label: {en: Size, ru: Размер}
                min: 0
                max: 10
              - id: role
                kind: choice
                label: {en: Role, ru: Роль}
                options:
                  - {code: lead, label: {en: Lead, ru: Главный}}
                  - {code: help, label: {en: Help, ru: Помощник}}
              - id: note
                kind: short_text
                label: {en: Note, ru: Заметка}
                when: {question: role, equals: lead}

        """

    private func faults(_ yaml: String) -> [String] {
        do {
            _ = try Form(yaml: yaml, file: "f.yaml")
            return []
        } catch { return error.faults.map(\.description) }
    }

    @Test func `the small form is right`() { #expect(faults(FormFaults.right) == []) }

    static let changes: [(line: Int, text: String, faults: [String])] = [
        (1, "kind: gate", ["f.yaml:1:7: “gate” is not known here; known are form, programme."]),
        (2, "id: My form", ["f.yaml:2:5: “My form” is no code: it has to match ^[a-z][a-z0-9-]{0,59}$."]),
        (2, "# no id", ["f.yaml:1:1: The key “id” is missing."]),
        (3, "version: 1.5", ["f.yaml:3:10: “1.5” is not a whole number."]),
        (3, "version: 0", ["f.yaml:3:10: A number from 1 to 1000000 is expected; this is 0."]),
        (3, "version:", ["f.yaml:3:9: A single value is expected here."]),
        (4, "languages: [en, ru, en]", ["f.yaml:4:21: “en” stands here a second time."]),
        (4, "languages: en", ["f.yaml:4:12: A list is expected here."]),
        (5, "title: {en: Survey}", ["f.yaml:5:8: The text in ru is missing."]),
        (5, "title: {en: Survey, ru: ''}", ["f.yaml:5:25: The text in ru is missing."]),
        (5, "title: {en: Survey, ru: О, hy: Հ}", ["f.yaml:5:32: hy is none of the form's languages."]),
        (5, "title: Survey", ["f.yaml:5:8: Keys with values are expected here: languages."]),
        (5, "title: {en: \"a\\u202Eb\", ru: b}", ["f.yaml:5:13: There are invisible control characters in the text."]),
        (
            7, "  - id: main\n    color: red",
            ["f.yaml:8:5: The key “color” is not known here; known are id, title, intro, when, questions."]
        ),
        (
            10, "      - id: role",
            [
                "f.yaml:15:13: “role” stands here a second time.",
                "f.yaml:24:40: “role” is of the kind number, which cannot be compared so.",
            ]
        ),
        (10, "      - id: size\n        id: size", ["f.yaml:10:9: The key “id” stands here twice."]),
        (
            11, "        kind: nummer",
            [
                "f.yaml:11:15: “nummer” is not known here; known are short_text, long_text, number, money, "
                    + "date, choice, "
                    + "choices, matrix, file, reference."
            ]
        ),
        (11, "# no kind", ["f.yaml:10:9: The key “kind” is missing."]),
        (13, "        min: 11", ["f.yaml:14:14: The least (11) is more than the most (10)."]),
        (13, "        min: 0.5", ["f.yaml:13:14: At most 0 digits after the point."]),
        (
            13, "        min: 1e3",
            [
                "f.yaml:13:14: “1e3” is no number such as -12.5 (at most 12 digits, and 6 after the point)."
            ]
        ),
        (13, "        weight: 2", ["f.yaml:13:17: A number with a weight needs min, max and at most 3 decimals."]),
        (14, "        required: yes", ["f.yaml:14:19: “yes” is neither true nor false."]),
        (
            14, "        visible_to: [boss]",
            [
                "f.yaml:14:22: “boss” is not known here; known are applicant, reviewer, office, public."
            ]
        ),
        (
            14, "        max: 999999999999\n        weight: 1000",
            [
                "f.yaml:7:3: The greatest score has more than 12 digits: lower weights, points or bounds."
            ]
        ),
        (
            18, "        options: []\n        help: {en: a, ru: b}\n        x:",
            [
                "f.yaml:20:9: The key “x” is not known here; known are id, kind, label, help, required, "
                    + "visible_to, when, "
                    + "weight, options."
            ]
        ),
        (
            19, "          - {code: help, label: {en: Lead, ru: Главный}}",
            [
                "f.yaml:20:20: “help” stands here a second time.",
                "f.yaml:24:40: The condition asks for “lead”, which is no option of “role”; its options are "
                    + "help, help.",
            ]
        ),
        (
            24, "        when: {question: rolle, equals: lead}",
            [
                "f.yaml:24:26: The condition asks “rolle”, and there is no such question."
            ]
        ),
        (
            24, "        when: {question: role, equals: leader}",
            [
                "f.yaml:24:40: The condition asks for “leader”, which is no option of “role”; its options are "
                    + "lead, help."
            ]
        ),
        (
            24, "        when: {question: role, at_least: 3}",
            [
                "f.yaml:24:42: “role” is of the kind choice, which cannot be compared so."
            ]
        ),
        (
            24, "        when: {question: size, equals: lead}",
            [
                "f.yaml:24:40: “lead” is no number such as -12.5 (at most 12 digits, and 6 after the point)."
            ]
        ),
        (
            24, "        when: {question: role, row: a, equals: lead}",
            [
                "f.yaml:24:37: “role” is of the kind choice, which cannot be compared so."
            ]
        ),
        (24, "        when: {any: []}", ["f.yaml:24:21: At least one entry is needed."]),
        (
            24, "        when: {question: note, equals: lead}",
            [
                "f.yaml:24:15: The conditions go round in a loop: note → note.",
                "f.yaml:24:40: “note” is of the kind short_text, which cannot be compared so.",
            ]
        ),
        (
            24, "        weight: 1",
            [
                "f.yaml:24:9: The key “weight” is not known here; known are id, kind, label, help, required, "
                    + "visible_to, "
                    + "when, min_length, max_length, format."
            ]
        ),
        (24, "        visible_to: [office, office]", ["f.yaml:24:30: “office” stands here a second time."]),
        (24, "        max_length: 0", ["f.yaml:24:21: A number from 1 to 1000 is expected; this is 0."]),
        (
            24, "        label: {en: a",
            ["f.yaml:25:1: This is not YAML: while parsing a flow mapping, did not find expected ',' or '}'."]
        ),
        (24, "        help: *note", ["f.yaml:24:15: This is not YAML: found undefined alias."]),
        (
            24, "\t  when: x",
            [
                "f.yaml:24:1: This is not YAML: while scanning for the next token, found character that cannot "
                    + "start any token."
            ]
        ),
    ]

    @Test(arguments: changes.indices) func `a fault is told with its line, column and reason`(index: Int) {
        let (line, text, expected) = FormFaults.changes[index]
        var lines = FormFaults.right.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines[line - 1] = text
        #expect(faults(lines.joined(separator: "\n")) == expected)
    }

    @Test func `a loop of conditions is named once, with the conditions of sections in it`() throws {
        let text = Wording(["en": "x"])
        let ask = { (id: String) in Form.Condition.isAnswered(id) }
        let question = { (id: String, condition: Form.Condition?) in
            Form.Question(id: id, label: text, condition: condition, kind: .shortText(.init(most: 9)))
        }
        let form = Form(
            id: "f", version: 1, languages: ["en"], title: text,
            sections: [
                .init(
                    id: "one", title: text,
                    questions: [
                        question("a", .all([ask("b"), .not(ask("d"))])), question("b", ask("c")), question("d", nil),
                    ]),
                .init(id: "two", title: text, condition: .any([ask("a")]), questions: [question("c", nil)]),
                .init(id: "three", title: text, questions: [question("e", ask("f")), question("f", ask("e"))]),
            ])
        #expect(
            form.faults == [
                .init(path: "sections.0.questions.0.when", code: .loop, values: ["loop": "a → b → c → a"]),
                .init(path: "sections.2.questions.0.when", code: .loop, values: ["loop": "e → f → e"]),
            ])
        #expect(form.asked(Form.Answers(["b": .text("x"), "e": .text("x")])) == ["d"])
        let faults = #expect(throws: SchemeFaults.self) { try Form(yaml: form.yaml) }
        #expect(faults?.faults.map(\.line) == [17, 52])
    }

    @Test func `who is asked a question sees what its condition asks`() {
        let text = Wording(["en": "x"])
        let hidden = Form.Question(id: "grade", label: text, audiences: [.office], kind: .shortText(.init(most: 9)))
        for (readers, fault) in [
            ([.office], nil), ([.office, .reviewer], "reviewer"), ([.public], "applicant"), ([.applicant], "applicant"),
        ] as [(Set<Form.Audience>, String?)] {
            let shown = Form.Question(
                id: "why", label: text, condition: .isAnswered("grade"), audiences: readers,
                kind: .shortText(.init(most: 9)))
            let form = Form(
                id: "f", version: 1, languages: ["en"], title: text,
                sections: [.init(id: "one", title: text, questions: [hidden, shown])])
            #expect(form.faults.map { $0.values["audience"] } == (fault.map { [$0] } ?? []))
        }
    }

    @Test func `a condition on a matrix names a row that there is`() {
        let matrix = """
                  - id: skills
                    kind: matrix
                    label: {en: Skills, ru: Навыки}
                    rows: [{code: en, label: {en: English, ru: Английский}}]
                    columns: [{code: good, label: {en: Good, ru: Хорошо}}]
                  - id: proof
                    kind: date
                    label: {en: Proof, ru: Документ}
                    when: {question: skills, ROW equals: good}

            """
        let lines = { (row: String) in FormFaults.right + matrix.replacing("ROW ", with: row) }
        #expect(faults(lines("row: en, ")) == [])
        #expect(faults(lines("")) == ["f.yaml:33:26: “skills” is a matrix: the condition has to name a row."])
        #expect(
            faults(lines("row: fr, ")) == [
                "f.yaml:33:39: The condition asks for “fr”, which is no row of “skills”; its rows are en."
            ])
    }

    @Test func `conditions stand in each other at most ten deep`() {
        let deep = { (depth: Int) in
            FormFaults.right.replacing(
                "{question: role, equals: lead}",
                with: String(repeating: "{not: ", count: depth - 1) + "{answered: role}"
                    + String(repeating: "}", count: depth - 1))
        }
        #expect(faults(deep(10)) == [])
        #expect(faults(deep(11)) == ["f.yaml:24:75: Conditions stand in each other at most 10 deep."])
        #expect(faults(deep(30_000)).count == 1)
    }

    @Test func `a text that is no scheme is refused where it stops being one`() {
        let check = { (bytes: [UInt8]) -> [String] in
            do {
                _ = try Scheme(yaml: bytes, file: "g")
                return []
            } catch { return (error as? SchemeFaults)?.faults.map(\.description) ?? [] }
        }
        #expect(check([]) == ["g:1:1: There is nothing in it."])
        #expect(check(Array("# nothing\n".utf8)) == ["g:1:1: There is nothing in it."])
        #expect(check(Array("kind: form\nid: “é".utf8) + [0xff]) == ["g:2:7: This is not UTF-8."])
        #expect(check(Array("a\u{1}b: 1".utf8)) == ["g:1:2: This is not YAML: control characters are not allowed."])
        #expect(check(Array("- form".utf8)) == ["g:1:1: Keys with values are expected here: kind, …."])
        #expect(check(Array("id: x".utf8)) == ["g:1:1: The key “kind” is missing."])
        #expect(check(Array("kind: [form]".utf8)) == ["g:1:7: “” is not known here; known are form, programme."])
        #expect(
            check(Array("kind: form\n---\nkind: form".utf8)) == [
                "g:2:1: This is not YAML: expected a single document in the stream, but found another document."
            ])
        #expect(
            check(Array("a: &x [1]\nb: [*x, *x]".utf8)) == [
                "g:2:5: Anchors and aliases (&x, *x) are not taken; write it out."
            ])
        #expect(check([UInt8](repeating: 32, count: SchemeText.limit + 1)).count == 1)
        for opening in ["[", "{a: ", "- ", "? "] {
            #expect(check(Array(("kind: form\nid: " + String(repeating: opening, count: 200_000)).utf8)).count == 1)
            #expect(check(Array(String(repeating: opening, count: 200_000).utf8)).count == 1)
        }
    }

    @Test func `a later version keeps the kinds of its questions`() throws {
        let later = FormFaults.right.replacing("version: 1", with: "version: 2")
        let read = { (yaml: String, file: String) in try ReadForm(yaml: yaml.utf8, file: file) }
        let first = try read(FormFaults.right, "1.yaml")
        #expect(try read(later, "2.yaml").faults(beside: first) == [])
        #expect(try read(FormFaults.right, "2.yaml").faults(beside: first) == [])
        let turned = try read(later.replacing("short_text", with: "long_text"), "2.yaml")
        #expect(
            turned.faults(beside: first).map(\.description) == [
                "2.yaml:22:15: “note” was of the kind short_text in version 1: give the new question "
                    + "another id."
            ])
        #expect(first.faults(beside: turned) == [])
        let other = try read(FormFaults.right.replacing("max: 10", with: "max: 20"), "2.yaml")
        #expect(
            other.faults(beside: first).map(\.description) == [
                "2.yaml:3:10: This differs from version 1 of the same form in 1.yaml: a changed form needs a "
                    + "new version."
            ])
        #expect(try read(later.replacing("id: survey", with: "id: another"), "2.yaml").faults(beside: first) == [])
    }

    @Test func `every reason is a sentence without empty places`() {
        for (_, _, faults) in FormFaults.changes {
            #expect(faults.allSatisfy { $0.hasSuffix(".") && !$0.contains("  ") })
        }
        for code in SchemeFault.Code.allCases { #expect(!code.reason([:]).contains("{")) }
    }
}
