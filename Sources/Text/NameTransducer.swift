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
        let cost: Int
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
                            cost: min(cost, Self.slip)))
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
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * width) { cells in
            var row = UnsafeMutableBufferPointer(rebasing: cells[..<width])
            var next = UnsafeMutableBufferPointer(rebasing: cells[width...])
            for place in 0..<width { row[place] = place * Self.slip }
            for symbol in source {
                guard step(symbol, target, from: row, into: next) <= limit else { return nil }
                swap(&row, &next)
            }
            let cost = row[width - 1]
            return cost <= limit ? cost : nil
        }
    }

    /// One letter further; the least cost in the new row.
    private func step(
        _ symbol: UInt16, _ target: [UInt8], from row: UnsafeMutableBufferPointer<Int>,
        into next: UnsafeMutableBufferPointer<Int>
    ) -> Int {
        let count = target.count
        for place in 0...count {
            next[place] = row[place] + Self.slip
            if place > 0 { next[place] = min(next[place], row[place - 1] + Self.slip) }
        }
        for index in starts[Int(symbol)]..<starts[Int(symbol) + 1] {
            let spelling = spellings[index]
            let length = spelling.length
            guard length <= count else { continue }
            for end in length...count {
                if length > 0, target[end - length] != spelling.first { continue }
                if length > 1, target[end - length + 1] != spelling.second { continue }
                if length > 2, target[end - length + 2] != spelling.third { continue }
                let cost = row[end - length] + spelling.cost
                if cost < next[end] { next[end] = cost }
            }
        }
        var least = next[0]
        for place in 1..<(count + 1) {
            next[place] = min(next[place], next[place - 1] + Self.slip)
            least = min(least, next[place])
        }
        return least
    }
}
