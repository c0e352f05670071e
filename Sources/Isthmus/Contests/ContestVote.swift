import Crypto
import Foundation

/// A vote of the public for an entry. No address is kept: only hashes by which one voter is told from another.
struct ContestVote: Codable, Sendable {
    static let kind = "contest_vote"
    static let prefix = "cv"
    /// Votes that nobody confirmed are forgotten after so many days.
    static let daysUnconfirmed = 3

    let id: ID<ContestVote>
    let contestID: ID<Contest>
    let entryID: ID<ContestEntry>
    let voter: String
    let address: String
    let domain: String
    let createdAt: Moment
    var confirmedAt: Moment?
    var voidedAt: Moment?
    var voidReason: String
}

/// What tells a voter from others, without their address.
struct ContestVoter: Sendable, Equatable {
    /// The mailbox, whatever alias was written.
    let voter: String
    /// The address as it was written.
    let address: String
    let domain: String

    init(email: String, secret: String) {
        let folded = EmailAddress.folded(email)
        let key = SymmetricKey(data: Array(secret.utf8))
        func hash(_ text: String) -> String {
            HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key).prefix(16)
                .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        voter = hash("voter " + Self.mailbox(folded))
        address = hash("address " + folded)
        domain = hash("domain " + (folded.split(separator: "@").last.map(String.init) ?? ""))
    }

    /// `vera+prize@far.example` is the mailbox `vera@far.example`.
    static func mailbox(_ folded: String) -> String {
        let parts = folded.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let name = parts[0].split(separator: "+", omittingEmptySubsequences: false).first,
            !name.isEmpty
        else { return folded }
        return "\(name)@\(parts[1])"
    }
}

/// What is odd about the votes of a contest: for the office, which looks and may void them.
struct ContestAnomalies: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable {
        /// Many votes for one entry within a minute.
        case burst
        /// Many addresses of one domain for one entry.
        case domain
        /// One mailbox under several addresses.
        case alias
    }

    struct Group: Sendable, Equatable {
        let kind: Kind
        /// By which its votes are found again.
        let key: String
        let entryID: String
        let votes: [String]
        /// Of a burst, the minute.
        let at: Moment?
    }

    static let burst = 10
    static let ofOneDomain = 10

    let groups: [Group]
    /// Confirmed votes that count, and those that were voided.
    let counting: Int
    let voided: Int
    let unconfirmed: Int

    /// - Parameter votes: all votes of one contest.
    init(_ votes: [ContestVote]) {
        let confirmed = votes.filter { $0.confirmedAt != nil }
        let open = confirmed.filter { $0.voidedAt == nil }
        (counting, voided) = (open.count, confirmed.count - open.count)
        unconfirmed = votes.count - confirmed.count
        var groups: [Group] = []
        func add(_ kind: Kind, _ key: String, _ entry: String, _ votes: [ContestVote], at moment: Moment? = nil) {
            groups.append(
                Group(kind: kind, key: key, entryID: entry, votes: votes.map(\.id.text).sorted(), at: moment))
        }
        for (entry, all) in Dictionary(grouping: open, by: \.entryID.text).sorted(by: { $0.key < $1.key }) {
            let minutes = Dictionary(grouping: all) { ($0.confirmedAt ?? $0.createdAt).seconds / 60 }
            for (minute, some) in minutes.sorted(by: { $0.key < $1.key }) where some.count >= Self.burst {
                add(.burst, "\(entry).\(minute)", entry, some, at: Moment(seconds: minute * 60))
            }
            let domains = Dictionary(grouping: all, by: \.domain)
            for (domain, some) in domains.sorted(by: { $0.key < $1.key }) where some.count >= Self.ofOneDomain {
                add(.domain, "\(entry).\(domain)", entry, some)
            }
        }
        let voters = Dictionary(grouping: votes, by: \.voter)
        for (voter, some) in voters.sorted(by: { $0.key < $1.key }) where Set(some.map(\.address)).count > 1 {
            let counted = some.filter { $0.confirmedAt != nil && $0.voidedAt == nil }
            guard let one = counted.first else { continue }
            add(.alias, voter, one.entryID.text, counted)
        }
        self.groups = groups
    }
}
