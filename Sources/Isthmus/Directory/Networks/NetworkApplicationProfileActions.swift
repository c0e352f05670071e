import Database

/// Everything the page of one application shows.
public struct NetworkApplicationProfile: Encodable, Sendable {
    public let seen: NetworkApplicationSeen
    public let state: NetworkApplication.State
    public let network: Multilingual
    public let applicant: String
    public let country: String
    /// Where the reader may see it.
    public let competence: Multilingual?
    /// Empty where there is none, or their account is erased.
    public let mentor: String
    /// Empty for the network's side.
    public let notes: [Note]
    public let history: [HistoryLine]
    /// How to name those who did something with it, by their accounts.
    let names: [String: String]

    public var application: NetworkApplication { seen.application }

    private enum CodingKeys: String, CodingKey {
        case seen = "application"
        case state, network, applicant, country, competence, mentor, notes, history
    }

    public struct Note: Encodable, Sendable {
        public let id: ID<NetworkNote>
        public let day: Day
        public let name: String
        public let text: String
    }
}

/// What the form of an application offers.
struct NetworkApplicationForm: Sendable {
    let network: Network
    /// Nil for one that is not there yet.
    let application: NetworkApplication?
    let applicants: [NetworkApplicant]
    /// The note is the id of whose it is.
    let competences: [Named]
}

extension Programme {
    public func networkApplication(
        _ id: ID<NetworkApplication>, as actor: Actor
    ) async throws -> NetworkApplicationProfile {
        try await read { tx in try tx.profile(of: try tx.see(id, as: actor), as: actor) }
    }

    /// The network for whoever begins to apply; throws why they cannot. What was typed comes back in any case, with the
    /// applicant that was chosen.
    func networkToApply(
        _ id: ID<Network>, returning given: [String: Given]? = nil, as actor: Actor
    ) async throws -> NetworkApplicationForm {
        try await read { tx in
            let network = try tx.see(id, to: .apply, as: actor)
            let applicants = try tx.applicants(for: id, as: actor)
            if given == nil, let refusal = NetworkApplying(applicants).refusal { throw Problem.refused(refusal) }
            guard let account = actor.account else { throw Problem.signInNeeded }
            let chosen = given.map { Fields($0).text("applicant", atMost: 40) }
            let (offered, now) = (applicants.filter { $0.isFree || $0.id == chosen }, Moment(seconds: 0))
            let blanks = offered.map {
                NetworkApplication.blank(ID(""), to: id, for: $0.id, by: ID(account), at: now)
            }
            return NetworkApplicationForm(
                network: network, application: nil, applicants: offered,
                competences: try tx.competences(of: blanks, as: actor))
        }
    }

    /// What was typed (`isReturned`) comes back although somebody handed the application in meanwhile.
    func networkApplicationToEdit(
        _ id: ID<NetworkApplication>, isReturned: Bool = false, as actor: Actor
    ) async throws -> NetworkApplicationForm {
        try await read { tx in
            let application = try tx.see(id, to: isReturned ? .view : .edit, as: actor)
            guard let network = try Network.find(application.networkID, in: tx) else { throw Problem.notFound }
            return NetworkApplicationForm(
                network: network, application: application, applicants: [],
                competences: try tx.competences(of: [application], as: actor))
        }
    }
}

extension Transaction {
    private struct NoteRow: Decodable {
        let id: ID<NetworkNote>
        let accountID: String
        let day: Day
        let text: String
    }

    fileprivate func profile(
        of application: NetworkApplication, as actor: Actor
    ) throws -> NetworkApplicationProfile {
        let isHelper = application.isHelped(by: actor)
        let notes = try isHelper ? self.notes(of: application.id) : []
        var people = [application.accountID.text, application.handedInBy, application.withdrawnBy]
        people += [application.mentorID?.text] + notes.map(\.accountID)
        if actor.isOffice { people.append(application.decidedBy) }
        let names = try accountNames(of: people.compactMap(\.self))
        let named = try self.names(of: application, in: actor.language)
        let competence = try application.competenceID.flatMap { try Competence.find($0, in: self) }
        return NetworkApplicationProfile(
            seen: application.seen(by: actor), state: application.state,
            network: try Network.find(application.networkID, in: self)?.name ?? [:], applicant: named["name"] ?? "",
            country: try country(of: application),
            competence: competence.flatMap { $0.allows(.view, to: actor) ? $0.statement : nil },
            mentor: application.mentorID.flatMap { names[$0.text] } ?? "",
            notes: notes.map { note in
                NetworkApplicationProfile.Note(
                    id: note.id, day: note.day, name: names[note.accountID] ?? "", text: note.text)
            }, history: try history(of: application.id.text, isOffice: actor.isOffice), names: names)
    }

    private func notes(of id: ID<NetworkApplication>) throws -> [NoteRow] {
        try all(
            NoteRow.self,
            """
            SELECT id, account_id, day, text FROM network_note WHERE application_id = \(id) AND text <> ''
            ORDER BY day, created_at, id LIMIT 500
            """)
    }

    private func country(of application: NetworkApplication) throws -> String {
        if let id = application.organisationID { return try Organisation.find(id, in: self)?.country ?? "" }
        return try application.personID.flatMap { try Person.find($0, in: self) }?.country ?? ""
    }
}
