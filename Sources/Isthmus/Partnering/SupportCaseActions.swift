import Database
import Procedure

extension SupportCase {
    public static func find(_ id: ID<SupportCase>, in tx: Transaction) throws -> SupportCase? {
        try tx.first(SupportCase.self, "SELECT * FROM support_case WHERE id = \(id)")
    }

    /// The rows a reader may know of, with `k` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL {
        guard !actor.isOffice else { return "1 = 1" }
        guard let account = actor.account else { return "1 = 0" }
        return "(k.account_id = \(account) OR k.mentor_id = \(account))"
    }

    private static func has(_ states: [SupportEntry.State]) -> SQL {
        """
        EXISTS (SELECT 1 FROM support_entry e WHERE e.case_id = k.id AND e.kind = 'outcome'
        AND e.state IN (\(states.map(\.rawValue))))
        """
    }

    /// The same as `stage(_:)`.
    private static let stageColumn: SQL = """
        CASE WHEN \(has([.funded])) THEN 'funded' WHEN \(has([.submitted])) THEN 'submitted'
        WHEN \(has([.consortium])) THEN 'consortium' WHEN k.plan <> '' THEN 'planned'
        WHEN k.diagnosis <> '' THEN 'diagnosed' WHEN k.mentor_id IS NOT NULL THEN 'mentored' ELSE 'opened' END
        """

    static let listing = Listing<SupportCaseLine>(
        columns: """
            k.id, a.organisation_id, o.legal_name AS organisation, a.competence_id, c.statement AS competence,
            a.country, \(stageColumn) AS stage,
            COALESCE((SELECT m.name FROM account m WHERE m.id = k.mentor_id), '') AS mentor,
            (SELECT MIN(e.day) FROM support_entry e WHERE e.case_id = k.id AND e.kind = 'task' AND e.state = 'open')
            AS next_day, k.closed_at, k.created_at, k.version, k.changed_at
            """,
        source: """
            support_case k JOIN support_application a ON a.id = k.application_id
            JOIN organisation o ON o.id = a.organisation_id JOIN competence c ON c.id = a.competence_id
            """,
        id: "k.id",
        facets: [
            Facet("stage", column: stageColumn).reading(Stage.self),
            Facet("state", column: "CASE WHEN k.closed_at IS NULL THEN 'open' ELSE 'closed' END")
                .reading { ["open", "closed"].contains($0) ? $0 : nil },
            Facet("country", column: "a.country").reading(Countries.code),
            SupportApplication.topicFacet("a.competence_id"), .period("period", "k.created_at"),
            Facet("reached", column: "k.id", join: "", isOffered: false) { values in
                SQL.join(
                    values.map { value in
                        switch value {
                        case "funded": has([.funded])
                        case "submitted": has([.submitted, .funded])
                        default: has([.consortium, .submitted, .funded])
                        }
                    }, " OR ")
            }.reading { ["consortium", "submitted", "funded"].contains($0) ? $0 : nil },
        ],
        sorts: [
            Sort("opened", "k.created_at", isNumber: true, isDescending: true), Sort("organisation", "o.sort_name"),
        ])

    /// What waits: for a mentor, cases to begin and tasks that are due; for the office, cases without a mentor.
    static let waiting: DeskSource = { tx, actor, now in
        guard let account = actor.account else { return [] }
        var items: [DeskItem] = []
        if actor.isOffice {
            let alone = try tx.count("SELECT COUNT(*) FROM support_case WHERE mentor_id IS NULL AND closed_at IS NULL")
            if alone > 0 {
                items.append(
                    DeskItem(.init("support.desk.mentors", ["number": "\(alone)"]), path: "/support-cases?stage=opened")
                )
            }
        }
        let cases = try tx.rows(
            """
            SELECT k.id, o.legal_name AS name, k.diagnosis FROM support_case k
            JOIN support_application a ON a.id = k.application_id JOIN organisation o ON o.id = a.organisation_id
            WHERE k.mentor_id = \(account) AND k.closed_at IS NULL ORDER BY k.id LIMIT 50
            """)
        for row in cases {
            let (id, name): (String, String) = (try row.get("id"), try row.get("name"))
            if try row.get("diagnosis", as: String.self).isEmpty {
                items.append(DeskItem(.init("support.desk.begin", ["name": name]), path: "/support-cases/\(id)"))
            }
            for task in try tx.entries(of: ID(id)) where task.kind == .task && task.state == .open {
                items.append(
                    DeskItem(
                        .init("support.desk.task", ["task": task.title, "name": name]),
                        path: "/support-cases/\(id)#tasks", due: task.day.map { BrusselsTime.moment($0) }))
            }
        }
        return items
    }
}

