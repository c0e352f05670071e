import Database
import Foundation

extension UpdateRound {
    public static func find(_ id: ID<UpdateRound>, in tx: Transaction) throws -> UpdateRound? {
        try tx.first(UpdateRound.self, "SELECT * FROM update_round WHERE id = \(id)")
    }
}

extension UpdateRequest {
    public static func find(_ id: ID<UpdateRequest>, in tx: Transaction) throws -> UpdateRequest? {
        try tx.first(UpdateRequest.self, "SELECT * FROM update_request WHERE id = \(id)")
    }

    static let invariants = [
        Invariant(
            name: "an answer of an owner that was decided was given",
            offenders: "SELECT id FROM update_request WHERE decision IS NOT NULL AND answered_at IS NULL"),
        Invariant(
            name: "nobody was reminded who was not asked",
            offenders: "SELECT id FROM update_request WHERE reminded_at IS NOT NULL AND asked_at IS NULL"),
    ]

    /// What waits for the office: answers of owners.
    static let waiting: DeskSource = { tx, actor, _ in
        guard actor.isOffice else { return [] }
        let count = try tx.count(
            "SELECT COUNT(*) FROM update_request WHERE answered_at IS NOT NULL AND decision IS NULL")
        guard count > 0 else { return [] }
        return [
            DeskItem(
                .init("updates.desk", ["number": String(count)]), path: "/office/update-requests?standing=answered")
        ]
    }
}

extension Programme {
    /// Begins a round: `year`, `closes_on`, `note`. No letter leaves yet.
    public func createRound(_ given: [String: Given], as actor: Actor) async throws -> UpdateRound {
        try await write(as: actor) { work in
            try work.require(UpdateRound.refusalOfCreating(to: actor))
            let fields = Fields(given)
            if let made: UpdateRound = try work.made(by: fields) { return made }
            let blank = UpdateRound(
                id: work.newID(UpdateRound.prefix, from: fields), year: 0, closesOn: work.now.day, note: [:],
                sentAt: nil, version: 0, createdAt: work.now, changedAt: work.now)
            let created = try blank.changed(by: fields, at: work.now)
            let twin = try work.tx.count("SELECT COUNT(*) FROM update_round WHERE year = \(created.year)")
            if twin > 0 { throw Problem.invalid("year", "update.year_taken", ["year": String(created.year)]) }
            try work.tx.insert(created, into: "update_round")
            try work.record("update_round.created", from: nil, to: created)
            return created
        }
    }

    /// Asks the owners of all active records that were not asked in this round; the number of letters. Records without
    /// anybody to ask are noted, and asked the next time when somebody was found.
    @discardableResult
    public func sendRound(_ id: ID<UpdateRound>, as actor: Actor) async throws -> Int {
        try await write(as: actor) { [self] work in
            let round = try work.load(id, to: .send)
            guard round.endsAt > work.now else { throw Problem.refused(.init("update.refused.closed")) }
            var letters = 0
            for record in try work.tx.recordsToAsk(in: round.id) {
                let contact = try work.tx.reachableContact(of: record.thing)
                let before = try work.tx.request(of: record.thing, in: round.id)
                if before != nil, contact == nil { continue }
                let base =
                    before
                    ?? UpdateRequest(
                        id: work.newID(UpdateRequest.prefix), roundID: round.id, thingKind: record.kind,
                        thing: record.thing, contactID: nil, askedAt: nil, remindedAt: nil, base: "", answer: "",
                        remark: "", answeredAt: nil, decision: nil, reason: "", decidedBy: nil, decidedAt: nil,
                        version: 0, createdAt: work.now, changedAt: work.now)
                let request = base.changed(at: work.now) { request in
                    (request.contactID, request.askedAt) = (contact?.id.text, contact == nil ? nil : work.now)
                }
                if let before {
                    try work.save(request, over: before, in: "update_request", as: "update_request.asked")
                } else {
                    try work.tx.insert(request, into: "update_request")
                    try work.record(
                        contact == nil ? "update_request.unreachable" : "update_request.asked", from: nil, to: request)
                }
                guard let contact else { continue }
                try work.write(.first, to: contact, of: request, record.title, round, self)
                letters += 1
            }
            work.recordNothing()
            guard letters > 0, round.sentAt == nil else { return letters }
            var sent = round
            (sent.sentAt, sent.version, sent.changedAt) = (work.now, round.version + 1, work.now)
            try work.save(sent, over: round, in: "update_round", as: "update_round.sent")
            return letters
        }
    }

