import Foundation
import Yams

/// Judges values by a JSON Schema (2020-12), as far as the schemas here go: a keyword it does not know is a complaint,
/// so nothing is passed over in silence.
struct SchemaJudge {
    let root: [String: Any]

    init(_ file: URL) throws {
        root = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
    }

    /// What is wrong, as `path: reason`.
    func complaints(about yaml: String) throws -> [String] {
        try Parser(yaml: yaml).singleRoot().map { complaints(about: SchemaJudge.value($0), root, "") } ?? ["nothing"]
    }

    /// As JSON would have it: records, lists, texts, numbers and flags. Days stay texts.
    private static func value(_ node: Node) -> Any {
        switch node {
        case .mapping(let mapping):
            return Dictionary(mapping.map { ($0.key.string ?? "", value($0.value)) }) { first, _ in first }
        case .sequence(let sequence): return sequence.map(value)
        default:
            switch node.tag.rawValue {
            case Tag.Name.int.rawValue, Tag.Name.float.rawValue: return Double(node.scalar?.string ?? "") ?? Double.nan
            case Tag.Name.bool.rawValue: return node.bool ?? false
            default: return node.scalar?.string ?? ""
            }
        }
    }

    private func complaints(about value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        schema.sorted { $0.key < $1.key }.flatMap { keyword, rule -> [String] in
            switch keyword {
            case "$schema", "title", "description", "default", "$defs", "then", "properties", "additionalProperties":
                return keyword == "properties" || keyword == "additionalProperties" && schema["properties"] == nil
                    ? members(value, schema, path)
                    : keyword == "additionalProperties" ? others(value, schema, path) : []
            case "$ref": return complaints(about: value, definition(rule as? String ?? ""), path)
            case "allOf": return schemas(rule).flatMap { complaints(about: value, $0, path) }
            case "anyOf", "oneOf":
                let fitting = schemas(rule).filter { complaints(about: value, $0, path).isEmpty }.count
                return (keyword == "oneOf" ? fitting == 1 : fitting > 0)
                    ? [] : ["\(path): fits \(fitting) of \(keyword)"]
            case "if":
                guard complaints(about: value, rule as? [String: Any] ?? [:], path).isEmpty else { return [] }
                return complaints(about: value, schema["then"] as? [String: Any] ?? [:], path)
            case "propertyNames":
                let names = (value as? [String: Any])?.keys.sorted() ?? []
                return names.flatMap { complaints(about: $0, rule as? [String: Any] ?? [:], "\(path).\($0)") }
            case "items":
                let items = value as? [Any] ?? []
                return items.enumerated().flatMap {
                    complaints(about: $0.element, rule as? [String: Any] ?? [:], "\(path).\($0.offset)")
                }
            default: return holds(keyword, rule, value) ? [] : ["\(path): \(keyword)"]
            }
        }
    }

    private func schemas(_ rule: Any) -> [[String: Any]] { rule as? [[String: Any]] ?? [] }
    func definition(_ name: String) -> [String: Any] {
        let known = root["$defs"] as? [String: [String: Any]] ?? [:]
        return known[name.replacing("#/$defs/", with: "")] ?? ["undefined": name]
    }

    private func members(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        guard let record = value as? [String: Any] else { return [] }
        let known = schema["properties"] as? [String: [String: Any]] ?? [:]
        return record.sorted { $0.key < $1.key }.flatMap { key, value in
            let rule = known[key] ?? schema["additionalProperties"] as? [String: Any] ?? [:]
            return complaints(about: value, rule, "\(path).\(key)")
        }
    }

    private func others(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        guard let record = value as? [String: Any], schema["additionalProperties"] as? Bool == false else { return [] }
        let known = schema["properties"] as? [String: Any] ?? [:]
        return record.keys.filter { known[$0] == nil }.sorted().map { "\(path).\($0): unknown" }
    }

    private func holds(_ keyword: String, _ rule: Any, _ value: Any) -> Bool {
        let number = (rule as? NSNumber)?.doubleValue ?? 0
        let list = value as? [Any]
        let text = value as? String
        switch keyword {
        case "type":
            return (rule as? [String] ?? [rule as? String ?? ""]).contains { isOf($0, value) }
        case "const": return text == rule as? String
        case "enum": return text.map { (rule as? [String] ?? []).contains($0) } ?? false
        case "required":
            return (value as? [String: Any]).map { v in (rule as? [String] ?? []).allSatisfy { v[$0] != nil } } ?? true
        case "pattern":
            return text.map { $0.range(of: rule as? String ?? "", options: .regularExpression) != nil } ?? true
        case "minimum": return (value as? Double).map { $0 >= number } ?? true
        case "maximum": return (value as? Double).map { $0 <= number } ?? true
        case "minItems": return list.map { Double($0.count) >= number } ?? true
        case "maxItems": return list.map { Double($0.count) <= number } ?? true
        case "uniqueItems": return list.map { Set($0.map { "\($0)" }).count == $0.count } ?? true
        case "minLength": return text.map { Double($0.unicodeScalars.count) >= number } ?? true
        case "maxLength": return text.map { Double($0.unicodeScalars.count) <= number } ?? true
        case "minProperties": return (value as? [String: Any]).map { Double($0.count) >= number } ?? true
        default: return false
        }
    }

    private func isOf(_ type: String, _ value: Any) -> Bool {
        switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": value is Bool
        case "number": value is Double
        case "integer": (value as? Double).map { $0 == $0.rounded() } ?? false
        default: false
        }
    }
}
