import Database
import Foundation
import Interchange
import Testing

@testable import Isthmus

/// What the general conditions of programmes say of sides: the table that is carried, and an office's own.
@Suite struct CallSidesTests {
    private static let general = """
        General conditions2. Eligible CountriesAs described in Annex B of the Work Programme General Annexes. A number \
        of countries have made provisions. See the Horizon Europe Programme Guide.3. Other Eligible Conditions
        """

    private static func call(_ code: String, isGeneral: Bool = true) -> String {
        let fields: [(String, JSON)] = [
            ("topicId", .string(code)), ("programme", "Horizon Europe"), ("title", .string("Title of \(code)")),
            ("topicConditions", .string(isGeneral ? general : "Only for some.")),
        ]
        return JSON.object(fields.map { ($0.0, $0.1) }).text + "\n"
    }

    private static let head = "programme,side,takes_part,is_paid,payer,source,date,note_en,note_ru\n"

    private static func run(
        _ office: ImportOffice, _ sides: String?, dryRun: Bool = false
    ) async throws -> ImportReport {
        let calls = call("A") + call("B", isGeneral: false)
        return try await office.programme.runImport(
            .calls, [.bytes(name: "calls.jsonl", Array(calls.utf8))],
            sides: sides.map { .bytes(name: "sides.csv", Array((head + $0).utf8)) }, dryRun: dryRun,
            as: ImportOffice.officer)
    }

    /// "A AM paid by Fund, Letter 2026-05-01", in the order of sides.
    private static func rules(_ office: ImportOffice) async throws -> [String] {
        try await office.programme.read { tx in
            let codes = Dictionary(
                uniqueKeysWithValues: try tx.all(Call.self, "SELECT * FROM call").map { ($0.id, $0.code) })
            return try tx.all(CallRule.self, "SELECT * FROM call_rule").map { rule in
                let part = rule.isPaid ? "paid" : rule.takesPart ? "part" : "out"
                let payer = rule.payer.isEmpty ? "" : " by \(rule.payer)"
                let day = rule.sourceDay.map { " \($0)" } ?? ""
                return "\(codes[rule.callID] ?? "") \(rule.side) \(part)\(payer), \(rule.source)\(day)"
            }.sorted()
        }
    }

    @Test func `every line that is carried says from where it is and as of when`() throws {
        let table = VocabularyTable(file: "call-sides.tsv")
        #expect(
            table.columns == [
                "programme", "side", "takes_part", "is_paid", "source", "date", "note_en", "note_ru",
            ])
        #expect(CallSides.carried.lines.count == table.lines.count)
        for line in CallSides.carried.lines {
            #expect(CallRule.isSide(line.side))
            #expect(line.source.count > 20)
            #expect(line.day < TestStore.start.day)
            #expect(line.takesPart || !line.isPaid)
        }
    }

    @Test func `an office's table takes the place of the one that is carried, for the calls that are here too`()
        async throws
    {
        try await ImportOffice.open { office in
            let first = try await Self.run(office, nil)
            #expect(first.tally == ["call: 2 new, 0 changed, 0 unchanged, 0 left"])
            #expect(try await Self.rules(office).map { $0.prefix(6) } == ["A BY o", "A RU o", "A eu p", "A hori"])
            let own = """
                Horizon Europe,Armenia,yes,yes,Science Fund,Letter,2026-05-01,By letter,По письму
                Horizon Europe,eu,1,1,,Letter,2026-05-01,,
                Digital Europe,any,1,0,,Letter,2026-05-01,,

                """
            let dry = try await Self.run(office, own, dryRun: true)
            #expect(
                dry.tally == [
                    "call: 0 new, 0 changed, 2 unchanged, 0 left", "call_rule: 1 new, 4 changed, 0 unchanged, 0 left",
                ])
            #expect(dry.isChange)
            _ = try await Self.run(office, own)
            #expect(
                try await Self.rules(office) == [
                    "A AM paid by Science Fund, Letter 2026-05-01", "A eu paid, Letter 2026-05-01",
                ])
            let again = try await Self.run(office, own)
            #expect(again.tally.last == "call_rule: 0 new, 0 changed, 2 unchanged, 0 left")
            #expect(try await office.count("SELECT COUNT(*) FROM journal WHERE action = 'call_rule.removed'") == 3)
            let without = try await Self.run(office, nil)
            #expect(without.tally == ["call: 0 new, 0 changed, 2 unchanged, 0 left"])
            #expect(try await Self.rules(office).count == 2)
        }
    }

    @Test func `what people wrote for a side stays`() async throws {
        try await ImportOffice.open { office in
            try await office.run(.calls, ["calls.jsonl": Self.call("A")])
            let rules = try await office.programme.read { try $0.all(CallRule.self, "SELECT * FROM call_rule") }
            let russia = try #require(rules.first { $0.side == "RU" })
            _ = try await office.programme.changeRule(
                russia.id, ["version": .text("1"), "takes_part": .flag(true), "source": .text("Ours")],
                as: ImportOffice.officer)
            let report = try await Self.run(office, "Horizon Europe,RU,no,no,,Letter,2026-05-01,,\n")
            #expect(report.tally.last == "call_rule: 0 new, 3 changed, 0 unchanged, 1 left")
            // As of which day stays as it was: only the source was written anew.
            #expect(try await Self.rules(office) == ["A RU part, Ours 2022-12-06"])
        }
    }

    @Test func `every mistake of the table is named by its line, and nothing is written`() async throws {
        try await ImportOffice.open { office in
            let table = """
                ,Atlantis,perhaps,,,,soon,,
                Horizon Europe,AM,0,1,,Letter,2026-05-01,,
                Horizon Europe,GE,1,0,Fund,Letter,2026-05-01,,
                Horizon Europe,Armenia,1,0,,Letter,,,

                """
            let report = try await Self.run(office, table)
            #expect(
                report.complaints.sorted() == [
                    "sides.csv:2 date field.type.day", "sides.csv:2 is_paid field.required",
                    "sides.csv:2 programme field.required", "sides.csv:2 side field.unknown",
                    "sides.csv:2 source field.required", "sides.csv:2 takes_part field.type.flag",
                    "sides.csv:3 is_paid call.rule.paid_without_part", "sides.csv:4 payer call.rule.payer_without_pay",
                    "sides.csv:5 date field.required", "sides.csv:5 side call.rule.twice",
                ])
            #expect(try await office.count("SELECT COUNT(*) FROM call") == 0)
            await #expect(throws: Problem.invalid("sides", "imports.sides.only_calls")) {
                _ = try await office.programme.runImport(
                    .people, [.bytes(name: "people.csv", [])], sides: .bytes(name: "sides.csv", []), dryRun: true,
                    as: ImportOffice.officer)
            }
        }
    }

    @Test func `a table without its columns is refused by name`() async throws {
        try await ImportOffice.open { office in
            let report = try await office.programme.runImport(
                .calls, [.bytes(name: "calls.jsonl", Array(Self.call("A").utf8))],
                sides: .bytes(name: "sides.csv", Array("programme,side,colour\nHorizon Europe,AM,red\n".utf8)),
                dryRun: false, as: ImportOffice.officer)
            #expect(report.issues.map(\.file) == ["sides.csv"])
            #expect(report.isCarriedOut == false)
        }
    }
}
