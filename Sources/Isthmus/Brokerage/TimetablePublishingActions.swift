import Database

extension Programme {
    /// Makes a draft the timetable: its changes of slots, its meetings and its reasons in one transaction, and one mail
    /// to everybody whom it changes something for. Refused where the records no longer allow one of its meetings, or
    /// where somebody else published since.
    @discardableResult
    public func publishTimetable(_ id: ID<TimetableDraft>, as actor: Actor) async throws -> TimetableDraft {
        let (site, name) = (settings.address, settings.name)
        return try await write(as: actor) { work in
            let draft = try work.load(id, to: .publish)
            guard let before = draft.brokerage, let event = before.event else { throw Problem.notFound }
            let records = try work.tx.timetableRecords(of: before)
            let people = try work.tx.timetablePeople(of: before.id)
            let seats = try work.checked(draft, records, people)
            var brokerage = before
            (brokerage.edition, brokerage.version) = (before.edition + 1, before.version + 1)
            brokerage.changedAt = work.now
            try work.save(brokerage, over: before, in: "brokerage", as: "brokerage.timetable_published")
            try work.change(records.slots, by: draft.changes)
            let changed = try work.write(seats, over: records.published, of: brokerage)
            let after = draft.stepped(to: .published, at: work.now)
            try work.save(after, over: draft, in: "timetable_draft", as: "timetable_draft.published")
            let letters = TimetableLetters(
                event: event, edition: brokerage.edition, records: records, people: people, seats: seats,
                changed: changed, site: site, programme: name)
            for person in records.people { try work.tell(person, letters) }
            var published = after
            published.brokerage = brokerage
            return published
        }
    }
}

extension Work {
    /// The seats of a draft, with its reasons as they are by now; throws where one of its meetings cannot be held.
    fileprivate func checked(
        _ draft: TimetableDraft, _ records: TimetableRecords, _ people: [ID<Participant>: TimetablePerson]
    ) throws -> [ID<MeetingRequest>: MeetingSeat] {
        let entries = try tx.draftEntries(of: draft.id)
        var seats = Dictionary(uniqueKeysWithValues: entries.map { ($0.requestID, $0.seat) })
        let check = try records.problem(after: draft.changes, at: now).check(seats)
        if !check.isSound, check.impossible.isEmpty, try records.problem(at: now).basis == draft.basis {
            throw Defect("the timetable \(draft.id.text) does not fit the records that it was made from")
        }
        guard check.impossible.isEmpty else {
            let parties = records.wishes.filter { check.impossible.contains($0.id) }.prefix(3).map { wish in
                wish.parties.compactMap { people[$0.participantID]?.name }.joined(separator: " – ")
            }
            throw Problem.refused(
                .init(
                    "timetable_draft.outdated.overtaken",
                    [
                        "number": "\(check.impossible.count)",
                        "meetings": (parties + (check.impossible.count > 3 ? ["…"] : [])).joined(separator: "; "),
                    ]))
        }
        for (request, reason) in check.reasons where seats[request] != nil { seats[request] = .none(reason) }
        return seats
    }

    /// What publishing does to slots and tables.
    fileprivate func change(_ slots: [MeetingSlot], by changes: TimetableChanges) throws {
        for slot in slots {
            var after = changes.applied(to: slot, at: now)
            guard
                after.cancelledAt != slot.cancelledAt || after.tables != slot.tables
                    || after.brokenTables != slot.brokenTables
            else { continue }
            (after.version, after.changedAt) = (slot.version + 1, now)
            let isOff = after.cancelledAt != slot.cancelledAt
            try save(
                after, over: slot, in: "meeting_slot", as: isOff ? "meeting_slot.cancelled" : "meeting_slot.changed")
        }
    }

    /// Writes the entries that differ from the published ones; what the answers say to which they were changed.
    fileprivate func write(
        _ seats: [ID<MeetingRequest>: MeetingSeat], over published: [ID<MeetingRequest>: TimetableEntry],
        of brokerage: Brokerage
    ) throws -> [ID<MeetingRequest>: TimetableDifference] {
        var changed: [ID<MeetingRequest>: TimetableDifference] = [:]
        var entries: [TimetableEntry] = []
        for (request, seat) in seats.sorted(by: { $0.key < $1.key }) where published[request]?.seat != seat {
            let before = published[request]
            changed[request] = seat.difference(from: before?.seat)
            entries.append(TimetableEntry(request, of: brokerage, seat, after: before, at: now))
        }
        for start in stride(from: 0, to: entries.count, by: 500) {
            let ids = entries[start..<min(start + 500, entries.count)].map(\.requestID)
            try tx.run("DELETE FROM timetable_entry WHERE request_id IN (\(ids))")
        }
        try tx.insert(all: entries, into: "timetable_entry")
        return changed
    }
}

