import Database

extension Transaction {
    /// What keeps the actor from applying to a network; nil where they look after it and have nobody to apply for.
    func applying(to network: Network, as actor: Actor) throws -> NetworkApplying? {
        if let refusal = network.refusal(of: .apply, to: actor) {
            return NetworkApplying(actor.account == nil ? .init("network_application.sign_in") : refusal)
        }
        let applicants = try applicants(for: network.id, as: actor)
        return applicants.isEmpty && network.allows(.edit, to: actor) ? nil : NetworkApplying(applicants)
    }

    /// Everybody in whose name the actor could apply to a network, with what keeps them from it.
    func applicants(for network: ID<Network>, as actor: Actor) throws -> [NetworkApplicant] {
        let scopes = actor.scopes(of: .representative).filter { ProfileKind(of: $0) == .organisation }
        let organisations = try scopes.prefix(50).compactMap { try Organisation.find(ID($0), in: self) }
            .filter { $0.allows(.view, to: actor) }
        let person = try actor.person.flatMap { try Person.find(ID($0), in: self) }
            .flatMap { $0.allows(.view, to: actor) ? $0 : nil }
        let all =
            organisations.map { (id: $0.id.text, name: $0.name(in: actor.language)) }
            + (person.map { [(id: $0.id.text, name: $0.name(in: actor.language))] } ?? [])
        return try all.map { id, name in
            NetworkApplicant(id: id, name: name, standing: try standing(of: id, in: network))
        }
    }

    private func standing(of applicant: String, in network: ID<Network>) throws -> NetworkApplicant.Standing {
        let open = try value(
            ID<NetworkApplication>.self,
            """
            SELECT id FROM network_application WHERE network_id = \(network) AND decision IS NULL
            AND withdrawn_at IS NULL AND \(applicant) IN (organisation_id, person_id) ORDER BY id LIMIT 1
            """)
        if let open { return .applying(.init(id: open)) }
        let members = try count(
            """
            SELECT COUNT(*) FROM network_member WHERE network_id = \(network) AND until_day IS NULL
            AND \(applicant) IN (organisation_id, person_id)
            """)
        return members > 0 ? .member : .free
    }

    /// What the applicants of these applications can do; the note is whose it is. What an application names already is
    /// always there, be it past the limit or out of the reader's sight: then by its id alone.
    func competences(of applications: [NetworkApplication], as actor: Actor) throws -> [Named] {
        let found = try named(
            """
            SELECT c.id, c.statement AS name, COALESCE(c.organisation_id, c.person_id) AS note FROM competence c
            WHERE \(offered(to: applications, as: actor)) ORDER BY c.sort_name, c.id LIMIT 200
            """)
        let kept = try applications.compactMap(\.competenceID).filter { id in !found.contains { $0.id == id.text } }
            .map { id in
                let competence = try Competence.find(id, in: self).flatMap { $0.allows(.view, to: actor) ? $0 : nil }
                return Named(id: id.text, name: competence?.statement.reading(actor.language) ?? id.text, note: "")
            }
        return found + kept
    }

    /// Which competence an application may name: the given one, where it is the applicant's and the actor sees it.
    func competence(
        given: [String: Given], for application: NetworkApplication, as actor: Actor
    ) throws -> (String) -> Bool {
        guard let id = Fields(given).optionalText("competence", nil, atMost: 40) else { return { _ in false } }
        let number = try count(
            "SELECT COUNT(*) FROM competence c WHERE c.id = \(id) AND \(offered(to: [application], as: actor))")
        return { $0 == id && number > 0 }
    }

    private func offered(to applications: [NetworkApplication], as actor: Actor) -> SQL {
        let holders = applications.compactMap { $0.organisationID?.text ?? $0.personID?.text } + [""]
        return """
            (c.organisation_id IN (\(holders)) OR c.person_id IN (\(holders))) AND \(Competence.visible(to: actor))
            """
    }

    /// The accounts that represent the applicant, or are theirs.
    func applicantSide(of application: NetworkApplication, at now: Moment) throws -> [ID<Account>] {
        if let organisation = application.organisationID { return try representatives(of: organisation.text, at: now) }
        return try column(
            ID<Account>.self,
            """
            SELECT id FROM account WHERE person_id = \(application.personID) AND closed_at IS NULL ORDER BY id
            """)
    }

    /// The accounts that represent the network.
    func networkSide(of application: NetworkApplication, at now: Moment) throws -> [ID<Account>] {
        try representatives(of: application.networkID.text, at: now)
    }

    /// Who can answer an application: those who represent the network, but not whoever helped as its mentor, and
    /// officers; nobody of the applicant's side.
    func deciders(of application: NetworkApplication, at now: Moment) throws -> [ID<Account>] {
        let officers = try holders(of: .officer, on: Scope.programme.text, at: now)
        let network = try networkSide(of: application, at: now)
            .filter { $0 != application.mentorID || officers.contains($0) }
        let side = Set(try applicantSide(of: application, at: now))
        return (network + officers.filter { !network.contains($0) }).filter { !side.contains($0) }
    }

    private func representatives(of thing: String, at now: Moment) throws -> [ID<Account>] {
        try holders(of: .representative, on: thing, at: now)
    }

    private func holders(of role: Role, on scope: String, at now: Moment) throws -> [ID<Account>] {
        try column(
            ID<Account>.self,
            """
            SELECT DISTINCT a.id FROM role_grant g JOIN account a ON a.id = g.account_id
            WHERE g.role = \(role) AND g.scope = \(scope) AND g.from_at <= \(now)
            AND (g.until_at IS NULL OR g.until_at > \(now)) AND a.closed_at IS NULL ORDER BY a.id LIMIT 50
            """)
    }
}
