import Foundation

extension DemoProgramme {
    /// Two forms, a call for support that was decided with four cases at different points, and one that is open.
    mutating func addSupport() async throws {
        let needs = try await programme.createForm(
            ["text": .text(DemoForms.needs), "is_open": .flag(true)], as: office)
        _ = try await programme.publishForm(needs.id, as: office)
        _ = try await programme.reviseForm(needs.id, as: office)
        let form = try await programme.createForm(["text": .text(DemoForms.support)], as: office)
        _ = try await programme.publishForm(form.id, as: office)
        let teams = try await addApplicants()
        for team in teams.prefix(2) { try await answer(needs.id, as: team.actor) }
        let decided = try await supportCall(
            form.id, "Personal support of teams, first round", "Личная поддержка групп, первый этап")
        var applications: [ID<SupportApplication>] = []
        for (index, team) in teams.enumerated() {
            applications.append(try await apply(to: decided, team, index, submit: true))
        }
        for (index, application) in applications.enumerated() {
            for (turn, officer) in [office, administrator].enumerated() {
                let points = ["c1": 5 - index / 2, "c2": max(1, 5 - index - turn), "c3": 3 + (index + turn) % 3]
                let given: [String: Given] = [
                    "points": .record(points.mapValues { .number(Double(min(5, $0))) }),
                    "note": .text(Self.notes[index % Self.notes.count]),
                ]
                _ = try await programme.scoreSupport(application, given, as: officer)
            }
        }
        _ = try await programme.changeSupportCall(
            decided, ["closes_day": .text("\(today.adding(days: -20))")], as: office)
        _ = try await programme.decideSupport(decided, [:], as: office)
        try await goOnWithCases()
        let open = try await supportCall(
            form.id, "Personal support of teams, second round", "Личная поддержка групп, второй этап")
        for (index, team) in teams.suffix(3).enumerated() {
            _ = try await apply(to: open, team, index + 3, submit: index > 0)
        }
    }

    /// Somebody who applies, with what is done at their organisation.
    private struct Team {
        let actor: Actor
        let organisation: Organisation
        let competence: ID<Competence>
    }

    /// People of seven organisations in as many countries, each with an account of their own.
    private func addApplicants() async throws -> [Team] {
        var teams: [Team] = []
        var countries: Set<String> = []
        // Whoever is in another part of the story has an account already.
        for index in stride(from: 12, to: people.count, by: 14) where teams.count < 7 && partners[index] == nil {
            let (person, place) = people[index]
            let organisation = organisations[place]
            guard organisation.country != Self.informed, countries.insert(organisation.country).inserted else {
                continue
            }
            var selection = Selection()
            selection.chosen["organisation"] = [organisation.id.text]
            guard let competence = try await programme.competences(selection, as: office).items.first else { continue }
            let account = try await programme.createAccount(
                Registration(
                    email: "team\(teams.count + 1)@isthmus.example", name: person.name(in: "en"),
                    password: Self.password, language: teams.count % 2 == 0 ? "ru" : "en"),
                person: person.id.text, grants: [], as: .program("demonstration"))
            let actor = Actor(
                account: account.id.text, person: person.id.text, name: person.name(in: "en"), grants: [])
            teams.append(Team(actor: actor, organisation: organisation, competence: competence.id))
        }
        return teams
    }

    private func answer(_ form: ID<FormVersion>, as actor: Actor) async throws {
        _ = try await programme.answerForm(
            form,
            [
                "answers": .record([
                    "training": .text("rights"), "wish": .text("Examples of agreements between institutes."),
                ]), "submit": .flag(true),
            ], as: actor)
    }

