extension OpenAPIDocument {
    /// The part of the API about programmes of events and what is proposed for them.
    static let eventProgrammes: [OpenAPIOperation] = [
        list("/event-programmes", "A page of the programmes of events", EventProgramme.listing, "EventProgrammeLine"),
        operation(.get, "/event-programmes/{id}", "One programme of events", answer: "EventProgrammeProfile"),
        operation(
            .post, "/event-programmes", "Add a programme of events", body: "EventProgrammeGiven",
            answer: "EventProgramme"),
        operation(
            .patch, "/event-programmes/{id}", "Change the given fields of a programme of events",
            body: "EventProgrammeChange", answer: "EventProgramme"),
        operation(
            .post, "/event-programmes/{id}/publication", "Let everybody see a programme of events",
            answer: "EventProgramme"),
        operation(
            .post, "/event-programmes/{id}/closing", "Finish a programme of events: its booklet is everybody's",
            answer: "EventProgramme"),
        operation(
            .get, "/event-programmes/{id}/coverage", "Month by country, theme by audience, month by theme",
            query: "part:\(ProposalPart.choices)", answer: "EventCoverage"),
        operation(
            .get, "/event-programmes/{id}/collisions", "Events of one theme in one city in one week",
            answer: "[EventCollision]"),
        operation(
            .get, "/event-programmes/{id}/overdue", "What organisers have not done in time", answer: "[OverdueTask]"),
        operation(
            .get, "/event-programmes/{id}/statistics", "The figures of a programme of events",
            answer: "ProgrammeStatistics"),
        operation(
            .get, "/event-programmes/{id}/booklet", "The closing booklet of a programme of events", answer: "Booklet"),
        list(
            "/event-proposals", "A page of the proposed events that the caller may see",
            EventProposal.listing(at: Moment(seconds: 0), for: .visitor), "EventProposalLine"),
        operation(
            .get, "/event-proposals/{id}", "One proposed event with where it stands", answer: "EventProposalProfile"),
        operation(
            .post, "/event-programmes/{id}/proposals", "Propose an event", body: "EventProposalGiven",
            answer: "EventProposal"),
        operation(
            .patch, "/event-proposals/{id}", "Change the given fields of a proposed event",
            body: "EventProposalChange", answer: "EventProposal"),
        operation(
            .post, "/event-proposals/{id}/scores", "Give or change the caller's score", body: "ProposalScoreGiven",
            answer: "EventProposalProfile"),
        operation(
            .post, "/event-proposals/{id}/decision", "Decide about a proposed event and tell who proposed it",
            body: "ProposalDecisionGiven", answer: "EventProposalProfile"),
        operation(
            .post, "/event-proposals/{id}/dates", "Offer other days", body: "ProposalDatesGiven",
            answer: "EventProposalProfile"),
        operation(
            .post, "/event-proposals/{id}/withdrawal", "Take a proposed event back", body: "ProposalWithdrawalGiven",
            answer: "EventProposalProfile"),
        operation(
            .post, "/event-proposals/{id}/date-answers", "Accept the offered days or refuse them",
            body: "ProposalDatesAnswerGiven", answer: "EventProposalProfile"),
        operation(
            .post, "/event-proposals/{id}/tasks", "Tick an item of the checklist", body: "EventTaskGiven",
            answer: "EventProposalProfile"),
        operation(
            .post, "/event-proposals/{id}/report", "Report an event that took place", body: "EventReportGiven",
            answer: "EventProposalProfile"),
        operation(
            .post, "/event-proposals/{id}/link", "Mail the proposer the way to their proposal again",
            body: "ProposalLinkGiven", answer: "EventProposalProfile"),
        operation(
            .post, "/event-proposals/{id}/report-decision", "Accept a report or give it back",
            body: "ReportDecisionGiven", answer: "EventProposalProfile"),
        operation(.get, "/event-labels/{id}", "Whether an event may show its label", answer: "EventLabel"),
    ]

