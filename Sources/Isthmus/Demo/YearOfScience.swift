import Foundation

/// A fictional year of science: its programme, and as many proposed events as are asked for, the same for the same
/// seed.
struct YearOfScience: Sendable {
    let first: Day
    let last: Day
    let opens: Day
    let closes: Day
    /// What it is called, and what it is about.
    let names: Names
    private var random: SplitMix

    init(seed: UInt64, first: Day, last: Day, opens: Day, closes: Day, names: Names = .northBridge) {
        (self.first, self.last, self.opens, self.closes, self.names) = (first, last, opens, closes, names)
        random = SplitMix(state: seed)
    }

    /// The words of a programme, in English and Russian.
    struct Names: Sendable {
        let title: (en: String, ru: String)
        let text: (en: String, ru: String)
        let label: (en: String, ru: String)

        static let northBridge = Names(
            title: ("Year of Science of the North Bridge", "Год науки «Северный мост»"),
            text: (
                "Events of both sides, organised by universities, institutes and companies, under one label.",
                "Мероприятия обеих сторон под одним знаком: их проводят университеты, институты и компании."
            ), label: ("Year of Science", "Год науки"))
        static let youngResearchers = Names(
            title: ("Year of Young Researchers", "Год молодых исследователей"),
            text: (
                "Schools, seminars and competitions at which young researchers of both sides find each other.",
                "Школы, семинары и конкурсы, на которых молодые исследователи обеих сторон находят друг друга."
            ), label: ("Young Researchers", "Молодые исследователи"))
    }

    /// An event that somebody proposes.
    struct Proposal: Sendable {
        let given: [String: Given]
        /// How good officers find it, from 0 to 100.
        let quality: Int
        let days: ClosedRange<Day>
    }

    static let themes = [
        "ford-1-3", "ford-4-1", "ford-3-3", "ford-2-10", "ford-2-2", "ford-1-5", "ford-1-2", "ford-2-7",
    ]
    private static let fields = DemoField.all.filter { themes.contains($0.topic) }
    private static let audiences =
        [("Researchers", "Исследователи"), ("Young scientists", "Молодые учёные")]
        + [("Companies", "Компании"), ("The public and schools", "Школы и все желающие")]

    private static func texts(_ en: String, _ ru: String) -> Given { .record(["en": .text(en), "ru": .text(ru)]) }

    /// The programme as its office's form gives it.
    var programme: [String: Given] {
        func name(_ en: String, _ ru: String, _ more: [String: Given] = [:]) -> Given {
            .record(["name": Self.texts(en, ru)].merging(more) { $1 })
        }
        return [
            "title": Self.texts(names.title.en, names.title.ru), "text": Self.texts(names.text.en, names.text.ru),
            "pack_text": Self.texts(
                "Use the label on your page, programme and banners. Send pictures with the report.",
                "Поставьте знак на страницу, программу и баннеры. Пришлите снимки вместе с отчётом."),
            "label_name": Self.texts(names.label.en, names.label.ru),
            "countries": .text("AM, GE, KZ, RU, DE, FR, FI, GR, IT, ES"),
            "topics": .list(Self.themes.map { .text($0) }),
            "audiences": .list(Self.audiences.map { name($0.0, $0.1) }),
            "criteria": .list([
                name("Scientific weight", "Научный вес", ["most": .text("5"), "weight": .text("3")]),
                name("Both sides take part", "Участие обеих сторон", ["most": .text("5"), "weight": .text("2")]),
                name("Organisation", "Организация", ["most": .text("5"), "weight": .text("1")]),
            ]),
            "checklist": .list([
                name("Send the agenda", "Прислать повестку", ["days": .text("-60")]),
                name("Announce the event with the label", "Объявить о мероприятии со знаком", ["days": .text("-30")]),
                name("Publish the materials", "Опубликовать материалы", ["days": .text("14")]),
            ]),
            "officers": .text("2"), "first_day": .text("\(first)"), "last_day": .text("\(last)"),
            "opens_on": .text("\(opens)"), "closes_on": .text("\(closes)"), "zone": .text("Europe/Brussels"),
            "report_days": .text("30"),
        ]
    }

    /// The next so many proposals.
    mutating func proposals(_ count: Int) -> [Proposal] { (0..<count).map { proposal($0) } }

