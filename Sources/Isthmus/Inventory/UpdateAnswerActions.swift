import Database
import Foundation

/// What the page behind a mailed link shows: one record, and nothing else.
struct UpdateVisit: Sendable {
    let request: UpdateRequest
    let round: UpdateRound
    /// The record as the owner sees it: with the own answer where there is one.
    let record: UpdatedRecord
    let contactName: String
}

/// A record of either kind.
enum UpdatedRecord: Sendable {
    case programme(CooperationProgramme)
    case scheme(MobilityScheme)

    var title: Multilingual {
        switch self {
        case .programme(let record): record.title
        case .scheme(let record): record.title
        }
    }
    var topics: [String] {
        switch self {
        case .programme(let record): record.topics
        case .scheme(let record): record.topics
        }
    }
    var path: String {
        switch self {
        case .programme(let record): "\(CooperationProgramme.path)/\(record.id.text)"
        case .scheme(let record): "\(MobilityScheme.path)/\(record.id.text)"
        }
    }
}

/// One request with its differences, for the office.
struct UpdateRequestProfile: Sendable {
    let request: UpdateRequest
    let round: UpdateRound
    let record: UpdatedRecord
    let contact: OwnerContact?
    /// What the owner says is otherwise: the record as it is now, and as it would be.
    let differences: @Sendable (Words) -> [UpdateDifference]
    let mayDecide: Bool
    let history: [HistoryLine]
}

extension Programme {
    /// The record behind a mailed link. Throws `notFound` for one that is forged, expired or about something gone: all
    /// look alike.
    func update(token: String) async throws -> UpdateVisit {
        let now = clock()
        return try await read { tx in
            let (request, round) = try tx.linkedRequest(Token(token), at: now)
            return UpdateVisit(
                request: request, round: round, record: try tx.answered(request),
                contactName: try tx.contact(request.contactID)?.name ?? "")
        }
    }

    /// What the owner says: the fields of the record that owners know, and `remark`. It changes nothing until the
    /// office accepts it, and can be given again until then.
    func answerUpdate(token: String, _ given: [String: Given]) async throws {
        try await write(as: .visitor) { work in
            try work.require(nil)
            let (request, _) = try work.tx.linkedRequest(Token(token), at: work.now)
            guard request.standing != .accepted else { throw Problem.notFound }
            switch InventoryKind(rawValue: request.thingKind) {
            case .programme: try work.answer(request, as: CooperationProgramme.self, given)
            case .scheme: try work.answer(request, as: MobilityScheme.self, given)
            case nil: throw Problem.notFound
            }
        }
    }

    /// Sends no more such letters to the address that got the link.
    func stopUpdates(token: String) async throws {
        try await write(as: .visitor) { work in
            try work.require(nil)
            work.recordNothing()
            let (request, _) = try work.tx.linkedRequest(Token(token), at: work.now)
            guard let contact = try work.tx.contact(request.contactID) else { return }
            let same = try work.tx.all(
                OwnerContact.self,
                "SELECT * FROM owner_contact WHERE mailbox = \(contact.mailbox) AND stopped_at IS NULL ORDER BY id")
            for before in same {
                var after = before
                (after.stoppedAt, after.version, after.changedAt) = (work.now, before.version + 1, work.now)
                try work.save(after, over: before, in: "owner_contact", as: "owner_contact.stopped")
            }
        }
    }

    /// Accepts or returns an answer: `decision`, `reason`. Accepting changes the record and says that it was checked;
    /// returning writes to the owner with the reason and a new link.
    func decideUpdate(_ id: ID<UpdateRequest>, _ given: [String: Given], as actor: Actor) async throws {
        try await write(as: actor) { [self] work in
            let request = try work.load(id, to: .decide)
            let fields = Fields(given)
            try fields.expect(version: request.version)
            let decision = fields.choice("decision", nil as UpdateRequest.Decision?)
            let reason = fields.text("reason", atLeast: decision == .returned ? 1 : 0, atMost: 2_000, lines: true)
            try fields.finish()
            let decided = request.changed(at: work.now) { request in
                (request.decision, request.reason) = (decision, reason)
                (request.decidedBy, request.decidedAt) = (actor.account ?? "", work.now)
            }
            try work.save(
                decided, over: request, in: "update_request", as: "update_request.\(decision?.rawValue ?? "")")
            if decision == .accepted {
                switch InventoryKind(rawValue: request.thingKind) {
                case .programme: try work.carryOut(request, as: CooperationProgramme.self)
                case .scheme: try work.carryOut(request, as: MobilityScheme.self)
                case nil: throw Problem.notFound
                }
            } else if let contact = try work.tx.contact(request.contactID), contact.stoppedAt == nil,
                let round = try UpdateRound.find(request.roundID, in: work.tx), round.endsAt > work.now,
                let title = try work.tx.title(of: request)
            {
                try work.write(.returned, to: contact, of: decided, title, round, self)
            }
        }
    }

