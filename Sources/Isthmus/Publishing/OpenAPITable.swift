extension OpenAPIDocument {
    /// The API as it is.
    static let isthmus = OpenAPIDocument(
        operations: [
            directory,
            networks,
            finding,
            projects,
            forms,
            inventory,
            calls,
            partnering,
            support,
            campaigns,
            events,
            brokerage,
            timetables,
            eventProgrammes,
            eventArchive,
            insight,
            contests,
            vocabulary,
            office,
        ].flatMap { $0 },
        shapes: [
            things,
            lines,
            given,
            small,
            formShapes,
            inventoryShapes,
            callShapes,
            partneringShapes,
            supportShapes,
            networkShapes,
            campaignShapes,
            eventShapes,
            brokerageShapes,
            timetableShapes,
            eventProgrammeShapes,
            eventArchiveShapes,
            insightShapes,
            contestShapes,
        ].flatMap { $0 })

    /// What each operation takes, by method and path.
    static let bodies = isthmus.bodies

    static func operation(
        _ method: OpenAPIOperation.Method, _ path: String, _ summary: String, query: String = "", body: String? = nil,
        answer: String? = nil
    ) -> OpenAPIOperation {
        OpenAPIOperation(
            method: method, path: "/api/v1" + path, summary: summary, query: query, body: body, answer: answer)
    }

    /// A list with its filters and sorts, as `Listing` says them.
    static func list<Item>(_ path: String, _ summary: String, _ listing: Listing<Item>, _ shape: String)
        -> OpenAPIOperation
    {
        let filters = listing.facets.map { "\($0.name):list" }.joined(separator: " ")
        let sorts = listing.sorts.map(\.name).joined(separator: "|")
        let sort = listing.sorts.count > 1 ? sorts : "text"
        return operation(
            .get, path, summary,
            query: "q:text<200 \(filters) sort:\(sort) after:text before:text limit:integer<1..100",
            answer: "list \(shape)")
    }

    /// List, one, create and change.
    private static func whole<Item>(
        _ path: String, _ one: String, _ many: String, _ listing: Listing<Item>, shape: String, line: String
    ) -> [OpenAPIOperation] {
        [
            list(path, "A page of the \(many)", listing, line),
            operation(.get, path + "/{id}", "One \(one), as whoever asks may see it", answer: shape),
            operation(.post, path, "Add a \(one)", body: "\(shape)Given", answer: shape),
            operation(
                .patch, path + "/{id}", "Change the given fields of a \(one)", body: "\(shape)Change", answer: shape),
        ]
    }

    private static let directory: [OpenAPIOperation] =
        whole(
            "/organisations", "organisation", "organisations", Organisation.listing, shape: "Organisation",
            line: "OrganisationLine")
        + whole("/people", "person", "people", Person.listing, shape: "Person", line: "PersonLine")
        + whole(
            "/affiliations", "person's affiliation", "affiliations: who works where", Affiliation.listing,
            shape: "Affiliation", line: "AffiliationLine")
        + whole("/teams", "team", "teams", Team.listing, shape: "Team", line: "TeamLine")
        + whole(
            "/competences", "competence", "competences", Competence.listing, shape: "Competence", line: "CompetenceLine"
        )

    private static let projects: [OpenAPIOperation] = [
        list("/projects", "A page of the projects", Project.listing, "ProjectLine"),
        operation(.get, "/projects/{id}", "One project with everybody's part in it", answer: "ProjectProfile"),
        operation(.post, "/projects", "Add a project", body: "ProjectGiven", answer: "Project"),
        operation(
            .patch, "/projects/{id}", "Change the given fields of a project", body: "ProjectChange", answer: "Project"),
        operation(
            .post, "/projects/{id}/participations", "Give an organisation a part in a project",
            body: "ParticipationGiven",
            answer: "Participation"),
        operation(
            .patch, "/participations/{id}", "Change a part in a project", body: "ParticipationChange",
            answer: "Participation"),
        operation(.delete, "/participations/{id}", "Take a part out of a project"),
    ]

    private static let vocabulary: [OpenAPIOperation] = [
        list("/topics", "A page of the topics", Topic.listing, "TopicLine"),
        operation(.get, "/topics/{id}", "One topic with what stands around it", answer: "Topic"),
        operation(
            .patch, "/topics/{id}", "Change the name or the definition of a topic", body: "TopicChange", answer: "Topic"
        ),
        operation(.get, "/countries", "All countries", query: "group:list region:list q:text", answer: "all Country"),
        operation(.get, "/countries/{code}", "One country by its two letters", answer: "Country"),
        operation(.get, "/countries/{code}/figures", "What the directory holds of a country", answer: "CountryProfile"),
        operation(.get, "/country-groups", "Groups of countries with their members", answer: "all CountryGroup"),
        operation(.get, "/languages", "All languages", answer: "all Language"),
        operation(.get, "/currencies", "All currencies", answer: "all Currency"),
        operation(.get, "/openapi.yaml", "This description", answer: "YAML"),
    ]

    private static let finding: [OpenAPIOperation] = [
        operation(
            .get, "/find", "What holds some words, the best first, with the reasons; 503 while the index is built",
            query: """
                q:text<10000 kind:\(FinderRecord.Kind.choices) country:text topic:text \
                page:integer<1..\(FindQuestion.mostPages) limit:integer<1..\(FindCallPages.most)
                """,
            answer: "FindResults"),
        operation(
            .get, "/experts", "Who can do something, the best first, with what shows it",
            query: """
                q:text<10000 text:text<10000 kind:person|team|organisation country:text \
                limit:integer<1..\(ExpertQuestion.most)
                """,
            answer: "[Expert]"),
    ]

    private static let office: [OpenAPIOperation] = [
        operation(.get, "/me", "Whose token it is", answer: "Me"),
        operation(.get, "/me/mail", "Which mails one gets", answer: "MailPreference"),
        operation(
            .patch, "/me/mail", "Change which mails one gets", body: "MailPreferenceChange", answer: "MailPreference"),
        operation(.get, "/notices", "One's own notices, the newest first", query: "after:id", answer: "Notices"),
        operation(.post, "/notices/{id}/read", "Mark a notice as read", answer: "Notice"),
        operation(.get, "/searches", "One's own saved searches with what they find now", answer: "[SavedSearch]"),
        operation(.post, "/searches", "Save a search", body: "SavedSearchGiven", answer: "SavedSearch"),
        operation(
            .patch, "/searches/{id}", "Give a saved search another name, or have its news mailed",
            body: "SavedSearchChange", answer: "SavedSearch"),
        operation(.delete, "/searches/{id}", "Forget a saved search"),
        operation(
            .post, "/searches/{id}/opening", "Note that what a saved search finds was seen", answer: "SavedSearch"),
        list("/office/accounts", "A page of the accounts", Account.listing(at: Moment(seconds: 0)), "AccountLine"),
        list("/office/mail", "A page of the mail", Mail.listing, "MailLine"),
        operation(.get, "/office/mail/{id}", "One mail with its attempts", answer: "MailProfile"),
        operation(.post, "/office/mail/{id}/retry", "Make a mail due at once", answer: "MailProfile"),
        operation(.post, "/office/mail/{id}/cancel", "Keep a mail from leaving", answer: "MailProfile"),
        operation(.get, "/office/mail/suspensions", "Addresses that get no mail", answer: "[MailSuspension]"),
        list("/office/duplicates", "A page of the pairs that may be one", Duplicate.listing, "DuplicateLine"),
        operation(
            .post, "/office/duplicates/{id}/dismissal", "Say that the two of a pair are not the same",
            answer: "Duplicate"),
        operation(.delete, "/office/duplicates/{id}/dismissal", "Take back that they are not the same"),
        list("/office/merges", "A page of the merges", Merge.listing, "MergeLine"),
        operation(
            .get, "/office/merges/previews/{kept}/{gone}", "What merging two profiles would do",
            answer: "MergePreview"),
        operation(.post, "/office/merges", "Make one profile of two", body: "MergeGiven", answer: "Merge"),
        operation(.get, "/office/merges/{id}", "One merge with what it changed", answer: "Merge"),
        operation(.post, "/office/merges/{id}/reversal", "Make two profiles of one again", answer: "Merge"),
    ]
}
