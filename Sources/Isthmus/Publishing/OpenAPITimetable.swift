extension OpenAPIDocument {
    /// The part of the API about timetables, meetings and what came of them.
    static let timetables: [OpenAPIOperation] = [
        operation(.get, "/brokerages/{id}/timetable", "The published timetable, for its officers", answer: "Timetable"),
        operation(.get, "/brokerages/{id}/mine/timetable", "One's own meetings", answer: "OwnTimetable"),
        operation(
            .get, "/brokerages/{id}/timetable/drafts", "The latest drafts of a timetable", answer: "[TimetableDraft]"),
        operation(
            .post, "/brokerages/{id}/timetable/drafts", "Make a timetable and keep it as a draft",
            body: "TimetableDraftGiven", answer: "TimetableDraft"),
        operation(
            .get, "/timetable-drafts/{id}", "One draft with what publishing it would change",
            answer: "TimetableDraftProfile"),
        operation(
            .post, "/timetable-drafts/{id}/publication", "Publish a draft and tell everybody affected",
            answer: "TimetableDraft"),
        operation(.delete, "/timetable-drafts/{id}", "Discard a draft"),
        list(
            "/meetings", "A page of the meetings of published timetables",
            MeetingLine.listing(at: Moment(seconds: 0), for: .visitor), "MeetingLine"),
        operation(
            .get, "/meetings/statistics", "How many meetings were held between which countries on which themes",
            query: MeetingOutcomePages.facets.map { "\($0.name):list" }.joined(separator: " "),
            answer: "MeetingStatistics"),
        operation(
            .get, "/meetings/{id}/outcomes", "What came of a meeting, as far as the caller may know",
            answer: "[MeetingOutcome]"),
        operation(
            .post, "/meetings/{id}/outcomes", "Say what came of one's own meeting", body: "MeetingOutcomeGiven",
            answer: "MeetingOutcome"),
        operation(
            .get, "/brokerages/{id}/introductions", "People who wanted to meet and did not", answer: "[Introduction]"),
    ]

    static let timetableShapes: [OpenAPIShape] =
        draftShapes + [
            OpenAPIShape(
                "Timetable",
                """
                brokerageID:id edition:integer zone:text meetings:integer unplaced:integer troubled:integer
                lines:[TimetableLine]
                """),
            OpenAPIShape(
                "OwnTimetable", "brokerageID:id participantID:id edition:integer zone:text lines:[TimetableLine]"),
            OpenAPIShape(
                "TimetableLine",
                """
                requestID:id slotID:id? starts:text? ends:text? startsAt:moment? endsAt:moment?
                place:\(MeetingPlace.choices)? placeNumber:integer? link:web? reason:\(UnplacedReason.choices)?
                isTroubled:flag isWithdrawn:flag edition:integer? parties:[TimetablePerson]
                """),
            OpenAPIShape(
                "TimetablePerson",
                """
                id:id name:text organisation:text country:text delegation:text stand:integer?
                status:\(Participant.Status.choices)
                """),
            OpenAPIShape(
                "MeetingLine",
                """
                id:id brokerageID:id eventID:id event:texts zone:text starts:text? ends:text? startsAt:moment?
                endsAt:moment? place:\(MeetingPlace.choices)? placeNumber:integer? reason:\(UnplacedReason.choices)?
                edition:integer state:\(MeetingLine.State.choices) asker:text askerOrganisation:text askerCountry:text
                other:text otherOrganisation:text otherCountry:text parties:integer changedAt:moment
                """),
            OpenAPIShape(
                "MeetingOutcomeGiven", given: true,
                """
                result:\(MeetingOutcome.Result.choices) remark:text<\(MeetingOutcome.longestRemark) version:integer
                """),
            OpenAPIShape(
                "MeetingOutcome",
                """
                id:id requestID:id participantID:id result:\(MeetingOutcome.Result.choices) remark:text version:integer
                createdAt:moment changedAt:moment
                """),
            OpenAPIShape("MeetingStatistics", "meetings:integer pairs:[MeetingPair] themes:[MeetingTheme]"),
            OpenAPIShape("MeetingPair", "first:text second:text meetings:integer"),
            OpenAPIShape("MeetingTheme", "topic:id country:text meetings:integer"),
            OpenAPIShape(
                "Introduction",
                "requestID:id why:unplaced|missed reason:\(UnplacedReason.choices)? parties:[TimetablePerson]"),
        ]

    private static let draftShapes: [OpenAPIShape] = [
        OpenAPIShape(
            "TimetableDraftGiven", given: true,
            """
            kind:\(TimetableDraft.Kind.choices) seconds:integer<1..\(TimetableDraft.mostSeconds)
            price:number<0..\(Int(TimetableDraft.highestPrice)) fewGaps:flag fewTableChanges:flag evenSlots:flag
            cancelSlots:list<\(MeetingSlot.most) brokenTables:[TimetableTableGiven]<\(MeetingSlot.most)
            tables:[TimetableCountGiven]<\(MeetingSlot.most)
            """),
        OpenAPIShape("TimetableTableGiven", given: true, "slot:id! number:integer<1..\(MeetingSlot.mostTables)!"),
        OpenAPIShape("TimetableCountGiven", given: true, "slot:id! tables:integer<0..\(MeetingSlot.mostTables)!"),
        OpenAPIShape(
            "TimetableDraft",
            """
            id:id brokerageID:id kind:\(TimetableDraft.Kind.choices) state:\(TimetableDraft.State.choices)
            edition:integer basis:text changes:TimetableChanges price:number value:integer bound:integer
            meetings:integer unplaced:integer movedOfNeed:integer gaps:integer tableChanges:integer
            milliseconds:integer madeBy:text version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "TimetableChanges", "cancelledSlots:list brokenTables:[TimetableTable] tables:[TimetableCount]"),
        OpenAPIShape("TimetableTable", "slotID:id number:integer"),
        OpenAPIShape("TimetableCount", "slotID:id tables:integer"),
        OpenAPIShape(
            "TimetableDraftProfile", "draft:TimetableDraft counts:record lines:[TimetableDraftLine]"),
        OpenAPIShape(
            "TimetableDraftLine",
            """
            requestID:id difference:\(TimetableDifference.choices) before:MeetingSeat? after:MeetingSeat
            parties:[TimetablePerson]
            """),
        OpenAPIShape(
            "MeetingSeat",
            "slotID:id? place:\(MeetingPlace.choices)? placeNumber:integer? reason:\(UnplacedReason.choices)?"),
    ]
}
