import Foundation
import Procedure
import Text

/// One version of a form as the programme keeps it: the text that it is written in, and how far the office is with it.
/// Once published it never changes, so that answers always have the questions that were asked.
public struct FormVersion: Governed {
    public static let kind = "form"
    public static let prefix = "fm"

    public let id: ID<FormVersion>
    /// The form's own id, the same in all its versions, and which of them this is; both stand in the text.
    public var code: String
    public var number: Int
    /// YAML, byte by byte as it was written or brought in.
    public var text: String
    public var title: Multilingual
    public var languages: [String]
    /// How many there are.
    public var questions: Int
    /// Whether whoever is signed in may answer it by itself; else an area asks it where it belongs.
    public var isOpen: Bool
    public var status: Status
    public var publishedAt: Moment?
    public var searchText: String
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Status: String, Codable, Sendable, CaseIterable { case draft, published, withdrawn }

    public enum Permission: String, PermissionSet {
        case view, edit, publish, withdraw, answer
        /// Reads the text with what is asked of the office alone, and everybody's answers.
        case read
    }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        switch permission {
        case .view: status == .published || actor.isOffice ? nil : .init("forms.refused.view")
        case .read: actor.isOffice ? nil : .init("forms.refused.read")
        case .edit, .publish:
            !actor.isOffice
                ? .init("forms.refused.edit") : status == .draft ? nil : .init("forms.refused.published")
        case .withdraw:
            !actor.isOffice
                ? .init("forms.refused.edit") : status == .withdrawn ? .init("forms.refused.withdrawn") : nil
        case .answer:
            status != .published
                ? .init("forms.refused.unpublished")
                : !isOpen
                    ? .init("forms.refused.elsewhere") : actor.account == nil ? .init("forms.refused.account") : nil
        }
    }

    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("forms.refused.edit")
    }

    static func blank(_ id: ID<FormVersion>, at now: Moment) -> FormVersion {
        FormVersion(
            id: id, code: "", number: 0, text: "", title: [:], languages: [], questions: 0, isOpen: false,
            status: .draft, publishedAt: nil, searchText: "", sortName: "", version: 0, createdAt: now, changedAt: now)
    }

    /// What the text says, with the places of its parts.
    func read(as file: String? = nil) throws(SchemeFaults) -> ReadForm {
        switch try Scheme(yaml: text.utf8, file: file ?? fileName) {
        case .form(let read): read
        case .programme(let read):
            throw SchemeFaults([
                read.fault(at: "kind", .unknownValue, ["found": "programme", "known": Scheme.Kind.form.rawValue])
            ])
        }
    }

    /// The form that the text makes: a stored text always makes one.
    func form() throws -> Form {
        do { return try read().form } catch { throw Defect("the form \(id) cannot be read: \(error)") }
    }

    /// Of the file that an export writes.
    var fileName: String { code.isEmpty ? "form.yaml" : "\(code)-\(number).yaml" }

    /// The version after what a form or a body gave: `text`, `is_open`, and `file`, what the text is called in
    /// complaints. Throws every fault of the text with its line.
    /// - Parameter others: the other versions of whichever form.
    func changed(
        by fields: Fields, among others: (_ code: String) throws -> [FormVersion], at now: Moment
    ) throws -> FormVersion {
        var next = self
        switch fields.given("text") {
        case nil: break
        case .text(let text): next.text = text
        case .nothing: next.text = ""
        default: fields.complain("text", "field.type.text")
        }
        next.isOpen = fields.flag("is_open", isOpen)
        let file = fields.text("file", "form.yaml", atMost: 200)
        try fields.finish()
        do {
            let read = try next.read(as: file)
            next.take(read.form)
            for fault in try next.conflicts(of: read, among: try others(next.code).filter { $0.id != id }) {
                fields.complain("text", fault.key, fault.values)
            }
        } catch let faults as SchemeFaults {
            for fault in faults.faults.prefix(Self.mostFaults) {
                let reason = fault.sentence
                fields.complain("text", reason.key, reason.values)
            }
        }
        try fields.finish()
        next.version = version + 1
        next.changedAt = now
        return next
    }

    /// As many as one mends at a time.
    static let mostFaults = 50

    private mutating func take(_ form: Form) {
        (code, number, languages, questions) = (form.id, form.version, form.languages, form.questions.count)
        title = Multilingual(form.title.texts)
        searchText = folded(([code] + title.languages.compactMap { title[$0] }).joined(separator: " "))
        sortName = folded(title.reading("en"))
    }

    /// Why the text cannot stand beside the other versions of its form.
    private func conflicts(of read: ReadForm, among others: [FormVersion]) throws -> [Problem.Reason] {
        if let twin = others.first(where: { $0.number == number }) {
            let values = ["code": code, "number": "\(number)", "path": "/forms/\(twin.id.text)"]
            return [.init("forms.twice", values)]
        }
        let published = others.filter { $0.status != .draft }
        if let last = published.map(\.number).max(), last > number {
            return [.init("forms.earlier", ["number": "\(number)", "last": "\(last)"])]
        }
        return try published.flatMap { other in try read.faults(beside: other.read()).map(\.sentence) }
    }

    func published(at now: Moment) -> FormVersion {
        var next = self
        (next.status, next.publishedAt) = (.published, now)
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    func withdrawn(at now: Moment) -> FormVersion {
        var next = self
        (next.status, next.version, next.changedAt) = (.withdrawn, version + 1, now)
        return next
    }

    /// The text of the version that comes after this one: the same with the next number, its comments kept where the
    /// number stands in a line of its own.
    func textOfNext(_ number: Int) throws -> String {
        if let line = text.firstMatch(of: #/(?m)^version:[ \t]*\d+/#) {
            return text.replacingCharacters(in: line.range, with: "version: \(number)")
        }
        var form = try form()
        form.version = number
        return form.yaml
    }

    /// What a program reads of it; the text where the reader may know it.
    func seen(by actor: Actor) -> FormSeen {
        FormSeen(
            id: id, code: code, number: number, text: allows(.read, to: actor) ? text : nil, title: title,
            languages: languages, questions: questions, isOpen: isOpen, status: status, publishedAt: publishedAt,
            version: version, createdAt: createdAt, changedAt: changedAt)
    }
}

/// A version of a form as one reader may see it.
public struct FormSeen: Encodable, Sendable {
    public let id: ID<FormVersion>
    public let code: String
    public let number: Int
    public let text: String?
    public let title: Multilingual
    public let languages: [String]
    public let questions: Int
    public let isOpen: Bool
    public let status: FormVersion.Status
    public let publishedAt: Moment?
    public let version: Int
    public let createdAt: Moment
    public let changedAt: Moment
}

extension SchemeFault {
    /// The fault as a sentence's key with its values, file and line among them.
    var sentence: Problem.Reason {
        let place = ["file": file, "line": "\(line)", "column": "\(column)"]
        return .init("scheme.fault.\(code.rawValue)", values.merging(place) { $1 })
    }
}
