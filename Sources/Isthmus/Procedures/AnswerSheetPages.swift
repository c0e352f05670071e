import Foundation
import Hummingbird
import Interchange
import Procedure

/// The pages and API of answers: filling a form, drafts, what was submitted, its export.
public struct AnswerSheetPages: Pages {
    public init() {}

    static let list = ListPage<AnswerSheetLine>(
        kind: "answers", path: "/answers",
        columns: [
            ListColumn("title", sort: "title", plain: { $0.title.reading($1.language) }) { line, words in
                Parts.link("/answers/\(line.id.text)", line.title.reading(words.language))
            },
            ListColumn("number", isNumber: true, plain: { line, _ in String(line.number) }),
            ListColumn("name", plain: { line, _ in line.name }),
            .day("submitted", sort: "submitted") { $0.submittedAt?.day },
            .day("changed") { $0.changedAt.day },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("formID") { $0.formID.text }, ListCode("code") { $0.code },
            ListCode("subject") { $0.subject }, ListCode("submittedAt") { $0.submittedAt?.iso ?? "" },
            ListCode("version") { String($0.version) }, ListCode("changedAt") { $0.changedAt.iso },
        ], sortedBy: "submitted",
        label: { facet, value, words in
            switch facet {
            case "state": words("answers.state.\(value)")
            case "form": words("answers.of_form")
            default: value
            }
        })

