import Foundation
import Text

/// Something that takes place: an information day, a seminar, a forum; where and when, for whom, and how to come.
public struct Event: Governed {
    public static let kind = "event"
    public static let prefix = "ev"

    public let id: ID<Event>
    public var kind: Kind
    public var title: Multilingual
    public var text: Multilingual
    /// Whom it is for.
    public var audience: Multilingual
    public var topics: [String]
    /// In which it is held.
    public var languages: [String]
    public var format: Format
    /// The house, with its street.
    public var place: String
    public var city: String
    /// ISO 3166-1 alpha-2; empty for one that is only online.
    public var country: String
    /// Degrees north and east.
    public var latitude: Double?
    public var longitude: Double?
    /// Where to join online: for those who take part.
    public var link: String?
    public var website: String?
    /// The zone whose clocks count, by its name in the IANA database.
    public var zone: String
    public var starts: WallTime
    public var ends: WallTime
    public var startsAt: Moment
    public var endsAt: Moment
    public var registration: RegistrationRule
    /// People without an account may register, with an address that they confirm.
    public var visitorsMayRegister: Bool
    public var registrationOpens: WallTime?
    public var registrationCloses: WallTime?
    public var registrationOpensAt: Moment?
    public var registrationClosesAt: Moment?
    /// How many can come; nil without a limit.
    public var capacity: Int?
    public var status: Status
    public var cancelReason: Multilingual
    /// Folded titles and places: what lists search.
    public var searchText: String
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment
    /// The organisations that organise or host it, which may work on it; kept beside it.
    var keepers: [String] = []

    public enum Kind: String, Codable, Sendable, CaseIterable {
        case informationDay = "information_day"
        case seminar, forum, conference, training, exhibition, competition, brokerage
    }

    public enum Format: String, Codable, Sendable, CaseIterable {
        case onSite = "on_site"
        case online, hybrid
    }

    public enum RegistrationRule: String, Codable, Sendable, CaseIterable {
        case none, automatic
        /// The organisers look at each.
        case approval
    }

    public enum Status: String, Codable, Sendable, CaseIterable { case draft, published, cancelled }

    /// Where it stands in time; never kept.
    public enum State: String, Codable, Sendable, CaseIterable { case upcoming, running, over, cancelled }

    public enum Permission: String, PermissionSet {
        case view
        /// The event's own texts, agenda, materials.
        case edit
        /// Let everybody see it, or call it off.
        case decide
        /// Read who comes, approve, check in.
        case receive
    }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isOwn = actor.isOffice || actor.holds(.representative, on: [Scope(id)] + keepers.map { Scope(text: $0) })
        let allowed =
            switch permission {
            case .view: status != .draft || isOwn
            case .edit: isOwn && status != .cancelled
            case .receive: isOwn
            case .decide: actor.isOffice
            }
        return allowed ? nil : .init("event.refused.\(permission)")
    }

    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("event.refused.create")
    }

    public func state(at now: Moment) -> State {
        if status == .cancelled { return .cancelled }
        return now < startsAt ? .upcoming : now < endsAt ? .running : .over
    }

    /// The clocks at the place; those of UTC where the zone is no longer known.
    var clock: ZoneClock { ZoneClock(zone) ?? Self.universal }
    private static let universal: ZoneClock = {
        guard let clock = ZoneClock("UTC") else { preconditionFailure("there is no UTC") }
        return clock
    }()

    /// For a reader who may not know how to join online.
    func seen(mayJoin: Bool) -> Event {
        var seen = self
        if !mayJoin { seen.link = nil }
        return seen
    }

    // The keepers are rows of their own.
    private enum CodingKeys: String, CodingKey {
        case id, kind, title, text, audience, topics, languages, format, place, city, country, latitude, longitude, link
        case website, zone, starts, ends, startsAt, endsAt, registration, visitorsMayRegister, registrationOpens
        case registrationCloses, registrationOpensAt, registrationClosesAt, capacity, status, cancelReason, searchText
        case sortName, version, createdAt, changedAt
    }
}

extension Event {
    static let longestText = 20_000
    static let mostPeople = 100_000
    /// Nothing takes longer, in days.
    static let longest = 400

    static func blank(_ id: ID<Event>, at now: Moment) -> Event {
        let time = WallTime(day: now.day, minute: 0)
        return Event(
            id: id, kind: .seminar, title: [:], text: [:], audience: [:], topics: [], languages: [], format: .onSite,
            place: "", city: "", country: "", latitude: nil, longitude: nil, link: nil, website: nil, zone: "",
            starts: time, ends: time, startsAt: now, endsAt: now, registration: .none, visitorsMayRegister: false,
            registrationOpens: nil, registrationCloses: nil, registrationOpensAt: nil, registrationClosesAt: nil,
            capacity: nil, status: .draft, cancelReason: [:], searchText: "", sortName: "", version: 0, createdAt: now,
            changedAt: now)
    }

