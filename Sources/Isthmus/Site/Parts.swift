/// Small pieces that pages of every area are made of.
public enum Parts {
    /// A definition list of facts; those without a value are left out.
    public static func facts(_ facts: [(label: String, value: HTML?)]) -> HTML {
        let rows: [HTML] = facts.compactMap { label, value in
            guard let value, !value.isEmpty else { return nil }
            return "<div><dt>\(label)</dt><dd>\(value)</dd></div>"
        }
        return rows.isEmpty ? "" : "<dl>\(rows)</dl>"
    }

    /// A part of the main column; nothing when its content is empty.
    public static func panel(_ title: String, _ content: HTML, id: String? = nil) -> HTML {
        guard !content.isEmpty else { return "" }
        return "<section class=\"panel\"\(attribute: "id", id)><h2>\(title)</h2>\(content)</section>"
    }

    /// The head of a form's page: what is done there, and to which thing.
    public static func title(_ title: String, of thing: String? = nil) -> HTML {
        let lede: HTML? = thing.map { "<p class=\"lede\">\($0)</p>" }
        return "<div class=\"title\"><h1>\(title)</h1>\(lede)</div>"
    }

    public static func link(_ path: String, _ label: String) -> HTML { "<a href=\"\(path)\">\(label)</a>" }

    /// The way from a thing of the directory to what is like it.
    static func similar(to path: String, _ words: Words) -> HTML {
        "<p>\(link(path + "/like", words("like.button")))</p>"
    }

    /// The buttons of a page; nothing without any.
    public static func actions(_ buttons: [HTML]) -> HTML {
        buttons.isEmpty ? "" : "<div class=\"actions\">\(buttons)</div>"
    }

    /// One more word beside a name; nothing when it is empty.
    public static func aside(_ note: String) -> HTML {
        note.isEmpty ? "" : " <span class=\"quiet\">\(note)</span>"
    }

    /// An address outside, opened without telling it where the reader came from.
    public static func outside(_ address: String, _ label: String? = nil) -> HTML {
        "<a href=\"\(link: address)\" rel=\"noopener noreferrer\">\(label ?? address)</a>"
    }

    public enum Tone: String, Sendable { case good, wait, bad, quiet }
    public static func pill(_ text: String, _ tone: Tone) -> HTML {
        "<span class=\"pill \(tone.rawValue)\">\(text)</span>"
    }

    /// A button that leads to a page; with a reason it is refused and says why.
    public static func button(_ path: String, _ label: String, isMain: Bool = false, refused: String? = nil) -> HTML {
        let style = isMain ? "button main" : "button"
        guard let refused else { return "<a class=\"\(style)\" href=\"\(path)\">\(label)</a>" }
        return
            """
            <span class="refused"><a class="\(style)" aria-disabled="true">\(label)</a> \
            <span class="why">\(refused)</span></span>
            """
    }

    /// A text in the reader's language, marked with the one it is in where that is another.
    public static func text(_ text: Multilingual, _ words: Words) -> HTML {
        guard let (shown, language) = text.text(for: words.language) else { return "" }
        let others = text.languages.filter { $0 != language }
        let paragraphs: [HTML] = shown.split(separator: "\n\n").map { "<p>\($0)</p>" }
        let shownIn =
            language == words.language
            ? "" : words("text.shown_in", ["language": words.language(named: language)])
        let names = others.map { words.language(named: $0) }.joined(separator: ", ")
        let alsoIn = others.isEmpty ? "" : words("text.also_in", ["languages": names])
        let note: HTML =
            language == words.language && others.isEmpty
            ? ""
            : """
            <p \
            class="languages-note">\(shownIn) \(alsoIn)</p>
            """
        return "<div lang=\"\(language)\">\(paragraphs)</div>\(note)"
    }

    /// What happened to a thing, newest first, from the journal.
    public static func history(_ lines: [HistoryLine], _ words: Words) -> HTML {
        guard !lines.isEmpty else { return "" }
        let items: [HTML] = lines.map { line in
            let key = "journal.\(line.action)"
            return """
                <li><time datetime="\(line.at.iso)">\(words.moment(line.at))</time> \
                \(words.has(key) ? words(key) : line.action)
                <span class="quiet">\(line.actorName)</span></li>
                """
        }
        return "<ol class=\"timeline\">\(items)</ol>"
    }
}

/// A line of a thing's history as a page shows it.
public struct HistoryLine: Codable, Sendable {
    public let at: Moment
    public let action: String
    public let actorName: String
}
