import Database
import Testing

@testable import Isthmus

/// The yearly update: letters, answers by link, decisions, reminders.
@Suite struct UpdateTests {
    private typealias Office = InventoryOffice

    @Test func `each owner gets a letter in their language, each once`() async throws {
        try await Office.open { office in
            let one = try await office.add("One", [], ["title": .record(["en": .text("One"), "ru": .text("Один")])])
            let two = try await office.scheme("Two", from: "AM", to: "DE")
            try await office.add("Nobody", [])
            try await office.add("Over", [], ["status": .text("ended")])
            try await office.ask(one.id, "ivan@owner.example", in: "ru")
            try await office.ask(two.id, "nora@owner.example")
            let round = try await office.round()
            #expect(try await office.programme.sendRound(round.id, as: Office.officer) == 2)
            #expect(
                try await office.subjects() == [
                    "ivan@owner.example: Проверьте «Один» до 31 декабря 2026 г.",
                    "nora@owner.example: Please check “Two” by 31 December 2026",
                ])
            #expect(try await office.programme.sendRound(round.id, as: Office.officer) == 0)
            let figures = try await office.programme.round(round.id, as: Office.officer).figures
            #expect(
                figures
                    == UpdateFigures(
                        records: 3, reachable: 2, asked: 2, unreachable: 1, toAsk: 0, toRemind: 2, stale: 3))
            #expect(figures.responseRate == 0)
        }
    }

    @Test func `an owner answers by the link, and the record changes when the office accepts`() async throws {
        try await Office.open { office in
            let made = try await office.add("One", [Office.party("AM", "100"), Office.party("DE")])
            try await office.ask(made.id, "nora@owner.example")
            let round = try await office.round()
            try await office.programme.sendRound(round.id, as: Office.officer)
            let token = try await office.token(to: "nora@owner.example")
            let visit = try await office.programme.update(token: token)
            #expect(visit.record.title.reading("en") == "One")
            let answer: [String: Given] = [
                "contact": .text("office@owner.example"), "remark": .text("As you see."),
                "parties": .list([Office.party("AM", "200"), Office.party("DE")]),
                // What no owner may say is left out.
                "status": .text("withdrawn"), "code": .text("Mine"),
            ]
            try await office.programme.answerUpdate(token: token, answer)
            let request = try #require(try await office.request(of: made.id.text))
            #expect(request.standing == .answered)
            let profile = try await office.programme.updateRequest(request.id, as: Office.officer)
            #expect(
                profile.differences(Words("en")) == [
                    UpdateDifference(fact: "contact", before: "", after: "office@owner.example"),
                    UpdateDifference(
                        fact: "parties", before: "Armenia: Pays money, €100.00\nGermany: Pays money",
                        after: "Armenia: Pays money, €200.00\nGermany: Pays money"),
                ])
            // Meanwhile the office changes something else: it stays.
            _ = try await office.programme.changeRecord(
                made.id, ["website": .text("https://one.example")], as: Office.officer)
            try await office.programme.decideUpdate(
                request.id, ["decision": .text("accepted")], as: Office.officer)
            let record = try await office.programme.cooperationProgramme(made.id, as: .visitor).programme
            #expect(record.contact == "office@owner.example")
            #expect(record.parties.first?.amountMinor == 20_000)
            #expect(record.website == "https://one.example")
            #expect((record.status, record.code) == (.active, "One"))
            #expect(record.checkedOn == office.clock.now.day)
            #expect(
                try await office.journal(of: request.id.text) == [
                    "update_request.asked", "update_request.answered", "update_request.accepted",
                ])
            #expect(try await office.journal(of: made.id.text).last == "cooperation_programme.updated")
            #expect(try await office.programme.check(Server.invariants) == [])
        }
    }

    @Test func `an answer that says nothing new confirms the record`() async throws {
        try await Office.open { office in
            let made = try await office.add("One", [])
            try await office.ask(made.id, "nora@owner.example")
            try await office.programme.sendRound(try await office.round().id, as: Office.officer)
            try await office.programme.answerUpdate(token: try await office.token(to: "nora@owner.example"), [:])
            let request = try #require(try await office.request(of: made.id.text))
            let profile = try await office.programme.updateRequest(request.id, as: Office.officer)
            #expect(profile.differences(Words("en")) == [])
            try await office.programme.decideUpdate(
                request.id, ["decision": .text("accepted")], as: Office.officer)
            let record = try await office.programme.cooperationProgramme(made.id, as: .visitor).programme
            #expect(record.checkedOn == office.clock.now.day)
        }
    }

    @Test func `a returned answer goes back with the reason, and can be given again`() async throws {
        try await Office.open { office in
            let made = try await office.add("One", [])
            try await office.ask(made.id, "nora@owner.example")
            try await office.programme.sendRound(try await office.round().id, as: Office.officer)
            let token = try await office.token(to: "nora@owner.example")
            try await office.programme.answerUpdate(token: token, ["contact": .text("x")])
            let request = try #require(try await office.request(of: made.id.text))
            let silent = try await Office.issues {
                try await office.programme.decideUpdate(
                    request.id, ["decision": .text("returned")], as: Office.officer)
            }
            #expect(silent == ["reason field.required"])
            try await office.programme.decideUpdate(
                request.id, ["decision": .text("returned"), "reason": .text("Which year?")], as: Office.officer)
            #expect(
                try await office.subjects().last == "nora@owner.example: Please look again at “One” by 31 December 2026"
            )
            #expect(try await office.request(of: made.id.text)?.standing == .returned)
            // Both letters lead there.
            for link in [token, try await office.token(to: "nora@owner.example")] {
                #expect(try await office.programme.update(token: link).request.id == request.id)
            }
            try await office.programme.answerUpdate(token: token, ["contact": .text("y")])
            #expect(try await office.request(of: made.id.text)?.standing == .answered)
        }
    }

    @Test func `reminders go once, and not to those who answered or want none`() async throws {
        try await Office.open { office in
            for name in ["silent", "answers", "stops"] {
                let made = try await office.add(name, [])
                try await office.ask(made.id, "\(name)@owner.example")
            }
            let round = try await office.round()
            try await office.programme.sendRound(round.id, as: Office.officer)
            try await office.programme.answerUpdate(token: try await office.token(to: "answers@owner.example"), [:])
            try await office.programme.stopUpdates(token: try await office.token(to: "stops@owner.example"))
            #expect(try await office.programme.remindRound(round.id, as: Office.officer) == 1)
            #expect(try await office.programme.remindRound(round.id, as: Office.officer) == 0)
            let reminders = try await office.subjects().filter { $0.contains("Reminder") }
            #expect(reminders == ["silent@owner.example: Reminder: please check “silent” by 31 December 2026"])
            // Next year they get no letter either.
            let next = try await office.round(2027, closes: "2027-12-31")
            #expect(try await office.programme.sendRound(next.id, as: Office.officer) == 2)
        }
    }

    @Test func `a forged, an expired and a foreign link lead nowhere`() async throws {
        try await Office.open { office in
            let made = try await office.add("One", [])
            try await office.ask(made.id, "nora@owner.example")
            try await office.programme.sendRound(try await office.round().id, as: Office.officer)
            let token = try await office.token(to: "nora@owner.example")
            #expect(try await office.programme.update(token: token).request.thing == made.id.text)
            let forged = String(token.dropLast()) + (token.hasSuffix("A") ? "Q" : "A")
            for link in [forged, "", "x", made.id.text] {
                await #expect(throws: Problem.notFound) { try await office.programme.update(token: link) }
                await #expect(throws: Problem.notFound) {
                    try await office.programme.answerUpdate(token: link, [:])
                }
                await #expect(throws: Problem.notFound) { try await office.programme.stopUpdates(token: link) }
            }
            office.clock.advance(days: 400)
            await #expect(throws: Problem.notFound) { try await office.programme.update(token: token) }
            await #expect(throws: Problem.notFound) { try await office.programme.answerUpdate(token: token, [:]) }
        }
    }

    @Test func `a round is the only one of its year and ends with its day`() async throws {
        try await Office.open { office in
            let round = try await office.round()
            #expect(try await Office.issues { _ = try await office.round() } == ["year update.year_taken"])
            #expect(
                try await Office.issues { _ = try await office.round(2027, closes: "2001-01-01") } == [
                    "closes_on update.closes_in_past"
                ])
            office.clock.advance(days: 400)
            await #expect(throws: Problem.refused(.init("update.refused.closed"))) {
                try await office.programme.sendRound(round.id, as: Office.officer)
            }
            await #expect(throws: Problem.signInNeeded) { try await office.round(2028, asking: .visitor) }
        }
    }
}

extension InventoryOffice {
    fileprivate func round(_ year: Int, asking actor: Actor) async throws -> UpdateRound {
        try await programme.createRound(["year": .number(Double(year)), "closes_on": .text("2030-01-01")], as: actor)
    }
}
