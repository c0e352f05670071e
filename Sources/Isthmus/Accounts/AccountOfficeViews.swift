/// How the office sees an account.
enum AccountOfficeViews {
    static func pill(_ state: AccountState, _ words: Words) -> HTML {
        let tone: Parts.Tone =
            switch state {
            case .open: .good
            case .unconfirmed: .wait
            case .closed: .quiet
            }
        return Parts.pill(words("account.state.\(state.rawValue)"), tone)
    }

    static func account(
        _ account: Account, _ holder: Account.Holder, _ grants: [RoleGrant], at now: Moment, _ parts: FormParts,
        _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let mayGrant = account.allows(.administer, to: visit.actor) && account.closedAt == nil
        return """
            <div class="title"><h1>\(holder.name.isEmpty ? account.id.text : holder.name)</h1>
            \(pill(account.state, words))
            <p class="lede">\(holder.email)</p></div>
            \(actions(account, visit))
            <div class="columns"><div class="column">
            \(Parts.panel(words("account.roles"), table(grants, at: now, visit)))
            \(mayGrant ? Parts.panel(words("grant.title"), form(account, parts, visit)) : "")
            </div><aside class="facts">\(facts(account, words))</aside></div>
            """
    }

    private static func actions(_ account: Account, _ visit: Visit) -> HTML {
        guard account.allows(.administer, to: visit.actor), account.erasedAt == nil else { return "" }
        let path = "/office/accounts/\(account.id)"
        guard account.closedAt == nil else {
            return
                "<div class=\"actions\">\(FormParts.button(visit, action: path + "/reopening", "account.reopen"))</div>"
        }
        let factor: HTML =
            account.secondFactorAt == nil
            ? "" : FormParts.button(visit, action: path + "/second-factor/end", "second_factor.end")
        return """
            <div class="actions">
            \(FormParts.button(visit, action: path + "/sessions/end", "account.end_sessions"))\(factor)
            \(FormParts.button(visit, action: path + "/closure", "account.close"))</div>
            """
    }

    private static func table(_ grants: [RoleGrant], at now: Moment, _ visit: Visit) -> HTML {
        let words = visit.words
        guard !grants.isEmpty else { return "<p>\(words("grants.empty"))</p>" }
        let heads = ["role", "from", "until", "state"].map { words("grant.column.\($0)") }
        let rows: [HTML] = grants.map { grant in
            let stage = grant.stage(at: now)
            let tone: Parts.Tone = stage == .running ? .good : stage == .coming ? .wait : .quiet
            let end: HTML =
                stage != .over && grant.allows(.end, to: visit.actor)
                ? FormParts.button(visit, action: "/office/grants/\(grant.id)/end", "grant.end") : ""
            return """
                <tr><td data-label="\(heads[0])">\(AccountViews.role(grant.role, grant.scope, words))</td>
                <td data-label="\(heads[1])">\(words.day(grant.fromAt.day))</td>
                <td data-label="\(heads[2])">\(grant.lastDay.map { words.day($0) } ?? "–")</td>
                <td data-label="\(heads[3])">\(Parts.pill(words("grant.stage.\(stage.rawValue)"), tone))</td>
                <td>\(end)</td></tr>
                """
        }
        return AccountViews.table(heads, rows)
    }

    private static func form(_ account: Account, _ parts: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let roles = Role.allCases.map { (value: $0.rawValue, label: words("role.\($0.rawValue)")) }
        return parts.form(
            action: "/office/accounts/\(account.id)/grants", submit: "grant.submit",
            [
                parts.select("role", Role.representative.rawValue, roles, isRequired: true),
                parts.text("scope", nil, limit: 40), parts.text("from", nil, type: "date"),
                parts.text("until", nil, type: "date"),
            ])
    }

    private static func facts(_ account: Account, _ words: Words) -> HTML {
        func day(_ moment: Moment?) -> HTML? { moment.map { "\(words.day($0.day))" } }
        return Parts.facts([
            (words("accounts.column.created"), day(account.createdAt)),
            (words("account.confirmed"), day(account.confirmedAt)),
            (words("second_factor.title"), day(account.secondFactorAt)),
            (words("account.closed_on"), day(account.closedAt)), (words("account.erased_on"), day(account.erasedAt)),
            (words("account_profile.field.language"), "\(words.language(named: account.language))"),
            (words("account.person"), account.personID.map { Parts.link("/people/\($0)", $0) }),
        ])
    }
}
