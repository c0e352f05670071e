import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A file that came with a form.
public struct Upload: Sendable {
    public let name: String
    public let bytes: [UInt8]
}

extension SiteContext {
    /// Carries out what a form asks of a thing that is there. Where somebody else changed it meanwhile, that is an
    /// issue of the form, which says when and, to the office, who: the form comes back with what was typed and what is
    /// stored.
    func change<Thing, Result>(_ id: ID<Thing>, _ verb: () async throws -> Result) async throws -> Result {
        do { return try await verb() } catch Problem.stale {
            guard let last = try await programme.lastChange(of: id.text) else { throw Problem.stale }
            // Who the other side is may be what its reader must not know yet.
            let isNamed = actor.isOffice || last.actor == actor.account
            throw Problem.invalid(
                "", Problem.overtaken,
                ["name": isNamed ? last.name : words("form.overtaken.somebody"), "when": words.moment(last.at)])
        }
    }

    /// What a form or a JSON body brought, nested by the dots in the names: `summary.en`, `names.0.text`. A form must
    /// carry this browser's token.
    public func given(_ request: Request) async throws -> [String: Given] {
        let type = request.headers[.contentType] ?? ""
        if visit.isAPI {
            guard type.hasPrefix("application/json") else { throw Problem.invalid("", "error.json_needed") }
            return try shaped(try Self.json(try await body(request, upTo: maxUploadSize)), request)
        }
        guard !type.hasPrefix("multipart/form-data") else { return try await upload(request).given }
        let body = try await body(request, upTo: maxUploadSize)
        guard let text = String(validating: body, as: UTF8.self) else { throw Problem.invalid("", "error.utf8") }
        let query = Query(encoded: text)
        // A broken escape has become the sign that stands for broken text.
        if let broken = query.items.first(where: { ($0.name + $0.value).contains("\u{FFFD}") }) {
            throw Problem.invalid(broken.name, "error.utf8")
        }
        try check(token: query["form_token"])
        return Self.filled(query.items)
    }

    /// A form with files, each in memory: at most `limit` bytes for the whole.
    public func upload(_ request: Request, upTo limit: Int = 64 << 20) async throws
        -> (given: [String: Given], files: [String: Upload])
    {
        let type = request.headers[.contentType] ?? ""
        guard let boundary = type.split(separator: "boundary=").last, type.hasPrefix("multipart/form-data") else {
            throw Problem.invalid("", "error.request")
        }
        let body = try await body(request, upTo: limit)
        let parts = Multipart.parts(
            of: body, boundary: boundary.trimmingCharacters(in: CharacterSet(charactersIn: "\" ")))
        var items: [(name: String, value: String)] = []
        var files: [String: Upload] = [:]
        for part in parts {
            if let file = part.fileName {
                if !part.bytes.isEmpty { files[part.name] = Upload(name: file, bytes: Array(part.bytes)) }
            } else {
                guard let text = String(validating: part.bytes, as: UTF8.self) else {
                    throw Problem.invalid(part.name, "error.utf8")
                }
                items.append((part.name, text))
            }
        }
        try check(token: items.first { $0.name == "form_token" }?.value)
        return (Self.filled(items, files), files)
    }

