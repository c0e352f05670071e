import Foundation

/// How often the news of a saved search are mailed.
public enum DigestPeriod: String, Codable, Sendable, CaseIterable {
    case never
    case atOnce = "at_once"
    case daily, weekly
}

/// A search whose news are mailed, as its row stands.
struct FollowedSearch: Decodable, Sendable {
    let searchID: ID<SavedSearch>
    let accountID: ID<Account>
    let period: String
    /// The place in the journal up to which its reader was told.
    let through: Int64
    let name: String
    let address: String
}

/// A thing in a digest, in its reader's language.
struct DigestLine: Sendable, Equatable {
    let name: String
    let path: String
    let note: String
}

/// What is new in one search for its reader.
struct DigestPart: Sendable {
    let search: FollowedSearch
    /// Keys (`call/cl-1`) of new things, the newest first, at most `Digest.most`.
    var new: [String]
    /// How many there are in all.
    var total: Int
    /// Things of which something that is watched changed, with the place of the change.
    var changed: [(key: String, position: Int64)]

    var isEmpty: Bool { new.isEmpty && changed.isEmpty }
}

/// What one mail tells its reader: the news of all searches that are due.
struct Digest: Sendable {
    /// Things of one search; the page of the search shows the rest.
    static let most = 20

    let reader: DigestReader
    var parts: [DigestPart]
}

/// Somebody who follows searches.
struct DigestReader: Sendable {
    let account: ID<Account>
    let email: String
    let name: String
    let timeZone: String
    /// With the grants that count for what they may see.
    let actor: Actor
}

/// What a round of digests did.
public struct DigestReport: Sendable, Equatable {
    /// Searches that were due.
    public var searches = 0
    /// Things that could be news.
    public var news = 0
    public var mails = 0
}

/// The clock by which digests come: a fixed hour of a zone. Days on which the clock is changed have one such hour too:
/// one that is skipped is the hour after the gap, of one that comes twice the first counts.
struct MailClock: Sendable {
    let zone: TimeZone
    let hour: Int

    init(zone: String, else programme: String, hour: Int) {
        self.zone = TimeZone(identifier: zone) ?? TimeZone(identifier: programme) ?? .gmt
        self.hour = hour
    }

    /// The next time after a moment: the same hour of the next day, or of the next Monday.
    func next(_ period: DigestPeriod, after now: Moment) -> Moment {
        let today = now.adding(seconds: offset(at: now)).day
        for days in 0...8 {
            let day = today.adding(days: days)
            // 1 January 1970 was a Thursday.
            let isMonday = ((day.daysSince1970 + 3) % 7 + 7) % 7 == 0
            guard period != .weekly || isMonday else { continue }
            let moment = moment(on: day)
            if moment > now { return moment }
        }
        return now.adding(days: 1)
    }

    /// The day and the hour that the clock shows.
    func shown(_ moment: Moment) -> (day: Day, hour: Int) {
        let local = moment.adding(seconds: offset(at: moment))
        return (local.day, Int((local.seconds - local.day.start.seconds) / 3_600))
    }

    /// When the clock shows its hour on a day.
    func moment(on day: Day) -> Moment {
        let shown = day.start.adding(hours: hour)
        let (before, after) = (offset(at: shown.adding(hours: -26)), offset(at: shown.adding(hours: 26)))
        let (first, second) = (shown.adding(seconds: -before), shown.adding(seconds: -after))
        return offset(at: first) != before && offset(at: second) == after ? second : first
    }

    private func offset(at moment: Moment) -> Int { zone.secondsFromGMT(for: moment.date) }
}

extension Moment {
    fileprivate func adding(seconds more: Int) -> Moment { Moment(seconds: seconds + Int64(more)) }
}
