extension OpenAPIDocument {
    /// What is sent in. A creation needs the fields with `!`; a change needs none but the `version` that
    /// was read.
    static let given: [OpenAPIShape] =
        pair(
            "Organisation", needs: ["legalName", "country"],
            """
            legalName:text<300 names:[OrganisationName]<60 kind:\(Organisation.Kind.choices) country:text city:text<120
            latitude:number<-90..90 longitude:number<-180..180 website:web email:mail phone:text<60 summary:texts<4000
            founded:integer<800..2100 visibility:VisibilityGiven status:\(ProfileStatus.choices)
            identifiers:[Identifier]<30
            parents:list<20 successors:list<20
            """, onlyNew: "message:text<2000")
        + pair(
            "Person", needs: ["names", "country"],
            """
            names:[PersonNameGiven]<12 orcid:text country:text languages:list summary:texts<4000 email:mail
            phone:text<60
            website:web visibility:VisibilityGiven status:\(ProfileStatus.choices)
            """, onlyNew: "affiliation:WorkplaceGiven")
        + pair(
            "Affiliation", needs: [], "teamID=team:id title:texts<200 fromDay=from:day untilDay=until:day",
            onlyNew: "personID=person:id! organisationID=organisation:text<300!")
        + pair(
            "Team", needs: ["name"],
            "name:texts<200 summary:texts<4000 website:web leaderID=leader:id status:\(ProfileStatus.choices)",
            onlyNew: "organisationID=organisation:id!")
        + pair(
            "Competence", needs: ["statement"],
            """
            teamID=team:id statement:texts<300 detail:texts<6000 keywords:list<30 topics:list<20 readiness:integer<1..9
            equipment:[Texts]<30 evidence:[EvidenceGiven]<30 status:\(ProfileStatus.choices)
            """, onlyNew: "organisationID=organisation:id personID=person:id")
        + pair(
            "Network", needs: ["name"],
            """
            name:texts<300 acronym:text<60 kind:\(Network.Kind.choices) country:text summary:texts<4000 topics:list<20
            website:web founded:integer<1800..2100 status:\(ProfileStatus.choices)
            """)
        + pair(
            "Member", needs: [], "role:text<100 fromDay:day untilDay:day",
            onlyNew: "organisationID:text<300 personID:text<300")
        + pair(
            "Project", needs: ["title"],
            """
            code:text<60 acronym:text<60 title:texts<500 abstract:texts<10000 programme:text<120 callCode:text<120
            scheme:text<120 status:\(Project.Status.choices) startDay:day endDay:day currency:text
            costMinor:integer<0..9000000000000000 grantMinor:integer<0..9000000000000000
            keywords:list<40 topics:list<20 website:web identifiers:[Identifier]<20 predecessors:list<20
            """)
        + pair(
            "Participation", needs: [],
            """
            role:\(Participation.Role.choices) country:text currency:text grantMinor:integer<0..9000000000000000
            costMinor:integer<0..9000000000000000
            """, onlyNew: "organisationID:id!")
        + pair(
            "SavedSearch", needs: ["name"], "name:text<120 digest:\(DigestPeriod.choices)",
            onlyNew: "address:text<\(SearchAddress.longest)!")
        + [
            OpenAPIShape(
                "MailPreferenceChange", given: true,
                "digests:flag campaigns:flag reminders:flag invitations:flag timeZone:text"),
            OpenAPIShape("TopicChange", given: true, "name:texts definition:texts version:integer"),
            OpenAPIShape(
                "MergeGiven", given: true,
                """
                id:id kind:\(ProfileKind.choices) keptID=kept:id! goneID=gone:id! keptVersion:integer
                goneVersion:integer choose:MergeChoices
                """),
        ]

