import Database
import Foundation
import Hummingbird
import Logging
import NIOCore

/// The site as it is served: every area's routes behind one reception.
public struct Server: Sendable {
    private let site: @Sendable () -> Site

    public init(site: Site) { self.init { site } }

    /// The routes ask for their site at every visit.
    init(_ site: @escaping @Sendable () -> Site) {
        self.site = site
        Self.addSources()
    }

    /// What later areas give to finding, which stands before them. To be called before anybody keeps a search; again,
    /// it changes nothing.
    static func addSources() {
        SearchedLists.add(.calls)
        FinderSources.add(CallSource())
        for kind in FittingCalls.kinds { PagePart.add(FittingCallPages.part(of: kind)) }
        SearchedLists.add(.events)
        PagePart.add(BrokeragePages.eventPart)
        EventFollowers.ofRegistration.add({ try $0.leaveMeetings(with: $1, $2) }, as: "brokerage")
        EventFollowers.ofEvent.add({ try $0.settleMeetings(from: $1, to: $2) }, as: "brokerage")
        EventFollowers.ofEvent.add({ try $0.settleContests(from: $1, to: $2) }, as: "contests")
        EventFollowers.ofSession.add({ try $0.leaveSession($1) }, as: "brokerage")
        SearchedLists.add(.partnerSearches)
        CampaignSearches.add("partner_search", "SELECT account_id, created_at FROM partner_search")
        CountrySections.add(InventorySections.country)
        OwnCalendar.add(OwnCalendar.events)
        OwnCalendar.add(OwnCalendar.meetings)
        CountrySections.add(DossierPages.ofCountry)
        for section in DossierSection.own { DossierSection.add(section) }
    }

    /// The pages of every area, in the order of the navigation.
    static let areas: [any Pages.Type] = [
        DeskPages.self,
        JournalPages.self,
        SignInPages.self,
        AccountPages.self,
        SecondFactorPages.self,
        MailPreferencePages.self,
        AccountOfficePages.self,
        InvitationPages.self,
        HomePages.self,
        FindPages.self,
        FindCallPages.self,
        ExpertPages.self,
        SavedSearchPages.self,
        OrganisationPages.self,
        PersonPages.self,
        AffiliationPages.self,
        TeamPages.self,
        CompetencePages.self,
        ClaimPages.self,
        DuplicatePages.self,
        MergePages.self,
        ProjectPages.self,
        NetworkPages.self,
        NetworkMemberPages.self,
        NetworkApplicationPages.self,
        NetworkApplicationAPIPages.self,
        InventoryPages.self,
        CooperationProgrammePages.self,
        MobilityPages.self,
        OwnerContactPages.self,
        UpdatePages.self,
        UpdateAnswerPages.self,
        MatrixPages.self,
        ObstaclePages.self,
        PublicBodyPages.self,
        CallPages.self,
        CallPartnerPages.self,
        FittingCallPages.self,
        CallRulePages.self,
        CallFeedPages.self,
        FormPages.self,
        AnswerSheetPages.self,
        SupportCallPages.self,
        SupportApplicationPages.self,
        SupportCasePages.self,
        FunnelPages.self,
        EventPages.self,
        EventFeedPages.self,
        CampaignPages.self,
        SegmentPages.self,
        CountryStandingPages.self,
        PartnerSearchPages.self,
        SuggestionPages.self,
        InterestPages.self,
        ConsortiumPages.self,
        EventSessionPages.self,
        EventRegistrationPages.self,
        EventDayPages.self,
        EventImportPages.self,
        BrokeragePages.self,
        ParticipantPages.self,
        MeetingPages.self,
        TimetablePages.self,
        TimetableDraftPages.self,
        MeetingOutcomePages.self,
        EventProgrammePages.self,
        EventProposalPages.self,
        ProposerPages.self,
        ProgrammeFigurePages.self,
        EventMaterialPages.self,
        EventQuestionPages.self,
        OwnCalendarPages.self,
        ContestPages.self,
        ContestEntryPages.self,
        ContestJuryPages.self,
        ContestVotePages.self,
        ContestStandPages.self,
        CountryPages.self,
        DossierPages.self,
        DossierEditionPages.self,
        EvidencePages.self,
        CountryGroupPages.self,
        StatisticsPages.self,
        TopicPages.self,
        VocabularyPages.self,
        NoticePages.self,
        MailPages.self,
        MailStopPages.self,
        OpenAPIPages.self,
        ImportPages.self,
    ]

    /// Where each area finds what waits for somebody.
    static let deskSources: [DeskSource] = [
        Claim.waiting,
        NetworkApplication.waiting,
        UpdateRequest.waiting,
        SearchReview.waiting,
        Interest.waiting,
        Outcome.waiting,
        SupportApplication.waiting,
        SupportCase.waiting,
        MeetingRequest.waiting,
        TimetableDraft.waiting,
        MeetingOutcome.waiting,
        EventProgramme.waiting,
        EventQuestion.waiting,
        ContestJuror.waiting,
    ]

    /// The rules that always hold, of every area.
    public static let invariants: [Invariant] = {
        addSources()
        let all: [[Invariant]] = [
            AccountInvariants.all,
            Mail.invariants,
            Topic.invariants,
            Organisation.invariants,
            Person.invariants,
            Affiliation.invariants,
            Team.invariants,
            Competence.invariants,
            Claim.invariants,
            Project.invariants,
            Network.invariants,
            NetworkApplication.invariants,
            FormVersion.invariants,
            InventoryInvariants.all,
            UpdateRequest.invariants,
            Obstacle.invariants,
            PublicBody.invariants,
            Call.invariants,
            PartnerSearch.invariants,
            SearchReview.invariants,
            Interest.invariants,
            Outcome.invariants,
            Consortium.invariants,
            SupportApplication.invariants,
            Campaign.invariants,
            Event.invariants,
            EventSession.invariants,
            EventRegistration.invariants,
            TimetableDraft.invariants,
            MeetingOutcome.invariants,
            Brokerage.invariants,
            EventProgramme.invariants,
            EventProposal.invariants,
            EventReport.invariants,
            EventMaterial.invariants,
            EventQuestion.invariants,
            Contest.invariants,
            Merge.invariants,
            SavedSearch.invariants,
            EvidenceSource.invariants,
            CountryGroupRecord.invariants,
            DossierEdition.invariants,
        ]
        return all.flatMap { $0 }
    }()

    public func routes() -> Routes {
        let routes = Routes(context: SiteContext.self, options: [.autoGenerateHeadEndpoints])
        let known = KnownRoutes()
        routes.add(middleware: Reception(place: site, bodies: OpenAPIDocument.bodies, known: known))
        MachineryPages().addRoutes(to: routes)
        for area in Self.areas { area.init().addRoutes(to: routes) }
        known.note(routes)
        return routes
    }

    public func application(host: String, port: Int, ready: @escaping @Sendable (Int) async -> Void = { _ in })
        -> some ApplicationProtocol
    {
        Application(
            router: routes(),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in await ready(channel.localAddress?.port ?? port) },
            logger: site().programme.logger)
    }
}
