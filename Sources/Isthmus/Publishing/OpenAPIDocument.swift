import Foundation

/// What the API offers, as data: its operations and the shapes of what goes in and out. Written as OpenAPI 3.1 by
/// `OpenAPIDocument.text`; a test compares it with the routes.
struct OpenAPIDocument {
    let operations: [OpenAPIOperation]
    let shapes: [OpenAPIShape]
}

/// One method at one path of the API.
struct OpenAPIOperation {
    enum Method: String { case get, post, patch, delete }

    let method: Method
    /// With `/api/v1` before it and its parameters in braces.
    let path: String
    let summary: String
    /// Parameters of the query: `name:type`, in the notation of `OpenAPIShape`.
    var query = ""
    /// The shape of the body, or nil without one.
    var body: String?
    /// The shape of the answer; `[Shape]` for a list of all, `list Shape` for a page of a list, nil for nothing.
    var answer: String?

    var status: Int { answer == nil ? 204 : isCreation ? 201 : 200 }
    /// The part of the path by which the operations are grouped.
    var tag: String {
        let steps = path.split(separator: "/").dropFirst(2)
        return String(steps.first == "office" ? steps.dropFirst().first ?? "office" : steps.first ?? "")
    }
    /// In the words of the path: `patchOrganisation`.
    var id: String {
        let words = path.split(separator: "/").dropFirst(2).flatMap { $0.split { !$0.isLetter } }
        return method.rawValue + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
    var parameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
    private var isCreation: Bool { method == .post && body != nil }
}

/// An object with named fields, in a notation of one line: `name:type` with blanks between.
///
/// Types: `text`, `texts` (by language), `list` (of texts), `record` (by names that are not known here), `integer`,
/// `number`, `flag`, `day`, `moment`, `id`, `web`, `mail`, choices as `a|b`, another shape by its name, `[Shape]`.
/// After `<` stands the largest length, count, or a range `0..9`. After a name may stand `=` and what the verb calls
/// it. A `?` says that the field may be missing in an answer, a `!` that it must be there in a request.
struct OpenAPIShape {
    let name: String
    let fields: [Field]
    /// What is sent in, where only fields with `!` must be there.
    let isGiven: Bool

    struct Field {
        let name: String
        /// What the verb calls it, where that does not follow from the name.
        var inner: String?
        let type: String
        let limit: String
        let isRequired: Bool
    }

    init(_ name: String, given: Bool = false, _ notation: String) {
        self.name = name
        isGiven = given
        fields = notation.split(whereSeparator: \.isWhitespace).map { Field(String($0), isGiven: given) }
    }
}

extension OpenAPIShape.Field {
    init(_ notation: String, isGiven: Bool) {
        let names = notation.prefix { $0 != ":" }
        var rest = notation.dropFirst(names.count + 1)
        let name = names.prefix { $0 != "=" }
        let mark = rest.last
        if mark == "?" || mark == "!" { rest = rest.dropLast() }
        let type = rest.prefix { $0 != "<" }
        self.init(
            name: String(name), inner: name.count < names.count ? String(names.dropFirst(name.count + 1)) : nil,
            type: String(type), limit: String(rest.dropFirst(type.count + 1)),
            isRequired: isGiven ? mark == "!" : mark != "?")
    }
}

extension OpenAPIDocument {
    /// What each operation takes, by method and path.
    var bodies: [String: BodyShape] {
        var bodies: [String: BodyShape] = [:]
        for operation in operations {
            guard let body = operation.body, let shape = described(body) else { continue }
            let key = "\(operation.method.rawValue.uppercased()) \(operation.path)"
            bodies[key] = operation.method == .patch ? change(shape, operation) : BodyShape(fields(of: shape))
        }
        return bodies
    }

    /// What was read can be sent back whole: what the answers have besides changes nothing.
    private func change(_ shape: OpenAPIShape, _ operation: OpenAPIOperation) -> BodyShape {
        let read = operations.first { $0.method == .get && $0.path == operation.path }?.answer ?? ""
        let thing = described(operation.answer ?? "")?.fields ?? []
        return BodyShape(
            fields(of: shape), unchanged: Set(thing.map(\.name)),
            whole: described(read)?.fields.first { $0.type == operation.answer }?.name,
            needsVersion: shape.fields.contains { $0.name == "version" })
    }

    private func described(_ name: String) -> OpenAPIShape? { shapes.first { $0.name == name } }

    private func fields(of shape: OpenAPIShape) -> [BodyShape.Field] {
        shape.fields.map { field in
            let type = field.type.trimmingCharacters(in: ["[", "]"])
            let within = type == "Texts" ? nil : described(type)
            return BodyShape.Field(
                field.name, inner: field.inner, shapes: within.map { [BodyShape(fields(of: $0))] } ?? [])
        }
    }
}

extension CaseIterable where Self: RawRepresentable, RawValue == String {
    /// The choices in the notation of `OpenAPIShape`.
    static var choices: String { allCases.map(\.rawValue).joined(separator: "|") }
}
