import Testing

@testable import Isthmus

/// What somebody can do, how ready it is, what proves it.
@Suite struct CompetenceTests {
    private typealias Office = DirectoryOffice

    private static func competence(
        _ office: Office, of organisation: ID<Organisation>? = nil, _ more: [String: Given] = [:],
        as actor: Actor = Office.officer
    ) async throws -> Competence {
        var given: [String: Given] = ["statement": Office.texts("We measure traces of metals")]
        if let organisation { given["organisation"] = .text(organisation.text) }
        return try await office.programme.createCompetence(given.merging(more) { $1 }, as: actor)
    }

    private static let now = TestStore.start
    private static let blank = Competence.blank(ID("c-1"), at: now)

    @Test func `everything said can be searched`() throws {
        let given: [String: Given] = [
            "statement": .record(["en": .text("Traces of metals"), "ru": .text("Следы металлов")]),
            "detail": Office.texts("In drinking water"), "keywords": .text("ICP-MS, вода; ICP-MS"),
            "topics": .list([.text("ford-1-4")]), "readiness": .text("7"),
            "equipment": .list([Office.texts("Spectrometer"), .record(["en": .text("")])]),
            "evidence": .list([
                .record(["kind": .text("patent"), "label": .text("RU 123"), "url": .text("example.org/1")]),
                .record(["kind": .text("project"), "label": .text("")]),
            ]),
        ]
        let competence = try Self.blank.changed(
            by: Fields(given), isTeam: { _ in false }, isTopic: { $0 == "ford-1-4" }, at: Self.now)
        #expect(competence.keywords == ["ICP-MS", "вода"])
        #expect(competence.equipment == [["en": "Spectrometer"]])
        #expect(competence.evidence == [Competence.Evidence(.patent, "RU 123", url: "https://example.org/1")])
        #expect(competence.readiness == 7)
        #expect(competence.sortName == "traces of metals")
        let text = "traces of metals следы металлов in drinking water icp ms вода spectrometer ru 123"
        #expect(competence.searchText == text)
    }

    @Test(
        arguments: [
            (["statement": .nothing], ["statement: field.required"]),
            (["statement": .flag(true)], ["statement: field.type.texts", "statement: field.required"]),
            (["statement": DirectoryOffice.texts(String(repeating: "x", count: 301))], ["statement.en: field.long"]),
            (
                ["statement": .record(["ru": .text("Изме\u{202d}ряем")])],
                ["statement.ru: field.control", "statement: field.required"]
            ),
            (["topics": .text("ford-99")], ["topics: field.unknown"]),
            (["topics": .list([.number(1)])], ["topics: field.type.text"]),
            (["readiness": .number(10)], ["readiness: field.range"]),
            (["readiness": .text("high")], ["readiness: field.type.integer"]),
            (["equipment": .text("Laser")], ["equipment: field.type.list"]),
            (["equipment": .list([.text("Laser")])], ["equipment.0: field.type.texts"]),
            (
                ["equipment": .list([DirectoryOffice.texts(String(repeating: "x", count: 201))])],
                ["equipment.0.en: field.long"]
            ),
            (
                ["evidence": .list([.record(["label": .text("x"), "kind": .text("rumour")])])],
                ["evidence.0.kind: field.unknown"]
            ),
            (
                ["evidence": .list([.record(["label": .text("x"), "url": .text("ftp://x.org")])])],
                ["evidence.0.url: field.type.web"]
            ),
            (["keywords": .list((1...31).map { .text("k\($0)") })], ["keywords: field.many"]),
            (["status": .text("gone")], ["status: field.unknown"]),
            (["team": .text("t-9")], ["team: team.elsewhere"]),
            (["statement": .record(["hy": .text("Չափում ենք")])], []),
        ] as [([String: Given], [String])]) func `bad input is told field by field`(
            given: [String: Given], expected: [String]
        ) async throws
    {
        let least: [String: Given] = ["statement": Office.texts("We measure")]
        let found = try await Office.complaint {
            try Self.blank.changed(
                by: Fields(least.merging(given) { $1 }), isTeam: { _ in false }, isTopic: { $0 == "ford-1" },
                at: Self.now)
        }
        #expect(found == expected)
    }

