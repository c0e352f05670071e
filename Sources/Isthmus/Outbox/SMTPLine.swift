import CCurl
import Foundation
import Synchronization

/// An open line to a mail server. libcurl waits for the server, so it does that on a thread of its own; letters go one
/// after another over the same connection while it holds.
final class SMTPLine: Sendable {
    private let exchange: Mutex<SMTPExchange?>
    private let queue = DispatchQueue(label: "isthmus.mail")

    init(to server: SMTPServer) { exchange = Mutex(SMTPExchange(with: server)) }

    func deliver(_ letter: Letter) async -> DeliveryResult {
        await withCheckedContinuation { continuation in
            queue.async {
                let result = self.exchange.withLock { $0?.deliver(letter) }
                continuation.resume(
                    returning: result ?? DeliveryResult(outcome: .unreachable, reply: "the line is closed"))
            }
        }
    }

    /// Says goodbye, on the same thread; returns at once.
    func close() { queue.async { self.exchange.withLock { $0 = nil } } }
}

/// What libcurl is doing: one handle, used from one thread at a time.
private final class SMTPExchange {
    private let server: SMTPServer
    private let handle: OpaqueHandle?
    private typealias OpaqueHandle = UnsafeMutableRawPointer
    private static let library = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    init(with server: SMTPServer) {
        self.server = server
        handle = Self.library == CURLE_OK ? curl_easy_init() : nil
    }
    deinit { if let handle { curl_easy_cleanup(handle) } }

    func deliver(_ letter: Letter) -> DeliveryResult {
        guard let handle else { return DeliveryResult(outcome: .unreachable, reply: "libcurl does not start") }
        let course = Course(letter.bytes)
        let recipients = curl_slist_append(nil, "<\(letter.recipient.text)>")
        defer { curl_slist_free_all(recipients) }
        // Resetting keeps the connection and forgets everything else, so no letter inherits another's envelope.
        curl_easy_reset(handle)
        setServer(handle)
        _ = curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(letter.sender.text)>")
        _ = curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
        let context = Unmanaged.passUnretained(course).toOpaque()
        _ = curl_set_number(handle, CURLOPT_UPLOAD, 1)
        _ = curl_set_pointer(handle, CURLOPT_READDATA, context)
        _ = curl_set_reader(handle) { buffer, size, count, context in
            guard let buffer, let context else { return 0 }
            return Unmanaged<Course>.fromOpaque(context).takeUnretainedValue().read(into: buffer, most: size * count)
        }
        _ = curl_set_number(handle, CURLOPT_VERBOSE, 1)
        _ = curl_set_pointer(handle, CURLOPT_DEBUGDATA, context)
        _ = curl_set_listener(handle) { _, kind, bytes, count, context in
            guard let bytes, let context else { return 0 }
            let line = UnsafeRawBufferPointer(start: bytes, count: count)
            Unmanaged<Course>.fromOpaque(context).takeUnretainedValue().hear(line, kind)
            return 0
        }
        let code = withExtendedLifetime(course) { curl_easy_perform(handle) }
        return course.result(code, lastCode: curl_reply_code(handle))
    }

    private func setServer(_ handle: UnsafeMutableRawPointer) {
        _ = curl_set_text(handle, CURLOPT_URL, server.url)
        _ = curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        _ = curl_set_text(handle, CURLOPT_PROXY, "")
        _ = curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
        _ = curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, min(15, server.patience))
        _ = curl_set_number(handle, CURLOPT_TIMEOUT, server.patience)
        let level =
            switch server.security {
            case .required, .implicit: CURLUSESSL_ALL
            case .ifOffered: CURLUSESSL_TRY
            case .off: CURLUSESSL_NONE
            }
        _ = curl_set_number(handle, CURLOPT_USE_SSL, Int(level.rawValue))
        if let user = server.user {
            _ = curl_set_text(handle, CURLOPT_USERNAME, user)
            _ = curl_set_text(handle, CURLOPT_PASSWORD, server.password ?? "")
        }
        if let authorities = server.authorities { _ = curl_set_text(handle, CURLOPT_CAINFO, authorities) }
    }
}

/// One letter on its way: how much was read, which command was last, what the server said last.
private final class Course {
    private let bytes: [UInt8]
    private var position = 0
    private var hasReachedRecipient = false
    /// After a refusal libcurl takes its leave, and the answer to that must not stand for the refusal.
    private var hasTakenLeave = false
    private var reply = ""

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(into buffer: UnsafeMutablePointer<CChar>, most: Int) -> Int {
        let count = min(most, bytes.count - position)
        bytes.withUnsafeBytes { source in
            UnsafeMutableRawBufferPointer(start: buffer, count: count)
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[position..<position + count]))
        }
        position += count
        return count
    }

    func hear(_ line: UnsafeRawBufferPointer, _ kind: curl_infotype) {
        if kind == CURLINFO_HEADER_OUT {
            // Only names of commands are looked for: other lines may hold the password.
            if line.starts(with: "RCPT TO:".utf8) { hasReachedRecipient = true }
            if line.starts(with: "QUIT".utf8) { hasTakenLeave = true }
        } else if kind == CURLINFO_HEADER_IN, !hasTakenLeave {
            reply = HeaderText.line(String(decoding: line, as: UTF8.self), atMost: 300)
        }
    }

    func result(_ code: CURLcode, lastCode: Int) -> DeliveryResult {
        if code == CURLE_OK { return DeliveryResult(outcome: .sent, reply: reply) }
        let said = String(cString: curl_easy_strerror(code))
        // What failed before the server heard of the recipient says nothing about this letter.
        guard hasReachedRecipient else {
            let isRefusal = lastCode >= 400 && !reply.isEmpty
            return DeliveryResult(outcome: .unreachable, reply: isRefusal ? reply : said)
        }
        guard lastCode >= 400, lastCode <= 599 else { return DeliveryResult(outcome: .deferred, reply: said) }
        // 5.7.x is a rule of the server (relaying, content), not a mailbox that is not there (RFC 3463).
        let isRule = reply.dropFirst(4).hasPrefix("5.7.")
        let outcome: DeliveryOutcome = lastCode < 500 ? .deferred : isRule ? .rejected : .bounced
        return DeliveryResult(outcome: outcome, reply: reply)
    }
}
