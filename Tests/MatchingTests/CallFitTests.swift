import Foundation
import Testing

@testable import Matching

@Suite struct CallFitTests {
    private static let calls = [
        CallSubject(
            id: "ice", title: ["Roads over ice", "Дороги по льду"], keywords: ["ice", "transport"],
            body: [
                "Teams study how lake ice carries lorries in winter.", "Команды изучают, как лёд держит грузовики.",
            ]),
        CallSubject(
            id: "bread", title: ["Bread of the mountains"], keywords: ["wheat"],
            body: ["Old kinds of wheat and the people who grow them in winter."]),
        CallSubject(id: "empty", title: [], keywords: [], body: []),
    ]

    @Test func `a text fits the call whose rare words it has, and the terms say so`() throws {
        let fit = CallFit(Self.calls)
        let found = try #require(fit.fit(of: ["Lorries on ice in winter"], to: "ice"))
        #expect(found.rank == 1)
        #expect(found.count == 3)
        // What two calls share says less than what one has alone.
        #expect(found.terms.map(\.term) == ["ice", "lorri", "winter"])
        let sum = found.terms.reduce(found.otherTerms) { $0 + $1.share }
        #expect(abs(sum - found.likeness) < 1e-12)
        #expect(try #require(fit.fit(of: ["Lorries on ice in winter"], to: "bread")).rank == 2)
    }

    @Test func `a text in another language fits by the words of that language`() throws {
        let found = try #require(CallFit(Self.calls).fit(of: ["Грузовики на льду"], to: "ice"))
        #expect(found.rank == 1)
        #expect(found.terms.count == 2)
    }

    @Test func `what has nothing in common stands behind all that has as much`() throws {
        let fit = CallFit(Self.calls)
        let stranger = try #require(fit.fit(of: ["Coral reefs"], to: "ice"))
        #expect(stranger == CallFit.Fit(likeness: 0, rank: 3, count: 3, terms: [], otherTerms: 0))
        #expect(try #require(fit.fit(of: [""], to: "ice")) == stranger)
        #expect(stranger.scope() == .outside)
        #expect(fit.fit(of: ["ice"], to: "nowhere") == nil)
        #expect(CallFit([]).fit(of: ["ice"], to: "ice") == nil)
    }

    @Test func `the scope follows from likeness and rank, each by its own bound`() {
        func scope(_ likeness: Double, _ rank: Int, of count: Int) -> CallFit.Scope {
            CallFit.Fit(likeness: likeness, rank: rank, count: count, terms: [], otherTerms: 0).scope()
        }
        #expect(scope(0.2, 32, of: 629) == .inside)
        #expect(scope(0.2, 33, of: 629) == .near)
        #expect(scope(0.19, 1, of: 629) == .near)
        #expect(scope(0.1, 158, of: 629) == .near)
        #expect(scope(0.1, 159, of: 629) == .outside)
        #expect(scope(0.09, 1, of: 629) == .outside)
        // Among few calls the rank says little.
        #expect(scope(0.2, 5, of: 6) == .inside)
    }
}

/// The Union's calls, where they are at hand: in the folder that `ISTHMUS_DATA` names, else beside the project.
@Suite struct CallFitOnPublishedCalls {
    private struct Portal: Decodable {
        let topicId, callIdentifier, title, keywords, description, objectives: String

        /// The keywords without the codes of the call, which stand among them and would give it away.
        var words: [String] {
            keywords.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
                .filter { !$0.isEmpty && $0 != topicId && $0 != callIdentifier }
        }
        /// What is asked with: title and keywords, nothing of the description.
        var question: [String] { [title] + words }
        var body: [String] { [description, objectives] }
    }

    private static let path: String = {
        let beside = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/data").path
        return (ProcessInfo.processInfo.environment["ISTHMUS_DATA"] ?? beside) + "/calls-eu/calls_open.jsonl"
    }()
    private static let isThere = FileManager.default.fileExists(atPath: path)

    private static func portal() throws -> [Portal] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Portal.self, from: Data($0.utf8))
        }
    }

    /// How many of the calls are ranked first by their own title and keywords. A call that another equals is not.
    private static func first(_ calls: [Portal], _ fit: CallFit) -> Int {
        calls.count { fit.fit(of: $0.question, to: $0.topicId)?.rank == 1 }
    }

    @Test(.enabled(if: isThere)) func `title and keywords rank their own call first of 629`() throws {
        let calls = try Self.portal()
        // As the programme keeps calls: title and keywords count beside text and objectives.
        let whole = CallFit(
            calls.map { CallSubject(id: $0.topicId, title: [$0.title], keywords: $0.words, body: $0.body) })
        #expect(whole.count == 629)
        // 602 of 629 (95.7 %) when it was written; twenty calls have title and keywords of another one, word for word.
        #expect(Double(Self.first(calls, whole)) / 629 >= 0.9)
        // The harder question, for comparison: the calls are known by text and objectives alone. 438 (69.6 %).
        let bodies = CallFit(calls.map { CallSubject(id: $0.topicId, title: [], keywords: [], body: $0.body) })
        #expect(Double(Self.first(calls, bodies)) / 629 >= 0.65)
    }

    @Test(.enabled(if: isThere)) func `right topics are inside, wrong ones hardly ever`() throws {
        let calls = try Self.portal()
        let bodies = CallFit(calls.map { CallSubject(id: $0.topicId, title: [], keywords: [], body: $0.body) })
        func share(_ scope: CallFit.Scope, shiftedBy shift: Int) -> Double {
            let found = calls.indices.count { index in
                bodies.fit(of: calls[index].question, to: calls[(index + shift) % calls.count].topicId)?.scope()
                    == scope
            }
            return Double(found) / Double(calls.count)
        }
        // A text that shares no sentence with the call: 90 % inside and 95 % not outside.
        #expect(share(.inside, shiftedBy: 0) >= 0.85)
        #expect(share(.outside, shiftedBy: 0) <= 0.08)
        // The question of another call: under 3 % inside.
        #expect(share(.inside, shiftedBy: 211) <= 0.04)
    }
}
