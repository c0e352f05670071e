import Database
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// Two people at one form: the later one sees what both wrote, and decides.
@Suite struct OvertakenFormTests {
    @Test func `the later one sees who was faster, what is stored now and what they typed`() async throws {
        try await SampleProgramme.visit { sample, client in
            let address = "/organisations/\(sample.id("organisation"))"
            let (officer, other) = (sample.person("officer"), sample.person("administrator"))
            let page = String(buffer: try await client.get(address + "/form", as: officer).body)
            let form = try #require(SampleForm.all(in: page).first { $0.action == address })
            let faster = form.encoded(["city": "Gyumri", "summary.en": "Faster"])
            #expect(try await client.send(faster, to: address, as: other).status == .seeOther)

            let answer = try await client.send(
                form.encoded(["city": "Vanadzor", "summary.en": "Later"]), to: address, as: officer)
            #expect(answer.status == .conflict)
            let conflict = String(buffer: answer.body)
            let name = try #require(try await sample.programme.lastChange(of: sample.id("organisation"))?.name)
            #expect(conflict.contains("\(name) changed this while you were working on it"))
            #expect(conflict.matches(of: /class="hint stored"/).count == 2)
            #expect(conflict.contains(">Now: Gyumri</p>"))
            #expect(conflict.contains(">Now: Faster</p>"))
            let again = try #require(SampleForm.all(in: conflict).first { $0.action == address })
            #expect(again.fields.first { $0.name == "city" }?.value == "Vanadzor")

            #expect(try await client.send(again.encoded(), to: address, as: officer).status == .seeOther)
            let shown = String(buffer: try await client.get(address, as: officer).body)
            #expect(shown.contains("Vanadzor"))
            #expect(shown.contains("Later"))
        }
    }

    @Test func `every form of a thing that is there comes back`() async throws {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            for (path, change) in [
                ("/people/\(sample.id("person"))", "phone=1"), ("/teams/\(sample.id("team"))", "website=a.example"),
                ("/competences/\(sample.id("competence"))", "keywords=a"),
                ("/projects/\(sample.id("project"))", "acronym=A"),
                ("/networks/\(sample.id("network"))", "acronym=A"),
                ("/affiliations/\(sample.id("affiliation"))", "title.en=A"),
                ("/network-members/\(sample.id("network member"))", "role=A"),
                ("/network-applications/\(sample.id("draft network application"))", "role=A"),
            ] {
                let officer = path.hasPrefix("/network-applications") ? sample.person("holder") : officer
                let page = String(buffer: try await client.get(path + "/form", as: officer).body)
                let form = try #require(SampleForm.all(in: page).first { $0.action == path }, "\(path)")
                let version = try #require(form.fields.first { $0.name == "version" }?.value)
                let first = try await client.send("version=\(version)&\(change)", to: path, as: officer)
                #expect(first.status == .seeOther, "\(path)")
                let second = try await client.send(form.encoded(), to: path, as: officer)
                #expect(second.status == .conflict, "\(path)")
                let again = SampleForm.all(in: String(buffer: second.body)).first { $0.action == path }
                #expect(again?.fields.first { $0.name == "version" }?.value != version)
            }
        }
    }

    @Test func `what was typed into an application comes back although it is no longer open`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (holder, convener) = (sample.person("holder"), sample.person("convener"))
            let draft = "/network-applications/\(sample.id("draft network application"))"
            let edited = String(buffer: try await client.get(draft + "/form", as: holder).body)
            let form = try #require(SampleForm.all(in: edited).first { $0.action == draft })
            #expect(try await client.send("", to: draft + "/submission", as: holder).status == .seeOther)
            let late = try await client.send(form.encoded(["role": "Typed role"]), to: draft, as: holder)
            #expect(late.status == .conflict)
            let returned = String(buffer: late.body)
            for word in ["Typed role", ">Now: Observer</p>"] { #expect(returned.contains(word)) }
            let again = try #require(SampleForm.all(in: returned).first { $0.action == draft })
            #expect(try await client.send(again.encoded(), to: draft, as: holder).status == .forbidden)

            let waiting = "/network-applications/\(sample.id("network application"))"
            let shown = String(buffer: try await client.get(waiting, as: convener).body)
            let answer = try #require(SampleForm.all(in: shown).first { $0.action == waiting + "/decision" })
            let withdrawal = try await client.send("", to: waiting + "/withdrawal", as: sample.person("representative"))
            #expect(withdrawal.status == .seeOther)
            let overtaken = try await client.send(
                answer.encoded(["decision": "declined", "reason": "Typed reason"]), to: answer.action, as: convener)
            #expect(overtaken.status == .conflict)
            let conflict = String(buffer: overtaken.body)
            for word in ["Typed reason", ">Withdrawn<", "Somebody changed this"] { #expect(conflict.contains(word)) }
        }
    }

    @Test func `where the other side is blind, nobody learns who was faster`() async throws {
        try await SampleProgramme.visit { sample, client in
            // Who sent it changed it last; the search's owner decides with a form of before.
            let id = sample.id("expression")
            let last = try #require(try await sample.programme.lastChange(of: id))
            #expect(last.actor == sample.person("partner").actor.account)
            let answer = try await client.send(
                "version=9&answer=decline&reason=Not+this+time", to: "/expressions/\(id)/answer",
                as: sample.person("holder"))
            #expect(answer.status == .conflict)
            let text = String(buffer: answer.body)
            #expect(text.contains("Somebody changed this while you were working on it"))
            #expect(!text.contains("\(last.name) changed"))
        }
    }

    @Test func `another file makes another thing, the same file the same one`() throws {
        func id(_ bytes: [UInt8]) throws -> Given? {
            SiteContext.filled([("id", "fv-6p0dpq5c3gn5a")], ["file": Upload(name: "a.yaml", bytes: bytes)])["id"]
        }
        let first = try #require(try id([1]))
        #expect(try id([1]) == first)
        #expect(try id([2]) != first)
    }
}
