import ArgumentParser
import Foundation
import Interchange
import Text

/// `isthmus bench names`: how well names and affiliations are recognised on published data, and how fast.
struct NamesBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "names", abstract: "Precision and recall of names and affiliations on published data.")
    @Option(help: "The folder that holds name-matching, affiliation-matching, ror and countries.")
    var data = "../shared/data"
    @Flag(help: "Names only, without the affiliations.") var namesOnly = false

    func run() async throws {
        do {
            try judgedPairs()
            try scriptPairs()
            try strictPairs()
            try index()
            if !namesOnly {
                try affiliations()
                try labels()
            }
        } catch let error as InterchangeError { throw Complaint(error.message) }
    }

    private func judgedPairs() throws {
        let cases = try NameCases.read(data + "/name-matching/cases.csv").map(\.case)
        say("judged pairs of names (\(cases.count)), five-fold threshold:")
        say("  " + ThresholdTrial(fiveFold: cases).line)
    }

    private func scriptPairs() throws {
        let pairs = try ScriptPairs(data + "/name-matching/persons.txt.gz")
        say("name parts across writings, the held-out fifth; wrong pairs: as many random ones and as many near misses:")
        let scripts: [(String, [NameScript])] = [
            ("Cyrillic, Armenian, Georgian", [.cyrillic, .armenian, .georgian]), ("Cyrillic", [.cyrillic]),
            ("Armenian", [.armenian]), ("Georgian", [.georgian]), ("Greek", [.greek]), ("Hebrew", [.hebrew]),
            ("Arabic", [.arabic]), ("Japanese kana", [.kana]), ("Korean", [.hangul]),
            ("all but Chinese characters", NameScript.allCases.filter { $0 != .latin && $0 != .han }),
        ]
        for (name, its) in scripts {
            let cases = pairs.cases(of: its)
            let count = cases.count { $0.isSame }
            say("  \(name) (\(count) right pairs): \(ThresholdTrial(fiveFold: cases).line)")
        }
    }

    /// The same without allowances for what groups of all languages hold, to tell how much the choice of pairs does.
    private func strictPairs() throws {
        let strict = try ScriptPairs(data + "/name-matching/persons.txt.gz", isStrict: true)
        let region: [NameScript] = [.cyrillic, .armenian, .georgian]
        say("Cyrillic, Armenian, Georgian with every Latin spelling of the group, near misses from one letter off:")
        say("  with near misses: \(ThresholdTrial(fiveFold: strict.cases(of: region)).line)")
        let plain = ThresholdTrial(fiveFold: strict.cases(of: region, hasNearMisses: false))
        say("  random wrong pairs only: \(plain.line)")
    }

    private static let sergey = ["Sergey", "Sergei", "Serhiy", "Сергей", "Сергій", "Սերգեյ"]

    /// The six spellings among names made of two spellings that the file holds.
    private func index() throws {
        let parts = try ScriptPairs.spellings(data + "/name-matching/persons.txt.gz", scripts: [.latin, .cyrillic])
        var dice = SteadyDice(seed: 7)
        var names = Self.sergey
        while names.count < 100_000, let given = parts.randomElement(using: &dice),
            let family = parts.randomElement(using: &dice)
        {
            names.append("\(given) \(family)")
        }
        names.shuffle(using: &dice)
        let clock = ContinuousClock()
        var built: NameIndex?
        let time = clock.measure { built = NameIndex(names, kind: .person) }
        guard let index = built else { return }
        say("\(names.count) names indexed in \(time.milliseconds.shown(0)) ms")
        var times: [Double] = []
        var found = 0
        for query in Self.sergey {
            var hits: [NameIndex.Hit] = []
            times.append(clock.measure { hits = index.search(query, limit: 10) }.milliseconds)
            found += Self.sergey.count { spelling in hits.contains { $0.name == spelling } }
        }
        say("  \(Self.sergey.joined(separator: ", ")): \(found) of 36 find one another within the first ten")
        for query in names.prefix(200) {
            times.append(clock.measure { _ = index.search(query, limit: 10) }.milliseconds)
        }
        let sample = Sample(times)
        say("  a query: p50 \(sample.median.shown(1)) ms, p99 \(sample.quantile(0.99).shown(1)) ms")
    }

    private func affiliations() throws {
        let clock = ContinuousClock()
        var made: AffiliationTrial?
        let time = try clock.measure { made = try AffiliationTrial(data) }
        guard let trial = made else { return }
        say(
            "affiliations: \(trial.organisations.count) organisations read and entered "
                + "in \(time.milliseconds.shown(0)) ms"
        )
        say("  every second text from the first, on which the rules were made: \(trial.outcome(half: 0).line)")
        var held = AffiliationTrial.Outcome()
        let spent = clock.measure { held = trial.outcome(half: 1) }
        say("  the others: \(held.line)")
        let rate = Double(trial.samples.count / 2) / max(spent.milliseconds, 0.001) * 1_000
        say("  \(rate.shown(0)) texts a second")
    }

    private func labels() throws {
        let organisations = try AffiliationTrial.directory(
            data + "/ror/ror_organisations.jsonl.gz", hasWithdrawn: true)
        for hasLabels in [true, false] {
            let outcome = try CrossLanguageTrial.outcome(data, organisations: organisations, hasLabels: hasLabels)
            let share = (100 * outcome.share).shown(1)
            say(
                "names in another language, \(hasLabels ? "known as aliases" : "not known"): "
                    + "\(outcome.found) of \(outcome.all) first or second (\(share) %)")
        }
    }
}
