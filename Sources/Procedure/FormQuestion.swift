extension Form {
    /// One question of a form.
    public struct Question: Hashable, Sendable {
        /// The code of the question, the same in all versions of the form.
        public var id: String
        public var label: Wording
        public var help: Wording?
        public var isRequired: Bool
        /// When it is asked at all; nil means always.
        public var condition: Condition?
        /// Who sees the question and its answer.
        public var audiences: Set<Audience>
        /// What the points of an answer are multiplied with (`Form.score`); nil means the answer does not count.
        public var weight: Exact?
        public var kind: Kind

        public init(
            id: String, label: Wording, help: Wording? = nil, isRequired: Bool = false, condition: Condition? = nil,
            audiences: Set<Audience> = Question.usualAudiences, weight: Exact? = nil, kind: Kind
        ) {
            (self.id, self.label, self.help, self.isRequired) = (id, label, help, isRequired)
            (self.condition, self.audiences, self.weight, self.kind) = (condition, audiences, weight, kind)
        }

        /// Where a form names no audience.
        public static let usualAudiences: Set<Audience> = [.applicant, .reviewer, .office]

        public func isFor(_ audience: Audience) -> Bool {
            audiences.contains(.public) || audiences.contains(audience)
        }
    }

    /// What a question asks for, with its rules.
    public enum Kind: Hashable, Sendable {
        /// One line.
        case shortText(TextRule)
        /// Paragraphs.
        case longText(TextRule)
        case number(NumberRule)
        case money(MoneyRule)
        case date(DateRule)
        /// One of the options.
        case choice([Option])
        /// Some of the options.
        case choices([Option], ChoicesRule)
        /// One of the columns for each row.
        case matrix(rows: [Option], columns: [Option])
        case file(FileRule)
        /// An entry of the directory.
        case reference(ReferenceRule)

        /// The kind without its rules, as YAML names it.
        public var name: KindName {
            switch self {
            case .shortText: .shortText
            case .longText: .longText
            case .number: .number
            case .money: .money
            case .date: .date
            case .choice: .choice
            case .choices: .choices
            case .matrix: .matrix
            case .file: .file
            case .reference: .reference
            }
        }

        /// What can be chosen: options, or the columns of a matrix.
        public var options: [Option] {
            switch self {
            case .choice(let options), .choices(let options, _), .matrix(_, let options): options
            default: []
            }
        }
        public var rows: [Option] { if case .matrix(let rows, _) = self { rows } else { [] } }
    }

    public enum KindName: String, Sendable, CaseIterable {
        case shortText = "short_text"
        case longText = "long_text"
        case number, money, date, choice, choices, matrix, file, reference

        /// Whether answers can have points.
        public var canCount: Bool { [.number, .choice, .choices, .matrix].contains(self) }
    }

    /// Something to choose. Answers hold its code.
    public struct Option: Hashable, Sendable {
        public var code: String
        public var label: Wording
        /// What choosing it adds to the score, before the question's weight.
        public var points: Exact

        public init(code: String, label: Wording, points: Exact = .zero) {
            (self.code, self.label, self.points) = (code, label, points)
        }
    }
}

extension Form {
    /// Lengths in characters as people count them.
    public struct TextRule: Hashable, Sendable {
        public var least: Int
        public var most: Int
        public var format: TextFormat?

        public init(least: Int = 0, most: Int, format: TextFormat? = nil) {
            (self.least, self.most, self.format) = (least, most, format)
        }
        /// Where a form names no length.
        public static let usualShort = 300
        public static let usualLong = 5_000
        /// The most that a form may allow.
        public static let greatestShort = 1_000
        public static let greatestLong = 100_000
    }

    /// What a short text has to look like.
    public enum TextFormat: String, Sendable, CaseIterable { case email, web }

    public struct NumberRule: Hashable, Sendable {
        /// What is counted: “people”, “%”.
        public var unit: Wording?
        public var least: Exact?
        public var most: Exact?
        /// Digits after the point, 0 to 6.
        public var decimals: Int

        public init(unit: Wording? = nil, least: Exact? = nil, most: Exact? = nil, decimals: Int = 0) {
            (self.unit, self.least, self.most, self.decimals) = (unit, least, most, decimals)
        }
    }

    public struct MoneyRule: Hashable, Sendable {
        /// ISO 4217 codes to choose from, at least one.
        public var currencies: [String]
        /// In whole units of whichever currency is chosen.
        public var least: Exact?
        public var most: Exact?

        public init(currencies: [String], least: Exact? = nil, most: Exact? = nil) {
            (self.currencies, self.least, self.most) = (currencies, least, most)
        }
    }

    public struct DateRule: Hashable, Sendable {
        public var earliest: CalendarDate?
        public var latest: CalendarDate?

        public init(earliest: CalendarDate? = nil, latest: CalendarDate? = nil) {
            (self.earliest, self.latest) = (earliest, latest)
        }
    }

    /// How many options may be chosen; nil means none is asked for, and no limit.
    public struct ChoicesRule: Hashable, Sendable {
        public var least: Int?
        public var most: Int?

        public init(least: Int? = nil, most: Int? = nil) { (self.least, self.most) = (least, most) }
    }

    public struct FileRule: Hashable, Sendable {
        /// Endings of names in small letters, without the point, at least one.
        public var endings: [String]
        /// Bytes.
        public var most: Int

        public init(endings: [String], most: Int = FileRule.usual) { (self.endings, self.most) = (endings, most) }
        /// Ten mebibytes, where a form names no size.
        public static let usual = 10 << 20
        public static let greatest = 64 << 20
    }

    public struct ReferenceRule: Hashable, Sendable {
        /// Kinds of entries to choose from, at least one.
        public var kinds: [ReferenceKind]

        public init(kinds: [ReferenceKind]) { self.kinds = kinds }
    }

    /// The kinds of entries that a directory has.
    public enum ReferenceKind: String, Sendable, CaseIterable { case organisation, team, person, network, project }
}
