import Database
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

@testable import Isthmus

/// A small programme with a story that the tests of the whole house know: a dozen people and a handful of institutes,
/// built through the verbs, with a clock that stands still. Whatever not everybody may know carries a word of `Secret`.
struct SampleProgramme: Sendable {
    let programme: Programme
    let clock: TestClock
    let story: SampleStory

    /// Runs `body` on a copy of the story; what it changes nobody else sees.
    static func open<Result: Sendable>(
        _ kind: SampleStory.Kind = .whole, _ body: (SampleProgramme) async throws -> Result
    ) async throws -> Result {
        let (address, story) = try await Stories.shared.told(kind)
        return try await TestStore.withCopy(of: address, at: story.end, settings: settings) { programme, clock in
            try await body(SampleProgramme(programme: programme, clock: clock, story: story))
        }
    }

    /// As `open`, with a client that asks the whole site without a socket.
    static func visit<Result: Sendable>(
        _ kind: SampleStory.Kind = .whole,
        _ body: @escaping @Sendable (SampleProgramme, any TestClientProtocol) async throws -> Result
    ) async throws -> Result {
        try await open(kind) { sample in
            try await Visiting.visit(sample.programme) { client in try await body(sample, client) }
        }
    }

    static let settings: Settings = {
        var settings = Settings(name: ["en": "North Bridge", "ru": "Северный мост"])
        // Tests ask more in a minute than anybody would.
        (settings.callsPerMinute, settings.formsPerMinute) = (1_000_000, 1_000_000)
        return settings
    }()

    func person(_ name: String) -> SamplePerson {
        story.cast.first { $0.name == name } ?? SamplePerson(name: name, actor: .visitor, credential: .none)
    }
    func id(_ name: String) -> String { story.things[name] ?? "" }

    func count(_ question: SQL) async throws -> Int { try await programme.read { try $0.count(question) } }
}

/// Each story is told once in a run of the tests.
private actor Stories {
    static let shared = Stories()
    private var telling: [SampleStory.Kind: Task<(TestStore.Address, SampleStory), any Error>] = [:]

    func told(_ kind: SampleStory.Kind) async throws -> (TestStore.Address, SampleStory) {
        let task =
            telling[kind]
            ?? Task {
                try await TestStore.prepared(settings: SampleProgramme.settings) { programme, clock in
                    try await SampleStory.tell(kind, programme, clock)
                }
            }
        telling[kind] = task
        return try await task.value
    }
}

/// Somebody of the cast: who they are for the programme, and how they show it.
struct SamplePerson: Sendable {
    /// One word, the head of a column in the tables.
    let name: String
    let actor: Actor
    let credential: Credential

    enum Credential: Sendable {
        case none
        case session(String)
        case bearer(String)
    }

    /// The token that forms carry: the same for everybody, so that pages do not differ in it.
    static let formToken = String(repeating: "f", count: 32)

    func headers(_ type: String? = nil) -> HTTPFields {
        var fields: HTTPFields = [.acceptLanguage: "en"]
        var cookies = "isthmus_form=\(Self.formToken)"
        switch credential {
        case .none: break
        case .session(let token): cookies = "isthmus_session=\(token); " + cookies
        case .bearer(let token): fields[.authorization] = "Bearer \(token)"
        }
        fields[.cookie] = cookies
        if let type { fields[.contentType] = type }
        return fields
    }
}

extension TestClientProtocol {
    func get(_ address: String, as person: SamplePerson) async throws -> TestResponse {
        try await execute(uri: address, method: .get, headers: person.headers(), body: nil)
    }

    /// A form with its token. `encoded` is `name=value&…`.
    func send(_ encoded: String, to address: String, as person: SamplePerson) async throws -> TestResponse {
        let token = "form_token=\(SamplePerson.formToken)"
        return try await execute(
            uri: address, method: .post, headers: person.headers("application/x-www-form-urlencoded"),
            body: ByteBuffer(string: encoded.isEmpty ? token : token + "&" + encoded))
    }

    func send(json: String, to address: String, _ method: HTTPRequest.Method = .post, as person: SamplePerson)
        async throws
        -> TestResponse
    {
        var headers = person.headers("application/json")
        // Whatever version is there: tests of versions send their own.
        headers[.ifMatch] = "*"
        return try await execute(uri: address, method: method, headers: headers, body: ByteBuffer(string: json))
    }
}

/// Words that stand in what not everybody may know, and nowhere else.
enum Secret: String, CaseIterable {
    case organisationMail = "secretorgmail"
    case organisationPhone = "secretorgphone"
    case organisationOldPhone = "secretoldphone"
    case organisationSite = "secretorgsite"
    case organisationSummary = "secretorgsummary"
    case personMail = "secretpersonmail"
    case personPhone = "secretpersonphone"
    case personSite = "secretpersonsite"
    case personSummary = "secretpersonsummary"
    case withdrawnOrganisation = "secretplant"
    case withdrawnPerson = "secretwanda"
    case withdrawnTeam = "secretteam"
    case teamOfWithdrawn = "secretshop"
    case withdrawnCompetence = "secretskill"
    case competenceOfWithdrawn = "secretcraft"
    case withdrawnNetwork = "secretnet"
    case networkDraft = "secretaspiration"
    case networkMotive = "secretmotive"
    case networkNote = "secretcounsel"
    case withdrawnCall = "secretcall"
    case draftForm = "secretform"
    case answer = "secretanswer"
    case draftOfAnswers = "unsentwords"
    case supportPlea = "pleadingwords"
    case supportNote = "secretverdict"
    case supportDiagnosis = "secretdiagnosis"
    case draftSupportCall = "secretaid"
    case draftEvent = "secretevent"
    case joinLink = "secretmeeting"
    case draftProgramme = "secretyear"
    case proposal = "secretproposal"
    case proposer = "secretproposer"
    case proposalNote = "secretmark"
    case organiserPack = "secretpack"
    case reportNote = "secretadvice"
    case withdrawnRecord = "secretfund"
    case withdrawnGroup = "secretgroup"
    case draftEdition = "secretdossier"
    case ownerContact = "secretowner"
    case ownerAnswer = "secretreply"
    case meetingRemark = "secretoutcome"
    case attendeeName = "secretattendee"
    case attendeeNeeds = "secretneeds"
    case meetingOffer = "secretoffer"
    case meetingMessage = "secretwish"
    case meetingLink = "secretroom"
    case meetingNote = "secretjotting"
    case participantsMaterial = "secretslides"
    case laterMaterial = "laterslides"
    case draftContest = "secretcontest"
    case draftEntry = "secretentry"
    case entryAnswer = "secretmachine"
    case juryNote = "secretnoteofjury"
    case juror = "secretjuror"
    case conflict = "secretconflict"
    case award = "secretprize"
    case voter = "secretvoter"
    case waitingQuestion = "secretquestion"
    case draftAnswer = "secretwording"
    case declinedMeeting = "refusedwords"
    case titleAtWithdrawn = "secrettitle"
    case claimMessage = "secretclaim"
    case claimReason = "secretdecline"
    case mailBody = "secretbody"
    case mailLink = "secretlink"
    case mailAddress = "secretmailbox"
    case invitedAddress = "secretinvited"
    case accountAddress = "secretaccount"
    case tokenName = "secrettoken"
    case notice = "secretnotice"
    case draftSearch = "secretdraft"
    case expression = "secretinterest"
    case partnerAddress = "secretpartner"
    case search = "secretsearch"
    case campaign = "secretcampaign"
    case importFile = "secretimport"
    /// How every password's hash begins.
    case passwordHash = "argon2id"
}
