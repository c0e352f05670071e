import Database

/// Calls, found by their titles, codes, keywords and texts, and compared with what people have done.
struct CallSource: FinderSource {
    let kind = FinderRecord.Kind.call

    func ids(after id: String, most: Int, in tx: Transaction) throws -> [String] {
        try page(of: "call", after: id, most: most, in: tx)
    }

    func records(_ ids: [String], in tx: Transaction) throws -> [FinderRecord] {
        try tx.all(Call.self, "SELECT * FROM call WHERE id IN (\(ids))").map { call in
            var record = FinderRecord(
                kind: kind, id: call.id.text, isPublic: call.status == .published, title: call.title.reading("en"),
                titles: call.title)
            record.names = call.title.texts.sorted { $0.key < $1.key }.map(\.value)
            record.identifiers = [call.code, call.callCode].filter { !$0.isEmpty }
            record.keywords = call.keywords
            record.topics = call.topics
            record.texts = [call.text, call.objectives]
            record.context = [call.programme, call.callTitle, call.theme, call.instrumentTitle]
            let times = CallTimes(call)
            record.notes = { words, now in times.notes(words, at: now) }
            return record
        }
    }

    func touched(by kind: String, _ things: [String], in tx: Transaction) throws -> [String] {
        switch kind {
        case Call.kind: things
        case Topic.kind: try tx.column(String.self, "SELECT call_id FROM call_topic WHERE topic_id IN (\(things))")
        default: []
        }
    }
}

/// When a call opens and closes, apart from the rest of it.
private struct CallTimes: Sendable {
    let opening: Day?
    let isAnnounced: Bool
    let deadlines: [CallDeadline]

    init(_ call: Call) { (opening, isAnnounced, deadlines) = (call.openingDay, call.isAnnounced, call.deadlines) }

    /// "Open", "until 15 September 2026".
    func notes(_ words: Words, at now: Moment) -> [String] {
        let closing = deadlines.map(\.at).max()
        let state = Call.State(opening: opening, isAnnounced: isAnnounced, closing: closing, at: now)
        let next = deadlines.map(\.at).filter { $0 > now }.min()
        let day = (next ?? closing).map { words.day(BrusselsTime.clock(at: $0).day) }
        return [words("call.state.\(state.rawValue)")]
            + [day.map { words(state == .closed ? "call.was_until" : "call.until", ["day": $0]) }].compactMap(\.self)
    }
}
