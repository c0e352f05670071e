import Database
import Foundation
import Interchange
import Testing

@testable import Isthmus

/// Calls from the Union's portal: what is read, repaired, compared, and left as people wrote it.
@Suite struct CallImportTests {
    private static func line(_ code: String, _ more: [String: JSON] = [:]) -> String {
        let fields: [String: JSON] = [
            "topicId": .string(code), "programme": "Horizon Europe", "title": .string("Title of \(code)"),
            "callIdentifier": "HE-1", "actionType": "RIA", "deadline": "2026-09-15", "deadlineModel": "single-stage",
            "callStatus": "open", "keywords": .string("\(code), HE-1, Ice, Roads (wet, dry), Ice"),
            "budgetMin": 0, "budgetMax": 2_500_000, "expectedGrants": 2,
        ]
        return JSON.object(fields.merging(more) { $1 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }).text
    }

    private static func file(_ lines: String...) -> String { lines.joined(separator: "\n") + "\n" }

    private static func calls(_ office: ImportOffice) async throws -> [Call] {
        try await office.programme.read { try $0.all(Call.self, "SELECT * FROM call ORDER BY code") }
    }

    @Test func `a record comes in whole, and again changes nothing`() async throws {
        try await ImportOffice.open { office in
            let file = Self.file(Self.line("A"), Self.line("B", ["callStatus": "forthcoming"]))
            let first = try await office.run(.calls, ["calls.jsonl": file])
            #expect(first.tally == ["call: 2 new, 0 changed, 0 unchanged, 0 left"])
            let calls = try await Self.calls(office)
            #expect(calls.map { $0.state(at: office.clock.now) } == [.open, .forthcoming])
            let call = try #require(calls.first)
            #expect(call.keywords == ["Ice", "Roads (wet, dry)"])
            #expect(
                call.deadlines == [CallDeadline(.single, BrusselsTime.moment(Day("2026-09-15") ?? call.createdAt.day))])
            #expect([call.budgetLeastMinor, call.budgetMostMinor] == [nil, 250_000_000])
            #expect([call.status.rawValue, call.source, call.instrument] == ["published", "eu_portal", "RIA"])
            office.clock.advance(days: 1)
            let again = try await office.run(.calls, ["calls.jsonl": file])
            #expect(again.tally == ["call: 0 new, 0 changed, 2 unchanged, 0 left"])
            #expect(try await office.lines(of: call.id.text) == ["call.created"])
            let seen = try await office.programme.call(call.id, as: .visitor).seenAt
            #expect(seen == office.clock.now)
        }
    }

    @Test func `a changed deadline is one change in the journal, and what people edited stays`() async throws {
        try await ImportOffice.open { office in
            try await office.run(.calls, ["calls.jsonl": Self.file(Self.line("A"), Self.line("B"))])
            let call = try #require(try await Self.calls(office).first)
            _ = try await office.programme.changeCall(
                call.id, ["title": .record(["en": .text("Ours"), "ru": .text("Наше")])], as: ImportOffice.officer)
            let moved = Self.file(Self.line("A", ["deadline": "2026-10-01"]), Self.line("B"))
            let report = try await office.run(.calls, ["calls.jsonl": moved])
            #expect(report.tally == ["call: 0 new, 1 changed, 1 unchanged, 1 left"])
            let after = try #require(try await Self.calls(office).first)
            #expect(after.title == ["en": "Ours", "ru": "Наше"])
            #expect(after.deadlines.map(\.at.iso) == ["2026-10-01T15:00:00Z"])
            #expect(try await office.lines(of: call.id.text) == ["call.created", "call.changed", "call.changed"])
            _ = try await office.programme.changeCall(
                call.id, ["deadlines": .list([.record(["at": .text("2026-11-01")])])], as: ImportOffice.officer)
            let back = try await office.run(.calls, ["calls.jsonl": Self.file(Self.line("A"), Self.line("B"))])
            #expect(back.tally == ["call: 0 new, 0 changed, 2 unchanged, 2 left"])
        }
    }

    @Test func `markup, its residue, double encoding and doubled texts are put right and counted`() async throws {
        try await ImportOffice.open { office in
            let long =
                "All projects study how ice carries roads over lakes, and tell drivers in time what they found out."
            let file = Self.file(
                Self.line(
                    "A",
                    [
                        "topicConditions": "\">General conditions1. Admissibility Conditions",
                        "description": .string(
                            "<p>Expected Outcome:One &amp; two.Scope:Three.nullActivities four.</p>"),
                        "objectives": .string("\(long) \(long)"), "title": "MÃ¼nchen over ice",
                    ]))
            let report = try await office.run(.calls, ["calls.jsonl": file])
            let call = try #require(try await Self.calls(office).first)
            #expect(call.title["en"] == "München over ice")
            #expect(call.objectives["en"] == long)
            #expect(call.conditions["en"] == "General conditions\n\n1. Admissibility Conditions")
            #expect(call.text["en"] == "Expected Outcome:\n\nOne & two.\n\nScope:\n\nThree.\n\nActivities four.")
            #expect(["markup", "doubled", "encoding"].map { report.repaired($0) } == [1, 1, 1])
        }
    }

    @Test(
        arguments: [
            ("\"2026-09-15\"", "single-stage", ["single 2026-09-15T15:00:00Z"]),
            ("\"2026-09-15T17:00:00.000+0200\"", "", ["single 2026-09-15T15:00:00Z"]),
            (
                "[\"2026-03-17\", \"2026-09-17\"]", "multiple cut-off",
                ["cut_off 2026-03-17T16:00:00Z", "cut_off 2026-09-17T15:00:00Z"]
            ),
            (
                "\"2026-09-17; 2026-03-17 12:00\"", "single-stage",
                ["cut_off 2026-03-17T11:00:00Z", "cut_off 2026-09-17T15:00:00Z"]
            ),
            (
                "\"2026-03-17, 2026-09-17\"", "two-stage",
                ["first_stage 2026-03-17T16:00:00Z", "second_stage 2026-09-17T15:00:00Z"]
            ),
            ("\"2026-03-17\"", "two-stage", ["first_stage 2026-03-17T16:00:00Z"]), ("\"\"", "", []), ("null", "", []),
        ] as [(String, String, [String])])
    func `deadlines come as days, moments, lists and texts`(json: String, model: String, expected: [String]) throws {
        let reader = CallRecordReader(try JSON(parsing: "{\"deadline\":\(json),\"deadlineModel\":\"\(model)\"}"))
        #expect(reader.deadlines().map { "\($0.kind.rawValue) \($0.at.iso)" } == expected)
        #expect(reader.issues.isEmpty)
    }

    @Test func `what cannot be read is named by line and field, and nothing is written`() async throws {
        try await ImportOffice.open { office in
            let file = Self.file(
                Self.line("A"), Self.line("", ["deadline": "in spring"]), "{\"topicId\": ", "[1]",
                Self.line("B", ["title": 7, "budgetMax": "much", "callStatus": "ajar", "expectedGrants": -1]),
                Self.line("C", ["budgetMin": 9_000_000]))
            let report = try await office.run(.calls, ["calls.jsonl": file])
            #expect(
                Set(report.complaints) == [
                    "calls.jsonl:2 topicId field.required", "calls.jsonl:2 deadline call.deadline.wrong",
                    "calls.jsonl:3  interchange.json.bad", "calls.jsonl:4  field.type.record",
                    "calls.jsonl:5 title field.type.text", "calls.jsonl:5 budgetMax field.type.money",
                    "calls.jsonl:5 callStatus field.unknown", "calls.jsonl:5 expectedGrants field.type.integer",
                    "calls.jsonl:6 budgetMax call.less_than_least",
                ])
            #expect(report.isCarriedOut == false)
            #expect(try await office.count("SELECT COUNT(*) FROM call") == 0)
        }
    }

    @Test func `conditions that only point to the general ones bring the programme's sides`() async throws {
        try await ImportOffice.open { office in
            let general = """
                ">General conditions2. Eligible CountriesAs described in Annex B of the Work Programme General Annexes.\
                A number of countries have made provisions. See the Horizon Europe Programme Guide.3. Other Eligible \
                Conditions
                """
            let limited = general + "Participation is limited to legal entities established in Member States."
            let file = Self.file(
                Self.line("A", ["topicConditions": .string(general)]),
                Self.line("B", ["topicConditions": .string(limited)]), Self.line("C"))
            try await office.run(.calls, ["calls.jsonl": file])
            let sides = try await office.programme.read { tx in
                try tx.column(String.self, "SELECT c.code FROM call_rule r JOIN call c ON c.id = r.call_id")
            }
            #expect(sides == ["A", "A", "A", "A"])
            let call = try #require(try await Self.calls(office).first)
            let profile = try await office.programme.call(call.id, as: .visitor)
            #expect(profile.eligibility(of: "AM").isPaid == true)
            #expect(profile.eligibility(of: "FI").isPaid == true)
            #expect(profile.eligibility(of: "RU").takesPart == false)
            #expect(profile.eligibility(of: "KZ").takesPart == nil)
        }
    }

    @Test func `a record that stands there twice counts once`() async throws {
        try await ImportOffice.open { office in
            let report = try await office.run(.calls, ["calls.jsonl": Self.file(Self.line("A"), Self.line("A"))])
            #expect(report.tally == ["call: 1 new, 0 changed, 0 unchanged, 0 left"])
            #expect(report.repaired("double") == 1)
        }
    }

    @Test(.enabled(if: RealFiles.isThere)) func `the portal's calls come in whole, and the second time change nothing`()
        async throws
    {
        try await ImportOffice.open { office in
            let file = try RealFiles.file("calls-eu/calls_open.jsonl")
            let first = try await office.programme.runImport(.calls, [file], dryRun: false, as: ImportOffice.officer)
            #expect(first.complaints == [])
            #expect(first.tally == ["call: 629 new, 0 changed, 0 unchanged, 0 left"])
            #expect(try await office.count("SELECT COUNT(*) FROM call WHERE closes_at IS NOT NULL") == 629)
            #expect(first.repaired("markup") == 608)
            let again = try await office.programme.runImport(.calls, [file], dryRun: false, as: ImportOffice.officer)
            #expect(again.tally == ["call: 0 new, 0 changed, 629 unchanged, 0 left"])
            guard case .path(let path) = file else { return }
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let range = try #require(text.range(of: "\"deadline\": \"2026-09-16\""))
            let moved = text.replacingCharacters(in: range, with: "\"deadline\": \"2026-09-23\"")
            let third = try await office.run(.calls, ["calls_open.jsonl": moved])
            #expect(third.tally == ["call: 0 new, 1 changed, 628 unchanged, 0 left"])
            #expect(try await office.count("SELECT COUNT(*) FROM journal WHERE action = 'call.changed'") == 1)
        }
    }
}
