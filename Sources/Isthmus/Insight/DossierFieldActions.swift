import Database
import Indicators

/// The sections of a dossier about what both sides are good at.
enum DossierFields {
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
        let titles = try tx.fieldNames(directory.fields)
        let table = question.sides.path + "#table-fields"
        func address(_ side: Int, _ fields: [String]) -> String {
            "/projects" + Query(codes[side].map { ("country", $0) } + fields.map { ("field", $0) }).address
        }
        for side in 0...1 {
            let code = side == 0 ? question.sides.first.code : question.sides.second.code
            part.add("field_projects", .number(counts[side].whole, address(side, directory.fields)), of: code)
        }
        part.add("likeness", .value(own[0].cosine(with: own[1]), table), formula: "likeness")
        let shown = directory.fields.indices.filter { counts[0].byField[$0] + counts[1].byField[$0] > 0 }
        let rows = shown.map { place -> [DossierCell] in
            let field = directory.fields[place]
            return [
                titles[field].map { .texts($0, "/topics/\(field)") } ?? .text(field),
                .number(counts[0].byField[place], address(0, [field])),
                .figure(profiles[0][place], address(0, [field])),
                .number(counts[1].byField[place], address(1, [field])),
                .figure(profiles[1][place], address(1, [field])),
                .word("dossier.relation.\(word(relations[place]))"),
            ]
        }
        part.add("common_ground", .number(relations.count { $0 == .bothStrong }, table), formula: "field_activity")
        part.add(
            "complements", .number(relations.count { $0 == .firstStrong || $0 == .secondStrong }, table),
            formula: "field_activity")
        for side in 0...1 {
            let code = side == 0 ? question.sides.first.code : question.sides.second.code
            let all = Set(codes[side].flatMap { directory.projectsOf[$0] ?? [] }).count
            part.addQuality("with_field", .share(counts[side].whole, of: all, address(side, [])), of: code)
        }
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
}
