extension OpenAPIDocument {
    /// The part of the API about contests and exhibitions.
    static let contests: [OpenAPIOperation] = [
        list("/contests", "A page of the contests", Contest.listing(at: Moment(seconds: 0)), "ContestLine"),
        operation(.get, "/contests/{id}", "One contest with its awards", answer: "ContestSeen"),
        operation(
            .post, "/events/{id}/contests", "Add a contest to an event", body: "ContestGiven", answer: "Contest"),
        operation(
            .patch, "/contests/{id}", "Change the given fields of a contest", body: "ContestChange", answer: "Contest"),
        list(
            "/contest-entries", "A page of the entries", ContestEntry.listing(for: .visitor), "ContestEntryLine"),
        operation(.get, "/contest-entries/{id}", "One entry", answer: "ContestEntry"),
        operation(
            .post, "/contests/{id}/entries", "Enter a contest, as a draft or submitted", body: "ContestEntryGiven",
            answer: "ContestEntry"),
        operation(
            .patch, "/contest-entries/{id}", "Go on with the draft of an entry", body: "ContestEntryChange",
            answer: "ContestEntry"),
        operation(.post, "/contest-entries/{id}/withdrawal", "Withdraw an entry", answer: "ContestEntry"),
        operation(
            .post, "/contest-entries/{id}/scores", "Give an entry the caller's points", body: "ContestScoreGiven",
            answer: "ContestScore"),
        operation(
            .post, "/contest-entries/{id}/conflicts", "Say that the caller cannot judge an entry",
            body: "ContestConflictGiven", answer: "ContestConflict"),
        operation(
            .post, "/contests/{id}/jurors", "Put an account on the jury", body: "ContestJurorGiven",
            answer: "ContestJuror"),
        operation(.delete, "/contest-jurors/{id}", "Take somebody off the jury"),
        operation(
            .post, "/contests/{id}/round", "Close the jury's round", body: "ContestRoundGiven", answer: "Contest"),
        operation(
            .post, "/contests/{id}/awards", "Give an award", body: "ContestAwardGiven", answer: "ContestAward"),
        operation(.post, "/contests/{id}/announcement", "Announce the results", answer: "Contest"),
        operation(.get, "/contests/{id}/stands", "The stands of an exhibition", answer: "[ContestStandLine]"),
        operation(
            .post, "/contests/{id}/stands", "Bring in a table of stands", body: "ContestStandsGiven",
            answer: "[ContestStandLine]"),
        operation(
            .post, "/contest-stands/{id}/entry", "Give a stand to an entry, or free it", body: "ContestStandEntry",
            answer: "ContestStand"),
    ]

    static let contestShapes: [OpenAPIShape] =
        pair(
            "Contest", needs: ["title", "categories", "criteria", "formID=form", "closes"],
            """
            title:texts<300 text:texts<20000 categories:[ContestCategoryGiven]<\(Contest.mostCategories)
            criteria:[ContestCriterionGiven]<\(Contest.mostCriteria) formID=form:id entrants:list<3 countries:list<250
            onePerCategory:flag opens:text<40 closes:text<40 voteOpens:text<40 voteCloses:text<40
            finalists:integer<0..100 showsEntries:flag status:\(FormVersion.Status.choices)
            """)
        + pair(
            "ContestEntry", needs: ["category", "entrant", "title"],
            """
            category:text<10 entrant:id title:texts<300 text:texts<\(ContestEntry.longestText) answers:record
            submit:flag
            """)
        + [
            OpenAPIShape("ContestCategoryGiven", given: true, "code:text<10 name:texts<200"),
            OpenAPIShape("ContestCriterionGiven", given: true, "code:text<10 name:texts<200 weight:integer<1..100"),
            OpenAPIShape("ContestScoreGiven", given: true, "points:record! note:text<4000"),
            OpenAPIShape("ContestConflictGiven", given: true, "reason:text<1000!"),
            OpenAPIShape("ContestJurorGiven", given: true, "address:mail!"),
            OpenAPIShape("ContestRoundGiven", given: true, "despite:flag version:integer"),
            OpenAPIShape("ContestAwardGiven", given: true, "id:id entry:id! title:texts<200!"),
            OpenAPIShape("ContestStandsGiven", given: true, "table:text<\(ContestStandTable.longest)!"),
            OpenAPIShape("ContestStandEntry", given: true, "entry:id version:integer"),
            OpenAPIShape("ContestCategory", "code:text name:texts"),
            OpenAPIShape("ContestCriterion", "code:text name:texts weight:integer"),
        ] + contestAnswers

    private static let contestAnswers: [OpenAPIShape] = [
        OpenAPIShape(
            "ContestLine",
            """
            id:id eventID:id eventTitle:texts eventKind:\(Event.Kind.choices) title:texts
            state:\(Contest.State.choices) closes:text closesAt:moment zone:text version:integer changedAt:moment
            """),
        OpenAPIShape(
            "ContestSeen",
            "contest:Contest state:\(Contest.State.choices) awards:[ContestAwardLine] votes:record?"),
        OpenAPIShape("ContestAwardLine", "id:id entryID:id title:texts entryTitle:texts entrant:text"),
        OpenAPIShape(
            "Contest",
            """
            id:id eventID:id title:texts text:texts categories:[ContestCategory] criteria:[ContestCriterion] formID:id
            entrants:list countries:list onePerCategory:flag opens:text? closes:text opensAt:moment? closesAt:moment
            voteOpens:text? voteCloses:text? voteOpensAt:moment? voteClosesAt:moment? finalists:integer
            showsEntries:flag status:\(FormVersion.Status.choices) roundClosedAt:moment? announcedAt:moment?
            searchText:text sortName:text version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "ContestEntryLine",
            """
            id:id contestID:id contestTitle:texts categories:[ContestCategory] category:text title:texts entrant:text
            country:text state:\(ContestEntry.State.choices) submittedAt:moment? own:integer<0..1 stand:text?
            version:integer changedAt:moment
            """),
        OpenAPIShape(
            "ContestEntry",
            """
            id:id contestID:id accountID:id category:text organisationID:id? teamID:id? personID:id? entrant:text
            country:text title:texts text:texts sheetID:id submittedAt:moment? withdrawnAt:moment? isFinalist:flag
            searchText:text sortName:text version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "ContestScore",
            """
            id:id contestID:id entryID:id accountID:id points:record note:text voidedAt:moment? version:integer
            createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "ContestConflict",
            "id:id entryID:id accountID:id reason:text version:integer createdAt:moment changedAt:moment"),
        OpenAPIShape(
            "ContestJuror", "id:id contestID:id accountID:id version:integer createdAt:moment changedAt:moment"),
        OpenAPIShape(
            "ContestAward",
            """
            id:id contestID:id entryID:id title:texts position:integer version:integer createdAt:moment
            changedAt:moment
            """),
        OpenAPIShape(
            "ContestStand",
            """
            id:id contestID:id number:text zone:text x:number y:number width:number depth:number entryID:id?
            version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "ContestStandLine",
            """
            id:id number:text zone:text x:number y:number width:number depth:number entryID:id? title:texts?
            entrant:text? version:integer
            """),
    ]
}
