import Database
import Foundation
import Interchange
import Synchronization
import Testing

@testable import Isthmus

/// An office's own tables of organisations and people.
@Suite struct OfficeTableTests {
    static let organisations = """
        legal_name,name_ru,acronyms,kind,country,city,summary_en,pic,identifiers
        Institute of Bridges,Институт мостов,IB; IoB,research,Armenia,Yerevan,It builds.,900000001,grid:grid.1.1
        Academy of Rivers,,,education,GE,Tbilisi,,,
        """
    static let people = """
        family_Latn;given_Latn;family_Cyrl;given_Cyrl;country;languages;orcid;organisation;position_en;from
        Petrosyan;Anahit;Петросян;Анаит;AM;hy, en;0000-0002-1825-0097;pic:900000001;Engineer;2020-01-01
        Beridze;Nino;;;GE;;;Academy of Rivers;;
        """

    @Test func `a table of organisations comes in with names and numbers, and again changes nothing`() async throws {
        try await ImportOffice.open { office in
            let report = try await office.run(.organisations, ["o.csv": Self.organisations])
            #expect(report.tally == ["organisation: 2 new, 0 changed, 0 unchanged, 0 left"])
            let bridges = try await office.organisation("grid", "grid.1.1")
            #expect([bridges.country, bridges.city, bridges.source] == ["AM", "Yerevan", "table"])
            #expect(bridges.name(in: "ru") == "Институт мостов")
            #expect(bridges.names.filter { $0.kind == .acronym }.map(\.text) == ["IB", "IoB"])
            #expect(bridges.edited == [])
            let again = try await office.run(.organisations, ["o.csv": Self.organisations])
            #expect(again.tally == ["organisation: 0 new, 0 changed, 2 unchanged, 0 left"])
            let changed = try await office.run(
                .organisations, ["o.csv": Self.organisations.replacing("Tbilisi", with: "Kutaisi")])
            #expect(changed.tally == ["organisation: 0 new, 1 changed, 1 unchanged, 0 left"])
        }
    }

    @Test func `what breaks a rule is named by line and field, and nothing is written`() async throws {
        try await ImportOffice.open { office in
            let report = try await office.run(
                .organisations, ["o.csv": "legal_name,country,founded,ror\nA,AM,x,\nBridges,ZZ,,01abc\nRivers,GE,,\n"])
            #expect(
                report.complaints == [
                    "o.csv:2 legal_name field.short", "o.csv:2 founded field.type.integer",
                    "o.csv:3 country field.unknown",
                    "o.csv:3 identifiers.0.value identifier.ror",
                ])
            #expect(try await office.count("SELECT COUNT(*) FROM organisation") == 0)
            let unknown = try await office.run(.organisations, ["o.csv": "legal_name,country,colour\nRivers,GE,blue\n"])
            #expect(unknown.complaints == ["o.csv:1 colour imports.unknown_column"])
        }
    }

    @Test func `people come in with names per script and where they work`() async throws {
        try await ImportOffice.open { office in
            try await office.run(.organisations, ["o.csv": Self.organisations])
            let report = try await office.run(
                .people,
                [
                    "p.csv": Self.people.replacing(", ", with: " ")
                        .replacing("hy en", with: "\"hy; en\"")
                ])
            #expect(
                report.tally == [
                    "person: 2 new, 0 changed, 0 unchanged, 0 left",
                    "affiliation: 2 new, 0 changed, 0 unchanged, 0 left",
                ])
            let anahit = try await office.programme.read { tx in
                try tx.first(Person.self, "SELECT * FROM person WHERE orcid = '0000-0002-1825-0097'")
            }
            #expect(anahit?.names.map(\.text) == ["Anahit Petrosyan", "Петросян Анаит"])
            #expect(anahit?.languages == ["hy", "en"])
            let again = try await office.run(
                .people,
                [
                    "p.csv": Self.people.replacing(", ", with: " ")
                        .replacing("hy en", with: "\"hy; en\"")
                ])
            #expect(
                again.tally == [
                    "person: 0 new, 0 changed, 2 unchanged, 0 left",
                    "affiliation: 0 new, 0 changed, 2 unchanged, 0 left",
                ])
        }
    }

    @Test(arguments: [true, false]) func `the templates can be imported as they are`(isWorkbook: Bool) async throws {
        try await ImportOffice.open { office in
            for kind in [ImportKind.organisations, .people] {
                let bytes = try #require(try kind.template(isWorkbook: isWorkbook))
                let report = try await office.programme.runImport(
                    kind, [.bytes(name: "table", bytes)], dryRun: false, as: ImportOffice.officer)
                #expect(report.complaints == [])
                #expect(report.counts.map(\.new) == (kind == .people ? [1, 1] : [1]))
            }
        }
    }

    @Test func `a scheme of topics comes in by the same way`() async throws {
        try await ImportOffice.open { office in
            let table = "code,parent,label_en\na,,Trees\nb,a,Branches\n"
            let report = try await office.run(.topics, ["t.csv": table])
            #expect(report.tally == ["topic: 2 new, 0 changed, 0 unchanged, 0 left"])
            #expect(report.isCarriedOut)
            #expect(try await office.run(.topics, ["t.csv": table]).isChange == false)
            let bad = try await office.run(.topics, ["t.csv": "code,label_en\na,Trees\n"])
            #expect(bad.complaints == ["t.csv:1 parent topic.import.column"])
            #expect(!bad.isCarriedOut)
        }
    }

    @Test func `others go on writing while a table comes in, and nothing of either is lost`() async throws {
        try await ImportOffice.open { office in
            let rows = (1...1_500).map { "Institute \($0),research,AM" }
            let table = (["legal_name,kind,country"] + rows).joined(separator: "\n")
            let isOver = Atomic(false)
            async let report = office.run(.organisations, ["many.csv": table])
            async let written = {
                var count = 0
                while !isOver.load(ordering: .acquiring) {
                    count += 1
                    _ = try await office.programme.createOrganisation(
                        ["legal_name": .text("Own \(count)"), "kind": .text("company"), "country": .text("FI")],
                        as: ImportOffice.officer)
                }
                return count
            }()
            let tally = try await report.tally
            isOver.store(true, ordering: .releasing)
            let count = try await written
            #expect(tally == ["organisation: 1500 new, 0 changed, 0 unchanged, 0 left"])
            #expect(try await office.count("SELECT COUNT(*) FROM organisation WHERE country = 'FI'") == count)
            #expect(try await office.count("SELECT COUNT(*) FROM organisation WHERE country = 'AM'") == 1_500)
        }
    }

    @Test func `records and their journal lines bear the same time, however long an import takes`() async throws {
        try await ImportOffice.open { office in
            let seconds = Mutex(TestStore.start.seconds)
            let slow = Programme(
                store: office.programme.store,
                clock: {
                    seconds.withLock { seconds in
                        seconds += 1
                        return Moment(seconds: seconds)
                    }
                })
            let file = ImportFile.bytes(name: "o.csv", Array(Self.organisations.utf8))
            _ = try await slow.runImport(.organisations, [file], dryRun: false, as: ImportOffice.officer)
            #expect(
                try await office.count(
                    """
                    SELECT COUNT(*) FROM organisation o JOIN journal j ON j.thing = o.id WHERE j.at = o.changed_at
                    """) == 2)
            #expect(try await slow.check(Server.invariants) == [])
        }
    }
}
