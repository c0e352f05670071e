import ArgumentParser
import Database
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// `isthmus serve`: the site, until it is told to end.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serves the site.")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var options: ServeOptions

    func run() async throws {
        let options = options.withPort()
        let programme = try await database.open(settings: options.settings, makesMissing: true)
        try await options.serve(programme)
    }
}

struct ServeOptions: ParsableArguments {
    @Option(help: "The port; 0 takes a free one.")
    var port = 8080
    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"
    @Option(help: "Where readers find the site, for links in mails: https://cooperation.example. Else ISTHMUS_ADDRESS.")
    var address: String?
    @Option(help: "A folder for mails instead of sending them; for development.")
    var mailDirectory: String?
    @Option(help: "A mail server: smtp://user:password@host:587. Else ISTHMUS_MAIL.")
    var mail: String?

    /// With a real port in the place of 0, as links name it.
    func withPort() -> ServeOptions {
        var options = self
        if port == 0, let free = FreePort.find(on: host) { options.port = free }
        return options
    }

    var settings: Settings {
        let environment = ProcessInfo.processInfo.environment
        var settings = Settings()
        settings.address = address ?? environment["ISTHMUS_ADDRESS"] ?? "http://\(host):\(port)"
        settings.searchPatience = .seconds(2)
        settings.isBehindProxy = environment["ISTHMUS_BEHIND_PROXY"] == "1"
        if let sender = environment["ISTHMUS_SENDER"] { settings.sender = sender }
        if let zone = environment["ISTHMUS_TIME_ZONE"] { settings.timeZone = zone }
        if let hour = environment["ISTHMUS_MAIL_HOUR"].flatMap(Int.init), (0...23).contains(hour) {
            settings.mailHour = hour
        }
        if let name = environment["ISTHMUS_NAME"] {
            settings.name = Multilingual(column: .text(name)) ?? ["en": name, "ru": name]
        }
        if let most = environment["ISTHMUS_CALLS_PER_MINUTE"].flatMap(Int.init) { settings.callsPerMinute = most }
        if let most = environment["ISTHMUS_FORMS_PER_MINUTE"].flatMap(Int.init) { settings.formsPerMinute = most }
        return settings
    }

    private var carrier: MailCarrier {
        get throws {
            if let mailDirectory { return .directory(mailDirectory) }
            guard let address = mail ?? ProcessInfo.processInfo.environment["ISTHMUS_MAIL"] else { return .none }
            return .smtp(try server(address))
        }
    }

    /// `smtp://user:password@host:587`; `?security=off` for a server on this machine.
    private func server(_ address: String) throws -> SMTPServer {
        guard var parts = URLComponents(string: address) else {
            throw Complaint("\(address) is no mail server's address.")
        }
        let (user, password) = (parts.user, parts.password)
        let security = parts.queryItems?.first { $0.name == "security" }?.value
        (parts.user, parts.password, parts.queryItems) = (nil, nil, nil)
        do {
            return try SMTPServer(
                url: parts.string ?? address, user: user, password: password,
                security: security.flatMap(SMTPServer.Security.init) ?? .required)
        } catch { throw Complaint(error.sentences(Words("en")).joined(separator: " ")) }
    }

    func serve(_ programme: Programme) async throws {
        let site = Site(programme: programme)
        if let gap = site.sentences.gaps.first { throw Complaint("A sentence is missing: \(gap)") }
        let started = ContinuousClock.now
        let application = Server(site: site).application(host: host, port: port) { port in
            remark("Isthmus serves http://\(host):\(port) (ready after \(started.duration(to: .now)))\n")
        }
        let worker = Worker(programme: programme, carrier: try carrier)
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: application), .init(service: worker)],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: programme.logger))
        do {
            try await group.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw Complaint("Port \(port) of \(host) is taken by another program: choose one with --port.")
        } catch let error as IOError where error.errnoCode == EACCES || error.errnoCode == EADDRNOTAVAIL {
            throw Complaint("Port \(port) of \(host) cannot be opened: \(String(cString: strerror(error.errnoCode))).")
        }
        try await programme.store.close()
    }
}
