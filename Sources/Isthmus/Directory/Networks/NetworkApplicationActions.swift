import Database

extension NetworkNote {
    public static func find(_ id: ID<NetworkNote>, in tx: Transaction) throws -> NetworkNote? {
        guard var note = try tx.first(NetworkNote.self, "SELECT * FROM network_note WHERE id = \(id)") else {
            return nil
        }
        note.application = try NetworkApplication.find(note.applicationID, in: tx)
        return note
    }
}

extension Programme {
    /// Begins an application to a network for an `applicant`, an organisation that the actor represents or the person
    /// that they are: `role`, `motivation`, `brings`, `competence`, `contact`. It is handed in later.
    public func applyToNetwork(
        _ id: ID<Network>, _ given: [String: Given], as actor: Actor
    ) async throws -> NetworkApplication {
        try await write(as: actor) { work in
            let network = try work.load(id, to: .apply)
            let fields = Fields(given)
            if let made: NetworkApplication = try work.made(by: fields) { return made }
            guard let account = actor.account else { throw Problem.signInNeeded }
            let newID: ID<NetworkApplication> = work.newID(NetworkApplication.prefix, from: fields)
            let chosen = fields.text("applicant", atLeast: 1, atMost: 40)
            let applicants = try work.tx.applicants(for: network.id, as: actor)
            switch applicants.first(where: { $0.id == chosen })?.standing {
            case .free: break
            case .member: fields.complain("applicant", "network_application.member")
            case .applying(let open):
                fields.complain("applicant", "network_application.twice", ["path": open.path])
            case nil where !chosen.isEmpty: fields.complain("applicant", "network_application.not_yours")
            case nil: break
            }
            let blank = NetworkApplication.blank(newID, to: id, for: chosen, by: ID(account), at: work.now)
            let isCompetence = try work.tx.competence(given: given, for: blank, as: actor)
            let begun = try blank.changed(by: fields, isCompetence: isCompetence, at: work.now)
            try work.tx.insert(NetworkApplicationSeen(application: begun), into: "network_application")
            try work.record("network_application.begun", from: nil, to: begun)
            return begun
        }
    }

    public func changeNetworkApplication(
        _ id: ID<NetworkApplication>, _ given: [String: Given], as actor: Actor
    ) async throws -> NetworkApplication {
        try await write(as: actor) { work in
            let fields = Fields(given)
            let before = try work.load(id, to: .edit, asSeenBy: fields)
            let isCompetence = try work.tx.competence(given: given, for: before, as: actor)
            let after = try before.changed(by: fields, isCompetence: isCompetence, at: work.now)
            try work.save(
                after, over: before, in: "network_application", as: "network_application.changed",
                evenIfEqual: after.content != before.content)
            try work.tx.save(after.content, of: id)
            return after
        }
    }

