extension OpenAPIDocument {
    /// The part of the API about pre-arranged meetings.
    static let brokerage: [OpenAPIOperation] = [
        operation(
            .post, "/events/{id}/brokerage", "Set up the meetings of an event", body: "BrokerageGiven",
            answer: "Brokerage"),
        operation(.get, "/brokerages/{id}", "The meetings of an event", answer: "BrokerageProfile"),
        operation(
            .patch, "/brokerages/{id}", "Change the given settings of the meetings", body: "BrokerageChange",
            answer: "Brokerage"),
        operation(.get, "/brokerages/{id}/slots", "When meetings are held", answer: "[MeetingSlot]"),
        operation(
            .post, "/brokerages/{id}/slots", "Add a run of slots", body: "MeetingSlotsGiven", answer: "[MeetingSlot]"),
        operation(
            .patch, "/meeting-slots/{id}", "Change the tables of a slot", body: "MeetingSlotChange",
            answer: "MeetingSlot"),
        operation(.delete, "/meeting-slots/{id}", "Take a slot away in which no meeting stands"),
        list("/participants", "A page of those who take part", Participant.listing, "ParticipantLine"),
        operation(.get, "/participants/{id}", "One who takes part", answer: "ParticipantProfile"),
        operation(
            .get, "/brokerages/{id}/counterparts", "Whom the caller may want to meet, with reasons",
            answer: "Counterparts"),
        operation(
            .post, "/brokerages/{id}/participants", "Take part in the meetings", body: "ParticipantGiven",
            answer: "Participant"),
        operation(
            .patch, "/participants/{id}", "Change the given fields of a profile", body: "ParticipantChange",
            answer: "Participant"),
        operation(.post, "/participants/{id}/departure", "Take part no longer", answer: "Participant"),
        operation(
            .post, "/participants/{id}/absences", "Note when somebody cannot meet", body: "AbsenceGiven",
            answer: "Absence"),
        operation(.delete, "/absences/{id}", "Take an absence away"),
        list(
            "/meeting-requests", "A page of the requests of the caller's events", MeetingRequest.listing,
            "MeetingRequestLine"),
        operation(.get, "/brokerages/{id}/meetings", "The caller's own meetings", answer: "OwnMeetings"),
        operation(
            .post, "/brokerages/{id}/requests", "Ask others to meet", body: "MeetingRequestGiven",
            answer: "MeetingSeen"),
        operation(.get, "/meeting-requests/{id}", "One request", answer: "MeetingProfile"),
        operation(
            .patch, "/meeting-requests/{id}", "Change what one proposed", body: "MeetingRequestChange",
            answer: "MeetingSeen"),
        operation(
            .post, "/meeting-requests/{id}/answer", "Accept or decline", body: "MeetingAnswer", answer: "MeetingSeen"),
        operation(
            .post, "/meeting-requests/{id}/proposal", "Propose something else", body: "MeetingProposal",
            answer: "MeetingSeen"),
        operation(.post, "/meeting-requests/{id}/withdrawal", "Take a request back", answer: "MeetingSeen"),
        operation(
            .post, "/meeting-requests/{id}/note", "Write something down for oneself", body: "MeetingNote"),
    ]

    private static let texts = Participant.longestText
    private static let message = MeetingRequest.longestMessage
    private static let note = MeetingRequest.longestNote

    static let brokerageShapes: [OpenAPIShape] =
        pair(
            "Brokerage", needs: ["requestsClose"],
            """
            text:texts<\(Brokerage.longestText) status:\(Brokerage.Status.choices) requestsClose:text<40
            requestLimit:integer<1..\(Brokerage.mostRequests) meetingLimit:integer<1..200
            walkingMinutes:integer<0..120 fewGaps:flag fewTableChanges:flag evenSlots:flag
            """)
        + pair(
            "Participant", needs: [],
            """
            offers:texts<\(texts) seeks:texts<\(texts) offeredTopics:list<\(Participant.mostTopics)
            soughtTopics:list<\(Participant.mostTopics) languages:list<20 mode:\(Participant.Mode.choices)
            delegation:text<120 meetingLimit:integer<1..200 stand:integer<1..9999 capacity:integer<1..20
            """, onlyNew: "registration:text<40")
        + pair(
            "MeetingRequest", needs: [],
            """
            message:text<\(message) priority:integer<1..3 isOnline:flag link:web slots:list<\(MeetingSlot.most)
            note:text<\(note)
            """, onlyNew: "to:list<\(MeetingRequest.mostParties - 1)! from:text<40")
        + brokerageGiven + brokerageThings + meetingThings

    private static let brokerageGiven: [OpenAPIShape] = [
        OpenAPIShape(
            "MeetingSlotsGiven", given: true,
            """
            day:text<20 first:text<20 starts:text<40 ends:text<40 minutes:integer<5..\(MeetingSlotRun.mostMinutes)
            pause:integer<0..\(MeetingSlotRun.mostMinutes) count:integer<1..\(MeetingSlot.most)
            tables:integer<0..\(MeetingSlot.mostTables)!
            """),
        OpenAPIShape(
            "MeetingSlotChange", given: true,
            "tables:integer<0..\(MeetingSlot.mostTables) brokenTables:list<\(MeetingSlot.mostTables) version:integer"),
        OpenAPIShape(
            "AbsenceGiven", given: true,
            "id:id kind:\(Absence.Kind.choices) session:text<40 starts:text<40 ends:text<40"),
        OpenAPIShape(
            "MeetingAnswer", given: true,
            """
            answer:accepted|declined! priority:integer<1..3 link:web note:text<\(note) participant:text<40
            version:integer
            """),
        OpenAPIShape(
            "MeetingProposal", given: true,
            """
            slots:list<\(MeetingSlot.most) isOnline:flag link:web message:text<\(message) priority:integer<1..3
            note:text<\(note) participant:text<40 version:integer
            """),
        OpenAPIShape("MeetingNote", given: true, "note:text<\(note)!"),
    ]

