import Hummingbird

/// The pages and API of consortia.
public struct ConsortiumPages: Pages {
    public init() {}

    static let path = "/consortia"

    static let list = ListPage<ConsortiumLine>(
        kind: "consortia", path: path,
        columns: [
            ListColumn("name", sort: "name", plain: { $0.title.reading($1.language) }) { line, words in
                Parts.link("\(path)/\(line.id.text)", line.title.reading(words.language))
            },
            ListColumn("state", plain: { $1("consortium.state.\($0.state.rawValue)") }) { line, words in
                ConsortiumViews.pill(line.state, words)
            },
            ListColumn("call", plain: { $0.callTitle.reading($1.language) }) { line, words in
                Parts.link("/calls/\(line.callID.text)", line.callTitle.reading(words.language))
            },
            ListColumn("members", isNumber: true, plain: { line, _ in String(line.members) }),
            ListColumn("countries", isNumber: true, plain: { line, _ in String(line.countries) }),
            .day("submitted") { $0.submittedOn },
            .day("created", sort: "created") { $0.createdAt.day },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("searchID") { $0.searchID.text },
            ListCode("callID") { $0.callID.text }, ListCode("theme") { $0.theme }, ListCode("event") { $0.event },
            ListCode("countryCode") { $0.country }, ListCode("stateCode") { $0.state.rawValue },
            ListCode("reference") { $0.reference }, ListCode("decidedOn") { $0.decidedOn?.description ?? "" },
            ListCode("createdAt") { $0.createdAt.iso }, ListCode("version") { String($0.version) },
        ], sortedBy: "created", label: ConsortiumViews.label)

    static let facets = Consortium.listing(for: .visitor).facets

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Self.facets, find: { try await $3.consortia($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/consortia/{id}") { _, context in try await show(.init(), context) }
        routes.get("/api/v1/consortia/{id}") { _, context in
            try Answers.json(try await context.programme.consortium(try context.id(), as: context.actor), context)
        }
        act("submission", "consortium.submitted", routes) { try await $0.submitConsortium($1, $2, as: $3) }
        act("decision", "consortium.decided", routes) { try await $0.decideConsortium($1, $2, as: $3) }
        routes.post("/consortium-members/{id}/removal") { request, context in
            let given = try await context.given(request)
            let left = try await context.programme.removeMember(try context.id(), given, as: context.actor)
            return Answers.seeOther("\(Self.path)/\(left.consortiumID.text)", notice: "consortium_member.left", context)
        }
    }

    private func act(
        _ name: String, _ notice: String, _ routes: Routes,
        _ verb: @escaping @Sendable (Programme, ID<Consortium>, [String: Given], Actor) async throws -> Consortium
    ) {
        routes.post("/consortia/{id}/\(name)") { request, context in
            let id: ID<Consortium> = try context.id()
            let given = try await context.given(request)
            do {
                _ = try await context.change(id) { try await verb(context.programme, id, given, context.actor) }
                return Answers.seeOther("\(Self.path)/\(id.text)", notice: notice, context)
            } catch Problem.invalid(let issues) {
                return try await show(.init(form: name, given: given, issues: issues), context)
            }
        }
    }

    private func show(_ back: PartnerSearchViews.Returned, _ context: SiteContext) async throws -> Response {
        let profile = try await context.programme.consortium(try context.id(), as: context.actor)
        let crumbs = PartnerSearchPages.crumbs(context) + [(context.words("consortia.title"), Self.path)]
        return Answers.page(
            Page(
                title: profile.title.reading(context.words.language), crumbs: crumbs,
                body: ConsortiumViews.profile(profile, back, context.visit), area: PartnerSearchPages.path,
                issues: back.issues, formats: [("JSON", "/api/v1/consortia/\(profile.consortium.id.text)")]),
            context)
    }
}

/// How consortia look.
enum ConsortiumViews {
    static func pill(_ state: Consortium.State, _ words: Words) -> HTML {
        let tone: Parts.Tone = state == .refused ? .quiet : state == .forming ? .wait : .good
        return Parts.pill(words("consortium.state.\(state.rawValue)"), tone)
    }

    static let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String = { facet, value, words in
        switch facet {
        case "state": words("consortium.state.\(value)")
        case "country": words.country(value)
        case "between": CooperatingSides(value)?.name(words) ?? value
        case "sought": CompetenceViews.topic(value, words)
        case "theme": CallViews.theme(value, words)
        case "call": words("partner_searches.of_call")
        case "search": words("expressions.of_search")
        default: value.isEmpty ? words("list.none") : value
        }
    }

