import Interchange
import Text

/// The tables in which CORDIS's projects come, known by their columns. Those that say more of a thing stand later and
/// have the last word.
enum CordisTable: String, Sendable, CaseIterable {
    /// One row a participation by the project's RCN and the organisation's PIC, with the project's dates and money.
    case participationsByPIC = "participations-pic"
    /// Parts of the framework programme by the project's RCN.
    case programmeParts = "parts"
    /// Organisations by PIC.
    case organisationsByPIC = "organisations-pic"
    /// Projects by grant number, as CORDIS's own `project.csv` and in a shorter form.
    case shortProjects = "projects-short"
    case projects = "projects"
    /// Participations with the organisation's name, by grant number.
    case shortParticipations = "participations-short"
    case participations = "participations"
    /// What is published beside these and says nothing about projects or who takes part in them.
    case unneeded = "unneeded"

    /// Columns that a table has and no other; the first table that fits is it.
    private static let marks: [(table: CordisTable, columns: [String])] = [
        (.participationsByPIC, ["rcn", "pic", "role", "contribution", "country"]),
        (.organisationsByPIC, ["pic", "name", "activityType", "country"]),
        (.shortProjects, ["project_id", "title", "funding_scheme", "start_date"]),
        (.shortParticipations, ["project_id", "org_name", "country"]),
        (.participations, ["projectID", "organisationID", "role", "country"]),
        (.projects, ["id", "rcn", "title", "startDate"]),
        (.programmeParts, ["rcn", "programme_part"]),
        (.unneeded, ["topicCode", "topicRcn", "title"]), (.unneeded, ["rcn", "code", "title", "shortTitle"]),
        (.unneeded, ["projectID", "deliverableType"]), (.unneeded, ["projectID", "projectAcronym", "attachment"]),
        (.unneeded, ["projectID", "euroSciVocCode"]), (.unneeded, ["projectID", "legalBasis", "title"]),
        (.unneeded, ["projectID", "topic", "title"]), (.unneeded, ["projectID", "physUrl"]),
    ]

    /// Nil when no table has these columns.
    init?(_ columns: [String]) {
        let there = Set(columns)
        guard let found = Self.marks.first(where: { there.isSuperset(of: $0.columns) }) else { return nil }
        self = found.table
    }

    /// Further columns without which its rows cannot be read.
    var required: [String] {
        switch self {
        case .participationsByPIC: ["type", "start_date", "end_date", "max_contribution", "total_cost"]
        case .shortProjects:
            ["acronym", "objective", "programme", "status", "end_date", "total_cost", "ec_contribution"]
        case .shortParticipations: ["city", "org_type", "ec_contribution"]
        case .participations: ["name", "activityType", "ecContribution"]
        case .projects: ["acronym", "status", "endDate", "totalCost", "ecMaxContribution"]
        case .organisationsByPIC: ["city"]
        case .programmeParts, .unneeded: []
        }
    }

    /// The mark under which the last state of its rows is kept.
    func source(_ kind: String) -> String { "cordis.\(rawValue).\(kind)" }
}

/// Where a row stands.
struct ImportPlace: Sendable {
    let file: String
    let line: Int
    var text: String { "\(file):\(line)" }
}

/// What a row says of a project; nil where its table says nothing.
struct CordisProject: Sendable {
    let table: CordisTable
    /// How the project is known; the first is how the row names it.
    let identifiers: [Identifier]
    let place: ImportPlace
    let digest: String
    var code: String?
    var acronym: String?
    var title: String?
    var abstract: String?
    var programme: String?
    var callCode: String?
    var scheme: String?
    /// Nil to tell it from the days.
    var status: Project.Status?
    /// Nil when the table has no dates; the days inside are nil when nobody knows.
    var term: (start: Day?, end: Day?)?
    var money: (cost: Int64?, grant: Int64?)?
    var keywords: [String]?

    var key: String { identifiers[0].key }
    /// Only adds to projects that other tables bring.
    var isAddition: Bool { table == .programmeParts }
}

/// What a row says of an organisation.
struct CordisOrganisation: Sendable {
    let table: CordisTable
    /// Its PIC; nil where it is known by name and country only.
    let pic: String?
    /// `pic 912345678`, or the folded name and the country.
    let key: String
    let digest: String
    /// Nil where the table has only the PIC.
    var name: String?
    var acronym: String?
    var kind: Organisation.Kind?
    var country = ""
    var city: String?
    var latitude: Double?
    var longitude: Double?
    var website: String?
    var vat: String?

    /// How organisations are compared that share no number.
    var likeness: String? { name.map { folded($0) + "|" + country } }
}

/// What a row says of an organisation's part in a project.
struct CordisPart: Sendable {
    let table: CordisTable
    let key: String
    let project: String
    let organisation: String
    let place: ImportPlace
    let role: Participation.Role
    let country: String
    let grant: Int64?
    let cost: Int64?

    var digest: String { Self.digest(role, country, grant, cost) }

    /// Of the values themselves, so that a row changed by hand is told from one that is as the last import left it.
    static func digest(_ role: Participation.Role, _ country: String, _ grant: Int64?, _ cost: Int64?) -> String {
        var digest = RecordDigest(version: CordisImport.version)
        digest.add(role.rawValue)
        digest.add(country)
        digest.add(grant.map(String.init) ?? "")
        digest.add(cost.map(String.init) ?? "")
        return digest.text
    }
}

extension Identifier {
    var key: String { scheme + " " + value }
}
