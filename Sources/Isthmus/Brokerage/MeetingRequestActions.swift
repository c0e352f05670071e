import Database

extension Programme {
    /// Asks others to meet: `to` (ids of participants, more than one for a meeting of several), `message`, `priority`
    /// from 1 to 3, `is_online` with `link`, `slots` (none for any) and a private `note`. The organisers name whom they
    /// ask for in `from`. Each is told once.
    public func requestMeeting(
        in id: ID<Brokerage>, _ given: [String: Given], as actor: Actor
    ) async throws -> MeetingRequest {
        try await write(as: actor) { [self] work in
            let brokerage = try work.load(id, to: .view)
            let fields = Fields(given)
            if let made: MeetingRequest = try work.made(by: fields) { return made }
            let asker = try work.asker(of: brokerage, fields)
            try work.require(asker.refusal(of: .meet, to: actor))
            if let refusal = brokerage.refusalOfMeeting(at: work.now) { throw Problem.refused(refusal) }
            try work.requireRoom(for: asker, in: brokerage)
            let others = try work.others(named: "to", in: fields, asker: asker)
            let priority = fields.integer("priority", 2, in: 1...3) ?? 2
            let note = fields.text("note", atMost: MeetingRequest.longestNote, lines: true)
            let parties = [asker] + others
            let key = MeetingRequest.key(of: parties.map(\.id))
            if !others.isEmpty { try work.complain(ofTwins: key, of: asker, in: brokerage, fields) }
            let slots = fields.isGiven("slots") ? try work.tx.meetingSlots(of: id) : []
            let blank = MeetingRequest(
                id: work.newID(MeetingRequest.prefix, from: fields), brokerageID: id, askerID: asker.id,
                proposerID: asker.id, partyKey: key, state: .waiting, message: "", isOnline: false, link: nil,
                slots: [], version: 1, createdAt: work.now, changedAt: work.now, brokerage: brokerage)
            var made = blank.proposed(
                by: fields, author: asker.id, isSlot: slots.knows, modes: parties.map(\.mode))
            try fields.finish()
            made.parties = parties.map { one in
                MeetingParty(
                    id: work.newID(MeetingParty.prefix), requestID: made.id, participantID: one.id,
                    answer: one.id == asker.id ? .accepted : .waiting, priority: one.id == asker.id ? priority : 2,
                    version: 1, createdAt: work.now, changedAt: work.now, accountID: one.accountID)
            }
            try work.tx.insert(made, into: "meeting_request")
            try work.tx.insert(all: made.parties, into: "meeting_party")
            try work.record("meeting_request.created", from: nil, to: made)
            try work.tx.save(note: note, of: asker.id, in: made.id)
            let letters = try MeetingLetters(brokerage, in: work.tx, of: self)
            for one in others { try work.send(.asked, to: one.id, about: asker.id, letters, message: made.message) }
            return made
        }
    }

    /// Changes what one proposed, as long as nobody answered: `message`, `is_online`, `link`, `slots`, `priority`,
    /// `note`. Of an agreed meeting that is held online its parties change the `link` alone, until it is over.
    public func changeRequest(
        _ id: ID<MeetingRequest>, _ given: [String: Given], as actor: Actor
    ) async throws -> MeetingRequest {
        try await write(as: actor) { work in
            let known = try work.load(id, to: .view)
            if known.state == .accepted, known.allows(.link, to: actor) { return try work.link(known, given) }
            let before = try work.load(id, to: .edit)
            if let refusal = before.brokerage?.refusalOfMeeting(at: work.now) { throw Problem.refused(refusal) }
            guard let own = before.party(of: before.proposerID) else { throw Problem.notFound }
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let priority = fields.integer("priority", own.priority, in: 1...3) ?? own.priority
            let note = fields.isGiven("note") ? fields.note : nil
            let after = try work.proposal(before, by: fields, author: before.proposerID)
            try fields.finish()
            try work.save(own.changed(at: work.now) { $0.priority = priority }, over: own)
            try work.save(
                after.changed(at: work.now) { _ in }, over: before, in: "meeting_request", as: "meeting_request.changed"
            )
            if let note { try work.tx.save(note: note, of: own.participantID, in: id) }
            return try work.again(id)
        }
    }

