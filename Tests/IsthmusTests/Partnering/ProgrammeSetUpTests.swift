import Foundation
import Procedure
import Testing

@testable import Isthmus

@Suite struct ProgrammeSetUps {
    private static let sample = SourceTree.root.appendingPathComponent("docs/samples/competence-platform.yaml")

    private func read(_ yaml: String) throws -> ReadProgramme {
        guard case .programme(let read) = try Scheme(yaml: yaml.utf8, file: "p.yaml") else { throw Problem.notFound }
        return read
    }

    @Test func `a scheme says which countries apply, and the rules; again it changes nothing`() async throws {
        let scheme = try read(String(decoding: try Data(contentsOf: Self.sample), as: UTF8.self))
        try await TestStore.withProgramme { programme, _ in
            #expect(
                try await programme.setUp(scheme, as: .program("test"))
                    == ProgrammeSetUp(informationOnly: 4, changed: 9))
            #expect(
                try await programme.setUp(scheme, as: .program("test"))
                    == ProgrammeSetUp(informationOnly: 4, changed: 0))
            #expect(try await programme.mayApply("AM"))
            #expect(try await !programme.mayApply("MD"))
            #expect(try await programme.mayApply("DE"))
            let other = try read(
                """
                kind: programme
                id: platform
                version: 2
                title: {en: Platform}
                countries: [{code: MD, standing: participant}]
                partner_searches: {reminder_days: 5}
                """)
            #expect(
                try await programme.setUp(other, as: .program("test"))
                    == ProgrammeSetUp(informationOnly: 0, changed: 2))
            let rules = try await programme.partneringRules(as: .program("test"))
            #expect(rules.reminderDays == 5)
            #expect(rules.outcomeDays == 14)
        }
    }

    @Test func `what cannot be is told with its line, and nothing is set`() async throws {
        let scheme = try read(
            """
            kind: programme
            id: platform
            version: 1
            title: {en: Platform}
            countries:
              - {code: GE, standing: information}
            partner_searches:
              reminder_days: 4000
            """)
        let nowhere = try read(
            "kind: programme\nid: p\nversion: 1\ntitle: {en: P}\ncountries: [{code: XQ, standing: information}]")
        try await TestStore.withProgramme { programme, _ in
            let faults = await #expect(throws: SchemeFaults.self) {
                try await programme.setUp(scheme, as: .program("test"))
            }
            #expect((faults?.faults ?? []).map { "\($0.line):\($0.column)" } == ["8:18"])
            let mayApply = try await programme.mayApply("GE")
            #expect(mayApply)
            let unknown = await #expect(throws: SchemeFaults.self) {
                try await programme.setUp(nowhere, as: .program("test"))
            }
            #expect((unknown?.faults ?? []).map { $0.code.rawValue } == ["bad_code"])
            await #expect(throws: Problem.signInNeeded) { try await programme.setUp(scheme, as: .visitor) }
        }
    }
}
