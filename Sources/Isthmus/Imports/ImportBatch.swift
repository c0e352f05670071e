import Database

/// What an import would write, collected before anything is written: new things, changed things, marks.
struct ImportBatch: Sendable {
    var newOrganisations: [Organisation] = []
    var changedOrganisations: [(before: Organisation, after: Organisation)] = []
    var newProjects: [Project] = []
    var changedProjects: [(before: Project, after: Project)] = []
    var newParticipations: [Participation] = []
    var changedParticipations: [(before: Participation, after: Participation)] = []
    var newPeople: [Person] = []
    var changedPeople: [(before: Person, after: Person)] = []
    var newAffiliations: [Affiliation] = []
    var newProgrammes: [CooperationProgramme] = []
    var changedProgrammes: [(before: CooperationProgramme, after: CooperationProgramme)] = []
    var newSchemes: [MobilityScheme] = []
    var changedSchemes: [(before: MobilityScheme, after: MobilityScheme)] = []
    var newCalls: [Call] = []
    var changedCalls: [(before: Call, after: Call)] = []
    var newRules: [CallRule] = []
    var changedRules: [(before: CallRule, after: CallRule)] = []
    var goneRules: [CallRule] = []
    var newPairYears: [PairYear] = []
    var changedPairYears: [PairYear] = []
    var newCountryYears: [CountryYear] = []
    var changedCountryYears: [CountryYear] = []
    var sources: [(before: EvidenceSource?, after: EvidenceSource)] = []
    /// The calls that their source has now, changed or not.
    var seenCalls: [ID<Call>] = []
    /// Marks that were not there before, and those that take another's place.
    private(set) var newMarks: [ImportMark] = []
    private(set) var changedMarks: [ImportMark] = []

    mutating func keep(_ mark: ImportMark, isNew: Bool) {
        if isNew { newMarks.append(mark) } else { changedMarks.append(mark) }
    }

    var isEmpty: Bool {
        newOrganisations.isEmpty && changedOrganisations.isEmpty && newProjects.isEmpty && changedProjects.isEmpty
            && newParticipations.isEmpty && changedParticipations.isEmpty && newPeople.isEmpty && changedPeople.isEmpty
            && newAffiliations.isEmpty && newCalls.isEmpty && changedCalls.isEmpty && newRules.isEmpty
            && changedRules.isEmpty && goneRules.isEmpty
            && newProgrammes.isEmpty && changedProgrammes.isEmpty && newSchemes.isEmpty && changedSchemes.isEmpty
            && newPairYears.isEmpty && changedPairYears.isEmpty && newCountryYears.isEmpty
            && changedCountryYears.isEmpty
    }
}

/// The last state of an outside record and the thing it became.
struct ImportMark: Codable, Sendable {
    let source: String
    let key: String
    let digest: String
    let thing: String
}

extension Work {
    /// Writes everything, with a journal line for each thing.
    func carryOut(_ batch: ImportBatch, known: IdentifierMap) throws {
        var known = known
        try insertOrganisations(batch.newOrganisations, known: &known)
        for (before, after) in batch.changedOrganisations {
            try save(after, over: before, in: "organisation", as: "organisation.changed")
            if !after.hasSameLookups(as: before) {
                try tx.forgetLookups(of: after.id)
                try tx.insertLookups(of: [after], known: &known)
            }
        }
        try tx.insert(all: batch.newProjects, into: "project")
        try recordAll("project.created", batch.newProjects)
        try tx.insertLookups(of: batch.newProjects)
        for (before, after) in batch.changedProjects { try save(after, over: before) }
        try tx.insert(all: batch.newParticipations, into: "participation")
        try recordAll("participation.added", batch.newParticipations)
        for (before, after) in batch.changedParticipations {
            try save(after, over: before, in: "participation", as: "participation.changed")
        }
        for person in batch.newPeople { try insert(person) }
        for (before, after) in batch.changedPeople { try save(after, over: before) }
        try tx.insert(all: batch.newAffiliations, into: "affiliation")
        try recordAll("affiliation.created", batch.newAffiliations)
        try carryOutInventory(batch)
        try carryOutCalls(batch)
        try carryOutEvidence(batch)
        try tx.insert(all: batch.newMarks, into: "import_mark")
        try tx.keep(batch.changedMarks)
    }

    private func insertOrganisations(_ organisations: [Organisation], known: inout IdentifierMap) throws {
        try tx.insert(all: organisations, into: "organisation")
        try recordAll("organisation.created", organisations)
        try tx.insertLookups(of: organisations, known: &known)
    }
}

extension Organisation {
    func hasSameLookups(as other: Organisation) -> Bool {
        foldedNames.elementsEqual(other.foldedNames) { $0 == $1 } && identifiers == other.identifiers
            && parents == other.parents && successors == other.successors
    }
}

/// Which identifiers are taken, by scheme and value. Registers contain entries that share a further register's number;
/// the first keeps it as its address.
struct IdentifierMap: Sendable {
    private var owners: [String: String] = [:]

