import Foundation

extension DemoProgramme {
    /// A dozen programmes, half a dozen mobility schemes, obstacles, bodies with those in office, and a round of the
    /// yearly update in which half of the owners have answered.
    mutating func addInventory() async throws {
        var programmes: [CooperationProgramme] = []
        for (index, plan) in Self.programmePlans.enumerated() {
            programmes.append(try await addProgramme(plan, index, after: programmes))
        }
        var schemes: [MobilityScheme] = []
        for (index, plan) in Self.schemePlans.enumerated() { schemes.append(try await addScheme(plan, index)) }
        try await addObstacles()
        try await addBodies()
        try await askOwners(programmes, schemes)
    }

    private mutating func addProgramme(
        _ plan: ProgrammePlan, _ index: Int, after earlier: [CooperationProgramme]
    ) async throws -> CooperationProgramme {
        let field = DemoField.all[index % DemoField.all.count]
        let parties: [Given] = plan.parties.map { side, amount, funder in
            .record([
                "side": .text(side), "funder": .text(funder),
                "pays": .text(amount == 0 ? "nothing" : amount < 0 ? "in_kind" : "money"),
                "amount": .text(amount > 0 ? "\(amount)000" : ""),
            ])
        }
        let budgets: [Given] = (0..<4).map { turn in
            let sum = plan.parties.map { max(0, $0.amount) }.reduce(0, +)
            return .record([
                "year": .text(String(today.year - 3 + turn)), "amount": .text("\(sum * (8 + turn) / 10)000"),
                "currency": .text("EUR"),
            ])
        }
        let given: [String: Given] = [
            "code": .text(plan.code), "title": .record(["en": .text(plan.en), "ru": .text(plan.ru)]),
            "summary": .record([
                "en": .text(
                    "It pays for joint work on \(field.keywords.joined(separator: ", ")) for up to three years."),
                "ru": .text("Программа до трёх лет оплачивает совместную работу групп из стран-участниц."),
            ]),
            "agreement": .record([
                "en": .text("Agreement on cooperation in science and technology"),
                "ru": .text("Соглашение о сотрудничестве в науке и технике"),
            ]),
            "agreed_on": .text("\(2008 + index)-0\(1 + index % 9)-15"),
            "owner": .text(organisations[5 * index + 4].id.text), "contact": .text("programme@\(index).example"),
            "parties": .list(parties), "budgets": .list(budgets),
            "instruments": .list(plan.instruments.map(Given.text)), "topics": .list([.text(field.topic)]),
            "career_stages": .list(plan.stages.map(Given.text)),
            "cycle": .text(index % 3 == 0 ? "two_years" : "yearly"),
            "evaluation": .record([
                "en": .text("Each side judges by itself; a joint committee decides on what both recommend."),
                "ru": .text(
                    "Каждая сторона оценивает сама; совместный комитет решает по тем заявкам, которые одобрили обе."),
            ]),
            "start_year": .text(String(2009 + index)), "website": .text("https://\(plan.code.lowercased()).example"),
            "reference": .text("https://\(plan.code.lowercased()).example/about"),
            "checked_on": .text(index % 4 == 3 ? "" : "\(today.adding(days: -number(20...700)))"),
            "predecessors": .list(index == 7 ? [.text(earlier[2].id.text)] : []),
            "status": .text(index == 2 ? "ended" : "active"),
        ]
        return try await programme.createRecord(CooperationProgramme.self, given, as: office)
    }

    private mutating func addScheme(_ plan: SchemePlan, _ index: Int) async throws -> MobilityScheme {
        let given: [String: Given] = [
            "code": .text(plan.code), "title": .record(["en": .text(plan.en), "ru": .text(plan.ru)]),
            "from_sides": .list(plan.from.map(Given.text)), "to_sides": .list(plan.to.map(Given.text)),
            "is_both_ways": .flag(index % 3 == 2), "career_stages": .list(plan.stages.map(Given.text)),
            "least_days": .text(String(plan.least)), "most_days": .text(String(plan.most)),
            "allowance": .text(String(number(6...20) * 100)), "allowance_for": .text("month"),
            "allowance_note": .record([
                "en": .text("Travel and insurance are paid besides."),
                "ru": .text("Дорога и страховка оплачиваются отдельно."),
            ]),
            "payer": .text(plan.payer), "payer_side": .text(plan.to[0]),
            "deadline_pattern": .text(index % 2 == 0 ? "yearly" : "rolling"), "owner_name": .text(plan.payer),
            "contact": .text("visits@\(plan.code.lowercased()).example"),
            "website": .text("https://\(plan.code.lowercased()).example"),
            "checked_on": .text("\(today.adding(days: -number(20...500)))"), "status": .text("active"),
        ]
        return try await programme.createRecord(MobilityScheme.self, given, as: office)
    }

