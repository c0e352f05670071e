/// Where a mail goes: one address in the plain form `name@host`, in ASCII. Nothing that could end a header line or
/// begin a second address passes.
public struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    public let text: String
    /// The address in small letters, for comparing.
    public let mailbox: String
    public let host: String

    /// Nil for anything but `name@host` of at most 254 bytes; a host has at least two labels, or is `localhost`.
    public init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, Self.isName(parts[0]), Self.isHost(parts[1]) else { return nil }
        self.text = text
        host = parts[1].lowercased()
        mailbox = text.lowercased()
    }
    public var description: String { text }

    private static func isName(_ name: Substring) -> Bool {
        guard name.utf8.count <= 64 else { return false }
        return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy(Self.isAtom)
        }
    }
    private static func isHost(_ host: Substring) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1 || host == "localhost" else { return false }
        return labels.allSatisfy { label in
            !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == 45 }
        }
    }
    /// The characters that stand in an address or a name without quotes (RFC 5322, 3.2.3).
    static func isAtom(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte) }
    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57)
    }
}
