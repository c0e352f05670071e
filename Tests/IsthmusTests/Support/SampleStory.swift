import Database
import Foundation

@testable import Isthmus

/// What happened in the sample programme: the things by the names the tests call them, and the cast.
struct SampleStory: Sendable {
    /// `open` has everything but the things that are withdrawn: what others see must be the same in both.
    enum Kind: Sendable { case whole, open }

    var things: [String: String] = [:]
    var cast: [SamplePerson] = []
    /// The moment at which the story stands still.
    var end = TestStore.start

    static func tell(_ kind: Kind, _ programme: Programme, _ clock: TestClock) async throws -> SampleStory {
        let teller = SampleTeller(programme: programme, clock: clock)
        try await teller.openOffice()
        try await teller.fillDirectory()
        try await teller.letClaim()
        try await teller.writeMail()
        try await teller.mergeSome()
        try await teller.saveSearches()
        try await teller.answerForms()
        try await teller.supportTeams()
        try await teller.joinNetworks()
        try await teller.holdContests()
        try await teller.campaign()
        try await teller.searchForPartners()
        try await teller.arrangeMeetings()
        try await teller.holdMeetings()
        try await teller.proposeEvents()
        if kind == .whole { try await teller.withdrawSome() }
        try await programme.sealAll()
        var story = teller.story
        story.end = clock.now
        return story
    }
}

/// Tells the story once, step by step.
final class SampleTeller {
    let programme: Programme
    let clock: TestClock
    var story = SampleStory()
    static let password = "ветер над рекой 7"
    static let device = Device(address: "192.0.2.7", agent: "Test browser")
    private let program = Actor.program("story")

    init(programme: Programme, clock: TestClock) { (self.programme, self.clock) = (programme, clock) }

    func id<Thing>(_ name: String) -> ID<Thing> { ID(story.things[name] ?? "") }
    func actor(_ name: String) -> Actor { story.cast.first { $0.name == name }?.actor ?? .visitor }
    func add(_ name: String, _ credential: SamplePerson.Credential, _ actor: Actor) {
        story.cast.append(SamplePerson(name: name, actor: actor, credential: credential))
    }

    /// An account that is signed in.
    @discardableResult
    func enrol(_ name: String, _ address: String, person: String? = nil, grants: [Grant] = []) async throws -> ID<
        Account
    > {
        let account = try await programme.createAccount(
            Registration(email: address, name: name.capitalized, password: Self.password, language: "en"),
            person: person,
            grants: grants, as: program)
        story.things["account of \(name)"] = account.id.text
        try await signIn(name, address)
        return account.id
    }

    func signIn(_ name: String, _ address: String) async throws {
        let opened = try await programme.signIn(email: address, password: Self.password, from: Self.device)
        guard let token = opened.session?.token.text, let actor = try await programme.actor(sessionToken: token) else {
            throw Defect("\(name) cannot sign in")
        }
        story.things["session of \(name)"] =
            try await programme.sessions(current: token, as: actor).first { $0.isCurrent }?.id ?? ""
        story.cast.removeAll { $0.name == name }
        add(name, .session(token), actor)
    }

    /// What the link of the last mail ends with.
    func mailedToken() async throws -> String {
        let text = try await programme.read { tx in
            try tx.value(String.self, "SELECT text_part FROM mail ORDER BY id DESC LIMIT 1") ?? ""
        }
        let line = text.split(separator: "\n").first { $0.hasPrefix(programme.settings.address) }
        return line?.split(separator: "/").last.map(String.init) ?? ""
    }
}

extension SampleTeller {
    /// Vocabulary, the office and whoever comes in from outside.
    func openOffice() async throws {
        try await programme.installVocabulary()
        add("visitor", .none, .visitor)
        try await enrol("member", "member@\(Secret.accountAddress.rawValue).example")
        try await enrol("holder", "anna@institute.example")
        try await enrol("claimant", "karen@\(Secret.accountAddress.rawValue)two.example")
        try await enrol("former", "fedor@past.example")
        try await enrol("officer", "olga@office.example", grants: [Grant(.officer, on: .programme)])
        try await enrol("administrator", "armen@office.example", grants: [Grant(.administrator, on: .programme)])
        // Somebody whose session has ended: the browser still shows its cookie.
        let gone = try await programme.signIn(email: "fedor@past.example", password: Self.password, from: Self.device)
        if let token = gone.session?.token.text {
            try await programme.signOut(sessionToken: token, as: .visitor)
            add("signed_out", .session(token), .visitor)
        }
        let token = try await programme.createAPIToken(
            name: "\(Secret.tokenName.rawValue) reader", canWrite: false, days: nil, as: actor("officer"))
        story.things["token of officer"] = token.token.id.text
        if let reader = try await programme.actor(apiToken: token.text) { add("reader", .bearer(token.text), reader) }
        let editor = try await programme.createAPIToken(name: "editor", canWrite: true, days: nil, as: actor("officer"))
        if let actor = try await programme.actor(apiToken: editor.text) { add("editor", .bearer(editor.text), actor) }
    }

