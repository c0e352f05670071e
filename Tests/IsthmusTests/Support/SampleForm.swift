import Foundation

@testable import Isthmus

/// A form as it stands in a page: where it goes, and its fields as they would be sent unchanged.
struct SampleForm: Sendable {
    struct Field: Sendable {
        let name: String
        let value: String
        let isChoice: Bool
        /// How many characters its form says that it takes; nil where that is not said.
        var limit: Int?
    }
    let action: String
    let fields: [Field]

    /// Every form of a page that is posted.
    static func all(in html: String) -> [SampleForm] {
        html.matches(of: /(?s)<form[^>]*method="post"[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/).map { match in
            SampleForm(action: plain(match.output.1), fields: fields(String(match.output.2)))
        }
    }

    private static func fields(_ html: String) -> [Field] {
        var fields: [Field] = []
        for match in html.matches(of: /(?s)<(input|textarea|select)\b([^>]*)>(.*?)(?=<input|<textarea|<select|$)/) {
            let (tag, attributes, rest) = (match.output.1, String(match.output.2), String(match.output.3))
            let limit = (attribute("maxlength", in: attributes) ?? attribute("data-limit", in: attributes)).flatMap {
                Int($0)
            }
            guard let name = attribute("name", in: attributes), name != "form_token" else { continue }
            switch tag {
            case "textarea":
                let text = plain(rest.prefix { $0 != "<" }.dropFirst())
                fields.append(Field(name: name, value: text, isChoice: false, limit: limit))
            case "select":
                let options = rest.matches(of: /<option ([^>]*)>/).map { String($0.output.1) }
                let chosen = options.first { $0.contains("selected") } ?? options.first
                fields.append(
                    Field(name: name, value: chosen.flatMap { attribute("value", in: $0) } ?? "", isChoice: true))
            default:
                let type = attribute("type", in: attributes)
                if type == "checkbox" || type == "radio", !attributes.contains("checked") { continue }
                let value = attribute("value", in: attributes) ?? ""
                fields.append(Field(name: name, value: value, isChoice: false, limit: limit))
            }
        }
        return fields
    }

    private static func attribute(_ name: String, in text: String) -> String? {
        text.matches(of: /([a-z-]+)="([^"]*)"/).first { $0.output.1 == name }.map { plain($0.output.2) }
    }

    private static func plain(_ text: some StringProtocol) -> String {
        String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }

    /// What is sent when some fields are filled otherwise.
    func encoded(_ changes: [String: String] = [:]) -> String {
        let known = fields.map { ($0.name, changes[$0.name] ?? $0.value) }
        let more = changes.filter { change in !fields.contains { $0.name == change.key } }.sorted { $0.key < $1.key }
        return (known + more.map { ($0.key, $0.value) }).map { Query.encoded($0.0) + "=" + Query.encoded($0.1) }
            .joined(separator: "&")
    }

    /// As `encoded`, with one field's value as raw text of the address.
    func encoded(raw value: String, in name: String) -> String {
        fields.filter { $0.name != name }.map { Query.encoded($0.name) + "=" + Query.encoded($0.value) }
            .joined(separator: "&") + "&" + Query.encoded(name) + "=" + value
    }
}
