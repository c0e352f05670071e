import Database
import Testing

@testable import Isthmus

/// What each person of the story may do with each kind of thing, and why not: `docs/permissions.md`.
@Suite struct PermissionsTests {
    /// One thing of the story, asked for each of its permissions.
    private struct Case: Sendable {
        let kind: String
        let thing: String
        let answers: @Sendable (Transaction, Actor) throws -> [(permission: String, reason: String?)]

        init<Thing: Governed>(_ type: Thing.Type, _ thing: String, _ id: String) {
            (kind, self.thing) = (Thing.kind, thing)
            answers = { tx, actor in
                guard let found = try Thing.find(ID(id), in: tx) else { throw Defect("no \(thing) in the story") }
                return Self.answers(found, actor)
            }
        }
        /// One that the story has not, made for this.
        init<Thing: Governed>(_ thing: Thing) {
            (kind, self.thing) = (Thing.kind, Thing.kind)
            answers = { _, actor in Self.answers(thing, actor) }
        }

        private static func answers<Thing: Governed>(_ thing: Thing, _ actor: Actor) -> [(
            permission: String, reason: String?
        )] {
            Thing.Permission.allCases.map { ($0.rawValue, thing.refusal(of: $0, to: actor)?.key) }
        }
    }

    /// Things of the story by their names.
    private struct Things {
        let sample: SampleProgramme

        func callAsFunction<Thing: Governed>(_ type: Thing.Type, _ names: String...) -> [Case] {
            names.map { Case(type, $0, sample.id($0)) }
        }
    }

    private static func cases(_ sample: SampleProgramme) -> [Case] { ofDirectory(sample) + others(sample) }

    private static func ofDirectory(_ sample: SampleProgramme) -> [Case] {
        let cases = Things(sample: sample)
        return [
            cases(Organisation.self, "organisation", "inactive organisation", "withdrawn organisation"),
            cases(Person.self, "person", "withdrawn person"),
            cases(Affiliation.self, "affiliation", "affiliation of withdrawn"),
            cases(Team.self, "team", "withdrawn team", "team of withdrawn"),
            cases(
                Competence.self, "competence", "person's competence", "withdrawn competence",
                "competence of withdrawn"),
            cases(Network.self, "network", "withdrawn network"), cases(NetworkMember.self, "network member"),
            cases(
                NetworkApplication.self, "network application", "draft network application",
                "accepted network application"), cases(NetworkNote.self, "network note"),
            cases(Project.self, "project"), cases(Participation.self, "participation"),
        ].flatMap { $0 }
    }

