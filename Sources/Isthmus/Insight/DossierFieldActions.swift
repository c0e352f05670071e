import Database
import Foundation
import Indicators

/// The sections of a dossier about what both sides are good at, and who could work together and does not yet.
enum DossierFields {
    /// Organisations of the first country for whom partners are looked for, the best connected; and suggestions shown.
    static let mostSeekers = 25
    static let mostSuggestions = 10

    static let fields = DossierSection(name: "fields") { question, tx, kept in
        var part = DossierPart("fields")
        let directory = kept.directory
        let codes = [[question.sides.first.code], question.members]
        let counts = codes.map { directory.projects(of: $0) }
        guard counts.contains(where: { $0.whole > 0 }) else { return part }
        let own = counts.map { count in
            Specialisation(
                counts: count.byField, reference: directory.world.byField, whole: count.whole,
                referenceWhole: directory.world.whole)
        }
        let profiles = own.map { $0.profile() }
        let relations = own[0].relations(to: own[1])
        let names = try tx.named(
            "SELECT t.id, t.name, '' AS note FROM topic t WHERE t.id IN (\(directory.fields)) ORDER BY t.position")
        let titles = Dictionary(names.map { ($0.id, $0.name) }) { first, _ in first }
        func address(_ side: Int, _ fields: [String]) -> String {
            "/projects" + Query(codes[side].map { ("country", $0) } + fields.map { ("field", $0) }).address
        }
        for side in 0...1 {
            let code = side == 0 ? question.sides.first.code : question.sides.second.code
            part.add("field_projects", .number(counts[side].whole, address(side, directory.fields)), of: code)
        }
        part.add("likeness", .value(own[0].cosine(with: own[1])), formula: "likeness")
        let shown = directory.fields.indices.filter { counts[0].byField[$0] + counts[1].byField[$0] > 0 }
        let rows = shown.map { place -> [DossierCell] in
            let field = directory.fields[place]
            return [
                Multilingual(column: .text(titles[field] ?? "{}")).map { .texts($0, "/topics/\(field)") }
                    ?? .text(field),
                .number(counts[0].byField[place], address(0, [field])), .figure(profiles[0][place]),
                .number(counts[1].byField[place], address(1, [field])), .figure(profiles[1][place]),
                .word("dossier.relation.\(word(relations[place]))"),
            ]
        }
        part.add("common_ground", .number(relations.count { $0 == .bothStrong }), formula: "field_activity")
        part.add(
            "complements", .number(relations.count { $0 == .firstStrong || $0 == .secondStrong }),
            formula: "field_activity")
        part.tables.append(
            DossierTable(
                name: "fields",
                columns: [
                    "field", "projects_first", "activity_first", "projects_second", "activity_second", "relation",
                ],
                rows: rows, picture: .radar))
        return part
    }

    private static func word(_ relation: Specialisation.Relation) -> String {
        switch relation {
        case .bothStrong: "both"
        case .firstStrong: "first"
        case .secondStrong: "second"
        case .neither: "neither"
        case .tooFew: "too_few"
        }
    }

    static let competences = DossierSection(name: "competences") { question, tx, _ in
        var part = DossierPart("competences")
        let codes = [[question.sides.first.code], question.members]
        let sides = [question.sides.first.code, question.sides.second.code]
        var counts: [[String: Int]] = []
        for (place, countries) in codes.enumerated() {
            let query = Query(countries.map { ("country", $0) })
            let cell = try CountedList.competences.cell(query, question, in: tx)
            if cell.value == 0 {
                counts.append([:])
                continue
            }
            part.add("competences", cell, of: sides[place])
            let rows = try tx.rows(
                """
                SELECT f.id, COUNT(DISTINCT c.id) FROM competence c JOIN competence_topic k ON k.competence_id = c.id
                JOIN topic d ON d.id = k.topic_id JOIN topic f ON d.position BETWEEN f.position AND f.last_position
                WHERE f.scheme_id = \(TopicScheme.ford.id) AND f.level = 2 AND c.country IN (\(countries))
                AND (\(Competence.visible(to: question.actor))) GROUP BY f.id
                """)
            counts.append(
                try Dictionary(rows.map { (try $0.at(0, as: String.self), try $0.at(1, as: Int.self)) }) { $1 })
        }
        guard !part.figures.isEmpty else { return part }
        let found = Array(Set(counts.flatMap(\.keys)))
        let names = try tx.named(
            "SELECT t.id, t.name, '' AS note FROM topic t WHERE t.id IN (\(found)) ORDER BY t.position, t.id")
        let rows = names.map { field -> [DossierCell] in
            let cells = (0...1).map { side -> DossierCell in
                let query = Query(codes[side].map { ("country", $0) } + [("topic", field.id)])
                return .number(counts[side][field.id] ?? 0, "/competences" + query.address)
            }
            let name = Multilingual(column: .text(field.name)).map { DossierCell.texts($0, "/topics/\(field.id)") }
            return [name ?? .text(field.name)] + cells
        }
        part.tables.append(
            DossierTable(
                name: "competences", columns: ["field", "competences_first", "competences_second"], rows: rows,
                picture: .bars))
        return part
    }

