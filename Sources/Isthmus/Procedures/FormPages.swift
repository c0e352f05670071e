import Foundation
import Hummingbird
import Procedure

/// The pages and API of forms: their list, their versions, the text they are written in.
public struct FormPages: Pages {
    public init() {}

    static let list = ListPage<FormLine>(
        kind: "forms", path: "/forms",
        columns: [
            ListColumn("title", sort: "title", plain: { $0.title.reading($1.language) }) { line, words in
                "\(Parts.link("/forms/\(line.id.text)", line.title.reading(words.language)))<small>\(line.code)</small>"
            },
            ListColumn("number", sort: "number", isNumber: true, plain: { line, _ in String(line.number) }),
            ListColumn("status", plain: { $1("forms.status.\($0.status.rawValue)") }) { line, words in
                FormTextViews.pill(line.status, words)
            },
            ListColumn("languages", plain: { line, words in FormTextViews.languages(line.languages, words) }),
            ListColumn("questions", isNumber: true, plain: { line, _ in String(line.questions) }),
            ListColumn("answered", isNumber: true, plain: { line, _ in String(line.answered) }),
            .day("changed", sort: "changed") { $0.changedAt.day },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("code") { $0.code }, ListCode("statusCode") { $0.status.rawValue },
            ListCode("isOpen") { $0.isOpen ? "1" : "0" }, ListCode("publishedAt") { $0.publishedAt?.iso ?? "" },
            ListCode("version") { String($0.version) }, ListCode("changedAt") { $0.changedAt.iso },
        ],
        label: { facet, value, words in
            switch facet {
            case "status": words("forms.status.\(value)")
            case "open": words("forms.is_open.\(value)")
            default: value
            }
        })

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: FormVersion.listing.facets, tools: { FormTextViews.tools($0.visit) },
            find: { try await $3.forms($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/forms/new") { _, context in try newForm(context) }
        routes.post("/forms") { request, context in try await create(request, context) }
        routes.get("/forms/{id}") { _, context in try await show(context) }
        routes.get("/forms/{id}/form") { _, context in
            let version = try await context.programme.formText(try context.id(), to: .edit, as: context.actor)
            return formPage(version, nil, [], context)
        }
        routes.post("/forms/{id}") { request, context in try await change(request, context) }
        routes.get("/forms/{id}/text.yaml") { _, context in
            let version = try await context.programme.formText(try context.id(), to: .read, as: context.actor)
            return Answers.download(
                Array(version.text.utf8), type: "application/yaml; charset=utf-8", name: version.fileName, context)
        }
        routes.get("/forms/{id}/differences") { _, context in try await differences(context) }
        routes.post("/forms/{id}/publication") { request, context in
            _ = try await context.given(request)
            let published = try await context.programme.publishForm(try context.id(), as: context.actor)
            return Answers.seeOther("/forms/\(published.id.text)", notice: "form.published", context)
        }
        routes.post("/forms/{id}/withdrawal") { request, context in
            _ = try await context.given(request)
            let withdrawn = try await context.programme.withdrawForm(try context.id(), as: context.actor)
            return Answers.seeOther("/forms/\(withdrawn.id.text)", notice: "form.withdrawn", context)
        }
        routes.post("/forms/{id}/versions") { request, context in
            _ = try await context.given(request)
            let draft = try await context.programme.reviseForm(try context.id(), as: context.actor)
            return Answers.seeOther("/forms/\(draft.id.text)/form", notice: "form.revised", context)
        }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/forms/{id}") { _, context in
            let profile = try await context.programme.form(try context.id(), as: context.actor)
            return try Answers.json(profile.version.seen(by: context.actor), context)
        }
        routes.post("/api/v1/forms") { request, context in
            let made = try await context.programme.createForm(try await context.given(request), as: context.actor)
            return try Answers.created(made.seen(by: context.actor), context)
        }
        routes.patch("/api/v1/forms/{id}") { request, context in
            let changed = try await context.programme.changeForm(
                try context.id(), try await context.given(request), as: context.actor)
            return try Answers.json(changed.seen(by: context.actor), context)
        }
        routes.post("/api/v1/forms/{id}/publication") { _, context in
            let published = try await context.programme.publishForm(try context.id(), as: context.actor)
            return try Answers.json(published.seen(by: context.actor), context)
        }
        routes.post("/api/v1/forms/{id}/withdrawal") { _, context in
            let withdrawn = try await context.programme.withdrawForm(try context.id(), as: context.actor)
            return try Answers.json(withdrawn.seen(by: context.actor), context)
        }
        routes.post("/api/v1/forms/{id}/versions") { _, context in
            let draft = try await context.programme.reviseForm(try context.id(), as: context.actor)
            return try Answers.json(draft.seen(by: context.actor), context)
        }
    }

