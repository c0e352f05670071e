import ArgumentParser
import Database
import Foundation

/// `isthmus bench dossiers`: how long a dossier takes on the server, worked out anew and as a page.
struct DossiersBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossiers",
        abstract: "Server time of dossiers: the first one after a start, one worked out anew, one drawn as a page.",
        discussion: "The database should hold organisations, projects and works written together at full size.")
    @OptionGroup var database: DatabaseOptions
    @Option(parsing: .upToNextOption, help: "Sides, as AM:DE or KZ:eu.")
    var sides = ["AM:DE", "KZ:eu", "DE:FR", "AM:eu", "GB:eu"]
    @Option(help: "How often each is worked out.") var runs = 5

    func run() async throws {
        let programme = try await database.open()
        Server.addSources()
        let clock = ContinuousClock()
        let counts = try await programme.read { tx in
            [
                try tx.count("SELECT COUNT(*) FROM organisation"), try tx.count("SELECT COUNT(*) FROM participation"),
                try tx.count("SELECT COUNT(*) FROM pair_year"),
            ]
        }
        say("\(counts[0]) organisations, \(counts[1]) participations, \(counts[2]) pairs of countries and years")
        let words = Words("en")
        for (index, text) in sides.enumerated() {
            guard let sides = CooperatingSides(text) else { throw Complaint("\(text) are no two sides.") }
            var (times, pages): ([Double], [Double]) = ([], [])
            if index == 0 {
                let first = try await clock.measure { _ = try await programme.dossier(sides, as: .visitor) }
                say("the first one after a start, with everything read: \(first.milliseconds.shown(0)) ms")
            }
            let sources = try await programme.evidenceSources(as: .visitor)
            var bytes = 0
            // Whom these sides could work with is looked for once, until who is in which project changes.
            programme.noteChange()
            let first = try await clock.measure { _ = try await programme.dossier(sides, as: .visitor) }.milliseconds
            for _ in 0..<max(1, runs) {
                // As if somebody had written something: nothing that was worked out is good any more.
                programme.noteChange()
                var dossier: Dossier?
                times.append(
                    try await clock.measure { dossier = try await programme.dossier(sides, as: .visitor) }.milliseconds)
                guard let dossier else { continue }
                pages.append(
                    clock.measure {
                        let views = DossierViews(dossier, sources, path: sides.path, words)
                        bytes = views.page(title: views.names.title, head: "").text.utf8.count
                    }.milliseconds)
            }
            say(
                "\(text.padded(8)) the first time \(first.shown(1)) ms, worked out anew "
                    + "\(Sample(times).median.shown(1)) ms, drawn "
                    + "\(Sample(pages).median.shown(1)) ms, \(bytes / 1_024) kB (median of \(times.count))")
            try await tell(sections: sides, programme)
        }
        try await programme.store.close()
    }

    /// Which section takes how long.
    private func tell(sections sides: CooperatingSides, _ programme: Programme) async throws {
        let (evidence, insight, now) = (programme.evidenceMemory, programme.insightMemory, programme.clock())
        let lines = try await programme.read { tx in
            let clock = ContinuousClock()
            let question = DossierQuestion(
                sides: sides, members: try tx.members(of: sides.second, but: sides.first.code), actor: .visitor,
                now: now)
            let kept = InsightMemory.Kept(evidence: try tx.evidence(evidence), directory: try insight.directory(tx))
            return try DossierSection.all.map { section -> String in
                let time = try clock.measure { _ = try section.make(question, tx, kept) }
                return "\(section.name) \(time.milliseconds.shown(1))"
            }
        }
        say("  " + lines.joined(separator: ", "))
    }
}
