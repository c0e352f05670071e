import Database
import Foundation
import Matching

extension PartnerSearch {
    public static func find(_ id: ID<PartnerSearch>, in tx: Transaction) throws -> PartnerSearch? {
        guard var search = try tx.first(PartnerSearch.self, "SELECT * FROM partner_search WHERE id = \(id)") else {
            return nil
        }
        struct Around: Decodable { let closesAt: Moment?, isHidden: Bool }
        let around = try tx.first(
            Around.self,
            """
            SELECT c.closes_at,
            CASE WHEN c.status <> 'published' OR o.status = 'withdrawn' THEN 1 ELSE 0 END AS is_hidden
            FROM call c, organisation o WHERE c.id = \(search.callID) AND o.id = \(search.organisationID)
            """)
        (search.callClosesAt, search.isHidden) = (around?.closesAt, around?.isHidden ?? true)
        if let team = search.teamID {
            search.colleagues = Set(
                try tx.column(
                    String.self, "SELECT person_id FROM affiliation WHERE team_id = \(team) AND until_day IS NULL"))
        }
        return search
    }

    /// The rows a reader may know of, with `s`, `c` and `o` for search, call and organisation; the same as
    /// `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL {
        guard !actor.isOffice else { return "1 = 1" }
        let open: SQL = """
            (s.published_at IS NOT NULL AND s.withdrawn_at IS NULL AND c.status = 'published'
            AND o.status <> 'withdrawn')
            """
        return actor.account == nil ? open : "(\(open) OR \(own(actor)))"
    }

    /// The same as `isOwn`.
    static func own(_ actor: Actor) -> SQL {
        let (account, person) = (actor.account ?? "", actor.person ?? "")
        let kept = actor.scopes(of: .representative) + [""]
        return """
            (s.account_id = \(account) OR (s.person_id = \(person) AND s.person_id <> '')
            OR s.organisation_id IN (\(kept)) OR EXISTS (SELECT 1 FROM affiliation m WHERE m.team_id = s.team_id
            AND m.until_day IS NULL AND m.person_id = \(person)))
            """
    }

    static let invariants = [
        Invariant(
            name: "a published partner search was checked",
            offenders: "SELECT id FROM partner_search WHERE published_at IS NOT NULL AND checked_at IS NULL"),
        Invariant(
            name: "a label of a partner search has its reviewers",
            offenders: """
                SELECT s.id FROM partner_search s WHERE s.labelled_at IS NOT NULL AND NOT EXISTS
                (SELECT 1 FROM search_review r WHERE r.search_id = s.id AND r.verdict = 'given' AND r.voided_at IS NULL)
                """),
        Invariant(
            name: "reviewers of a partner search are of different countries",
            offenders: """
                SELECT search_id FROM search_review WHERE verdict = 'given' AND voided_at IS NULL
                GROUP BY search_id, country HAVING COUNT(*) > 1
                """),
        Invariant(
            name: "a partner search is found by what it seeks",
            offenders: """
                SELECT f.search_id FROM partner_search_facet f JOIN partner_search s ON s.id = f.search_id
                WHERE f.name = 'sought' AND s.sought_topics NOT LIKE '%"' || f.value || '"%'
                """),
    ]
}

extension PartneringRules {
    public static func find(_ id: ID<PartneringRules>, in tx: Transaction) throws -> PartneringRules? {
        try tx.first(PartneringRules.self, "SELECT * FROM partnering_rules WHERE id = \(id)") ?? usual
    }
}

extension Transaction {
    func partneringRules() throws -> PartneringRules {
        try PartneringRules.find(PartneringRules.only, in: self) ?? .usual
    }
}

