import Database
import Foundation
import Interchange
import Testing

@testable import Isthmus

/// CORDIS's tables, small and clean.
@Suite struct CordisTests {
    static let participations = """
        rcn,role,pic,type,contribution,country,start_date,end_date,max_contribution,total_cost
        101,coordinator,900000001,HES,1000.5,UK,2015-01-01,2017-12-31,3000,4000.25
        101,participant,900000002,PRC,NA,EL,2015-01-01,2017-12-31,3000,4000.25
        102,coordinator,900000002,PRC,70,EL,2026-01-01,NA,70,NA
        """
    static let organisations = """
        pic,name,shortName,activityType,city,country
        900000001,UNIVERSITY OF THE NORTH,UN,HES,Durham,UK
        """
    static let projects = """
        id,rcn,acronym,status,title,startDate,endDate,totalCost,ecMaxContribution,\
        frameworkProgramme,fundingScheme,topics
        777,101,BRIDGE,TERMINATED,A bridge,2015-01-01,2017-12-31,4000.25,3000,H2020,RIA,T-1
        """

    @Test func `three rows become projects, organisations and participations`() async throws {
        try await ImportOffice.open { office in
            let report = try await office.run(
                .cordis, ["p.csv": Self.participations, "o.csv": Self.organisations])
            #expect(
                report.tally == [
                    "project: 2 new, 0 changed, 0 unchanged, 0 left",
                    "organisation: 2 new, 0 changed, 0 unchanged, 0 left",
                    "participation: 3 new, 0 changed, 0 unchanged, 0 left",
                ])
            let north = try await office.organisation("pic", "900000001")
            #expect(north.legalName == "UNIVERSITY OF THE NORTH")
            #expect(north.names == [OrganisationName("UN", language: nil, kind: .acronym)])
            #expect([north.kind.rawValue, north.country, north.city] == ["education", "GB", "Durham"])
            let south = try await office.organisation("pic", "900000002")
            #expect([south.legalName, south.country] == ["PIC 900000002", "GR"])
            let first = try await office.project("rcn", "101")
            #expect(first.title == ["en": "101"])
            #expect([first.grantMinor, first.costMinor] == [300_000, 400_025])
            #expect([first.status, try await office.project("rcn", "102").status] == [.ended, .running])
            #expect(
                try await office.programme.read { tx in
                    try tx.column(
                        String.self,
                        """
                        SELECT role || ' ' || country || ' ' || COALESCE(CAST(grant_minor AS TEXT), '-')
                        FROM participation
                        ORDER BY id
                        """)
                } == ["coordinator GB 100050", "participant GR -", "coordinator GR 7000"])
            // Four codes in the one table, one in the other.
            #expect(report.repaired("country") == 4)
        }
    }

    @Test func `the same again changes nothing and writes no line but the import's own`() async throws {
        try await ImportOffice.open { office in
            try await office.run(.cordis, ["p.csv": Self.participations, "o.csv": Self.organisations])
            let lines = try await office.count("SELECT COUNT(*) FROM journal")
            let report = try await office.run(.cordis, ["p.csv": Self.participations, "o.csv": Self.organisations])
            #expect(report.counts.map(\.new) + report.counts.map(\.changed) == [0, 0, 0, 0, 0, 0])
            #expect(report.counts.map(\.unchanged) == [2, 2, 3])
            #expect(try await office.count("SELECT COUNT(*) FROM journal") == lines + 1)
        }
    }

    @Test func `a look writes nothing and says what would come`() async throws {
        try await ImportOffice.open { office in
            let report = try await office.run(.cordis, ["p.csv": Self.participations], dryRun: true)
            #expect(report.counts.map(\.new) == [2, 2, 3])
            #expect(!report.isCarriedOut)
            #expect(try await office.count("SELECT COUNT(*) FROM journal") == 0)
        }
    }

    @Test func `a changed file changes what it changed and journals it`() async throws {
        try await ImportOffice.open { office in
            try await office.run(.cordis, ["p.csv": Self.participations])
            let changed = Self.participations.replacing(
                "participant,900000002,PRC,NA", with: "participant,900000002,PRC,5"
            )
            .replacing("2026-01-01,NA,70", with: "2026-01-01,NA,71")
            let report = try await office.run(.cordis, ["p.csv": changed])
            #expect(
                report.tally == [
                    "project: 0 new, 1 changed, 1 unchanged, 0 left",
                    "organisation: 0 new, 0 changed, 2 unchanged, 0 left",
                    "participation: 0 new, 1 changed, 2 unchanged, 0 left",
                ])
            let project = try await office.project("rcn", "102")
            #expect(project.grantMinor == 7_100)
            #expect(try await office.lines(of: project.id.text) == ["project.created", "project.changed"])
            #expect(try await office.count("SELECT COUNT(*) FROM journal WHERE action = 'participation.changed'") == 1)
        }
    }

    @Test func `what people changed by hand is left and counted`() async throws {
        try await ImportOffice.open { office in
            try await office.run(.cordis, ["p.csv": Self.participations, "o.csv": Self.organisations])
            let north = try await office.organisation("pic", "900000001")
            _ = try await office.programme.changeOrganisation(
                north.id, ["city": .text("Newcastle")], as: ImportOffice.officer)
            let project = try await office.project("rcn", "101")
            _ = try await office.programme.changeProject(project.id, ["grant": .text("1.00")], as: ImportOffice.officer)
            let part = try #require(try await office.text("SELECT id FROM participation WHERE country = 'GB'"))
            _ = try await office.programme.changeParticipation(
                ID(part), ["grant": .text("2.00")], as: ImportOffice.officer)
            let report = try await office.run(
                .cordis,
                [
                    "p.csv": Self.participations.replacing("1000.5", with: "1001").replacing("3000", with: "3001"),
                    "o.csv": Self.organisations.replacing("Durham", with: "York"),
                ])
            #expect(report.counts.map(\.left) == [1, 1, 1])
            #expect(report.counts.map(\.changed) == [0, 0, 0])
            #expect(try await office.organisation("pic", "900000001").city == "Newcastle")
            #expect(try await office.project("rcn", "101").grantMinor == 100)
            #expect(try await office.count("SELECT grant_minor FROM participation WHERE id = \(part)") == 200)
        }
    }

    @Test func `an organisation known by its number gets its name from a later file`() async throws {
        try await ImportOffice.open { office in
            try await office.run(.cordis, ["p.csv": Self.participations])
            #expect(try await office.organisation("pic", "900000001").legalName == "PIC 900000001")
            let report = try await office.run(.cordis, ["o.csv": Self.organisations])
            #expect(report.counts[1].changed == 1)
            let north = try await office.organisation("pic", "900000001")
            #expect(north.legalName == "UNIVERSITY OF THE NORTH")
            #expect(try await office.lines(of: north.id.text) == ["organisation.created", "organisation.changed"])
        }
    }

    @Test func `a number joins the only organisation of its name and country and changes nothing else of it`()
        async throws
    {
        try await ImportOffice.open { office in
            let there = try await office.programme.createOrganisation(
                [
                    "legal_name": .text("University of the North"), "country": .text("GB"),
                    "city": .text("Durham (city)"),
                ],
                as: ImportOffice.officer)
            try await office.run(.cordis, ["p.csv": Self.participations, "o.csv": Self.organisations])
            let joined = try await office.organisation("pic", "900000001")
            #expect(joined.id == there.id)
            #expect(
                [joined.legalName, joined.city, joined.kind.rawValue] == [
                    "University of the North", "Durham (city)", "other",
                ])
            #expect(try await office.lines(of: joined.id.text) == ["organisation.created", "organisation.changed"])
        }
    }

    @Test func `a number joins nobody where two have the name`() async throws {
        try await ImportOffice.open { office in
            for _ in 0..<2 {
                _ = try await office.programme.createOrganisation(
                    ["legal_name": .text("University of the North"), "country": .text("GB")], as: ImportOffice.officer)
            }
            let report = try await office.run(.cordis, ["o.csv": Self.organisations])
            #expect(report.counts[1].new == 1)
        }
    }

    @Test func `a table of projects finds by the second number what another table made`() async throws {
        try await ImportOffice.open { office in
            try await office.run(.cordis, ["p.csv": Self.participations])
            let report = try await office.run(.cordis, ["project.csv": Self.projects])
            #expect(report.tally[0] == "project: 0 new, 1 changed, 0 unchanged, 0 left")
            let project = try await office.project("cordis", "777")
            #expect(project.identifiers == [Identifier("rcn", "101"), Identifier("cordis", "777")])
            #expect(
                [project.code, project.acronym, project.programme, project.scheme] == ["777", "BRIDGE", "H2020", "RIA"])
            #expect(project.title == ["en": "A bridge"])
            #expect(project.status == .terminated)
            #expect(project.keywords == ["T-1"])
        }
    }

    @Test func `parts of the programme are added to projects that are there`() async throws {
        try await ImportOffice.open { office in
            let report = try await office.run(
                .cordis, ["parts.csv": "rcn,programme_part\n101,SC2\n101,ERC\n999,SC1\n", "p.csv": Self.participations])
            #expect(try await office.project("rcn", "101").programme == "ERC, SC2")
            #expect(report.counts[0].new == 2)
            #expect(report.repairs.first { $0.key == "imports.repair.no_project" }?.places == ["parts.csv:4"])
        }
    }

    @Test func `a project that may be there under another number is remarked upon, and comes in`() async throws {
        try await ImportOffice.open { office in
            let short = """
                project_id,acronym,title,objective,programme,funding_scheme,status,start_date,end_date,total_cost,\
                ec_contribution
                777,BRIDGE,A bridge,,H2020,RIA,SIGNED,2015-01-01,2017-12-31,4000.25,3000

                """
            try await office.run(.cordis, ["short.csv": short])
            let report = try await office.run(.cordis, ["p.csv": Self.participations])
            #expect(report.tally[0] == "project: 2 new, 0 changed, 0 unchanged, 0 left")
            #expect(report.repairs.first { $0.key == "imports.repair.look_alike" }?.places == ["101"])
            let again = try await office.run(.cordis, ["p.csv": Self.participations])
            #expect(again.repaired("look_alike") == 0)
        }
    }

    @Test func `a file without records is no registry`() async throws {
        try await ImportOffice.open { office in
            for text in ["", "\n", "[]"] {
                let report = try await office.run(.ror, ["r.csv": text])
                #expect(report.complaints == ["r.csv:1  imports.no_record"])
            }
        }
    }
}