    /// What everybody may see, with fields that not everybody may.
    func fillDirectory() async throws {
        try await addOrganisations()
        try await addPeople()
        try await addWork()
        try await addProjects()
        try await publishCall()
        try await publishEvent()
        try await keepInventory()
        try await gatherEvidence()
        try await letRegister()
        try await keepArchive()
        // The representative came by an invitation; a former one's grant has ended.
        _ = try await programme.invite(
            email: "rita@institute.example",
            GrantOffer(role: "representative", scope: story.things["organisation"] ?? ""),
            language: "en", as: actor("officer"))
        _ = try await programme.acceptInvitation(
            token: try await mailedToken(), name: "Rita", password: Self.password, language: "en", from: Self.device)
        try await signIn("representative", "rita@institute.example")
        let offer = GrantOffer(role: "representative", scope: story.things["organisation"] ?? "")
        let grant = try await programme.grantRole(offer, to: id("account of former"), as: actor("administrator"))
        clock.advance(minutes: 5)
        _ = try await programme.endGrant(grant.id, as: actor("administrator"))
        try await signIn("former", "fedor@past.example")
        let pavel = try await enrol(
            "coordinator", "pavel@project.example",
            grants: [Grant(.representative, on: Scope(text: story.things["project"] ?? ""))])
        story.things["grant"] = try await programme.grants(of: pavel, as: actor("officer")).first?.id.text
        try await enrol(
            "convener", "nika@network.example",
            grants: ["network", "ring network"].map {
                Grant(.representative, on: Scope(text: story.things[$0] ?? ""))
            })
        let token = try await programme.createAPIToken(
            name: "writer", canWrite: true, days: 90, as: actor("representative"))
        story.things["token of representative"] = token.token.id.text
        if let writer = try await programme.actor(apiToken: token.text) { add("writer", .bearer(token.text), writer) }
    }

    private func addOrganisations() async throws {
        let officer = actor("officer")
        let institute = try await programme.createOrganisation(
            [
                "legal_name": .text("Institute of Ice"), "country": .text("AM"), "city": .text("Sevan"),
                "kind": .text("research"), "website": .text("https://\(Secret.organisationSite.rawValue).example"),
                "email": .text("office@\(Secret.organisationMail.rawValue).example"),
                "phone": .text(Secret.organisationOldPhone.rawValue), "founded": .text("1956"),
                "summary": .record(["en": .text("We study \(Secret.organisationSummary.rawValue).")]),
                "visibility": .record([
                    "website": .text("office"), "summary": .text("office"), "email": .text("members"),
                ]),
                "identifiers": .list([.record(["scheme": .text("national"), "value": .text("77-123")])]),
                "names": .list([
                    .record(["text": .text("Институт льда"), "language": .text("ru"), "kind": .text("label")])
                ]),
            ], as: officer)
        story.things["organisation"] = institute.id.text
        _ = try await programme.changeOrganisation(
            institute.id, ["phone": .text(Secret.organisationPhone.rawValue)], as: officer)
        let partner = try await programme.createOrganisation(
            ["legal_name": .text("Harbour Works"), "country": .text("FI"), "kind": .text("company")], as: officer)
        story.things["partner"] = partner.id.text
        let academy = try await programme.createOrganisation(
            [
                "legal_name": .text("Old Academy"), "country": .text("AM"), "status": .text("inactive"),
                "successors": .text(institute.id.text),
            ], as: officer)
        story.things["inactive organisation"] = academy.id.text
    }

