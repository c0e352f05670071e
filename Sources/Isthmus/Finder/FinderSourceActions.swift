import Database

/// One kind of thing that is found: how its records are read, and which of them a change concerns.
protocol FinderSource: Sendable {
    var kind: FinderRecord.Kind { get }
    /// The records of these things, in any order; things that are gone have none.
    func records(_ ids: [String], in tx: Transaction) throws -> [FinderRecord]
    /// The next ids after one, in order, for reading everything.
    func ids(after id: String, most: Int, in tx: Transaction) throws -> [String]
    /// The things of this kind whose records read differently after journal lines about `things` of `kind`.
    func touched(by kind: String, _ things: [String], in tx: Transaction) throws -> [String]
}

extension FinderSource {
    /// The ids of a table in order.
    func page(of table: SQL, after id: String, most: Int, in tx: Transaction) throws -> [String] {
        try tx.column(String.self, "SELECT id FROM \(table) WHERE id > \(id) ORDER BY id LIMIT \(most)")
    }
}

/// Organisations, found by every name, identifier and what they say of themselves to everyone.
struct OrganisationSource: FinderSource {
    let kind = FinderRecord.Kind.organisation

    func ids(after id: String, most: Int, in tx: Transaction) throws -> [String] {
        try page(of: "organisation", after: id, most: most, in: tx)
    }

    func records(_ ids: [String], in tx: Transaction) throws -> [FinderRecord] {
        let found = try tx.all(Organisation.self, "SELECT * FROM organisation WHERE id IN (\(ids))")
        let projects = try tx.counts(
            """
            SELECT organisation_id, COUNT(DISTINCT project_id) FROM participation WHERE organisation_id IN (\(ids))
            GROUP BY organisation_id
            """)
        return found.map { organisation in
            var record = FinderRecord(
                kind: kind, id: organisation.id.text, isPublic: organisation.status != .withdrawn,
                title: organisation.legalName)
            for name in organisation.names.reversed() where name.kind == .label {
                if let language = name.language { record.titles[language] = name.text }
            }
            record.names = [organisation.legalName] + organisation.names.map(\.text)
            record.identifiers = organisation.identifiers.map(\.value)
            if organisation.visibility["summary"] == .everyone { record.texts = [organisation.summary] }
            record.context = [organisation.city]
            record.country = organisation.country
            record.owners = organisation.summary.isEmpty ? [] : [record.key]
            record.weight = projects[record.id] ?? 0
            return record
        }
    }

    func touched(by kind: String, _ things: [String], in tx: Transaction) throws -> [String] {
        switch kind {
        case Organisation.kind: things
        default: []
        }
    }
}

/// People, found by their names in every script and by where they work.
struct PersonSource: FinderSource {
    let kind = FinderRecord.Kind.person

    func ids(after id: String, most: Int, in tx: Transaction) throws -> [String] {
        try page(of: "person", after: id, most: most, in: tx)
    }

    func records(_ ids: [String], in tx: Transaction) throws -> [FinderRecord] {
        let employers = try tx.texts(
            """
            SELECT a.person_id, o.legal_name FROM affiliation a JOIN organisation o ON o.id = a.organisation_id
            WHERE a.until_day IS NULL AND o.status <> 'withdrawn' AND a.person_id IN (\(ids)) ORDER BY a.id
            """)
        return try tx.all(Person.self, "SELECT * FROM person WHERE id IN (\(ids))").map { person in
            var record = FinderRecord(
                kind: kind, id: person.id.text, isPublic: person.status != .withdrawn,
                title: person.names.first?.text ?? "")
            for language in ["en", "ru", "hy"] { record.titles[language] = person.names.shown(in: language)?.text }
            record.names = person.names.map(\.text)
            if let orcid = person.orcid { record.identifiers = [orcid] }
            if person.visibility["summary"] == .everyone { record.texts = [person.summary] }
            record.context = employers[record.id] ?? []
            record.country = person.country
            record.owners = person.summary.isEmpty ? [] : [record.key]
            return record
        }
    }

