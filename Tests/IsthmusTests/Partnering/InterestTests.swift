import Database
import Testing

@testable import Isthmus

/// Expressions of interest: blind until both agree, with every step kept, to the end.
@Suite struct InterestTests {
    @Test func `neither side learns who the other is before both agreed`() async throws {
        try await PartneringOffice.open { office in
            let programme = office.programme
            let (anna, boris) = (office.actor("Anna"), office.actor("Boris"))
            let search = try await office.published()
            // What anybody reads of a search, and what its side reads of an expression.
            let open = try office.json(try await programme.partnerSearch(search.id, as: boris).seen)
            #expect(!open.contains("Secretive"))
            #expect(!open.contains(anna.person ?? "-"))
            #expect(!open.contains(anna.account ?? "-"))
            let sent = try await office.interest("Boris", in: search)
            func read(_ actor: Actor) async throws -> String {
                let one = try office.json(try await programme.interest(sent.id, as: actor))
                let line = try office.json(try await programme.interests(Selection(), as: actor).items)
                return one + line
            }
            func knows(_ text: String, _ other: Actor, _ mail: String) -> [Bool] {
                [text.contains("Secretive"), text.contains(other.person ?? "-"), text.contains(mail)]
            }
            let blind = [false, false, false]
            #expect(knows(try await read(anna), boris, "boris@mail.example") == blind)
            #expect(knows(try await read(boris), anna, "anna@mail.example") == blind)
            // Accepting without agreeing tells nothing yet.
            _ = try await programme.answerInterest(sent.id, ["answer": .text("accept")], as: anna)
            #expect(knows(try await read(anna), boris, "boris@mail.example") == blind)
            #expect(knows(try await read(boris), anna, "anna@mail.example") == blind)
            for mails in [try await office.mails(to: "Anna"), try await office.mails(to: "Boris")] {
                #expect(!mails.joined().contains("Secretive"))
            }
            let agreed = try await programme.agreeToContact(sent.id, as: anna)
            #expect(agreed.isOpen)
            #expect(knows(try await read(anna), boris, "boris@mail.example") == [true, true, true])
            #expect(knows(try await read(boris), anna, "anna@mail.example") == [true, true, true])
            // Whom it does not concern is told nothing at all.
            let other = try await refusals { _ = try await programme.interest(sent.id, as: office.actor("Carl")) }
            #expect(other == ["not found"])
            #expect(try await programme.interests(Selection(), as: office.actor("Carl")).total == 0)
        }
    }

    @Test func `what ends before both agreed never tells names`() async throws {
        try await PartneringOffice.open { office in
            let programme = office.programme
            let search = try await office.published()
            let sent = try await office.interest("Boris", in: search)
            _ = try await programme.answerInterest(
                sent.id, ["answer": .text("decline"), "reason": .text("We have a radar."), "agrees": .flag(true)],
                as: office.actor("Anna"))
            for name in ["Anna", "Boris"] {
                let text = try office.json(try await programme.interest(sent.id, as: office.actor(name)))
                #expect(!text.contains("Secretive"))
                #expect(text.contains("We have a radar."))
                let refused = try await refusals {
                    _ = try await programme.agreeToContact(sent.id, as: office.actor(name))
                }
                #expect(refused == ["expression.refused.agree"])
            }
            // They may try again with another one.
            _ = try await office.interest("Boris", in: search)
        }
    }

    @Test func `both sides correct what they wrote, and the old words stay`() async throws {
        try await PartneringOffice.open { office in
            let programme = office.programme
            let (anna, boris) = (office.actor("Anna"), office.actor("Boris"))
            let sent = try await office.interest("Boris", in: try await office.published())
            let address = try await refusals {
                _ = try await programme.writeMessage(
                    to: sent.id, ["text": .text("Reach me at boris@mail.example")], as: boris)
            }
            #expect(address == ["text: expression.has_address"])
            let answer = try await programme.writeMessage(
                to: sent.id, ["text": .text("Which radar do you have?")], as: anna)
            let foreign = try await refusals {
                _ = try await programme.correctMessage(
                    answer.id, ["text": .text("Other words entirely"), "version": .number(1)], as: boris)
            }
            #expect(foreign == ["expression_message.refused.edit"])
            office.clock.advance(minutes: 5)
            _ = try await programme.correctMessage(
                answer.id, ["text": .text("Which radars do you have?"), "version": .number(1)], as: anna)
            let stale = try await refusals {
                _ = try await programme.correctMessage(
                    answer.id, ["text": .text("Which of the radars?"), "version": .number(1)], as: anna)
            }
            #expect(stale == ["stale"])
            let messages = try await programme.interest(sent.id, as: boris).messages
            #expect(messages.map(\.text) == ["We know ice and its radar.", "Which radars do you have?"])
            #expect(messages[1].earlier.map(\.text) == ["Which radar do you have?"])
            // Once both agreed, addresses may be written.
            _ = try await office.accepted(sent)
            _ = try await programme.writeMessage(to: sent.id, ["text": .text("Then: boris@mail.example")], as: boris)
        }
    }

    @Test func `who may answer a search`() async throws {
        try await PartneringOffice.open { office in
            let search = try await office.published(["partner_countries": .text("GE, FI")])
            func refused(_ name: String) async throws -> [String] {
                try await refusals { _ = try await office.interest(name, in: search) }
            }
            #expect(try await refused("Anna") == ["partner_search.refused.answer"])
            #expect(try await refused("Dora") == ["organisation: expression.other_country"])
            #expect(try await refused("Eve") == ["organisation: field.required"])
            #expect(try await refused("Boris") == [])
            #expect(try await refused("Boris") == ["expression.twice"])
            _ = try await office.programme.closePartnerSearch(search.id, [:], as: office.actor("Anna"))
            #expect(try await refused("Carl") == ["partner_search.refused.answer"])
        }
    }

