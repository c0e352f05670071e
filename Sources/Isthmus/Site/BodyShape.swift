/// What the body of one operation of the API may hold: its fields as programs write them, and what verbs call them.
public struct BodyShape: Sendable {
    public struct Field: Sendable {
        /// As the API writes it: `legalName`.
        public let name: String
        /// As the verb reads it: `legal_name`.
        public let inner: String
        /// What the records in it hold; none for anything else.
        public let shapes: [BodyShape]

        public init(_ name: String, inner: String? = nil, shapes: [BodyShape] = []) {
            (self.name, self.shapes) = (name, shapes)
            self.inner = inner ?? BodyShape.inner(name)
        }
    }

    let fields: [String: Field]
    /// Fields of the answer that a change may carry back as they were read: they change nothing.
    let unchanged: Set<String>
    /// The field of the answer that holds the thing itself: `project`.
    let whole: String?
    /// A change says which version it changes.
    let needsVersion: Bool

    public init(_ fields: [Field], unchanged: Set<String> = [], whole: String? = nil, needsVersion: Bool = false) {
        self.fields = Dictionary(fields.map { ($0.name, $0) }) { first, _ in first }
        (self.unchanged, self.whole, self.needsVersion) = (unchanged, whole, needsVersion)
    }

    /// `organisationID` becomes `organisation_id`; what has a low line already stays.
    static func inner(_ name: String) -> String {
        guard !name.contains("_") else { return name }
        var inner = ""
        var wasSmall = false
        for letter in name {
            if letter.isUppercase, wasSmall { inner += "_" }
            wasSmall = letter.isLowercase
            inner += letter.lowercased()
        }
        return inner
    }

    /// The body by the verbs' names; every field that is not known is an issue.
    func read(_ body: [String: Given]) throws(Problem) -> [String: Given] {
        var body = body
        if let whole, case .record(let thing)? = body[whole] { body = thing }
        var issues: [Problem.Issue] = []
        let record = named(body, "", &issues)
        guard issues.isEmpty else { throw .invalid(issues) }
        return record
    }

    private func named(_ body: [String: Given], _ path: String, _ issues: inout [Problem.Issue]) -> [String: Given] {
        var named: [String: Given] = [:]
        for (name, given) in body.sorted(by: { $0.key < $1.key }) {
            guard let field = fields[name] else {
                if !unchanged.contains(name) { issues.append(.init(path + name, "field.surplus")) }
                continue
            }
            named[field.inner] = field.shapes.first.map { $0.inside(given, "\(path)\(name).", &issues) } ?? given
        }
        return named
    }

    private func inside(_ given: Given, _ path: String, _ issues: inout [Problem.Issue]) -> Given {
        switch given {
        case .record(let record): return .record(named(record, path, &issues))
        case .list(let list):
            var items: [Given] = []
            for (index, item) in list.prefix(1_000).enumerated() {
                items.append(inside(item, "\(path)\(index).", &issues))
            }
            return .list(items + list.dropFirst(1_000))
        default: return given
        }
    }

    /// The name of a field as the API writes it: of `affiliation.from`, `affiliation.fromDay`.
    func outer(_ path: String) -> String {
        var steps: [Substring] = []
        var shape: BodyShape? = self
        for step in path.split(separator: ".") {
            guard step.contains(where: { !$0.isNumber }), let here = shape else {
                steps.append(step)
                continue
            }
            let field = here.fields.values.first { $0.inner == step }
            steps.append(field.map { $0.name[...] } ?? step)
            shape = field?.shapes.first
        }
        return steps.joined(separator: ".")
    }
}