    static let eventProgrammeShapes: [OpenAPIShape] =
        pair(
            "EventProgramme",
            needs: [
                "title", "labelName", "countries", "topics", "audiences", "criteria", "firstDay", "lastDay", "opensOn",
                "closesOn", "zone",
            ],
            """
            title:texts<300 text:texts<\(EventProgramme.longestText) packText:texts<\(EventProgramme.longestText)
            labelName:texts<60 firstDay:day lastDay:day countries:list<100 topics:list<40
            audiences:[ProgrammeAudienceGiven]<\(EventProgramme.mostChoices)
            criteria:[ProposalCriterionGiven]<\(EventProgramme.mostChoices)
            checklist:[ChecklistItemGiven]<\(EventProgramme.mostChoices) officers:integer<2..9 places:integer<1..10000
            opensOn:day closesOn:day zone:text<100 reportDays:integer<1..365
            """)
        + pair(
            "EventProposal",
            needs: ["title", "text", "kind", "theme", "audience", "organisers", "country", "firstDay"],
            """
            title:texts<300 text:texts<\(EventProposal.longestText) kind:\(Event.Kind.choices) theme:text<100
            audience:text<100 organisers:[ProposalOrganiserGiven]<\(EventProposal.mostOrganisers)
            format:\(Event.Format.choices) place:text<300 city:text<120 country:text zone:text<100 firstDay:day
            lastDay:day isFlexible:flag participants:integer<1..\(EventProposal.mostPeople) budgetMinor:integer
            ownMinor:integer currency:text website:web
            """, onlyNew: "contactName:text<200 phone:text<60")
        + givenShapes + proposalShapes + figureShapes

    private static let givenShapes: [OpenAPIShape] = [
        OpenAPIShape("ProgrammeAudienceGiven", given: true, "code:text<10 name:texts<200!"),
        OpenAPIShape(
            "ProposalCriterionGiven", given: true,
            "code:text<10 name:texts<200! most:integer<1..100 weight:integer<1..100"),
        OpenAPIShape("ChecklistItemGiven", given: true, "code:text<10 name:texts<200! days:integer<-400..400!"),
        OpenAPIShape(
            "ProposalOrganiserGiven", given: true, "name:text<300 country:text organisationID:text<40"),
        OpenAPIShape("ProposalScoreGiven", given: true, "points:record! note:text<4000"),
        OpenAPIShape(
            "ProposalDecisionGiven", given: true,
            "decision:\(ProposalDecision.choices)! reason:texts<2000! version:integer"),
        OpenAPIShape(
            "ProposalDatesGiven", given: true, "firstDay:day! lastDay:day note:text<1000 version:integer"),
        OpenAPIShape("ProposalDatesAnswerGiven", given: true, "answer:\(DatesAnswer.choices)! version:integer"),
        OpenAPIShape("ProposalWithdrawalGiven", given: true, "reason:text<1000 version:integer"),
        OpenAPIShape("ProposalLinkGiven", given: true, "version:integer"),
        OpenAPIShape("EventTaskGiven", given: true, "code:text<10! isDone:flag"),
        OpenAPIShape("ReportCountryGiven", given: true, "country:text! count:integer<1..1000000!"),
        OpenAPIShape("ReportLinkGiven", given: true, "title:text<300! address:web!"),
        OpenAPIShape(
            "EventReportGiven", given: true,
            """
            participants:[ReportCountryGiven]<100! outcomes:texts<\(EventReport.longestText)!
            press:[ReportLinkGiven]<\(EventReport.mostLinks) pictures:[ReportLinkGiven]<\(EventReport.mostLinks)
            version:integer
            """),
        OpenAPIShape(
            "ReportDecisionGiven", given: true, "decision:\(ReportDecision.choices)! note:text<2000 version:integer"),
    ]