    private mutating func proposal(_ index: Int) -> Proposal {
        let field = pick(Self.fields)
        let place = pick(DemoPlace.all)
        let partner = pick(DemoPlace.all)
        let kind = pick(Self.kinds)
        let audience = pick(["a1", "a1", "a1", "a2", "a2", "a3", "a4"])
        let length = pick([1, 1, 2, 2, 3, 4])
        let span = last.daysSince1970 - first.daysSince1970 - length
        // Spring and autumn are fuller than summer: of two days the one further from the middle.
        let days = [number(0...span), number(0...span)].sorted { abs($0 - span / 2) > abs($1 - span / 2) }
        let day = first.adding(days: days[number(0...3) == 0 ? 1 : 0])
        let (kindEN, kindRU) = (Words("en")("event.kind.\(kind)"), Words("ru")("event.kind.\(kind)"))
        let budget = number(5...80) * 1_000
        let given: [String: Given] = [
            "title": Self.texts(
                "\(kindEN): \(field.en.lowercased()), \(place.city)", "\(kindRU): \(field.ru), \(place.city)"),
            "text": Self.texts(
                "Two sides present joint work on \(field.keywords.joined(separator: ", ")) and plan what comes next.",
                "Две стороны показывают совместную работу (\(field.ru)) и договариваются о следующем шаге."),
            "kind": .text(kind), "theme": .text(field.topic), "audience": .text(audience),
            "organisers": .list([
                .record([
                    "name": .text("\(place.city) Institute of \(field.en)"), "country": .text(place.country),
                ]),
                .record(["name": .text("\(partner.city) University"), "country": .text(partner.country)]),
            ]),
            "format": .text(number(0...4) == 0 ? "hybrid" : "on_site"), "city": .text(place.city),
            "country": .text(place.country), "first_day": .text("\(day)"),
            "last_day": .text("\(day.adding(days: length - 1))"), "is_flexible": .flag(number(0...1) == 0),
            "participants": .text(String(number(2...40) * 10)), "currency": .text("EUR"),
            "budget": .text(String(budget)), "own": .text(String(budget / 100 * number(10...90))),
            "contact_name": .text("\(pick(Self.names)) \(index + 1)"),
            "email": .text("organiser\(index + 1)@isthmus.example"),
        ]
        return Proposal(given: given, quality: number(10...100), days: day...day.adding(days: length - 1))
    }

    /// What an officer gives a proposal: near its quality.
    mutating func points(_ proposal: Proposal) -> [String: Given] {
        let points = ["c1", "c2", "c3"].map { code in
            (code, Given.text(String(min(5, max(0, (proposal.quality + number(-15...15)) / 20)))))
        }
        return ["points": .record(Dictionary(uniqueKeysWithValues: points))]
    }

    /// What the organiser says afterwards.
    mutating func report(_ proposal: EventProposal) -> [String: Given] {
        var countries = [proposal.country]
        for one in proposal.organisers.map(\.country) + [pick(DemoPlace.all).country, pick(DemoPlace.all).country]
        where !countries.contains(one) {
            countries.append(one)
        }
        let people = countries.enumerated().map { index, country in
            Given.record(["country": .text(country), "count": .text(String(number(3...60) / (index + 1) + 1))])
        }
        return [
            "participants": .list(people),
            "outcomes": Self.texts(
                "Three groups agreed on a joint proposal; a summer school follows.",
                "Три группы договорились о совместной заявке; за этим последует летняя школа."),
            "press": .list([
                .record([
                    "title": .text("The week in science"),
                    "address": .text("https://press.isthmus.example/\(number(1...999))"),
                ])
            ]),
            "pictures": .list([
                .record([
                    "title": .text("The opening"),
                    "address": .text("https://pictures.isthmus.example/\(number(1...999))"),
                ])
            ]),
        ]
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(random.next() % UInt64(range.count))
    }
    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...(elements.count - 1))] }

    private static let kinds = [
        "seminar", "seminar", "seminar", "conference", "conference", "forum", "training", "exhibition",
        "information_day", "competition",
    ]
    private static let names = [
        "Anna Weiss", "Mher Sargsyan", "Ольга Лебедева", "Nino Kapanadze", "Ерлан Ахметов", "Elina Virtanen",
    ]
}

extension YearOfScience {
    /// Proposes it as somebody without an account does, who then follows the link in the mail.
    static func propose(
        _ proposal: Proposal, for id: ID<EventProgramme>, in programme: Programme, confirming: Bool = true
    ) async throws -> ID<EventProposal> {
        let proposalID: ID<EventProposal> = ID(programme.newID(EventProposal.prefix, at: programme.clock()))
        var visitor = Actor.visitor
        visitor.language = proposal.quality % 2 == 0 ? "en" : "ru"
        let given = proposal.given.merging(["id": .text(proposalID.text)]) { $1 }
        _ = try await programme.propose(for: id, given, as: visitor)
        if confirming {
            let token = try await programme.mailedProposalToken(proposalID)
            try await programme.confirmProposal(token: token.text, as: visitor)
        }
        return proposalID
    }

    static func decide(
        _ id: ID<EventProposal>, _ decision: ProposalDecision, in programme: Programme, as officer: Actor
    ) async throws {
        let reason =
            switch decision {
            case .selected: texts("Strong work of both sides.", "Сильная совместная работа обеих сторон.")
            case .reserve: texts("Good; selected if a place becomes free.", "Хорошо; отберём, если освободится место.")
            case .declined:
                texts("The part of the other side remains unclear.", "Неясно, в чём участие второй стороны.")
            }
        let decided = try await programme.decideProposal(
            id, ["decision": .text(decision.rawValue), "reason": reason], as: officer)
        if let event = decided.eventID, decision == .selected {
            _ = try await programme.publishEvent(event, as: officer)
        }
    }
}
