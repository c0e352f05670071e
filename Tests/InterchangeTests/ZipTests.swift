import Foundation
import Interchange
import Testing

@Suite struct ZipTests {
    private func zip(_ entries: [(String, [UInt8])], level: Int = 6) throws -> [UInt8] {
        var writer = ZipWriter()
        for (path, content) in entries { try writer.add(path, content, level: level) }
        return writer.finished()
    }

    @Test(arguments: [0, 1, 9])
    func `files come back as they were packed`(level: Int) throws {
        var dice = Dice(2)
        let noise = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &dice) }
        let entries: [(String, [UInt8])] = [
            ("a.txt", bytes("hello")), ("отчёт/Երևան.csv", [UInt8](repeating: 65, count: 300_000)), ("empty", []),
            ("noise", noise),
        ]
        let reader = try ZipReader(bytes: zip(entries, level: level))
        #expect(reader.entries.map(\.path) == entries.map(\.0))
        #expect(reader.entries.map(\.size) == entries.map(\.1.count))
        for (path, content) in entries { #expect(try reader.content(of: path) == content) }
        #expect(fault { try reader.content(of: "b") } == .at(field: "b", reason: .missingEntry("b")))
        #expect(try ZipReader(bytes: zip([])).entries == [])
    }

    @Test(arguments: ["", "/a", "a/../b", "..", "a//b", "a/", "./a", "a\\b"])
    func `paths that lead elsewhere are refused`(path: String) {
        #expect(fault { try zip([(path, [])]) } == .at(reason: .badEntryPath(path)))
    }

    @Test func `a path is packed once`() {
        #expect(fault { try zip([("a", []), ("a", [])]) } == .at(reason: .badEntryPath("a")))
    }

    @Test func `what would unpack to more than the limit is refused before it is unpacked`() throws {
        let packed = try zip([("zeros", [UInt8](repeating: 0, count: 3_000_000))])
        #expect(fault { try ZipReader(bytes: packed, limit: 1 << 20) } == .at(reason: .tooLarge(limit: 1 << 20)))
        var lying = packed
        // The directory's word for the size, 24 bytes into its only entry, now says 100.
        let entry = lying.count - 22 - 46 - 5
        lying.replaceSubrange((entry + 24)..<(entry + 28), with: [100, 0, 0, 0])
        let reader = try ZipReader(bytes: lying, limit: 1 << 20)
        #expect(fault { try reader.content(of: "zeros") }?.key == "zip.corrupt")
    }

    @Test func `any changed byte of a packed file is noticed`() throws {
        let content = bytes("The quick brown fox jumps over the lazy dog, again and again and again.")
        let packed = try zip([("a", content)])
        for place in 31..<(packed.count - 22 - 47) {
            var damaged = packed
            damaged[place] ^= 0x11
            let reader = try ZipReader(bytes: damaged)
            #expect(fault { try reader.content(of: "a") }?.key == "zip.corrupt", "byte \(place)")
        }
    }

    @Test func `encrypted and unknown packing is named`() throws {
        let packed = try zip([("a", bytes("x"))])
        let entry = packed.count - 22 - 47
        var encrypted = packed
        encrypted[entry + 8] |= 1
        #expect(
            fault { try ZipReader(bytes: encrypted) } == .at(offset: entry, reason: .unsupportedZip("encryption")))
        var unknown = packed
        unknown[entry + 10] = 12
        let error = fault { try ZipReader(bytes: unknown).content(of: "a") }
        #expect(error == .at(field: "a", offset: 0, reason: .unsupportedZip("packing method 12")))
        #expect(fault { try ZipReader(bytes: bytes("PK no zip at all, but long enough")) } == .at(reason: .notZip))
    }
}
