import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Isthmus

/// Files that are answers: kept with the sheet, given back as they were, to those who may see it.
@Suite struct AnswerFileTests {
    /// A form that asks for one file.
    static let form = """
        kind: form
        id: letter-only
        version: 1
        languages: [en]
        title:
          en: Letter
        sections:
          - id: only
            title:
              en: Letter
            questions:
              - id: letter
                kind: file
                label:
                  en: Letter
                required: true
                types: [pdf]
                max_bytes: 100

        """

    private static func body(_ name: String, _ content: String) -> ByteBuffer {
        let fields: [(field: String, file: String?, value: String)] = [
            ("form_token", nil, SamplePerson.formToken), ("stage", nil, "submit"), ("answer.letter", name, content),
        ]
        let parts = fields.map { part -> String in
            let fileName = part.file.map { "; filename=\"\($0)\"" } ?? ""
            let head = "Content-Disposition: form-data; name=\"\(part.field)\"\(fileName)"
            return "--limit\r\n\(head)\r\n\r\n\(part.value)\r\n"
        }
        return ByteBuffer(string: parts.joined() + "--limit--\r\n")
    }

    @Test func `a file that fits is kept and given back, one that does not is refused`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (officer, member) = (sample.person("officer"), sample.person("claimant"))
            let form = try await sample.programme.createForm(
                ["text": .text(Self.form), "is_open": .flag(true)], as: officer.actor)
            _ = try await sample.programme.publishForm(form.id, as: officer.actor)
            func send(_ name: String, _ content: String) async throws -> TestResponse {
                try await client.execute(
                    uri: "/forms/\(form.id.text)/answers", method: .post,
                    headers: member.headers("multipart/form-data; boundary=limit"), body: Self.body(name, content))
            }
            for (name, content) in [("plan.exe", "short"), ("plan.pdf", String(repeating: "x", count: 101))] {
                #expect(try await send(name, content).status == .unprocessableContent, "\(name)")
            }
            #expect(try await sample.count("SELECT COUNT(*) FROM answer_file") == 0)
            let answer = try await send("plan.pdf", "%PDF-1.7")
            #expect(answer.status == .seeOther)
            let path = try #require(answer.headers[.location])
            for reader in [member, officer] {
                let file = try await client.get("\(path)/files/letter", as: reader)
                #expect(String(buffer: file.body) == "%PDF-1.7")
                #expect(file.headers[.contentDisposition] == "attachment; filename=\"letter.pdf\"")
            }
            #expect(try await client.get("\(path)/files/letter", as: sample.person("holder")).status == .notFound)
        }
    }
}
