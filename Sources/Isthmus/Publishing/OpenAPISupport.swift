extension OpenAPIDocument {
    /// The part of the API about personal support and the funnel.
    static let support: [OpenAPIOperation] = [
        list(
            "/support-calls", "A page of the calls for support", SupportCall.listing(at: Moment(seconds: 0)),
            "SupportCallLine"),
        operation(.get, "/support-calls/{id}", "One call for support", answer: "SupportCallProfile"),
        operation(
            .post, "/support-calls", "Add a call for support", body: "SupportCallGiven", answer: "SupportCall"),
        operation(
            .patch, "/support-calls/{id}", "Change a call for support", body: "SupportCallChange",
            answer: "SupportCall"),
        operation(
            .post, "/support-calls/{id}/shortlist", "Confirm the shortlist, write to all and open the cases",
            body: "SupportShortlistGiven", answer: "SupportCall"),
        operation(
            .post, "/support-calls/{id}/applications", "Apply for support, as a draft or to be submitted",
            body: "SupportApplicationGiven", answer: "SupportApplication"),
        list(
            "/support-applications", "A page of the applications that whoever asks may see",
            SupportApplication.listing, "SupportApplicationLine"),
        operation(
            .get, "/support-applications/{id}", "One application for support", answer: "SupportApplication"),
        operation(
            .patch, "/support-applications/{id}", "Go on with a draft, and perhaps submit it",
            body: "SupportApplicationChange", answer: "SupportApplication"),
        operation(
            .post, "/support-applications/{id}/withdrawal", "Withdraw an application", answer: "SupportApplication"),
        operation(
            .post, "/support-applications/{id}/scores", "Give an application one's points", body: "SupportScoreGiven",
            answer: "SupportScore"),
        list(
            "/support-cases", "A page of the support cases that whoever asks may see", SupportCase.listing,
            "SupportCaseLine"),
        operation(.get, "/support-cases/{id}", "One support case with its entries", answer: "SupportCaseProfile"),
        operation(
            .patch, "/support-cases/{id}", "Write diagnosis and plan", body: "SupportCaseChange",
            answer: "SupportCase"),
        operation(
            .post, "/support-cases/{id}/mentor", "Assign the mentor", body: "SupportMentorGiven",
            answer: "SupportCase"),
        operation(
            .post, "/support-cases/{id}/closing", "Close a case with what was learnt", body: "SupportClosingGiven",
            answer: "SupportCase"),
        operation(
            .post, "/support-cases/{id}/entries", "Write down what was done", body: "SupportEntryGiven",
            answer: "SupportEntry"),
        operation(
            .patch, "/support-entries/{id}", "Change what was written down", body: "SupportEntryChange",
            answer: "SupportEntry"),
        operation(
            .get, "/funnel", "How many came how far, from competences to funded projects",
            query: "country:text topic:text event:text period:text", answer: "Funnel"),
    ]

    static let supportShapes: [OpenAPIShape] = supportGiven + supportLines + supportThings

    private static let supportGiven: [OpenAPIShape] =
        pair(
            "SupportCall", needs: ["title", "formID=form"],
            """
            title:texts<300 text:texts<20000 formID=form:id criteria:[SupportCriterionGiven]<10 closesDay:day
            places:integer<1..1000 shares:[SupportShare]<60 status:\(FormVersion.Status.choices)
            """)
        + pair(
            "SupportApplication", needs: [],
            "organisationID=organisation:id competenceID=competence:id answers:record submit:flag")
        + pair(
            "SupportEntry", needs: ["title"],
            """
            title:text<300 text:text<10000 link:web day:day state:\(SupportEntry.State.choices) networkID=network:id
            """, onlyNew: "kind:\(SupportEntry.Kind.choices)!")
        + [
            OpenAPIShape(
                "SupportCriterionGiven", given: true, "code:text name:texts<200! weight:integer<1..100!"),
            OpenAPIShape("SupportShare", given: true, "country:text! least:integer<1..1000!"),
            OpenAPIShape("SupportShortlistGiven", given: true, "prefer:list<200 version:integer"),
            OpenAPIShape("SupportScoreGiven", given: true, "points:record! note:text<4000"),
            OpenAPIShape(
                "SupportCaseChange", given: true,
                "diagnosis:text<\(SupportCase.longestText) plan:text<\(SupportCase.longestText) version:integer"),
            OpenAPIShape("SupportMentorGiven", given: true, "mentor:mail! version:integer"),
            OpenAPIShape(
                "SupportClosingGiven", given: true, "closing:text<\(SupportCase.longestText)! version:integer"),
        ]

    private static let supportLines: [OpenAPIShape] = [
        OpenAPIShape(
            "SupportCallLine",
            """
            id:id title:texts state:\(SupportCall.State.choices) closesAt:moment places:integer applications:integer
            version:integer changedAt:moment
            """),
        OpenAPIShape(
            "SupportApplicationLine",
            """
            id:id callID:id callTitle:texts organisationID:id organisation:text competenceID:id competence:texts
            country:text state:\(SupportApplication.State.choices) submittedAt:moment? version:integer changedAt:moment
            """),
        OpenAPIShape(
            "SupportCaseLine",
            """
            id:id organisationID:id organisation:text competenceID:id competence:texts country:text
            stage:\(SupportCase.Stage.choices) mentor:text nextDay:day? closedAt:moment? createdAt:moment
            version:integer changedAt:moment
            """),
        OpenAPIShape("FunnelQuestion", "country:text? topic:text? event:text? period:text?"),
        OpenAPIShape("FunnelPart", "value:text count:integer address:text"),
        OpenAPIShape(
            "FunnelRow",
            """
            step:\(FunnelStep.choices) name:text total:integer? address:text countries:[FunnelPart]
            topics:[FunnelPart]
            """),
        OpenAPIShape("Funnel", "question:FunnelQuestion rows:[FunnelRow]"),
    ]

    private static let supportThings: [OpenAPIShape] = [
        OpenAPIShape("SupportCriterion", "code:text name:texts weight:integer"),
        OpenAPIShape(
            "SupportCall",
            """
            id:id title:texts text:texts formID:id criteria:[SupportCriterion] closesAt:moment places:integer
            shares:[SupportShare] status:\(FormVersion.Status.choices) decidedAt:moment? searchText:text sortName:text
            version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "SupportCallProfile",
            """
            call:SupportCall state:\(SupportCall.State.choices) applications:integer own:id? mayEdit:flag
            history:[HistoryLine]
            """),
        OpenAPIShape(
            "SupportApplication",
            """
            id:id callID:id accountID:id personID:id? organisationID:id competenceID:id country:text sheetID:id
            submittedAt:moment? withdrawnAt:moment? decision:\(SupportApplication.Decision.choices)? decidedAt:moment?
            version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "SupportScore",
            """
            id:id applicationID:id accountID:id points:record note:text version:integer createdAt:moment
            changedAt:moment
            """),
        OpenAPIShape(
            "SupportCase",
            """
            id:id applicationID:id accountID:id mentorID:id? diagnosis:text plan:text closedAt:moment? closing:text
            version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "SupportEntry",
            """
            id:id caseID:id kind:\(SupportEntry.Kind.choices) state:\(SupportEntry.State.choices) title:text text:text
            link:web? day:day? networkID:id? version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "SupportCaseProfile",
            """
            supportCase:SupportCase stage:\(SupportCase.Stage.choices) organisationID:id organisation:text
            competenceID:id competence:texts country:text applicant:text mentor:text entries:[SupportEntry]
            mayEdit:flag history:[HistoryLine]
            """),
    ]
}
