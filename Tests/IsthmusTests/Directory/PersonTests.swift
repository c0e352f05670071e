import Testing

@testable import Isthmus

/// The rules of a person's profile, without a database.
@Suite struct PersonTests {
    static let now = TestStore.start
    static let latin = PersonName(.latin, given: "Ani", family: "Petrosyan", patronymic: "Aram")
    static let armenian = PersonName(.armenian, given: "Անի", family: "Պետրոսյան")
    static let cyrillic = PersonName(.cyrillic, given: "Ани", family: "Петросян", patronymic: "Арамовна")

    static func changed(
        _ given: [String: Given], from person: Person = blank, isOffice: Bool = false
    ) throws -> Person { try person.changed(by: Fields(given), isOffice: isOffice, at: now) }

    static let blank = Person.blank(ID("p-1"), at: now)
    static let least: [String: Given] = ["names": DirectoryOffice.names("Petrosyan", "Ani"), "country": .text("AM")]

    @Test func `each script orders a name in its own way`() {
        let chinese = PersonName(.simplifiedChinese, given: "明", family: "李")
        #expect(Self.latin.text == "Ani Aram Petrosyan")
        #expect(Self.cyrillic.text == "Петросян Ани Арамовна")
        #expect(chinese.text == "李明")
        #expect(Self.cyrillic.sortName == "петросян ани арамовна")
    }

    @Test func `a reader sees their own script with the original beside it`() {
        let names = [Self.armenian, Self.cyrillic, Self.latin]
        #expect(names.shown(in: "ru") == Self.cyrillic)
        #expect(names.shown(in: "en") == Self.latin)
        #expect(names.shown(in: "hy") == Self.armenian)
        #expect(names.shown(in: "ka") == Self.latin)
        #expect(names.original(besides: "ru") == Self.armenian)
        #expect(names.original(besides: "hy") == nil)
    }

    @Test(arguments: [
        ("Petrosyan", WritingScript.latin), ("Ёлкин", .cyrillic), ("Պետրոսյան", .armenian), ("გიორგი", .georgian),
        ("李明", .simplifiedChinese), ("Ωmega", .greek), ("12", nil), ("", nil),
    ]) func `letters tell the script`(text: String, script: WritingScript?) {
        #expect(WritingScript.of(text) == script)
    }

    @Test func `names in several scripts stay as they are written`() throws {
        let rows: [Given] = [
            .record(["family": .text("Պետրոսյան"), "given": .text("Անի")]),
            .record(["family": .text(" Петросян "), "given": .text("Ани"), "patronymic": .text("Арамовна")]),
            .record(["family": .text("Petrosyan"), "given": .text("Ani"), "script": .text("Latn")]),
            .record(["family": .text(""), "given": .text(""), "script": .text("Geor")]),
        ]
        let person = try Self.changed(["names": .list(rows), "country": .text("AM")])
        #expect(person.names.map(\.script) == [.armenian, .cyrillic, .latin])
        #expect(person.names[1] == Self.cyrillic)
        #expect(person.sortName == "պետրոսյան անի")
        #expect(person.foldedNames.map(\.folded) == ["պետրոսյան անի", "петросян ани арамовна", "petrosyan ani"])
        #expect(person.edited == ["country", "names"])
    }

    @Test func `an ORCID iD is kept without its address`() throws {
        let given = Self.least.merging(["orcid": .text("https://orcid.org/0000-0002-1694-233x")]) { $1 }
        #expect(try Self.changed(given).orcid == "0000-0002-1694-233X")
    }