    /// `as` in the query chooses whose view the preview is.
    private func show(_ context: SiteContext) async throws -> Response {
        let id: ID<FormVersion> = try context.id()
        let profile = try await context.programme.form(id, as: context.actor)
        let asked = context.visit.query["as"].flatMap { Form.Audience(rawValue: $0) }
        let audience = context.actor.isOffice ? asked ?? .applicant : .applicant
        return Answers.page(
            Page(
                title: profile.version.title.reading(context.words.language), crumbs: Self.crumbs(context),
                body: FormTextViews.profile(profile, audience, context.visit), area: "/forms",
                formats: [("JSON", "/api/v1/forms/\(id.text)")]),
            context)
    }

    private func newForm(_ context: SiteContext) throws -> Response {
        if let refusal = FormVersion.refusalOfCreating(to: context.actor) {
            throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        return formPage(nil, nil, [], context)
    }

    /// What was typed, or the file that was chosen, which counts. A file stays as it is; browsers write other ends of
    /// lines into what was typed.
    private func given(_ request: Request, _ context: SiteContext) async throws -> [String: Given] {
        guard request.headers[.contentType]?.hasPrefix("multipart/form-data") == true else {
            return Self.plain(try await context.given(request))
        }
        var (given, files) = try await context.upload(request, upTo: 4 << 20)
        given = Self.plain(given)
        if let file = files["yaml"] {
            guard let text = String(validating: file.bytes, as: UTF8.self) else {
                let values = ["file": file.name, "line": "1", "column": "1"]
                throw Problem.invalid("text", "scheme.fault.not_text", values)
            }
            given["text"] = .text(text)
            given["file"] = .text(String(file.name.prefix(200)))
        }
        return given
    }

    private static func plain(_ given: [String: Given]) -> [String: Given] {
        var given = given
        if case .text(let text)? = given["text"] { given["text"] = .text(text.replacing("\r\n", with: "\n")) }
        return given
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given: [String: Given]
        do { given = try await self.given(request, context) } catch Problem.invalid(let issues)
            where issues.first?.field == "text"
        {
            return formPage(nil, [:], issues, context)
        }
        do {
            let created = try await context.programme.createForm(given, as: context.actor)
            return Answers.seeOther("/forms/\(created.id.text)", notice: "form.created", context)
        } catch Problem.invalid(let issues) { return formPage(nil, given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<FormVersion> = try context.id()
        let given = try await self.given(request, context)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeForm(id, given, as: context.actor)
            }
            return Answers.seeOther("/forms/\(id.text)", notice: "form.changed", context)
        } catch Problem.invalid(let issues) {
            let version = try await context.programme.formText(id, to: .edit, as: context.actor)
            return formPage(version, given, issues, context)
        }
    }

    private func formPage(
        _ version: FormVersion?, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        let form = FormParts(context.visit, kind: "forms", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words(version == nil ? "forms.add" : "forms.edit"), crumbs: Self.crumbs(context),
                body: FormTextViews.editor(version, form, context.visit), area: "/forms", issues: issues),
            context)
    }

    private func differences(_ context: SiteContext) async throws -> Response {
        let other = context.visit.query["from"].flatMap { $0.isEmpty ? nil : ID<FormVersion>(String($0.prefix(40))) }
        let found = try await context.programme.formDifferences(try context.id(), from: other, as: context.actor)
        return Answers.page(
            Page(
                title: context.words("forms.differences"), crumbs: Self.crumbs(context),
                body: FormTextViews.differences(found, context.visit), area: "/forms"),
            context)
    }

    static func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("forms.title"), "/forms")]
    }
}
