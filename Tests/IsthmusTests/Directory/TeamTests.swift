import Testing

@testable import Isthmus

/// Teams within organisations, and who leads them.
@Suite struct TeamTests {
    private typealias Office = DirectoryOffice

    private static func team(
        _ office: Office, at organisation: ID<Organisation>, _ more: [String: Given] = [:], as actor: Actor
    ) async throws -> Team {
        let given: [String: Given] = ["organisation": .text(organisation.text), "name": Office.texts("Optics")]
        return try await office.programme.createTeam(given.merging(more) { $1 }, as: actor)
    }

    @Test func `a leader works at the organisation`() async throws {
        try await Office.open { office in
            let (own, other) = (try await office.organisation("Own"), try await office.organisation("Other"))
            let (ann, bob) = (try await office.person("Smith", at: own), try await office.person("Jones", at: other))
            let speaker = Office.representative(of: own)
            let team = try await Self.team(office, at: own, ["leader": .text(ann.text)], as: speaker)
            #expect(team.leaderID == ann)
            let wrong = try await Office.complaint {
                try await office.programme.changeTeam(team.id, ["leader": .text(bob.text)], as: speaker)
            }
            #expect(wrong == ["leader: team.leader.elsewhere"])
            #expect(try await office.breaches() == [])
        }
    }

    @Test func `whoever leaves leads no longer`() async throws {
        try await Office.open { office in
            let own = try await office.organisation("Own")
            let ann = try await office.person("Smith")
            let affiliation = try await office.affiliation(ann, at: own)
            let team = try await Self.team(office, at: own, ["leader": .text(ann.text)], as: Office.officer)
            _ = try await office.programme.endAffiliation(affiliation.id, as: Office.officer)
            #expect(try await office.programme.team(team.id, as: .visitor).team.leaderID == nil)
            #expect(try await office.journal(of: team.id.text) == ["team.created", "team.changed"])
            #expect(try await office.breaches() == [])
        }
    }

    @Test func `a leader describes the team and leaves its leader alone`() async throws {
        try await Office.open { office in
            let own = try await office.organisation("Own")
            let (ann, bob) = (try await office.person("Smith", at: own), try await office.person("Jones", at: own))
            let team = try await Self.team(office, at: own, ["leader": .text(ann.text)], as: Office.officer)
            let given: [String: Given] = [
                "summary": Office.texts("Lasers"), "leader": .text(bob.text), "status": .text("withdrawn"),
            ]
            let changed = try await office.programme.changeTeam(team.id, given, as: Office.holder(of: ann))
            #expect(changed.summary == ["en": "Lasers"])
            #expect(changed.leaderID == ann)
            #expect(changed.status == .active)
            #expect(changed.searchText == "optics lasers")
        }
    }

    @Test(
        arguments: [
            (["name": .record(["en": .text("")])], ["name: field.required"]),
            (["name": .text("Optics")], ["name: field.type.texts", "name: field.required"]),
            (["name": DirectoryOffice.texts(String(repeating: "x", count: 201))], ["name.en: field.long"]),
            (["name": DirectoryOffice.texts("Op\u{7}tics")], ["name.en: field.control", "name: field.required"]),
            (["website": .text("nowhere")], ["website: field.type.web"]),
            (["status": .text("asleep")], ["status: field.unknown"]),
            (["leader": .text("p-none")], ["leader: team.leader.elsewhere"]),
            (["organisation": .text("o-none")], ["organisation: field.unknown"]),
            (["organisation": .text("")], ["organisation: field.required"]),
            (["name": .record(["ru": .text("Оптика"), "hy": .text("Օպտիկա")])], []),
        ] as [([String: Given], [String])]) func `bad input is told field by field`(
            given: [String: Given], expected: [String]
        ) async throws
    {
        try await Office.open { office in
            let own = try await office.organisation("Own")
            let found = try await Office.complaint {
                try await Self.team(office, at: own, given, as: Office.officer)
            }
            #expect(found == expected)
        }
    }

    @Test func `only the office and representatives found a team`() async throws {
        try await Office.open { office in
            let (own, other) = (try await office.organisation("Own"), try await office.organisation("Other"))
            func found(_ actor: Actor) async throws -> [String] {
                try await Office.complaint { try await Self.team(office, at: own, as: actor) }
            }
            #expect(try await found(Office.representative(of: own)) == [])
            #expect(try await found(Office.representative(of: other)) == ["refused: organisation.refused.edit"])
            #expect(try await found(Office.member) == ["refused: organisation.refused.edit"])
            #expect(try await found(.visitor) == ["sign in"])
        }
    }

    @Test func `the list shows what may be viewed`() async throws {
        try await Office.open { office in
            let (open, hidden) = (
                try await office.organisation("Open"), try await office.organisation("Hidden", status: .withdrawn)
            )
            let shown = try await Self.team(office, at: open, as: Office.officer).id
            let gone = try await Self.team(office, at: open, ["status": .text("withdrawn")], as: Office.officer).id
            let within = try await Self.team(office, at: hidden, as: Office.officer).id
            let ids = [shown, gone, within]
            for (actor, expected) in [(Actor.visitor, [shown]), (Office.member, [shown]), (Office.officer, ids)] {
                let listed = try await office.programme.teams(Selection(), as: actor).items.map(\.id)
                let viewable = try await office.programme.read { tx in
                    try ids.filter { try Team.find($0, in: tx)?.allows(.view, to: actor) == true }
                }
                #expect(Set(listed) == Set(expected))
                #expect(viewable == expected)
            }
        }
    }

    @Test func `members are those whose affiliation names the team`() async throws {
        try await Office.open { office in
            let own = try await office.organisation("Own")
            let team = try await Self.team(office, at: own, as: Office.officer)
            let ann = try await office.person("Smith")
            _ = try await office.affiliation(ann, at: own, ["team": .text(team.id.text)])
            _ = try await office.person("Jones", at: own)
            let profile = try await office.programme.team(team.id, as: .visitor)
            #expect(profile.members.map(\.id) == [ann.text])
            #expect(profile.memberCount == 1)
            #expect(try await office.programme.teams(Selection(), as: .visitor).items.map(\.members) == [1])
        }
    }
}
