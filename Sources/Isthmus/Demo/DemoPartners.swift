extension DemoProgramme {
    /// Searches for partners in three languages and every state, with what came of them.
    mutating func addPartnerSearches() async throws {
        let lines = try await programme.calls(Selection(), as: office).items
            .filter { $0.status == .published && ($0.closesAt.map { $0 > today.adding(days: 45).start } ?? true) }
        var calls: [CallProfile] = []
        for line in lines.prefix(6) { calls.append(try await programme.call(line.id, as: office)) }
        for (index, profile) in calls.enumerated() {
            let eligible = people.indices.dropFirst(2).filter { person in
                let country = organisations[people[person].organisation].country
                return country != Self.informed && profile.eligibility(of: country).takesPart == true
            }
            guard eligible.count > 120 else { continue }
            try await addSearch(index, for: profile.call, eligible)
        }
    }

    private mutating func addSearch(_ index: Int, for call: Call, _ eligible: [Int]) async throws {
        let proposer = try await enrol(eligible[index * 7 % 40], "search\(index + 1)")
        let search = try await programme.createPartnerSearch(given(index, for: call, proposer), as: proposer.actor)
        guard index > 0 else { return }
        let checked = try await programme.checkPartnerSearch(search.id, as: proposer.actor)
        guard index > 1 else { return }
        let reason = checked.checks.failed.isEmpty ? "" : "The funder confirmed by letter that the search fits."
        _ = try await programme.publishPartnerSearch(
            search.id, ["reason": .text(reason)], as: reason.isEmpty ? proposer.actor : office)
        let open = try await programme.partnerSearch(search.id, as: office)
        guard [.published, .labelled].contains(open.seen.state) else { return }
        if index >= 3 { try await addLabel(search.id, proposer, eligible) }
        try await addAnswers(index, search.id, proposer, eligible)
    }

    private struct Member {
        let actor: Actor
        let organisation: Int
    }

    /// An account for somebody of the directory, whom the office knows.
    private mutating func enrol(_ person: Int, _ mail: String) async throws -> Member {
        let (found, organisation) = people[person]
        let name = found.names.text(in: "en")
        if let known = partners[person] { return Member(actor: known, organisation: organisation) }
        let account = try await programme.createAccount(
            Registration(
                email: "\(mail)@isthmus.example", name: name, password: Self.password,
                language: found.languages.contains("ru") ? "ru" : "en"),
            person: found.id.text, grants: [], as: .program("demonstration"))
        let actor = Actor(
            account: account.id.text, person: found.id.text, name: name, grants: [], language: account.language)
        partners[person] = actor
        return Member(actor: actor, organisation: organisation)
    }

    private func given(_ index: Int, for call: Call, _ proposer: Member) -> [String: Given] {
        let (en, ru) = (call.title.reading("en"), call.title.reading("ru"))
        let words = call.keywords.joined(separator: ", ")
        var given: [String: Given] = [
            "call": .text(call.id.text), "organisation": .text(organisations[proposer.organisation].id.text),
            "title": .record(["en": .text("Partners wanted: \(en)"), "ru": .text("Ищем партнёров: \(ru)")]),
            "outline": .record([
                "en": .text(
                    "We prepare a proposal on \(words). \(en): our team has samples and students, and looks for those "
                        + "who complete the consortium."),
                "ru": .text(
                    "Готовим заявку: \(ru). У нас есть образцы и аспиранты, ищем тех, кто дополнит консорциум."),
            ]),
            "sought": .record([
                "en": .text("Experience with \(words) and a laboratory that takes guests."),
                "ru": .text("Опыт работы по теме и лаборатория, которая принимает гостей."),
            ]),
            "sought_topics": .list(call.topics.map(Given.text)), "sought_words": .list(call.keywords.map(Given.text)),
            "offered": .record(["en": .text("Field stations, data of twenty years, supervision of doctoral students.")]
            ),
            "partners_wanted": .number(3), "event": .text(index % 2 == 0 ? "Brokerage day, Yerevan" : ""),
        ]
        // One is Armenian alone, one Russian alone.
        if index == 0 {
            given["title"] = .record(["hy": .text("Գործընկերներ ենք փնտրում")])
            given["outline"] = .record(["hy": .text("Պատրաստում ենք համատեղ հայտ և փնտրում ենք գործընկերներ։")])
        } else if index == 1 {
            given["title"] = .record(["ru": .text("Ищем партнёров: \(ru)")])
        }
        return given
    }

    private mutating func addLabel(_ search: ID<PartnerSearch>, _ proposer: Member, _ eligible: [Int]) async throws {
        var countries: Set<String> = []
        for person in eligible.dropFirst(60) where countries.count < 2 {
            let (found, place) = people[person]
            let country = organisations[place].country
            guard place != proposer.organisation, countries.insert(country).inserted else { continue }
            let reviewer = try await enrol(person, "reviewer\(person)")
            let review = try await programme.askReviewer(
                of: search, ["person": .text(found.id.text)], as: office)
            _ = try await programme.decideReview(
                review.id, ["verdict": .text("given"), "version": .number(1)], as: reviewer.actor)
        }
    }

    /// Answers to a search: the later the search, the further they got.
    private mutating func addAnswers(
        _ index: Int, _ search: ID<PartnerSearch>, _ proposer: Member, _ eligible: [Int]
    ) async throws {
        var taken: Set<Int> = [proposer.organisation]
        var consortium: ID<Consortium>?
        for (turn, person) in eligible.dropFirst(80 + index * 3).enumerated() where taken.count < 5 {
            guard turn % 5 == 0, taken.insert(people[person].organisation).inserted else { continue }
            let sender = try await enrol(person, "partner\(person)")
            let sent = try await programme.expressInterest(
                in: search,
                [
                    "organisation": .text(organisations[sender.organisation].id.text),
                    "message": .text("We work on this and would like to join: our laboratory has room for guests."),
                    "agrees": .flag(taken.count % 2 == 0),
                ], as: sender.actor)
            let answer: [String: Given] =
                taken.count == 3
                ? ["answer": .text("decline"), "reason": .text("This part is taken already.")]
                : ["answer": .text("accept"), "agrees": .flag(true)]
            // The last one still waits.
            guard taken.count < 5 else { break }
            let answered = try await programme.answerInterest(sent.id, answer, as: proposer.actor)
            guard answered.state == .contact, index >= 3 else { continue }
            _ = try await programme.takeIntoConsortium(answered.id, as: proposer.actor)
            var selection = Selection()
            selection.chosen = ["search": [search.text]]
            consortium = try await programme.consortia(selection, as: office).items.first?.id
        }
        guard index >= 4, let consortium else { return }
        _ = try await programme.submitConsortium(
            consortium, ["reference": .text("P-\(100 + index)"), "version": .number(1)], as: proposer.actor)
        guard index >= 5 else { return }
        _ = try await programme.decideConsortium(
            consortium, ["decision": .text("funded"), "version": .number(2)], as: office)
    }
}
