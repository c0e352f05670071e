import Database
import Procedure

/// What setting a programme up changed.
public struct ProgrammeSetUp: Sendable, Equatable {
    /// Countries whose people read, and do not apply.
    public let informationOnly: Int
    /// Countries and sets of rules that were otherwise before.
    public let changed: Int
}

extension ReadProgramme {
    /// Codes that no country has.
    var countryFaults: [SchemeFault] {
        scheme.countries.enumerated().filter { !Countries.isCode($0.element.code) }.map { index, country in
            fault(at: "countries.\(index).code", .badCode, ["found": country.code, "pattern": "ISO 3166-1 alpha-2"])
        }
    }
}

extension Programme {
    /// Sets up what a programme's scheme says, all of it or nothing: which countries take part and which only read, and
    /// the rules of partner searches. What it does not name stays. Throws `SchemeFaults` with lines for what cannot be.
    @discardableResult
    public func setUp(_ read: ReadProgramme, as actor: Actor) async throws -> ProgrammeSetUp {
        let faults = read.countryFaults
        guard faults.isEmpty else { throw SchemeFaults(faults) }
        return try await write(as: actor) { work in
            try work.require(CountryStanding.refusalOfSetting(to: actor))
            work.recordNothing()
            var changed = 0
            for country in read.scheme.countries {
                let standing: CountryStanding.Standing = country.standing == .participant ? .participant : .information
                if try work.set(standing, of: country.code) { changed += 1 }
            }
            if try work.setPartnering(read) { changed += 1 }
            return ProgrammeSetUp(
                informationOnly: read.scheme.countries.count { $0.standing == .information }, changed: changed)
        }
    }
}

extension Work {
    /// Whether the rules of partner searches were otherwise.
    fileprivate func setPartnering(_ read: ReadProgramme) throws -> Bool {
        let before = try tx.partneringRules()
        let given = read.scheme.partnerSearches.mapValues { Given.text(String($0)) }
        do {
            return try keep(try before.changed(by: Fields(given), at: now), over: before)
        } catch Problem.invalid(let issues) {
            let words = Words("en")
            throw SchemeFaults(
                issues.map { issue in
                    read.fault(
                        at: "partner_searches.\(issue.field)", .unknownValue,
                        [
                            "found": read.scheme.partnerSearches[issue.field].map { String($0) } ?? "",
                            "known": words(issue.reason),
                        ])
                })
        }
    }
}
