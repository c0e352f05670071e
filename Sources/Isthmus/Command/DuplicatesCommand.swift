import ArgumentParser
import Database

/// `isthmus duplicates`: looks for profiles that may be one.
struct DuplicatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates", abstract: "Looks for organisations and people that may be in the directory twice.",
        discussion: "The pairs are for the office to look at, under /office/duplicates; nothing else is changed.")
    @OptionGroup var database: DatabaseOptions
    @Option(help: "Only organisation, or only person.") var kind: String?

    func run() async throws {
        var kinds = ProfileKind.allCases
        if let kind {
            guard let one = ProfileKind(rawValue: kind) else {
                throw Complaint("There is no kind \(kind): \(kinds.map(\.rawValue).joined(separator: ", ")).")
            }
            kinds = [one]
        }
        let programme = try await database.open()
        let words = Words("en")
        for kind in kinds {
            let start = ContinuousClock.now
            let pairs = try await programme.findDuplicates(kind, as: .program("command line"))
            let seconds = start.duration(to: .now).seconds.shown(1)
            say(words("duplicates.found.\(kind.rawValue)", ["count": words.number(pairs), "seconds": seconds]))
        }
        try await programme.sealAll()
        try await programme.store.close()
    }
}
