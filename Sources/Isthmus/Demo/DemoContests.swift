import Foundation

extension DemoProgramme {
    /// A contest of machines at the demo's exhibition: entries in several scripts, a jury that is half done, a plan of
    /// stands; and what was asked about an information day.
    mutating func addContests() async throws {
        var selection = Selection()
        selection.chosen["kind"] = ["exhibition"]
        guard let fair = try await programme.events(selection, as: office).items.first else { return }
        let form = try await programme.createForm(["text": .text(Self.entryForm)], as: office)
        _ = try await programme.publishForm(form.id, as: office)
        let contest = try await addContest(to: fair.id, form: form.id)
        let entrants = try await addEntrants()
        var entries: [ID<ContestEntry>] = []
        for (index, work) in Self.works.enumerated() where index < entrants.count {
            entries.append(try await enter(contest, work, index, as: entrants[index]))
        }
        _ = try await programme.changeContest(
            contest, ["closes": .text("\(today.adding(days: -21)) 12:00")], as: office)
        try await judge(contest, entries)
        try await place(contest, entries)
        try await ask()
    }

    private func addContest(to event: ID<Event>, form: ID<FormVersion>) async throws -> ID<Contest> {
        func named(_ en: String, _ ru: String, _ weight: Int? = nil) -> Given {
            var record: [String: Given] = ["name": .record(["en": .text(en), "ru": .text(ru)])]
            if let weight { record["weight"] = .number(Double(weight)) }
            return .record(record)
        }
        return try await programme.createContest(
            for: event,
            [
                "title": .record(["en": .text("Instruments made together"), "ru": .text("Приборы, созданные вместе")]),
                "text": .record([
                    "en": .text("Laboratories show instruments that two countries built, and a jury of both judges."),
                    "ru": .text("Лаборатории показывают приборы, созданные двумя странами; судит общее жюри."),
                ]),
                "categories": .list([
                    named("Laboratory instruments", "Лабораторные приборы"),
                    named("Field instruments", "Полевые приборы"),
                ]),
                "criteria": .list([
                    named("Scientific use", "Научная польза", 3), named("Joint work", "Совместная работа", 2),
                    named("Clarity", "Ясность", 1),
                ]),
                "form": .text(form.text), "closes": .text("\(today.adding(days: 30)) 12:00"),
                "finalists": .number(2), "shows_entries": .flag(true), "status": .text("published"),
            ], as: office
        ).id
    }

    /// People who have no account yet, each with one.
    private func addEntrants() async throws -> [Actor] {
        var entrants: [Actor] = []
        for index in stride(from: 9, to: people.count, by: 14)
        where partners[index] == nil && entrants.count < Self.works.count {
            let person = people[index].person
            let name = person.name(in: "en")
            let account = try await programme.createAccount(
                Registration(
                    email: "entrant\(entrants.count + 1)@isthmus.example", name: name, password: Self.password,
                    language: entrants.count % 2 == 0 ? "en" : "ru"),
                person: person.id.text, grants: [], as: .program("demonstration"))
            entrants.append(Actor(account: account.id.text, person: person.id.text, name: name, grants: []))
        }
        return entrants
    }

    private func enter(
        _ contest: ID<Contest>, _ work: (language: String, own: String, en: String), _ index: Int, as actor: Actor
    ) async throws -> ID<ContestEntry> {
        try await programme.enterContest(
            contest,
            [
                "category": .text(index % 2 == 0 ? "k1" : "k2"), "entrant": .text(actor.person ?? ""),
                "title": .record(["en": .text(work.en), work.language: .text(work.own)]),
                "text": .record(["en": .text("Built by two teams; shown for the first time.")]),
                "answers": .record(["partners": .text("Two institutes"), "size": .number(Double(2 + index))]),
                "submit": .flag(true),
            ], as: actor
        ).id
    }

