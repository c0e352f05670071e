import Database
import Testing

@testable import Isthmus

/// Merging and taking it back, with everything that names the profiles.
@Suite struct MergeActionsTests {
    private typealias Office = DirectoryOffice

    @Test func `every column of the schema that names a profile is known to merges`() {
        var missing: [String] = []
        for kind in ProfileKind.allCases {
            let known = Set(MergeReference.all(of: kind).map { "\($0.table).\($0.column)" })
            for script in Programme.migrations.map(\.script) {
                var table = ""
                for line in script.split(separator: "\n") {
                    let words = line.split { " (),;".contains($0) }.map(String.init)
                    if line.hasPrefix("CREATE TABLE "), words.count > 2 { table = words[2] }
                    guard line.contains("REFERENCES \(kind.rawValue) (id)"), !MergeReference.derived.contains(table),
                        !known.contains("\(table).\(words[0])")
                    else { continue }
                    missing.append("\(table).\(words[0])")
                }
            }
        }
        #expect(missing == [])
    }

    @Test func `whatever named the gone organisation names the kept one`() async throws {
        try await MergeOffice.open { sample in
            let (kept, gone) = (sample.kept.text, sample.gone.text)
            let merge = try await sample.merge(kept, gone)
            for reference in MergeReference.all(of: .organisation) {
                let left = try await sample.strings(
                    "SELECT id FROM \(SQL.name(reference.table)) WHERE \(SQL.name(reference.column)) = \(gone)")
                #expect(left == [], "\(reference.table)")
            }
            #expect(
                try await sample.strings("SELECT key FROM import_mark WHERE thing = \(kept) ORDER BY key") == [
                    "9 9", "x1", "x2",
                ])
            let ordinals = try await sample.programme.read { tx in
                try tx.column(Int.self, "SELECT ordinal FROM participation WHERE organisation_id = \(kept) ORDER BY 1")
            }
            #expect(ordinals == [0, 1])
            // Both were members in the same way: once is enough.
            let members = try await sample.strings("SELECT id FROM network_member WHERE organisation_id = \(kept)")
            #expect(members.count == 1)
            let child = try #require(try await sample.organisation(sample.child))
            #expect(child.parents == [sample.kept])
            let merged = try #require(try await sample.organisation(sample.kept))
            #expect((merged.kind, merged.phone, merged.city) == (.research, "+374 1", "Sevan"))
            #expect(merged.identifiers.map(\.value) == ["1", "2", "3"])
            #expect(merged.parents == [])
            #expect(try await sample.organisation(sample.gone) == nil)
            #expect(try await sample.office.journal(of: kept).last == "organisation.merged")
            #expect(try await sample.office.journal(of: gone).last == "organisation.gone")
            #expect(try await sample.office.journal(of: merge.id.text) == ["merge.created"])
            #expect(try await sample.office.journal(of: sample.child.text).last == "organisation.changed")
            #expect(
                try await sample.programme.organisationID(scheme: "national", value: "3", as: .visitor) == sample.kept)
            #expect(try await sample.breaches() == [])
        }
    }

    @Test func `a person's account, claims and work follow, and are not doubled`() async throws {
        try await MergeOffice.open { sample in
            let (kept, gone) = (sample.keptPerson.text, sample.gonePerson.text)
            _ = try await sample.merge(kept, gone, choose: ["name_Latn": .text("gone")])
            #expect(try await sample.strings("SELECT person_id FROM account WHERE id = 'a-speaker'") == [kept])
            #expect(try await sample.strings("SELECT leader_id FROM team") == [kept])
            let places = try await sample.strings(
                "SELECT organisation_id FROM affiliation WHERE person_id = \(kept) ORDER BY organisation_id")
            #expect(places == [sample.kept.text, sample.gone.text].sorted())
            let merged = try #require(try await sample.person(sample.keptPerson))
            #expect(merged.names.map(\.family) == ["Petrosian", "Петросян"])
            #expect((merged.orcid, merged.email) == ("0000-0002-1825-0097", "anahit@lakes.example"))
            #expect(try await sample.breaches() == [])
        }
    }

    @Test func `after merging and undoing, the directory is what it was`() async throws {
        try await MergeOffice.open { sample in
            let before = try await sample.directory()
            let first = try await sample.merge(
                sample.kept.text, sample.gone.text, choose: ["legal_name": .text("gone")])
            let second = try await sample.merge(sample.keptPerson.text, sample.gonePerson.text)
            #expect(try await sample.directory() != before)
            sample.office.clock.advance(days: 1)
            for merge in [second, first] {
                let undone = try await sample.programme.undoMerge(merge.id, as: Office.officer)
                #expect(undone.stayed == [])
                #expect(try await sample.breaches() == [])
            }
            let after = try await sample.directory()
            #expect(Set(before).subtracting(after) == [])
            #expect(after == before)
            #expect(try await sample.office.journal(of: sample.gone.text).last == "organisation.returned")
            #expect(try await sample.programme.movedPath(of: sample.gone.text, under: "/organisations") == nil)
            try await sample.programme.sealAll()
            #expect(try await sample.programme.verifyJournal().breaks == [])
        }
    }

    @Test func `an undoing leaves what was changed since, and says so`() async throws {
        try await MergeOffice.open { sample in
            let merge = try await sample.merge(sample.kept.text, sample.gone.text)
            _ = try await sample.programme.changeOrganisation(
                sample.kept, ["phone": .text("+374 2"), "founded": .text("1950")], as: Office.officer)
            let part = try #require(
                try await sample.strings(
                    "SELECT id FROM participation WHERE organisation_id = \(sample.kept) AND ordinal = 1"
                ).first)
            try await sample.programme.removeParticipation(ID(part), as: Office.officer)
            let member = try await sample.office.person("Newcomer", at: sample.kept)
            let team = try #require(try await sample.strings("SELECT id FROM team").first)
            _ = try await sample.office.affiliation(member, at: sample.kept, ["team": .text(team)])
            _ = try await sample.programme.changeTeam(
                ID(team), ["leader": .text(member.text)], as: Office.officer)
            let undone = try await sample.programme.undoMerge(
                merge.id, ["version": .number(1)], as: Office.officer)
            #expect(
                Set(undone.stayed) == [
                    Merge.Remainder(kind: "organisation", id: sample.kept.text, field: "phone"),
                    Merge.Remainder(kind: "participation", id: part, field: ""),
                ])
            let (kept, gone) = (
                try #require(try await sample.organisation(sample.kept)),
                try #require(try await sample.organisation(sample.gone))
            )
            #expect((kept.phone, kept.founded, gone.phone) == ("+374 2", 1950, "+374 1"))
            #expect(kept.legalName == "Institute of Lakes")
            // Whoever joined the team went back with it.
            let places = try await sample.strings(
                "SELECT organisation_id FROM affiliation WHERE person_id = \(member) ORDER BY team_id IS NULL")
            #expect(places == [sample.gone.text, sample.kept.text])
            #expect(try await sample.breaches() == [])
        }
    }

    @Test func `addresses lead on through several merges, which are undone in turn`() async throws {
        try await MergeOffice.open { sample in
            let last = try await sample.office.organisation("Great Institute")
            let first = try await sample.merge(sample.kept.text, sample.gone.text)
            let second = try await sample.merge(last.text, sample.kept.text)
            #expect(
                try await sample.programme.movedPath(of: sample.gone.text, under: "/organisations")
                    == "/organisations/\(last.text)")
            let early = try await Office.complaint {
                try await sample.programme.undoMerge(first.id, as: Office.officer)
            }
            #expect(early == ["refused: merge.refused.further"])
            _ = try await sample.programme.undoMerge(second.id, as: Office.officer)
            _ = try await sample.programme.undoMerge(first.id, as: Office.officer)
            let again = try await Office.complaint {
                try await sample.programme.undoMerge(first.id, as: Office.officer)
            }
            #expect(again == ["refused: merge.refused.undone"])
            #expect(try await sample.breaches() == [])
        }
    }

    @Test func `two accounts, and open claims by one account to both, must be sorted out first`() async throws {
        try await MergeOffice.open { sample in
            try await sample.account("a-other", person: sample.keptPerson)
            let people = try await Office.complaint {
                try await sample.merge(sample.keptPerson.text, sample.gonePerson.text)
            }
            #expect(people == ["refused: merge.refused.accounts"])
            _ = try await sample.programme.claimOrganisation(
                sample.kept, ["message": .text("I am its secretary as well.")], as: Office.member(named: "a-claimant"))
            let claims = try await Office.complaint { try await sample.merge(sample.kept.text, sample.gone.text) }
            #expect(claims == ["refused: merge.refused.claims"])
            let preview = try await sample.programme.mergePreview(
                ["kept": .text(sample.kept.text), "gone": .text(sample.gone.text)], as: Office.officer)
            #expect(preview.obstacles == ["merge.refused.claims"])
        }
    }

    @Test func `bad input is told field by field`() async throws {
        try await MergeOffice.open { sample in
            let (kept, gone, person) = (sample.kept.text, sample.gone.text, sample.keptPerson.text)
            let address = "https://isthmus.example/organisations/\(kept)?lang=ru"
            let choice: [String: Given] = ["choose": .record(["city": .text("neither")])]
            let cases: [(kept: String, gone: String, more: [String: Given], expected: [String])] = [
                ("", "", [:], ["kept: field.required", "gone: field.required"]),
                (kept, kept, [:], ["gone: merge.same"]), (kept, person, [:], ["gone: merge.kinds"]),
                (kept, "o-0000000000000", [:], ["gone: field.unknown"]),
                ("nothing", "x-1", [:], ["kept: field.unknown", "gone: field.unknown"]),
                (kept, gone, ["kind": .text("person")], ["kept: field.unknown"]),
                (kept, gone, ["kept_version": .number(7)], ["stale"]),
                (kept, gone, ["gone_version": .number(0)], ["stale"]),
                (kept, gone, ["gone_version": .text("x")], ["gone_version: field.type.integer"]),
                (kept, gone, choice, ["choose.city: field.unknown"]), (address, gone, [:], []),
                (kept, gone, [:], ["gone: merge.moved"]),
            ]
            for (kept, gone, more, expected) in cases {
                let found = try await Office.complaint { try await sample.merge(kept, gone, more) }
                #expect(found == expected, "\(kept) \(gone) \(more)")
            }
            #expect(try await sample.breaches() == [])
        }
    }

    @Test func `only the office merges and undoes`() async throws {
        try await MergeOffice.open { sample in
            let given: [String: Given] = ["kept": .text(sample.kept.text), "gone": .text(sample.gone.text)]
            let actors = [Office.representative(of: sample.kept), Office.member, .visitor]
            var answers: [[String]] = []
            for actor in actors {
                answers.append(try await Office.complaint { try await sample.programme.merge(given, as: actor) })
                answers.append(try await Office.complaint { try await sample.programme.mergePreview(given, as: actor) })
            }
            let refused = ["refused: merge.refused.create"]
            #expect(answers == [refused, refused, refused, refused, ["sign in"], ["sign in"]])
            let merge = try await sample.programme.merge(given, as: Office.officer)
            let undo = try await Office.complaint { try await sample.programme.undoMerge(merge.id, as: Office.member) }
            #expect(undo == ["not found"])
        }
    }

    @Test func `a form sent twice merges once`() async throws {
        try await MergeOffice.open { sample in
            let id = sample.programme.newID(Merge.prefix, at: sample.office.clock.now)
            let first = try await sample.merge(sample.kept.text, sample.gone.text, ["id": .text(id)])
            let second = try await sample.merge(sample.kept.text, sample.gone.text, ["id": .text(id)])
            #expect(first.id == second.id)
            #expect(try await sample.strings("SELECT id FROM merge") == [id])
        }
    }

    @Test func `an export with merges reads back to the same bytes, and they can be undone there`() async throws {
        try await MergeOffice.open { sample in
            let before = try await sample.directory()
            let merge = try await sample.merge(sample.kept.text, sample.gone.text)
            let (first, bytes) = try await (sample.directory(), ExportTests().export(sample.programme))
            try await TestStore.withProgramme(at: sample.office.clock.now, seed: 9) { other, _ in
                try await other.restore(.bytes(name: "e.jsonl", bytes), as: .program("test"))
                #expect(try await MergeOffice.directory(of: other) == first)
                #expect(try await ExportTests().export(other) == bytes)
                _ = try await other.undoMerge(merge.id, as: .program("test"))
                #expect(try await MergeOffice.directory(of: other) == before)
                #expect(try await other.check(Server.invariants) == [])
            }
        }
    }
}
