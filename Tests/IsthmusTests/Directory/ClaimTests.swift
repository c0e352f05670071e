import Database
import Testing

@testable import Isthmus

/// Saying that a profile is one's own, and what the office makes of it.
@Suite struct ClaimTests {
    private typealias Office = DirectoryOffice

    private static let message: [String: Given] = ["message": .text("I am its secretary, see the contact page.")]
    private static let granted: [String: Given] = ["decision": .text("granted")]
    private static let declined: [String: Given] = ["decision": .text("declined"), "reason": .text("Not on the page.")]

    /// Somebody with an account, who reads Russian.
    private static func claimant(_ office: Office, _ email: String = "anna@example.am") async throws -> Actor {
        let account = try await office.programme.createAccount(
            Registration(email: email, name: "Анна", password: "correct horse battery staple", language: "ru"),
            grants: [], as: .program("test"))
        return Actor(account: account.id.text, person: nil, name: "Анна", grants: [], language: "ru")
    }

    private static func mails(_ office: Office) async throws -> [String] {
        try await office.programme.read { tx in
            try tx.rows("SELECT address, language, subject FROM mail ORDER BY id").map {
                "\(try $0.get("address", as: String.self)) \(try $0.get("language", as: String.self)): "
                    + (try $0.get("subject", as: String.self))
            }
        }
    }

    @Test func `a granted claim makes a representative, who is told in their language`() async throws {
        try await Office.open { office in
            let own = try await office.organisation("Academy")
            let anna = try await Self.claimant(office)
            let claim = try await office.programme.claimOrganisation(own, Self.message, as: anna)
            #expect(try await office.programme.claimInbox(as: Office.officer).open.map(\.thing) == ["Academy"])
            _ = try await office.programme.decideClaim(claim.id, Self.granted, as: Office.officer)
            let grants = try await office.programme.grants(of: ID(anna.account ?? ""), as: Office.officer)
            #expect(grants.map { Grant($0.role, on: $0.scope) } == [Grant(.representative, on: Scope(own))])
            #expect(try await Self.mails(office) == ["anna@example.am ru: Теперь вы можете изменять профиль «Academy»"])
            let notices = try await office.programme.notices(for: anna).notices
            #expect(notices.map(\.key) == ["claim.notice.granted"])
            #expect(notices.map(\.link) == ["/organisations/\(own.text)"])
            #expect(try await office.journal(of: claim.id.text) == ["claim.created", "claim.granted"])
            #expect(try await office.programme.claimInbox(as: Office.officer).openCount == 0)
            #expect(try await office.breaches() == [])
        }
    }

    @Test func `a granted claim to a person connects the account`() async throws {
        try await Office.open { office in
            let person = try await office.person("Smith")
            let (anna, other) = (try await Self.claimant(office), try await Self.claimant(office, "ben@example.am"))
            let claim = try await office.programme.claimPerson(person, Self.message, as: anna)
            let rival = try await office.programme.claimPerson(person, Self.message, as: other)
            _ = try await office.programme.decideClaim(claim.id, Self.granted, as: Office.officer)
            let holder = try await office.programme.account(ID(anna.account ?? ""), as: Office.officer).account
            #expect(holder.personID == person.text)
            let taken = try await Office.complaint {
                try await office.programme.decideClaim(rival.id, Self.granted, as: Office.officer)
            }
            #expect(taken == ["refused: claim.refused.taken"])
            let late = try await Office.complaint {
                try await office.programme.claimPerson(person, Self.message, as: other)
            }
            #expect(late == ["refused: claim.refused.taken"])
            #expect(try await office.breaches() == [])
        }
    }