    private static let brokerageThings: [OpenAPIShape] = [
        OpenAPIShape(
            "Brokerage",
            """
            id:id eventID:id text:texts status:\(Brokerage.Status.choices) requestsClose:text requestsCloseAt:moment
            meetingLimit:integer? requestLimit:integer walkingMinutes:integer fewGaps:flag fewTableChanges:flag
            evenSlots:flag edition:integer version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "BrokerageProfile",
            """
            brokerage:Brokerage event:Event own:Participant? registration:text? participants:integer countries:integer
            slots:integer requests:MeetingCounts? mayPlan:flag
            """),
        OpenAPIShape("MeetingCounts", "waiting:integer accepted:integer declined:integer withdrawn:integer"),
        OpenAPIShape(
            "MeetingSlot",
            """
            id:id brokerageID:id starts:text ends:text startsAt:moment endsAt:moment tables:integer
            brokenTables:list cancelledAt:moment? version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "Participant",
            """
            id:id brokerageID:id registrationID:id accountID:id? organisationID:id? delegation:text
            delegationKey:text offers:texts seeks:texts offeredTopics:list soughtTopics:list languages:list
            mode:\(Participant.Mode.choices) capacity:integer meetingLimit:integer? stand:integer?
            status:\(Participant.Status.choices) searchText:text version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "ParticipantLine",
            """
            id:id brokerageID:id name:text organisation:text country:text delegation:text offers:texts seeks:texts
            offeredTopics:list soughtTopics:list languages:list mode:\(Participant.Mode.choices) stand:integer?
            capacity:integer status:\(Participant.Status.choices) version:integer changedAt:moment
            """),
        OpenAPIShape(
            "ParticipantProfile",
            """
            line:ParticipantLine event:Event topics:[Named] organisationID:id? absences:[Absence]
            requests:[MeetingSeen] isOwn:flag mayEdit:flag
            """),
        OpenAPIShape(
            "Absence",
            """
            id:id participantID:id kind:\(Absence.Kind.choices) sessionID:id? starts:text ends:text startsAt:moment
            endsAt:moment version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape("Counterparts", "event:Event participant:Participant counterparts:[Counterpart]"),
        OpenAPIShape(
            "Counterpart",
            """
            line:ParticipantLine score:number topicsForMe:[Named] topicsForThem:[Named] words:list languages:list
            isFromElsewhere:flag isWithoutLanguage:flag
            """),
    ]

    private static let meetingThings: [OpenAPIShape] = [
        OpenAPIShape(
            "MeetingSeen",
            """
            id:id brokerageID:id askerID:id proposerID:id state:\(MeetingRequest.State.choices) message:text
            isOnline:flag link:web? slots:list parties:[MeetingPartySeen] ownID:id? answer:text? priority:integer?
            note:text slotID:id? place:text? placeNumber:integer? version:integer createdAt:moment changedAt:moment
            mayAnswer:flag mayEdit:flag mayWithdraw:flag mayLink:flag
            """),
        OpenAPIShape(
            "MeetingPartySeen", "participantID:id name:text organisation:text country:text answer:text?"),
        OpenAPIShape("MeetingProfile", "meeting:MeetingSeen slots:[MeetingSlot] event:MeetingEvent"),
        OpenAPIShape(
            "MeetingEvent",
            """
            id:id kind:\(Event.Kind.choices) title:texts format:\(Event.Format.choices) place:text city:text
            country:text link:web? website:web? zone:text starts:text ends:text startsAt:moment endsAt:moment
            status:\(Event.Status.choices) cancelReason:texts
            """),
        OpenAPIShape(
            "OwnPart",
            """
            id:id brokerageID:id registrationID:id organisationID:id? delegation:text offers:texts seeks:texts
            offeredTopics:list soughtTopics:list languages:list mode:\(Participant.Mode.choices) capacity:integer
            meetingLimit:integer? stand:integer? status:\(Participant.Status.choices) version:integer createdAt:moment
            changedAt:moment
            """),
        OpenAPIShape(
            "OwnMeetings",
            """
            brokerage:Brokerage event:MeetingEvent participant:OwnPart meetings:[MeetingSeen] slots:[MeetingSlot]
            unanswered:integer limit:integer? stamp:text
            """),
        OpenAPIShape(
            "MeetingRequestLine",
            """
            id:id brokerageID:id asker:text askerOrganisation:text askerCountry:text other:text otherOrganisation:text
            otherCountry:text parties:integer state:\(MeetingRequest.State.choices) isOnline:flag priority:integer
            placed:placed|unplaced|unplanned|off version:integer createdAt:moment changedAt:moment
            """),
    ]
}
