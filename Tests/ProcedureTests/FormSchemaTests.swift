import Foundation
import Testing

@testable import Procedure

/// The schema that editors use says the same as the reader.
@Suite struct FormSchema {
    static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../docs/schemas/form.schema.json")
    let judge: SchemaJudge

    init() throws { judge = try SchemaJudge(FormSchema.file) }

    private func keys(_ schema: [String: Any]) -> Set<String> {
        Set((schema["properties"] as? [String: Any] ?? [:]).keys)
    }
    private func required(_ schema: [String: Any]) -> Set<String> { Set(schema["required"] as? [String] ?? []) }

    @Test func `every record has the keys that the reader knows, and no others`() {
        let records: [(schema: [String: Any], keys: SchemeKeys)] =
            [
                (judge.root, .form), (judge.definition("section"), .section), (judge.definition("option"), .option),
                (judge.definition("row"), .row),
            ]
            + Form.KindName.allCases.map { (judge.definition("kind_" + $0.rawValue), .question($0)) }
        for (schema, known) in records {
            #expect(keys(schema) == Set(known.all))
            #expect(required(schema) == known.required)
            #expect(schema["additionalProperties"] as? Bool == false)
        }
    }

    @Test func `conditions have the shapes that the reader knows`() {
        let shapes = judge.definition("condition")["oneOf"] as? [[String: Any]] ?? []
        #expect(shapes.map(keys) == SchemeKeys.conditions.map { Set($0.keys.all) })
        #expect(shapes.map(required) == SchemeKeys.conditions.map(\.keys.required))
    }

    @Test func `codes and words are those of the reader`() throws {
        let pattern = { (name: String) in judge.definition(name)["pattern"] as? String }
        #expect(pattern("question_id") == Codes.questionPattern)
        #expect(pattern("option_code") == Codes.optionPattern)
        let kinds = (judge.definition("question")["properties"] as? [String: [String: Any]])?["kind"]?["enum"]
        #expect(kinds as? [String] == Form.KindName.allCases.map(\.rawValue))
        let audiences = judge.definition("audiences")["items"] as? [String: [String]]
        #expect(audiences?["enum"] == Form.Audience.allCases.map(\.rawValue))
        let to = (judge.definition("kind_reference")["properties"] as? [String: [String: Any]])?["to"]?["items"]
        #expect((to as? [String: [String]])?["enum"] == Form.ReferenceKind.allCases.map(\.rawValue))
    }

    @Test(
        arguments: [
            (Codes.formPattern, Codes.isForm), (Codes.questionPattern, Codes.isQuestion),
            (Codes.optionPattern, Codes.isOption), (Codes.languagePattern, Codes.isLanguage),
            (Codes.endingPattern, Codes.isEnding), (Codes.currencyPattern, Amount.isCurrency),
        ] as [(String, @Sendable (String) -> Bool)])
    func `a pattern means the codes that are taken`(pattern: String, isRight: @Sendable (String) -> Bool) {
        var draw = Draw(seed: 5)
        let letters = ["a", "z", "A", "Z", "0", "9", "_", "-", "é", "я", " ", ".", "\u{301}"]
        for _ in 0..<3_000 {
            let length = draw.flip() ? draw.below(5) : 8 + draw.below(60)
            let plain = draw.flip() ? Array(letters.prefix(1 + draw.below(8))) : letters
            let text = (0..<length).map { _ in draw.one(of: plain) }.joined()
            #expect((text.range(of: pattern, options: .regularExpression) != nil) == isRight(text), "\(text)")
        }
    }

    @Test func `every form that is written fits the schema`() throws {
        var draw = Draw(seed: 6)
        for _ in 0..<60 { #expect(try judge.complaints(about: draw.form().yaml) == []) }
        #expect(try judge.complaints(about: String(contentsOf: FormTexts.sample, encoding: .utf8)) == [])
    }

    @Test func `what the schema refuses the reader refuses`() throws {
        let sample = try String(contentsOf: FormTexts.sample, encoding: .utf8)
        var draw = Draw(seed: 7)
        var words = sample.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let places = words.indices.filter { words[$0].contains { $0.isLetter } }
        var refused = 0
        for _ in 0..<100 {
            // A word of the file stands for another one.
            let place = draw.one(of: places)
            let word = words[place]
            defer { words[place] = word }
            words[place] = words[draw.one(of: places)]
            let text = words.joined(separator: " ")
            guard let complaints = try? judge.complaints(about: text), !complaints.isEmpty else { continue }
            refused += 1
            #expect(throws: SchemeFaults.self, "\(complaints)") { try Form(yaml: text) }
        }
        #expect(refused > 10)
    }
}
