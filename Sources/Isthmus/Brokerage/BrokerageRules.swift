import Foundation
import Text

extension Brokerage {
    static let longestText = 10_000
    static let mostRequests = 2_000
    static let usualRequests = 30

    static func blank(_ id: ID<Brokerage>, of event: Event, at now: Moment) -> Brokerage {
        Brokerage(
            id: id, eventID: event.id, text: [:], status: .draft, requestsClose: event.starts,
            requestsCloseAt: event.startsAt, meetingLimit: nil, requestLimit: usualRequests, walkingMinutes: 5,
            fewGaps: true, fewTableChanges: true, evenSlots: false, edition: 0, version: 0, createdAt: now,
            changedAt: now, event: event)
    }

    /// The brokerage after what a form or a body gave; throws every issue.
    func changed(by fields: Fields, of event: Event, at now: Moment) throws(Problem) -> Brokerage {
        var next = self
        let clock = event.clock
        next.text = fields.multilingual("text", text, atMost: Self.longestText)
        next.status = fields.choice("status", status) ?? status
        next.requestsClose =
            fields.wallTime("requests_close", version == 0 ? nil : requestsClose, in: clock, isRequired: true)
            ?? requestsClose
        next.requestsCloseAt = clock.moment(next.requestsClose)
        if fields.issues.isEmpty, next.requestsCloseAt > event.endsAt {
            fields.complain("requests_close", "brokerage.closes_late", ["ends": event.ends.description])
        }
        let isNewlyClosed = next.requestsCloseAt <= now && (version == 0 || next.requestsCloseAt != requestsCloseAt)
        if fields.issues.isEmpty, next.status == .open, isNewlyClosed {
            fields.complain("requests_close", "brokerage.closes_past")
        }
        next.meetingLimit = fields.integer("meeting_limit", meetingLimit, in: 1...200)
        next.requestLimit = fields.integer("request_limit", requestLimit, in: 1...Self.mostRequests) ?? requestLimit
        next.walkingMinutes = fields.integer("walking_minutes", walkingMinutes, in: 0...120) ?? walkingMinutes
        next.fewGaps = fields.flag("few_gaps", fewGaps)
        next.fewTableChanges = fields.flag("few_table_changes", fewTableChanges)
        next.evenSlots = fields.flag("even_slots", evenSlots)
        if version > 0, status != .draft, next.status == .draft {
            fields.complain("status", "brokerage.refused.draft")
        }
        try fields.finish()
        guard version == 0 || next != self else { return self }
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    /// Why meetings cannot be asked for or answered at a moment; nil where they can.
    func refusalOfMeeting(at now: Moment) -> Problem.Reason? {
        if event?.status == .cancelled { return .init("brokerage.refused.cancelled") }
        if status == .draft { return .init("brokerage.refused.early") }
        if status == .over { return .init("brokerage.refused.over") }
        if now >= requestsCloseAt {
            return .init(
                "brokerage.refused.late", ["when": requestsClose.description, "zone": event?.zone ?? ""])
        }
        return nil
    }
}

extension Brokerage: Equatable {
    /// By what is kept.
    public static func == (left: Brokerage, right: Brokerage) -> Bool {
        left.id == right.id && left.text == right.text && left.status == right.status
            && left.requestsClose == right.requestsClose && left.requestsCloseAt == right.requestsCloseAt
            && left.meetingLimit == right.meetingLimit && left.requestLimit == right.requestLimit
            && left.walkingMinutes == right.walkingMinutes && left.fewGaps == right.fewGaps
            && left.fewTableChanges == right.fewTableChanges && left.evenSlots == right.evenSlots
            && left.version == right.version && left.edition == right.edition
    }
}

/// A run of slots of one length, one after another, as an officer lays them out.
struct MeetingSlotRun: Sendable, Equatable {
    let starts: WallTime
    let minutes: Int
    let pause: Int
    let count: Int
    let tables: Int

    static let mostMinutes = 480

