import Foundation
import Hummingbird
import HummingbirdTesting
import Interchange
import Testing

@testable import Isthmus

/// The description of the API: every route and no other, the fields that answers really have, valid by OpenAPI's
/// own rules.
@Suite struct OpenAPITests {
    private static let document = OpenAPIDocument.isthmus

    @Test func `the description is the one that is written down`() throws {
        try Golden.check(Self.document.text, "docs/openapi.yaml")
    }

    @Test func `every route of the API is described, and nothing else`() {
        let routes = Visiting.everyRoute.filter { $0.path.hasPrefix("/api/") }
            .map { "\($0.method.rawValue.lowercased()) \($0.path)" }
        #expect(routes.sorted() == Self.document.operations.map { "\($0.method.rawValue) \($0.path)" }.sorted())
    }

    @Test func `every shape that is named is there, once`() {
        let names = Self.document.shapes.map(\.name)
        #expect(names.count == Set(names).count)
        let bodies: [String] = Self.document.operations.flatMap { [$0.body, $0.answer].compactMap { $0 } }
        let fields: [String] = Self.document.shapes.flatMap { $0.fields.map(\.type) }.filter { !$0.contains("|") }
        let words: [String] = (bodies + fields).compactMap { $0.split { "[ ]".contains($0) }.last.map(String.init) }
        let used = Set(words.filter { $0.first?.isUppercase == true })
        #expect(used.subtracting(names).subtracting(["YAML"]) == [])
        #expect(Set(names).subtracting(used) == ["Problem"])
        #expect(Set(Self.document.operations.map(\.id)).count == Self.document.operations.count)
    }

    @Test func `answers have the fields that are described, and no others`() async throws {
        let faults = try await SampleProgramme.visit { sample, client in
            let routes = SampleRoute.all(of: sample.story)
            var faults: [String] = []
            for operation in Self.document.operations where operation.method == .get && operation.answer != "YAML" {
                // Drafts are their writers' alone.
                for route in routes
                where route.method == .get && route.path == operation.path && !Self.isOwnDraft(route.thing) {
                    let answer = try await client.get(route.address, as: sample.person("administrator"))
                    // What is one's own meetings, the administrator has none of.
                    if answer.status == .forbidden { continue }
                    let json = try JSON(parsing: String(buffer: answer.body))
                    faults += Self.faults(of: json, operation.answer ?? "", at: route.title)
                }
            }
            return Set(faults).sorted()
        }
        #expect(faults == [])
    }

    private static func isOwnDraft(_ thing: String) -> Bool { thing.hasPrefix("draft of") || thing == "draft entry" }

    /// Missing and undescribed fields, all the way down.
    private static func faults(of json: JSON, _ type: String, at place: String) -> [String] {
        if type.hasPrefix("list ") || type.hasPrefix("all ") {
            let items = json.dictionary?["items"]?.array ?? []
            return items.flatMap { faults(of: $0, String(type.split(separator: " ")[1]), at: place) }
        }
        if type.hasPrefix("[") {
            return (json.array ?? []).flatMap { faults(of: $0, String(type.dropFirst().dropLast()), at: place) }
        }
        guard let shape = document.shapes.first(where: { $0.name == type }) else { return [] }
        guard let fields = json.dictionary else { return ["\(place): no object for \(type)"] }
        let known = Set(shape.fields.map(\.name))
        let missing = shape.fields.filter { $0.isRequired && fields[$0.name] == nil }.map { "\(type) lacks \($0.name)" }
        let surplus =
            shape.isGiven && shape.name == "Texts"
            ? [] : fields.keys.filter { !known.contains($0) }.map { "\(type) has \($0)" }
        let inner = shape.fields.flatMap { field in
            fields[field.name].map { faults(of: $0, field.type, at: place) } ?? []
        }
        return missing + surplus + inner
    }

    @Test func `the site serves it`() async throws {
        let answer = try await SampleProgramme.visit { sample, client in
            try await client.get("/api/v1/openapi.yaml", as: sample.person("visitor"))
        }
        #expect(answer.status == .ok)
        #expect(String(buffer: answer.body) == Self.document.text)
    }

    @Test(.enabled(if: Validator.isThere)) func `OpenAPI's own validator accepts it`() throws {
        #expect(try Validator.complaint() == "")
    }
}

/// The validator of the `openapi-spec-validator` package, where Python has it.
enum Validator {
    static let isThere = (try? run("import openapi_spec_validator, yaml").status) == 0

    static func complaint() throws -> String {
        let path = SourceTree.root.appending(path: "docs/openapi.yaml").path
        return try run(
            "import sys, yaml, openapi_spec_validator as v; v.validate(yaml.safe_load(open(sys.argv[1])))",
            path
        ).said
    }

    private static func run(_ code: String, _ arguments: String...) throws -> (status: Int32, said: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", code] + arguments
        let complaint = Pipe()
        process.standardError = complaint
        try process.run()
        let said = complaint.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }
}
