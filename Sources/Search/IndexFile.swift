import Foundation

/// The index as one file: a header, then the parts of each segment as they lie in memory, so that it is mapped and not
/// read. Written beside and renamed: whoever has the old one open keeps it.
///
/// Header, numbers little-endian of eight bytes: the sign `ISTHMUSX`, version, fingerprint of the layout, whole length,
/// checksum of what follows the header, position in the journal, number of segments, length of the database's name.
enum IndexFile {
    static let sign = Array("ISTHMUSX".utf8)
    /// Grows with the format and with every change in how words are folded and stemmed: an old index would not hold
    /// what is looked for.
    static let version: UInt64 = 2
    static let headerLength = 64
    private static let alignment = 16

    // MARK: Writing

    static func write(_ snapshot: Snapshot, _ stamp: Stamp, to path: String) throws {
        let beside = "\(path).\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0 ... .max))"
        guard let output = Output(path: beside) else { throw IndexFault.unwritable(path) }
        let name = Array(stamp.database.utf8)
        output.skipHeader()
        output.write(name.withUnsafeBytes { Array($0) })
        for view in snapshot.views {
            let removed = view.removed.words(capacity: view.segment.documentCount)
            output.write(numbers: [UInt64(view.segment.sections.count)])
            output.write(numbers: view.segment.sections.map { UInt64($0.count) } + [UInt64(removed.count * 8)])
            for section in view.segment.sections { output.write(section) }
            removed.withUnsafeBytes { output.write($0) }
        }
        let header: [UInt64] = [
            version, snapshot.layout.fingerprint, UInt64(output.length), output.checksum,
            UInt64(bitPattern: stamp.position), UInt64(snapshot.views.count), UInt64(name.count),
        ]
        guard output.finish(header: sign + header.flatMap { bytes(of: $0) }), rename(beside, path) == 0 else {
            unlink(beside)
            throw IndexFault.unwritable(path)
        }
        let folder = open(
            (path as NSString).deletingLastPathComponent.isEmpty
                ? "." : (path as NSString).deletingLastPathComponent, O_RDONLY)
        if folder >= 0 {
            fsync(folder)
            close(folder)
        }
    }