    private mutating func addObstacles() async throws {
        for (index, plan) in Self.obstaclePlans.enumerated() {
            var given: [String: Given] = [
                "kind": .text(plan.kind), "country_a": .text(plan.a), "country_b": .text(plan.b),
                "title": .record(["en": .text(plan.en), "ru": .text(plan.ru)]), "state": .text(plan.state),
                "since_day": .text("201\(index)-03-01"), "status": .text("published"),
                "evidence": .list([
                    .record([
                        "text": .text("Named by \(number(3...19)) of 30 teams that were asked."),
                        "source": .text("Survey of partners"), "day": .text("\(today.adding(days: -number(90...800)))"),
                        "link": .text("https://survey.example/obstacles/\(index + 1)"),
                    ])
                ]),
            ]
            if plan.state != "open" {
                given["state_day"] = .text("\(today.adding(days: -60))")
                given["resolution"] = .record([
                    "en": .text("The joint committee agreed on a simpler procedure."),
                    "ru": .text("Совместный комитет договорился о более простом порядке."),
                ])
            }
            _ = try await programme.createObstacle(given, as: office)
        }
    }

    private mutating func addBodies() async throws {
        for (index, plan) in Self.bodyPlans.enumerated() {
            let body = try await programme.createBody(
                [
                    "kind": .text(plan.kind), "country": .text(plan.country),
                    "name": .record(["en": .text(plan.en), "ru": .text(plan.ru)]),
                    "website": .text("https://body\(index + 1).example"),
                ], as: office)
            let holders = [people[(index * 11) % people.count], people[(index * 11 + 5) % people.count]]
            for (turn, holder) in holders.enumerated() {
                let start = today.adding(days: turn == 0 ? -2_000 : -600)
                _ = try await programme.addTerm(
                    to: body.id,
                    [
                        "office": .record(["en": .text(plan.office.en), "ru": .text(plan.office.ru)]),
                        "holder": .text(holder.person.names.text(in: "en")), "person_id": .text(holder.person.id.text),
                        "from_day": .text("\(start)"),
                        "until_day": .text(turn == 0 ? "\(today.adding(days: -601))" : ""),
                    ], as: office)
            }
        }
    }

    /// Contacts in two languages; every other one who was asked has answered, one answer is accepted.
    private mutating func askOwners(_ programmes: [CooperationProgramme], _ schemes: [MobilityScheme]) async throws {
        for (index, record) in programmes.enumerated() where index != 5 {
            try await addContact(record.id, "owner\(index + 1)", index)
        }
        for (index, record) in schemes.enumerated() { try await addContact(record.id, "visits\(index + 1)", index) }
        let round = try await programme.createRound(
            [
                "year": .text(String(today.year)), "closes_on": .text("\(today.adding(days: 30))"),
                "note": .record([
                    "en": .text("This year we look at budgets in particular."),
                    "ru": .text("В этом году нас особенно интересуют бюджеты."),
                ]),
            ], as: office)
        _ = try await programme.sendRound(round.id, as: office)
        for (turn, mail) in ["owner1", "owner4", "owner7", "owner10", "visits1", "visits3"].enumerated() {
            guard let token = try await mailedToken(to: "\(mail)@isthmus.example") else { continue }
            try await programme.answerUpdate(
                token: token,
                [
                    "contact": .text("new-office@\(mail).example"),
                    "remark": .text(turn == 1 ? "The second side now pays more." : ""),
                ])
        }
        let answered = try await programme.updateRequests(Selection(), as: office).items
            .filter { $0.standing == .answered }
        if let first = answered.first {
            try await programme.decideUpdate(first.id, ["decision": .text("accepted")], as: office)
        }
    }

