import Database

@testable import Isthmus

extension InvariantsTests {
    /// How timetables and what is said of meetings can be damaged.
    static func damageOfTimetables(_ sample: SampleProgramme) -> [String: [SQL]] {
        let meeting = sample.id("meeting")
        let together: SQL = "UPDATE timetable_entry SET slot_id = (SELECT MIN(slot_id) FROM timetable_entry)"
        return [
            "no meeting is published in a cancelled slot": [
                """
                UPDATE meeting_slot SET cancelled_at = 1
                WHERE id IN (SELECT slot_id FROM timetable_entry WHERE request_id = \(meeting))
                """
            ],
            "a published meeting has a time and a place, or a reason why not": [
                "UPDATE timetable_entry SET reason = 'left' WHERE request_id = \(meeting)"
            ],
            "no table holds two meetings at once": [
                "UPDATE participant SET capacity = 5", "UPDATE timetable_entry SET place_number = 1", together,
            ],
            "a published meeting is in a slot of its brokerage at a table that is there": [
                "UPDATE timetable_entry SET place_number = 99 WHERE request_id = \(meeting)"
            ],
            "nobody met more people at once than they could when it was published": [
                "UPDATE timetable_entry SET place_number = 1",
                "UPDATE timetable_entry SET place_number = 2 WHERE request_id = \(meeting)", together,
            ],
            "no entry is of an edition that was not published": [
                "UPDATE timetable_entry SET edition = 9 WHERE request_id = \(meeting)"
            ],
            "a draft of a timetable is made from an edition that there was": [
                "UPDATE timetable_draft SET edition = 9 WHERE id = \(sample.id("timetable draft"))"
            ],
            "only who had a part in a meeting says what came of it": [
                "UPDATE meeting_outcome SET participant_id = \(sample.id("participant claimant"))"
            ],
            "something comes only of meetings that were in the timetable": [
                """
                UPDATE timetable_entry SET slot_id = NULL, place = NULL, place_number = NULL, reason = 'left'
                WHERE request_id = \(meeting)
                """
            ],
        ]
    }
}
