import Foundation

/// Somebody who signs in: the facts about the account that the journal may keep for ever. Name and address are its
/// `Holder`, secrets are in a table of their own, so neither can get into a journal line.
public struct Account: Codable, Sendable, Equatable {
    public static let kind = "account"

    public let id: ID<Account>
    /// The language of its pages and mail, a code such as `en`.
    public var language: String
    /// The person in the directory who this is, once an officer connected them.
    public var personID: String?
    /// When the holder proved that the address is theirs; nobody signs in before.
    public var confirmedAt: Moment?
    /// When the second factor was switched on; nil without one.
    public var secondFactorAt: Moment?
    public var closedAt: Moment?
    /// When name and address were removed after closing.
    public var erasedAt: Moment?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// Whether its holder may sign in.
    public var isOpen: Bool { confirmedAt != nil && closedAt == nil }

    var state: AccountState { closedAt != nil ? .closed : confirmedAt == nil ? .unconfirmed : .open }

    init(id: ID<Account>, language: String, personID: String? = nil, confirmedAt: Moment? = nil, at now: Moment) {
        (self.id, self.language, self.personID, self.confirmedAt) = (id, language, personID, confirmedAt)
        (version, createdAt, changedAt) = (1, now, now)
    }

    /// The same account after one more change.
    func changed(at now: Moment, _ change: (inout Account) -> Void) -> Account {
        var changed = self
        change(&changed)
        changed.version += 1
        changed.changedAt = now
        return changed
    }

    public enum Permission: String, PermissionSet {
        case view
        /// Name and language.
        case change
        /// Address, password, second factor, sessions, tokens, own data.
        case secure
        case close
        /// Grants, ending somebody's sessions, opening a closed account again.
        case administer
        /// Say which person of the directory the holder is.
        case connect
    }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isOwn = actor.account == id.text
        let isAllowed =
            switch permission {
            case .view: isOwn || actor.isOffice
            case .change, .secure: isOwn
            case .close: isOwn || actor.holds(.administrator)
            case .administer: actor.holds(.administrator)
            case .connect: actor.isOffice
            }
        return isAllowed ? nil : Problem.Reason("account.refused.\(permission.rawValue)")
    }

    /// How long name and address stay after closing, in days: time to undo a mistake.
    static let daysUntilErased = 30
    /// How long an address that nobody confirmed is kept, in days.
    static let daysUnconfirmed = 7

    /// Who holds an account: what is erased when it has been closed long enough.
    public struct Holder: Codable, Sendable, Equatable {
        /// Empty once erased.
        public var name: String
        /// As the holder wrote it; empty once erased.
        public var email: String

        var emailFolded: String { EmailAddress.folded(email) }
        /// What the office's list searches in.
        var searchText: String { Holder.folded(name) + " " + Holder.folded(email) }

        static func folded(_ text: String) -> String {
            text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        }
    }
}

/// Where an account stands.
public enum AccountState: String, Sendable, Codable, CaseIterable { case open, unconfirmed, closed }

/// The rules of a mail address.
enum EmailAddress {
    /// Two spellings of one address fold to the same text.
    static func folded(_ address: String) -> String {
        address.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCompatibilityMapping.lowercased()
    }

    /// The key of the sentence that says what is wrong; nil for an address that can be written to.
    static func fault(of address: String) -> String? {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.count <= 64, address.utf8.count <= 254 else {
            return "field.email"
        }
        let isPlain = address.unicodeScalars.allSatisfy { scalar in
            scalar.value > 32 && scalar.value != 127 && !scalar.properties.isWhitespace
                && !"<>()[],;:\\\"".unicodeScalars
                    .contains(scalar)
                && scalar.properties.generalCategory != .control
                && scalar.properties.generalCategory != .format
        }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        let hasDomain =
            labels.count >= 2
            && labels.allSatisfy { label in
                !label.isEmpty && label.utf8.count <= 63 && label.first != "-" && label.last != "-"
            }
        let hasName = parts[0].first != "." && parts[0].last != "." && !parts[0].contains("..")
        return isPlain && hasDomain && hasName ? nil : "field.email"
    }
}

/// What somebody gives who wants an account.
public struct Registration: Sendable, Equatable {
    public var email: String
    public var name: String
    public var password: String
    public var language: String

    public init(email: String, name: String, password: String, language: String) {
        (self.email, self.name, self.password, self.language) = (email, name, password, language)
    }

    /// The registration in clean form; throws every issue it has, at `email`, `name`, `password` and `language`.
    func checked(languages: [String]) throws(Problem) -> Registration {
        let fields = Fields(["email": .text(email), "name": .text(name), "language": .text(language)])
        let cleaned = Registration(
            email: fields.email("email"), name: fields.text("name", atLeast: 1, atMost: 200), password: password,
            language: fields.code("language", nil, isRequired: true) { languages.contains($0) } ?? "en")
        if let reason = Password.fault(of: password, of: [cleaned.email, cleaned.name]) {
            fields.complain("password", reason.key, reason.values)
        }
        try fields.finish()
        return cleaned
    }
}

extension Fields {
    /// A mail address as its holder writes it.
    func email(_ name: String) -> String {
        let address = text(name, atLeast: 1, atMost: 254)
        if !address.isEmpty, !issues.contains(where: { $0.field == name }), let fault = EmailAddress.fault(of: address)
        {
            complain(name, fault)
        }
        return address
    }
}

/// From where somebody acts, as far as the request tells; shown to the holder in the list of sessions.
public struct Device: Sendable, Equatable {
    /// The network address.
    public let address: String
    /// What the browser says it is, cut to 200 characters.
    public let agent: String

    public init(address: String, agent: String) {
        self.address = String(address.prefix(100))
        self.agent = String(agent.prefix(200))
    }
}
