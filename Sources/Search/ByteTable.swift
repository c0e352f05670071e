/// Numbers byte strings in the order they are first met. A tag of one byte is part of the string. Not thread-safe.
final class ByteTable {
    /// High half: of the hash; low half: number + 1, or 0 for a free slot.
    private var slots: UnsafeMutablePointer<UInt64>
    private var mask: Int
    private let strings = StringsBuffer()

    init(capacity: Int = 1 << 10) {
        mask = capacity - 1
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: 0, count: capacity)
    }
    deinit { slots.deallocate() }

    var count: Int { strings.count }

    /// The string with its tag in front.
    subscript(number: Int) -> Bytes { strings.strings[number] }

    /// The number of a string, and whether it is new.
    func number(of string: Bytes, tag: UInt8) -> (number: Int, isNew: Bool) {
        let hash = mixed(UnsafeRawBufferPointer(string), seed: UInt64(tag) &* 0x1234_5679)
        let mark = hash & 0xFFFF_FFFF_0000_0000
        var slot = Int(truncatingIfNeeded: hash) & mask
        let known = strings.strings
        while slots[slot] != 0 {
            if slots[slot] & 0xFFFF_FFFF_0000_0000 == mark {
                let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
                let stored = known[number]
                if stored.count == string.count + 1, stored[0] == tag,
                    Bytes(rebasing: stored.dropFirst()).compared(to: string) == 0
                {
                    return (number, false)
                }
            }
            slot = (slot + 1) & mask
        }
        let number = strings.count
        strings.bytes.append(tag)
        strings.append(string)
        slots[slot] = mark | UInt64(number + 1)
        if strings.count * 2 > mask { grow() }
        return (number, true)
    }

    private func grow() {
        let larger = (mask + 1) * 4
        slots.deallocate()
        slots = .allocate(capacity: larger)
        slots.initialize(repeating: 0, count: larger)
        mask = larger - 1
        for number in 0..<strings.count {
            let stored = strings.strings[number]
            let hash = mixed(
                UnsafeRawBufferPointer(Bytes(rebasing: stored.dropFirst())), seed: UInt64(stored[0]) &* 0x1234_5679)
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
        }
    }
}
