import Database
import Testing

@testable import Isthmus

/// What an empty office and a new member begin with.
@Suite struct FirstStepTests {
    private static func steps(_ programme: Programme, _ actor: Actor) async throws -> [String] {
        try await programme.desk(of: actor, sources: Server.deskSources).steps.map { "\($0.key) \($0.isDone)" }
    }

    @Test func `the first administrator begins with import, colleagues and settings`() async throws {
        try await TestStore.withProgramme { programme, _ in
            let program = Actor.program("test")
            let account = try await programme.createAccount(
                Registration(email: "a@office.example", name: "Ada", password: "a long password", language: "en"),
                grants: [Grant(.administrator, on: .programme)], as: program)
            let ada = Actor(
                account: account.id.text, person: nil, name: "Ada", grants: [Grant(.administrator, on: .programme)])
            #expect(try await Self.steps(programme, ada) == ["import false", "invite false", "settings false"])
            let given: [String: Given] = ["legal_name": .text("First"), "country": .text("AM")]
            _ = try await programme.createOrganisation(given, as: program)
            #expect(try await Self.steps(programme, ada) == ["import true", "invite false", "settings false"])
            _ = try await programme.createAccount(
                Registration(email: "b@office.example", name: "Bo", password: "a long password", language: "en"),
                grants: [], as: program)
            try await programme.store.write { tx in
                try tx.run("UPDATE account SET second_factor_at = 1 WHERE id = \(account.id)")
            }
            #expect(try await Self.steps(programme, ada) == [])
        }
    }

    @Test func `a member begins with a profile, the office with its work`() async throws {
        try await DirectoryOffice.open { office in
            let member = DirectoryOffice.member
            #expect(
                try await Self.steps(office.programme, member)
                    == ["profile false", "workplace false", "competence false"])
            #expect(try await Self.steps(office.programme, DirectoryOffice.officer) == [])
            let organisation = try await office.organisation("Work")
            let person = try await office.person("Known", at: organisation)
            #expect(
                try await Self.steps(office.programme, DirectoryOffice.holder(of: person))
                    == ["profile true", "workplace true", "competence false"])
        }
    }
}