    private static let proposalShapes: [OpenAPIShape] = [
        OpenAPIShape("ProgrammeAudience", "code:text name:texts"),
        OpenAPIShape("ProposalCriterion", "code:text name:texts most:integer weight:integer"),
        OpenAPIShape("ChecklistItem", "code:text name:texts days:integer"),
        OpenAPIShape("ProposalOrganiser", "name:text country:text organisationID:id?"),
        OpenAPIShape(
            "EventProgrammeLine",
            """
            id:id title:texts firstDay:day lastDay:day opensOn:day closesOn:day status:\(EventProgramme.Status.choices)
            selected:integer version:integer changedAt:moment
            """),
        OpenAPIShape(
            "EventProgramme",
            """
            id:id title:texts text:texts packText:texts labelName:texts firstDay:day lastDay:day countries:list
            topics:list audiences:[ProgrammeAudience] criteria:[ProposalCriterion] checklist:[ChecklistItem]
            officers:integer places:integer? opensOn:day closesOn:day zone:text reportDays:integer
            status:\(EventProgramme.Status.choices) searchText:text sortName:text version:integer createdAt:moment
            changedAt:moment
            """),
        OpenAPIShape(
            "EventProgrammeProfile",
            """
            programme:EventProgramme phase:\(EventProgramme.Phase.choices) topics:[Named] events:integer mayEdit:flag
            history:[HistoryLine]
            """),
        OpenAPIShape(
            "EventProposalLine",
            """
            id:id programmeID:id title:texts kind:\(Event.Kind.choices) theme:id audience:text city:text country:text
            organisers:[ProposalOrganiser] status:\(EventProposal.Status.choices) firstDay:day lastDay:day eventID:id?
            eventStatus:\(Event.Status.choices)? reportStatus:\(EventReport.Status.choices)? scores:integer
            mean:integer? spread:integer? submittedAt:moment? version:integer changedAt:moment
            """),
        OpenAPIShape(
            "EventProposal",
            """
            id:id programmeID:id accountID:id? language:text title:texts text:texts kind:\(Event.Kind.choices) theme:id
            audience:text organisers:[ProposalOrganiser] format:\(Event.Format.choices) place:text city:text
            country:text zone:text firstDay:day lastDay:day isFlexible:flag offeredFirstDay:day? offeredLastDay:day?
            offerNote:text participants:integer? budgetMinor:integer? ownMinor:integer? currency:text website:web?
            status:\(EventProposal.Status.choices) reason:texts submittedAt:moment? decidedAt:moment?
            labelledAt:moment? eventID:id? searchText:text sortName:text version:integer createdAt:moment
            changedAt:moment
            """),
        OpenAPIShape("Proposer", "proposalID:id name:text email:mail mailbox:text phone:text"),
        OpenAPIShape("ProposalScoreLine", "accountID:id name:text points:record note:text total:integer"),
        OpenAPIShape(
            "ProposalScores",
            "count:integer needed:integer lines:[ProposalScoreLine] mean:integer? spread:integer?"),
        OpenAPIShape("EventTaskLine", "code:text name:texts due:day doneAt:moment? isOverdue:flag"),
        OpenAPIShape("ReportCountry", "country:text count:integer"),
        OpenAPIShape("ReportLink", "title:text address:web"),
        OpenAPIShape(
            "EventReport",
            """
            id:id proposalID:id participants:[ReportCountry] outcomes:texts press:[ReportLink] pictures:[ReportLink]
            status:\(EventReport.Status.choices) note:text acceptedAt:moment? version:integer createdAt:moment
            changedAt:moment
            """),
        OpenAPIShape(
            "EventProposalProfile",
            """
            proposal:EventProposal programme:EventProgramme contact:Proposer scores:ProposalScores
            eventStatus:\(Event.Status.choices)? isLabelled:flag tasks:[EventTaskLine] report:EventReport?
            reportDue:day? history:[HistoryLine]
            """),
        OpenAPIShape(
            "EventLabel",
            """
            proposalID:id programmeID:id programme:texts name:texts title:texts city:text country:text firstDay:day
            lastDay:day since:day isValid:flag eventID:id?
            """),
    ]

    private static let figureShapes: [OpenAPIShape] = [
        OpenAPIShape("EventCoverage", "programmeID:id part:\(ProposalPart.choices) matrices:[CoverageMatrix]"),
        OpenAPIShape(
            "CoverageMatrix",
            """
            rows:\(CoverageAxis.choices) columns:\(CoverageAxis.choices) rowKeys:list columnKeys:list counts:list
            """),
        OpenAPIShape(
            "CollisionSide",
            "id:id title:texts status:\(EventProposal.Status.choices) firstDay:day lastDay:day"),
        OpenAPIShape(
            "EventCollision", "first:CollisionSide second:CollisionSide theme:id city:text country:text"),
        OpenAPIShape("OverdueTask", "proposalID:id title:texts name:texts due:day"),
        OpenAPIShape("ProgrammeCount", "code:text count:integer"),
        OpenAPIShape("ProgrammeMonth", "month:text proposed:integer selected:integer held:integer"),
        OpenAPIShape(
            "ProgrammeStatistics",
            """
            programmeID:id parts:[ProgrammeCount] statuses:[ProgrammeCount] months:[ProgrammeMonth]
            countries:[ProgrammeCount] themes:[ProgrammeCount] participants:integer
            participantsByCountry:[ProgrammeCount] participantsByTheme:[ProgrammeCount]
            """),
        OpenAPIShape("BookletEntry", "event:Event organisers:[ProposalOrganiser] theme:id report:EventReport?"),
        OpenAPIShape(
            "Booklet",
            "programme:EventProgramme topics:[Named] statistics:ProgrammeStatistics entries:[BookletEntry]"),
    ]
}
