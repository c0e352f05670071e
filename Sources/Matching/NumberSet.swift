/// A set of small numbers, one bit each.
public struct NumberSet: Sendable, Equatable {
    private var words: [UInt64]

    public init() { words = [] }

    public init(_ members: some Sequence<Int32>) {
        words = []
        for member in members { insert(member) }
    }

    public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
    public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// All members, rising.
    var members: [Int32] {
        var members: [Int32] = []
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                members.append(Int32(index << 6 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return members
    }

    public func contains(_ member: Int32) -> Bool {
        guard member >= 0 else { return false }
        let word = Int(member) >> 6
        return word < words.count && words[word] >> UInt64(member & 63) & 1 == 1
    }

    /// Negative numbers are no members and are left out.
    public mutating func insert(_ member: Int32) {
        guard member >= 0 else { return }
        let word = Int(member) >> 6
        if word >= words.count { words += [UInt64](repeating: 0, count: word + 1 - words.count) }
        words[word] |= 1 << UInt64(member & 63)
    }
}
