/// Somebody who may become a partner, as far as it matters for whether two fit. What is not known is left empty and
/// then counts neither for nor against.
public struct PartnerProfile: Sendable {
    /// Everything said about them together.
    public var text: MeasuredText?
    /// What they can do for others, and what they need.
    public var offers: [MeasuredText]
    public var requests: [MeasuredText]
    public var topics: Set<String>
    /// Codes of the languages they work in.
    public var languages: Set<String>
    /// The code of their country.
    public var country: String?
    public var wish: CountryWish
    /// What they have done, by the project's id.
    public var projects: [String: MeasuredText]

    /// Where a partner should be.
    public enum CountryWish: Sendable, Equatable {
        case anywhere
        /// Others are better than none.
        case preferred(Set<String>)
        /// Others do not come into question.
        case only(Set<String>)
    }

    public init(
        text: MeasuredText? = nil, offers: [MeasuredText] = [], requests: [MeasuredText] = [],
        topics: Set<String> = [], languages: Set<String> = [], country: String? = nil, wish: CountryWish = .anywhere,
        projects: [String: MeasuredText] = [:]
    ) {
        (self.text, self.offers, self.requests, self.topics) = (text, offers, requests, topics)
        (self.languages, self.country, self.wish, self.projects) = (languages, country, wish, projects)
    }
}
