import Foundation

/// How often each term stands in a text, in an order that depends on the terms alone, so that every sum over a text is
/// the same to the last bit whatever was read before it.
public struct TermCounts: Sendable, Equatable {
    /// Numbers of terms; -1 for a term of a question that no text has.
    let terms: [Int32]
    let counts: [UInt16]
    /// A number that depends on the content alone: equal texts have equal keys.
    let key: UInt64

    /// A text in which no term stands.
    public static let none = TermCounts([:], in: NameTable(), isQuestion: true)
    public var isEmpty: Bool { terms.isEmpty }
    /// How many different terms the text has.
    public var count: Int { terms.count }

    init(_ tally: [String: Int], in table: NameTable, isQuestion: Bool) {
        var rows = tally.map { (key: stableKey($0.key.utf8), name: $0.key, count: $0.value) }
        rows.sort { ($0.key, $0.name) < ($1.key, $1.name) }
        let names = rows.map(\.name)
        terms = isQuestion ? table.known(names) : table.numbers(of: names)
        counts = rows.map { UInt16(clamping: $0.count) }
        key = rows.reduce(into: UInt64(rows.count)) { $0 = mixed($0 ^ $1.key &+ UInt64(clamping: $1.count)) }
    }
}

/// A text as a point of the term space: terms with weights, of length one (or empty).
///
/// The weight of a term that stands `tf` times is `(1 + ln tf) · idf`, divided by the length of all of them (the
/// scheme "ltc" of Salton and Buckley 1988).
public struct TermVector: Sendable, Equatable {
    let terms: [Int32]
    let weights: [Float]

    init(terms: [Int32], weights: [Float]) {
        self.terms = terms
        self.weights = weights
    }

    init(_ counts: TermCounts, idf: (Int32) -> Double) {
        var values: [Double] = []
        values.reserveCapacity(counts.terms.count)
        var square = 0.0
        for (term, count) in zip(counts.terms, counts.counts) {
            let value = (1 + log(Double(count))) * idf(term)
            values.append(value)
            square += value * value
        }
        let length = square.squareRoot()
        var terms: [Int32] = []
        var weights: [Float] = []
        terms.reserveCapacity(values.count)
        weights.reserveCapacity(values.count)
        // A term no text has makes the question longer but is found nowhere.
        for (term, value) in zip(counts.terms, values) where term >= 0 && length > 0 {
            terms.append(term)
            weights.append(Float(value / length))
        }
        self.terms = terms
        self.weights = weights
    }
}

/// The terms of a question where they are found fast: a small table that stays in the nearest cache.
struct TermProbe: Sendable {
    private let keys: [Int32]
    private let values: [Float]
    private let positions: [Int32]
    private let mask: Int

    init(_ vector: TermVector) {
        var size = 16
        while size < vector.terms.count * 4 { size *= 2 }
        var keys = [Int32](repeating: -1, count: size)
        var values = [Float](repeating: 0, count: size)
        var positions = [Int32](repeating: 0, count: size)
        for (position, term) in vector.terms.enumerated() {
            var slot = Self.slot(term) & (size - 1)
            while keys[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            keys[slot] = term
            values[slot] = vector.weights[position]
            positions[slot] = Int32(position)
        }
        self.keys = keys
        self.values = values
        self.positions = positions
        mask = size - 1
    }

    private static func slot(_ term: Int32) -> Int {
        Int(truncatingIfNeeded: (UInt64(UInt32(bitPattern: term)) &* 0x9e37_79b9_7f4a_7c15) >> 33)
    }

    /// Where a term stands in the question and its weight there, nil when it does not.
    func entry(of term: Int32) -> (position: Int, weight: Float)? {
        var slot = Self.slot(term) & mask
        while keys[slot] >= 0 {
            if keys[slot] == term { return (Int(positions[slot]), values[slot]) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The cosine of the question and a text: both have length one. The terms are summed in the order of the text,
    /// which is the order of all texts.
    func cosine(_ vector: TermVector) -> Float {
        vector.terms.withUnsafeBufferPointer { terms in
            vector.weights.withUnsafeBufferPointer { weights in
                keys.withUnsafeBufferPointer { keys in
                    values.withUnsafeBufferPointer { values in
                        sum(0..<terms.count, terms, weights, keys, values)
                    }
                }
            }
        }
    }

    /// The same for several texts that lie together.
    func cosines(_ texts: [Int], in forward: ForwardTerms) -> [Float] {
        forward.terms.withUnsafeBufferPointer { terms in
            forward.weights.withUnsafeBufferPointer { weights in
                keys.withUnsafeBufferPointer { keys in
                    values.withUnsafeBufferPointer { values in
                        texts.map { text in
                            let range = Int(forward.starts[text])..<Int(forward.starts[text + 1])
                            return sum(range, terms, weights, keys, values)
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private func sum(
        _ range: Range<Int>, _ terms: UnsafeBufferPointer<Int32>, _ weights: UnsafeBufferPointer<Float>,
        _ keys: UnsafeBufferPointer<Int32>, _ values: UnsafeBufferPointer<Float>
    ) -> Float {
        var sum: Float = 0
        for index in range {
            let term = terms[index]
            var slot = Self.slot(term) & mask
            while keys[slot] >= 0 {
                if keys[slot] == term {
                    sum += values[slot] * weights[index]
                    break
                }
                slot = (slot + 1) & mask
            }
        }
        return sum
    }
}
