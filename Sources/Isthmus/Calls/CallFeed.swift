/// Calls as an Atom feed (RFC 4287), the latest changed first.
struct CallFeed {
    let title: String
    /// The name of the programme, which stands as the author.
    let author: String
    /// Where the site stands, without a slash at the end.
    let address: String
    /// The query of the list that the feed follows, with its question mark, or empty.
    let query: String
    let words: Words

    /// Characters of the text that an entry shows.
    private static let longestSummary = 600

    /// - Parameter start: when the feed was last new if it has no entry.
    func text(_ entries: [CallEntry], start: Moment) -> String {
        let own = address + "/calls.atom" + query
        let updated = entries.map(\.changedAt).max() ?? start
        let feed: HTML = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(words.language)">
            <id>\(own)</id>
            <title>\(title)</title>
            <updated>\(updated.iso)</updated>
            <author><name>\(author)</name></author>
            <link rel="self" type="application/atom+xml" href="\(own)"/>
            <link rel="alternate" type="text/html" href="\(address)/calls\(query)"/>
            \(entries.map(entry))</feed>

            """
        return feed.text
    }

    private func entry(_ entry: CallEntry) -> HTML {
        let path = "\(address)/calls/\(entry.id.text)"
        let categories: [HTML] = [entry.programme, entry.theme].filter { !$0.isEmpty }.map {
            "<category term=\"\($0)\"/>"
        }
        let related: HTML? = entry.portal.map { "<link rel=\"related\" href=\"\(link: $0)\"/>" }
        return """
            <entry>
            <id>\(path)</id>
            <title>\(entry.title.reading(words.language))</title>
            <updated>\(entry.changedAt.iso)</updated>
            <published>\(entry.createdAt.iso)</published>
            <link rel="alternate" type="text/html" href="\(path)"/>\(related)
            \(categories)
            <summary type="text">\(summary(entry))</summary>
            </entry>

            """
    }

    private func summary(_ entry: CallEntry) -> String {
        let text = entry.text.reading(words.language)
        let short = text.count > Self.longestSummary ? text.prefix(Self.longestSummary - 1) + "…" : text[...]
        let deadline = entry.nextDeadlineAt.map {
            words("call.deadline.next", ["when": words("call.deadline.brussels", ["when": BrusselsTime.text($0)])])
        }
        return ([entry.code, deadline, short.isEmpty ? nil : String(short)] as [String?]).compactMap { $0 }
            .joined(separator: "\n")
    }
}
