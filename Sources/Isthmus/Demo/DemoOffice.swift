extension DemoProgramme {
    /// The office's accounts, all with the same password; what follows is done by its officer.
    mutating func addOffice() async throws {
        for signIn in Self.signIns {
            let grants = [Grant(signIn.role, on: .programme)]
            let account = try await programme.createAccount(
                Registration(email: signIn.email, name: signIn.name, password: Self.password, language: "en"),
                grants: grants, as: .program("demonstration"))
            let actor = Actor(account: account.id.text, person: nil, name: signIn.name, grants: grants)
            if signIn.role == .officer { office = actor } else { administrator = actor }
        }
    }

    /// A representative, and members who have no profile of their own yet.
    mutating func addMembers() async throws {
        try await programme.createAccount(
            Registration(
                email: "anahit@isthmus.example", name: "Anahit Avagyan", password: Self.password, language: "ru"),
            person: people[0].person.id.text, grants: [Grant(.representative, on: Scope(organisations[0].id))],
            as: .program("demonstration"))
        for (index, member) in Self.members.enumerated() {
            let account = try await programme.createAccount(
                Registration(
                    email: member.email, name: member.name, password: Self.password, language: member.language),
                grants: [], as: .program("demonstration"))
            let actor = Actor(account: account.id.text, person: nil, name: member.name, grants: [])
            _ = try await programme.claimOrganisation(
                organisations[37 * (index + 1)].id, ["message": .text(member.message)], as: actor)
        }
    }

    private static let members: [(email: String, name: String, language: String, message: String)] = [
        (
            "giorgi@isthmus.example", "Giorgi Beridzeli", "en",
            "I lead the department of international relations; our rector can confirm this by letter."
        ),
        (
            "aigerim@isthmus.example", "Айгерим Сатпаева", "ru",
            "Я отвечаю за международные проекты; мой адрес есть на странице организации."
        ),
    ]

    /// What an office finds on its desk: claims, profiles that may be one, an invitation, searches with something new.
    mutating func addWhatWaits() async throws {
        _ = try await programme.invite(
            email: "contact.point@ministry.example",
            GrantOffer(role: Role.representative.rawValue, scope: organisations[44].id.text), language: "en",
            as: office)
        for search in Self.searches {
            try await programme.saveSearch(["name": .text(search.name), "address": .text(search.address)], as: office)
        }
        try await addTwins()
        try await changeSome()
        try await programme.findDuplicates(.organisation, as: office)
        try await programme.findDuplicates(.person, as: office)
    }

    private static let searches = [
        (name: "Armenian competences", address: "/competences?country=AM"),
        (name: "Companies in Georgia", address: "/organisations?country=GE&kind=company"),
    ]

    /// Entries that others made a second time, as it happens: another spelling, another writing, another order.
    private mutating func addTwins() async throws {
        for index in [3, 62, 185] {
            let first = organisations[index]
            let name = first.legalName.replacing("Institute of", with: "Inst. of")
                .replacing("Centre for", with: "Center of")
                .replacing("Technologies", with: "Technology LLC").replacing("Instruments", with: "Instrument GmbH")
            _ = try await programme.createOrganisation(
                [
                    "legal_name": .text(name),
                    "kind": .text(first.kind.rawValue), "country": .text(first.country), "city": .text(first.city),
                ], as: office)
        }
        for index in [20, 121] {
            let first = people[index].person
            guard let name = first.names.first(where: { $0.script.rawValue == "Latn" }) else { continue }
            let twin = try await programme.createPerson(
                [
                    "names": .list([
                        .record(["script": .text("Latn"), "given": .text(name.given), "family": .text(name.family)])
                    ]), "country": .text(first.country),
                ], as: office)
            _ = try await programme.createAffiliation(
                [
                    "person": .text(twin.id.text),
                    "organisation": .text(organisations[people[index].organisation].id.text),
                ], as: office)
        }
    }

    /// The last weeks' corrections.
    private mutating func changeSome() async throws {
        for turn in 0..<24 {
            let index = number(0...organisations.count - 1)
            let given: [String: Given] = [
                "phone": .text("+00 555 01\(10 + turn)"), "city": .text(organisations[index].city),
            ]
            organisations[index] = try await programme.changeOrganisation(organisations[index].id, given, as: office)
        }
    }
}
