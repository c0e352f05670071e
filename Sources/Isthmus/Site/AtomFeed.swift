/// What is new, for feed readers (Atom, RFC 4287), the latest changed first.
struct AtomFeed {
    let title: String
    /// The name of the programme, which stands as the author.
    let author: String
    /// Where the site stands, without a slash at the end.
    let address: String
    /// The list that it follows: `/calls`; the feed itself ends with `.atom`.
    let path: String
    /// The query of the list, with its question mark, or empty.
    let query: String
    let language: String

    struct Entry {
        let path: String
        let title: String
        let summary: String
        let categories: [String]
        /// Where else it is described.
        let related: String?
        let createdAt: Moment
        let changedAt: Moment
    }

    /// - Parameter start: when the feed was last new if it has no entry.
    func text(_ entries: [Entry], start: Moment) -> String {
        let own = address + path + ".atom" + query
        let updated = entries.map(\.changedAt).max() ?? start
        let feed: HTML = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(language)">
            <id>\(own)</id>
            <title>\(title)</title>
            <updated>\(updated.iso)</updated>
            <author><name>\(author)</name></author>
            <link rel="self" type="application/atom+xml" href="\(own)"/>
            <link rel="alternate" type="text/html" href="\(address)\(path)\(query)"/>
            \(entries.map(drawn))</feed>

            """
        return feed.text
    }

    private func drawn(_ entry: Entry) -> HTML {
        let path = address + entry.path
        let categories: [HTML] = entry.categories.map { "<category term=\"\($0)\"/>" }
        let related: HTML? = entry.related.map { "<link rel=\"related\" href=\"\(link: $0)\"/>" }
        return """
            <entry>
            <id>\(path)</id>
            <title>\(entry.title)</title>
            <updated>\(entry.changedAt.iso)</updated>
            <published>\(entry.createdAt.iso)</published>
            <link rel="alternate" type="text/html" href="\(path)"/>\(related)
            \(categories)
            <summary type="text">\(entry.summary)</summary>
            </entry>

            """
    }

    /// The beginning of a text that is long.
    static func shortened(_ text: String, to most: Int = 600) -> String {
        text.count > most ? text.prefix(most - 1) + "…" : text
    }
}