    private static func others(_ sample: SampleProgramme) -> [Case] {
        let cases = Things(sample: sample)
        return [
            cases(CooperationProgramme.self, "programme", "withdrawn programme"),
            cases(MobilityScheme.self, "scheme", "withdrawn scheme"), cases(OwnerContact.self, "owner contact"),
            cases(UpdateRound.self, "round"), cases(UpdateRequest.self, "request", "answered request"),
            cases(Obstacle.self, "obstacle", "withdrawn obstacle"),
            cases(PublicBody.self, "body", "withdrawn body"), cases(OfficeTerm.self, "term"),
            cases(Call.self, "call", "withdrawn call", "withdrawn draft call"), cases(CallRule.self, "call rule"),
            cases(FormVersion.self, "form", "draft form"), cases(AnswerSheet.self, "answers", "draft of answers"),
            cases(SupportCall.self, "support call", "decided support call", "draft support call"),
            cases(
                SupportApplication.self, "support application", "draft of application", "selected application"),
            cases(SupportScore.self, "support score"), cases(SupportCase.self, "support case"),
            cases(SupportEntry.self, "support entry"),
            cases(Event.self, "event", "withdrawn draft event"), cases(EventOrganiser.self, "event organiser"),
            cases(PartnerSearch.self, "partner search", "draft search"), cases(SearchReview.self, "search review"),
            cases(SearchInvitation.self, "search invitation"), cases(Interest.self, "expression", "contact"),
            cases(InterestMessage.self, "expression message"), cases(Outcome.self, "outcome"),
            cases(Consortium.self, "consortium"), cases(ConsortiumMember.self, "consortium member"),
            [Case(PartneringRules.self, "rules", PartneringRules.only.text)],
            cases(EventSession.self, "event session"), cases(EventSpeaker.self, "event speaker"),
            cases(EventMaterial.self, "material"), cases(EventQuestion.self, "answered question", "waiting question"),
            cases(Contest.self, "contest", "judged contest", "draft contest"),
            cases(ContestEntry.self, "judged entry", "draft entry"), cases(ContestJuror.self, "juror"),
            cases(ContestConflict.self, "conflict"), cases(ContestScore.self, "score"),
            cases(ContestAward.self, "award"), cases(ContestStand.self, "stand"),
            cases(TimetableDraft.self, "timetable draft"), cases(MeetingOutcome.self, "meeting outcome"),
            cases(Brokerage.self, "brokerage"), cases(MeetingSlot.self, "meeting slot"),
            cases(Participant.self, "participant holder"), cases(Absence.self, "absence"),
            cases(MeetingRequest.self, "meeting request", "declined request"),
            cases(MeetingParty.self, "meeting party"),
            cases(EventProgramme.self, "event programme", "draft event programme"),
            cases(EventProposal.self, "proposal", "selected_proposal"), cases(ProposalScore.self, "proposal score"),
            cases(EventTask.self, "event task"), cases(EventReport.self, "event report"),
            cases(DossierEdition.self, "edition", "draft edition"),
            cases(CountryGroupRecord.self, "country group", "withdrawn country group"),
            [Case(EvidenceSource.self, "evidence source", sample.id("evidence source"))],
            cases(EventRegistration.self, "registration", "arrived registration", "seated registration"),
            cases(Claim.self, "claim", "decided claim"), cases(Merge.self, "merge"),
            cases(Duplicate.self, "duplicate"), cases(Account.self, "account of member"),
            cases(RoleGrant.self, "grant"), cases(Invitation.self, "invitation"), cases(Mail.self, "mail"),
            cases(MailSuspension.self, "suspension"), cases(Notice.self, "notice"),
            cases(SavedSearch.self, "saved search"), cases(Segment.self, "segment"),
            cases(Campaign.self, "campaign", "draft campaign"), cases(CountryStanding.self, "country standing"),
            [Case(Topic.self, "topic", "ford-1-5"), Case(TopicScheme.self, "scheme", "ford")],
            [Case(Crosswalk(from: ID("ford-1-5"), to: ID("trees-1"), kind: .exact))],
        ].flatMap { $0 }
    }

    @Test func `everybody may do what the table of permissions says`() async throws {
        try await SampleProgramme.open { sample in
            let cast = sample.story.cast
            let rows = try await sample.programme.read { tx in
                try Self.cases(sample).flatMap { sampled -> [String] in
                    let answers = try cast.map { try sampled.answers(tx, $0.actor) }
                    return answers[0].indices.map { index in
                        let cells = answers.map { $0[index].reason ?? "yes" }
                        return
                            "| \(sampled.thing) | \(answers[0][index].permission) | \(cells.joined(separator: " | ")) |"
                    }
                }
            }
            let text = """
                # Who may do what

                Written by a test: each permission of each kind of thing, asked for each person of the sample
                programme. A cell says yes, or the key of the sentence that says why not.

                | thing | permission | \(cast.map { $0.name.replacing("_", with: " ") }.joined(separator: " | ")) |
                |---|---|\(String(repeating: "---|", count: cast.count))
                \(rows.joined(separator: "\n"))

                """
            try Golden.check(text, "docs/permissions.md")
        }
    }

    @Test func `no kind of thing is missing in the table`() async throws {
        let declared = SourceTree.sources.flatMap { file in
            file.text.matches(of: /(?:struct|extension) (\w+): Governed/).map { String($0.output.1) }
        }
        let named = SourceTree.text("Tests/IsthmusTests/House/PermissionsTests.swift") ?? ""
        #expect(declared.filter { !named.contains("\($0).self") && !named.contains("Case(\($0)(") } == [])
    }

    /// A noun with its list's condition: every row, and those that the condition lets through.
    private struct Listed: Sendable {
        let kind: String
        let mismatches: @Sendable (Transaction, Actor) throws -> [String]

        init<Thing: Governed>(
            _ type: Thing.Type, _ id: SQL, from source: SQL, _ visible: @escaping @Sendable (Actor) -> SQL
        ) {
            kind = Thing.kind
            mismatches = { tx, actor in
                let shown = Set(try tx.column(String.self, "SELECT \(id) FROM \(source) WHERE \(visible(actor))"))
                return try tx.column(String.self, "SELECT \(id) FROM \(source) ORDER BY 1").filter { id in
                    let allowed = try Thing.find(ID(id), in: tx)?.allows(.view, to: actor) == true
                    return allowed != shown.contains(id)
                }
            }
        }
    }