    private func body(_ request: Request, upTo limit: Int) async throws -> [UInt8] {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw HTTPError(.contentTooLarge)
        }
        let buffer = try await request.body.collect(upTo: limit)
        return Array(buffer.readableBytesView)
    }

    private func check(token: String?) throws {
        guard !visit.formToken.isEmpty, token == visit.formToken else { throw Problem.invalid("", "form.token") }
    }

    /// What a form brought. The id that was made with it becomes the id of these contents: the same form sent twice
    /// makes one thing, and going back to send something else makes another, whatever the noun.
    static func filled(_ items: [(name: String, value: String)], _ files: [String: Upload] = [:]) -> [String: Given] {
        let items = items.filter { $0.name != "form_token" }
        var given = nested(items)
        guard case .text(let id)? = given["id"] else { return given }
        // With the form's own id: two people who send the same in the same second make two things.
        var hash = SHA256()
        hash.update(data: Array(id.utf8))
        for item in items where item.name != "id" {
            hash.update(data: Array(Query([(item.name, item.value)]).address.utf8))
        }
        for (name, file) in files.sorted(by: { $0.key < $1.key }) {
            hash.update(data: Array(Query([(name, file.name)]).address.utf8))
            hash.update(data: file.bytes)
        }
        given["id"] = .text(IDSource.id(id, for: hash.finalize().prefix(4).reduce(0) { ($0 << 8) | UInt32($1) }))
        return given
    }

    /// A body of the API by the verbs' names. A change names the version it changes, in itself or in `If-Match`, where
    /// an asterisk stands for whatever is there.
    private func shaped(_ body: [String: Given], _ request: Request) throws -> [String: Given] {
        guard let shape = bodyShape else { return body }
        var given = try shape.read(body)
        guard shape.needsVersion, given["version"] ?? .nothing == .nothing else { return given }
        let match = (request.headers[.ifMatch] ?? "").trimmingCharacters(in: CharacterSet(charactersIn: "W/\" "))
        guard match == "*" || Int(match) != nil else { throw HTTPError(.preconditionRequired) }
        given["version"] = Int(match).map { .number(Double($0)) }
        return given
    }

    private static func json(_ body: [UInt8]) throws -> [String: Given] {
        guard String(validating: body, as: UTF8.self) != nil else { throw Problem.invalid("", "error.utf8") }
        guard let given = try? JSONDecoder().decode(Given.self, from: Data(body)), case .record(let record) = given
        else {
            throw Problem.invalid("", "error.json")
        }
        return record
    }

    /// `a.b.0.c = v` becomes records and lists. Names deeper than five are dropped.
    static func nested(_ items: [(name: String, value: String)]) -> [String: Given] {
        final class Node {
            var texts: [String] = []
            var children: [String: Node] = [:]
            var given: Given {
                guard !children.isEmpty else {
                    return texts.count > 1 ? .list(texts.map(Given.text)) : .text(texts.first ?? "")
                }
                let numbers = children.keys.compactMap { Int($0) }
                guard numbers.count == children.count else { return .record(children.mapValues(\.given)) }
                return .list(numbers.sorted().compactMap { children[String($0)]?.given })
            }
        }
        let root = Node()
        for item in items.prefix(2_000) {
            var node = root
            let steps = item.name.split(separator: ".").map(String.init)
            guard (1...5).contains(steps.count) else { continue }
            for step in steps {
                let child = node.children[step] ?? Node()
                node.children[step] = child
                node = child
            }
            node.texts.append(item.value)
        }
        return root.children.mapValues(\.given)
    }
}

/// The parts of a `multipart/form-data` body (RFC 7578).
enum Multipart {
    struct Part {
        let name: String
        let fileName: String?
        let bytes: ArraySlice<UInt8>
    }

    static func parts(of body: [UInt8], boundary: String) -> [Part] {
        let mark = Array("--\(boundary)".utf8)
        var parts: [Part] = []
        var start = next(mark, in: body, from: 0).map { $0 + mark.count }
        while let begin = start, parts.count < 1_000, let end = next(mark, in: body, from: begin) {
            if let part = part(body[begin..<end]) { parts.append(part) }
            start = end + mark.count
        }
        return parts
    }

    private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
        let gap: [UInt8] = [13, 10, 13, 10]
        guard let headEnd = next(gap, in: bytes, from: bytes.startIndex) else { return nil }
        let head = String(decoding: bytes[bytes.startIndex..<headEnd], as: UTF8.self)
        guard let name = value(of: "name", in: head) else { return nil }
        let content = bytes[(headEnd + 4)..<max(headEnd + 4, bytes.endIndex - 2)]
        return Part(name: name, fileName: value(of: "filename", in: head), bytes: content)
    }

    private static func value(of name: String, in head: String) -> String? {
        guard let range = head.range(of: "; \(name)=\"") else { return nil }
        return head[range.upperBound...].split(separator: "\"", maxSplits: 1, omittingEmptySubsequences: false).first
            .map(String.init)
    }

    private static func next<Bytes: RandomAccessCollection<UInt8>>(
        _ pattern: [UInt8], in bytes: Bytes, from start: Int
    ) -> Int? where Bytes.Index == Int {
        var index = start
        let last = bytes.endIndex - pattern.count
        while index <= last {
            if bytes[index] == pattern[0], bytes[index..<(index + pattern.count)].elementsEqual(pattern) {
                return index
            }
            index += 1
        }
        return nil
    }
}
