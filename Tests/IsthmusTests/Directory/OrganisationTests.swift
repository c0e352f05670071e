import Database
import Testing

@testable import Isthmus

/// Organisations: who they are, under which names and identifiers they are known, who may change them.
@Suite struct OrganisationTests {
    private typealias Office = DirectoryOffice

    private static let now = TestStore.start
    private static let blank = Organisation.blank(ID("o-1"), at: now)
    private static let least: [String: Given] = ["legal_name": .text("Academy"), "country": .text("AM")]

    private static func changed(_ given: [String: Given], isOffice: Bool = true) throws -> Organisation {
        try blank.changed(
            by: Fields(least.merging(given) { $1 }), isOffice: isOffice, isKnownCountry: Countries.isCode, at: now)
    }

    @Test(arguments: [
        ("05dxps055", true), ("00k4n6c32", true), ("05dxps056", false), ("15dxps055", false), ("05dxps05", false),
        ("05dxpu055", false),
    ]) func `a ROR id has its check digits`(value: String, isValid: Bool) {
        #expect(RORCode.isValid(value) == isValid)
    }

    @Test(arguments: [
        ("0000-0002-1825-0097", true), ("0000-0002-1694-233X", true), ("0000-0002-1825-0098", false),
        ("0000000218250097", false), ("0000-0002-1694-233x", false),
    ]) func `an ORCID iD has its check digit`(value: String, isValid: Bool) {
        #expect(ORCID.isValid(value) == isValid)
    }

    @Test(
        arguments: [
            (["legal_name": .text("")], ["legal_name: field.required"]),
            (["legal_name": .text("A")], ["legal_name: field.short"]),
            (["legal_name": .text(String(repeating: "Ա", count: 301))], ["legal_name: field.long"]),
            (["legal_name": .text("Aca\u{0}demy")], ["legal_name: field.control"]),
            (["country": .text("UK")], ["country: field.unknown"]),
            (["kind": .text("circus")], ["kind: field.unknown"]),
            (["latitude": .text("91")], ["latitude: field.range"]),
            (["longitude": .text("east")], ["longitude: field.type.number"]),
            (["founded": .number(1.5)], ["founded: field.type.integer"]),
            (["website": .text("data:text/html,x")], ["website: field.type.web"]),
            (["email": .text("a@b")], ["email: field.type.mail"]),
            (
                ["names": .list([.record(["text": .text("АН"), "kind": .text("nickname")])])],
                ["names.0.kind: field.unknown"]
            ),
            (
                ["identifiers": .list([.record(["scheme": .text("ror"), "value": .text("123")])])],
                ["identifiers.0.value: identifier.ror"]
            ),
            (
                ["identifiers": .list([.record(["value": .text("123")])])],
                ["identifiers.0.scheme: field.required"]
            ),
            (["legal_name": .text("Национальная академия"), "city": .text("Երևան")], []),
        ] as [([String: Given], [String])]) func `bad input is told field by field`(
            given: [String: Given], expected: [String]
        ) async throws
    {
        #expect(try await Office.complaint { try Self.changed(given) } == expected)
    }

    @Test func `a reader gets the name in their language`() throws {
        let names: [Given] = [
            .record(["text": .text("Академия"), "language": .text("ru"), "kind": .text("label")]),
            .record(["text": .text("АН"), "language": .text("ru"), "kind": .text("acronym")]),
            .record(["text": .text("")]),
        ]
        let organisation = try Self.changed(["names": .list(names)])
        #expect(organisation.name(in: "ru") == "Академия")
        #expect(organisation.name(in: "hy") == "Academy")
        #expect(organisation.foldedNames.map(\.folded) == ["academy", "академия", "ан"])
        #expect(organisation.edited == ["country", "legal_name", "names"])
    }

    @Test func `status, identifiers and relations are the office's`() throws {
        let given: [String: Given] = [
            "status": .text("inactive"), "parents": .text("o-2"),
            "identifiers": .list([.record(["scheme": .text("pic"), "value": .text("999999999")])]),
        ]
        let own = try Self.changed(given, isOffice: false)
        #expect([own.identifiers.count, own.parents.count] == [0, 0])
        #expect(own.status == .active)
        let office = try Self.changed(given)
        #expect(office.identifiers == [Identifier("pic", "999999999")])
        #expect(office.parents == [ID("o-2")])
        #expect(office.status == .inactive)
    }

