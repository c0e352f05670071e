/// A part of a thing's page that an area below the thing's own has to give: the calls for an organisation.
struct PagePart: Sendable {
    /// Told apart from the thing's other parts by it.
    let name: String
    /// What things' pages it stands on.
    let kind: String
    let make: @Sendable (_ id: String, _ context: SiteContext) async throws -> Made

    /// The part as it is now.
    struct Made: Sendable {
        var html: HTML
        /// Whether it stays so until something is written, so that the page may be kept.
        var isSettled = true
    }

    /// Everything that later areas give to one thing's page, in the order in which they were added.
    static func all(of kind: String, _ id: String, _ context: SiteContext) async throws -> Made {
        var whole = Made(html: "")
        for part in added.all where part.kind == kind {
            let made = try await part.make(id, context)
            whole.html = whole.html + made.html
            whole.isSettled = whole.isSettled && made.isSettled
        }
        return whole
    }

    private static let added = Added<PagePart>()

    /// Adds a part when the program starts, in the place of one of the same name for the same things.
    static func add(_ part: PagePart) { added.add(part, as: "\(part.kind) \(part.name)") }
}
