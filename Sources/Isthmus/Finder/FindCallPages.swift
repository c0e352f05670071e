import Hummingbird
import Search

/// The search and the expert finder for programs.
struct FindCallPages: Pages {
    /// Hits or experts that one call may ask for.
    static let most = 100

    func addRoutes(to routes: Routes) {
        routes.get("/api/v1/find") { _, context in
            var question = FindQuestion(context.visit.query)
            question.limit = try Self.limit(
                context.visit.query, else: question.limit, most: Self.most, kind: question.kind,
                country: question.country)
            let answer = try await context.programme.find(question, as: context.actor)
            return try Answers.json(FindBody(answer, context.words), context)
        }
        routes.get("/api/v1/experts") { _, context in
            var query = context.visit.query
            if let text = query["text"], query["q"] == nil { query = query.setting("q", to: [text]) }
            var question = ExpertQuestion(query)
            question.limit = try Self.limit(
                query, else: 20, most: ExpertQuestion.most, kind: question.kind, country: question.country)
            let found = try await context.programme.experts(question, as: context.actor)
            return try Answers.json(found.map { ExpertBody($0, context.words) }, context)
        }
    }

    /// How many are asked for. A limit that cannot be, and a filter that was not understood, are told as in lists.
    private static func limit(
        _ query: Query, else usual: Int, most: Int, kind: FinderRecord.Kind?, country: String?
    ) throws(Problem) -> Int {
        var issues: [Problem.Issue] = []
        let limit = query.limit(else: usual, most: most, &issues)
        for (name, isRead) in [("kind", kind != nil), ("country", country != nil)] {
            guard !isRead, let value = query[name], !value.isEmpty else { continue }
            issues.append(.init(name, "field.unknown", ["code": value]))
        }
        guard issues.isEmpty else { throw .invalid(issues) }
        return limit
    }
}

/// An answer of the search as the API gives it.
private struct FindBody: Encodable {
    let count: Int
    let page: Int
    let pages: Int
    /// `all`, `near` or `some`: how the hits hold the words.
    let manner: String
    let hits: [HitBody]
    let facets: FacetsBody

    init(_ answer: FindAnswer, _ words: Words) {
        (count, page, pages) = (answer.count, answer.question.page, answer.pages)
        manner = answer.manner.rawValue
        hits = answer.hits.map { HitBody($0, words, at: answer.at) }
        facets = FacetsBody(
            kind: answer.kinds.map { .init(value: $0.value, label: words("find.kinds.\($0.value)"), count: $0.count) },
            country: answer.countries.map { .init(value: $0.value, label: words.country($0.value), count: $0.count) },
            topic: answer.topics.map {
                .init(value: $0.id, label: $0.name.reading(words.language), count: $0.count)
            })
    }
}

private struct HitBody: Encodable {
    let id: String
    let kind: String
    let title: String
    let address: String
    let country: String
    let score: Double
    let snippet: String
    /// What else there is to say: of a call, whether it is open and by when.
    let notes: [String]
    let reasons: [ReasonBody]

    init(_ hit: FindHit, _ words: Words, at now: Moment) {
        (id, kind, title) = (hit.record.id, hit.record.kind.rawValue, hit.record.title(words))
        (address, country, score) = (hit.record.path, hit.record.country, hit.score)
        notes = hit.record.notes(words, now)
        snippet = hit.passage.map(\.text).joined()
        reasons = hit.reasons.map {
            ReasonBody(word: $0.word, field: $0.field, way: $0.way.rawValue, found: $0.found, share: $0.share)
        }
    }
}

private struct ReasonBody: Encodable {
    let word: String
    let field: String
    let way: String
    let found: [String]
    let share: Double
}

private struct FacetsBody: Encodable {
    struct Value: Encodable {
        let value: String
        let label: String
        let count: Int
    }
    let kind: [Value]
    let country: [Value]
    let topic: [Value]
}

/// An expert as the API gives one.
private struct ExpertBody: Encodable {
    let id: String
    let kind: String
    let title: String
    let address: String
    let country: String
    let score: Double
    let strength: String
    let textCount: Int
    let evidence: [ExpertProofBody]
    let terms: [ExpertTermBody]

    init(_ expert: FoundExpert, _ words: Words) {
        let record = expert.record
        (id, kind, title) = (record.id, record.kind.rawValue, record.title(words))
        (address, country) = (record.path, record.country)
        (score, strength, textCount) = (expert.score, expert.strength.rawValue, expert.textCount)
        (evidence, terms) = (expert.proofBodies(words), expert.termBodies)
    }
}