    static func profile(_ profile: ConsortiumProfile, _ back: PartnerSearchViews.Returned, _ visit: Visit) -> HTML {
        let (consortium, words) = (profile.consortium, visit.words)
        let issues: HTML? = back.issues.isEmpty ? nil : back.parts(back.form, "consortium", visit).summary
        let present = profile.members.filter { $0.leftAt == nil }
        var needs: [String] = []
        if let least = profile.leastPartners { needs.append(words("call.least_partners", count: least)) }
        if let least = profile.leastCountries { needs.append(words("call.least_countries", count: least)) }
        let countries = Set(present.map(\.country)).count
        let have = words("consortium.members", count: present.count) + ", " + words("call.countries", count: countries)
        return """
            <div class="title"><h1>\(profile.title.reading(words.language))</h1> \(pill(consortium.state, words))
            <p class="lede">\(profile.callTitle.reading(words.language))</p></div>\(issues)
            <div class="columns"><div class="column">
            \(Parts.panel(words("consortium.members.title"), members(profile, visit)))
            <p>\(have). \(needs.joined(separator: " "))</p>
            \(tasks(profile, back, visit))
            </div><aside class="facts">\(facts(consortium, profile, words))</aside></div>
            """
    }

    private static func members(_ profile: ConsortiumProfile, _ visit: Visit) -> HTML {
        let words = visit.words
        let mayRemove = profile.consortium.allows(.edit, to: visit.actor)
        let rows: [HTML] = profile.members.map { member in
            let left: HTML =
                member.leftAt.map {
                    "<small>\(words("consortium.left", ["day": words.day($0.day)])) \(member.leftReason)</small>"
                } ?? ""
            let remove: HTML =
                mayRemove && !member.isFirst && member.leftAt == nil
                ? """
                <form method="post" class="inline" action="/consortium-members/\(member.id.text)/removal">\
                \(FormParts.token(visit))<input name="reason" aria-label="\(words("consortium.reason"))" \
                placeholder="\(words("consortium.reason"))"> \
                <button class="button">\(words("consortium.remove"))</button></form>
                """ : ""
            return """
                <li><div>\(Parts.link("/organisations/\(member.organisationID.text)", member.name))\
                <small>\(words.country(member.country)), \(words("partner_role.\(member.role.rawValue)"))</small>\
                \(left)</div>\(remove)</li>
                """
        }
        return "<ul class=\"entries\">\(rows)</ul>"
    }

    private static func tasks(
        _ profile: ConsortiumProfile, _ back: PartnerSearchViews.Returned, _ visit: Visit
    ) -> HTML {
        let (consortium, words) = (profile.consortium, visit.words)
        let path = "\(ConsortiumPages.path)/\(consortium.id.text)"
        if consortium.allows(.submit, to: visit.actor) {
            let form = back.parts("submission", "consortium", visit)
            return Parts.panel(
                words("consortium.submit"),
                form.form(
                    action: path + "/submission", submit: "consortium.submit",
                    [
                        form.hidden("version", String(consortium.version)),
                        form.text("reference", nil, limit: 100), form.text("submitted_on", nil, type: "date"),
                    ]))
        }
        guard consortium.allows(.decide, to: visit.actor) else { return "" }
        let form = back.parts("decision", "consortium", visit)
        let decisions = ConsortiumDecision.allCases.map {
            (value: $0.rawValue, label: words("consortium.state.\($0.rawValue)"))
        }
        return Parts.panel(
            words("consortium.decide"),
            form.form(
                action: path + "/decision", submit: "consortium.decide",
                [
                    form.hidden("version", String(consortium.version)),
                    form.select("decision", nil, decisions, isRequired: true),
                    form.text("decided_on", nil, type: "date"), form.lines("reason", nil, rows: 3, limit: 2_000),
                ]))
    }

    private static func facts(_ consortium: Consortium, _ profile: ConsortiumProfile, _ words: Words) -> HTML {
        Parts.facts([
            (
                words("expression.search"),
                Parts.link(
                    "\(PartnerSearchPages.path)/\(consortium.searchID.text)", profile.title.reading(words.language))
            ),
            (
                words("partner_search.call"),
                Parts.link("/calls/\(consortium.callID.text)", profile.callTitle.reading(words.language))
            ),
            (words("consortium.field.reference"), consortium.reference.isEmpty ? nil : "\(consortium.reference)"),
            (words("consortium.field.submitted_on"), consortium.submittedOn.map { "\(words.day($0))" }),
            (words("consortium.field.decided_on"), consortium.decidedOn.map { "\(words.day($0))" }),
            (words("consortium.field.reason"), consortium.reason.isEmpty ? nil : "\(consortium.reason)"),
        ])
    }
}
