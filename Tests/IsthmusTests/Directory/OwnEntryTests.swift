import Database
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// What somebody who has only an account brings into the directory: themselves, and the organisation they work for.
@Suite struct OwnEntryTests {
    /// A confirmed account without a person.
    private static func newcomer(_ sample: SampleProgramme) async throws -> Actor {
        let id = "a-0000000000new"
        let now = sample.clock.now
        try await sample.programme.store.write { tx in
            try tx.run(
                """
                INSERT INTO account (id, email, email_folded, name, search_text, language, confirmed_at, version,
                created_at, changed_at)
                VALUES (\(id), 'new@new.example', 'new@new.example', 'Nina', '', 'en', \(now), 1, \(now), \(now))
                """)
        }
        return Actor(account: id, person: nil, name: "Nina", grants: [])
    }

    private static let person: [String: Given] = [
        "id": .text("p-0000000000abc"), "names": DirectoryOffice.names("Novak", "Nina"), "country": .text("AM"),
    ]
    private static let organisation: [String: Given] = [
        "id": .text("o-0000000000abc"), "legal_name": .text("Tall Tower"), "country": .text("AM"),
        "kind": .text("research"), "status": .text("active"), "message": .text("I have founded it last year."),
    ]

    @Test func `one's own profile belongs to one's account, once`() async throws {
        try await SampleProgramme.open { sample in
            let nina = try await Self.newcomer(sample)
            let made = try await sample.programme.createPerson(Self.person, as: nina)
            let again = try await sample.programme.createPerson(Self.person, as: nina)
            #expect(made.id == again.id)
            #expect(
                try await sample.count(
                    "SELECT COUNT(*) FROM account WHERE id = \(nina.account) AND person_id = \(made.id)") == 1)
            let known = Actor(account: nina.account, person: made.id.text, name: "Nina", grants: [])
            #expect(made.refusal(of: .edit, to: known) == nil)
            #expect(Person.refusalOfCreating(to: known)?.key == "person.refused.create")
            var second = Self.person
            second["id"] = .text("p-0000000000abd")
            await #expect(throws: Problem.refused(.init("claim.account.connected"))) {
                try await sample.programme.createPerson(second, as: nina)
            }
            #expect(try await sample.programme.check(Server.invariants) == [])
        }
    }

    @Test func `a proposed organisation waits for the office`() async throws {
        try await SampleProgramme.open { sample in
            let nina = try await Self.newcomer(sample)
            let officer = sample.person("officer").actor
            let made = try await sample.programme.createOrganisation(Self.organisation, as: nina)
            #expect(try await sample.programme.createOrganisation(Self.organisation, as: nina).id == made.id)
            #expect(made.isProposed)
            await #expect(throws: Problem.notFound) {
                try await sample.programme.organisation(made.id, as: sample.person("member").actor)
            }
            let desk = try await sample.programme.desk(of: nina, sources: Server.deskSources)
            #expect(desk.later.map(\.task.key) == ["organisation.proposal.waits"])

            let inbox = try await sample.programme.claimInbox(as: officer)
            let line = try #require(inbox.open.first { $0.claim.organisationID == made.id })
            #expect(line.isProposal)
            _ = try await sample.programme.decideClaim(
                line.claim.id, ["decision": .text("granted"), "version": .number(1)], as: officer)
            let speaker = Actor(
                account: nina.account, person: nil, name: "Nina", grants: [Grant(.representative, on: Scope(made.id))])
            let accepted = try await sample.programme.organisationToEdit(made.id, as: speaker)
            #expect(accepted.status == .active)
            #expect(
                try await sample.count(
                    "SELECT COUNT(*) FROM role_grant WHERE account_id = \(nina.account) AND scope = \(made.id)") == 1)
            #expect(try await sample.programme.check(Server.invariants) == [])
        }
    }

    @Test func `a declined proposal stays with the office`() async throws {
        try await SampleProgramme.open { sample in
            let nina = try await Self.newcomer(sample)
            let officer = sample.person("officer").actor
            let made = try await sample.programme.createOrganisation(Self.organisation, as: nina)
            let inbox = try await sample.programme.claimInbox(as: officer)
            let claim = try #require(inbox.open.first { $0.claim.organisationID == made.id }?.claim)
            _ = try await sample.programme.decideClaim(
                claim.id, ["decision": .text("declined"), "reason": .text("Nobody knows it.")], as: officer)
            let kept = try await sample.programme.organisationToEdit(made.id, as: officer)
            #expect(kept.isProposed)
            #expect(
                try await sample.count(
                    "SELECT COUNT(*) FROM notice WHERE account_id = \(nina.account) AND link = '/desk'")
                    == 1)
        }
    }

    @Test func `the pages lead there`() async throws {
        try await SampleProgramme.visit { sample, client in
            let member = sample.person("member")
            let people = String(buffer: try await client.get("/people", as: member).body)
            #expect(people.contains("Create your profile</a>"))
            let page = String(buffer: try await client.get("/people/new", as: member).body)
            let form = try #require(SampleForm.all(in: page).first { $0.action == "/people" })
            #expect(form.fields.first { $0.name == "own" }?.value == "1")
            let filled = ["names.0.family": "Quist", "names.0.given": "Mia", "country": "NO"]
            let answer = try await client.send(form.encoded(filled), to: "/people", as: member)
            #expect(answer.status == .seeOther)
            let organisations = String(buffer: try await client.get("/organisations", as: member).body)
            #expect(organisations.contains("Propose an organisation</a>"))
            #expect(try await client.get("/organisations/new", as: member).status == .ok)
        }
    }
}
