import Foundation
import Matching

/// One automatic check of a partner search: how it came out, the sentence that says so, and the numbers behind it.
public struct SearchCheck: Codable, Sendable, Equatable {
    public let kind: Kind
    public let outcome: Outcome
    /// The last word of the sentence's key: `search_check.scope.inside`.
    public let finding: String
    /// What the sentence names. Days and countries stand as codes.
    public let values: [String: String]
    /// The words that the search shares with the call, those that carry most first.
    public let words: [Word]

    public enum Kind: String, Codable, Sendable, CaseIterable {
        case call, scope, instrument, countries, openness, consortium, time, proposer
    }

    /// What passed, what should be looked at, and what keeps the search from being published.
    public enum Outcome: String, Codable, Sendable, CaseIterable { case passed, warned, failed }

    public struct Word: Codable, Sendable, Equatable {
        public let word: String
        /// Its part of the likeness, in thousandths.
        public let permille: Int
    }

    init(
        _ kind: Kind, _ outcome: Outcome, _ finding: String, _ values: [String: String] = [:], words: [Word] = []
    ) {
        (self.kind, self.outcome, self.finding, self.values, self.words) = (kind, outcome, finding, values, words)
    }

    var key: String { "search_check.\(kind.rawValue).\(finding)" }

    /// The sentence for a reader, with days and countries as that language writes them.
    func sentence(_ words: Words) -> String {
        var shown = values
        for (name, value) in values {
            switch name {
            case "day", "opens": shown[name] = Day(value).map { words.day($0) } ?? value
            case "country": shown[name] = words.country(value)
            case "countries":
                shown[name] = value.split(separator: ",").map { words.country(String($0)) }.joined(separator: ", ")
            default: break
            }
        }
        return words(key, shown)
    }
}

/// Everything the checks look at besides the search itself.
struct SearchEvidence: Sendable {
    var call: Call
    var rules: [CallRule]
    /// Nil where the call says nothing of its subject.
    var fit: CallFit.Fit?
    /// How the shared stems are written in the search.
    var written: [String: String] = [:]
    /// Where the proposer's organisation is.
    var country: String
    var proposer: Proposer

    /// What is known of whoever proposes.
    struct Proposer: Sendable, Equatable {
        var hasPerson: Bool
        /// The person works at the organisation now, as the directory says.
        var isAffiliated: Bool
        /// The account is the person's own, or represents the organisation: the office granted the claim.
        var isClaimed: Bool
        /// The account's confirmed address is of the organisation's own domain.
        var hasDomain: Bool
        /// The office wrote it on behalf of somebody.
        var isOffice: Bool
    }

    func eligibility(of country: String) -> Eligibility {
        Eligibility(of: country, by: rules, programme: call.programme)
    }
}

extension SearchCheck {
    /// Every check in the order in which a page shows them.
    static func all(
        of search: PartnerSearch, _ evidence: SearchEvidence, _ rules: PartneringRules, at now: Moment
    ) -> [SearchCheck] {
        [
            call(evidence, at: now), scope(search, evidence, rules), instrument(search, evidence),
            countries(evidence), openness(search, evidence), consortium(search, evidence),
            time(search, evidence, rules, at: now), proposer(evidence),
        ]
    }

    private static func call(_ evidence: SearchEvidence, at now: Moment) -> SearchCheck {
        let call = evidence.call
        guard call.status == .published else { return SearchCheck(.call, .failed, "withdrawn") }
        switch call.state(at: now) {
        case .closed:
            return SearchCheck(.call, .failed, "closed", ["day": call.closesAt?.day.description ?? ""])
        case .forthcoming:
            guard let opening = call.openingDay else { return SearchCheck(.call, .warned, "announced") }
            return SearchCheck(.call, .warned, "forthcoming", ["opens": opening.description])
        case .open:
            guard let next = call.nextDeadline(at: now) else { return SearchCheck(.call, .passed, "always") }
            return SearchCheck(.call, .passed, "open", ["day": BrusselsTime.clock(at: next.at).day.description])
        }
    }

    private static func scope(
        _ search: PartnerSearch, _ evidence: SearchEvidence, _ rules: PartneringRules
    ) -> SearchCheck {
        let call = evidence.call
        guard let fit = evidence.fit else { return SearchCheck(.scope, .warned, "unknown") }
        let words = fit.terms.map { term in
            Word(word: evidence.written[term.term] ?? term.term, permille: Int((term.share * 1_000).rounded()))
        }
        let values = [
            "percent": String(Int((fit.likeness * 100).rounded())), "rank": String(fit.rank),
            "count": String(fit.count),
        ]
        switch fit.scope(rules.bounds) {
        case .inside: return SearchCheck(.scope, .passed, "inside", values, words: words)
        case .near: return SearchCheck(.scope, .warned, "near", values, words: words)
        case .outside:
            // Two languages share no words, whatever they say.
            let languages = Set([call.title, call.text].flatMap(\.languages))
            guard !languages.isDisjoint(with: search.languages) else {
                return SearchCheck(.scope, .warned, "language", values, words: words)
            }
            return SearchCheck(.scope, .failed, "outside", values, words: words)
        }
    }

