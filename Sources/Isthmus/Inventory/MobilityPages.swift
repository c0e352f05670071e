import Hummingbird

/// The pages and API of mobility schemes.
public struct MobilityPages: Pages {
    public init() {}

    static let list = ListPage<MobilityLine>(
        kind: "mobilities", path: "/mobility",
        columns: [
            ListColumn("name", sort: "name", plain: { $0.title.reading($1.language) }) { line, words in
                let title = line.title.reading(words.language)
                return "\(Parts.link("/mobility/\(line.id.text)", title))<small>\(line.code)</small>"
            },
            ListColumn("direction", plain: { MobilityViews.direction($0.fromSides, $0.toSides, $0.isBothWays, $1) }),
            ListColumn(
                "stages",
                plain: { line, words in
                    line.careerStages.isEmpty
                        ? words("inventory.every_stage")
                        : line.careerStages.map { words("call.stage.\($0.rawValue)") }.joined(separator: ", ")
                }),
            ListColumn(
                "duration", sort: "duration",
                plain: { MobilityViews.duration(least: $0.leastDays, most: $0.mostDays, $1) ?? "" }),
            ListColumn(
                "allowance", isNumber: true,
                plain: { line, _ in line.allowance.map { "\($0.plain) \($0.currency)" } ?? "" }
            ) { line, words in "\(MobilityViews.allowance(line.allowance, line.allowanceFor, words))" },
            ListColumn(
                "payer",
                plain: { line, words in
                    line.payer.isEmpty ? line.payerSide.map { CountrySide.name($0, words) } ?? "" : line.payer
                }),
            ListColumn("deadline", plain: { $1("mobility.deadline.\($0.deadlinePattern.rawValue)") }),
            ListColumn("status", plain: { $1("inventory.status.\($0.status.rawValue)") }) { line, words in
                InventoryViews.pill(line.status, words)
            },
            ListColumn.day("checked", sort: "checked") { $0.checkedOn },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("code") { $0.code },
            ListCode("fromSides") { $0.fromSides.joined(separator: " ") },
            ListCode("toSides") { $0.toSides.joined(separator: " ") },
            ListCode("leastDays") { $0.leastDays.map { String($0) } ?? "" },
            ListCode("mostDays") { $0.mostDays.map { String($0) } ?? "" },
            ListCode("statusCode") { $0.status.rawValue }, ListCode("version") { String($0.version) },
            ListCode("changedAt") { $0.changedAt.iso },
        ], label: InventoryViews.label)

    static let facets = MobilityScheme.listing(at: Moment(seconds: 0)).facets

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Self.facets,
            tools: { InventoryViews.tools($0.visit, add: "/mobility/new", "mobility.add") },
            find: { try await $3.mobilitySchemes($0, as: $1, counting: $2) }
        ).add(to: routes)
        InventoryRoutes<MobilityScheme>(
            kind: "mobility",
            show: { id, context in
                let profile = try await context.programme.mobilityScheme(id, as: context.actor)
                return (
                    profile.scheme.title.reading(context.words.language), MobilityViews.profile(profile, context.visit)
                )
            },
            answer: { id, context in
                try Answers.json(try await context.programme.mobilityScheme(id, as: context.actor), context)
            }, form: MobilityViews.form
        ).add(to: routes)
    }
}
