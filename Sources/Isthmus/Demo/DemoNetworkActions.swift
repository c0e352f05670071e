import Database

/// Networks and platforms, who belongs to them, and who wants to.
extension DemoProgramme {
    /// Networks of several countries with members that came, and some that left, over the years.
    mutating func addNetworks() async throws {
        for (index, network) in Self.networks.enumerated() {
            let created = try await programme.createNetwork(
                [
                    "name": .record(["en": .text(network.en), "ru": .text(network.ru)]),
                    "acronym": .text(network.acronym), "country": .text(network.country),
                    "kind": .text(index % 2 == 0 ? "network" : "platform"), "topics": .list([.text(network.topic)]),
                    "founded": .number(Double(2_004 + index * 2)),
                    "summary": .record([
                        "en": .text("Members meet twice a year, share infrastructure and prepare joint proposals."),
                        "ru": .text(
                            "Участники встречаются дважды в год, делятся оборудованием и готовят общие заявки."),
                    ]),
                ], as: office)
            var taken: Set<Int> = []
            for turn in 0..<14 {
                let member = number(0...organisations.count - 1)
                guard taken.insert(member).inserted else { continue }
                let year = number(2_010...2_024)
                var given: [String: Given] = [
                    "organisation_id": .text(organisations[member].id.text),
                    "role": .text(turn == 0 ? "Chair" : "Member"), "from_day": .text("\(year)-01-01"),
                ]
                if turn % 5 == 4 { given["until_day"] = .text("\(min(year + 3, 2_025))-12-31") }
                _ = try await programme.addMember(to: created.id, given, as: office)
            }
            let secretary = people[(index * 74 + 11) % people.count].person
            _ = try await programme.addMember(
                to: created.id,
                [
                    "person_id": .text(secretary.id.text), "role": .text("Secretary"), "from_day": .text("2023-04-01"),
                ], as: office)
        }
    }

    private static let networks: [(en: String, ru: String, acronym: String, country: String, topic: String)] = [
        ("Network for Mountain Water", "Сеть по водным ресурсам гор", "MOWA", "AM", "ford-2-7"),
        ("Platform for Photonics East and West", "Платформа по фотонике Восток и Запад", "PHEW", "DE", "ford-1-3"),
        ("Network of Seismic Early Warning", "Сеть раннего сейсмического предупреждения", "NOSEW", "GE", "ford-1-5"),
        ("Platform for Resilient Crops", "Платформа устойчивых культур", "RECROP", "FR", "ford-4-1"),
        ("Network for One Health at Borders", "Сеть «Единое здоровье на границах»", "OHAB", "KZ", "ford-3-3"),
        ("Platform for Smart Grids", "Платформа интеллектуальных сетей", "SMAG", "FI", "ford-2-2"),
    ]

    /// Somebody with whose account the story goes on.
    struct Speaker: Sendable {
        let actor: Actor
        let email: String
        /// What they apply for: an organisation or themselves.
        let applicant: String
    }

    /// When in the story somebody applies.
    enum NetworkTurn: Int { case early, middle, late }

    /// How far an application comes.
    private enum Fate { case preparing, handedIn, accepted, declined, withdrawn }

    /// Applications at every point of their way, some with a mentor and notes: some early in the story, those that are
    /// open late.
    mutating func addNetworkApplications(_ turn: NetworkTurn) async throws {
        let networks = try await programme.networks(Selection(), as: office).items.map(\.id)
        if speakers.isEmpty { speakers = try await addSpeakers(of: networks[1]) }
        let (mentor, convener) = (speakers[0], speakers[1])
        let plan: [(speaker: Speaker, fate: Fate, isHelped: Bool)] =
            switch turn {
            case .early: [(speakers[5], .accepted, true), (speakers[6], .declined, true)]
            case .middle: [(speakers[7], .withdrawn, false), (speakers[8], .accepted, false)]
            case .late:
                [
                    (try await anahit(), .preparing, true), (speakers[2], .preparing, false),
                    (speakers[3], .handedIn, true), (speakers[4], .handedIn, false),
                ]
            }
        for (offset, step) in plan.enumerated() {
            let index = turn.rawValue * 2 + offset
            // Where they are no member yet.
            var place = networks[index % networks.count]
            for network in networks[(index % networks.count)...] {
                let members = try await programme.network(network, as: office).members.map(\.thing)
                place = network
                if !members.contains(step.speaker.applicant) { break }
            }
            let id = try await apply(to: place, index, for: step.speaker)
            if step.isHelped { try await help(id, by: mentor, step.speaker) }
            try await carry(id, to: step.fate, step.speaker, by: place == networks[1] ? convener.actor : office)
        }
    }

