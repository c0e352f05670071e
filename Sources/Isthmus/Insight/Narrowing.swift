/// What the address of a page of figures narrows them by. What cannot be is refused to programs, as a number that is
/// not narrowed would be wrong; people are told.
struct Narrowing: Sendable {
    private(set) var country: String?
    let topic: String?
    let event: String?
    /// As `Period` reads it.
    private(set) var period: String?
    /// What cannot be, by the name of its field.
    private(set) var unknown: [(name: String, value: String)] = []

    /// Without what cannot be.
    init(known query: Query) {
        func value(_ name: String) -> String? {
            query[name].flatMap { $0.isEmpty ? nil : String($0.prefix(100)) }
        }
        (topic, event) = (value("topic"), value("event"))
        if let given = value("country") {
            country = Countries.code(given).flatMap { Countries.isCode($0) ? $0 : nil }
            if country == nil { unknown.append(("country", given)) }
        }
        if let given = value("period") {
            period = Period(given)?.text
            if period == nil { unknown.append(("period", given)) }
        }
    }

    init(_ query: Query) throws(Problem) {
        self.init(known: query)
        guard unknown.isEmpty else {
            throw .invalid(unknown.map { .init($0.name, "field.unknown", ["code": $0.value]) })
        }
    }

    /// What a reader is told of it.
    func notices(_ words: Words) -> HTML {
        let lines: [HTML] = unknown.map { name, value in
            let values = ["field": words("funnel.field.\(name)"), "value": value]
            return "<p class=\"notice wait\" role=\"status\">\(words("funnel.not_known", values))</p>"
        }
        return lines.joined()
    }
}
