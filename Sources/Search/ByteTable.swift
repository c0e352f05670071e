/// Numbers byte strings in the order they are first met. A tag of one byte is part of the string. Not thread-safe.
final class ByteTable {
    /// High half: of the hash; low half: number + 1, or 0 for a free slot.
    private var slots: UnsafeMutablePointer<UInt64>
    private var mask: Int
    private var bytes: UnsafeMutablePointer<UInt8>
    private var bytesCapacity: Int
    /// Where each string begins, and where the last ends.
    private var offsets: UnsafeMutablePointer<UInt32>
    private var offsetsCapacity: Int
    private(set) var count = 0

    private static let highHalf: UInt64 = 0xFFFF_FFFF_0000_0000

    init(capacity: Int = 1 << 10) {
        mask = capacity - 1
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: 0, count: capacity)
        (bytesCapacity, offsetsCapacity) = (capacity * 8, capacity)
        bytes = .allocate(capacity: bytesCapacity)
        offsets = .allocate(capacity: offsetsCapacity)
        offsets[0] = 0
    }
    deinit {
        slots.deallocate()
        bytes.deallocate()
        offsets.deallocate()
    }

    /// The string with its tag in front.
    subscript(number: Int) -> Bytes {
        Bytes(start: bytes + Int(offsets[number]), count: Int(offsets[number + 1] - offsets[number]))
    }

    private func hash(_ string: Bytes, _ tag: UInt8) -> UInt64 {
        mixed(UnsafeRawBufferPointer(string), seed: UInt64(tag) &* 0x1234_5679)
    }

    /// The number of a string, and whether it is new.
    func number(of string: Bytes, tag: UInt8) -> (number: Int, isNew: Bool) {
        let (slots, mask, bytes, offsets) = (slots, mask, bytes, offsets)
        let hash = hash(string, tag)
        let mark = hash & Self.highHalf
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            if slots[slot] & Self.highHalf == mark {
                let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
                let start = Int(offsets[number])
                let length = Int(offsets[number + 1]) - start
                if length == string.count + 1, bytes[start] == tag,
                    Bytes(start: bytes + start + 1, count: length - 1).compared(to: string) == 0
                {
                    return (number, false)
                }
            }
            slot = (slot + 1) & mask
        }
        slots[slot] = mark | UInt64(count + 1)
        append(string, tag)
        if count * 2 > mask { grow() }
        return (count - 1, true)
    }

    private func append(_ string: Bytes, _ tag: UInt8) {
        var end = Int(offsets[count])
        if end + string.count + 1 > bytesCapacity {
            let larger = max(bytesCapacity * 2, end + string.count + 1)
            let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
            moved.moveInitialize(from: bytes, count: end)
            bytes.deallocate()
            (bytes, bytesCapacity) = (moved, larger)
        }
        bytes[end] = tag
        end += 1
        for byte in string {
            bytes[end] = byte
            end += 1
        }
        if count + 2 > offsetsCapacity {
            let moved = UnsafeMutablePointer<UInt32>.allocate(capacity: offsetsCapacity * 2)
            moved.moveInitialize(from: offsets, count: count + 1)
            offsets.deallocate()
            (offsets, offsetsCapacity) = (moved, offsetsCapacity * 2)
        }
        count += 1
        offsets[count] = UInt32(end)
    }

    private func grow() {
        let larger = (mask + 1) * 4
        slots.deallocate()
        slots = .allocate(capacity: larger)
        slots.initialize(repeating: 0, count: larger)
        mask = larger - 1
        for number in 0..<count {
            let stored = self[number]
            let hash = hash(Bytes(rebasing: stored.dropFirst()), stored[0])
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = hash & Self.highHalf | UInt64(number + 1)
        }
    }
}
