import Database

extension NetworkMember {
    public static func find(_ id: ID<NetworkMember>, in tx: Transaction) throws -> NetworkMember? {
        guard var found = try tx.first(NetworkMember.self, "SELECT * FROM network_member WHERE id = \(id)") else {
            return nil
        }
        found.isWithdrawn =
            try tx.count(
                """
                SELECT COUNT(*) FROM network_member m JOIN network n ON n.id = m.network_id
                LEFT JOIN organisation o ON o.id = m.organisation_id LEFT JOIN person p ON p.id = m.person_id
                WHERE m.id = \(id) AND 'withdrawn' IN (n.status, o.status, p.status)
                """) > 0
        return found
    }
}

/// A membership with the names around it, for its form.
public struct NetworkMemberProfile: Sendable {
    public let member: NetworkMember
    public let network: Network
    public let name: String
}

extension Programme {
    /// The network whose members are changed, for the form of a new one.
    public func networkToEdit(_ id: ID<Network>, as actor: Actor) async throws -> Network {
        try await read { tx in try tx.see(id, to: .edit, as: actor) }
    }

    /// The membership for its form.
    public func memberToEdit(_ id: ID<NetworkMember>, as actor: Actor) async throws -> NetworkMemberProfile {
        try await read { tx in
            let member = try tx.see(id, to: .edit, as: actor)
            guard let network = try Network.find(member.networkID, in: tx) else { throw Problem.notFound }
            return NetworkMemberProfile(
                member: member, network: network, name: try tx.name(of: member, in: actor.language))
        }
    }

    /// Takes in an organisation (`organisation_id`) or a person (`person_id`), each by its id or by a name that only
    /// one bears: `role`, `from_day`, `until_day`.
    public func addMember(to network: ID<Network>, _ given: [String: Given], as actor: Actor) async throws
        -> NetworkMember
    {
        try await write(as: actor) { work in
            _ = try work.load(network, to: .edit)
            let fields = Fields(given)
            if let made: NetworkMember = try work.made(by: fields) { return made }
            let names = ["organisation_id", "person_id"].filter {
                fields.optionalText($0, nil, atMost: 300) != nil
            }
            if names.count != 1 { fields.complain("organisation_id", "network.one_member") }
            let id: ID<NetworkMember> = work.newID(NetworkMember.prefix, from: fields)
            guard let field = names.first, fields.issues.isEmpty else { throw Problem.invalid(fields.issues) }
            let isPerson = field == "person_id"
            let organisation = try isPerson ? nil : work.tx.organisation(named: field, in: fields, as: actor)
            let person = try isPerson ? work.tx.person(named: field, in: fields, as: actor) : nil
            let blank = NetworkMember.blank(id, of: network, organisation, person, at: work.now)
            try work.checkMayAdd(blank, at: field)
            return try work.admit(blank, by: fields, at: field)
        }
    }

    public func changeMember(_ id: ID<NetworkMember>, _ given: [String: Given], as actor: Actor) async throws
        -> NetworkMember
    {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, at: work.now)
            try work.checkOnce(after, over: before, at: "from_day")
            let action =
                before.untilDay == nil && after.untilDay != nil ? "network_member.ended" : "network_member.changed"
            try work.save(after, over: before, in: "network_member", as: action)
            return after
        }
    }

    /// Ends it with the day `until_day`, today when none is given.
    public func endMember(
        _ id: ID<NetworkMember>, _ given: [String: Given] = [:], as actor: Actor
    ) async throws -> NetworkMember {
        var given = given.filter { $0.key == "until_day" || $0.key == "version" }
        if [nil, .nothing, .text("")].contains(given["until_day"]) {
            given["until_day"] = .text(clock().day.description)
        }
        return try await changeMember(id, given, as: actor)
    }
}

extension Work {
    /// A new membership; `field` is where it is said that there is one already.
    func admit(_ blank: NetworkMember, by fields: Fields, at field: String) throws -> NetworkMember {
        let added = try blank.changed(by: fields, at: now)
        try checkOnce(added, over: nil, at: field)
        try tx.insert(added, into: "network_member")
        try record("network_member.added", from: nil, to: added)
        return added
    }

    /// Nobody takes themselves into a network, past the application that they could not decide, and whoever has handed
    /// one in is answered there. What is still prepared the network does not know of. The office may do both.
    fileprivate func checkMayAdd(_ member: NetworkMember, at field: String) throws {
        guard !actor.isOffice else { return }
        let isOwn =
            member.organisationID.map { actor.scopes(of: .representative).contains($0.text) }
            ?? (member.personID?.text == actor.person)
        if isOwn { throw Problem.invalid(field, "network_member.own") }
        let open = try tx.value(
            String.self,
            """
            SELECT id FROM network_application WHERE network_id = \(member.networkID) AND handed_in_at IS NOT NULL
            AND decision IS NULL AND withdrawn_at IS NULL
            AND organisation_id IS NOT DISTINCT FROM \(member.organisationID)
            AND person_id IS NOT DISTINCT FROM \(member.personID) ORDER BY id LIMIT 1
            """)
        guard let open else { return }
        throw Problem.invalid(field, "network_member.applies", ["path": "/network-applications/\(open)"])
    }

    /// Nobody is a member twice at the same time. What a merge brought together may be corrected term by term: only an
    /// overlap that was not there before is refused.
    fileprivate func checkOnce(_ after: NetworkMember, over before: NetworkMember?, at field: String) throws {
        let others = try tx.all(
            NetworkMember.self,
            """
            SELECT * FROM network_member WHERE network_id = \(after.networkID) AND id <> \(after.id)
            AND organisation_id IS NOT DISTINCT FROM \(after.organisationID)
            AND person_id IS NOT DISTINCT FROM \(after.personID) ORDER BY id
            """)
        let isTwice = others.contains { other in
            after.runs(with: other, at: now.day) && before?.runs(with: other, at: now.day) != true
        }
        if isTwice { throw Problem.invalid(field, "network_member.twice") }
    }
}

extension Transaction {
    /// What a member is called.
    fileprivate func name(of member: NetworkMember, in language: String) throws -> String {
        if let id = member.organisationID { return try Organisation.find(id, in: self)?.name(in: language) ?? "" }
        return try member.personID.flatMap { try Person.find($0, in: self) }?.name(in: language) ?? ""
    }

    /// The person that somebody means by an id or by a name that only one bears.
    func person(named name: String, in fields: Fields, as actor: Actor) throws -> ID<Person> {
        let text = fields.text(name, atLeast: 1, atMost: 300)
        try fields.finish()
        if IDSource.isID(text, Person.prefix), let found = try Person.find(ID(text), in: self),
            found.allows(.view, to: actor)
        {
            return found.id
        }
        let found = try people(called: text, for: actor)
        if found.count == 1, let only = found.first { return only }
        throw Problem.invalid(name, found.isEmpty ? "person.unknown" : "person.ambiguous", ["name": text])
    }
}
