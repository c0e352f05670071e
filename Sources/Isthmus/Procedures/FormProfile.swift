import Procedure

/// Everything the page of one version of a form shows.
struct FormProfile: Sendable {
    let version: FormVersion
    let form: Form
    /// All versions of the form that the reader may see, the latest first.
    let versions: [FormLine]
    /// How many sheets were submitted to this version.
    let answered: Int
    /// The reader's own sheet that is not submitted yet.
    let draft: AnswerSheet?
    let history: [HistoryLine]

    /// The version before this one, among those the reader may see.
    var previous: FormLine? { versions.first { $0.number < version.number } }
}

/// How two versions of a form differ.
struct FormDifferences: Sendable {
    let earlier: FormVersion
    let later: FormVersion
    let earlierForm: Form
    let laterForm: Form
    let changes: [Form.Change]
}

/// A line of the list of forms.
public struct FormLine: Codable, Sendable {
    public let id: ID<FormVersion>
    public let code: String
    public let number: Int
    public let title: Multilingual
    public let languages: [String]
    public let questions: Int
    public let isOpen: Bool
    public let status: FormVersion.Status
    public let publishedAt: Moment?
    /// How many sheets were submitted.
    public let answered: Int
    public let version: Int
    public let changedAt: Moment
}
