import Hummingbird

/// Where a vote is confirmed, and where the office looks for what is odd about the votes.
public struct ContestVotePages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/votes/{token}") { _, context in
            let (vote, contest, entry) = try await context.programme.vote(token: try token(context))
            return Answers.page(
                Page(
                    title: context.words("contest_vote.title"), crumbs: ContestPages.crumbs(context, contest),
                    body: page(vote, contest, entry, try token(context), context.visit), area: "/contests"),
                context)
        }
        routes.post("/votes/{token}/confirmation") { request, context in
            _ = try await context.given(request)
            try await context.programme.confirmVote(token: try token(context))
            return Answers.seeOther("/votes/\(try token(context))", notice: "contest_vote.confirmed", context)
        }
        routes.get("/contests/{id}/votes") { _, context in try await report(nil, [], context) }
        routes.post("/contests/{id}/voids") { request, context in
            let id: ID<Contest> = try context.id()
            let given = try await context.given(request)
            do {
                try await context.programme.voidVotes(in: id, given, as: context.actor)
                return Answers.seeOther("/contests/\(id.text)/votes", notice: "contest_vote.voided", context)
            } catch Problem.invalid(let issues) { return try await report(given, issues, context) }
        }
    }

    /// The secret word in the address; what cannot be one is not found.
    private func token(_ context: SiteContext) throws -> String {
        guard let text = context.parameters.get("token"), SignedToken(text) != nil else { throw Problem.notFound }
        return text
    }

    private func page(
        _ vote: ContestVote, _ contest: Contest, _ entry: ContestEntry, _ token: String, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let isOpen = contest.takesVotes(at: visit.site.programme.clock())
        let state: HTML
        if vote.voidedAt != nil {
            state = "<p class=\"notice wait\" role=\"status\">\(words("contest_vote.is_voided"))</p>"
        } else if vote.confirmedAt != nil {
            state = "<p class=\"notice good\" role=\"status\">\(words("contest_vote.counts"))</p>"
        } else if isOpen {
            state = FormParts.button(
                visit, action: "/votes/\(token)/confirmation", "contest_vote.confirm", style: "button main")
        } else {
            state = "<p class=\"notice wait\">\(words("contest_vote.refused.time"))</p>"
        }
        return """
            <div class="centre"><p>\(contest.title.reading(words.language))</p>
            <h1>\(entry.title.reading(words.language))</h1><p>\(entry.entrant)</p>\(state)</div>
            """
    }

    private func report(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let (contest, found, titles, totals) = try await context.programme.voteAnomalies(
            of: try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "contest_void", given: given, issues: issues)
        let body = ContestVoteViews.report(contest, found, titles, totals, form, context.visit)
        return Answers.page(
            Page(
                title: context.words("contest.votes"), crumbs: ContestPages.crumbs(context, contest), body: body,
                area: "/contests", issues: issues),
            context)
    }
}

/// How the office's report about votes looks.
enum ContestVoteViews {
    static func report(
        _ contest: Contest, _ found: ContestAnomalies, _ titles: [String: Multilingual], _ totals: [String: Int]?,
        _ form: FormParts, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let facts = Parts.facts([
            (words("contest_vote.counting"), "\(words.number(found.counting))"),
            (words("contest_vote.voided"), "\(words.number(found.voided))"),
            (words("contest_vote.unconfirmed"), "\(words.number(found.unconfirmed))"),
        ])
        let groups: [HTML] = found.groups.map { group in
            let values = [
                "count": words.number(group.votes.count), "entry": titles[group.entryID]?.reading(words.language) ?? "",
                "when": group.at.map { words.moment($0) } ?? "",
            ]
            return Parts.panel(
                words("contest_vote.anomaly.\(group.kind.rawValue)"),
                """
                <p>\(words("contest_vote.anomaly.\(group.kind.rawValue).text", values))</p>
                \(voiding(contest, group, form, visit))
                """)
        }
        let none: HTML = "<div class=\"empty\"><p>\(words("contest_vote.anomalies.none"))</p></div>"
        let rows: [HTML] = (totals ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { id, count in
            """
            <tr><th scope="row">\(titles[id]?.reading(words.language) ?? "")</th>
            <td class="number">\(words.number(count))</td></tr>
            """
        }
        let hint: HTML? = totals == nil ? "<p class=\"hint\">\(words("contest_vote.later"))</p>" : nil
        return """
            \(Parts.title(words("contest.votes"), of: contest.title.reading(words.language)))\(form.summary)
            \(facts)\(hint)\(rows.isEmpty ? "" : "<table class=\"records\"><tbody>\(rows)</tbody></table>")
            \(groups.isEmpty ? none : groups.joined())
            """
    }

    private static func voiding(
        _ contest: Contest, _ group: ContestAnomalies.Group, _ form: FormParts, _ visit: Visit
    ) -> HTML {
        guard contest.announcedAt == nil else { return "" }
        var parts = FormParts(visit, kind: "contest_void")
        parts.mark = group.kind.rawValue + group.key + "-"
        return """
            <form class="record" method="post" action="/contests/\(contest.id.text)/voids">\(FormParts.token(visit))
            <input type="hidden" name="kind" value="\(group.kind.rawValue)">
            <input type="hidden" name="key" value="\(group.key)">
            \(parts.lines("reason", nil, rows: 2, limit: 1_000, isRequired: true))
            <div class="actions"><button class="button">\(visit.words("contest_void.send"))</button></div></form>
            """
    }
}
