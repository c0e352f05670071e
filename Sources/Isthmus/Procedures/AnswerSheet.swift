import Foundation
import Interchange
import Procedure

/// What somebody answered to one version of a form: a draft that only they see, until they submit it.
public struct AnswerSheet: Governed {
    public static let kind = "answer_sheet"
    public static let prefix = "as"

    public let id: ID<AnswerSheet>
    /// The version whose questions were answered.
    public let formID: ID<FormVersion>
    /// Who answers.
    public let accountID: ID<Account>
    /// What the answers are for, as `support_application:sa-…`; empty for a form that is answered by itself.
    public let subject: String
    /// JSON by question: codes, never labels.
    public var answers: String
    public var submittedAt: Moment?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Permission: String, PermissionSet { case view, edit }

    /// Areas that ask a form show its answers to whomever they name, on pages of their own.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isMine = actor.account == accountID.text
        switch permission {
        case .view: return isMine || (submittedAt != nil && actor.isOffice) ? nil : .init("answers.refused.view")
        case .edit:
            if !isMine { return .init("answers.refused.edit") }
            if submittedAt != nil { return .init("answers.refused.submitted") }
            return subject.isEmpty ? nil : .init("answers.refused.elsewhere")
        }
    }

    static func blank(
        _ id: ID<AnswerSheet>, of form: ID<FormVersion>, by account: ID<Account>, for subject: String, at now: Moment
    ) -> AnswerSheet {
        AnswerSheet(
            id: id, formID: form, accountID: account, subject: subject, answers: "{}", submittedAt: nil, version: 0,
            createdAt: now, changedAt: now)
    }

    /// The answers as the form reads them.
    func read(by form: Form) throws -> Form.Answers {
        do { return try form.answers(json: answers.utf8) } catch {
            throw Defect("the answers \(id) are none of their form's: \(error)")
        }
    }

    /// The sheet with other answers. Submitted ones hold what was asked and nothing else.
    func holding(_ answers: Form.Answers, of form: Form, stage: Form.Stage, at now: Moment) -> AnswerSheet {
        var next = self
        next.answers = (stage == .submit ? form.relevant(answers) : answers).json
        next.submittedAt = stage == .submit ? now : nil
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    var seen: AnswerSheetSeen {
        AnswerSheetSeen(
            id: id, formID: formID, subject: subject, answers: (try? JSON(parsing: answers)) ?? .object([]),
            submittedAt: submittedAt, version: version, createdAt: createdAt, changedAt: changedAt)
    }
}

/// A sheet of answers as a program reads it.
public struct AnswerSheetSeen: Encodable, Sendable {
    public let id: ID<AnswerSheet>
    public let formID: ID<FormVersion>
    public let subject: String
    public let answers: JSON
    public let submittedAt: Moment?
    public let version: Int
    public let createdAt: Moment
    public let changedAt: Moment
}

/// A line of the list of answers.
public struct AnswerSheetLine: Codable, Sendable {
    public let id: ID<AnswerSheet>
    public let formID: ID<FormVersion>
    public let code: String
    public let number: Int
    public let title: Multilingual
    public let subject: String
    /// Who answered; empty once the account is erased.
    public let name: String
    public let submittedAt: Moment?
    public let version: Int
    public let changedAt: Moment
}

/// A sheet with its form, for the page that shows it and the one that fills it.
struct AnswerSheetProfile: Sendable {
    let sheet: AnswerSheet
    let version: FormVersion
    /// As the reader sees it.
    let form: Form
    let answers: Form.Answers
    let entries: [FormEntry]
    let name: String
    let history: [HistoryLine]
}

/// A file that is an answer.
struct AnswerFile: Codable, Sendable {
    static let prefix = "af"
    /// Of all files of a sheet together, in bytes: they are kept in the database.
    static let mostBytes = 32 << 20

    let id: String
    let sheetID: ID<AnswerSheet>
    let question: String
    let name: String
    let size: Int
    /// Base 64.
    let content: String
    let createdAt: Moment

    var answer: Form.FileAnswer { .init(id: id, name: name, size: size) }
}

extension Form.Issue {
    /// The issue as forms and programs are told of it: at the field of its question.
    var problem: Problem.Issue {
        let more =
            switch code {
            case .wrongKind: "." + (values["kind"] ?? "short_text")
            case .wrongFormat: "." + (values["format"] ?? "web")
            default: ""
            }
        let field = "answer.\(question)" + (row.map { ".row-\($0)" } ?? "")
        return .init(field, "answers.issue.\(code.rawValue)\(more)", values)
    }

    /// The same read back, for the page that draws the form again; nil for what is no issue of an answer.
    init?(_ issue: Problem.Issue) {
        let (steps, words) = (issue.field.split(separator: "."), issue.reason.key.split(separator: "."))
        guard steps.count >= 2, steps[0] == "answer", words.count >= 3, words[0] == "answers",
            let code = Code(rawValue: String(words[2]))
        else { return nil }
        let row = steps.count > 2 && steps[2].hasPrefix("row-") ? String(steps[2].dropFirst(4)) : nil
        self.init(String(steps[1]), row: row, code, issue.reason.values)
    }
}

extension Given {
    /// As JSON, for the reader of answers.
    var json: JSON {
        switch self {
        case .nothing: .null
        case .text(let text): .string(text)
        case .number(let number): Int64(exactly: number).map(JSON.integer) ?? .number(number)
        case .flag(let flag): .bool(flag)
        case .list(let list): .array(list.map(\.json))
        case .record(let record): .object(record.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) })
        }
    }
}
