import Interchange
import Text

extension CordisImport {
    mutating func readParticipationByPIC(_ row: CordisRow) {
        let table = CordisTable.participationsByPIC
        guard isNew(row.record.fields.joined(separator: "\u{1f}"), of: table, row), let rcn = row.number("rcn"),
            let pic = row.pic("pic")
        else { return }
        let columns = ["start_date", "end_date", "max_contribution", "total_cost"]
        if isFirst("rcn " + rcn, of: table, saying: row.joined(columns), row) {
            var project = CordisProject(
                table: table, identifiers: [Identifier("rcn", rcn)], place: row.place, digest: row.digest(columns))
            project.code = rcn
            project.term = row.term("start_date", "end_date")
            project.money = (row.euros("total_cost"), row.euros("max_contribution"))
            projects.append(project)
        }
        let country = row.country("country", keepingNA: false)
        let about = ["type", "country"]
        if isFirst("pic " + pic, of: table, saying: row.joined(about), row) {
            var organisation = CordisOrganisation(table: table, pic: pic, key: "pic " + pic, digest: row.digest(about))
            organisation.kind = row.kind("type")
            organisation.country = country
            organisations.append(organisation)
        }
        let role = row.role("role")
        parts.append(
            CordisPart(
                table: table, key: partKey("\(rcn) \(pic) \(role.rawValue)", of: table), project: "rcn " + rcn,
                organisation: "pic " + pic, place: row.place, role: role, country: country,
                grant: row.euros("contribution"), cost: nil))
    }

    mutating func readOrganisation(_ row: CordisRow) {
        let table = CordisTable.organisationsByPIC
        guard let pic = row.pic("pic") else { return }
        let columns = ["name", "shortName", "activityType", "city", "country"]
        guard isFirst("pic " + pic, of: table, saying: row.joined(columns), row) else {
            return row.repair("imports.repair.double")
        }
        guard let name = row.text("name", most: 300), name.count >= 2 else {
            return row.complain("name", "field.required")
        }
        var organisation = CordisOrganisation(table: table, pic: pic, key: "pic " + pic, digest: row.digest(columns))
        organisation.name = name
        organisation.acronym = row.text("shortName", most: 300)
        organisation.kind = row.kind("activityType")
        organisation.country = row.country("country")
        organisation.city = row.text("city", most: 120)
        organisations.append(organisation)
    }

    mutating func readShortProject(_ row: CordisRow) {
        let columns = [
            "acronym", "title", "objective", "programme", "funding_scheme", "status", "start_date", "end_date",
            "total_cost", "ec_contribution", "topics", "keywords", "call",
        ]
        guard var project = project(.shortProjects, "project_id", columns, row) else { return }
        project.acronym = row.text("acronym", most: 60) ?? ""
        project.abstract = row.text("objective", most: 10_000, lines: true)
        project.programme = row.text("programme", most: 120)
        project.scheme = row.text("funding_scheme", most: 120)
        project.callCode = row.text("call", most: 120) ?? row.text("topics", most: 120)
        project.term = row.term("start_date", "end_date")
        project.money = (row.euros("total_cost"), row.euros("ec_contribution"))
        project.keywords = row.words(["keywords", "topics"])
        projects.append(project)
    }

    mutating func readProject(_ row: CordisRow) {
        let columns = [
            "rcn", "acronym", "title", "objective", "status", "startDate", "endDate", "totalCost", "ecMaxContribution",
            "frameworkProgramme", "fundingScheme", "masterCall", "subCall", "topics", "keywords",
        ]
        guard
            var project = project(
                .projects, "id", columns, row, further: row.number("rcn").map { [Identifier("rcn", $0)] } ?? [])
        else { return }
        project.acronym = row.text("acronym", most: 60) ?? ""
        project.abstract = row.text("objective", most: 10_000, lines: true)
        project.programme = row.text("frameworkProgramme", most: 120)
        project.scheme = row.text("fundingScheme", most: 120)
        project.callCode = row.text("subCall", most: 120) ?? row.text("masterCall", most: 120)
        project.term = row.term("startDate", "endDate")
        project.money = (row.euros("totalCost"), row.euros("ecMaxContribution"))
        project.keywords = row.words(["keywords", "topics"])
        projects.append(project)
    }

