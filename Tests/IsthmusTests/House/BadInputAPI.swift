import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import Interchange
import Testing

@testable import Isthmus

/// Every field that the API takes, filled wrongly in every way.
@Suite struct BadInputAPI {
    /// Values as JSON; `isRefused` for those that no such field may hold.
    private static func faults(of field: OpenAPIShape.Field) -> [(name: String, value: String, isRefused: Bool)] {
        let isText =
            !["texts", "list", "record", "integer", "number", "flag"].contains(field.type)
            && field.type.first?.isUppercase == false
            && !field.type.hasPrefix("[")
        let longest = max(20_000, (Int(field.limit) ?? 0) + 1)
        var faults: [(String, String, Bool)] = [
            ("nothing", "null", false),
            ("a deep record", "{\"a\": {\"b\": {\"c\": [1, {\"d\": null}]}}}", field.type.first?.isUppercase != true),
            ("a foreign script", "\"Հայերեն 漢字\"", false), ("a list of lists", "[[[]], [1, null]]", false),
            ("a huge number", "1e308", false), ("a flag", "true", false),
        ]
        if isText {
            faults += [
                ("too long", "\"\(String(repeating: "ю", count: 20_000))\"", true),
                ("control characters", "\"a\\u0001b\"", true),
                ("a zero", "\"a\\u0000b\"", true), ("a number", "17.5", true),
            ]
        }
        if field.type.contains("|") { faults.append(("an unknown code", "\"zz-unknown\"", true)) }
        if field.type == "list" || field.type.hasPrefix("[") {
            faults.append(("too many", "[\((0..<5_000).map { "\"x\($0)\"" }.joined(separator: ","))]", true))
        }
        if field.type == "integer" { faults.append(("out of range", "99999999999999999999", true)) }
        if field.type == "texts" {
            faults += [
                ("too long", "{\"en\": \"\(String(repeating: "ю", count: longest))\"}", true),
                ("no language", "{\"English!\": \"x\"}", true),
            ]
        }
        return faults
    }

    /// Things that a body needs besides the field in question.
    private static func base(of shape: String, _ sample: SampleProgramme) -> [String: String] {
        let (organisation, person) = ("\"\(sample.id("organisation"))\"", "\"\(sample.id("colleague"))\"")
        return switch shape {
        case "OrganisationGiven": ["legalName": "\"New one\"", "country": "\"AM\""]
        case "PersonGiven": ["names": "[{\"given\": \"A\", \"family\": \"B\"}]", "country": "\"AM\""]
        case "AffiliationGiven": ["personID": person, "organisationID": "\"\(sample.id("partner"))\""]
        case "TeamGiven": ["organisationID": organisation, "name": "{\"en\": \"New\"}"]
        case "CompetenceGiven": ["organisationID": organisation, "statement": "{\"en\": \"New\"}"]
        case "NetworkGiven": ["name": "{\"en\": \"New\"}"]
        case "NetworkApplicationGiven": ["applicantID": organisation]
        case "NetworkNoteGiven": ["text": "\"Much\""]
        case "NetworkDecisionGiven": ["decision": "\"accepted\""]
        case "MemberGiven": ["organisationID": "\"\(sample.id("partner"))\""]
        case "MergeGiven": ["keptID": organisation, "goneID": "\"\(sample.id("partner"))\""]
        case "ProjectGiven": ["title": "{\"en\": \"New\"}"]
        case "FormVersionGiven": ["text": JSON.string(FormTextViews.example).text]
        case "AnswerSheetGiven": ["answers": "{\"topic\": \"Ice\"}"]
        case "SupportCallGiven":
            [
                "title": "{\"en\": \"New\"}", "formID": "\"\(sample.id("form"))\"", "closesDay": "\"2026-12-01\"",
                "places": "2", "criteria": "[{\"name\": {\"en\": \"Fit\"}, \"weight\": 1}]",
            ]
        case "SupportScoreGiven": ["points": "{\"c1\": 3}"]
        case "SupportEntryGiven": ["kind": "\"task\"", "title": "\"New\""]
        case "SupportMentorGiven": ["mentor": "\"olga@office.example\""]
        case "SupportClosingGiven": ["closing": "\"Much\""]
        case "CooperationProgrammeGiven": ["code": "\"X-1\"", "title": "{\"en\": \"New\"}"]
        case "MobilitySchemeGiven":
            ["code": "\"X-1\"", "title": "{\"en\": \"New\"}", "fromSides": "[\"AM\"]", "toSides": "[\"DE\"]"]
        case "ObstacleGiven": ["countryA": "\"AM\"", "countryB": "\"DE\"", "title": "{\"en\": \"New\"}"]
        case "PublicBodyGiven": ["country": "\"AM\"", "name": "{\"en\": \"New\"}"]
        case "OfficeTermGiven": ["office": "{\"en\": \"Chair\"}", "holder": "\"New\""]
        case "CallGiven": ["code": "\"X-1\"", "programme": "\"P\"", "title": "{\"en\": \"New\"}"]
        case "EventGiven":
            [
                "kind": "\"seminar\"", "title": "{\"en\": \"New\"}", "zone": "\"UTC\"", "format": "\"online\"",
                "starts": "\"2026-10-14 09:00\"", "ends": "\"2026-10-14 17:00\"",
            ]
        case "CampaignGiven": ["title": "{\"en\": \"New\"}"]
        case "SegmentGiven": ["name": "\"New\""]
        case "CountryStandingGiven": ["country": "\"GE\"", "standing": "\"participant\""]
        case "EventSessionGiven":
            [
                "title": "{\"en\": \"New\"}", "starts": "\"2026-06-20 14:00\"", "ends": "\"2026-06-20 15:00\"",
            ]
        case "CallRuleGiven": ["side": "\"GE\""]
        case "PartnerSearchGiven":
            [
                "callID": "\"\(sample.id("call"))\"", "organisationID": organisation, "title": "{\"en\": \"New\"}",
                "outline": "{\"en\": \"New\"}", "sought": "{\"en\": \"New\"}",
            ]
        case "ExpressionGiven": ["message": "\"We are interested.\"", "organisationID": "\"\(sample.id("partner"))\""]
        case "AnswerGiven": ["answer": "\"decline\"", "reason": "\"Not this time\""]
        case "SavedSearchGiven": ["name": "\"Ice\"", "address": "\"/find?q=ice\""]
        case "ParticipationGiven": ["organisationID": organisation]
        default: meeting(shape, sample)
        }
    }

    private static func meeting(_ shape: String, _ sample: SampleProgramme) -> [String: String] {
        switch shape {
        case "BrokerageGiven": ["requestsClose": "\"2026-06-19 18:00\""]
        case "MeetingSlotsGiven":
            ["day": "\"2026-07-01\"", "first": "\"15:00\"", "minutes": "20", "tables": "2"]
        case "AbsenceGiven":
            ["kind": "\"away\"", "starts": "\"2026-07-01 15:00\"", "ends": "\"2026-07-01 16:00\""]
        case "MeetingRequestGiven": ["to": "[\"\(sample.id("participant convener"))\"]"]
        case "MeetingAnswer": ["answer": "\"accepted\""]
        default: [:]
        }
    }

    /// Where a database takes thousands of copies in minutes: what is refused does not depend on it.
    @Test(.enabled(if: !TestStore.usesPostgres))
    func `every field of the API answers every fault`() async throws {
        let document = OpenAPIDocument.isthmus
        let trials = document.operations.filter { $0.body != nil }.flatMap { operation in
            (document.shapes.first { $0.name == operation.body }?.fields ?? []).flatMap { field in
                Self.faults(of: field).map { (operation, field, $0) }
            }
        }
        let routes = try await SampleProgramme.visit { sample, _ in
            SampleRoute.all(of: sample.story)
        }
        let complaints = try await SampleProgramme.sweep(trials) { trial, sample, client in
            let (operation, field, fault) = trial
            guard let route = routes.first(where: { $0.path == operation.path && $0.isAPI }) else {
                return ([String](), false)
            }
            var body = Self.base(of: operation.body ?? "", sample)
            body[field.name] = fault.value
            let json = "{" + body.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ",") + "}"
            let lines = try await sample.count("SELECT COUNT(*) FROM journal")
            let method: HTTPRequest.Method = operation.method == .post ? .post : .patch
            let answer = try await client.send(json: json, to: route.address, method, as: sample.person("editor"))
            let title = "\(operation.id) \(field.name) \(fault.name): \(answer.status.code)"
            var heard = answer.status.code >= 500 ? [title] : []
            guard answer.status.code >= 400 else {
                if fault.isRefused { heard.append(title) }
                return (heard, true)
            }
            if try await sample.count("SELECT COUNT(*) FROM journal") != lines { heard.append(title + " and wrote") }
            return (heard, false)
        }
        #expect(complaints.flatMap { $0 } == [])
    }

    @Test func `too many calls are told to wait, each client by itself`() async throws {
        try await SampleProgramme.open { sample in
            let settings = {
                var settings = SampleProgramme.settings
                (settings.callsPerMinute, settings.formsPerMinute) = (3, 2)
                return settings
            }()
            let strict = Programme(store: sample.programme.store, settings: settings, clock: sample.programme.clock)
            try await Visiting.visit(strict) { client in
                let (visitor, writer) = (sample.person("visitor"), sample.person("writer"))
                for _ in 0..<3 { #expect(try await client.get("/api/v1/teams", as: visitor).status == .ok) }
                let refused = try await client.get("/api/v1/teams", as: visitor)
                #expect(refused.status == .tooManyRequests)
                #expect(refused.headers[.contentType] == "application/problem+json")
                #expect((1...20).contains(Int(refused.headers[.retryAfter] ?? "") ?? 0))
                #expect(try await client.get("/api/v1/teams", as: writer).status == .ok)
                #expect(try await client.get("/teams", as: visitor).status == .ok)
                for _ in 0..<2 {
                    #expect(try await client.send("", to: "/sign-in", as: visitor).status == .unprocessableContent)
                }
                #expect(try await client.send("", to: "/sign-in", as: visitor).status == .tooManyRequests)
                #expect(
                    try await client.send("", to: "/competences", as: sample.person("member")).status
                        == .unprocessableContent)
            }
        }
    }

    @Test func `a bucket fills again as time passes`() {
        let limit = RequestLimit(perMinute: 6)
        let start = ContinuousClock.now
        for _ in 0..<6 { #expect(limit.wait("a", at: start) == nil) }
        #expect(limit.wait("a", at: start) == 10)
        #expect(limit.wait("b", at: start) == nil)
        #expect(limit.wait("a", at: start.advanced(by: .seconds(10))) == nil)
        #expect(limit.wait("a", at: start.advanced(by: .seconds(10))) == 10)
        for _ in 0..<6 { #expect(limit.wait("a", at: start.advanced(by: .seconds(3_600))) == nil) }
        #expect(limit.wait("a", at: start.advanced(by: .seconds(3_600))) == 10)
    }
}
