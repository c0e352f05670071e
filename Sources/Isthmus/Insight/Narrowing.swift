/// What the address of a page of figures narrows them by. What cannot be is refused, as a number that is not narrowed
/// would be wrong.
struct Narrowing: Sendable {
    private(set) var country: String?
    let topic: String?
    let event: String?
    /// As `Period` reads it.
    private(set) var period: String?

    init(_ query: Query) throws(Problem) {
        func value(_ name: String) -> String? {
            query[name].flatMap { $0.isEmpty ? nil : String($0.prefix(100)) }
        }
        (topic, event) = (value("topic"), value("event"))
        var issues: [Problem.Issue] = []
        if let given = value("country") {
            country = Countries.code(given)
            if country == nil { issues.append(.init("country", "field.unknown", ["code": given])) }
        }
        if let given = value("period") {
            period = Period(given)?.text
            if period == nil { issues.append(.init("period", "field.unknown", ["code": given])) }
        }
        guard issues.isEmpty else { throw .invalid(issues) }
    }
}
