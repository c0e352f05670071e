import Foundation
import Procedure
import Testing

@testable import Isthmus

/// The first half: the office opens, people come, say what they can do, and are found.
extension R1Story {
    /// Two officers, five countries that take part and four that read.
    func setUp() async throws {
        for (walker, name) in [(office, "Olga"), (second, "Otto")] {
            _ = try await programme.createAccount(
                Registration(email: walker.address, name: name, password: Walker.password, language: "en"),
                person: nil, grants: [Grant(.officer, on: .programme)], as: .program("set-up"))
            try await walker.signIn()
        }
        let sample = SourceTree.root.appending(path: "docs/samples/competence-platform.yaml")
        guard case .programme(let scheme) = try Scheme(yaml: try Data(contentsOf: sample), file: "platform.yaml") else {
            throw Defect("the sample is no programme")
        }
        let done = try await programme.setUp(scheme, as: .program("set-up"))
        #expect(done == ProgrammeSetUp(informationOnly: 4, changed: 9))
        let page = try await office.open("/country-standings")
        #expect(page.contains("Moldova"))
    }

    private static let organisations = """
        legal_name,name_en,name_ru,country,city,kind
        Լճի ինստիտուտ,Lake Institute,Институт озера,AM,Sevan,research
        Степной университет,Steppe University,Степной университет,UA,Poltava,education
        Harbour Works,,,DE,Kiel,company
        Laboratoire de la Tour,Tower Laboratory,Лаборатория башни,FR,Lille,research
        Institutul Râului,River Institute,Институт реки,MD,Orhei,research
        Belarusian Peat Centre,,Торфяной центр,BY,Pinsk,research
        Kazakh Salt Institute,,Институт соли,KZ,Atyrau,research
        Volga Water College,,Волжский колледж воды,RU,Samara,education
        """

    /// One of the calls is about what the story is about; the others are there so that words have their weight.
    private static let subjects = [
        ("Water quality of mountain lakes by sensors", "water quality, lakes, sensors"),
        ("Salt marshes under changing climate", "salt marshes, climate"),
        ("Batteries for heavy vehicles", "batteries, lithium"), ("Vaccines against malaria", "vaccines, malaria"),
        ("Old manuscripts read by machines", "manuscripts, palaeography"),
        ("Steel without coal", "steel, hydrogen"), ("Bees and orchards", "bees, pollination"),
        ("Earthquakes and buildings", "earthquakes, masonry"), ("Quantum clocks in orbit", "clocks, satellites"),
        ("Wheat that needs less nitrogen", "wheat, fertiliser"), ("Rail freight across borders", "rail, logistics"),
        ("Teaching of statistics at schools", "teaching, statistics"),
    ]

    private static let calls = subjects.enumerated().map { index, subject in
        """
        {"topicId":"HORIZON-T-\(index + 1)","programme":"Horizon Europe","title":"\(subject.0)",\
        "callIdentifier":"HE-1","actionType":"RIA","deadline":"2026-12-01","deadlineModel":"single-stage",\
        "callStatus":"open","keywords":"\(subject.1)","budgetMin":0,"budgetMax":2500000,"expectedGrants":2,\
        "description":"<p>\(subject.0). Projects of several countries study: \(subject.1).</p>"}
        """
    }.joined(separator: "\n")

    func bringInRecords() async throws {
        let table = try await programme.runImport(
            .organisations, [.bytes(name: "organisations.csv", Array(Self.organisations.utf8))], dryRun: false,
            as: .program("command line"))
        #expect(table.issues.isEmpty)
        let report = try await programme.runImport(
            .calls, [.bytes(name: "calls.jsonl", Array(Self.calls.utf8))], dryRun: false, as: .program("command line"))
        #expect(report.issues.isEmpty)
        try await office.open("/organisations?q=Lake")
        pages["lake"] = try office.link("/organisations/o-")
        try await office.open("/organisations?q=Steppe")
        pages["steppe"] = try office.link("/organisations/o-")
        try await office.open("/organisations?q=Harbour")
        pages["harbour"] = try office.link("/organisations/o-")
        try await office.open("/organisations?q=Tower")
        pages["tower"] = try office.link("/organisations/o-")
        try await office.open("/organisations?q=River")
        pages["river"] = try office.link("/organisations/o-")
        try await office.open("/calls?q=mountain")
        pages["call"] = try office.link("/calls/cl-")
        let found = try await office.open(pages["call"] ?? "")
        #expect(found.contains("Water quality of mountain lakes"))
    }

