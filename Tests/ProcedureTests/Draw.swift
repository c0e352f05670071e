/// Draws numbers and things, the same for the same seed.
struct Draw {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1 }

    /// Marsaglia's xorshift with a multiplication (2003, Vigna 2016).
    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_f491_4f6c_dd1d
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
    mutating func flip() -> Bool { below(2) == 0 }
    mutating func one<Thing>(of things: [Thing]) -> Thing { things[below(things.count)] }
    mutating func some<Thing>(of things: [Thing]) -> [Thing] { things.filter { _ in flip() } }
}