    public func addRoutes(to routes: Routes) {
        ListRoutes(Self.list, facets: AnswerSheet.listing.facets) {
            try await $3.answerSheets($0, as: $1, counting: $2)
        }.add(to: routes)
        routes.get("/forms/{id}/answers/new") { _, context in try await fillNew(nil, [], context) }
        routes.post("/forms/{id}/answers") { request, context in try await create(request, context) }
        routes.get("/forms/{id}/answers.csv") { _, context in try await csv(context) }
        routes.get("/forms/{id}/answers.xlsx") { _, context in try await workbook(context) }
        routes.get("/answers/{id}") { _, context in try await show(context) }
        routes.get("/answers/{id}/form") { _, context in try await fill(nil, [], context) }
        routes.post("/answers/{id}") { request, context in try await change(request, context) }
        routes.get("/answers/{id}/files/{question}") { _, context in try await file(context) }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/answers/{id}") { _, context in
            try Answers.json(
                try await context.programme.answerSheet(try context.id(), as: context.actor).sheet.seen, context)
        }
        routes.post("/api/v1/forms/{id}/answers") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.answerForm(try context.id(), given, as: context.actor).seen, context)
        }
        routes.patch("/api/v1/answers/{id}") { request, context in
            let given = try await context.given(request)
            return try Answers.json(
                try await context.programme.changeAnswers(try context.id(), given, as: context.actor).seen, context)
        }
    }

    /// What a form of questions sent, with the files among it.
    static func given(
        _ request: Request, _ context: SiteContext
    ) async throws -> (given: [String: Given], files: [String: Upload]) {
        guard request.headers[.contentType]?.hasPrefix("multipart/form-data") == true else {
            return (try await context.given(request), [:])
        }
        return try await context.upload(request, upTo: AnswerFile.mostBytes + (1 << 20))
    }

    /// Issues of answers as the form of questions shows them; others stand above it.
    static func issues(_ issues: [Problem.Issue]) -> (answers: [Form.Issue], others: [Problem.Issue]) {
        (issues.compactMap { Form.Issue($0) }, issues.filter { Form.Issue($0) == nil })
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<FormVersion> = try context.id()
        let (given, files) = try await Self.given(request, context)
        do {
            let sheet = try await context.programme.answerForm(id, given, files: files, as: context.actor)
            return kept(sheet, context)
        } catch Problem.invalid(let issues) { return try await fillNew(given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<AnswerSheet> = try context.id()
        let (given, files) = try await Self.given(request, context)
        do {
            let sheet = try await context.change(id) {
                try await context.programme.changeAnswers(id, given, files: files, as: context.actor)
            }
            return kept(sheet, context)
        } catch Problem.invalid(let issues) { return try await fill(given, issues, context) }
    }

    private func kept(_ sheet: AnswerSheet, _ context: SiteContext) -> Response {
        sheet.submittedAt == nil
            ? Answers.seeOther("/answers/\(sheet.id.text)/form", notice: "answers.kept", context)
            : Answers.seeOther("/answers/\(sheet.id.text)", notice: "answers.submitted", context)
    }

    private func fillNew(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let id: ID<FormVersion> = try context.id()
        let (version, form) = try await context.programme.formToAnswer(id, as: context.actor)
        let views = FormViews(form, context.words, given: given, issues: Self.issues(issues).answers)
        let body = views.form(
            context.visit, action: "/forms/\(id.text)/answers", submit: "answers.submit", cancel: "/forms/\(id.text)",
            makes: AnswerSheet.prefix, keep: "answers.keep")
        return page(version, views, body, issues, context)
    }

    private func fill(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let profile = try await context.programme.answerSheet(try context.id(), to: .edit, as: context.actor)
        let path = "/answers/\(profile.sheet.id.text)"
        let views = FormViews(
            profile.form, context.words, answers: profile.answers, given: given, issues: Self.issues(issues).answers)
        let hidden = FormParts(context.visit, kind: "answers", given: given, issues: issues)
            .hidden("version", String(profile.sheet.version))
        let body = views.form(
            context.visit, action: path, submit: "answers.submit", cancel: path, keep: "answers.keep", hidden: [hidden])
        return page(profile.version, views, body, issues, context)
    }

    private func page(
        _ version: FormVersion, _ views: FormViews, _ body: HTML, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        let others = FormParts(context.visit, kind: "answers", issues: Self.issues(issues).others).summary
        return Answers.page(
            Page(
                title: version.title.reading(context.words.language),
                crumbs: FormPages.crumbs(context) + [
                    (version.title.reading(context.words.language), "/forms/\(version.id.text)")
                ],
                body: "\(Parts.title(version.title.reading(context.words.language)))\(others)\(views.intro)\(body)",
                area: "/forms", issues: issues),
            context)
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let profile = try await context.programme.answerSheet(try context.id(), as: context.actor)
        let crumbs = [(label: context.words("answers.title"), path: "/answers")]
        return Answers.page(
            Page(
                title: profile.version.title.reading(context.words.language), crumbs: crumbs,
                body: AnswersViews.sheet(profile, context.visit), area: "/forms",
                formats: [("JSON", "/api/v1/answers/\(profile.sheet.id.text)")]),
            context)
    }

    private func file(_ context: SiteContext) async throws -> Response {
        guard let question = context.parameters.get("question"), question.utf8.count <= 60 else {
            throw Problem.notFound
        }
        let file = try await context.programme.answerFile(
            try context.id(), question: question, as: context.actor)
        return try Self.download(file, context)
    }

    /// The file under a name that can stand in a header; browsers are not to look into it.
    static func download(_ file: AnswerFile, _ context: SiteContext) throws -> Response {
        guard let data = Data(base64Encoded: file.content) else { throw Defect("the file \(file.id) is broken") }
        let ending = file.answer.ending.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return Answers.download(
            Array(data), type: "application/octet-stream", name: "\(file.question).\(ending)", context)
    }

    private func csv(_ context: SiteContext) async throws -> Response {
        let table = try await context.programme.answerTable(try context.id(), as: context.actor)
        var writer = CSVWriter(columns: table.heads(context.words), style: .spreadsheet)
        for row in table.rows(context.words) { writer.append(row) }
        return Answers.download(
            writer.take(), type: "text/csv; charset=utf-8", name: "\(table.form.id)-answers.csv", context)
    }

    private func workbook(_ context: SiteContext) async throws -> Response {
        let table = try await context.programme.answerTable(try context.id(), as: context.actor)
        let rows = table.rows(context.words).map { $0.map { Workbook.Cell.text($0) } }
        let sheet = Workbook.Sheet(
            name: context.words("answers.title"), columns: table.heads(context.words), rows: rows)
        return Answers.download(
            try Workbook([sheet]).bytes(), type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            name: "\(table.form.id)-answers.xlsx", context)
    }
}
