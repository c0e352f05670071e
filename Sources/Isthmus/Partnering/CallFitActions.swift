import Database
import Foundation
import Matching
import Synchronization

/// The fit of calls as it was last computed, for as long as no call changes.
final class CallFitKeeper: Sendable {
    private let kept = Mutex<(stamp: String, fit: CallFit)?>(nil)

    func fit(_ stamp: String) -> CallFit? { kept.withLock { $0?.stamp == stamp ? $0?.fit : nil } }
    func keep(_ fit: CallFit, _ stamp: String) { kept.withLock { $0 = (stamp, fit) } }
}

extension Programme {
    /// How well texts fit the calls that everybody may see, as the calls are now. Made anew, in about a second for some
    /// hundred calls, when one of them has changed.
    func callFit() async throws -> CallFit {
        let keeper = companion { CallFitKeeper() }
        let stamp = try await read { try $0.callStamp() }
        if let known = keeper.fit(stamp) { return known }
        let texts = try await read { try $0.callTexts() }
        let made = await Programme.offPool { CallFit(texts) }
        keeper.keep(made, stamp)
        return made
    }
}

extension Transaction {
    /// A text that changes whenever a public call does.
    fileprivate func callStamp() throws -> String {
        let row = try row(
            """
            SELECT COUNT(*), COALESCE(MAX(changed_at), 0), CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM call
            WHERE status = 'published'
            """)
        guard let row else { return "" }
        return "\(try row.at(0, as: Int64.self))/\(try row.at(1, as: Int64.self))/\(try row.at(2, as: Int64.self))"
    }

    private struct CallWords: Decodable {
        let id: String
        let title, text, objectives: Multilingual
        let keywords: [String]
    }

    fileprivate func callTexts() throws -> [CallSubject] {
        try all(
            CallWords.self,
            "SELECT id, title, text, objectives, keywords FROM call WHERE status = 'published' ORDER BY id"
        ).map { call in
            func all(_ text: Multilingual) -> [String] { text.languages.compactMap { text[$0] } }
            return CallSubject(
                id: call.id, title: all(call.title), keywords: call.keywords,
                body: all(call.text) + all(call.objectives))
        }
    }
}
