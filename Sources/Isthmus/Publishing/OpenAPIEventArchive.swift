extension OpenAPIDocument {
    /// The part of the API about what stays of events: materials, questions and answers.
    static let eventArchive: [OpenAPIOperation] = [
        operation(
            .get, "/events/{id}/materials", "The materials of an event that the caller may read",
            answer: "[EventMaterial]"),
        operation(
            .post, "/events/{id}/materials", "Add a material to an event", body: "EventMaterialGiven",
            answer: "EventMaterial"),
        operation(
            .patch, "/event-materials/{id}", "Change the given fields of a material", body: "EventMaterialChange",
            answer: "EventMaterial"),
        operation(.delete, "/event-materials/{id}", "Take a material out of an event"),
        list(
            "/event-questions", "A page of the questions about events with their answers", EventQuestion.listing,
            "EventQuestionLine"),
        operation(.get, "/event-questions/{id}", "One question with its answer", answer: "EventQuestion"),
        operation(
            .post, "/events/{id}/questions", "Ask the organisers of an event", body: "EventQuestionGiven",
            answer: "EventQuestion"),
        operation(
            .patch, "/event-questions/{id}", "Word a question and its answer", body: "EventQuestionChange",
            answer: "EventQuestion"),
        operation(
            .post, "/event-questions/{id}/publication", "Let everybody read a question with its answer",
            answer: "EventQuestion"),
        operation(
            .post, "/event-questions/{id}/retention", "Keep a question out of the archive", answer: "EventQuestion"),
        operation(
            .post, "/event-questions/{id}/merging", "Say that another question asks the same",
            body: "EventQuestionMerging", answer: "EventQuestion"),
    ]

    static let eventArchiveShapes: [OpenAPIShape] =
        pair(
            "EventMaterial", needs: ["title"],
            """
            title:texts<300 text:texts<4000 link:web audience:\(EventMaterial.Audience.choices) fromDay:day
            position:integer<0..10000
            """)
        + [
            OpenAPIShape(
                "EventMaterial",
                """
                id:id eventID:id title:texts text:texts link:web? fileName:text fileSize:integer
                audience:\(EventMaterial.Audience.choices) fromDay:day? position:integer version:integer
                createdAt:moment changedAt:moment
                """),
            OpenAPIShape(
                "EventQuestionGiven", given: true, "id:id text:text<\(EventQuestion.longest)!"),
            OpenAPIShape(
                "EventQuestionChange", given: true,
                """
                question:texts<\(EventQuestion.longest) answer:texts<\(EventQuestion.longestAnswer) version:integer
                """),
            OpenAPIShape("EventQuestionMerging", given: true, "into:id!"),
            OpenAPIShape(
                "EventQuestion",
                """
                id:id eventID:id status:\(EventQuestion.Status.choices) text:text? question:texts answer:texts
                mergedID:id? answeredAt:moment? version:integer createdAt:moment changedAt:moment
                """),
            OpenAPIShape(
                "EventQuestionLine",
                """
                id:id eventID:id eventTitle:texts question:texts answer:texts status:\(EventQuestion.Status.choices)
                answeredAt:moment? version:integer createdAt:moment changedAt:moment
                """),
        ]
}
