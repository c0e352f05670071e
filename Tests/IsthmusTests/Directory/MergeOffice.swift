import Database
import Foundation

@testable import Isthmus

/// A directory in which something stands twice, with everything that can name an organisation or a person.
struct MergeOffice: Sendable {
    let office: DirectoryOffice
    let kept: ID<Organisation>
    let gone: ID<Organisation>
    let child: ID<Organisation>
    let keptPerson: ID<Person>
    let gonePerson: ID<Person>
    let project: ID<Project>
    var programme: Programme { office.programme }

    static func open(_ body: @escaping @Sendable (MergeOffice) async throws -> Void) async throws {
        try await DirectoryOffice.open { office in
            try await office.programme.installVocabulary()
            try await body(try await MergeOffice(office))
        }
    }

    private init(_ office: DirectoryOffice) async throws {
        self.office = office
        let officer = DirectoryOffice.officer
        func organisation(_ given: [String: Given]) async throws -> ID<Organisation> {
            try await office.programme.createOrganisation(given.merging(["country": .text("AM")]) { $1 }, as: officer)
                .id
        }
        func identifiers(_ values: String...) -> Given {
            .list(values.map { .record(["scheme": .text("national"), "value": .text($0)]) })
        }
        kept = try await organisation([
            "legal_name": .text("Institute of Lakes"), "city": .text("Sevan"),
            "website": .text("https://lakes.example"),
            "identifiers": identifiers("1"), "summary": DirectoryOffice.texts("Studies lakes."),
            "names": .list([Self.name("Институт озёр", "ru", "label")]),
        ])
        gone = try await organisation([
            "legal_name": .text("Lake Institute"), "kind": .text("research"), "city": .text("Gavar"),
            "phone": .text("+374 1"), "identifiers": identifiers("2", "3"), "parents": .text(kept.text),
            "visibility": .record(["phone": .text("office")]),
            "summary": .record(["en": .text("On lakes."), "ru": .text("Изучает озёра.")]),
            "names": .list([Self.name("Озёрный институт", "ru", "label"), Self.name("LI", "en", "acronym")]),
        ])
        child = try await organisation([
            "legal_name": .text("Fish Station"), "parents": .text("\(gone.text), \(kept.text)"),
        ])
        keptPerson = try await office.person("Petrosyan", "Anahit", at: kept)
        gonePerson = try await office.programme.createPerson(
            [
                "names": .list([
                    .record(["family": .text("Petrosian"), "given": .text("Anahit")]),
                    .record(["family": .text("Петросян"), "given": .text("Анаит")]),
                ]),
                "country": .text("AM"), "languages": .text("hy, ru"), "email": .text("anahit@lakes.example"),
                "orcid": .text("0000-0002-1825-0097"),
            ], as: officer
        ).id
        project = try await office.programme.createProject(
            ["title": DirectoryOffice.texts("Clear water"), "acronym": .text("CLEAR")], as: officer
        ).id
        try await fill()
    }

    static func name(_ text: String, _ language: String, _ kind: String) -> Given {
        .record(["text": .text(text), "language": .text(language), "kind": .text(kind)])
    }

    /// Who works where, teams, competences, networks, projects, claims, roles, marks of imports.
    private func fill() async throws {
        let officer = DirectoryOffice.officer
        _ = try await office.affiliation(gonePerson, at: gone, ["title": DirectoryOffice.texts("Head")])
        _ = try await office.affiliation(gonePerson, at: kept)
        let team = try await programme.createTeam(
            [
                "organisation": .text(gone.text), "name": DirectoryOffice.texts("Plankton"),
                "leader": .text(gonePerson.text),
            ], as: officer)
        for (field, id) in [("organisation", gone.text), ("person", gonePerson.text)] {
            _ = try await programme.createCompetence(
                [field: .text(id), "statement": DirectoryOffice.texts("Counting plankton")], as: officer)
        }
        _ = try await programme.createCompetence(
            [
                "organisation": .text(gone.text), "team": .text(team.id.text),
                "statement": DirectoryOffice.texts("Nets"),
            ],
            as: officer)
        let network = try await programme.createNetwork(["name": DirectoryOffice.texts("Waters")], as: officer)
        for (field, id) in [
            ("organisation_id", kept.text), ("organisation_id", gone.text), ("person_id", gonePerson.text),
        ] {
            _ = try await programme.addMember(to: network.id, [field: .text(id)], as: officer)
        }
        for id in [kept, gone] {
            _ = try await programme.addParticipation(id, to: project, ["role": .text("partner")], as: officer)
        }
        let call = try await programme.createCall(
            ["code": .text("W-1"), "programme": .text("Waters"), "title": DirectoryOffice.texts("Lakes")], as: officer)
        _ = try await programme.addRule(
            to: call.id, ["side": .text("AM"), "is_paid": .flag(true), "payer_id": .text(gone.text)], as: officer)
        try await addInventory(officer)
        let message: [String: Given] = ["message": .text("I am its secretary, as you know.")]
        try await account("a-claimant")
        let claimant = DirectoryOffice.member(named: "a-claimant")
        _ = try await programme.claimOrganisation(gone, message, as: claimant)
        _ = try await programme.claimPerson(gonePerson, message, as: claimant)
        try await account("a-speaker", person: gonePerson, scope: gone)
        let (gone, kept) = (gone.text, kept.text)
        try await programme.store.write { tx in
            for (source, key, thing) in [("ror", "x1", gone), ("ror", "x2", kept), ("cordis o", "9 9", gone)] {
                try tx.run(
                    """
                    INSERT INTO import_mark (source, key, digest, thing) VALUES (\(source), \(key), 'd', \(thing))
                    """)
            }
        }
        office.clock.advance(days: 1)
    }

