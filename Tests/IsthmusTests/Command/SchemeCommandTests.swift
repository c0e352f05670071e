import Foundation
import Testing

@testable import Isthmus

/// `isthmus scheme check` with files as they come.
@Suite struct SchemeCommands {
    static let form = """
        kind: form
        id: pulse
        version: 1
        languages: [en]
        title: {en: Pulse}
        sections:
          - id: all
            title: {en: All}
            questions:
              - {id: mood, kind: choice, label: {en: Mood}, options: [{code: a, label: {en: A}}]}

        """

    /// What is said of these files, without the folder they stand in.
    private func report(_ texts: [String]) throws -> (lines: [String], isRight: Bool) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "scheme-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try texts.enumerated().map { place, text in
            let file = folder.appending(path: "\(place + 1).yaml")
            try Data(text.utf8).write(to: file)
            return file.path
        }
        let report = SchemeReport(files: files)
        return (report.lines.map { $0.replacing(folder.path + "/", with: "") }, report.isRight)
    }

    @Test func `a form that is right is counted`() throws {
        let report = try report([SchemeCommands.form])
        #expect(report.lines == ["1.yaml: ok: 1 question, languages en"])
        #expect(report.isRight)
    }

    @Test func `every fault of every file has a line`() throws {
        let wrong = SchemeCommands.form.replacing("kind: choice", with: "kind: guess").replacing(
            "id: pulse", with: "x: 1")
        let report = try report([wrong, SchemeCommands.form, "kind: gate\n"])
        #expect(
            report.lines == [
                "1.yaml:1:1: The key “id” is missing.",
                "1.yaml:2:1: The key “x” is not known here; known are kind, id, version, languages, title, intro, "
                    + "sections.",
                "1.yaml:10:26: “guess” is not known here; known are short_text, long_text, number, money, date, "
                    + "choice, choices, matrix, file, reference.",
                "2.yaml: ok: 1 question, languages en",
                "3.yaml:1:7: “gate” is not known here; known are form, programme.",
            ])
        #expect(!report.isRight)
        let missing = SchemeReport(files: ["/nowhere/x.yaml"])
        #expect(missing.lines == ["/nowhere/x.yaml: cannot be read."])
        #expect(!missing.isRight)
    }

    @Test func `versions are compared, in whatever order they are named`() throws {
        let second = SchemeCommands.form.replacing("version: 1", with: "version: 2")
        let changed = second.replacing("id: mood, ", with: "id: mood, required: true, ")
        let report = try report([changed, SchemeCommands.form])
        #expect(
            report.lines == [
                "1.yaml: ok: 1 question, languages en", "2.yaml: ok: 1 question, languages en",
                "1.yaml: since version 1: mood (required, breaking)",
            ])
        #expect(report.isRight)
        let turned = try self.report([second.replacing("kind: choice", with: "kind: choices"), SchemeCommands.form])
        #expect(!turned.isRight)
        #expect(
            turned.lines[1]
                == "1.yaml:10:26: “mood” was of the kind choice in version 1: give the new question another id.")
    }
}