    private mutating func addContact<Record: StoredRecord>(
        _ record: ID<Record>, _ name: String, _ index: Int
    ) async throws {
        let russian = index % 2 == 1
        _ = try await programme.addContact(
            to: record,
            [
                "name": .text(russian ? "Ирина Ковалёва" : "Helena Winter"), "language": .text(russian ? "ru" : "en"),
                "email": .text("\(name)@isthmus.example"),
            ], as: office)
    }
}

extension DemoProgramme {
    fileprivate struct ProgrammePlan: Sendable {
        let code, en, ru: String
        /// A side, what it pays a year in thousands of euros (less than nothing: in kind), and who pays.
        let parties: [(side: String, amount: Int, funder: String)]
        let instruments, stages: [String]
    }

    fileprivate struct SchemePlan: Sendable {
        let code, en, ru: String
        let from, to, stages: [String]
        let least, most: Int
        let payer: String
    }

    fileprivate struct ObstaclePlan: Sendable { let kind, a, b, state, en, ru: String }
    fileprivate struct BodyPlan: Sendable {
        let kind, country, en, ru: String
        let office: (en: String, ru: String)
    }

    fileprivate static let programmePlans: [ProgrammePlan] = [
        plan(
            "AM-DE-JOINT", "Armenian-German joint projects", "Армяно-германские совместные проекты",
            [("AM", 120, "Fund for Science Partnerships"), ("DE", 300, "Office for Joint Research")], ["project"]),
        plan(
            "AM-FR-LABS", "Armenian-French laboratories", "Армяно-французские лаборатории",
            [("AM", 80, "Fund for Science Partnerships"), ("FR", 200, "Agency for Shared Laboratories")],
            ["project", "infrastructure"]),
        plan(
            "KZ-FI-WATER", "Water research, Kazakhstan and Finland", "Исследования воды: Казахстан и Финляндия",
            [("KZ", 150, "Steppe Science Fund"), ("FI", 150, "Lakes Foundation")], ["project"]),
        plan(
            "GE-EU-INNO", "Innovation vouchers for Georgia", "Инновационные ваучеры для Грузии",
            [("GE", 40, "Innovation Bureau"), ("eu", 400, "Regional Innovation Scheme")], ["innovation"]),
        plan(
            "CAUCASUS-SCHOOLS", "Summer schools of the South Caucasus", "Летние школы Южного Кавказа",
            [("AM", -1, "University network"), ("GE", -1, "University network"), ("DE", 90, "Exchange Service")],
            ["school", "workshop"], ["student", "first"]),
        plan(
            "KZ-DE-ENERGY", "Energy research, Kazakhstan and Germany", "Энергетика: Казахстан и Германия",
            [("KZ", 500, "Steppe Science Fund"), ("DE", 450, "Office for Joint Research")], ["project", "mobility"]),
        plan(
            "AM-FI-QUAKE", "Earthquakes and buildings", "Землетрясения и здания",
            [("AM", 60, "Fund for Science Partnerships"), ("FI", 70, "Lakes Foundation")], ["project"]),
        plan(
            "KZ-FI-LAKES", "Lakes and rivers, Kazakhstan and Finland", "Озёра и реки: Казахстан и Финляндия",
            [("KZ", 200, "Steppe Science Fund"), ("FI", 180, "Lakes Foundation")], ["project", "network"]),
        plan(
            "UA-PL-FUTURE", "Ukrainian-Polish research groups", "Украинско-польские группы",
            [("UA", 100, "Research Foundation"), ("PL", 260, "Centre for Partnership")], ["project"],
            ["recognised", "established"]),
        plan(
            "GE-FR-VINE", "Vine and wine research", "Исследования винограда и вина",
            [("GE", 50, "Innovation Bureau"), ("FR", 120, "Agency for Shared Laboratories")], ["project"]),
        plan(
            "AM-GE-NETWORK", "Networks of young scientists", "Сети молодых учёных",
            [("AM", 20, "Fund for Science Partnerships"), ("GE", 20, "Innovation Bureau")], ["network"], ["first"]),
        plan(
            "CENTRAL-ASIA-CLIMATE", "Climate of Central Asia", "Климат Центральной Азии",
            [("central-asia", -1, "Academies of the region"), ("DE", 600, "Office for Joint Research")],
            ["project", "fellowship"]),
    ]

    private static func plan(
        _ code: String, _ en: String, _ ru: String, _ parties: [(String, Int, String)], _ instruments: [String],
        _ stages: [String] = []
    ) -> ProgrammePlan {
        ProgrammePlan(
            code: code, en: en, ru: ru, parties: parties.map { (side: $0.0, amount: $0.1, funder: $0.2) },
            instruments: instruments, stages: stages)
    }

