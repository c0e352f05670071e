import Testing

/// The program carries its files inside itself; the list of them is written by bin/embed.
@Suite struct EmbeddedFiles {
    static let list = "Sources/CAssets/assets.c"

    @Test func `the list has every file and no other`() throws {
        let text = try #require(SourceTree.text(EmbeddedFiles.list))
        let mark = "#embed \"../Isthmus/"
        let listed = text.split(separator: "\n").filter { $0.hasPrefix(mark) }.map {
            String($0.dropFirst(mark.count).dropLast())
        }
        let present = ["Migrations", "Site/Assets", "Translations", "Vocabulary/Data"].flatMap { folder in
            SourceTree.files(under: "Sources/Isthmus/" + folder).map { String($0.dropFirst("Sources/Isthmus/".count)) }
        }
        var findings = Set(present).subtracting(listed).map {
            Finding(path: "Sources/Isthmus/" + $0, line: 1, reason: "is not in \(EmbeddedFiles.list): run bin/embed")
        }
        findings += Set(listed).subtracting(present).map {
            Finding(path: EmbeddedFiles.list, line: 1, reason: "lists \($0), which is not there: run bin/embed")
        }
        Finding.expectNone(findings)
        #expect(listed.count == Set(listed).count)
    }

    @Test func `no two files have the same name`() throws {
        let text = try #require(SourceTree.text(EmbeddedFiles.list))
        let names = text.split(separator: "\n").filter { $0.hasPrefix("#embed") }
            .compactMap { $0.dropLast().split(separator: "/").last }
        let doubles = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys
        Finding.expectNone(
            doubles.map { Finding(path: EmbeddedFiles.list, line: 1, reason: "two files are called \($0)") })
    }
}
