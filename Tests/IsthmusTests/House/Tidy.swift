import Testing

/// The size and manner of our files: what the formatter does not see.
@Suite struct Tidy {
    static let swift = SourceTree.sources + SourceTree.tests

    /// Everything people wrote, as far as it is text: no data, no pictures.
    static let written: [(path: String, text: String)] = {
        let endings = [
            "swift", "c", "h", "modulemap", "sql", "json", "css", "js", "py", "sh", "md", "svg", "txt", "yaml", "yml",
            "",
        ]
        let folders = ["Sources", "Tests", "bin", "docs", ".ci"].flatMap(SourceTree.files(under:))
        let single = [
            ".gitignore", ".swift-format", "CHANGELOG.md", "LICENSE", "Package.swift", "README.md", "packages.txt",
            "packages-test.txt", "requirements-test.txt",
        ]
        return (folders + single).filter { path in
            let name = path.split(separator: "/").last ?? ""
            let ending = name.contains(".") ? name.split(separator: ".").last.map(String.init) ?? "" : ""
            return endings.contains(ending) || single.contains(path)
        }.compactMap { path in SourceTree.text(path).map { (path, $0) } }
    }()

    @Test func `the tree is found`() {
        #expect(Tidy.swift.contains { $0.path == "Sources/Isthmus/Core/Programme.swift" })
        #expect(Tidy.written.contains { $0.path == "bin/test" })
    }

    @Test func `a line has at most 120 columns`() {
        let findings = Tidy.swift.flatMap { file in
            file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
                guard line.utf8.count > 120, line.count > 120 else { return nil as Finding? }
                return Finding(path: file.path, line: index + 1, reason: "\(line.count) columns")
            }
        }
        Finding.expectNone(findings)
    }

    @Test func `a file has at most 400 lines`() {
        let findings = Tidy.swift.compactMap { file in
            let lines = file.lineStarts.count - 1
            return lines > 400 ? Finding(path: file.path, line: 401, reason: "\(lines) lines") : nil
        }
        Finding.expectNone(findings)
    }

    @Test func `a function has at most 60 lines`() {
        let findings = Tidy.swift.flatMap { file in
            FunctionLength.functions(of: file).filter { $0.lines > 60 }
                .map { Finding(path: file.path, line: $0.line, reason: "\($0.name) has \($0.lines) lines") }
        }
        Finding.expectNone(findings)
    }

    @Test func `a file ends with one newline and has no blanks at the ends of lines`() {
        let findings = Tidy.written.flatMap { path, text in
            var findings: [Finding] = []
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            if !text.isEmpty, !text.hasSuffix("\n") || text.hasSuffix("\n\n") {
                findings.append(Finding(path: path, line: lines.count, reason: "does not end with one newline"))
            }
            for (index, line) in lines.enumerated()
            where line.hasSuffix(" ") || line.hasSuffix("\t") || line.hasSuffix("\r") {
                findings.append(Finding(path: path, line: index + 1, reason: "a blank at the end of the line"))
            }
            return findings
        }
        Finding.expectNone(findings)
    }

    @Test func `no file names a place on somebody's machine`() {
        // Put together, so that this file is no finding.
        let places = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/"]
        let findings = Tidy.written.flatMap { path, text in
            text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
                places.filter { place in line.contains(place) && Tidy.isStart(of: place, in: line) }
                    .map { Finding(path: path, line: index + 1, reason: "names \($0)") }
            }
        }
        Finding.expectNone(findings)
    }

    /// Whether the place stands at the beginning of a path and not within a longer one or an address.
    private static func isStart(of place: String, in line: Substring) -> Bool {
        line.ranges(of: place).contains { range in
            guard range.lowerBound > line.startIndex else { return true }
            let before = line[line.index(before: range.lowerBound)]
            return !(before.isLetter || before.isNumber || "./_-}".contains(before))
        }
    }

    /// What may not stand in code, with the files that may: each entry is the exact number, and numbers only go down.
    static let words: [(word: String, reason: String, allowed: [String: Int])] = [
        ("try!", "an error is thrown or answered", [:]),
        ("as!", "a cast can fail", [:]),
        ("print(", "the log or the command line's own output", [:]),
        ("fatalError", "the server goes on", [:]),
        ("SQL(stringLiteral:", "texts do not become SQL", [:]),
        ("HTML(raw:", "texts do not become HTML", ["Sources/Isthmus/Site/HTML.swift": 1]),
    ]

    @Test(arguments: words.map(\.word)) func `a banned word stands only where it is allowed`(word: String) throws {
        let entry = try #require(Tidy.words.first { $0.word == word })
        var findings: [Finding] = []
        for file in SourceTree.sources {
            let lines = Tidy.places(of: word, in: file).map(file.line(at:))
            let allowed = entry.allowed[file.path, default: 0]
            if lines.count > allowed {
                findings += lines.map { Finding(path: file.path, line: $0, reason: "\(word): \(entry.reason)") }
            } else if lines.count < allowed {
                findings.append(
                    Finding(
                        path: file.path, line: 1, reason: "\(word) stands here \(lines.count) times: lower the table"))
            }
        }
        Finding.expectNone(findings)
    }

    @Test func `nothing is left for later`() {
        let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "HA" + "CK:"]
        let findings = Tidy.written.flatMap { path, text in
            text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
                marks.filter(line.contains).map {
                    Finding(path: path, line: index + 1, reason: "leaves something: \($0)")
                }
            }
        }
        Finding.expectNone(findings)
    }

    /// Where the word begins in the code, and not as the end of a longer one or as somebody's method.
    private static func places(of word: String, in file: SwiftSource) -> [Int] {
        let pattern = Array(word.utf8)
        let last = file.code.count - pattern.count
        guard last >= 0 else { return [] }
        return (0...last).filter { start in
            guard file.code[start] == pattern[0], file.code[start..<(start + pattern.count)].elementsEqual(pattern)
            else {
                return false
            }
            guard start > 0 else { return true }
            return !SwiftScanner.isWordByte(file.code[start - 1]) && file.code[start - 1] != UInt8(ascii: ".")
        }
    }
}
