import Database
import Testing

@testable import Isthmus

/// What can be done with people, on a database.
@Suite struct PersonActionsTests {
    private typealias Office = DirectoryOffice

    @Test func `a person is found by a name in any script`() async throws {
        try await Office.open { office in
            let rows: [Given] = [
                .record(["family": .text("Պետրոսյան"), "given": .text("Անի")]),
                .record(["family": .text("Ёлкина"), "given": .text("Ани")]),
            ]
            let person = try await office.programme.createPerson(
                ["names": .list(rows), "country": .text("AM")], as: Office.officer)
            let smith = try await office.person("Smith")
            let expected: [(text: String, people: [ID<Person>])] = [
                ("елкина", [person.id]), ("Ёлк ани", [person.id]), ("Պետր", [person.id]), ("петросян", []),
                ("smi", [smith]), ("%", [smith, person.id]),
            ]
            for (text, people) in expected {
                var selection = Selection()
                selection.text = text
                let found = try await office.programme.people(selection, as: .visitor).items.map(\.id)
                #expect(found == people, "\(text)")
            }
            #expect(try await office.journal(of: person.id.text) == ["person.created"])
            #expect(try await office.breaches() == [])
        }
    }

    @Test func `changing a name changes what finds it`() async throws {
        try await Office.open { office in
            let id = try await office.person("Smith")
            _ = try await office.programme.changePerson(
                id, ["names": Office.names("Jones", "Ann"), "languages": .list([.text("en"), .text("ru")])],
                as: Office.officer)
            let found = try await office.programme.read { tx in
                try tx.column(String.self, "SELECT folded FROM person_name WHERE person_id = \(id)")
                    + tx.column(String.self, "SELECT language FROM person_language ORDER BY language")
            }
            #expect(found == ["jones ann", "en", "ru"])
            #expect(try await office.journal(of: id.text) == ["person.created", "person.changed"])
        }
    }

    @Test func `a change that changes nothing leaves no line`() async throws {
        try await Office.open { office in
            let id = try await office.person("Smith")
            _ = try await office.programme.changePerson(id, ["country": .text("AM")], as: Office.officer)
            #expect(try await office.journal(of: id.text) == ["person.created"])
        }
    }

    @Test func `a version that somebody else has passed is stale`() async throws {
        try await Office.open { office in
            let id = try await office.person("Smith")
            let version = try await office.programme.personToEdit(id, as: Office.officer).version
            let given: [String: Given] = ["version": .text(String(version)), "phone": .text("1")]
            _ = try await office.programme.changePerson(id, given, as: Office.officer)
            let again = try await Office.complaint {
                try await office.programme.changePerson(id, given, as: Office.officer)
            }
            #expect(again == ["stale"])
        }
    }

    @Test func `an ORCID iD names one person`() async throws {
        try await Office.open { office in
            let (first, second) = (try await office.person("Smith"), try await office.person("Jones"))
            let given: [String: Given] = ["orcid": .text("0000-0002-1825-0097")]
            _ = try await office.programme.changePerson(first, given, as: Office.officer)
            _ = try await office.programme.changePerson(first, given, as: Office.officer)
            let taken = try await Office.complaint {
                try await office.programme.changePerson(second, given, as: Office.officer)
            }
            #expect(taken == ["orcid: identifier.taken"])
        }
    }

    @Test func `those who may change a profile do, others hear why not`() async throws {
        try await Office.open { office in
            let (own, other) = (try await office.organisation("Own"), try await office.organisation("Other"))
            let id = try await office.person("Smith", at: own)
            func change(_ actor: Actor) async throws -> [String] {
                try await Office.complaint {
                    try await office.programme.changePerson(id, ["phone": .text(actor.name)], as: actor)
                }
            }
            #expect(try await change(Office.representative(of: own)) == [])
            #expect(try await change(Office.holder(of: id)) == [])
            #expect(try await change(Office.officer) == [])
            #expect(try await change(Office.representative(of: other)) == ["refused: person.refused.edit"])
            #expect(try await change(Office.member) == ["refused: person.refused.edit"])
            _ = try await office.programme.changePerson(id, ["status": .text("withdrawn")], as: Office.officer)
            #expect(try await change(Office.representative(of: own)) == ["not found"])
        }
    }

