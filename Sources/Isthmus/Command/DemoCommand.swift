import ArgumentParser
import Database
import Foundation

/// `isthmus demo`: a fictional programme in an empty database.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Builds the demonstration programme in an empty database.")
    @OptionGroup var database: DatabaseOptions
    @Flag(help: "Do nothing when the database has something in it.") var ifEmpty = false

    func run() async throws {
        let programme = try await database.open(withVocabulary: false, makesMissing: true)
        try await Demo.build(in: programme, ifEmpty: ifEmpty)
        try await programme.store.close()
    }

    static func build(in programme: Programme, ifEmpty: Bool) async throws {
        let isEmpty = try await programme.read { tx in try tx.count("SELECT COUNT(*) FROM organisation") == 0 }
        guard isEmpty else {
            if ifEmpty { return }
            throw Complaint("The database is not empty; the demonstration needs one of its own.")
        }
        let start = ContinuousClock.now
        remark("Building the demonstration programme")
        try await DemoProgramme.build(in: programme) { _, _ in remark(".") }
        remark(" done in \(start.duration(to: .now).seconds.shown(1)) s\n")
    }
}

/// `isthmus run`: what a newcomer starts: the demonstration, served.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Builds the demonstration if the database is empty, and serves it.")
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var options: ServeOptions

    func run() async throws {
        let options = options.withPort()
        let programme = try await database.open(
            settings: options.settings, withVocabulary: false, makesMissing: true)
        try await Demo.build(in: programme, ifEmpty: true)
        try await programme.installVocabulary()
        remark("Sign in at http://\(options.host):\(options.port)/sign-in\n")
        for signIn in DemoProgramme.signIns {
            remark("  \(signIn.email)  \(DemoProgramme.password)  (\(signIn.role.rawValue))\n")
        }
        try await options.serve(programme)
    }
}