    /// Two on the jury: the one is done, the other has just begun and knows one of the entrants.
    private func judge(_ contest: ID<Contest>, _ entries: [ID<ContestEntry>]) async throws {
        for (turn, juror) in Self.jury.enumerated() {
            let account = try await programme.createAccount(
                Registration(email: juror.email, name: juror.name, password: Self.password, language: "en"),
                grants: [], as: .program("demonstration"))
            _ = try await programme.nameJuror(in: contest, ["address": .text(juror.email)], as: office)
            let actor = Actor(account: account.id.text, person: nil, name: juror.name, grants: [])
            for (index, entry) in entries.enumerated() where turn == 0 || index < 2 {
                if turn == 1, index == 1 {
                    _ = try await programme.declareConflict(
                        with: entry, ["reason": .text("We wrote a paper together last year.")], as: actor)
                    continue
                }
                let points = ["c1": 9 - index, "c2": 5 + (index + turn) % 4, "c3": 8 - turn]
                _ = try await programme.scoreEntry(
                    entry, ["points": .record(points.mapValues { .number(Double($0)) })], as: actor)
            }
        }
    }

    private func place(_ contest: ID<Contest>, _ entries: [ID<ContestEntry>]) async throws {
        var table = "number,x,y,width,depth,zone"
        for index in 0..<12 {
            let (row, column) = (index / 6, index % 6)
            table += "\n\(row == 0 ? "A" : "B")\(column + 1),\(column * 3),\(row * 5),3,2,"
            table += row == 0 ? "Laboratory" : "Field"
        }
        try await programme.importStands(to: contest, ["table": .text(table)], as: office)
        let stands = try await programme.stands(of: contest, as: office)
        for (index, entry) in entries.enumerated() where index * 2 < stands.count {
            _ = try await programme.assignStand(stands[index * 2].id, ["entry": .text(entry.text)], as: office)
        }
    }

    /// Two questions about an information day: one is answered, one waits.
    private func ask() async throws {
        var selection = Selection()
        selection.chosen["kind"] = ["information_day"]
        guard let day = try await programme.events(selection, as: office).items.first,
            let asker = partners.sorted(by: { $0.key < $1.key }).first?.value
        else { return }
        let first = try await programme.askQuestion(
            about: day.id, ["text": .text("Can a company apply without an institute?")], as: asker)
        _ = try await programme.changeQuestion(
            first.id,
            [
                "version": .number(1),
                "question": .record([
                    "en": .text("Can a company apply without an institute?"),
                    "ru": .text("Может ли компания подать заявку без института?"),
                ]),
                "answer": .record([
                    "en": .text("Yes, with a partner in another country."),
                    "ru": .text("Да, с партнёром в другой стране."),
                ]),
            ], as: office)
        _ = try await programme.publishQuestion(first.id, as: office)
        _ = try await programme.askQuestion(
            about: day.id, ["text": .text("Will the slides be published, and when?")], as: asker)
        _ = try await programme.addMaterial(
            to: day.id,
            [
                "title": .record(["en": .text("Guide for applicants"), "ru": .text("Руководство для заявителей")]),
                "link": .text("https://isthmus.example/guide"),
            ], as: office)
    }

    private static let works: [(language: String, own: String, en: String)] = [
        ("ru", "Лазерный термометр льда", "Laser thermometer for ice"),
        ("hy", "Սառույցի ռադար", "Ice radar"),
        ("ka", "წყლის სპექტრომეტრი", "Water spectrometer"),
        ("kk", "Дала метеостанциясы", "Field weather station"),
        ("fi", "Kannettava mikroskooppi", "Portable microscope"),
        ("el", "Αισθητήρας σεισμών", "Earthquake sensor"),
    ]

    private static let jury = [
        (email: "juror1@isthmus.example", name: "Tamar Kvirikashvili"),
        (email: "juror2@isthmus.example", name: "Ilkka Järvelä"),
    ]

    private static let entryForm = """
        kind: form
        id: contest-entry
        version: 1
        languages: [en, ru]
        title:
          en: Entry of an instrument
          ru: Заявка с прибором
        sections:
          - id: instrument
            title:
              en: The instrument
              ru: Прибор
            questions:
              - id: partners
                kind: short_text
                label:
                  en: Who built it
                  ru: Кто его создал
                required: true
              - id: size
                kind: number
                label:
                  en: People who built it
                  ru: Сколько человек его создавали
                min: 1
                max: 500
        """
}