    /// Reminds each owner who has not answered once; the number of letters. Whoever wants no letters, or no
    /// reminders at all, gets none.
    @discardableResult
    public func remindRound(_ id: ID<UpdateRound>, as actor: Actor) async throws -> Int {
        try await write(as: actor) { [self] work in
            let round = try work.load(id, to: .remind)
            guard round.endsAt > work.now else { throw Problem.refused(.init("update.refused.closed")) }
            work.recordNothing()
            var letters = 0
            for request in try work.tx.requestsToRemind(in: round.id) {
                guard let contact = try work.tx.contact(request.contactID), contact.stoppedAt == nil,
                    let title = try work.tx.title(of: request),
                    try !work.tx.isStopped(.reminder, about: "", for: work.mailKey().reader(of: contact.email))
                else { continue }
                let reminded = request.changed(at: work.now) { $0.remindedAt = work.now }
                try work.save(reminded, over: request, in: "update_request", as: "update_request.reminded")
                try work.write(.reminder, to: contact, of: request, title, round, self)
                letters += 1
            }
            return letters
        }
    }

    /// The rounds, the latest year first, for the office.
    public func rounds(as actor: Actor) async throws -> [UpdateRound] {
        try UpdateRequest.askOffice(actor)
        return try await read { tx in try tx.all(UpdateRound.self, "SELECT * FROM update_round ORDER BY year DESC") }
    }

    /// One round with its numbers, for the office.
    public func round(
        _ id: ID<UpdateRound>, as actor: Actor
    ) async throws -> (round: UpdateRound, figures: UpdateFigures) {
        try UpdateRequest.askOffice(actor)
        let now = clock()
        return try await read { tx in
            let round = try tx.see(id, as: actor)
            return (round, try tx.figures(of: round.id, at: now))
        }
    }
}

extension UpdateRequest {
    static func askOffice(_ actor: Actor) throws {
        guard let refusal = UpdateRound.refusalOfCreating(to: actor) else { return }
        throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
    }
}

/// An active record that belongs into a round.
struct RecordToAsk: Decodable, Sendable {
    let kind: String
    let thing: String
    let title: Multilingual
}

/// Why a letter about a record leaves.
enum UpdateLetter: String { case first, reminder, returned }

extension Transaction {
    /// Active records of both kinds, as `kind`, `thing`, `title`, `checked_on`.
    static let activeRecords: SQL = """
        SELECT 'cooperation_programme' AS kind, id AS thing, title, checked_on FROM cooperation_programme
        WHERE status = 'active'
        UNION ALL SELECT 'mobility_scheme', id, title, checked_on FROM mobility_scheme WHERE status = 'active'
        """

    /// Active records that nobody was asked about in a round.
    fileprivate func recordsToAsk(in round: ID<UpdateRound>) throws -> [RecordToAsk] {
        try all(
            RecordToAsk.self,
            """
            SELECT r.kind, r.thing, r.title FROM (\(Self.activeRecords)) r WHERE NOT EXISTS
            (SELECT 1 FROM update_request q
            WHERE q.round_id = \(round) AND q.thing = r.thing AND q.asked_at IS NOT NULL) ORDER BY r.kind, r.thing
            """)
    }

    fileprivate func requestsToRemind(in round: ID<UpdateRound>) throws -> [UpdateRequest] {
        try all(
            UpdateRequest.self,
            """
            SELECT q.* FROM update_request q JOIN owner_contact c ON c.id = q.contact_id AND c.stopped_at IS NULL
            WHERE q.round_id = \(round) AND q.asked_at IS NOT NULL AND q.answered_at IS NULL AND q.reminded_at IS NULL
            ORDER BY q.id
            """)
    }

