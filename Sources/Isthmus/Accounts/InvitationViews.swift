/// How invitations look.
enum InvitationViews {
    static func list(_ list: [InvitationSummary], at now: Moment, _ visit: Visit) -> HTML {
        let words = visit.words
        let new = Parts.button("/office/invitations/new", words("invitation.title"), isMain: true)
        let title: HTML = """
            <div class="title"><h1>\(words("invitations.title"))</h1></div>
            <div class="actions">\(new)</div>
            """
        guard !list.isEmpty else { return title + "<div class=\"empty\"><p>\(words("invitations.empty"))</p></div>" }
        let heads = ["email", "role", "state", "sent", "expires"].map { words("invitations.column.\($0)") }
        let rows: [HTML] = list.map { row($0, heads, at: now, visit) }
        return title + AccountViews.table(heads, rows)
    }

    private static func row(_ summary: InvitationSummary, _ heads: [String], at now: Moment, _ visit: Visit) -> HTML {
        let (invitation, words) = (summary.invitation, visit.words)
        let stage = invitation.stage(at: now)
        let tone: Parts.Tone =
            switch stage {
            case .open: .wait
            case .accepted: .good
            case .withdrawn, .expired: .quiet
            }
        let withdraw: HTML =
            stage == .open && invitation.allows(.withdraw, to: visit.actor)
            ? FormParts.button(
                visit, action: "/office/invitations/\(invitation.id)/withdrawal", "invitation.withdraw") : ""
        return """
            <tr><td data-label="\(heads[0])">\(summary.email)</td>
            <td data-label="\(heads[1])">\(AccountViews.role(invitation.role, invitation.scope, words))</td>
            <td data-label="\(heads[2])">\(Parts.pill(words("invitation.stage.\(stage.rawValue)"), tone))</td>
            <td data-label="\(heads[3])">\(words.day(invitation.createdAt.day))</td>
            <td data-label="\(heads[4])">\(words.day(invitation.expiresAt.day))</td><td>\(withdraw)</td></tr>
            """
    }

    /// What one is invited to, for whoever holds the link.
    static func about(_ summary: InvitationSummary, _ visit: Visit) -> HTML {
        let words = visit.words
        let name = visit.actor.account == nil ? summary.email : visit.actor.name
        return Parts.facts([
            (words("acceptance.for"), "\(name)"),
            (
                words("invitations.column.role"),
                AccountViews.role(summary.invitation.role, summary.invitation.scope, words)
            ),
            (words("invitations.column.expires"), "\(words.day(summary.invitation.expiresAt.day))"),
        ])
    }
}
