import Foundation

extension DemoProgramme {
    /// Six hundred people, two at each organisation, with names in the scripts of their country.
    mutating func addPeople() async throws {
        for (index, organisation) in organisations.enumerated() {
            for turn in 0..<2 {
                let names = DemoNames.of(organisation.country)
                let given = pick(names.given)
                let family = pick(names.family)
                let person = try await programme.createPerson(
                    record(given, family, names, organisation, index * 2 + turn), as: office)
                people.append((person, index))
                var affiliation: [String: Given] = [
                    "person": .text(person.id.text), "organisation": .text(organisation.id.text),
                    "title": .record(pick(Self.titles).mapValues(Given.text)),
                    "from": .text("\(number(2_005...2_024))-09-01"),
                ]
                if chance(15) { affiliation["from"] = .text("2025-03-01") }
                _ = try await programme.createAffiliation(affiliation, as: office)
            }
        }
    }

    private mutating func record(
        _ given: (latin: String, own: String), _ family: (latin: String, own: String), _ names: DemoNames,
        _ organisation: Organisation, _ number: Int
    ) -> [String: Given] {
        var written: [Given] = []
        if let script = names.script {
            written.append(.record(["script": .text(script), "given": .text(given.own), "family": .text(family.own)]))
        }
        written.append(.record(["script": .text("Latn"), "given": .text(given.latin), "family": .text(family.latin)]))
        let slug = (given.latin + "." + family.latin).lowercased().folding(options: .diacriticInsensitive, locale: nil)
            .filter { $0.isASCII && ($0.isLetter || $0 == ".") }
        return [
            "names": .list(written), "country": .text(organisation.country),
            "languages": .list(names.languages.map(Given.text)), "email": .text("\(slug)\(number)@isthmus.example"),
            "orcid": .text(Self.orcid(number)),
            "summary": .record([
                "en": .text(
                    "Works on \(fields[number / 2].keywords.joined(separator: ", ")); "
                        + "looks for partners for joint proposals."
                ),
                "ru": .text("Занимается прикладными исследованиями, ищет партнёров для совместных заявок."),
            ]),
        ]
    }

    /// A number of the range set aside for examples, with its check digit (ISO 7064, modulus 11-2).
    private static func orcid(_ number: Int) -> String {
        let digits = "000900" + String(repeating: "0", count: 9 - String(number).count) + String(number)
        let total = digits.utf8.reduce(0) { ($0 + Int($1) - 48) * 2 }
        let check = (12 - total % 11) % 11
        let all = Array(digits + (check == 10 ? "X" : String(check)))
        return stride(from: 0, to: 16, by: 4).map { String(all[$0..<($0 + 4)]) }.joined(separator: "-")
    }

    private static let titles: [[String: String]] = [
        ["en": "Senior researcher", "ru": "Старший научный сотрудник"], ["en": "Professor", "ru": "Профессор"],
        ["en": "Head of laboratory", "ru": "Заведующий лабораторией"], ["en": "Doctoral student", "ru": "Аспирант"],
        ["en": "Project manager", "ru": "Руководитель проекта"], ["en": "Engineer", "ru": "Инженер"],
    ]

    /// A team at every third organisation, a competence or two at most of them.
    mutating func addTeamsAndCompetences() async throws {
        for (index, organisation) in organisations.enumerated() {
            let field = fields[index]
            var team: Team?
            if index % 3 == 0 {
                team = try await programme.createTeam(
                    [
                        "organisation": .text(organisation.id.text), "leader": .text(people[index * 2].person.id.text),
                        "name": .record(["en": .text("\(field.en) Group"), "ru": .text("Группа \(field.ru)")]),
                        "summary": .record(["en": .text("Eight people, two laboratories, one field station.")]),
                    ], as: office)
            }
            guard organisation.kind != .government else { continue }
            for skill in field.skills.prefix(index % 2 + 1) {
                try await addCompetence(skill, field, organisation, team, people[index * 2].person)
            }
        }
    }

    private mutating func addCompetence(
        _ skill: (en: String, ru: String), _ field: DemoField, _ organisation: Organisation, _ team: Team?,
        _ person: Person
    ) async throws {
        var given: [String: Given] = [
            "organisation": .text(organisation.id.text),
            "statement": .record(["en": .text(skill.en), "ru": .text(skill.ru)]),
            "detail": .record([
                "en": .text(
                    "Offered with equipment and trained staff; results since \(number(2_008...2_021)) in joint work."),
                "ru": .text("Предлагается с оборудованием и обученным персоналом; есть результаты совместных работ."),
            ]),
            "keywords": .list(field.keywords.map(Given.text)), "topics": .list([.text(field.topic)]),
            "readiness": .number(Double(number(2...9))),
            "equipment": .list([
                .record(["en": .text("Laboratory for \(field.keywords[0])"), "ru": .text("Профильная лаборатория")])
            ]),
            "evidence": .list([
                .record([
                    "kind": .text("publication"), "label": .text("\(skill.en): results of a joint study"),
                    "url": .text("https://doi.example/\(organisation.id.text)"),
                ])
            ]),
        ]
        if let team { given["team"] = .text(team.id.text) }
        if chance(50) { given["person"] = .text(person.id.text) }
        _ = try await programme.createCompetence(given, as: office)
    }
}
