import Foundation
import Hummingbird

/// The office's imports: send files, see what they would do, confirm; and what was imported before.
struct ImportPages: Pages {
    /// Bytes of one form with its files.
    static let mostBytes = 64 << 20
    static let mostFiles = 5

    func addRoutes(to routes: Routes) {
        routes.get("/office/imports") { _, context in try await list(context) }
        routes.post("/office/imports") { request, context in try await send(request, context) }
        routes.get("/office/imports/templates/{name}") { _, context in try template(context) }
        routes.get("/office/imports/previews/{id}") { _, context in try await preview(context) }
        routes.post("/office/imports/previews/{id}/confirmation") { request, context in
            try await confirm(request, context)
        }
        routes.get("/office/imports/{id}") { _, context in try await show(context) }
    }

    private func check(_ context: SiteContext) throws {
        guard let refusal = ImportKind.refusalOfImport(to: context.actor) else { return }
        throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
    }

    private func list(
        _ context: SiteContext, given: [String: Given]? = nil, issues: [Problem.Issue] = []
    ) async throws -> Response {
        try check(context)
        let runs = try await context.programme.importRuns(as: context.actor)
        let form = FormParts(context.visit, kind: "imports", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("imports.title"), crumbs: Array(crumbs(context).prefix(1)),
                body: ImportViews.list(runs, form, context.visit), issues: issues),
            context)
    }

    private func send(_ request: Request, _ context: SiteContext) async throws -> Response {
        try check(context)
        guard !context.actor.isReadOnly else { throw Problem.refused(.init("token.refused.read_only")) }
        let (given, files) = try await context.upload(request, upTo: Self.mostBytes)
        let fields = Fields(given)
        let kind = fields.choice("kind", nil as ImportKind?)
        let sent = (1...Self.mostFiles).compactMap { files["file_\($0)"] }.map { (name: $0.name, bytes: $0.bytes) }
        let sides = files["sides"].map { (name: $0.name, bytes: $0.bytes) }
        if sides != nil, kind != .calls { fields.complain("sides", "imports.sides.only_calls") }
        if sent.isEmpty { fields.complain("file_1", "field.required") }
        guard fields.issues.isEmpty, let kind else {
            return try await list(context, given: given, issues: fields.issues)
        }
        let upload = try ImportUpload.keep(
            sent, sides: sides, kind: kind, account: context.actor.account ?? "", at: context.programme.clock())
        return Answers.seeOther("/office/imports/previews/\(upload.id)", context)
    }

    private func upload(_ context: SiteContext) throws -> ImportUpload {
        try check(context)
        let id: ID<ImportUpload> = try context.id()
        let account = context.actor.account ?? ""
        guard let upload = ImportUpload.find(id.text, of: account, at: context.programme.clock()) else {
            throw Problem.notFound
        }
        return upload
    }

    private func preview(_ context: SiteContext) async throws -> Response {
        let upload = try upload(context)
        let report = try await context.programme.runImport(
            upload.kind, upload.files, sides: upload.sides, dryRun: true, as: context.actor)
        return page(report, upload, context)
    }

    /// Reads and compares anew: what is written is what is found now.
    private func confirm(_ request: Request, _ context: SiteContext) async throws -> Response {
        _ = try await context.given(request)
        let upload = try upload(context)
        let report = try await context.programme.runImport(
            upload.kind, upload.files, sides: upload.sides, dryRun: false, as: context.actor)
        guard report.isCarriedOut else { return page(report, upload, context) }
        upload.forget()
        let runs = try await context.programme.importRuns(as: context.actor)
        let place = runs.first.map { "/office/imports/\($0.id)" } ?? "/office/imports"
        return Answers.seeOther(place, notice: "import.carried_out", context)
    }

    private func page(_ report: ImportReport, _ upload: ImportUpload, _ context: SiteContext) -> Response {
        Answers.page(
            Page(
                title: context.words("imports.preview"), crumbs: crumbs(context),
                body: ImportViews.preview(report, upload, context.visit), isRejected: !report.issues.isEmpty),
            context)
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let id: ID<ImportRun> = try context.id()
        let run = try await context.programme.importRun(id.text, as: context.actor)
        return Answers.page(
            Page(
                title: context.words("imports.kind.\(run.kind.rawValue)"), crumbs: crumbs(context),
                body: ImportViews.run(run, context.visit)),
            context)
    }

    private func template(_ context: SiteContext) throws -> Response {
        try check(context)
        let parts = (context.parameters.get("name") ?? "").split(separator: ".").map(String.init)
        guard parts.count == 2, ["csv", "xlsx"].contains(parts[1]),
            let bytes = try ImportKind(rawValue: parts[0])?.template(isWorkbook: parts[1] == "xlsx")
        else { throw Problem.notFound }
        let type =
            parts[1] == "csv"
            ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return Answers.download(bytes, type: type, name: parts.joined(separator: "."), context)
    }

    private func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("nav.office"), "/office"), (context.words("imports.title"), "/office/imports")]
    }
}
