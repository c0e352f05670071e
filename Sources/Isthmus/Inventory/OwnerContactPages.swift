import Hummingbird

/// Where the office keeps whom it asks about a record.
public struct OwnerContactPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        add(CooperationProgramme.self, to: routes)
        add(MobilityScheme.self, to: routes)
        routes.post("/owner-contacts/{id}/deletion") { request, context in
            _ = try await context.given(request)
            let path = try await context.programme.removeContact(try context.id(), as: context.actor)
            return Answers.seeOther(path, notice: "owner_contact.removed", context)
        }
    }

    private func add<Record: StoredRecord>(_ type: Record.Type, to routes: Routes) {
        let path = RouterPath(Record.path + "/{id}/contacts")
        routes.get(path) { _, context in try await page(type, nil, [], context) }
        routes.post(path) { request, context in
            let given = try await context.given(request)
            do {
                let id: ID<Record> = try context.id()
                _ = try await context.programme.addContact(to: id, given, as: context.actor)
                return Answers.seeOther(context.visit.path, notice: "owner_contact.added", context)
            } catch Problem.invalid(let issues) { return try await page(type, given, issues, context) }
        }
    }

    private func page<Record: StoredRecord>(
        _ type: Record.Type, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let id: ID<Record> = try context.id()
        let known = try await context.programme.contacts(of: id, as: context.actor)
        let form = FormParts(context.visit, kind: "owner_contact", given: given, issues: issues)
        let crumbs = [
            (label: context.words("inventory.title"), path: "/inventory"),
            (label: known.title.reading(context.words.language), path: known.path),
        ]
        return Answers.page(
            Page(
                title: context.words("inventory.contacts"), crumbs: crumbs,
                body: Self.body(known, form, context.languageOptions, context.visit), area: "/inventory",
                issues: issues), context)
    }

    private static func body(
        _ known: RecordContacts, _ form: FormParts, _ languages: [(value: String, label: String)], _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let heads = ["name", "email", "language"].map { words("owner_contact.field.\($0)") }
        let rows: [HTML] = known.contacts.map { contact in
            let stopped: HTML =
                contact.stoppedAt.map { "<small>\(words("owner_contact.stopped", ["day": words.day($0.day)]))</small>" }
                ?? ""
            return """
                <tr><th scope="row" data-label="\(heads[0])">\(contact.name)\(stopped)</th>
                <td data-label="\(heads[1])">\(contact.email)</td>
                <td data-label="\(heads[2])">\(words.language(named: contact.language))</td>
                <td>\(FormParts.button(
                    visit, action: "/owner-contacts/\(contact.id.text)/deletion", "owner_contact.remove"))</td></tr>
                """
        }
        let table: HTML =
            rows.isEmpty
            ? "<p>\(words("owner_contact.none"))</p>"
            : """
            <table class="records"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })\
            <td></td></tr></thead><tbody>\(rows)</tbody></table>
            """
        return """
            \(Parts.title(words("inventory.contacts"), of: known.title.reading(words.language)))
            <p>\(words("owner_contact.who_sees"))</p>\(table)
            <h2>\(words("owner_contact.add"))</h2>
            \(form.form(
                action: known.path + "/contacts", submit: "owner_contact.save", cancel: known.path,
                makes: OwnerContact.prefix, [
                form.text("name", nil, limit: 200, isRequired: true),
                form.text("email", nil, type: "email", limit: 254, isRequired: true),
                form.select("language", words.language, languages, isRequired: true),
            ]))
            """
    }
}
