import Database
import Foundation

/// The name of one thing: a letter or two for its kind and thirteen characters, as in `o-1p9k2m4x7qa3c`.
///
/// The digits grow with time (seconds, then a counter with random steps, in base 32), so rows made
/// together lie together
/// and nobody can count them. Typed, so that a person's id cannot stand where an organisation's is meant.
public struct ID<Thing>: Hashable, Sendable, Codable, Comparable, ColumnValue, CustomStringConvertible {
    public let text: String

    public init(_ text: String) { self.text = text }

    public init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
    public init?(column: Value) {
        guard case .text(let text) = column else { return nil }
        self.text = text
    }
    public var column: Value { .text(text) }
    public var description: String { text }
    public static func < (left: ID, right: ID) -> Bool { left.text < right.text }
}

/// Makes ids. The digits leave out i, l, o and u, so that an id can be read out on the telephone.
public struct IDSource: Sendable {
    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    private var random: SplitMix
    private var lastTail: UInt64 = 0
    private var lastSecond: Int64 = -1

    /// A source that repeats itself for the same seed, for tests and the demo; without one, it cannot be guessed.
    public init(seed: UInt64? = nil) { random = SplitMix(state: seed ?? UInt64.random(in: .min ... .max)) }

    /// Whether a text has the form of an id of the kind with this prefix.
    static func isID(_ text: String, _ prefix: String) -> Bool {
        let tail = text.utf8.dropFirst(prefix.utf8.count + 1)
        return text.hasPrefix(prefix + "-") && tail.count == 13 && tail.allSatisfy(digits.contains)
    }

    /// The id of what a form makes out of certain contents: the form's own id with its tail from their digest. Equal
    /// contents make an equal id, others another, so that a form sent again after going back makes a second thing.
    /// What has not the form of an id stays as it is.
    static func id(_ text: String, for digest: UInt32) -> String {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, isID(text, String(parts[0])) else { return text }
        var number: UInt64 = 0
        for byte in parts[1].utf8 { number = (number << 5) | UInt64(digits.firstIndex(of: byte) ?? 0) }
        return written(String(parts[0]), ((number >> 32) << 32) | UInt64(digest))
    }

    public mutating func next<Thing>(_ prefix: String, at moment: Moment, of type: Thing.Type = Thing.self) -> ID<Thing>
    {
        // Within a second the random tail counts up from where it was, so ids never repeat and stay in order.
        let second = max(moment.seconds, lastSecond)
        lastTail = second == lastSecond ? lastTail + 1 + random.next() % 4_096 : random.next() % (1 << 24)
        lastSecond = second
        return ID(Self.written(prefix, UInt64(max(0, second)) << 32 | (lastTail & 0xffff_ffff)))
    }

    private static func written(_ prefix: String, _ number: UInt64) -> String {
        var number = number
        var bytes = [UInt8](repeating: 48, count: 13)
        for index in stride(from: 12, through: 0, by: -1) {
            bytes[index] = digits[Int(number & 31)]
            number >>= 5
        }
        return "\(prefix)-" + String(decoding: bytes, as: UTF8.self)
    }
}

/// A small generator whose numbers follow from its state (Steele, Lea, Flood: SplitMix, 2014).
public struct SplitMix: RandomNumberGenerator, Sendable {
    public var state: UInt64
    public init(state: UInt64) { self.state = state }
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}
