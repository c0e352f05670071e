/// A form: typed questions in sections, with conditions, rules and weights, and every text in each of its languages.
///
/// Applications, reviews, reports, registrations and questionnaires are all forms. A form is data: it is written in
/// YAML (`Form.init(yaml:)`, `form.yaml`), has a version, and a running case keeps the version it began with. Answers
/// hold codes, never labels.
public struct Form: Hashable, Sendable {
    /// The code of the form, the same in all versions.
    public var id: String
    /// 1 or more; a changed form is a new version.
    public var version: Int
    /// Codes (ISO 639) of the languages that every text has, the main one first.
    public var languages: [String]
    public var title: Wording
    public var intro: Wording?
    public var sections: [Section]

    public init(
        id: String, version: Int, languages: [String], title: Wording, intro: Wording? = nil, sections: [Section]
    ) {
        (self.id, self.version, self.languages, self.title) = (id, version, languages, title)
        (self.intro, self.sections) = (intro, sections)
    }

    /// Questions that stand under one heading, and are asked together or not at all.
    public struct Section: Hashable, Sendable {
        public var id: String
        public var title: Wording
        public var intro: Wording?
        /// When it is asked at all; nil means always.
        public var condition: Condition?
        public var questions: [Question]

        public init(
            id: String, title: Wording, intro: Wording? = nil, condition: Condition? = nil, questions: [Question]
        ) {
            (self.id, self.title, self.intro, self.condition) = (id, title, intro, condition)
            self.questions = questions
        }
    }

    /// All questions in their order.
    public var questions: [Question] { sections.flatMap(\.questions) }

    public func question(_ id: String) -> Question? {
        for section in sections {
            if let question = section.questions.first(where: { $0.id == id }) { return question }
        }
        return nil
    }

    /// The form as one audience sees it: without questions that are not for it, and without sections that are left
    /// empty by that. A form has no condition that asks what its reader does not see, so the rest works by itself.
    public func seen(by audience: Audience) -> Form {
        var form = self
        form.sections = sections.compactMap { section in
            var section = section
            section.questions = section.questions.filter { $0.isFor(audience) }
            return section.questions.isEmpty ? nil : section
        }
        return form
    }

    /// Those who may see a question with its answer.
    public enum Audience: String, Sendable, CaseIterable, Comparable {
        /// Who fills the form in.
        case applicant
        /// Who judges it.
        case reviewer
        /// Who runs the programme.
        case office
        /// Everybody, the other three among them.
        case `public`

        public static func < (left: Audience, right: Audience) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }
}
