import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// Who could answer a call, and which calls are for somebody.
@Suite struct CallPartnerTests {
    /// Three organisations with a competence each, and calls that ask for two of them.
    private struct Scene: Sendable {
        let office: CallOffice
        let ice: ID<Organisation>
        let steel: ID<Organisation>
        let glacier: ID<Call>
        let welding: ID<Call>

        init(_ office: CallOffice) async throws {
            self.office = office
            try await office.programme.installVocabulary()
            let directory = DirectoryOffice(programme: office.programme, clock: office.clock)
            ice = try await directory.organisation("Ararat Institute", "AM")
            steel = try await directory.organisation("Imatra Works", "FI")
            let cheese = try await directory.organisation("Tbilisi Dairy", "GE")
            let said = [
                (ice, "Radar sounding of glaciers and snow cover on mountain slopes", "ford-1-5"),
                (steel, "Welding of stainless steel pipes for pressure vessels", "ford-2-5"),
                (cheese, "Ripening of sheep cheese in cellars", "ford-6-2"),
            ]
            for (home, statement, topic) in said {
                _ = try await office.programme.createCompetence(
                    [
                        "statement": .record(["en": .text(statement)]), "organisation": .text(home.text),
                        "topics": .text(topic), "status": .text("active"),
                    ], as: CallOffice.officer)
            }
            let school = try await directory.organisation("Open School", "FR")
            // What is common for a text is measured on thirty others.
            for (number, word) in Self.others.enumerated() {
                let next = Self.others[(number + 7) % Self.others.count]
                _ = try await office.programme.createCompetence(
                    [
                        "statement": .record(["en": .text("Teaching \(word) and \(next)")]),
                        "organisation": .text(school.text), "topics": .text("ford-5-3"), "status": .text("active"),
                    ], as: CallOffice.officer)
            }
            glacier = try await office.call(
                "ICE-1", ["2026-09-15"],
                [
                    "text": .record(["en": .text("Measuring glaciers and snow cover with radar from the air.")]),
                    "topics": .text("ford-1"),
                ])
            welding = try await office.call(
                "STEEL-1", ["2026-09-15"],
                ["text": .record(["en": .text("Robots for the welding of stainless steel pipes.")])])
        }

        private static let others = """
            algebra botany chemistry dance economics fencing grammar history irony judo knitting logic music nursing \
            opera painting quilting rhetoric singing theatre urbanism violin weaving yoga zoology archery ballet \
            cooking drawing embroidery folklore gardening hockey ikebana juggling
            """.split(separator: " ")

        func names(_ call: ID<Call>, _ question: CallPartnerQuestion = .init(), as actor: Actor = .visitor)
            async throws -> [String]
        {
            try await office.programme.partners(of: call, question, as: actor).partners.map(\.expert.record.title)
        }

        func codes(_ home: ID<Organisation>, as actor: Actor = .visitor) async throws -> [String] {
            let fitting = try await office.programme.fittingCalls(for: .organisation, home.text, as: actor)
            return (fitting.calls ?? []).map(\.code)
        }
    }

    @Test func `whoever can do what a call asks for is found, with what shows it`() async throws {
        try await CallOffice.open { office in
            let scene = try await Scene(office)
            _ = try await office.rule(scene.glacier, "AM", paid: true)
            #expect(try await scene.names(scene.glacier) == ["Ararat Institute"])
            #expect(try await scene.names(scene.welding) == ["Imatra Works"])
            let found = try await office.programme.partners(of: scene.glacier, .init(), as: .visitor)
            let partner = try #require(found.partners.first)
            #expect(partner.eligibility.isPaid == true)
            #expect(partner.topics.map(\.id) == ["ford-1"])
            #expect(partner.expert.evidence.map(\.record.kind) == [.competence])
            let terms = Set(partner.expert.terms.map(\.term))
            #expect(terms.isSuperset(of: ["glaciers", "snow", "cover"]))
            #expect(found.state == .open)
        }
    }

    @Test func `those of one country, or whose side a call pays, can be asked for`() async throws {
        try await CallOffice.open { office in
            let scene = try await Scene(office)
            _ = try await office.rule(scene.glacier, "AM")
            _ = try await office.rule(scene.glacier, "FI", paid: true)
            for (country, side, names) in [
                ("AM", nil, ["Ararat Institute"]), ("FI", nil, []), (nil, "part", ["Ararat Institute"]),
                (nil, "paid", []), ("AM", "paid", []),
            ] as [(String?, String?, [String])] {
                let question = CallPartnerQuestion(
                    country: country, side: side.flatMap(CallPartnerQuestion.Side.init))
                #expect(try await scene.names(scene.glacier, question) == names)
            }
            #expect(try await scene.names(scene.glacier, CallPartnerQuestion(kind: .person)) == [])
        }
    }

