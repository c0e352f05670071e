import HTTPTypes

/// A page as its area made it: what the layout puts its frame around.
public struct Page: Sendable {
    public var title: String
    /// Where it stands: label and path, from the outermost in.
    public var crumbs: [(label: String, path: String)]
    public var body: HTML
    /// The path of the navigation entry it belongs to.
    public var area: String
    /// The form on it came back with issues.
    public var isRejected: Bool
    var status: HTTPResponse.Status
    /// Machine formats of the same content: label and path.
    public var formats: [(label: String, path: String)]
    /// Source and date of the figures, for the foot.
    public var sources: String
    /// The same for every visitor, so it may be kept until something is written. Never for a page with a form that
    /// is sent.
    public var isKept: Bool

    public init(
        title: String, crumbs: [(label: String, path: String)] = [], body: HTML, area: String = "",
        isRejected: Bool = false, issues: [Problem.Issue] = [], formats: [(label: String, path: String)] = [],
        sources: String = "", isKept: Bool = false
    ) {
        (self.title, self.crumbs, self.body, self.area) = (title, crumbs, body, area)
        let isRejected = isRejected || !issues.isEmpty
        let isOvertaken = issues.contains { $0.reason.key == Problem.overtaken }
        status = isOvertaken ? .conflict : isRejected ? .unprocessableContent : .ok
        (self.isRejected, self.formats, self.sources, self.isKept) = (isRejected, formats, sources, isKept)
    }

    init(title: String, body: HTML, status: HTTPResponse.Status) {
        self.init(title: title, body: body)
        self.status = status
    }
}
