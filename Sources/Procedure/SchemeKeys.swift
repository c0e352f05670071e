/// The keys that a record of a scheme has, in the order in which they are written.
struct SchemeKeys: Sendable, Equatable {
    let required: Set<String>
    let all: [String]

    init(_ all: String..., required: Set<String> = []) { (self.all, self.required) = (all, required) }
    init(named all: [String]) { (self.all, required) = (all, []) }
    private init(all: [String], required: Set<String>) { (self.all, self.required) = (all, required) }

    static func + (left: SchemeKeys, right: SchemeKeys) -> SchemeKeys {
        SchemeKeys(all: left.all + right.all, required: left.required.union(right.required))
    }

    static let form = SchemeKeys(
        "kind", "id", "version", "languages", "title", "intro", "sections",
        required: ["kind", "id", "version", "languages", "title", "sections"])
    static let section = SchemeKeys(
        "id", "title", "intro", "when", "questions", required: ["id", "title", "questions"])
    static let option = SchemeKeys("code", "label", "points", required: ["code", "label"])
    static let row = SchemeKeys("code", "label", required: ["code", "label"])

    static func question(_ kind: Form.KindName) -> SchemeKeys {
        let common = SchemeKeys(
            "id", "kind", "label", "help", "required", "visible_to", "when", required: ["id", "kind", "label"])
        return (kind.canCount ? common + SchemeKeys("weight") : common) + own(kind)
    }

    /// Those that only questions of this kind have.
    private static func own(_ kind: Form.KindName) -> SchemeKeys {
        switch kind {
        case .shortText: SchemeKeys("min_length", "max_length", "format")
        case .longText: SchemeKeys("min_length", "max_length")
        case .number: SchemeKeys("unit", "min", "max", "decimals")
        case .money: SchemeKeys("currencies", "min", "max", required: ["currencies"])
        case .date: SchemeKeys("earliest", "latest")
        case .choice: SchemeKeys("options", required: ["options"])
        case .choices: SchemeKeys("options", "min_choices", "max_choices", required: ["options"])
        case .matrix: SchemeKeys("rows", "columns", required: ["rows", "columns"])
        case .file: SchemeKeys("types", "max_bytes", required: ["types"])
        case .reference: SchemeKeys("to", required: ["to"])
        }
    }

    /// The shapes of a condition: the key that tells it, and all its keys.
    static let conditions: [(tells: String, keys: SchemeKeys)] =
        [
            ("answered", SchemeKeys("answered", required: ["answered"])),
            ("all", SchemeKeys("all", required: ["all"])),
            ("any", SchemeKeys("any", required: ["any"])),
            ("not", SchemeKeys("not", required: ["not"])),
            ("equals", SchemeKeys("question", "row", "equals", required: ["question", "equals"])),
        ]
        + Form.Comparison.allCases.filter { $0 != .equals }.map { comparison in
            let key = comparison.rawValue
            return (key, SchemeKeys("question", key, required: ["question", key]))
        }
}
