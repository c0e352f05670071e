import Foundation
import Matching
import Testing

@testable import Isthmus

/// Every automatic check of a partner search, where it passes and where it fails.
@Suite struct SearchCheckTests {
    private static let now = Moment(iso: "2026-06-01T09:00:00Z") ?? .now

    private static func call(_ change: (inout Call) -> Void = { _ in }) -> Call {
        var call = Call.blank(ID("cl-1"), at: now)
        (call.status, call.title, call.text) = (.published, ["en": "Ice"], ["en": "Ice roads"])
        (call.instrument, call.programme) = ("RIA", "Bridge")
        call.deadlines = [CallDeadline(.single, now.adding(days: 100))]
        change(&call)
        return call.settled(version: 1, at: now)
    }

    private static func search(_ change: (inout PartnerSearch) -> Void = { _ in }) -> PartnerSearch {
        var search = PartnerSearch.blank(
            ID("ps-1"), call: ID("cl-1"), account: ID("a-1"), person: ID("p-1"), organisation: ID("o-1"), at: now)
        search.title = ["en": "Ice"]
        change(&search)
        return search
    }

    private static func rule(_ side: String, part: Bool = true, paid: Bool = false) -> CallRule {
        var rule = CallRule.blank(ID("cr-\(side)"), of: ID("cl-1"), at: now)
        (rule.side, rule.takesPart, rule.isPaid) = (side, part, paid)
        return rule
    }

    private static let claimed = SearchEvidence.Proposer(
        hasPerson: true, isAffiliated: true, isClaimed: true, hasDomain: false, isOffice: false)

    private static func evidence(
        _ call: Call = call(), rules: [CallRule] = [rule("AM", paid: true)], likeness: Double = 0.5, rank: Int = 1,
        proposer: SearchEvidence.Proposer = claimed
    ) -> SearchEvidence {
        SearchEvidence(
            call: call, rules: rules,
            fit: CallFit.Fit(
                likeness: likeness, rank: rank, count: 100, terms: [TermShare(term: "ic", share: 0.25)], otherTerms: 0),
            written: ["ic": "Ice"], country: "AM", proposer: proposer)
    }

    private static func found(
        _ kind: SearchCheck.Kind, _ search: PartnerSearch = search(), _ evidence: SearchEvidence = evidence()
    ) -> String {
        let check = SearchCheck.all(of: search, evidence, .usual, at: now).first { $0.kind == kind }
        return check.map { "\($0.outcome.rawValue) \($0.finding)" } ?? ""
    }

    @Test func `a good search passes every check`() {
        let checks = SearchCheck.all(of: Self.search(), Self.evidence(), .usual, at: Self.now)
        #expect(checks.map(\.kind) == SearchCheck.Kind.allCases)
        #expect(checks.map(\.outcome) == SearchCheck.Kind.allCases.map { _ in .passed })
    }

    @Test func `the call must be public and open`() {
        #expect(Self.found(.call) == "passed open")
        func found(_ change: (inout Call) -> Void) -> String {
            Self.found(.call, Self.search(), Self.evidence(Self.call(change)))
        }
        #expect(found { $0.deadlines = [] } == "passed always")
        #expect(found { $0.openingDay = Self.now.day.adding(days: 9) } == "warned forthcoming")
        #expect(found { $0.isAnnounced = true } == "warned announced")
        #expect(found { $0.deadlines = [CallDeadline(.single, Self.now.adding(days: -1))] } == "failed closed")
        #expect(found { $0.status = .withdrawn } == "failed withdrawn")
    }