    /// Says yes or no: `answer` (`accepted`, `declined`), `priority`, `note`, and a `link` to an online meeting. Who
    /// asked is told; of a no, nobody else. The organisers name the `participant` without an account that they answer
    /// for.
    public func answerRequest(
        _ id: ID<MeetingRequest>, _ given: [String: Given], as actor: Actor
    ) async throws -> MeetingRequest {
        try await write(as: actor) { [self] work in
            let before = try work.load(id, to: .answer)
            guard let brokerage = before.brokerage else { throw Problem.notFound }
            if let refusal = brokerage.refusalOfMeeting(at: work.now) { throw Problem.refused(refusal) }
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let own = try work.partyToAnswer(before, fields)
            let answer = fields.choice("answer", MeetingParty.Answer?.none) ?? .waiting
            if answer == .waiting, fields.issues.isEmpty { fields.complain("answer", "field.required") }
            let priority = fields.integer("priority", own.priority, in: 1...3) ?? own.priority
            let note = fields.isGiven("note") ? fields.note : nil
            let link = before.isOnline ? fields.webAddress("link", before.link) : before.link
            try fields.finish()
            let answered = own.changed(at: work.now) { ($0.answer, $0.priority) = (answer, priority) }
            try work.save(answered, over: own)
            let waits = before.parties.contains { $0.id != own.id && $0.answer == .waiting }
            let state: MeetingRequest.State =
                answer == .declined ? .declined : waits ? .waiting : .accepted
            let after = before.changed(at: work.now) { ($0.state, $0.link) = (state, link) }
            try work.save(
                after, over: before, in: "meeting_request",
                as: answer == .declined ? "meeting_request.declined" : "meeting_request.accepted")
            if let note { try work.tx.save(note: note, of: own.participantID, in: id) }
            let letters = try MeetingLetters(brokerage, in: work.tx, of: self)
            // A no is between the one who says it and the ones who proposed; a meeting that is settled concerns all.
            let told: Set<ID<Participant>> =
                state == .accepted
                ? Set(after.parties.map(\.participantID)) : [after.askerID, after.proposerID]
            for other in told.subtracting([own.participantID]).sorted() {
                try work.send(
                    state == .declined ? .declined : state == .accepted ? .accepted : .answered, to: other,
                    about: own.participantID, letters)
            }
            var result = after
            result.parties = before.parties.map { $0.id == own.id ? answered : $0 }
            return result
        }
    }

    /// Proposes something else instead of an answer: other `slots`, `is_online`, a `message`. The rest answers again.
    public func counterPropose(
        _ id: ID<MeetingRequest>, _ given: [String: Given], as actor: Actor
    ) async throws -> MeetingRequest {
        try await write(as: actor) { [self] work in
            let before = try work.load(id, to: .answer)
            guard let brokerage = before.brokerage else { throw Problem.notFound }
            if let refusal = brokerage.refusalOfMeeting(at: work.now) { throw Problem.refused(refusal) }
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let own = try work.partyToAnswer(before, fields)
            let priority = fields.integer("priority", own.priority, in: 1...3) ?? own.priority
            let note = fields.isGiven("note") ? fields.note : nil
            var after = try work.proposal(before, by: fields, author: own.participantID)
            if after.isOnline == before.isOnline, after.slots == before.slots, fields.issues.isEmpty {
                fields.complain("slots", "meeting_request.same")
            }
            try fields.finish()
            after = after.changed(at: work.now) { $0.proposerID = own.participantID }
            for party in before.parties {
                let isOwn = party.id == own.id
                try work.save(
                    party.changed(at: work.now) {
                        $0.answer = isOwn ? .accepted : .waiting
                        if isOwn { $0.priority = priority }
                    }, over: party)
            }
            try work.save(after, over: before, in: "meeting_request", as: "meeting_request.countered")
            if let note { try work.tx.save(note: note, of: own.participantID, in: id) }
            let letters = try MeetingLetters(brokerage, in: work.tx, of: self)
            for party in before.parties where party.id != own.id {
                try work.send(.countered, to: party.participantID, about: own.participantID, letters)
            }
            return try work.again(id)
        }
    }