    /// The shapes of a creation and of a change.
    static func pair(_ name: String, needs: [String], _ fields: String, onlyNew: String = "") -> [OpenAPIShape] {
        let required = fields.split(whereSeparator: \.isWhitespace).map { field in
            needs.contains(String(field.prefix { $0 != ":" })) ? field + "!" : String(field)
        }
        let new = "id:id \(onlyNew) " + required.joined(separator: " ")
        return [
            OpenAPIShape(name + "Given", given: true, new),
            OpenAPIShape(name + "Change", given: true, fields + " version:integer"),
        ]
    }

    /// Parts of other shapes.
    static let small = [
        OpenAPIShape(
            "OrganisationName", given: true, "text:text<300! language:text<12 kind:\(OrganisationName.Kind.choices)"),
        OpenAPIShape("Identifier", given: true, "scheme:text<30! value:text<100!"),
        OpenAPIShape("PersonName", "script:text given:text family:text patronymic:text"),
        OpenAPIShape("PersonNameGiven", given: true, "given:text<100 family:text<100 patronymic:text<100 script:text"),
        OpenAPIShape(
            "VisibilityGiven", given: true,
            ["website", "email", "phone", "summary", "founded", "languages"].map {
                "\($0):\(Visibility.choices)"
            }.joined(separator: " ")),
        OpenAPIShape(
            "WorkplaceGiven", given: true,
            "organisationID=organisation:text<300! teamID=team:id title:texts<200 fromDay=from:day untilDay=until:day"),
        OpenAPIShape("Texts", given: true, "en:text ru:text"),
        OpenAPIShape("Evidence", "kind:\(Competence.Evidence.Kind.choices) label:text url:web?"),
        OpenAPIShape("EvidenceGiven", given: true, "kind:\(Competence.Evidence.Kind.choices) label:text<300 url:web"),
        OpenAPIShape("Named", "id:id name:text note:text"),
        OpenAPIShape("HistoryLine", "at:moment action:text actorName:text"),
        OpenAPIShape(
            "ProjectPart",
            """
            id:id organisationID:id name:text city:text role:\(Participation.Role.choices) country:text
            grantMinor:integer?
            currency:text
            """),
        OpenAPIShape("TopicScheme", "id:id edition:text source:text licence:text name:texts"),
        OpenAPIShape("TopicMatch", "kind:\(Crosswalk.Kind.choices) topic:TopicLine"),
        OpenAPIShape("Counts", given: true, "competences:integer projects:integer"),
        OpenAPIShape(
            "CountryFigures",
            "code:text organisations:integer people:integer competences:integer projects:integer participations:integer"
        ),
        OpenAPIShape("Partner", "id:id name:text country:text projects:integer"),
        OpenAPIShape("CountryCount", "code:text count:integer"),
        OpenAPIShape("YearCount", "year:integer count:integer"),
        OpenAPIShape("TopicCount", "id:id name:text count:integer"),
        OpenAPIShape("GrantLine", "role:\(Role.choices) scope:text"),
        OpenAPIShape("Details", given: true, "name:text"),
        OpenAPIShape("MailAttempt", "id:id mailID:id mailbox:text at:moment outcome:text reply:text"),
        OpenAPIShape("DuplicateReason", "key:\(DuplicateReason.Key.choices) what:text"),
        OpenAPIShape("MergedProfile", "id:id name:text version:integer"),
        OpenAPIShape("MergeRow", "field:text kept:list gone:list outcome:\(MergePreview.Outcome.choices)"),
        OpenAPIShape("MergeMove", "kind:text count:integer"),
        OpenAPIShape("MergeRemainder", "kind:text id:id field:text"),
        OpenAPIShape(
            "MergeChoices", given: true,
            (Organisation.mergeFields.map(\.name) + ["orcid", "name_Latn", "name_Cyrl", "name_Armn"]).map {
                "\($0):\(MergeSide.choices)"
            }.joined(separator: " ")),
        OpenAPIShape("Problem", "type:text title:text detail:text key:text status:integer issues:[Issue]?"),
        OpenAPIShape("Issue", "field:text key:text detail:text"),
    ]
}
