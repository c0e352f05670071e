extension OpenAPIDocument {
    /// The part of the API about networks, their members and applications for membership.
    static let networks: [OpenAPIOperation] = [
        list("/networks", "A page of the networks and platforms", Network.listing, "NetworkLine"),
        operation(.get, "/networks/{id}", "One network with its members", answer: "NetworkProfile"),
        operation(.post, "/networks", "Add a network", body: "NetworkGiven", answer: "Network"),
        operation(
            .patch, "/networks/{id}", "Change the given fields of a network", body: "NetworkChange",
            answer: "Network"),
        operation(
            .post, "/networks/{id}/members", "Take an organisation or a person into a network", body: "MemberGiven",
            answer: "NetworkMember"),
        operation(
            .patch, "/network-members/{id}", "Change or end a membership", body: "MemberChange",
            answer: "NetworkMember"),
        operation(
            .post, "/networks/{id}/applications", "Begin an application for membership",
            body: "NetworkApplicationGiven", answer: "NetworkApplication"),
        list(
            "/network-applications", "A page of the applications to networks that whoever asks may see",
            NetworkApplication.listing, "NetworkApplicationLine"),
        operation(
            .get, "/network-applications/{id}", "One application to a network with its notes",
            answer: "NetworkApplicationProfile"),
        operation(
            .patch, "/network-applications/{id}", "Go on preparing an application", body: "NetworkApplicationChange",
            answer: "NetworkApplication"),
        operation(
            .post, "/network-applications/{id}/submission", "Hand an application in",
            body: "NetworkStepGiven", answer: "NetworkApplication"),
        operation(
            .post, "/network-applications/{id}/withdrawal", "Withdraw an application",
            body: "NetworkStepGiven", answer: "NetworkApplication"),
        operation(
            .post, "/network-applications/{id}/mentor", "Assign the mentor", body: "SupportMentorGiven",
            answer: "NetworkApplication"),
        operation(
            .post, "/network-applications/{id}/notes", "Write something down about an application",
            body: "NetworkNoteGiven", answer: "NetworkNote"),
        operation(
            .post, "/network-applications/{id}/decision",
            "Record what the network answered; accepting makes the membership", body: "NetworkDecisionGiven",
            answer: "NetworkApplication"),
    ]

    static let networkShapes: [OpenAPIShape] =
        pair(
            "NetworkApplication", needs: [],
            """
            role:text<100 motivation:texts<\(NetworkApplication.longestText)
            brings:texts<\(NetworkApplication.longestText) competenceID=competence:id contact:text<500
            """, onlyNew: "applicantID=applicant:id!")
        + [
            OpenAPIShape("NetworkStepGiven", given: true, "version:integer"),
            OpenAPIShape(
                "NetworkNoteGiven", given: true, "id:id text:text<\(NetworkApplication.longestText)! day:day"),
            OpenAPIShape(
                "NetworkDecisionGiven", given: true,
                """
                decision:\(NetworkApplication.Decision.choices)! reason:text<2000 answeredOn:day role:text<100
                fromDay:day version:integer
                """),
            OpenAPIShape(
                "NetworkMemberLine",
                """
                id:id thing:id name:text isPerson:flag country:text role:text fromDay:day? untilDay:day?
                version:integer
                """),
            OpenAPIShape(
                "NetworkApplicationLine",
                """
                id:id networkID:id network:texts acronym:text organisationID:id? organisation:text? personID:id?
                names:[PersonName]? country:text role:text state:\(NetworkApplication.State.choices) mentor:text
                handedInAt:moment? answeredOn:day? version:integer createdAt:moment changedAt:moment
                """),
            OpenAPIShape(
                "NetworkApplication",
                """
                id:id networkID:id organisationID:id? personID:id? accountID:id role:text motivation:texts brings:texts
                competenceID:id? contact:text mentorID:id? handedInAt:moment? handedInBy:text?
                decision:\(NetworkApplication.Decision.choices)? reason:text answeredOn:day? decidedAt:moment?
                decidedBy:text? memberID:id? withdrawnAt:moment? withdrawnBy:text? version:integer createdAt:moment
                changedAt:moment
                """),
            OpenAPIShape(
                "NetworkNote",
                """
                id:id applicationID:id accountID:id day:day text:text version:integer createdAt:moment
                changedAt:moment
                """),
            OpenAPIShape("NetworkNoteLine", "id:id day:day name:text text:text"),
            OpenAPIShape(
                "NetworkApplicationProfile",
                """
                application:NetworkApplication state:\(NetworkApplication.State.choices) network:texts applicant:text
                country:text competence:texts? mentor:text notes:[NetworkNoteLine] history:[HistoryLine]
                """),
        ]
}