    private func apply(
        to network: ID<Network>, _ index: Int, for speaker: Speaker
    ) async throws -> ID<NetworkApplication> {
        let text = Self.motivations[index % Self.motivations.count]
        let begun = try await programme.applyToNetwork(
            network,
            [
                "applicant": .text(speaker.applicant), "role": .text(index % 3 == 0 ? "Observer" : "Member"),
                "motivation": .record(["en": .text(text.en), "ru": .text(text.ru)]),
                "brings": .record([
                    "en": .text("A field station, data of ten years and two doctoral students."),
                    "ru": .text("Полевая станция, ряды данных за десять лет и два аспиранта."),
                ]), "contact": .text("The secretary, met at the last general assembly"),
            ], as: speaker.actor)
        return begun.id
    }

    private func help(_ id: ID<NetworkApplication>, by mentor: Speaker, _ speaker: Speaker) async throws {
        _ = try await programme.assignNetworkMentor(id, ["mentor": .text(mentor.email)], as: office)
        for (text, actor) in [
            ("Say in one sentence what the network gains; its board reads that first.", mentor.actor),
            ("Готово: написали, какие данные откроем для сети.", speaker.actor),
        ] {
            _ = try await programme.addNetworkNote(to: id, ["text": .text(text)], as: actor)
        }
    }

    private func carry(
        _ id: ID<NetworkApplication>, to fate: Fate, _ speaker: Speaker, by decider: Actor
    ) async throws {
        guard fate != .preparing else { return }
        _ = try await programme.handInNetworkApplication(id, as: speaker.actor)
        switch fate {
        case .preparing, .handedIn: break
        case .withdrawn: _ = try await programme.withdrawNetworkApplication(id, as: speaker.actor)
        case .accepted:
            _ = try await programme.decideNetworkApplication(
                id, ["decision": .text("accepted"), "reason": .text("Welcome: the next meeting is in spring.")],
                as: decider)
        case .declined:
            _ = try await programme.decideNetworkApplication(
                id,
                [
                    "decision": .text("declined"),
                    "reason": .text("The board takes two institutes of a country; both places are taken this year."),
                ], as: decider)
        }
    }

    private static let motivations = [
        (
            en: "We want to compare our measurements with those of neighbours, and to write proposals with them.",
            ru: "Хотим сравнивать свои измерения с соседями и вместе готовить заявки."
        ),
        (
            en: "Our region has nobody in this network yet; its working groups decide what is measured next.",
            ru: "Из нашего региона в сети пока никого нет, а её рабочие группы решают, что измерять дальше."
        ),
        (
            en: "The summer school of the network is where our students would meet their partners of tomorrow.",
            ru: "На летней школе сети наши студенты встретят будущих партнёров."
        ),
    ]

    /// A mentor, somebody who represents a network, and seven who apply, every third in their own name: people who have
    /// no account yet.
    private mutating func addSpeakers(of network: ID<Network>) async throws -> [Speaker] {
        var speakers: [Speaker] = []
        for (index, number) in stride(from: 45, to: people.count, by: 46).prefix(9).enumerated() {
            let (person, place) = people[number]
            let isOwn = index < 2 || index % 3 == 1
            let applicant = isOwn ? person.id.text : organisations[place].id.text
            var grants = isOwn ? [] : [Grant(.representative, on: Scope(text: applicant))]
            if index == 1 { grants = [Grant(.representative, on: Scope(network))] }
            let (email, name) = ("network\(index + 1)@isthmus.example", person.name(in: "en"))
            let account = try await programme.createAccount(
                Registration(
                    email: email, name: name, password: Self.password,
                    language: person.languages.contains("ru") ? "ru" : "en"), person: person.id.text, grants: grants,
                as: .program("demonstration"))
            let actor = Actor(account: account.id.text, person: person.id.text, name: name, grants: grants)
            partners[number] = actor
            speakers.append(Speaker(actor: actor, email: email, applicant: applicant))
        }
        return speakers
    }

    /// The representative whom the first page of the demonstration names.
    private func anahit() async throws -> Speaker {
        let email = "anahit@isthmus.example"
        let account = try await programme.read { try $0.account(email: email) }
        let grant = Grant(.representative, on: Scope(organisations[0].id))
        let actor = Actor(
            account: account?.id.text, person: people[0].person.id.text, name: "Anahit Avagyan", grants: [grant])
        return Speaker(actor: actor, email: email, applicant: organisations[0].id.text)
    }
}
