import Foundation

/// How the letters of names are written in plain Latin, as it was learnt from spellings of the same names in many
/// languages: one letter becomes none to three, each way at a cost.
///
/// The tables are fitted by expectation and maximisation over all alignments (Dempster, Laird, Rubin 1977; Ristad and
/// Yianilos 1998 for edit distances) by `bin/fit-name-transducer`. A cost is how much less likely a spelling is than
/// the likeliest of that letter, in tenths of a nat; so the usual transliteration costs nothing.
public struct NameTransducer: Sendable {
    /// One letter more, less or quite another: what a slip of the pen costs, in tenths of a nat.
    static let slip = 52

    /// One way to write a letter: up to three Latin letters, packed with their count, and its cost.
    private struct Spelling: Sendable {
        let length: Int
        let first: UInt8
        let second: UInt8
        let third: UInt8
        let cost: Int32
    }

    private let spellings: [Spelling]
    /// Where the spellings of each symbol begin in `spellings`.
    private let starts: [Int]
    private let symbols: [UInt32: UInt16]

    public static let shared = NameTransducer()

    private init() {
        var symbols: [UInt32: UInt16] = [:]
        var spellings: [Spelling] = []
        var starts = [0, 0]
        for table in [Self.tableLatin, Self.tableNear, Self.tableFar] {
            for line in table.split(separator: "\n") {
                let fields = line.split(separator: " ")
                guard let head = fields.first, let letter = UInt32(head, radix: 16) else { continue }
                symbols[letter] = UInt16(starts.count - 1)
                for place in stride(from: 1, to: fields.count - 1, by: 2) {
                    let bytes = fields[place] == "-" ? [] : Array(fields[place].utf8)
                    let cost = Int(fields[place + 1]) ?? Self.slip
                    let (first, second) = (bytes.first ?? 0, bytes.count > 1 ? bytes[1] : 0)
                    spellings.append(
                        Spelling(
                            length: bytes.count, first: first, second: second, third: bytes.count > 2 ? bytes[2] : 0,
                            cost: Int32(min(cost, Self.slip))))
                }
                starts.append(spellings.count)
            }
        }
        (self.symbols, self.spellings, self.starts) = (symbols, spellings, starts)
    }

    /// Letters that are read in another way at the start of a word and behind an i, as the fit has it.
    private static let moody = Set("аеёиіїєэюяоуйәөaeiouyjhαειουηեոօէհյიეჰ".unicodeScalars.map(\.value))
    private static let soft = Set("иіїыiyιիი".unicodeScalars.map(\.value))

    /// The symbols that the tables know for letters in lower case; 0 for one they do not know.
    func symbols(of letters: [UInt32]) -> [UInt16] {
        var result: [UInt16] = []
        result.reserveCapacity(letters.count)
        for (place, letter) in letters.enumerated() {
            switch letter {
            case 0x30A1...0x30F6: result.append(symbols[letter - 0x60] ?? 0)
            case 0xAC00...0xD7A3:
                let index = letter - 0xAC00
                result.append(symbols[0x1100 + index / 588] ?? 0)
                result.append(symbols[0x1161 + index % 588 / 28] ?? 0)
                if index % 28 > 0 { result.append(symbols[0x11A7 + index % 28] ?? 0) }
            default:
                var own: UInt16?
                if Self.moody.contains(letter) {
                    if place == 0 {
                        own = symbols[letter | 0x20_0000]
                    } else if Self.soft.contains(letters[place - 1]) {
                        own = symbols[letter | 0x40_0000]
                    }
                }
                result.append(own ?? symbols[letter] ?? 0)
            }
        }
        return result
    }

    /// The likeliest plain Latin spelling.
    func latin(of symbols: [UInt16]) -> [UInt8] {
        var bytes: [UInt8] = []
        for symbol in symbols where symbol > 0 {
            let spelling = spellings[starts[Int(symbol)]]
            if spelling.length > 0 { bytes.append(spelling.first) }
            if spelling.length > 1 { bytes.append(spelling.second) }
            if spelling.length > 2 { bytes.append(spelling.third) }
        }
        return bytes
    }

    /// What it costs to write `source` as `target`, in tenths of a nat, 0 for the usual transliteration: the cheapest
    /// alignment, slips allowed. Nil when it costs more than `limit`.
    func cost(of source: [UInt16], as target: [UInt8], limit: Int) -> Int? {
        let width = target.count + 1
        guard abs(source.count - target.count) <= 2 * target.count + 4 else { return nil }
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * width) { cells in
            target.withUnsafeBufferPointer { target in
                spellings.withUnsafeBufferPointer { spellings in
                    var row = UnsafeMutableBufferPointer(rebasing: cells[..<width])
                    var next = UnsafeMutableBufferPointer(rebasing: cells[width...])
                    for place in 0..<width { row[place] = Int32(place * Self.slip) }
                    for symbol in source {
                        let ways = UnsafeBufferPointer(
                            rebasing: spellings[starts[Int(symbol)]..<starts[Int(symbol) + 1]])
                        let least = Self.step(ways, target, from: row, into: next, limit: Int32(limit))
                        guard least <= limit else { return nil }
                        swap(&row, &next)
                    }
                    let cost = Int(row[width - 1])
                    return cost <= limit ? cost : nil
                }
            }
        }
    }

    /// One letter further; the least cost in the new row. What costs more than `limit` already is not followed.
    private static func step(
        _ ways: UnsafeBufferPointer<Spelling>, _ target: UnsafeBufferPointer<UInt8>,
        from row: UnsafeMutableBufferPointer<Int32>, into next: UnsafeMutableBufferPointer<Int32>, limit: Int32
    ) -> Int32 {
        let (count, slip) = (target.count, Int32(Self.slip))
        next[0] = row[0] + slip
        for place in 1..<(count + 1) { next[place] = min(row[place], row[place - 1]) + slip }
        for start in 0...count where row[start] <= limit {
            let cost = row[start]
            let left = count - start
            let first = left > 0 ? target[start] : 0
            for way in ways {
                guard way.length <= left else { continue }
                if way.length > 0, first != way.first { continue }
                if way.length > 1, target[start + 1] != way.second { continue }
                if way.length > 2, target[start + 2] != way.third { continue }
                let end = start + way.length
                if cost + way.cost < next[end] { next[end] = cost + way.cost }
            }
        }
        var least = next[0]
        for place in 1..<(count + 1) {
            next[place] = min(next[place], next[place - 1] + slip)
            least = min(least, next[place])
        }
        return least
    }
}