    /// Hands an application in as it is; those who decide are told.
    public func handInNetworkApplication(
        _ id: ID<NetworkApplication>, _ given: [String: Given] = [:], as actor: Actor
    ) async throws -> NetworkApplication {
        let letters = NetworkLetters(self)
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            try fields.finish()
            try work.checkNetworkIsActive(before.networkID)
            let after = try before.handedIn(by: actor, at: work.now)
            try work.save(after, over: before, in: "network_application", as: "network_application.handed_in")
            let deciders = try work.tx.deciders(of: after, at: work.now).filter { $0.text != actor.account }
            try work.tell(deciders, "handed_in", of: after, by: letters)
            return after
        }
    }

    public func withdrawNetworkApplication(
        _ id: ID<NetworkApplication>, _ given: [String: Given] = [:], as actor: Actor
    ) async throws -> NetworkApplication {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .withdraw)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            try fields.finish()
            let after = before.withdrawn(by: actor, at: work.now)
            try work.save(after, over: before, in: "network_application", as: "network_application.withdrawn")
            return after
        }
    }

    /// Gives an application its mentor, by the address that they sign in with (`mentor`); they are told.
    public func assignNetworkMentor(
        _ id: ID<NetworkApplication>, _ given: [String: Given], as actor: Actor
    ) async throws -> NetworkApplication {
        let letters = NetworkLetters(self)
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .assign)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let email = fields.text("mentor", atLeast: 1, atMost: 254)
            try fields.finish()
            guard let mentor = try work.tx.account(email: email), mentor.closedAt == nil else {
                throw Problem.invalid("mentor", "network_application.no_mentor", ["email": email])
            }
            let side = try work.tx.applicantSide(of: before, at: work.now)
            if side.contains(mentor.id) || mentor.id == before.accountID {
                throw Problem.invalid("mentor", "network_application.own_mentor")
            }
            guard try !work.tx.networkSide(of: before, at: work.now).contains(mentor.id) else {
                throw Problem.invalid("mentor", "network_application.network_mentor")
            }
            guard mentor.id != before.mentorID else {
                work.recordNothing()
                return before
            }
            let after = before.mentored(by: mentor.id, at: work.now)
            try work.save(after, over: before, in: "network_application", as: "network_application.mentored")
            try work.tell([mentor.id], "mentor", of: after, by: letters)
            try work.notify(side, "mentored", of: after)
            return after
        }
    }

    /// Writes something down about an application: `text`, `day`. The others who prepare it get a notice.
    public func addNetworkNote(
        to id: ID<NetworkApplication>, _ given: [String: Given], as actor: Actor
    ) async throws -> NetworkNote {
        try await write(as: actor) { work in
            let application = try work.load(id, to: .note)
            let fields = Fields(given)
            if let made: NetworkNote = try work.made(by: fields) { return made }
            guard let account = actor.account else { throw Problem.signInNeeded }
            let newID: ID<NetworkNote> = work.newID(NetworkNote.prefix, from: fields)
            let note = try NetworkNote.read(newID, of: application, by: account, fields, at: work.now)
            try work.tx.insert(note, into: "network_note")
            // Not its words: they go with the account of whoever wrote them.
            try work.note("network_note.written", kind: NetworkNote.kind, thing: note.id.text)
            let side = try work.tx.applicantSide(of: application, at: work.now)
            let others = (side + [application.mentorID].compactMap(\.self)).filter { $0.text != account }
            try work.notify(others, "note", of: application)
            return note
        }
    }

    /// Records what a network answered: `decision`, `reason`, `answered_on`. Accepting makes the membership with `role`
    /// and `from_day`. The applicant and the mentor are told.
    public func decideNetworkApplication(
        _ id: ID<NetworkApplication>, _ given: [String: Given], as actor: Actor
    ) async throws -> NetworkApplication {
        let letters = NetworkLetters(self)
        return try await write(as: actor) { work in
            let fields = Fields(given)
            let before = try work.load(id, to: .decide, asSeenBy: fields)
            var after = before.decided(by: fields, as: actor, at: work.now)
            if after.decision == .accepted {
                let blank = NetworkMember.blank(
                    work.newID(NetworkMember.prefix), of: before.networkID, before.organisationID, before.personID,
                    role: before.role, from: after.answeredOn, at: work.now)
                after.memberID = try work.admit(blank, by: fields, at: "from_day").id
            }
            try fields.finish()
            let action = "network_application.\(after.decision?.rawValue ?? "")"
            try work.save(after, over: before, in: "network_application", as: action)
            let readers = try work.tx.applicantSide(of: after, at: work.now) + [after.mentorID].compactMap(\.self)
            try work.tell(readers, after.decision?.rawValue ?? "", of: after, by: letters)
            return after
        }
    }
}

extension Transaction {
    fileprivate func save(_ content: NetworkApplication.Content, of id: ID<NetworkApplication>) throws {
        try run(
            """
            UPDATE network_application SET motivation = \(content.motivation), brings = \(content.brings),
            contact = \(content.contact) WHERE id = \(id)
            """)
    }
}

extension Work {
    /// Whoever was overtaken learns that first, with what they typed, and only then what they may no longer do.
    fileprivate func load(
        _ id: ID<NetworkApplication>, to permission: NetworkApplication.Permission, asSeenBy fields: Fields
    ) throws -> NetworkApplication {
        let before = try load(id, to: .view)
        try fields.expect(version: before.version)
        try require(before.refusal(of: permission, to: actor))
        return before
    }

    /// What a network that ended its work is sent, nobody answers.
    fileprivate func checkNetworkIsActive(_ id: ID<Network>) throws {
        guard let network = try Network.find(id, in: tx), network.status == .active else {
            throw Problem.refused(.init("network.refused.inactive"))
        }
    }
}
