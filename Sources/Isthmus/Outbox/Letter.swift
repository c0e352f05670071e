import Foundation

/// A mail ready to travel: the envelope and the bytes (MIME: multipart/alternative with a text and an HTML part).
struct Letter: Sendable, Equatable {
    let id: String
    let sender: MailAddress
    let recipient: MailAddress
    let bytes: [UInt8]

    /// The same mail always becomes the same letter, Message-ID included, so that a reader's mail program can tell a
    /// letter that arrived twice.
    init(_ mail: Mail, to recipient: MailAddress, from sender: MailAddress, named programme: String) {
        (id, self.sender, self.recipient) = (mail.id.text, sender, recipient)
        let boundary = "=_" + mail.id.text
        var head = HeaderText.field("From", programme, sender)
        head += HeaderText.field("To", mail.name, recipient)
        head += HeaderText.field("Subject", mail.subject)
        head += "Date: " + Self.date(mail.createdAt) + "\r\n"
        head += "Message-ID: <\(mail.id.text)@\(sender.host)>\r\n"
        head += HeaderText.field("Content-Language", mail.language)
        head += "Auto-Submitted: auto-generated\r\n"
        if let stop = mail.stopLink, MailDraft.Link("", stop).isSafe(schemes: ["http://", "https://", "mailto:"]) {
            head += "List-Unsubscribe: <\(stop)>\r\n"
            // One click is enough for links that this program signed (RFC 8058); others may ask first.
            if mail.kind != .procedure, stop.hasPrefix("https://") {
                head += "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
            }
        }
        head += "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"\(boundary)\"\r\n\r\n"
        let body =
            Self.part("text/plain", mail.textPart, boundary) + Self.part("text/html", mail.htmlPart, boundary)
            + "--\(boundary)--\r\n"
        bytes = Array((head + body).utf8)
    }

    private static func part(_ type: String, _ text: String, _ boundary: String) -> String {
        let printable = TransferEncoding.quotedPrintable(text)
        let base64 = TransferEncoding.base64(text)
        let isPrintable = printable.utf8.count <= base64.utf8.count
        return "--\(boundary)\r\nContent-Type: \(type); charset=utf-8\r\nContent-Transfer-Encoding: "
            + (isPrintable ? "quoted-printable" : "base64") + "\r\n\r\n" + (isPrintable ? printable : base64) + "\r\n"
    }

    /// `Fri, 01 May 2026 09:30:00 +0000`.
    static func date(_ moment: Moment) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let day = moment.day
        let second = Int(moment.seconds - day.start.seconds)
        let weekday = ((day.daysSince1970 % 7) + 7) % 7
        return "\(days[weekday]), \(two(day.dayOfMonth)) \(months[day.month - 1]) \(day.year) "
            + "\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60)) +0000"
    }
}

/// Bodies in seven bits and short lines (RFC 2045, 6.7 and 6.8), with CRLF between lines.
enum TransferEncoding {
    static func base64(_ text: String) -> String {
        Data(lines(text).joined(separator: "\r\n").utf8)
            .base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
    }

    static func quotedPrintable(_ text: String) -> String {
        lines(text).map { quotedLine(Array($0.utf8)) }.joined(separator: "\r\n")
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    }

    private static func quotedLine(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let mark = Array("From ".utf8)
        var result: [UInt8] = []
        var width = 0
        /// A dot or "From " at the start of a line may be taken for the end of the mail or for a mailbox mark.
        func isPlain(_ index: Int) -> Bool {
            let byte = bytes[index]
            if width == 0, byte == 46 || bytes[index...].starts(with: mark) { return false }
            return (byte > 32 && byte < 127 && byte != 61) || (byte == 32 && index < bytes.count - 1)
        }
        for (index, byte) in bytes.enumerated() {
            if width + (isPlain(index) ? 1 : 3) > 75 {
                result += "=\r\n".utf8
                width = 0
            }
            let isPlain = isPlain(index)
            result += isPlain ? [byte] : [61, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            width += isPlain ? 1 : 3
        }
        return String(decoding: result, as: UTF8.self)
    }
}
