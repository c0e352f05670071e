import Foundation
import Text

/// Something that an organisation, a team or a person can do, said in one sentence, with how ready it is and what
/// proves it.
public struct Competence: Governed {
    public static let kind = "competence"
    public static let prefix = "c"

    public let id: ID<Competence>
    public internal(set) var organisationID: ID<Organisation>?
    /// A team of that organisation.
    public var teamID: ID<Team>?
    public internal(set) var personID: ID<Person>?
    /// Where the holder is, ISO 3166-1 alpha-2.
    public var country: String
    public var statement: Multilingual
    public var detail: Multilingual
    public var keywords: [String]
    public var topics: [String]
    /// Technology readiness level, 1 (principles observed) to 9 (proven in operation); nil where it says nothing.
    public var readiness: Int?
    /// What is at hand to do it with.
    public var equipment: [Multilingual]
    public var evidence: [Evidence]
    public var status: ProfileStatus
    public var searchText: String
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// Whether organisation or person are withdrawn. Not a column; `find` reads it.
    var isHolderWithdrawn = false

    private enum CodingKeys: String, CodingKey {
        case id, organisationID, teamID, personID, country, statement, detail, keywords, topics, readiness, equipment,
            evidence, status, searchText, sortName, version, createdAt, changedAt
    }

    /// Something that shows the competence is real.
    public struct Evidence: Codable, Sendable, Hashable {
        public let kind: Kind
        public let label: String
        public let url: String?

        public enum Kind: String, Codable, Sendable, CaseIterable { case project, publication, patent, product, other }

        public init(_ kind: Kind, _ label: String, url: String? = nil) {
            (self.kind, self.label, self.url) = (kind, label, url)
        }
    }

    public enum Permission: String, PermissionSet { case view, edit, manage }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let allowed =
            switch permission {
            case .view: (status != .withdrawn && !isHolderWithdrawn) || actor.isOffice
            case .edit:
                actor.isOffice || (personID != nil && actor.person == personID?.text)
                    || organisationID.map { actor.holds(.representative, on: [Scope($0)]) } == true
            case .manage: actor.isOffice
            }
        return allowed ? nil : .init("competence.refused.\(permission)")
    }

    static func blank(_ id: ID<Competence>, at now: Moment) -> Competence {
        Competence(
            id: id, organisationID: nil, teamID: nil, personID: nil, country: "", statement: [:], detail: [:],
            keywords: [],
            topics: [], readiness: nil, equipment: [], evidence: [], status: .active, searchText: "", sortName: "",
            version: 0, createdAt: now, changedAt: now)
    }

    /// The competence after what a form or a call gave; throws every issue.
    func changed(
        by fields: Fields, isTeam: (String) -> Bool, isTopic: (String) -> Bool, at now: Moment
    ) throws(Problem) -> Competence {
        var next = self
        next.teamID = fields.team("team", teamID, isTeam: isTeam)
        next.statement = fields.multilingual("statement", statement, atMost: 300, isRequired: true, lines: false)
        next.detail = fields.multilingual("detail", detail, atMost: 6_000)
        next.keywords = fields.texts("keywords", keywords, atMost: 30, each: 80)
        next.topics = fields.texts("topics", topics, atMost: 20, each: 60)
        for topic in next.topics where !topics.contains(topic) && !isTopic(topic) {
            fields.complain("topics", "field.unknown", ["code": topic])
        }
        next.readiness = fields.integer("readiness", readiness, in: 1...9)
        next.equipment = fields.multilinguals("equipment", equipment, atMost: 30, each: 200)
        next.evidence = fields.records("evidence", evidence, atMost: 30) { Evidence.read($0) }
        next.status = fields.choice("status", status) ?? status
        try fields.finish()
        next.sortName = folded(next.statement.reading("en"))
        next.searchText = next.foldedTexts.joined(separator: " ")
        next.version = version + 1
        next.changedAt = now
        return next
    }

    /// Everything that a search should find it by.
    private var foldedTexts: [String] {
        statement.foldedTexts + detail.foldedTexts + keywords.map { folded($0) } + equipment.flatMap(\.foldedTexts)
            + evidence.map { folded($0.label) }
    }
}

extension Competence.Evidence {
    static func read(_ fields: Fields) -> Competence.Evidence? {
        let label = fields.text("label", atMost: 300)
        let url = fields.webAddress("url", nil)
        let kind = fields.choice("kind", Kind.other) ?? .other
        guard !label.isEmpty || url != nil else { return nil }
        return Competence.Evidence(kind, label.isEmpty ? url ?? "" : label, url: url)
    }
}

extension Fields {
    /// Several texts, each in one or more languages: `equipment.0.en`.
    func multilinguals(_ name: String, _ current: [Multilingual], atMost most: Int, each length: Int) -> [Multilingual]
    {
        guard isGiven(name) else { return current }
        guard case .list(let list)? = given(name) else {
            if given(name) != .nothing, given(name) != .text("") { complain(name, "field.type.list") }
            return given(name) == .nothing ? [] : current
        }
        if list.count > most { complain(name, "field.many", ["max": String(most)]) }
        let items = Fields(
            Dictionary(uniqueKeysWithValues: list.prefix(most).enumerated().map { (String($0), $1) }),
            prefix: "\(path)\(name).")
        defer { adopt(items) }
        return list.prefix(most).indices.map { items.multilingual(String($0), [:], atMost: length, lines: false) }
            .filter { !$0.isEmpty }
    }
}

/// A competence as its page shows it, with who holds it.
public struct CompetenceProfile: Sendable {
    public let competence: Competence
    public let organisation: Named?
    public let team: Named?
    public let person: Named?
    /// Their names are texts in languages.
    public let topics: [Named]
    /// Others that share a topic, those that share most first.
    public let related: [Named]
    public let mayEdit: Bool
    public let history: [HistoryLine]
}

/// A competence with what can be chosen, for its form.
public struct CompetenceToEdit: Sendable {
    public let competence: Competence
    public let organisation: Named?
    public let person: Named?
    public let teams: [Named]
    public let topics: [Named]
}

/// A competence as the API gives it: without what is only for searching.
public struct CompetenceSeen: Encodable, Sendable {
    public let id: ID<Competence>
    public let organisationID: ID<Organisation>?
    public let teamID: ID<Team>?
    public let personID: ID<Person>?
    public let country: String
    public let statement: Multilingual
    public let detail: Multilingual
    public let keywords: [String]
    public let topics: [String]
    public let readiness: Int?
    public let equipment: [Multilingual]
    public let evidence: [Competence.Evidence]
    public let status: ProfileStatus
    public let version: Int
    public let changedAt: Moment
}

extension Competence {
    /// Everybody who may view it sees all of it.
    var seen: CompetenceSeen {
        CompetenceSeen(
            id: id, organisationID: organisationID, teamID: teamID, personID: personID, country: country,
            statement: statement, detail: detail, keywords: keywords, topics: topics, readiness: readiness,
            equipment: equipment, evidence: evidence, status: status, version: version, changedAt: changedAt)
    }
}
