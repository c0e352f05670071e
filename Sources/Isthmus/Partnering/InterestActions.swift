import Database

extension Interest {
    public static func find(_ id: ID<Interest>, in tx: Transaction) throws -> Interest? {
        guard var found = try tx.first(Interest.self, "SELECT * FROM expression WHERE id = \(id)") else { return nil }
        found.search = try PartnerSearch.find(found.searchID, in: tx)
        return found
    }

    /// The rows a reader may know of, with `e` and `s` for expression and search; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL {
        guard !actor.isOffice else { return "1 = 1" }
        return "(\(sent(by: actor)) OR \(PartnerSearch.own(actor)))"
    }

    /// The same as `isSender`.
    static func sent(by actor: Actor) -> SQL {
        let (account, person) = (actor.account ?? "", actor.person ?? "")
        return "(e.account_id = \(account) OR (e.person_id = \(person) AND e.person_id <> ''))"
    }

    static let invariants = [
        Invariant(
            name: "an expression of interest is where its last step led",
            offenders: """
                SELECT e.id FROM expression e LEFT JOIN expression_step t ON t.expression_id = e.id
                AND t.position = (SELECT MAX(x.position) FROM expression_step x WHERE x.expression_id = e.id)
                WHERE t.state IS DISTINCT FROM e.state
                """),
        Invariant(
            name: "an unanswered expression of interest is new",
            offenders: """
                SELECT id FROM expression WHERE answered_at IS NULL AND state NOT IN ('sent', 'withdrawn')
                """),
    ]

    /// What waits: expressions that nobody answered for the owner of a search, and answers that both wait for.
    static let waiting: DeskSource = { tx, actor, now in
        guard actor.account != nil else { return [] }
        let open = try tx.all(
            Interest.self,
            """
            SELECT e.* FROM expression e JOIN partner_search s ON s.id = e.search_id
            WHERE e.state = 'sent' AND \(PartnerSearch.own(actor)) ORDER BY e.id LIMIT 20
            """)
        let days = try open.isEmpty ? 7 : tx.partneringRules().reminderDays
        return try open.map { interest in
            let title = try PartnerSearch.find(interest.searchID, in: tx)?.title.reading(actor.language) ?? ""
            return DeskItem(
                .init("expression.desk", ["title": title]), path: "/expressions/\(interest.id.text)",
                due: interest.createdAt.adding(days: days))
        }
    }
}

extension InterestMessage {
    public static func find(_ id: ID<InterestMessage>, in tx: Transaction) throws -> InterestMessage? {
        guard var found = try tx.first(InterestMessage.self, "SELECT * FROM expression_message WHERE id = \(id)") else {
            return nil
        }
        found.interest = try Interest.find(found.expressionID, in: tx)
        return found
    }
}

extension Programme {
    /// Answers a search: `organisation` (one's own), `role`, `message`, and `agrees` where one's name may be told once
    /// the other side agrees too.
    @discardableResult
    public func expressInterest(
        in id: ID<PartnerSearch>, _ given: [String: Given], as actor: Actor
    ) async throws -> Interest {
        let (site, name) = (settings.address, settings.name)
        return try await write(as: actor) { work in
            let search = try work.load(id, to: .answer)
            let fields = Fields(given)
            if let made: Interest = try work.made(by: fields) { return made }
            let interestID: ID<Interest> = work.newID(Interest.prefix, from: fields)
            let role = fields.choice("role", search.role) ?? search.role
            let message = fields.message("message", isOpen: false)
            let agrees = fields.flag("agrees", false)
            let organisation = try work.tx.ownWorkplace(named: "organisation", in: fields, as: actor)
            try fields.finish()
            guard search.isOpen(at: work.now) else { throw Problem.invalid("", "partner_search.over") }
            let country = try work.checkSender(organisation, of: search)
            try work.requireApplicant(from: country)
            var interest = Interest(
                id: interestID, searchID: id, accountID: ID(actor.account ?? ""), personID: actor.person.map { ID($0) },
                organisationID: organisation, country: country, role: role, state: .sent, reason: "",
                senderAgreedAt: agrees ? work.now : nil, ownerAgreedAt: nil, answeredAt: nil, remindedAt: nil,
                reminders: 0, version: 1, createdAt: work.now, changedAt: work.now)
            interest.search = search
            try work.tx.insert(interest, into: "expression")
            try work.record("expression.sent", from: nil, to: interest)
            try work.note(.sent, of: interest, by: .sender, "")
            _ = try work.addMessage(message, to: interest, by: .sender)
            try work.tell(
                search.accountID, "expression", of: search, values: try work.tx.naming(organisation),
                about: interestID.text, path: "/expressions/\(interestID.text)", site: site, programme: name)
            return interest
        }
    }