    /// Takes a request back, also after it was accepted. The others are told once.
    public func withdrawRequest(_ id: ID<MeetingRequest>, as actor: Actor) async throws -> MeetingRequest {
        try await write(as: actor) { [self] work in
            let before = try work.load(id, to: .withdraw)
            guard let brokerage = before.brokerage else { throw Problem.notFound }
            if let refusal = before.refusalOfWithdrawing(at: work.now) { throw Problem.refused(refusal) }
            let after = before.changed(at: work.now) { $0.state = .withdrawn }
            try work.save(after, over: before, in: "meeting_request", as: "meeting_request.withdrawn")
            let own = before.parties(of: actor).first?.participantID
            let letters = try MeetingLetters(brokerage, in: work.tx, of: self)
            for party in before.parties where party.participantID != own {
                if let own {
                    try work.send(.withdrawn, to: party.participantID, about: own, letters)
                } else if let other = before.parties.first(where: { $0.id != party.id }) {
                    try work.send(.takenBack, to: party.participantID, about: other.participantID, letters)
                }
            }
            return try work.again(id)
        }
    }

    /// What one writes down about a request for oneself alone.
    public func noteRequest(_ id: ID<MeetingRequest>, _ given: [String: Given], as actor: Actor) async throws {
        try await write(as: actor) { work in
            let request = try work.load(id, to: .view)
            guard let own = request.parties(of: actor).first else {
                throw Problem.refused(.init("meeting_request.refused.note"))
            }
            let fields = Fields(given)
            let note = fields.note
            try fields.finish()
            try work.tx.save(note: note, of: own.participantID, in: id)
            // What is private leaves no line.
            work.recordNothing()
        }
    }
}

extension MeetingRequest {
    static let longestNote = 2_000
}

extension Fields {
    fileprivate var note: String { text("note", atMost: MeetingRequest.longestNote, lines: true) }
}

extension [MeetingSlot] {
    /// Whether a slot is among them and is not cancelled.
    fileprivate func knows(_ id: ID<MeetingSlot>) -> Bool { contains { $0.id == id && $0.cancelledAt == nil } }
}

extension Work {
    /// The participant in whose name is asked: the actor's own, or the one that the organisers name.
    fileprivate func asker(of brokerage: Brokerage, _ fields: Fields) throws -> Participant {
        let named = fields.text("from", atMost: 40)
        let id =
            named.isEmpty
            ? try tx.participant(of: actor, in: brokerage.id)?.id : ID<Participant>(named)
        guard let id, let found = try Participant.find(id, in: tx), found.brokerageID == brokerage.id,
            found.status == .active
        else { throw Problem.refused(.init("meeting_request.refused.not_taking_part")) }
        let status = try tx.value(
            String.self, "SELECT status FROM event_registration WHERE id = \(found.registrationID)")
        guard status == EventRegistration.Status.confirmed.rawValue else {
            throw Problem.refused(.init("participant.refused.unconfirmed"))
        }
        return found
    }

    /// Refuses a request above the limit of those that nobody answered.
    fileprivate func requireRoom(for asker: Participant, in brokerage: Brokerage) throws {
        let open = try tx.count(
            "SELECT COUNT(*) FROM meeting_request WHERE asker_id = \(asker.id) AND state = 'waiting'")
        guard open >= brokerage.requestLimit else { return }
        throw Problem.refused(
            .init("meeting_request.refused.limit", ["limit": String(brokerage.requestLimit), "open": String(open)]))
    }

    /// Those who are asked; what is wrong with one is complained about by name.
    fileprivate func others(named name: String, in fields: Fields, asker: Participant) throws -> [Participant] {
        struct Line: Decodable { let id: ID<Participant>, status: String, registration: String, name: String }
        let ids = fields.texts(name, [], atMost: MeetingRequest.mostParties - 1, each: 40)
        if ids.isEmpty, fields.issues.allSatisfy({ $0.field != name }) { fields.complain(name, "field.required") }
        let lines = try tx.all(
            Line.self,
            """
            SELECT p.id, p.status, r.status AS registration, a.name FROM participant p
            JOIN event_registration r ON r.id = p.registration_id JOIN event_attendee a ON a.registration_id = r.id
            WHERE p.brokerage_id = \(asker.brokerageID) AND p.id IN (\(ids))
            """)
        var found: [Participant] = []
        for id in ids {
            if id == asker.id.text {
                fields.complain(name, "meeting_request.self")
            } else if let line = lines.first(where: { $0.id.text == id }) {
                if line.status != Participant.Status.active.rawValue {
                    fields.complain(name, "meeting_request.left", ["name": line.name])
                } else if line.registration != EventRegistration.Status.confirmed.rawValue {
                    fields.complain(name, "meeting_request.not_attending", ["name": line.name])
                } else if let one = try tx.first(Participant.self, "SELECT * FROM participant WHERE id = \(line.id)") {
                    found.append(one)
                }
            } else {
                fields.complain(name, "meeting_request.unknown", ["code": id])
            }
        }
        return found
    }