extension Programme {
    /// A search for partners for a call: `call`, `organisation` (one where the actor works or that they represent;
    /// the office says any), `person` by the office, and the fields of `PartnerSearch.changed`.
    public func createPartnerSearch(_ given: [String: Given], as actor: Actor) async throws -> PartnerSearch {
        try await write(as: actor) { work in
            try work.require(PartnerSearch.refusalOfCreating(to: actor))
            let fields = Fields(given)
            if let made: PartnerSearch = try work.made(by: fields) { return made }
            let blank = try work.blankSearch(fields)
            let created = try work.changed(blank, by: fields)
            try work.requireApplicant(for: created)
            try work.tx.insert(created, into: "partner_search")
            try work.tx.writeFacets(of: created)
            try work.record("partner_search.created", from: nil, to: created)
            return created
        }
    }

    /// Changes a search. One that is published is checked again at once: a change that a check refuses is refused. The
    /// label is lost, because it was given to another text.
    public func changePartnerSearch(
        _ id: ID<PartnerSearch>, _ given: [String: Given], as actor: Actor
    ) async throws -> PartnerSearch {
        let fit = try await callFit()
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            var after = try work.changed(before, by: fields)
            if before.publishedAt != nil {
                let checks = try work.checks(of: after, fit)
                if !checks.failed.isEmpty, before.officeReason.isEmpty { throw Problem.invalid(checks.issues) }
                (after.checks, after.checkedAt) = (checks, work.now)
                try work.voidReviews(of: id)
            }
            if try work.save(after, over: before, in: "partner_search", as: "partner_search.changed") {
                try work.tx.writeFacets(of: after)
            }
            return after
        }
    }

    /// Carries out the automatic checks and keeps how they came out.
    public func checkPartnerSearch(_ id: ID<PartnerSearch>, as actor: Actor) async throws -> PartnerSearch {
        let fit = try await callFit()
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let after = before.checked(try work.checks(of: before, fit), at: work.now)
            try work.save(after, over: before, in: "partner_search", as: "partner_search.checked")
            return after
        }
    }

    /// Shows a search to everybody, after the checks have been made again: one that fails keeps it back, unless the
    /// office gives a `reason`.
    public func publishPartnerSearch(
        _ id: ID<PartnerSearch>, _ given: [String: Given], as actor: Actor
    ) async throws -> PartnerSearch {
        let fit = try await callFit()
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .publish)
            let fields = Fields(given)
            let reason = fields.text("reason", atMost: 2_000, lines: true)
            try fields.finish()
            if !reason.isEmpty { _ = try work.load(id, to: .overrule) }
            let checks = try work.checks(of: before, fit)
            if !checks.failed.isEmpty, reason.isEmpty { throw Problem.invalid(checks.issues) }
            try work.requireApplicant(for: before)
            var after = before.published(by: actor, reason: checks.failed.isEmpty ? "" : reason, at: work.now)
            (after.checks, after.checkedAt) = (checks, work.now)
            try work.save(after, over: before, in: "partner_search", as: "partner_search.published")
            return after
        }
    }

    /// Ends a search, for example because the partners are found; it stays to be read.
    public func closePartnerSearch(
        _ id: ID<PartnerSearch>, _ given: [String: Given], as actor: Actor
    ) async throws -> PartnerSearch {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .lead)
            let fields = Fields(given)
            let reason = fields.text("reason", atMost: 2_000, lines: true)
            try fields.finish()
            let after = before.closed(reason, at: work.now)
            try work.save(after, over: before, in: "partner_search", as: "partner_search.closed")
            return after
        }
    }

    /// Takes a search out of what others see; the office needs a `reason` for somebody else's.
    public func withdrawPartnerSearch(
        _ id: ID<PartnerSearch>, _ given: [String: Given], as actor: Actor
    ) async throws -> PartnerSearch {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .withdraw)
            let fields = Fields(given)
            let reason = fields.text("reason", atLeast: before.isOwn(actor) ? 0 : 5, atMost: 2_000, lines: true)
            try fields.finish()
            let after = before.withdrawn(reason, at: work.now)
            try work.save(after, over: before, in: "partner_search", as: "partner_search.withdrawn")
            return after
        }
    }

    public func changePartneringRules(_ given: [String: Given], as actor: Actor) async throws -> PartneringRules {
        try await write(as: actor) { work in
            let before = try work.load(PartneringRules.only, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, at: work.now)
            try work.keep(after, over: before)
            return after
        }
    }

    public func partneringRules(as actor: Actor) async throws -> PartneringRules {
        try await read { try $0.see(PartneringRules.only, to: .edit, as: actor) }
    }
}