    private func supportCall(_ form: ID<FormVersion>, _ en: String, _ ru: String) async throws -> ID<SupportCall> {
        func criterion(_ en: String, _ ru: String, _ weight: Int) -> Given {
            .record(["name": .record(["en": .text(en), "ru": .text(ru)]), "weight": .number(Double(weight))])
        }
        let call = try await programme.createSupportCall(
            [
                "title": .record(["en": .text(en), "ru": .text(ru)]),
                "text": .record([
                    "en": .text(
                        "A mentor of the programme works with each team for a year: from a look at what is missing "
                            + "to contacts, networks and a proposal."),
                    "ru": .text(
                        "Наставник программы год работает с каждой группой: от разбора того, чего не хватает, "
                            + "до связей, сетей и заявки."),
                ]),
                "form": .text(form.text), "closes_day": .text("\(today.adding(days: 45))"), "places": .number(4),
                "criteria": .list([
                    criterion("Strength of the competence", "Сила компетенции", 3),
                    criterion("Chance in open calls", "Шансы в открытых конкурсах", 2),
                    criterion("Readiness of the team", "Готовность группы", 1),
                ]),
                "shares": .list([.record(["country": .text("AM"), "least": .number(1)])]),
                "status": .text("published"),
            ], as: office)
        return call.id
    }

    private func apply(
        to call: ID<SupportCall>, _ team: Team, _ index: Int, submit: Bool
    ) async throws -> ID<SupportApplication> {
        let experience = ["none", "partner", "coordinator"][index % 3]
        var answers: [String: Given] = [
            "size": .number(Double(4 + index * 3)), "experience": .text(experience),
            "obstacles": .list([.text("partners"), .text(index % 2 == 0 ? "rules" : "language")]),
            "idea": .text("We want to measure together what each of us measures alone, and to share the data."),
        ]
        if experience != "none" { answers["last_project"] = .text("A joint field campaign, 2023") }
        let made = try await programme.applyForSupport(
            call,
            [
                "organisation": .text(team.organisation.id.text), "competence": .text(team.competence.text),
                "answers": .record(answers), "submit": .flag(submit),
            ], as: team.actor)
        return made.id
    }

    private static let notes = [
        "Strong measurements; needs a partner who knows the programme.",
        "Good idea, first proposal of this team.",
        "The plan is thin, the people are not.",
    ]

    /// One case that ended with money, one with a proposal, one that is planned, one without a mentor.
    private func goOnWithCases() async throws {
        var selection = Selection()
        selection.sort = "organisation"
        let cases = try await programme.supportCases(selection, as: office).items.map(\.id)
        for (index, supportCase) in cases.prefix(3).enumerated() {
            let mentor = Self.signIns[index % 2].email
            _ = try await programme.assignMentor(supportCase, ["mentor": .text(mentor)], as: office)
            _ = try await programme.changeSupportCase(
                supportCase,
                [
                    "diagnosis": .text("The team measures well and publishes at home. Nobody abroad knows it."),
                    "plan": .text(
                        "Two visits to platforms, one partner search, one proposal within the year."),
                ], as: office)
            try await add(supportCase, "contact", "Call with a coordinator of a running project", -12)
            try await add(supportCase, "task", "Write the profile for the platform", 5 + index)
            try await add(supportCase, "document", "One page about the team", -9, link: "https://isthmus.example/team")
            try await add(supportCase, "membership", "Climate platform", -7, state: "applied")
            guard index < 2 else { continue }
            try await add(supportCase, "outcome", "Consortium of four countries", -5, state: "consortium")
            try await add(supportCase, "outcome", "Proposal sent", -3, state: "submitted")
            guard index == 0 else { continue }
            try await add(supportCase, "outcome", "Grant agreement", -1, state: "funded")
            _ = try await programme.closeSupportCase(
                supportCase, ["closing": .text("The profile on the platform brought the consortium.")], as: office)
        }
    }

    private func add(
        _ supportCase: ID<SupportCase>, _ kind: String, _ title: String, _ days: Int, state: String? = nil,
        link: String? = nil
    ) async throws {
        var given: [String: Given] = [
            "kind": .text(kind), "title": .text(title), "day": .text("\(today.adding(days: days))"),
        ]
        given["state"] = state.map { .text($0) }
        given["link"] = link.map { .text($0) }
        _ = try await programme.addSupportEntry(to: supportCase, given, as: office)
    }
}