    @Test func `hidden fields are blank for those who may not see them`() throws {
        let organisation = try Self.changed([
            "email": .text("office@example.am"), "phone": .text("+374"), "website": .text("example.am"),
            "visibility": .record(["website": .text("office")]),
        ])
        func seen(_ actor: Actor) -> [String?] {
            let seen = organisation.seen(by: actor)
            return [seen.email, seen.phone, seen.website]
        }
        let whole = ["office@example.am", "+374", "https://example.am"]
        #expect(seen(.visitor) == [nil, nil, nil])
        #expect(seen(Office.member) == ["office@example.am", nil, nil])
        #expect(seen(Office.representative(of: ID("o-2"))) == ["office@example.am", nil, nil])
        #expect(seen(Office.representative(of: organisation.id)) == whole)
        #expect(seen(Office.officer) == whole)
    }

    @Test func `an organisation is found by any of its names`() async throws {
        try await Office.open { office in
            let id = try await office.organisation("Academy of Sciences")
            let names = Given.list([.record(["text": .text("НАН РА"), "kind": .text("acronym")])])
            _ = try await office.programme.changeOrganisation(id, ["names": names], as: Office.officer)
            for (text, count) in [("sciences acad", 1), ("нан", 1), ("university", 0)] {
                var selection = Selection()
                selection.text = text
                #expect(try await office.programme.organisations(selection, as: .visitor).total == count, "\(text)")
            }
            #expect(try await office.journal(of: id.text) == ["organisation.created", "organisation.changed"])
            #expect(try await office.breaches() == [])
        }
    }

    @Test func `an identifier belongs to one organisation, and leads on to a successor`() async throws {
        try await Office.open { office in
            let (old, new) = (try await office.organisation("Old"), try await office.organisation("New"))
            let code: [String: Given] = [
                "identifiers": .list([.record(["scheme": .text("pic"), "value": .text("999999999")])])
            ]
            _ = try await office.programme.changeOrganisation(old, code, as: Office.officer)
            let taken = try await Office.complaint {
                try await office.programme.changeOrganisation(new, code, as: Office.officer)
            }
            #expect(taken == ["identifiers.0.value: identifier.taken"])
            let path = try await office.programme.organisationID(scheme: "pic", value: "999999999", as: .visitor)
            #expect(path == old)
            _ = try await office.programme.changeOrganisation(
                old, ["status": .text("withdrawn"), "successors": .text(new.text)], as: Office.officer)
            let moved = try await office.programme.organisationID(scheme: "pic", value: "999999999", as: .visitor)
            #expect(moved == new)
        }
    }

    @Test func `those who may change it do, others hear why not`() async throws {
        try await Office.open { office in
            let (own, other) = (try await office.organisation("Own"), try await office.organisation("Other"))
            func change(_ actor: Actor) async throws -> [String] {
                try await Office.complaint {
                    try await office.programme.changeOrganisation(own, ["city": .text(actor.name)], as: actor)
                }
            }
            #expect(try await change(Office.representative(of: own)) == [])
            #expect(try await change(Office.officer) == [])
            #expect(try await change(Office.representative(of: other)) == ["refused: organisation.refused.edit"])
            #expect(try await change(Office.member) == ["refused: organisation.refused.edit"])
            let stale = try await Office.complaint {
                try await office.programme.changeOrganisation(own, ["version": .number(1)], as: Office.officer)
            }
            #expect(stale == ["stale"])
            let create = try await Office.complaint {
                try await office.programme.createOrganisation(Self.least, as: Office.representative(of: own))
            }
            #expect(create == ["message: field.required"])
            let visitor = try await Office.complaint {
                try await office.programme.createOrganisation(Self.least, as: .visitor)
            }
            #expect(visitor == ["sign in"])
        }
    }

    @Test func `the list shows what may be viewed`() async throws {
        try await Office.open { office in
            var ids: [ID<Organisation>] = []
            for status in ProfileStatus.allCases {
                ids.append(try await office.organisation("Academy \(status.rawValue)", status: status))
            }
            for actor in [Actor.visitor, Office.member, Office.representative(of: ids[2]), Office.officer] {
                let listed = try await office.programme.organisations(Selection(), as: actor).items.map(\.id)
                let viewable = try await office.programme.read { [ids] tx in
                    try ids.filter { try Organisation.find($0, in: tx)?.allows(.view, to: actor) == true }
                }
                #expect(Set(listed) == Set(viewable), "\(actor.name)")
            }
        }
    }
}
