import Database
import Foundation
import Matching
import Testing

@testable import Isthmus

/// Call fit on the portal's own calls.
@Suite struct RealCallFitTests {
    private struct Words: Decodable {
        let id: String
        let title: Multilingual
        let keywords: [String]
    }

    @Test(.enabled(if: RealFiles.isThere)) func `title and keywords rank their own call first in nine of ten cases`()
        async throws
    {
        try await ImportOffice.open { office in
            let file = try RealFiles.file("calls-eu/calls_open.jsonl")
            _ = try await office.programme.runImport(.calls, [file], dryRun: false, as: ImportOffice.officer)
            let fit = try await office.programme.callFit()
            let calls = try await office.programme.read { tx in
                try tx.all(Words.self, "SELECT id, title, keywords FROM call ORDER BY id")
            }
            #expect(calls.count == 629)
            let first = calls.filter { call in
                let title = call.title.languages.compactMap { call.title[$0] }
                return fit.fit(of: title + call.keywords, to: call.id)?.rank == 1
            }
            #expect(Double(first.count) >= 0.9 * Double(calls.count), "\(first.count) of \(calls.count)")
        }
    }
}
