import Database
import Interchange

extension SearchedList {
    /// Calls among the lists in which searches can be kept. Whoever follows one is told of changed deadlines.
    static let calls = SearchedList(
        nil, CallPages.list, at: { Call.listing(at: $0) }, created: "c.created_at", visible: Call.visible,
        meaning: Call.meant, journal: Call.kind, notes: ["deadline", "programme"],
        watching: Watched(column: "deadlines", facets: ["state", "within", "month", "day"], note: Call.deadlinesBefore))
}

extension Call {
    /// "Before: 15 September 2026, 17:00", from the journal's columns.
    fileprivate static func deadlinesBefore(_ columns: String, _ words: Words) -> String {
        let before = (try? JSON(parsing: columns).dictionary)?["deadlines"]?.array ?? []
        let moments = before.compactMap { deadline in
            deadline.dictionary?["at"]?.string.flatMap { Moment(iso: $0) }
        }
        let shown = moments.map { words("call.deadline.brussels", ["when": words.spelled(BrusselsTime.text($0))]) }
            .joined(separator: ", ")
        return words("digest.deadline_before", ["when": shown.isEmpty ? words("list.none") : shown])
    }
}
