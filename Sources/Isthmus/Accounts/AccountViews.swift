/// What the page of one's own account shows.
struct AccountOverview: Sendable {
    let account: Account
    let holder: Account.Holder
    let sessions: [SessionSummary]
    let tokens: [APIToken]
    let grants: [RoleGrant]
    let recoveryCodesLeft: Int
}

/// How one's own account looks.
enum AccountViews {
    /// The header that a program sends; the same in every language.
    private static let authorization = "Authorization: Bearer …"

    static func overview(_ overview: AccountOverview, _ visit: Visit) -> HTML {
        let words = visit.words
        return """
            <div class="title"><h1>\(words("account.title"))</h1><p class="lede">\(overview.holder.name)</p></div>
            <div class="columns"><div class="column">
            \(Parts.panel(words("account.sessions"), sessions(overview.sessions, visit)))
            \(Parts.panel(words("account.tokens"), tokens(overview.tokens, visit)))
            \(Parts.panel(
                words("saved_searches.title"), Parts.link("/account/searches", words("saved_searches.all"))))
            \(Parts.panel(words("account.data"), data(visit)))
            </div><aside class="facts">\(facts(overview, words))</aside></div>
            """
    }

    private static func facts(_ overview: AccountOverview, _ words: Words) -> HTML {
        let (account, holder) = (overview.account, overview.holder)
        func changeable(_ text: String, _ path: String) -> HTML {
            "\(text) <a href=\"\(path)\" class=\"change\">\(words("account.change"))</a>"
        }
        let factor =
            account.secondFactorAt == nil
            ? words("second_factor.is_off") : words("second_factor.codes_left", count: overview.recoveryCodesLeft)
        let roles: [HTML] = overview.grants.map { "<div>\(role($0.role, $0.scope, words))</div>" }
        return Parts.facts([
            (words("account_profile.field.name"), changeable(holder.name, "/account/profile")),
            (
                words("account_profile.field.language"),
                changeable(words.language(named: account.language), "/account/profile")
            ),
            (words("account_email.field.email"), changeable(holder.email, "/account/email")),
            (words("account.mail"), changeable(words("account.mail.what"), "/account/mail")),
            (words("calendar.title"), changeable(words("calendar.what"), "/account/calendar")),
            (words("account.password"), changeable("••••••••", "/account/password")),
            (words("second_factor.title"), changeable(factor, "/account/second-factor")),
            (words("account.roles"), roles.isEmpty ? nil : roles.joined()),
        ])
    }

    private static func sessions(_ sessions: [SessionSummary], _ visit: Visit) -> HTML {
        let words = visit.words
        let heads = ["agent", "address", "seen"].map { words("session.column.\($0)") }
        let rows: [HTML] = sessions.map { session in
            let end: HTML =
                session.isCurrent
                ? Parts.pill(words("session.current"), .good)
                : FormParts.button(visit, action: "/account/sessions/\(session.id)/end", "session.end")
            return """
                <tr><td data-label="\(heads[0])">\(session.agent)</td>
                <td data-label="\(heads[1])">\(session.address)</td>
                <td data-label="\(heads[2])">\(words.moment(session.lastSeenAt))</td><td>\(end)</td></tr>
                """
        }
        let others: HTML =
            sessions.count > 1 ? FormParts.button(visit, action: "/account/sessions/end", "session.end_others") : ""
        return table(heads, rows) + others
    }

    private static func tokens(_ tokens: [APIToken], _ visit: Visit) -> HTML {
        let words = visit.words
        let new = Parts.button("/account/tokens/new", words("account_token.title"))
        guard !tokens.isEmpty else { return "<p>\(words("account.tokens.empty"))</p>\(new)" }
        let heads = ["name", "rights", "ends", "used"].map { words("token.column.\($0)") }
        let rows: [HTML] = tokens.map { token in
            let revoke = FormParts.button(visit, action: "/account/tokens/\(token.id)/revocation", "token.revoke")
            return """
                <tr><td data-label="\(heads[0])">\(token.name)</td>
                <td data-label="\(heads[1])">\(words(token.canWrite ? "token.writes" : "token.reads"))</td>
                <td data-label="\(heads[2])">\(token.expiresAt.map { words.day($0.day) } ?? words("token.no_end"))</td>
                <td data-label="\(heads[3])">\(token.lastUsedAt.map { words.moment($0) } ?? words("token.unused"))</td>
                <td>\(revoke)</td></tr>
                """
        }
        return table(heads, rows) + new
    }

    private static func data(_ visit: Visit) -> HTML {
        let words = visit.words
        return """
            <p>\(words("account.data.what"))</p>
            <div class="actions">\(Parts.button("/account/data", words("account.data.take")))
            \(Parts.button("/account/closure", words("account_closure.title")))</div>
            """
    }

    static func table(_ heads: [String], _ rows: [HTML]) -> HTML {
        """
        <table class="records"><thead><tr>\(heads.map { head -> HTML in "<th scope=\"col\">\(head)</th>" })
        <td></td></tr></thead><tbody>\(rows)</tbody></table>
        """
    }

    /// A role, and the thing it is for where that is not the whole programme.
    static func role(_ role: Role, _ scope: Scope, _ words: Words) -> HTML {
        let name = words("role.\(role.rawValue)")
        guard scope != .programme else { return "\(name)" }
        let path = scope.text.hasPrefix("o-") ? "/organisations/" + scope.text : nil
        let thing: HTML = path.map { Parts.link($0, scope.text) } ?? "\(scope.text)"
        return "\(name): \(thing)"
    }

    /// The token's text, this once.
    static func created(_ created: CreatedToken, _ visit: Visit) -> HTML {
        let words = visit.words
        return """
            <div class="title"><h1>\(words("account_token.created"))</h1>
            <p class="lede">\(words("account_token.created.lede"))</p></div>
            <code class="secret">\(created.text)</code>
            <p>\(words("account_token.use")) <code>\(authorization)</code></p>
            <p>\(Parts.button("/account", words("account_token.kept"), isMain: true))</p>
            """
    }

    /// What an authenticator takes: a picture for its camera, the same as text.
    static func secret(_ base32: String, _ address: String, _ visit: Visit) -> HTML {
        let groups = stride(from: 0, to: base32.count, by: 4).map { start in
            String(base32.dropFirst(start).prefix(4))
        }
        return """
            \(QRCodeViews.picture(of: address, title: visit.words("second_factor.picture")))
            <p>\(visit.words("second_factor.typed"))</p>
            <code class="secret">\(groups.joined(separator: " "))</code>
            """
    }

    static func recoveryCodes(_ codes: [String], _ visit: Visit) -> HTML {
        let words = visit.words
        let lines: [HTML] = codes.map { "<li><code>\($0)</code></li>" }
        return """
            <div class="title"><h1>\(words("second_factor.codes"))</h1>
            <p class="lede">\(words("second_factor.codes.lede"))</p></div>
            <ul class="entries">\(lines)</ul>
            <p>\(Parts.button("/account", words("second_factor.codes.kept"), isMain: true))</p>
            """
    }
}
