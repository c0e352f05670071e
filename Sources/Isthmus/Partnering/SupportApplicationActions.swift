import Database
import Procedure

extension SupportApplication {
    public static func find(_ id: ID<SupportApplication>, in tx: Transaction) throws -> SupportApplication? {
        try tx.first(SupportApplication.self, "SELECT * FROM support_application WHERE id = \(id)")
    }

    /// The rows a reader may know of, with `a` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL {
        let mine: SQL = actor.account.map { "a.account_id = \($0)" } ?? "1 = 0"
        return actor.isOffice ? "(\(mine) OR a.submitted_at IS NOT NULL)" : mine
    }

    private static let stateColumn: SQL = """
        CASE WHEN a.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN a.submitted_at IS NULL THEN 'draft'
        WHEN a.decision IS NOT NULL THEN a.decision ELSE 'submitted' END
        """

    static let listing = Listing<SupportApplicationLine>(
        columns: """
            a.id, a.call_id, s.title AS call_title, a.organisation_id, o.legal_name AS organisation, a.competence_id,
            c.statement AS competence, a.country, \(stateColumn) AS state, a.submitted_at, a.version, a.changed_at
            """,
        source: """
            support_application a JOIN support_call s ON s.id = a.call_id
            JOIN organisation o ON o.id = a.organisation_id JOIN competence c ON c.id = a.competence_id
            """,
        id: "a.id",
        facets: [
            Facet("state", column: stateColumn).reading(State.self),
            Facet("country", column: "a.country").reading(Countries.code),
            topicFacet("a.competence_id"), .period("period", "COALESCE(a.submitted_at, a.created_at)"),
            Facet("call", column: "a.call_id", join: "", isOffered: false) { "a.call_id IN (\($0))" },
            Facet("sent", column: "a.id", join: "", isOffered: false) { _ in
                "a.submitted_at IS NOT NULL AND a.withdrawn_at IS NULL"
            }.reading { $0 == "1" ? $0 : nil },
        ],
        sorts: [
            Sort("submitted", "COALESCE(a.submitted_at, 0)", isNumber: true, isDescending: true),
            Sort("organisation", "o.sort_name"),
        ])

    /// By the topics of the competence, those within a topic among them.
    static func topicFacet(_ competence: SQL) -> Facet {
        Facet("topic", column: "w.topic_id", join: "JOIN competence_topic w ON w.competence_id = \(competence)") {
            values in
            """
            EXISTS (SELECT 1 FROM competence_topic x WHERE x.competence_id = \(competence)
            AND (x.topic_id IN (\(values)) OR x.topic_id IN (SELECT d.id FROM topic t
            JOIN topic d ON d.position BETWEEN t.position AND t.last_position WHERE t.id IN (\(values)))))
            """
        }
    }

    static let invariants = [
        Invariant(
            name: "a decision about support comes after submission",
            offenders: "SELECT id FROM support_application WHERE decision IS NOT NULL AND submitted_at IS NULL"),
        Invariant(
            name: "a support case is of a selected application",
            offenders: """
                SELECT k.id FROM support_case k JOIN support_application a ON a.id = k.application_id
                WHERE a.decision IS NULL OR a.decision <> 'selected' OR a.account_id <> k.account_id
                """),
        Invariant(
            name: "an application's answers are its applicant's",
            offenders: """
                SELECT a.id FROM support_application a JOIN answer_sheet s ON s.id = a.sheet_id
                WHERE s.account_id <> a.account_id OR (s.submitted_at IS NULL) <> (a.submitted_at IS NULL)
                """),
    ]
}

/// A line of the list of applications for support.
public struct SupportApplicationLine: Codable, Sendable {
    public let id: ID<SupportApplication>
    public let callID: ID<SupportCall>
    public let callTitle: Multilingual
    public let organisationID: ID<Organisation>
    public let organisation: String
    public let competenceID: ID<Competence>
    public let competence: Multilingual
    public let country: String
    public let state: SupportApplication.State
    public let submittedAt: Moment?
    public let version: Int
    public let changedAt: Moment
}

