/// How mails look.
enum MailDraftViews {
    /// The HTML part: one column, no pictures, readable in light and dark. Mail programs know no style sheets, so the
    /// few styles stand in the tags.
    static func page(_ draft: MailDraft) -> HTML {
        let paragraphs = draft.paragraphs.filter { !$0.isEmpty }.map { paragraph($0) }
        return """
            <!DOCTYPE html>
            <html lang="\(draft.language)">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark"><title>\(draft.subject)</title></head>
            <body style="font: 16px/1.5 sans-serif; max-width: 36em; margin: 1.5em auto; padding: 0 1em">
            \(draft.greeting.isEmpty ? .empty : paragraph(draft.greeting))\(paragraphs)\
            \(draft.sections.map { section($0) })\(button(draft.link))<hr>
            <p style="font-size: 13px">\(lines(draft.reason))\(stop(draft.stop))</p>
            </body>
            </html>

            """
    }

    private static func paragraph(_ text: String) -> HTML { "<p>\(lines(text))</p>\n" }

    private static func section(_ section: MailDraft.Section) -> HTML {
        let items: [HTML] = section.items.map { item in
            let note: HTML = item.note.isEmpty ? "" : "<br>\n<span style=\"font-size: 13px\">\(item.note)</span>"
            return "<li>\(anchor(item.link))\(note)</li>\n"
        }
        let links: HTML =
            section.links.isEmpty
            ? "" : "<p style=\"font-size: 13px\">\(section.links.map { anchor($0) }.joined("<br>\n"))</p>\n"
        return "<h2 style=\"font-size: 17px\">\(anchor(section.title))</h2>\n<ul>\(items)</ul>\n\(links)"
    }

    private static func anchor(_ link: MailDraft.Link) -> HTML {
        "<a href=\"\(link: link.address)\">\(link.label)</a>"
    }

    private static func lines(_ text: String) -> HTML {
        text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { line -> HTML in "\(line)" }.joined("<br>\n")
    }

    private static func button(_ link: MailDraft.Link?) -> HTML {
        guard let link else { return .empty }
        let style =
            "display: inline-block; padding: 8px 16px; background: #0b5b5e; color: #ffffff; text-decoration: none"
        return """
            <p><a style="\(style)" href="\(link: link.address)">\(link.label)</a></p>
            <p style="font-size: 13px">\(link.address)</p>

            """
    }

    private static func stop(_ link: MailDraft.Link?) -> HTML? {
        link.map { link -> HTML in "<br>\n<a href=\"\(link: link.address)\">\(link.label)</a>" }
    }
}