    func touched(by kind: String, _ things: [String], in tx: Transaction) throws -> [String] {
        switch kind {
        case Person.kind: things
        case Affiliation.kind:
            try tx.column(String.self, "SELECT person_id FROM affiliation WHERE id IN (\(things))")
        case Organisation.kind:
            try tx.column(
                String.self,
                "SELECT person_id FROM affiliation WHERE until_day IS NULL AND organisation_id IN (\(things))")
        default: []
        }
    }
}

/// Teams, found by what they are called and do.
struct TeamSource: FinderSource {
    let kind = FinderRecord.Kind.team

    func ids(after id: String, most: Int, in tx: Transaction) throws -> [String] {
        try page(of: "team", after: id, most: most, in: tx)
    }

    func records(_ ids: [String], in tx: Transaction) throws -> [FinderRecord] {
        let homes = try tx.homes(of: "team", "t.organisation_id = o.id", ids)
        return try tx.all(Team.self, "SELECT * FROM team WHERE id IN (\(ids))").map { team in
            let home = homes[team.id.text]
            var record = FinderRecord(
                kind: kind, id: team.id.text, isPublic: team.status != .withdrawn && home?.isPublic == true,
                title: team.name.reading("en"), titles: team.name)
            record.names = team.name.texts.sorted { $0.key < $1.key }.map(\.value)
            record.texts = [team.summary]
            record.context = [home?.name ?? ""]
            record.country = home?.country ?? ""
            record.owners = [record.key, FinderRecord.key(.organisation, team.organisationID.text)]
            return record
        }
    }

    func touched(by kind: String, _ things: [String], in tx: Transaction) throws -> [String] {
        switch kind {
        case Team.kind: things
        case Organisation.kind: try tx.column(String.self, "SELECT id FROM team WHERE organisation_id IN (\(things))")
        default: []
        }
    }
}

/// Competences: the statements by which experts are found.
struct CompetenceSource: FinderSource {
    let kind = FinderRecord.Kind.competence

    func ids(after id: String, most: Int, in tx: Transaction) throws -> [String] {
        try page(of: "competence", after: id, most: most, in: tx)
    }

    func records(_ ids: [String], in tx: Transaction) throws -> [FinderRecord] {
        let homes = try tx.homes(of: "competence", "t.organisation_id = o.id", ids)
        let hidden = Set(
            try tx.column(
                String.self,
                """
                SELECT c.id FROM competence c LEFT JOIN organisation o ON o.id = c.organisation_id
                LEFT JOIN person p ON p.id = c.person_id WHERE c.id IN (\(ids))
                AND (c.status = 'withdrawn' OR o.status = 'withdrawn' OR p.status = 'withdrawn')
                """))
        return try tx.all(Competence.self, "SELECT * FROM competence WHERE id IN (\(ids))").map { competence in
            var record = FinderRecord(
                kind: kind, id: competence.id.text, isPublic: !hidden.contains(competence.id.text),
                title: competence.statement.reading("en"), titles: competence.statement)
            record.keywords = competence.keywords
            record.topics = competence.topics
            record.texts = [competence.statement, competence.detail] + competence.equipment
            record.texts += competence.evidence.map { ["en": $0.label] }
            record.context = [homes[record.id]?.name ?? ""]
            record.country = competence.country
            if let person = competence.personID { record.owners.append(FinderRecord.key(.person, person.text)) }
            if let team = competence.teamID { record.owners.append(FinderRecord.key(.team, team.text)) }
            if let home = competence.organisationID {
                record.owners.append(FinderRecord.key(.organisation, home.text))
            }
            return record
        }
    }

    func touched(by kind: String, _ things: [String], in tx: Transaction) throws -> [String] {
        switch kind {
        case Competence.kind: things
        case Organisation.kind:
            try tx.column(String.self, "SELECT id FROM competence WHERE organisation_id IN (\(things))")
        case Person.kind: try tx.column(String.self, "SELECT id FROM competence WHERE person_id IN (\(things))")
        case Topic.kind:
            try tx.column(String.self, "SELECT competence_id FROM competence_topic WHERE topic_id IN (\(things))")
        default: []
        }
    }
}

