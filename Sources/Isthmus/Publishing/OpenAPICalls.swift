extension OpenAPIDocument {
    /// The part of the API about calls.
    static let calls: [OpenAPIOperation] = [
        list("/calls", "A page of the calls", Call.listing(at: Moment(seconds: 0)), "CallLine"),
        operation(.get, "/calls/{id}", "One call with what it means for each side", answer: "CallProfile"),
        operation(
            .get, "/calls/{id}/partners",
            "Who could answer a call, the best first, with what shows it; 503 while the index is built",
            query: """
                kind:\(CallPartnerQuestion.kinds.map(\.rawValue).joined(separator: "|")) country:text \
                side:\(CallPartnerQuestion.Side.choices) limit:integer<1..\(CallPartnerQuestion.most)
                """,
            answer: "[CallPartner]"),
        operation(
            .get, "/organisations/{id}/calls", "The calls that fit what an organisation does, the best first",
            answer: "[FittingCall]"),
        operation(
            .get, "/people/{id}/calls", "The calls that fit what a person does, the best first",
            answer: "[FittingCall]"),
        operation(.post, "/calls", "Add a call", body: "CallGiven", answer: "Call"),
        operation(.patch, "/calls/{id}", "Change the given fields of a call", body: "CallChange", answer: "Call"),
        operation(.post, "/calls/{id}/withdrawal", "Take a call out of what others see", answer: "Call"),
        operation(
            .post, "/calls/{id}/rules", "Say what a call means for one side", body: "CallRuleGiven",
            answer: "CallRule"),
        operation(
            .patch, "/call-rules/{id}", "Change what a call means for one side", body: "CallRuleChange",
            answer: "CallRule"),
        operation(.delete, "/call-rules/{id}", "Take back what a call means for one side"),
    ]

    static let callShapes: [OpenAPIShape] =
        pair(
            "Call", needs: ["code", "programme", "title"],
            """
            code:text<100 programme:text<120 callCode:text<120 callTitle:text<300 title:texts<500
            text:texts<\(Call.longestText) objectives:texts<\(Call.longestText) conditions:texts<\(Call.longestText)
            instrument:text<60 instrumentTitle:text<200 theme:text<120 topics:list<20 keywords:list<60
            budgetLeastMinor:integer<0..9000000000000000 budgetMostMinor:integer<0..9000000000000000 currency:text
            expectedGrants:integer<1..100000 openingDay:day isAnnounced:flag
            deadlines:[CallDeadlineGiven]<\(Call.mostDeadlines)
            leastPartners:integer<1..100 leastCountries:integer<1..100 careerStages:list<10 portal:web questions:web
            documents:web status:\(Call.Status.choices)
            """)
        + pair(
            "CallRule", needs: ["side"],
            """
            side:text takesPart:flag isPaid:flag payer:text<200 payerID:id note:texts<1000
            source:text<\(CallRule.longestSource) sourceDay:day
            """)
        + [
            OpenAPIShape("CallDeadlineGiven", given: true, "kind:\(CallDeadline.Kind.choices) at:text<40"),
            OpenAPIShape("CallDeadline", "kind:\(CallDeadline.Kind.choices) at:moment"),
            OpenAPIShape(
                "CallPartner",
                """
                id:id kind:\(CallPartnerQuestion.kinds.map(\.rawValue).joined(separator: "|")) title:text address:text
                country:text score:number strength:\(FoundExpert.Strength.choices) textCount:integer takesPart:flag?
                isPaid:flag? payer:text? side:text topics:[Named] terms:[ExpertTerm] evidence:[ExpertProof]
                """),
            OpenAPIShape(
                "FittingCall",
                """
                id:id code:text title:text address:text programme:text state:\(Call.State.choices)
                nextDeadlineAt:moment? score:number strength:\(FoundExpert.Strength.choices) takesPart:flag?
                isPaid:flag? payer:text? side:text terms:[ExpertTerm] evidence:[ExpertProof]
                """),
            OpenAPIShape(
                "CallLine",
                """
                id:id code:text title:texts programme:text callCode:text instrument:text theme:text
                status:\(Call.Status.choices) state:\(Call.State.choices) openingDay:day? nextDeadlineAt:moment?
                closesAt:moment? budgetLeastMinor:integer? budgetMostMinor:integer? currency:text version:integer
                changedAt:moment
                """),
            OpenAPIShape(
                "Call",
                """
                id:id code:text programme:text callCode:text callTitle:text title:texts text:texts objectives:texts
                conditions:texts instrument:text instrumentTitle:text theme:text topics:list keywords:list
                budgetLeastMinor:integer? budgetMostMinor:integer? currency:text expectedGrants:integer? openingDay:day?
                isAnnounced:flag deadlines:[CallDeadline] closesAt:moment? leastPartners:integer?
                leastCountries:integer? careerStages:list portal:web? questions:web? documents:web?
                status:\(Call.Status.choices) source:text edited:list searchText:text sortName:text version:integer
                createdAt:moment changedAt:moment
                """),
            OpenAPIShape(
                "CallProfile",
                """
                call:Call state:\(Call.State.choices) rules:[CallRule] topics:[Named] seenAt:moment? mayEdit:flag
                history:[HistoryLine]
                """),
            OpenAPIShape(
                "CallRule",
                """
                id:id callID:id side:text takesPart:flag isPaid:flag payer:text payerID:id? note:texts source:text
                sourceDay:day? isGeneral:flag version:integer createdAt:moment changedAt:moment
                """),
        ]
}