    fileprivate static let schemePlans = [
        SchemePlan(
            code: "DE-VISITS", en: "Research visits to Germany", ru: "Научные поездки в Германию",
            from: ["AM", "GE", "UA"], to: ["DE"], stages: ["first", "recognised"], least: 30, most: 180,
            payer: "Exchange Service"),
        SchemePlan(
            code: "FI-WINTER", en: "A winter in Finland", ru: "Зима в Финляндии", from: ["KZ", "KG"], to: ["FI"],
            stages: ["first"], least: 60, most: 120, payer: "Lakes Foundation"),
        SchemePlan(
            code: "AM-FR-WEEKS", en: "Weeks of exchange", ru: "Недели обмена", from: ["AM"], to: ["FR"],
            stages: ["established", "leading"], least: 7, most: 28, payer: "Agency for Shared Laboratories"),
        SchemePlan(
            code: "KZ-INCOMING", en: "Visiting professors in Kazakhstan", ru: "Приглашённые профессора в Казахстане",
            from: ["eu"], to: ["KZ"], stages: ["leading"], least: 14, most: 300, payer: "Steppe Science Fund"),
        SchemePlan(
            code: "GE-STUDENTS", en: "Laboratory summers for students", ru: "Лето в лаборатории для студентов",
            from: ["GE", "AM", "AZ"], to: ["PL"], stages: ["student"], least: 30, most: 90,
            payer: "Centre for Partnership"),
        SchemePlan(
            code: "UA-BRIDGE", en: "Bridge fellowships", ru: "Стипендии «Мост»", from: ["UA"], to: ["eu"],
            stages: ["first", "recognised", "established"], least: 90, most: 720, payer: "Northern Bridge Programme"),
    ]

    fileprivate static let obstaclePlans = [
        ObstaclePlan(
            kind: "visa", a: "AM", b: "DE", state: "open", en: "Stays over ninety days need a second visa",
            ru: "Для поездок дольше девяноста дней нужна вторая виза"),
        ObstaclePlan(
            kind: "customs", a: "KZ", b: "FI", state: "eased", en: "Instruments wait at the border for weeks",
            ru: "Приборы неделями ждут на границе"),
        ObstaclePlan(
            kind: "tax", a: "GE", b: "FR", state: "open", en: "Grants are taxed on both sides",
            ru: "Гранты облагаются налогом с обеих сторон"),
        ObstaclePlan(
            kind: "samples", a: "KZ", b: "DE", state: "open", en: "Soil samples may not leave the country",
            ru: "Пробы почвы нельзя вывозить из страны"),
        ObstaclePlan(
            kind: "data", a: "UA", b: "PL", state: "solved", en: "Health data could not be shared",
            ru: "Медицинские данные нельзя было передавать"),
        ObstaclePlan(
            kind: "money", a: "AM", b: "FI", state: "open", en: "Transfers to partners take months",
            ru: "Переводы партнёрам идут месяцами"),
    ]

    fileprivate static let bodyPlans = [
        BodyPlan(
            kind: "ministry", country: "AM", en: "Ministry of Education and Science",
            ru: "Министерство образования и науки", office: ("Deputy minister", "Заместитель министра")),
        BodyPlan(
            kind: "fund", country: "AM", en: "Fund for Science Partnerships", ru: "Фонд научного партнёрства",
            office: ("Director", "Директор")),
        BodyPlan(
            kind: "contact_point", country: "KZ", en: "National Contact Point for Climate",
            ru: "Национальный контактный центр по климату", office: ("Contact point", "Контактное лицо")),
        BodyPlan(
            kind: "agency", country: "GE", en: "Innovation Bureau", ru: "Бюро инноваций",
            office: ("Head of international programmes", "Глава международных программ")),
        BodyPlan(
            kind: "agency", country: "DE", en: "Office for Joint Research", ru: "Бюро совместных исследований",
            office: ("Programme officer for Central Asia", "Куратор программ по Центральной Азии")),
        BodyPlan(
            kind: "committee", country: "FI", en: "Joint Committee on Water Research",
            ru: "Совместный комитет по исследованиям воды", office: ("Co-chair", "Сопредседатель")),
    ]
}
