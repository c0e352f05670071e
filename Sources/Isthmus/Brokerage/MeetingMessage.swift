/// What those who would meet wrote to each other with a request: the asker's words first, then what others added when
/// they proposed something else, each under who wrote it. It is kept as one text in which ids stand for names, so that
/// a name that was erased is nowhere.
struct MeetingMessage: Sendable, Equatable {
    struct Part: Sendable, Equatable {
        /// Nil for the asker's first words.
        let author: ID<Participant>?
        var text: String
    }

    private(set) var parts: [Part]

    private static let mark = "— "

    init(_ kept: String) {
        var parts = [Part(author: nil, text: "")]
        for (index, piece) in kept.split(separator: "\n\n" + Self.mark, omittingEmptySubsequences: false).enumerated() {
            guard index > 0, let end = piece.firstIndex(of: ":"),
                IDSource.isID(String(piece[..<end]), Participant.prefix)
            else {
                parts[parts.count - 1].text += (index == 0 ? "" : "\n\n" + Self.mark) + piece
                continue
            }
            let text = piece[piece.index(after: end)...].drop { $0 == "\n" }
            parts.append(Part(author: ID(String(piece[..<end])), text: String(text)))
        }
        self.parts = parts
    }

    /// As it is kept.
    var kept: String { text(naming: \.text) }

    /// As it is read, with names.
    func text(naming name: (ID<Participant>) -> String) -> String {
        parts.map { part in
            part.author.map { "\n\n\(Self.mark)\(name($0)):\n\(part.text)" } ?? part.text
        }.joined()
    }

    /// What somebody can still change: their own last words, as long as nobody wrote after them.
    func words(of author: ID<Participant>, asker: ID<Participant>) -> String {
        guard let last = parts.last else { return "" }
        return last.author == author || (last.author == nil && author == asker) ? last.text : ""
    }

    /// Puts words in the place of somebody's own last ones, or below what others wrote. Nobody writes in another name.
    mutating func say(_ words: String, by author: ID<Participant>, asker: ID<Participant>) {
        let lines = words.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { $0.hasPrefix(Self.mark) ? "– " + $0.dropFirst(Self.mark.count) : $0 }
            .joined(separator: "\n")
        guard let last = parts.last else { return }
        if last.author == nil, author == asker {
            parts[0].text = text
            return
        }
        // Whoever sends the asker's words back has added nothing.
        let isNothing = text.isEmpty || (author != asker && text == parts[0].text)
        if last.author == author { parts.removeLast() }
        if !isNothing { parts.append(Part(author: author, text: text)) }
    }
}
