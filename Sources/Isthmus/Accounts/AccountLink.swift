/// A link that works once: whoever shows its token proves that they received it.
struct AccountLink: Codable, Sendable {
    enum Purpose: String, Codable {
        case confirmation, email, password
        /// Not mailed: the step between the right password and the code.
        case secondFactor = "second-factor"

        /// How long it works, in minutes.
        var minutes: Int {
            switch self {
            case .confirmation: 3 * 24 * 60
            case .email: 24 * 60
            case .password: 2 * 60
            case .secondFactor: 10
            }
        }
    }

    let tokenHash: String
    let accountID: ID<Account>
    let purpose: Purpose
    /// The new address that an `email` link confirms.
    let email: String?
    let createdAt: Moment
    let expiresAt: Moment
    let usedAt: Moment?

    func works(for purpose: Purpose, at now: Moment) -> Bool {
        self.purpose == purpose && usedAt == nil && expiresAt > now
    }

    static let gone = Problem.refused(Problem.Reason("account.link.gone"))
}
