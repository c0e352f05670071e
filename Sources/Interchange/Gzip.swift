import CZlib

/// Bytes packed and unpacked as one gzip file in memory. For files on disk see `ByteSource`.
public enum Gzip {
    /// Says whether `bytes` begin as gzip does.
    public static func isGzip(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

    /// One gzip member without name or time, so equal bytes give equal files. `level` 0 (none) to 9 (smallest).
    public static func compress(_ bytes: [UInt8], level: Int = 6) throws -> [UInt8] {
        try bytes.withUnsafeBufferPointer { try deflated($0, level: level, windowBits: 31) }
    }

    /// All members of a gzip file one after the other.
    ///
    /// - Parameter limit: most bytes of the result; more throws `.tooLarge` before they are unpacked.
    /// - Throws: `.truncatedGzip`, `.corruptGzip` or `.textAfterGzip` with the byte where it broke.
    public static func decompress(_ bytes: [UInt8], limit: Int = 1 << 30) throws -> [UInt8] {
        guard isGzip(bytes) else {
            let isCut = bytes.isEmpty || bytes == [0x1f]
            throw InterchangeError.at(offset: bytes.count, reason: isCut ? .truncatedGzip : .corruptGzip)
        }
        let source = ByteSource(bytes: bytes)
        var output: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: min(1 << 18, max(bytes.count * 4, 4096)))
        while true {
            let count = try piece.withUnsafeMutableBufferPointer { try source.read(into: $0) }
            guard count > 0 else { return output }
            guard output.count + count <= limit else { throw InterchangeError(reason: .tooLarge(limit: limit)) }
            output.append(contentsOf: piece[..<count])
        }
    }
}