/// For whom somebody can apply: what they represent or work at, and what is done there.
struct SupportChoices: Sendable {
    let organisations: [Named]
    /// The note is the organisation's id, empty for the person's own.
    let competences: [Named]
}

/// An application with its call and answers, for its page and its form.
struct SupportApplicationProfile: Sendable {
    let application: SupportApplication
    let call: SupportCall
    let isOpen: Bool
    /// The form as the reader sees it.
    let form: Form
    let answers: Form.Answers
    let entries: [FormEntry]
    let organisation: String
    let competence: Multilingual
    let applicant: String
    /// What officers gave, as far as the reader may know it, with their names.
    let scores: [(score: SupportScore, name: String)]
    /// How many officers gave theirs; nil for whoever may not know.
    let officers: Int?
    let ownScore: SupportScore?
    let caseID: ID<SupportCase>?
    let choices: SupportChoices?
    let history: [HistoryLine]
}

extension Programme {
    public func supportApplications(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<SupportApplicationLine> {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        return try await read { tx in
            try tx.list(
                SupportApplication.listing, selection, visible: SupportApplication.visible(to: actor),
                counting: counting)
        }
    }

    func supportApplication(
        _ id: ID<SupportApplication>, to permission: SupportApplication.Permission = .view, as actor: Actor
    ) async throws -> SupportApplicationProfile {
        let now = clock()
        return try await read { tx in
            try tx.profile(of: try tx.see(id, to: permission, as: actor), at: now, as: actor)
        }
    }

    /// A call for whoever begins to apply: its form, and for whom one can.
    func supportToApply(
        _ id: ID<SupportCall>, as actor: Actor
    ) async throws -> (call: SupportCall, form: Form, choices: SupportChoices) {
        let now = clock()
        return try await read { tx in
            let call = try tx.see(id, to: .apply, as: actor)
            guard call.state(at: now) == .open else { throw Problem.refused(.init("support_call.refused.closed")) }
            try tx.requireApplicant(actor)
            return (call, try tx.form(of: call).form().seen(by: .applicant), try tx.supportChoices(of: actor))
        }
    }

    /// Applies for support: `organisation`, `competence`, and the answers as `answerForm` takes them, as a draft or to
    /// be submitted.
    public func applyForSupport(
        _ call: ID<SupportCall>, _ given: [String: Given], files: [String: Upload] = [:], as actor: Actor
    ) async throws -> SupportApplication {
        try await write(as: actor) { work in
            let call = try work.load(call, to: .apply)
            let fields = Fields(given)
            if let made: SupportApplication = try work.made(by: fields) { return made }
            guard let account = actor.account else { throw Problem.signInNeeded }
            let id: ID<SupportApplication> = work.newID(SupportApplication.prefix, from: fields)
            let sheet = AnswerSheet.blank(
                work.newID(AnswerSheet.prefix), of: call.formID, by: ID(account),
                for: "\(SupportApplication.kind):\(id.text)", at: work.now)
            let blank = SupportApplication(
                id: id, callID: call.id, accountID: ID(account), personID: actor.person.map { ID($0) },
                organisationID: ID(""), competenceID: ID(""), country: "", sheetID: sheet.id, submittedAt: nil,
                withdrawnAt: nil, decision: nil, decidedAt: nil, version: 0, createdAt: work.now, changedAt: work.now)
            let named = try work.named(blank, fields, for: call)
            try work.requireApplicant(from: named.country)
            let kept = try work.answer(
                sheet, of: try work.tx.form(of: call), fields, files: files, isNew: true)
            var created = named
            created.submittedAt = kept.submittedAt
            try work.tx.insert(created, into: "support_application")
            try work.keep(created, nil)
            return created
        }
    }

    public func changeSupportApplication(
        _ id: ID<SupportApplication>, _ given: [String: Given], files: [String: Upload] = [:], as actor: Actor
    ) async throws -> SupportApplication {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            guard let call = try SupportCall.find(before.callID, in: work.tx),
                let sheet = try AnswerSheet.find(before.sheetID, in: work.tx)
            else { throw Problem.notFound }
            let fields = Fields(given)
            try fields.expect(version: before.version)
            var after = try work.named(before, fields, for: call)
            let kept = try work.answer(sheet, of: try work.tx.form(of: call), fields, files: files, isNew: false)
            after.submittedAt = kept.submittedAt
            try work.keep(after, before)
            return after
        }
    }

