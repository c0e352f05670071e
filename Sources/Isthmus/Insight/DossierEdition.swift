/// A dossier as it was on a day, with what an author wrote beside the figures. A draft has no figures of its own: they
/// are frozen when it is published.
public struct DossierEdition: Governed {
    public static let kind = "dossier_edition"
    public static let prefix = "de"

    /// What an author wrote about one section; without a section, about the whole.
    public struct Text: Codable, Sendable, Hashable {
        public let section: String
        public var text: Multilingual
    }
    public enum Status: String, Codable, Sendable, CaseIterable { case draft, published, withdrawn }
    public enum Permission: String, PermissionSet { case view, edit, publish, withdraw }

    public let id: ID<DossierEdition>
    /// `AM:DE`.
    public let sides: String
    /// From 1, within the two sides.
    public let number: Int
    public var title: Multilingual
    public var texts: [Text]
    /// The figures of the day; none in a draft.
    public var parts: [DossierPart]
    public var day: Day?
    public var status: Status
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let allowed =
            switch permission {
            case .view: status == .published || actor.isOffice
            case .edit, .publish: actor.isOffice && status == .draft
            case .withdraw: actor.isOffice && status != .withdrawn
            }
        return allowed ? nil : .init("dossier_edition.refused.\(permission)")
    }

    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("dossier_edition.refused.create")
    }

    /// The longest text of one section, in characters.
    static let longest = 6_000

    func changed(by fields: Fields, sections: [String], at now: Moment) throws(Problem) -> DossierEdition {
        var next = self
        next.title = fields.multilingual("title", title, atMost: 300, isRequired: true, lines: false)
        next.texts = ([""] + sections).compactMap { section in
            let known = texts.first { $0.section == section }?.text ?? [:]
            let text = fields.multilingual(Self.field(section), known, atMost: Self.longest)
            return text.isEmpty ? nil : Text(section: section, text: text)
        }
        try fields.finish()
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    static func field(_ section: String) -> String { section.isEmpty ? "text" : "text_\(section)" }

    /// The edition with the figures of now, which never change again.
    func published(with parts: [DossierPart], at now: Moment) -> DossierEdition {
        var next = self
        (next.parts, next.day, next.status) = (parts, now.day, .published)
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}

/// A line of the list of editions.
public struct DossierEditionLine: Codable, Sendable {
    public let id: ID<DossierEdition>
    public let sides: String
    public let number: Int
    public let title: Multilingual
    public let day: Day?
    public let status: DossierEdition.Status
}

/// Everything the page of an edition shows.
public struct DossierEditionProfile: Encodable, Sendable {
    public let edition: DossierEdition
    /// The figures: those of the day, or those of now in a draft.
    public let dossier: Dossier
    /// The published edition before it, with what is different since.
    public let last: DossierEditionLine?
    public let differences: [DossierDifference]
    public let mayEdit: Bool
    public let mayPublish: Bool
    public let mayWithdraw: Bool
}