    /// The first who takes letters.
    fileprivate func reachableContact(of thing: String) throws -> OwnerContact? {
        try contacts(of: thing).first { $0.stoppedAt == nil }
    }

    fileprivate func request(of thing: String, in round: ID<UpdateRound>) throws -> UpdateRequest? {
        try first(
            UpdateRequest.self, "SELECT * FROM update_request WHERE round_id = \(round) AND thing = \(thing)")
    }

    func contact(_ id: String?) throws -> OwnerContact? {
        try id.flatMap { try OwnerContact.find(ID($0), in: self) }
    }

    /// What the record of a request is called now.
    func title(of request: UpdateRequest) throws -> Multilingual? {
        switch InventoryKind(rawValue: request.thingKind) {
        case .programme: try CooperationProgramme.find(ID(request.thing), in: self)?.title
        case .scheme: try MobilityScheme.find(ID(request.thing), in: self)?.title
        case nil: nil
        }
    }

    fileprivate func figures(of round: ID<UpdateRound>, at now: Moment) throws -> UpdateFigures {
        var figures = UpdateFigures()
        let reachable: SQL =
            "EXISTS (SELECT 1 FROM owner_contact c WHERE c.thing = r.thing AND c.stopped_at IS NULL)"
        let asked: SQL = """
            EXISTS (SELECT 1 FROM update_request q WHERE q.round_id = \(round) AND q.thing = r.thing
            AND q.asked_at IS NOT NULL)
            """
        let records: SQL = "SELECT COUNT(*) FROM (\(Self.activeRecords)) r"
        figures.records = try count(records)
        figures.reachable = try count("\(records) WHERE \(reachable)")
        figures.toAsk = try count("\(records) WHERE \(reachable) AND NOT \(asked)")
        figures.stale = try count(
            """
            \(records) WHERE r.checked_on IS NULL
            OR r.checked_on < \(now.day.adding(days: -InventoryFacets.freshDays))
            """)
        figures.toRemind = try requestsToRemind(in: round).count
        for request in try all(UpdateRequest.self, "SELECT * FROM update_request WHERE round_id = \(round)") {
            switch request.standing {
            case .unreachable: figures.unreachable += 1
            case .asked: figures.asked += 1
            case .answered: figures.answered += 1
            case .accepted: figures.accepted += 1
            case .returned: figures.returned += 1
            }
        }
        // Before any letter leaves, nobody was found to be out of reach: it follows from the contacts.
        if figures.letters == 0 { figures.unreachable = figures.records - figures.reachable }
        return figures
    }
}

extension Work {
    /// Writes to an owner in their language, with a link of its own to this record in this round.
    func write(
        _ letter: UpdateLetter, to contact: OwnerContact, of request: UpdateRequest, _ title: Multilingual,
        _ round: UpdateRound, _ programme: Programme
    ) throws {
        let token = Token.random()
        try tx.run(
            """
            INSERT INTO update_link (token_hash, request_id, created_at, expires_at)
            VALUES (\(token.digest), \(request.id), \(now), \(round.endsAt))
            """)
        let language = contact.language
        let words = Words(language)
        let site = programme.settings.name.reading(language)
        let values = [
            "title": title.reading(language), "day": words.day(round.closesOn), "site": site, "name": contact.name,
            "year": String(round.year), "reason": request.reason,
        ]
        let key = "update.mail.\(letter.rawValue)"
        let query = Query([("lang", language)]).address
        let address = programme.link("updates/\(token.text)")
        try send(
            MailDraft(
                to: contact.email, name: contact.name, language: language, subject: words("\(key).subject", values),
                greeting: words("update.mail.greeting", values),
                paragraphs: [words("\(key).text", values), round.note.reading(language), words("update.mail.how")],
                link: MailDraft.Link(words("update.mail.link"), address + query),
                reason: words("update.mail.reason", values),
                stop: MailDraft.Link(words("update.mail.stop"), address + "/stop" + query), about: request.id.text))
    }
}
