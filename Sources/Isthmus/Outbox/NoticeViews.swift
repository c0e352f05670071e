/// How notices look.
enum NoticeViews {
    static func page(_ list: NoticeList, _ visit: Visit) -> HTML {
        let words = visit.words
        let title: HTML = """
            <div class="title"><h1>\(words("notices.title"))</h1>
            <p class="lede">\(words("notices.unread", count: list.unread))</p></div>
            """
        guard !list.notices.isEmpty else {
            return title + "<div class=\"empty\"><p>\(words("notices.empty"))</p></div>"
        }
        let all: HTML =
            list.unread == 0
            ? ""
            : "<div class=\"actions\">\(FormParts.button(visit, action: "/notices/read", "notices.read_all"))</div>"
        let next: HTML? = list.next.map { id in
            """
            <nav class="pages" aria-label="\(words("list.pages"))">\
            <a rel="next" href="/notices?after=\(id.text)">\(words("list.next"))</a></nav>
            """
        }
        return "\(title)\(all)<ol class=\"timeline\">\(list.notices.map { item($0, visit) })</ol>\(next)"
    }

    private static func item(_ notice: Notice, _ visit: Visit) -> HTML {
        let words = visit.words
        let sentence = words(notice.key, notice.details)
        let read: HTML =
            notice.readAt != nil
            ? ""
            : """
             \(Parts.pill(words("notices.new"), .wait))
            \(FormParts.button(visit, action: "/notices/\(notice.id.text)/read", "notices.read"))
            """
        return """
            <li><time datetime="\(notice.createdAt.iso)">\(words.moment(notice.createdAt))</time>
            \(notice.link.isEmpty ? "\(sentence)" : Parts.link(notice.link, sentence))\(read)</li>
            """
    }
}
