import Foundation
import Testing

@testable import Procedure

/// Forms as YAML: out, in and out again.
@Suite struct FormTexts {
    static let sample = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../docs/samples/expression-of-interest.yaml")

    @Test func `a form that was drawn has no fault`() {
        var draw = Draw(seed: 2)
        for _ in 0..<500 {
            let form = draw.form()
            #expect(form.faults == [])
        }
    }

    @Test func `a form written and read is the same form, and written again the same bytes`() throws {
        var draw = Draw(seed: 3)
        for _ in 0..<200 {
            let form = draw.form()
            let yaml = form.yaml
            let read = try Form(yaml: yaml)
            #expect(read == form)
            #expect(Array(read.yaml.utf8) == Array(yaml.utf8))
            #expect(yaml.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
        }
    }

    @Test func `the sample is written as it stands there, without its comments`() throws {
        let text = try String(contentsOf: FormTexts.sample, encoding: .utf8)
        let form = try Form(yaml: text)
        #expect(form.questions.count == 15)
        #expect(form.languages == ["en", "ru"])
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let bare = lines.filter { !$0.drop { $0 == " " }.hasPrefix("#") }.joined(separator: "\n")
        #expect(form.yaml == bare)
    }

    @Test func `lines may end as on any system`() throws {
        let text = try String(contentsOf: FormTexts.sample, encoding: .utf8)
        let form = try Form(yaml: text)
        #expect(try Form(yaml: text.replacing("\n", with: "\r\n")) == form)
        #expect(try Form(yaml: "\u{feff}" + text) == form)
    }

    @Test func `a text has its language or the nearest`() {
        let wording = Wording(["ru": "Имя", "en": " Name\r\n", "hy": ""])
        #expect(wording.texts == ["ru": "Имя", "en": "Name"])
        #expect(wording.text(for: "ru")?.language == "ru")
        #expect(wording.text(for: "hy")?.text == "Name")
        #expect(Wording(["ru": "Имя", "kk": "Аты"]).text(for: "hy")?.language == "kk")
    }
}