extension Work {
    /// Whether the rules were otherwise.
    @discardableResult
    func keep(_ rules: PartneringRules, over before: PartneringRules) throws -> Bool {
        guard before.version > 0 || rules == before else {
            try tx.insert(rules, into: "partnering_rules")
            return try record("partnering_rules.changed", from: nil, to: rules)
        }
        return try save(rules, over: before, in: "partnering_rules", as: "partnering_rules.changed")
    }
}

extension Work {
    /// Whoever searches must be from a country whose people apply.
    fileprivate func requireApplicant(for search: PartnerSearch) throws {
        try requireApplicant(from: try Organisation.find(search.organisationID, in: tx)?.country ?? "")
    }

    fileprivate func changed(_ search: PartnerSearch, by fields: Fields) throws -> PartnerSearch {
        let topics = try tx.topicIDs()
        let teams = try tx.teams(of: search.organisationID).map(\.id)
        return try search.changed(by: fields, isTopic: topics.contains, isTeam: teams.contains, at: now)
    }

    /// A new search with what cannot be changed later: the call, and who proposes.
    fileprivate func blankSearch(_ fields: Fields) throws -> PartnerSearch {
        let callID = ID<Call>(fields.text("call", atLeast: 1, atMost: 40))
        let call = try Call.find(callID, in: tx).flatMap { $0.allows(.view, to: actor) ? $0 : nil }
        if call == nil, fields.issues.isEmpty { fields.complain("call", "field.unknown", ["code": callID.text]) }
        let organisation = try tx.ownWorkplace(named: "organisation", in: fields, as: actor)
        let person = try tx.proposer(named: "person", in: fields, as: actor)
        try fields.finish()
        var blank = PartnerSearch.blank(
            newID(PartnerSearch.prefix, from: fields), call: callID, account: ID(actor.account ?? ""), person: person,
            organisation: organisation, at: now)
        blank.callClosesAt = call?.closesAt
        return blank
    }

    func checks(of search: PartnerSearch, _ fit: CallFit) throws -> [SearchCheck] {
        let evidence = try tx.evidence(for: search, fit, at: now)
        return SearchCheck.all(of: search, evidence, try tx.partneringRules(), at: now)
    }
}

extension [SearchCheck] {
    /// The failures as issues of a form.
    var issues: [Problem.Issue] { failed.map { Problem.Issue("", $0.key, $0.values) } }
}

private struct FacetRow: Encodable { let searchID: ID<PartnerSearch>, name, value: String }

extension Transaction {
    fileprivate func writeFacets(of search: PartnerSearch) throws {
        try run("DELETE FROM partner_search_facet WHERE search_id = \(search.id)")
        let values = [
            ("sought", search.soughtTopics), ("offered", search.offeredTopics),
            ("kind", search.partnerKinds.map(\.rawValue)), ("country", search.partnerCountries),
        ]
        try insert(
            all: values.flatMap { name, values in
                values.map { FacetRow(searchID: search.id, name: name, value: $0) }
            }, into: "partner_search_facet")
    }

    /// The organisations for which somebody may speak here: where they work now, and those they represent.
    func workplaces(of actor: Actor) throws -> [Named] {
        let kept = actor.scopes(of: .representative) + [""]
        return try named(
            """
            SELECT o.id, o.legal_name AS name, o.country AS note FROM organisation o WHERE o.status <> 'withdrawn'
            AND (o.id IN (\(kept)) OR EXISTS (SELECT 1 FROM affiliation a WHERE a.organisation_id = o.id
            AND a.person_id = \(actor.person ?? "") AND a.until_day IS NULL)) ORDER BY o.sort_name, o.id LIMIT 50
            """)
    }

