import Hummingbird

@testable import Isthmus

/// Where a route of the site leads in the story: the addresses that are asked in its stead.
struct SampleRoute: Sendable {
    let method: HTTPRequest.Method
    /// With its parameters in braces.
    let path: String
    let address: String
    /// The thing that stands for the parameter, where there are several to try.
    let thing: String

    var title: String { "\(method.rawValue) \(path)" + (thing.isEmpty ? "" : " · \(thing)") }
    var isAPI: Bool { path.hasPrefix("/api/") }

    /// What stands for the parameter after the beginning of a path.
    private static let things: [(path: String, names: [String])] = [
        ("/organisations/{id}", ["organisation", "inactive organisation", "withdrawn organisation"]),
        ("/people/{id}", ["person", "withdrawn person"]),
        ("/affiliations/{id}", ["affiliation", "affiliation of withdrawn"]),
        ("/teams/{id}", ["team", "withdrawn team", "team of withdrawn"]),
        (
            "/competences/{id}",
            ["competence", "person's competence", "withdrawn competence", "competence of withdrawn"]
        ),
        ("/networks/{id}", ["network", "withdrawn network", "circle network"]),
        (
            "/network-applications/{id}",
            ["network application", "draft network application", "accepted network application"]
        ),
        ("/network-members/{id}", ["network member", "withdrawn organisation_id"]),
        ("/projects/{id}", ["project"]),
        ("/participations/{id}", ["participation", "participation of withdrawn"]),
        ("/forms/{id}", ["form", "draft form"]),
        ("/support-calls/{id}", ["support call", "closed support call", "decided support call", "draft support call"]),
        ("/support-applications/{id}", ["support application", "draft of application", "selected application"]),
        ("/support-cases/{id}", ["support case"]),
        ("/support-entries/{id}", ["support entry"]),
        ("/answers/{id}", ["answers", "draft of answers"]),
        ("/programmes/{id}", ["programme", "withdrawn programme"]),
        ("/mobility/{id}", ["scheme", "withdrawn scheme"]),
        ("/owner-contacts/{id}", ["owner contact"]),
        ("/obstacles/{id}", ["obstacle", "withdrawn obstacle"]),
        ("/bodies/{id}", ["body", "withdrawn body"]),
        ("/office-terms/{id}", ["term"]),
        ("/dossier-editions/{id}", ["edition", "draft edition"]),
        ("/named-groups/{id}", ["country group", "withdrawn country group"]),
        ("/office/updates/{id}", ["round"]),
        ("/office/update-requests/{id}", ["request", "answered request"]),
        ("/updates/{token}", ["token of update"]),
        ("/calls/{id}", ["call", "withdrawn call"]),
        ("/call-rules/{id}", ["call rule"]),
        ("/events/{id}", ["event", "withdrawn draft event"]),
        ("/campaigns/visits/{token}", ["token of campaign"]),
        ("/campaigns/{id}", ["campaign", "draft campaign"]),
        ("/segments/{id}", ["segment"]),
        ("/stop/{token}", ["token of stop"]),
        ("/partner-searches/{id}", ["partner search", "draft search"]),
        ("/search-reviews/{id}", ["search review"]),
        ("/expressions/{id}", ["expression", "contact"]),
        ("/expression-messages/{id}", ["expression message"]),
        ("/outcomes/{id}", ["outcome"]),
        ("/consortia/{id}", ["consortium"]),
        ("/consortium-members/{id}", ["consortium member"]),
        ("/events/{id}", ["event", "running event", "withdrawn draft event"]),
        ("/event-sessions/{id}", ["event session"]),
        ("/event-materials/{id}", ["material", "participants' material"]),
        ("/event-questions/{id}", ["answered question", "waiting question"]),
        ("/contests/{id}", ["contest", "judged contest", "decided contest", "draft contest"]),
        ("/contest-entries/{id}", ["judged entry", "draft entry"]),
        ("/contest-jurors/{id}", ["juror"]),
        ("/contest-awards/{id}", ["award"]),
        ("/contest-stands/{id}", ["stand", "free stand"]),
        ("/votes/{token}", ["token of vote"]),
        ("/calendars/{token}", ["token of calendar"]),
        ("/event-registrations/{id}", ["registration", "arrived registration", "seated registration"]),
        ("/registrations/{token}", ["token of registration", "token of unconfirmed registration"]),
        ("/check-in/{token}", ["token of badge"]),
        ("/brokerages/{id}", ["brokerage", "timetabled brokerage"]),
        ("/meeting-slots/{id}", ["meeting slot"]),
        ("/participants/{id}", ["participant holder", "participant claimant"]),
        ("/absences/{id}", ["absence"]),
        ("/meeting-requests/{id}", ["meeting request", "declined request"]),
        ("/timetable-drafts/{id}", ["timetable draft"]),
        ("/meetings/{id}", ["meeting"]),
        ("/event-programmes/{id}", ["event programme", "draft event programme"]),
        ("/event-proposals/{id}", ["proposal", "selected_proposal"]),
        ("/event-labels/{id}", ["selected_proposal"]),
        (
            "/proposals/{token}",
            ["token of proposal", "token of selected_proposal", "token of unconfirmed_proposal"]
        ),
        ("/notices/{id}", ["notice"]),
        ("/office/claims/{id}", ["claim", "decided claim"]),
        ("/office/mail/suspensions/{id}", ["suspension"]),
        ("/office/mail/{id}", ["mail"]),
        ("/office/accounts/{id}", ["account of member"]),
        ("/office/grants/{id}", ["grant"]),
        ("/office/invitations/{id}", ["invitation"]),
        ("/office/imports/{id}", ["import"]),
        ("/office/duplicates/{id}", ["duplicate"]),
        ("/office/merges/{id}", ["merge"]),
        ("/account/sessions/{id}", ["session of member"]),
        ("/account/tokens/{id}", ["token of officer"]),
        ("/account/searches/{id}", ["saved search"]),
        ("/searches/{id}", ["saved search"]),
        ("/invitations/{token}", ["token of invitation"]),
        ("/confirm/{token}", ["token of confirmation"]),
        ("/account/email/{token}", ["token of email"]),
        ("/password/new/{token}", ["token of password"]),
    ]
    /// Parameters that are no ids of the story.
    private static let fixed: [(path: String, addresses: [(thing: String, address: String)])] = [
        (
            "/organisations/by/{scheme}/{value}",
            [
                ("", "/organisations/by/national/77-123"),
                ("withdrawn organisation", "/organisations/by/national/99-999"),
            ]
        ),
        ("/answers/{id}/files/{question}", [("", "/answers/none/files/letter")]),
        ("/contest-entries/{id}/files/{question}", [("", "/contest-entries/none/files/letter")]),
        ("/topics/{id}", [("", "/topics/ford-1-5")]),
        ("/countries/{code}", [("", "/countries/AM")]),
        ("/dossier-editions/{id}/files/{file}", [("", "/dossier-editions/none/files/joint_by_year.csv")]),
        ("/dossiers/{first}/{second}/{file}", [("", "/dossiers/AM/FI/joint_by_year.csv")]),
        ("/dossiers/{first}/{second}", [("", "/dossiers/AM/FI")]),
        ("/works-together/{first}/{second}", [("", "/works-together/AM/FI")]),
        ("/works-together/{first}", [("", "/works-together/AM")]),
        ("/evidence/{code}", [("", "/evidence/coauthorship")]),
        ("/statistics/{file}", [("", "/statistics/organisations.svg")]),
        // Whoever sent files gets the address of their preview; this one nobody has.
        ("/office/imports/previews/{id}", [("", "/office/imports/previews/none")]),
        ("/office/imports/templates/{name}", [("", "/office/imports/templates/people.csv")]),
        ("/assets/{name}", [("", Embedded.assets.keys.min() ?? "")]),
    ]

