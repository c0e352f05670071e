import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What one request knows: who asks, in which language, with which form token.
public struct SiteContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    public var maxUploadSize: Int { 1 << 20 }
    /// Set by `Reception` before any handler runs.
    public var visit: Visit!

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress ?? ""
    }
    let remoteAddress: String

    public var site: Site { visit.site }
    public var actor: Actor { visit.actor }
    public var words: Words { visit.words }
    public var programme: Programme { visit.site.programme }

    /// What the body of this call may hold; nil where the API's description names none.
    var bodyShape: BodyShape? { visit.bodies["\(visit.method.rawValue) \(endpointPath ?? "")"] }

    /// The id in the address, typed. What has not the form of an id is not found.
    public func id<Thing>(_ name: String = "id", of type: Thing.Type = Thing.self) throws -> ID<Thing> {
        guard let text = parameters.get(name), text.utf8.count <= 40,
            text.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
        else { throw Problem.notFound }
        return ID(text)
    }
}

/// One visit to one address: made once by `Reception`, carried in the context.
public struct Visit: Sendable {
    public let site: Site
    public var actor: Actor
    public var words: Words
    /// The token that this browser's forms must carry.
    public let formToken: String
    /// Path and query as asked.
    public let path: String
    public let query: Query
    /// The programme's revision when the visit began: a page kept later may be older than it looks.
    public let revision: Int
    /// The session behind the actor; nil for visitors and API tokens.
    public var sessionToken: String?
    /// The key of a notice that the last action left to be shown once.
    public let notice: String?
    public let isAPI: Bool
    /// The client's network address, for limits.
    public let address: String
    public let acceptsGzip: Bool
    public let ifNoneMatch: String?
    /// Set-Cookie lines to send with whatever the answer is.
    public var cookies: [String]
    public var method = HTTPRequest.Method.get
    /// Where the form or the link stood that led here: a page of this site. Nil where nobody can tell.
    public var wayBack: String? { findWayBack?() }
    /// Looks for it only where a page asks.
    var findWayBack: (@Sendable () -> String?)?
    /// What the API takes, by method and path of the route.
    public var bodies: [String: BodyShape] = [:]
}

/// The query of an address: every name with its values in order.
public struct Query: Sendable, Equatable {
    public private(set) var items: [(name: String, value: String)]

    public init(_ items: [(name: String, value: String)] = []) { self.items = items }
    /// Reads `a=1&b=2`; broken escapes stay as they are, invalid UTF-8 becomes the replacement character.
    public init(encoded text: some StringProtocol) {
        items = text.split(separator: "&").prefix(2_000).map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Query.decoded(parts[0]), parts.count > 1 ? Query.decoded(parts[1]) : "")
        }
    }

    public subscript(_ name: String) -> String? { items.first { $0.name == name }?.value }
    public func all(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

    /// The query with one name given new values, or none.
    public func setting(_ name: String, to values: [String]) -> Query {
        Query(items.filter { $0.name != name } + values.map { (name, $0) })
    }
    public func without(_ names: String...) -> Query { Query(items.filter { !names.contains($0.name) }) }

    /// `?a=1&b=2`, or empty.
    public var address: String {
        guard !items.isEmpty else { return "" }
        return "?" + items.map { Query.encoded($0.name) + "=" + Query.encoded($0.value) }.joined(separator: "&")
    }

    public static func == (left: Query, right: Query) -> Bool {
        left.items.elementsEqual(right.items) { $0 == $1 }
    }

    static func decoded(_ text: some StringProtocol) -> String {
        guard text.utf8.contains(where: { $0 == 37 || $0 == 43 }) else { return String(text) }
        var bytes: [UInt8] = []
        let source = Array(text.utf8)
        var index = 0
        while index < source.count {
            if source[index] == 37, index + 2 < source.count, let high = hex(source[index + 1]),
                let low = hex(source[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(source[index] == 43 ? 32 : source[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    public static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 3)
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: bytes.append(byte)
            default:
                bytes.append(37)
                bytes.append(digit(byte >> 4))
                bytes.append(digit(byte & 15))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
