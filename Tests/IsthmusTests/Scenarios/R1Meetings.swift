import Foundation
import Testing

@testable import Isthmus

/// The brokerage event between the search and the consortium.
extension R1Story {
    /// The office opens an event with meetings; three people come, ask for each other, and get a timetable by mail.
    func meetAtEvent() async throws {
        try await openEvent()
        try await takePart()
        try await askForMeetings()
        try await publishTimetable()
        try await sayWhatCameOfIt()
    }

    private func openEvent() async throws {
        try await office.open("/events/new")
        try await office.send(
            [
                "kind": "brokerage", "title.en": "Waters meet", "title.ru": "Встреча вод", "zone": "Asia/Yerevan",
                "starts": "2026-06-22 09:00", "ends": "2026-06-22 17:00", "format": "hybrid", "city": "Yerevan",
                "country": "AM", "registration": "automatic",
            ], to: "/events")
        let path = here(office)
        pages["event"] = path
        try await office.send(to: path + "/publication")
        try await office.open(path + "/brokerage")
        try await office.send(
            ["status": "open", "requests_close": "2026-06-20 18:00", "request_limit": "20", "walking_minutes": "10"],
            to: path + "/brokerage")
        pages["brokerage"] = here(office).replacing("/slots", with: "")
        try await office.open((pages["brokerage"] ?? "") + "/slots")
        try await office.send(
            [
                "day": "2026-06-22", "first": "10:00", "minutes": "20", "pause": "10", "count": "4", "tables": "2",
            ], to: (pages["brokerage"] ?? "") + "/slots")
    }

    private func takePart() async throws {
        let (event, brokerage) = (pages["event"] ?? "", pages["brokerage"] ?? "")
        for walker in [anahit, borys, maria] {
            try await walker.open(event + "/registration")
            try await walker.send(to: event + "/registrations")
            try await walker.open(brokerage + "/participation")
            try await walker.send(
                ["offers.en": "Knowledge of lakes and sensors", "seeks.en": "Partners for measuring water"],
                to: brokerage + "/participants")
        }
    }

    private func askForMeetings() async throws {
        let brokerage = pages["brokerage"] ?? ""
        let number = brokerage.split(separator: "/").last.map(String.init) ?? ""
        let lines = try await office.json("/api/v1/participants?brokerage=\(number)")["items"] as? [[String: Any]] ?? []
        #expect(lines.count == 3)
        let ids = Dictionary(
            lines.compactMap { line in
                (line["name"] as? String).flatMap { name in (line["id"] as? String).map { (name, $0) } }
            }
        ) { first, _ in first }
        let wishes: [(Walker, String, Walker)] = [
            (maria, "Անահիտ Սարգսյան", anahit), (borys, "Maria Lind", maria), (anahit, "Борис Кравченко", borys),
        ]
        for (asker, name, asked) in wishes {
            let other = try #require(ids[name], "\(ids.keys)")
            try await asker.open("/participants/\(other)/request")
            try await asker.send(
                ["message": "We measure water too and would like to talk.", "priority": "3"],
                to: "/participants/\(other)/requests")
            try await asked.open(brokerage + "/meetings")
            let form = try #require(
                SampleForm.all(in: asked.page).first {
                    $0.action.hasPrefix("/meeting-requests/") && $0.action.hasSuffix("/answer")
                })
            try await asked.send(["answer": "accepted"], to: form.action)
        }
    }

    private func publishTimetable() async throws {
        let brokerage = pages["brokerage"] ?? ""
        try await wait(days: 20)
        try await office.open(brokerage + "/timetable/drafts")
        try await office.send(["seconds": "2"], to: brokerage + "/timetable/run")
        for _ in 0..<200 where !office.path.hasPrefix("/timetable-drafts/") {
            try await Task.sleep(for: .milliseconds(50))
            try await office.open(brokerage + "/timetable/run")
        }
        let draft = here(office)
        try await office.send(to: draft + "/publication")
        let plan = try await office.json("/api/v1" + brokerage + "/timetable")
        #expect(!plan.isEmpty)
        for (walker, name) in [(anahit, "Maria Lind"), (maria, "Борис Кравченко"), (borys, "Maria Lind")] {
            #expect(try await walker.mail().contains("http"))
            #expect(try await walker.open(brokerage + "/mine/timetable").contains(name))
        }
    }

    private func sayWhatCameOfIt() async throws {
        try await wait(days: 3)
        try await maria.open("/desk")
        try await maria.open(try maria.link("/brokerages/"))
        try await maria.open(try maria.link("/meetings/"))
        let path = here(maria)
        try await maria.send(["result": "follow_up", "remark": "We write a proposal."], to: path)
    }

    /// The address of the page on which somebody stands, without what narrows it.
    func here(_ walker: Walker) -> String {
        walker.path.split(separator: "?")[0].split(separator: "#")[0].description
    }
}
