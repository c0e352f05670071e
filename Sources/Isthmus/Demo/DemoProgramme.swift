import Foundation

/// A fictional programme, built through the same verbs that users call, the same for the same seed.
public struct DemoProgramme: Sendable {
    /// What is counted while it is built: done and in all.
    public typealias Progress = @Sendable (_ done: Int, _ all: Int) -> Void

    /// The demo's sign-ins: address, name, what they are.
    public static let signIns = [
        (email: "office@isthmus.example", name: "Marta Lindqvist", role: Role.officer),
        (email: "admin@isthmus.example", name: "Samvel Petrenko", role: Role.administrator),
    ]
    public static let password = "isthmus-demo"

    private let inner: Programme
    private let clock: DemoClock
    /// The program itself, then the officer who does the rest.
    var office = Actor.program("demonstration")
    /// The office's second pair of eyes.
    var administrator = Actor.program("demonstration")
    var random: SplitMix
    var organisations: [Organisation] = []
    /// The field of each organisation, by the same place.
    var fields: [DemoField] = []
    var places: [DemoPlace] = []
    var people: [(person: Person, organisation: Int)] = []
    var projects: [Project] = []
    /// The accounts of those who search for partners or answer, by their place among the people.
    var partners: [Int: Actor] = [:]
    /// Those with whose accounts networks and applications to them go on.
    var speakers: [Speaker] = []
    /// The day on which the story ends: calls close before and after it.
    let today: Day

    init(_ programme: Programme, seed: UInt64) {
        let clock = DemoClock(until: programme.clock())
        self.clock = clock
        today = programme.clock().day
        inner = Programme(
            store: programme.store, settings: programme.settings, clock: { clock.now }, ids: IDSource(seed: seed),
            logger: programme.logger)
        random = SplitMix(state: seed)
    }

    /// The programme, some hours after whatever was done before.
    var programme: Programme {
        clock.goOn()
        return inner
    }

