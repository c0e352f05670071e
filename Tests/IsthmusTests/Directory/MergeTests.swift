import Testing

@testable import Isthmus

/// How two profiles become one, without a database.
@Suite struct MergeTests {
    private static let now = TestStore.start

    private static func organisation(_ id: String, _ change: (inout Organisation) -> Void) -> Organisation {
        var organisation = Organisation.blank(ID(id), at: now)
        organisation.country = "AM"
        change(&organisation)
        organisation.sortName = organisation.legalName.lowercased()
        return organisation
    }
    private static func person(_ id: String, _ names: [PersonName], _ change: (inout Person) -> Void = { _ in })
        -> Person
    {
        var person = Person.blank(ID(id), at: now)
        person.names = names
        change(&person)
        return person
    }

    @Test func `blank fields are filled and the legal name that goes becomes an alias`() {
        let kept = Self.organisation("o-1") { $0.legalName = "One" }
        let gone = Self.organisation("o-2") {
            ($0.legalName, $0.city, $0.kind, $0.latitude, $0.longitude) = ("Two", "Sevan", .research, 40, 45)
        }
        let merged = kept.merged(with: gone, chosen: [], at: Self.now)
        #expect(merged.legalName == "One")
        #expect(merged.names == [OrganisationName("Two", language: nil, kind: .alias)])
        #expect((merged.city, merged.kind) == ("Sevan", .research))
        #expect((merged.latitude, merged.longitude) == (40, 45))
        #expect(merged.version == kept.version + 1)
        #expect(merged.edited == ["city", "kind", "legal_name", "names", "place"])
    }

    @Test func `a chosen legal name changes places with the kept one's`() {
        let kept = Self.organisation("o-1") { $0.legalName = "One" }
        let gone = Self.organisation("o-2") { $0.legalName = "Two" }
        let merged = kept.merged(with: gone, chosen: ["legal_name"], at: Self.now)
        #expect(merged.legalName == "Two")
        #expect(merged.sortName == "two")
        #expect(merged.names == [OrganisationName("One", language: nil, kind: .alias)])
    }

