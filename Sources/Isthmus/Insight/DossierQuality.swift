/// How far the figures about projects can be trusted: from which sources their records are, and how much of the two
/// sides these cover. Every number is that of the list it opens.
enum DossierQuality {
    /// Of projects: how many came from where, how many lack a year; as of the last change among them.
    static func add(to part: inout DossierPart, _ joint: [InsightMemory.Project], _ between: Query) {
        part.asOf = joint.lazy.map(\.changed).max()?.day.description
        for (source, count) in counts(joint.lazy.map(\.source)) {
            let query = between.setting("source", to: [source])
            part.addQuality("records_from", .number(count, "/projects" + query.address), of: source)
        }
        let undated = joint.count { $0.year == 0 }
        if undated > 0 {
            let query = between.setting("year", to: ["0"])
            part.addQuality("without_year", .number(undated, "/projects" + query.address))
        }
    }

    /// Of organisations: from which sources those in joint projects are known, and which share of all of a side's that
    /// the directory has is in projects at all. A name that no register knew was entered by the participation's own
    /// source.
    static func add(
        to part: inout DossierPart, _ organisations: [Int], _ directory: InsightMemory.Directory,
        _ question: DossierQuestion
    ) {
        let known = Set(organisations).filter { directory.name($0, for: question.actor) != nil }
        for (source, count) in counts(known.lazy.map { directory.organisations[$0].source }) {
            let query = question.between.setting("source", to: [source])
            part.addQuality("records_from", .number(count, "/organisations" + query.address), of: source)
        }
        let sides = [
            (question.sides.first.code, [question.sides.first.code]), (question.sides.second.code, question.members),
        ]
        for (code, countries) in sides {
            let entries = countries.compactMap { directory.entries[$0] }
            let isOffice = question.actor.isOffice
            let all = entries.reduce(0) { $0 + (isOffice ? $1.all : $1.shown) }
            let taking = entries.reduce(0) { $0 + (isOffice ? $1.allInProjects : $1.shownInProjects) }
            let query = Query(countries.map { ("country", $0) })
            part.addQuality("in_projects", .share(taking, of: all, "/organisations" + query.address), of: code)
        }
    }

    /// The most first.
    private static func counts(_ sources: some Sequence<String>) -> [(source: String, count: Int)] {
        sources.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }
}
