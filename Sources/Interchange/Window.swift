/// The stretch of a source that is being looked at: it grows until a whole line or record lies in it.
final class Window {
    let source: ByteSource
    /// All bytes read and not yet used are `base[start..<end]`.
    private(set) var base: UnsafeMutablePointer<UInt8>
    var start = 0
    private(set) var end = 0
    private(set) var isAtEnd = false
    private var capacity = 1 << 17
    private var isBegun = false

    init(_ source: ByteSource) {
        self.source = source
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    var count: Int { end - start }
    var unread: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base + start, count: count) }

    /// Reads the beginning and drops a byte order mark.
    func begin() throws {
        guard !isBegun else { return }
        isBegun = true
        while count < 3, !isAtEnd { try extend() }
        if count >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { start = 3 }
    }

    /// Reads more behind what is unread. Pointers into the window are void afterwards.
    func extend() throws {
        if start > 0 {
            base.update(from: base + start, count: count)
            (start, end) = (0, count)
        }
        if end == capacity {
            let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
            larger.update(from: base, count: end)
            base.deallocate()
            base = larger
            capacity *= 2
        }
        let room = UnsafeMutableBufferPointer(start: base + end, count: capacity - end)
        let count = try source.read(into: room)
        end += count
        isAtEnd = count == 0
    }
}

/// Where `bytes` stop being UTF-8, counted from 0; nil when all of it is. Overlong forms and surrogates are refused.
func firstInvalidByte(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    var position = 0
    while position < bytes.count {
        if position + 8 <= bytes.count,
            raw.loadUnaligned(fromByteOffset: position, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            position += 8
            continue
        }
        let lead = base[position]
        if lead < 0x80 {
            position += 1
            continue
        }
        // Length of the sequence and the bounds of its second byte, which rule out overlong forms and surrogates.
        let (length, low, high): (Int, UInt8, UInt8) =
            switch lead {
            case 0xC2...0xDF: (2, 0x80, 0xBF)
            case 0xE0: (3, 0xA0, 0xBF)
            case 0xED: (3, 0x80, 0x9F)
            case 0xE1...0xEF: (3, 0x80, 0xBF)
            case 0xF0: (4, 0x90, 0xBF)
            case 0xF1...0xF3: (4, 0x80, 0xBF)
            case 0xF4: (4, 0x80, 0x8F)
            default: (0, 0, 0)
            }
        guard length > 0, position + length <= bytes.count, (low...high).contains(base[position + 1]) else {
            return position
        }
        for next in 2..<max(length, 2) where base[position + next] & 0xC0 != 0x80 { return position }
        position += length
    }
    return nil
}
