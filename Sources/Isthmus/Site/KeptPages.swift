import Foundation
import HTTPTypes
import Hummingbird
import Interchange
import NIOCore
import Synchronization

/// A finished answer: bytes, type, tag, and a packed form made once.
public struct Finished: Sendable {
    let status: HTTPResponse.Status
    let type: String
    let body: ByteBuffer
    let packed: ByteBuffer?
    let tag: String
    let caching: String

    init(
        _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok, caching: String = "private, no-cache",
        pack: Bool
    ) {
        (self.status, self.type, self.caching) = (status, type, caching)
        body = ByteBuffer(bytes: bytes)
        packed = pack && bytes.count > 1_000 ? (try? Gzip.compress(bytes, level: 4)).map { ByteBuffer(bytes: $0) } : nil
        // FNV-1a over eight bytes at a time: a tag must differ when the content does, nothing more.
        var hash = UInt64(bytes.count) ^ 0xcbf2_9ce4_8422_2325
        bytes.withUnsafeBytes { raw in
            for word in 0..<(raw.count / 8) {
                hash = (hash ^ raw.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)) &* 0x100_0000_01b3
                hash ^= hash >> 29
            }
            for index in (raw.count & ~7)..<raw.count { hash = (hash ^ UInt64(raw[index])) &* 0x100_0000_01b3 }
        }
        tag = "\"\(String(hash, radix: 36))\""
    }

    func response(acceptsGzip: Bool, ifNoneMatch: String?) -> Response {
        var headers: HTTPFields = [
            .contentType: type, .eTag: tag, .cacheControl: caching, .vary: "Accept-Encoding, Cookie",
        ]
        if status == .ok, let ifNoneMatch, ifNoneMatch.contains(tag) {
            return Response(status: .notModified, headers: headers)
        }
        if acceptsGzip, let packed {
            headers[.contentEncoding] = "gzip"
            return Response(status: status, headers: headers, body: .init(byteBuffer: packed))
        }
        return Response(status: status, headers: headers, body: .init(byteBuffer: body))
    }
}

/// Public pages as visitors last saw them. One is good as long as nothing was written since it was made, and at most a
/// minute, because other nodes write too.
final class KeptPages: Sendable {
    private struct State {
        var pages: [String: (page: Finished, revision: Int, madeAt: ContinuousClock.Instant)] = [:]
        var bytes = 0
    }
    private let state = Mutex(State())
    private static let most = 64 << 20

    func page(for address: String, _ language: String, revision: Int) -> Finished? {
        let entry = state.withLock { $0.pages[language + address] }
        guard let entry, entry.revision == revision, entry.madeAt.duration(to: .now) < .seconds(60) else { return nil }
        return entry.page
    }

    func keep(_ page: Finished, for address: String, _ language: String, revision: Int) {
        let size = page.body.readableBytes + (page.packed?.readableBytes ?? 0) + 200
        state.withLock { state in
            if state.bytes + size > Self.most { state = State() }
            if let old = state.pages[language + address] {
                state.bytes -= old.page.body.readableBytes + (old.page.packed?.readableBytes ?? 0) + 200
            }
            state.pages[language + address] = (page, revision, .now)
            state.bytes += size
        }
    }

    func forgetAll() { state.withLock { $0 = State() } }
}