    @Test func `the partners follow what is written, and a draft is for the office`() async throws {
        try await CallOffice.open { office in
            let scene = try await Scene(office)
            #expect(try await scene.names(scene.welding) == ["Imatra Works"])
            _ = try await office.programme.changeCall(
                scene.welding,
                [
                    "version": .text("1"), "title": .record(["en": .text("Cheese")]),
                    "text": .record(["en": .text("Ripening of sheep cheese in cellars.")]),
                ],
                as: CallOffice.officer)
            #expect(try await scene.names(scene.welding) == ["Tbilisi Dairy"])
            let draft = try await office.call(
                "DRAFT", [],
                ["status": .text("draft"), "text": .record(["en": .text("Radar sounding of glaciers.")])])
            #expect(try await scene.names(draft, as: CallOffice.officer) == ["Ararat Institute"])
            await #expect(throws: Problem.notFound) { _ = try await scene.names(draft) }
        }
    }

    @Test func `calls for somebody are open, fit, and do not shut out their side`() async throws {
        try await CallOffice.open { office in
            let scene = try await Scene(office)
            #expect(try await scene.codes(scene.ice) == ["ICE-1"])
            #expect(try await scene.codes(scene.steel) == ["STEEL-1"])
            let rule = try await office.rule(scene.glacier, "AM", part: false)
            #expect(try await scene.codes(scene.ice) == [])
            _ = try await office.programme.removeRule(rule.id, as: CallOffice.officer)
            _ = try await office.rule(scene.glacier, "any", paid: true)
            let fitting = try await office.programme.fittingCalls(for: .organisation, scene.ice.text, as: .visitor)
            let call = try #require(fitting.calls?.first)
            #expect(call.eligibility.isPaid == true)
            #expect(call.match.evidence.map(\.record.kind) == [.competence])
            office.clock.advance(days: 120)
            #expect(try await scene.codes(scene.ice) == [])
            await #expect(throws: Problem.notFound) {
                _ = try await office.programme.fittingCalls(for: .organisation, "o-nobody", as: .visitor)
            }
        }
    }

    @Test func `a call is found by its words, with its state and its deadline`() async throws {
        try await CallOffice.open { office in
            _ = try await Scene(office)
            let draft = try await office.call("ZINC-2", [], ["status": .text("draft")])
            func notes(_ text: String, as actor: Actor = .visitor) async throws -> [[String]] {
                let answer = try await office.programme.find(FindQuestion(text: text, kind: .call), as: actor)
                return answer.hits.map { $0.record.notes(Words("en"), answer.at) }
            }
            #expect(try await notes("steel-1") == [["Open", "until 15 September 2026"]])
            #expect(try await notes("robots welding") == [["Open", "until 15 September 2026"]])
            #expect(try await notes("zinc-2") == [])
            #expect(try await notes("zinc-2", as: CallOffice.officer) == [["Open"]])
            _ = try await office.programme.changeCall(
                draft, ["version": .text("1"), "status": .text("published")], as: CallOffice.officer)
            office.clock.advance(days: 120)
            #expect(try await notes("zinc-2") == [["Open"]])
            #expect(try await notes("steel-1") == [["Closed", "was open until 15 September 2026"]])
        }
    }

    @Test func `pages, files and the API give the same, and say what they did not understand`() async throws {
        try await CallOffice.open { office in
            let scene = try await Scene(office)
            let path = "/calls/\(scene.glacier.text)"
            try await Visiting.visit(office.programme) { client in
                func get(_ address: String) async throws -> (Int, String) {
                    let answer = try await client.execute(uri: address, method: .get)
                    return (answer.status.code, String(buffer: answer.body))
                }
                for address in [path, path + "/partners", path + "/partners.csv", "/api/v1\(path)/partners"] {
                    let (status, text) = try await get(address)
                    #expect(status == 200)
                    #expect(text.contains("Ararat Institute"))
                    #expect(!text.contains("Imatra Works"))
                }
                #expect(try await get(path + "/partners.xlsx").0 == 200)
                #expect(try await get(path + "/partners?country=FI").1.contains("Ararat Institute") == false)
                let (status, refusal) = try await get("/api/v1\(path)/partners?side=king&country=XX&kind=call&limit=0")
                #expect(status == 422)
                for field in ["side", "country", "kind", "limit"] { #expect(refusal.contains("\"\(field)\"")) }
                for address in [
                    "/organisations/\(scene.ice.text)", "/organisations/\(scene.ice.text)/calls",
                    "/api/v1/organisations/\(scene.ice.text)/calls",
                ] { #expect(try await get(address).1.contains("ICE-1")) }
            }
        }
    }

    @Test func `while the index is made the call's page says so, and the list asks to come again`() async throws {
        var settings = Settings()
        settings.searchPatience = .zero
        try await TestStore.withProgramme(settings: settings) { programme, clock in
            let id = try await CallOffice(programme: programme, clock: clock).call("A-1")
            try await Visiting.visit(programme) { client in
                let page = try await client.execute(uri: "/calls/\(id.text)", method: .get)
                #expect(page.status == .ok)
                #expect(String(buffer: page.body).contains("This is being prepared"))
                let list = try await client.execute(uri: "/calls/\(id.text)/partners", method: .get)
                #expect(list.status == .serviceUnavailable)
                #expect(list.headers[.retryAfter] == "10")
            }
        }
    }
}