extension SupportApplication {
    /// What waits: for an applicant, a draft; for officers, what they have not scored and what can be decided.
    static let waiting: DeskSource = { tx, actor, now in
        guard let account = actor.account else { return [] }
        let drafts = try tx.rows(
            """
            SELECT a.id, s.title, s.closes_at FROM support_application a JOIN support_call s ON s.id = a.call_id
            WHERE a.account_id = \(account) AND a.submitted_at IS NULL AND a.withdrawn_at IS NULL
            AND s.closes_at > \(now) AND s.status = 'published' ORDER BY a.id LIMIT 20
            """)
        var items = try drafts.map { row in
            DeskItem(
                .init(
                    "support.desk.draft",
                    ["name": try row.get("title", as: Multilingual.self).reading(actor.language)]),
                path: "/support-applications/\(try row.get("id", as: String.self))/form",
                due: try row.get("closes_at", as: Moment.self))
        }
        guard actor.isOffice else { return items }
        let calls = try tx.rows(
            """
            SELECT s.id, s.title, s.closes_at, (SELECT COUNT(*) FROM support_application a WHERE a.call_id = s.id
            AND a.submitted_at IS NOT NULL AND a.withdrawn_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM support_score x WHERE x.application_id = a.id AND x.account_id = \(account)))
            AS unscored FROM support_call s WHERE s.status = 'published' AND s.decided_at IS NULL
            ORDER BY s.id LIMIT 50
            """)
        for row in calls {
            let name = try row.get("title", as: Multilingual.self).reading(actor.language)
            let (id, unscored): (String, Int) = (try row.get("id"), try row.get("unscored"))
            if unscored > 0 {
                items.append(
                    DeskItem(
                        .init("support.desk.score", ["number": "\(unscored)", "name": name]),
                        path: "/support-applications?call=\(id)&state=submitted"))
            } else if try row.get("closes_at", as: Moment.self) <= now {
                items.append(
                    DeskItem(.init("support.desk.decide", ["name": name]), path: "/support-calls/\(id)/shortlist"))
            }
        }
        return items
    }
}

extension SupportEntry {
    public static func find(_ id: ID<SupportEntry>, in tx: Transaction) throws -> SupportEntry? {
        guard var entry = try tx.first(SupportEntry.self, "SELECT * FROM support_entry WHERE id = \(id)") else {
            return nil
        }
        entry.supportCase = try SupportCase.find(entry.caseID, in: tx)
        return entry
    }
}

/// A line of the list of support cases.
public struct SupportCaseLine: Codable, Sendable {
    public let id: ID<SupportCase>
    public let organisationID: ID<Organisation>
    public let organisation: String
    public let competenceID: ID<Competence>
    public let competence: Multilingual
    public let country: String
    public let stage: SupportCase.Stage
    public let mentor: String
    /// The first day by which an open task is due.
    public let nextDay: Day?
    public let closedAt: Moment?
    public let createdAt: Moment
    public let version: Int
    public let changedAt: Moment
}

/// Everything the page of one support case shows.
public struct SupportCaseProfile: Encodable, Sendable {
    public let supportCase: SupportCase
    public let stage: SupportCase.Stage
    public let organisationID: ID<Organisation>
    public let organisation: String
    public let competenceID: ID<Competence>
    public let competence: Multilingual
    public let country: String
    public let applicant: String
    public let mentor: String
    public let entries: [SupportEntry]
    public let mayEdit: Bool
    public let history: [HistoryLine]
    /// What the team answered when it applied, as the reader sees the form.
    let form: Form
    let answers: Form.Answers
    let named: [FormEntry]
    /// Networks to apply to, for the form of a membership.
    let networks: [Named]

    private enum CodingKeys: String, CodingKey {
        case supportCase, stage, organisationID, organisation, competenceID, competence, country, applicant, mentor,
            entries, mayEdit, history
    }
}