    @Test func `a competence belongs to an organisation, a person, or a person at an organisation`() async throws {
        try await Office.open { office in
            let (own, other) = (try await office.organisation("Own"), try await office.organisation("Other", "FR"))
            let ann = try await office.person("Smith", at: own, "GE")
            let person: [String: Given] = ["person": .text(ann.text)]
            #expect(try await Self.competence(office, of: other).country == "FR")
            #expect(try await Self.competence(office, of: nil, person).country == "GE")
            let both = try await Self.competence(office, of: own, person, as: Office.holder(of: ann))
            #expect(both.country == "AM")
            let elsewhere = try await Office.complaint { try await Self.competence(office, of: other, person) }
            #expect(elsewhere == ["organisation: competence.organisation.elsewhere"])
            let none = try await Office.complaint { try await Self.competence(office) }
            #expect(none == ["organisation: field.required"])
            let unknown = try await Office.complaint {
                try await Self.competence(office, of: nil, ["person": .text("p-none")])
            }
            #expect(unknown == ["person: field.unknown"])
            #expect(try await office.breaches() == [])
        }
    }

    @Test func `its holder, the organisation and the office change it`() async throws {
        try await Office.open { office in
            let (own, other) = (try await office.organisation("Own"), try await office.organisation("Other"))
            let ann = try await office.person("Smith", at: own)
            let held = try await Self.competence(office, of: own, ["person": .text(ann.text)])
            func change(_ actor: Actor) async throws -> [String] {
                try await Office.complaint {
                    try await office.programme.changeCompetence(held.id, ["keywords": .text(actor.name)], as: actor)
                }
            }
            #expect(try await change(Office.holder(of: ann)) == [])
            #expect(try await change(Office.representative(of: own)) == [])
            #expect(try await change(Office.officer) == [])
            #expect(try await change(Office.representative(of: other)) == ["refused: competence.refused.edit"])
            #expect(try await change(Office.member) == ["refused: competence.refused.edit"])
            let stale = try await Office.complaint {
                try await office.programme.changeCompetence(held.id, ["version": .number(1)], as: Office.officer)
            }
            #expect(stale == ["stale"])
            func create(_ actor: Actor) async throws -> [String] {
                try await Office.complaint { try await Self.competence(office, of: own, as: actor) }
            }
            #expect(try await create(Office.representative(of: own)) == [])
            #expect(try await create(Office.member) == ["refused: organisation.refused.edit"])
            #expect(try await create(.visitor) == ["sign in"])
        }
    }

    @Test func `topics are known ones, and a wider topic finds what is within it`() async throws {
        try await Office.open { office in
            try await office.programme.installVocabulary()
            let own = try await office.organisation("Own")
            let held = try await Self.competence(office, of: own, ["topics": .list([.text("ford-1-4")])])
            let twin = try await Self.competence(office, of: own, ["topics": .text("ford-1-4")])
            for topic in ["ford-1", "ford-1-4", "ford-2"] {
                var selection = Selection()
                selection.chosen = ["topic": [topic]]
                let found = try await office.programme.competences(selection, as: .visitor)
                #expect(found.total == (topic == "ford-2" ? 0 : 2), "\(topic)")
                #expect(found.counts["topic"]?.map { "\($0.value) \($0.count)" } == ["ford-1-4 2"])
            }
            let unknown = try await Office.complaint {
                try await office.programme.changeCompetence(held.id, ["topics": .text("ford-99")], as: Office.officer)
            }
            #expect(unknown == ["topics: field.unknown"])
            let profile = try await office.programme.competence(held.id, as: .visitor)
            #expect(profile.topics.map(\.id) == ["ford-1-4"])
            #expect(profile.related.map(\.id) == [twin.id.text])
            _ = try await office.programme.changeCompetence(held.id, ["topics": .list([])], as: Office.officer)
            #expect(try await office.programme.competence(held.id, as: .visitor).topics.isEmpty)
            #expect(try await office.breaches() == [])
        }
    }

    @Test func `the list shows what may be viewed`() async throws {
        try await Office.open { office in
            let (open, hidden) = (
                try await office.organisation("Open"), try await office.organisation("Hidden", status: .withdrawn)
            )
            let gone = try await office.person("Jones", status: .withdrawn)
            let shown = try await Self.competence(office, of: open).id
            let ids = [
                shown, try await Self.competence(office, of: open, ["status": .text("withdrawn")]).id,
                try await Self.competence(office, of: hidden).id,
                try await Self.competence(office, of: nil, ["person": .text(gone.text)]).id,
            ]
            for (actor, expected) in [(Actor.visitor, [shown]), (Office.member, [shown]), (Office.officer, ids)] {
                let listed = try await office.programme.competences(Selection(), as: actor).items.map(\.id)
                let viewable = try await office.programme.read { tx in
                    try ids.filter { try Competence.find($0, in: tx)?.allows(.view, to: actor) == true }
                }
                #expect(Set(listed) == Set(expected))
                #expect(viewable == expected)
            }
        }
    }
}