    /// Accepts or declines an expression: `answer` (`accept`, `decline`), a `reason` for declining, `agrees` where the
    /// sender may be told who one is, perhaps a `message`.
    @discardableResult
    public func answerInterest(
        _ id: ID<Interest>, _ given: [String: Given], as actor: Actor
    ) async throws -> Interest {
        try await step(id, given, to: .answer, as: actor) { interest, fields, work in
            let isAccepted = fields.choice("answer", nil as InterestAnswer?) == .accept
            let reason = fields.text("reason", atLeast: isAccepted ? 0 : 5, atMost: 2_000, lines: true)
            let agrees = fields.flag("agrees", false)
            let text = fields.optionalText("message", nil, atMost: InterestMessage.longest, lines: true)
            if let text, !(agrees && interest.senderAgreedAt != nil), ContactText.holdsAddress(text) {
                fields.complain("message", "expression.has_address")
            }
            try fields.finish()
            var next = interest.stepped(to: isAccepted ? .contact : .declined, reason, at: work.now)
            if isAccepted, agrees, interest.side(of: work.actor) == .owner { next.ownerAgreedAt = work.now }
            if let text, interest.side(of: work.actor) == .owner {
                _ = try work.addMessage(text, to: interest, by: .owner)
            }
            return (next, isAccepted ? "expression.accepted" : "expression.declined")
        }
    }

    /// The sender is no longer interested, perhaps because of a `reason`.
    @discardableResult
    public func withdrawInterest(
        _ id: ID<Interest>, _ given: [String: Given], as actor: Actor
    ) async throws -> Interest {
        try await step(id, given, to: .withdraw, as: actor) { interest, fields, work in
            let reason = fields.text("reason", atMost: 2_000, lines: true)
            try fields.finish()
            try work.leaveConsortium(interest, reason)
            return (interest.stepped(to: .withdrawn, reason, at: work.now), "expression.withdrawn")
        }
    }

    /// One side agrees that the other is told its name and how to reach it.
    @discardableResult
    public func agreeToContact(_ id: ID<Interest>, as actor: Actor) async throws -> Interest {
        let (site, name) = (settings.address, settings.name)
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .agree)
            var after = before.later(at: work.now)
            let side = before.side(of: actor)
            if side == .sender { after.senderAgreedAt = work.now } else { after.ownerAgreedAt = work.now }
            try work.save(after, over: before, in: "expression", as: "expression.agreed")
            if let search = before.search {
                try work.tell(
                    side == .sender ? search.accountID : before.accountID,
                    after.isOpen ? "expression.open" : "expression.agreed", of: search, about: id.text,
                    path: "/expressions/\(id.text)", site: site, programme: name)
            }
            return after
        }
    }

    /// One side writes to the other: `text`.
    @discardableResult
    public func writeMessage(
        to id: ID<Interest>, _ given: [String: Given], as actor: Actor
    ) async throws -> InterestMessage {
        let (site, name) = (settings.address, settings.name)
        return try await write(as: actor) { work in
            let interest = try work.load(id, to: .write)
            let fields = Fields(given)
            if let made: InterestMessage = try work.made(by: fields) { return made }
            let messageID: ID<InterestMessage> = work.newID(InterestMessage.prefix, from: fields)
            let text = fields.message("text", isOpen: interest.isOpen)
            try fields.finish()
            let side = interest.side(of: actor) ?? .owner
            let message = try work.addMessage(text, to: interest, by: side, id: messageID)
            if let search = interest.search {
                try work.tell(
                    side == .sender ? search.accountID : interest.accountID, "expression.message", of: search,
                    about: id.text, path: "/expressions/\(id.text)", site: site, programme: name)
            }
            return message
        }
    }

    /// Corrects what one's own side wrote: `text`, and the `version` that was read. The old text stays to be seen.
    @discardableResult
    public func correctMessage(
        _ id: ID<InterestMessage>, _ given: [String: Given], as actor: Actor
    ) async throws -> InterestMessage {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.corrected(by: fields, isOpen: before.interest?.isOpen == true, at: work.now)
            try work.save(after, over: before, in: "expression_message", as: "expression_message.corrected")
            return after
        }
    }

    /// What leads an expression to another state: loads it, lets `change` say which, keeps the step, tells the other
    /// side.
    func step(
        _ id: ID<Interest>, _ given: [String: Given] = [:], to permission: Interest.Permission, as actor: Actor,
        _ change: @escaping @Sendable (Interest, Fields, Work) throws -> (Interest, action: String)
    ) async throws -> Interest {
        let (site, name) = (settings.address, settings.name)
        return try await write(as: actor) { work in
            let before = try work.load(id, to: permission)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let (after, action) = try change(before, fields, work)
            try work.save(after, over: before, in: "expression", as: action)
            let side = before.side(of: actor) ?? .office
            try work.note(after.state, of: after, by: side, after.reason)
            if let search = before.search {
                let organisation = side == .sender ? before.organisationID : search.organisationID
                var values = try work.tx.naming(organisation)
                values["message"] = after.reason
                try work.tell(
                    side == .sender ? search.accountID : before.accountID, action, of: search, values: values,
                    about: id.text, path: "/expressions/\(id.text)", site: site, programme: name)
            }
            return after
        }
    }
}