    @Test func `a consortium grows from expressions, and its course is theirs`() async throws {
        try await PartneringOffice.open { office in
            let (programme, anna) = (office.programme, office.actor("Anna"))
            let search = try await office.published()
            var members: [Interest] = []
            for name in ["Boris", "Carl", "Dora"] {
                let accepted = try await office.accepted(try await office.interest(name, in: search))
                members.append(try await programme.takeIntoConsortium(accepted.id, as: anna))
            }
            let line = try #require(try await programme.consortia(Selection(), as: anna).items.first)
            #expect(line.members == 4)
            #expect(line.countries == 4)
            // Dora steps back, Carl is removed with a reason.
            _ = try await programme.withdrawInterest(
                members[2].id, ["version": .number(Double(members[2].version))], as: office.actor("Dora"))
            let profile = try await programme.consortium(line.id, as: office.actor("Boris"))
            #expect(profile.mayEdit == false)
            #expect(profile.members.map(\.name).first == "Institute of Anna")
            let carl = try #require(profile.members.first { $0.name == "Institute of Carl" })
            let bare = try await refusals { _ = try await programme.removeMember(carl.id, [:], as: anna) }
            #expect(bare == ["reason: field.required"])
            _ = try await programme.removeMember(carl.id, ["reason": .text("No time left")], as: anna)
            let outside = try await refusals {
                _ = try await programme.consortium(line.id, as: office.actor("Carl"))
            }
            #expect(outside == ["not found"])
            let submitted = try await programme.submitConsortium(
                line.id, ["reference": .text("ICE-7"), "version": .number(1)], as: anna)
            #expect(submitted.submittedOn == office.clock.now.day)
            office.clock.advance(days: 90)
            _ = try await programme.decideConsortium(
                line.id, ["decision": .text("funded"), "version": .number(2)], as: PartneringOffice.officer)
            func states() async throws -> [Interest.State] {
                try await programme.interests(Selection(), as: PartneringOffice.officer).items.reversed().map(\.state)
            }
            #expect(try await states() == [.funded, .declined, .withdrawn])
            let steps = try await programme.interest(members[0].id, as: office.actor("Boris")).steps
            #expect(steps.map(\.state) == [.sent, .contact, .consortium, .submitted, .funded])
            #expect(steps.map(\.side) == [.sender, .owner, .owner, .owner, .office])
            #expect(try await office.checkRules() == [])
        }
    }

    @Test func `an unanswered expression is called to mind some times, then no more`() async throws {
        try await PartneringOffice.open { office in
            let search = try await office.published()
            let sent = try await office.interest("Boris", in: search)
            let desk = try await office.programme.read { tx in
                try Interest.waiting(tx, office.actor("Anna"), office.clock.now).map(\.path)
            }
            #expect(desk == ["/expressions/\(sent.id.text)"])
            var reminders: [Int] = []
            for _ in 0..<6 {
                office.clock.advance(days: 4)
                reminders.append(try await office.programme.remindPartners().reminders)
            }
            #expect(reminders == [0, 1, 0, 1, 0, 1])
            office.clock.advance(days: 30)
            #expect(try await office.programme.remindPartners().reminders == 0)
            #expect(try await office.mails(to: "Anna").filter { $0.contains("still waits") }.count == 3)
        }
    }

    @Test func `after the deadline both sides are asked once what came of it, and the answer moves the expression on`()
        async throws
    {
        try await PartneringOffice.open { office in
            let programme = office.programme
            let search = try await office.published()
            let contact = try await office.accepted(try await office.interest("Boris", in: search))
            let lost = try await office.interest("Carl", in: search)
            office.clock.advance(days: 110)
            #expect(try await programme.remindPartners().surveys == 0)
            office.clock.advance(days: 12)
            #expect(try await programme.remindPartners().surveys == 1)
            #expect(try await programme.remindPartners().surveys == 0)
            let asked = try await programme.read { tx in
                try tx.all(Outcome.self, "SELECT * FROM outcome ORDER BY side DESC")
            }
            #expect(asked.map(\.side) == [.sender, .owner])
            #expect(try await office.mails(to: "Boris").last == "Please say what came of “Lorries on ice roads”")
            let foreign = try await refusals {
                _ = try await programme.answerOutcome(
                    asked[0].id, ["result": .text("nothing")], as: office.actor("Anna"))
            }
            #expect(foreign == ["not found"])
            let wrong = try await refusals {
                _ = try await programme.answerOutcome(
                    asked[0].id, ["result": .text("rich"), "version": .number(1)], as: office.actor("Boris"))
            }
            #expect(wrong == ["result: field.unknown"])
            _ = try await programme.answerOutcome(
                asked[0].id, ["result": .text("submitted"), "remark": .text("In time"), "version": .number(1)],
                as: office.actor("Boris"))
            #expect(try await programme.interest(contact.id, as: office.actor("Anna")).state == .submitted)
            // Less than the programme knows takes nothing back.
            _ = try await programme.answerOutcome(
                asked[1].id, ["result": .text("nothing"), "version": .number(1)], as: office.actor("Anna"))
            #expect(try await programme.interest(contact.id, as: office.actor("Anna")).state == .submitted)
            #expect(try await programme.interest(lost.id, as: office.actor("Carl")).state == .sent)
            #expect(try await office.checkRules() == [])
        }
    }
}