    /// Complains where the same people are asked already, in either direction, or where the answer was no.
    fileprivate func complain(
        ofTwins key: String, of asker: Participant, in brokerage: Brokerage, _ fields: Fields
    ) throws {
        struct Twin: Decodable { let askerID: ID<Participant>, state: MeetingRequest.State }
        let twins = try tx.all(
            Twin.self,
            """
            SELECT asker_id, state FROM meeting_request WHERE brokerage_id = \(brokerage.id) AND party_key = \(key)
            ORDER BY id
            """)
        if let open = twins.first(where: { $0.state.isOpen }) {
            fields.complain("to", open.askerID == asker.id ? "meeting_request.twice" : "meeting_request.twice_other")
        } else if twins.contains(where: { $0.state == .declined && $0.askerID == asker.id }) {
            fields.complain("to", "meeting_request.declined_before")
        }
    }

    /// What is proposed now, by what was given; complaints stand in the fields.
    fileprivate func proposal(
        _ before: MeetingRequest, by fields: Fields, author: ID<Participant>
    ) throws -> MeetingRequest {
        let modes = try tx.column(
            Participant.Mode.self,
            "SELECT mode FROM participant WHERE id IN (\(before.parties.map(\.participantID)))")
        let slots = fields.isGiven("slots") ? try tx.meetingSlots(of: before.brokerageID) : []
        return before.proposed(by: fields, author: author, isSlot: slots.knows, modes: modes)
    }

    /// Whose answer is given: the actor's own, else that of the participant whom the organisers name.
    fileprivate func partyToAnswer(_ request: MeetingRequest, _ fields: Fields) throws -> MeetingParty {
        let waiting = request.parties.filter { $0.answer == .waiting }
        let own = request.parties(of: actor)
        if let mine = waiting.first(where: { party in own.contains { $0.id == party.id } }) { return mine }
        let named = fields.text("participant", atMost: 40)
        let others = waiting.filter { $0.accountID == nil && (named.isEmpty || $0.participantID.text == named) }
        guard others.count == 1 else { throw Problem.invalid("participant", "meeting_request.whose") }
        return others[0]
    }

    /// Says where an agreed meeting is held online.
    fileprivate func link(_ before: MeetingRequest, _ given: [String: Given]) throws -> MeetingRequest {
        if let refusal = before.refusalOfLinking(at: now) { throw Problem.refused(refusal) }
        let fields = Fields(given)
        try fields.expect(version: before.version)
        let link = fields.webAddress("link", before.link)
        for name in ["message", "is_online", "slots", "priority"] where fields.isGiven(name) {
            fields.complain(name, "meeting_request.link_alone")
        }
        try fields.finish()
        let after = before.changed(at: now) { $0.link = link }
        try save(after, over: before, in: "meeting_request", as: "meeting_request.changed")
        return try again(before.id)
    }

    fileprivate func save(_ after: MeetingParty, over before: MeetingParty) throws {
        guard after.answer != before.answer || after.priority != before.priority else { return }
        try save(after, over: before, in: "meeting_party", as: "meeting_party.changed")
    }

    fileprivate func again(_ id: ID<MeetingRequest>) throws -> MeetingRequest {
        guard let request = try MeetingRequest.find(id, in: tx) else { throw Problem.notFound }
        return request
    }
}

extension Transaction {
    /// An account's own part in a brokerage, as long as they take part.
    func participant(of actor: Actor, in brokerage: ID<Brokerage>) throws -> Participant? {
        guard let account = actor.account else { return nil }
        return try value(
            ID<Participant>.self,
            """
            SELECT id FROM participant WHERE brokerage_id = \(brokerage) AND account_id = \(account)
            AND status = 'active' ORDER BY id LIMIT 1
            """
        ).flatMap { try Participant.find($0, in: self) }
    }

    /// Keeps what somebody wrote for themselves; an empty text is none.
    fileprivate func save(note: String, of participant: ID<Participant>, in request: ID<MeetingRequest>) throws {
        if note.isEmpty {
            try run("DELETE FROM meeting_note WHERE request_id = \(request) AND participant_id = \(participant)")
            return
        }
        try run(
            """
            INSERT INTO meeting_note (request_id, participant_id, text) VALUES (\(request), \(participant), \(note))
            ON CONFLICT (request_id, participant_id) DO UPDATE SET text = excluded.text
            """)
    }
}
