import Foundation

/// A value of YAML, so far as OpenAPI needs it; written in block style with quoted texts, which are JSON's too.
indirect enum YAML {
    case text(String)
    case number(Double)
    case flag(Bool)
    case list([YAML])
    case map([(name: String, value: YAML)])

    static func map(_ name: String, _ value: YAML) -> YAML { .map([(name, value)]) }

    /// The lines of the value; `indent` is for those after the first.
    func written(indent: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent)
        switch self {
        case .text(let text): return Multilingual.quoted(text)
        case .number(let number): return number == number.rounded() ? String(Int(number)) : "\(number)"
        case .flag(let flag): return flag ? "true" : "false"
        case .list(let items) where items.isEmpty: return "[]"
        case .map(let items) where items.isEmpty: return "{}"
        case .list(let items):
            return items.map { "\n\(margin)- " + $0.written(indent: indent + 2).trimmed }.joined()
        case .map(let items):
            return items.map { name, value in
                let written = value.written(indent: indent + 2)
                return "\n\(margin)\(YAML.key(name)):" + (written.hasPrefix("\n") ? written : " " + written)
            }.joined()
        }
    }

    /// Keys that are numbers or begin with a sign would be something else.
    private static func key(_ name: String) -> String {
        name.allSatisfy { $0.isLetter || $0 == "_" } ? name : Multilingual.quoted(name)
    }
}

extension String {
    /// Without the line break before an item's first line.
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}

extension OpenAPIDocument {
    /// The whole document, as it is served and checked in.
    var text: String {
        let paths = Dictionary(grouping: operations, by: \.path).sorted { $0.key < $1.key }
        let root: YAML = .map([
            ("openapi", .text("3.1.0")),
            (
                "info",
                .map([
                    ("title", .text("Isthmus")), ("version", .text("1")),
                    ("description", .text(Self.introduction)),
                    ("license", .map([("name", .text("Apache-2.0")), ("identifier", .text("Apache-2.0"))])),
                ])
            ),
            ("servers", .list([.map("url", .text("/"))])),
            ("security", .list([.map([]), .map("token", .list([]))])),
            (
                "paths",
                .map(
                    paths.map { path, operations in
                        (path, .map(operations.map { ($0.method.rawValue, $0.yaml) }))
                    })
            ),
            (
                "components",
                .map([
                    ("securitySchemes", .map("token", .map([("type", .text("http")), ("scheme", .text("bearer"))]))),
                    ("responses", .map(Self.problems.map { (name: $0.name, value: $0.yaml) })),
                    ("schemas", .map(shapes.map { (name: $0.name, value: $0.yaml) })),
                ])
            ),
        ])
        return "# Written by a test from the table of the API's operations." + root.written() + "\n"
    }

    private static let introduction = """
        Everything that the pages do, for programs. What everybody may see needs no token; a token is made on the \
        page of one's account and sent as a bearer. Texts in several languages are objects by language code. Lists \
        come in pages: `next` is the address of the next one. A creation may carry an `id` made by the caller (prefix, \
        hyphen, thirteen digits of base 32): sent twice, it makes one thing. A change carries the `version` that was \
        read, in the body or as `If-Match` (`*` for whatever is there): it is refused when somebody else was faster. \
        What was read can be sent back as it is. A field that is not described here is refused, by its name.
        """

    static let problems: [(code: Int, name: String, yaml: YAML)] = [
        (401, "SignInNeeded", "A token is needed, or the one sent does not hold."),
        (403, "Refused", "Whoever asks may not do this; the detail says why."),
        (404, "NotFound", "There is nothing here, or whoever asks may not know of it."),
        (409, "Stale", "Somebody else changed the thing meanwhile."),
        (422, "Invalid", "What was sent breaks rules; every one is listed by field."),
        (428, "VersionNeeded", "A change names the version that it changes."),
        (429, "TooMany", "Too many requests; `Retry-After` says how many seconds to wait."),
    ].map { code, name, text in
        let schema: YAML = .map("schema", .map("$ref", .text("#/components/schemas/Problem")))
        var parts: [(name: String, value: YAML)] = [("description", .text(text))]
        if code == 429 {
            let seconds: YAML = .map("schema", .map([("type", .text("integer")), ("minimum", .number(1))]))
            parts.append(("headers", .map("Retry-After", seconds)))
        }
        parts.append(("content", .map("application/problem+json", schema)))
        return (code, name, .map(parts))
    }
}