    private static func bytes(of number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    /// A file being written with its checksum.
    private final class Output {
        private let file: UnsafeMutablePointer<FILE>
        private(set) var length = 0
        private(set) var checksum: UInt64 = 0
        private var failed = false

        init?(path: String) {
            guard let file = fopen(path, "wb") else { return nil }
            self.file = file
        }

        func skipHeader() { put([UInt8](repeating: 0, count: IndexFile.headerLength).withUnsafeBytes { Array($0) }) }

        private func put(_ bytes: some Collection<UInt8>) {
            let array = Array(bytes)
            if fwrite(array, 1, array.count, file) != array.count { failed = true }
            length += array.count
        }

        func write(_ bytes: [UInt8]) { bytes.withUnsafeBytes { write($0) } }
        func write(numbers: [UInt64]) { numbers.withUnsafeBytes { write($0) } }

        /// Writes a part and fills up to where the next may begin.
        func write(_ part: UnsafeRawBufferPointer) {
            if let base = part.baseAddress, fwrite(base, 1, part.count, file) != part.count { failed = true }
            length += part.count
            checksum = mixed(part, seed: checksum)
            let rest = (IndexFile.alignment - length % IndexFile.alignment) % IndexFile.alignment
            if rest > 0 { put(repeatElement(0, count: rest)) }
        }

        func finish(header: [UInt8]) -> Bool {
            if fseek(file, 0, SEEK_SET) != 0 || fwrite(header, 1, header.count, file) != header.count { failed = true }
            if fflush(file) != 0 || fsync(fileno(file)) != 0 { failed = true }
            return fclose(file) == 0 && !failed
        }
    }

    // MARK: Reading

    /// Maps a file and checks it as a whole.
    static func read(_ path: String, layout: Layout) throws -> (Snapshot, Stamp) {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { throw IndexFault.unreadable(path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw IndexFault.unreadable(path) }
        let length = Int(status.st_size)
        guard length >= headerLength else { throw length == 0 ? IndexFault.truncated : IndexFault.foreign }
        guard let base = mmap(nil, length, PROT_READ, MAP_PRIVATE, file, 0), base != MAP_FAILED else {
            throw IndexFault.unreadable(path)
        }
        return try read(Mapping(UnsafeRawBufferPointer(start: base, count: length)), layout)
    }

    /// Gives the memory back when the last segment in it is gone.
    private final class Mapping: Sendable {
        nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
        init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }
        deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
    }

    private static func read(_ mapping: Mapping, _ layout: Layout) throws -> (Snapshot, Stamp) {
        let bytes = mapping.bytes
        guard bytes.prefix(8).elementsEqual(sign) else { throw IndexFault.foreign }
        let header = (1..<8).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
        guard header[0] == version else { throw IndexFault.otherVersion(Int(clamping: header[0])) }
        guard header[1] == layout.fingerprint else { throw IndexFault.otherLayout }
        guard header[2] <= UInt64(bytes.count) else { throw IndexFault.truncated }
        guard header[2] == UInt64(bytes.count), header[5] < 1 << 20 else { throw IndexFault.corrupt }
        var input = Input(bytes: bytes)
        let name = try input.part(Int(clamping: header[6]))
        var found: [(sections: [UnsafeRawBufferPointer], removed: UnsafeRawBufferPointer)] = []
        for _ in 0..<header[5] {
            let count = try input.numbers(1)[0]
            guard count < 10_000 else { throw IndexFault.corrupt }
            let lengths = try input.numbers(Int(count) + 1)
            let sections = try lengths.dropLast().map { try input.part(Int(clamping: $0)) }
            found.append((sections, try input.part(Int(clamping: lengths[Int(count)]))))
        }
        guard input.place == bytes.count, input.checksum == header[3] else { throw IndexFault.corrupt }
        let views = try found.map { entry in
            let segment = try Segment(sections: entry.sections, owners: [mapping], facetCount: layout.facets.count)
            let removed = Array(entry.removed.assumingMemoryBound(to: UInt64.self))
            return Snapshot.View(
                segment: segment, removed: DocumentSet(capacity: segment.documentCount, words: removed))
        }
        let stamp = Stamp(database: String(decoding: name, as: UTF8.self), position: Int64(bitPattern: header[4]))
        return (Snapshot(layout: layout, views: views), stamp)
    }

    /// Parts of a mapped file in their order, with the checksum over them.
    private struct Input {
        let bytes: UnsafeRawBufferPointer
        private(set) var place = IndexFile.headerLength
        private(set) var checksum: UInt64 = 0
        init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

        mutating func part(_ length: Int) throws -> UnsafeRawBufferPointer {
            guard length >= 0, length <= bytes.count - place else { throw IndexFault.corrupt }
            let part = UnsafeRawBufferPointer(rebasing: bytes[place..<(place + length)])
            checksum = mixed(part, seed: checksum)
            place += length
            place = min(bytes.count, (place + IndexFile.alignment - 1) / IndexFile.alignment * IndexFile.alignment)
            return part
        }

        mutating func numbers(_ count: Int) throws -> [UInt64] {
            let part = try part(count * 8)
            return (0..<count).map { part.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
        }
    }
}

extension SearchIndex {
    /// Opens a saved index. Throws what is wrong with the file as an `IndexFault`; the caller then builds a new one.
    public convenience init(contentsOf path: String, layout: Layout) throws {
        let (snapshot, stamp) = try IndexFile.read(path, layout: layout)
        self.init(snapshot: snapshot, stamp: stamp)
    }

    /// Saves what readers see now with its stamp, beside the old file, then in its place. Readers and the writer go on.
    public func save(to path: String) throws {
        let moment = moment
        try IndexFile.write(moment.snapshot, moment.stamp, to: path)
    }
}
