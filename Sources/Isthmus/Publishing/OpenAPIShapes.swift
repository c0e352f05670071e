import Search

extension OpenAPIDocument {
    /// What the API gives of one thing. Fields with `?` are missing where nothing is known or the reader may not
    /// see them.
    static let things = [
        OpenAPIShape(
            "Organisation",
            """
            id:id legalName:text names:[OrganisationName] identifiers:[Identifier] kind:\(Organisation.Kind.choices)
            country:text city:text latitude:number? longitude:number? parents:list successors:list website:web?
            email:mail?
            phone:text? summary:texts founded:integer? status:\(ProfileStatus.choices) source:text version:integer
            changedAt:moment
            """),
        OpenAPIShape(
            "Person",
            """
            id:id names:[PersonName] orcid:text? country:text languages:list summary:texts email:mail? phone:text?
            website:web? status:\(ProfileStatus.choices) source:text version:integer changedAt:moment
            """),
        OpenAPIShape(
            "Affiliation",
            """
            id:id personID:id organisationID:id teamID:id? title:texts fromDay:day? untilDay:day? version:integer
            createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "Team",
            """
            id:id organisationID:id name:texts summary:texts leaderID:id? website:web? status:\(ProfileStatus.choices)
            version:integer changedAt:moment
            """),
        OpenAPIShape(
            "Competence",
            """
            id:id organisationID:id? teamID:id? personID:id? country:text statement:texts detail:texts keywords:list
            topics:list readiness:integer<1..9? equipment:[Texts] evidence:[Evidence] status:\(ProfileStatus.choices)
            version:integer changedAt:moment
            """),
        OpenAPIShape(
            "Network",
            """
            id:id name:texts acronym:text kind:\(Network.Kind.choices) country:text? summary:texts topics:list
            website:web?
            founded:integer? status:\(ProfileStatus.choices) sortName:text version:integer createdAt:moment
            changedAt:moment
            """),
        OpenAPIShape(
            "NetworkProfile",
            """
            network:Network members:[NetworkMemberLine] formerMembers:[NetworkMemberLine] topics:[Named] mayEdit:flag
            """),
        OpenAPIShape(
            "NetworkMember",
            """
            id:id networkID:id organisationID:id? personID:id? role:text fromDay:day? untilDay:day? version:integer
            createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "Project",
            """
            id:id code:text acronym:text title:texts abstract:texts identifiers:[Identifier] programme:text
            callCode:text
            scheme:text status:\(Project.Status.choices) startDay:day? endDay:day? startYear:integer costMinor:integer?
            grantMinor:integer? currency:text keywords:list topics:list predecessors:list website:web? source:text
            edited:list searchText:text sortName:text version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "ProjectProfile",
            """
            project:Project participations:[ProjectPart] topics:[Named] predecessors:[Named] successors:[Named]
            mayEdit:flag
            history:[HistoryLine]
            """),
        OpenAPIShape(
            "Participation",
            """
            id:id projectID:id organisationID:id role:\(Participation.Role.choices) country:text grantMinor:integer?
            costMinor:integer? currency:text ordinal:integer source:text version:integer createdAt:moment
            changedAt:moment
            """),
        OpenAPIShape(
            "Topic",
            """
            id:id scheme:TopicScheme code:text uri:text? name:texts definition:texts level:integer ancestors:[TopicLine]
            children:[TopicLine] crosswalks:[TopicMatch] counts:Counts version:integer
            """),
        OpenAPIShape(
            "Country",
            "code:text alpha3:text euCode:text region:text name:texts latitude:number longitude:number groups:list"),
        OpenAPIShape(
            "CountryProfile",
            """
            figures:CountryFigures strongest:[Partner] partners:[CountryCount] years:[YearCount] competences:[Named]
            topics:[TopicCount]
            """),
        OpenAPIShape("CountryGroup", "code:text name:texts members:list validity:text"),
        OpenAPIShape("Language", "code:text alpha3:text ownName:text script:text? name:texts"),
        OpenAPIShape("Currency", "code:text digits:integer until:integer? name:texts"),
        OpenAPIShape("Me", "id:id name:text email:mail language:text person:id? isReadOnly:flag grants:[GrantLine]"),
        OpenAPIShape("Notices", "notices:[Notice] unread:integer next:id?"),
        OpenAPIShape("Notice", "id:id accountID:id key:text details:Details link:text createdAt:moment readAt:moment?"),
        OpenAPIShape(
            "SavedSearch",
            """
            id:id name:text address:text results:integer? fresh:integer? digest:\(DigestPeriod.choices) seenAt:moment
            version:integer createdAt:moment
            """),
        OpenAPIShape(
            "FindResults",
            """
            count:integer page:integer pages:integer manner:\(FindManner.choices) hits:[FindHit] facets:FindFacets
            """),
        OpenAPIShape(
            "FindHit",
            """
            id:id kind:\(FinderRecord.Kind.choices) title:text address:text country:text score:number snippet:text
            notes:list reasons:[FindReason]
            """),
        OpenAPIShape(
            "FindReason", "word:text field:text way:\(Search.Way.choices) found:list share:number"),
        OpenAPIShape("FindFacets", "kind:[FindCount] country:[FindCount] topic:[FindCount]"),
        OpenAPIShape("FindCount", "value:text label:text count:integer"),
        OpenAPIShape(
            "Expert",
            """
            id:id kind:person|team|organisation title:text address:text country:text score:number
            strength:\(FoundExpert.Strength.choices) textCount:integer evidence:[ExpertProof] terms:[ExpertTerm]
            """),
        OpenAPIShape(
            "ExpertProof", "id:id kind:\(FinderRecord.Kind.choices) title:text address:text share:number"),
        OpenAPIShape("ExpertTerm", "word:text share:number"),
        OpenAPIShape("MailProfile", "line:MailLine attempts:[MailAttempt]"),
        OpenAPIShape(
            "MailPreference",
            "digests:flag campaigns:flag reminders:flag invitations:flag timeZone:text suspendedAt:moment?"),
        OpenAPIShape("MailSuspension", "id:id mailbox:text since:moment reply:text liftedAt:moment?"),
        OpenAPIShape(
            "Merge",
            """
            id:id kind:\(ProfileKind.choices) keptID:id goneID:id keptName:text goneName:text chosen:list mergedBy:text
            createdAt:moment undoneBy:text? undoneAt:moment? changes:[MergeMove] stayed:[MergeRemainder] version:integer
            """),
        OpenAPIShape(
            "MergePreview",
            """
            kind:\(ProfileKind.choices) kept:MergedProfile gone:MergedProfile rows:[MergeRow] moves:[MergeMove]
            obstacles:list
            """),
        OpenAPIShape(
            "Duplicate",
            """
            id:id kind:\(ProfileKind.choices) aID:id bID:id country:text score:integer<0..1000
            reasons:[DuplicateReason] foundAt:moment dismissedBy:id? dismissedAt:moment? version:integer
            changedAt:moment
            """),
    ]

    /// What lists give of each thing.
    static let lines = [
        OpenAPIShape(
            "OrganisationLine",
            """
            id:id legalName:text names:[OrganisationName] kind:\(Organisation.Kind.choices) country:text city:text
            status:\(ProfileStatus.choices) version:integer changedAt:moment
            """),
        OpenAPIShape(
            "PersonLine",
            """
            id:id names:[PersonName] country:text organisationID:id? organisation:text? status:\(ProfileStatus.choices)
            version:integer changedAt:moment
            """),
        OpenAPIShape(
            "AffiliationLine",
            """
            id:id personID:id names:[PersonName] organisationID:id organisation:text country:text teamID:id? title:texts
            fromDay:day? untilDay:day? version:integer
            """),
        OpenAPIShape(
            "TeamLine",
            """
            id:id name:texts organisationID:id organisation:text country:text members:integer
            status:\(ProfileStatus.choices) version:integer changedAt:moment
            """),
        OpenAPIShape(
            "CompetenceLine",
            """
            id:id statement:texts country:text readiness:integer? organisationID:id? organisation:text? personID:id?
            names:[PersonName]? status:\(ProfileStatus.choices) version:integer changedAt:moment
            """),
        OpenAPIShape(
            "NetworkLine",
            """
            id:id name:texts acronym:text kind:\(Network.Kind.choices) country:text? status:\(ProfileStatus.choices)
            members:integer version:integer changedAt:moment
            """),
        OpenAPIShape(
            "ProjectLine",
            """
            id:id code:text acronym:text title:texts programme:text scheme:text status:\(Project.Status.choices)
            startDay:day? endDay:day? grantMinor:integer? currency:text version:integer changedAt:moment
            """),
        OpenAPIShape("TopicLine", "id:id schemeID:id code:text parentID:id? name:texts level:integer children:integer"),
        OpenAPIShape(
            "AccountLine",
            """
            id:id name:text email:mail language:text state:\(AccountState.choices) hasSecondFactor:flag createdAt:moment
            role:\(Role.choices)?
            """),
        OpenAPIShape(
            "MailLine",
            """
            id:id address:mail name:text language:text subject:text reason:text about:text
            kind:\(MailKind.choices) state:\(MailState.choices)
            attempts:integer nextAttemptAt:moment? lastError:text createdAt:moment sentAt:moment? failedAt:moment?
            cancelledAt:moment?
            """),
        OpenAPIShape(
            "DuplicateLine",
            """
            id:id kind:\(ProfileKind.choices) aID:id bID:id aLegalName:text? bLegalName:text? aNames:[PersonName]?
            bNames:[PersonName]? country:text score:integer<0..1000 reasons:[DuplicateReason] foundAt:moment
            state:\(DuplicateLine.State.choices)
            """),
        OpenAPIShape(
            "MergeLine",
            """
            id:id kind:\(ProfileKind.choices) keptID:id goneID:id keptName:text goneName:text mergedBy:text
            createdAt:moment undoneAt:moment?
            """),
    ]
}
