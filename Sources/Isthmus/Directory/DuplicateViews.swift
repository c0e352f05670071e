/// How pairs that may be one look.
enum DuplicateViews {
    static func reasons(_ reasons: [DuplicateReason], _ words: Words) -> [String] {
        reasons.map { words("duplicates.reason.\($0.key.rawValue)", ["what": $0.what]) }
    }

    static func list(_ reasons: [DuplicateReason], _ words: Words) -> HTML {
        let items: [HTML] = self.reasons(reasons, words).map { "<li>\($0)</li>" }
        return items.isEmpty ? "" : "<ul>\(items)</ul>"
    }

    /// Both, one below the other.
    static func pair(_ line: DuplicateLine, _ words: Words) -> HTML {
        let names = line.names(in: words.language)
        return """
            <div>\(Parts.link("\(line.kind.path)/\(line.aID)", names.a))</div>
            <div>\(Parts.link("\(line.kind.path)/\(line.bID)", names.b))</div>
            """
    }

    /// Side by side, and the word that they are not the same.
    static func tools(_ line: DuplicateLine, _ visit: Visit) -> HTML {
        let pair = Query([("kind", line.kind.rawValue), ("kept", line.aID), ("gone", line.bID)]).address
        return """
            <div class="actions"><a class="button small" href="/office/merges/new\(pair)">\
            \(visit.words("duplicates.compare"))</a>\
            \(dismissal(line.id, isDismissed: line.state == .dismissed, visit))</div>
            """
    }

    static func dismissal(_ id: ID<Duplicate>, isDismissed: Bool, _ visit: Visit) -> HTML {
        isDismissed
            ? FormParts.button(
                visit, action: "/office/duplicates/\(id.text)/dismissal/end", "duplicates.reopen", style: "button small"
            )
            : FormParts.button(
                visit, action: "/office/duplicates/\(id.text)/dismissal", "duplicates.dismiss", style: "button small")
    }

    /// The buttons above the list.
    static func search(_ visit: Visit, isGoingOn: Bool) -> HTML {
        let words = visit.words
        let search: HTML =
            isGoingOn
            ? "<p class=\"notice wait\" role=\"status\">\(words("duplicates.going_on"))</p>"
            : FormParts.button(visit, action: "/office/duplicates/search", "duplicates.search", style: "button main")
        return Parts.actions([
            search, Parts.button("/office/merges/new", words("merge.add")),
            Parts.button("/office/merges", words("merges.title")),
            Parts.button("/office/duplicates?state=dismissed", words("duplicates.dismissed")),
        ])
    }
}

extension Words {
    /// Thousandths as a percentage.
    func percent(_ thousandths: Int) -> String { number((thousandths + 5) / 10) + " %" }
}
