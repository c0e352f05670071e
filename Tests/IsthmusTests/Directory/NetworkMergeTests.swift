import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// What becomes of applications to networks when profiles are merged, withdrawn or erased, and what pages say.
@Suite struct NetworkMergeTests {
    private typealias Office = DirectoryOffice

    private static func given(_ pairs: [String: String]) -> [String: Given] { pairs.mapValues(Given.text) }

    /// A network with the kept organisation as a member, and an application of the gone one.
    private static func application(_ sample: MergeOffice) async throws -> NetworkApplication {
        let programme = sample.programme
        let network = try await programme.createNetwork(["name": Office.texts("Ponds")], as: Office.officer)
        let day = sample.office.clock.now.day.description
        _ = try await programme.addMember(
            to: network.id, given(["organisation_id": sample.kept.text, "role": "Member", "from_day": day]),
            as: Office.officer)
        let speaker = Office.representative(of: sample.gone)
        let begun = try await programme.applyToNetwork(
            network.id,
            ["applicant": .text(sample.gone.text), "role": .text("Member"), "motivation": Office.texts("Fish")],
            as: speaker)
        return try await programme.handInNetworkApplication(begun.id, as: speaker)
    }

    /// The lines of the journal that have a word, or had it.
    private static func mentions(_ word: String, in programme: Programme) async throws -> [String] {
        let pattern = "%\(word)%"
        return try await programme.read { tx in
            try tx.column(
                String.self,
                "SELECT id FROM journal WHERE before LIKE \(pattern) OR after LIKE \(pattern) ORDER BY id")
        }
    }

    /// The letters to an address about one application.
    private static func letters(_ sample: SampleProgramme, to address: String) async throws -> Int {
        try await sample.count(
            "SELECT COUNT(*) FROM mail WHERE mailbox = \(address) AND about LIKE 'na-%'")
    }

    @Test func `applications and memberships follow a merge, and come back`() async throws {
        try await MergeOffice.open { sample in
            let programme = sample.programme
            let handedIn = try await Self.application(sample)
            let accepted = try await programme.decideNetworkApplication(
                handedIn.id, Self.given(["decision": "accepted"]), as: Office.officer)
            let before = try await sample.directory()
            let merge = try await sample.merge(sample.kept.text, sample.gone.text)
            let moved = try await programme.networkApplication(accepted.id, as: Office.officer).application
            #expect(moved.organisationID == sample.kept)
            // The kept one is a member in the same way: that membership counts for both.
            #expect(moved.memberID != accepted.memberID)
            #expect(try await sample.breaches() == [])
            let undone = try await programme.undoMerge(merge.id, as: Office.officer)
            #expect(undone.stayed == [])
            #expect(try await sample.directory() == before)
            #expect(try await sample.breaches() == [])
        }
    }

