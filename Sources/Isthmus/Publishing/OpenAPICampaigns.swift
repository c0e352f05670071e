extension OpenAPIDocument {
    /// The part of the API about campaigns, their segments, and countries that only read.
    static let campaigns: [OpenAPIOperation] = [
        list("/campaigns", "A page of the campaigns", Campaign.listing, "CampaignLine"),
        operation(.get, "/campaigns/{id}", "One campaign", answer: "Campaign"),
        operation(.post, "/campaigns", "Add a campaign", body: "CampaignGiven", answer: "Campaign"),
        operation(
            .patch, "/campaigns/{id}", "Change the given fields of a campaign", body: "CampaignChange",
            answer: "Campaign"),
        operation(
            .get, "/campaigns/{id}/preview", "Who would get a campaign, and what some would read",
            answer: "CampaignPreview"),
        operation(
            .get, "/campaigns/{id}/reach", "What a campaign reached, by country; the last line is the sum",
            answer: "[CampaignReach]"),
        operation(
            .post, "/campaigns/{id}/schedule", "Say when a campaign is sent; without a day, not at all",
            body: "CampaignScheduleGiven", answer: "Campaign"),
        operation(.post, "/campaigns/{id}/withdrawal", "Take a campaign back", answer: "Campaign"),
        list("/campaign-recipients", "To whom campaigns went", CampaignRecipient.listing, "CampaignRecipient"),
        list("/segments", "A page of the segments", Segment.listing, "Segment"),
        operation(.get, "/segments/{id}", "One segment", answer: "Segment"),
        operation(.post, "/segments", "Add a segment", body: "SegmentGiven", answer: "Segment"),
        operation(
            .patch, "/segments/{id}", "Change the given fields of a segment", body: "SegmentChange", answer: "Segment"),
        list(
            "/country-standings", "What countries are for the programme, where they do not take part",
            CountryStanding.listing, "CountryStanding"),
        operation(
            .post, "/country-standings", "Say what a country is for the programme", body: "CountryStandingGiven",
            answer: "CountryStanding"),
    ]

    static let campaignShapes: [OpenAPIShape] =
        pair(
            "Campaign", needs: ["title"],
            """
            title:texts<200 text:texts<\(Campaign.longestText) subject:texts<200 letter:texts<\(Campaign.longestText)
            target:text<500 countries:list<100 segmentID:id fallback:list<10 isPublic:flag
            """)
        + pair(
            "Segment", needs: ["name"],
            """
            name:text<120 audience:\(Segment.Audience.choices) countries:list<100 topics:list<50 kinds:list<20
            languages:list<20
            """)
        + [
            OpenAPIShape("CampaignScheduleGiven", given: true, "day:day hour:integer<0..23"),
            OpenAPIShape(
                "CountryStandingGiven", given: true, "country:text<100! standing:\(CountryStanding.Standing.choices)!"),
            OpenAPIShape(
                "CampaignLine",
                """
                id:id title:texts state:\(Campaign.State.choices) isPublic:flag countries:list scheduledAt:moment?
                queuedAt:moment? version:integer changedAt:moment
                """),
            OpenAPIShape(
                "Campaign",
                """
                id:id title:texts text:texts subject:texts letter:texts target:text countries:list segmentID:id?
                fallback:list isPublic:flag scheduledAt:moment? queuedAt:moment? withdrawnAt:moment? sortName:text
                version:integer createdAt:moment changedAt:moment
                """),
            OpenAPIShape(
                "CampaignPreview",
                """
                count:integer stopped:integer suspended:integer groups:[CampaignPreviewGroup]
                samples:[CampaignPreviewSample]
                """),
            OpenAPIShape("CampaignPreviewGroup", "country:text language:text count:integer"),
            OpenAPIShape(
                "CampaignPreviewSample",
                "country:text language:text subject:text letter:text isInformationOnly:flag"),
            OpenAPIShape(
                "CampaignReach",
                "country:text sent:integer bounced:integer opened:integer registered:integer searched:integer"),
            OpenAPIShape(
                "CampaignRecipient",
                """
                id:id campaignID:id personID:id? organisationID:id? names:[PersonName]? organisation:text? country:text
                language:text state:\(CampaignRecipient.State.choices) openedAt:moment? hasRegistered:flag
                hasSearched:flag
                """),
            OpenAPIShape(
                "Segment",
                """
                id:id name:text audience:\(Segment.Audience.choices) countries:list topics:list kinds:list
                languages:list sortName:text version:integer createdAt:moment changedAt:moment
                """),
            OpenAPIShape(
                "CountryStanding",
                """
                id:id country:text standing:\(CountryStanding.Standing.choices) version:integer createdAt:moment
                changedAt:moment
                """),
        ]
}