    @Test func `a representative adds people to their own organisation only`() async throws {
        try await Office.open { office in
            let (own, other) = (try await office.organisation("Own"), try await office.organisation("Other"))
            let speaker = Office.representative(of: own)
            func create(_ workplace: Given?, _ actor: Actor) async throws -> [String] {
                try await Office.complaint {
                    var given: [String: Given] = ["names": Office.names("Smith", "Ann"), "country": .text("AM")]
                    given["affiliation"] = workplace
                    return try await office.programme.createPerson(given, as: actor)
                }
            }
            let mine = Given.record(["organisation": .text(own.text)])
            #expect(try await create(mine, speaker) == [])
            #expect(try await create(nil, speaker) == ["affiliation.organisation: field.required"])
            let theirs = try await create(.record(["organisation": .text(other.text)]), speaker)
            #expect(theirs == ["refused: affiliation.refused.add"])
            let known = Office.holder(of: try await office.person("Known"))
            #expect(try await create(mine, known) == ["refused: person.refused.create"])
            #expect(try await create(mine, .visitor) == ["sign in"])
            let people = try await office.programme.people(Selection(), as: speaker)
            #expect(people.items.compactMap(\.organisationID) == [own.text])
            #expect(people.total == 2)
        }
    }

    @Test func `the list shows what may be viewed`() async throws {
        try await Office.open { office in
            let own = try await office.organisation("Own")
            var ids: [ID<Person>] = []
            for (index, status) in ProfileStatus.allCases.enumerated() {
                ids.append(try await office.person("Smith\(index)", at: own, status: status))
            }
            let actors = [Actor.visitor, Office.member, Office.representative(of: own), Office.officer]
            for actor in actors {
                let listed = try await office.programme.people(Selection(), as: actor).items.map(\.id)
                let viewable = try await office.programme.read { [ids] tx in
                    try ids.filter { try Person.find($0, in: tx)?.allows(.view, to: actor) == true }
                }
                #expect(Set(listed) == Set(viewable), "\(actor.name)")
            }
        }
    }

    @Test func `people are counted by country, language and where they work`() async throws {
        try await Office.open { office in
            let (yerevan, paris) = (
                try await office.organisation("Yerevan"), try await office.organisation("Paris", "FR")
            )
            let id = try await office.person("Smith", at: yerevan)
            _ = try await office.affiliation(id, at: paris)
            _ = try await office.person("Jones", at: paris, "FR")
            let languages: [String: Given] = ["languages": .text("hy,fr")]
            _ = try await office.programme.changePerson(id, languages, as: Office.officer)
            let all = try await office.programme.people(Selection(), as: .visitor)
            #expect(all.counts["country"]?.map { "\($0.value) \($0.count)" } == ["AM 1", "FR 1"])
            #expect(all.counts["workplace"]?.map { "\($0.value) \($0.count)" } == ["FR 2", "AM 1"])
            #expect(all.counts["language"]?.map { "\($0.value) \($0.count)" } == ["fr 1", "hy 1"])
            for (facet, value, count) in [
                ("workplace", "FR", 2), ("language", "hy", 1), ("organisation", paris.text, 2),
            ] {
                var selection = Selection()
                selection.chosen = [facet: [value]]
                #expect(try await office.programme.people(selection, as: .visitor).total == count, "\(facet)")
            }
        }
    }

    @Test func `the page tells where, with whom and what`() async throws {
        try await Office.open { office in
            let own = try await office.organisation("Own")
            let id = try await office.person("Smith", at: own)
            _ = try await office.person("Jones", at: own)
            let profile = try await office.programme.person(id, as: Office.representative(of: own))
            #expect(profile.affiliations.map(\.organisation) == ["Own"])
            #expect(profile.colleagues.map { PersonName.reading($0.name, "en") } == ["Ani Jones"])
            #expect(profile.mayEdit)
            #expect(!(try await office.programme.person(id, as: .visitor).mayEdit))
        }
    }
}
