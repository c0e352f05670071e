/// How a code for cameras is drawn.
enum QRCodeViews {
    /// Black on white in every colour scheme, with the quiet margin that cameras need; nothing for a text that is too
    /// long.
    static func picture(of text: String, title: String) -> HTML {
        guard let code = QRCode(text) else { return "" }
        let side = code.size + 8
        var path = HTML.empty
        for row in 0..<code.size {
            var column = 0
            while column < code.size {
                guard code.isDark(row, column) else {
                    column += 1
                    continue
                }
                var end = column
                while end < code.size, code.isDark(row, end) { end += 1 }
                path += "M\(column + 4) \(row + 4)h\(end - column)v1h-\(end - column)z"
                column = end
            }
        }
        return """
            <svg viewBox="0 0 \(side) \(side)" width="232" height="232" role="img" aria-label="\(title)"
            shape-rendering="crispEdges"><rect width="\(side)" height="\(side)" fill="#fff"/>\
            <path d="\(path)" fill="#000"/></svg>
            """
    }
}
