import Database

/// What a section of a dossier is made from: two sides, who reads, when.
struct DossierQuestion: Sendable {
    let sides: CooperatingSides
    /// The countries of the second side, without the first.
    let members: [String]
    let actor: Actor
    let now: Moment

    /// What narrows a list to both sides.
    var between: Query { Query([("between", sides.text)]) }
    /// What narrows a list to the second side's countries.
    func ofSecond(_ name: String) -> [(name: String, value: String)] { members.map { (name, $0) } }
}

/// A section of every dossier: an area gives one for what it knows of two sides.
struct DossierSection: Sendable {
    /// The last word of the key of its title.
    let name: String
    /// What it says; with no figures and no rows it does not stand on the page.
    let make: @Sendable (DossierQuestion, Transaction, InsightMemory.Kept) throws -> DossierPart

    private static let added = Added<DossierSection>()

    /// Adds a section at the end when the program starts, in the place of one of the same name.
    static func add(_ section: DossierSection) { added.add(section, as: section.name) }

    static var all: [DossierSection] { added.all }
}

/// A list whose total is a figure: the number is that of the list's own page, so that it opens its records.
struct CountedList: Sendable {
    let path: String
    private let number: @Sendable (Transaction, Query, Actor, Moment) throws -> Int

    init<Item>(
        _ page: ListPage<Item>, at listing: @escaping @Sendable (Moment, Actor) -> Listing<Item>,
        visible: @escaping @Sendable (Actor) -> SQL
    ) {
        path = page.path
        number = { tx, query, actor, now in
            let listing = listing(now, actor)
            let selection = Selection(query, facets: listing.facets)
            return try tx.count(
                """
                SELECT COUNT(*) FROM \(listing.source)
                WHERE (\(visible(actor))) AND \(listing.condition(selection))
                """)
        }
    }

    /// The number with its address.
    func cell(_ query: Query, _ question: DossierQuestion, in tx: Transaction) throws -> DossierCell {
        .number(try count(query, in: tx, question.actor, question.now), path + query.address)
    }

    func count(_ query: Query, in tx: Transaction, _ actor: Actor, _ now: Moment) throws -> Int {
        try number(tx, query, actor, now)
    }

    static let organisations = CountedList(
        OrganisationPages.list, at: { _, _ in Organisation.listing }, visible: Organisation.visible)
    static let people = CountedList(PersonPages.list, at: { _, _ in Person.listing }, visible: Person.visible)
    static let competences = CountedList(
        CompetencePages.list, at: { _, _ in Competence.listing }, visible: Competence.visible)
    static let projects = CountedList(
        ProjectPages.list, at: { _, _ in Project.listing }, visible: { _ in "1 = 1" })
    static let calls = CountedList(CallPages.list, at: { now, _ in Call.listing(at: now) }, visible: Call.visible)
    static let programmes = CountedList(
        CooperationProgrammePages.list, at: { now, _ in CooperationProgramme.listing(at: now) },
        visible: CooperationProgramme.visible)
    static let mobility = CountedList(
        MobilityPages.list, at: { now, _ in MobilityScheme.listing(at: now) }, visible: MobilityScheme.visible)
    static let obstacles = CountedList(
        ObstaclePages.list, at: { _, _ in Obstacle.listing }, visible: Obstacle.visible)
    static let networks = CountedList(
        NetworkPages.list, at: { _, _ in Network.listing }, visible: Network.visible)
    static let events = CountedList(
        EventPages.list, at: { now, _ in Event.listing(at: now) }, visible: Event.visible)
    static let cases = CountedList(
        SupportCasePages.list, at: { _, _ in SupportCase.listing }, visible: SupportCase.visible)
    static let networkApplications = CountedList(
        NetworkApplicationPages.list, at: { _, _ in NetworkApplication.listing }, visible: NetworkApplication.visible)
    static let searches = CountedList(
        PartnerSearchPages.list, at: PartnerSearch.listing, visible: PartnerSearch.visible)
    static let meetings = CountedList(
        MeetingOutcomePages.list, at: { MeetingLine.listing(at: $0, for: $1) }, visible: MeetingLine.visible)
    static let consortia = CountedList(
        ConsortiumPages.list, at: { _, actor in Consortium.listing(for: actor) }, visible: Consortium.visible)
}
