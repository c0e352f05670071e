import Foundation

extension DemoProgramme {
    /// Enough that two countries can be told apart by what they do: fifteen years, up to eight partners each.
    static let mostProjects = 280
    /// Organisations of each country stand one after another.
    private static let ofCountry = 15

    mutating func addProjects() async throws {
        for index in 0..<Self.mostProjects {
            let place = number(0...DemoField.all.count - 1)
            let field = DemoField.all[place]
            let skill = pick(field.skills)
            let kind = pick(DemoField.projectKinds)
            let year = number(2_011...2_026)
            let end = year + number(2...4)
            let status = year > 2_025 ? "planned" : end > 2_026 ? "running" : chance(4) ? "terminated" : "ended"
            let project = try await programme.createProject(
                [
                    "acronym": .text(acronym(skill.en, index)), "code": .text("ISB-\(year)-\(100 + index)"),
                    "title": .record([
                        "en": .text(kind.en + skill.en.lowercasedFirst),
                        "ru": .text(kind.ru + skill.ru.lowercasedFirst),
                    ]),
                    "abstract": .record([
                        "en": .text(
                            "The partners bring together what each can do best in "
                                + "\(field.keywords.joined(separator: ", ")), "
                                + "train young researchers in two countries and publish all results openly."),
                        "ru": .text(
                            "Партнёры объединяют сильные стороны, готовят молодых исследователей в двух странах "
                                + "и открыто публикуют результаты."),
                    ]),
                    "programme": .text(
                        pick(["Isthmus Joint Calls", "Bilateral Science Fund", "Regional Innovation Scheme"])),
                    "scheme": .text(pick(["Joint research", "Mobility", "Innovation"])),
                    "call_code": .text("IJC-\(year)"),
                    "status": .text(status), "start_day": .text("\(year)-0\(number(1...9))-01"),
                    "end_day": .text("\(end)-12-31"),
                    "currency": .text("EUR"), "grant": .text("\(number(60...1_500))000.00"),
                    "keywords": .list(field.keywords.map(Given.text)), "topics": .list([.text(field.topic)]),
                ], as: office)
            projects.append(project)
            try await addParticipants(to: project, in: place)
        }
        for index in stride(from: 10, to: Self.mostProjects, by: 12) {
            let given: [String: Given] = ["predecessors": .text(projects[index - 10].id.text)]
            projects[index] = try await programme.changeProject(projects[index].id, given, as: office)
        }
    }

    /// Every country is at home in five of twelve fields, and most of a project's partners are from such countries.
    private static func isAtHome(_ organisation: Int, in field: Int) -> Bool {
        let country = organisation / ofCountry
        let fields = DemoField.all.count
        return [0, 1, 3, 6, 8].contains((field + 7 * country) % fields)
    }

    private mutating func addParticipants(to project: Project, in field: Int) async throws {
        var taken: Set<Int> = []
        for turn in 0..<number(5...8) {
            var index = number(0...organisations.count - 1)
            // The same one of the next country.
            while turn % 3 != 2, !Self.isAtHome(index, in: field) {
                index = (index + Self.ofCountry) % organisations.count
            }
            guard taken.insert(index).inserted else { continue }
            _ = try await programme.addParticipation(
                organisations[index].id, to: project.id,
                [
                    "role": .text(turn == 0 ? "coordinator" : "participant"),
                    "grant": .text("\(number(15...200))000.00"),
                ], as: office)
        }
    }

    /// The first letters of the longer words, and a number, so that each is its own.
    private func acronym(_ title: String, _ index: Int) -> String {
        title.split(separator: " ").filter { $0.count > 3 }.map { $0.prefix(2).uppercased() }.prefix(4).joined()
            + "-\(index + 1)"
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
