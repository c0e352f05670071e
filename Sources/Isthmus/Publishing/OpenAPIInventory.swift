extension OpenAPIDocument {
    /// The part of the API about the inventory.
    static let inventory: [OpenAPIOperation] =
        record(
            "/programmes", "cooperation programme", CooperationProgramme.listing(at: Moment(seconds: 0)),
            line: "ProgrammeLine", profile: "ProgrammeProfile", shape: "CooperationProgramme")
        + record(
            "/mobility", "mobility scheme", MobilityScheme.listing(at: Moment(seconds: 0)), line: "MobilityLine",
            profile: "MobilityProfile", shape: "MobilityScheme")
        + record(
            "/obstacles", "obstacle between two countries", Obstacle.listing, line: "ObstacleLine",
            profile: "ObstacleProfile", shape: "Obstacle")
        + [
            list("/bodies", "A page of the bodies that decide", PublicBody.listing(at: Moment(seconds: 0)), "BodyLine"),
            operation(.get, "/bodies/{id}", "One body with those in office", answer: "BodyProfile"),
            operation(.post, "/bodies", "Add a body", body: "PublicBodyGiven", answer: "PublicBody"),
            operation(
                .patch, "/bodies/{id}", "Change the given fields of a body", body: "PublicBodyChange",
                answer: "PublicBody"),
            operation(
                .post, "/bodies/{id}/terms", "Say who holds an office", body: "OfficeTermGiven", answer: "OfficeTerm"),
            operation(
                .patch, "/office-terms/{id}", "Change who holds an office", body: "OfficeTermChange",
                answer: "OfficeTerm"),
            operation(
                .get, "/inventory/funding", "Who funds whom: for every two sides, what the one pays",
                query: "currency:text", answer: "FundingMatrix"),
            operation(
                .get, "/inventory/gaps", "What is open by pair of countries and theme, or for one pair",
                query: "pair:text", answer: "GapMatrix"),
            list(
                "/office/update-requests", "A page of what owners were asked and answered", UpdateRequest.listing,
                "UpdateRequestLine"),
        ]

    private static func record<Item>(
        _ path: String, _ one: String, _ listing: Listing<Item>, line: String, profile: String, shape: String
    ) -> [OpenAPIOperation] {
        [
            list(path, "A page of: \(one)", listing, line),
            operation(.get, path + "/{id}", "One \(one)", answer: profile),
            operation(.post, path, "Add: \(one)", body: "\(shape)Given", answer: shape),
            operation(.patch, path + "/{id}", "Change the given fields: \(one)", body: "\(shape)Change", answer: shape),
            operation(.post, path + "/{id}/withdrawal", "Take out of what others see: \(one)", answer: shape),
        ]
    }

    private static let largest = "0..9000000000000000"

    static let inventoryShapes: [OpenAPIShape] = inventoryGiven + inventoryLines + inventoryThings

    private static let inventoryGiven: [OpenAPIShape] =
        pair(
            "CooperationProgramme", needs: ["code", "title"],
            """
            code:text<60 title:texts<300 summary:texts<6000 agreement:texts<500 agreementLink:web agreedOn:day
            ownerID=owner:text<300 ownerName:text<300 contact:text<300 parties:[FundingPartyGiven]<40
            instruments:list<30 budgets:[YearBudgetGiven]<60 topics:list<20 careerStages:list<10
            cycle:\(CooperationProgramme.Cycle.choices) cycleNote:texts<1000 evaluation:texts<6000
            startYear:integer<1900..2100 endYear:integer<1900..2100 predecessors:list<10 website:web
            reference:text<1000 checkedOn:day status:\(InventoryStatus.choices)
            """)
        + pair(
            "MobilityScheme", needs: ["code", "title", "fromSides", "toSides"],
            """
            code:text<60 title:texts<300 summary:texts<6000 fromSides:list<60 toSides:list<60 isBothWays:flag
            topics:list<20 careerStages:list<10 leastDays:integer<1..3660 mostDays:integer<1..3660
            allowanceMinor:integer<\(largest) currency:text allowanceFor:\(MobilityScheme.Period.choices)
            allowanceNote:texts<1000 payer:text<200 payerSide:text<80
            deadlinePattern:\(MobilityScheme.DeadlinePattern.choices) deadlineNote:texts<1000 ownerID=owner:text<300
            ownerName:text<300 contact:text<300 website:web reference:text<1000 checkedOn:day
            status:\(InventoryStatus.choices)
            """)
        + pair(
            "Obstacle", needs: ["countryA", "countryB", "title"],
            """
            kind:\(Obstacle.Kind.choices) countryA:text countryB:text title:texts<300 text:texts<6000
            evidence:[ObstacleEvidenceGiven]<30 state:\(Obstacle.State.choices) sinceDay:day stateDay:day
            resolution:texts<3000 status:\(Obstacle.Status.choices)
            """)
        + pair(
            "PublicBody", needs: ["country", "name"],
            """
            kind:\(PublicBody.Kind.choices) country:text name:texts<300 acronym:text<60 summary:texts<4000
            organisationID=organisation:text<300 parentID:id topics:list<20 website:web
            status:\(PublicBody.Status.choices)
            """)
        + pair(
            "OfficeTerm", needs: ["office", "holder"],
            "office:texts<200 personID:id holder:text<200 fromDay:day untilDay:day reference:text<500")
        + [
            OpenAPIShape(
                "FundingPartyGiven", given: true,
                """
                side:text<80 funder:text<200 pays:\(FundingParty.Means.choices) amountMinor:integer<\(largest)
                currency:text share:text<300
                """),
            OpenAPIShape(
                "YearBudgetGiven", given: true, "year:integer<1950..2100 amountMinor:integer<\(largest) currency:text"),
            OpenAPIShape("ObstacleEvidenceGiven", given: true, "text:text<1000 link:web source:text<300 day:day"),
        ]

    private static let inventoryLines = [
        OpenAPIShape(
            "ProgrammeLine",
            """
            id:id code:text title:texts parties:[FundingParty] instruments:list budgets:[YearBudget]
            cycle:\(CooperationProgramme.Cycle.choices) ownerName:text status:\(InventoryStatus.choices)
            checkedOn:day? version:integer changedAt:moment
            """),
        OpenAPIShape(
            "MobilityLine",
            """
            id:id code:text title:texts fromSides:list toSides:list isBothWays:flag careerStages:list leastDays:integer?
            mostDays:integer? allowanceMinor:integer? currency:text allowanceFor:\(MobilityScheme.Period.choices)
            payer:text payerSide:text? deadlinePattern:\(MobilityScheme.DeadlinePattern.choices) ownerName:text
            status:\(InventoryStatus.choices) checkedOn:day? version:integer changedAt:moment
            """),
        OpenAPIShape(
            "ObstacleLine",
            """
            id:id kind:\(Obstacle.Kind.choices) countryA:text countryB:text title:texts state:\(Obstacle.State.choices)
            sinceDay:day? stateDay:day? evidence:[ObstacleEvidence] status:\(Obstacle.Status.choices) version:integer
            changedAt:moment
            """),
        OpenAPIShape(
            "BodyLine",
            """
            id:id kind:\(PublicBody.Kind.choices) country:text name:texts acronym:text
            status:\(PublicBody.Status.choices) holders:integer version:integer changedAt:moment
            """),
        OpenAPIShape(
            "UpdateRequestLine",
            """
            id:id year:integer thingKind:text thing:id title:texts ownerName:text
            standing:\(UpdateRequest.Standing.choices) language:text askedAt:moment? remindedAt:moment?
            answeredAt:moment? decidedAt:moment? version:integer changedAt:moment
            """),
        OpenAPIShape(
            "ProgrammeProfile",
            """
            programme:CooperationProgramme owner:Named? topics:[Named] predecessors:[Named] successors:[Named]
            isStale:flag mayEdit:flag history:[HistoryLine]
            """),
        OpenAPIShape(
            "MobilityProfile",
            "scheme:MobilityScheme owner:Named? topics:[Named] isStale:flag mayEdit:flag history:[HistoryLine]"),
        OpenAPIShape("ObstacleProfile", "obstacle:Obstacle mayEdit:flag history:[HistoryLine]"),
        OpenAPIShape(
            "BodyProfile",
            """
            body:PublicBody organisation:Named? parent:Named? parts:[Named] topics:[Named] current:[OfficeTermLine]
            past:[OfficeTermLine] mayEdit:flag history:[HistoryLine]
            """),
        OpenAPIShape(
            "OfficeTermLine",
            "id:id office:texts personID:id? holder:text fromDay:day? untilDay:day? reference:text"),
    ]

    private static let inventoryThings = [
        OpenAPIShape(
            "FundingParty",
            """
            side:text funder:text pays:\(FundingParty.Means.choices) amountMinor:integer? currency:text share:text
            """),
        OpenAPIShape("YearBudget", "year:integer amountMinor:integer currency:text"),
        OpenAPIShape("ObstacleEvidence", "text:text link:web? source:text day:day?"),
        OpenAPIShape("FundingMatrix", "sides:list cells:[FundingCell] currency:text? left:integer"),
        OpenAPIShape("FundingCell", "payer:text partner:text programmes:integer amountMinor:integer"),
        OpenAPIShape("GapCell", "row:text column:text count:integer"),
        OpenAPIShape("GapMatrix", "kind:pairs|stages pair:text? rows:list columns:list cells:[GapCell]"),
        OpenAPIShape(
            "CooperationProgramme",
            """
            id:id code:text title:texts summary:texts agreement:texts agreementLink:web? agreedOn:day? ownerID:id?
            ownerName:text contact:text parties:[FundingParty] instruments:list budgets:[YearBudget] topics:list
            careerStages:list cycle:\(CooperationProgramme.Cycle.choices) cycleNote:texts evaluation:texts
            startYear:integer? endYear:integer? predecessors:list website:web? reference:text checkedOn:day?
            status:\(InventoryStatus.choices) source:text edited:list searchText:text sortName:text version:integer
            createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "MobilityScheme",
            """
            id:id code:text title:texts summary:texts fromSides:list toSides:list isBothWays:flag topics:list
            careerStages:list leastDays:integer? mostDays:integer? allowanceMinor:integer? currency:text
            allowanceFor:\(MobilityScheme.Period.choices) allowanceNote:texts payer:text payerSide:text?
            deadlinePattern:\(MobilityScheme.DeadlinePattern.choices) deadlineNote:texts ownerID:id? ownerName:text
            contact:text website:web? reference:text checkedOn:day? status:\(InventoryStatus.choices) source:text
            edited:list searchText:text sortName:text version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "Obstacle",
            """
            id:id kind:\(Obstacle.Kind.choices) countryA:text countryB:text title:texts text:texts
            evidence:[ObstacleEvidence] state:\(Obstacle.State.choices) sinceDay:day? stateDay:day? resolution:texts
            status:\(Obstacle.Status.choices) searchText:text sortName:text version:integer createdAt:moment
            changedAt:moment
            """),
        OpenAPIShape(
            "PublicBody",
            """
            id:id kind:\(PublicBody.Kind.choices) country:text name:texts acronym:text summary:texts organisationID:id?
            parentID:id? topics:list website:web? status:\(PublicBody.Status.choices) searchText:text sortName:text
            version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "OfficeTerm",
            """
            id:id bodyID:id office:texts personID:id? holder:text fromDay:day? untilDay:day? reference:text
            version:integer createdAt:moment changedAt:moment
            """),
    ]
}