    @Test func `there is one label in a language and no name twice`() {
        let kept = Self.organisation("o-1") {
            $0.legalName = "One"
            $0.names = [.init("Один", language: "ru", kind: .label), .init("ONE", language: nil, kind: .acronym)]
        }
        let gone = Self.organisation("o-2") {
            $0.legalName = "One"
            $0.names = [
                .init("Первый", language: "ru", kind: .label), .init("Մեկ", language: "hy", kind: .label),
                .init("ONE", language: nil, kind: .acronym),
            ]
        }
        let merged = kept.merged(with: gone, chosen: [], at: Self.now)
        #expect(
            merged.names == kept.names + [
                .init("Первый", language: "ru", kind: .alias), .init("Մեկ", language: "hy", kind: .label),
            ])
    }

    @Test func `neither is parent or successor of the merged one`() {
        let kept = Self.organisation("o-1") { $0.parents = [ID("o-2"), ID("o-3")] }
        let gone = Self.organisation("o-2") { ($0.parents, $0.successors) = ([ID("o-3"), ID("o-4")], [ID("o-1")]) }
        let merged = kept.merged(with: gone, chosen: [], at: Self.now)
        #expect(merged.parents == [ID("o-3"), ID("o-4")])
        #expect(merged.successors == [])
    }

    @Test func `texts in languages come together, and a chosen one counts for its languages`() {
        let kept = Self.organisation("o-1") { $0.summary = ["en": "a", "hy": "b"] }
        let gone = Self.organisation("o-2") { $0.summary = ["en": "c", "ru": "d"] }
        #expect(kept.merged(with: gone, chosen: [], at: Self.now).summary == ["en": "a", "hy": "b", "ru": "d"])
        let chosen = kept.merged(with: gone, chosen: ["summary"], at: Self.now)
        #expect(chosen.summary == ["en": "c", "hy": "b", "ru": "d"])
    }

    @Test func `a value keeps its visibility, and what both had gets the stricter one`() {
        let kept = Self.organisation("o-1") {
            ($0.website, $0.email) = ("https://a.example", "a@a.example")
            $0.visibility = FieldVisibility(["website": .everyone, "email": .everyone, "phone": .everyone])
        }
        let gone = Self.organisation("o-2") {
            ($0.website, $0.email, $0.phone) = ("https://b.example", "a@a.example", "1")
            $0.visibility = FieldVisibility(["website": .office, "email": .members, "phone": .office])
        }
        let merged = kept.merged(with: gone, chosen: [], at: Self.now).visibility
        #expect([merged["website"], merged["email"], merged["phone"]] == [.everyone, .members, .office])
        let chosen = kept.merged(with: gone, chosen: ["website"], at: Self.now).visibility
        #expect(chosen["website"] == .office)
    }

    @Test func `people have one name in each script, chosen where both have one`() {
        let kept = Self.person("p-1", [PersonName(.latin, given: "Ani", family: "Petrosyan")])
        let gone = Self.person(
            "p-2",
            [
                PersonName(.latin, given: "Ani", family: "Petrosian"),
                PersonName(.cyrillic, given: "Ани", family: "Петросян"),
            ]
        ) { $0.languages = ["hy", "ru"] }
        let merged = kept.merged(with: gone, chosen: [], at: Self.now)
        #expect(merged.names == [kept.names[0], gone.names[1]])
        #expect(merged.languages == ["hy", "ru"])
        #expect(kept.merged(with: gone, chosen: ["name_Latn"], at: Self.now).names == gone.names)
    }

    @Test func `taking back a merge restores every field`() {
        let kept = Self.organisation("o-1") { ($0.legalName, $0.city, $0.summary) = ("One", "Sevan", ["en": "a"]) }
        let gone = Self.organisation("o-2") {
            ($0.legalName, $0.city, $0.phone, $0.summary) = ("Two", "Gavar", "1", ["en": "b", "ru": "c"])
            $0.visibility = FieldVisibility(["phone": .everyone])
        }
        let merged = kept.merged(with: gone, chosen: ["city", "summary", "legal_name"], at: Self.now)
        let (back, stayed) = merged.unmerged(before: kept, after: merged, at: Self.now)
        #expect(stayed == [])
        #expect(back.differences(from: kept) == [])
        #expect((back.visibility, back.edited, back.sortName) == (kept.visibility, kept.edited, kept.sortName))
    }

    @Test func `what was changed since stays, what was added since stays`() {
        let kept = Self.organisation("o-1") { $0.legalName = "One" }
        let gone = Self.organisation("o-2") {
            ($0.legalName, $0.city, $0.phone) = ("Two", "Gavar", "1")
            $0.identifiers = [Identifier("national", "2")]
        }
        let merged = kept.merged(with: gone, chosen: [], at: Self.now)
        var later = merged
        later.city = "Sevan"
        later.names.append(.init("Three", language: nil, kind: .alias))
        later.identifiers.insert(Identifier("national", "3"), at: 0)
        let (back, stayed) = later.unmerged(before: kept, after: merged, at: Self.now)
        #expect(stayed == ["city"])
        #expect((back.city, back.phone) == ("Sevan", nil))
        #expect(back.names == [.init("Three", language: nil, kind: .alias)])
        #expect(back.identifiers == [Identifier("national", "3")])
    }

    @Test(arguments: [
        ([1, 2, 3], [1, 2], [1, 2, 3], [1, 2]), ([3, 1, 4], [1, 2], [1, 2, 3], [1, 4]), ([], [1], [1, 2], []),
        ([2, 5], [1, 2], [2], [2, 5, 1]), ([1, 2], [1, 2], [1, 2], [1, 2]),
    ]) func `a list is taken back in three ways`(now: [Int], before: [Int], after: [Int], expected: [Int]) {
        #expect(unmerged(now, before: before, after: after) == expected)
    }
}
