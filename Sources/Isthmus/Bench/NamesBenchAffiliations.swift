import Foundation
import Interchange
import Text

/// Affiliation texts whose organisation is known, and the directory they are looked for in.
struct AffiliationTrial {
    struct Sample {
        let text: String
        let ids: Set<String>
        /// Whether one of the right organisations is in the directory.
        let isPossible: Bool
    }

    /// What a half of the samples came to.
    struct Outcome {
        var given = 0
        var right = 0
        var possible = 0
        var precision: Double { given == 0 ? 0 : Double(right) / Double(given) }
        var recall: Double { possible == 0 ? 0 : Double(right) / Double(possible) }
        var line: String {
            "precision \(precision.shown(3)), recall \(recall.shown(3)) "
                + "of \(possible) in the directory (\(given) answers)"
        }
    }

    let resolver: AffiliationResolver
    let samples: [Sample]
    let organisations: [AffiliationResolver.Organisation]

    /// - Parameter folder: with `ror`, `affiliation-matching` and `countries` in it.
    init(_ folder: String) throws {
        organisations = try Self.directory(folder + "/ror/ror_organisations.jsonl.gz")
        let known = Set(organisations.map(\.id))
        resolver = AffiliationResolver(organisations: organisations, countryNames: try Self.countries(folder))
        let json = try JSON(parsing: try ByteSource(path: folder + "/affiliation-matching/springer.json").readAll())
        samples = (json.array ?? []).map { one in
            let ids = Set(
                (one["ror_ids"]?.array ?? []).compactMap { $0.string?.split(separator: "/").last.map(String.init) })
            return Sample(
                text: one["affiliation"]?.string ?? "", ids: ids, isPossible: !ids.isDisjoint(with: known))
        }
    }

    /// - Parameter hasWithdrawn: with the organisations that the register has withdrawn.
    static func directory(_ path: String, hasWithdrawn: Bool = false) throws -> [AffiliationResolver.Organisation] {
        let lines = JSONLines(try ByteSource(path: path))
        var found: [AffiliationResolver.Organisation] = []
        while let (_, value) = try lines.next() {
            guard let id = value["id"]?.string, hasWithdrawn || value["status"]?.string != "withdrawn" else { continue }
            var one = AffiliationResolver.Organisation(
                id: id, names: [], country: value["country"]?.string, city: value["city"]?.string)
            if let main = value["name"]?.string { one.names.append((main, "en")) }
            for name in value["names"]?.array ?? [] {
                guard let text = name["v"]?.string else { continue }
                if (name["t"]?.array ?? []).contains(where: { $0.string == "acronym" }) {
                    one.acronyms.append(text)
                } else {
                    one.names.append((text, name["l"]?.string))
                }
            }
            for relation in value["rel"]?.array ?? [] where relation["t"]?.string == "parent" {
                if let parent = relation["id"]?.string { one.parents.append(parent) }
            }
            found.append(one)
        }
        return found
    }

    static func countries(_ folder: String) throws -> [(code: String, name: String)] {
        let reader = try CSVReader(try ByteSource(path: folder + "/countries/cldr_territory_names.csv"))
        return try reader.all().flatMap { record in
            reader.header.columns.dropFirst().compactMap { column in record.filled(column).map { (record[0], $0) } }
        }
    }

    /// The outcome of every other sample, from the first or the second on.
    func outcome(half: Int, threshold: Double = AffiliationResolver.threshold) -> Outcome {
        var outcome = Outcome()
        for (place, sample) in samples.enumerated() where place % 2 == half {
            if sample.isPossible { outcome.possible += 1 }
            guard let answer = resolver.resolve(sample.text, threshold: threshold) else { continue }
            outcome.given += 1
            if sample.ids.contains(answer.id) { outcome.right += 1 }
        }
        return outcome
    }
}