    func owner(_ scheme: String, _ value: String) -> String? { owners[scheme + " " + value] }
    /// False when it belongs to another thing.
    mutating func take(_ identifier: Identifier, for thing: String) -> Bool {
        let key = identifier.scheme + " " + identifier.value
        if let owner = owners[key], owner != thing { return false }
        owners[key] = thing
        return true
    }

    /// The things that have a number in a register.
    func things(of scheme: String) -> Set<String> {
        let start = scheme + " "
        return Set(owners.lazy.filter { $0.key.hasPrefix(start) }.map(\.value))
    }

    static func organisations(in tx: Transaction) throws -> IdentifierMap {
        try load("SELECT scheme, value, organisation_id FROM organisation_identifier", in: tx)
    }
    static func projects(in tx: Transaction) throws -> IdentifierMap {
        try load("SELECT scheme, value, project_id FROM project_identifier", in: tx)
    }

    private static func load(_ sql: SQL, in tx: Transaction) throws -> IdentifierMap {
        var map = IdentifierMap()
        try tx.each(sql) { row in
            map.owners[try row.at(0, as: String.self) + " " + row.at(1, as: String.self)] = try row.at(
                2, as: String.self)
        }
        return map
    }
}

private struct NameRow: Encodable { let organisationID: ID<Organisation>, folded: String, kind: String }
private struct IdentifierRow: Encodable { let scheme: String, value: String, organisationID: ID<Organisation> }
private struct ProjectIdentifierRow: Encodable { let scheme: String, value: String, projectID: ID<Project> }
private struct ProjectTopicRow: Encodable { let projectID: ID<Project>, topicID: String }
private struct RelationRow: Encodable { let organisationID: ID<Organisation>, kind: String, otherID: ID<Organisation> }

extension Transaction {
    /// The lookups of many organisations at once. An identifier that another has stays in the noun only.
    func insertLookups(of organisations: [Organisation], known: inout IdentifierMap) throws {
        var names: [NameRow] = []
        var identifiers: [IdentifierRow] = []
        var relations: [RelationRow] = []
        for organisation in organisations {
            let id = organisation.id
            names += organisation.foldedNames.map { NameRow(organisationID: id, folded: $0.folded, kind: $0.kind) }
            var own: Set<Identifier> = []
            for identifier in organisation.identifiers
            where own.insert(identifier).inserted && known.take(identifier, for: id.text) {
                identifiers.append(
                    IdentifierRow(scheme: identifier.scheme, value: identifier.value, organisationID: id))
            }
            relations += organisation.parents.map { RelationRow(organisationID: id, kind: "parent", otherID: $0) }
            relations += organisation.successors.map { RelationRow(organisationID: id, kind: "successor", otherID: $0) }
        }
        try insert(all: names, into: "organisation_name")
        try insert(all: identifiers, into: "organisation_identifier")
        try insert(all: relations, into: "organisation_relation")
    }

    /// The lookups of many new projects at once; their identifiers are known to be free.
    func insertLookups(of projects: [Project]) throws {
        let identifiers = projects.flatMap { project in
            project.identifiers.map { ProjectIdentifierRow(scheme: $0.scheme, value: $0.value, projectID: project.id) }
        }
        let topics = projects.flatMap { project in
            project.topics.map { ProjectTopicRow(projectID: project.id, topicID: $0) }
        }
        try insert(all: identifiers, into: "project_identifier")
        try insert(all: topics, into: "project_topic")
    }

    func keep(_ marks: [ImportMark]) throws {
        for mark in marks {
            try run(
                """
                INSERT INTO import_mark (source, key, digest, thing)
                VALUES (\(mark.source), \(mark.key), \(mark.digest), \(mark.thing))
                ON CONFLICT (source, key) DO UPDATE SET digest = excluded.digest, thing = excluded.thing
                """)
        }
    }

    /// The marks of a source: digest and thing by key.
    func marks(of source: String) throws -> [String: (digest: String, thing: String)] {
        var marks: [String: (digest: String, thing: String)] = [:]
        try each("SELECT key, digest, thing FROM import_mark WHERE source = \(source)") { row in
            marks[try row.at(0)] = (try row.at(1), try row.at(2))
        }
        return marks
    }

    /// Things by id, in pieces: a statement takes a few hundred values.
    func organisations(_ ids: [String]) throws -> [String: Organisation] {
        try inPieces(ids) { try all(Organisation.self, "SELECT * FROM organisation WHERE id IN (\($0))") }
    }
    func projects(_ ids: [String]) throws -> [String: Project] {
        try inPieces(ids) { try all(Project.self, "SELECT * FROM project WHERE id IN (\($0))") }
    }
    func participations(_ ids: [String]) throws -> [String: Participation] {
        try inPieces(ids) { try all(Participation.self, "SELECT * FROM participation WHERE id IN (\($0))") }
    }

    private func inPieces<Thing: Governed>(_ ids: [String], _ find: ([String]) throws -> [Thing]) throws -> [String:
        Thing]
    {
        var found: [String: Thing] = [:]
        for start in stride(from: 0, to: ids.count, by: 400) {
            for thing in try find(Array(ids[start..<min(start + 400, ids.count)])) { found[thing.id.text] = thing }
        }
        return found
    }
}
