import Foundation
import Text

/// A question that somebody asked about an event, and what the organisers answer. Published, it stays in the archive;
/// who asked is never shown there.
public struct EventQuestion: Governed {
    public static let kind = "event_question"
    public static let prefix = "eq"
    static let longest = 2_000
    static let longestAnswer = 10_000
    /// That one asker may have waiting for one event.
    static let mostOpen = 20

    public let id: ID<EventQuestion>
    public let eventID: ID<Event>
    public let accountID: ID<Account>?
    public let registrationID: ID<EventRegistration>?
    /// In which it was asked, and in which the asker is told.
    public let language: String
    /// As it was asked; the organisers alone read it.
    public let text: String
    /// As it is published.
    public var question: Multilingual
    public var answer: Multilingual
    public var status: Status
    /// The question that says the same and is answered.
    public var mergedID: ID<EventQuestion>?
    public var answeredAt: Moment?
    /// When the asker was told of the answer; they are told once.
    public var toldAt: Moment?
    /// Folded words of what is published.
    public var searchText: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment
    /// The organisations that keep the event.
    var keepers: [String] = []
    /// Whether everybody may know of the event.
    var isEventPublic = false

    public enum Status: String, Codable, Sendable, CaseIterable {
        /// Waits for the organisers.
        case open
        case published
        /// Kept back: with an answer, only the asker reads it.
        case kept
        /// Says the same as another one.
        case merged
    }

    public enum Permission: String, PermissionSet {
        case view
        /// Word, answer, publish, keep back, merge.
        case answer
    }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isKeeper =
            actor.isOffice || actor.holds(.representative, on: [Scope(eventID)] + keepers.map { Scope(text: $0) })
        let isOwn = accountID != nil && actor.account == accountID?.text
        let allowed =
            switch permission {
            case .view: isKeeper || isOwn || (status == .published && isEventPublic)
            case .answer: isKeeper
            }
        return allowed ? nil : .init("event_question.refused.\(permission.rawValue)")
    }

    /// For a reader: what was asked word by word is for the organisers and the asker.
    func seen(by actor: Actor) -> EventQuestionSeen {
        let isOwn = accountID != nil && actor.account == accountID?.text
        let knows = allows(.answer, to: actor) || isOwn
        // What the organisers have not decided upon yet is theirs.
        let isDecided = allows(.answer, to: actor) || status == .published || status == .kept
        return EventQuestionSeen(
            id: id, eventID: eventID, status: status, text: knows ? text : nil, question: question,
            answer: isDecided ? answer : [:], mergedID: mergedID, answeredAt: answeredAt, version: version,
            createdAt: createdAt, changedAt: changedAt)
    }

    /// The question with the organisers' words: `question`, `answer`, both in languages. Throws every issue.
    func changed(by fields: Fields, at now: Moment) throws(Problem) -> EventQuestion {
        var next = self
        next.question = fields.multilingual("question", question, atMost: Self.longest, isRequired: true)
        next.answer = fields.multilingual("answer", answer, atMost: Self.longestAnswer)
        if status == .published, next.answer.isEmpty { fields.complain("answer", "field.required") }
        try fields.finish()
        return next.settled(at: now)
    }

    /// The same at a later step, with what follows computed again.
    func settled(at now: Moment) -> EventQuestion {
        var next = self
        // Whoever asked finds their question by its words, and an answer by none until it is given.
        let isGiven = status == .published || status == .kept
        let words = [question, isGiven ? answer : [:]].flatMap { text in text.languages.compactMap { text[$0] } }
        next.searchText = String(folded(words.joined(separator: " ")).prefix(40_000))
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    // What belongs to the event is kept there.
    private enum CodingKeys: String, CodingKey {
        case id, eventID, accountID, registrationID, language, text, question, answer, status, mergedID, answeredAt
        case toldAt, searchText, version, createdAt, changedAt
    }
}

/// A question as a reader may know it.
public struct EventQuestionSeen: Codable, Sendable {
    public let id: ID<EventQuestion>
    public let eventID: ID<Event>
    public let status: EventQuestion.Status
    /// Word by word; for the organisers and the asker.
    public let text: String?
    public let question: Multilingual
    public let answer: Multilingual
    public let mergedID: ID<EventQuestion>?
    public let answeredAt: Moment?
    public let version: Int
    public let createdAt: Moment
    public let changedAt: Moment
}

/// A line of the archive of questions.
public struct EventQuestionLine: Codable, Sendable {
    public let id: ID<EventQuestion>
    public let eventID: ID<Event>
    public let eventTitle: Multilingual
    public let question: Multilingual
    public let answer: Multilingual
    public let status: EventQuestion.Status
    public let answeredAt: Moment?
    public let version: Int
    public let createdAt: Moment
    public let changedAt: Moment
}

/// A question with its event, for its page.
struct EventQuestionProfile: Sendable {
    let question: EventQuestionSeen
    let event: Event
    let mayAnswer: Bool
    /// Who asked, for the organisers.
    let asker: String
    /// Others that were merged into it.
    let merged: Int
    /// The answered one that says the same, as far as the reader may see it.
    let target: Named?
    /// Into which it can be merged.
    let others: [Named]
    let history: [HistoryLine]
}

/// The questions of one event: what is answered, and whether one may ask.
struct EventQuestions: Sendable {
    let event: Event
    let answered: [EventQuestionSeen]
    /// One's own that wait or were answered to oneself alone.
    let own: [EventQuestionSeen]
    let refusal: Problem.Reason?
}
