import Testing

@testable import Isthmus

/// Who works where, since when, until when.
@Suite struct AffiliationTests {
    private typealias Office = DirectoryOffice

    private static let now = TestStore.start
    private static let blank = Affiliation(
        id: ID("f-1"), personID: ID("p-1"), organisationID: ID("o-1"), teamID: nil, title: [:], fromDay: nil,
        untilDay: nil, version: 1, createdAt: now, changedAt: now)

    @Test(
        arguments: [
            (["from": .text("2020-01-01"), "until": .text("2020-01-01")], []),
            (["from": .text("2020-01-02"), "until": .text("2020-01-01")], ["until: affiliation.until.before"]),
            (["until": .text("2026-06-03")], ["until: affiliation.until.future"]),
            (["from": .text("2020-02-30")], ["from: field.type.day"]),
            (["from": .number(2_020)], ["from: field.type.text"]),
            (["team": .text("t-9")], ["team: team.elsewhere"]),
            (["team": .text("t-1")], []),
            (["title": .text("Professor")], ["title: field.type.texts"]),
            (["title": .record(["Russian": .text("Профессор")])], ["title: field.language"]),
            (["title": DirectoryOffice.texts(String(repeating: "x", count: 201))], ["title.en: field.long"]),
            (["title": .record(["ru": .text("Научный\nсотрудник")])], ["title.ru: field.control"]),
            (["title": .record(["hy": .text("Գիտաշխատող")])], []),
        ] as [([String: Given], [String])]) func `bad input is told field by field`(
            given: [String: Given], expected: [String]
        ) async throws
    {
        let found = try await Office.complaint {
            try Self.blank.changed(by: Fields(given), isTeam: { $0 == "t-1" }, at: Self.now)
        }
        #expect(found == expected)
    }

    @Test func `a former employer changes nothing any more`() {
        let speaker = Office.representative(of: ID("o-1"))
        var affiliation = Self.blank
        #expect(affiliation.allows(.edit, to: speaker))
        affiliation.untilDay = Day("2026-05-01")
        #expect(!affiliation.allows(.edit, to: speaker))
        #expect(affiliation.allows(.edit, to: Office.holder(of: ID("p-1"))))
        #expect(affiliation.allows(.edit, to: Office.officer))
        #expect(!affiliation.allows(.edit, to: Office.member))
    }

    @Test func `an organisation is named by its id or by a name that only one bears`() async throws {
        try await Office.open { office in
            let institute = try await office.organisation("Institute of Physics")
            let first = try await office.organisation("Academy")
            _ = try await office.organisation("ACADEMY")
            let person = try await office.person("Smith")
            func add(_ name: String) async throws -> [String] {
                try await Office.complaint {
                    try await office.programme.createAffiliation(
                        ["person": .text(person.text), "organisation": .text(name)], as: Office.officer)
                }
            }
            #expect(try await add("institute of PHYSICS") == [])
            #expect(try await add(institute.text) == ["organisation: affiliation.twice"])
            #expect(try await add("Academy") == ["organisation: organisation.ambiguous"])
            #expect(try await add(first.text) == [])
            #expect(try await add("Institute of Magic") == ["organisation: organisation.unknown"])
            #expect(try await add("") == ["organisation: field.required"])
        }
    }

    @Test func `an ended affiliation takes the right to edit the person with it`() async throws {
        try await Office.open { office in
            let own = try await office.organisation("Own")
            let person = try await office.person("Smith")
            let affiliation = try await office.affiliation(person, at: own)
            let speaker = Office.representative(of: own)
            _ = try await office.programme.changePerson(person, ["phone": .text("1")], as: speaker)
            let ended = try await office.programme.endAffiliation(affiliation.id, as: speaker)
            #expect(ended.untilDay == Self.now.day)
            let after = try await Office.complaint {
                try await office.programme.changePerson(person, ["phone": .text("2")], as: speaker)
            }
            #expect(after == ["refused: person.refused.edit"])
            let reopened = try await Office.complaint {
                try await office.programme.changeAffiliation(affiliation.id, ["until": .nothing], as: speaker)
            }
            #expect(reopened == ["refused: affiliation.refused.edit"])
            let lines = try await office.journal(of: affiliation.id.text)
            #expect(lines == ["affiliation.created", "affiliation.ended"])
            #expect(try await office.breaches() == [])
        }
    }

    @Test func `whoever may not edit a person does not say where they work`() async throws {
        try await Office.open { office in
            let own = try await office.organisation("Own")
            let person = try await office.person("Smith")
            func add(_ actor: Actor) async throws -> [String] {
                try await Office.complaint {
                    try await office.programme.createAffiliation(
                        ["person": .text(person.text), "organisation": .text(own.text)], as: actor)
                }
            }
            #expect(try await add(Office.representative(of: own)) == ["refused: person.refused.edit"])
            #expect(try await add(Office.member) == ["refused: person.refused.edit"])
            #expect(try await add(.visitor) == ["sign in"])
            #expect(try await add(Office.holder(of: person)) == [])
        }
    }

    @Test func `the list shows what may be viewed, and a stale version is refused`() async throws {
        try await Office.open { office in
            let (open, hidden) = (
                try await office.organisation("Open"), try await office.organisation("Hidden", status: .withdrawn)
            )
            let (ann, bob) = (
                try await office.person("Smith"), try await office.person("Jones", status: .withdrawn)
            )
            var ids: [ID<Affiliation>] = []
            for (person, place) in [(ann, open), (ann, hidden), (bob, open)] {
                ids.append(try await office.affiliation(person, at: place).id)
            }
            for (actor, expected) in [(Actor.visitor, [ids[0]]), (Office.member, [ids[0]]), (Office.officer, ids)] {
                let listed = try await office.programme.affiliations(Selection(), as: actor).items.map(\.id)
                let viewable = try await office.programme.read { [ids] tx in
                    try ids.filter { try Affiliation.find($0, in: tx)?.allows(.view, to: actor) == true }
                }
                #expect(Set(listed) == Set(expected))
                #expect(viewable == expected)
            }
            let stale = try await Office.complaint {
                try await office.programme.changeAffiliation(ids[0], ["version": .number(7)], as: Office.officer)
            }
            #expect(stale == ["stale"])
        }
    }
}
