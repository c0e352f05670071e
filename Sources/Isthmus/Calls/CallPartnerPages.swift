import Hummingbird

/// Who could answer a call: the page, its files and the API.
struct CallPartnerPages: Pages {
    static let list = ListPage<CallPartnerLine>(
        kind: "call_partners", path: "/calls",
        columns: [
            ListColumn("name", plain: { line, _ in line.title }),
            ListColumn("kind", plain: { $1("find.kind.\($0.kind)") }),
            ListColumn("country", plain: { $0.country.isEmpty ? "" : $1.country($0.country) }),
            ListColumn("side", plain: { line, _ in line.side }),
            ListColumn("strength", plain: { $1("experts.strength.\($0.strength)") }),
            ListColumn("topics", plain: { line, _ in line.topics.map(\.name).joined(separator: "; ") }),
            ListColumn("terms", plain: { line, _ in line.terms.map(\.word).joined(separator: ", ") }),
            ListColumn("evidence", plain: { line, _ in line.evidence.map(\.title).joined(separator: "; ") }),
        ],
        codes: [
            ListCode("id") { $0.id }, ListCode("kindCode") { $0.kind }, ListCode("countryCode") { $0.country },
            ListCode("takesPart") { $0.takesPart.map { $0 ? "1" : "0" } ?? "" },
            ListCode("isPaid") { $0.isPaid.map { $0 ? "1" : "0" } ?? "" }, ListCode("payer") { $0.payer ?? "" },
            ListCode("score") { String($0.score) }, ListCode("address") { $0.address },
        ], label: { _, value, _ in value })

    func addRoutes(to routes: Routes) {
        routes.get("/calls/{id}/partners") { _, context in try await page(context) }
        routes.get("/calls/{id}/partners.csv") { _, context in
            ListFiles(Self.list).csv(try await lines(CallPartnerQuestion(context.visit.query), context), context)
        }
        routes.get("/calls/{id}/partners.xlsx") { _, context in
            try ListFiles(Self.list).workbook(
                try await lines(CallPartnerQuestion(context.visit.query), context), context)
        }
        routes.get("/api/v1/calls/{id}/partners") { _, context in
            try Answers.json(
                try await lines(try CallPartnerQuestion(checking: context.visit.query), context), context)
        }
    }

    private func page(_ context: SiteContext) async throws -> Response {
        let id: ID<Call> = try context.id()
        let question = CallPartnerQuestion(context.visit.query)
        let partners = try await context.programme.partners(of: id, question, as: context.actor)
        let (words, query) = (context.words, context.visit.query.without("lang"))
        let path = "/calls/\(id.text)/partners"
        return Answers.page(
            Page(
                title: words("call.partners"),
                crumbs: CallPages.crumbs(context) + [
                    (partners.call.title.reading(words.language), "/calls/\(id.text)")
                ],
                body: CallPartnerViews.page(partners, query, context.visit), area: "/calls",
                formats: [("CSV", path + ".csv"), ("XLSX", path + ".xlsx"), ("JSON", "/api/v1" + path)].map {
                    ($0, $1 + query.address)
                }, isKept: true),
            context)
    }

    private func lines(_ question: CallPartnerQuestion, _ context: SiteContext) async throws -> [CallPartnerLine] {
        try await context.programme.partners(of: try context.id(), question, as: context.actor).partners.map {
            CallPartnerLine($0, context.words)
        }
    }
}

extension CallPartnerQuestion {
    /// Reads `kind`, `country`, `side`; what makes no sense is left out.
    init(_ query: Query) {
        self.init()
        let kind = query["kind"].flatMap(FinderRecord.Kind.init).flatMap { Self.kinds.contains($0) ? $0 : nil }
        self.kind = kind ?? .organisation
        country = query["country"].flatMap { Countries.with($0.uppercased())?.code }
        side = query["side"].flatMap(Side.init)
    }

    /// The same for a program, which is told what was not understood; with `limit`.
    init(checking query: Query) throws(Problem) {
        self.init(query)
        var issues: [Problem.Issue] = []
        limit = query.limit(else: limit, most: Self.most, &issues)
        let read = [
            ("kind", query["kind"] == kind.rawValue), ("country", country != nil), ("side", side != nil),
        ]
        for (name, isRead) in read where !isRead {
            guard let value = query[name], !value.isEmpty else { continue }
            issues.append(.init(name, "field.unknown", ["code": value]))
        }
        guard issues.isEmpty else { throw .invalid(issues) }
    }
}