    public func withdrawSupportApplication(
        _ id: ID<SupportApplication>, as actor: Actor
    ) async throws -> SupportApplication {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .withdraw)
            let after = before.withdrawn(at: work.now)
            try work.save(after, over: before, in: "support_application", as: "support_application.withdrawn")
            return after
        }
    }

    /// Gives an application one's points, once it is submitted: `points` by criterion, `note`. Again, it changes them.
    public func scoreSupport(
        _ id: ID<SupportApplication>, _ given: [String: Given], as actor: Actor
    ) async throws -> SupportScore {
        try await write(as: actor) { work in
            let application = try work.load(id, to: .score)
            guard let call = try SupportCall.find(application.callID, in: work.tx), let account = actor.account else {
                throw Problem.notFound
            }
            let fields = Fields(given)
            let before = try work.tx.first(
                SupportScore.self,
                "SELECT * FROM support_score WHERE application_id = \(id) AND account_id = \(account)")
            let blank = SupportScore(
                id: work.newID(SupportScore.prefix), applicationID: id, accountID: ID(account), points: [:], note: "",
                version: 0, createdAt: work.now, changedAt: work.now)
            let after = try (before ?? blank).changed(by: fields, criteria: call.criteria, at: work.now)
            if let before {
                try work.save(after, over: before, in: "support_score", as: "support_score.changed")
            } else {
                try work.tx.insert(after, into: "support_score")
                try work.record("support_score.given", from: nil, to: after)
            }
            return after
        }
    }
}

extension SupportScore {
    public static func find(_ id: ID<SupportScore>, in tx: Transaction) throws -> SupportScore? {
        try tx.first(SupportScore.self, "SELECT * FROM support_score WHERE id = \(id)")
    }
}

extension Work {
    /// The application with whom it is for; throws where the call is over, or they are not the actor's.
    fileprivate func named(
        _ application: SupportApplication, _ fields: Fields, for call: SupportCall
    ) throws -> SupportApplication {
        guard call.state(at: now) == .open else { throw Problem.refused(.init("support_call.refused.closed")) }
        let choices = try tx.supportChoices(of: actor)
        var next = application
        next.organisationID = ID(fields.text("organisation", application.organisationID.text, atLeast: 1, atMost: 40))
        next.competenceID = ID(fields.text("competence", application.competenceID.text, atLeast: 1, atMost: 40))
        let (organisation, competence) = (next.organisationID.text, next.competenceID.text)
        if !organisation.isEmpty, !choices.organisations.contains(where: { $0.id == organisation }) {
            fields.complain("organisation", "support_application.not_yours", ["code": organisation])
        }
        let known = choices.competences.first { $0.id == competence }
        if !competence.isEmpty, known == nil || !["", organisation].contains(known?.note ?? "") {
            fields.complain("competence", "support_application.elsewhere", ["code": competence])
        }
        try fields.finish()
        let twin = try tx.value(
            String.self,
            """
            SELECT id FROM support_application WHERE call_id = \(call.id) AND account_id = \(application.accountID)
            AND organisation_id = \(organisation) AND id <> \(application.id)
            """)
        if let twin {
            throw Problem.invalid(
                "organisation", "support_application.twice", ["path": "/support-applications/\(twin)"])
        }
        next.country = try Organisation.find(next.organisationID, in: tx)?.country ?? ""
        (next.version, next.changedAt) = (application.version + 1, now)
        return next
    }

