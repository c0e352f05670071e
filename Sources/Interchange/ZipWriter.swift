import CZlib

/// A zip file being written: exports of several files, and workbooks.
///
/// Equal entries in equal order give equal bytes: every entry carries the same date, 1 January 1980.
public struct ZipWriter {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var paths: Set<String> = []
    private static let sizeLimit = Int(UInt32.max) - 1

    public init() {}

    /// Packs one file.
    ///
    /// - Parameters:
    ///   - path: where it lies, folders divided by `/`; any script.
    ///   - level: 0 (none) to 9 (smallest).
    /// - Throws: `.badEntryPath` for an empty, absolute, climbing (`..`) or repeated path, `.tooLarge` when the zip
    ///   file would pass 4 GB.
    public mutating func add(_ path: String, _ content: [UInt8], level: Int = 6) throws {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isBad =
            path.utf8.count > 0xFFFF || path.contains("\\") || path.contains("\0")
            || parts.contains { $0.isEmpty || $0 == "." || $0 == ".." }
        guard !isBad, paths.count < 0xFFFE, paths.insert(path).inserted else {
            throw InterchangeError(reason: .badEntryPath(path))
        }
        let packed =
            level == 0
            ? content
            : try content.withUnsafeBufferPointer {
                try deflated($0, level: level, windowBits: -15)
            }
        // Packing can make small or packed content longer.
        let isPacked = packed.count < content.count
        let stored = isPacked ? packed : content
        guard content.count < Self.sizeLimit, bytes.count + stored.count + directory.count < Self.sizeLimit else {
            throw InterchangeError.at(field: path, reason: .tooLarge(limit: Self.sizeLimit))
        }
        let offset = bytes.count
        var common = LittleEndian()
        // Version 2.0; names are UTF-8; packed or not; the fixed date.
        common.add16(20, 0x0800, isPacked ? 8 : 0, 0, 0x0021)
        common.add32(Int(checksum(content)), stored.count, content.count)
        common.add16(path.utf8.count, 0)
        var local = LittleEndian()
        local.add32(0x0403_4B50)
        bytes += local.bytes + common.bytes + Array(path.utf8)
        bytes += stored
        var entry = LittleEndian()
        entry.add32(0x0201_4B50)
        entry.add16(20)
        entry.bytes += common.bytes
        entry.add16(0, 0, 0)
        entry.add32(0, offset)
        directory += entry.bytes + Array(path.utf8)
    }

    /// The whole zip file.
    public func finished() -> [UInt8] {
        var end = LittleEndian()
        end.add32(0x0605_4B50)
        end.add16(0, 0, paths.count, paths.count)
        end.add32(directory.count, bytes.count)
        end.add16(0)
        return bytes + directory + end.bytes
    }
}

/// CRC-32 as zip and gzip use it.
func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(crc32_z(0, $0.baseAddress, $0.count)) }
}

/// Numbers as zip writes them, lowest byte first.
private struct LittleEndian {
    var bytes: [UInt8] = []
    mutating func add16(_ values: Int...) {
        for value in values { bytes += [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)] }
    }
    mutating func add32(_ values: Int...) {
        for value in values { add16(value & 0xFFFF, value >> 16) }
    }
}
