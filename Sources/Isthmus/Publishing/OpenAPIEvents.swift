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
        operation(.get, "/events/{id}/sessions", "The agenda of an event", answer: "[EventAgendaItem]"),
        operation(
            .post, "/events/{id}/sessions", "Add a session to an event", body: "EventSessionGiven",
            answer: "EventSession"),
        operation(
            .patch, "/event-sessions/{id}", "Change the given fields of a session", body: "EventSessionChange",
            answer: "EventSession"),
        operation(.delete, "/event-sessions/{id}", "Take a session out of an event"),
        list(
            "/event-registrations", "A page of those who registered for the caller's events",
            EventRegistration.listing, "EventRegistrationLine"),
        operation(
            .get, "/event-registrations/{id}", "One registration with who it is", answer: "EventRegistrationProfile"),
        operation(
            .post, "/events/{id}/registrations", "Register the caller for an event", body: "EventRegistrationGiven",
            answer: "EventRegistration"),
        operation(
            .post, "/events/{id}/import", "Register the people of a table, or show what that would do",
            body: "EventImportGiven", answer: "EventImport"),
        operation(
            .post, "/event-registrations/{id}/approval", "Let somebody come whose registration waits",
            answer: "EventRegistration"),
        operation(.post, "/event-registrations/{id}/refusal", "Decline a registration", answer: "EventRegistration"),
        operation(
            .post, "/event-registrations/{id}/cancellation", "Take a registration back", answer: "EventRegistration"),
        operation(.post, "/event-registrations/{id}/arrival", "Check somebody in", answer: "EventRegistration"),
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
        + pair(
            "EventSession", needs: ["title", "starts", "ends"],
            """
            kind:\(EventSession.Kind.choices) title:texts<300 text:texts<5000 room:text<120 starts:text<40 ends:text<40
            speakers:[EventSpeakerGiven]<\(EventSpeaker.most)
            """)
        + dayShapes
        + [
            OpenAPIShape(
                "EventOrganiserGiven", given: true, "organisation:text<300 role:\(EventOrganiser.Role.choices)"),
            OpenAPIShape(
                "EventSpeakerGiven", given: true, "name:text<200 role:\(EventSpeaker.Role.choices)"),
            OpenAPIShape(
                "EventCompanionGiven", given: true, "name:text<200 email:mail"),
            OpenAPIShape(
                "EventRegistrationGiven", given: true,
                """
                name:text<200 organisation:text<300 country:text job:text<200 needs:text<1000 groupName:text<200
                companions:[EventCompanionGiven]<\(EventEntryForm.mostCompanions)
                """),
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

    private static let dayShapes: [OpenAPIShape] = [
        OpenAPIShape(
            "EventImportGiven", given: true,
            "table:text<\(EventImport.longest)! withAlike:flag isConfirmed:flag"),
        OpenAPIShape("EventImport", "lines:[EventImportLine]"),
        OpenAPIShape(
            "EventImportLine",
            """
            line:integer name:text email:text organisation:text country:text job:text needs:text group:text
            outcome:\(EventImport.Outcome.choices)
            """),
        OpenAPIShape(
            "EventSession",
            """
            id:id eventID:id kind:\(EventSession.Kind.choices) title:texts text:texts room:text starts:text ends:text
            startsAt:moment endsAt:moment version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape("EventAgendaItem", "session:EventSession speakers:[EventSpeakerLine]"),
        OpenAPIShape("EventSpeakerLine", "personID:id? name:text role:\(EventSpeaker.Role.choices)"),
        OpenAPIShape(
            "EventRegistrationLine",
            """
            id:id eventID:id eventTitle:texts name:text email:mail organisation:text country:text job:text needs:text
            groupName:text status:\(EventRegistration.Status.choices) cameAt:moment arrivedAt:moment? version:integer
            """),
        OpenAPIShape(
            "EventRegistration",
            """
            id:id eventID:id accountID:id? leadID:id? groupKey:text groupName:text language:text
            status:\(EventRegistration.Status.choices) cameAt:moment arrivedAt:moment? feedbackAt:moment?
            version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "EventAttendee",
            """
            registrationID:id name:text email:mail mailbox:text organisation:text country:text job:text needs:text
            sortName:text searchText:text
            """),
        OpenAPIShape(
            "EventRegistrationProfile", "registration:EventRegistration attendee:EventAttendee event:Event"),
    ]
}
