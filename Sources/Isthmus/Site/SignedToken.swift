import Crypto
import Foundation

/// A word for an address that says which thing is meant and proves that we gave it out: an id and a signature. Nothing
/// is stored for it; whoever has the secret can make it again.
public struct SignedToken: Sendable, Equatable {
    public let id: String
    private let signature: String

    /// - Parameter purpose: what may be done with it; a token for one purpose is none for another.
    public init(_ id: String, for purpose: String, secret: String) {
        self.id = id
        let key = SymmetricKey(data: Array(secret.utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(purpose) \(id)".utf8), using: key)
        signature = code.prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// `er-1p9k2m4x7qa3c.0f3a…`; nil for what has not this form. Whether it is ours `isValid` says.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count <= 40, parts[1].utf8.count == 32 else { return nil }
        (id, signature) = (String(parts[0]), String(parts[1]))
    }

    public var text: String { id + "." + signature }

    public func isValid(for purpose: String, secret: String) -> Bool {
        let right = SignedToken(id, for: purpose, secret: secret)
        // Every byte is compared, so that time tells nothing.
        return zip(right.signature.utf8, signature.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