/// What the mails about a timetable are written with.
struct TimetableLetters: Sendable {
    let event: Event
    let edition: Int
    let records: TimetableRecords
    let people: [ID<Participant>: TimetablePerson]
    let seats: [ID<MeetingRequest>: MeetingSeat]
    /// What became of the requests whose answer changed.
    let changed: [ID<MeetingRequest>: TimetableDifference]
    let site: String
    let programme: Multilingual
    private let wishes: [ID<Participant>: [TimetableRecords.Wish]]
    private let slots: [ID<MeetingSlot>: MeetingSlot]

    init(
        event: Event, edition: Int, records: TimetableRecords, people: [ID<Participant>: TimetablePerson],
        seats: [ID<MeetingRequest>: MeetingSeat], changed: [ID<MeetingRequest>: TimetableDifference], site: String,
        programme: Multilingual
    ) {
        (self.event, self.edition, self.records, self.people) = (event, edition, records, people)
        (self.seats, self.changed, self.site, self.programme) = (seats, changed, site, programme)
        var wishes: [ID<Participant>: [TimetableRecords.Wish]] = [:]
        for wish in records.wishes {
            for party in wish.parties { wishes[party.participantID, default: []].append(wish) }
        }
        self.wishes = wishes
        slots = Dictionary(uniqueKeysWithValues: records.slots.map { ($0.id, $0) })
    }

    /// What somebody is told: the lines of what changed for them, in the order of time. Empty for whom nothing did.
    func lines(for person: ID<Participant>, _ words: Words) -> [(title: String, note: String)] {
        // Who had no meeting and has none knows it; only the reason may be another one.
        let mine = wishes[person, default: []].filter { wish in
            changed[wish.id].map { $0 != .without || records.published[wish.id] == nil } ?? false
        }
        let far = Moment(seconds: .max)
        func at(_ wish: TimetableRecords.Wish) -> Moment {
            seats[wish.id]?.slotID.flatMap { slots[$0]?.startsAt } ?? far
        }
        let ordered = mine.sorted { (at($0), $0.id) < (at($1), $1.id) }
        return ordered.compactMap { wish -> (title: String, note: String)? in
            guard let seat = seats[wish.id] else { return nil }
            let others = wish.parties.filter { $0.participantID != person }
                .compactMap { people[$0.participantID]?.title }.joined(separator: ", ")
            return (TimetableViews.when(seat, slots, words) + " · " + others, note(wish, seat, words))
        }
    }

    private func note(_ wish: TimetableRecords.Wish, _ seat: MeetingSeat, _ words: Words) -> String {
        var parts: [String] = []
        if edition > 1, let difference = changed[wish.id] {
            parts.append(words("timetable.difference.\(difference.rawValue)"))
            if let before = records.published[wish.id]?.seat, before.slotID != nil {
                parts.append(words("timetable.mail.before", ["when": TimetableViews.when(before, slots, words)]))
            }
        }
        if let reason = seat.reason { parts.append(words("timetable.reason.\(reason.rawValue)")) }
        if seat.place == .online, let link = wish.link { parts.append(link) }
        return parts.joined(separator: " · ")
    }
}

extension Work {
    /// Mails somebody once what a new edition changed for them.
    fileprivate func tell(_ person: Participant, _ letters: TimetableLetters) throws {
        guard
            let registration = try tx.first(
                EventRegistration.self, "SELECT * FROM event_registration WHERE id = \(person.registrationID)")
        else { return }
        let words = Words(registration.language)
        let lines = letters.lines(for: person.id, words)
        guard !lines.isEmpty else { return }
        let attendee = try tx.attendee(of: registration.id)
        guard !attendee.email.isEmpty else { return }
        let key = letters.edition == 1 ? "timetable.mail.first" : "timetable.mail.changed"
        let values = [
            "event": letters.event.title.reading(words.language), "site": letters.programme.reading(words.language),
            "zone": letters.event.zone,
        ]
        let address = letters.site + "/brokerages/\(person.brokerageID.text)/mine/timetable"
        var draft = MailDraft(
            to: attendee.email, name: attendee.name, language: words.language, subject: words("\(key).subject", values),
            greeting: words("claim.mail.greeting", ["name": attendee.name]),
            paragraphs: [words("\(key).text", values), words("timetable.mail.zone", values)],
            link: MailDraft.Link(words("timetable.mail.link"), address),
            reason: words("brokerage.mail.reason", values), about: person.brokerageID.text)
        draft.sections = [
            MailDraft.Section(
                MailDraft.Link(words("timetable.own"), address),
                lines.map { (MailDraft.Link($0.title, address), $0.note) })
        ]
        try send(draft)
    }
}