/// What the owner of a search says to an expression of interest.
enum InterestAnswer: String, CaseIterable { case accept, decline }

private struct StepRow: Encodable {
    let expressionID: ID<Interest>
    let position: Int
    let state: Interest.State
    let side: Interest.Side
    let reason: String
    let at: Moment
}

extension Work {
    /// Keeps that an expression came to a state.
    func note(_ state: Interest.State, of interest: Interest, by side: Interest.Side, _ reason: String) throws {
        let count = try tx.count("SELECT COUNT(*) FROM expression_step WHERE expression_id = \(interest.id)")
        try tx.insert(
            StepRow(
                expressionID: interest.id, position: count + 1, state: state, side: side, reason: reason, at: now),
            into: "expression_step")
    }

    fileprivate func addMessage(
        _ text: String, to interest: Interest, by side: Interest.Side, id: ID<InterestMessage>? = nil
    ) throws -> InterestMessage {
        let message = InterestMessage(
            id: id ?? newID(InterestMessage.prefix), expressionID: interest.id, side: side,
            accountID: ID(actor.account ?? ""), text: text, earlier: [], version: 1, createdAt: now, changedAt: now)
        try tx.insert(message, into: "expression_message")
        try record("expression_message.written", from: nil, to: message)
        return message
    }

    /// The sender's country, once nothing keeps the organisation from answering.
    fileprivate func checkSender(_ organisation: ID<Organisation>, of search: PartnerSearch) throws -> String {
        guard organisation != search.organisationID else { throw Problem.invalid("organisation", "expression.own") }
        if let account = actor.account, try tx.openInterest(in: search.id, of: account) != nil {
            throw Problem.invalid("", "expression.twice")
        }
        let country = try Organisation.find(organisation, in: tx)?.country ?? ""
        if !search.partnerCountries.isEmpty, !search.partnerCountries.contains(country) {
            throw Problem.invalid("organisation", "expression.other_country")
        }
        let rules = try tx.rules(of: search.callID)
        if CallRule.closest(to: country, among: rules)?.takesPart == false {
            throw Problem.invalid("organisation", "expression.not_eligible")
        }
        return country
    }
}

extension Transaction {
    /// An organisation as mails name it.
    func naming(_ organisation: ID<Organisation>) throws -> [String: String] {
        guard let found = try Organisation.find(organisation, in: self) else { return [:] }
        return ["organisation": found.legalName]
    }

    /// Somebody's expression in a search that has not ended: one at most.
    func openInterest(in search: ID<PartnerSearch>, of account: String) throws -> ID<Interest>? {
        try value(
            ID<Interest>.self,
            """
            SELECT id FROM expression WHERE search_id = \(search) AND account_id = \(account)
            AND state NOT IN ('declined', 'withdrawn') ORDER BY id DESC LIMIT 1
            """)
    }

    func expressionCounts(of search: ID<PartnerSearch>) throws -> [Interest.State: Int] {
        var counts: [Interest.State: Int] = [:]
        try each("SELECT state, COUNT(*) FROM expression WHERE search_id = \(search) GROUP BY state") { row in
            if let state = Interest.State(rawValue: try row.at(0)) { counts[state] = try row.at(1) }
        }
        return counts
    }
}
