import Foundation
import Search
import Testing
import Text

@Suite struct IndexFiles {
    private let path = FileManager.default.temporaryDirectory.path + "/isthmus-\(UUID().uuidString).index"

    private func found(_ index: SearchIndex) throws -> [[Found]] {
        try ["ab0 ac1", "ab*", "\"ab0 ac1\"", "-ab0 bd2"].map { text in
            try index.snapshot.search(Query(text, mode: .any, tokeniser: Tokeniser())).found
        }
    }

    /// Several segments, some of their documents removed.
    private func index() throws -> SearchIndex {
        var dice = Dice(11)
        let index = try Sample.index(Sample.documents(200, &dice), batch: 150)
        try index.apply(
            [.remove(key: "d3"), .put(Sample.document(5, &dice))], stamp: Stamp(database: "db-1", position: 42))
        return index
    }

    @Test func `a saved index answers as before and knows where it stands`() throws {
        defer { unlink(path) }
        let index = try index()
        try index.save(to: path)
        let opened = try SearchIndex(contentsOf: path, layout: Sample.layout)
        #expect(opened.stamp == Stamp(database: "db-1", position: 42))
        #expect(try found(opened) == found(index))
        #expect(opened.snapshot.keys.sorted() == index.snapshot.keys.sorted())
        #expect(try opened.snapshot.suggestions(for: "ab") == index.snapshot.suggestions(for: "ab"))
        var dice = Dice(12)
        let more = Sample.documents(20, &dice).map(Change.put)
        try index.apply(more)
        try opened.apply(more)
        try opened.compact()
        #expect(try found(opened) == found(index))
    }

    @Test func `an empty index is saved too`() throws {
        defer { unlink(path) }
        try SearchIndex(layout: Sample.layout).save(to: path)
        #expect(try SearchIndex(contentsOf: path, layout: Sample.layout).snapshot.documentCount == 0)
    }

    @Test func `a file cut short anywhere is refused`() throws {
        defer { unlink(path) }
        try index().save(to: path)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        for length in [0, 1, 8, 63, 64, 65, 100, whole.count / 2, whole.count - 16, whole.count - 1] {
            try whole.prefix(length).write(to: URL(fileURLWithPath: path))
            let expected: IndexFault = length == 0 || length >= 64 ? .truncated : .foreign
            #expect(throws: expected) { try SearchIndex(contentsOf: path, layout: Sample.layout) }
        }
        try (whole + Data([0])).write(to: URL(fileURLWithPath: path))
        #expect(throws: IndexFault.corrupt) { try SearchIndex(contentsOf: path, layout: Sample.layout) }
    }

    @Test func `a changed bit anywhere is noticed`() throws {
        defer { unlink(path) }
        try index().save(to: path)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        var dice = Dice(5)
        // The bytes that fill up to the next part are not part of the content.
        for place in (0..<60).map({ _ in Int.random(in: 40..<whole.count, using: &dice) }) where whole[place] != 0 {
            var changed = whole
            changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
            try changed.write(to: URL(fileURLWithPath: path))
            if (40..<48).contains(place) { continue }
            #expect(throws: (any Error).self, "byte \(place)") {
                try SearchIndex(contentsOf: path, layout: Sample.layout)
            }
        }
    }

    @Test func `older, foreign and missing files say what they are`() throws {
        defer { unlink(path) }
        #expect(throws: IndexFault.unreadable(path)) { try SearchIndex(contentsOf: path, layout: Sample.layout) }
        #expect(throws: IndexFault.unreadable("/tmp")) { try SearchIndex(contentsOf: "/tmp", layout: Sample.layout) }
        try Data(repeating: 65, count: 500).write(to: URL(fileURLWithPath: path))
        #expect(throws: IndexFault.foreign) { try SearchIndex(contentsOf: path, layout: Sample.layout) }
        try index().save(to: path)
        #expect(throws: IndexFault.otherLayout) {
            try SearchIndex(contentsOf: path, layout: Layout(fields: [Field("title")]))
        }
        var whole = try Data(contentsOf: URL(fileURLWithPath: path))
        whole[8] = 0
        try whole.write(to: URL(fileURLWithPath: path))
        #expect(throws: IndexFault.otherVersion(0)) { try SearchIndex(contentsOf: path, layout: Sample.layout) }
        #expect(throws: IndexFault.unwritable("/nowhere/x.index")) { try index().save(to: "/nowhere/x.index") }
    }

    @Test func `who has the file open keeps it when another writes a new one`() throws {
        defer { unlink(path) }
        let first = try index()
        try first.save(to: path)
        let reader = try SearchIndex(contentsOf: path, layout: Sample.layout)
        let other = try SearchIndex(contentsOf: path, layout: Sample.layout)
        try other.apply(other.snapshot.keys.map { .remove(key: $0) })
        try other.save(to: path)
        #expect(try found(reader) == found(first))
        #expect(try SearchIndex(contentsOf: path, layout: Sample.layout).snapshot.documentCount == 0)
        let folder = (path as NSString).deletingLastPathComponent
        let name = (path as NSString).lastPathComponent
        let beside = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix(name) }
        #expect(beside == [name])
    }
}
