extension OpenAPIDocument {
    /// The part of the API about evidence, dossiers and statistics.
    static let insight: [OpenAPIOperation] = [
        operation(.get, "/evidence", "The sources of evidence from outside", answer: "[EvidenceSource]"),
        operation(.get, "/evidence/{code}", "One source with its quality", answer: "EvidenceSource"),
        operation(
            .patch, "/evidence/{code}", "Change what is said of a source", body: "EvidenceSourceChange",
            answer: "EvidenceSource"),
        operation(
            .get, "/works-together/{first}", "The partners of one country by works written together",
            query: "from:text to:text", answer: "EvidencePartners"),
        operation(
            .get, "/works-together/{first}/{second}", "Works of two sides, year by year",
            query: "from:text to:text", answer: "EvidenceRecord"),
        operation(
            .get, "/dossiers/{first}/{second}", "Everything about a country and another, or a group",
            answer: "Dossier"),
        operation(
            .post, "/dossiers/{first}/{second}/editions", "Begin a draft of the next edition",
            body: "DossierEditionGiven", answer: "DossierEdition"),
        operation(
            .get, "/dossier-editions/{id}", "A dossier as it was on a day", answer: "DossierEditionProfile"),
        operation(
            .patch, "/dossier-editions/{id}", "Write the texts of a draft", body: "DossierEditionChange",
            answer: "DossierEdition"),
        operation(
            .post, "/dossier-editions/{id}/publication", "Freeze the figures and publish", answer: "DossierEdition"),
        operation(
            .post, "/dossier-editions/{id}/withdrawal", "Take out of what others see", answer: "DossierEdition"),
        operation(
            .get, "/named-groups", "The groups of countries that the office names",
            answer: "[CountryGroupRecord]"),
        operation(.get, "/named-groups/{id}", "One group of countries", answer: "CountryGroupRecord"),
        operation(
            .post, "/named-groups", "Name a group of countries", body: "CountryGroupRecordGiven",
            answer: "CountryGroupRecord"),
        operation(
            .patch, "/named-groups/{id}", "Change a group of countries", body: "CountryGroupRecordChange",
            answer: "CountryGroupRecord"),
        operation(
            .get, "/statistics", "The programme in numbers, each with the list it counts",
            query: "country:text topic:text period:text", answer: "Statistics"),
    ]

    static let insightShapes: [OpenAPIShape] = insightGiven + insightThings

    private static let insightGiven: [OpenAPIShape] =
        pair(
            "CountryGroupRecord", needs: ["name", "members"],
            "name:texts<120 members:list<200 validity:text<300 status:\(CountryGroupRecord.Status.choices)",
            onlyNew: "code:text<40!")
        + [
            OpenAPIShape("DossierEditionGiven", given: true, "id:id"),
            OpenAPIShape(
                "DossierEditionChange", given: true,
                "title:texts<300 text:texts<6000 "
                    + DossierSection.own.map {
                        "text\($0.name.prefix(1).uppercased() + $0.name.dropFirst()):texts<6000"
                    }.joined(separator: " ")
                    + " version:integer"),
            OpenAPIShape(
                "EvidenceSourceChange", given: true,
                """
                title:texts<300 publisher:text<300 link:web licence:text<100 asOf:day note:texts<3000 version:integer
                """),
        ]

    private static let insightThings: [OpenAPIShape] = [
        OpenAPIShape(
            "EvidenceSource",
            """
            id:id code:text title:texts publisher:text link:web? licence:text asOf:day note:texts files:list
            firstYear:integer lastYear:integer countries:integer pairYears:integer countryYears:integer
            rowsRead:integer rowsUnmatched:integer unmatched:list directionsDiffer:integer partnersDiffer:integer
            importedAt:moment version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape("EvidencePartner", "country:text joint:integer rank:integer address:text"),
        OpenAPIShape(
            "EvidencePartners",
            """
            source:EvidenceSource country:text firstYear:integer lastYear:integer partners:[EvidencePartner]
            total:integer
            """),
        OpenAPIShape("EvidenceYear", "year:integer joint:integer first:integer second:integer?"),
        OpenAPIShape("EvidenceMember", "country:text joint:integer address:text"),
        OpenAPIShape(
            "EvidenceRecord",
            """
            source:EvidenceSource sides:CooperatingSides years:[EvidenceYear] members:[EvidenceMember] total:integer
            """),
        OpenAPIShape("CooperatingSide", "code:text"),
        OpenAPIShape("CooperatingSides", "first:CooperatingSide second:CooperatingSide"),
        OpenAPIShape(
            "DossierCell",
            """
            kind:number|figure|growth|money|text|country|day|word|texts|few|none text:text? texts:texts? value:number?
            lower:number? upper:number? address:text?
            """),
        OpenAPIShape("DossierFigure", "name:text cell:DossierCell of:text? formula:text?"),
        OpenAPIShape(
            "DossierTable",
            """
            name:text columns:list rows:record picture:\(DossierTable.Picture.choices) of:text? more:DossierCell?
            """),
        OpenAPIShape(
            "DossierPart",
            """
            name:text figures:[DossierFigure] tables:[DossierTable] notes:list source:text? asOf:day?
            quality:[DossierFigure]?
            """),
        OpenAPIShape(
            "Dossier", "sides:CooperatingSides members:list groupName:texts? parts:[DossierPart] at:moment"),
        OpenAPIShape("DossierText", "section:text text:texts"),
        OpenAPIShape(
            "DossierEdition",
            """
            id:id sides:text number:integer title:texts texts:[DossierText] parts:[DossierPart] day:day?
            status:\(DossierEdition.Status.choices) version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape(
            "DossierEditionLine",
            "id:id sides:text number:integer title:texts day:day? status:\(DossierEdition.Status.choices)"),
        OpenAPIShape(
            "DossierDifference", "part:text name:text of:text? before:DossierCell after:DossierCell"),
        OpenAPIShape(
            "DossierEditionProfile",
            """
            edition:DossierEdition dossier:Dossier last:DossierEditionLine? differences:[DossierDifference]
            mayEdit:flag mayPublish:flag mayWithdraw:flag
            """),
        OpenAPIShape(
            "CountryGroupRecord",
            """
            id:id code:text name:texts members:list validity:text status:\(CountryGroupRecord.Status.choices)
            version:integer createdAt:moment changedAt:moment
            """),
        OpenAPIShape("StatisticsQuestion", "country:text? topic:text? period:text?"),
        OpenAPIShape("StatisticsYear", "year:integer count:integer address:text"),
        OpenAPIShape("StatisticsRow", "name:text total:integer? address:text years:[StatisticsYear]"),
        OpenAPIShape("Statistics", "question:StatisticsQuestion rows:[StatisticsRow] countries:StatisticsRow"),
    ]
}
