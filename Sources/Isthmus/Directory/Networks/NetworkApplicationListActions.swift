import Database
import Text

extension NetworkApplication {
    public static func find(_ id: ID<NetworkApplication>, in tx: Transaction) throws -> NetworkApplication? {
        guard var found = try tx.first(NetworkApplication.self, "SELECT * FROM network_application WHERE id = \(id)")
        else { return nil }
        found.content =
            try tx.first(Content.self, "SELECT motivation, brings, contact FROM network_application WHERE id = \(id)")
            ?? Content()
        found.isHidden =
            try tx.count("SELECT COUNT(*) FROM \(source) WHERE a.id = \(id) AND NOT (\(isShown))") > 0
        return found
    }

    static let source: SQL = """
        network_application a JOIN network n ON n.id = a.network_id
        LEFT JOIN organisation o ON o.id = a.organisation_id LEFT JOIN person p ON p.id = a.person_id
        """

    private static let isShown: SQL = "n.status <> 'withdrawn' AND COALESCE(o.status, p.status) <> 'withdrawn'"

    /// The same as `isApplicant`; never NULL, so that it can be denied.
    static func own(_ actor: Actor) -> SQL {
        let (things, person) = (actor.scopes(of: .representative) + [""], actor.person ?? "")
        return "(COALESCE(a.organisation_id, '-') IN (\(things)) OR COALESCE(a.person_id, '-') = \(person))"
    }

    /// Those of networks that the actor represents, once they were handed in.
    private static func ofNetwork(_ actor: Actor) -> SQL {
        let things = actor.scopes(of: .representative) + [""]
        return "(a.handed_in_at IS NOT NULL AND a.network_id IN (\(things)))"
    }

    /// The rows a reader may know of, with the tables of `source`; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL {
        guard !actor.isOffice else { return "1 = 1" }
        guard let account = actor.account else { return "1 = 0" }
        return "(\(isShown) AND (\(own(actor)) OR a.mentor_id = \(account) OR \(ofNetwork(actor))))"
    }

    private static let isWaiting: SQL = "(a.decision IS NULL AND a.withdrawn_at IS NULL)"

    /// The same as `state`.
    private static let stateColumn: SQL = """
        CASE WHEN a.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN a.decision IS NOT NULL THEN a.decision
        WHEN a.handed_in_at IS NULL THEN 'preparing' ELSE 'handed_in' END
        """

    static let listing = Listing<NetworkApplicationLine>(
        columns: """
            a.id, a.network_id, n.name AS network, n.acronym, a.organisation_id, o.legal_name AS organisation,
            a.person_id, p.names, COALESCE(o.country, p.country) AS country, a.role, \(stateColumn) AS state,
            COALESCE((SELECT m.name FROM account m WHERE m.id = a.mentor_id), '') AS mentor, a.handed_in_at,
            a.answered_on, a.version, a.created_at, a.changed_at
            """,
        source: source, id: "a.id",
        facets: [
            Facet("network", column: "a.network_id"),
            Facet("status", column: stateColumn).reading(State.self),
            Facet("country", column: "COALESCE(o.country, p.country)").reading(Countries.code),
            Facet("mentor", column: "CASE WHEN a.mentor_id IS NULL THEN 'none' ELSE 'some' END")
                .reading { ["none", "some"].contains($0) ? $0 : nil },
            .period("period", "COALESCE(a.handed_in_at, a.created_at)"),
            .periodOfDays("answered", "a.answered_on"),
            Facet("organisation", column: "a.organisation_id", join: "", isOffered: false) {
                "a.organisation_id IN (\($0))"
            },
            Facet("person", column: "a.person_id", join: "", isOffered: false) { "a.person_id IN (\($0))" },
            Facet("sent", column: "a.id", join: "", isOffered: false) { _ in
                "a.handed_in_at IS NOT NULL AND a.withdrawn_at IS NULL"
            }.reading { $0 == "1" ? $0 : nil },
        ],
        sorts: [
            Sort("begun", "a.created_at", isNumber: true, isDescending: true),
            Sort("handed_in", "COALESCE(a.handed_in_at, 0)", isNumber: true, isDescending: true),
            Sort("network", "n.sort_name"), Sort("applicant", "COALESCE(o.sort_name, p.sort_name)"),
        ],
        search: { text in
            SQL.all(
                folded(text).split(separator: " ").prefix(8).map { word in
                    let part = "%" + word + "%"
                    return "(n.sort_name LIKE \(part) OR o.sort_name LIKE \(part) OR p.sort_name LIKE \(part))"
                })
        })

    static let invariants = [
        Invariant(
            name: "an application to a network is decided after it was handed in",
            offenders: """
                SELECT id FROM network_application WHERE (decision IS NOT NULL
                AND (handed_in_at IS NULL OR withdrawn_at IS NOT NULL))
                OR (decision IS NULL) <> (decided_at IS NULL) OR (decision IS NULL) <> (answered_on IS NULL)
                """),
        Invariant(
            name: "an accepted application to a network has its membership",
            offenders: """
                SELECT a.id FROM network_application a LEFT JOIN network_member m ON m.id = a.member_id
                WHERE (COALESCE(a.decision, '') = 'accepted') <> (a.member_id IS NOT NULL)
                OR (m.id IS NOT NULL AND (m.network_id <> a.network_id
                OR m.organisation_id IS DISTINCT FROM a.organisation_id OR m.person_id IS DISTINCT FROM a.person_id))
                """),
        Invariant(
            name: "an applicant has one open application to a network",
            offenders: """
                SELECT a.id FROM network_application a JOIN network_application b ON b.network_id = a.network_id
                AND b.id < a.id AND b.organisation_id IS NOT DISTINCT FROM a.organisation_id
                AND b.person_id IS NOT DISTINCT FROM a.person_id
                WHERE \(isWaiting) AND b.decision IS NULL AND b.withdrawn_at IS NULL
                """),
    ]

    /// What waits: for applicants and mentors, applications to prepare; for whoever decides, those handed in; for the
    /// office, those without a mentor.
    static let waiting: DeskSource = { tx, actor, _ in
        guard let account = actor.account else { return [] }
        func items(_ key: String, _ condition: SQL) throws -> [DeskItem] {
            try tx.all(
                NetworkApplicationLine.self,
                """
                SELECT \(listing.columns) FROM \(source)
                WHERE \(visible(to: actor)) AND \(isWaiting) AND \(condition) ORDER BY a.id LIMIT 20
                """
            ).map { line in
                let values = [
                    "network": line.network.reading(actor.language), "name": line.applicant(in: actor.language),
                ]
                return DeskItem(.init(key, values), path: "/network-applications/\(line.id.text)")
            }
        }
        let mine = try items("network_application.desk.prepare", "a.handed_in_at IS NULL AND \(own(actor))")
        let mentored = try items(
            "network_application.desk.mentor", "a.handed_in_at IS NULL AND a.mentor_id = \(account)")
        guard actor.isOffice else {
            let theirs = try items(
                "network_application.desk.decide",
                "\(ofNetwork(actor)) AND NOT \(own(actor)) AND COALESCE(a.mentor_id, '') <> \(account)")
            return mine + mentored + theirs
        }
        let counts: [(key: String, condition: SQL, path: String)] = [
            ("network_application.desk.answers", "a.handed_in_at IS NOT NULL", "?status=handed_in"),
            (
                "network_application.desk.mentors", "a.handed_in_at IS NULL AND a.mentor_id IS NULL",
                "?status=preparing&mentor=none"
            ),
        ]
        return try mine + mentored
            + counts.compactMap { key, condition, path in
                let number = try tx.count(
                    "SELECT COUNT(*) FROM network_application a WHERE \(isWaiting) AND \(condition)")
                return number == 0
                    ? nil : DeskItem(.init(key, ["number": "\(number)"]), path: "/network-applications" + path)
            }
    }
}