    /// Accounts and own profiles, in three scripts.
    func letPeopleCome() async throws {
        let people: [(Walker, String, String, String, String, String)] = [
            (anahit, "Անահիտ Սարգսյան", "Սարգսյան", "Անահիտ", "AM", "Լճի ինստիտուտ"),
            (borys, "Борис Кравченко", "Кравченко", "Борис", "UA", "Степной университет"),
            (maria, "Maria Lind", "Lind", "Maria", "DE", "Harbour Works"),
            (pierre, "Pierre Martin", "Martin", "Pierre", "FR", "Laboratoire de la Tour"),
            (ion, "Ion Rusu", "Rusu", "Ion", "MD", "Institutul Râului"),
        ]
        for (walker, name, family, given, country, employer) in people {
            try await walker.register(as: name)
            #expect(walker.path.hasPrefix("/desk"))
            try await walker.open("/people/new")
            try await walker.send(
                [
                    "names.0.family": family, "names.0.given": given, "country": country, "email": walker.address,
                    "affiliation.organisation": employer,
                ],
                to: "/people")
            #expect(walker.page.contains(family))
            pages[walker.address] = walker.path
        }
        // The same person is found in the other script.
        let found = try await office.open("/people?q=Sargsyan")
        #expect(found.contains("Սարգսյան") || found.contains("Sargsyan"))
    }

    /// They say whom they speak for; the office looks and agrees.
    func letSpeakForOrganisations() async throws {
        for (walker, name) in [
            (anahit, "lake"), (borys, "steppe"), (maria, "harbour"), (pierre, "tower"), (ion, "river"),
        ] {
            let path = try #require(pages[name])
            try await walker.open(path + "/claim")
            try await walker.send(["message": "I lead the department of science there."], to: path + "/claim")
            try await office.open("/office/claims")
            let form = try #require(SampleForm.all(in: office.page).first { $0.action.hasPrefix("/office/claims/") })
            try await office.send(["decision": "granted"], to: form.action)
            let mail = try await walker.mail()
            #expect(mail.contains("http"))
        }
        let page = try await anahit.open(pages["lake"] ?? "")
        #expect(page.contains(pages["lake"].map { $0 + "/form" } ?? "-"))
    }

    /// A campaign reaches those of the countries, also of those who only read.
    func tellEverybody() async throws {
        try await office.open("/segments/new")
        try await office.send(["name": "Everybody of the nine countries"], to: "/segments")
        let segment = office.id
        try await office.open("/campaigns/new")
        try await office.send(
            [
                "title.en": "Waters of four mountains", "title.ru": "Воды четырёх гор", "is_public": "1",
                "segment_id": segment, "subject.en": "Say what your laboratory can do",
                "subject.ru": "Скажите, что умеет ваша лаборатория", "letter.en": "The platform is open.",
                "letter.ru": "Платформа открыта.",
            ], to: "/campaigns")
        let path = office.path.split(separator: "?").first.map(String.init) ?? ""
        pages["campaign"] = path
        try await office.open(path + "/preview")
        let shown = MailClock(zone: "", else: programme.settings.timeZone, hour: 0).shown(clock.now)
        try await office.send(["day": "\(shown.day)", "hour": "\(shown.hour)"], to: path + "/schedule")
        clock.advance(minutes: 70)
        _ = try await programme.sendCampaigns()
        #expect(try await anahit.mail().contains("The platform is open."))
        #expect(try await ion.mail().contains("Платформа открыта."))
        try await anahit.followMail()
        let page = try await office.open(path)
        #expect(page.contains("Waters of four mountains"))
    }

    func describeCompetences() async throws {
        let competences: [(Walker, String, String, String, String)] = [
            (
                anahit, "lake", "Measuring water quality of mountain lakes with sensors",
                "Измерение качества воды горных озёр датчиками", "water quality, lakes, sensors"
            ),
            (
                borys, "steppe", "Modelling groundwater under steppe soils",
                "Моделирование грунтовых вод степных почв", "groundwater, modelling"
            ),
            (maria, "harbour", "Building sensor buoys", "Строительство буёв с датчиками", "buoys, sensors"),
        ]
        for (walker, name, english, russian, keywords) in competences {
            let organisation = (pages[name] ?? "").split(separator: "/").last.map(String.init) ?? ""
            try await walker.open("/competences/new?organisation=\(organisation)")
            try await walker.send(
                [
                    "statement.en": english, "statement.ru": russian, "keywords": keywords, "topics": "ford-1-5",
                    "readiness": "6",
                ], to: "/competences")
            #expect(walker.path.hasPrefix("/competences/"))
            pages["competence of \(name)"] = walker.path.split(separator: "?").first.map(String.init)
        }
    }

    /// An expert is found by a text in another language, with the evidence.
    func findExperts() async throws {
        let english = try await maria.open("/find/experts?q=" + Query.encoded("sensors for water quality in lakes"))
        #expect(english.contains("Lake Institute") || english.contains("Լճի"))
        let russian = try await borys.open(
            "/find/experts?q=" + Query.encoded("измерение качества воды горных озёр датчиками"))
        #expect(russian.contains("Институт озера") || russian.contains("Lake Institute"))
    }
}