/// Projects, which also prove what their participants can do.
struct ProjectSource: FinderSource {
    let kind = FinderRecord.Kind.project

    func ids(after id: String, most: Int, in tx: Transaction) throws -> [String] {
        try page(of: "project", after: id, most: most, in: tx)
    }

    func records(_ ids: [String], in tx: Transaction) throws -> [FinderRecord] {
        let participants = try tx.texts(
            """
            SELECT DISTINCT t.project_id, t.organisation_id FROM participation t
            JOIN organisation o ON o.id = t.organisation_id
            WHERE t.project_id IN (\(ids)) AND o.status <> 'withdrawn' ORDER BY t.project_id, t.organisation_id
            """)
        return try tx.all(Project.self, "SELECT * FROM project WHERE id IN (\(ids))").map { project in
            var record = FinderRecord(
                kind: kind, id: project.id.text, isPublic: true, title: project.title.reading("en"),
                titles: project.title)
            if record.title.isEmpty { record.title = project.acronym.isEmpty ? project.code : project.acronym }
            record.names = [project.acronym].filter { !$0.isEmpty }
            record.identifiers = ([project.code] + project.identifiers.map(\.value)).filter { !$0.isEmpty }
            record.names += project.title.texts.sorted { $0.key < $1.key }.map(\.value)
            record.keywords = project.keywords
            record.topics = project.topics
            record.texts = [project.abstract]
            record.context = [project.programme, project.callCode, project.scheme]
            record.owners = (participants[record.id] ?? []).map { FinderRecord.key(.organisation, $0) }
            return record
        }
    }

    func touched(by kind: String, _ things: [String], in tx: Transaction) throws -> [String] {
        switch kind {
        case Project.kind: things
        case Participation.kind:
            try tx.column(String.self, "SELECT project_id FROM participation WHERE id IN (\(things))")
        case Topic.kind:
            try tx.column(String.self, "SELECT project_id FROM project_topic WHERE topic_id IN (\(things))")
        default: []
        }
    }
}

/// Networks and platforms.
struct NetworkSource: FinderSource {
    let kind = FinderRecord.Kind.network

    func ids(after id: String, most: Int, in tx: Transaction) throws -> [String] {
        try page(of: "network", after: id, most: most, in: tx)
    }

    func records(_ ids: [String], in tx: Transaction) throws -> [FinderRecord] {
        try tx.all(Network.self, "SELECT * FROM network WHERE id IN (\(ids))").map { network in
            var record = FinderRecord(
                kind: kind, id: network.id.text, isPublic: network.status != .withdrawn,
                title: network.name.reading("en"), titles: network.name)
            record.names = network.name.texts.sorted { $0.key < $1.key }.map(\.value) + [network.acronym]
            record.topics = network.topics
            record.texts = [network.summary]
            record.country = network.country ?? ""
            return record
        }
    }

    func touched(by kind: String, _ things: [String], in tx: Transaction) throws -> [String] {
        kind == Network.kind ? things : []
    }
}

/// Where something stands.
private struct Home {
    let name: String
    let country: String
    let isPublic: Bool
}

extension Transaction {
    fileprivate func homes(of table: SQL, _ join: SQL, _ ids: [String]) throws -> [String: Home] {
        var homes: [String: Home] = [:]
        try each(
            """
            SELECT t.id, o.legal_name, o.country, o.status FROM \(table) t JOIN organisation o ON \(join)
            WHERE t.id IN (\(ids))
            """
        ) { row in
            homes[try row.at(0)] = Home(
                name: try row.at(1), country: try row.at(2), isPublic: try row.at(3, as: String.self) != "withdrawn")
        }
        return homes
    }

    /// The second columns by the first.
    fileprivate func texts(_ question: SQL) throws -> [String: [String]] {
        var found: [String: [String]] = [:]
        try each(question) { row in found[try row.at(0), default: []].append(try row.at(1)) }
        return found
    }

    fileprivate func counts(_ question: SQL) throws -> [String: Int] {
        var found: [String: Int] = [:]
        try each(question) { row in found[try row.at(0)] = try row.at(1, as: Int.self) }
        return found
    }
}
