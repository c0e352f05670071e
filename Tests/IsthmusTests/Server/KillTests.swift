import Database
import Foundation
import FoundationNetworking
import Synchronization
import Testing

@testable import Isthmus

/// What stays when the program dies without warning: everything it said was done, and nothing by halves.
@Suite(.serialized) struct Killing {
    @Test(.enabled(if: Program.path != nil)) func `a killed server keeps every write it acknowledged`() async throws {
        let folder = try Program.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = folder + "/kill.db"
        let (token, ids) = try await prepare(database)
        let acknowledged = Acknowledged()
        for turn in 0..<20 {
            let server = try Program.serve(database)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in ids {
                    group.addTask { await write(to: id, turn, server.port, token, acknowledged) }
                }
                group.addTask {
                    // Long enough for some writes, at another moment each time.
                    try await Task.sleep(for: .milliseconds(250 + 37 * (turn % 7)))
                    kill(server.process.processIdentifier, SIGKILL)
                }
                try await group.waitForAll()
            }
            server.process.waitUntilExit()
            try await expectKept(acknowledged.latest, in: database)
        }
        #expect(acknowledged.count > 100)
    }

    @Test(.enabled(if: Program.path != nil)) func `a killed import leaves all or nothing`() async throws {
        let folder = try Program.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = folder + "/ror.jsonl"
        let count = 3_000
        try Self.records(count).write(toFile: file, atomically: true, encoding: .utf8)
        var found: Set<Int> = []
        for turn in 0..<20 {
            let database = folder + "/import\(turn).db"
            _ = try await Programme.open(database).store.close()
            let process = try Program.start(["import", "ror", file, "--database", database])
            try await Task.sleep(for: .milliseconds(60 + 70 * turn))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let programme = try await Programme.open(database)
            let kept = try await programme.read { tx in try tx.count("SELECT COUNT(*) FROM organisation") }
            #expect(kept == 0 || kept == count)
            #expect(try await programme.check(Server.invariants).isEmpty)
            #expect(try await programme.verifyJournal().breaks.isEmpty)
            found.insert(kept)
            try await programme.store.close()
        }
        #expect(found.contains(0))
    }

    /// Eight organisations and a token that may change them.
    private func prepare(_ database: String) async throws -> (token: String, ids: [ID<Organisation>]) {
        let programme = try await Programme.open(database)
        let office = Actor.program("test")
        var ids: [ID<Organisation>] = []
        for index in 0..<8 {
            let given: [String: Given] = [
                "legal_name": .text("Institute \(index)"), "country": .text("AM"), "kind": .text("research"),
            ]
            ids.append(try await programme.createOrganisation(given, as: office).id)
        }
        let account = try await programme.createAccount(
            Registration(email: "killer@isthmus.example", name: "Office", password: "a long password", language: "en"),
            grants: [Grant(.officer, on: .programme)], as: office)
        let officer = Actor(
            account: account.id.text, person: nil, name: "Office", grants: [Grant(.officer, on: .programme)])
        let token = try await programme.createAPIToken(name: "test", canWrite: true, days: nil, as: officer)
        try await programme.store.close()
        return (token.text, ids)
    }

    /// Changes one organisation again and again until the server no longer answers.
    private func write(
        to id: ID<Organisation>, _ turn: Int, _ port: Int, _ token: String, _ acknowledged: Acknowledged
    ) async {
        guard let address = URL(string: "http://127.0.0.1:\(port)/api/v1/organisations/\(id.text)") else { return }
        for step in 0..<10_000 {
            let city = "City \(turn).\(step)"
            var request = URLRequest(url: address, timeoutInterval: 2)
            request.httpMethod = "PATCH"
            request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            request.setValue("*", forHTTPHeaderField: "If-Match")
            request.httpBody = Data("{\"city\": \"\(city)\"}".utf8)
            guard let (_, response) = try? await URLSession.shared.data(for: request),
                (response as? HTTPURLResponse)?.statusCode == 200
            else { return }
            acknowledged.note(city, for: id.text)
        }
    }

    /// What was acknowledged last is there, or something sent after it.
    private func expectKept(_ latest: [String: String], in database: String) async throws {
        let programme = try await Programme.open(database)
        for (id, city) in latest {
            let journal = try await programme.read { tx in
                try tx.count("SELECT COUNT(*) FROM journal WHERE thing = \(id) AND after LIKE \("%\"" + city + "\"%")")
            }
            #expect(journal == 1, "\(id) lost \(city)")
        }
        #expect(try await programme.check(Server.invariants).isEmpty)
        try await programme.sealAll()
        #expect(try await programme.verifyJournal().breaks.isEmpty)
        try await programme.store.close()
    }

    private static func records(_ count: Int) -> String {
        (0..<count).map { index in
            let code = code(index)
            return """
                {"id":"\(code)","status":"active","country":"AM","city":"Gyumri","name":"Institute \
                \(index)","names":[{"v":"Institute \
                \(index)","l":"en","t":["label","ror_display"]}],"types":["facility"],"ext":{},"rel":[]}
                """
        }.joined(separator: "\n") + "\n"
    }

    /// A code of the registry's form, with its check digits.
    private static func code(_ number: Int) -> String {
        let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")
        var rest = number + 1_000_000
        var text = ""
        for _ in 0..<6 {
            text = String(digits[rest % 32]) + text
            rest /= 32
        }
        let check = 98 - ((number + 1_000_000) * 100) % 97
        return "0" + text + (check < 10 ? "0" : "") + String(check)
    }
}

/// The last value acknowledged for each thing, and how many there were.
private final class Acknowledged: Sendable {
    private let state = Mutex((latest: [String: String](), count: 0))
    var latest: [String: String] { state.withLock { $0.latest } }
    var count: Int { state.withLock { $0.count } }
    func note(_ value: String, for id: String) {
        state.withLock {
            $0.latest[id] = value
            $0.count += 1
        }
    }
}
