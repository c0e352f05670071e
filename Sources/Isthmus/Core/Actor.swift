import Database

/// Who acts: passed to everything that asks or changes, never ambient.
public struct Actor: Sendable, Equatable {
    /// The account's id; nil for a visitor and for the program itself.
    public let account: String?
    /// The person in the directory who this is, if any.
    public let person: String?
    /// How the journal names them.
    public let name: String
    public let grants: [Grant]
    public var language: String
    /// Came with a token that may look but not change.
    public var isReadOnly = false
    let isProgram: Bool

    public init(account: String?, person: String?, name: String, grants: [Grant], language: String = "en") {
        self.init(account: account, person: person, name: name, grants: grants, language: language, isProgram: false)
    }
    private init(
        account: String?, person: String?, name: String, grants: [Grant], language: String, isProgram: Bool
    ) {
        (self.account, self.person, self.name) = (account, person, name)
        (self.grants, self.language, self.isProgram) = (grants, language, isProgram)
    }

    public static let visitor = Actor(account: nil, person: nil, name: "visitor", grants: [])
    /// The program acting by itself, or the administrator at the machine's command line: may do everything.
    public static func program(_ name: String) -> Actor {
        Actor(account: nil, person: nil, name: name, grants: [], language: "en", isProgram: true)
    }

    public var isSignedIn: Bool { account != nil || isProgram }

    /// One of the roles on one of the scopes. A role on the programme counts for every scope within it.
    public func holds(_ roles: Role..., on scopes: [Scope]) -> Bool {
        isProgram
            || grants.contains { grant in
                roles.contains(grant.role) && (grant.scope == .programme || scopes.contains(grant.scope))
            }
    }
    /// One of the roles on the whole programme.
    public func holds(_ roles: Role...) -> Bool {
        isProgram || grants.contains { $0.scope == .programme && roles.contains($0.role) }
    }
    /// An officer or administrator of the programme.
    public var isOffice: Bool { holds(.officer, .administrator) }

    /// The things on which the actor holds a role that is not for the whole programme.
    public func scopes(of role: Role) -> [String] {
        grants.filter { $0.role == role && $0.scope != .programme }.map(\.scope.text)
    }
}

/// What somebody is for the programme or for one thing in it.
public enum Role: String, Sendable, Codable, CaseIterable, ColumnValue {
    case administrator, officer, representative
}

/// Where a role counts: the whole programme, or one thing by its id.
public struct Scope: Hashable, Sendable, Codable, ColumnValue {
    public let text: String
    public static let programme = Scope(text: "programme")

    public init(text: String) { self.text = text }
    public init<Thing>(_ id: ID<Thing>) { text = id.text }

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
}

/// A role with its scope, as an actor carries it while its term runs.
public struct Grant: Hashable, Sendable {
    public let role: Role
    public let scope: Scope

    public init(_ role: Role, on scope: Scope) {
        self.role = role
        self.scope = scope
    }
}
