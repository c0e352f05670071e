import Database
import Foundation
import Interchange
import Procedure

extension AnswerSheet {
    public static func find(_ id: ID<AnswerSheet>, in tx: Transaction) throws -> AnswerSheet? {
        try tx.first(AnswerSheet.self, "SELECT * FROM answer_sheet WHERE id = \(id)")
    }

    /// The rows a reader may know of, with `a` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL {
        let mine: SQL = actor.account.map { "a.account_id = \($0)" } ?? "1 = 0"
        return actor.isOffice ? "(\(mine) OR a.submitted_at IS NOT NULL)" : mine
    }

    static let listing = Listing<AnswerSheetLine>(
        columns: """
            a.id, a.form_id, f.code, f.number, f.title, a.subject,
            COALESCE((SELECT c.name FROM account c WHERE c.id = a.account_id), '') AS name,
            a.submitted_at, a.version, a.changed_at
            """,
        source: "answer_sheet a JOIN form_version f ON f.id = a.form_id", id: "a.id",
        facets: [
            Facet("code", column: "f.code"),
            Facet(
                "state", column: "CASE WHEN a.submitted_at IS NULL THEN 'draft' ELSE 'submitted' END"
            ).reading { ["draft", "submitted"].contains($0) ? $0 : nil },
            Facet("form", column: "a.form_id", join: "", isOffered: false) { "a.form_id IN (\($0))" },
        ],
        sorts: [
            Sort("submitted", "COALESCE(a.submitted_at, 0)", isNumber: true, isDescending: true),
            Sort("title", "f.sort_name"),
        ])
}

extension Programme {
    public func answerSheets(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<AnswerSheetLine> {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        return try await read { tx in
            try tx.list(AnswerSheet.listing, selection, visible: AnswerSheet.visible(to: actor), counting: counting)
        }
    }

    func answerSheet(
        _ id: ID<AnswerSheet>, to permission: AnswerSheet.Permission = .view, as actor: Actor
    ) async throws -> AnswerSheetProfile {
        try await read { tx in try tx.profile(of: try tx.see(id, to: permission, as: actor), as: actor) }
    }

    /// A form for whoever begins to answer it by itself.
    func formToAnswer(_ id: ID<FormVersion>, as actor: Actor) async throws -> (version: FormVersion, form: Form) {
        try await read { tx in
            let version = try tx.see(id, to: .answer, as: actor)
            return (version, try version.form().seen(by: .applicant))
        }
    }

    /// Answers a form that is open to whoever is signed in. A page gives `answer` with the fields of the questions and
    /// `stage` (`draft` or `submit`), a program `answers` as codes and `submit`. Throws every issue at its question.
    public func answerForm(
        _ form: ID<FormVersion>, _ given: [String: Given], files: [String: Upload] = [:], as actor: Actor
    ) async throws -> AnswerSheet {
        try await write(as: actor) { work in
            let version = try work.load(form, to: .answer)
            let fields = Fields(given)
            if let made: AnswerSheet = try work.made(by: fields) { return made }
            guard let account = actor.account else { throw Problem.signInNeeded }
            let id: ID<AnswerSheet> = work.newID(AnswerSheet.prefix, from: fields)
            try fields.finish()
            let blank = AnswerSheet.blank(id, of: form, by: ID(account), for: "", at: work.now)
            return try work.answer(blank, of: version, fields, files: files, isNew: true)
        }
    }

    /// Goes on with a draft, and perhaps submits it.
    public func changeAnswers(
        _ id: ID<AnswerSheet>, _ given: [String: Given], files: [String: Upload] = [:], as actor: Actor
    ) async throws -> AnswerSheet {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            guard let version = try FormVersion.find(before.formID, in: work.tx) else { throw Problem.notFound }
            return try work.answer(before, of: version, fields, files: files, isNew: false)
        }
    }

    /// A file that was answered, for whoever may see the sheet.
    func answerFile(
        _ id: ID<AnswerSheet>, question: String, as actor: Actor
    ) async throws -> AnswerFile {
        try await read { tx in
            let sheet = try tx.see(id, as: actor)
            return try tx.file(of: sheet, question: question)
        }
    }

