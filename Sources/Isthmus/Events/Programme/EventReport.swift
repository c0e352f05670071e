/// What an organiser says after an event: who came from where, what came of it, who wrote about it.
public struct EventReport: Governed {
    public static let kind = "event_report"
    public static let prefix = "rp"
    static let mostLinks = 30
    static let longestText = 10_000

    public let id: ID<EventReport>
    public let proposalID: ID<EventProposal>
    public var participants: [ReportCountry]
    public var outcomes: Multilingual
    public var press: [ReportLink]
    public var pictures: [ReportLink]
    public var status: Status
    /// What the office asks for when it gives the report back.
    public var note: String
    public var acceptedAt: Moment?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Status: String, Codable, Sendable, CaseIterable { case submitted, returned, accepted }

    public enum Permission: String, PermissionSet { case view }

    /// What was accepted stands in the booklet.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        actor.isOffice || status == .accepted ? nil : .init("event_report.refused.view")
    }

    /// For a reader of the booklet, who does not read what the office wrote to the organiser.
    func seen(by actor: Actor) -> EventReport {
        var seen = self
        if !actor.isOffice { seen.note = "" }
        return seen
    }

    var total: Int { participants.reduce(0) { $0 + $1.count } }

    /// The report after what a form or a body gave; throws every issue.
    func changed(by fields: Fields, at now: Moment) throws(Problem) -> EventReport {
        var next = self
        next.participants = fields.records("participants", participants, atMost: 100) { ReportCountry.read($0) }
        let countries = next.participants.map(\.country)
        if Set(countries).count < countries.count { fields.complain("participants", "event_report.country_twice") }
        if next.participants.isEmpty, !fields.issues.contains(where: { $0.field.hasPrefix("participants") }) {
            fields.complain("participants", "field.required")
        }
        next.outcomes = fields.multilingual("outcomes", outcomes, atMost: Self.longestText, isRequired: true)
        next.press = fields.records("press", press, atMost: Self.mostLinks) { ReportLink.read($0) }
        next.pictures = fields.records("pictures", pictures, atMost: Self.mostLinks) { ReportLink.read($0) }
        try fields.finish()
        (next.status, next.version, next.changedAt) = (.submitted, version + 1, now)
        return next
    }
}

/// How many came from a country.
public struct ReportCountry: Codable, Sendable, Hashable {
    public var country: String
    public var count: Int

    static func read(_ fields: Fields) -> ReportCountry? {
        let country = fields.code("country", nil, isRequired: false) { Countries.isCode($0) }
        let count = fields.integer("count", nil, in: 1...1_000_000)
        switch (country, count) {
        case (let country?, let count?): return ReportCountry(country: country, count: count)
        case (nil, nil): return nil
        case (nil, _): if fields.issues.isEmpty { fields.complain("country", "field.required") }
        case (_, nil): if fields.issues.isEmpty { fields.complain("count", "field.required") }
        }
        return nil
    }
}

/// An article about an event, or a picture of it: where it stands, and its title.
public struct ReportLink: Codable, Sendable, Hashable {
    public var title: String
    public var address: String

    static func read(_ fields: Fields) -> ReportLink? {
        let title = fields.text("title", atMost: 300)
        let address = fields.webAddress("address", nil)
        guard let address else {
            if !title.isEmpty, fields.issues.isEmpty { fields.complain("address", "field.required") }
            return nil
        }
        if title.isEmpty { fields.complain("title", "field.required") }
        return ReportLink(title: title, address: address)
    }
}
