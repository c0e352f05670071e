import Hummingbird
import HummingbirdTesting
import Interchange
import Testing

@testable import Isthmus

/// Merges and duplicates through the pages and the API.
@Suite struct MergePagesTests {
    private static func form(_ page: TestResponse, to action: String) throws -> SampleForm {
        try #require(SampleForm.all(in: String(buffer: page.body)).first { $0.action == action }, "\(action)")
    }

    @Test func `an officer compares, chooses, merges, follows the old address and undoes`() async throws {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            let (kept, gone) = (sample.id("partner"), sample.id("organisation"))
            let new = "/office/merges/new?kind=organisation&kept=\(kept)"
            #expect(String(buffer: try await client.get(new, as: officer).body).contains("value=\"\(kept)\""))
            let page = try await client.get(new + "&gone=http%3A%2F%2Fhost%2Forganisations%2F\(gone)", as: officer)
            #expect(page.status == .ok)
            #expect(String(buffer: page.body).contains("/office/merges/new?kind=organisation&amp;kept=\(gone)"))
            let form = try Self.form(page, to: "/office/merges")
            let body = form.encoded(["choose.legal_name": "gone"])
            let merged = try await client.send(body, to: form.action, as: officer)
            #expect(merged.status == .seeOther)
            let place = try #require(merged.headers[.location])
            for (path, root) in [("/organisations/", ""), ("/organisations/", "/api/v1")] {
                let old = try await client.get(root + path + gone, as: sample.person("visitor"))
                #expect(old.status == .movedPermanently)
                #expect(old.headers[.location] == root + path + kept)
            }
            let profile = String(
                buffer: try await client.get("/organisations/\(kept)", as: sample.person("visitor")).body)
            #expect(profile.contains("<h1>Institute of Ice</h1>") || profile.contains("<h1>"))
            let record = try await client.get(place, as: officer)
            let undo = try Self.form(record, to: place + "/reversal")
            let stale = try await client.send(undo.encoded(["version": "9"]), to: undo.action, as: officer)
            #expect(stale.status == .conflict)
            #expect(try await client.send(undo.encoded(), to: undo.action, as: officer).status == .seeOther)
            #expect(try await client.get("/organisations/\(gone)", as: sample.person("visitor")).status == .ok)
            #expect(try await sample.programme.check(Server.invariants) == [])
        }
    }

    @Test func `a merge is stale when either profile changed meanwhile`() async throws {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            let (kept, gone) = (sample.id("partner"), sample.id("organisation"))
            let page = try await client.get("/office/merges/new?kept=\(kept)&gone=\(gone)", as: officer)
            let form = try Self.form(page, to: "/office/merges")
            _ = try await sample.programme.changeOrganisation(
                ID(gone), ["city": .text("Elsewhere")], as: officer.actor)
            #expect(try await client.send(form.encoded(), to: form.action, as: officer).status == .conflict)
            let wrong = try await client.send(
                form.encoded(["kept": gone]), to: form.action, as: officer)
            #expect(wrong.status == .unprocessableContent)
        }
    }

    @Test func `people are merged through the API`() async throws {
        try await SampleProgramme.visit { sample, client in
            let editor = sample.person("editor")
            let (kept, gone) = (sample.id("colleague"), sample.id("person"))
            let preview = try await client.get("/api/v1/office/merges/previews/\(kept)/\(gone)", as: editor)
            let rows = try JSON(parsing: String(buffer: preview.body))["rows"]?.array ?? []
            #expect(rows.first { $0["field"]?.string == "orcid" }?["outcome"]?.string == "gone")
            let body = "{\"keptID\": \"\(kept)\", \"goneID\": \"\(gone)\"}"
            let made = try await client.send(json: body, to: "/api/v1/office/merges", as: editor)
            #expect(made.status == .created)
            let id = try #require(try JSON(parsing: String(buffer: made.body))["id"]?.string)
            #expect(
                try await client.get("/people/\(gone)", as: sample.person("visitor")).headers[.location]
                    == "/people/\(kept)")
            let again = try await client.send(json: body, to: "/api/v1/office/merges", as: editor)
            #expect(again.status == .unprocessableContent)
            let undone = try await client.send(json: "", to: "/api/v1/office/merges/\(id)/reversal", as: editor)
            #expect(undone.status == .ok)
            #expect(try await client.get("/people/\(gone)", as: sample.person("visitor")).status == .ok)
            let reader = try await client.send(json: body, to: "/api/v1/office/merges", as: sample.person("reader"))
            #expect(reader.status == .forbidden)
        }
    }

    @Test func `a suggested pair is dismissed, stays so after a search, and comes back`() async throws {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            func ids(_ query: String = "") async throws -> [String] {
                let answer = try await client.get("/api/v1/office/duplicates" + query, as: sample.person("editor"))
                return (try JSON(parsing: String(buffer: answer.body))["items"]?.array ?? []).compactMap {
                    $0["id"]?.string
                }
            }
            let pair = sample.id("duplicate")
            #expect(try await ids().contains(pair))
            let list = try await client.get("/office/duplicates?kind=organisation&country=AM", as: officer)
            let form = try Self.form(list, to: "/office/duplicates/\(pair)/dismissal")
            #expect(try await client.send(form.encoded(), to: form.action, as: officer).status == .seeOther)
            let search = try await client.send("", to: "/office/duplicates/search", as: officer)
            #expect(search.status == .seeOther)
            #expect(try await !ids().contains(pair))
            #expect(try await ids("?state=dismissed").contains(pair))
            let dismissed = try await client.get("/office/duplicates?state=dismissed", as: officer)
            let back = try Self.form(dismissed, to: "/office/duplicates/\(pair)/dismissal/end")
            _ = try await client.send(back.encoded(), to: back.action, as: officer)
            #expect(try await ids().contains(pair))
            // Once merged, the pair is none.
            let page = try await client.get(
                "/office/merges/new?kept=\(sample.id("inactive organisation"))&gone=\(sample.id("old academy"))",
                as: officer)
            #expect(String(buffer: page.body).contains("/office/duplicates/\(pair)/dismissal"))
            let merge = try Self.form(page, to: "/office/merges")
            _ = try await client.send(merge.encoded(), to: merge.action, as: officer)
            #expect(try await !ids().contains(pair))
        }
    }

    @Test(arguments: ["en", "ru"]) func `pages say everything in the reader's language`(language: String) async throws {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            let pair = "kept=\(sample.id("partner"))&gone=\(sample.id("organisation"))"
            let people = "kept=\(sample.id("person"))&gone=\(sample.id("colleague"))"
            for path in [
                "/office/merges?", "/office/merges/new?", "/office/merges/new?\(pair)&",
                "/office/merges/new?\(people)&",
                "/office/merges/new?kept=x&gone=y&", "/office/merges/\(sample.id("merge"))?", "/office/duplicates?",
                "/office/duplicates?state=dismissed&", "/office?", "/office/journal?",
            ] {
                let answer = try await client.get(path + "lang=" + language, as: officer)
                #expect(answer.status == .ok || path.contains("kept=x"), "\(path)")
                let text = String(buffer: answer.body).replacing(#/<[^>]*>/#, with: " ")
                let keys = text.matches(of: #/\b(merge|merges|duplicate|duplicates|office)(\.[a-z_]{2,})+\b/#)
                #expect(
                    keys.map { String($0.output.0) }
                        == (path.contains("journal") ? keys.map { String($0.output.0) } : []), "\(path)")
            }
        }
    }
}