    /// Of events, what stays of them, and dossiers.
    private static let ofEvents = [
        Listed(
            EventQuestion.self, "q.id", from: "event_question q JOIN event e ON e.id = q.event_id"
        ) { EventQuestion.visible(to: $0) },
        Listed(Contest.self, "c.id", from: "contest c JOIN event e ON e.id = c.event_id") {
            Contest.visible(to: $0)
        },
        Listed(ContestEntry.self, "n.id", from: ContestEntry.source) { ContestEntry.visible(to: $0) },
        Listed(EventProgramme.self, "g.id", from: "event_programme g") { EventProgramme.visible(to: $0) },
        Listed(EventProposal.self, "p.id", from: "event_proposal p") { EventProposal.visible(to: $0) },
        Listed(DossierEdition.self, "e.id", from: "dossier_edition e") { DossierEdition.visible(to: $0) },
    ]

    @Test func `lists show the rows that may be viewed, and no others`() async throws {
        let lists = [
            Listed(Organisation.self, "o.id", from: "organisation o") { Organisation.visible(to: $0) },
            Listed(Person.self, "p.id", from: "person p") { Person.visible(to: $0) },
            Listed(
                Affiliation.self, "a.id",
                from:
                    "affiliation a JOIN person p ON p.id = a.person_id JOIN organisation o ON o.id = a.organisation_id"
            ) { Affiliation.visible(to: $0) },
            Listed(Team.self, "t.id", from: "team t JOIN organisation o ON o.id = t.organisation_id") {
                Team.visible(to: $0)
            },
            Listed(Competence.self, "c.id", from: "competence c") { Competence.visible(to: $0) },
            Listed(Event.self, "e.id", from: "event e") { Event.visible(to: $0) },
            Listed(CooperationProgramme.self, "p.id", from: "cooperation_programme p") {
                CooperationProgramme.visible(to: $0)
            },
            Listed(MobilityScheme.self, "m.id", from: "mobility_scheme m") { MobilityScheme.visible(to: $0) },
            Listed(Obstacle.self, "o.id", from: "obstacle o") { Obstacle.visible(to: $0) },
            Listed(PublicBody.self, "b.id", from: "public_body b") { PublicBody.visible(to: $0) },
            Listed(Call.self, "c.id", from: "call c") { Call.visible(to: $0) },
            Listed(FormVersion.self, "f.id", from: "form_version f") { FormVersion.visible(to: $0) },
            Listed(AnswerSheet.self, "a.id", from: "answer_sheet a") { AnswerSheet.visible(to: $0) },
            Listed(SupportCall.self, "s.id", from: "support_call s") { SupportCall.visible(to: $0) },
            Listed(SupportApplication.self, "a.id", from: "support_application a") {
                SupportApplication.visible(to: $0)
            },
            Listed(SupportCase.self, "k.id", from: "support_case k") { SupportCase.visible(to: $0) },
            Listed(Campaign.self, "c.id", from: "campaign c") { Campaign.visible(to: $0) },
            Listed(Segment.self, "s.id", from: "segment s") { Segment.visible(to: $0) },
            Listed(
                PartnerSearch.self, "s.id",
                from: """
                    partner_search s JOIN call c ON c.id = s.call_id JOIN organisation o ON o.id = s.organisation_id
                    """
            ) { PartnerSearch.visible(to: $0) },
            Listed(Interest.self, "e.id", from: "expression e JOIN partner_search s ON s.id = e.search_id") {
                Interest.visible(to: $0)
            },
            Listed(Consortium.self, "k.id", from: "consortium k JOIN partner_search s ON s.id = k.search_id") {
                Consortium.visible(to: $0)
            },
            Listed(Network.self, "n.id", from: "network n") { Network.visible(to: $0) },
            Listed(NetworkApplication.self, "a.id", from: NetworkApplication.source) {
                NetworkApplication.visible(to: $0)
            },
            Listed(Topic.self, "t.id", from: "topic t") { Topic.visible(to: $0) },
        ]
        try await SampleProgramme.open { sample in
            let wrong = try await sample.programme.read { tx in
                try (lists + Self.ofEvents).flatMap { list in
                    try sample.story.cast.flatMap { person in
                        try list.mismatches(tx, person.actor).map { "\(list.kind) \($0) for \(person.name)" }
                    }
                }
            }
            #expect(wrong == [])
        }
    }
}
