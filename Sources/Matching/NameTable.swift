import Synchronization

/// Small numbers for names: terms, items, owners and kinds are told apart by them. A number once given stays.
final class NameTable: Sendable {
    private struct Content {
        var numbers: [String: Int32] = [:]
        var names: [String] = []
    }
    private let content = Mutex(Content())

    /// How many names there are; the numbers are 0 up to this.
    var count: Int { content.withLock { $0.names.count } }

    /// The number of a name, given now if it has none yet.
    func number(of name: String) -> Int32 { content.withLock { Self.number(of: name, in: &$0) } }

    /// The same for many under one lock.
    func numbers(of names: some Sequence<String>) -> [Int32] {
        content.withLock { content in names.map { Self.number(of: $0, in: &content) } }
    }

    private static func number(of name: String, in content: inout Content) -> Int32 {
        if let known = content.numbers[name] { return known }
        let number = Int32(content.names.count)
        content.numbers[name] = number
        content.names.append(name)
        return number
    }

    /// The numbers of names, -1 for those that have none. Nothing is added: a question must not make the table grow.
    func known(_ names: some Sequence<String>) -> [Int32] {
        content.withLock { content in names.map { content.numbers[$0] ?? -1 } }
    }

    /// Nil when the name has no number.
    func known(_ name: String) -> Int32? { content.withLock { $0.numbers[name] } }

    /// The names with this number and higher ones.
    func names(from number: Int) -> ArraySlice<String> { content.withLock { $0.names.dropFirst(number) } }

    func name(_ number: Int32) -> String { content.withLock { $0.names[Int(number)] } }
}

/// Which names begin so, for the beginnings that were asked for.
final class NameBeginnings: Sendable {
    private let known = Mutex<[String: (read: Int, set: NumberSet)]>([:])

    func set(_ beginning: String, _ table: NameTable) -> NumberSet {
        known.withLock { known in
            var (read, set) = known[beginning] ?? (0, NumberSet())
            for name in table.names(from: read) {
                if name.utf8.starts(with: beginning.utf8) { set.insert(Int32(read)) }
                read += 1
            }
            known[beginning] = (read, set)
            return set
        }
    }
}

/// A number that depends on nothing but the text (FNV-1a after Fowler, Noll and Vo, then the mixer of SplitMix64):
/// it fixes an order and a sample that do not change with the order of input or with the run.
func stableKey(_ text: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return mixed(hash)
}

/// SplitMix64's finaliser (Steele, Lea and Flood 2014).
func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
}
