extension Form {
    /// What was answered to the questions of a form, by their ids.
    public struct Answers: Hashable, Sendable {
        public var values: [String: Answer]

        public init(_ values: [String: Answer] = [:]) { self.values = values }

        public subscript(_ question: String) -> Answer? {
            get { values[question] }
            set { values[question] = newValue }
        }
    }

    /// One answer: its case belongs to the kind of its question.
    public enum Answer: Hashable, Sendable {
        /// To short and long texts.
        case text(String)
        case number(Exact)
        case money(Amount)
        case date(CalendarDate)
        /// An option's code.
        case choice(String)
        case choices(Set<String>)
        /// A column's code for each row's code.
        case matrix([String: String])
        case file(FileAnswer)
        case reference(ReferenceAnswer)

        /// Whether it says nothing, and counts as no answer.
        public var isEmpty: Bool {
            switch self {
            case .text(let text): text.allSatisfy(\.isWhitespace)
            case .choice(let code): code.isEmpty
            case .choices(let codes): codes.isEmpty
            case .matrix(let chosen): chosen.isEmpty
            case .file(let file): file.id.isEmpty
            case .reference(let entry): entry.id.isEmpty
            case .number, .money, .date: false
            }
        }
    }

    /// A stored file, as an answer names it.
    public struct FileAnswer: Hashable, Sendable {
        /// Where the file is kept.
        public var id: String
        /// As the sender called it.
        public var name: String
        /// Bytes.
        public var size: Int

        public init(id: String, name: String, size: Int) { (self.id, self.name, self.size) = (id, name, size) }

        /// What follows the last point of the name, in small letters; empty without one.
        public var ending: String {
            guard let point = name.lastIndex(of: ".") else { return "" }
            return name[name.index(after: point)...].lowercased()
        }
    }

    public struct ReferenceAnswer: Hashable, Sendable {
        public var kind: String
        public var id: String

        public init(kind: String, id: String) { (self.kind, self.id) = (kind, id) }
    }
}
