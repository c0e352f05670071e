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
            func status(_ address: String, _ name: String) async throws -> HTTPResponse.Status {
                try await client.get(address, as: sample.person(name)).status
            }
            for page in ["/timetable", "/timetable/print", "/timetable/drafts", "/timetable/run", "/introductions"] {
                #expect(try await status(path + page, "officer") == .ok, "\(page)")
                #expect(try await status(path + page, "holder") == .forbidden, "\(page)")
                #expect(try await status(path + page, "visitor") != .ok, "\(page)")
            }
            #expect(try await status(path + "/mine/timetable", "holder") == .ok)
            #expect(try await status(path + "/mine/timetable", "member") == .forbidden)
            let draft = "/timetable-drafts/\(sample.id("timetable draft"))"
            #expect(try await status(draft, "officer") == .ok)
            #expect(try await status(draft, "holder") == .notFound)
            #expect(try await status("/meetings/statistics", "holder") == .forbidden)
        }
    }

    @Test func `the own timetable names those whom one meets, and no others`() async throws {
        try await SampleProgramme.visit { sample, client in
            let path = "/api/v1/brokerages/\(sample.id("timetabled brokerage"))/mine/timetable"
            func lines(_ name: String) async throws -> [JSON] {
                let answer = try await client.get(path, as: sample.person(name))
                return try JSON(parsing: String(buffer: answer.body))["lines"]?.array ?? []
            }
            #expect(try await lines("holder").count == 2)
            #expect(try await lines("partner").count == 1)
            #expect(try await lines("coordinator").count == 1)
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
