/// How the members of a network look, and the forms of who belongs to it.
enum NetworkMemberViews {
    private static func name(_ member: NetworkProfile.Member, _ words: Words) -> HTML {
        member.isPerson
            ? Parts.link("/people/\(member.thing)", PersonName.reading(member.name, words.language))
            : Parts.link("/organisations/\(member.thing)", member.name)
    }

    private static func edit(_ member: NetworkProfile.Member, _ words: Words) -> HTML {
        "<a class=\"small\" href=\"/network-members/\(member.id.text)/form\">\(words("network_member.edit"))</a>"
    }

    static func table(_ profile: NetworkProfile, _ words: Words) -> HTML {
        let heads = [
            "organisations.column.name", "organisations.column.country", "network.field.role", "network.field.from_day",
        ].map { words($0) }
        let rows: [HTML] = profile.members.map { member in
            let tool: HTML = profile.mayEdit ? "<td>\(edit(member, words))</td>" : ""
            return """
                <tr><td data-label="\(heads[0])">\(name(member, words))</td>
                <td data-label="\(heads[1])">\(words.country(member.country))</td>
                <td data-label="\(heads[2])">\(member.role)</td>
                <td data-label="\(heads[3])">\(member.fromDay.map { words.day($0) })</td>\(tool)</tr>
                """
        }
        guard !rows.isEmpty else { return "" }
        let last: HTML = profile.mayEdit ? "<td></td>" : ""
        let head: [HTML] = heads.map { "<th scope=\"col\">\($0)</th>" }
        return """
            <table class="records"><thead><tr>\(head)\(last)</tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    /// Those who were members, as one quiet list that opens.
    static func former(_ profile: NetworkProfile, _ words: Words) -> HTML {
        let rows: [HTML] = profile.formerMembers.map { member in
            let role = member.role.isEmpty ? "" : " · " + member.role
            let term = PersonViews.term(member.fromDay, member.untilDay, words)
            return """
                <li>\(name(member, words)) <span class="quiet">\(words.country(member.country))\(role) · \(term)</span>
                \(profile.mayEdit ? edit(member, words) : "")</li>
                """
        }
        guard !rows.isEmpty else { return "" }
        let title = words("network.former", count: rows.count)
        return "<details><summary>\(title)</summary><ul class=\"entries\">\(rows)</ul></details>"
    }

    static func newForm(_ network: Network, _ parts: FormParts, _ words: Words) -> HTML {
        let path = "/networks/\(network.id.text)"
        return """
            \(Parts.title(words("network_member.add"), of: network.name.reading(words.language)))
            \(parts.form(
                action: path + "/members", submit: "network_member.save", cancel: path, makes: NetworkMember.prefix,
                [
                    parts.section("network_member.who", [
                        parts.text("organisation_id", nil, limit: 300), parts.text("person_id", nil, limit: 300),
                    ])
                ] + term(nil, parts)))
            """
    }

    static func form(_ profile: NetworkMemberProfile, _ parts: FormParts, _ visit: Visit) -> HTML {
        let (member, words) = (profile.member, visit.words)
        let path = "/network-members/\(member.id.text)"
        let end = FormParts.button(visit, action: path + "/end", "network_member.end", version: member.version)
        return """
            \(Parts.title(
                words("network_member.edit"),
                of: profile.name + " · " + profile.network.name.reading(words.language)))
            \(member.untilDay == nil ? Parts.actions([end]) : "")
            \(parts.form(
                action: path, submit: "network_member.save", cancel: "/networks/\(member.networkID.text)",
                [parts.hidden("version", String(member.version))] + term(member, parts)))
            """
    }

    private static func term(_ member: NetworkMember?, _ parts: FormParts) -> [HTML] {
        let fields = [
            parts.text("role", member?.role, limit: 100),
            parts.text("from_day", member?.fromDay?.description, type: "date"),
        ]
        return member == nil
            ? fields : fields + [parts.text("until_day", member?.untilDay?.description, type: "date")]
    }
}
