import Foundation

/// The way by which mails leave.
public enum MailCarrier: Sendable {
    /// A mail server that takes mail for everybody.
    case smtp(SMTPServer)
    /// A folder that gets one `.eml` file a mail: for development.
    case directory(String)
    /// Nothing leaves; mails wait.
    case none

    /// Opens the way for one round of deliveries.
    func open() -> MailRoute? {
        switch self {
        case .smtp(let server):
            let line = SMTPLine(to: server)
            return MailRoute(deliver: { await line.deliver($0) }, close: { line.close() })
        case .directory(let path):
            let folder = MailFolder(path: path)
            return MailRoute(deliver: { await folder.deliver($0) }, close: {})
        case .none: return nil
        }
    }
}

/// A carrier at work for one round.
struct MailRoute: Sendable {
    let deliver: @Sendable (Letter) async -> DeliveryResult
    let close: @Sendable () -> Void
}

/// A folder that gets letters as files.
struct MailFolder: Sendable {
    let path: String
    private static let queue = DispatchQueue(label: "isthmus.mail-folder")

    /// Writes `m-….eml` whole or not at all; the same letter again replaces itself.
    func deliver(_ letter: Letter) async -> DeliveryResult {
        await withCheckedContinuation { continuation in
            Self.queue.async { continuation.resume(returning: write(letter)) }
        }
    }

    private func write(_ letter: Letter) -> DeliveryResult {
        let folder = URL(fileURLWithPath: path, isDirectory: true)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(letter.bytes).write(to: folder.appendingPathComponent(letter.id + ".eml"), options: .atomic)
            return DeliveryResult(outcome: .sent, reply: "")
        } catch {
            return DeliveryResult(outcome: .unreachable, reply: "\(path): \(error.localizedDescription)")
        }
    }
}

/// A mail server and how to speak with it.
public struct SMTPServer: Sendable, Equatable {
    /// Whether what is said is encrypted.
    public enum Security: String, Sendable, CaseIterable {
        /// STARTTLS before anything else is said; a server without it gets nothing.
        case required
        /// STARTTLS where the server has it: somebody between can hide it, so never with a password.
        case ifOffered
        case off
        /// TLS from the first byte, as on port 465.
        case implicit
    }

    /// `smtp://host:port`, or `smtps://…` for implicit TLS; a path is the name by which we greet.
    public let url: String
    public let user: String?
    public let password: String?
    public let security: Security
    /// A file with the certificates to trust (PEM) instead of the system's.
    public let authorities: String?
    /// Seconds for one letter at most, connecting included; from 1 to 300, less than a worker's lease.
    public let patience: Int

    /// Throws `Problem.invalid` at `url` for an address that is none, and at `security` when a password would cross a
    /// network unencrypted. With a password, `ifOffered` becomes `required`.
    public init(
        url: String, user: String? = nil, password: String? = nil, security: Security = .required,
        authorities: String? = nil, patience: Int = 60
    ) throws(Problem) {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme, ["smtp", "smtps"].contains(scheme),
            let host = parts.host, !host.isEmpty, parts.user == nil, parts.query == nil
        else { throw .invalid("url", "mail.server.url") }
        let isHere = ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)
        let security = scheme == "smtps" ? .implicit : security == .ifOffered && user != nil ? .required : security
        guard user == nil || security != .off || isHere else { throw .invalid("security", "mail.server.open_password") }
        self.url = security == .implicit ? "smtps" + url.dropFirst(scheme.count) : url
        (self.user, self.password, self.security) = (user, password, security)
        (self.authorities, self.patience) = (authorities, min(300, max(1, patience)))
    }
}
