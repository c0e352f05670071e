import Indicators
import Text

/// What is written about organisations, as the prediction of partners reads it: by stems, without stop words.
struct DescribedOrganisations {
    private(set) var organisations: [PartnerHistory.Organisation] = []
    /// By stem, the shortest form in which somebody wrote it, and in how many organisations it stands.
    private var written: [String: (form: String, organisations: Int)] = [:]
    private var countries: [String: Int] = [:]
    private var kinds: [String: Int] = [:]
    private let tokeniser = Tokeniser()

    mutating func add(country: String, kind: String, texts: [String]) {
        var (stems, met): ([String], Set<String>) = ([], [])
        for word in texts.flatMap({ tokeniser.words(of: $0) }) where !word.isStop && !word.isWhole {
            stems.append(word.stem)
            var known = written[word.stem] ?? (word.plain, 0)
            if (word.plain.count, word.plain) < (known.form.count, known.form) { known.form = word.plain }
            if met.insert(word.stem).inserted { known.organisations += 1 }
            written[word.stem] = known
        }
        organisations.append(
            PartnerHistory.Organisation(
                country: Self.number(country, &countries), kind: Self.number(kind, &kinds), words: stems))
    }

    /// Words that say something: those of every twentieth organisation, as institute and university are, do not.
    var telling: [String: String] {
        let most = max(5, organisations.count / 20)
        return written.compactMapValues { $0.organisations <= most ? $0.form : nil }
    }

    /// What is not said is unknown.
    private static func number(_ name: String, _ numbers: inout [String: Int]) -> Int {
        guard !name.isEmpty else { return -1 }
        let number = numbers[name] ?? numbers.count
        numbers[name] = number
        return number
    }
}
