import Foundation

extension DemoProgramme {
    /// Twenty-five calls of fictional funders around today: open, forthcoming and closed ones, with rules per side.
    mutating func addCalls() async throws {
        for (index, field) in (DemoField.all + DemoField.all + [DemoField.all[0]]).enumerated() {
            let funder = Self.funders[index % Self.funders.count]
            let instrument = pick(Self.instruments)
            let skill = field.skills[index % field.skills.count]
            // Every fifth is over, every fourth not yet open.
            let opens = index % 5 == 4 ? -number(150...200) : index % 4 == 3 ? number(10...60) : -number(5...60)
            let closes = index % 5 == 4 ? -number(3...90) : max(opens, 0) + number(12...170)
            let budget = number(4...40) * 25
            let given: [String: Given] = [
                "code": .text("\(funder.acronym)-\(today.year)-\(101 + index)"), "programme": .text(funder.en),
                "call_code": .text("\(funder.acronym)-\(today.year)"),
                "title": .record([
                    "en": .text(instrument.en + skill.en.lowercasedStart),
                    "ru": .text(instrument.ru + skill.ru.lowercasedStart),
                ]),
                "text": text(of: field, instrument), "conditions": Self.conditions,
                "instrument": .text(instrument.short), "theme": .text(field.en),
                "topics": .list([.text(field.topic)]), "keywords": .list(field.keywords.map(Given.text)),
                "budget_least": .text("\(budget / 2)000"), "budget_most": .text("\(budget)000"),
                "expected_grants": .text(String(number(2...12))), "opening_day": .text("\(today.adding(days: opens))"),
                "deadlines": .list(deadlines(today.adding(days: closes), index)),
                "least_partners": .text(instrument.short == "mobility" ? "1" : "3"),
                "least_countries": .text(instrument.short == "mobility" ? "1" : "2"),
                "career_stages": .list(instrument.stages.map(Given.text)),
                "portal": .text("https://\(funder.acronym.lowercased()).example/calls/\(101 + index)"),
                "status": .text(index == 24 ? "draft" : "published"),
            ]
            let call = try await programme.createCall(given, as: office)
            try await addRules(to: call.id, index)
        }
    }

    private func text(of field: DemoField, _ instrument: Instrument) -> Given {
        let words = field.keywords.joined(separator: ", ")
        return .record([
            "en": .text(
                "Teams from at least two countries apply together for work on \(words).\n\n"
                    + "The call pays for people, travel and small equipment. Doctoral students take part in every team."
            ),
            "ru": .text(
                "Заявку подают вместе группы не менее чем из двух стран.\n\n"
                    + "Конкурс оплачивает труд, поездки и небольшие приборы. В каждой группе участвуют аспиранты."),
        ])
    }

    private static let conditions: Given = .record([
        "en": .text("One lead institute submits for all. Results are published openly within a year."),
        "ru": .text("Заявку за всех подаёт головной институт. Результаты открыто публикуют в течение года."),
    ])

    /// One deadline, two stages, or two cut-offs, on and around the day that was drawn.
    private func deadlines(_ day: Day, _ index: Int) -> [Given] {
        func deadline(_ kind: String, _ days: Int) -> Given {
            .record(["kind": .text(kind), "at": .text("\(day.adding(days: days))")])
        }
        let isOver = index % 5 == 4
        switch index % 6 {
        case 2: return [deadline("first_stage", 0), deadline("second_stage", isOver ? 2 : 90)]
        case 5: return [deadline("cut_off", isOver ? -40 : 60), deadline("cut_off", 0)]
        default: return [deadline("single", 0)]
        }
    }

    /// Who takes part, and whose funder pays for whom.
    private func addRules(to call: ID<Call>, _ index: Int) async throws {
        var rules: [[String: Given]] = [
            ["side": .text("eu"), "is_paid": .flag(true)],
            [
                "side": .text("AM"), "is_paid": .flag(true), "payer": .text("Fund for Science Partnerships, Yerevan"),
                "note": .record([
                    "en": .text("The Armenian side also applies to its own fund, by the same day."),
                    "ru": .text("Армянская сторона в тот же срок подаёт заявку и в свой фонд."),
                ]),
            ],
        ]
        switch index % 4 {
        case 0:
            rules.append([
                "side": .text("central-asia"), "is_paid": .flag(true),
                "payer": .text("Central Asian Partnership Programme"),
            ])
            rules.append(["side": .text("any")])
        case 1: rules.append(["side": .text("eastern-partnership"), "is_paid": .flag(true)])
        case 2:
            rules.append(["side": .text("GE")])
            rules.append(["side": .text("any"), "takes_part": .flag(false)])
        default: rules.append(["side": .text("any")])
        }
        for rule in rules { _ = try await programme.addRule(to: call, rule, as: office) }
    }

    private struct Instrument: Sendable {
        let short, en, ru: String
        let stages: [String]
    }

    private static let instruments = [
        Instrument(
            short: "joint project", en: "Joint projects: ", ru: "Совместные проекты: ",
            stages: ["established", "leading"]),
        Instrument(
            short: "mobility", en: "Research visits: ", ru: "Научные поездки: ",
            stages: ["first", "recognised"]),
        Instrument(
            short: "innovation", en: "From laboratory to market: ", ru: "Из лаборатории на рынок: ", stages: []),
        Instrument(
            short: "network", en: "Networks of schools: ", ru: "Сети школ: ",
            stages: ["student", "first", "recognised"]),
    ]

    private static let funders: [(en: String, acronym: String)] = [
        ("Isthmus Joint Calls", "IJC"), ("Bilateral Science Fund", "BSF"), ("Regional Innovation Scheme", "RIS"),
        ("Lakes and Mountains Foundation", "LMF"), ("Northern Bridge Programme", "NBP"),
    ]
}

extension String {
    fileprivate var lowercasedStart: String { prefix(1).lowercased() + dropFirst() }
}
