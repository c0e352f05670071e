import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// Who belongs to a network, and how one becomes a member.
@Suite struct NetworkTests {
    private typealias Office = DirectoryOffice

    private static func given(_ pairs: [String: String]) -> [String: Given] { pairs.mapValues(Given.text) }

    private static func application(_ sample: SampleProgramme, _ name: String) -> ID<NetworkApplication> {
        ID(sample.id(name.isEmpty ? "network application" : "\(name) network application"))
    }

    /// The subjects of the mails to somebody about applications, the last one last.
    private static func mails(_ sample: SampleProgramme, to address: String) async throws -> [String] {
        try await sample.programme.read { tx in
            try tx.column(
                String.self,
                "SELECT subject FROM mail WHERE mailbox = \(address) AND about LIKE 'na-%' ORDER BY id")
        }
    }

    private static func desk(_ sample: SampleProgramme, of name: String) async throws -> [String] {
        let desk = try await sample.programme.desk(of: sample.person(name).actor, sources: Server.deskSources)
        return (desk.today + desk.thisWeek + desk.later).map(\.task.key).filter { $0.hasPrefix("network_") }.sorted()
    }

    @Test func `nobody is a member twice at the same time, and may come back later`() async throws {
        try await Office.open { office in
            let programme = office.programme
            let network = try await programme.createNetwork(["name": Office.texts("Ring")], as: Office.officer).id
            let member = try await office.organisation("Academy").text
            func add(_ more: [String: String] = [:]) async throws -> [String] {
                let given = Self.given(more.merging(["organisation_id": member]) { $1 })
                return try await Office.complaint {
                    try await programme.addMember(to: network, given, as: Office.officer)
                }
            }
            let twice = ["organisation_id: network_member.twice"]
            #expect(try await add(["from_day": "2010-01-01", "until_day": "2015-06-30"]) == [])
            #expect(try await add(["from_day": "2012-01-01", "until_day": "2020-01-01"]) == twice)
            #expect(try await add(["from_day": "2014-01-01"]) == twice)
            #expect(try await add(["from_day": "2015-06-30", "role": "Chair"]) == [])
            #expect(try await add() == twice)
            #expect(try await add(["from_day": "2031-01-01"]) == ["from_day: network_member.from.future"])
            #expect(try await add(["from_day": "2026-06-01"]) == twice)
            let current = try #require(
                try await programme.network(network, as: .visitor).members.first { $0.role == "Chair" })
            let early = try await Office.complaint {
                try await programme.changeMember(current.id, Self.given(["from_day": "2011-01-01"]), as: Office.officer)
            }
            #expect(early == ["from_day: network_member.twice"])
            let stale = try await Office.complaint {
                try await programme.endMember(current.id, ["version": .number(7)], as: Office.officer)
            }
            #expect(stale == ["stale"])
            let ended = try await programme.endMember(current.id, as: Office.officer)
            #expect(ended.untilDay == office.clock.now.day)
            #expect(try await add() == [])
            let profile = try await programme.network(network, as: .visitor)
            #expect(profile.members.count == 1)
            #expect(profile.formerMembers.map(\.role) == ["Chair", ""])
            #expect(try await office.journal(of: current.id.text) == ["network_member.added", "network_member.ended"])
        }
    }

    @Test func `a member is named as people call it, and never leaves ahead of time`() async throws {
        try await Office.open { office in
            let programme = office.programme
            let network = try await programme.createNetwork(["name": Office.texts("Ring")], as: Office.officer).id
            _ = try await office.organisation("Academy")
            for _ in 0..<2 { _ = try await office.person("Orlova", "Ani") }
            let person = try await office.person("Smirnova", "Ani")
            let cases: [(given: [String: String], expected: [String])] = [
                ([:], ["organisation_id: network.one_member"]),
                (["organisation_id": "Academy", "person_id": "Ani Smirnova"], ["organisation_id: network.one_member"]),
                (["organisation_id": "Nowhere"], ["organisation_id: organisation.unknown"]),
                (["person_id": "Ani Orlova"], ["person_id: person.ambiguous"]),
                (["person_id": "Ani Nobody"], ["person_id: person.unknown"]),
                (
                    ["organisation_id": "Academy", "until_day": "2099-01-01"],
                    ["until_day: network_member.until.future"]
                ),
                (
                    ["organisation_id": "Academy", "from_day": "2020-01-01", "until_day": "2019-01-01"],
                    ["until_day: field.before_start"]
                ),
                (["organisation_id": "academy"], []), (["person_id": "Smirnova Ani"], []),
            ]
            for (given, expected) in cases {
                let found = try await Office.complaint {
                    try await programme.addMember(to: network, Self.given(given), as: Office.officer)
                }
                #expect(found == expected, "\(given)")
            }
            let members = try await programme.network(network, as: .visitor).members
            #expect(members.map(\.thing).contains(person.text))
            #expect(
                try await Office.complaint { try await programme.networkToEdit(network, as: Office.member) }
                    == ["refused: network.refused.edit"])
        }
    }

    @Test func `nobody takes themselves into a network, nor anybody past their application`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (programme, ring) = (sample.programme, ID<Network>(sample.id("ring network")))
            let convener = sample.person("convener").actor
            let institute = sample.id("organisation")
            let both = Actor(
                account: convener.account, person: sample.id("colleague"), name: "Nika",
                grants: convener.grants + [Grant(.representative, on: Scope(text: sample.id("partner")))])
            func add(_ field: String, _ id: String, as actor: Actor) async throws -> [String] {
                try await Office.complaint {
                    try await programme.addMember(to: ring, Self.given([field: id]), as: actor)
                }
            }
            #expect(
                try await add("organisation_id", sample.id("partner"), as: both)
                    == ["organisation_id: network_member.own"])
            #expect(
                try await add("person_id", sample.id("colleague"), as: both) == ["person_id: network_member.own"])
            #expect(
                try await add("organisation_id", institute, as: convener)
                    == ["organisation_id: network_member.applies"])
            let page = String(
                buffer: try await client.send(
                    "organisation_id=\(institute)", to: "/networks/\(ring.text)/members", as: sample.person("convener")
                ).body)
            #expect(page.contains("href=\"/network-applications/\(sample.id("network application"))\""))
            // What is still prepared the network does not know of.
            #expect(try await add("person_id", sample.id("person"), as: convener) == [])
            #expect(try await add("organisation_id", sample.id("partner"), as: convener) == [])
            #expect(try await add("organisation_id", institute, as: sample.person("officer").actor) == [])
        }
    }

    @Test func `whoever represents a network keeps its members through pages`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (convener, path) = (sample.person("convener"), "/networks/\(sample.id("ring network"))")
            func page(_ address: String) async throws -> String {
                String(buffer: try await client.get(address, as: convener).body)
            }
            let new = try #require(
                SampleForm.all(in: try await page(path + "/members/new")).first { $0.action == path + "/members" })
            let wrong = try await client.send(
                new.encoded(["organisation_id": "Nowhere"]), to: new.action, as: convener)
            #expect(wrong.status == .unprocessableContent)
            #expect(String(buffer: wrong.body).contains("No organisation is called “Nowhere”."))
            let filled = new.encoded([
                "organisation_id": "Harbour Works", "role": "Observer", "from_day": "2025-01-01",
            ])
            #expect(try await client.send(filled, to: new.action, as: convener).status == .seeOther)
            let shown = try await page(path)
            #expect(shown.contains("Harbour Works"))
            let edit = try #require(shown.firstMatch(of: /\/network-members\/nm-[a-z0-9]+/)).output
            let form = try #require(SampleForm.all(in: try await page(edit + "/form")).first { $0.action == edit })
            #expect(
                try await client.send(form.encoded(["role": "Secretary"]), to: String(edit), as: convener).status
                    == .seeOther)
            #expect(try await client.send(form.encoded(), to: String(edit), as: convener).status == .conflict)
            #expect(try await page(path).contains("Secretary"))
            let end = try #require(
                SampleForm.all(in: try await page(edit + "/form")).first { $0.action == edit + "/end" })
            #expect(try await client.send(end.encoded(), to: end.action, as: convener).status == .seeOther)
            let after = try await page(path)
            #expect(after.contains("1 former member"))
            #expect(after.contains("Jan 2025") || after.contains("January 2025"))
            let stranger = try await client.get(path + "/members/new", as: sample.person("member"))
            #expect(stranger.status == .forbidden)
        }
    }

    @Test func `an application goes from preparing to membership, and whoever is concerned is told`() async throws {
        try await SampleProgramme.open { sample in
            let (programme, officer) = (sample.programme, sample.person("officer").actor)
            let (holder, convener) = (sample.person("holder").actor, sample.person("convener").actor)
            let id = Self.application(sample, "draft")
            #expect(try await Self.desk(sample, of: "holder") == ["network_application.desk.prepare"])
            let own = try await Office.complaint {
                try await programme.assignNetworkMentor(
                    id, Self.given(["mentor": "anna@institute.example"]), as: officer)
            }
            #expect(own == ["mentor: network_application.own_mentor"])
            let mentored = try await programme.assignNetworkMentor(
                id, Self.given(["mentor": "pavel@project.example"]), as: officer)
            #expect(mentored.state == .preparing)
            #expect(
                try await Self.mails(sample, to: "pavel@project.example").last
                    == "You are the mentor of Anna Sarkisyan on the way to “Firn ring”")
            #expect(try await Self.desk(sample, of: "coordinator") == ["network_application.desk.mentor"])
            let waits = ["network_application.desk.decide"]
            #expect(try await Self.desk(sample, of: "convener") == waits)
            _ = try await programme.handInNetworkApplication(id, as: holder)
            #expect(try await Self.desk(sample, of: "convener") == waits + waits)
            for address in ["nika@network.example", "olga@office.example"] {
                #expect(
                    try await Self.mails(sample, to: address).last
                        == "Please answer: Anna Sarkisyan applies to “Firn ring”")
            }
            let late = try await Office.complaint {
                try await programme.changeNetworkApplication(id, Self.given(["role": "Chair"]), as: holder)
            }
            #expect(late == ["refused: network_application.refused.handed_in"])
            let accepted = try await programme.decideNetworkApplication(
                id, Self.given(["decision": "accepted", "from_day": "2026-05-31", "role": "Fellow"]), as: convener)
            #expect((accepted.state, accepted.decidedBy) == (.accepted, convener.account))
            let member = try #require(
                try await programme.network(ID(sample.id("ring network")), as: .visitor).members.first)
            #expect((member.id, member.role) == (accepted.memberID, "Fellow"))
            #expect((member.thing, member.fromDay?.description) == (sample.id("person"), "2026-05-31"))
            for address in ["anna@institute.example", "pavel@project.example"] {
                #expect(
                    try await Self.mails(sample, to: address).last == "Anna Sarkisyan is a member of “Firn ring”")
            }
            let journal = try await programme.read { tx in
                try tx.column(String.self, "SELECT action FROM journal WHERE thing = \(id) ORDER BY id")
            }
            let steps = ["begun", "mentored", "handed_in", "accepted"]
            #expect(journal == steps.map { "network_application." + $0 })
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @Test func `a membership without a first day begins with the day of the answer`() async throws {
        try await SampleProgramme.visit { sample, client in
            let id = Self.application(sample, "")
            let (path, convener) = ("/network-applications/\(id.text)", sample.person("convener"))
            let page = String(buffer: try await client.get(path, as: convener).body)
            let form = try #require(SampleForm.all(in: page).first { $0.action == path + "/decision" })
            #expect(form.fields.first { $0.name == "from_day" }?.value == "")
            let day = sample.clock.now.day
            let filled = form.encoded(["decision": "accepted", "answered_on": day.description])
            #expect(try await client.send(filled, to: form.action, as: convener).status == .seeOther)
            let ring = ID<Network>(sample.id("ring network"))
            let member = try #require(try await sample.programme.network(ring, as: .visitor).members.first)
            #expect(member.fromDay == day)
            // Whoever keeps it may still leave the day open.
            let changed = try await sample.programme.changeMember(
                member.id, Self.given(["from_day": ""]), as: convener.actor)
            #expect(changed.fromDay == nil)
        }
    }

    @Test func `what cannot be is refused with its reason`() async throws {
        try await SampleProgramme.open { sample in
            let (programme, officer) = (sample.programme, sample.person("officer").actor)
            let (holder, speaker) = (sample.person("holder").actor, sample.person("representative").actor)
            func apply(_ network: String, _ applicant: String, as actor: Actor) async throws -> [String] {
                try await Office.complaint {
                    try await programme.applyToNetwork(
                        ID(sample.id(network)), Self.given(["applicant": sample.id(applicant)]), as: actor)
                }
            }
            #expect(
                try await apply("ring network", "organisation", as: speaker)
                    == ["applicant: network_application.twice"])
            #expect(
                try await apply("network", "organisation", as: speaker) == ["applicant: network_application.member"])
            #expect(
                try await apply("circle network", "partner", as: holder)
                    == ["applicant: network_application.not_yours"])
            #expect(try await apply("circle network", "", as: holder) == ["applicant: field.required"])
            #expect(try await apply("circle network", "person", as: .visitor) == ["sign in"])
            #expect(try await apply("withdrawn network", "person", as: holder) == ["not found"])
            let circle = ID<Network>(sample.id("circle network"))
            let begun = try await programme.applyToNetwork(
                circle, Self.given(["applicant": sample.id("person")]), as: holder)
            let bare = try await Office.complaint { try await programme.handInNetworkApplication(begun.id, as: holder) }
            #expect(bare == ["role: field.required", "motivation: field.required"])
            let foreign = try await Office.complaint {
                try await programme.changeNetworkApplication(
                    begun.id, Self.given(["competence": sample.id("competence")]), as: holder)
            }
            #expect(foreign == ["competence: network_application.competence"])
            _ = try await programme.changeNetworkApplication(
                begun.id,
                [
                    "role": .text("Fellow"), "motivation": Office.texts("We like ice."),
                    "competence": .text(sample.id("person's competence")),
                ], as: holder)
            _ = try await programme.changeNetwork(circle, Self.given(["status": "inactive"]), as: officer)
            let ended = try await Office.complaint {
                try await programme.handInNetworkApplication(begun.id, as: holder)
            }
            #expect(ended == ["refused: network.refused.inactive"])
            let strange = try await Office.complaint {
                try await programme.withdrawNetworkApplication(
                    ID(sample.id("network application")), as: sample.person("convener").actor)
            }
            #expect(strange == ["refused: network_application.refused.withdraw"])
            _ = try await programme.withdrawNetworkApplication(begun.id, as: holder)
            let over = try await Office.complaint {
                try await programme.withdrawNetworkApplication(begun.id, as: holder)
            }
            #expect(over == ["refused: network_application.refused.over"])
        }
    }

    @Test func `what was typed comes back although the applicant is no longer free`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (holder, path) = (sample.person("holder"), "/networks/\(sample.id("circle network"))/applications")
            let new = String(buffer: try await client.get(path + "/new", as: holder).body)
            let form = try #require(SampleForm.all(in: new).first { $0.action == path })
            let circle = ID<Network>(sample.id("circle network"))
            let begun = try await sample.programme.applyToNetwork(
                circle, Self.given(["applicant": sample.id("person")]), as: holder.actor)
            let late = try await client.send(form.encoded(["role": "Typed role"]), to: path, as: holder)
            #expect(late.status == .unprocessableContent)
            let returned = String(buffer: late.body)
            for word in ["Typed role", "An application to this network is open already."] {
                #expect(returned.contains(word), "\(word)")
            }
            #expect(returned.contains("/network-applications/\(begun.id.text)"))
            #expect(try await client.get(path + "/new", as: holder).status == .forbidden)
        }
    }

    @Test func `an answer has its reason, its day and somebody who may give it`() async throws {
        try await SampleProgramme.open { sample in
            let (programme, officer) = (sample.programme, sample.person("officer").actor)
            func decide(_ given: [String: String], as actor: Actor? = nil) async throws -> [String] {
                try await Office.complaint {
                    try await programme.decideNetworkApplication(
                        ID(sample.id("network application")), Self.given(given), as: actor ?? officer)
                }
            }
            #expect(try await decide(["decision": "declined"]) == ["reason: field.required"])
            #expect(try await decide([:]) == ["decision: field.required"])
            #expect(
                try await decide(["decision": "accepted", "answered_on": "2020-01-01"])
                    == ["answered_on: network_application.day.before"])
            #expect(
                try await decide(["decision": "accepted", "answered_on": "2030-01-01"])
                    == ["answered_on: network_application.day.ahead"])
            let speaker = sample.person("representative").actor
            #expect(
                try await decide(["decision": "accepted"], as: speaker)
                    == ["refused: network_application.refused.own"])
            #expect(
                try await decide(["decision": "accepted"], as: sample.person("coordinator").actor)
                    == ["refused: network_application.refused.decide"])
            // Somebody took the applicant in meanwhile.
            let ring = ID<Network>(sample.id("ring network"))
            let member = try await programme.addMember(
                to: ring, Self.given(["organisation_id": sample.id("organisation")]), as: officer)
            #expect(try await decide(["decision": "accepted"]) == ["from_day: network_member.twice"])
            _ = try await programme.endMember(member.id, as: officer)
            #expect(try await decide(["decision": "declined", "reason": "Too many members."]) == [])
            #expect(
                try await decide(["decision": "declined", "reason": "No"]) == [
                    "refused: network_application.refused.over"
                ])
            #expect(
                try await Self.mails(sample, to: "rita@institute.example").last
                    == "The answer of “Firn ring” to Institute of Ice")
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @Test func `what the applicant's side writes to each other the network does not read`() async throws {
        try await SampleProgramme.open { sample in
            let id = ID<NetworkApplication>(sample.id("network application"))
            for (name, notes) in [("representative", 1), ("coordinator", 1), ("officer", 1), ("convener", 0)] {
                let profile = try await sample.programme.networkApplication(id, as: sample.person(name).actor)
                #expect(profile.notes.count == notes, "\(name)")
            }
            let silent = try await Office.complaint {
                try await sample.programme.addNetworkNote(
                    to: id, Self.given(["text": "Hello"]), as: sample.person("convener").actor)
            }
            #expect(silent == ["refused: network_application.refused.note"])
            for name in ["holder", "member", "visitor", "partner"] {
                let unseen = try await Office.complaint {
                    try await sample.programme.networkApplication(id, as: sample.person(name).actor)
                }
                #expect(unseen == ["not found"], "\(name)")
            }
            // Before it is handed in, the network knows of nothing.
            let convener = sample.person("convener").actor
            let found = try await sample.programme.networkApplications(Selection(), as: convener)
            #expect(found.items.map(\.id) == [id])
            #expect(found.counts["network"]?.map(\.count) == [1])
        }
    }
}
