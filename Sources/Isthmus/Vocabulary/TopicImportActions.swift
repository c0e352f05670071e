import Database
import Text

extension Programme {
    /// Brings in what the program carries: FORD. Running it again changes nothing; run at every start.
    public func installVocabulary(as actor: Actor = .program("installation")) async throws {
        guard try await !planTopics(.ford).isEmpty else { return }
        let plan = try await importTopics(.ford, as: actor)
        if let issue = plan.issues.first { throw Defect("ford.tsv: \(issue)") }
    }

    /// What an import of the table would do now.
    public func planTopics(_ table: TopicTable) async throws -> TopicPlan {
        let now = clock()
        return try await read { tx in try tx.plan(table, at: now) }
    }

    /// Carries the plan out in one transaction, a journal line for each step; with issues, or dry, nothing is written.
    @discardableResult
    public func importTopics(_ table: TopicTable, dryRun: Bool = false, as actor: Actor) async throws -> TopicPlan {
        guard !dryRun else {
            if let refusal = TopicScheme.refusalOfImport(to: actor) {
                throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            return try await planTopics(table)
        }
        return try await write(as: actor) { work in
            try work.require(TopicScheme.refusalOfImport(to: actor))
            let plan = try work.tx.plan(table, at: work.now)
            try work.carryOut(plan)
            return plan
        }
    }
}

extension Work {
    /// Every step with its journal line; nothing where the plan has issues or no steps.
    func carryOut(_ plan: TopicPlan) throws {
        guard plan.issues.isEmpty, !plan.isEmpty else { return recordNothing() }
        for step in plan.steps { try carryOut(step) }
        try tx.placeTopics()
    }

    private func carryOut(_ step: TopicPlan.Step) throws {
        switch step {
        case .scheme(let before, let after):
            try write(after, over: before, "topic_scheme")
        case .topic(let before, let after):
            try write(after, over: before, "topic")
        case .crosswalk(let crosswalk):
            try record("crosswalk.created", from: nil, to: crosswalk)
            try tx.insert(crosswalk, into: "crosswalk")
        }
    }

    private func write<Thing: Governed>(_ after: Thing, over before: Thing?, _ table: SQL) throws {
        if let before {
            try save(after, over: before, in: table, as: "\(Thing.kind).changed")
        } else {
            try tx.insert(after, into: table)
            try record("\(Thing.kind).created", from: nil, to: after)
        }
    }
}

extension Transaction {
    func plan(_ table: TopicTable, at now: Moment) throws -> TopicPlan {
        TopicPlan(table, on: try standing(of: table.scheme), at: now)
    }

    private func standing(of scheme: TopicScheme) throws -> TopicPlan.Standing {
        TopicPlan.Standing(
            scheme: try TopicScheme.find(scheme.id, in: self),
            topics: try all(Topic.self, "SELECT * FROM topic WHERE scheme_id = \(scheme.id) ORDER BY id"),
            crosswalks: Set(try column(ID<Crosswalk>.self, "SELECT id FROM crosswalk")))
    }

    /// Writes the derived columns of all topics anew where they differ: places, and folded names for search.
    func placeTopics() throws {
        struct Derived: Codable, Equatable {
            let level: Int, position: Int, lastPosition: Int, title: String, words: String
        }
        let topics = try all(Topic.self, "SELECT * FROM topic")
        let places = TopicPlace.all(of: topics, in: try topicSchemes())
        var old: [ID<Topic>: Derived] = [:]
        try each("SELECT id, level, position, last_position, title, words FROM topic") {
            old[try $0.get("id")] = try $0.decode()
        }
        for topic in topics {
            guard let place = places[topic.id] else { throw Defect("topic \(topic.id) has no place") }
            let names = topic.name.languages.compactMap { topic.name[$0] } + [topic.code]
            let new = Derived(
                level: place.level, position: place.position, lastPosition: place.lastPosition,
                title: folded(topic.name.reading("en")), words: names.map(folded).joined(separator: "\n"))
            guard old[topic.id] != new else { continue }
            try run(
                """
                UPDATE topic SET level = \(new.level), position = \(new.position), last_position = \(new.lastPosition),
                title = \(new.title), words = \(new.words) WHERE id = \(topic.id)
                """)
        }
    }
}
