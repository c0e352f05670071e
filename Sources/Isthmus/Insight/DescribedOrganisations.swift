import Indicators
import Text

/// What is written about organisations, as the prediction of partners reads it: by stems, without stop words.
struct DescribedOrganisations {
    private(set) var organisations: [PartnerHistory.Organisation] = []
    /// By stem, the shortest form in which somebody wrote it.
    private(set) var written: [String: String] = [:]
    private var countries: [String: Int] = [:]
    private var kinds: [String: Int] = [:]
    private let tokeniser = Tokeniser()

    mutating func add(country: String, kind: String, texts: [String]) {
        var stems: [String] = []
        for word in texts.flatMap({ tokeniser.words(of: $0) }) where !word.isStop && !word.isWhole {
            stems.append(word.stem)
            let known = written[word.stem]
            if known.map({ (word.plain.count, word.plain) < ($0.count, $0) }) ?? true {
                written[word.stem] = word.plain
            }
        }
        organisations.append(
            PartnerHistory.Organisation(
                country: Self.number(country, &countries), kind: Self.number(kind, &kinds), words: stems))
    }

    /// What is not said is unknown.
    private static func number(_ name: String, _ numbers: inout [String: Int]) -> Int {
        guard !name.isEmpty else { return -1 }
        let number = numbers[name] ?? numbers.count
        numbers[name] = number
        return number
    }
}
