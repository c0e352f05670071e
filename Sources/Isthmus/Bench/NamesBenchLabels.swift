import Foundation
import Interchange
import Text

/// Organisations looked for by their names in another language, with those names as aliases and without.
enum CrossLanguageTrial {
    struct Outcome {
        let found: Int
        let all: Int
        var share: Double { all == 0 ? 0 : Double(found) / Double(all) }
    }

    /// How many are first or second when looked for by the label alone.
    static func outcome(
        _ folder: String, organisations: [AffiliationResolver.Organisation], hasLabels: Bool
    ) throws -> Outcome {
        let reader = try CSVReader(try ByteSource(path: folder + "/ror/cross_language_names.csv"))
        try reader.header.require(["ror_id", "lang", "name_other"])
        let labels = try reader.all().map { (try $0.text("ror_id"), try $0.text("lang"), try $0.text("name_other")) }
        var own: [String: [(String, String)]] = [:]
        for (id, language, label) in labels { own[id, default: []].append((language, label)) }
        let directory = organisations.map { organisation in
            var changed = organisation
            let its = own[organisation.id] ?? []
            changed.names.removeAll { name in its.contains { $0.1 == name.text } }
            if hasLabels { changed.names += its.map { (text: $0.1, language: $0.0) } }
            return changed
        }
        let resolver = AffiliationResolver(
            organisations: directory, countryNames: try AffiliationTrial.countries(folder))
        let found = labels.filter { id, _, label in
            resolver.candidates(for: label, limit: 2).contains { $0.id == id }
        }
        return Outcome(found: found.count, all: labels.count)
    }
}