    private var isNew: Bool { version == 0 }

    /// The event after what a form or a body gave; throws every issue.
    func changed(by fields: Fields, isTopic: (String) -> Bool, at now: Moment) throws(Problem) -> Event {
        var next = self
        next.kind = fields.choice("kind", isNew ? nil : kind) ?? kind
        next.title = fields.multilingual("title", title, atMost: 300, isRequired: true, lines: false)
        next.text = fields.multilingual("text", text, atMost: Self.longestText)
        next.audience = fields.multilingual("audience", audience, atMost: 1_000)
        next.topics = fields.texts("topics", topics, atMost: 20, each: 60)
        for topic in next.topics where !isTopic(topic) { fields.complain("topics", "field.unknown", ["code": topic]) }
        next.languages = fields.languageCodes("languages", languages)
        next.website = fields.webAddress("website", website)
        next.readPlace(from: fields)
        next.readTimes(from: fields, isNew: isNew)
        next.readRegistration(from: fields)
        try fields.finish()
        return next.settled(version: version + 1, at: now)
    }

    private mutating func readPlace(from fields: Fields) {
        format = fields.choice("format", format) ?? format
        place = fields.text("place", place, atMost: 300)
        city = fields.text("city", city, atMost: 120)
        country =
            fields.code("country", country, isRequired: format != .online) { Countries.isCode($0) } ?? ""
        latitude = fields.decimal("latitude", latitude, in: -90...90)
        longitude = fields.decimal("longitude", longitude, in: -180...180)
        if (latitude == nil) != (longitude == nil) {
            fields.complain(latitude == nil ? "latitude" : "longitude", "organisation.place.half")
        }
        if format != .online, city.isEmpty { fields.complain("city", "field.required") }
        link = fields.webAddress("link", link)
    }

    private mutating func readTimes(from fields: Fields, isNew: Bool) {
        zone = fields.code("zone", zone, isRequired: true) { ZoneClock($0) != nil } ?? zone
        let clock = ZoneClock(zone)
        starts = fields.wallTime("starts", isNew ? nil : starts, in: clock, isRequired: true) ?? starts
        ends = fields.wallTime("ends", isNew ? nil : ends, in: clock, isRequired: true) ?? ends
        guard let clock else { return }
        (startsAt, endsAt) = (clock.moment(starts), clock.moment(ends))
        guard fields.issues.allSatisfy({ $0.field != "starts" && $0.field != "ends" }) else { return }
        if endsAt <= startsAt {
            fields.complain("ends", "event.ends_before")
        } else if endsAt > startsAt.adding(days: Self.longest) {
            fields.complain("ends", "event.too_long", ["days": String(Self.longest)])
        }
    }

    private mutating func readRegistration(from fields: Fields) {
        registration = fields.choice("registration", registration) ?? registration
        visitorsMayRegister = fields.flag("visitors_may_register", visitorsMayRegister)
        capacity = fields.integer("capacity", capacity, in: 1...Self.mostPeople)
        let clock = ZoneClock(zone)
        registrationOpens = fields.wallTime("registration_opens", registrationOpens, in: clock)
        registrationCloses = fields.wallTime("registration_closes", registrationCloses, in: clock)
        guard let clock else { return }
        registrationOpensAt = registrationOpens.map { clock.moment($0) }
        registrationClosesAt = registrationCloses.map { clock.moment($0) }
        if let opens = registrationOpensAt, let closes = registrationClosesAt, closes <= opens {
            fields.complain("registration_closes", "event.closes_before")
        }
        if let opens = registrationOpensAt, opens >= endsAt {
            fields.complain("registration_opens", "event.opens_late")
        }
    }

    /// With what follows from the rest computed again.
    func settled(version: Int, at now: Moment) -> Event {
        var next = self
        let titles = title.languages.compactMap { title[$0] }
        next.searchText = folded((titles + [place, city]).joined(separator: " "))
        next.sortName = folded(title.reading("en"))
        next.version = version
        next.changedAt = now
        return next
    }
}

/// An organisation that organises, hosts, supports or pays for an event.
public struct EventOrganiser: Governed {
    public static let kind = "event_organiser"
    public static let prefix = "eo"
    static let most = 20

    public let id: ID<EventOrganiser>
    public let eventID: ID<Event>
    public let organisationID: ID<Organisation>
    public var role: Role
    public var position: Int
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Role: String, Codable, Sendable, CaseIterable {
        case organiser, host, partner, funder

        /// Whether who speaks for it may work on the event.
        var keeps: Bool { self == .organiser || self == .host }
    }

    public enum Permission: String, PermissionSet { case view }

    /// Whoever sees the event sees who organises it; the verbs load the event.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? { nil }
}
