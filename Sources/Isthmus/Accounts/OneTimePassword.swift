import Crypto
import Foundation

/// A secret shared with an authenticator, from which both compute the code of the moment: six digits for each half
/// minute (RFC 6238 with HMAC-SHA-1).
public struct OneTimePassword: Sendable, Equatable {
    let secret: [UInt8]

    /// How long one code lives, in seconds.
    static let period: Int64 = 30

    init(secret: [UInt8]) { self.secret = secret }
    init?(base32 text: String) {
        guard let secret = Base32.decoded(text), !secret.isEmpty else { return nil }
        self.secret = secret
    }
    /// A new secret of 160 bits.
    static func random() -> OneTimePassword { OneTimePassword(secret: (0..<20).map { _ in UInt8.random(in: 0...255) }) }

    /// The secret as authenticators take it when typed.
    public var base32: String { Base32.text(of: secret) }

    /// The half minute that a moment falls into.
    static func step(at moment: Moment) -> Int64 { moment.seconds / period }

    func code(of step: Int64, digits: Int = 6) -> String {
        let counter = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Array($0) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let start = Int(mac[19] & 15)
        let number = mac[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
        let size = (0..<digits).reduce(UInt32(1)) { size, _ in size * 10 }
        let text = String(number % size)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The half minute whose code this is: the present one, the one before or the one after, but only later than
    /// `last`, since a code counts once.
    func step(of code: String, at now: Moment, after last: Int64) -> Int64? {
        let digits = code.filter { $0 != " " }
        let present = OneTimePassword.step(at: now)
        return (present - 1...present + 1).first { step in step > last && self.code(of: step) == digits }
    }

    /// What authenticators read from a picture: the secret with the names they show.
    public func address(issuer: String, account: String) -> String {
        let plain = CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\u{0}"..."\u{7f}"))
            .union(CharacterSet(charactersIn: "-._~@"))
        let issuer = issuer.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
        let account = account.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
        return "otpauth://totp/\(issuer):\(account)?secret=\(base32)&issuer=\(issuer)"
    }
}

/// Bytes as letters and digits that cannot be confused (RFC 4648, section 6), without padding.
enum Base32 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func text(of bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var (buffer, bits) = (UInt32(0), 0)
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(letters[Int(buffer >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { text.append(letters[Int(buffer << UInt32(5 - bits) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Spaces, hyphens, padding and case do not matter; nil for other signs.
    static func decoded(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (buffer, bits) = (UInt32(0), 0)
        for byte in text.uppercased().utf8 where byte != 32 && byte != 45 && byte != 61 {
            guard let value = letters.firstIndex(of: byte) else { return nil }
            buffer = buffer << 5 | UInt32(value)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            }
        }
        return bytes
    }
}

/// A code on paper that opens the account once when the authenticator is lost.
enum RecoveryCode {
    static let count = 10

    /// Sixteen letters and digits (80 bits) in groups of four.
    static func random() -> String {
        let letters = Array(Base32.text(of: (0..<10).map { _ in UInt8.random(in: 0...255) }))
        return stride(from: 0, to: 16, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
    }

    /// What is stored; nil for a text that cannot be such a code.
    static func digest(of text: String) -> String? {
        let letters = text.uppercased().filter { $0 != "-" && $0 != " " }
        return letters.utf8.count == 16 ? Token(letters).digest : nil
    }
}
