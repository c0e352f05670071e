import Crypto
import Foundation

/// What a mail is for, and so whether its reader can do without it.
public enum MailKind: String, Codable, Sendable, CaseIterable {
    /// What a procedure needs, or what its reader asked for: it cannot be stopped.
    case procedure
    /// What is new in saved searches.
    case digest
    /// What the office sends to many.
    case campaign
    /// What somebody is asked again, or is asked in advance.
    case reminder
    /// What somebody else in the programme asks its reader to look at.
    case invitation

    static let stoppable: [MailKind] = [.digest, .campaign, .reminder, .invitation]
}

/// What one stops: mails of one kind, or all that no procedure needs.
enum MailStop: String, Codable, Sendable, CaseIterable {
    case digest, campaign, reminder, invitation, all

    init?(_ kind: MailKind) { self.init(rawValue: kind.rawValue) }
    static let kind = "mail-stop"
}

/// What became of a mail that its reader can do without.
public enum MailFate: Sendable, Equatable {
    case queued(ID<Mail>)
    /// Its reader wants none of its kind.
    case stopped
    /// Its address gave mails back.
    case suspended
    /// Its address is none to which mail can go.
    case unwritable
}

/// The secret with which the links in mails are signed.
struct MailKey: Sendable {
    private let key: SymmetricKey

    init(secret: String) { key = SymmetricKey(data: Array(secret.utf8)) }

    /// A text with its signature, which can stand in an address. The text itself must be able to.
    func signed(_ text: String) -> String { text + "." + code(of: text) }

    /// The text of a signed one; nil for a forged one.
    func opened(_ signed: String) -> String? {
        guard signed.utf8.count <= 400, let dot = signed.lastIndex(of: ".") else { return nil }
        let (text, given) = (String(signed[..<dot]), Array(signed[signed.index(after: dot)...].utf8))
        let right = Array(code(of: text).utf8)
        // Every character is compared, so that the time taken tells nothing.
        guard given.count == right.count, zip(given, right).reduce(0, { $0 | ($1.0 ^ $1.1) }) == 0 else { return nil }
        return text
    }

    /// How a reader is known without their address: in links, and among those who want no mail.
    func reader(of mailbox: String) -> String { String(code(of: "reader:" + mailbox.lowercased()).prefix(22)) }

    private func code(of text: String) -> String {
        Data(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key)).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

/// A signed link by which a mail's reader stops mails like it, without signing in.
struct StopLink: Sendable, Equatable {
    let kind: MailKind
    /// The one thing that the mail was about; empty where it was about several.
    let about: String
    let reader: String
    /// The last day on which it works.
    let until: Day

    /// How long it works: long enough for whoever tidies an old mailbox.
    static let days = 365

    static let gone = Problem.refused(Problem.Reason("mail.stop.gone"))

    func text(_ key: MailKey) -> String {
        key.signed([kind.rawValue, about, reader, String(until.daysSince1970)].joined(separator: "."))
    }

    /// Nil for a link that was not signed here; expired ones are links.
    init?(_ text: String, _ key: MailKey) {
        let parts = key.opened(text)?.split(separator: ".", omittingEmptySubsequences: false).map(String.init) ?? []
        guard parts.count == 4, let kind = MailKind(rawValue: parts[0]), kind != .procedure, let days = Int(parts[3])
        else { return nil }
        (self.kind, about, reader, until) = (kind, parts[1], parts[2], Day(daysSince1970: days))
    }

    init(_ kind: MailKind, about: String, reader: String, at now: Moment) {
        (self.kind, self.about, self.reader, until) = (kind, about, reader, now.day.adding(days: Self.days))
    }

    /// What can be stopped with it, the narrowest first.
    var scopes: [Scope] { (about.isEmpty ? [] : [.this]) + [.kind, .all] }

    enum Scope: String, Sendable, CaseIterable {
        /// Mails about the one thing.
        case this
        /// All mails of the kind.
        case kind
        /// Everything that no procedure needs.
        case all
    }
}
