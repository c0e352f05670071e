import CZlib

/// One stream being unpacked by zlib. A class, because zlib insists that its state never moves.
final class Inflation {
    enum Outcome { case going, ended, damaged }

    private let stream: UnsafeMutablePointer<z_stream>

    /// `windowBits`: 31 for gzip with its header and check sum, -15 for the bare stream inside a zip file.
    init(windowBits: Int32) throws {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = inflateInit2_(stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw InterchangeError(reason: .unreadable("zlib does not start")) }
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Unpacks from `input` into `output`; says how much of each was used.
    func step(
        _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
    ) -> (read: Int, written: Int, outcome: Outcome) {
        let (given, room) = (UInt32(clamping: input.count), UInt32(clamping: output.count))
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = given
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = room
        let status = inflate(stream, Z_NO_FLUSH)
        let read = Int(given - stream.pointee.avail_in)
        let written = Int(room - stream.pointee.avail_out)
        switch status {
        case Z_OK, Z_BUF_ERROR: return (read, written, .going)
        case Z_STREAM_END: return (read, written, .ended)
        default: return (read, written, .damaged)
        }
    }

    /// Makes ready for the next member of a gzip file made of several.
    func reset() { inflateReset(stream) }
}

/// Packs bytes by zlib in one go. `windowBits` as for `Inflation`; `level` 0 (none) to 9 (smallest).
func deflated(_ bytes: UnsafeBufferPointer<UInt8>, level: Int, windowBits: Int32) throws -> [UInt8] {
    var stream = z_stream()
    let level = Int32(min(max(level, 0), 9))
    let size = Int32(MemoryLayout<z_stream>.size)
    let failure = InterchangeError(reason: .unreadable("zlib does not start"))
    guard deflateInit2_(&stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
    else { throw failure }
    defer { deflateEnd(&stream) }
    var output: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var position = 0
    var status = Z_OK
    repeat {
        let given = min(bytes.count - position, 1 << 30)
        let isLast = position + given == bytes.count
        stream.next_in = bytes.baseAddress.map { UnsafeMutablePointer(mutating: $0 + position) }
        stream.avail_in = UInt32(given)
        repeat {
            let written = piece.withUnsafeMutableBufferPointer { room in
                stream.next_out = room.baseAddress
                stream.avail_out = UInt32(room.count)
                status = deflate(&stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                return room.count - Int(stream.avail_out)
            }
            guard status != Z_STREAM_ERROR else { throw failure }
            output.append(contentsOf: piece[..<written])
        } while stream.avail_out == 0
        position += given
    } while status != Z_STREAM_END
    return output
}
