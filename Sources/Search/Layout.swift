import Text

/// One kind of text a document has, and how much a word in it says.
public struct Field: Equatable, Sendable {
    public let name: String
    /// How much one word here counts beside one in a field of weight 1.
    public let weight: Double
    /// Words such a text usually has. A constant of the layout, not an average of the collection: what a reader may
    /// not see must not shift anyone's score.
    public let typicalLength: Double
    /// From 0, length says nothing, to 1, a text twice as long needs a word twice as often.
    public let lengthPenalty: Double

    public init(_ name: String, weight: Double = 1, typicalLength: Double = 60, lengthPenalty: Double = 0.75) {
        (self.name, self.weight, self.typicalLength) = (name, max(0.001, weight), max(1, typicalLength))
        self.lengthPenalty = min(1, max(0, lengthPenalty))
    }
}

/// What an index knows of its documents beforehand. An index file made with another layout is rebuilt.
public struct Layout: Equatable, Sendable {
    public let fields: [Field]
    /// Names of what hits are filtered by and counted by: kind, country, topic.
    public let facets: [String]

    public init(fields: [Field], facets: [String] = []) { (self.fields, self.facets) = (fields, facets) }

    func field(_ name: String) -> Int? { fields.firstIndex { $0.name == name } }
    func facet(_ name: String) -> Int? { facets.firstIndex { $0 == name } }

    /// A number that differs when the layout does, kept in index files.
    var fingerprint: UInt64 {
        var text = ""
        for field in fields { text += "\(field.name)|\(field.weight)|\(field.typicalLength)|\(field.lengthPenalty)\n" }
        text += facets.joined(separator: "|")
        return checksum(of: text)
    }

    /// How much of a term's full weight a document earns, 1 to 255: BM25F's saturation of the weighted frequency
    /// (Robertson, Zaragoza and Taylor 2004, "Simple BM25 extension to multiple weighted fields", k₁ = 1.2).
    static func impact(ofFrequency frequency: Float) -> UInt8 {
        UInt8(max(1, min(255, (255 * frequency / (frequency + 1.2)).rounded())))
    }

    /// What one occurrence in a field adds to the weighted frequency when the field has `length` words.
    func frequency(field: Int, length: Int) -> Float {
        let field = fields[field]
        let stretch = 1 - field.lengthPenalty + field.lengthPenalty * Double(length) / field.typicalLength
        return Float(field.weight / stretch)
    }
}

/// What is put into the index: one organisation, person, project …
public struct Document: Sendable, Equatable {
    /// A text of one field. A field may have several, as names in many languages; phrases do not cross them.
    public struct Passage: Sendable, Equatable {
        public let field: String
        public let text: String
        /// Known language of Latin text; detected when nil.
        public let language: Language?
        public init(_ field: String, _ text: String, language: Language? = nil) {
            (self.field, self.text, self.language) = (field, text, language)
        }
    }

    /// Its name outside the index; a document put under a key replaces the one before.
    public var key: String
    /// The class of readers it is for, as `public` or `office`. A reader brings the classes it may see.
    public var visibility: String
    public var passages: [Passage]
    /// Values by the facet's name.
    public var facets: [String: [String]]
    /// What suggestions show and complete; none when empty.
    public var title: String
    /// Suggestions of more weight come first.
    public var weight: UInt32

    public init(
        key: String, visibility: String = "public", passages: [Passage], facets: [String: [String]] = [:],
        title: String = "", weight: UInt32 = 0
    ) {
        (self.key, self.visibility, self.passages, self.facets) = (key, visibility, passages, facets)
        (self.title, self.weight) = (title, weight)
    }
}

/// One step from one state of the index to the next.
public enum Change: Sendable {
    case put(Document)
    case remove(key: String)

    var key: String {
        switch self {
        case .put(let document): document.key
        case .remove(let key): key
        }
    }
}

/// Whose eyes a search is made with: nothing of another class influences what comes back.
public struct Reader: Sendable, Hashable {
    /// Nil for one who sees everything.
    public let classes: Set<String>?
    public init(_ classes: Set<String>) { self.classes = classes }
    private init() { classes = nil }
    public static let everything = Reader()

    func sees(_ name: String) -> Bool { classes?.contains(name) ?? true }
}
