import Foundation
import Interchange
import Testing

@Suite struct LinesTests {
    private func lines(_ bytes: [UInt8]) throws -> [String] {
        let lines = Lines(ByteSource(bytes: bytes))
        var texts: [String] = []
        while let line = try lines.next() {
            texts.append(line.text)
            #expect(line.number == texts.count)
        }
        return texts
    }

    @Test(arguments: [
        ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b"]), ("\n\n", ["", ""]),
        ("\u{FEFF}a\n", ["a"]), ("\u{FEFF}", []), ("a\rb\n", ["a\rb"]), ("Ереван\nԵրևան", ["Ереван", "Երևան"]),
    ])
    func `lines end with LF or CRLF and a byte order mark is dropped`(text: String, expected: [String]) throws {
        #expect(try lines(bytes(text)) == expected)
        #expect(try lines(Gzip.compress(bytes(text))) == expected)
    }

    @Test func `lines longer than any buffer come whole`() throws {
        let long = [String(repeating: "ab", count: 300_000), "", String(repeating: "ж", count: 200_000), "end"]
        #expect(try lines(bytes(long.joined(separator: "\n"))) == long)
        #expect(try lines(Gzip.compress(bytes(long.joined(separator: "\r\n")))) == long)
    }

    @Test func `a line over the limit is refused with its number`() {
        let lines = Lines(ByteSource(bytes: bytes("a\n" + String(repeating: "b", count: 400_000))), limit: 1000)
        #expect(throws: Never.self) { try lines.next() }
        #expect(fault { try lines.next() } == .at(line: 2, reason: .lineTooLong(limit: 1000)))
    }

    @Test func `bytes that are not text are reported with their line and reading goes on`() throws {
        let lines = Lines(ByteSource(bytes: bytes("one\ntw") + [0xFF] + bytes("\nthree"), name: "x.txt"))
        #expect(try lines.next()?.text == "one")
        #expect(fault { try lines.next() } == .at(file: "x.txt", line: 2, offset: 2, reason: .invalidText))
        #expect(try lines.next()?.text == "three")
        #expect(try lines.next() == nil)
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0xE2, 0x28, 0xA1],
            [0xF0, 0x9F, 0x98, 0x41],
        ] as [[UInt8]])
    func `malformed UTF-8 is found behind any number of letters`(malformed: [UInt8]) {
        for before in 0..<20 {
            let all = [UInt8](repeating: 0x61, count: before) + malformed
            #expect(fault { try lines(all) } == .at(line: 1, offset: before, reason: .invalidText))
        }
    }

    @Test func `every character is accepted, alone and behind letters`() throws {
        for value in stride(from: UInt32(0x80), through: 0x10FFFF, by: 61) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(try lines(bytes("abc\(scalar)d")) == ["abc\(scalar)d"])
        }
    }

    @Test func `a gzip file of several members and padding is read as one`() throws {
        let packed = try Gzip.compress(bytes("one\ntw")) + Gzip.compress([]) + Gzip.compress(bytes("o\nthree\n"))
        #expect(try lines(packed) == ["one", "two", "three"])
        #expect(try lines(packed + [0, 0, 0]) == ["one", "two", "three"])
        #expect(
            fault { try lines(packed + [7, 7]) } == .at(line: 4, offset: packed.count, reason: .textAfterGzip))
    }

    @Test func `a gzip file cut at any length throws and never gives half a line`() throws {
        let text = (1...40).map { "line \($0) \(String($0 * 7919, radix: 36))" }
        let packed = try Gzip.compress(bytes(text.joined(separator: "\n") + "\n"))
        for length in 1..<packed.count {
            let lines = Lines(ByteSource(bytes: Array(packed[..<length]), name: "cut.gz"))
            var read: [String] = []
            let error = fault { while let line = try lines.next() { read.append(line.text) } }
            #expect(error == .at(file: "cut.gz", line: read.count + 1, offset: length, reason: .truncatedGzip))
            #expect(read == Array(text.prefix(read.count)))
        }
        #expect(try lines(packed) == text)
        #expect(fault { try Gzip.decompress([]) } == .at(offset: 0, reason: .truncatedGzip))
    }

    @Test func `any flipped byte behind the header of a gzip file is noticed`() throws {
        let text = bytes("The quick brown fox, the quick brown fox, and so on.")
        let packed = try Gzip.compress(text)
        for place in 10..<packed.count {
            var damaged = packed
            damaged[place] ^= 0x55
            #expect(fault { try Gzip.decompress(damaged) }?.key.hasPrefix("gzip.") == true, "byte \(place)")
        }
    }

    @Test func `gzip gives back what it was given, at every level, and keeps to its limit`() throws {
        var dice = Dice(1)
        for size in [0, 1, 10, 1000, 70_000, 300_000] {
            let content = (0..<size).map { _ in UInt8.random(in: 0...40, using: &dice) }
            for level in [0, 1, 6, 9] {
                let packed = try Gzip.compress(content, level: level)
                #expect(try Gzip.decompress(packed) == content)
                #expect(try Gzip.compress(content, level: level) == packed)
            }
        }
        let zeros = try Gzip.compress([UInt8](repeating: 0, count: 5_000_000))
        #expect(fault { try Gzip.decompress(zeros, limit: 1000) } == .at(reason: .tooLarge(limit: 1000)))
        #expect(fault { try Gzip.decompress(bytes("plain")) } == .at(offset: 5, reason: .corruptGzip))
    }

    @Test func `a file on disk gives the same lines as memory and shows progress`() throws {
        let text = (1...30_000).map { "line \($0), \($0 * $0)" }
        let content = bytes(text.joined(separator: "\n"))
        try withFolder { folder in
            for (name, content) in [("plain.txt", content), ("packed.gz", try Gzip.compress(content))] {
                let url = folder.appending(path: name)
                try Data(content).write(to: url)
                let source = try ByteSource(path: url.path)
                #expect((source.name, source.bytesTotal, source.bytesRead) == (name, content.count, 0))
                let lines = Lines(source)
                var read: [String] = []
                while let line = try lines.next() { read.append(line.text) }
                #expect(read == text)
                #expect((source.bytesRead, source.progress) == (content.count, 1))
            }
            let missing = fault { try ByteSource(path: folder.appending(path: "none.csv").path) }
            #expect(missing == .at(file: "none.csv", reason: .unreadable("there is no such file")))
        }
    }

    @Test(.enabled(if: OpenData.folder != nil))
    func `all organisations of the register are read`() throws {
        let lines = Lines(try ByteSource(path: OpenData.path("ror/ror_organisations.jsonl.gz")))
        var count = 0
        while try lines.withNext({ _, _ in count += 1 }) != nil {}
        #expect(count == 51_370)
    }
}