    /// Partnerships that nobody has made yet, by whom both have worked with.
    static let suggestions = DossierSection(name: "suggestions") { question, tx, kept in
        var part = DossierPart("suggestions")
        let found = suggested(kept.directory, question)
        guard !found.isEmpty else { return part }
        let directory = kept.directory
        let candidates = found.prefix(3 * mostSuggestions)
        var rows: [[DossierCell]] = []
        for pair in candidates where rows.count < mostSuggestions {
            let (one, other) = (directory.organisations[pair.one].id, directory.organisations[pair.other].id)
            guard let name = directory.name(pair.one, for: question.actor),
                let partner = directory.name(pair.other, for: question.actor)
            else { continue }
            let shared = pair.common.lazy.compactMap { directory.name($0, for: question.actor) }.prefix(3)
            let query = Query([("partner", one), ("partner", other)])
            rows.append([
                .text(name, "/organisations/\(one)"), .text(partner, "/organisations/\(other)"),
                try CountedList.organisations.cell(query, question, in: tx),
                .text(shared.joined(separator: "; ")),
            ])
        }
        part.tables.append(
            DossierTable(
                name: "suggestions",
                columns: ["organisation_first", "organisation_second", "common_partners", "among_them"], rows: rows))
        part.notes.append("suggestions")
        return part
    }

    struct Suggestion: Sendable {
        let one: Int
        let other: Int
        let score: Double
        /// The rarest partners of both first.
        let common: [Int]
    }

    /// Adamic-Adar between the best connected of the first country and those of the other side whom they do not know.
    private static func suggested(
        _ directory: InsightMemory.Directory, _ question: DossierQuestion
    ) -> [Suggestion] {
        let graph = directory.graph
        let ours = directory.byCountry[question.sides.first.code] ?? []
        let seekers = ours.sorted { (graph.partnerCount(of: $1), $0) < (graph.partnerCount(of: $0), $1) }
            .prefix(mostSeekers)
        let theirs = Set(question.members.flatMap { directory.byCountry[$0] ?? [] }).subtracting(ours)
        var found: [Suggestion] = []
        for one in seekers where graph.partnerCount(of: one) > 0 {
            // Whoever is a partner of a partner; their own partners are passed over.
            var scores: [Int: Double] = [:]
            let partners = graph.partners(of: one)
            for middle in partners {
                let count = graph.partnerCount(of: middle)
                guard count > 1 else { continue }
                let weight = DossierFields.rarity(count)
                for other in graph.partners(of: middle) where theirs.contains(other) {
                    scores[other, default: 0] += weight
                }
            }
            let known = Set(partners)
            let best = scores.filter { !known.contains($0.key) && $0.key != one }
                .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(2)
            for (other, score) in best {
                let common = graph.commonPartners(one, other)
                    .sorted { (graph.partnerCount(of: $0), $0) < (graph.partnerCount(of: $1), $1) }
                found.append(Suggestion(one: one, other: other, score: score, common: common))
            }
        }
        return found.sorted { ($1.score, $0.one, $0.other) < ($0.score, $1.one, $1.other) }
    }
}

extension DossierFields {
    /// How much a common partner with so many partners tells: one over the logarithm.
    static func rarity(_ partners: Int) -> Double { 1 / log(Double(partners)) }
}
