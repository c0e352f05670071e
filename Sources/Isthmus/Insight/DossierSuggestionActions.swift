import Database
import Indicators

/// The section of a dossier about who could work together and does not yet.
enum DossierSuggestions {
    /// Organisations of the first country for whom partners are looked for, the best connected; and suggestions shown.
    static let mostSeekers = 25
    static let mostSuggestions = 10
    /// Partners, topics and words that speak for a suggestion.
    static let mostReasons = 3

    /// Partnerships that nobody has made yet: found by whom both have worked with, put in order by the learned model.
    static let section = DossierSection(name: "suggestions") { question, tx, kept in
        var part = DossierPart("suggestions")
        let (directory, graph) = (kept.directory, kept.directory.graph)
        let found = found(question, directory)
        guard !found.isEmpty else { return part }
        let titles = try tx.fieldNames(directory.fields)
        var rows: [[DossierCell]] = []
        for pair in found.prefix(3 * mostSuggestions) where rows.count < mostSuggestions {
            let (one, other) = (directory.organisations[pair.own].id, directory.organisations[pair.other].id)
            guard let name = directory.name(pair.own, for: question.actor),
                let partner = directory.name(pair.other, for: question.actor)
            else { continue }
            let query = Query([("partner", one), ("partner", other)])
            rows.append(
                [
                    .text(name, "/organisations/\(one)"), .text(partner, "/organisations/\(other)"),
                    // As their list counts them, without asking for each.
                    .number(
                        graph.commonPartners(pair.own, pair.other).count {
                            directory.name($0, for: question.actor) != nil
                        }, CountedList.organisations.path + query.address),
                ] + reasons(pair, directory, titles, question.actor))
        }
        part.tables.append(
            DossierTable(
                name: "suggestions",
                columns: [
                    "organisation_first", "organisation_second", "common_partners", "among_them", "common_topics",
                    "common_words",
                ], rows: rows))
        part.notes.append("suggestions")
        return part
    }

    private static func found(_ question: DossierQuestion, _ directory: InsightMemory.Directory) -> [NewPartners] {
        let own = question.sides.first.code
        return directory.scouted.known("\(own):\(question.members.sorted().joined(separator: ","))") {
            let graph = directory.graph
            let ours = directory.byCountry[own] ?? []
            let seekers = ours.sorted { (graph.partnerCount(of: $1), $0) < (graph.partnerCount(of: $0), $1) }
            let theirs = Set(question.members.flatMap { directory.byCountry[$0] ?? [] }).subtracting(ours)
            guard !seekers.isEmpty, !theirs.isEmpty else { return [] }
            var scout = PartnerScout(directory.space)
            return scout.newPartners(
                of: Array(seekers.prefix(mostSeekers)), among: Array(theirs), by: .horizon2020, top: 2)
        }
    }

    /// Partners of both, the rarest first; topics and words of both, those first that weigh most.
    private static func reasons(
        _ pair: NewPartners, _ directory: InsightMemory.Directory, _ titles: [String: Multilingual], _ actor: Actor
    ) -> [DossierCell] {
        let evidence = directory.space.evidence(for: pair.own, and: pair.other, limit: 4 * mostReasons)
        let shared = evidence.commonPartners.lazy.compactMap { directory.name($0, for: actor) }.prefix(mostReasons)
        let topics = evidence.topics.prefix(mostReasons).compactMap { titles[directory.fields[$0]] }
        var joined = Multilingual()
        for language in Set(topics.flatMap(\.languages)) {
            joined[language] = topics.map { $0.reading(language) }.joined(separator: "; ")
        }
        let words = evidence.words.lazy.compactMap { directory.written[$0] }.prefix(mostReasons)
        return [
            .text(shared.joined(separator: "; ")), .texts(joined), .text(words.joined(separator: ", ")),
        ]
    }
}

extension Transaction {
    /// The names of fields of research by their ids.
    func fieldNames(_ fields: [String]) throws -> [String: Multilingual] {
        let names = try named(
            "SELECT t.id, t.name, '' AS note FROM topic t WHERE t.id IN (\(fields)) ORDER BY t.position")
        return Dictionary(names.compactMap { field in Multilingual(column: .text(field.name)).map { (field.id, $0) } })
        {
            first, _ in first
        }
    }
}
