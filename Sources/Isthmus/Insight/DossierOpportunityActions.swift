import Database

/// The sections of a dossier about what is open to both sides, what stands in their way, and who is looking.
enum DossierOpportunities {
    static let most = 10

    static let calls = DossierSection(name: "calls") { question, tx, _ in
        var part = DossierPart("calls")
        let open = question.between.setting("state", to: ["open"])
        let all = try CountedList.calls.cell(open, question, in: tx)
        guard all.value != 0 else { return part }
        part.add("open_calls", all)
        for (side, codes) in [
            (question.sides.first.code, [question.sides.first.code]), (question.sides.second.code, question.members),
        ] {
            part.add(
                "paid_calls", try CountedList.calls.cell(open.setting("paid", to: codes), question, in: tx), of: side)
        }
        let listing = Call.listing(at: question.now)
        var selection = Selection(open, facets: listing.facets)
        selection.limit = most
        let found = try tx.list(listing, selection, visible: Call.visible(to: question.actor), counting: false)
        let ids = found.items.map(\.id.text)
        func paid(_ side: CooperatingSide, but left: String?) throws -> Set<String> {
            Set(
                try tx.column(
                    String.self,
                    """
                    SELECT c.id FROM call c
                    WHERE c.id IN (\(ids)) AND (\(Call.mayTakePart(side, but: left, "is_paid")))
                    """))
        }
        let (ours, theirs) = (
            try paid(question.sides.first, but: nil),
            try paid(question.sides.second, but: question.sides.first.code)
        )
        let rows = found.items.map { line -> [DossierCell] in
            let id = line.id.text
            return [
                .texts(line.title, "/calls/\(id)"), .day(line.nextDeadlineAt?.day), .text(line.programme),
                .word("dossier.paid.\(ours.contains(id))"), .word("dossier.paid.\(theirs.contains(id))"),
            ]
        }
        part.tables.append(
            DossierTable(
                name: "open_calls", columns: ["call", "deadline", "programme", "paid_first", "paid_second"],
                rows: rows, more: all))
        return part
    }

    static let programmes = DossierSection(name: "programmes") { question, tx, _ in
        var part = DossierPart("programmes")
        let active = question.between.setting("status", to: ["active"])
        let all = try CountedList.programmes.cell(active, question, in: tx)
        guard all.value != 0 else { return part }
        part.add("programmes", all)
        let listing = CooperationProgramme.listing(at: question.now)
        var selection = Selection(active, facets: listing.facets)
        selection.limit = most
        let found = try tx.list(
            listing, selection, visible: CooperationProgramme.visible(to: question.actor), counting: false)
        let rows = found.items.map { line -> [DossierCell] in
            let payers = line.parties.filter { $0.pays != .nothing }.map { payer in
                payer.funder.isEmpty ? payer.side.uppercased() : "\(payer.side.uppercased()): \(payer.funder)"
            }
            return [
                .texts(line.title, "/programmes/\(line.id.text)"), .text(payers.joined(separator: "; ")),
                .text(line.ownerName), .day(line.checkedOn),
            ]
        }
        part.tables.append(
            DossierTable(
                name: "programmes", columns: ["programme", "payers", "owner", "checked"], rows: rows, more: all))
        return part
    }

    static let mobility = DossierSection(name: "mobility") { question, tx, _ in
        var part = DossierPart("mobility")
        let first = question.sides.first.code
        let ways: [(of: String, query: Query)] = [
            (first, Query([("from", first)] + question.ofSecond("to") + [("status", "active")])),
            (
                question.sides.second.code,
                Query(question.ofSecond("from") + [("to", first)] + [("status", "active")])
            ),
        ]
        let listing = MobilityScheme.listing(at: question.now)
        for way in ways {
            let all = try CountedList.mobility.cell(way.query, question, in: tx)
            guard all.value != 0 else { continue }
            part.add("mobility", all, of: way.of)
            var selection = Selection(way.query, facets: listing.facets)
            selection.limit = most
            let found = try tx.list(
                listing, selection, visible: MobilityScheme.visible(to: question.actor), counting: false)
            let rows = found.items.map { line -> [DossierCell] in
                [
                    .texts(line.title, "/mobility/\(line.id.text)"),
                    line.mostDays.map { .number($0) } ?? .none, line.allowance.map { .money($0) } ?? .none,
                    .text(line.payer),
                ]
            }
            part.tables.append(
                DossierTable(
                    name: "mobility", columns: ["scheme", "most_days", "allowance", "payer"], rows: rows, of: way.of,
                    more: all))
        }
        return part
    }

    static let obstacles = DossierSection(name: "obstacles") { question, tx, _ in
        var part = DossierPart("obstacles")
        let pairs = question.members.compactMap { CountryPair(question.sides.first.code, $0)?.text }
        let query = Query(pairs.map { ("pair", $0) } + [("status", "published")])
        let all = try CountedList.obstacles.cell(query, question, in: tx)
        guard all.value != 0 else { return part }
        part.add("obstacles", all)
        let open = try CountedList.obstacles.cell(query.setting("state", to: ["open"]), question, in: tx)
        part.add("open_obstacles", open)
        var selection = Selection(query, facets: Obstacle.listing.facets)
        selection.limit = most
        let found = try tx.list(
            Obstacle.listing, selection, visible: Obstacle.visible(to: question.actor), counting: false)
        let rows = found.items.map { line -> [DossierCell] in
            let other = line.countryA == question.sides.first.code ? line.countryB : line.countryA
            return [
                .texts(line.title, "/obstacles/\(line.id.text)"), .country(other),
                .word("obstacle.kind.\(line.kind.rawValue)"), .word("obstacle.state.\(line.state.rawValue)"),
            ]
        }
        part.tables.append(
            DossierTable(name: "obstacles", columns: ["obstacle", "country", "kind", "state"], rows: rows, more: all))
        return part
    }

    /// Partner searches that are open on either side.
    static let searches = DossierSection(name: "searches") { question, tx, _ in
        var part = DossierPart("searches")
        for (side, codes) in [
            (question.sides.first.code, [question.sides.first.code]), (question.sides.second.code, question.members),
        ] {
            let query = Query(codes.map { ("country", $0) } + [("state", "published"), ("state", "labelled")])
            let all = try CountedList.searches.cell(query, question, in: tx)
            if all.value != 0 { part.add("open_searches", all, of: side) }
        }
        return part
    }

    /// What the programme's people did together: meetings that were held, consortia, and what these handed in. Each is
    /// counted as far as the reader's own lists have it.
    static let meetings = DossierSection(name: "meetings") { question, tx, _ in
        var part = DossierPart("meetings")
        let pairs = question.members.map { MeetingPair(question.sides.first.code, $0).text }
        let held = Query(pairs.map { ("pair", $0) } + [("state", MeetingLine.State.held.rawValue)])
        let submitted = Consortium.State.handedIn.map(\.rawValue)
        for (name, list, query) in [
            ("held_meetings", CountedList.meetings, held), ("consortia", CountedList.consortia, question.between),
            ("submitted_proposals", .consortia, question.between.setting("state", to: submitted)),
        ] {
            let all = try list.cell(query, question, in: tx)
            if all.value != 0 { part.add(name, all) }
        }
        return part
    }
}
