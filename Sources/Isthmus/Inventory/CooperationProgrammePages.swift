import Hummingbird

/// The pages and API of cooperation programmes.
public struct CooperationProgrammePages: Pages {
    public init() {}

    static let list = ListPage<ProgrammeLine>(
        kind: "programmes", path: "/programmes",
        columns: [
            ListColumn("name", sort: "name", plain: { $0.title.reading($1.language) }) { line, words in
                let title = line.title.reading(words.language)
                return "\(Parts.link("/programmes/\(line.id.text)", title))<small>\(line.code)</small>"
            },
            ListColumn(
                "parties",
                plain: { line, words in
                    line.parties.map { CountrySide.name($0.side, words) }.joined(separator: ", ")
                }),
            ListColumn(
                "instruments",
                plain: { line, words in
                    line.instruments.map { words("programme.instrument.\($0.rawValue)") }.joined(separator: ", ")
                }),
            ListColumn(
                "budget", isNumber: true,
                plain: { line, _ in line.budgets.last.map { "\($0.amount.plain) \($0.currency)" } ?? "" }
            ) { line, words in
                guard let last = line.budgets.last else { return "" }
                return "\(words.money(last.amount))<small>\(String(last.year))</small>"
            },
            ListColumn("cycle", plain: { line, words in words("programme.cycle.\(line.cycle.rawValue)") }),
            ListColumn("owner", plain: { line, _ in line.ownerName }),
            ListColumn("status", plain: { $1("inventory.status.\($0.status.rawValue)") }) { line, words in
                InventoryViews.pill(line.status, words)
            },
            ListColumn.day("checked", sort: "checked") { $0.checkedOn },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("code") { $0.code },
            ListCode("partySides") { $0.parties.map(\.side).joined(separator: " ") },
            ListCode("statusCode") { $0.status.rawValue }, ListCode("version") { String($0.version) },
            ListCode("changedAt") { $0.changedAt.iso },
        ], label: InventoryViews.label)

    /// Names and readers of the filters do not depend on the moment.
    static let facets = CooperationProgramme.listing(at: Moment(seconds: 0)).facets

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Self.facets,
            tools: { InventoryViews.tools($0.visit, add: "/programmes/new", "programme.add") },
            find: { try await $3.cooperationProgrammes($0, as: $1, counting: $2) }
        ).add(to: routes)
        InventoryRoutes<CooperationProgramme>(
            kind: "programme",
            show: { id, context in
                let profile = try await context.programme.cooperationProgramme(id, as: context.actor)
                return (
                    profile.programme.title.reading(context.words.language),
                    CooperationProgrammeViews.profile(profile, context.visit)
                )
            },
            answer: { id, context in
                try Answers.json(try await context.programme.cooperationProgramme(id, as: context.actor), context)
            }, form: CooperationProgrammeViews.form
        ).add(to: routes)
    }
}
