import Database
import Foundation

@testable import Isthmus

extension SampleTeller {
    /// Claims that were granted, declined and wait; an invitation that nobody took yet.
    func letClaim() async throws {
        let officer = actor("officer")
        let mine = try await programme.claimPerson(
            id("person"), ["message": .text("I am Anna, \(Secret.claimMessage.rawValue) one.")], as: actor("holder"))
        _ = try await programme.decideClaim(mine.id, ["decision": .text("granted")], as: officer)
        try await signIn("holder", "anna@institute.example")
        let refused = try await programme.claimOrganisation(
            id("partner"), ["message": .text("I work there, \(Secret.claimMessage.rawValue) two.")],
            as: actor("claimant"))
        _ = try await programme.decideClaim(
            refused.id,
            ["decision": .text("declined"), "reason": .text("We know that \(Secret.claimReason.rawValue).")],
            as: officer)
        story.things["decided claim"] = refused.id.text
        let open = try await programme.claimOrganisation(
            id("partner"), ["message": .text("Please look again, \(Secret.claimMessage.rawValue) three.")],
            as: actor("claimant"))
        story.things["claim"] = open.id.text
        let invitation = try await programme.invite(
            email: "guest@\(Secret.invitedAddress.rawValue).example",
            GrantOffer(role: "representative", scope: story.things["partner"] ?? ""), language: "en", as: officer)
        story.things["invitation"] = invitation.id.text
        story.things["token of invitation"] = try await mailedToken()
    }

    /// Mail and notices for one person, a suspended address, an import's report, links that were mailed.
    func writeMail() async throws {
        let now = clock.now
        let draft = MailDraft(
            to: "someone@\(Secret.mailAddress.rawValue).example", name: "Someone", language: "en",
            subject: "Your new address",
            greeting: "Dear reader", paragraphs: ["Only you should read \(Secret.mailBody.rawValue)."],
            link: MailDraft.Link("Confirm", "https://north.example/confirm/\(Secret.mailLink.rawValue)"),
            reason: "You asked for it.")
        let anna = story.things["account of holder"] ?? ""
        let made = try await programme.write(as: .program("story")) { work in
            try work.require(nil)
            work.recordNothing()
            let notice = try work.notify(
                account: anna, key: "claim.notice.granted", values: ["name": Secret.notice.rawValue], link: "/people")
            return [try work.send(draft).text, notice.text]
        }
        (story.things["mail"], story.things["notice"]) = (made[0], made[1])
        var report = ImportReport(kind: .ror, files: ["\(Secret.importFile.rawValue).jsonl"])
        report.isCarriedOut = true
        let run = ImportRun(
            id: "i-0000000000001", kind: .ror, files: report.files, actor: "", actorName: "story", report: report,
            createdAt: now)
        story.things["import"] = run.id
        try await programme.store.write { tx in
            try tx.insert(run, into: "import_run")
            try tx.run(
                """
                INSERT INTO mail_suspension (id, mailbox, since, reply) VALUES ('ms-0000000000001',
                \("back@\(Secret.mailAddress.rawValue).example"), \(now), '550 no such user')
                """)
        }
        story.things["suspension"] = "ms-0000000000001"
        try await askForLinks()
    }

    /// What one person looks for: nobody else is told.
    func saveSearches() async throws {
        let holder = actor("holder")
        let ice = try await programme.saveSearch(
            ["name": .text("Ice for \(Secret.search.rawValue)"), "address": .text("/find?q=ice&country=AM")],
            as: holder)
        story.things["saved search"] = ice.id.text
        try await programme.saveSearch(
            ["name": .text("By name"), "address": .text("/organisations?q=\(Secret.search.rawValue)")], as: holder)
    }

    /// A company that stood in the directory twice, and an academy that may.
    func mergeSome() async throws {
        let officer = actor("officer")
        func organisation(_ name: String, _ country: String) async throws -> String {
            let made = try await programme.createOrganisation(
                ["legal_name": .text(name), "country": .text(country)], as: officer)
            return made.id.text
        }
        let twin = try await organisation("Harbour Works Oy", "FI")
        let merge = try await programme.merge(
            ["kept": .text(story.things["partner"] ?? ""), "gone": .text(twin)], as: officer)
        (story.things["merge"], story.things["merged organisation"]) = (merge.id.text, twin)
        story.things["old academy"] = try await organisation("The Old Academy", "AM")
        let other = try await organisation("Old Academy Ltd", "AM")
        for kind in ProfileKind.allCases { _ = try await programme.findDuplicates(kind, as: officer) }
        let pairs = try await programme.duplicates(Selection(), as: officer).items
        for pair in pairs {
            if pair.bID == other {
                _ = try await programme.dismissDuplicate(pair.id, as: officer)
                story.things["dismissed duplicate"] = pair.id.text
            } else {
                story.things["duplicate"] = pair.id.text
            }
        }
    }