    /// Everything that was submitted to one version, with codes and labels.
    func answerTable(_ id: ID<FormVersion>, as actor: Actor) async throws -> AnswerTable {
        try await read { tx in
            let version = try tx.see(id, to: .read, as: actor)
            let sheets = try tx.all(
                AnswerSheet.self,
                """
                SELECT a.* FROM answer_sheet a WHERE a.form_id = \(id) AND a.submitted_at IS NOT NULL
                AND (\(AnswerSheet.visible(to: actor))) ORDER BY a.submitted_at, a.id
                """)
            let names = try tx.accountNames(of: Set(sheets.map(\.accountID.text)))
            let form = try version.form()
            return AnswerTable(
                form: form,
                lines: try sheets.map {
                    .init(sheet: $0, name: names[$0.accountID.text] ?? "", answers: try $0.read(by: form))
                })
        }
    }
}

extension Work {
    /// Reads what was given, checks it by the rules of the form and keeps it: the way on which every area stores the
    /// answers to its forms. The journal tells of a draft without its contents, which are its writer's alone.
    func answer(
        _ sheet: AnswerSheet, of version: FormVersion, _ fields: Fields, files: [String: Upload] = [:], isNew: Bool,
        audience: Form.Audience = .applicant
    ) throws -> AnswerSheet {
        let whole = try version.form()
        let form = whole.seen(by: audience)
        let stage = fields.answerStage
        try fields.finish()
        let kept = try sheet.read(by: whole)
        var stored: [String: AnswerFile] = [:]
        for question in form.questions where question.kind.name == .file {
            guard let upload = files["answer.\(question.id)"] else { continue }
            stored[question.id] = file(upload, question: question.id, of: sheet.id)
        }
        let (answers, issues) = try read(
            fields, by: form, kept: kept, stage: stage, files: stored.mapValues(\.answer))
        guard issues.isEmpty else { throw Problem.invalid(issues.map(\.problem)) }
        let after = sheet.holding(answers, of: whole, stage: stage, at: now)
        if isNew { try tx.insert(after, into: "answer_sheet") }
        try keep(stored, of: after, answers)
        guard stage == .submit else {
            if !isNew, try !tx.update(sheet, to: after) { throw Problem.stale }
            try note("answers.kept", kind: AnswerSheet.kind, thing: sheet.id.text)
            return after
        }
        if isNew {
            try record("answers.submitted", from: nil, to: after)
        } else {
            try save(after, over: sheet, in: "answer_sheet", as: "answers.submitted")
        }
        return after
    }

    private func read(
        _ fields: Fields, by form: Form, kept: Form.Answers, stage: Form.Stage, files: [String: Form.FileAnswer]
    ) throws -> (Form.Answers, [Form.Issue]) {
        var answers: Form.Answers
        var issues: [Form.Issue]
        if let given = fields.given("answers") {
            guard case .record = given else { throw Problem.invalid("answers", "field.type.record") }
            do { answers = try form.answers(json: given.json.text.utf8) } catch {
                throw Problem.invalid(
                    error.issues.isEmpty
                        ? [.init("answers", "field.type.record")] : error.issues.map(\.problem))
            }
            for (id, answer) in kept.values where form.question(id) == nil { answers[id] = answer }
            issues = form.issues(in: answers, stage: stage).filter { form.question($0.question) != nil }
            // A file comes through the page: a program may name the one that is there, and no other.
            for (id, answer) in answers.values {
                if case .file = answer, kept[id] != answer { issues.append(.init(id, .wrongKind, ["kind": "file"])) }
            }
        } else {
            let given = ["answer": fields.given("answer") ?? .record([:])]
            let read = FormFields(form, given: given, kept: kept, files: files)
            (answers, issues) = (read.answers, read.issues(for: stage))
        }
        for question in form.questions {
            guard case .reference(let entry)? = answers[question.id], try tx.entry(entry, for: actor) == nil,
                kept[question.id] != answers[question.id], !issues.contains(where: { $0.question == question.id })
            else { continue }
            issues.append(.init(question.id, .wrongKind, ["kind": "reference"]))
        }
        return (answers, issues)
    }

    private func file(_ upload: Upload, question: String, of sheet: ID<AnswerSheet>) -> AnswerFile {
        let id: ID<AnswerFile> = newID(AnswerFile.prefix)
        return AnswerFile(
            id: id.text, sheetID: sheet, question: question, name: String(upload.name.prefix(200)),
            size: upload.bytes.count, content: Data(upload.bytes).base64EncodedString(), createdAt: now)
    }