/// A line of the list of applications to networks.
public struct NetworkApplicationLine: Codable, Sendable {
    public let id: ID<NetworkApplication>
    public let networkID: ID<Network>
    public let network: Multilingual
    public let acronym: String
    public let organisationID: ID<Organisation>?
    public let organisation: String?
    public let personID: ID<Person>?
    public let names: [PersonName]?
    public let country: String
    public let role: String
    public let state: NetworkApplication.State
    public let mentor: String
    public let handedInAt: Moment?
    public let answeredOn: Day?
    public let version: Int
    public let createdAt: Moment
    public let changedAt: Moment

    func applicant(in language: String) -> String { organisation ?? names?.text(in: language) ?? "" }
}

extension Programme {
    public func networkApplications(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<NetworkApplicationLine> {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        return try await read { tx in
            try tx.list(
                NetworkApplication.listing, selection, visible: NetworkApplication.visible(to: actor),
                counting: counting)
        }
    }

    /// The names of the networks to which there are applications that the actor may know of, by id.
    func appliedNetworks(as actor: Actor) async throws -> [String: String] {
        let networks = try await read { tx in
            try tx.named(
                """
                SELECT DISTINCT n.id, n.name, n.acronym AS note FROM \(NetworkApplication.source)
                WHERE \(NetworkApplication.visible(to: actor)) ORDER BY n.id LIMIT 500
                """)
        }
        return Dictionary(networks.map { ($0.id, $0.label(in: actor.language)) }) { first, _ in first }
    }
}

extension Named {
    /// A network's acronym, else its name.
    fileprivate func label(in language: String) -> String {
        note.isEmpty ? Multilingual.reading(name, language) : note
    }
}

extension Transaction {
    /// The applications of an organisation or a person to networks, as far as the actor may know of them.
    func networkApplications(
        of column: String, _ id: String, as actor: Actor
    ) throws -> [NetworkApplicationLine] {
        guard actor.account != nil else { return [] }
        var selection = Selection()
        (selection.chosen[column], selection.limit) = ([id], 20)
        return try list(
            NetworkApplication.listing, selection, visible: NetworkApplication.visible(to: actor), counting: false
        ).items
    }
}
