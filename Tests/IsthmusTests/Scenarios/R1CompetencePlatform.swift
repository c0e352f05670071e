import Foundation
import Hummingbird
import HummingbirdTesting
import Procedure
import Testing

@testable import Isthmus

/// The first reference programme: a competence platform of five countries that look for partners in Europe, and four
/// that are informed; from first contact to a project that is paid, through pages and mails.
@Suite struct R1CompetencePlatform {
    @Test func `from first contact to a funded project`() async throws {
        try await TestStore.withProgramme(settings: SampleProgramme.settings) { programme, clock in
            try await programme.installVocabulary()
            try await Visiting.visit(programme) { client in
                let story = R1Story(programme, clock, client)
                try await story.setUp()
                try await story.bringInRecords()
                try await story.letPeopleCome()
                try await story.letSpeakForOrganisations()
                try await story.tellEverybody()
                try await story.describeCompetences()
                try await story.findExperts()
                try await story.searchForPartners()
                try await story.giveLabel()
                try await story.meetAtEvent()
                try await story.formConsortium()
                try await story.supportTeam()
                try await story.joinNetwork()
                try await story.submitAndWin()
                try await story.countEverything()
                try await story.writeDossiers()
                try await story.compareStatistics()
            }
            #expect(try await programme.check(Server.invariants) == [])
            try await programme.sealAll()
            #expect(try await programme.verifyJournal().breaks == [])
        }
    }
}

/// Who is in it, and what they made.
final class R1Story {
    let programme: Programme
    let clock: TestClock
    let office: Walker
    let second: Walker
    /// They write in Armenian, Russian and Latin letters; one is of a country that is only informed.
    let anahit: Walker
    let borys: Walker
    let maria: Walker
    let pierre: Walker
    let ion: Walker
    /// Addresses of pages by what stands there.
    var pages: [String: String] = [:]

    init(_ programme: Programme, _ clock: TestClock, _ client: any TestClientProtocol) {
        (self.programme, self.clock) = (programme, clock)
        func walker(_ address: String, _ language: String) -> Walker {
            Walker(address, speaking: language, client, programme)
        }
        office = walker("olga@office.example", "en")
        second = walker("otto@office.example", "en")
        anahit = walker("anahit@lake.example", "en")
        borys = walker("borys@steppe.example", "ru")
        maria = walker("maria@harbour.example", "en")
        pierre = walker("pierre@tower.example", "en")
        ion = walker("ion@river.example", "ru")
    }

    /// Days go by, and sessions end.
    func wait(days: Int) async throws {
        clock.advance(days: days)
        for walker in [office, second, anahit, borys, maria, pierre, ion] { try await walker.signIn() }
    }

    /// The number after a step's name in the funnel.
    func funnel() async throws -> [String: Int] {
        let rows = try await office.json("/api/v1/funnel")["rows"] as? [[String: Any]] ?? []
        var totals: [String: Int] = [:]
        for row in rows {
            totals[row["step"] as? String ?? "", default: 0] += row["total"] as? Int ?? 0
        }
        return totals
    }
}
