import Database

extension SearchInvitation {
    public static func find(_ id: ID<SearchInvitation>, in tx: Transaction) throws -> SearchInvitation? {
        guard var found = try tx.first(SearchInvitation.self, "SELECT * FROM search_invitation WHERE id = \(id)") else {
            return nil
        }
        found.isOfSearch = try PartnerSearch.find(found.searchID, in: tx)
        return found
    }
}

extension Programme {
    /// Invites an organisation to answer a search: `organisation`, and perhaps a `message`. Whoever represents it gets
    /// a mail in their language, else the people who work there and have an account, else the organisation's own
    /// address; no address is shown to anybody.
    @discardableResult
    public func inviteToSearch(
        _ id: ID<PartnerSearch>, _ given: [String: Given], as actor: Actor
    ) async throws -> SearchInvitation {
        let (site, name) = (settings.address, settings.name)
        return try await write(as: actor) { [self] work in
            let search = try work.load(id, to: .lead)
            let fields = Fields(given)
            if let made: SearchInvitation = try work.made(by: fields) { return made }
            let invitationID: ID<SearchInvitation> = work.newID(SearchInvitation.prefix, from: fields)
            let message = fields.text("message", atMost: 1_000, lines: true)
            if ContactText.holdsAddress(message) { fields.complain("message", "partner_search.has_address") }
            let organisation = try work.tx.organisation(named: "organisation", in: fields, as: actor)
            try fields.finish()
            guard search.isOpen(at: work.now) else { throw Problem.invalid("", "partner_search.over") }
            guard organisation != search.organisationID else {
                throw Problem.invalid("organisation", "search_invitation.own")
            }
            try work.checkInvitation(of: organisation, to: search)
            let readers = try work.tx.readers(of: organisation)
            guard !readers.isEmpty else { throw Problem.invalid("organisation", "search_invitation.nobody") }
            let invitation = SearchInvitation(
                id: invitationID, searchID: id, organisationID: organisation, invitedBy: actor.account ?? "",
                message: message, mails: readers.count, version: 1, createdAt: work.now, changedAt: work.now)
            try work.tx.insert(invitation, into: "search_invitation")
            try work.record("search_invitation.created", from: nil, to: invitation)
            let path = "/partner-searches/\(id.text)"
            for reader in readers {
                let words = Words(reader.language)
                let own = try Organisation.find(search.organisationID, in: work.tx)
                let values = [
                    "title": search.title.reading(reader.language), "message": message,
                    "organisation": own?.name(in: reader.language) ?? "",
                    "country": words.country(own?.country ?? ""),
                ]
                if let account = reader.account {
                    try work.notify(
                        account: account, key: "partnering.notice.search_invitation", values: values, link: path)
                }
                try work.send(
                    work.letter(
                        "search_invitation", to: reader.address, name: reader.name, words, values,
                        about: invitation.id.text, link: site + path, programme: name.reading(reader.language)),
                    as: .invitation, about: id.text, of: self)
            }
            return invitation
        }
    }
}

extension Work {
    /// Nobody is asked twice, and a search asks only so many.
    fileprivate func checkInvitation(of organisation: ID<Organisation>, to search: PartnerSearch) throws {
        let invited = try tx.searchInvitations(of: search.id)
        if invited.contains(where: { $0.organisationID == organisation }) {
            throw Problem.invalid("organisation", "search_invitation.twice")
        }
        let most = try tx.partneringRules().mostInvitations
        if invited.count >= most { throw Problem.invalid("", "search_invitation.many", ["max": String(most)]) }
        let rules = try tx.rules(of: search.callID)
        let country = try Organisation.find(organisation, in: tx)?.country ?? ""
        if CallRule.closest(to: country, among: rules)?.takesPart == false {
            throw Problem.invalid("organisation", "search_invitation.not_eligible")
        }
    }
}

/// Somebody who gets mail for an organisation.
private struct OrganisationReader: Sendable {
    let account: String?
    let address: String
    let name: String
    let language: String
}

extension Transaction {
    fileprivate func readers(of organisation: ID<Organisation>) throws -> [OrganisationReader] {
        struct Line: Decodable { let id, name, email, language: String }
        func accounts(_ condition: SQL) throws -> [OrganisationReader] {
            try all(
                Line.self,
                """
                SELECT a.id, a.name, a.email, a.language FROM account a WHERE a.confirmed_at IS NOT NULL
                AND a.closed_at IS NULL AND a.email IS NOT NULL AND \(condition) ORDER BY a.id LIMIT 5
                """
            ).map { OrganisationReader(account: $0.id, address: $0.email, name: $0.name, language: $0.language) }
        }
        let representatives = try accounts(
            """
            EXISTS (SELECT 1 FROM role_grant g WHERE g.account_id = a.id AND g.role = 'representative'
            AND g.scope = \(organisation) AND g.until_at IS NULL)
            """)
        if !representatives.isEmpty { return representatives }
        let people = try accounts(
            """
            EXISTS (SELECT 1 FROM affiliation f WHERE f.person_id = a.person_id AND f.until_day IS NULL
            AND f.organisation_id = \(organisation))
            """)
        if !people.isEmpty { return people }
        guard let email = try Organisation.find(organisation, in: self)?.email, !email.isEmpty,
            MailAddress(email) != nil
        else { return [] }
        return [OrganisationReader(account: nil, address: email, name: "", language: "en")]
    }
}
