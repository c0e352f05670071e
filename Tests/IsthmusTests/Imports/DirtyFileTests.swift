import Database
import Foundation
import Interchange
import Testing

@testable import Isthmus

/// Files as they come in practice: doubled, badly encoded, cut, wrong. Repaired where that is certain, else refused.
@Suite struct DirtyFileTests {
    static let project = """
        project_id,acronym,title,objective,programme,funding_scheme,status,start_date,end_date,\
        total_cost,ec_contribution
        5,MUC,Rivers in MÃ¼nchen,"Water, and what is in it",H2020,RIA,CLOSED,2016-01-01,2018-12-31,10,10
        """
    static let parts = """
        id,project_id,org_name,country,city,org_type,ec_contribution,total_cost
        1,5,UNIVERSITÃ„T MÃœNCHEN,DE,MÃ¼nchen,HES,7,7
        2,5,UNIVERSITÃ„T MÃœNCHEN,DE,MÃ¼nchen,HES,7,7
        3,5,UNIVERSITÃ„T MÃœNCHEN,DE,MÃ¼nchen,HES,8,8
        4,5,RIVER AUTHORITY,ZZ,Nowhere,PUB,1,
        """

    @Test func `doubled rows fall out and double encoding is undone`() async throws {
        try await ImportOffice.open { office in
            let report = try await office.run(.cordis, ["c.csv": Self.project, "d.csv": Self.parts])
            #expect(report.complaints == [])
            #expect(report.counts.map(\.new) == [1, 2, 3])
            #expect(report.repaired("double") == 1)
            #expect(report.repaired("unknown_country") == 1)
            #expect(try await office.project("cordis", "5").title == ["en": "Rivers in München"])
            #expect(
                try await office.programme.read { tx in
                    try tx.column(
                        String.self,
                        "SELECT legal_name || '/' || country || '/' || city FROM organisation ORDER BY sort_name")
                } == ["RIVER AUTHORITY//Nowhere", "UNIVERSITÄT MÜNCHEN/DE/München"])
            // Twice in the same role: the second part has a place of its own.
            #expect(try await office.count("SELECT COUNT(*) FROM participation WHERE ordinal = 1") == 1)
            let again = try await office.run(.cordis, ["c.csv": Self.project, "d.csv": Self.parts])
            #expect(!again.isChange)
        }
    }

    @Test func `a table nobody knows is refused, one that is not needed is passed over`() async throws {
        try await ImportOffice.open { office in
            let report = try await office.run(
                .cordis, ["x.csv": "a,b\n1,2\n", "t.csv": "rcn;code;title;shortTitle;language\n1;A;B;;en\n"])
            #expect(report.complaints == ["x.csv:1  imports.unknown_table"])
            #expect(report.repaired("unneeded") == 1)
            #expect(!report.isCarriedOut)
        }
    }

    @Test func `a missing column and a short row are named`() async throws {
        try await ImportOffice.open { office in
            let report = try await office.run(
                .cordis,
                [
                    "o.csv": "pic,name,activityType,country\n900000001,A,HES,DE\n",
                    "p.csv": CordisTests.participations + "\n103,participant\n",
                ])
            #expect(
                report.complaints == [
                    "o.csv:0 city interchange.csv.missingColumn", "p.csv:5  interchange.csv.wrongFieldCount",
                ])
        }
    }

    @Test func `a packed file that breaks off is not imported`() async throws {
        try await ImportOffice.open { office in
            let whole = try Gzip.compress(Array(CordisTests.participations.utf8))
            let report = try await office.programme.runImport(
                .cordis, [.bytes(name: "p.csv.gz", Array(whole.dropLast(12)))], dryRun: false, as: ImportOffice.officer)
            #expect(report.issues.map(\.key) == ["interchange.gzip.truncated"])
            #expect(try await office.count("SELECT COUNT(*) FROM project") == 0)
        }
    }

    @Test func `one bad row among fifty thousand stops everything and is named`() async throws {
        try await ImportOffice.open { office in
            var text = "rcn,role,pic,type,contribution,country,start_date,end_date,max_contribution,total_cost\n"
            for index in 0..<50_000 {
                let end = index == 25_000 ? "2014-01-01" : "2017-01-01"
                text += "\(index),participant,900000001,HES,1,DE,2015-01-01,\(end),1,1\n"
            }
            let report = try await office.run(.cordis, ["p.csv": text])
            #expect(report.complaints == ["p.csv:25002 end_date field.before_start"])
            #expect(try await office.count("SELECT COUNT(*) FROM participation") == 0)
            #expect(try await office.count("SELECT COUNT(*) FROM import_run") == 0)
        }
    }

    @Test func `the first hundred bad lines are named and the others counted`() async throws {
        try await ImportOffice.open { office in
            let rows = (0..<130).map { "\($0),participant,12,HES,1,DE,2015-01-01,2016-01-01,1,1" }.joined(
                separator: "\n")
            let head = "rcn,role,pic,type,contribution,country,start_date,end_date,max_contribution,total_cost\n"
            let report = try await office.run(.cordis, ["p.csv": head + rows])
            #expect(report.complaints == (2...101).map { "p.csv:\($0) pic identifier.pic" })
            #expect(report.furtherIssues == 30)
        }
    }

    @Test func `a participation without its project is named`() async throws {
        try await ImportOffice.open { office in
            let report = try await office.run(.cordis, ["d.csv": Self.parts])
            #expect(report.issues.map(\.line) == [2, 4, 5])
            #expect(Set(report.issues.map(\.key)) == ["imports.unknown_project"])
            #expect(try await office.count("SELECT COUNT(*) FROM organisation") == 0)
        }
    }

    @Test func `only the office imports`() async throws {
        try await ImportOffice.open { office in
            let anna = Actor(account: "a-anna", person: nil, name: "Anna", grants: [])
            await #expect(throws: Problem.refused(.init("imports.refused"))) {
                try await office.programme.runImport(.cordis, [], dryRun: false, as: anna)
            }
            await #expect(throws: Problem.signInNeeded) {
                try await office.programme.runImport(.ror, [], dryRun: true, as: .visitor)
            }
        }
    }
}