    private func askForLinks() async throws {
        try await programme.requestPasswordReset(email: "fedor@past.example", from: Self.device)
        story.things["token of password"] = try await mailedToken()
        try await programme.changeEmail(to: "mher@new.example", password: Self.password, as: actor("member"))
        story.things["token of email"] = try await mailedToken()
        try await programme.register(
            Registration(email: "late@new.example", name: "Late", password: Self.password, language: "en"),
            from: Self.device)
        story.things["token of confirmation"] = try await mailedToken()
    }

    /// What only the office may know of, told last, so that everything else has the same ids without it.
    func withdrawSome() async throws {
        let officer = actor("officer")
        let plant = try await programme.createOrganisation(
            [
                "legal_name": .text("\(Secret.withdrawnOrganisation.rawValue) works"), "country": .text("AM"),
                "kind": .text("research"), "status": .text("withdrawn"),
                "parents": .text(story.things["organisation"] ?? ""),
                "identifiers": .list([.record(["scheme": .text("national"), "value": .text("99-999")])]),
            ], as: officer)
        story.things["withdrawn organisation"] = plant.id.text
        let wanda = try await programme.createPerson(
            [
                "names": .list([.record(["given": .text("Wanda"), "family": .text(Secret.withdrawnPerson.rawValue)])]),
                "country": .text("AM"), "languages": .text("en"),
            ], as: officer)
        story.things["withdrawn person"] = wanda.id.text
        for (name, place) in [
            ("affiliation of withdrawn", "organisation"), ("affiliation at withdrawn", "withdrawn organisation"),
        ] {
            let person = place == "organisation" ? wanda.id.text : story.things["person"] ?? ""
            let made = try await programme.createAffiliation(
                [
                    "person": .text(person), "organisation": .text(story.things[place] ?? ""),
                    "team": .text(place == "organisation" ? story.things["team"] ?? "" : ""),
                    "title": .record(["en": .text("\(Secret.titleAtWithdrawn.rawValue) \(name)")]),
                ], as: officer)
            story.things[name] = made.id.text
        }
        try await withdrawWork(plant.id, wanda.id)
        try await withdrawCalls()
        try await draftEvents()
        try await withdrawInventory()
        _ = try await programme.changePerson(wanda.id, ["status": .text("withdrawn")], as: officer)
        try await enrol("withdrawn", "wanda@gone.example", person: wanda.id.text)
    }

    private func withdrawWork(_ plant: ID<Organisation>, _ wanda: ID<Person>) async throws {
        let (officer, institute) = (actor("officer"), story.things["organisation"] ?? "")
        func team(_ name: String, _ secret: Secret, of organisation: String, _ status: String) async throws {
            let made = try await programme.createTeam(
                [
                    "organisation": .text(organisation), "name": .record(["en": .text("\(secret.rawValue) group")]),
                    "status": .text(status),
                ], as: officer)
            story.things[name] = made.id.text
        }
        try await team("withdrawn team", .withdrawnTeam, of: institute, "withdrawn")
        try await team("team of withdrawn", .teamOfWithdrawn, of: plant.text, "active")
        func competence(_ name: String, _ secret: Secret, _ more: [String: Given]) async throws {
            let given: [String: Given] = [
                "statement": .record(["en": .text("\(secret.rawValue) in use")]), "topics": .text("ford-1-5"),
                "readiness": .text("9"),
            ]
            story.things[name] = try await programme.createCompetence(given.merging(more) { $1 }, as: officer).id.text
        }
        try await competence(
            "withdrawn competence", .withdrawnCompetence,
            ["organisation": .text(institute), "status": .text("withdrawn")])
        try await competence("competence of withdrawn", .competenceOfWithdrawn, ["person": .text(wanda.text)])
        let network = try await programme.createNetwork(
            ["name": .record(["en": .text("\(Secret.withdrawnNetwork.rawValue) ring")]), "status": .text("withdrawn")],
            as: officer)
        story.things["withdrawn network"] = network.id.text
        _ = try await programme.addMember(to: network.id, ["organisation_id": .text(institute)], as: officer)
        for (field, thing) in [("organisation_id", plant.text), ("person_id", wanda.text)] {
            let member = try await programme.addMember(to: id("network"), [field: .text(thing)], as: officer)
            story.things["withdrawn \(field)"] = member.id.text
        }
        let part = try await programme.addParticipation(
            plant, to: id("project"), ["role": .text("partner")], as: officer)
        story.things["participation of withdrawn"] = part.id.text
    }
}