extension Programme {
    public func supportCases(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<SupportCaseLine> {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        return try await read { tx in
            try tx.list(SupportCase.listing, selection, visible: SupportCase.visible(to: actor), counting: counting)
        }
    }

    public func supportCase(_ id: ID<SupportCase>, as actor: Actor) async throws -> SupportCaseProfile {
        try await read { tx in try tx.profile(of: try tx.see(id, as: actor), as: actor) }
    }

    /// Writes down what is found wanting and what is planned: `diagnosis`, `plan`.
    public func changeSupportCase(
        _ id: ID<SupportCase>, _ given: [String: Given], as actor: Actor
    ) async throws -> SupportCase {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, at: work.now)
            try work.save(after, over: before, in: "support_case", as: "support_case.changed")
            return after
        }
    }

    /// Gives a case its mentor, by the address that they sign in with (`mentor`); they are told.
    public func assignMentor(
        _ id: ID<SupportCase>, _ given: [String: Given], as actor: Actor
    ) async throws -> SupportCase {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .assign)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let email = fields.text("mentor", atLeast: 1, atMost: 254)
            try fields.finish()
            guard let mentor = try work.tx.account(email: email), mentor.closedAt == nil else {
                throw Problem.invalid("mentor", "support_case.no_mentor", ["email": email])
            }
            if mentor.id == before.accountID { throw Problem.invalid("mentor", "support_case.own_mentor") }
            let after = before.mentored(by: mentor.id, at: work.now)
            if after.mentorID == before.mentorID {
                work.recordNothing()
                return before
            }
            try work.save(after, over: before, in: "support_case", as: "support_case.mentored")
            let team = try work.tx.team(of: before, in: mentor.language)
            try work.notify(
                account: mentor.id.text, key: "support.notice.mentor", values: ["name": team],
                link: "/support-cases/\(id.text)")
            return after
        }
    }

    /// Closes a case with what was learnt (`closing`).
    public func closeSupportCase(
        _ id: ID<SupportCase>, _ given: [String: Given], as actor: Actor
    ) async throws -> SupportCase {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .close)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.closed(by: fields, at: work.now)
            try work.save(after, over: before, in: "support_case", as: "support_case.closed")
            return after
        }
    }

    /// Writes down a contact, task, document, membership or outcome: `kind`, `title`, `text`, `link`, `day`, `state`,
    /// `network`.
    public func addSupportEntry(
        to id: ID<SupportCase>, _ given: [String: Given], as actor: Actor
    ) async throws -> SupportEntry {
        try await write(as: actor) { work in
            let supportCase = try work.load(id, to: .edit)
            let fields = Fields(given)
            if let made: SupportEntry = try work.made(by: fields) { return made }
            let kind = fields.choice("kind", nil as SupportEntry.Kind?)
            let newID: ID<SupportEntry> = work.newID(SupportEntry.prefix, from: fields)
            guard let kind else { throw Problem.invalid(fields.issues) }
            let blank = SupportEntry.blank(newID, kind, of: supportCase, at: work.now)
            let added = try blank.changed(by: fields, isNetwork: work.isNetwork, at: work.now)
            try work.tx.insert(added, into: "support_entry")
            try work.record("support_entry.added", from: nil, to: added)
            return added
        }
    }

    public func changeSupportEntry(
        _ id: ID<SupportEntry>, _ given: [String: Given], as actor: Actor
    ) async throws -> SupportEntry {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, isNetwork: work.isNetwork, at: work.now)
            try work.save(after, over: before, in: "support_entry", as: "support_entry.changed")
            return after
        }
    }

    func supportEntry(_ id: ID<SupportEntry>, as actor: Actor) async throws -> (
        entry: SupportEntry, profile: SupportCaseProfile
    ) {
        try await read { tx in
            let entry = try tx.see(id, to: .edit, as: actor)
            return (entry, try tx.profile(of: try tx.see(entry.caseID, as: actor), as: actor))
        }
    }
}

extension Work {
    fileprivate func isNetwork(_ id: ID<Network>) throws -> Bool {
        try Network.find(id, in: tx)?.allows(.view, to: actor) == true
    }
}

extension Transaction {
    func entries(of id: ID<SupportCase>) throws -> [SupportEntry] {
        try all(
            SupportEntry.self,
            "SELECT * FROM support_entry WHERE case_id = \(id) ORDER BY COALESCE(day, '9999'), created_at, id")
    }

    fileprivate func team(of supportCase: SupportCase, in language: String) throws -> String {
        guard let application = try SupportApplication.find(supportCase.applicationID, in: self) else { return "" }
        return try Organisation.find(application.organisationID, in: self)?.name(in: language) ?? ""
    }

    fileprivate func profile(of supportCase: SupportCase, as actor: Actor) throws -> SupportCaseProfile {
        guard let application = try SupportApplication.find(supportCase.applicationID, in: self),
            let sheet = try AnswerSheet.find(application.sheetID, in: self),
            let version = try FormVersion.find(sheet.formID, in: self)
        else { throw Problem.notFound }
        let isMine = actor.account == supportCase.accountID.text
        let whole = try version.form()
        let answers = try sheet.read(by: whole)
        let entries = try self.entries(of: supportCase.id)
        let outcomes = Set(entries.filter { $0.kind == .outcome }.map(\.state))
        let people = [supportCase.accountID.text, supportCase.mentorID?.text].compactMap(\.self)
        let names = try accountNames(of: people)
        let mayEdit = supportCase.allows(.edit, to: actor)
        return SupportCaseProfile(
            supportCase: supportCase, stage: supportCase.stage(outcomes), organisationID: application.organisationID,
            organisation: try team(of: supportCase, in: actor.language), competenceID: application.competenceID,
            competence: try Competence.find(application.competenceID, in: self)?.statement ?? [:],
            country: application.country, applicant: names[supportCase.accountID.text] ?? "",
            mentor: supportCase.mentorID.flatMap { names[$0.text] } ?? "", entries: entries, mayEdit: mayEdit,
            history: try history(of: supportCase.id.text, isOffice: actor.isOffice),
            form: whole.seen(by: isMine ? .applicant : .office), answers: answers,
            named: try self.entries(in: answers, for: actor),
            networks: mayEdit
                ? try named(
                    """
                    SELECT n.id, n.name, n.acronym AS note FROM network n WHERE \(Network.visible(to: actor))
                    ORDER BY n.sort_name, n.id LIMIT 300
                    """) : [])
    }
}
