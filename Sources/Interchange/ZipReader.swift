/// A zip file in memory, its entries unpacked one by one when asked for.
///
/// Reads what spreadsheets and archivers write: stored and deflated entries. Refuses encryption, several disks and
/// files beyond 4 GB.
public struct ZipReader: Sendable {
    /// One file within the zip file.
    public struct Entry: Sendable, Equatable {
        public let path: String
        /// Unpacked size in bytes, as the directory says.
        public let size: Int
        fileprivate let packedSize: Int
        fileprivate let checksum: UInt32
        fileprivate let method: Int
        fileprivate let offset: Int
    }

    /// In the order of the directory.
    public let entries: [Entry]
    private let bytes: [UInt8]
    private let name: String?
    private let byPath: [String: Int]

    /// Reads the directory.
    ///
    /// - Parameter limit: most bytes of all entries unpacked, a guard against small files that unpack to gigabytes.
    /// - Throws: `.notZip`, `.corruptZip`, `.unsupportedZip`, `.tooLarge`.
    public init(bytes: [UInt8], name: String? = nil, limit: Int = 200 << 20) throws {
        do {
            entries = try Self.directory(of: bytes)
            guard entries.reduce(0, { $0 + $1.size }) <= limit else {
                throw InterchangeError(reason: .tooLarge(limit: limit))
            }
        } catch let error as InterchangeError { throw error.placed(file: name) }
        self.bytes = bytes
        self.name = name
        byPath = Dictionary(entries.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public func contains(_ path: String) -> Bool { byPath[path] != nil }

    /// Unpacks one entry and checks it.
    ///
    /// - Throws: `.missingEntry`, `.corruptZip`, `.unsupportedZip`, with the path as `field`.
    public func content(of path: String) throws -> [UInt8] {
        guard let place = byPath[path] else {
            throw InterchangeError.at(file: name, field: path, reason: .missingEntry(path))
        }
        do { return try content(of: entries[place]) } catch let error as InterchangeError {
            throw error.placed(file: name, field: path)
        }
    }

    private func content(of entry: Entry) throws -> [UInt8] {
        let start = entry.offset
        guard let pathLength = number(bytes, start + 26, 2), let extraLength = number(bytes, start + 28, 2) else {
            throw InterchangeError.at(offset: start, reason: .corruptZip("an entry is not where it should be"))
        }
        let from = start + 30 + pathLength + extraLength
        guard from + entry.packedSize <= bytes.count else {
            throw InterchangeError.at(offset: bytes.count, reason: .corruptZip("an entry is cut off"))
        }
        let packed = bytes[from..<from + entry.packedSize]
        let content: [UInt8]
        switch entry.method {
        case 0: content = Array(packed)
        case 8: content = try Self.inflated(packed, size: entry.size)
        default: throw InterchangeError.at(offset: start, reason: .unsupportedZip("packing method \(entry.method)"))
        }
        guard content.count == entry.size, checksum(content) == entry.checksum else {
            throw InterchangeError.at(offset: start, reason: .corruptZip("an entry's check sum is wrong"))
        }
        return content
    }

    /// Unpacks to exactly `size` bytes; what would give more or fewer is damaged.
    private static func inflated(_ packed: ArraySlice<UInt8>, size: Int) throws -> [UInt8] {
        let inflation = try Inflation(windowBits: -15)
        let damage = InterchangeError(reason: .corruptZip("an entry cannot be unpacked"))
        var position = packed.startIndex
        // One byte more than is due, so that an entry that lies about its size is found out at once.
        let output = try [UInt8](unsafeUninitializedCapacity: size + 1) { room, written in
            while written <= size {
                let rest = UnsafeMutableBufferPointer(rebasing: room[written...])
                let step = packed[position...].withUnsafeBufferPointer { inflation.step($0, into: rest) }
                position += step.read
                written += step.written
                if step.outcome == .ended { return }
                guard step.outcome == .going, step.read + step.written > 0 else { throw damage }
            }
        }
        guard output.count == size else { throw damage }
        return output
    }

    private static func directory(of bytes: [UInt8]) throws -> [Entry] {
        guard let end = findEnd(of: bytes), let count = number(bytes, end + 10, 2),
            let size = number(bytes, end + 12, 4), let start = number(bytes, end + 16, 4)
        else { throw InterchangeError(reason: .notZip) }
        guard count < 0xFFFF, start < 0xFFFF_FFFF else {
            throw InterchangeError.at(offset: end, reason: .unsupportedZip("the 64 bit form"))
        }
        guard number(bytes, end + 4, 4) == 0 else {
            throw InterchangeError.at(offset: end, reason: .unsupportedZip("several disks"))
        }
        guard start + size <= end else {
            throw InterchangeError.at(offset: end, reason: .corruptZip("the directory is cut off"))
        }
        var entries: [Entry] = []
        var position = start
        for _ in 0..<count {
            let (entry, next) = try Self.entry(bytes, at: position, limit: start + size)
            entries.append(entry)
            position = next
        }
        return entries
    }

    private static func entry(_ bytes: [UInt8], at start: Int, limit: Int) throws -> (Entry, Int) {
        guard start + 46 <= limit, number(bytes, start, 4) == 0x0201_4B50,
            let flags = number(bytes, start + 8, 2), let method = number(bytes, start + 10, 2),
            let check = number(bytes, start + 16, 4), let packedSize = number(bytes, start + 20, 4),
            let size = number(bytes, start + 24, 4), let pathLength = number(bytes, start + 28, 2),
            let extraLength = number(bytes, start + 30, 2), let commentLength = number(bytes, start + 32, 2),
            let offset = number(bytes, start + 42, 4)
        else { throw InterchangeError.at(offset: start, reason: .corruptZip("the directory is damaged")) }
        let pathEnd = start + 46 + pathLength
        guard pathEnd <= limit else {
            throw InterchangeError.at(offset: start, reason: .corruptZip("the directory is damaged"))
        }
        if flags & 1 != 0 { throw InterchangeError.at(offset: start, reason: .unsupportedZip("encryption")) }
        if max(size, packedSize, offset) == 0xFFFF_FFFF {
            throw InterchangeError.at(offset: start, reason: .unsupportedZip("the 64 bit form"))
        }
        // The path stands twice. A file in which they differ is damaged, or meant to show readers different things.
        let pathBytes = bytes[(start + 46)..<pathEnd]
        guard number(bytes, offset, 4) == 0x0403_4B50, number(bytes, offset + 26, 2) == pathLength,
            offset + 30 + pathLength <= bytes.count,
            bytes[(offset + 30)..<(offset + 30 + pathLength)].elementsEqual(pathBytes)
        else { throw InterchangeError.at(offset: start, reason: .corruptZip("an entry is not where it should be")) }
        let path = String(decoding: pathBytes, as: UTF8.self)
        let entry = Entry(
            path: path, size: size, packedSize: packedSize, checksum: UInt32(check), method: method, offset: offset)
        return (entry, pathEnd + extraLength + commentLength)
    }

    /// The end record stands last, with a comment of at most 65,535 bytes behind it.
    private static func findEnd(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        for start in stride(from: bytes.count - 22, through: max(0, bytes.count - 22 - 0xFFFF), by: -1)
        where bytes[start] == 0x50 && number(bytes, start, 4) == 0x0605_4B50 {
            if let comment = number(bytes, start + 20, 2), start + 22 + comment == bytes.count { return start }
        }
        return nil
    }
}

/// A number of `width` bytes, lowest first; nil beyond the end.
private func number(_ bytes: [UInt8], _ start: Int, _ width: Int) -> Int? {
    guard start >= 0, start + width <= bytes.count else { return nil }
    return (0..<width).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
}
