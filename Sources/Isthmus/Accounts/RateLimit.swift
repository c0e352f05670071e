/// How often something may be tried: some times freely, then after delays that double.
struct RateLimit: Sendable, Equatable {
    let free: Int
    /// Tries older than this are forgotten, in seconds.
    let window: Int64
    /// In seconds, as the longest.
    let firstDelay: Int64
    let longestDelay: Int64

    /// Passwords and codes for one account.
    static let guesses = RateLimit(free: 5, window: 86_400, firstDelay: 30, longestDelay: 3_600)
    /// Mails with links to one address.
    static let mails = RateLimit(free: 4, window: 3_600, firstDelay: 600, longestDelay: 3_600)
    /// Anything of this from one network address, behind which a whole institute may sit.
    static let address = RateLimit(free: 60, window: 3_600, firstDelay: 30, longestDelay: 900)

    /// Seconds to wait at `now` after `count` tries of which the last was at `last`; 0 for none.
    func wait(after count: Int, last: Moment?, at now: Moment) -> Int64 {
        guard count >= free, let last else { return 0 }
        let doublings = min(count - free, 20)
        let delay = min(firstDelay << Int64(doublings), longestDelay)
        return max(0, last.seconds + delay - now.seconds)
    }

    /// The reason to give: seconds up to two minutes, minutes beyond.
    static func reason(waiting seconds: Int64) -> Problem.Reason {
        seconds <= 120
            ? Problem.Reason("account.wait.seconds", ["seconds": String(seconds)])
            : Problem.Reason("account.wait.minutes", ["minutes": String((seconds + 59) / 60)])
    }
}

/// What tries are counted for.
struct Attempt: Sendable {
    let key: String
    let limit: RateLimit

    /// Counted for the address whether an account has it or not, so that the answer tells nothing.
    static func password(_ email: String) -> Attempt { Attempt("password:" + EmailAddress.folded(email), .guesses) }
    static func code(_ account: ID<Account>) -> Attempt { Attempt("code:" + account.text, .guesses) }
    static func mail(_ email: String) -> Attempt { Attempt("mail:" + EmailAddress.folded(email), .mails) }
    static func address(_ device: Device) -> Attempt { Attempt("address:" + device.address, .address) }

    private init(_ subject: String, _ limit: RateLimit) {
        key = Token(subject).digest
        self.limit = limit
    }
}