    @Test func `a declined claim needs a reason and changes nothing`() async throws {
        try await Office.open { office in
            let own = try await office.organisation("Academy")
            let anna = try await Self.claimant(office)
            let claim = try await office.programme.claimOrganisation(own, Self.message, as: anna)
            let bare = try await Office.complaint {
                try await office.programme.decideClaim(claim.id, ["decision": .text("declined")], as: Office.officer)
            }
            #expect(bare == ["reason: field.required"])
            let decided = try await office.programme.decideClaim(claim.id, Self.declined, as: Office.officer)
            #expect(decided.decision == .declined)
            #expect(decided.decidedBy == "a-officer")
            #expect(try await office.programme.grants(of: ID(anna.account ?? ""), as: Office.officer).isEmpty)
            #expect(try await Self.mails(office) == ["anna@example.am ru: Заявка на профиль «Academy» отклонена"])
            let again = try await Office.complaint {
                try await office.programme.decideClaim(claim.id, Self.granted, as: Office.officer)
            }
            #expect(again == ["refused: claim.refused.decided"])
            _ = try await office.programme.claimOrganisation(own, Self.message, as: anna)
        }
    }

    @Test func `an account has one open claim to a profile`() async throws {
        try await Office.open { office in
            let (own, other) = (try await office.organisation("Academy"), try await office.organisation("Institute"))
            let anna = try await Self.claimant(office)
            _ = try await office.programme.claimOrganisation(own, Self.message, as: anna)
            let twice = try await Office.complaint {
                try await office.programme.claimOrganisation(own, Self.message, as: anna)
            }
            #expect(twice == [": claim.twice"])
            _ = try await office.programme.claimOrganisation(other, Self.message, as: anna)
            #expect(try await office.programme.claimInbox(as: Office.officer).openCount == 2)
        }
    }

    @Test(
        arguments: [
            ([:], ["message: field.required"]),
            (["message": .text("Mine")], ["message: field.short"]),
            (["message": .list([])], ["message: field.type.text"]),
            (["message": .text(String(repeating: "x", count: 2_001))], ["message: field.long"]),
            (["message": .text("I am its secretary\u{1b}[0m")], ["message: field.control"]),
            (["message": .text("Ես նրա քարտուղարն եմ։\nԱննա")], []),
        ] as [([String: Given], [String])]) func `bad input is told field by field`(
            given: [String: Given], expected: [String]
        ) async throws
    {
        try await Office.open { office in
            let own = try await office.organisation("Academy")
            let anna = try await Self.claimant(office)
            let found = try await Office.complaint {
                try await office.programme.claimOrganisation(own, given, as: anna)
            }
            #expect(found == expected)
        }
    }

    @Test func `nobody decides their own claim, and only the office decides`() async throws {
        try await Office.open { office in
            let own = try await office.organisation("Academy")
            let anna = try await Self.claimant(office)
            let claim = try await office.programme.claimOrganisation(own, Self.message, as: anna)
            let promoted = Actor(
                account: anna.account, person: nil, name: "Анна", grants: [Grant(.officer, on: .programme)])
            func decide(_ actor: Actor) async throws -> [String] {
                try await Office.complaint {
                    try await office.programme.decideClaim(claim.id, Self.granted, as: actor)
                }
            }
            #expect(try await decide(promoted) == ["refused: claim.refused.decide"])
            #expect(try await decide(anna) == ["refused: claim.refused.decide"])
            #expect(try await decide(Office.member) == ["not found"])
            #expect(try await decide(.visitor) == ["not found"])
            func look(_ actor: Actor) async throws -> [String] {
                try await Office.complaint { try await office.programme.claimInbox(as: actor) }
            }
            #expect(try await look(anna) == ["refused: claim.refused.inbox"])
            #expect(try await look(.visitor) == ["sign in"])
        }
    }

    @Test func `a claim needs an account`() async throws {
        try await Office.open { office in
            let own = try await office.organisation("Academy")
            let visitor = try await Office.complaint {
                try await office.programme.claimOrganisation(own, Self.message, as: .visitor)
            }
            #expect(visitor == ["sign in"])
            let program = try await Office.complaint {
                try await office.programme.claimOrganisation(own, Self.message, as: .program("test"))
            }
            #expect(program == ["refused: claim.refused.account"])
        }
    }
}
