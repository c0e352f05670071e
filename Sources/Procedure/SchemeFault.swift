/// What is wrong in a scheme, at its place in the file.
public struct SchemeFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// As the caller called it.
    public let file: String
    /// From 1.
    public let line: Int
    /// From 1, in Unicode scalars.
    public let column: Int
    public let code: Code
    /// What the sentence names.
    public let values: [String: String]

    public init(file: String, line: Int, column: Int, _ code: Code, _ values: [String: String] = [:]) {
        (self.file, self.line, self.column, self.code, self.values) = (file, line, column, code, values)
    }

    /// The sentence in English, for the command line; a page has its own for each code.
    public var reason: String { code.reason(values) }
    public var description: String { "\(file):\(line):\(column): \(reason)" }
}

/// Everything that is wrong in a scheme, in the order of the file.
public struct SchemeFaults: Error, Hashable, Sendable, CustomStringConvertible {
    public let faults: [SchemeFault]

    public init(_ faults: [SchemeFault]) {
        self.faults = faults.enumerated()
            .sorted {
                ($0.element.line, $0.element.column, $0.offset) < ($1.element.line, $1.element.column, $1.offset)
            }
            .map(\.element)
    }

    public var description: String { faults.map(\.description).joined(separator: "\n") }
}

extension SchemeFault {
    public enum Code: String, Sendable, CaseIterable {
        // The text.
        case notText = "not_text"
        case notYAML = "not_yaml"
        case tooLarge = "too_large"
        case empty, alias
        case doubledKey = "doubled_key"
        // Its parts.
        case notRecord = "not_record"
        case notList = "not_list"
        case notScalar = "not_scalar"
        case unknownKey = "unknown_key"
        case missingKey = "missing_key"
        case unknownValue = "unknown_value"
        case notNumber = "not_number"
        case notWhole = "not_whole"
        case notFlag = "not_flag"
        case notDate = "not_date"
        case notCondition = "not_condition"
        // The form that they make.
        case badCode = "bad_code"
        case doubledCode = "doubled_code"
        case missingLanguage = "missing_language"
        case extraLanguage = "extra_language"
        case controls, nothing
        case tooManyEntries = "too_many_entries"
        case outOfRange = "out_of_range"
        case bounds
        case tooPrecise = "too_precise"
        case uncounted
        case unboundedWeight = "unbounded_weight"
        case scoreTooGreat = "score_too_great"
        case unknownQuestion = "unknown_question"
        case unknownOption = "unknown_option"
        case unknownRow = "unknown_row"
        case rowNeeded = "row_needed"
        case noComparison = "no_comparison"
        case unseen, loop
        case tooDeep = "too_deep"
        // Its versions.
        case changedKind = "changed_kind"
        case sameVersion = "same_version"

        func reason(_ values: [String: String]) -> String {
            var rest = template[...]
            var reason = ""
            while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
                reason += rest[..<open] + (values[String(rest[rest.index(after: open)..<close])] ?? "")
                rest = rest[rest.index(after: close)...]
            }
            return reason + rest
        }

        private var template: String {
            switch self {
            case .notText: "This is not UTF-8."
            case .notYAML: "This is not YAML: {problem}."
            case .tooLarge: "A scheme has at most {max} bytes; this one has {found}."
            case .empty: "There is nothing in it."
            case .alias: "Anchors and aliases (&{name}, *{name}) are not taken; write it out."
            case .doubledKey: "The key “{key}” stands here twice."
            case .notRecord: "Keys with values are expected here: {known}."
            case .notList: "A list is expected here."
            case .notScalar: "A single value is expected here."
            case .unknownKey: "The key “{key}” is not known here; known are {known}."
            case .missingKey: "The key “{key}” is missing."
            case .unknownValue: "“{found}” is not known here; known are {known}."
            case .notNumber:
                "“{found}” is no number such as -12.5 (at most 12 digits, and 6 after the point)."
            case .notWhole: "“{found}” is not a whole number."
            case .notFlag: "“{found}” is neither true nor false."
            case .notDate: "“{found}” is not a day written as 2026-05-01."
            case .notCondition: "A condition is {known}."
            case .badCode: "“{found}” is no code: it has to match {pattern}."
            case .doubledCode: "“{found}” stands here a second time."
            case .missingLanguage: "The text in {language} is missing."
            case .extraLanguage: "{language} is none of the form's languages."
            case .controls: "There are invisible control characters in the text."
            case .nothing: "At least one entry is needed."
            case .tooManyEntries: "At most {max} entries; there are {found}."
            case .outOfRange: "A number from {min} to {max} is expected; this is {found}."
            case .bounds: "The least ({min}) is more than the most ({max})."
            case .tooPrecise: "At most {max} digits after the point."
            case .uncounted: "Answers of the kind {kind} have no points, so a weight means nothing."
            case .unboundedWeight: "A number with a weight needs min, max and at most 3 decimals."
            case .scoreTooGreat: "The greatest score has more than 12 digits: lower weights, points or bounds."
            case .unknownQuestion: "The condition asks “{question}”, and there is no such question."
            case .unknownOption:
                "The condition asks for “{found}”, which is no option of “{question}”; its options are {known}."
            case .unknownRow: "The condition asks for “{found}”, which is no row of “{question}”; its rows are {known}."
            case .rowNeeded: "“{question}” is a matrix: the condition has to name a row."
            case .noComparison: "“{question}” is of the kind {kind}, which cannot be compared so."
            case .unseen: "The condition asks “{question}”, which {audience} does not see."
            case .loop: "The conditions go round in a loop: {loop}."
            case .tooDeep: "Conditions stand in each other at most {max} deep."
            case .changedKind:
                "“{question}” was of the kind {old} in version {version}: give the new question another id."
            case .sameVersion:
                "This differs from version {version} of the same form in {other}: a changed form needs a new version."
            }
        }
    }
}