    @Test(
        arguments: [
            (["names": .list([])], ["names: person.names.required"]),
            (["names": .text("Ani")], ["names: field.type.list"]),
            (["names": .list([.text("Ani")])], ["names.0: field.type.record"]),
            (["names": DirectoryOffice.names(String(repeating: "x", count: 101), "")], ["names.0.family: field.long"]),
            (["names": DirectoryOffice.names("Ani\u{202e}", "")], ["names.0.family: field.control"]),
            (["names": DirectoryOffice.names("12", "")], ["names.0.script: field.required"]),
            (
                ["names": .list([.record(["given": .text("Ani")]), .record(["given": .text("Ann")])])],
                ["names: person.names.twice"]
            ),
            (
                ["names": .list([.record(["given": .text("Ani"), "script": .text("Elvish")])])],
                ["names.0.script: field.unknown"]
            ),
            (["country": .text("XX")], ["country: field.unknown"]),
            (["country": .nothing], ["country: field.required"]),
            (["country": .number(7)], ["country: field.type.text", "country: field.required"]),
            (["orcid": .text("0000-0002-1694-2330")], ["orcid: identifier.orcid"]),
            (["languages": .text("en, tlh, ru")], ["languages: field.language"]),
            (["summary": .text("me")], ["summary: field.type.texts"]),
            (["summary": .record(["en": .number(1)])], ["summary.en: field.type.text"]),
            (["summary": DirectoryOffice.texts(String(repeating: "ж", count: 4_001))], ["summary.en: field.long"]),
            (["email": .text("ani")], ["email: field.type.mail"]),
            (["website": .text("javascript:alert(1)")], ["website: field.type.web"]),
            (["phone": .text("1\u{0}2")], ["phone: field.control"]),
            (["visibility": .record(["email": .text("friends")])], ["visibility.email: field.unknown"]),
        ] as [([String: Given], [String])]) func `bad input is told field by field`(
            given: [String: Given], expected: [String]
        ) async throws
    {
        let found = try await DirectoryOffice.complaint {
            try Self.changed(Self.least.merging(given) { $1 })
        }
        #expect(found == expected)
    }

    @Test func `what was not given stays`() throws {
        let first = try Self.changed(Self.least.merging(["email": .text("ani@example.am")]) { $1 })
        let next = try Self.changed(["phone": .text("+374 10 123456")], from: first)
        #expect(next.email == "ani@example.am")
        #expect(next.names == first.names)
        #expect(next.version == first.version + 1)
    }

    @Test func `only the office changes the status`() throws {
        let given = Self.least.merging(["status": .text("withdrawn")]) { $1 }
        #expect(try Self.changed(given).status == .active)
        #expect(try Self.changed(given, isOffice: true).status == .withdrawn)
    }

    @Test func `how to reach a person is for members unless they say otherwise`() throws {
        let given: [String: Given] = [
            "email": .text("ani@example.am"), "phone": .text("+374 10 123456"), "website": .text("example.am"),
            "visibility": .record(["phone": .text("office"), "website": .text("public")]),
        ]
        var person = try Self.changed(Self.least.merging(given) { $1 })
        person.employers = [ID("o-1")]
        func seen(_ actor: Actor) -> [String?] {
            let seen = person.seen(by: actor)
            return [seen.email, seen.phone, seen.website]
        }
        let (mail, phone, site) = ("ani@example.am", "+374 10 123456", "https://example.am")
        #expect(seen(.visitor) == [nil, nil, site])
        #expect(seen(DirectoryOffice.member) == [mail, nil, site])
        #expect(seen(DirectoryOffice.representative(of: ID("o-2"))) == [mail, nil, site])
        #expect(seen(DirectoryOffice.representative(of: ID("o-1"))) == [mail, phone, site])
        #expect(seen(DirectoryOffice.holder(of: person.id)) == [mail, phone, site])
        #expect(seen(DirectoryOffice.officer) == [mail, phone, site])
    }

    @Test func `each permission has its people`() {
        var person = Self.blank
        person.employers = [ID("o-1")]
        let actors: [Actor] = [
            .visitor, DirectoryOffice.member, DirectoryOffice.representative(of: ID("o-2")),
            DirectoryOffice.representative(of: ID("o-1")), DirectoryOffice.holder(of: person.id),
            DirectoryOffice.officer,
        ]
        func allowed(_ permission: Person.Permission) -> [Bool] {
            actors.map { person.allows(permission, to: $0) }
        }
        #expect(allowed(.view) == [true, true, true, true, true, true])
        #expect(allowed(.edit) == [false, false, false, true, true, true])
        #expect(allowed(.manage) == [false, false, false, false, false, true])
        #expect(allowed(.claim) == [false, true, true, true, false, true])
        person.status = .withdrawn
        #expect(allowed(.view) == [false, false, false, false, false, true])
        #expect(actors.map { Person.refusalOfCreating(to: $0) == nil } == [false, true, true, true, false, true])
    }
}