    func updateRequest(_ id: ID<UpdateRequest>, as actor: Actor) async throws -> UpdateRequestProfile {
        try UpdateRequest.askOffice(actor)
        return try await read { tx in
            let request = try tx.see(id, as: actor)
            guard let round = try UpdateRound.find(request.roundID, in: tx) else { throw Problem.notFound }
            return UpdateRequestProfile(
                request: request, round: round, record: try tx.current(request),
                contact: try tx.contact(request.contactID), differences: try tx.differences(of: request),
                mayDecide: request.allows(.decide, to: actor), history: try tx.history(of: id.text, isOffice: true))
        }
    }
}

extension StoredRecord {
    /// As it was written into a request.
    init(written text: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(text.utf8)) }

    var written: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

extension Work {
    fileprivate func answer<Record: StoredRecord>(
        _ request: UpdateRequest, as type: Record.Type, _ given: [String: Given]
    ) throws {
        guard let current = try Record.find(ID(request.thing), in: tx), current.status == .active else {
            throw Problem.notFound
        }
        // Only what owners know: whatever else a form is made to send is left out.
        let owners = given.filter { Record.ownersFields.contains($0.key) }
        let fields = Fields(try tx.resolvingTopics(owners))
        let said = Fields(given)
        let remark = said.text("remark", request.remark, atMost: 2_000, lines: true)
        fields.adopt(said)
        let proposed = try current.changed(by: fields, knowing: try knowledge(for: current, fields))
        let (base, answer) = (try current.written, try proposed.written)
        let now = now
        let answered = request.changed(at: now) { request in
            (request.base, request.answer, request.remark) = (base, answer, remark)
            (request.answeredAt, request.decision, request.reason) = (now, nil, "")
            (request.decidedBy, request.decidedAt) = (nil, nil)
        }
        try save(answered, over: request, in: "update_request", as: "update_request.answered")
    }

    /// Takes over what the owner changed, and nothing that others changed meanwhile.
    fileprivate func carryOut<Record: StoredRecord>(_ request: UpdateRequest, as type: Record.Type) throws {
        let before = try load(ID<Record>(request.thing), to: .edit)
        let (base, answer) = (try Record(written: request.base), try Record(written: request.answer))
        var after = before
        let changed = answer.differences(from: base)
        for fact in changed { after.take(fact, from: answer) }
        after.checkedOn = request.answeredAt?.day ?? now.day
        after.edited = Set(before.edited).union(changed).sorted()
        try save(after.settled(version: before.version + 1, at: now), over: before, as: "\(Record.kind).updated")
    }
}

extension Transaction {
    fileprivate func linkedRequest(
        _ token: Token, at now: Moment
    ) throws -> (request: UpdateRequest, round: UpdateRound) {
        let id = try value(
            ID<UpdateRequest>.self,
            "SELECT request_id FROM update_link WHERE token_hash = \(token.digest) AND expires_at > \(now)")
        guard let id, let request = try UpdateRequest.find(id, in: self),
            let round = try UpdateRound.find(request.roundID, in: self)
        else { throw Problem.notFound }
        return (request, round)
    }

    fileprivate func current(_ request: UpdateRequest) throws -> UpdatedRecord {
        switch InventoryKind(rawValue: request.thingKind) {
        case .programme:
            if let record = try CooperationProgramme.find(ID(request.thing), in: self) { return .programme(record) }
        case .scheme:
            if let record = try MobilityScheme.find(ID(request.thing), in: self) { return .scheme(record) }
        case nil: break
        }
        throw Problem.notFound
    }

    /// The record with the owner's own answer, where there is one that is not accepted yet. One that was withdrawn or
    /// has ended is no longer asked about.
    fileprivate func answered(_ request: UpdateRequest) throws -> UpdatedRecord {
        let isOpen = request.answeredAt != nil && request.standing != .accepted
        switch try current(request) {
        case .programme(let record):
            guard record.status == .active else { throw Problem.notFound }
            return .programme(isOpen ? try CooperationProgramme(written: request.answer) : record)
        case .scheme(let record):
            guard record.status == .active else { throw Problem.notFound }
            return .scheme(isOpen ? try MobilityScheme(written: request.answer) : record)
        }
    }

    fileprivate func differences(of request: UpdateRequest) throws -> @Sendable (Words) -> [UpdateDifference] {
        guard request.answeredAt != nil else { return { _ in [] } }
        switch try current(request) {
        case .programme(let record): return try differences(of: request, record)
        case .scheme(let record): return try differences(of: request, record)
        }
    }

    /// Of one that waits, against the record as it is; of one that was decided, against what it was then.
    private func differences<Record: StoredRecord>(
        of request: UpdateRequest, _ current: Record
    ) throws -> @Sendable (Words) -> [UpdateDifference] {
        let (base, answer) = (try Record(written: request.base), try Record(written: request.answer))
        let shown = request.decision == nil ? current : base
        let facts = answer.differences(from: base)
        return { words in
            facts.map { fact in
                UpdateDifference(fact: fact, before: shown.shown(fact, words), after: answer.shown(fact, words))
            }
        }
    }
}
