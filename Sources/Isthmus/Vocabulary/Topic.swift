/// A field of science or technology in some scheme: what competences, projects and calls are about.
public struct Topic: Governed, Equatable {
    /// Readable, from scheme and code: `ford-1-2`.
    public let id: ID<Topic>
    public let schemeID: ID<TopicScheme>
    /// As the scheme writes it: `1.2`.
    public let code: String
    public internal(set) var parentID: ID<Topic>?
    /// False when its source does not say where in the scheme it stands.
    public internal(set) var isPlaced: Bool
    public internal(set) var name: Multilingual
    public internal(set) var definition: Multilingual
    /// Its address in the web of data.
    public internal(set) var uri: String?
    /// What a person wrote here, as `name.ru`: imports leave it alone.
    public internal(set) var edited: [String]
    public internal(set) var version: Int
    public internal(set) var changedAt: Moment

    public static let kind = "topic"
    public enum Permission: String, PermissionSet { case view, change }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        switch permission {
        case .view: nil
        case .change: actor.isOffice ? nil : .init("topic.refused.change")
        }
    }

    /// The topic with what a person changed: `name` and `definition` per language. Throws everything that is wrong.
    func changed(by fields: Fields, at now: Moment) throws(Problem) -> Topic {
        var next = self
        next.name = fields.multilingual("name", name, atMost: TopicTable.longestName, isRequired: true, lines: false)
        next.definition = fields.multilingual("definition", definition, atMost: TopicTable.longestDefinition)
        if next.name["en"] == nil { fields.complain("name.en", "field.required") }
        try fields.finish()
        let touched =
            Self.differences("name", name, next.name)
            + Self.differences("definition", definition, next.definition)
        guard !touched.isEmpty else { return self }
        next.edited = Set(edited + touched).sorted()
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    private static func differences(_ field: String, _ old: Multilingual, _ new: Multilingual) -> [String] {
        Set(old.languages + new.languages).filter { old[$0] != new[$0] }.map { "\(field).\($0)" }
    }

    /// Scheme and code in small letters, every other sign a hyphen; nil when nothing would be left of the code, or the
    /// whole be longer than an address allows.
    public static func id(_ scheme: ID<TopicScheme>, code: String) -> ID<Topic>? {
        let plain = code.lowercased().unicodeScalars.map { scalar -> Character in
            let isKept = (97...122).contains(scalar.value) || (48...57).contains(scalar.value)
            return isKept ? Character(scalar) : "-"
        }
        let text = scheme.text + "-" + String(plain)
        guard plain.contains(where: { $0 != "-" }), text.utf8.count <= 40 else { return nil }
        return ID(text)
    }
}

/// A list of topics that somebody keeps: its name, edition, source and licence.
public struct TopicScheme: Governed, Equatable {
    /// A short word: `ford`.
    public let id: ID<TopicScheme>
    public let name: Multilingual
    /// Which edition was read last: `2015`.
    public let edition: String
    /// Where it is published.
    public let source: String
    public let licence: String
    public let ordering: Ordering
    public internal(set) var version: Int
    public internal(set) var changedAt: Moment

    /// What siblings stand in the order of: the numbers in their codes, or their names.
    public enum Ordering: String, Sendable, Codable { case code, name }

    public init(
        id: ID<TopicScheme>, name: Multilingual, edition: String, source: String, licence: String,
        ordering: Ordering
    ) {
        (self.id, self.name, self.edition, self.source) = (id, name, edition, source)
        (self.licence, self.ordering, version, changedAt) = (licence, ordering, 1, Moment(seconds: 0))
    }

    public static let kind = "topic_scheme"
    public enum Permission: String, PermissionSet { case view, change }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        switch permission {
        case .view: nil
        case .change: Self.refusalOfImport(to: actor)
        }
    }

    /// Bringing in or renewing a scheme is for the office.
    static func refusalOfImport(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("topic.refused.import")
    }

    /// The OECD's fields of research and development (Frascati Manual, 2015): the scheme that is always there.
    public static let ford = TopicScheme(
        id: ID("ford"),
        name: [
            "en": "OECD fields of research and development",
            "ru": "Области исследований и разработок ОЭСР",
        ],
        edition: "2015", source: "https://doi.org/10.1787/9789264239012-en",
        licence: "© OECD, Frascati Manual 2015, table 2.2", ordering: .code)

    /// The European Science Vocabulary of the Publications Office, which continues FORD below its two levels.
    public static let euroSciVoc = TopicScheme(
        id: ID("euroscivoc"),
        name: ["en": "European Science Vocabulary", "ru": "Европейский словарь наук (EuroSciVoc)"],
        edition: "", source: "https://op.europa.eu/en/web/eu-vocabularies/euroscivoc",
        licence: "CC BY 4.0, Publications Office of the European Union", ordering: .name)
}

/// What one scheme's topic means in another scheme.
public struct Crosswalk: Governed, Equatable {
    /// Both topics' ids with a tilde between.
    public let id: ID<Crosswalk>
    public let fromID: ID<Topic>
    public let toID: ID<Topic>
    public let kind: Kind

    public enum Kind: String, Sendable, Codable, CaseIterable {
        case exact
        /// The topic it leads to is wider.
        case broad
        /// The topic it leads to is narrower.
        case narrow
        case related

        /// The same seen from the other topic.
        var inverse: Kind {
            switch self {
            case .exact: .exact
            case .broad: .narrow
            case .narrow: .broad
            case .related: .related
            }
        }
    }

    public init(from: ID<Topic>, to: ID<Topic>, kind: Kind) {
        id = ID(from.text + "~" + to.text)
        (fromID, toID, self.kind) = (from, to, kind)
    }

    public static let kind = "crosswalk"
    public enum Permission: String, PermissionSet { case view, change }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        switch permission {
        case .view: nil
        case .change: actor.isOffice ? nil : .init("topic.refused.change")
        }
    }
}
