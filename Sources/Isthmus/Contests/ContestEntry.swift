import Foundation
import Text

/// What somebody enters for a contest or shows in an exhibition: in which category, for whom; its answers are a sheet
/// of the contest's form.
public struct ContestEntry: Governed {
    public static let kind = "contest_entry"
    public static let prefix = "ce"
    static let longestText = 5_000

    public let id: ID<ContestEntry>
    public let contestID: ID<Contest>
    /// Who filled it in.
    public let accountID: ID<Account>
    public var category: String
    public var organisationID: ID<Organisation>?
    public var teamID: ID<Team>?
    public var personID: ID<Person>?
    /// What the entrant was called.
    public var entrant: String
    public var country: String
    public var title: Multilingual
    public var text: Multilingual
    public let sheetID: ID<AnswerSheet>
    public var submittedAt: Moment?
    public var withdrawnAt: Moment?
    public var isFinalist: Bool
    public var searchText: String
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment
    /// Its contest as it is now; kept beside it.
    var contest: Contest?

    /// Where it stands; never kept.
    public enum State: String, Codable, Sendable, CaseIterable { case draft, submitted, finalist, withdrawn }

    /// Until all is announced, who is in the final is known to those who decide.
    func state(seen isOpen: Bool = true) -> State {
        if withdrawnAt != nil { return .withdrawn }
        if submittedAt == nil { return .draft }
        return isFinalist && isOpen ? .finalist : .submitted
    }

    public enum Permission: String, PermissionSet {
        case view, edit, withdraw
        /// Read the answers to the form.
        case read
        /// Give points, or say that one cannot.
        case score
    }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        guard let contest else { return .init("contest_entry.refused.view") }
        let isMine = actor.account == accountID.text
        let isIn = submittedAt != nil && withdrawnAt == nil
        let isKeeper = contest.isKept(by: actor) && submittedAt != nil
        let isJuror = contest.isJuror(actor) && isIn
        let isShown = isIn && contest.isPublic && (contest.showsEntries || contest.announcedAt != nil)
        switch permission {
        case .view: return isMine || isKeeper || isJuror || isShown ? nil : .init("contest_entry.refused.view")
        case .read: return isMine || isKeeper || isJuror ? nil : .init("contest_entry.refused.read")
        case .edit:
            if !isMine { return .init("contest_entry.refused.edit") }
            return state() == .draft ? nil : .init("contest_entry.refused.submitted")
        case .withdraw:
            if !isMine { return .init("contest_entry.refused.edit") }
            return withdrawnAt == nil && contest.roundClosedAt == nil ? nil : .init("contest_entry.refused.over")
        case .score:
            if !isJuror { return .init("contest_entry.refused.score") }
            if isMine { return .init("contest_conflict.own") }
            return contest.isOn && contest.roundClosedAt == nil ? nil : .init("contest_entry.refused.over")
        }
    }

    /// For a reader who may not know yet who is in the final.
    func seen(by actor: Actor) -> ContestEntry {
        var seen = self
        if contest?.announcedAt == nil, contest?.isKept(by: actor) != true { seen.isFinalist = false }
        return seen
    }

    /// The same at a later step.
    func settled(at now: Moment) -> ContestEntry {
        var next = self
        let titles = next.title.languages.compactMap { next.title[$0] }
        next.searchText = folded((titles + [next.entrant]).joined(separator: " "))
        next.sortName = folded(next.title.reading("en"))
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    // The contest is kept by itself.
    private enum CodingKeys: String, CodingKey {
        case id, contestID, accountID, category, organisationID, teamID, personID, entrant, country, title, text
        case sheetID, submittedAt, withdrawnAt, isFinalist, searchText, sortName, version, createdAt, changedAt
    }
}

/// For whom somebody can enter: a person, a team, an organisation.
struct ContestEntrant: Sendable, Equatable {
    /// Of the thing in the directory.
    let id: String
    let kind: Contest.Entrant
    let name: String
    let country: String
    /// The organisation that a team belongs to.
    var organisation = ""
}

/// Whether somebody may enter: every reason why not, at the field where it can be mended.
enum ContestEligibility {
    /// An entry of the same entrant that is there.
    struct Other: Sendable, Equatable {
        let id: String
        let category: String
    }

    /// - Parameters:
    ///   - entrant: nil where none was chosen.
    ///   - others: the same entrant's other entries that were not withdrawn.
    static func issues(
        _ contest: Contest, category: String, entrant: ContestEntrant?, others: [Other], at now: Moment
    ) -> [Problem.Issue] {
        var issues: [Problem.Issue] = []
        if !contest.isOn { issues.append(.init("", "contest.refused.view")) }
        if let opens = contest.opensAt, now < opens {
            issues.append(.init("", "contest.early", ["when": contest.opens?.description ?? ""]))
        }
        if now >= contest.closesAt { issues.append(.init("", "contest.late", ["when": contest.closes.description])) }
        if category.isEmpty {
            issues.append(.init("category", "field.required"))
        } else if contest.category(category) == nil {
            issues.append(.init("category", "field.unknown", ["code": category]))
        }
        guard let entrant else { return issues + [.init("entrant", "field.required")] }
        if !contest.entrants.contains(entrant.kind.rawValue) {
            issues.append(.init("entrant", "contest.not_for.\(entrant.kind.rawValue)"))
        }
        if !contest.countries.isEmpty, !contest.countries.contains(entrant.country) {
            issues.append(.init("entrant", "contest.not_from", ["country": entrant.country]))
        }
        if contest.onePerCategory, let other = others.first(where: { $0.category == category }) {
            issues.append(.init("category", "contest.twice", ["path": "/contest-entries/\(other.id)"]))
        }
        return issues
    }
}
