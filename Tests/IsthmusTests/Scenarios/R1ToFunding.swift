import Foundation
import HTTPTypes
import Testing

@testable import Isthmus

/// The second half: from a partner search to a project that is paid, and the figures of the end.
extension R1Story {
    func searchForPartners() async throws {
        let call = (pages["call"] ?? "").split(separator: "/").last.map(String.init) ?? ""
        try await anahit.open("/partner-searches/new?call=\(call)")
        try await anahit.send(
            [
                "title.en": "Sensors for the water of mountain lakes", "title.ru": "Датчики для воды горных озёр",
                "outline.en": "Water quality of mountain lakes by sensors: teams of several countries measure it.",
                "sought.en": "Building sensor buoys for lakes", "sought_words": "buoys, sensors, lakes",
                "sought_topics": "ford-1-5", "partner_kinds": "company", "partners_wanted": "2",
            ], to: "/partner-searches")
        let path = anahit.path.split(separator: "?").first.map(String.init) ?? ""
        pages["search"] = path
        try await anahit.send(to: path + "/check")
        try await anahit.send(to: path + "/publication")
        // A country that is only informed reads it, and is told why it cannot answer.
        try await ion.open(path)
        #expect(try await ion.status(of: path + "/expressions/new") == .forbidden)
    }

    /// Two reviewers of different countries look at it.
    func giveLabel() async throws {
        let path = pages["search"] ?? ""
        for reviewer in [borys, pierre] {
            try await office.open(path)
            try await office.send(["person": reviewer.address], to: path + "/reviews")
            try await reviewer.open("/desk")
            try await reviewer.open(try reviewer.link("/search-reviews/"))
            try await reviewer.send(["verdict": "given"], to: reviewer.path.split(separator: "?")[0].description)
        }
        let page = try await maria.open(path)
        #expect(page.contains("Quality label"))
    }

    /// Maria answers; neither sees the other's name before both agree; they form a consortium.
    func formConsortium() async throws {
        let path = pages["search"] ?? ""
        try await maria.open(path + "/expressions/new")
        try await maria.send(
            ["message": "We build sensor buoys and would like to take part.", "agrees": "1"], to: path + "/expressions")
        let expression = maria.path.split(separator: "?").first.map(String.init) ?? ""
        #expect(!maria.page.contains(anahit.address))
        let blind = try await anahit.open(expression)
        #expect(!blind.contains(maria.address))
        try await anahit.send(["answer": "accept", "agrees": "1"], to: expression + "/answer")
        #expect(anahit.page.contains(maria.address))
        try await anahit.send(to: expression + "/consortium")
        pages["consortium"] = try anahit.link("/consortia/")
    }

    /// The office helps the best of each country by hand.
    func supportTeam() async throws {
        try await office.open("/forms/new")
        try await office.send(["text": SampleTeller.questions], to: "/forms")
        let form = office.path.split(separator: "?").first.map(String.init) ?? ""
        try await office.send(to: form + "/publication")
        let number = form.split(separator: "/").last.map(String.init) ?? ""
        try await office.open("/support-calls/new")
        try await office.send(
            [
                "title.en": "Support for teams", "form": number, "criteria.0.name.en": "Fit", "criteria.0.weight": "2",
                "closes_day": "2026-07-15", "places": "1", "status": "published", "shares.0.country": "UA",
                "shares.0.least": "1",
            ], to: "/support-calls")
        let call = office.path.split(separator: "?").first.map(String.init) ?? ""
        try await borys.open(call + "/applications/new")
        let competence = (pages["competence of steppe"] ?? "").split(separator: "/").last.map(String.init) ?? ""
        try await borys.send(
            [
                "competence": competence, "answer.topic": "Подземные воды", "answer.partner": "abroad",
                "stage": "submit",
            ],
            to: call + "/applications")
        let application = borys.path.split(separator: "?").first.map(String.init) ?? ""
        for officer in [office, second] {
            try await officer.open(application)
            try await officer.send(["points.c1": "4"], to: application + "/scores")
        }
        try await wait(days: 50)
        try await office.open(call + "/shortlist")
        try await office.send(to: call + "/shortlist")
        try await office.open("/support-cases")
        pages["case"] = try office.link("/support-cases/sk-")
        try await office.open(pages["case"] ?? "")
        try await office.send(["mentor": pierre.address], to: (pages["case"] ?? "") + "/mentor")
        #expect(try await borys.mail().contains("http"))
    }

    /// A team becomes a member of a network, helped by a mentor.
    func joinNetwork() async throws {
        try await office.open("/networks/new")
        try await office.send(
            [
                "name.en": "European water network", "name.ru": "Европейская водная сеть", "acronym": "EWN",
                "kind": "network", "country": "FR", "topics": "ford-1-5",
            ], to: "/networks")
        let network = office.path.split(separator: "?").first.map(String.init) ?? ""
        let application = try await applyToNetwork(network)
        try await office.open("/desk")
        try await office.open(try office.link("/network-applications?status=preparing"))
        try await office.open(try office.link("/network-applications/na-"))
        try await office.send(["mentor": pierre.address], to: application + "/mentor")
        #expect(try await pierre.mail().contains("European water network"))
        try await pierre.followMail()
        try await pierre.send(["text": "Say who measures, and how often."], to: application + "/notes")
        #expect(try await borys.open(application).contains("Say who measures"))
        try await borys.send(to: application + "/submission")
        #expect(borys.page.contains(">Подана</span>"))
        try await office.followMail()
        #expect(office.path == application)
        try await office.send(["decision": "accepted", "reason": "Welcome."], to: application + "/decision")
        #expect(try await borys.mail().contains("Welcome."))
        try await borys.followMail()
        #expect(borys.page.contains("Принята"))
        #expect(try await borys.open(network).contains("Степной университет"))
        // Since when, though the office left the day empty.
        #expect(borys.page.contains(/<td data-label="[^"]*">[^<]*20\d\d[^<]*<\/td>/))
        #expect(try await ion.status(of: application) == .notFound)
    }

    /// Borys writes what his university wants of it, in Russian.
    private func applyToNetwork(_ network: String) async throws -> String {
        let steppe = (pages["steppe"] ?? "").split(separator: "/").last.map(String.init) ?? ""
        let competence = (pages["competence of steppe"] ?? "").split(separator: "/").last.map(String.init) ?? ""
        try await borys.open(network)
        try await borys.open(network + "/applications/new")
        try await borys.send(
            [
                "applicant": steppe, "role": "участник", "competence": competence,
                "motivation.ru": "Мы хотим сравнивать уровень подземных вод с соседями.",
                "contact": "Секретарь сети",
            ], to: network + "/applications")
        return borys.path.split(separator: "?").first.map(String.init) ?? ""
    }

    /// The consortium hands in and is paid.
    func submitAndWin() async throws {
        let path = pages["consortium"] ?? ""
        try await anahit.open(path)
        try await anahit.send(["reference": "101000001"], to: path + "/submission")
        try await office.open(path)
        try await office.send(["decision": "funded"], to: path + "/decision")
        #expect(office.page.contains("Funded"))
    }

    /// The figures of the end are those of the records.
    func countEverything() async throws {
        let totals = try await funnel()
        #expect(totals["competences"] == 3)
        #expect(totals["searches"] == 1)
        #expect(totals["expressions"] == 1)
        #expect(totals["applications"] == 1)
        #expect(totals["cases"] == 1)
        #expect(totals["meetings"] == 3)
        #expect(totals["consortia"] == 1)
        #expect(totals["submitted"] == 1)
        #expect(totals["funded"] == 1)
    }
}
