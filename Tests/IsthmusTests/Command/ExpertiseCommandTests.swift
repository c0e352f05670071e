import ArgumentParser
import Foundation
import Testing

@testable import Isthmus

@Suite struct ExpertiseFiles {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("expertise-\(UUID().uuidString)")

    private func file(_ name: String, _ text: String) throws -> String { try file(name, Data(text.utf8)) }

    private func file(_ name: String, _ data: Data) throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let place = folder.appendingPathComponent(name)
        try data.write(to: place)
        return place.path
    }

    private func table(_ experts: String, _ items: String, corpus: String? = nil) async throws -> String {
        defer { try? FileManager.default.removeItem(at: folder) }
        let out = folder.appendingPathComponent("out.csv").path
        var arguments = [
            "--experts", try file("experts.jsonl", experts), "--items", try file("items.jsonl", items), "--out", out,
        ]
        if let corpus { arguments += ["--corpus", try file("corpus.jsonl", corpus)] }
        let command = try ExpertiseScoreCommand.parse(arguments)
        try await command.run()
        return try String(contentsOfFile: out, encoding: .utf8)
    }

    private let experts = """
        {"id": 7, "items": [{"title": "Laser optics", "abstract": null}]}

        {"id": "Müller, A.", "items": [{"title": "Trade of the Hanse"}, {"title": "Optics of the eye"}]}
        {"id": "none", "items": []}
        """
    private let items = """
        {"id": "p1", "title": "Optics", "abstract": "A laser"}
        {"id": "p2", "title": "Merchants of the Hanse", "abstract": ""}
        """

    @Test func `every expert has a line for every item, in the order of the files`() async throws {
        let lines = try await table(experts, items).split(separator: "\n").map { String($0) }
        #expect(lines[0] == "expert,item,score")
        let names = lines.dropFirst().map { $0.prefix(upTo: $0.lastIndex(of: ",") ?? $0.endIndex) }
        #expect(names == ["7,p1", "7,p2", "\"Müller, A.\",p1", "\"Müller, A.\",p2", "none,p1", "none,p2"])
        let scores = lines.dropFirst().compactMap { Double($0.split(separator: ",").last ?? "") }
        #expect(scores.count == 6)
        #expect(scores[0] > scores[2])
        #expect(scores[3] > scores[1])
        #expect(scores[4...] == [0, 0])
    }

    @Test func `the order of experts and a corpus that is given change only what they should`() async throws {
        let turned = experts.split(separator: "\n").reversed().joined(separator: "\n")
        let (first, second) = (try await table(experts, items), try await table(turned, items))
        #expect(first.split(separator: "\n").sorted() == second.split(separator: "\n").sorted())
        let corpus = """
            {"title": "Laser", "abstract": "Laser optics"}
            {"text": "Laser", "keywords": ["trade", "eye"]}
            """
        #expect(try await table(experts, items, corpus: corpus) != first)
    }

    private func complaint(_ experts: Data) async throws -> String {
        defer { try? FileManager.default.removeItem(at: folder) }
        let out = folder.appendingPathComponent("out.csv").path
        let path = try file("experts.jsonl", experts)
        let command = try ExpertiseScoreCommand.parse([
            "--experts", path, "--items", try file("items.jsonl", items), "--out", out,
        ])
        var said = "nothing"
        do { try await command.run() } catch let complaint as Complaint { said = complaint.description }
        #expect(!FileManager.default.fileExists(atPath: out))
        return said.replacingOccurrences(of: path, with: "FILE")
    }

    @Test(arguments: [
        (
            #"{"id": 1, "items": [{"title": "a"}]}"# + "\n" + #"{"id": 2, "items": [{"ti"#,
            "FILE, line 2: not a JSON object."
        ),
        (
            #"{"id": 1, "items": []}"# + "\n\n" + #"{"id": "1", "items": []}"#,
            "FILE, line 3: the id 1 stands in line 1 already."
        ),
        (#"{"id": 1}"#, #"FILE, line 1: "items" is missing."#),
        (#"{"items": []}"#, #"FILE, line 1: "id" is missing."#),
        (#"{"id": 1, "items": [{"titel": "a"}]}"#, #"FILE, line 1: "items [0] title" is missing."#),
        (
            #"{"id": 1, "items": [{"title": "a"}, {"title": 5}]}"#,
            #"FILE, line 1: "items [1] title" has the wrong type."#
        ),
        (#"{"id": null, "items": []}"#, #"FILE, line 1: "id" has the wrong type."#),
        (#"[{"id": 1, "items": []}]"#, "FILE, line 1: not a JSON object."),
        ("Müller", "FILE, line 1: not a JSON object."),
    ])
    func `a line that is not as it should be is complained of and nothing is written`(text: String, said: String)
        async throws
    {
        #expect(try await complaint(Data(text.utf8)) == said)
    }

    @Test func `bytes that are no text are complained of`() async throws {
        let bytes = Data(#"{"id": 1, "items": [{"title": ""#.utf8) + Data([0xff, 0xfe]) + Data(#""}]}"#.utf8)
        #expect(try await complaint(bytes) == "FILE, line 1: not a JSON object.")
        #expect(try await complaint(Data([0, 1, 2])) == "FILE, line 1: not a JSON object.")
    }
}
