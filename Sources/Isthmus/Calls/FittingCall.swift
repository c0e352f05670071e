/// An open call that fits what somebody can do and has done, in which their country's side may take part.
struct FittingCall: Sendable {
    /// What stands for the call among the things that are found, with what of theirs shows that it fits.
    let match: FoundExpert
    let code: String
    let programme: String
    let state: Call.State
    let nextDeadlineAt: Moment?
    let eligibility: Eligibility
}

/// Somebody of the directory with the calls for them.
struct FittingCalls: Sendable {
    let owner: FinderRecord
    /// Nil while the index is made.
    let calls: [FittingCall]?

    static let most = 50
    static let kinds: [FinderRecord.Kind] = [.organisation, .person]
}

/// One of them as the API gives it.
struct FittingCallLine: Codable, Sendable {
    let id: String
    let code: String
    let title: String
    let address: String
    let programme: String
    let state: Call.State
    let nextDeadlineAt: Moment?
    /// Standard deviations above the ordinary.
    let score: Double
    let strength: String
    /// Nil where nobody has said what the call means for the country.
    let takesPart: Bool?
    let isPaid: Bool?
    let payer: String?
    /// What the call means for the country, in sentences.
    let side: String
    let terms: [ExpertTermBody]
    let evidence: [ExpertProofBody]

    init(_ call: FittingCall, _ words: Words) {
        let (record, eligibility) = (call.match.record, call.eligibility)
        (id, code, title, address) = (record.id, call.code, record.title(words), record.path)
        (programme, state, nextDeadlineAt) = (call.programme, call.state, call.nextDeadlineAt)
        (score, strength) = (call.match.score, call.match.strength.rawValue)
        (takesPart, isPaid, payer) = (eligibility.takesPart, eligibility.isPaid, eligibility.payer)
        side = eligibility.sentences.map { words($0) }.joined(separator: " ")
        (terms, evidence) = (call.match.termBodies, call.match.proofBodies(words))
    }
}
