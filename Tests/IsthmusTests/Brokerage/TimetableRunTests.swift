import Testing

@testable import Isthmus

/// How many timetables a process makes at once.
@Suite struct TimetableRunTests {
    private static let event = Event.blank(ID("ev-1"), at: Moment(seconds: 1_790_000_000))

    @Test func `one timetable of a brokerage is made at a time, and two in all`() throws {
        let runs = TimetableRuns()
        let order = try TimetableOrder(
            Fields(["kind": .text("plan")]), of: Brokerage.blank(ID("bk-1"), of: Self.event, at: Self.event.createdAt),
            slots: [], at: Self.event.createdAt)
        let first = TimetableRun(order)
        #expect(runs.begin(ID("bk-1"), first) == nil)
        #expect(runs.begin(ID("bk-1"), TimetableRun(order))?.key == "timetable_draft.running")
        #expect(runs.begin(ID("bk-2"), TimetableRun(order)) == nil)
        #expect(runs.begin(ID("bk-3"), TimetableRun(order))?.key == "timetable_draft.busy")
        first.end(.ready)
        #expect(runs.begin(ID("bk-3"), TimetableRun(order)) == nil)
    }
}
