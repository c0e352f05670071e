import Testing

@testable import Isthmus

/// What the office reads in the journal.
@Suite struct JournalTests {
    @Test func `a line names the record and says field by field what changed`() async throws {
        try await DirectoryOffice.open { office in
            let id = try await office.organisation("Institute of Bridges")
            _ = try await office.programme.changeOrganisation(
                id, ["city": .text("Gyumri"), "phone": .text("+374 1")], as: DirectoryOffice.officer)
            let entries = try await office.programme.journal(
                JournalQuestion(thing: id.text), as: DirectoryOffice.officer)
            #expect(entries.map(\.line.action) == ["organisation.changed", "organisation.created"])
            #expect(entries.map(\.name) == ["Institute of Bridges", "Institute of Bridges"])
            let told = try #require(entries.first).changes.filter { ["city", "phone"].contains($0.field) }
            #expect(
                told == [
                    .init(field: "city", before: "", after: "Gyumri"),
                    .init(field: "phone", before: "", after: "+374 1"),
                ])
        }
    }

    @Test func `lines are found by kind and by day`() async throws {
        try await DirectoryOffice.open { office in
            _ = try await office.person("Petrosyan")
            office.clock.advance(days: 3)
            let later = try await office.organisation("Institute of Lakes")
            let officer = DirectoryOffice.officer
            func actions(_ question: JournalQuestion) async throws -> [String] {
                try await office.programme.journal(question, as: officer).map(\.line.action)
            }
            #expect(try await actions(JournalQuestion(kind: "person")) == ["person.created"])
            let day = TestStore.start.adding(days: 3).day
            let found = try await office.programme.journal(JournalQuestion(from: day, until: day), as: officer)
            #expect(found.map(\.line.thing) == [later.text])
            #expect(try await actions(JournalQuestion(kind: "person", from: day)) == [])
            #expect(try await office.programme.journalKinds(as: officer).contains("person"))
        }
    }

    @Test func `only the office reads the journal`() async throws {
        try await DirectoryOffice.open { office in
            await #expect(throws: Problem.signInNeeded) {
                try await office.programme.journal(JournalQuestion(), as: .visitor)
            }
        }
    }
}