    /// What both tables of projects have under the same names.
    private mutating func project(
        _ table: CordisTable, _ column: String, _ columns: [String], _ row: CordisRow, further: [Identifier] = []
    ) -> CordisProject? {
        guard let id = row.number(column) else { return nil }
        guard isFirst("cordis " + id, of: table, saying: row.joined(columns), row) else {
            row.repair("imports.repair.double")
            return nil
        }
        var project = CordisProject(
            table: table, identifiers: [Identifier("cordis", id)] + further, place: row.place,
            digest: row.digest(columns))
        project.code = id
        project.title = row.text("title", most: 500)
        switch row.raw("status")?.uppercased() {
        case "TERMINATED": project.status = .terminated
        case "CLOSED", "COMPLETED": project.status = .ended
        default: break
        }
        return project
    }

    mutating func readShortParticipation(_ row: CordisRow) {
        let table = CordisTable.shortParticipations
        let columns = row.record.header.columns.filter { $0 != "id" }
        guard isNew(row.joined(columns), of: table, row), let id = row.number("project_id") else { return }
        guard let name = row.text("org_name", most: 300), name.count >= 2 else {
            return row.complain("org_name", "field.required")
        }
        let country = row.country("country")
        let key = folded(name) + "|" + country
        let about = ["org_name", "city", "org_type"]
        if isFirst(key, of: table, saying: "", row, strictly: false) {
            var organisation = CordisOrganisation(table: table, pic: nil, key: key, digest: row.digest(about))
            organisation.name = name
            organisation.kind = row.kind("org_type")
            organisation.country = country
            organisation.city = row.text("city", most: 120)
            organisations.append(organisation)
        }
        parts.append(
            CordisPart(
                table: table, key: partKey("\(id) \(key)", of: table), project: "cordis " + id, organisation: key,
                place: row.place, role: .participant, country: country, grant: row.euros("ec_contribution"),
                cost: row.euros("total_cost")))
    }

    mutating func readParticipation(_ row: CordisRow) {
        let table = CordisTable.participations
        guard isNew(row.record.fields.joined(separator: "\u{1f}"), of: table, row), let id = row.number("projectID"),
            let pic = row.pic("organisationID")
        else { return }
        let country = row.country("country")
        let columns = [
            "name", "shortName", "activityType", "city", "country", "geolocation", "organizationURL", "vatNumber",
        ]
        if isFirst("pic " + pic, of: table, saying: "", row, strictly: false) {
            guard let name = row.text("name", most: 300), name.count >= 2 else {
                return row.complain("name", "field.required")
            }
            var organisation = CordisOrganisation(
                table: table, pic: pic, key: "pic " + pic, digest: row.digest(columns))
            organisation.name = name
            organisation.acronym = row.text("shortName", most: 300)
            organisation.kind = row.kind("activityType")
            organisation.country = country
            organisation.city = row.text("city", most: 120)
            organisation.website = row.webAddress("organizationURL")
            organisation.vat = row.text("vatNumber", most: 100)
            if let place = row.coordinates("geolocation") {
                (organisation.latitude, organisation.longitude) = (place.latitude, place.longitude)
            }
            organisations.append(organisation)
        }
        let role = row.role("role")
        parts.append(
            CordisPart(
                table: table, key: partKey("\(id) \(pic) \(role.rawValue)", of: table), project: "cordis " + id,
                organisation: "pic " + pic, place: row.place, role: role, country: country,
                grant: row.euros("ecContribution"), cost: row.euros("totalCost")))
    }
}
