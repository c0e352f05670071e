import Database
import Text

extension SupportCall {
    public static func find(_ id: ID<SupportCall>, in tx: Transaction) throws -> SupportCall? {
        try tx.first(SupportCall.self, "SELECT * FROM support_call WHERE id = \(id)")
    }

    /// The rows a reader may know of, with `s` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL { actor.isOffice ? "1 = 1" : "s.status = 'published'" }

    static func listing(at moment: Moment) -> Listing<SupportCallLine> {
        let now = Moment(seconds: moment.seconds - moment.seconds % 60)
        let state: SQL = """
            CASE WHEN s.status <> 'published' THEN s.status WHEN s.decided_at IS NOT NULL THEN 'decided'
            WHEN s.closes_at > \(now) THEN 'open' ELSE 'closed' END
            """
        return Listing(
            columns: """
                s.id, s.title, \(state) AS state, s.closes_at, s.places,
                (SELECT COUNT(*) FROM support_application a WHERE a.call_id = s.id AND a.submitted_at IS NOT NULL
                AND a.withdrawn_at IS NULL) AS applications, s.version, s.changed_at
                """,
            source: "support_call s", id: "s.id",
            facets: [Facet("state", column: state).reading(State.self)],
            sorts: [
                Sort("closes", "s.closes_at", isNumber: true, isDescending: true), Sort("title", "s.sort_name"),
            ],
            search: { text in
                SQL.all(folded(text).split(separator: " ").prefix(8).map { "s.search_text LIKE \("%" + $0 + "%")" })
            })
    }
}

/// A line of the list of calls for support.
public struct SupportCallLine: Codable, Sendable {
    public let id: ID<SupportCall>
    public let title: Multilingual
    public let state: SupportCall.State
    public let closesAt: Moment
    public let places: Int
    /// How many were submitted.
    public let applications: Int
    public let version: Int
    public let changedAt: Moment
}

/// Everything the page of one call for support shows.
public struct SupportCallProfile: Encodable, Sendable {
    public let call: SupportCall
    public let state: SupportCall.State
    public let applications: Int
    /// The reader's own application.
    public let own: ID<SupportApplication>?
    public let mayEdit: Bool
    public let history: [HistoryLine]
}

extension Programme {
    public func supportCalls(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<SupportCallLine> {
        let listing = SupportCall.listing(at: clock())
        return try await read { tx in
            try tx.list(listing, selection, visible: SupportCall.visible(to: actor), counting: counting)
        }
    }

    public func supportCall(_ id: ID<SupportCall>, as actor: Actor) async throws -> SupportCallProfile {
        let now = clock()
        return try await read { tx in
            let call = try tx.see(id, as: actor)
            let account = actor.account ?? ""
            return SupportCallProfile(
                call: call, state: call.state(at: now),
                applications: try tx.count(
                    """
                    SELECT COUNT(*) FROM support_application
                    WHERE call_id = \(id) AND submitted_at IS NOT NULL AND withdrawn_at IS NULL
                    """),
                own: try tx.value(
                    ID<SupportApplication>.self,
                    """
                    SELECT id FROM support_application WHERE call_id = \(id) AND account_id = \(account)
                    ORDER BY id DESC LIMIT 1
                    """), mayEdit: call.allows(.edit, to: actor),
                history: try tx.history(of: id.text, isOffice: actor.isOffice))
        }
    }

    /// A call for its form, or nil for a new one, with the published forms that it can ask.
    func supportCallToEdit(
        _ id: ID<SupportCall>?, as actor: Actor
    ) async throws -> (call: SupportCall?, forms: [FormVersion]) {
        try await read { tx in
            if id == nil, let refusal = SupportCall.refusalOfCreating(to: actor) {
                throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            return (
                try id.map { try tx.see($0, to: .edit, as: actor) },
                try tx.all(
                    FormVersion.self,
                    "SELECT * FROM form_version WHERE status = 'published' ORDER BY sort_name, number DESC LIMIT 200")
            )
        }
    }

    public func createSupportCall(_ given: [String: Given], as actor: Actor) async throws -> SupportCall {
        try await write(as: actor) { work in
            try work.require(SupportCall.refusalOfCreating(to: actor))
            let fields = Fields(given)
            if let made: SupportCall = try work.made(by: fields) { return made }
            let blank = SupportCall.blank(work.newID(SupportCall.prefix, from: fields), at: work.now)
            let created = try blank.changed(by: fields, isForm: work.isPublishedForm, at: work.now)
            try work.tx.insert(created, into: "support_call")
            try work.record("support_call.created", from: nil, to: created)
            return created
        }
    }

    public func changeSupportCall(
        _ id: ID<SupportCall>, _ given: [String: Given], as actor: Actor
    ) async throws -> SupportCall {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, isForm: work.isPublishedForm, at: work.now)
            try work.save(after, over: before, in: "support_call", as: "support_call.changed")
            return after
        }
    }
}

extension Work {
    fileprivate func isPublishedForm(_ id: ID<FormVersion>) throws -> Bool {
        try FormVersion.find(id, in: tx)?.status == .published
    }
}