    /// Reads it: `day` and `first` (`2026-10-14`, `09:00`) or `starts`; `minutes` or `ends`; `pause`, `count`,
    /// `tables`. Nil where something is wrong, which stands in the issues.
    init?(_ fields: Fields, in clock: ZoneClock) {
        var given: WallTime?
        if fields.isGiven("starts") {
            given = fields.wallTime("starts", nil, in: clock, isRequired: true)
        } else {
            let day = fields.text("day", atLeast: 1, atMost: 20)
            let first = fields.text("first", atLeast: 1, atMost: 20)
            if !day.isEmpty, !first.isEmpty {
                let read = Fields(["first": .text("\(day) \(first)")])
                given = read.wallTime("first", nil, in: clock, isRequired: true)
                fields.adopt(read)
            }
        }
        var length = fields.integer("minutes", nil, in: 5...Self.mostMinutes)
        if length == nil, fields.isGiven("ends"), let begins = given {
            if let ends = fields.wallTime("ends", nil, in: clock, isRequired: true) {
                let seconds = clock.moment(ends).seconds - clock.moment(begins).seconds
                if seconds <= 0 {
                    fields.complain("ends", "meeting_slot.ends_before")
                } else if seconds > Int64(Self.mostMinutes * 60) {
                    fields.complain("ends", "meeting_slot.long", ["max": String(Self.mostMinutes)])
                } else {
                    length = Int(seconds / 60)
                }
            }
        } else if length == nil, fields.issues.allSatisfy({ $0.field != "minutes" }) {
            fields.complain("minutes", "field.required")
        }
        pause = fields.integer("pause", 0, in: 0...Self.mostMinutes) ?? 0
        count = fields.integer("count", 1, in: 1...MeetingSlot.most) ?? 1
        let seats = fields.integer("tables", nil, in: 0...MeetingSlot.mostTables)
        if seats == nil, fields.issues.allSatisfy({ $0.field != "tables" }) {
            fields.complain("tables", "field.required")
        }
        guard fields.issues.isEmpty, let given, let length, let seats else { return nil }
        (starts, minutes, tables) = (given, length, seats)
    }

    /// The moments at which they begin and end. A slot lasts as long as it says, also when the clocks change meanwhile.
    func times(in clock: ZoneClock) -> [(starts: Moment, ends: Moment)] {
        let first = clock.moment(starts)
        return (0..<count).map { index in
            let begins = first.adding(minutes: index * (minutes + pause))
            return (begins, begins.adding(minutes: minutes))
        }
    }
}

extension ZoneClock {
    /// What the clocks show at a moment, with the offset where they show it twice: read back, it is the same moment.
    func exactTime(at moment: Moment) -> WallTime {
        let shown = time(at: moment)
        guard case .doubled(let first, let second) = meaning(of: shown) else { return shown }
        return self.moment(first) == moment ? first : second
    }
}

extension MeetingSlot {
    /// What an officer changes of a slot that stays where it is: `tables`, `broken_tables`.
    func changed(by fields: Fields, at now: Moment) throws(Problem) -> MeetingSlot {
        var next = self
        let seats = fields.integer("tables", tables, in: 0...Self.mostTables)
        if seats == nil { fields.complain("tables", "field.required") }
        next.tables = seats ?? tables
        if fields.isGiven("broken_tables") {
            let texts = fields.texts("broken_tables", [], atMost: Self.mostTables, each: 10)
            let numbers = texts.compactMap(Int.init)
            if numbers.count < texts.count {
                fields.complain("broken_tables", "field.type.integer")
            } else if let wrong = numbers.first(where: { $0 < 1 || $0 > next.tables }) {
                fields.complain(
                    "broken_tables", "meeting_slot.no_table", ["table": String(wrong), "max": String(next.tables)])
            }
            next.brokenTables = Set(numbers).sorted()
        }
        next.brokenTables = next.brokenTables.filter { $0 <= next.tables }
        try fields.finish()
        guard next.tables != tables || next.brokenTables != brokenTables else { return self }
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    /// Whether a table can be used.
    func has(table: Int) -> Bool { (1...max(1, tables)).contains(table) && tables > 0 && !brokenTables.contains(table) }
}

extension Participant {
    static let mostTopics = 20

