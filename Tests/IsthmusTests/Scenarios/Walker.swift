import Database
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Isthmus

/// Somebody who walks through the site as people do: opens pages, fills in the forms that stand there, follows links of
/// mails. What is no page, or comes back with faults, ends the scenario.
final class Walker {
    static let password = "ветер над рекой 7"
    let client: any TestClientProtocol
    let programme: Programme
    let address: String
    let language: String
    private var session: String?
    /// Every browser has its own: what two of them send is never taken for one thing.
    private let token: String
    /// Where they are, and what they see.
    private(set) var path = ""
    private(set) var page = ""

    init(_ address: String, speaking language: String, _ client: any TestClientProtocol, _ programme: Programme) {
        (self.address, self.language, self.client, self.programme) = (address, language, client, programme)
        let letters = address.utf8.map { String($0, radix: 16) }.joined()
        token = String((letters + String(repeating: "f", count: 32)).prefix(32))
    }

    private func ask(_ method: HTTPRequest.Method, _ path: String, _ body: String) async throws -> TestResponse {
        var headers: HTTPFields = [.acceptLanguage: language, .userAgent: "Scenario"]
        let cookies = [session.map { "isthmus_session=\($0)" }, "isthmus_form=\(token)"].compactMap(\.self)
        headers[.cookie] = cookies.joined(separator: "; ")
        if method == .post { headers[.contentType] = "application/x-www-form-urlencoded" }
        let response = try await client.execute(
            uri: path, method: method, headers: headers, body: ByteBuffer(string: body))
        for cookie in response.headers[values: .setCookie] where cookie.hasPrefix("isthmus_session=") {
            let value = cookie.dropFirst("isthmus_session=".count).prefix { $0 != ";" }
            session = value.isEmpty ? nil : String(value)
        }
        return response
    }

    /// Opens a page; what it says.
    @discardableResult
    func open(_ address: String, at place: SourceLocation = #_sourceLocation) async throws -> String {
        let path = address.split(separator: "#")[0].description
        let response = try await ask(.get, path, "")
        if let next = response.headers[.location] { return try await open(next, at: place) }
        (self.path, page) = (path, String(buffer: response.body))
        try #require(response.status == .ok, "\(self.address): \(path) is \(response.status)", sourceLocation: place)
        return page
    }

    /// What comes back where something may be refused.
    func status(of path: String) async throws -> HTTPResponse.Status { try await ask(.get, path, "").status }

    /// The answer of the API, as it is written there.
    func json(_ path: String) async throws -> [String: Any] {
        let response = try await ask(.get, path, "")
        try #require(response.status == .ok, "\(path) is \(response.status)")
        return try #require(
            try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: Any])
    }

    /// Fills in the form of this page that goes to an address, sends it and goes where that leads.
    @discardableResult
    func send(
        _ fields: [String: String] = [:], to action: String, at place: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let form = SampleForm.all(in: page).first { $0.action.split(separator: "?")[0].hasSuffix(action) }
        let found = try #require(form, "\(path) has no form to \(action) for \(address)", sourceLocation: place)
        let body = "form_token=\(token)&" + found.encoded(fields)
        let response = try await ask(.post, found.action, body)
        if let next = response.headers[.location] { return try await open(next, at: place) }
        page = String(buffer: response.body)
        let faults = page.matches(of: /(?s)<div class="error-summary"(.*?)<\/div>/).map { String($0.output.1) }
        try #require(
            response.status == .ok && faults.isEmpty,
            "\(found.action) is \(response.status) for \(address): \(faults) \(said)",
            sourceLocation: place)
        path = found.action
        return page
    }

    /// The words of the page's main part.
    private var said: String {
        let main = page.components(separatedBy: "<main").last ?? ""
        return String(main.replacing(/<[^>]*>/, with: " ").replacing(/\s+/, with: " ").prefix(300))
    }

    /// The id of the thing on whose page they stand: `/calls/c-…`.
    var id: String {
        let last = path.split(separator: "?")[0].split(separator: "#")[0].split(separator: "/").last
        return last.map(String.init) ?? ""
    }

    /// The first address in this page that begins so and has more.
    func link(_ start: String, at place: SourceLocation = #_sourceLocation) throws -> String {
        let links = page.matches(of: /href="([^"]*)"/).map { String($0.output.1) }
        return try #require(
            links.first { $0.hasPrefix(start) && $0.count > start.count && !$0.hasSuffix("/new") },
            "\(path) has no link to \(start)", sourceLocation: place)
    }

    /// The last mail that came to them.
    func mail() async throws -> String {
        try await programme.read { [address] tx in
            try tx.value(
                String.self, "SELECT text_part FROM mail WHERE address = \(address) ORDER BY id DESC LIMIT 1") ?? ""
        }
    }

    /// Goes where the last mail leads.
    func followMail(at place: SourceLocation = #_sourceLocation) async throws {
        let site = programme.settings.address
        let line = try await mail().split(separator: "\n").first { $0.hasPrefix(site) }
        try await open(
            String(try #require(line, "no mail leads anywhere", sourceLocation: place).dropFirst(site.count)))
    }

    /// Makes an account, and proves the address.
    func register(as name: String) async throws {
        try await open("/register")
        try await send(
            ["name": name, "email": address, "password": Self.password, "language": language], to: "/register")
        try await followMail()
        try await send(["password": Self.password], to: path)
    }

    func signIn() async throws {
        try await open("/sign-in")
        try await send(["email": address, "password": Self.password], to: "/sign-in")
    }
}
