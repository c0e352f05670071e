import Testing

/// Pages say nothing but sentences: no words between tags, none in the attributes that people read.
@Suite struct MarkupText {
    /// Names that are the same in every language.
    static let names: Set<String> = [
        "API", "Atom", "CSV", "DOI", "EN", "ISNI", "Isthmus", "JSON", "ORCID", "PIC", "ROR", "RSS", "RU", "SVG", "TXT",
        "UTC", "XLSX", "XML", "YAML", "iCal",
    ]
    static let read = ["alt", "aria-description", "aria-label", "label", "placeholder", "summary", "title"]

    /// The words that a piece of markup would show as they are.
    static func words(in markup: String) -> [String] {
        guard markup.contains(/<\/?[a-zA-Z!]/) else { return [] }
        var shown = ""
        var attributes = ""
        var isInTag = false
        // What stands before the first tag belongs to the markup only if no tag was left open before.
        let startsInTag =
            (markup.firstIndex(of: ">").map { close in markup[..<close].firstIndex(of: "<") == nil }) ?? false
        isInTag = startsInTag
        for character in markup {
            switch character {
            case "<":
                isInTag = true
                shown.append(" ")
            case ">" where isInTag:
                isInTag = false
                attributes.append(" ")
            default:
                if isInTag { attributes.append(character) } else { shown.append(character) }
            }
        }
        let entities = shown.replacing(/&[#a-zA-Z0-9]+;/, with: " ")
        var found = plainWords(in: entities)
        for match in attributes.matches(of: /([a-z-]+)=["']([^"']*)["']/) where read.contains(String(match.1)) {
            found += plainWords(in: String(match.2))
        }
        return found
    }

    private static func plainWords(in text: String) -> [String] {
        text.split { !$0.isLetter }.map(String.init).filter { $0.count > 1 && !names.contains($0) }
    }

    @Test func `pages and views say only sentences`() {
        let findings = SourceTree.sources.filter { $0.path.hasPrefix("Sources/Isthmus/") }.flatMap { file in
            file.literals.flatMap { literal in
                MarkupText.words(in: literal.text).map {
                    Finding(
                        path: file.path, line: literal.line, reason: "“\($0)” stands in the markup, not in a sentence")
                }
            }
        }
        Finding.expectNone(findings)
    }

    @Test(arguments: [
        ("<p>Hello</p>", ["Hello"]), ("<p>\u{fffc}</p>", []), ("<a href=\"/sign-in\">\u{fffc} · CSV</a>", []),
        ("<img alt=\"A dog\" class=\"big one\">", ["dog"]), ("<p>a &amp; b</p>", []), ("a < b", []),
        (" class=\"wide\">Далее</p>", ["Далее"]), ("\u{fffc}\" required>Send<b>", ["Send"]), ("plain words", []),
    ])
    func `words are found between tags and in labels`(markup: String, words: [String]) {
        #expect(MarkupText.words(in: markup) == words)
    }
}
