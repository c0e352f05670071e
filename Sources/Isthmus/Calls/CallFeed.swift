/// Calls as a feed, the latest changed first.
struct CallFeed {
    let title: String
    /// The name of the programme, which stands as the author.
    let author: String
    /// Where the site stands, without a slash at the end.
    let address: String
    /// The query of the list that the feed follows, with its question mark, or empty.
    let query: String
    let words: Words

    /// - Parameter start: when the feed was last new if it has no entry.
    func text(_ entries: [CallEntry], start: Moment) -> String {
        AtomFeed(
            title: title, author: author, address: address, path: "/calls", query: query, language: words.language
        ).text(entries.map(entry), start: start)
    }

    private func entry(_ entry: CallEntry) -> AtomFeed.Entry {
        AtomFeed.Entry(
            path: "/calls/\(entry.id.text)", title: entry.title.reading(words.language), summary: summary(entry),
            categories: [entry.programme, entry.theme].filter { !$0.isEmpty }, related: entry.portal,
            createdAt: entry.createdAt, changedAt: entry.changedAt)
    }

    private func summary(_ entry: CallEntry) -> String {
        let short = AtomFeed.shortened(entry.text.reading(words.language))
        let deadline = entry.nextDeadlineAt.map {
            words("call.deadline.next", ["when": words("call.deadline.brussels", ["when": BrusselsTime.text($0)])])
        }
        return ([entry.code, deadline, short.isEmpty ? nil : short] as [String?]).compactMap { $0 }
            .joined(separator: "\n")
    }
}
