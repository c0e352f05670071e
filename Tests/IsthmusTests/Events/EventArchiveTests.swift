import Database
import Foundation
import Testing

@testable import Isthmus

/// What stays of an event: its materials, and the questions that were asked about it.
@Suite struct EventArchiveTests {
    private static func words(_ text: String) -> Given { .record(["en": .text(text)]) }

    /// Somebody with an account.
    private static func enrol(_ name: String, _ programme: Programme, person: String? = nil) async throws -> Actor {
        let id = try await programme.createAccount(
            Registration(
                email: "\(name)@far.example", name: name.capitalized, password: "ветер над рекой 7", language: "en"),
            person: person, grants: [], as: .program("test")
        ).id
        return Actor(account: id.text, person: person, name: name.capitalized, grants: [])
    }

    private static func mails(_ programme: Programme) async throws -> [String] {
        try await programme.read { tx in
            try tx.column(String.self, "SELECT text_part FROM mail WHERE about LIKE 'eq-%' ORDER BY id")
        }
    }

    @Test func `a material is a link or a file, and is shown to whom and from when it says`() async throws {
        try await EventOffice.open { office in
            let (programme, officer) = (office.programme, EventOffice.officer)
            let member = try await Self.enrol("mher", programme)
            let id = try await office.event("Course", ["registration": .text("automatic")])
            #expect(
                await EventOffice.issues {
                    _ = try await programme.addMaterial(to: id, ["title": Self.words("Nothing")], as: officer)
                } == ["link event_material.nothing"])
            _ = try await programme.addMaterial(
                to: id, ["title": Self.words("For all"), "link": .text("https://ice.example/a")], as: officer)
            let slides = try await programme.addMaterial(
                to: id, ["title": Self.words("Slides"), "audience": .text("participants")],
                file: Upload(name: "../talk \"1\".pdf", bytes: [37, 80, 68, 70]), as: officer)
            #expect(slides.fileName == "talk 1.pdf")
            _ = try await programme.addMaterial(
                to: id,
                [
                    "title": Self.words("Later"), "link": .text("https://ice.example/b"),
                    "from_day": .text("2026-10-15"),
                ], as: officer)
            @Sendable func titles(_ actor: Actor, _ token: String? = nil) async throws -> [String] {
                try await programme.materials(of: id, registration: token, as: actor).items.map {
                    $0.title.reading("en")
                }
            }
            #expect(try await titles(.visitor) == ["For all"])
            #expect(try await titles(member) == ["For all"])
            #expect(try await titles(officer) == ["For all", "Slides", "Later"])
            _ = try await programme.register(for: id, [:], as: member)
            #expect(try await titles(member) == ["For all", "Slides"])
            let token = try await programme.ownRegistration(for: id, as: member)?.text
            #expect(try await titles(.visitor, token) == ["For all", "Slides"])
            let file = try await programme.materialFile(slides.id, registration: token, as: .visitor)
            #expect(file.bytes == [37, 80, 68, 70])
            await #expect(throws: Problem.notFound) {
                try await programme.materialFile(slides.id, registration: nil, as: .visitor)
            }
            // The day begins by the clocks of the event, four hours before that of UTC.
            office.clock.advance(days: 135, hours: 11)
            #expect(try await titles(.visitor) == ["For all", "Later"])
            try await programme.removeMaterial(slides.id, as: officer)
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @Test func `a question is answered once, published without a name, and the asker is told once`() async throws {
        try await EventOffice.open { office in
            let (programme, officer) = (office.programme, EventOffice.officer)
            let (member, other) = (
                try await Self.enrol("mher", programme), try await Self.enrol("nika", programme)
            )
            let id = try await office.event()
            let asked = try await programme.askQuestion(
                about: id, ["text": .text("Mher asks: who may apply?")], as: member)
            #expect(try await programme.questions(of: id, as: .visitor).answered.count == 0)
            await #expect(throws: Problem.notFound) { try await programme.eventQuestion(asked.id, as: other) }
            await #expect(throws: Problem.refused(.init("event_question.refused.unanswered"))) {
                try await programme.publishQuestion(asked.id, as: officer)
            }
            // The same again is the same question.
            let again = try await programme.askQuestion(
                about: id, ["text": .text("mher ASKS: who may apply?")], as: member)
            #expect(again.id == asked.id)
            let twin = try await programme.askQuestion(
                about: id, ["text": .text("Who is allowed to apply?")], as: other)
            _ = try await programme.mergeQuestion(twin.id, ["into": .text(asked.id.text)], as: officer)
            #expect(try await Self.mails(programme).count == 0)
            _ = try await programme.changeQuestion(
                asked.id,
                [
                    "version": .text("1"), "question": Self.words("Who may apply?"),
                    "answer": Self.words("Every institute of both sides."),
                ], as: officer)
            // Nobody lets out words that were changed meanwhile.
            await #expect(throws: Problem.stale) {
                try await programme.publishQuestion(asked.id, ["version": .text("1")], as: officer)
            }
            _ = try await programme.publishQuestion(asked.id, ["version": .text("2")], as: officer)
            #expect(try await Self.mails(programme).count == 2)
            _ = try await programme.keepQuestionBack(asked.id, as: officer)
            _ = try await programme.publishQuestion(asked.id, as: officer)
            #expect(try await Self.mails(programme).count == 2)
            let seen = try await programme.eventQuestion(asked.id, as: .visitor)
            #expect(seen.text == nil)
            #expect(seen.question == ["en": "Who may apply?"])
            #expect(try await programme.eventQuestion(asked.id, as: member).text == "Mher asks: who may apply?")
            let profile = try await programme.questionProfile(twin.id, as: other)
            #expect(profile.target?.name == "Who may apply?")
            #expect(profile.asker == "")
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @Test func `an answer kept back is for the asker alone`() async throws {
        try await EventOffice.open { office in
            let (programme, officer) = (office.programme, EventOffice.officer)
            let id = try await office.event(
                "Course", ["registration": .text("automatic"), "visitors_may_register": .flag(true)])
            _ = try await programme.register(
                for: id, ["name": .text("Vera"), "email": .text("vera@far.example")], as: .visitor)
            let text = try await programme.read { tx in
                try tx.value(String.self, "SELECT text_part FROM mail ORDER BY id DESC LIMIT 1") ?? ""
            }
            let line = text.split(separator: "\n").first { $0.contains("/registrations/") }
            let token = try #require(line?.split(separator: "/").last.map(String.init))
            await #expect(throws: Problem.refused(.init("event_question.refused.unconfirmed"))) {
                try await programme.askQuestion(token: token, ["text": .text("Is there a bus from the station?")])
            }
            try await programme.confirmRegistration(token: token)
            try await programme.askQuestion(token: token, ["text": .text("Is there a bus from the station?")])
            let found = try await programme.eventQuestions(Selection(), as: officer).items
            #expect(found.map { $0.question.reading("en") } == ["Is there a bus from the station?"])
            #expect(try await programme.eventQuestions(Selection(), as: .visitor).total == 0)
            let question = try #require(found.first)
            _ = try await programme.changeQuestion(
                question.id, ["version": .text("1"), "answer": Self.words("At nine.")], as: officer)
            _ = try await programme.keepQuestionBack(question.id, as: officer)
            let mails = try await Self.mails(programme)
            #expect(mails.count == 1)
            #expect(mails[0].contains("At nine."))
            #expect(try await programme.eventQuestions(Selection(), as: .visitor).total == 0)
            #expect(try await programme.questionProfile(question.id, as: officer).asker == "Vera")
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @Test func `the archive is searched by words, topic, language and event`() async throws {
        try await EventOffice.open { office in
            let (programme, officer) = (office.programme, EventOffice.officer)
            try await programme.installVocabulary()
            let member = try await Self.enrol("mher", programme)
            let first = try await office.event("A", ["topics": .text("ford-1-5")])
            let second = try await office.event("B")
            for (event, text, answer) in [
                (first, "Is ice counted as water?", ["en": "Yes, it is.", "ru": "Да."]),
                (second, "Is snow counted as water?", ["en": "No."]),
            ] {
                let asked = try await programme.askQuestion(about: event, ["text": .text(text)], as: member)
                _ = try await programme.changeQuestion(
                    asked.id, ["version": .text("1"), "answer": .record(answer.mapValues { .text($0) })], as: officer)
                _ = try await programme.publishQuestion(asked.id, as: officer)
                office.clock.advance(minutes: 1)
            }
            @Sendable func found(_ query: String) async throws -> [String] {
                let selection = Selection(Query(encoded: query), facets: EventQuestion.listing.facets)
                return try await programme.eventQuestions(selection, as: .visitor).items.map {
                    String($0.question.reading("en").split(separator: " ")[1])
                }
            }
            #expect(try await found("") == ["snow", "ice"])
            #expect(try await found("q=SNOW") == ["snow"])
            #expect(try await found("topic=ford-1-5") == ["ice"])
            #expect(try await found("language=ru") == ["ice"])
            #expect(try await found("event=\(second.text)") == ["snow"])
            #expect(try await programme.questionEntries(Selection(), most: 1).count == 1)
        }
    }
}

/// One's own calendar: events and sessions at a signed address that can be taken away.
@Suite struct OwnCalendarTests {
    @Test func `it holds one's places and the sessions in which one speaks, until the address is another`() async throws
    {
        try await EventOffice.open { office in
            let (programme, officer) = (office.programme, EventOffice.officer)
            let person = try await programme.createPerson(
                [
                    "names": .list([.record(["given": .text("Anna"), "family": .text("Sarkisyan")])]),
                    "country": .text("AM"),
                ], as: officer)
            let account = try await programme.createAccount(
                Registration(
                    email: "anna@far.example", name: "Anna", password: "ветер над рекой 7", language: "en"),
                person: person.id.text, grants: [], as: .program("test")
            ).id
            let anna = Actor(account: account.text, person: person.id.text, name: "Anna", grants: [])
            let course = try await office.event(
                "Course", ["registration": .text("automatic"), "link": .text("https://meet.example/course")])
            let forum = try await office.event("Forum", ["registration": .text("approval")])
            let talks = try await office.event("Talks")
            for (event, title, speaker) in [(course, "Lesson", ""), (talks, "Her talk", person.id.text)] {
                _ = try await programme.addSession(
                    to: event,
                    [
                        "title": .record(["en": .text(title)]), "starts": .text("2026-10-14 10:00"),
                        "ends": .text("2026-10-14 11:00"),
                        "speakers": .list(speaker.isEmpty ? [] : [.record(["name": .text(speaker)])]),
                    ], as: officer)
            }
            _ = try await programme.register(for: course, [:], as: anna)
            _ = try await programme.register(for: forum, [:], as: anna)
            #expect(try await programme.calendarToken(as: anna) == nil)
            let token = try await programme.makeCalendarToken(as: anna)
            @Sendable func titles(_ token: String, _ withAgendas: Bool = false) async throws -> [String] {
                try await programme.ownCalendar(token: token, withAgendas: withAgendas, language: nil).entries.map {
                    $0.summary + ($0.isTentative ? "?" : "") + ($0.description.contains("meet.example") ? "!" : "")
                }
            }
            #expect(Set(try await titles(token.text)) == ["Course!", "Forum?", "Her talk"])
            #expect(Set(try await titles(token.text, true)) == ["Course!", "Forum?", "Her talk", "Lesson"])
            let text = ICalendar(product: "Calendar", name: "Own", address: "https://a.example").text(
                try await programme.ownCalendar(token: token.text, withAgendas: false, language: nil).entries)
            #expect(text.split(separator: "\r\n").filter { $0.hasPrefix("STATUS") } == ["STATUS:TENTATIVE"])
            // Times are those of the clocks in Yerevan, which the calendar describes.
            #expect(text.contains("DTSTART;TZID=Asia/Yerevan:20261014T100000\r\n"))
            #expect(text.contains("TZID:Asia/Yerevan\r\n"))
            let other = try await programme.makeCalendarToken(as: anna)
            await #expect(throws: Problem.notFound) { try await titles(token.text) }
            #expect(try await titles(other.text).count == 3)
            try await programme.revokeCalendarToken(as: anna)
            await #expect(throws: Problem.notFound) { try await titles(other.text) }
            try await programme.closeAccount(account, as: .program("test"))
        }
    }
}
