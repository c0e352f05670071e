extension OpenAPIDocument {
    /// The part of the API about forms and what was answered to them.
    static let forms: [OpenAPIOperation] = [
        list("/forms", "A page of the forms, each version by itself", FormVersion.listing, "FormLine"),
        operation(.get, "/forms/{id}", "One version of a form; its text for the office", answer: "FormVersion"),
        operation(.post, "/forms", "Take in a form from its YAML", body: "FormVersionGiven", answer: "FormVersion"),
        operation(.patch, "/forms/{id}", "Change a draft", body: "FormVersionChange", answer: "FormVersion"),
        operation(
            .post, "/forms/{id}/publication", "Publish a draft, which then never changes", answer: "FormVersion"),
        operation(.post, "/forms/{id}/withdrawal", "Take a version out of use", answer: "FormVersion"),
        operation(.post, "/forms/{id}/versions", "Begin the next version as a draft", answer: "FormVersion"),
        operation(
            .post, "/forms/{id}/answers", "Answer a form that is open, as a draft or to be submitted",
            body: "AnswerSheetGiven", answer: "AnswerSheet"),
        list("/answers", "A page of the answers that whoever asks may see", AnswerSheet.listing, "AnswerSheetLine"),
        operation(.get, "/answers/{id}", "One sheet of answers", answer: "AnswerSheet"),
        operation(
            .patch, "/answers/{id}", "Go on with a draft of answers, and perhaps submit it", body: "AnswerSheetChange",
            answer: "AnswerSheet"),
    ]

    static let formShapes: [OpenAPIShape] =
        pair("FormVersion", needs: ["text"], "text:text<1048576 isOpen:flag file:text<200")
        + pair("AnswerSheet", needs: [], "answers:record submit:flag")
        + [
            OpenAPIShape(
                "FormLine",
                """
                id:id code:text number:integer title:texts languages:list questions:integer isOpen:flag
                status:\(FormVersion.Status.choices) publishedAt:moment? answered:integer version:integer
                changedAt:moment
                """),
            OpenAPIShape(
                "FormVersion",
                """
                id:id code:text number:integer text:text? title:texts languages:list questions:integer isOpen:flag
                status:\(FormVersion.Status.choices) publishedAt:moment? version:integer createdAt:moment
                changedAt:moment
                """),
            OpenAPIShape(
                "AnswerSheetLine",
                """
                id:id formID:id code:text number:integer title:texts subject:text name:text submittedAt:moment?
                version:integer changedAt:moment
                """),
            OpenAPIShape(
                "AnswerSheet",
                """
                id:id formID:id subject:text answers:record submittedAt:moment? version:integer createdAt:moment
                changedAt:moment
                """),
        ]
}