    /// The profile after what a form or a body gave; throws every issue. `seats` tells that stand and the number of
    /// meetings at once may be set.
    func changed(
        by fields: Fields, of event: Event, isTopic: (String) -> Bool, seats: Bool, organisation: String, at now: Moment
    ) throws(Problem) -> Participant {
        var next = self
        next.offers = fields.multilingual("offers", offers, atMost: Self.longestText)
        next.seeks = fields.multilingual("seeks", seeks, atMost: Self.longestText)
        next.offeredTopics = fields.texts("offered_topics", offeredTopics, atMost: Self.mostTopics, each: 60)
        next.soughtTopics = fields.texts("sought_topics", soughtTopics, atMost: Self.mostTopics, each: 60)
        for topic in next.offeredTopics where !isTopic(topic) {
            fields.complain("offered_topics", "field.unknown", ["code": topic])
        }
        for topic in next.soughtTopics where !isTopic(topic) {
            fields.complain("sought_topics", "field.unknown", ["code": topic])
        }
        next.languages = fields.languageCodes("languages", languages)
        next.mode = fields.choice("mode", mode) ?? mode
        if event.format == .onSite, next.mode != .onSite { fields.complain("mode", "participant.mode.on_site") }
        if event.format == .online, next.mode != .online { fields.complain("mode", "participant.mode.online") }
        next.delegation = fields.text("delegation", delegation, atMost: 120)
        next.delegationKey = folded(next.delegation)
        next.meetingLimit = fields.integer("meeting_limit", meetingLimit, in: 1...200)
        if seats {
            next.capacity = fields.integer("capacity", capacity, in: 1...20) ?? capacity
            next.stand = fields.integer("stand", stand, in: 1...9_999)
        } else if fields.isGiven("stand") || fields.isGiven("capacity") {
            fields.complain(fields.isGiven("stand") ? "stand" : "capacity", "participant.refused.seat")
        }
        try fields.finish()
        let written = [next.offers, next.seeks].flatMap { text in text.languages.compactMap { text[$0] } }
        next.searchText = folded((written + [next.delegation, organisation]).joined(separator: " "))
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    /// The same at a later step.
    func changed(at now: Moment, _ change: (inout Participant) -> Void) -> Participant {
        var next = self
        change(&next)
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}

extension MeetingRequest {
    /// The ids of those who meet, in order: equal for the same people, whoever asks.
    static func key(of participants: [ID<Participant>]) -> String {
        participants.map(\.text).sorted().joined(separator: " ")
    }

    /// The same at a later step.
    func changed(at now: Moment, _ change: (inout MeetingRequest) -> Void) -> MeetingRequest {
        var next = self
        change(&next)
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    /// What is proposed after what was given; the complaints stand in `fields`. `isSlot` knows the slots there are.
    /// `author` is who proposes; what others wrote stays.
    func proposed(
        by fields: Fields, author: ID<Participant>, isSlot: (ID<MeetingSlot>) -> Bool, modes: [Participant.Mode]
    ) -> MeetingRequest {
        var next = self
        var said = MeetingMessage(message)
        let words = said.words(of: author, asker: askerID)
        said.say(
            fields.text("message", words, atMost: Self.longestMessage, lines: true), by: author, asker: askerID)
        next.message = said.kept
        next.isOnline = fields.flag("is_online", isOnline)
        next.link = fields.webAddress("link", link)
        if fields.isGiven("slots") {
            let named = fields.texts("slots", [], atMost: MeetingSlot.most, each: 40).map { ID<MeetingSlot>($0) }
            for slot in named where !isSlot(slot) {
                fields.complain("slots", "meeting_request.no_slot", ["slot": slot.text])
            }
            next.slots = named.sorted()
        }
        if next.isOnline, modes.contains(.onSite) {
            fields.complain("is_online", "meeting_request.mode.on_site")
        } else if !next.isOnline, modes.contains(.online) {
            fields.complain("is_online", "meeting_request.mode.online")
        }
        return next
    }
}

extension MeetingParty {
    /// The same at a later step.
    func changed(at now: Moment, _ change: (inout MeetingParty) -> Void) -> MeetingParty {
        var next = self
        change(&next)
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}