    /// Builds everything into an empty database.
    public static func build(
        in programme: Programme, seed: UInt64 = 2_009, progress: @escaping Progress = { _, _ in }
    ) async throws {
        Server.addSources()
        var demo = DemoProgramme(programme, seed: seed)
        let all = 9
        try await demo.programme.installVocabulary(as: demo.office)
        try await demo.addOffice()
        try await demo.addOrganisations()
        // Early, so that much of it is over by now.
        try await demo.addYearOfScience()
        progress(1, all)
        try await demo.addPeople()
        progress(2, all)
        try await demo.addTeamsAndCompetences()
        progress(3, all)
        try await demo.addProjects()
        progress(4, all)
        try await demo.addNetworks()
        try await demo.addNetworkApplications(.early)
        progress(5, all)
        try await demo.addCalls()
        // What campaigns sent counts as delivered: letters that are still on their way come after them.
        try await demo.addCampaigns()
        try await demo.addInventory()
        try await demo.addNetworkApplications(.middle)
        progress(6, all)
        try await demo.addEvents()
        progress(7, all)
        try await demo.addMembers()
        try await demo.addFollowers()
        try await demo.addPartnerSearches()
        try await demo.addTimetables()
        try await demo.addWhatWaits()
        progress(8, all)
        try await demo.addSupport()
        try await demo.addNetworkApplications(.late)
        try await demo.addMeetings()
        try await demo.reportYearOfScience()
        try await demo.addEvidence()
        try await demo.addContests()
        try await demo.addYoungYear()
        try await programme.sealAll()
        programme.noteChange()
        progress(9, all)
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(random.next() % UInt64(elements.count))]
    }
    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(random.next() % UInt64(range.count))
    }
    mutating func chance(_ percent: Int) -> Bool { random.next() % 100 < UInt64(percent) }

    /// Three hundred organisations: five in each of sixty cities.
    private mutating func addOrganisations() async throws {
        for place in DemoPlace.all {
            for turn in 0..<5 {
                let field = DemoField.all[(organisations.count * 7 + turn) % DemoField.all.count]
                let given = organisation(turn, field, place)
                organisations.append(try await programme.createOrganisation(given, as: office))
                fields.append(field)
                places.append(place)
            }
        }
        // Some institutes belong to the university of their city.
        for index in stride(from: 0, to: organisations.count, by: 15) {
            let given: [String: Given] = ["parents": .text(organisations[index + 1].id.text)]
            organisations[index] = try await programme.changeOrganisation(organisations[index].id, given, as: office)
        }
    }

    private mutating func organisation(_ turn: Int, _ field: DemoField, _ place: DemoPlace) -> [String: Given] {
        let (name, own, kind) = Self.name(turn, field, place)
        var names: [Given] = []
        if let own, let language = place.language {
            names.append(.record(["text": .text(own), "language": .text(language), "kind": .text("label")]))
        }
        let acronym = name.split(separator: " ").filter { $0.first?.isUppercase == true }.compactMap(\.first).map(
            String.init
        ).joined()
        names.append(.record(["text": .text(acronym), "language": .text("en"), "kind": .text("acronym")]))
        let slug = acronym.lowercased() + String(organisations.count)
        return [
            "legal_name": .text(name), "names": .list(names), "kind": .text(kind.rawValue),
            "country": .text(place.country),
            "city": .text(place.city), "latitude": .number(place.latitude), "longitude": .number(place.longitude),
            "website": .text("https://\(slug).example"), "email": .text("contact@\(slug).example"),
            "founded": .number(Double(number(1890...2018))),
            "summary": .record([
                "en": .text(
                    "\(name) works on \(field.keywords.joined(separator: ", ")) with partners abroad. "
                        + "It offers laboratories, field stations and supervision of doctoral students."),
                "ru": .text(
                    "Организация ведёт совместные исследования с зарубежными партнёрами, "
                        + "располагает лабораториями и полевыми станциями, принимает аспирантов."),
            ]),
        ]
    }

    /// An invented company: its name says neither where it is nor what it does, as names of companies do.
    private static func company(in place: DemoPlace) -> String {
        let index = DemoPlace.all.firstIndex { $0.city == place.city } ?? 0
        return brands[index % brands.count] + " " + branches[index / brands.count % branches.count]
    }
    private static let brands = [
        "Tarvelo", "Brimfeld", "Ostranda", "Kelmarin", "Zarvenik", "Aluvista", "Norrhavn", "Pelikord", "Savintra",
        "Urmelin", "Dovrasol", "Mirzanta", "Fjalmar", "Orbelane", "Tesquara", "Velnoria", "Hargeta", "Ilmastro",
        "Quellmark", "Rovantis",
    ]
    private static let branches = ["Instruments", "Technologies", "Systems"]

    /// English name, own name, kind: institutes, a university, a company, an agency a city.
    private static func name(_ turn: Int, _ field: DemoField, _ place: DemoPlace) -> (
        String, String?, Organisation.Kind
    ) {
        let own: (_ ru: String, _ hy: String) -> String? = { ru, hy in
            place.language == "hy" ? hy : place.language == nil ? nil : ru
        }
        switch turn {
        case 0:
            return (
                "Institute of \(field.en), \(place.city)",
                own("Институт \(field.ru), \(place.native)", "\(field.hy.capitalizedFirst) ինստիտուտ, \(place.native)"),
                .research
            )
        case 1:
            return (
                "Technical University of \(place.city)",
                own("Технический университет, \(place.native)", "Տեխնիկական համալսարան, \(place.native)"), .education
            )
        case 2:
            return (
                "Centre for \(field.en), \(place.city)",
                own("Центр \(field.ru), \(place.native)", "\(field.hy.capitalizedFirst) կենտրոն, \(place.native)"),
                .facility
            )
        case 3: return (company(in: place), nil, .company)
        default:
            return (
                "Regional Agency for Innovation, \(place.city)",
                own(
                    "Региональное агентство инноваций, \(place.native)",
                    "Նորարարության տարածքային գործակալություն, \(place.native)"),
                .government
            )
        }
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
