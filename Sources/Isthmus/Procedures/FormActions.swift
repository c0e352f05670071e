import Database
import Procedure
import Text

extension FormVersion {
    public static func find(_ id: ID<FormVersion>, in tx: Transaction) throws -> FormVersion? {
        try tx.first(FormVersion.self, "SELECT * FROM form_version WHERE id = \(id)")
    }

    /// The rows a reader may know of, with `f` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL { actor.isOffice ? "1 = 1" : "f.status = 'published'" }

    static let listing = Listing<FormLine>(
        columns: """
            f.id, f.code, f.number, f.title, f.languages, f.questions, f.is_open, f.status, f.published_at,
            (SELECT COUNT(*) FROM answer_sheet a WHERE a.form_id = f.id AND a.submitted_at IS NOT NULL) AS answered,
            f.version, f.changed_at
            """,
        source: "form_version f", id: "f.id",
        facets: [
            Facet("status", column: "f.status").reading(Status.self), Facet("code", column: "f.code"),
            Facet("open", column: "CAST(f.is_open AS TEXT)").reading { ["0", "1"].contains($0) ? $0 : nil },
        ],
        sorts: [
            Sort("title", "f.sort_name"), Sort("changed", "f.changed_at", isNumber: true, isDescending: true),
            Sort("number", "f.number", isNumber: true, isDescending: true),
        ],
        search: { text in
            SQL.all(folded(text).split(separator: " ").prefix(8).map { "f.search_text LIKE \("%" + $0 + "%")" })
        })

    static let invariants = [
        Invariant(
            name: "a published form says since when",
            offenders: "SELECT id FROM form_version WHERE status = 'published' AND published_at IS NULL"),
        Invariant(
            name: "a form is answered only once it is published",
            offenders: """
                SELECT a.id FROM answer_sheet a JOIN form_version f ON f.id = a.form_id WHERE f.status = 'draft'
                """),
    ]
}

extension Programme {
    public func forms(_ selection: Selection, as actor: Actor, counting: Bool = true) async throws -> Found<FormLine> {
        try await read { tx in
            try tx.list(FormVersion.listing, selection, visible: FormVersion.visible(to: actor), counting: counting)
        }
    }

    func form(_ id: ID<FormVersion>, as actor: Actor) async throws -> FormProfile {
        try await read { tx in
            let version = try tx.see(id, as: actor)
            var selection = Selection()
            (selection.chosen["code"], selection.sort, selection.limit) = ([version.code], "number", 100)
            let visible = FormVersion.visible(to: actor)
            return FormProfile(
                version: version, form: try version.form(),
                versions: try tx.list(FormVersion.listing, selection, visible: visible, counting: false).items,
                answered: try tx.count(
                    "SELECT COUNT(*) FROM answer_sheet WHERE form_id = \(id) AND submitted_at IS NOT NULL"),
                draft: try tx.draft(of: id, by: actor),
                history: try tx.history(of: id.text, isOffice: actor.isOffice))
        }
    }

    /// A version for those who may read its text.
    func formText(_ id: ID<FormVersion>, to permission: FormVersion.Permission, as actor: Actor) async throws
        -> FormVersion
    {
        try await read { tx in try tx.see(id, to: permission, as: actor) }
    }

    /// How a version differs from an earlier one of the same form: from the one before it where none is named.
    func formDifferences(
        _ id: ID<FormVersion>, from other: ID<FormVersion>?, as actor: Actor
    ) async throws -> FormDifferences {
        try await read { tx in
            let later = try tx.see(id, to: .read, as: actor)
            let before = try tx.value(
                ID<FormVersion>.self,
                """
                SELECT id FROM form_version WHERE code = \(later.code) AND number < \(later.number)
                ORDER BY number DESC LIMIT 1
                """)
            guard let named = other ?? before else { throw Problem.notFound }
            let earlier = try tx.see(named, to: .read, as: actor)
            guard earlier.code == later.code, earlier.number < later.number else { throw Problem.notFound }
            let (old, new) = (try earlier.form(), try later.form())
            return FormDifferences(
                earlier: earlier, later: later, earlierForm: old, laterForm: new, changes: new.changes(from: old))
        }
    }

