import Foundation

/// A piece of HTML, written as a literal that escapes what is put into it.
///
/// `"<p>\(name)</p>"` escapes `name` for text and for quoted attributes alike. HTML inside HTML stays as it is.
/// Addresses that come from people go through `\(link:)`, which lets only web and mail addresses pass.
public struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
    public private(set) var text: String

    public init(stringLiteral text: String) { self.text = text }
    public init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }
    /// Trusts `raw` as markup. A house test counts the calls.
    public init(raw: String) { text = raw }

    public static let empty: HTML = ""
    public var isEmpty: Bool { text.isEmpty }

    public static func + (left: HTML, right: HTML) -> HTML { HTML(raw: left.text + right.text) }
    public static func += (left: inout HTML, right: HTML) { left.text += right.text }

    public struct StringInterpolation: StringInterpolationProtocol {
        var text: String
        public init(literalCapacity: Int, interpolationCount: Int) {
            text = ""
            text.reserveCapacity(literalCapacity + 24 * interpolationCount)
        }
        public mutating func appendLiteral(_ literal: String) { text += literal }
        public mutating func appendInterpolation(_ html: HTML) { text += html.text }
        public mutating func appendInterpolation(_ html: HTML?) { if let html { text += html.text } }
        public mutating func appendInterpolation(_ list: [HTML]) { for html in list { text += html.text } }
        // Texts yield to HTML where a literal could be either: `\(isOpen ? "<b>open</b>" : "")` is markup.
        @_disfavoredOverload
        public mutating func appendInterpolation(_ string: String) { HTML.escape(string, into: &text) }
        @_disfavoredOverload
        public mutating func appendInterpolation(_ string: Substring) { HTML.escape(String(string), into: &text) }
        @_disfavoredOverload
        public mutating func appendInterpolation(_ string: String?) {
            if let string { HTML.escape(string, into: &text) }
        }
        public mutating func appendInterpolation(_ number: Int) { text += String(number) }
        /// An attribute that is there or not: `"<input\(attribute: "required", isRequired)>"`.
        public mutating func appendInterpolation(attribute name: StaticString, _ isThere: Bool) {
            if isThere { text += " \(name)" }
        }
        /// An attribute with a value, left out when there is none.
        public mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            text += " \(name)=\""
            HTML.escape(value, into: &text)
            text += "\""
        }
        /// An address from outside: `http`, `https` and `mailto` pass, anything else becomes `#`.
        public mutating func appendInterpolation(link address: String) {
            let lowered = address.lowercased()
            let isSafe = ["http://", "https://", "mailto:"].contains { lowered.hasPrefix($0) }
            HTML.escape(isSafe ? address : "#", into: &text)
        }
        /// A number for an SVG coordinate, at most two decimals, never in a local style.
        public mutating func appendInterpolation(coordinate number: Double) {
            let hundredths = Int((number * 100).rounded())
            let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
            if hundredths < 0 { text += "-" }
            text += String(whole)
            if rest > 0 { text += rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)" }
        }
    }

    static func escape(_ string: String, into text: inout String) {
        let isClean = string.utf8.allSatisfy { byte in
            byte != 38 && byte != 60 && byte != 62 && byte != 34 && byte != 39 && (byte >= 32 || byte == 10)
        }
        if isClean { return text += string }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            case "\n", "\t": text.unicodeScalars.append(scalar)
            default: if scalar.value >= 32 { text.unicodeScalars.append(scalar) }
            }
        }
    }
}

extension Sequence<HTML> {
    public func joined(_ separator: HTML = "") -> HTML {
        var result = HTML.empty
        for (index, html) in enumerated() {
            if index > 0 { result += separator }
            result += html
        }
        return result
    }
}