    /// What the inventory says of the organisation and the person that go.
    private func addInventory(_ officer: Actor) async throws {
        let owner: [String: Given] = ["title": DirectoryOffice.texts("Lakes"), "owner": .text(gone.text)]
        _ = try await programme.createRecord(
            CooperationProgramme.self, owner.merging(["code": .text("L-1")]) { $1 }, as: officer)
        let sides: [String: Given] = ["code": .text("L-2"), "from_sides": .text("AM"), "to_sides": .text("GE")]
        _ = try await programme.createRecord(MobilityScheme.self, owner.merging(sides) { $1 }, as: officer)
        let body = try await programme.createBody(
            ["country": .text("AM"), "name": DirectoryOffice.texts("Lakes"), "organisation": .text(gone.text)],
            as: officer)
        _ = try await programme.addTerm(
            to: body.id,
            [
                "office": DirectoryOffice.texts("Chair"), "holder": .text("Anahit Petrosyan"),
                "person_id": .text(gonePerson.text),
            ], as: officer)
    }

    func account(_ id: String, person: ID<Person>? = nil, scope: ID<Organisation>? = nil) async throws {
        let now = office.clock.now
        try await programme.store.write { tx in
            try tx.run(
                """
                INSERT INTO account (id, name, search_text, language, person_id, confirmed_at, version, created_at,
                  changed_at) VALUES (\(id), \(id), '', 'en', \(person), \(now), 1, \(now), \(now))
                """)
            guard let scope else { return }
            try tx.run(
                """
                INSERT INTO role_grant (id, account_id, role, scope, from_at, granted_by, version, created_at,
                  changed_at) VALUES (\("g-" + id), \(id), 'representative', \(scope), \(now), '', 1, \(now), \(now))
                """)
        }
    }

    func merge(
        _ kept: String, _ gone: String, choose: [String: Given] = [:], _ more: [String: Given] = [:]
    ) async throws -> Merge {
        let given: [String: Given] = ["kept": .text(kept), "gone": .text(gone), "choose": .record(choose)]
        return try await programme.merge(given.merging(more) { $1 }, as: DirectoryOffice.officer)
    }

    func organisation(_ id: ID<Organisation>) async throws -> Organisation? {
        try await programme.read { try Organisation.find(id, in: $0) }
    }
    func person(_ id: ID<Person>) async throws -> Person? { try await programme.read { try Person.find(id, in: $0) } }

    func strings(_ sql: SQL) async throws -> [String] { try await programme.read { try $0.column(String.self, sql) } }

    /// Every rule of the house that does not hold.
    func breaches() async throws -> [String] { try await programme.check(Server.invariants).map(\.invariant) }

    /// The lines of an export that say what the directory holds, without what grows with every change.
    static func directory(of programme: Programme) async throws -> [String] {
        let path = FileManager.default.temporaryDirectory.appending(path: "merge-\(UUID().uuidString).jsonl").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await programme.export(to: .file(path))
        let tables = ["journal", "seal", "merge", "merge_step"].map { "{\"table\":\"\($0)\"" }
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
            .filter { line in !tables.contains { line.hasPrefix($0 + ",") } }
            .map { $0.replacing(/"(version|changed_at)":\d+/, with: "") }
    }

    func directory() async throws -> [String] { try await Self.directory(of: programme) }
}
