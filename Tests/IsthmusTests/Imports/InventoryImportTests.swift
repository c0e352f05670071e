import Database
import Testing

@testable import Isthmus

/// Programmes and schemes from an office's own tables and from JSON lines.
@Suite struct InventoryImportTests {
    private static let programmes = """
        code,title_en,title_ru,parties,budgets,instruments,topics,career_stages,predecessors,checked_on,cycle
        AM-DE,Joint work,Вместе,AM | Committee | 100 000 EUR | travel; DE | Office | in_kind,\
        2025: 200000 EUR; 2026: 5 AMD,project; mobility,1.5,first; leading,AM-OLD,2026-01-15,yearly
        AM-OLD,Old work,,Armenia; European Union | | nothing,,,,,,,
        """
    private static let faulty = """
        code,title_en,parties,budgets,cycle
        A,,XX | F | 5 EUR,2025: many EUR,weekly
        A,Twice,,,
        ,No,,,

        """
    private static let schemes = """
        code;title_en;from_sides;to_sides;is_both_ways;least_days;most_days;allowance;currency;allowance_for;payer_side
        STAY;A stay;AM, GE;Germany;1;30;90;1200;EUR;month;DE
        """

    @Test func `a table comes in with parties, budgets and what it continues, and again changes nothing`() async throws
    {
        try await ImportOffice.open { office in
            try await office.programme.installVocabulary()
            let dry = try await office.run(.programmes, ["p.csv": Self.programmes], dryRun: true)
            #expect(dry.tally == ["cooperation_programme: 2 new, 0 changed, 0 unchanged, 0 left"])
            #expect(try await office.count("SELECT COUNT(*) FROM cooperation_programme") == 0)
            let report = try await office.run(.programmes, ["p.csv": Self.programmes])
            #expect(report.complaints == [])
            #expect(report.tally == dry.tally)
            let record = try #require(try await Self.programme("AM-DE", office))
            #expect(record.parties.map(\.side) == ["AM", "DE"])
            #expect(record.parties.map(\.pays) == [.money, .inKind])
            #expect(record.parties.map(\.amountMinor) == [10_000_000, nil])
            #expect(record.parties.map(\.share) == ["travel", ""])
            #expect(record.budgets.map(\.currency) == ["EUR", "AMD"])
            #expect(record.instruments == [.project, .mobility])
            #expect(record.topics == ["ford-1-5"])
            let old = try #require(try await Self.programme("AM-OLD", office))
            #expect(record.predecessors == [old.id])
            #expect((record.status, record.source, record.edited) == (.active, "table", []))
            let again = try await office.run(.programmes, ["p.csv": Self.programmes])
            #expect(again.tally == ["cooperation_programme: 0 new, 0 changed, 2 unchanged, 0 left"])
            _ = try await office.programme.changeRecord(
                record.id, ["title": .record(["en": .text("Mended")])], as: ImportOffice.officer)
            let changed = try await office.run(
                .programmes, ["p.csv": Self.programmes.replacing("200000", with: "300000")])
            #expect(changed.tally == ["cooperation_programme: 0 new, 1 changed, 1 unchanged, 1 left"])
            let after = try #require(try await Self.programme("AM-DE", office))
            #expect(after.title.reading("en") == "Mended")
            #expect(after.budgets.first?.amountMinor == 30_000_000)
        }
    }

    @Test func `schemes come in from a table and from lines of JSON alike`() async throws {
        try await ImportOffice.open { office in
            try await office.programme.installVocabulary()
            let table = Self.schemes.replacing("AM, GE", with: "AM").replacing(";", with: ",")
            let report = try await office.run(.mobility, ["m.csv": table])
            #expect(report.complaints == [])
            #expect(report.tally == ["mobility_scheme: 1 new, 0 changed, 0 unchanged, 0 left"])
            let json = """
                {"code": "STAY", "title": {"en": "A stay"}, "from_sides": ["AM"], "to_sides": ["DE"], \
                "is_both_ways": true, "least_days": 30, "most_days": 90, "allowance": 1200, "payer_side": "DE"}

                """
            let again = try await office.run(.mobility, ["m.jsonl": json])
            #expect(again.complaints == [])
            #expect(again.tally == ["mobility_scheme: 0 new, 0 changed, 1 unchanged, 0 left"])
        }
    }

    @Test func `what breaks a rule is named by line and field, and nothing is written`() async throws {
        try await ImportOffice.open { office in
            try await office.programme.installVocabulary()
            let report = try await office.run(
                .programmes,
                [
                    "p.jsonl": """
                    {"code": "B", "title": {"en": "B"}, "colour": "blue"}
                    {"code": "C", "title": {"en": "C"}
                    [1]

                    """
                ])
            #expect(
                report.complaints == [
                    "p.jsonl:1 colour imports.unknown_column", "p.jsonl:2  interchange.json.bad",
                    "p.jsonl:3  field.type.record",
                ])
            let table = try await office.run(.programmes, ["p.csv": Self.faulty])
            #expect(
                table.complaints == [
                    "p.csv:2 title field.required", "p.csv:2 parties.0.side field.unknown",
                    "p.csv:2 budgets.0.amount field.type.money", "p.csv:2 cycle field.unknown",
                    "p.csv:3 code imports.twice", "p.csv:4 code field.required",
                ])
            #expect(try await office.count("SELECT COUNT(*) FROM cooperation_programme") == 0)
        }
    }

    @Test func `the template can be read back`() async throws {
        try await ImportOffice.open { office in
            try await office.programme.installVocabulary()
            for kind in [ImportKind.programmes, .mobility] {
                let bytes = try #require(try kind.template(isWorkbook: false))
                let report = try await office.run(kind, ["t.csv": String(decoding: bytes, as: UTF8.self)])
                #expect(report.complaints == [])
                #expect(report.isCarriedOut)
            }
        }
    }

    private static func programme(_ code: String, _ office: ImportOffice) async throws -> CooperationProgramme? {
        try await office.programme.read { tx in
            try tx.first(CooperationProgramme.self, "SELECT * FROM cooperation_programme WHERE code = \(code)")
        }
    }
}