    /// Throws `Problem.refused` where all of an actor's organisations are in countries whose people only read: before
    /// anything is typed.
    func requireApplicant(_ actor: Actor) throws {
        let refusals = try workplaces(of: actor).map { CountryStanding.refusalOfApplying(try standing(of: $0.note)) }
        if let refusal = refusals.first ?? nil, !refusals.contains(where: { $0 == nil }) {
            throw Problem.refused(refusal)
        }
    }

    /// The organisation in whose name somebody writes: one of their own. Whoever has none may name any, and the checks
    /// say what is missing.
    func ownWorkplace(named name: String, in fields: Fields, as actor: Actor) throws -> ID<Organisation> {
        let own = try workplaces(of: actor)
        let text = fields.text(name, own.count == 1 ? own[0].id : "", atMost: 300)
        if let known = own.first(where: { $0.id == text }) { return ID(known.id) }
        if text.isEmpty, own.count == 1 { return ID(own[0].id) }
        let found = try organisation(named: name, in: fields, as: actor)
        guard own.isEmpty || actor.isOffice || own.contains(where: { $0.id == found.text }) else {
            fields.complain(name, "partner_search.elsewhere")
            return found
        }
        return found
    }

    /// The person in whose name a search stands: the actor's own; the office names another.
    fileprivate func proposer(named name: String, in fields: Fields, as actor: Actor) throws -> ID<Person>? {
        guard actor.isOffice else { return actor.person.map { ID($0) } }
        guard let text = fields.optionalText(name, actor.person, atMost: 40) else { return nil }
        guard let person = try Person.find(ID(text), in: self) else {
            fields.complain(name, "field.unknown", ["code": text])
            return nil
        }
        return person.id
    }

    /// What the checks look at.
    func evidence(for search: PartnerSearch, _ fit: CallFit, at now: Moment) throws -> SearchEvidence {
        guard let call = try Call.find(search.callID, in: self),
            let organisation = try Organisation.find(search.organisationID, in: self)
        else { throw Problem.notFound }
        return SearchEvidence(
            call: call, rules: try rules(of: call.id), fit: fit.fit(of: search.subject, to: call.id.text),
            written: Finder.written(search.subject), country: organisation.country,
            proposer: try proposer(of: search, organisation, at: now))
    }

    private func proposer(
        of search: PartnerSearch, _ organisation: Organisation, at now: Moment
    ) throws -> SearchEvidence.Proposer {
        let account = try Account.find(search.accountID, in: self)
        let grants = try grants(of: search.accountID).filter { $0.stage(at: now) == .running }
        let isAffiliated = try search.personID.map { person in
            try count(
                """
                SELECT COUNT(*) FROM affiliation WHERE person_id = \(person) AND until_day IS NULL
                AND organisation_id = \(search.organisationID)
                """) > 0
        }
        let isClaimed =
            (account?.personID != nil && account?.personID == search.personID?.text)
            || grants.contains { $0.role == .representative && $0.scope == Scope(search.organisationID) }
        return SearchEvidence.Proposer(
            hasPerson: search.personID != nil, isAffiliated: isAffiliated ?? false, isClaimed: isClaimed,
            hasDomain: try account?.confirmedAt != nil
                && organisation.hasDomain(of: try holder(of: search.accountID).email),
            isOffice: grants.contains { $0.scope == .programme && [.officer, .administrator].contains($0.role) })
    }
}

extension Organisation {
    /// Whether a mail address is of the domain of the organisation's own site or address.
    func hasDomain(of address: String) -> Bool {
        guard let domain = address.split(separator: "@").last.map({ $0.lowercased() }), address.contains("@") else {
            return false
        }
        var own: [String] = []
        if let host = website.flatMap({ URL(string: $0)?.host() }) { own.append(host.lowercased()) }
        if let mail = email?.split(separator: "@").last { own.append(mail.lowercased()) }
        return own.map { $0.hasPrefix("www.") ? String($0.dropFirst(4)) : $0 }.contains { host in
            domain == host || domain.hasSuffix("." + host)
        }
    }
}
