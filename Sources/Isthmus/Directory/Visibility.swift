/// Who may see one field of a profile.
public enum Visibility: String, Codable, Sendable, CaseIterable {
    case everyone = "public"
    /// Everybody who is signed in.
    case members
    case office

    func allows(_ actor: Actor, isOwn: Bool) -> Bool {
        switch self {
        case .everyone: true
        case .members: actor.isSignedIn
        case .office: isOwn || actor.isOffice
        }
    }
}

/// The visibilities of a profile's fields: those not named have the field's default.
public struct FieldVisibility: Codable, Sendable, Hashable {
    public private(set) var levels: [String: Visibility]
    static let defaults: [String: Visibility] = ["email": .members, "phone": .office]

    public init(_ levels: [String: Visibility] = [:]) { self.levels = levels }
    public init(from decoder: any Decoder) throws {
        levels = try decoder.singleValueContainer().decode([String: Visibility].self)
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(levels)
    }

    public subscript(_ field: String) -> Visibility {
        get { levels[field] ?? Self.defaults[field] ?? .everyone }
        set { levels[field] = newValue }
    }

    /// Reads `visibility.email = members` and the like for the named fields.
    func changed(by fields: Fields, for names: [String]) -> FieldVisibility {
        var next = self
        let nested = fields.record("visibility")
        for name in names where nested.isGiven(name) {
            if let level = nested.choice(name, self[name]) { next[name] = level }
        }
        fields.adopt(nested)
        return next
    }
}

/// Whether a profile is shown, and as what.
public enum ProfileStatus: String, Codable, Sendable, CaseIterable {
    case active, inactive
    /// Seen by the office only.
    case withdrawn
}
