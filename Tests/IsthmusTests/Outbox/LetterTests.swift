import Database
import Foundation
import Testing

@testable import Isthmus

@Suite struct LetterTests {
    static let sender = MailAddress("office@north.example")
    static func letter(_ draft: MailDraft, programme: String) throws -> String {
        let mail = try draft.mail(ID("m-0000000000001"), at: Moment(seconds: 1_777_627_800))
        let letter = Letter(
            mail, to: try #require(MailAddress(mail.address)), from: try #require(sender), named: programme)
        return String(decoding: letter.bytes, as: UTF8.self)
    }

    static let english = MailDraft(
        to: "Anna@lab.example", name: "Anna Petrosyan", language: "en",
        subject: "Confirm your address by 3 May: the Northern call for laboratories on permafrost closes on that day",
        greeting: "Dear Anna",
        paragraphs: ["Please confirm that 1 + 1 = 2 & <this> is yours.", ".\nFrom here on\n..two"],
        link: MailDraft.Link("Confirm", "https://north.example/confirm?token=s3cret&x=1"),
        reason: "You get this because somebody registered with this address.",
        stop: MailDraft.Link("Stop these mails", "https://north.example/mail-settings"), about: "a-1")
    static let russian = MailDraft(
        to: "ivan@institut.example", name: "Иван Щёголев", language: "ru",
        subject: "Подтвердите адрес до 3 мая: приём заявок от лабораторий по вечной мерзлоте закрывается в этот день",
        greeting: "Здравствуйте, Иван!", paragraphs: ["Пожалуйста, подтвердите, что это ваш адрес."],
        link: MailDraft.Link("Подтвердить", "https://north.example/confirm?token=s3cret"),
        reason: "Вы получили это письмо, потому что кто-то зарегистрировался с этим адресом.")
    static let armenian = MailDraft(
        to: "hasmik@lab.example", name: "Հասմիկ Պետրոսյան", language: "hy", subject: "Հաստատեք ձեր հասցեն",
        greeting: "Հարգելի Հասմիկ", paragraphs: ["Խնդրում ենք հաստատել, որ սա ձեր հասցեն է։"],
        reason: "Դուք ստացել եք այս նամակը, քանի որ գրանցվել եք մեր կայքում։")

    @Test(arguments: [("english", english), ("russian", russian), ("armenian", armenian)])
    func `a mail becomes the letter that was read and approved`(name: String, draft: MailDraft) throws {
        let text = try Self.letter(draft, programme: name == "russian" ? "Северный мост" : "North Bridge, Office")
            .replacingOccurrences(of: "\r\n", with: "\n")
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/\(name).eml")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(text == (try String(contentsOf: file, encoding: .utf8)))
    }

    @Test(arguments: [english, russian, armenian])
    func `every line of a letter is short, ASCII and ends with CRLF`(draft: MailDraft) throws {
        let text = try Self.letter(draft, programme: "Северный мост")
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.filter { $0.contains("\n") || $0.contains("\r") } == [])
        #expect(lines.filter { $0.utf8.count > 76 } == [])
        #expect(text.utf8.filter { $0 > 126 }.isEmpty)
    }

    @Test func `line breaks in a subject or a name cannot begin a header`() throws {
        var draft = Self.english
        draft.subject = "Hello\r\nBcc: victim@lab.example\u{2028}X: y\u{85}Z: \u{0}a"
        draft.name = "Anna\nBcc: victim@lab.example"
        let letter = try Self.letter(draft, programme: "Office\r\nCc: x@lab.example")
        let head = letter.components(separatedBy: "\r\n\r\n")[0]
        let unfolded = head.replacingOccurrences(of: "\r\n ", with: " ").components(separatedBy: "\r\n")
        #expect(
            unfolded.map { String($0.prefix { $0 != ":" }) } == [
                "From", "To", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted", "List-Unsubscribe",
                "MIME-Version", "Content-Type",
            ])
        #expect(unfolded[0] == "From: \"Office Cc: x@lab.example\" <office@north.example>")
        #expect(unfolded[1] == "To: \"Anna Bcc: victim@lab.example\" <Anna@lab.example>")
        #expect(unfolded[2] == "Subject: Hello Bcc: victim@lab.example X: y Z: a")
    }

    @Test(arguments: [
        "", "anna", "@lab.example", "anna@", "anna@lab", "anna@@lab.example",
        "anna@lab.example\r\nRCPT TO:<x@y.example>", "anna@lab.example, x@y.example", "<anna@lab.example>",
        "anna @lab.example", "anna@-lab.example", "a..b@lab.example",
        "анна@lab.example", "anna@lab.example>", "\"a b\"@lab.example", "anna@lab..example", "anna@lab.example ",
        String(repeating: "a", count: 65) + "@lab.example",
    ])
    func `what is no plain address is refused`(text: String) {
        #expect(MailAddress(text) == nil)
        var draft = Self.english
        draft.to = text
        #expect(throws: Problem.invalid("to", "mail.address.wrong")) {
            try draft.mail(ID("m-1"), at: Moment(seconds: 0))
        }
    }

    @Test(arguments: ["a@b.example", "anna.p+news@xn--80ak6aa92e.example", "o'neil@lab-1.example", "root@localhost"])
    func `a plain address passes`(text: String) { #expect(MailAddress(text)?.text == text) }

    @Test(arguments: [
        "javascript:alert(1)", "/confirm", "https://a.example/\r\nX: y", "https://a.example/>", "https://я.example",
    ])
    func `a link that is no web address is a defect`(address: String) {
        var draft = Self.english
        draft.link = MailDraft.Link("Open", address)
        #expect(throws: Defect.self) { try draft.mail(ID("m-1"), at: Moment(seconds: 0)) }
    }

    @Test(
        arguments: [
            (-1, "Wed, 31 Dec 1969 23:59:59 +0000"), (0, "Thu, 01 Jan 1970 00:00:00 +0000"),
            (1_777_627_800, "Fri, 01 May 2026 09:30:00 +0000"), (1_709_164_799, "Wed, 28 Feb 2024 23:59:59 +0000"),
        ] as [(Int64, String)])
    func `dates are written as mail wants them`(seconds: Int64, text: String) {
        #expect(Letter.date(Moment(seconds: seconds)) == text)
    }
}