    /// Journals a new or changed application and, for one that was there, writes its row. A draft is its writer's.
    fileprivate func keep(_ after: SupportApplication, _ before: SupportApplication?) throws {
        let action = after.submittedAt == nil ? "support_application.kept" : "support_application.submitted"
        guard let before else {
            try record(action, from: nil, to: after)
            return
        }
        try save(after, over: before, in: "support_application", as: action)
    }
}

extension Transaction {
    func form(of call: SupportCall) throws -> FormVersion {
        guard let version = try FormVersion.find(call.formID, in: self) else { throw Defect("\(call.id) has no form") }
        return version
    }

    /// The organisations that the actor represents or works at, with what can be done there, and by them.
    fileprivate func supportChoices(of actor: Actor) throws -> SupportChoices {
        let person = actor.person ?? ""
        let kept = actor.scopes(of: .representative) + [""]
        let organisations = try named(
            """
            SELECT o.id, o.legal_name AS name, o.country AS note FROM organisation o
            WHERE (o.id IN (\(kept)) OR EXISTS (SELECT 1 FROM affiliation a WHERE a.organisation_id = o.id
            AND a.person_id = \(person) AND a.until_day IS NULL)) AND \(Organisation.visible(to: actor))
            ORDER BY o.sort_name, o.id LIMIT 50
            """)
        let ids = organisations.map(\.id) + [""]
        return SupportChoices(
            organisations: organisations,
            competences: try named(
                """
                SELECT c.id, c.statement AS name, COALESCE(c.organisation_id, '') AS note FROM competence c
                WHERE (c.organisation_id IN (\(ids)) OR c.person_id = \(person))
                AND \(Competence.visible(to: actor)) ORDER BY c.sort_name, c.id LIMIT 200
                """))
    }

    fileprivate func profile(
        of application: SupportApplication, at now: Moment, as actor: Actor
    ) throws -> SupportApplicationProfile {
        guard let call = try SupportCall.find(application.callID, in: self),
            let sheet = try AnswerSheet.find(application.sheetID, in: self)
        else { throw Problem.notFound }
        let isMine = actor.account == application.accountID.text
        let whole = try self.form(of: call).form()
        let answers = try sheet.read(by: whole)
        let scores = actor.isOffice && !isMine ? try self.scores(of: application.id) : []
        let own = scores.first { $0.accountID.text == actor.account }
        // Officers judge by themselves: what others gave is seen once one's own is given, or all is decided.
        let seen = own != nil || application.decision != nil ? scores : []
        let names = try accountNames(of: Set(scores.map(\.accountID.text) + [application.accountID.text]))
        return SupportApplicationProfile(
            application: application, call: call, isOpen: call.state(at: now) == .open,
            form: whole.seen(by: isMine ? .applicant : .office), answers: answers,
            entries: try entries(in: answers, for: actor),
            organisation: try Organisation.find(application.organisationID, in: self)?.name(in: actor.language) ?? "",
            competence: try Competence.find(application.competenceID, in: self)?.statement ?? [:],
            applicant: names[application.accountID.text] ?? "",
            scores: seen.map { ($0, names[$0.accountID.text] ?? "") },
            officers: actor.isOffice && !isMine ? scores.count : nil, ownScore: own,
            caseID: try value(
                ID<SupportCase>.self, "SELECT id FROM support_case WHERE application_id = \(application.id)"),
            choices: isMine && application.state == .draft ? try supportChoices(of: actor) : nil,
            history: try history(of: application.id.text, isOffice: actor.isOffice))
    }

    func scores(of application: ID<SupportApplication>) throws -> [SupportScore] {
        try all(
            SupportScore.self,
            "SELECT * FROM support_score WHERE application_id = \(application) ORDER BY created_at, id")
    }
}
