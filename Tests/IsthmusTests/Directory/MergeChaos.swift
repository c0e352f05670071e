import Database
import Testing

@testable import Isthmus

/// Many merges and undoings by chance: the rules hold after each, and undoing all gives what was there.
@Suite struct MergeChaos {
    private typealias Office = DirectoryOffice

    /// Organisations, people and what connects them, by chance.
    private static func fill(_ office: DirectoryOffice, _ random: inout SplitMix) async throws -> [String] {
        let officer = Office.officer
        var (organisations, people): ([ID<Organisation>], [ID<Person>]) = ([], [])
        for index in 0..<6 {
            var given: [String: Given] = [
                "legal_name": .text("Institute \(index % 4)"), "country": .text("AM"),
                "city": .text(["", "Yerevan", "Gyumri"][Int.random(in: 0..<3, using: &random)]),
                "identifiers": .list([.record(["scheme": .text("national"), "value": .text("n\(index)")])]),
            ]
            if let other = organisations.randomElement(using: &random) { given["parents"] = .text(other.text) }
            organisations.append(try await office.programme.createOrganisation(given, as: officer).id)
        }
        for index in 0..<6 {
            let id = try await office.person("Family\(index % 3)", ["Ani", "Ara"][index % 2])
            people.append(id)
            for place in Set((0..<2).compactMap { _ in organisations.randomElement(using: &random) }) {
                _ = try await office.affiliation(id, at: place)
                guard Bool.random(using: &random) else { continue }
                _ = try await office.programme.createTeam(
                    [
                        "organisation": .text(place.text), "name": Office.texts("Team \(index)"),
                        "leader": .text(id.text),
                    ], as: officer)
            }
        }
        let network = try await office.programme.createNetwork(["name": Office.texts("Ring")], as: officer)
        let project = try await office.programme.createProject(["title": Office.texts("Work")], as: officer)
        for id in organisations {
            _ = try await office.programme.addMember(to: network.id, ["organisation_id": .text(id.text)], as: officer)
            _ = try await office.programme.addParticipation(id, to: project.id, [:], as: officer)
        }
        for id in people {
            _ = try await office.programme.addMember(to: network.id, ["person_id": .text(id.text)], as: officer)
        }
        office.clock.advance(days: 1)
        return organisations.map(\.text) + people.map(\.text)
    }

    /// Merges two by chance; nil where these two cannot be merged.
    private static func merge(_ office: DirectoryOffice, _ ids: [String], _ random: inout SplitMix) async throws
        -> Merge?
    {
        guard let kept = ids.randomElement(using: &random), let gone = ids.randomElement(using: &random) else {
            return nil
        }
        var choose: [String: Given] = [:]
        for field in ["legal_name", "city", "name_Latn"] where Bool.random(using: &random) {
            choose[field] = .text("gone")
        }
        let given: [String: Given] = ["kept": .text(kept), "gone": .text(gone), "choose": .record(choose)]
        do { return try await office.programme.merge(given, as: Office.officer) } catch is Problem { return nil }
    }

    @Test(arguments: 1...6) func `undone in turn, nothing is left of any merge`(seed: Int) async throws {
        try await Office.open { office in
            var random = SplitMix(state: UInt64(seed))
            try await office.programme.installVocabulary()
            let ids = try await Self.fill(office, &random)
            let before = try await MergeOffice.directory(of: office.programme)
            var merges: [Merge] = []
            for _ in 0..<14 {
                guard let merge = try await Self.merge(office, ids, &random) else { continue }
                merges.append(merge)
                office.clock.advance(hours: 1)
                #expect(try await office.programme.check(Server.invariants) == [])
            }
            #expect(merges.count > 1)
            for merge in merges.reversed() {
                _ = try await office.programme.undoMerge(merge.id, as: Office.officer)
                office.clock.advance(hours: 1)
                #expect(try await office.programme.check(Server.invariants) == [])
            }
            #expect(try await MergeOffice.directory(of: office.programme) == before)
        }
    }

    @Test(arguments: 7...12) func `in whatever order, the rules hold and all comes back`(seed: Int) async throws {
        try await Office.open { office in
            var random = SplitMix(state: UInt64(seed))
            try await office.programme.installVocabulary()
            let ids = try await Self.fill(office, &random)
            var standing: [Merge] = []
            for _ in 0..<40 {
                if Bool.random(using: &random), let merge = try await Self.merge(office, ids, &random) {
                    standing.append(merge)
                } else if let merge = standing.randomElement(using: &random) {
                    do {
                        _ = try await office.programme.undoMerge(merge.id, as: Office.officer)
                        standing.removeAll { $0.id == merge.id }
                    } catch Problem.refused {}
                }
                office.clock.advance(hours: 1)
                let broken = try await office.programme.check(Server.invariants)
                #expect(broken == [])
                if !broken.isEmpty { return }
            }
            for merge in standing.reversed() {
                _ = try await office.programme.undoMerge(merge.id, as: Office.officer)
            }
            let there = try await office.programme.read { tx in
                try tx.column(String.self, "SELECT id FROM organisation UNION ALL SELECT id FROM person")
            }
            #expect(Set(there) == Set(ids))
            #expect(try await office.programme.check(Server.invariants) == [])
        }
    }
}