    /// Takes in a form: `text` in YAML, `is_open`, and `file`, what it is called in complaints.
    public func createForm(_ given: [String: Given], as actor: Actor) async throws -> FormVersion {
        try await write(as: actor) { work in
            try work.require(FormVersion.refusalOfCreating(to: actor))
            let fields = Fields(given)
            if let made: FormVersion = try work.made(by: fields) { return made }
            let blank = FormVersion.blank(work.newID(FormVersion.prefix, from: fields), at: work.now)
            let tx = work.tx
            let created = try blank.changed(by: fields, among: { try tx.versions(of: $0) }, at: work.now)
            try work.tx.insert(created, into: "form_version")
            try work.record("form.created", from: nil, to: created)
            return created
        }
    }

    public func changeForm(
        _ id: ID<FormVersion>, _ given: [String: Given], as actor: Actor
    ) async throws -> FormVersion {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let tx = work.tx
            let after = try before.changed(by: fields, among: { try tx.versions(of: $0) }, at: work.now)
            try work.save(after, over: before, in: "form_version", as: "form.changed")
            return after
        }
    }

    /// Publishes a draft: from then on it can be answered, and never changes.
    public func publishForm(_ id: ID<FormVersion>, as actor: Actor) async throws -> FormVersion {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .publish)
            // What was published meanwhile may have made another kind of one of its questions.
            let fields = Fields([:])
            let tx = work.tx
            _ = try before.changed(by: fields, among: { try tx.versions(of: $0) }, at: work.now)
            let after = before.published(at: work.now)
            try work.save(after, over: before, in: "form_version", as: "form.published")
            return after
        }
    }

    /// Takes a version out of use: nobody begins to answer it any more; what was answered stays.
    public func withdrawForm(_ id: ID<FormVersion>, as actor: Actor) async throws -> FormVersion {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .withdraw)
            let after = before.withdrawn(at: work.now)
            try work.save(after, over: before, in: "form_version", as: "form.withdrawn")
            return after
        }
    }

    /// Begins the next version of a form, as a draft with the text of this one; the draft that there is already where
    /// somebody began it.
    public func reviseForm(_ id: ID<FormVersion>, as actor: Actor) async throws -> FormVersion {
        try await write(as: actor) { work in
            try work.require(FormVersion.refusalOfCreating(to: actor))
            let model = try work.load(id, to: .read)
            let all = try work.tx.versions(of: model.code)
            if let draft = all.last(where: { $0.status == .draft }) {
                work.recordNothing()
                return draft
            }
            let number = (all.map(\.number).max() ?? model.number) + 1
            var blank = FormVersion.blank(work.newID(FormVersion.prefix), at: work.now)
            blank.isOpen = model.isOpen
            let fields = Fields(["text": .text(try model.textOfNext(number))])
            let created = try blank.changed(by: fields, among: { _ in all }, at: work.now)
            try work.tx.insert(created, into: "form_version")
            try work.record("form.created", from: nil, to: created)
            return created
        }
    }
}

extension Transaction {
    /// All versions of a form in their order.
    func versions(of code: String) throws -> [FormVersion] {
        try all(FormVersion.self, "SELECT * FROM form_version WHERE code = \(code) ORDER BY number")
    }

    /// The actor's own sheet of a form answered by itself that is not submitted yet.
    func draft(of form: ID<FormVersion>, by actor: Actor) throws -> AnswerSheet? {
        guard let account = actor.account else { return nil }
        return try first(
            AnswerSheet.self,
            """
            SELECT * FROM answer_sheet WHERE form_id = \(form) AND account_id = \(account) AND subject = ''
            AND submitted_at IS NULL ORDER BY id DESC LIMIT 1
            """)
    }
}