    /// Keeps new files and forgets those that are no answers any more.
    private func keep(_ files: [String: AnswerFile], of sheet: AnswerSheet, _ answers: Form.Answers) throws {
        for (_, file) in files.sorted(by: { $0.key < $1.key }) { try tx.insert(file, into: "answer_file") }
        let named = answers.values.values.compactMap { if case .file(let file) = $0 { file.id } else { nil } }
        let used = named + [""]
        try tx.run("DELETE FROM answer_file WHERE sheet_id = \(sheet.id) AND id NOT IN (\(used))")
        let bytes = try tx.value(
            Int.self, "SELECT COALESCE(CAST(SUM(size) AS BIGINT), 0) FROM answer_file WHERE sheet_id = \(sheet.id)")
        if (bytes ?? 0) > AnswerFile.mostBytes { throw Problem.invalid("", "error.too_large") }
    }
}

extension Fields {
    /// Whether what is given is a draft or to be submitted: `stage` of a page's buttons, `submit` of a program.
    var answerStage: Form.Stage {
        if flag("submit", false) { return .submit }
        return text("stage", "draft", atMost: 20) == "submit" ? .submit : .draft
    }
}

extension Transaction {
    fileprivate func update(_ sheet: AnswerSheet, to after: AnswerSheet) throws -> Bool {
        try run(
            """
            UPDATE answer_sheet SET answers = \(after.answers), version = \(after.version),
            changed_at = \(after.changedAt) WHERE id = \(sheet.id) AND version = \(sheet.version)
            """) == 1
    }

    func profile(of sheet: AnswerSheet, as actor: Actor) throws -> AnswerSheetProfile {
        guard let version = try FormVersion.find(sheet.formID, in: self) else { throw Problem.notFound }
        let audience: Form.Audience = actor.isOffice && actor.account != sheet.accountID.text ? .office : .applicant
        let whole = try version.form()
        let answers = try sheet.read(by: whole)
        return AnswerSheetProfile(
            sheet: sheet, version: version, form: whole.seen(by: audience), answers: answers,
            entries: try entries(in: answers, for: actor),
            name: try accountNames(of: [sheet.accountID.text])[sheet.accountID.text] ?? "",
            history: try history(of: sheet.id.text, isOffice: actor.isOffice))
    }

    func file(of sheet: AnswerSheet, question: String) throws -> AnswerFile {
        guard let version = try FormVersion.find(sheet.formID, in: self),
            case .file(let answer)? = try sheet.read(by: try version.form())[question],
            let file = try first(
                AnswerFile.self, "SELECT * FROM answer_file WHERE id = \(answer.id) AND sheet_id = \(sheet.id)")
        else { throw Problem.notFound }
        return file
    }

    /// What the answers name, as far as the reader may see it.
    func entries(in answers: Form.Answers, for actor: Actor) throws -> [FormEntry] {
        try answers.values.sorted { $0.key < $1.key }.compactMap { _, answer in
            guard case .reference(let named) = answer else { return nil }
            return try entry(named, for: actor)
        }
    }

    /// An entry of the directory by its name; nil where there is none, or the reader may not see it.
    func entry(_ named: Form.ReferenceAnswer, for actor: Actor) throws -> FormEntry? {
        guard let kind = Form.ReferenceKind(rawValue: named.kind) else { return nil }
        func seen<Thing: Governed>(_ type: Thing.Type, _ label: (Thing) -> String) throws -> FormEntry? {
            guard let thing = try Thing.find(ID(named.id), in: self), thing.allows(.view, to: actor) else { return nil }
            return FormEntry(
                entry: named, label: label(thing), path: "/\(FormFields.folder(of: kind))/\(named.id)")
        }
        let language = actor.language
        return switch kind {
        case .organisation: try seen(Organisation.self) { $0.name(in: language) }
        case .team: try seen(Team.self) { $0.name.reading(language) }
        case .person: try seen(Person.self) { $0.name(in: language) }
        case .network: try seen(Network.self) { $0.name.reading(language) }
        case .project: try seen(Project.self) { $0.title.reading(language) }
        }
    }
}
