extension OpenAPIDocument {
    /// The part of the API about partner searches and what comes of them.
    static let partnering: [OpenAPIOperation] = [
        list(
            "/partner-searches", "A page of the partner searches",
            PartnerSearch.listing(at: Moment(seconds: 0), for: .visitor), "PartnerSearchLine"),
        operation(
            .get, "/partner-searches/{id}", "One partner search, as whoever asks may see it", answer: "PartnerSearch"),
        operation(
            .post, "/partner-searches", "Add a draft of a partner search", body: "PartnerSearchGiven",
            answer: "PartnerSearch"),
        operation(
            .patch, "/partner-searches/{id}", "Change the given fields of a partner search",
            body: "PartnerSearchChange", answer: "PartnerSearch"),
        operation(
            .post, "/partner-searches/{id}/check", "Carry out the automatic checks", answer: "PartnerSearch"),
        operation(
            .post, "/partner-searches/{id}/publication", "Show a partner search to everybody",
            body: "PublicationGiven", answer: "PartnerSearch"),
        operation(
            .post, "/partner-searches/{id}/expressions", "Express interest in a partner search",
            body: "ExpressionGiven", answer: "Expression"),
        list(
            "/expressions", "A page of the expressions of interest that one sent or received",
            Interest.listing(for: .visitor), "ExpressionLine"),
        operation(
            .get, "/expressions/{id}", "One expression of interest; names only once both agreed",
            answer: "Expression"),
        operation(
            .post, "/expressions/{id}/answer", "Accept or decline an expression of interest", body: "AnswerGiven",
            answer: "Expression"),
        list(
            "/consortia", "A page of the consortia that one belongs to", Consortium.listing(for: .visitor),
            "ConsortiumLine"),
        operation(.get, "/consortia/{id}", "One consortium with its members", answer: "ConsortiumProfile"),
    ]

    static let partneringShapes: [OpenAPIShape] =
        pair(
            "PartnerSearch", needs: ["title", "outline", "sought"],
            """
            teamID=team:id title:texts<200 outline:texts<\(PartnerSearch.longestOutline)
            sought:texts<\(PartnerSearch.longestExpertise) soughtTopics:list<20 soughtWords:list<30
            offered:texts<\(PartnerSearch.longestExpertise) offeredTopics:list<20 offeredWords:list<30
            role:\(PartnerRole.choices) partnerKinds:list<20 partnerCountries:list<60 partnersWanted:integer<1..50
            presentPartners:integer<0..100 presentCountries:list<60 instrument:text<60 answerBy:day event:text<200
            """, onlyNew: "callID=call:id! organisationID=organisation:text<300 personID=person:id")
        + [
            OpenAPIShape("PublicationGiven", given: true, "reason:text<2000"),
            OpenAPIShape(
                "ExpressionGiven", given: true,
                """
                id:id organisationID=organisation:text<300 role:\(PartnerRole.choices) message:text<4000! agrees:flag
                """),
            OpenAPIShape(
                "AnswerGiven", given: true,
                "answer:accept|decline! reason:text<2000 agrees:flag message:text<4000 version:integer"),
            OpenAPIShape(
                "PartnerSearchLine",
                """
                id:id title:texts role:\(PartnerRole.choices) callID:id callTitle:texts callCode:text theme:text
                organisationID:id organisation:text country:text state:\(PartnerSearch.State.choices)
                partnersWanted:integer answerBy:day? closesAt:moment? publishedAt:moment? event:text version:integer
                changedAt:moment
                """),
            OpenAPIShape(
                "PartnerSearch",
                """
                id:id state:\(PartnerSearch.State.choices) callID:id organisationID:id personID:id? teamID:id?
                title:texts outline:texts sought:texts offered:texts soughtTopics:list soughtWords:list
                offeredTopics:list offeredWords:list role:\(PartnerRole.choices) partnerKinds:list
                partnerCountries:list partnersWanted:integer presentPartners:integer presentCountries:list
                instrument:text answerBy:day? event:text checks:[SearchCheck] checkedAt:moment? publishedAt:moment?
                labelledAt:moment? closedAt:moment? withdrawnAt:moment? endReason:text version:integer
                changedAt:moment
                """),
            OpenAPIShape(
                "SearchCheck",
                """
                kind:\(SearchCheck.Kind.choices) outcome:\(SearchCheck.Outcome.choices) finding:text
                values:SearchCheckValues
                words:[SearchWord]
                """),
            OpenAPIShape(
                "SearchCheckValues",
                """
                day:text? opens:text? percent:text? rank:text? count:text? own:text? given:text? country:text?
                payer:text? countries:text? partners:text? least:text? reach:text? reachCountries:text? have:text?
                haveCountries:text? days:text? enough:text?
                """),
            OpenAPIShape("SearchWord", "word:text permille:integer"),
            OpenAPIShape(
                "ExpressionLine",
                """
                id:id searchID:id title:texts callID:id callTitle:texts theme:text event:text
                state:\(Interest.State.choices) role:\(PartnerRole.choices) organisationID:id organisation:text
                country:text proposer:text proposerCountry:text box:\(InterestLine.Box.choices) answeredAt:moment?
                version:integer createdAt:moment changedAt:moment
                """),
            OpenAPIShape(
                "Expression",
                """
                id:id searchID:id title:texts callID:id callTitle:texts state:\(Interest.State.choices)
                side:\(Interest.Side.choices) role:\(PartnerRole.choices) reason:text organisationID:id
                organisation:text country:text proposerID:id proposer:text proposerCountry:text
                senderAgreedAt:moment? ownerAgreedAt:moment? sender:Contact? owner:Contact? steps:[ExpressionStep]
                messages:[ExpressionMessage] consortiumID:id? version:integer createdAt:moment
                """),
            OpenAPIShape("Contact", "name:text email:mail personID:id?"),
            OpenAPIShape(
                "ExpressionStep",
                "state:\(Interest.State.choices) side:\(Interest.Side.choices) reason:text at:moment"),
            OpenAPIShape(
                "ExpressionMessage",
                """
                id:id side:\(Interest.Side.choices) text:text earlier:[EarlierText] version:integer createdAt:moment
                """),
            OpenAPIShape("EarlierText", "text:text until:moment"),
            OpenAPIShape(
                "ConsortiumLine",
                """
                id:id searchID:id title:texts callID:id callTitle:texts theme:text event:text country:text
                state:\(Consortium.State.choices) members:integer countries:integer reference:text submittedOn:day?
                decidedOn:day? version:integer createdAt:moment
                """),
            OpenAPIShape(
                "ConsortiumProfile",
                """
                consortium:Consortium title:texts callTitle:texts leastPartners:integer? leastCountries:integer?
                members:[ConsortiumMember] mayEdit:flag
                """),
            OpenAPIShape(
                "Consortium",
                """
                id:id searchID:id callID:id state:\(Consortium.State.choices) reference:text submittedOn:day?
                decidedOn:day? reason:text version:integer createdAt:moment changedAt:moment
                """),
            OpenAPIShape(
                "ConsortiumMember",
                """
                id:id organisationID:id name:text country:text role:\(PartnerRole.choices) isFirst:flag
                createdAt:moment leftAt:moment? leftReason:text
                """),
        ]
}
