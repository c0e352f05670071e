import ArgumentParser
import Foundation

/// `isthmus check`: asks every invariant.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Checks that the data are sound.")
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let programme = try await database.open()
        let breaches = try await programme.check(Server.invariants)
        for breach in breaches { say("broken: \(breach.invariant): \(breach.offenders.joined(separator: ", "))") }
        guard breaches.isEmpty else { throw ExitCode(1) }
        say("\(Server.invariants.count) rules hold.")
    }
}

/// `isthmus seal`: seals what waits, without a server.
struct SealCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal", abstract: "Seals the journal lines that wait for it.")
    @OptionGroup var database: DatabaseOptions

    func run() async throws { try await database.open().sealAll() }
}

/// `isthmus audit …`: proves that the journal was not altered, and rebuilds a thing as it was.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Proves that nothing was altered; shows a thing as it was.", subcommands: [Verify.self, Show.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Computes every seal of the journal again.")
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            let report = try await database.open().verifyJournal()
            for line in report.breaks { say("broken: \(line)") }
            guard report.breaks.isEmpty else { throw ExitCode(1) }
            say(
                "\(report.lines) lines under \(report.seals) seals are as they were written; "
                    + "\(report.unsealed) wait for a seal."
            )
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows a thing as the journal knows it, on a day or now.")
        @OptionGroup var database: DatabaseOptions
        @Argument(help: "The thing's id, as in its address.") var thing: String
        @Option(help: "A day (2026-05-01, its end counts) or a moment (2026-05-01T09:30:00Z).") var asOf: String?

        func run() async throws {
            var moment = Moment.now
            if let asOf {
                guard
                    let given = Moment(iso: asOf)
                        ?? Day(asOf).map({ Moment(seconds: $0.adding(days: 1).start.seconds - 1) })
                else {
                    throw Complaint("\(asOf) is neither a day nor a moment.")
                }
                moment = given
            }
            let record = try await database.open().record(of: thing, asOf: moment)
            guard let record else { throw Complaint("The journal knows no \(thing) at \(moment.iso).") }
            say(
                "\(record.kind) \(thing), last changed \(record.changedAt.iso) "
                    + "by \(record.changedBy) (\(record.action))"
            )
            for (name, value) in record.fields { say("  \(name): \(value)") }
        }
    }
}

/// `isthmus administrator`: the first account of an installation.
struct Administrator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Creates an administrator's account.",
        discussion: """
            The password is asked for and not shown. Without a terminal it is the first line of the standard input: \
            isthmus administrator office@example.org < password-file
            """)
    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The e-mail address to sign in with.") var email: String
    @Option(help: "The name to show.") var name = "Administrator"

    func run() async throws {
        let programme = try await database.open(makesMissing: true)
        guard let password = Self.askForPassword(), !password.isEmpty else { throw Complaint("No password was given.") }
        do {
            try await programme.createAdministrator(email: email, name: name, password: password)
        } catch let problem as Problem { throw Complaint(problem.sentences(Words("en")).joined(separator: "\n")) }
        say("\(email) can sign in.")
    }
}

extension Administrator {
    /// Without showing what is typed; from a pipe, the first line.
    private static func askForPassword() -> String? {
        guard isatty(0) == 1 else { return readLine(strippingNewline: true) }
        return getpass("Password (at least 10 characters): ").map { String(cString: $0) }
    }
}

extension Problem {
    /// The problem as lines for people.
    func sentences(_ words: Words) -> [String] {
        switch self {
        case .invalid(let issues): issues.map { ($0.field.isEmpty ? "" : "\($0.field): ") + words($0.reason) }
        case .refused(let reason), .tooMany(let reason), .notReady(let reason): [words(reason)]
        case .notFound: [words("error.not_found")]
        case .signInNeeded: [words("error.sign_in")]
        case .stale: [words("error.stale")]
        case .busy: [words("error.busy")]
        }
    }
}