    /// Every route of the site with every thing it can be asked about, in the order of their paths. A route that nobody
    /// knows to fill has the address "".
    static func all(of story: SampleStory) -> [SampleRoute] {
        Visiting.everyRoute.flatMap { route in
            addresses(of: route.path, story).map { thing, address in
                SampleRoute(method: route.method, path: route.path, address: address, thing: thing)
            }
        }
        .sorted { ($0.path, $0.method.rawValue) < ($1.path, $1.method.rawValue) }
    }

    private static func addresses(of path: String, _ story: SampleStory) -> [(thing: String, address: String)] {
        guard path.contains("{") else { return [("", path)] }
        let base = path.hasPrefix("/api/v1/") ? String(path.dropFirst(7)) : path
        let front = path.dropLast(base.count)
        func rest(_ known: String) -> Substring? { base.hasPrefix(known) ? base.dropFirst(known.count) : nil }
        if base == "/office/merges/previews/{kept}/{gone}", let kept = story.things["organisation"],
            let gone = story.things["partner"]
        {
            return [("", front + "/office/merges/previews/\(kept)/\(gone)")]
        }
        for (known, addresses) in fixed {
            if let rest = rest(known) { return addresses.map { ($0.thing, front + $0.address + rest) } }
        }
        for (known, names) in things {
            guard let rest = rest(known), let head = known.split(separator: "{").first else { continue }
            return names.compactMap { name in
                story.things[name].map { (names.count > 1 ? name : "", front + head + $0 + rest) }
            }
        }
        return [("", "")]
    }
}
