/// How networks and platforms look.
enum NetworkViews {
    static func profile(_ profile: NetworkProfile, _ visit: Visit) -> HTML {
        let (network, words) = (profile.network, visit.words)
        let kind = words("network.kind.\(network.kind.rawValue)")
        let members = words("network.members", count: profile.members.count)
        return """
            <div class="title"><h1>\(network.name.reading(words.language))</h1>
            <p class="lede">\(network.acronym.isEmpty ? "" : network.acronym + " · ")\(kind)</p></div>
            \(actions(profile, words))
            <div class="columns"><div class="column">
            \(Parts.panel(words("network.field.summary"), Parts.text(network.summary, words)))
            \(Parts.panel(members, NetworkMemberViews.table(profile, words)))
            \(NetworkMemberViews.former(profile, words))
            \(Parts.panel(words("network.countries"), countries(profile.members, words)))
            </div><aside class="facts">\(Parts.facts([
                (
                        words("network.field.country"),
                        network.country.map { Parts.link("/countries/\($0)", words.country($0)) }
                    ),
                (words("network.field.founded"), network.founded.map { "\($0)" }),
                (words("network.field.website"), network.website.map { Parts.outside($0) }),
                (words("network.field.topics"), OrganisationViews.list(profile.topics, "/topics", words) { _ in "" }),
            ]))</aside></div>
            """
    }

    private static func actions(_ profile: NetworkProfile, _ words: Words) -> HTML {
        let path = "/networks/\(profile.network.id.text)"
        var buttons: [HTML] = []
        if profile.mayEdit {
            buttons.append(Parts.button(path + "/form", words("network.edit"), isMain: true))
            buttons.append(Parts.button(path + "/members/new", words("network_member.add")))
            let applications = "/network-applications?network=\(profile.network.id.text)"
            buttons.append(Parts.button(applications, words("network_applications.title")))
        }
        if let applying = profile.applying {
            buttons.append(
                Parts.button(
                    path + "/applications/new", words("network_application.apply"),
                    refused: applying.refusal.map { words($0) }))
            if let open = applying.open { buttons.append(Parts.link(open.path, words("network_application.open"))) }
        }
        return Parts.actions(buttons)
    }

    private static func countries(_ members: [NetworkProfile.Member], _ words: Words) -> HTML {
        var counts: [String: Int] = [:]
        for member in members { counts[member.country, default: 0] += 1 }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { (code: $0.key, count: $0.value) }
        guard sorted.count > 1 else { return "" }
        return DirectoryCharts.countries(
            sorted, words("network.countries_title", count: sorted.count), unit: words("network.members_unit"), words)
    }

    static func form(_ network: Network?, _ topics: [TopicChoice], _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let path = network.map { "/networks/\($0.id.text)" } ?? "/networks"
        let countries = Countries.sorted(in: words.language).map { (value: $0.code, label: words.country($0.code)) }
        let statuses = ProfileStatus.allCases.map {
            (value: $0.rawValue, label: words("profile.status.\($0.rawValue)"))
        }
        return """
            \(Parts.title(
                words(network == nil ? "network.add" : "network.edit"),
                of: network.map { $0.name.reading(words.language) }))
            \(form.form(
                action: path, submit: "network.save", cancel: path, makes: network == nil ? Network.prefix : nil, [
                network.map { form.hidden("version", String($0.version)) } ?? "",
                form.multilingual("name", network?.name ?? [:], limit: 300, isRequired: true),
                form.text("acronym", network?.acronym, limit: 60),
                form.select(
                    "kind", network?.kind.rawValue,
                    Network.Kind.allCases.map { ($0.rawValue, words("network.kind.\($0.rawValue)")) },
                    isRequired: true),
                form.select("country", network?.country, countries),
                form.multilingual("summary", network?.summary ?? [:], rows: 6, limit: 4_000),
                form.chooser(
                        "topics",
                        (network?.topics ?? []).map { id in
                            topics.first { $0.id == id }?.text(in: words.language) ?? id
                        }, from: topics.map { $0.text(in: words.language) }),
                form.text("website", network?.website, limit: 500),
                form.text("founded", network?.founded.map { String($0) }),
                visit.actor.isOffice
                    ? form.select("status", network?.status.rawValue ?? "active", statuses, isRequired: true) : "",
            ]))
            """
    }
}
