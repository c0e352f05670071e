import Testing

@testable import Procedure

@Suite struct ProgrammeSchemes {
    private func faults(_ yaml: String) -> [String] {
        do {
            _ = try Scheme(yaml: yaml.utf8, file: "p.yaml")
            return []
        } catch { return error.faults.map { "\($0.line):\($0.column) \($0.code.rawValue)" } }
    }

    @Test func `countries and rules are read`() throws {
        let yaml = """
            kind: programme
            id: platform
            version: 3
            title: {en: Platform, ru: Платформа}
            countries:
              - {code: AM, standing: participant}
              - {code: MD, standing: information}
            partner_searches: {reminder_days: 5}
            """
        guard case .programme(let read) = try Scheme(yaml: yaml.utf8, file: "p.yaml") else {
            Issue.record("no programme")
            return
        }
        #expect(
            read.scheme
                == ProgrammeScheme(
                    id: "platform", version: 3, title: Wording(["en": "Platform", "ru": "Платформа"]),
                    countries: [
                        .init(code: "AM", standing: .participant), .init(code: "MD", standing: .information),
                    ], partnerSearches: ["reminder_days": 5]))
        #expect(read.fault(at: "countries.1.code", .badCode).line == 7)
    }

    @Test func `every fault is told with its place`() {
        #expect(
            faults(
                """
                kind: programme
                id: Platform
                version: x
                countries:
                  - {code: AM, standing: observer}
                  - {code: AM}
                  - {code: AM, standing: information, colour: red}
                partner_searches: {patience: 3}
                """) == [
                    "1:1 missing_key", "2:5 bad_code", "3:10 not_whole", "5:26 unknown_value", "6:5 missing_key",
                    "6:12 doubled_code", "7:12 doubled_code", "7:39 unknown_key", "8:20 unknown_key",
                ])
        #expect(faults("kind: programme\nid: a\nversion: 1\ntitle: {en: A}\ncountries: []") == ["5:12 nothing"])
    }
}
