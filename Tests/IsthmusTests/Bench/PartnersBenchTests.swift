import Foundation
import Indicators
import Testing

@testable import Isthmus

@Suite struct PartnerTrialTests {
    private static let until2016 = """
        rcn,role,pic,type,country,start_year
        1,coordinator,10,HES,AM,2015
        1,participant,20,REC,DE,2015
        2,participant,20,REC,DE,2016
        2,participant,30,NA,FR,2016
        """
    private static let later = """

        3,participant,10,PRC,GE,2017
        3,participant,30,HES,FR,2017
        3,participant,40,HES,KZ,2017
        4,participant,10,HES,AM,2018
        4,participant,20,REC,DE,2018
        """

    private func table(_ participations: String, parts: String) throws -> ParticipationTable {
        let folder = FileManager.default.temporaryDirectory.appending(path: "partners-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in [
            ("participations_to_2018.csv.gz", participations),
            ("programme_parts.csv.gz", "rcn,programme_part\n" + parts),
            ("h2020_organisations_2017.csv", "pic,name\n10,Institute of Lasers\n20,Laser Centre\n"),
        ] {
            try Data((text + "\n").utf8).write(to: folder.appending(path: name))
        }
        return try ParticipationTable(folder.path)
    }

    @Test func `a history knows nothing of what came after its last year`() throws {
        let before = try table(Self.until2016, parts: "1,MSCA\n2,SC1").history(until: 2_016)
        let after = try table(Self.until2016 + Self.later, parts: "1,MSCA\n2,SC1\n3,ERC\n4,FET").history(until: 2_016)
        #expect(after.history == before.history)
        #expect(after.organisations == ["10", "20", "30"])
        #expect(before.history.projects.map(\.members) == [[0, 1], [1, 2]])
        #expect(before.history.projects.map(\.topics) == [[0], [1]])
        // The kind of the third is not known, and the first is a company in Georgia only later.
        #expect(before.history.organisations.map(\.kind) == [0, 1, -1])
        #expect(before.history.organisations.map(\.country) == [0, 1, 2])
        #expect(before.history.organisations.map(\.words) == [["institut", "laser"], ["laser", "centr"], []])
    }

    @Test func `right answers are those who were no partners before and are known`() throws {
        let table = try table(Self.until2016 + Self.later, parts: "1,MSCA")
        let known = table.history(until: 2_016)
        let graph = PartnerGraph(known.history)
        let found = table.newPartners(in: 2_017...2_018, of: known.organisations, graph)
        // Ten and thirty meet anew; forty is not known yet, and ten and twenty were partners before.
        #expect(found == [[2], [], [0]])
    }

    @Test func `the same trial gives the same answer`() throws {
        let table = try table(Self.until2016 + Self.later, parts: "1,MSCA\n2,SC1")
        let one = PartnerTrial(table, known: 2_016, tested: 2_017...2_018, top: 10)
        let other = PartnerTrial(table, known: 2_016, tested: 2_017...2_018, top: 10)
        #expect(one.learned == [1, 1])
        #expect(one.learned == other.learned)
        #expect(one.adamicAdar == other.adamicAdar)
        #expect(one.model == other.model)
    }
}