    @Test func `a membership given between a merge and its undoing goes with its application`() async throws {
        try await MergeOffice.open { sample in
            let programme = sample.programme
            let network = try await programme.createNetwork(["name": Office.texts("Ponds")], as: Office.officer)
            let speaker = Actor(
                account: "a-speaker", person: sample.gonePerson.text, name: "Rita",
                grants: [Grant(.representative, on: Scope(sample.gone))])
            for (kept, gone) in [
                (sample.kept.text, sample.gone.text), (sample.keptPerson.text, sample.gonePerson.text),
            ] {
                let begun = try await programme.applyToNetwork(
                    network.id,
                    ["applicant": .text(gone), "role": .text("Member"), "motivation": Office.texts("Fish")],
                    as: speaker)
                _ = try await programme.handInNetworkApplication(begun.id, as: speaker)
                let merge = try await sample.merge(kept, gone)
                let accepted = try await programme.decideNetworkApplication(
                    begun.id, Self.given(["decision": "accepted"]), as: Office.officer)
                let member = try #require(accepted.memberID)
                let given = try await programme.network(network.id, as: .visitor).members.first { $0.id == member }
                #expect(given?.thing == kept)
                _ = try await programme.undoMerge(merge.id, as: Office.officer)
                let back = try await programme.network(network.id, as: .visitor).members.first { $0.id == member }
                #expect(back?.thing == gone)
                #expect(
                    try await sample.office.journal(of: member.text)
                        == ["network_member.added", "network_member.moved"])
                #expect(try await sample.breaches() == [])
            }
        }
    }

    @Test func `two open applications to one network must be sorted out first`() async throws {
        try await MergeOffice.open { sample in
            let programme = sample.programme
            let mine = try await Self.application(sample)
            try await sample.account("a-other", scope: sample.child)
            let speaker = Actor(
                account: "a-other", person: nil, name: "Otto",
                grants: [Grant(.representative, on: Scope(sample.child))])
            _ = try await programme.applyToNetwork(
                mine.networkID, Self.given(["applicant": sample.child.text]), as: speaker)
            let refused = try await Office.complaint { try await sample.merge(sample.child.text, sample.gone.text) }
            #expect(refused == ["refused: merge.refused.applications"])
            // Nobody represents it any more: the office withdraws what is open.
            let withdrawn = try await programme.withdrawNetworkApplication(mine.id, as: Office.officer)
            #expect((withdrawn.state, withdrawn.withdrawnBy) == (.withdrawn, "a-officer"))
            _ = try await sample.merge(sample.child.text, sample.gone.text)
            #expect(try await sample.breaches() == [])
        }
    }

    @Test func `what concerns something withdrawn is the office's alone`() async throws {
        try await SampleProgramme.open { sample in
            let (programme, officer) = (sample.programme, sample.person("officer").actor)
            let id = ID<NetworkApplication>(sample.id("network application"))
            let readers = ["representative", "coordinator", "convener"]
            for (kind, isHidden) in [("withdrawn", true), ("active", false)] {
                _ = try await programme.changeNetwork(
                    ID(sample.id("ring network")), Self.given(["status": kind]), as: officer)
                for name in readers {
                    let actor = sample.person(name).actor
                    let found = try await programme.networkApplications(Selection(), as: actor).items.map(\.id)
                    #expect(found.contains(id) != isHidden, "\(name)")
                    let seen = try await Office.complaint { try await programme.networkApplication(id, as: actor) }
                    #expect(seen == (isHidden ? ["not found"] : []), "\(name)")
                }
                #expect(try await programme.networkApplication(id, as: officer).application.id == id)
            }
            _ = try await programme.changeNetwork(
                ID(sample.id("ring network")), Self.given(["status": "withdrawn"]), as: officer)
            let closed = try await programme.withdrawNetworkApplication(id, as: officer)
            #expect(closed.state == .withdrawn)
        }
    }

    @Test func `words go with the account that wrote them, the membership stays`() async throws {
        try await SampleProgramme.open { sample in
            let (programme, holder) = (sample.programme, sample.person("holder").actor)
            let id = ID<NetworkApplication>(sample.id("draft network application"))
            _ = try await programme.addNetworkNote(to: id, Self.given(["text": "rememberme"]), as: holder)
            let changed = try await programme.changeNetworkApplication(
                id, ["brings": Office.texts("rewritten words")], as: holder)
            #expect(changed.version == 2)
            let own = String(decoding: try await programme.exportOwnData(as: holder), as: UTF8.self)
            for word in [Secret.networkDraft.rawValue, "rememberme", "Its secretary"] { #expect(own.contains(word)) }
            try await programme.closeAccount(
                ID(sample.id("account of holder")), as: sample.person("administrator").actor)
            sample.clock.advance(days: Account.daysUntilErased)
            #expect(try await programme.eraseAccountsDue() > 0)
            let (application, texts) = try await programme.read { tx in
                (
                    try NetworkApplication.find(id, in: tx),
                    try tx.column(String.self, "SELECT text FROM network_note WHERE application_id = \(id)")
                )
            }
            #expect(application?.content == NetworkApplication.Content())
            #expect((application?.state, application?.withdrawnBy, application?.version) == (.withdrawn, "", 3))
            let actions = try await programme.read { tx in
                try tx.column(String.self, "SELECT action FROM journal WHERE thing = \(id) ORDER BY id")
            }
            #expect(actions.last == "network_application.withdrawn")
            #expect(texts == [""])
            for word in [Secret.networkDraft.rawValue, "rewritten words", "rememberme", "Its secretary"] {
                #expect(try await Self.mentions(word, in: programme) == [], "\(word)")
            }
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @Test func `whoever no longer represents an organisation takes along only that they began`() async throws {
        try await SampleProgramme.open { sample in
            let (programme, speaker) = (sample.programme, sample.person("representative").actor)
            func own() async throws -> [OwnData.Application] {
                let data = try await programme.exportOwnData(as: speaker)
                struct Own: Decodable { let applications: [OwnData.Application] }
                return try JSONDecoder().decode(Own.self, from: data).applications
            }
            let id = sample.id("network application")
            let before = try #require(try await own().first { $0.id == id })
            #expect(before.motivation?.reading("en").contains(Secret.networkMotive.rawValue) == true)
            let account = ID<Account>(speaker.account ?? "")
            for grant in try await programme.grants(of: account, as: sample.person("officer").actor)
            where grant.role == .representative && grant.untilAt == nil {
                _ = try await programme.endGrant(grant.id, as: sample.person("administrator").actor)
            }
            sample.clock.advance(minutes: 1)
            let after = try #require(try await own().first { $0.id == id })
            #expect((after.networkID, after.organisationID) == (before.networkID, sample.id("organisation")))
            #expect(after.createdAt == before.createdAt)
            #expect((after.motivation, after.role, after.contact, after.handedInAt) == (nil, nil, nil, nil))
        }
    }

    @Test func `nobody answers whom they helped`() async throws {
        try await SampleProgramme.open { sample in
            let (programme, officer) = (sample.programme, sample.person("officer").actor)
            let holder = sample.person("holder").actor
            let id = ID<NetworkApplication>(sample.id("draft network application"))
            func assign(_ email: String) async throws -> [String] {
                try await Office.complaint {
                    try await programme.assignNetworkMentor(id, Self.given(["mentor": email]), as: officer)
                }
            }
            #expect(try await assign("nika@network.example") == ["mentor: network_application.network_mentor"])
            #expect(try await assign("pavel@project.example") == [])
            // The mentor comes to represent the network later.
            let (mentor, ring) = (sample.person("coordinator").actor, sample.id("ring network"))
            _ = try await programme.grantRole(
                GrantOffer(role: "representative", scope: ring), to: ID(mentor.account ?? ""),
                as: sample.person("administrator").actor)
            let told = try await Self.letters(sample, to: "pavel@project.example")
            _ = try await programme.handInNetworkApplication(id, as: holder)
            #expect(try await Self.letters(sample, to: "pavel@project.example") == told)
            let both = Actor(
                account: mentor.account, person: nil, name: "Pavel",
                grants: mentor.grants + [Grant(.representative, on: Scope(text: ring))])
            let refused = try await Office.complaint {
                try await programme.decideNetworkApplication(id, Self.given(["decision": "accepted"]), as: both)
            }
            #expect(refused == ["refused: network_application.refused.mentor"])
            let desk = try await programme.desk(of: both, sources: Server.deskSources)
            let items = (desk.today + desk.thisWeek + desk.later).map(\.task.key)
            // He is the mentor of both that wait there.
            #expect(!items.contains("network_application.desk.decide"))
        }
    }

    @Test func `handing in and withdrawing name the version that was read`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (programme, writer) = (sample.programme, sample.person("writer"))
            let network = try await programme.createNetwork(
                ["name": Office.texts("Ponds")], as: sample.person("officer").actor)
            let id = try await programme.applyToNetwork(
                network.id,
                [
                    "applicant": .text(sample.id("organisation")), "role": .text("Member"),
                    "motivation": Office.texts("Fish"),
                ], as: sample.person("representative").actor
            ).id
            let path = "/api/v1/network-applications/\(id.text)"
            for (step, state) in [("submission", "handed_in"), ("withdrawal", "withdrawn")] {
                let lines = try await sample.count("SELECT COUNT(*) FROM journal")
                let late = try await client.send(json: "{\"version\": 9}", to: "\(path)/\(step)", as: writer)
                #expect(late.status == .conflict, "\(step)")
                #expect(try await sample.count("SELECT COUNT(*) FROM journal") == lines)
                let read = try await sample.count("SELECT version FROM network_application WHERE id = \(id)")
                let done = try await client.send(json: "{\"version\": \(read)}", to: "\(path)/\(step)", as: writer)
                #expect(done.status == .ok, "\(step)")
                let seen = String(buffer: try await client.get(path, as: writer).body)
                #expect(seen.contains("\"state\":\"\(state)\""))
            }
        }
    }

    @Test func `a competence stays in its application however many others there are`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (programme, holder) = (sample.programme, sample.person("holder"))
            let id = ID<NetworkApplication>(sample.id("draft network application"))
            func add(_ statement: String) async throws -> ID<Competence> {
                try await programme.createCompetence(
                    ["person": .text(sample.id("person")), "statement": Office.texts(statement)],
                    as: sample.person("officer").actor
                ).id
            }
            func choose(_ competence: ID<Competence>) async throws -> ID<Competence>? {
                try await programme.changeNetworkApplication(
                    id, Self.given(["competence": competence.text]), as: holder.actor
                ).competenceID
            }
            for number in 0..<200 { _ = try await add("A skill, number \(number)") }
            // Behind all those that the form offers.
            let (last, other) = (try await add("Zeolites"), try await add("Zoology of ice"))
            #expect(try await choose(last) == last)
            let path = "/network-applications/\(id.text)"
            let page = String(buffer: try await client.get(path + "/form", as: holder).body)
            let form = try #require(SampleForm.all(in: page).first { $0.action == path })
            #expect(form.fields.first { $0.name == "competence" }?.value == last.text)
            #expect(!page.contains(other.text))
            #expect(try await client.send(form.encoded(["role": "Fellow"]), to: path, as: holder).status == .seeOther)
            let kept = try await programme.networkApplication(id, as: holder.actor).application
            #expect((kept.role, kept.competenceID) == ("Fellow", last))
            #expect(try await choose(other) == other)
        }
    }

    @Test func `a mentor who came to the applicant's side hears of the answer once`() async throws {
        try await SampleProgramme.open { sample in
            let (programme, mentor) = (sample.programme, sample.person("coordinator").actor)
            _ = try await programme.grantRole(
                GrantOffer(role: "representative", scope: sample.id("organisation")), to: ID(mentor.account ?? ""),
                as: sample.person("administrator").actor)
            let id = sample.id("network application")
            func told() async throws -> [Int] {
                let link = "/network-applications/\(id)"
                return [
                    try await Self.letters(sample, to: "pavel@project.example"),
                    try await sample.count(
                        "SELECT COUNT(*) FROM notice WHERE account_id = \(mentor.account) AND link = \(link)"),
                ]
            }
            let before = try await told()
            _ = try await programme.decideNetworkApplication(
                ID(id), Self.given(["decision": "accepted"]), as: sample.person("officer").actor)
            #expect(try await told() == before.map { $0 + 1 })
        }
    }

    @Test func `nobody is sent to a page that is not there for them`() async throws {
        try await SampleProgramme.open { sample in
            let (programme, officer) = (sample.programme, sample.person("officer").actor)
            let id = ID<NetworkApplication>(sample.id("network application"))
            func told() async throws -> [Int] {
                let link = "/network-applications/\(id.text)"
                return [
                    try await sample.count("SELECT COUNT(*) FROM mail WHERE about = \(id)"),
                    try await sample.count("SELECT COUNT(*) FROM notice WHERE link = \(link)"),
                ]
            }
            let before = try await told()
            #expect(before.allSatisfy { $0 > 0 })
            _ = try await programme.changeNetwork(
                ID(sample.id("ring network")), Self.given(["status": "withdrawn"]), as: officer)
            _ = try await programme.assignNetworkMentor(
                id, Self.given(["mentor": "anna@institute.example"]), as: officer)
            _ = try await programme.addNetworkNote(to: id, Self.given(["text": "It is gone."]), as: officer)
            _ = try await programme.decideNetworkApplication(
                id, Self.given(["decision": "declined", "reason": "It is gone."]), as: officer)
            #expect(try await told() == before)
        }
    }

    @Test func `who answered stays between the network and the office`() async throws {
        try await SampleProgramme.visit { sample, client in
            let path = "/api/v1/network-applications/\(sample.id("network application"))"
            let convener = sample.person("convener")
            _ = try await sample.programme.decideNetworkApplication(
                ID(sample.id("network application")), Self.given(["decision": "declined", "reason": "No"]),
                as: convener.actor)
            let account = "\"decidedBy\":\"\(convener.actor.account ?? "")\""
            for (name, isTold) in [
                ("officer", true), ("convener", true), ("representative", false), ("coordinator", false),
            ] {
                let seen = String(buffer: try await client.get(path, as: sample.person(name)).body)
                #expect(seen.contains(account) == isTold, "\(name)")
                #expect(seen.contains("decidedBy") == isTold, "\(name)")
                #expect(seen.contains(Secret.networkMotive.rawValue), "\(name)")
            }
        }
    }

    @Test func `the page of a network says why one cannot apply`() async throws {
        try await SampleProgramme.visit { sample, client in
            let cases: [(person: String, network: String, said: String)] = [
                ("visitor", "circle network", "Sign in first."),
                ("member", "circle network", "Claim your profile or that of your organisation first"),
                ("holder", "network", "This applicant is a member already."),
                ("representative", "ring network", "An application to this network is open already."),
            ]
            for (person, network, said) in cases {
                let page = String(
                    buffer: try await client.get("/networks/\(sample.id(network))", as: sample.person(person)).body)
                #expect(page.contains("aria-disabled=\"true\">Apply for membership"), "\(person)")
                #expect(page.contains(said), "\(person)")
            }
            let path = "/networks/\(sample.id("circle network"))"
            let free = String(buffer: try await client.get(path, as: sample.person("holder")).body)
            #expect(free.contains("href=\"\(path)/applications/new\">Apply for membership"))
            let open = "/network-applications/\(sample.id("network application"))"
            for (address, person, isThere) in [
                ("/networks/\(sample.id("ring network"))", "representative", true),
                ("/organisations/\(sample.id("organisation"))", "representative", true),
                ("/organisations/\(sample.id("organisation"))", "member", false),
                ("/organisations/\(sample.id("organisation"))", "visitor", false),
            ] {
                let page = String(buffer: try await client.get(address, as: sample.person(person)).body)
                #expect(page.contains("href=\"\(open)\"") == isThere, "\(address) \(person)")
            }
        }
    }

    @Test func `the office counts what was handed in and what came of it`() async throws {
        try await SampleProgramme.open { sample in
            let officer = sample.person("officer").actor
            let figures = try await sample.programme.statistics(StatisticsQuestion(), as: officer).rows
            let totals = Dictionary(uniqueKeysWithValues: figures.map { ($0.name, $0.total) })
            #expect((totals["network_applications"], totals["memberships"]) == (2, 1))
            let member = try await sample.programme.statistics(
                StatisticsQuestion(), as: sample.person("representative").actor)
            #expect(!member.rows.map(\.name).contains("memberships"))
        }
    }
}
