extension OpenAPIDocument {
    /// The part of the API about events.
    static let events: [OpenAPIOperation] = [
        list("/events", "A page of the events", Event.listing(at: Moment(seconds: 0)), "EventLine"),
        operation(.get, "/events/{id}", "One event with who organises it", answer: "EventProfile"),
        operation(.post, "/events", "Add an event", body: "EventGiven", answer: "Event"),
        operation(.patch, "/events/{id}", "Change the given fields of an event", body: "EventChange", answer: "Event"),
        operation(.post, "/events/{id}/publication", "Let everybody see an event", answer: "Event"),
        operation(
            .post, "/events/{id}/cancellation", "Call an event off and tell everybody who registered",
            body: "EventCancellation", answer: "Event"),
    ]

    static let eventShapes: [OpenAPIShape] =
        pair(
            "Event", needs: ["kind", "title", "zone", "starts", "ends"],
            """
            kind:\(Event.Kind.choices) title:texts<300 text:texts<\(Event.longestText) audience:texts<1000
            topics:list<20 languages:list<20 format:\(Event.Format.choices) place:text<300 city:text<120 country:text
            latitude:number<-90..90 longitude:number<-180..180 link:web website:web zone:text<100 starts:text<40
            ends:text<40 registration:\(Event.RegistrationRule.choices) visitorsMayRegister:flag
            registrationOpens:text<40 registrationCloses:text<40 capacity:integer<1..\(Event.mostPeople)
            organisers:[EventOrganiserGiven]<\(EventOrganiser.most)
            """)
        + [
            OpenAPIShape(
                "EventOrganiserGiven", given: true, "organisation:text<300 role:\(EventOrganiser.Role.choices)"),
            OpenAPIShape("EventCancellation", given: true, "cancelReason:texts<1000! version:integer"),
            OpenAPIShape(
                "EventOrganiserLine",
                """
                organisationID:id legalName:text names:[OrganisationName] country:text
                role:\(EventOrganiser.Role.choices)
                """),
            OpenAPIShape(
                "EventLine",
                """
                id:id kind:\(Event.Kind.choices) title:texts format:\(Event.Format.choices) place:text city:text
                country:text latitude:number? longitude:number? zone:text starts:text ends:text startsAt:moment
                endsAt:moment status:\(Event.Status.choices) state:\(Event.State.choices) version:integer
                changedAt:moment
                """),
            OpenAPIShape(
                "Event",
                """
                id:id kind:\(Event.Kind.choices) title:texts text:texts audience:texts topics:list languages:list
                format:\(Event.Format.choices) place:text city:text country:text latitude:number? longitude:number?
                link:web? website:web? zone:text starts:text ends:text startsAt:moment endsAt:moment
                registration:\(Event.RegistrationRule.choices) visitorsMayRegister:flag registrationOpens:text?
                registrationCloses:text? registrationOpensAt:moment? registrationClosesAt:moment? capacity:integer?
                status:\(Event.Status.choices) cancelReason:texts searchText:text sortName:text version:integer
                createdAt:moment changedAt:moment
                """),
            OpenAPIShape(
                "EventProfile",
                """
                event:Event state:\(Event.State.choices) organisers:[EventOrganiserLine] topics:[Named] mayEdit:flag
                history:[HistoryLine]
                """),
        ]
}
