import Database
import Testing

@testable import Isthmus

/// The measuring of digests, on a small scale: what it counts adds up.
@Suite struct DigestBenchTests {
    @Test func `every search with news is in a mail, and each reader has one`() async throws {
        try await TestStore.withProgramme { programme, _ in
            let outcome = try await DigestBench(people: 40, searches: 120, known: 5, new: 8).measure(on: programme)
            #expect(outcome.report.searches == 120)
            #expect(outcome.report.news == 8)
            let (readers, parts) = try await programme.read { tx in
                (
                    try tx.count(
                        """
                        SELECT COUNT(DISTINCT s.account_id) FROM digest_part p
                        JOIN saved_search s ON s.id = p.search_id
                        """),
                    try tx.count("SELECT COUNT(*) FROM digest_part")
                )
            }
            #expect(outcome.report.mails == readers)
            #expect(outcome.parts == parts)
            // Those that find everything: every fiftieth, each with all that is new.
            let all = try await programme.read {
                try $0.count("SELECT COUNT(*) FROM digest_part WHERE items = 8")
            }
            #expect(all >= 3)
            let late = try await programme.mailDigests()
            #expect(late == DigestReport())
        }
    }
}
