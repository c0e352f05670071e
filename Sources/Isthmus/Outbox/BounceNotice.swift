import Foundation

/// A delivery status notice: what a mail server reports of mails that it took and could not deliver (RFC 3464).
struct BounceNotice: Sendable, Equatable {
    /// What it says of one address.
    struct Recipient: Sendable, Equatable {
        let address: String
        let action: Action
        /// `5.1.1`.
        let status: String
        let diagnosis: String

        enum Action: String, Sendable { case failed, delayed, delivered, relayed, expanded }

        /// The address does not take mail: refused for good, and not by a rule about something else (RFC 3463).
        var isBounce: Bool { action == .failed && status.hasPrefix("5.") && !status.hasPrefix("5.7.") }
        var reply: String { HeaderText.line(diagnosis.isEmpty ? status : "\(status) \(diagnosis)", atMost: 300) }
    }
    let recipients: [Recipient]
    /// The Message-ID of the mail that came back.
    let messageID: String

    /// Notices are small; whatever is larger is something else.
    static let longest = 1 << 20

    /// Reads one as a mail server hands it in. Throws `Problem.invalid` that says what is missing, with the line where
    /// it can be named.
    init(_ bytes: [UInt8]) throws(Problem) {
        guard bytes.count <= Self.longest else { throw .invalid("", "bounce.too_long") }
        let message = MIMEPart(
            Array(
                String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) {
                    $0 == "\n" || $0 == "\r\n"
                }), line: 1)
        guard !message.fields.isEmpty else { throw .invalid("", "bounce.no_mail") }
        let parts = message.leaves(depth: 0)
        guard
            let report = parts.first(where: {
                ["message/delivery-status", "message/global-delivery-status"].contains($0.type)
            })
        else { throw .invalid("", "bounce.no_report") }
        recipients = try Self.recipients(of: report)
        let original = parts.first {
            ["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"].contains($0.type)
        }
        let id = original.map { MIMEPart($0.decoded, line: $0.line).fields["message-id"] ?? "" } ?? ""
        messageID = id.trimmingCharacters(in: CharacterSet(charactersIn: "<> \t"))
        guard !messageID.isEmpty else { throw .invalid("", "bounce.no_original") }
    }

    /// The report's groups of fields: the first is of the whole message, one follows for each address.
    private static func recipients(of report: MIMEPart) throws(Problem) -> [Recipient] {
        var groups: [(line: Int, lines: [Substring])] = [(report.line, [])]
        for (offset, line) in report.decoded.enumerated() {
            if line.allSatisfy(\.isWhitespace) {
                groups.append((report.line + offset + 1, []))
            } else {
                groups[groups.count - 1].lines.append(line)
            }
        }
        var recipients: [Recipient] = []
        for group in groups where !group.lines.isEmpty {
            let fields = MIMEPart.fields(of: group.lines)
            guard let final = fields["final-recipient"] ?? fields["original-recipient"] else { continue }
            let line = String(group.line)
            guard let action = fields["action"].flatMap({ Recipient.Action(rawValue: $0.lowercased()) }) else {
                throw .invalid("", "bounce.no_action", ["line": line])
            }
            let status = fields["status"]?.split(separator: " ").first.map(String.init) ?? ""
            guard status.wholeMatch(of: /[245]\.[0-9]{1,3}\.[0-9]{1,3}/) != nil else {
                throw .invalid("", "bounce.no_status", ["line": line])
            }
            recipients.append(
                Recipient(
                    address: untyped(final), action: action, status: status,
                    diagnosis: fields["diagnostic-code"].map { untyped($0) } ?? ""))
        }
        guard !recipients.isEmpty else { throw .invalid("", "bounce.no_recipient", ["line": String(report.line)]) }
        return recipients
    }

    /// `rfc822; anna@lab.example` without what stands before the semicolon.
    private static func untyped(_ value: String) -> String {
        let parts = value.split(separator: ";", maxSplits: 1)
        return (parts.count == 2 ? String(parts[1]) : value).trimmingCharacters(
            in: CharacterSet(charactersIn: "<> \t"))
    }
}

/// A part of a MIME message: its fields and the lines of its body.
private struct MIMEPart {
    /// By name in small letters; the first of several counts.
    let fields: [String: String]
    let body: ArraySlice<Substring>
    /// Where its body begins in the whole file, from 1.
    let line: Int

    init(_ lines: [Substring], line: Int) {
        let end = lines.firstIndex { $0.isEmpty } ?? lines.endIndex
        // The first line may be the mark of a mailbox file.
        let head = lines[..<end].drop { $0.hasPrefix("From ") }
        fields = Self.fields(of: Array(head))
        body = end < lines.endIndex ? lines[(end + 1)...] : []
        self.line = line + min(end + 1, lines.count)
    }

    static func fields(of lines: [Substring]) -> [String: String] {
        var fields: [(name: String, value: String)] = []
        for line in lines {
            if line.first == " " || line.first == "\t", !fields.isEmpty {
                fields[fields.count - 1].value += " " + line.trimmingCharacters(in: .whitespaces)
            } else if let colon = line.firstIndex(of: ":") {
                let name = line[..<colon].trimmingCharacters(in: .whitespaces).lowercased()
                fields.append((name, line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)))
            }
        }
        return Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    private var contentType: String { fields["content-type"] ?? "text/plain" }
    var type: String {
        contentType.split(separator: ";").first.map { $0.trimmingCharacters(in: .whitespaces).lowercased() } ?? ""
    }

    private var boundary: String? {
        for parameter in contentType.split(separator: ";").dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].trimmingCharacters(in: .whitespaces).lowercased() == "boundary" else {
                continue
            }
            return pair[1].trimmingCharacters(in: CharacterSet(charactersIn: "\" \t"))
        }
        return nil
    }

    /// The parts without parts, in their order.
    func leaves(depth: Int) -> [MIMEPart] {
        guard depth < 6, type.hasPrefix("multipart/"), let boundary, !boundary.isEmpty else { return [self] }
        var parts: [MIMEPart] = []
        var begin: Int?
        for index in body.indices {
            let text = body[index].trimmingCharacters(in: .whitespaces)
            guard text == "--" + boundary || text == "--" + boundary + "--" else { continue }
            if let begin {
                parts.append(MIMEPart(Array(body[begin..<index]), line: line + begin - body.startIndex))
            }
            begin = index + 1
            if text.hasSuffix("--"), text != "--" + boundary { begin = nil }
        }
        if let begin, begin < body.endIndex {
            parts.append(MIMEPart(Array(body[begin...]), line: line + begin - body.startIndex))
        }
        return parts.prefix(50).flatMap { $0.leaves(depth: depth + 1) }
    }

    /// The lines as they were before they were packed for the way.
    var decoded: [Substring] {
        let packing = fields["content-transfer-encoding"]?.lowercased() ?? ""
        let text: String
        switch packing {
        case "base64":
            let data = Data(base64Encoded: body.joined(), options: .ignoreUnknownCharacters) ?? Data()
            text = String(decoding: data, as: UTF8.self)
        case "quoted-printable":
            let joined = body.joined(separator: "\n").replacing("=\n", with: "")
            text = Query.decoded(
                joined.replacing("%", with: "%25").replacing("+", with: "%2B").replacing("=", with: "%"))
        default: return Array(body)
        }
        return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    }
}
