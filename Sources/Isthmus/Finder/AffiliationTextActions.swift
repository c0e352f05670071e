import Database
import Foundation
import Text

/// Reads affiliations as papers and forms carry them, and says which organisation of the directory is meant.
struct AffiliationReading: Sendable {
    let resolver: AffiliationResolver
    /// The organisations by their ids: names, and identifiers in other registers.
    let organisations: [String: Line]

    struct Line: Sendable {
        let name: String
        let identifiers: [Identifier]
        /// The value in one register; nil without one.
        func identifier(_ scheme: String) -> String? { identifiers.first { $0.scheme == scheme }?.value }
    }
}

extension Programme {
    /// Reads the organisations that are not withdrawn, with all their names. Seconds at the field's full size.
    func affiliationReading() async throws -> AffiliationReading {
        try await read { tx in
            var organisations: [AffiliationResolver.Organisation] = []
            var lines: [String: AffiliationReading.Line] = [:]
            try tx.each("SELECT * FROM organisation WHERE status <> 'withdrawn' ORDER BY id") { row in
                let organisation = try row.decode(Organisation.self)
                var one = AffiliationResolver.Organisation(
                    id: organisation.id.text, names: [(organisation.legalName, nil)],
                    country: organisation.country.isEmpty ? nil : organisation.country,
                    city: organisation.city.isEmpty ? nil : organisation.city,
                    parents: organisation.parents.map(\.text))
                for name in organisation.names where name.text != organisation.legalName {
                    if name.kind == .acronym {
                        one.acronyms.append(name.text)
                    } else {
                        one.names.append((name.text, name.language))
                    }
                }
                organisations.append(one)
                lines[one.id] = AffiliationReading.Line(
                    name: organisation.legalName, identifiers: organisation.identifiers)
            }
            return AffiliationReading(
                resolver: AffiliationResolver(organisations: organisations, countryNames: Self.countryNames),
                organisations: lines)
        }
    }

    /// What every country is called in the languages of the region.
    private static let countryNames: [(code: String, name: String)] = LocalNames.languages.flatMap { language in
        Countries.all.map { ($0.code, LocalNames.region($0.code, in: language)) }
    }
}