    private func addPeople() async throws {
        let officer = actor("officer")
        let anna = try await programme.createPerson(
            [
                "names": .list([.record(["given": .text("Anna"), "family": .text("Sarkisyan")])]),
                "country": .text("AM"),
                "email": .text("anna@\(Secret.personMail.rawValue).example"),
                "phone": .text(Secret.personPhone.rawValue), "orcid": .text("0000-0002-1825-0097"),
                "website": .text("https://\(Secret.personSite.rawValue).example"),
                "languages": .text("hy, en"),
                "summary": .record(["en": .text("Knows \(Secret.personSummary.rawValue).")]),
                "visibility": .record([
                    "phone": .text("office"), "website": .text("office"), "summary": .text("members"),
                    "email": .text("members"),
                ]),
            ], as: officer)
        story.things["person"] = anna.id.text
        let boris = try await programme.createPerson(
            [
                "names": .list([.record(["given": .text("Борис"), "family": .text("Орлов")])]), "country": .text("AM"),
            ], as: officer)
        story.things["colleague"] = boris.id.text
        for (name, person) in [("affiliation", anna.id), ("colleague's affiliation", boris.id)] {
            let affiliation = try await programme.createAffiliation(
                [
                    "person": .text(person.text), "organisation": .text(story.things["organisation"] ?? ""),
                    "from": .text("2020-01-01"), "title": .record(["en": .text("Researcher")]),
                ], as: officer)
            story.things[name] = affiliation.id.text
        }
    }

    private func addWork() async throws {
        let (officer, institute) = (actor("officer"), story.things["organisation"] ?? "")
        let team = try await programme.createTeam(
            [
                "organisation": .text(institute), "name": .record(["en": .text("Ice laboratory")]),
                "leader": .text(story.things["colleague"] ?? ""),
            ], as: officer)
        story.things["team"] = team.id.text
        let competence = try await programme.createCompetence(
            [
                "organisation": .text(institute), "team": .text(team.id.text), "topics": .text("ford-1-5"),
                "statement": .record([
                    "en": .text("Measuring ice from the air"), "ru": .text("Измерение льда с воздуха"),
                ]),
                "readiness": .text("6"), "keywords": .text("ice, radar"),
            ], as: officer)
        story.things["competence"] = competence.id.text
        let own = try await programme.createCompetence(
            [
                "person": .text(story.things["person"] ?? ""), "topics": .text("ford-1-5"),
                "statement": .record(["en": .text("Teaching glaciology")]),
            ], as: officer)
        story.things["person's competence"] = own.id.text
        let network = try await programme.createNetwork(
            [
                "name": .record(["en": .text("Snow network")]), "acronym": .text("SNOW"), "country": .text("AM"),
                "topics": .text("ford-1-5"),
            ], as: officer)
        story.things["network"] = network.id.text
        let member = try await programme.addMember(
            to: network.id, ["organisation_id": .text(institute), "role": .text("chair")], as: officer)
        story.things["network member"] = member.id.text
        _ = try await programme.addMember(
            to: network.id, ["person_id": .text(story.things["person"] ?? ""), "role": .text("secretary")], as: officer)
        try await addNetworks()
    }

    private func addProjects() async throws {
        let officer = actor("officer")
        func project(_ name: String, _ acronym: String, _ more: [String: Given]) async throws -> ID<Project> {
            let given: [String: Given] = [
                "acronym": .text(acronym), "title": .record(["en": .text("\(acronym): ice and roads")]),
                "programme": .text("North Bridge 1"), "start_day": .text("2024-03-01"), "end_day": .text("2027-02-28"),
                "status": .text("running"), "grant": .text("250000.00"), "topics": .text("ford-1-5"),
            ]
            let made = try await programme.createProject(given.merging(more) { $1 }, as: officer)
            story.things[name] = made.id.text
            return made.id
        }
        let first = try await project(
            "first project", "FLOE", ["status": .text("ended"), "end_day": .text("2025-12-31")])
        let second = try await project("project", "BERG", ["predecessors": .text(first.text)])
        let part = try await programme.addParticipation(
            id("organisation"), to: second, ["role": .text("coordinator"), "grant": .text("150000.00")], as: officer)
        story.things["participation"] = part.id.text
        _ = try await programme.addParticipation(id("partner"), to: second, ["role": .text("participant")], as: officer)
        _ = try await programme.addParticipation(
            id("organisation"), to: first, ["role": .text("coordinator")], as: officer)
    }
}