extension OpenAPIOperation {
    fileprivate var yaml: YAML {
        var parts: [(name: String, value: YAML)] = [
            ("operationId", .text(id)), ("summary", .text(summary)), ("tags", .list([.text(tag)])),
        ]
        if method != .get { parts.append(("security", .list([.map("token", .list([]))]))) }
        let query = OpenAPIShape("", given: true, query).fields
        let parameters =
            self.parameters.map { Self.parameter($0, in: "path", .map("type", .text("string"))) }
            + query.map { Self.parameter($0.name, in: "query", $0.yaml) }
        if !parameters.isEmpty { parts.append(("parameters", .list(parameters))) }
        if let body {
            let content: YAML = .map("application/json", .map("schema", OpenAPIShape.reference(body)))
            parts.append(("requestBody", .map([("required", .flag(true)), ("content", content)])))
        }
        parts.append(("responses", .map(responses)))
        return .map(parts)
    }

    private static func parameter(_ name: String, in place: String, _ schema: YAML) -> YAML {
        .map([("name", .text(name)), ("in", .text(place)), ("required", .flag(place == "path")), ("schema", schema)])
    }

    private var responses: [(name: String, value: YAML)] {
        var good: [(name: String, value: YAML)] = [("description", .text(answer == nil ? "Done." : "The answer."))]
        if path.hasSuffix(".yaml") {
            good.append(("content", .map("application/yaml", .map("schema", .map("type", .text("string"))))))
        } else if let answer {
            good.append(("content", .map("application/json", .map("schema", Self.schema(answer)))))
        }
        let codes =
            [401, 403, 404, 422, 429] + (method == .get ? [] : [409]) + (method == .patch ? [428] : [])
        return [(String(status), .map(good))]
            + OpenAPIDocument.problems.filter { codes.contains($0.code) }.map { problem in
                (String(problem.code), .map("$ref", .text("#/components/responses/\(problem.name)")))
            }
    }

    private static func schema(_ answer: String) -> YAML {
        if answer.hasPrefix("[") {
            let items = OpenAPIShape.reference(String(answer.dropFirst().dropLast()))
            return .map([("type", .text("array")), ("items", items)])
        }
        guard answer.hasPrefix("list ") || answer.hasPrefix("all ") else { return OpenAPIShape.reference(answer) }
        let items = OpenAPIShape.reference(String(answer.split(separator: " ")[1]))
        var fields: [(name: String, value: YAML)] = [
            ("items", .map([("type", .text("array")), ("items", items)])), ("total", .map("type", .text("integer"))),
        ]
        if answer.hasPrefix("list ") { fields.append(("next", .map("type", .text("string")))) }
        return .map([
            ("type", .text("object")), ("required", .list([.text("items"), .text("total")])),
            ("properties", .map(fields)),
        ])
    }
}

extension OpenAPIShape {
    fileprivate static func reference(_ name: String) -> YAML { .map("$ref", .text("#/components/schemas/\(name)")) }

    fileprivate var yaml: YAML {
        let required = fields.filter(\.isRequired).map { YAML.text($0.name) }
        var parts: [(name: String, value: YAML)] = [("type", .text("object"))]
        if !required.isEmpty { parts.append(("required", .list(required))) }
        parts.append(("properties", .map(fields.map { ($0.name, $0.yaml) })))
        return .map(parts)
    }
}

extension OpenAPIShape.Field {
    fileprivate var yaml: YAML {
        if type.hasPrefix("[") { return array(OpenAPIShape.reference(String(type.dropFirst().dropLast()))) }
        if type.contains("|") { return string([("enum", .list(type.split(separator: "|").map { .text(String($0)) }))]) }
        if type.first?.isUppercase == true { return OpenAPIShape.reference(type) }
        switch type {
        case "list": return array(.map("type", .text("string")))
        case "texts":
            return .map([("type", .text("object")), ("additionalProperties", string(longest))])
        case "record": return .map("type", .text("object"))
        case "flag": return .map("type", .text("boolean"))
        case "integer", "number": return .map([("type", .text(type))] + range)
        case "day": return string([("format", .text("date"))])
        case "moment": return string([("format", .text("date-time"))])
        case "web": return string([("format", .text("uri")), ("maxLength", .number(500))])
        case "mail": return string([("format", .text("email")), ("maxLength", .number(254))])
        case "id": return string([("pattern", .text("^[a-z0-9-]{1,40}$"))])
        default: return string(longest)
        }
    }

    private var longest: [(name: String, value: YAML)] { Double(limit).map { [("maxLength", .number($0))] } ?? [] }
    private var range: [(name: String, value: YAML)] {
        let ends = limit.split(separator: ".").compactMap { Double($0) }
        return ends.count == 2 ? [("minimum", .number(ends[0])), ("maximum", .number(ends[1]))] : []
    }
    private func string(_ more: [(name: String, value: YAML)]) -> YAML { .map([("type", .text("string"))] + more) }
    private func array(_ items: YAML) -> YAML {
        let most: [(name: String, value: YAML)] = Double(limit).map { [("maxItems", .number($0))] } ?? []
        return .map([("type", .text("array")), ("items", items)] + most)
    }
}
