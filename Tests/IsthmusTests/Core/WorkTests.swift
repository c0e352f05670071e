import Database
import Testing

@testable import Isthmus

@Suite struct Verbs {
    private let office = Actor.program("test")
    private static let given: [String: Given] = [
        "legal_name": .text("Institute of Optics"), "country": .text("AM"), "kind": .text("research"),
    ]

    @Test func `a verb that asks nobody is undone`() async throws {
        try await TestStore.withProgramme { programme, _ in
            await #expect(throws: Defect.self) {
                try await programme.write(as: .program("test")) { work in
                    try work.tx.run("DELETE FROM journal")
                    try work.note("test.done", kind: "test", thing: "t-1")
                }
            }
        }
    }

    @Test func `a verb that records nothing is undone`() async throws {
        try await TestStore.withProgramme { programme, _ in
            let created = try await programme.createOrganisation(Self.given, as: office)
            await #expect(throws: Defect.self) {
                try await programme.write(as: .program("test")) { work in
                    _ = try work.load(created.id, to: .edit)
                    try work.tx.run("UPDATE organisation SET city = 'Lost' WHERE id = \(created.id)")
                }
            }
            let city = try await programme.read { tx in
                try tx.value(String.self, "SELECT city FROM organisation WHERE id = \(created.id)")
            }
            #expect(city == "")
        }
    }

    @Test func `a change leaves the columns that differ in the journal`() async throws {
        try await TestStore.withProgramme { programme, clock in
            let created = try await programme.createOrganisation(Self.given, as: office)
            clock.advance(days: 1)
            _ = try await programme.changeOrganisation(created.id, ["city": .text("Gyumri")], as: office)
            let lines = try await programme.read { tx in
                try tx.all(JournalLine.self, "SELECT * FROM journal WHERE thing = \(created.id) ORDER BY id")
            }
            #expect(lines.map(\.action) == ["organisation.created", "organisation.changed"])
            #expect(lines.last?.before.contains("\"city\":\"\"") == true)
            #expect(lines.last?.after.contains("\"city\":\"Gyumri\"") == true)
            #expect(lines.last?.after.contains("\"legal_name\":") == false)
        }
    }

    @Test func `a change that changes nothing leaves no line`() async throws {
        try await TestStore.withProgramme { programme, _ in
            let created = try await programme.createOrganisation(Self.given, as: office)
            let again = try await programme.changeOrganisation(created.id, ["city": .text("")], as: office)
            #expect(again.legalName == created.legalName)
            let count = try await programme.read { tx in try tx.count("SELECT COUNT(*) FROM journal") }
            #expect(count == 1)
        }
    }

    @Test func `a line keeps the id of an account and never its name, one by one or many at once`() async throws {
        try await TestStore.withProgramme { programme, _ in
            let created = try await programme.createOrganisation(Self.given, as: office)
            let officer = Actor(
                account: "a-officer", person: nil, name: "Olga", grants: [Grant(.officer, on: .programme)])
            try await programme.write(as: officer) { work in
                try work.require(nil)
                try work.recordAll("organisation.created", [created])
                try work.record("organisation.created", from: nil, to: created)
            }
            let lines = try await programme.read { tx in
                try tx.all(JournalLine.self, "SELECT * FROM journal WHERE actor = 'a-officer' ORDER BY id")
            }
            #expect(lines.map(\.actorName) == ["", ""])
        }
    }

    @Test func `two readers of one version cannot both write`() async throws {
        try await TestStore.withProgramme { programme, _ in
            let created = try await programme.createOrganisation(Self.given, as: office)
            let seen: [String: Given] = ["version": .number(Double(created.version)), "city": .text("Gyumri")]
            _ = try await programme.changeOrganisation(created.id, seen, as: office)
            await #expect(throws: Problem.stale) {
                try await programme.changeOrganisation(created.id, seen, as: .program("test"))
            }
        }
    }

    @Test func `a thing is shown as it was on a day`() async throws {
        try await TestStore.withProgramme { programme, clock in
            let created = try await programme.createOrganisation(Self.given, as: office)
            clock.advance(days: 10)
            _ = try await programme.changeOrganisation(created.id, ["city": .text("Gyumri")], as: office)
            let before = try await programme.record(of: created.id.text, asOf: TestStore.start.adding(days: 5))
            let after = try await programme.record(of: created.id.text, asOf: TestStore.start.adding(days: 20))
            let never = try await programme.record(of: created.id.text, asOf: TestStore.start.adding(days: -1))
            #expect(before?.fields.first { $0.name == "city" }?.value == "\"\"")
            #expect(after?.fields.first { $0.name == "city" }?.value == "\"Gyumri\"")
            #expect(after?.action == "organisation.changed")
            #expect(never == nil)
        }
    }
}

@Suite struct Sealing {
    private let office = Actor.program("test")

    /// Six lines under three seals.
    private func sealed(_ programme: Programme) async throws {
        for index in 0..<6 {
            let given: [String: Given] = [
                "legal_name": .text("Institute \(index)"), "country": .text("AM"), "kind": .text("research"),
            ]
            _ = try await programme.createOrganisation(given, as: office)
            if index % 2 == 1 { try await programme.sealAll() }
        }
    }

    @Test func `an untouched journal verifies`() async throws {
        try await TestStore.withProgramme { programme, _ in
            try await sealed(programme)
            let report = try await programme.verifyJournal()
            #expect(report.breaks.isEmpty)
            #expect((report.lines, report.seals, report.unsealed) == (6, 3, 0))
        }
    }

    @Test(arguments: [
        "UPDATE journal SET after = '{}' WHERE position = 3", "UPDATE journal SET at = at + 1 WHERE position = 1",
        "UPDATE journal SET actor_name = 'nobody' WHERE position = 6", "DELETE FROM journal WHERE position = 4",
        "DELETE FROM journal WHERE position > 4", "UPDATE seal SET digest = 'x' WHERE position = 2",
        "DELETE FROM seal WHERE position = 4", "DELETE FROM seal WHERE position = 6",
        "UPDATE journal SET position = position + 10 WHERE position = 6",
    ])
    func `whatever is altered is noticed`(damage: String) async throws {
        try await TestStore.withProgramme { programme, _ in
            try await sealed(programme)
            try await programme.store.write { tx in try tx.script(damage) }
            #expect(try await !programme.verifyJournal().breaks.isEmpty)
        }
    }
}