    private static func instrument(_ search: PartnerSearch, _ evidence: SearchEvidence) -> SearchCheck {
        let call = evidence.call
        func same(_ name: String) -> Bool {
            !name.isEmpty && name.lowercased() == search.instrument.lowercased()
        }
        let own = call.instrumentTitle.isEmpty ? call.instrument : call.instrumentTitle
        let values = ["own": own, "given": search.instrument]
        if search.instrument.isEmpty { return SearchCheck(.instrument, .passed, own.isEmpty ? "none" : "own", values) }
        if own.isEmpty { return SearchCheck(.instrument, .warned, "unknown", values) }
        return same(call.instrument) || same(call.instrumentTitle)
            ? SearchCheck(.instrument, .passed, "allowed", values)
            : SearchCheck(.instrument, .failed, "other", values)
    }

    /// Whether the proposer's own side may take part.
    private static func countries(_ evidence: SearchEvidence) -> SearchCheck {
        let eligibility = evidence.eligibility(of: evidence.country)
        let values = ["country": evidence.country, "payer": eligibility.payer ?? evidence.call.programme]
        switch (eligibility.takesPart, eligibility.isPaid) {
        case (nil, _): return SearchCheck(.countries, .warned, "unknown", values)
        case (false?, _): return SearchCheck(.countries, .failed, "not", values)
        case (true?, true?): return SearchCheck(.countries, .passed, "paid", values)
        case (true?, _): return SearchCheck(.countries, .warned, "unpaid", values)
        }
    }

    /// Whether partners of every eligible country may answer.
    private static func openness(_ search: PartnerSearch, _ evidence: SearchEvidence) -> SearchCheck {
        guard !search.partnerCountries.isEmpty else { return SearchCheck(.openness, .passed, "open") }
        let closed = search.partnerCountries.filter { evidence.eligibility(of: $0).takesPart == false }
        let values = ["countries": (closed.isEmpty ? search.partnerCountries : closed).joined(separator: ",")]
        if closed.count == search.partnerCountries.count { return SearchCheck(.openness, .failed, "nobody", values) }
        return SearchCheck(.openness, .warned, closed.isEmpty ? "limited" : "some_not", values)
    }

    /// Whether the call's least consortium can still be reached by who is there and who is sought.
    private static func consortium(_ search: PartnerSearch, _ evidence: SearchEvidence) -> SearchCheck {
        let call = evidence.call
        guard call.leastPartners != nil || call.leastCountries != nil else {
            return SearchCheck(.consortium, .passed, "none")
        }
        let present = Set(search.presentCountries).union([evidence.country])
        let reach = search.reach(from: evidence.country)
        let values = [
            "partners": String(call.leastPartners ?? 1), "least": String(call.leastCountries ?? 1),
            "reach": String(reach.partners), "reachCountries": String(reach.countries),
            "have": String(1 + search.presentPartners), "haveCountries": String(present.count),
        ]
        if reach.partners < call.leastPartners ?? 0 { return SearchCheck(.consortium, .failed, "partners", values) }
        if reach.countries < call.leastCountries ?? 0 { return SearchCheck(.consortium, .failed, "countries", values) }
        return SearchCheck(.consortium, .passed, "reachable", values)
    }

    /// Whether enough days are left until the call's next deadline.
    private static func time(
        _ search: PartnerSearch, _ evidence: SearchEvidence, _ rules: PartneringRules, at now: Moment
    ) -> SearchCheck {
        guard let deadline = evidence.call.nextDeadline(at: now) else {
            return evidence.call.closesAt == nil
                ? SearchCheck(.time, .passed, "always") : SearchCheck(.time, .failed, "over")
        }
        let left = deadline.at.day.daysSince1970 - now.day.daysSince1970
        let values = [
            "days": String(left), "least": String(rules.leastDays), "enough": String(rules.enoughDays),
            "day": BrusselsTime.clock(at: deadline.at).day.description,
        ]
        if left < rules.leastDays { return SearchCheck(.time, .failed, "short", values) }
        if left < rules.enoughDays { return SearchCheck(.time, .warned, "tight", values) }
        return SearchCheck(.time, .passed, "enough", values)
    }

    private static func proposer(_ evidence: SearchEvidence) -> SearchCheck {
        let proposer = evidence.proposer
        guard proposer.hasPerson else { return SearchCheck(.proposer, .failed, "nobody") }
        guard proposer.isAffiliated else { return SearchCheck(.proposer, .failed, "elsewhere") }
        if proposer.isClaimed { return SearchCheck(.proposer, .passed, "claimed") }
        if proposer.hasDomain { return SearchCheck(.proposer, .passed, "domain") }
        return proposer.isOffice
            ? SearchCheck(.proposer, .warned, "office") : SearchCheck(.proposer, .failed, "unproven")
    }
}

extension PartnerSearch {
    /// How many partners, and from how many countries, a consortium has once everybody who is sought is found. Who is
    /// sought may come from a country of their own each, as far as the wished countries allow it.
    func reach(from country: String) -> (partners: Int, countries: Int) {
        let present = Set(presentCountries).union([country])
        let new = partnerCountries.isEmpty ? partnersWanted : Set(partnerCountries).subtracting(present).count
        return (1 + presentPartners + partnersWanted, present.count + min(new, partnersWanted))
    }
}

extension [SearchCheck] {
    var failed: [SearchCheck] { filter { $0.outcome == .failed } }
}
