import Database

/// The section of a dossier about networks and platforms to which both sides belong.
enum DossierNetworks {
    static let most = 10

    static let section = DossierSection(name: "networks") { question, tx, _ in
        var part = DossierPart("networks")
        let all = try CountedList.networks.cell(question.between, question, in: tx)
        guard all.value != 0 else { return part }
        part.add("networks", all)
        var selection = Selection(question.between, facets: Network.listing.facets)
        selection.limit = most
        let found = try tx.list(
            Network.listing, selection, visible: Network.visible(to: question.actor), counting: false)
        let members = try tx.members(of: found.items.map(\.id), in: [question.sides.first.code] + question.members)
        let rows = found.items.map { line -> [DossierCell] in
            let path = "/networks/\(line.id.text)"
            let own = members[line.id.text] ?? [:]
            let first = own[question.sides.first.code] ?? 0
            return [
                .texts(line.name, path), .word("network.kind.\(line.kind.rawValue)"), .number(first, path),
                .number(own.values.reduce(0, +) - first, path),
            ]
        }
        part.tables.append(
            DossierTable(
                name: "networks", columns: ["network", "kind", "members_first", "members_second"], rows: rows,
                more: all))
        return part
    }
}

extension Transaction {
    /// By network and country, how many belong to it now.
    fileprivate func members(of networks: [ID<Network>], in countries: [String]) throws -> [String: [String: Int]] {
        var found: [String: [String: Int]] = [:]
        try each(
            """
            SELECT m.network_id, COALESCE(o.country, p.country), COUNT(*) FROM \(Network.currentMembers)
            AND m.network_id IN (\(networks.map(\.text))) AND COALESCE(o.country, p.country) IN (\(countries))
            GROUP BY m.network_id, COALESCE(o.country, p.country)
            """
        ) { row in
            found[try row.at(0), default: [:]][try row.at(1)] = try row.at(2)
        }
        return found
    }
}
