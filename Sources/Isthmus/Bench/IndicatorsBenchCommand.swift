import ArgumentParser
import Foundation
import Indicators
import Interchange

/// `isthmus bench indicators`: every measure of every pair of countries in every year.
struct IndicatorsBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "indicators", abstract: "Every measure of every pair of countries and year; seconds.")
    @Option(help: "The folder that holds coauthorship.") var data = "../shared/data"
    @Option(help: "How often everything is worked out.") var runs = 3

    func run() async throws {
        let clock = ContinuousClock()
        do {
            var read = PairTable(countries: [], years: 0...0)
            let reading = try clock.measure {
                read = try CoauthorshipTable.read(data + "/coauthorship/pairs_1990_2015.csv.gz")
            }
            let table = read
            say(
                "\(table.countries.count) countries, \(table.years.lowerBound) to \(table.years.upperBound), read in "
                    + "\(reading.milliseconds.shown(0)) ms; \(table.disagreements) pairs whose directions disagree")
            var times: [Double] = []
            var tally = Tally()
            for _ in 0..<max(1, runs) {
                times.append(clock.measure { tally = Tally(table) }.milliseconds)
            }
            say(
                "\(tally.pairs) pairs of a year, \(tally.joint) of them with joint works: \(tally.shown) figures shown "
                    + "with intervals, \(tally.hidden) too few")
            say("\(tally.trends) trends, \(tally.ranks) ranks, \(tally.abilities) partnership abilities")
            say(
                "all of it in \(Sample(times).median.shown(0)) ms (median of \(times.count) runs, one thread), "
                    + "with reading \(((Sample(times).median + reading.milliseconds) / 1_000).shown(2)) s")
            sample(table)
        } catch let error as InterchangeError { throw Complaint(error.message) }
    }

    /// Two countries as an example, so that the figures can be compared with other sources.
    private func sample(_ table: PairTable) {
        guard let armenia = table.number(of: "AM"), let germany = table.number(of: "DE") else { return }
        let figures = table.period(2_010...2_010).counts(armenia, germany).figures()
        func shown(_ figure: Figure<Estimate>) -> String {
            switch figure {
            case .shown(let estimate):
                "\(estimate.value.shown(4)) (\(estimate.lower.shown(4)) to \(estimate.upper.shown(4)))"
            case .tooFew(let count, let least): "too few: \(count) of \(least)"
            }
        }
        say("Armenia and Germany in 2010, \(figures.counts.joint) joint works:")
        say("  Salton \(shown(figures.saltonCosine)), Jaccard \(shown(figures.jaccard))")
        say("  affinity \(shown(figures.affinity)), activity \(shown(figures.activity))")
        say("  intensity of Armenia \(shown(figures.intensity)), of Germany \(shown(figures.reverseIntensity))")
    }

    /// What was worked out, counted so that nothing of it can be left out.
    private struct Tally {
        var pairs = 0
        var joint = 0
        var shown = 0
        var hidden = 0
        var trends = 0
        var ranks = 0
        var abilities = 0

        init() {}

        init(_ table: PairTable) {
            let countries = table.countries.indices
            var bounds = CountBounds()
            for year in table.years {
                let period = table.period(year...year)
                for first in countries {
                    for second in first + 1..<max(first + 1, countries.count) {
                        add(period.counts(first, second).figures(.standard, &bounds))
                    }
                    ranks += period.partners(of: first).count
                    abilities += period.partnershipAbility(of: first) > 0 ? 1 : 0
                }
            }
            for first in countries {
                for second in first + 1..<max(first + 1, countries.count) {
                    let growth = Growth(counts: table.series(of: first, and: second), firstYear: table.years.lowerBound)
                    if growth.trend().value != nil { trends += 1 }
                }
            }
        }

        private mutating func add(_ figures: PairFigures) {
            pairs += 1
            joint += figures.counts.joint > 0 ? 1 : 0
            for figure in [
                figures.saltonCosine, figures.jaccard, figures.affinity, figures.intensity, figures.reverseIntensity,
                figures.activity, figures.symmetricActivity,
            ] {
                if figure.value == nil { hidden += 1 } else { shown += 1 }
            }
        }
    }
}
