import Foundation
import Hummingbird
import HummingbirdTesting
import Interchange
import Testing

@testable import Isthmus

/// Who reads which timetable, and how it reaches calendars and paper.
@Suite struct TimetablePageTests {
    @Test func `everybody reads their own timetable, the office the whole, nobody else anything`() async throws {
        try await SampleProgramme.visit { sample, client in
            let path = "/brokerages/\(sample.id("timetabled brokerage"))"
            func told(_ address: String, _ name: String) async throws -> Int {
                try await client.get(address, as: sample.person(name)).status.code
            }
            for page in ["/timetable", "/timetable/print", "/timetable/drafts", "/timetable/run", "/introductions"] {
                let codes = [
                    try await told(path + page, "officer"), try await told(path + page, "holder"),
                    try await told(path + page, "visitor"),
                ]
                #expect(codes == [200, 403, 303], "\(page)")
            }
            let draft = "/timetable-drafts/\(sample.id("timetable draft"))"
            let codes = [
                try await told(path + "/mine/timetable", "holder"), try await told(path + "/mine/timetable", "member"),
                try await told(draft, "officer"), try await told(draft, "holder"),
                try await told("/meetings/statistics", "holder"),
            ]
            #expect(codes == [200, 403, 200, 404, 403])
        }
    }

    @Test func `the own timetable names those whom one meets, and no others`() async throws {
        try await SampleProgramme.visit { sample, client in
            let path = "/api/v1/brokerages/\(sample.id("timetabled brokerage"))/mine/timetable"
            var counts: [Int] = []
            for name in ["holder", "partner", "coordinator"] {
                let answer = try await client.get(path, as: sample.person(name))
                counts.append(try JSON(parsing: String(buffer: answer.body))["lines"]?.array?.count ?? 0)
            }
            #expect(counts == [2, 1, 1])
        }
    }

    @Test func `a calendar holds each meeting with its edition`() async throws {
        try await SampleProgramme.visit { sample, client in
            let path = "/brokerages/\(sample.id("timetabled brokerage"))/mine/calendar.ics"
            let answer = try await client.get(path, as: sample.person("holder"))
            #expect(answer.headers[.contentType] == "text/calendar; charset=utf-8")
            let text = String(buffer: answer.body)
            #expect(text.components(separatedBy: "BEGIN:VEVENT").count == 3)
            #expect(text.components(separatedBy: "SEQUENCE:1\r\n").count == 3)
            #expect(text.contains("UID:\(sample.id("meeting"))@"))
            #expect(!text.contains("STATUS:CANCELLED"))
        }
    }

    @Test func `an outcome is given on a page that says who reads it`() async throws {
        try await SampleProgramme.visit { sample, client in
            let path = "/meetings/\(sample.id("meeting"))/outcome"
            let form = String(buffer: try await client.get(path, as: sample.person("partner")).body)
            #expect(form.contains(Words("en")("meeting_outcome.who_sees")))
            let own = String(buffer: try await client.get(path, as: sample.person("holder")).body)
            #expect(own.contains(Secret.meetingRemark.rawValue))
            #expect(!form.contains(Secret.meetingRemark.rawValue))
        }
    }
}
