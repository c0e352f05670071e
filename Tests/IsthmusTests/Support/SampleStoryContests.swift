import Database

@testable import Isthmus

extension SampleTeller {
    /// An exhibition with contests in each of their states: entries, a jury of two whose points are half given, a
    /// conflict, votes, stands, an award that is not announced.
    func holdContests() async throws {
        let officer = actor("officer")
        let event = try await programme.createEvent(
            [
                "kind": .text("exhibition"), "zone": .text("Asia/Yerevan"), "starts": .text("2026-07-25 09:00"),
                "ends": .text("2026-07-27 17:00"), "city": .text("Sevan"), "country": .text("AM"),
                "title": .record(["en": .text("Ice machines")]),
            ], as: officer)
        _ = try await programme.publishEvent(event.id, as: officer)
        _ = try await contest("contest", "Machines of tomorrow", of: event.id)
        let judged = try await contest("judged contest", "Machines of today", of: event.id)
        let decided = try await contest("decided contest", "Machines of yesterday", of: event.id)
        _ = try await contest(
            "draft contest", "The \(Secret.draftContest.rawValue)", of: event.id, ["status": .text("draft")])
        let institute = story.things["organisation"] ?? ""
        let anna = actor("holder").person ?? ""
        try await enter("judged entry", judged, as: "representative", for: institute, "Ice drill")
        try await enter("second entry", judged, as: "holder", for: anna, "Ice lamp")
        try await enter("decided entry", decided, as: "representative", for: institute, "Ice bridge")
        try await enter(
            "draft entry", id("contest"), as: "holder", for: anna, Secret.draftEntry.rawValue, submit: false)
        let nora = try await juror(in: judged)
        try await close(judged, ["vote_opens": "2026-05-31 13:00", "vote_closes": "2026-07-30 12:00"])
        try await close(decided, [:])
        let score = try await programme.scoreEntry(
            id("judged entry"),
            ["points": .record(["c1": .text("7")]), "note": .text("My \(Secret.juryNote.rawValue).")], as: nora)
        story.things["score"] = score.id.text
        let conflict = try await programme.declareConflict(
            with: id("second entry"), ["reason": .text("We share a \(Secret.conflict.rawValue).")], as: nora)
        story.things["conflict"] = conflict.id.text
        _ = try await programme.closeRound(decided, ["despite": .text("1")], as: officer)
        let award = try await programme.giveAward(
            in: decided,
            [
                "entry": .text(story.things["decided entry"] ?? ""),
                "title": .record(["en": .text("The \(Secret.award.rawValue)")]),
            ], as: officer)
        story.things["award"] = award.id.text
        try await voteAndPlace(judged)
    }

    private func contest(
        _ name: String, _ title: String, of event: ID<Event>, _ more: [String: Given] = [:]
    ) async throws -> ID<Contest> {
        let given: [String: Given] = [
            "title": .record(["en": .text(title)]), "form": .text(story.things["form"] ?? ""),
            "categories": .list([.record(["name": .record(["en": .text("Machines")])])]),
            "criteria": .list([.record(["name": .record(["en": .text("Use")]), "weight": .text("2")])]),
            "closes": .text("2026-07-10 12:00"), "shows_entries": .flag(true), "status": .text("published"),
        ]
        let made = try await programme.createContest(
            for: event, given.merging(more) { $1 }, as: actor("officer"))
        story.things[name] = made.id.text
        return made.id
    }

    private func enter(
        _ name: String, _ contest: ID<Contest>, as person: String, for entrant: String, _ title: String,
        submit: Bool = true
    ) async throws {
        let made = try await programme.enterContest(
            contest,
            [
                "category": .text("k1"), "entrant": .text(entrant), "title": .record(["en": .text(title)]),
                "answer": .record(["topic": .text("A \(Secret.entryAnswer.rawValue)")]),
                "stage": .text(submit ? "submit" : "draft"),
            ], as: actor(person))
        story.things[name] = made.id.text
    }

    /// Two on the jury: the convener, and somebody whose name nobody may read.
    private func juror(in contest: ID<Contest>) async throws -> Actor {
        let account = try await programme.createAccount(
            Registration(
                email: "nora@jury.example", name: "Nora \(Secret.juror.rawValue)", password: Self.password,
                language: "en"), grants: [], as: .program("story"))
        for address in ["nora@jury.example", "nika@network.example"] {
            let named = try await programme.nameJuror(
                in: contest, ["address": .text(address)], as: actor("officer"))
            story.things["juror"] = named.id.text
        }
        return Actor(account: account.id.text, person: nil, name: "Nora", grants: [])
    }

    private func close(_ contest: ID<Contest>, _ more: [String: String]) async throws {
        var given: [String: Given] = ["closes": .text("2026-05-31 12:00")]
        for (name, value) in more { given[name] = .text(value) }
        _ = try await programme.changeContest(contest, given, as: actor("officer"))
    }

    private func voteAndPlace(_ contest: ID<Contest>) async throws {
        for name in ["confirmed", "waiting"] {
            try await programme.askForVote(
                in: contest,
                [
                    "entry": .text(story.things["judged entry"] ?? ""),
                    "email": .text("\(name)@\(Secret.voter.rawValue).example"),
                ], from: Self.device, as: .visitor)
            let token = try await mailedToken()
            if name == "confirmed" { try await programme.confirmVote(token: token) }
            story.things["token of vote"] = token
            story.things["vote"] = token.split(separator: ".").first.map(String.init)
        }
        let table = "number,x,y,width,depth,zone\nA1,0,0,3,2,Hall\nA2,3,0,3,2,Hall"
        try await programme.importStands(to: contest, ["table": .text(table)], as: actor("officer"))
        let stands = try await programme.stands(of: contest, as: actor("officer"))
        (story.things["stand"], story.things["free stand"]) = (stands[0].id.text, stands[1].id.text)
        _ = try await programme.assignStand(
            stands[0].id, ["entry": .text(story.things["judged entry"] ?? "")], as: actor("officer"))
    }
}
