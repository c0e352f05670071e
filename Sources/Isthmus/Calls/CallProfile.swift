/// Everything the page of one call shows.
public struct CallProfile: Encodable, Sendable {
    public let call: Call
    public let state: Call.State
    /// Those who are paid, those who take part, those who do not; everybody else last.
    public let rules: [CallRule]
    public let topics: [Named]
    /// When the source last had it; nil for what was entered by hand.
    public let seenAt: Moment?
    public let mayEdit: Bool
    public let history: [HistoryLine]

    /// What the call means for a country.
    func eligibility(of country: String) -> Eligibility {
        Eligibility(of: country, by: rules, programme: call.programme)
    }
}