    @Test func `the topic must be that of the call, and the words in common are told`() throws {
        let search = Self.search()
        #expect(Self.found(.scope) == "passed inside")
        #expect(Self.found(.scope, search, Self.evidence(likeness: 0.15)) == "warned near")
        #expect(Self.found(.scope, search, Self.evidence(likeness: 0.5, rank: 20)) == "warned near")
        #expect(Self.found(.scope, search, Self.evidence(likeness: 0.05)) == "failed outside")
        // No language in common says nothing of the topic.
        let russian = Self.search { $0.title = ["ru": "Лёд"] }
        #expect(Self.found(.scope, russian, Self.evidence(likeness: 0.05)) == "warned language")
        let check = try #require(
            SearchCheck.all(of: search, Self.evidence(), .usual, at: Self.now).first { $0.kind == .scope })
        #expect(check.words == [SearchCheck.Word(word: "Ice", permille: 250)])
        #expect(check.values == ["percent": "50", "rank": "1", "count": "100"])
        #expect(
            check.sentence(Words("en"))
                == "On the topic: 50 % of what the search says is in the call, which stands at place 1 of 100 calls.")
    }

    @Test func `the type of action must be the call's`() {
        #expect(Self.found(.instrument) == "passed own")
        #expect(Self.found(.instrument, Self.search { $0.instrument = "ria" }) == "passed allowed")
        #expect(Self.found(.instrument, Self.search { $0.instrument = "CSA" }) == "failed other")
        let silent = Self.evidence(Self.call { $0.instrument = "" })
        #expect(Self.found(.instrument, Self.search { $0.instrument = "CSA" }, silent) == "warned unknown")
    }

    @Test func `the proposer's side must be allowed to take part`() {
        func found(_ rules: [CallRule]) -> String { Self.found(.countries, Self.search(), Self.evidence(rules: rules)) }
        #expect(found([Self.rule("AM", paid: true)]) == "passed paid")
        #expect(found([Self.rule("AM")]) == "warned unpaid")
        #expect(found([]) == "warned unknown")
        #expect(found([Self.rule("AM", part: false), Self.rule("any", paid: true)]) == "failed not")
    }

    @Test func `partners of eligible countries must be able to answer`() {
        let rules = Self.evidence(rules: [Self.rule("JP", part: false), Self.rule("any", paid: true)])
        func found(_ countries: [String]) -> String {
            Self.found(.openness, Self.search { $0.partnerCountries = countries }, rules)
        }
        #expect(found([]) == "passed open")
        #expect(found(["FI"]) == "warned limited")
        #expect(found(["FI", "JP"]) == "warned some_not")
        #expect(found(["JP"]) == "failed nobody")
    }

    @Test func `the least consortium must be reachable by who is there and who is sought`() {
        let call = Self.call { ($0.leastPartners, $0.leastCountries) = (4, 3) }
        func found(_ change: (inout PartnerSearch) -> Void) -> String {
            Self.found(.consortium, Self.search(change), Self.evidence(call))
        }
        #expect(Self.found(.consortium) == "passed none")
        #expect(found { $0.partnersWanted = 3 } == "passed reachable")
        #expect(found { $0.partnersWanted = 2 } == "failed partners")
        #expect(found { ($0.partnersWanted, $0.presentPartners) = (2, 1) } == "passed reachable")
        // Three more from one and the same country make two countries only.
        #expect(found { ($0.partnersWanted, $0.partnerCountries) = (3, ["FI"]) } == "failed countries")
        #expect(
            found {
                ($0.partnersWanted, $0.partnerCountries, $0.presentPartners, $0.presentCountries) = (
                    2, ["FI"], 1, ["NO"]
                )
            }
                == "passed reachable")
    }

    @Test func `enough days must be left`() {
        func found(days: Int) -> String {
            let call = Self.call { $0.deadlines = [CallDeadline(.single, Self.now.adding(days: days))] }
            return Self.found(.time, Self.search(), Self.evidence(call))
        }
        #expect(found(days: 42) == "passed enough")
        #expect(found(days: 41) == "warned tight")
        #expect(found(days: 14) == "warned tight")
        #expect(found(days: 13) == "failed short")
        #expect(found(days: -1) == "failed over")
        #expect(Self.found(.time, Self.search(), Self.evidence(Self.call { $0.deadlines = [] })) == "passed always")
    }

    @Test func `the proposer must be real`() {
        func found(_ person: Bool, _ place: Bool, _ claim: Bool, _ domain: Bool, _ office: Bool) -> String {
            let proposer = SearchEvidence.Proposer(
                hasPerson: person, isAffiliated: place, isClaimed: claim, hasDomain: domain, isOffice: office)
            return Self.found(.proposer, Self.search(), Self.evidence(proposer: proposer))
        }
        #expect(found(true, true, true, false, false) == "passed claimed")
        #expect(found(true, true, false, true, false) == "passed domain")
        #expect(found(true, true, false, false, true) == "warned office")
        #expect(found(true, true, false, false, false) == "failed unproven")
        #expect(found(true, false, true, true, true) == "failed elsewhere")
        #expect(found(false, true, true, true, true) == "failed nobody")
    }

    @Test func `an address is of an organisation's own domain or of one below it`() {
        var institute = Organisation.blank(ID("o-1"), at: Self.now)
        #expect(!institute.hasDomain(of: "a@ice.example"))
        (institute.website, institute.email) = ("https://www.ice.example/en", "info@mail.frost.example")
        #expect(institute.hasDomain(of: "a@ICE.example"))
        #expect(institute.hasDomain(of: "a@lab.ice.example"))
        #expect(institute.hasDomain(of: "a@mail.frost.example"))
        #expect(!institute.hasDomain(of: "a@frost.example"))
        #expect(!institute.hasDomain(of: "a@notice.example"))
        #expect(!institute.hasDomain(of: "ice.example"))
    }

    @Test func `ways to reach somebody are found in running text`() {
        for text in [
            "write to anna@ice.example", "see https://ice.example/team", "www.ice.example", "call +374 10 12 34 56",
            "(010) 123-45-67-89", "(mail: <anna@ice.example>)", "anna (AT) ice.example", "see t.me/anna", "Skype: anna",
            "HTTPS://ICE.example", "+374-10-123456",
        ] { #expect(ContactText.holdsAddress(text), "\(text)") }
        let long = ["ю", "@"].map { String(repeating: $0, count: 20_000) }
        for text in ["from 2021 to 2027", "budget 250 000", "TRL 5-7, 3 partners @ each site", "ORCID"] + long {
            #expect(!ContactText.holdsAddress(text), "\(text.prefix(50))")
        }
    }
}
